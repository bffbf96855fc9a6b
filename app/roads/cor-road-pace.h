/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"

G_BEGIN_DECLS

/**
 * COR_ROAD_NIGHT_PERCENT:
 *
 * How much of the speed is left by night. No source gives one figure for dark roads without
 * lighting; this is our assumption: a quarter more time, as drivers keep to what their headlights
 * show.
 */
#define COR_ROAD_NIGHT_PERCENT 80u

/**
 * CorRoadPace:
 * @is_night: whether all drive at %COR_ROAD_NIGHT_PERCENT of the speed
 * @column_kmh: the speed that a column does not exceed, in kilometres an hour; 0 for no column
 *
 * How fast one drives where nothing is in the way. Both count together: by night first slower, then
 * no faster than the column. Ferries keep their times.
 */
typedef struct
{
  gboolean is_night;
  guint column_kmh;
} CorRoadPace;

guint32
cor_road_pace_weigh_ms (const CorRoadPace *self, guint32 weight_ms, guint32 length_m, guint flags);

G_END_DECLS
