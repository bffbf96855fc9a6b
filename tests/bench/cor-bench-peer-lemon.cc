/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-peers.h"

#include <utility>
#include <vector>

#include <lemon/dijkstra.h>
#include <lemon/static_graph.h>

namespace
{

struct LemonGraph
{
  lemon::StaticDigraph graph;
  lemon::StaticDigraph::ArcMap<guint32> weights;

  LemonGraph () : weights (graph)
  {
  }
};

gpointer
lemon_new (const CorBenchGraph *source)
{
  auto *self = new LemonGraph;
  std::vector<std::pair<int, int> > arcs;

  arcs.reserve (source->n_arcs);
  for (guint32 i = 0; i < source->n_arcs; i++)
    arcs.emplace_back (source->tail[i], source->head[i]);
  self->graph.build (source->n_nodes, arcs.begin (), arcs.end ());
  for (guint32 i = 0; i < source->n_arcs; i++)
    self->weights[self->graph.arc (i)] = source->weights_ms[i];

  return self;
}

guint32
lemon_tree (gpointer peer, guint32 from, guint32 to)
{
  auto *self = static_cast<LemonGraph *> (peer);
  lemon::Dijkstra<lemon::StaticDigraph, lemon::StaticDigraph::ArcMap<guint32> > search (
      self->graph, self->weights);

  search.run (self->graph.node (from));

  return search.dist (self->graph.node (to));
}

guint32
lemon_route (gpointer peer, guint32 from, guint32 to)
{
  auto *self = static_cast<LemonGraph *> (peer);
  lemon::Dijkstra<lemon::StaticDigraph, lemon::StaticDigraph::ArcMap<guint32> > search (
      self->graph, self->weights);

  search.run (self->graph.node (from), self->graph.node (to));

  return search.dist (self->graph.node (to));
}

void
lemon_free (gpointer peer)
{
  delete static_cast<LemonGraph *> (peer);
}

}

const CorBenchPeerClass cor_bench_peer_lemon = { "LEMON", lemon_new, lemon_tree, lemon_route,
                                                 lemon_free };
