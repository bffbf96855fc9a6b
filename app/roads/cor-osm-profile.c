/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-profile.h"

#include <string.h>

#include "cor-osm-access.h"
#include "cor-osm-conditions.h"
#include "cor-osm-values.h"

#define COACH_MAX_KMH 80.0
#define COACH_SHARE 0.88
/* Nobody in a column drives as fast as the sign allows. */
#define COLUMN_SHARE 0.9
#define MIN_KMH 3.0
#define FERRY_KMH 10.0

static const struct
{
  const char *highway;
  CorRoadClass road_class;
  double kmh;
  CorOsmZone zone;
} classes[] = {
  { "motorway", COR_ROAD_CLASS_MOTORWAY, 110.0, COR_OSM_ZONE_MOTORWAY },
  { "motorway_link", COR_ROAD_CLASS_MOTORWAY, 50.0, COR_OSM_ZONE_RURAL },
  { "trunk", COR_ROAD_CLASS_TRUNK, 90.0, COR_OSM_ZONE_RURAL },
  { "trunk_link", COR_ROAD_CLASS_TRUNK, 45.0, COR_OSM_ZONE_RURAL },
  { "primary", COR_ROAD_CLASS_PRIMARY, 80.0, COR_OSM_ZONE_RURAL },
  { "primary_link", COR_ROAD_CLASS_PRIMARY, 40.0, COR_OSM_ZONE_RURAL },
  { "secondary", COR_ROAD_CLASS_SECONDARY, 65.0, COR_OSM_ZONE_RURAL },
  { "secondary_link", COR_ROAD_CLASS_SECONDARY, 35.0, COR_OSM_ZONE_RURAL },
  { "tertiary", COR_ROAD_CLASS_TERTIARY, 50.0, COR_OSM_ZONE_RURAL },
  { "tertiary_link", COR_ROAD_CLASS_TERTIARY, 30.0, COR_OSM_ZONE_RURAL },
  { "unclassified", COR_ROAD_CLASS_UNCLASSIFIED, 40.0, COR_OSM_ZONE_RURAL },
  { "road", COR_ROAD_CLASS_UNCLASSIFIED, 30.0, COR_OSM_ZONE_RURAL },
  { "residential", COR_ROAD_CLASS_RESIDENTIAL, 25.0, COR_OSM_ZONE_URBAN },
  { "living_street", COR_ROAD_CLASS_RESIDENTIAL, 10.0, COR_OSM_ZONE_LIVING },
  { "service", COR_ROAD_CLASS_SERVICE, 15.0, COR_OSM_ZONE_RURAL },
  { "track", COR_ROAD_CLASS_TRACK, 10.0, COR_OSM_ZONE_RURAL },
};

/* What nobody drives past, unless it says who may. */
static const char *const walls[] = { "bollard",
                                     "block",
                                     "jersey_barrier",
                                     "chain",
                                     "debris",
                                     "log",
                                     "planter",
                                     "spikes",
                                     "wall",
                                     "fence",
                                     "kissing_gate",
                                     "stile",
                                     "turnstile",
                                     "full-height_turnstile",
                                     "cycle_barrier",
                                     "sump_buster",
                                     "motorcycle_barrier",
                                     "rope",
                                     "tank_trap",
                                     "hedge",
                                     "ditch",
                                     NULL };

/* How long passing takes a vehicle in a column that need not be checked one by one. */
static const struct
{
  const char *barrier;
  guint16 delay_s;
  CorLegFlags flags;
} delays[] = {
  { "gate", 20, 0 },           { "lift_gate", 20, 0 },
  { "swing_gate", 20, 0 },     { "sliding_gate", 20, 0 },
  { "hampshire_gate", 60, 0 }, { "toll_booth", 60, 0 },
  { "checkpoint", 300, 0 },    { "border_control", 600, COR_LEG_BORDER },
};

struct _CorOsmProfile
{
  gint64 source_utc_s;
  CorWeekPool *pool;
  guint counts[COR_N_IMPORT_COUNTS];
};

/**
 * cor_osm_profile_new:
 *
 * Returns: (transfer full): a profile
 */
CorOsmProfile *
cor_osm_profile_new (void)
{
  CorOsmProfile *self = g_new0 (CorOsmProfile, 1);

  self->pool = cor_week_pool_new ();

  return self;
}

