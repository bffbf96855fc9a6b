/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-peers.h"

#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <lemon/dijkstra.h>
#include <lemon/static_graph.h>

namespace
{

struct LemonGraph
{
  lemon::StaticDigraph graph;
  lemon::StaticDigraph::ArcMap<guint32> weights;

  LemonGraph () : weights (graph) {}
};

gpointer
lemon_new (const CorBenchGraph *source)
{
  auto *self = new LemonGraph;
  std::vector<std::pair<int, int>> arcs;

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
  lemon::Dijkstra<lemon::StaticDigraph, lemon::StaticDigraph::ArcMap<guint32>> search (
      self->graph, self->weights);

  search.run (self->graph.node (from));

  return search.dist (self->graph.node (to));
}

guint32
lemon_route (gpointer peer, guint32 from, guint32 to)
{
  auto *self = static_cast<LemonGraph *> (peer);
  lemon::Dijkstra<lemon::StaticDigraph, lemon::StaticDigraph::ArcMap<guint32>> search (
      self->graph, self->weights);

  search.run (self->graph.node (from), self->graph.node (to));

  return search.dist (self->graph.node (to));
}

void
lemon_free (gpointer peer)
{
  delete static_cast<LemonGraph *> (peer);
}

struct Weight
{
  guint32 ms;
};

using BoostType =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, Weight,
                                       boost::no_property, guint32, guint32>;

gpointer
boost_new (const CorBenchGraph *source)
{
  std::vector<std::pair<guint32, guint32>> arcs;
  std::vector<Weight> weights;

  for (guint32 i = 0; i < source->n_arcs; i++)
    {
      arcs.emplace_back (source->tail[i], source->head[i]);
      weights.push_back ({ source->weights_ms[i] });
    }

  return new BoostType (boost::edges_are_sorted, arcs.begin (), arcs.end (), weights.begin (),
                        source->n_nodes);
}

struct Found
{
};

class StopAt : public boost::default_dijkstra_visitor
{
public:
  explicit StopAt (guint32 node) : node (node) {}

  void
  examine_vertex (guint32 vertex, const BoostType &)
  {
    if (vertex == node)
      throw Found ();
  }

private:
  guint32 node;
};

template <class Visitor>
guint32
boost_search (gpointer peer, guint32 from, guint32 to, Visitor visitor)
{
  auto &graph = *static_cast<BoostType *> (peer);
  std::vector<guint32> distance (boost::num_vertices (graph));
  auto index = boost::get (boost::vertex_index, graph);

  try
    {
      boost::dijkstra_shortest_paths (
          graph, from,
          boost::weight_map (boost::get (&Weight::ms, graph))
              .distance_map (boost::make_iterator_property_map (distance.begin (), index))
              .visitor (visitor));
    }
  catch (const Found &)
    {
    }

  return distance[to];
}

guint32
boost_tree (gpointer peer, guint32 from, guint32 to)
{
  return boost_search (peer, from, to, boost::default_dijkstra_visitor ());
}

guint32
boost_route (gpointer peer, guint32 from, guint32 to)
{
  return boost_search (peer, from, to, StopAt (to));
}

void
boost_free (gpointer peer)
{
  delete static_cast<BoostType *> (peer);
}

const CorBenchPeerClass peers[] = {
  { "LEMON Dijkstra", lemon_new, lemon_tree, lemon_route, lemon_free },
  { "Boost Dijkstra", boost_new, boost_tree, boost_route, boost_free },
};

}

extern "C" const CorBenchPeerClass *
cor_bench_peers_get (guint *n_peers)
{
  *n_peers = G_N_ELEMENTS (peers);

  return peers;
}
