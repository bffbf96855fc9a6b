/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-unpack.h"

#include "cor-metric-private.h"

/**
 * cor_pack:
 * @metric: a customized metric
 * @up: an upward arc
 * @tail: the node that it leads up from
 * @is_down: whether it is driven down
 *
 * Returns: the arc, with what it weighs
 */
CorPacked
cor_pack (CorMetric *metric, guint32 up, guint32 tail, gboolean is_down)
{
  return (CorPacked){ .up = up,
                      .tail = tail,
                      .head = metric->network->cch_up_head[up],
                      .is_down = is_down,
                      .weight = cor_metric_get (metric, up, is_down, metric->costs != NULL) };
}

/* The arc of the network itself that is as good as an upward arc. */
static inline __attribute__ ((always_inline)) guint32
find_same_arc (const CorMetric *metric, const CorPacked *packed, const gboolean with_lengths)
{
  const CorNetwork *network = metric->network;
  guint32 from = packed->is_down ? packed->head : packed->tail;
  guint32 to = packed->is_down ? packed->tail : packed->head;

  for (guint32 arc = network->first_out[from]; arc < network->first_out[from + 1]; arc++)
    {
      if (network->arc_head[arc] == to &&
          cor_metric_get_own (metric, arc, with_lengths) == packed->weight)
        return arc;
    }

  return COR_ROAD_NONE;
}

static inline __attribute__ ((always_inline)) void
unpack (const CorMetric *metric,
        const CorPacked *packed,
        CorUnpacked *parts,
        const gboolean with_lengths)
{
  const CorNetwork *network = metric->network;
  gboolean is_down = packed->is_down;
  guint32 end = network->cch_first_down[packed->tail + 1];

  parts->arc = find_same_arc (metric, packed, with_lengths);
  if (parts->arc != COR_ROAD_NONE)
    return;
  for (guint32 i = network->cch_first_down[packed->tail]; i < end; i++)
    {
      CorNetworkDown down = network->cch_down[i];
      CorPacked near = { down.up, down.tail, packed->tail, !is_down,
                         cor_metric_get (metric, down.up, !is_down, with_lengths) };
      CorPacked far = { 0, down.tail, packed->head, is_down, packed->weight - near.weight };

      /* Most are too long already, and looking for the other half is what takes time. */
      if (near.weight > packed->weight)
        continue;
      far.up = cor_network_find_up (network, down.tail, packed->head);
      if (far.up == COR_ROAD_NONE ||
          cor_metric_get (metric, far.up, is_down, with_lengths) != far.weight)
        continue;
      parts->first = is_down ? far : near;
      parts->second = is_down ? near : far;
      return;
    }
  g_assert_not_reached ();
}

/**
 * cor_unpack:
 * @metric: a customized metric
 * @packed: an upward arc that can be driven
 * @parts: (out caller-allocates): what it stands for
 *
 * Finds what makes the weight of an upward arc: an arc of the network itself, or two upward arcs
 * that meet below. Of several the first counts.
 */
void
cor_unpack (CorMetric *metric, const CorPacked *packed, CorUnpacked *parts)
{
  if (metric->costs != NULL)
    unpack (metric, packed, parts, TRUE);
  else
    unpack (metric, packed, parts, FALSE);
}