/**
 * cor_osm_profile_free:
 * @self: (transfer full): a profile
 */
void
cor_osm_profile_free (CorOsmProfile *self)
{
  cor_week_pool_free (self->pool);
  g_free (self);
}

/**
 * cor_osm_profile_set_source_utc_s:
 * @self: a profile
 * @source_utc_s: date of the extract, 0 when not known
 *
 * Says by which day a road must have been opened.
 */
void
cor_osm_profile_set_source_utc_s (CorOsmProfile *self, gint64 source_utc_s)
{
  self->source_utc_s = source_utc_s;
}

/**
 * cor_osm_profile_get_pool:
 * @self: a profile
 *
 * Returns: (transfer none): the windows of all hours that it read
 */
CorWeekPool *
cor_osm_profile_get_pool (CorOsmProfile *self)
{
  return self->pool;
}

/**
 * cor_osm_profile_get_counts:
 * @self: a profile
 *
 * Returns: (transfer none) (array fixed-size=COR_N_IMPORT_COUNTS): what it counted; whoever imports
 *   counts here, too
 */
guint *
cor_osm_profile_get_counts (CorOsmProfile *self)
{
  return self->counts;
}

/**
 * cor_osm_tags_get:
 * @tags: some tags
 * @key: a key
 *
 * Returns: (nullable): its value
 */
const char *
cor_osm_tags_get (const CorOsmTags *tags, const char *key)
{
  for (gsize i = 0; i < tags->n; i++)
    {
      if (strcmp (tags->tags[i].key, key) == 0)
        return tags->tags[i].value;
    }

  return NULL;
}

/**
 * cor_osm_tags_have:
 * @tags: some tags
 * @part: a part of a key
 *
 * Tells whether it is worth looking for keys that are put together from parts: few ways have any.
 *
 * Returns: whether any key has that part
 */
gboolean
cor_osm_tags_have (const CorOsmTags *tags, const char *part)
{
  for (gsize i = 0; i < tags->n; i++)
    {
      if (strstr (tags->tags[i].key, part) != NULL)
        return TRUE;
    }

  return FALSE;
}

static gboolean
tag_is (const CorOsmTags *tags, const char *key, const char *value)
{
  const char *found = cor_osm_tags_get (tags, key);

  return found != NULL && strcmp (found, value) == 0;
}

/* Bridges and the like say what kind they are of, or only that they are. */
static gboolean
tag_is_true (const CorOsmTags *tags, const char *key)
{
  const char *found = cor_osm_tags_get (tags, key);

  return found != NULL && strcmp (found, "no") != 0;
}

static void
judge_flags (const CorOsmTags *tags, CorOsmRoad *road)
{
  const char *lanes = cor_osm_tags_get (tags, "lanes");

  if (tag_is_true (tags, "bridge"))
    road->flags |= COR_LEG_BRIDGE;
  if (tag_is_true (tags, "tunnel") && !tag_is (tags, "tunnel", "building_passage"))
    road->flags |= COR_LEG_TUNNEL;
  if (tag_is_true (tags, "ford"))
    road->flags |= COR_LEG_FORD;
  if (tag_is (tags, "junction", "roundabout") || tag_is (tags, "junction", "circular"))
    road->flags |= COR_LEG_ROUNDABOUT;
  if (lanes != NULL)
    road->n_lanes = (guint) CLAMP (g_ascii_strtoll (lanes, NULL, 10), 0, 20);
}

static double
get_speed (CorOsmProfile *self, const CorOsmTags *tags, const char *key, const char *direction)
{
  const char *value = NULL;
  double kmh;

  if (direction != NULL)
    {
      g_autofree char *directed = g_strconcat (key, ":", direction, NULL);

      value = cor_osm_tags_get (tags, directed);
    }
  if (value == NULL)
    value = cor_osm_tags_get (tags, key);
  if (value == NULL)
    return 0.0;
  kmh = cor_osm_parse_speed_kmh (value);
  if (kmh <= 0.0 && strcmp (value, "variable") != 0 && strcmp (value, "signals") != 0 &&
      strcmp (value, "sign") != 0 && self != NULL)
    self->counts[COR_IMPORT_VALUES_UNREADABLE]++;

  return kmh;
}

