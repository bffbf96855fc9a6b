/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "bench-roads-private.h"
#include "cor-bench-commands.h"
#include "cor-bench-dimacs.h"
#include "cor-bench-network.h"
#include "cor-data-dir.h"

#define N_RUNS 100
#define WEST_TRIES (20u * BENCH_ROADS_TARGETS)

typedef struct
{
  int synthetic_nodes;
  int n_threads;
  int n_runs;
  gboolean is_dimacs;
  gboolean as_json;
  gboolean without_peers;
  char *save;
  char *only;
} Options;

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
choose_places (BenchRoads *self)
{
  g_autoptr (GArray) west = g_array_new (FALSE, FALSE, sizeof (guint32));

  self->n_sources = BENCH_ROADS_SOURCES;
  self->sources = g_new (guint32, self->n_sources);
  for (guint i = 0; i < self->n_sources; i++)
    self->sources[i] = bench_roads_draw_node (self);
  for (guint i = 0; i < WEST_TRIES; i++)
    {
      guint32 node = bench_roads_draw_node (self);

      g_array_append_val (west, node);
    }
  g_array_sort_with_data (west, compare_west, self->network);
  self->ends = g_new0 (CorSweepEnd, BENCH_ROADS_TARGETS);
  for (guint i = 0; i < BENCH_ROADS_TARGETS; i++)
    self->ends[i] = (CorSweepEnd){ i, g_array_index (west, guint32, i), 0 };
}

static void
bench_init (BenchRoads *self, CorNetwork *network, const Options *options)
{
  *self = (BenchRoads){ .network = network,
                        .report = cor_bench_report_new (options->as_json),
                        .rand = g_rand_new_with_seed (1),
                        .n_threads = (guint) CLAMP (options->n_threads, 1, 16),
                        .n_runs = (guint) MAX (options->n_runs, 1),
                        .only = options->only };
  choose_places (self);
  self->weights_ms = g_memdup2 (network->arc_time_ms[COR_ROAD_VEHICLE_CAR],
                                MAX (network->n_arcs, 1) * sizeof (guint32));
  self->metric = cor_metric_new (network, self->weights_ms, FALSE);
  self->sweep = cor_sweep_new (network, self->sources, self->n_sources, self->ends,
                               BENCH_ROADS_TARGETS, BENCH_ROADS_TARGETS, FALSE);
  cor_metric_customize (self->metric, self->n_threads);
  cor_sweep_run (self->sweep, self->metric, self->n_threads);
}

static void
bench_clear (BenchRoads *self)
{
  cor_sweep_free (self->sweep);
  cor_metric_free (self->metric);
  g_free (self->weights_ms);
  g_free (self->sources);
  g_free (self->ends);
  g_rand_free (self->rand);
  cor_bench_report_free (self->report);
}

void
bench_roads_measure (BenchRoads *self, const BenchRoadsOperation *operations, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (self->only == NULL || strstr (operations[i].name, self->only) != NULL)
        operations[i].measure (self, operations[i].name);
    }
}

static void
measure (CorNetwork *network, const Options *options)
{
  BenchRoads bench;

  bench_init (&bench, network, options);
  bench_roads_measure_engine (&bench);
  bench_roads_measure_edits (&bench);
  if (!options->without_peers)
    bench_roads_measure_peers (&bench);
  cor_bench_report_print (bench.report, bench.n_threads);
  bench_clear (&bench);
}

static CorNetwork *
load_built_in (GError **error)
{
  g_autofree char *nodes = cor_data_dir_build_path ("roads/nodes.tsv");
  g_autofree char *legs = cor_data_dir_build_path ("roads/legs.tsv");

  return cor_network_new_from_tables (nodes, legs, error);
}

/* Returns: whether the call makes sense. */
static gboolean
check_call (const Options *options, int n_files)
{
  if (options->is_dimacs)
    return n_files == 2 && options->synthetic_nodes < 0;
  if (options->synthetic_nodes >= 0)
    return n_files == 0 && options->synthetic_nodes >= 16;

  return n_files <= 1;
}

static CorNetwork *
load (const Options *options, char **files, int n_files, GError **error)
{
  if (options->is_dimacs)
    return cor_bench_network_new_dimacs (files[0], files[1], error);
  if (options->synthetic_nodes >= 0)
    return cor_bench_network_new_synthetic ((guint32) options->synthetic_nodes, error);

  return n_files == 1 ? cor_network_new_from_file (files[0], error) : load_built_in (error);
}

static int
run (const Options *options, char **files, int n_files)
{
  g_autoptr (GError) error = NULL;
  gint64 begin_us = cor_bench_get_time_us ();
  g_autoptr (CorNetwork) network = load (options, files, n_files, &error);

  if (network == NULL ||
      (options->save != NULL && !cor_network_write_file (network, options->save, &error)))
    {
      fprintf (stderr, "corridors-bench: %s\n", error->message);
      return 1;
    }
  if (network->n_nodes == 0 || network->n_legs == 0 || network->cch_parent == NULL)
    {
      fprintf (stderr, "corridors-bench: the network has no roads or no hierarchy to measure\n");
      return 1;
    }
  if (!options->as_json)
    printf ("%u nodes, %u arcs, %u upward arcs, ready in %.0f ms\n", network->n_nodes,
            network->n_arcs, network->n_up_arcs, cor_bench_since_ms (begin_us));
  measure (network, options);

  return 0;
}

int
cor_bench_roads (int argc, char **argv)
{
  Options options = { .synthetic_nodes = -1,
                      .n_threads = (int) g_get_num_processors (),
                      .n_runs = N_RUNS };
  g_autofree char *save = NULL;
  g_autofree char *only = NULL;
  const GOptionEntry entries[] = {
    { "dimacs", 0, 0, G_OPTION_ARG_NONE, &options.is_dimacs,
      "Read a graph and its positions as the 9th DIMACS challenge has them", NULL },
    { "synthetic", 0, 0, G_OPTION_ARG_INT, &options.synthetic_nodes,
      "Make a network like a country's, of 16 nodes or more", "NODES" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &save, "Keep the network", "FILE.roads" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options.n_threads, "How many may work", "NUMBER" },
    { "runs", 0, 0, G_OPTION_ARG_INT, &options.n_runs, "How often, 100 times if not said",
      "NUMBER" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &only, "Only what has this in its name", "TEXT" },
    { "no-peers", 0, 0, G_OPTION_ARG_NONE, &options.without_peers,
      "Measure nothing but our own engine", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, "Print JSON", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context =
      g_option_context_new ("[FILE.roads | --dimacs FILE.gr FILE.co | --synthetic NODES]");
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, "Without a network it measures the built-in one.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !check_call (&options, argc - 1))
    {
      fprintf (stderr, "corridors-bench: %s\n",
               error != NULL ? error->message
                             : "say one network: FILE.roads, --dimacs FILE.gr FILE.co, "
                               "--synthetic NODES (16 or more), or none for the built-in one");
      return 2;
    }
  options.save = save;
  options.only = only;

  return run (&options, argv + 1, argc - 1);
}
