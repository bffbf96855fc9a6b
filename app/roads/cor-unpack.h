/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

/**
 * CorUnpacked:
 * @arc: the arc of the network itself, or %COR_ROAD_NONE when it is two others
 * @low: the node between the two
 * @first: the upward arc that is driven down to it
 * @second: the upward arc that is then driven up from it
 *
 * What an upward arc stands for.
 */
typedef struct
{
  guint32 arc;
  guint32 low;
  guint32 first;
  guint32 second;
} CorUnpacked;

/* What driving an upward arc costs; without lengths the distance is nothing. */
static inline CorCost
cor_unpack_cost (const CorUpWeight *ms, const CorUpWeight *m, guint32 up, gboolean is_down)
{
  guint32 time_ms = is_down ? ms[up].down : ms[up].up;
  guint32 length_m = m == NULL ? 0 : is_down ? m[up].down : m[up].up;

  return time_ms >= COR_TRAVEL_UNREACHABLE ? COR_COST_UNREACHABLE : cor_cost (time_ms, length_m);
}

void cor_unpack (CorMetric *metric, guint32 up, guint32 tail, gboolean is_down, CorUnpacked *parts);

G_END_DECLS