/* What a sign says, or what says why there is none. */
static double
find_tagged_kmh (CorOsmProfile *self, const CorOsmTags *tags, const char *direction)
{
  static const char *const reasons[] = { "maxspeed:type", "source:maxspeed", "zone:maxspeed",
                                         "zone:traffic" };
  double kmh = get_speed (self, tags, "maxspeed", direction);

  for (gsize i = 0; i < G_N_ELEMENTS (reasons) && kmh <= 0.0; i++)
    kmh = get_speed (NULL, tags, reasons[i], NULL);

  return kmh;
}

/* Limits for a vehicle of its own, and those that hold under a condition: at hours, or when it is
 * wet, slower is safe. */
static double
limit_for_vehicle (const CorOsmTags *tags,
                   CorRoadVehicle vehicle,
                   const char *direction,
                   double kmh)
{
  static const char *const keys[COR_N_ROAD_VEHICLES][6] = {
    { "maxspeed:motorcar", "maxspeed:advisory", "maxspeed:practical", NULL },
    { "maxspeed:bus", "maxspeed:coach", "maxspeed:tourist_bus", "maxspeed:hgv", "maxspeed:advisory",
      NULL },
  };
  const char *text = cor_osm_tags_get (tags, "maxspeed:conditional");
  g_autoptr (GPtrArray) clauses = text != NULL ? cor_osm_clauses_parse (text) : NULL;
  g_autofree CorWeek *week = text != NULL ? g_new0 (CorWeek, 1) : NULL;

  for (gsize i = 0; keys[vehicle][i] != NULL; i++)
    {
      double limit_kmh = get_speed (NULL, tags, keys[vehicle][i], direction);

      kmh = limit_kmh > 0.0 ? MIN (kmh, limit_kmh) : kmh;
    }
  for (guint i = 0; clauses != NULL && i < clauses->len; i++)
    {
      const CorOsmClause *clause = g_ptr_array_index (clauses, i);
      double limit_kmh = cor_osm_parse_speed_kmh (clause->value);

      if (limit_kmh > 0.0 &&
          cor_osm_condition_judge (clause->condition, vehicle, week) != COR_OSM_NEVER)
        kmh = MIN (kmh, limit_kmh);
    }

  return kmh;
}

static void
judge_speeds (CorOsmProfile *self, const CorOsmTags *tags, double class_kmh, CorOsmRoad *road)
{
  gboolean is_directed =
      cor_osm_tags_have (tags, "maxspeed:") &&
      (cor_osm_tags_have (tags, ":forward") || cor_osm_tags_have (tags, ":backward"));
  gboolean is_particular = cor_osm_tags_have (tags, "maxspeed:");
  double surface_kmh = cor_osm_speeds_limit_by_surface (tags, COR_OSM_MAX_KMH);

  for (guint i = 0; i < 2; i++)
    {
      const char *direction = !is_directed ? NULL : i == 0 ? "forward" : "backward";
      double tagged_kmh;

      if (i == 1 && !is_directed)
        {
          for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
            road->speed_kmh[j][1] = road->speed_kmh[j][0];
          return;
        }
      tagged_kmh = find_tagged_kmh (i == 0 ? self : NULL, tags, direction);
      if (tagged_kmh > 0.0)
        road->zone = COR_OSM_ZONE_NONE;
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        {
          double kmh =
              tagged_kmh > 0.0 ? MIN (tagged_kmh, COR_OSM_MAX_KMH) * COLUMN_SHARE : class_kmh;

          kmh = MIN (kmh, surface_kmh);
          if (j == COR_ROAD_VEHICLE_COACH)
            kmh = MIN (kmh * COACH_SHARE, COACH_MAX_KMH);
          if (is_particular)
            kmh = limit_for_vehicle (tags, (CorRoadVehicle) j, direction, kmh);
          road->speed_kmh[j][i] = (float) MAX (kmh, MIN_KMH);
        }
    }
}

