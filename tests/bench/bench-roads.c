/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cor-bench-commands.h"
#include "cor-bench-network.h"
#include "cor-bench-peers.h"
#include "cor-bench-radix.h"
#include "cor-bench-report.h"
#include "cor-leg-grid.h"
#include "cor-loads.h"
#include "cor-metric.h"
#include "cor-node-queue.h"
#include "cor-path-search.h"
#include "cor-sweep.h"

#define N_SOURCES 10000u
#define N_TARGETS 50u
#define N_RUNS 100u
#define POLYGON_ARCS 1000u

/* All that is measured on one network. */
typedef struct
{
  CorNetwork *network;
  CorBenchReport *report;
  GRand *rand;
  guint n_threads;
  guint32 *weights_ms;
  guint32 *sources;
  guint n_sources;
  CorSweepEnd *ends;
  CorMetric *metric;
  CorSweep *sweep;
} Bench;

/* On a busy machine the time that the calling thread was given tells more, with one thread. */
static gboolean use_cpu_time = FALSE;

static gint64
get_time_us (void)
{
  struct timespec now;

  clock_gettime (use_cpu_time ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);

  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static double
since_ms (gint64 begin_us)
{
  return (double) (get_time_us () - begin_us) / 1000.0;
}

static void
add_run (GArray *runs_ms, gint64 begin_us)
{
  double run_ms = since_ms (begin_us);

  g_array_append_val (runs_ms, run_ms);
}

static GArray *
new_runs (void)
{
  return g_array_new (FALSE, FALSE, sizeof (double));
}

static int
compare_west (gconstpointer a, gconstpointer b, gpointer network)
{
  const CorNetworkPoint *point = ((CorNetwork *) network)->node_point;
  gint32 first = point[*(const guint32 *) a].lon_e7;
  gint32 second = point[*(const guint32 *) b].lon_e7;

  return first < second ? -1 : first > second;
}

/* Clusters anywhere, crossings in the west. */
static void
choose_places (Bench *self)
{
  guint n_tries = N_TARGETS * 20;
  g_autoptr (GArray) west = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->n_sources = MIN (N_SOURCES, self->network->n_nodes);
  self->sources = g_new (guint32, self->n_sources);
  for (guint i = 0; i < self->n_sources; i++)
    self->sources[i] = g_rand_int_range (self->rand, 0, self->network->n_nodes);
  for (guint i = 0; i < n_tries; i++)
    {
      guint32 node = g_rand_int_range (self->rand, 0, self->network->n_nodes);

      g_array_append_val (west, node);
    }
  g_array_sort_with_data (west, compare_west, self->network);
  self->ends = g_new0 (CorSweepEnd, N_TARGETS);
  for (guint i = 0; i < N_TARGETS; i++)
    self->ends[i] = (CorSweepEnd){ i, g_array_index (west, guint32, i), 0 };
}

static void
set_leg (Bench *self, guint32 leg, gboolean is_open, GArray *arcs)
{
  for (guint backward = 0; backward < 2; backward++)
    {
      guint32 arc = cor_network_find_arc (self->network, leg, backward == 1);

      if (arc == COR_ROAD_NONE)
        continue;
      self->weights_ms[arc] =
          is_open ? self->network->arc_time_ms[COR_ROAD_VEHICLE_CAR][arc] : COR_TRAVEL_UNREACHABLE;
      g_array_append_val (arcs, arc);
    }
}

/* What the desk does when a closure moves: weights, hierarchy, and the rows that can have changed.
 */
static void
change_legs (Bench *self, const GArray *legs, gboolean is_open)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i < legs->len; i++)
    set_leg (self, g_array_index (legs, guint32, i), is_open, arcs);
  cor_metric_update (self->metric, (const guint32 *) arcs->data, arcs->len);
  cor_sweep_mark (self->sweep, self->metric);
  cor_sweep_update (self->sweep, self->metric, self->n_threads);
}

