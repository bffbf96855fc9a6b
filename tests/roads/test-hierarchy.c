/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-dijkstra.h"
#include "cor-loads.h"
#include "cor-metric.h"
#include "cor-path-search.h"
#include "cor-processor.h"
#include "cor-sweep-kernel.h"
#include "cor-sweep.h"
#include "cor-test-network.h"

#define N_TARGETS 11

/* A network with a hierarchy, its weights, and the slow search that it must agree with. */
typedef struct
{
  CorNetwork *network;
  guint32 *weights_ms;
  CorDijkstra *dijkstra;
} Fixture;

static void
fixture_init (Fixture *self, GRand *rand, guint n_nodes, guint n_legs)
{
  self->network = cor_test_random_ordered_network (rand, n_nodes, n_legs);
  self->weights_ms = g_new (guint32, cor_network_get_n_arcs (self->network) + 1);
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (self->network); arc++)
    self->weights_ms[arc] = cor_network_get_arc_time_ms (self->network, arc, COR_ROAD_VEHICLE_CAR);
  self->dijkstra = cor_dijkstra_new (self->network);
}

static void
fixture_clear (Fixture *self)
{
  cor_network_unref (self->network);
  g_free (self->weights_ms);
  cor_dijkstra_free (self->dijkstra);
}

static void
choose_ends (Fixture *fixture, GRand *rand, CorSweepEnd *ends)
{
  for (guint i = 0; i < N_TARGETS; i++)
    ends[i] = (CorSweepEnd){ .lane = MIN (i, N_TARGETS - 2), /* the last two are one target */
                             .node = g_rand_int_range (rand, 0, fixture->network->n_nodes),
                             .cost = cor_cost (g_rand_int_range (rand, 0, 3000),
                                               g_rand_int_range (rand, 0, 100)) };
}

static void
check_sweep (Fixture *fixture, CorSweep *sweep, const CorSweepEnd *ends, gboolean with_lengths)
{
  for (guint lane = 0; lane < N_TARGETS - 1; lane++)
    {
      cor_dijkstra_start (fixture->dijkstra);
      for (guint i = 0; i < N_TARGETS; i++)
        {
          if (ends[i].lane == lane)
            cor_dijkstra_add_start (fixture->dijkstra, ends[i].node, ends[i].cost);
        }
      cor_dijkstra_run (fixture->dijkstra, fixture->weights_ms, TRUE, NULL, 0);
      for (guint32 node = 0; node < fixture->network->n_nodes; node++)
        {
          guint32 row = cor_sweep_find_row (sweep, node);
          CorCost cost = cor_dijkstra_get_cost (fixture->dijkstra, node);

          if (row == COR_ROAD_NONE)
            continue;
          if (with_lengths)
            g_assert_cmpuint (cor_sweep_get_costs (sweep, row)[lane], ==,
                              MIN (cost, COR_COST_UNREACHABLE));
          else
            g_assert_cmpuint (cor_sweep_get_times_ms (sweep, row)[lane], ==,
                              cor_cost_time_ms (cost));
        }
    }
}

/* Closes, opens, speeds up and slows down some arcs. */
static GArray *
change_arcs (Fixture *fixture, GRand *rand, guint n)
{
  GArray *arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 n_arcs = cor_network_get_n_arcs (fixture->network);

  for (guint i = 0; i < n && n_arcs > 0; i++)
    {
      guint32 arc = g_rand_int_range (rand, 0, n_arcs);
      guint kind = g_rand_int_range (rand, 0, 4);

      fixture->weights_ms[arc] =
          kind == 0   ? COR_TRAVEL_UNREACHABLE
          : kind == 1 ? 0
          : kind == 2 ? (guint32) g_rand_int_range (rand, 0, 40000)
                      : cor_network_get_arc_time_ms (fixture->network, arc, COR_ROAD_VEHICLE_CAR);
      g_array_append_val (arcs, arc);
    }

  return arcs;
}

