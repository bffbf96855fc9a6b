/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <algorithm>
#include <utility>
#include <vector>

/* GLib's macros of the same names would be taken for LEMON's members: it comes first. */
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>

#include "cor-bench-min-flow.h"
#include "cor-bench-report.h"

/**
 * cor_bench_min_flow_solve_by_lemon:
 * @self: a flow of least cost
 * @cost: (out): what it costs
 * @ms: (out): how long the solution took, the building of its graph apart
 *
 * Returns: whether there is a flow
 */
gboolean
cor_bench_min_flow_solve_by_lemon (const CorBenchMinFlow *self, gint64 *cost, double *ms)
{
  using Graph = lemon::StaticDigraph;
  Graph graph;
  std::vector<std::pair<std::pair<int, int>, guint> > arcs;
  std::vector<std::pair<int, int> > ends;

  for (guint i = 0; i < self->tails->len; i++)
    arcs.push_back ({ { (int) g_array_index (self->tails, guint, i),
                        (int) g_array_index (self->heads, guint, i) },
                      i });
  std::sort (arcs.begin (), arcs.end ());
  for (const auto &arc : arcs)
    ends.push_back (arc.first);
  graph.build ((int) self->n_nodes, ends.begin (), ends.end ());

  Graph::ArcMap<gint64> capacities (graph), costs (graph);
  Graph::NodeMap<gint64> supplies (graph);

  for (guint i = 0; i < arcs.size (); i++)
    {
      capacities[graph.arc ((int) i)] = g_array_index (self->capacities, gint64, arcs[i].second);
      costs[graph.arc ((int) i)] = g_array_index (self->costs, gint64, arcs[i].second);
    }
  for (guint i = 0; i < self->n_nodes; i++)
    supplies[graph.node ((int) i)] = g_array_index (self->supplies, gint64, i);

  lemon::NetworkSimplex<Graph, gint64, gint64> simplex (graph);
  gint64 begin_us;

  simplex.upperMap (capacities).costMap (costs).supplyMap (supplies);
  begin_us = cor_bench_get_time_us ();
  if (simplex.run () != lemon::NetworkSimplex<Graph, gint64, gint64>::OPTIMAL)
    return FALSE;

  *ms = cor_bench_since_ms (begin_us);
  *cost = simplex.totalCost () + self->fixed_cost;

  return TRUE;
}