static void
bench_customize (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();
  g_autoptr (GArray) sweeps = new_runs ();

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us = get_time_us ();

      cor_metric_customize (self->metric, self->n_threads);
      add_run (runs, begin_us);
    }
  cor_bench_report_add (self->report, "customize", runs);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us = get_time_us ();

      cor_sweep_run (self->sweep, self->metric, self->n_threads);
      add_run (sweeps, begin_us);
    }
  cor_bench_report_add (self->report, "10000x50", sweeps);
}

static void
bench_road (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_set_size (legs, 1);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us;

      g_array_index (legs, guint32, 0) = g_rand_int_range (self->rand, 0, self->network->n_legs);
      begin_us = get_time_us ();
      change_legs (self, legs, FALSE);
      add_run (runs, begin_us);
      change_legs (self, legs, TRUE);
    }
  cor_bench_report_add (self->report, "road closed -> 10000x50", runs);
}

/* The legs found so far around a place. */
typedef struct
{
  CorNetwork *network;
  CorBounds bounds;
  GHashTable *seen;
  GArray *legs;
} Around;

static void
collect_leg (guint32 leg, gpointer user_data)
{
  Around *around = user_data;
  CorPosition position =
      cor_network_get_node_position (around->network, around->network->leg[leg].from_node);

  if (cor_bounds_contains (&around->bounds, position) &&
      g_hash_table_add (around->seen, GUINT_TO_POINTER (leg)))
    g_array_append_val (around->legs, leg);
}

/* The legs around a place, by growing a box until it holds as many arcs as wanted. */
static GArray *
find_polygon (Bench *self, guint32 node)
{
  GArray *legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Around around = { self->network, COR_BOUNDS_EMPTY, seen, legs };
  double wanted = POLYGON_ARCS * (double) self->network->n_legs / self->network->n_arcs;

  for (double radius_m = 200.0; legs->len < wanted && radius_m < 1e6; radius_m *= 1.08)
    {
      around.bounds = COR_BOUNDS_EMPTY;
      cor_bounds_add (&around.bounds, cor_network_get_node_position (self->network, node));
      cor_bounds_grow (&around.bounds, radius_m);
      g_hash_table_remove_all (seen);
      g_array_set_size (legs, 0);
      cor_leg_grid_foreach_in_bounds (self->network, &around.bounds, collect_leg, &around);
    }

  return legs;
}

static void
bench_polygon (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_autoptr (GArray) legs =
          find_polygon (self, g_rand_int_range (self->rand, 0, self->network->n_nodes));
      gint64 begin_us = get_time_us ();

      change_legs (self, legs, FALSE);
      add_run (runs, begin_us);
      change_legs (self, legs, TRUE);
    }
  cor_bench_report_add (self->report, "polygon closed -> 10000x50", runs);
}

static void
bench_all_nodes (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();
  g_autoptr (CorSweep) sweep =
      cor_sweep_new (self->network, NULL, 0, self->ends, N_TARGETS, N_TARGETS, FALSE);

  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us = get_time_us ();

      cor_sweep_run (sweep, self->metric, self->n_threads);
      add_run (runs, begin_us);
    }
  cor_bench_report_add (self->report, "all nodes x 50", runs);
}

static void
bench_nearest (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();
  g_autofree CorSweepEnd *ends = g_memdup2 (self->ends, N_TARGETS * sizeof *ends);
  g_autoptr (CorSweep) sweep = NULL;

  for (guint i = 0; i < N_TARGETS; i++)
    ends[i].lane = 0;
  sweep = cor_sweep_new (self->network, NULL, 0, ends, N_TARGETS, 1, FALSE);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us = get_time_us ();

      cor_sweep_run (sweep, self->metric, self->n_threads);
      add_run (runs, begin_us);
    }
  cor_bench_report_add (self->report, "nearest crossing", runs);
}

