/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-osm-reader.h"

G_BEGIN_DECLS

/**
 * CorOsmRoad:
 * @road_class: its class
 * @flags: what is special about it
 * @n_lanes: lanes, 0 when not tagged
 * @forward: whether it may be driven in the way's direction
 * @backward: whether it may be driven against it
 * @speed_kmh: how fast each vehicle drives, 0 where it may not
 * @ferry_min: how long the ferry takes, 0 for roads and where it is not tagged
 *
 * What a convoy makes of a way.
 */
typedef struct
{
  CorRoadClass road_class;
  CorLegFlags flags;
  guint n_lanes;
  gboolean forward;
  gboolean backward;
  double speed_kmh[COR_N_ROAD_VEHICLES];
  double ferry_min;
} CorOsmRoad;

gboolean cor_osm_profile_judge_way (const CorOsmTags *tags, gint64 source_utc_s, CorOsmRoad *road);
gboolean cor_osm_profile_node_blocks (const CorOsmTags *tags);
double cor_osm_profile_parse_speed_kmh (const char *text);
double cor_osm_profile_parse_duration_min (const char *text);
double cor_osm_profile_parse_metres (const char *text);
double cor_osm_profile_parse_tonnes (const char *text);
char *cor_osm_profile_latin_number (const char *reference) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