/* Takes the vehicles off the directions in which they may not drive at any hour. */
static void
judge_access (CorOsmProfile *self, const CorOsmTags *tags, CorOsmRoad *road)
{
  gboolean has_hours = cor_osm_access_has_hours (tags);
  gboolean is_directed =
      cor_osm_tags_have (tags, ":forward") || cor_osm_tags_have (tags, ":backward");
  gboolean is_at_hours = FALSE;
  g_autofree CorWeek *closed = has_hours ? g_new0 (CorWeek, 1) : NULL;

  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      guint *n_unreadable = &self->counts[COR_IMPORT_VALUES_UNREADABLE];
      guint unused = 0;
      gboolean fits =
          cor_osm_access_fits (tags, (CorRoadVehicle) i, i == 0 ? n_unreadable : &unused);

      for (guint j = 0; j < 2; j++)
        {
          const char *direction = !is_directed ? NULL : j == 0 ? "forward" : "backward";

          if (has_hours)
            {
              cor_osm_access_find_hours (tags, (CorRoadVehicle) i, j == 1, closed);
              road->hours[i][j] = cor_week_pool_add (self->pool, closed);
              fits = TRUE;
            }
          else if (!cor_osm_access_allows_oneway (tags, (CorRoadVehicle) i, j == 1) ||
                   cor_osm_access_find (tags, (CorRoadVehicle) i, direction) == COR_OSM_ACCESS_NO)
            {
              road->hours[i][j] = COR_WEEK_ALWAYS;
            }
          if (!fits || road->hours[i][j] == COR_WEEK_ALWAYS)
            {
              road->speed_kmh[i][j] = 0.0f;
              road->hours[i][j] = COR_WEEK_NEVER;
            }
          is_at_hours |= road->hours[i][j] != COR_WEEK_NEVER;
        }
    }
  self->counts[COR_IMPORT_WAYS_AT_HOURS] += is_at_hours;
}

static void
keep_off (CorOsmRoad *road, CorRoadVehicle vehicle)
{
  for (guint i = 0; i < 2; i++)
    {
      road->speed_kmh[vehicle][i] = 0.0f;
      road->hours[vehicle][i] = COR_WEEK_NEVER;
    }
}

static gboolean
is_driven (const CorOsmRoad *road)
{
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      if (road->speed_kmh[i][0] > 0.0f || road->speed_kmh[i][1] > 0.0f)
        return TRUE;
    }

  return FALSE;
}

static void
count_conditions (CorOsmProfile *self, const CorOsmTags *tags)
{
  for (gsize i = 0; i < tags->n; i++)
    {
      if (g_str_has_suffix (tags->tags[i].key, ":conditional"))
        cor_osm_clauses_count (tags->tags[i].value, self->counts);
    }
}

/* A ferry takes vehicles only if it says so, or says what kind of road it continues. */
static gboolean
judge_ferry (CorOsmProfile *self, const CorOsmTags *tags, CorOsmRoad *road)
{
  static const char *const roads[] = { "motorway", "trunk",        "primary",     "secondary",
                                       "tertiary", "unclassified", "residential", NULL };
  const char *ferry = cor_osm_tags_get (tags, "ferry");
  gboolean is_road = ferry != NULL && g_strv_contains (roads, ferry);

  *road = (CorOsmRoad){ .road_class = COR_ROAD_CLASS_FERRY,
                        .flags = COR_LEG_FERRY,
                        .speed_kmh = { { FERRY_KMH, FERRY_KMH }, { FERRY_KMH, FERRY_KMH } } };
  judge_access (self, tags, road);
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      if (!is_road && cor_osm_access_find (tags, (CorRoadVehicle) i, NULL) != COR_OSM_ACCESS_YES)
        keep_off (road, (CorRoadVehicle) i);
    }
  road->ferry_min = cor_osm_parse_duration_min (cor_osm_tags_get (tags, "duration"));

  return is_driven (road);
}

/* What kind of road it is on the day of the extract: one under construction counts once the day
 * has come on which it was to be opened, and one that is still to be opened does not count. */
static const char *
find_highway (CorOsmProfile *self, const CorOsmTags *tags)
{
  const char *highway = cor_osm_tags_get (tags, "highway");
  const char *opening = cor_osm_tags_get (tags, "opening_date");

  if (highway == NULL)
    return NULL;
  if (opening != NULL && !cor_osm_date_has_come (opening, self->source_utc_s))
    return NULL;
  if (strcmp (highway, "construction") == 0)
    return opening != NULL ? cor_osm_tags_get (tags, "construction") : NULL;

  return highway;
}

static gboolean
is_impassable (const CorOsmTags *tags)
{
  static const char *const keys[] = { "impassable", "disused", "abandoned", "razed", "demolished" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if (tag_is (tags, keys[i], "yes"))
        return TRUE;
    }

  return tag_is (tags, "area", "yes") || tag_is (tags, "smoothness", "impassable");
}

