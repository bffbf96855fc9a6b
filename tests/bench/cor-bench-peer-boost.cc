/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-peers.h"

#include <utility>
#include <vector>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace
{

struct Weight
{
  guint32 ms;
};

using BoostType = boost::compressed_sparse_row_graph<boost::directedS,
                                                     boost::no_property,
                                                     Weight,
                                                     boost::no_property,
                                                     guint32,
                                                     guint32>;

gpointer
boost_new (const CorBenchGraph *source)
{
  std::vector<std::pair<guint32, guint32> > arcs;
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
  explicit StopAt (guint32 node) : node (node)
  {
  }

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

}

const CorBenchPeerClass cor_bench_peer_boost = { "Boost", boost_new, boost_tree, boost_route,
                                                 boost_free };
