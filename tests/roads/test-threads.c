/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loads.h"
#include "cor-router-private.h"
#include "cor-test-network.h"

/* One thread and several say the same, to the byte, on a network that is large enough for several.
 */

#define SIDE 101u
#define START_UTC_S 1645675200 /* 24 February 2022, 06:00 in Kyiv */
#define N_TARGETS 5u
#define N_SOURCES 2600u
#define N_BY_CLOCK 12u

static CorNetwork *network;

static guint32 *
get_weights (void)
{
  guint32 n_arcs = cor_network_get_n_arcs (network);
  guint32 *weights_ms = g_new (guint32, n_arcs + 1);

  for (guint32 arc = 0; arc < n_arcs; arc++)
    weights_ms[arc] = cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR);

  return weights_ms;
}

static void
check_metrics_equal (CorMetric *one, CorMetric *two)
{
  gsize n = network->n_up_arcs;

  if (cor_metric_get_costs (one) != NULL)
    g_assert_cmpmem (cor_metric_get_costs (one), n * sizeof (CorUpCost), cor_metric_get_costs (two),
                     n * sizeof (CorUpCost));
  else
    g_assert_cmpmem (cor_metric_get_times_ms (one), n * sizeof (CorUpWeight),
                     cor_metric_get_times_ms (two), n * sizeof (CorUpWeight));
}

static void
test_customization (void)
{
  g_autofree guint32 *weights_ms = get_weights ();

  for (guint with_lengths = 0; with_lengths < 2; with_lengths++)
    {
      g_autoptr (CorMetric) one = cor_metric_new (network, weights_ms, with_lengths);

      cor_metric_customize (one, 1);
      for (guint n_threads = 2; n_threads < 4; n_threads++)
        {
          g_autoptr (CorMetric) several = cor_metric_new (network, weights_ms, with_lengths);

          /* The second time nothing is left of the first. */
          for (guint i = n_threads; i < 4; i++)
            {
              cor_metric_customize (several, n_threads);
              check_metrics_equal (one, several);
            }
        }
    }
}

static void
choose_ends (GRand *rand, CorSweepEnd *ends, guint n_lanes)
{
  for (guint i = 0; i < N_TARGETS; i++)
    ends[i] = (CorSweepEnd){ .lane = i % n_lanes,
                             .node = g_rand_int_range (rand, 0, network->n_nodes),
                             .cost = cor_cost (g_rand_int_range (rand, 0, 3000), 0) };
}

static void
check_sweeps_equal (CorSweep *one, CorSweep *two, gboolean with_lengths, guint n_lanes)
{
  g_assert_cmpuint (cor_sweep_get_n_rows (one), ==, network->n_nodes);
  for (guint32 row = 0; row < cor_sweep_get_n_rows (one); row++)
    {
      if (with_lengths)
        g_assert_cmpmem (cor_sweep_get_costs (one, row), n_lanes * sizeof (CorCost),
                         cor_sweep_get_costs (two, row), n_lanes * sizeof (CorCost));
      else
        g_assert_cmpmem (cor_sweep_get_times_ms (one, row), n_lanes * sizeof (guint32),
                         cor_sweep_get_times_ms (two, row), n_lanes * sizeof (guint32));
    }
}

/* Work that is stopped at a look, counted from the first. */
typedef struct
{
  GCancellable *cancellable;
  guint n_looks;
  guint stop_at; /* 0: never */
} Looks;

static void
look_cb (gpointer user_data)
{
  Looks *looks = user_data;

  if (++looks->n_looks == looks->stop_at)
    g_cancellable_cancel (looks->cancellable);
}

/* Customizes, and sweeps, until it is stopped. */
static gboolean
work_until (CorMetric *metric, CorSweep *sweep, guint n_threads, Looks *looks)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  CorHalt halt = cor_halt_make (progress);

  looks->cancellable = cancellable;
  cor_progress_watch_polls (progress, look_cb, looks);

  return cor_metric_customize_until (metric, n_threads, &halt) &&
         cor_sweep_run_until (sweep, metric, n_threads, &halt);
}

