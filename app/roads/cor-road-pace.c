/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-pace.h"

/* Milliseconds that a kilometre an hour takes for a metre. */
#define MS_PER_M_AT_1_KMH 3600u

/**
 * cor_road_pace_weigh_ms:
 * @self: a pace
 * @weight_ms: the time that driving a leg takes by day and alone
 * @length_m: its length, in metres
 * @flags: its #CorLegFlags
 *
 * Returns: the time that it takes at that pace, rounded up
 */
guint32
cor_road_pace_weigh_ms (const CorRoadPace *self, guint32 weight_ms, guint32 length_m, guint flags)
{
  guint64 paced_ms = weight_ms;

  if (weight_ms >= COR_TRAVEL_UNREACHABLE || (flags & COR_LEG_FERRY) != 0)
    return weight_ms;
  if (self->is_night)
    paced_ms = (paced_ms * 100 + COR_ROAD_NIGHT_PERCENT - 1) / COR_ROAD_NIGHT_PERCENT;
  if (self->column_kmh > 0)
    paced_ms = MAX (paced_ms, ((guint64) length_m * MS_PER_M_AT_1_KMH + self->column_kmh - 1) /
                                  self->column_kmh);

  return (guint32) MIN (paced_ms, COR_TRAVEL_UNREACHABLE - 1);
}