static void
check_paths (Fixture *fixture, CorMetric *metric, GRand *rand)
{
  g_autoptr (CorPathSearch) search = cor_path_search_new (metric);
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < 10; i++)
    {
      CorSnapEnd from = { g_rand_int_range (rand, 0, fixture->network->n_nodes), 0, 0 };
      CorSnapEnd to = { g_rand_int_range (rand, 0, fixture->network->n_nodes), 0, cor_cost (5, 7) };
      CorCost cost = cor_path_search_run (search, &from, 1, &to, 1);
      CorCost expected, sum = 0;
      guint32 first, last;

      cor_dijkstra_start (fixture->dijkstra);
      cor_dijkstra_add_start (fixture->dijkstra, from.node, 0);
      cor_dijkstra_run (fixture->dijkstra, fixture->weights_ms, FALSE, &to.node, 1);
      expected = cor_dijkstra_get_cost (fixture->dijkstra, to.node);
      if (expected >= COR_COST_UNREACHABLE)
        {
          g_assert_cmpuint (cost, >=, COR_COST_UNREACHABLE);
          continue;
        }
      g_assert_cmpuint (cost, ==, expected + to.cost);

      g_array_set_size (arcs, 0);
      cor_path_search_list_arcs (search, arcs, &first, &last);
      g_assert_cmpuint (first, ==, from.node);
      g_assert_cmpuint (last, ==, to.node);
      for (guint j = 0; j < arcs->len; j++)
        {
          guint32 arc = g_array_index (arcs, guint32, j);
          guint32 leg = cor_network_get_arc_leg (fixture->network, arc);

          g_assert_cmpuint (cor_network_get_arc_tail (fixture->network, arc), ==, first);
          first = cor_network_get_arc_head (fixture->network, arc);
          sum += cor_cost (fixture->weights_ms[arc], fixture->network->leg[leg].length_m);
        }
      g_assert_cmpuint (first, ==, last);
      g_assert_cmpuint (sum, ==, expected);
    }
}

/* An update leaves what weighing everything anew would. */
static void
check_update (Fixture *fixture, CorMetric *metric)
{
  gboolean with_lengths = cor_metric_get_costs (metric) != NULL;
  g_autoptr (CorMetric) fresh =
      cor_metric_new (fixture->network, fixture->weights_ms, with_lengths);
  gsize n = fixture->network->n_up_arcs;

  cor_metric_customize (fresh, 1);
  if (with_lengths)
    g_assert_cmpmem (cor_metric_get_costs (metric), n * sizeof (CorUpCost),
                     cor_metric_get_costs (fresh), n * sizeof (CorUpCost));
  else
    g_assert_cmpmem (cor_metric_get_times_ms (metric), n * sizeof (CorUpWeight),
                     cor_metric_get_times_ms (fresh), n * sizeof (CorUpWeight));
}

static void
check_graph (GRand *rand, guint n_nodes, guint n_legs, guint n_rounds, gboolean with_lengths)
{
  Fixture fixture;
  CorSweepEnd ends[N_TARGETS];
  g_autofree guint32 *nodes = g_new (guint32, n_nodes);
  guint n_asked = g_rand_int_range (rand, 1, n_nodes + 1);
  gboolean all = g_rand_boolean (rand);

  fixture_init (&fixture, rand, n_nodes, n_legs);
  for (guint i = 0; i < n_asked; i++)
    nodes[i] = g_rand_int_range (rand, 0, n_nodes);
  choose_ends (&fixture, rand, ends);
  {
    g_autoptr (CorMetric) metric =
        cor_metric_new (fixture.network, fixture.weights_ms, with_lengths);
    g_autoptr (CorSweep) sweep =
        cor_sweep_new (fixture.network, all ? NULL : nodes, all ? 0 : n_asked, ends, N_TARGETS,
                       N_TARGETS - 1, with_lengths);

    cor_metric_customize (metric, 2);
    cor_sweep_run (sweep, metric, 2);
    check_sweep (&fixture, sweep, ends, with_lengths);
    for (guint i = 0; i < n_rounds; i++)
      {
        g_autoptr (GArray) arcs = change_arcs (&fixture, rand, g_rand_int_range (rand, 0, 6));

        if (g_rand_boolean (rand))
          {
            ends[i % N_TARGETS].cost = cor_cost (g_rand_int_range (rand, 0, 3000), 1);
            cor_sweep_set_end_cost (sweep, i % N_TARGETS, ends[i % N_TARGETS].cost);
          }
        cor_metric_update (metric, (const guint32 *) arcs->data, arcs->len);
        check_update (&fixture, metric);
        cor_sweep_mark (sweep, metric);
        cor_sweep_update (sweep, metric, 2);
        check_sweep (&fixture, sweep, ends, with_lengths);
        if (with_lengths)
          check_paths (&fixture, metric, rand);
      }
  }
  fixture_clear (&fixture);
}