/* Nodes, arcs and rows are looked at in such portions at most, so that nobody waits long; and what
 * was stopped anywhere is the same afterwards as if it never was. */
static void
test_stopped (void)
{
  const guint portion = 10000;
  g_autofree guint32 *weights_ms = get_weights ();
  CorSweepEnd end = { 0, 0, 0 };
  g_autoptr (CorMetric) metric = cor_metric_new (network, weights_ms, TRUE);
  g_autoptr (CorSweep) sweep = cor_sweep_new (network, NULL, 0, &end, 1, 1, TRUE);
  Looks all = { NULL, 0, 0 };

  g_assert_true (work_until (metric, sweep, 1, &all));
  g_assert_cmpuint (all.n_looks, >=, (network->n_arcs + 2 * network->n_nodes) / portion);

  for (guint n_threads = 1; n_threads < 3; n_threads++)
    for (guint i = 1; i <= all.n_looks; i += MAX (1, all.n_looks / 5))
      {
        g_autoptr (CorMetric) again = cor_metric_new (network, weights_ms, TRUE);
        g_autoptr (CorSweep) swept = cor_sweep_new (network, NULL, 0, &end, 1, 1, TRUE);
        Looks looks = { NULL, 0, i };
        Looks never = { NULL, 0, 0 };

        /* Of several threads the others may have done what is left. */
        if (!work_until (again, swept, n_threads, &looks))
          g_assert_cmpuint (looks.n_looks, >=, i);
        else
          g_assert_cmpuint (n_threads, >, 1);
        g_assert_true (work_until (again, swept, n_threads, &never));
        check_metrics_equal (metric, again);
        check_sweeps_equal (sweep, swept, TRUE, 1);
      }
}

/* A run, and updates after some arcs were closed and opened. */
static void
check_sweep (GRand *rand, guint n_lanes, gboolean with_lengths)
{
  g_autofree guint32 *weights_ms = get_weights ();
  g_autoptr (CorMetric) metric = cor_metric_new (network, weights_ms, with_lengths);
  CorSweepEnd ends[N_TARGETS];
  CorSweep *sweeps[2];

  choose_ends (rand, ends, n_lanes);
  cor_metric_customize (metric, 2);
  for (guint i = 0; i < 2; i++)
    {
      sweeps[i] = cor_sweep_new (network, NULL, 0, ends, N_TARGETS, n_lanes, with_lengths);
      cor_sweep_run (sweeps[i], metric, 1 + i);
    }
  check_sweeps_equal (sweeps[0], sweeps[1], with_lengths, n_lanes);
  for (guint round = 0; round < 2; round++)
    {
      guint32 arcs[20];

      for (guint i = 0; i < G_N_ELEMENTS (arcs); i++)
        {
          arcs[i] = g_rand_int_range (rand, 0, network->n_arcs);
          weights_ms[arcs[i]] = g_rand_boolean (rand) ? COR_TRAVEL_UNREACHABLE : 2000;
        }
      cor_metric_update (metric, arcs, G_N_ELEMENTS (arcs));
      for (guint i = 0; i < 2; i++)
        {
          cor_sweep_mark (sweeps[i], metric);
          cor_sweep_update (sweeps[i], metric, 1 + i);
        }
      check_sweeps_equal (sweeps[0], sweeps[1], with_lengths, n_lanes);
    }
  for (guint i = 0; i < 2; i++)
    cor_sweep_free (sweeps[i]);
}

static void
test_sweeps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  check_sweep (rand, N_TARGETS, TRUE);
  check_sweep (rand, N_TARGETS, FALSE);
}

static void
test_nearest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (14);

  check_sweep (rand, 1, FALSE);
}

