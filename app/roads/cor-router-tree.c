/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include "cor-router-private.h"

static guint32
reach (guint32 so_far_ms, guint32 more_ms)
{
  if (so_far_ms >= COR_TRAVEL_UNREACHABLE || more_ms >= COR_TRAVEL_UNREACHABLE)
    return COR_TRAVEL_UNREACHABLE;

  return MIN (so_far_ms + more_ms, COR_TRAVEL_UNREACHABLE);
}

/* The time that driving an upward arc takes. */
static guint32
up_ms (const CorUpCost *costs, guint32 up, gboolean is_down)
{
  return cor_cost_time_ms (is_down ? costs[up].down : costs[up].up);
}

/* From every end up to the top: what a search in the hierarchy looks at. */
static void
climb (CorRouter *self, const CorSnapEnd *ends, guint n_ends, gboolean backward, guint32 *times_ms)
{
  const CorNetwork *network = self->network;
  const CorUpCost *costs = cor_metric_get_costs (self->metric);

  for (guint i = 0; i < n_ends; i++)
    times_ms[ends[i].node] = MIN (times_ms[ends[i].node], cor_cost_time_ms (ends[i].cost));
  for (guint i = 0; i < n_ends; i++)
    {
      for (guint32 node = ends[i].node; node != COR_ROAD_NONE; node = network->cch_parent[node])
        for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
          {
            guint32 *there = &times_ms[network->cch_up_head[up]];

            *there = MIN (*there, reach (times_ms[node], up_ms (costs, up, backward)));
          }
    }
}

/* Then down once over all nodes, which are numbered from the top. */
static void
descend (CorRouter *self, gboolean backward, guint32 *times_ms)
{
  const CorNetwork *network = self->network;
  const CorUpCost *costs = cor_metric_get_costs (self->metric);

  for (guint32 node = 0; node < network->n_nodes; node++)
    for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
      times_ms[node] = MIN (
          times_ms[node], reach (times_ms[network->cch_up_head[up]], up_ms (costs, up, !backward)));
}

static void
search (CorRouter *self, const CorSnapEnd *ends, guint n_ends, gboolean backward, guint32 *times_ms)
{
  cor_dijkstra_start (self->dijkstra);
  for (guint i = 0; i < n_ends; i++)
    cor_dijkstra_add_start (self->dijkstra, ends[i].node, ends[i].cost);
  cor_dijkstra_run (self->dijkstra, self->weights_ms, backward, NULL, 0);
  for (guint32 node = 0; node < self->network->n_nodes; node++)
    times_ms[node] = MIN (cor_cost_time_ms (cor_dijkstra_get_cost (self->dijkstra, node)),
                          COR_TRAVEL_UNREACHABLE);
}

/**
 * cor_router_compute_times:
 * @self: a router
 * @place: a place
 * @backward: whether the times to it are wanted, not those from it
 *
 * Computes the exact travel times between one place and every node while the closures hold, the
 * connector included: up the hierarchy and down over all nodes (Delling, Goldberg, Nowatzyk,
 * Werneck: PHAST, 2011).
 *
 * Returns: (transfer full): times in milliseconds by node, or %COR_TRAVEL_UNREACHABLE
 */
guint32 *
cor_router_compute_times (CorRouter *self, const CorSnap *place, gboolean backward)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint32 n_nodes = self->network->n_nodes;
  guint32 *times_ms = g_new (guint32, n_nodes + 1);
  guint n_ends;

  cor_router_look_as_told (self);
  n_ends = backward ? cor_router_list_arriving (self, place, ends)
                    : cor_router_list_leaving (self, place, ends);
  for (guint32 node = 0; node < n_nodes; node++)
    times_ms[node] = COR_TRAVEL_UNREACHABLE;
  if (self->network->cch_parent == NULL)
    {
      search (self, ends, n_ends, backward, times_ms);
      return times_ms;
    }
  cor_router_prepare_metric (self);
  climb (self, ends, n_ends, backward, times_ms);
  descend (self, backward, times_ms);

  return times_ms;
}
