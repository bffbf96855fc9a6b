/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-speeds.h"

#include <string.h>

#define MAX_TAGGED_ZONE_KMH 140.0

/* What the law of each country lets one drive where no sign says otherwise, in km/h, as of 2022:
 * https://wiki.openstreetmap.org/wiki/Default_speed_limits. Coaches have lower limits out of town.
 * The first line is for everywhere else. */
static const struct
{
  char country[3];
  double kmh[COR_N_OSM_ZONES];
  double coach_rural_kmh;
  double coach_motorway_kmh;
} limits[] = {
  { "", { 0, 20, 50, 90, 110, 130 }, 80, 100 },  { "UA", { 0, 20, 50, 90, 110, 130 }, 80, 90 },
  { "PL", { 0, 20, 50, 90, 100, 140 }, 70, 80 }, { "SK", { 0, 20, 50, 90, 90, 130 }, 80, 100 },
  { "HU", { 0, 20, 50, 90, 110, 130 }, 70, 80 }, { "RO", { 0, 20, 50, 90, 100, 130 }, 80, 100 },
  { "MD", { 0, 20, 50, 90, 110, 110 }, 80, 90 }, { "BY", { 0, 20, 60, 90, 110, 110 }, 70, 90 },
  { "RU", { 0, 20, 60, 90, 90, 110 }, 70, 90 },
};

static const struct
{
  const char *name;
  CorOsmZone zone;
} zone_names[] = {
  { "living_street", COR_OSM_ZONE_LIVING }, { "urban", COR_OSM_ZONE_URBAN },
  { "rural", COR_OSM_ZONE_RURAL },          { "trunk", COR_OSM_ZONE_EXPRESS },
  { "express", COR_OSM_ZONE_EXPRESS },      { "expressway", COR_OSM_ZONE_EXPRESS },
  { "motorway", COR_OSM_ZONE_MOTORWAY },
};

static const struct
{
  const char *name;
  double kmh;
} speed_names[] = {
  { "none", COR_OSM_MAX_KMH }, { "walk", 5.0 },        { "bicycle_road", 30.0 },
  { "nsl_restricted", 48.0 },  { "nsl_single", 96.0 }, { "nsl_dual", 112.0 },
};

/* What a surface lets anybody drive; what is not listed lets one drive as the class says. */
static const struct
{
  const char *key;
  const char *value;
  double max_kmh;
} surfaces[] = {
  { "surface", "unpaved", 40.0 },
  { "surface", "compacted", 50.0 },
  { "surface", "gravel", 35.0 },
  { "surface", "fine_gravel", 40.0 },
  { "surface", "pebblestone", 30.0 },
  { "surface", "cobblestone", 30.0 },
  { "surface", "sett", 35.0 },
  { "surface", "unhewn_cobblestone", 20.0 },
  { "surface", "dirt", 15.0 },
  { "surface", "earth", 15.0 },
  { "surface", "ground", 15.0 },
  { "surface", "grass", 8.0 },
  { "surface", "mud", 5.0 },
  { "surface", "clay", 10.0 },
  { "surface", "rock", 8.0 },
  { "surface", "snow", 10.0 },
  { "surface", "ice", 10.0 },
  { "surface", "wood", 20.0 },
  { "surface", "metal", 40.0 },
  { "surface", "grass_paver", 20.0 },
  { "surface", "paving_stones", 50.0 },
  { "surface", "concrete:plates", 60.0 },
  { "surface", "concrete:lanes", 30.0 },
  { "surface", "cobblestone:flattened", 40.0 },
  { "surface", "sand", 8.0 },
  { "tracktype", "grade1", 40.0 },
  { "tracktype", "grade2", 25.0 },
  { "tracktype", "grade3", 15.0 },
  { "tracktype", "grade4", 8.0 },
  { "tracktype", "grade5", 5.0 },
  { "smoothness", "intermediate", 60.0 },
  { "smoothness", "bad", 30.0 },
  { "smoothness", "very_bad", 15.0 },
  { "smoothness", "horrible", 8.0 },
  { "smoothness", "very_horrible", 5.0 },
};

/**
 * cor_osm_speeds_get_limit_kmh:
 * @country: ISO 3166 code of a country, "" when not known
 * @zone: where
 * @vehicle: what drives
 *
 * Returns: what the law allows, in km/h
 */
double
cor_osm_speeds_get_limit_kmh (const char *country, CorOsmZone zone, CorRoadVehicle vehicle)
{
  gsize found = 0;
  double kmh;

  for (gsize i = 1; i < G_N_ELEMENTS (limits); i++)
    {
      if (strncmp (limits[i].country, country, 2) == 0)
        found = i;
    }
  kmh = limits[found].kmh[zone];
  if (vehicle == COR_ROAD_VEHICLE_COACH && zone == COR_OSM_ZONE_RURAL)
    kmh = MIN (kmh, limits[found].coach_rural_kmh);
  else if (vehicle == COR_ROAD_VEHICLE_COACH && zone > COR_OSM_ZONE_RURAL)
    kmh = MIN (kmh, limits[found].coach_motorway_kmh);

  return kmh;
}

/* “zone30”, “zone:30” or “30”, as they follow a country. */
static double
parse_zone_kmh (const char *name)
{
  char *end;
  double kmh;

  if (g_str_has_prefix (name, "zone"))
    name += 4;
  if (*name == ':')
    name++;
  kmh = g_ascii_strtod (name, &end);

  return end != name && *end == '\0' && kmh > 0.0 && kmh <= MAX_TAGGED_ZONE_KMH ? kmh : 0.0;
}

/**
 * cor_osm_speeds_find_named_kmh:
 * @name: a limit by name: “none”, “walk”, “UA:urban”, “RU:rural”, “PL:zone30”, “DE:30”
 *
 * Returns: kilometres an hour, by the law of the country named; 0 when it is none of these
 */
double
cor_osm_speeds_find_named_kmh (const char *name)
{
  const char *colon = strchr (name, ':');
  gboolean has_country = colon == name + 2 && g_ascii_isupper (name[0]);

  if (colon != NULL && (has_country || (colon > name + 3 && g_ascii_isupper (name[0]))))
    {
      /* Parts of countries, as “GB-SCT:nsl_single”, have the limits of the country here. */
      const char *zone = colon + 1;

      for (gsize i = 0; i < G_N_ELEMENTS (zone_names); i++)
        {
          if (strcmp (zone_names[i].name, zone) == 0)
            return cor_osm_speeds_get_limit_kmh (name, zone_names[i].zone, COR_ROAD_VEHICLE_CAR);
        }
      name = zone;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (speed_names); i++)
    {
      if (strcmp (speed_names[i].name, name) == 0)
        return speed_names[i].kmh;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zone_names); i++)
    {
      if (strcmp (zone_names[i].name, name) == 0)
        return cor_osm_speeds_get_limit_kmh ("", zone_names[i].zone, COR_ROAD_VEHICLE_CAR);
    }

  return parse_zone_kmh (name);
}

/**
 * cor_osm_speeds_limit_by_surface:
 * @tags: the tags of a way
 * @kmh: what could be driven otherwise
 *
 * Returns: what its surface, its kind of track and its smoothness let anybody drive
 */
double
cor_osm_speeds_limit_by_surface (const CorOsmTags *tags, double kmh)
{
  for (gsize i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      const char *value = cor_osm_tags_get (tags, surfaces[i].key);

      if (value != NULL && strcmp (value, surfaces[i].value) == 0)
        kmh = MIN (kmh, surfaces[i].max_kmh);
    }

  return kmh;
}