static void
test_loads (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);
  g_autofree guint32 *weights_ms = get_weights ();
  g_autoptr (CorMetric) metric = cor_metric_new (network, weights_ms, FALSE);
  g_autoptr (CorLoads) counter = cor_loads_new (metric);
  g_autoptr (CorSweep) sweep = NULL;
  g_autofree guint32 *by_one = g_new (guint32, network->n_arcs);
  g_autofree guint32 *by_two = g_new (guint32, network->n_arcs);
  CorSweepEnd ends[N_TARGETS];
  guint32 nodes[400], people[400];

  choose_ends (rand, ends, 1);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      nodes[i] = g_rand_int_range (rand, 0, network->n_nodes);
      people[i] = g_rand_int_range (rand, 0, 100);
    }
  sweep = cor_sweep_new (network, nodes, G_N_ELEMENTS (nodes), ends, N_TARGETS, 1, FALSE);
  cor_metric_customize (metric, 2);
  cor_sweep_run (sweep, metric, 2);
  cor_loads_compute (counter, sweep, nodes, people, G_N_ELEMENTS (nodes), 1, by_one);
  cor_loads_compute (counter, sweep, nodes, people, G_N_ELEMENTS (nodes), 2, by_two);
  g_assert_cmpmem (by_one, network->n_arcs * sizeof (guint32), by_two,
                   network->n_arcs * sizeof (guint32));
}

