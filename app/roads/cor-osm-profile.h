/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-import.h"
#include "cor-osm-reader.h"
#include "cor-osm-speeds.h"
#include "cor-week.h"

G_BEGIN_DECLS

/**
 * CorOsmRoad:
 * @road_class: its class
 * @flags: what is special about it
 * @n_lanes: lanes, 0 when not tagged
 * @zone: which limit of its country holds, where no sign says another
 * @speed_kmh: how fast each vehicle drives in the way's direction, and against it; 0 where it may
 *   not
 * @hours: when each vehicle may not drive in the way's direction, and against it: numbers of the
 *   profile's pool
 * @ferry_min: how long the ferry takes, 0 for roads and where it is not tagged
 *
 * What a convoy makes of a way.
 */
typedef struct
{
  CorRoadClass road_class;
  CorLegFlags flags;
  guint n_lanes;
  CorOsmZone zone;
  float speed_kmh[COR_N_ROAD_VEHICLES][2];
  guint32 hours[COR_N_ROAD_VEHICLES][2];
  double ferry_min;
} CorOsmRoad;

/**
 * CorOsmBarrier:
 * @blocks: a bit for each vehicle that does not pass
 * @delay_s: how long passing takes
 * @flags: what is special about the roads there
 *
 * What a convoy makes of a node on its way.
 */
typedef struct
{
  guint8 blocks;
  guint16 delay_s;
  CorLegFlags flags;
} CorOsmBarrier;

#define COR_OSM_BLOCKS_ALL ((1u << COR_N_ROAD_VEHICLES) - 1)

/**
 * CorOsmProfile:
 *
 * What cars and coaches make of tags.
 */
typedef struct _CorOsmProfile CorOsmProfile;

CorOsmProfile *cor_osm_profile_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_profile_free (CorOsmProfile *self);
void cor_osm_profile_set_source_utc_s (CorOsmProfile *self, gint64 source_utc_s);
CorWeekPool *cor_osm_profile_get_pool (CorOsmProfile *self);
guint *cor_osm_profile_get_counts (CorOsmProfile *self);

gboolean cor_osm_profile_judge_way (CorOsmProfile *self, const CorOsmTags *tags, CorOsmRoad *road);
void
cor_osm_profile_judge_node (CorOsmProfile *self, const CorOsmTags *tags, CorOsmBarrier *barrier);
void cor_osm_profile_obey_country (const char *country, CorOsmRoad *road);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmProfile, cor_osm_profile_free)

G_END_DECLS