/**
 * cor_osm_profile_judge_way:
 * @self: a profile
 * @tags: the tags of a way
 * @road: (out caller-allocates): what a convoy makes of it
 *
 * Returns: whether any vehicle may drive it
 */
gboolean
cor_osm_profile_judge_way (CorOsmProfile *self, const CorOsmTags *tags, CorOsmRoad *road)
{
  gboolean is_ferry = tag_is (tags, "route", "ferry");
  const char *highway = is_ferry ? NULL : find_highway (self, tags);
  gsize i = 0;

  if ((highway == NULL && !is_ferry) || is_impassable (tags))
    return FALSE;
  if (is_ferry)
    {
      count_conditions (self, tags);
      return judge_ferry (self, tags, road);
    }
  while (i < G_N_ELEMENTS (classes) && strcmp (classes[i].highway, highway) != 0)
    i++;
  if (i == G_N_ELEMENTS (classes))
    return FALSE;

  count_conditions (self, tags);
  *road = (CorOsmRoad){ .road_class = classes[i].road_class, .zone = classes[i].zone };
  if (tag_is (tags, "motorroad", "yes") && road->zone == COR_OSM_ZONE_RURAL)
    road->zone = COR_OSM_ZONE_EXPRESS;
  if (road->road_class == COR_ROAD_CLASS_SERVICE || road->road_class == COR_ROAD_CLASS_TRACK)
    road->flags |= COR_LEG_LAST_RESORT;
  judge_flags (tags, road);
  judge_speeds (self, tags, classes[i].kmh, road);
  judge_access (self, tags, road);
  if (road->road_class == COR_ROAD_CLASS_TRACK || (road->flags & COR_LEG_FORD) != 0)
    keep_off (road, COR_ROAD_VEHICLE_COACH);

  return is_driven (road);
}

/**
 * cor_osm_profile_judge_node:
 * @self: a profile
 * @tags: the tags of a node on a road
 * @barrier: (out caller-allocates): what a convoy makes of it
 */
void
cor_osm_profile_judge_node (CorOsmProfile *self, const CorOsmTags *tags, CorOsmBarrier *barrier)
{
  const char *kind = cor_osm_tags_get (tags, "barrier");
  gboolean is_wall =
      kind != NULL && (g_strv_contains (walls, kind) ||
                       (g_str_has_suffix (kind, "gate") && tag_is (tags, "locked", "yes")));

  *barrier = (CorOsmBarrier){ 0 };
  if (tag_is_true (tags, "ford"))
    {
      barrier->flags |= COR_LEG_FORD;
      barrier->blocks |= 1u << COR_ROAD_VEHICLE_COACH;
    }
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      CorOsmAccess access = cor_osm_access_find (tags, (CorRoadVehicle) i, NULL);
      guint unused = 0;

      /* Access to what is no barrier is about the node's own matter, such as a parking place. */
      if (kind != NULL &&
          (access == COR_OSM_ACCESS_NO || (access == COR_OSM_ACCESS_UNSAID && is_wall) ||
           !cor_osm_access_fits (tags, (CorRoadVehicle) i, &unused)))
        barrier->blocks |= 1u << i;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (delays); i++)
    {
      if (kind == NULL || strcmp (delays[i].barrier, kind) != 0)
        continue;
      barrier->delay_s = delays[i].delay_s;
      barrier->flags |= delays[i].flags;
    }
}

/**
 * cor_osm_profile_obey_country:
 * @country: ISO 3166 code of the country a road is in, "" when not known
 * @road: (inout): what a convoy makes of it
 *
 * Keeps a road without signs to the limits of its country.
 */
void
cor_osm_profile_obey_country (const char *country, CorOsmRoad *road)
{
  for (guint i = 0; i < COR_N_ROAD_VEHICLES && road->zone != COR_OSM_ZONE_NONE; i++)
    {
      float limit_kmh = (float) (COLUMN_SHARE * cor_osm_speeds_get_limit_kmh (country, road->zone,
                                                                              (CorRoadVehicle) i));

      for (guint j = 0; j < 2; j++)
        road->speed_kmh[i][j] = MIN (road->speed_kmh[i][j], limit_kmh);
    }
}