static void
bench_loads (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();
  g_autofree CorSweepEnd *ends = g_memdup2 (self->ends, N_TARGETS * sizeof *ends);
  g_autofree guint32 *loads = g_new (guint32, self->network->n_arcs + 1);
  g_autofree guint32 *people = g_new (guint32, self->n_sources);
  g_autoptr (CorSweep) sweep = NULL;

  for (guint i = 0; i < N_TARGETS; i++)
    ends[i].lane = 0;
  for (guint i = 0; i < self->n_sources; i++)
    people[i] = 1 + i % 50;
  sweep = cor_sweep_new (self->network, self->sources, self->n_sources, ends, N_TARGETS, 1, FALSE);
  for (guint i = 0; i < N_RUNS; i++)
    {
      gint64 begin_us = get_time_us ();

      cor_sweep_run (sweep, self->metric, self->n_threads);
      cor_loads_compute (sweep, self->metric, self->sources, people, self->n_sources, loads);
      add_run (runs, begin_us);
    }
  cor_bench_report_add (self->report, "road loads", runs);
}

static void
bench_route (Bench *self)
{
  g_autoptr (GArray) runs = new_runs ();
  g_autoptr (GArray) distances = new_runs ();
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (CorPathSearch) search = cor_path_search_new (self->metric);

  for (guint i = 0; i < 10 * N_RUNS; i++)
    {
      CorSnapEnd from = { g_rand_int_range (self->rand, 0, self->network->n_nodes), 0, 0 };
      CorSnapEnd to = { g_rand_int_range (self->rand, 0, self->network->n_nodes), 0, 0 };
      gint64 begin_us = get_time_us ();
      CorCost cost = cor_path_search_run (search, &from, 1, &to, 1);
      guint32 first, last;

      add_run (distances, begin_us);
      g_array_set_size (arcs, 0);
      if (cost < COR_COST_UNREACHABLE)
        cor_path_search_list_arcs (search, arcs, &first, &last);
      add_run (runs, begin_us);
    }
  cor_bench_report_add (self->report, "route, time alone", distances);
  cor_bench_report_add (self->report, "route", runs);
}

/* One tree of a pair that two threads grow. */
static gpointer
grow_tree (gpointer bench)
{
  Bench *self = bench;
  g_autoptr (CorBenchRadix) radix = cor_bench_radix_new (self->network, self->weights_ms);

  cor_bench_radix_run (radix, self->ends[0].node);

  return NULL;
}

/* That our own sweep says what fifty plain trees say is checked where they are measured. */
static void
check_tree (Bench *self)
{
  g_autoptr (CorBenchRadix) radix = cor_bench_radix_new (self->network, self->weights_ms);
  const guint32 *times_ms = cor_bench_radix_run (radix, self->ends[0].node);

  cor_metric_customize (self->metric, self->n_threads);
  cor_sweep_run (self->sweep, self->metric, self->n_threads);
  for (guint i = 0; i < self->n_sources; i++)
    {
      guint32 row = cor_sweep_find_row (self->sweep, self->sources[i]);

      g_assert_cmpuint (cor_sweep_get_times_ms (self->sweep, row)[0], ==,
                        times_ms[self->sources[i]]);
    }
}

static void
bench_trees (Bench *self)
{
  g_autoptr (GArray) pairs = new_runs ();
  double trees_ms;

  check_tree (self);
  for (guint i = 0; i < 5; i++)
    {
      gint64 begin_us = get_time_us ();
      GThread *other = use_cpu_time ? NULL : g_thread_new ("tree", grow_tree, self);

      grow_tree (self);
      g_clear_pointer (&other, g_thread_join);
      add_run (pairs, begin_us);
    }
  trees_ms = cor_bench_median (pairs) * N_TARGETS / (use_cpu_time ? 1 : 2);
  cor_bench_report_add_peer (self->report, "10000x50", "fifty radix-heap trees", trees_ms);
  cor_bench_report_add_peer (self->report, "all nodes x 50", "fifty radix-heap trees", trees_ms);
}

