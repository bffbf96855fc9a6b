/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <igraph/igraph.h>

#include "cor-bench-peers.h"

typedef struct
{
  igraph_t graph;
  igraph_vector_t weights_ms;
} IgraphGraph;

static gpointer
peer_new_graph (const CorBenchGraph *source)
{
  IgraphGraph *self = g_new0 (IgraphGraph, 1);
  igraph_vector_int_t arcs;

  igraph_vector_int_init (&arcs, 2 * (igraph_integer_t) source->n_arcs);
  igraph_vector_init (&self->weights_ms, (igraph_integer_t) source->n_arcs);
  for (guint32 i = 0; i < source->n_arcs; i++)
    {
      VECTOR (arcs)[2 * (gsize) i] = source->tail[i];
      VECTOR (arcs)[2 * (gsize) i + 1] = source->head[i];
      VECTOR (self->weights_ms)[i] = source->weights_ms[i];
    }
  igraph_create (&self->graph, &arcs, source->n_nodes, IGRAPH_DIRECTED);
  igraph_vector_int_destroy (&arcs);

  return self;
}

static guint32
search (IgraphGraph *self, guint32 from, guint32 to, igraph_vs_t wanted, gsize column)
{
  igraph_matrix_t distances;
  double distance;

  igraph_matrix_init (&distances, 0, 0);
  igraph_distances_dijkstra (&self->graph, &distances, igraph_vss_1 (from), wanted,
                             &self->weights_ms, IGRAPH_OUT);
  distance = MATRIX (distances, 0, column);
  igraph_matrix_destroy (&distances);

  return distance < G_MAXUINT32 ? (guint32) distance : G_MAXUINT32;
}

static guint32
peer_tree (gpointer peer, guint32 from, guint32 to)
{
  return search (peer, from, to, igraph_vss_all (), to);
}

static guint32
peer_route (gpointer peer, guint32 from, guint32 to)
{
  return search (peer, from, to, igraph_vss_1 (to), 0);
}

static void
peer_free_graph (gpointer peer)
{
  IgraphGraph *self = peer;

  igraph_destroy (&self->graph);
  igraph_vector_destroy (&self->weights_ms);
  g_free (self);
}

const CorBenchPeerClass cor_bench_peer_igraph = { "igraph", peer_new_graph, peer_tree, peer_route,
                                                  peer_free_graph };
