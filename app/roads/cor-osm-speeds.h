/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-reader.h"

G_BEGIN_DECLS

/* Nobody drives faster than this, whatever the sign says. */
#define COR_OSM_MAX_KMH 130.0

/**
 * CorOsmZone:
 * @COR_OSM_ZONE_NONE: a sign says it
 * @COR_OSM_ZONE_LIVING: in a living street
 * @COR_OSM_ZONE_URBAN: within a town
 * @COR_OSM_ZONE_RURAL: outside
 * @COR_OSM_ZONE_EXPRESS: on a road for motor vehicles only
 * @COR_OSM_ZONE_MOTORWAY: on a motorway
 *
 * Which of a country's limits holds where no sign says another.
 */
typedef enum
{
  COR_OSM_ZONE_NONE,
  COR_OSM_ZONE_LIVING,
  COR_OSM_ZONE_URBAN,
  COR_OSM_ZONE_RURAL,
  COR_OSM_ZONE_EXPRESS,
  COR_OSM_ZONE_MOTORWAY,
  COR_N_OSM_ZONES
} CorOsmZone;

double cor_osm_speeds_find_named_kmh (const char *name);
double cor_osm_speeds_get_limit_kmh (const char *country, CorOsmZone zone, CorRoadVehicle vehicle);
double cor_osm_speeds_limit_by_surface (const CorOsmTags *tags, double kmh);

G_END_DECLS