static void
bench_peers (Bench *self)
{
  CorBenchGraph graph = { self->network->n_nodes, self->network->n_arcs, self->network->arc_tail,
                          self->network->arc_head, self->weights_ms };
  guint n_peers;
  const CorBenchPeerClass *peers = cor_bench_peers_get (&n_peers);

  for (guint i = 0; i < n_peers; i++)
    {
      g_autoptr (GArray) routes = new_runs ();
      g_autoptr (GArray) trees = new_runs ();
      gpointer peer = peers[i].new_graph (&graph);
      gint64 started_us = get_time_us ();
      double tree_ms;

      for (guint j = 0; j < 15 && (j < 3 || since_ms (started_us) < 20000.0); j++)
        {
          guint32 from = g_rand_int_range (self->rand, 0, self->network->n_nodes);
          guint32 to = g_rand_int_range (self->rand, 0, self->network->n_nodes);
          gint64 begin_us = get_time_us ();

          peers[i].route (peer, from, to);
          add_run (routes, begin_us);
          begin_us = get_time_us ();
          peers[i].tree (peer, from, to);
          add_run (trees, begin_us);
        }
      peers[i].free_graph (peer);
      tree_ms = cor_bench_median (trees) * N_TARGETS;
      cor_bench_report_add_peer (self->report, "route", peers[i].name, cor_bench_median (routes));
      cor_bench_report_add_peer (self->report, "10000x50", peers[i].name, tree_ms);
      cor_bench_report_add_peer (self->report, "all nodes x 50", peers[i].name, tree_ms);
      cor_bench_report_add_peer (self->report, "road closed -> 10000x50", peers[i].name, tree_ms);
    }
}

static void
run (Bench *self)
{
  choose_places (self);
  self->weights_ms = g_memdup2 (self->network->arc_time_ms[COR_ROAD_VEHICLE_CAR],
                                MAX (self->network->n_arcs, 1) * sizeof (guint32));
  self->metric = cor_metric_new (self->network, self->weights_ms, FALSE);
  self->sweep = cor_sweep_new (self->network, self->sources, self->n_sources, self->ends, N_TARGETS,
                               N_TARGETS, FALSE);
  bench_customize (self);
  bench_road (self);
  bench_polygon (self);
  bench_route (self);
  bench_nearest (self);
  bench_loads (self);
  bench_all_nodes (self);
  bench_trees (self);
  bench_peers (self);
}

static CorNetwork *
load (const char *file, char **dimacs, int synthetic, GError **error)
{
  if (dimacs != NULL && dimacs[0] != NULL && dimacs[1] != NULL)
    return cor_bench_network_new_dimacs (dimacs[0], dimacs[1], error);
  if (file != NULL)
    return cor_network_new_from_file (file, error);

  return cor_bench_network_new_synthetic ((guint32) MAX (synthetic, 16));
}

int
cor_bench_roads (int argc, char **argv)
{
  int synthetic = 100000, threads = (int) g_get_num_processors ();
  gboolean as_json = FALSE, dimacs = FALSE;
  g_autofree char *save = NULL;
  const GOptionEntry entries[] = {
    { "synthetic", 0, 0, G_OPTION_ARG_INT, &synthetic, "Make a network", "NODES" },
    { "dimacs", 0, 0, G_OPTION_ARG_NONE, &dimacs, "Read FILE.gr FILE.co", NULL },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, "Keep the network", "FILE.roads" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "How many may work", "NUMBER" },
    { "cpu-time", 0, 0, G_OPTION_ARG_NONE, &use_cpu_time, "Count the thread's time", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE.roads | FILE.gr FILE.co]");
  g_autoptr (GError) error = NULL;
  Bench bench = { NULL };
  gint64 begin_us;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 2;
    }
  begin_us = get_time_us ();
  bench.network =
      load (argc > 1 ? argv[1] : NULL, dimacs && argc > 2 ? argv + 1 : NULL, synthetic, &error);
  if (bench.network == NULL ||
      (save != NULL && !cor_network_write_file (bench.network, save, &error)))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  if (!as_json)
    printf ("%u nodes, %u arcs, %u upward arcs, ready in %.0f ms\n", bench.network->n_nodes,
            bench.network->n_arcs, bench.network->n_up_arcs, since_ms (begin_us));
  bench.report = cor_bench_report_new (as_json);
  bench.rand = g_rand_new_with_seed (1);
  bench.n_threads = (guint) CLAMP (threads, 1, 16);
  run (&bench);
  cor_bench_report_print (bench.report);

  return 0;
}
