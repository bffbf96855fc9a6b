/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorBenchGraph:
 * @n_nodes: number of nodes
 * @n_arcs: number of arcs
 * @tail: where each arc leaves
 * @head: where it leads
 * @weights_ms: what it weighs
 *
 * A graph as the peers get it.
 */
typedef struct
{
  guint32 n_nodes;
  guint32 n_arcs;
  const guint32 *tail;
  const guint32 *head;
  const guint32 *weights_ms;
} CorBenchGraph;

/**
 * CorBenchPeerClass:
 * @name: what the peer is called
 * @new_graph: builds the peer's own graph
 * @tree: computes all travel times from a node; returns that to @to
 * @route: computes the travel time from one node to another
 * @free_graph: frees the graph
 *
 * Another library's Dijkstra.
 */
typedef struct
{
  const char *name;
  gpointer (*new_graph) (const CorBenchGraph *graph);
  guint32 (*tree) (gpointer peer, guint32 from, guint32 to);
  guint32 (*route) (gpointer peer, guint32 from, guint32 to);
  void (*free_graph) (gpointer peer);
} CorBenchPeerClass;

/* Each is there only where its library was installed. */
extern const CorBenchPeerClass cor_bench_peer_lemon;
extern const CorBenchPeerClass cor_bench_peer_boost;
extern const CorBenchPeerClass cor_bench_peer_igraph;

const CorBenchPeerClass *const *cor_bench_peers_get (guint *n_peers);

G_END_DECLS
