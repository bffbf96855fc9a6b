/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-reader.h"
#include "cor-week.h"

G_BEGIN_DECLS

/**
 * CorOsmMeasures:
 * @tonnes: its weight, laden
 * @axle_tonnes: the weight on its heaviest axle
 * @height_m: its height
 * @width_m: its width, with mirrors
 * @length_m: its length
 *
 * The size of a vehicle.
 */
typedef struct
{
  double tonnes;
  double axle_tonnes;
  double height_m;
  double width_m;
  double length_m;
} CorOsmMeasures;

extern const CorOsmMeasures cor_osm_measures[COR_N_ROAD_VEHICLES];

/**
 * CorOsmTruth:
 * @COR_OSM_NEVER: not for this vehicle, or not for an evacuation
 * @COR_OSM_AT_HOURS: at some hours of the week
 * @COR_OSM_ALWAYS: at all hours
 * @COR_OSM_UNREADABLE: it is not understood
 *
 * When a condition holds.
 */
typedef enum
{
  COR_OSM_NEVER,
  COR_OSM_AT_HOURS,
  COR_OSM_ALWAYS,
  COR_OSM_UNREADABLE
} CorOsmTruth;

/**
 * CorOsmClause:
 * @value: (owned): what holds
 * @condition: (owned) (nullable): when; none for always
 *
 * One of the clauses of a conditional tag.
 */
typedef struct
{
  char *value;
  char *condition;
} CorOsmClause;

GPtrArray *cor_osm_clauses_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
CorOsmTruth cor_osm_condition_judge (const char *condition, CorRoadVehicle vehicle, CorWeek *week);
void cor_osm_clauses_count (const char *text, guint *counts);

G_END_DECLS