/* An area that is slow, a checkpoint, and a larger area that is closed for some minutes. */
static CorClosureSet *
random_closures (GRand *rand)
{
  CorClosureShape *shapes[3];
  CorClosureSet *closures;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 3; i++)
    {
      double size = i == 2 ? 0.3 : 0.08;
      CorPosition at = { g_rand_double_range (rand, 48.1, 48.6),
                         g_rand_double_range (rand, 24.2, 25.5) };
      CorPosition line[] = { at,
                             { at.lat_deg + size, at.lon_deg },
                             { at.lat_deg + size / 2, at.lon_deg + size } };

      shapes[i] =
          i == 2 ? cor_closure_shape_new ("clock", START_UTC_S + 60, START_UTC_S + 240)
                 : cor_closure_shape_new ("for good", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
      if (i == 1)
        g_assert_true (cor_closure_shape_add_line (shapes[i], line, 2, &error) &&
                       cor_closure_shape_set_delay (shapes[i], 2, &error));
      else
        g_assert_true (cor_closure_shape_add_area (shapes[i], line, 3, &error));
      if (i == 0)
        g_assert_true (cor_closure_shape_set_speed (shapes[i], 40, &error));
    }
  closures = cor_closure_set_new (network, shapes, 3, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    cor_closure_shape_unref (shapes[i]);

  return closures;
}

static void
check_matrices_equal (CorMatrix *one, CorMatrix *two)
{
  for (gsize i = 0; i < cor_matrix_get_n_sources (one); i++)
    {
      for (gsize j = 0; j < cor_matrix_get_n_targets (one); j++)
        {
          g_assert_cmpuint (cor_matrix_get_time_ms (one, i, j), ==,
                            cor_matrix_get_time_ms (two, i, j));
          g_assert_cmpuint (cor_matrix_get_distance_m (one, i, j), ==,
                            cor_matrix_get_distance_m (two, i, j));
        }
    }
}

/* What a router is asked, and by how many threads. */
typedef struct
{
  CorRouter *router;
  const CorSnap *sources;
  const CorSnap *targets;
  CorMatrix *standing;
  CorMatrix *by_clock;
} Asked;

static void
ask (Asked *self, CorClosureSet *closures, gboolean is_arriving)
{
  cor_router_set_closures (self->router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  self->standing = cor_router_compute_matrix (self->router, self->sources, N_SOURCES, self->targets,
                                              N_TARGETS, NULL, NULL);
  if (is_arriving)
    self->by_clock =
        cor_router_compute_matrix_arriving (self->router, self->sources, N_BY_CLOCK, self->targets,
                                            N_TARGETS, START_UTC_S + 300, NULL, NULL);
  else
    self->by_clock = cor_router_compute_matrix_departing (
        self->router, self->sources, N_BY_CLOCK, self->targets, N_TARGETS, START_UTC_S, NULL, NULL);
}

/* How many journeys the clock matters to. */
static guint
count_by_clock (const Asked *self)
{
  guint n = 0;

  for (gsize i = 0; i < N_BY_CLOCK; i++)
    {
      for (gsize j = 0; j < N_TARGETS; j++)
        n += cor_matrix_get_time_ms (self->standing, i, j) !=
             cor_matrix_get_time_ms (self->by_clock, i, j);
    }

  return n;
}

static void
test_matrices (void)
{
  guint n_by_clock = 0;
  g_autoptr (GRand) rand = g_rand_new_with_seed (16);
  g_autofree CorSnap *sources = g_new (CorSnap, N_SOURCES);
  CorSnap targets[N_TARGETS];
  Asked asked[2];

  for (guint i = 0; i < N_SOURCES; i++)
    sources[i] = cor_test_snap_random (network, rand);
  for (guint i = 0; i < N_TARGETS; i++)
    targets[i] = cor_test_snap_random (network, rand);
  for (guint i = 0; i < 2; i++)
    {
      asked[i] = (Asked){ cor_router_new (network, COR_ROAD_VEHICLE_CAR), sources, targets };
      cor_router_set_n_threads (asked[i].router, 1 + i);
    }
  for (guint round = 0; round < 2; round++)
    {
      g_autoptr (CorClosureSet) closures = random_closures (rand);

      for (guint i = 0; i < 2; i++)
        ask (&asked[i], closures, round == 1);
      check_matrices_equal (asked[0].standing, asked[1].standing);
      check_matrices_equal (asked[0].by_clock, asked[1].by_clock);
      n_by_clock += count_by_clock (&asked[0]);
      for (guint i = 0; i < 2; i++)
        {
          cor_matrix_unref (asked[i].standing);
          cor_matrix_unref (asked[i].by_clock);
        }
    }
  g_assert_cmpuint (n_by_clock, >, 4);
  for (guint i = 0; i < 2; i++)
    cor_router_free (asked[i].router);
}

/* A thread with a router of its own, on the network and the closures of all. */
static gpointer
ask_beside (gpointer user_data)
{
  CorClosureSet *closures = user_data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (18);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_COACH);
  CorSnap snaps[N_BY_CLOCK];
  CorMatrix *matrix;

  for (guint i = 0; i < N_BY_CLOCK; i++)
    snaps[i] = cor_test_snap_random (network, rand);
  cor_router_set_n_threads (router, 1);
  cor_router_set_closures (router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  matrix = cor_router_compute_matrix_departing (router, snaps, N_BY_CLOCK, snaps, N_BY_CLOCK,
                                                START_UTC_S, NULL, NULL);
  for (guint i = 1; i < N_BY_CLOCK; i++)
    {
      g_autoptr (CorRoute) route = cor_router_find_route (router, &snaps[i - 1], &snaps[i]);
      CorSnap snap;

      cor_router_snap (router, snaps[i].position, NULL, &snap);
    }

  return matrix;
}

static void
test_routers_side_by_side (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);
  g_autoptr (CorClosureSet) closures = random_closures (rand);
  GThread *threads[2];
  CorMatrix *matrices[2];

  for (guint i = 0; i < 2; i++)
    threads[i] = g_thread_new ("ask", ask_beside, closures);
  for (guint i = 0; i < 2; i++)
    matrices[i] = g_thread_join (threads[i]);
  check_matrices_equal (matrices[0], matrices[1]);
  for (guint i = 0; i < 2; i++)
    cor_matrix_unref (matrices[i]);
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  int status;

  g_test_init (&argc, &argv, NULL);
  network = cor_test_grid_network (rand, SIDE);

  g_test_add_func ("/roads/threads/customization", test_customization);
  g_test_add_func ("/roads/threads/sweeps", test_sweeps);
  g_test_add_func ("/roads/threads/stopped", test_stopped);
  g_test_add_func ("/roads/threads/nearest", test_nearest);
  g_test_add_func ("/roads/threads/loads", test_loads);
  g_test_add_func ("/roads/threads/matrices", test_matrices);
  g_test_add_func ("/roads/threads/routers-side-by-side", test_routers_side_by_side);

  status = g_test_run ();
  cor_network_unref (network);

  return status;
}