static void
test_equals_dijkstra (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4242);

  for (guint i = 0; i < 150; i++)
    check_graph (rand, g_rand_int_range (rand, 1, 40), g_rand_int_range (rand, 0, 90), 6,
                 i % 2 == 0);
}

/* Nobody is lost on the way, and all together take as long as their times add up to. */
static void
check_loads (GRand *rand)
{
  Fixture fixture;
  guint n_nodes = g_rand_int_range (rand, 2, 40);
  CorSweepEnd ends[4];
  guint32 nodes[12], people[12];
  gint64 expected_ms = 0, driven_ms = 0;

  fixture_init (&fixture, rand, n_nodes, g_rand_int_range (rand, 1, 90));
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    ends[i] = (CorSweepEnd){ .lane = 0, .node = g_rand_int_range (rand, 0, n_nodes) };
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      nodes[i] = g_rand_int_range (rand, 0, n_nodes);
      people[i] = g_rand_int_range (rand, 0, 100);
    }
  {
    g_autoptr (CorMetric) metric = cor_metric_new (fixture.network, fixture.weights_ms, FALSE);
    g_autoptr (CorSweep) sweep = cor_sweep_new (fixture.network, nodes, G_N_ELEMENTS (nodes), ends,
                                                G_N_ELEMENTS (ends), 1, FALSE);
    g_autoptr (CorLoads) counter = cor_loads_new (metric);
    g_autofree guint32 *loads = g_new (guint32, fixture.network->n_arcs + 1);
    g_autofree gint64 *balance = g_new0 (gint64, n_nodes);

    cor_metric_customize (metric, 1);
    cor_sweep_run (sweep, metric, 1);
    cor_loads_compute (counter, sweep, nodes, people, G_N_ELEMENTS (nodes), 1, loads);
    for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
      {
        guint32 row = cor_sweep_find_row (sweep, nodes[i]);
        guint32 time_ms = cor_sweep_get_times_ms (sweep, row)[0];

        if (time_ms == COR_TRAVEL_UNREACHABLE)
          continue;
        expected_ms += (gint64) time_ms * people[i];
        balance[nodes[i]] += people[i];
      }
    for (guint32 arc = 0; arc < fixture.network->n_arcs; arc++)
      {
        driven_ms += loads[arc] > 0 ? (gint64) loads[arc] * fixture.weights_ms[arc] : 0;
        balance[fixture.network->arc_tail[arc]] -= loads[arc];
        balance[fixture.network->arc_head[arc]] += loads[arc];
      }
    g_assert_cmpint (driven_ms, ==, expected_ms);
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      balance[ends[i].node] = 0;
    for (guint32 node = 0; node < n_nodes; node++)
      g_assert_cmpint (balance[node], ==, 0);
  }
  fixture_clear (&fixture);
}

static void
test_loads_balance (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);

  for (guint i = 0; i < 200; i++)
    check_loads (rand);
}

