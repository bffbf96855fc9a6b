/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-unpack.h"

/* The arc of the network itself that is as good as an upward arc. */
static guint32
find_same_arc (CorMetric *metric, guint32 from, guint32 to, CorCost cost)
{
  const CorNetwork *network = cor_metric_get_network (metric);
  const guint32 *weights_ms = cor_metric_get_arc_weights_ms (metric);
  gboolean with_lengths = cor_metric_get_lengths_m (metric) != NULL;

  for (guint32 arc = network->first_out[from]; arc < network->first_out[from + 1]; arc++)
    {
      guint32 length_m = 0;

      if (network->arc_head[arc] != to)
        continue;
      if (with_lengths)
        length_m = network->leg[cor_network_arc_leg (network, arc)].length_m;
      if (cor_cost (weights_ms[arc], length_m) == cost)
        return arc;
    }

  return COR_ROAD_NONE;
}

/**
 * cor_unpack:
 * @metric: a customized metric
 * @up: an upward arc that can be driven
 * @tail: the node that it leads up from
 * @is_down: whether it is driven down
 * @parts: (out caller-allocates): what it stands for
 *
 * Finds what makes the weight of an upward arc: an arc of the network itself, or two upward arcs
 * that meet below. Of several the first counts.
 */
void
cor_unpack (CorMetric *metric, guint32 up, guint32 tail, gboolean is_down, CorUnpacked *parts)
{
  const CorNetwork *network = cor_metric_get_network (metric);
  const CorUpWeight *ms = cor_metric_get_times_ms (metric);
  const CorUpWeight *m = cor_metric_get_lengths_m (metric);
  guint32 head = network->cch_up_head[up];
  CorCost cost = cor_unpack_cost (ms, m, up, is_down);

  parts->arc = find_same_arc (metric, is_down ? head : tail, is_down ? tail : head, cost);
  if (parts->arc != COR_ROAD_NONE)
    return;
  for (guint32 i = network->cch_first_down[tail]; i < network->cch_first_down[tail + 1]; i++)
    {
      guint32 near = network->cch_down[i].up;
      CorCost near_cost = cor_unpack_cost (ms, m, near, !is_down);
      guint32 far;

      /* Most are too long already, and looking for the other half is what takes time. */
      if (near_cost > cost)
        continue;
      parts->low = network->cch_down[i].tail;
      far = cor_network_find_up (network, parts->low, head);
      if (far == COR_ROAD_NONE || near_cost + cor_unpack_cost (ms, m, far, is_down) != cost)
        continue;
      parts->first = is_down ? far : near;
      parts->second = is_down ? near : far;
      return;
    }
  g_assert_not_reached ();
}
