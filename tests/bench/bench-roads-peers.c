/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bench-roads-private.h"
#include "cor-bench-peers.h"
#include "cor-bench-radix.h"

#define MIN_PEER_RUNS 3u
#define MAX_PEER_RUNS 100u
#define PEER_MS 6000.0
#define N_TREES 10u

/* Whose alternative a tree to each of the targets is. */
static const char *const many_trees[] = { "10000x50", "all nodes x 50", "road closed -> 10000x50",
                                          "polygon closed -> 10000x50" };

/* What one tree from all targets at once would tell. */
static const char *const one_tree[] = { "nearest crossing", "road loads" };

/* Two threads at once, each with a search of its own that it had before. */
typedef struct
{
  CorBenchRadix *radix;
  guint32 target;
} Tree;

static gpointer
grow_tree (gpointer user_data)
{
  Tree *tree = user_data;

  cor_bench_radix_run (tree->radix, tree->target);

  return NULL;
}

/* That our own sweep says what plain trees say is checked where they are measured. */
static void
check_tree (BenchRoads *self, CorBenchRadix *radix)
{
  const guint32 *times_ms = cor_bench_radix_run (radix, self->ends[0].node);

  cor_sweep_run (self->sweep, self->metric, self->n_threads);
  for (guint i = 0; i < self->n_sources; i++)
    {
      guint32 row = cor_sweep_find_row (self->sweep, self->sources[i]);

      g_assert_cmpuint (cor_sweep_get_times_ms (self->sweep, row)[0], ==,
                        times_ms[self->sources[i]]);
    }
}

static void
measure_trees (BenchRoads *self)
{
  g_autoptr (GArray) pairs = cor_bench_runs_new ();
  g_autoptr (GArray) singles = cor_bench_runs_new ();
  Tree trees[2];

  for (guint i = 0; i < 2; i++)
    trees[i].radix = cor_bench_radix_new (self->network, self->weights_ms);
  check_tree (self, trees[0].radix);
  for (guint i = 0; i < N_TREES; i++)
    {
      gint64 begin_us = cor_bench_get_time_us ();
      GThread *other;

      trees[0].target = self->ends[i].node;
      trees[1].target = self->ends[i + N_TREES].node;
      grow_tree (&trees[0]);
      cor_bench_runs_add (singles, begin_us);
      begin_us = cor_bench_get_time_us ();
      other = g_thread_new ("tree", grow_tree, &trees[1]);
      grow_tree (&trees[0]);
      g_thread_join (other);
      cor_bench_runs_add (pairs, begin_us);
    }
  for (guint i = 0; i < G_N_ELEMENTS (many_trees); i++)
    cor_bench_report_add_peer (self->report, many_trees[i], "fifty radix-heap trees on two threads",
                               cor_bench_median (pairs) * BENCH_ROADS_TARGETS / 2.0, pairs->len);
  for (guint i = 0; i < G_N_ELEMENTS (one_tree); i++)
    cor_bench_report_add_peer (self->report, one_tree[i], "one radix-heap tree",
                               cor_bench_median (singles), singles->len);
  for (guint i = 0; i < 2; i++)
    cor_bench_radix_free (trees[i].radix);
}

static void
measure_peer (BenchRoads *self, const CorBenchPeerClass *peer)
{
  CorBenchGraph source = { self->network->n_nodes, self->network->n_arcs, self->network->arc_tail,
                           self->network->arc_head, self->weights_ms };
  g_autoptr (GArray) routes = cor_bench_runs_new ();
  g_autoptr (GArray) trees = cor_bench_runs_new ();
  g_autofree char *fifty = g_strdup_printf ("fifty trees by %s", peer->name);
  g_autofree char *one = g_strdup_printf ("one tree by %s", peer->name);
  gpointer graph = peer->new_graph (&source);
  gint64 started_us = cor_bench_get_time_us ();

  while (routes->len < MIN_PEER_RUNS ||
         (routes->len < MAX_PEER_RUNS && cor_bench_since_ms (started_us) < PEER_MS))
    {
      guint32 from = bench_roads_draw_node (self);
      guint32 to = bench_roads_draw_node (self);
      gint64 begin_us = cor_bench_get_time_us ();

      peer->route (graph, from, to);
      cor_bench_runs_add (routes, begin_us);
      if (trees->len > routes->len / 2)
        continue;
      begin_us = cor_bench_get_time_us ();
      peer->tree (graph, from, to);
      cor_bench_runs_add (trees, begin_us);
    }
  peer->free_graph (graph);
  cor_bench_report_add_peer (self->report, "route", peer->name, cor_bench_median (routes),
                             routes->len);
  for (guint i = 0; i < G_N_ELEMENTS (many_trees); i++)
    cor_bench_report_add_peer (self->report, many_trees[i], fifty,
                               cor_bench_median (trees) * BENCH_ROADS_TARGETS, trees->len);
  for (guint i = 0; i < G_N_ELEMENTS (one_tree); i++)
    cor_bench_report_add_peer (self->report, one_tree[i], one, cor_bench_median (trees),
                               trees->len);
}

void
bench_roads_measure_peers (BenchRoads *self)
{
  guint n_peers;
  const CorBenchPeerClass *const *peers = cor_bench_peers_get (&n_peers);

  measure_trees (self);
  for (guint i = 0; i < n_peers; i++)
    measure_peer (self, peers[i]);
}