/* Large enough that two threads share the work. */
static void
test_equals_dijkstra_on_two_threads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  check_graph (rand, 12000, 13000, 2, TRUE);
  check_graph (rand, 12000, 13000, 2, FALSE);
}

/* To the nearest of several places from everywhere, in a single lane. */
static void
check_nearest (GRand *rand, guint n_nodes, guint n_legs)
{
  Fixture fixture;
  CorSweepEnd ends[4];

  fixture_init (&fixture, rand, n_nodes, n_legs);
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    ends[i] = (CorSweepEnd){ .node = g_rand_int_range (rand, 0, n_nodes) };
  {
    g_autoptr (CorMetric) metric = cor_metric_new (fixture.network, fixture.weights_ms, FALSE);
    g_autoptr (CorSweep) sweep =
        cor_sweep_new (fixture.network, NULL, 0, ends, G_N_ELEMENTS (ends), 1, FALSE);

    cor_metric_customize (metric, 2);
    cor_sweep_run (sweep, metric, 2);
    cor_dijkstra_start (fixture.dijkstra);
    for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
      cor_dijkstra_add_start (fixture.dijkstra, ends[i].node, 0);
    cor_dijkstra_run (fixture.dijkstra, fixture.weights_ms, TRUE, NULL, 0);
    for (guint32 node = 0; node < n_nodes; node++)
      g_assert_cmpuint (cor_sweep_get_times_ms (sweep, node)[0], ==,
                        cor_cost_time_ms (cor_dijkstra_get_cost (fixture.dijkstra, node)));
  }
  fixture_clear (&fixture);
}

static void
test_nearest_equals_dijkstra (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 150; i++)
    check_nearest (rand, g_rand_int_range (rand, 1, 60), g_rand_int_range (rand, 0, 90));
  check_nearest (rand, 12000, 11000);
}

static void
check_join (GRand *rand, gsize n)
{
  CorCost first[70], second[70], out[70];
  CorCost added[2] = { cor_cost (7, 5), cor_cost (g_rand_int_range (rand, 0, 100), 0) };

  for (gsize i = 0; i < n; i++)
    {
      first[i] = cor_cost (g_rand_int_range (rand, 0, 100), g_rand_int_range (rand, 0, 9));
      second[i] = g_rand_boolean (rand) ? COR_COST_UNREACHABLE : first[i] + 1;
    }
  cor_sweep_kernel_join (out, first, added[0], second, added[1], n);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpuint (out[i], ==, MIN (first[i] + added[0], second[i] + added[1]));
  cor_sweep_kernel_join (first, second, added[1], first, added[0], n);
  g_assert_cmpmem (out, n * sizeof *out, first, n * sizeof *out);
}

/* The same on a processor with less, as far as this one has more. */
static void
test_every_processor_agrees (void)
{
  for (CorProcessorLevel level = COR_PROCESSOR_PLAIN; level <= COR_PROCESSOR_AVX512; level++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (31);

      if (cor_processor_limit_level (level) != level)
        break;
      for (guint i = 0; i < 40; i++)
        check_graph (rand, g_rand_int_range (rand, 20, 60), g_rand_int_range (rand, 60, 200), 4,
                     i % 2 == 0);
      for (gsize n = 0; n < 70; n++)
        check_join (rand, n);
    }
  cor_processor_limit_level (COR_PROCESSOR_AVX512);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/hierarchy/equals-dijkstra", test_equals_dijkstra);
  g_test_add_func ("/roads/hierarchy/loads-balance", test_loads_balance);
  g_test_add_func ("/roads/hierarchy/equals-dijkstra-on-two-threads",
                   test_equals_dijkstra_on_two_threads);
  g_test_add_func ("/roads/hierarchy/nearest-equals-dijkstra", test_nearest_equals_dijkstra);
  g_test_add_func ("/roads/hierarchy/every-processor-agrees", test_every_processor_agrees);

  return g_test_run ();
}
