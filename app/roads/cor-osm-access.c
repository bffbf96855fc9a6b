/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-access.h"

#include <string.h>

#include "cor-osm-conditions.h"
#include "cor-osm-hours.h"
#include "cor-osm-values.h"

#define MAX_KEY 64

/* Who may drive is said by keys from the most particular to the most general, of which the first
 * one counts: https://wiki.openstreetmap.org/wiki/Key:access. Convoys' heavy vehicles go with the
 * coaches, so what is closed to lorries is closed to them, unless it is open to buses by name. */
static const char *const vehicle_keys[COR_N_ROAD_VEHICLES][9] = {
  [COR_ROAD_VEHICLE_CAR] = { "motorcar", "motor_vehicle", "vehicle", "access", NULL },
  [COR_ROAD_VEHICLE_COACH] = { "tourist_bus", "coach", "bus", "psv", "hgv", "motor_vehicle",
                               "vehicle", "access", NULL },
};

static const char *const direction_names[] = { "forward", "backward" };

static const struct
{
  const char *key;
  gsize measure; /* of CorOsmMeasures */
  gboolean is_weight;
} limits[] = {
  { "maxweight", offsetof (CorOsmMeasures, tonnes), TRUE },
  { "maxaxleload", offsetof (CorOsmMeasures, axle_tonnes), TRUE },
  { "maxheight", offsetof (CorOsmMeasures, height_m), FALSE },
  { "maxheight:physical", offsetof (CorOsmMeasures, height_m), FALSE },
  { "maxwidth", offsetof (CorOsmMeasures, width_m), FALSE },
  { "maxwidth:physical", offsetof (CorOsmMeasures, width_m), FALSE },
  { "maxlength", offsetof (CorOsmMeasures, length_m), FALSE },
};

static const char *
get_with_suffix (const CorOsmTags *tags, const char *key, const char *suffix)
{
  char name[MAX_KEY];

  g_snprintf (name, sizeof name, "%s:%s", key, suffix);

  return cor_osm_tags_get (tags, name);
}

/* What is no refusal lets a convoy in: “destination” too, for nobody plans through a village that
 * can be driven around. */
static gboolean
is_refusal (const char *value)
{
  static const char *const refusals[] = {
    "no",       "private",   "agricultural", "forestry", "military",      "emergency",
    "delivery", "customers", "permit",       "permits",  "permit_holder", "residents",
    "resident", "employees", "restricted",   "disabled", "key",           "staff",
    NULL
  };

  return g_strv_contains (refusals, value);
}

/* What a key says of a direction. A road that lorries may use is not thereby one for coaches, so
 * that key counts only where it refuses. */
static const char *
get_access (const CorOsmTags *tags, const char *key, const char *direction)
{
  const char *value = direction != NULL ? get_with_suffix (tags, key, direction) : NULL;

  if (value == NULL)
    value = cor_osm_tags_get (tags, key);

  return value != NULL && strcmp (key, "hgv") == 0 && !is_refusal (value) ? NULL : value;
}

/**
 * cor_osm_access_find:
 * @tags: the tags of a way or a node
 * @vehicle: what drives
 * @direction: (nullable): “forward” or “backward”, for what is said of one direction only
 *
 * Returns: what the most particular of the tags says
 */
CorOsmAccess
cor_osm_access_find (const CorOsmTags *tags, CorRoadVehicle vehicle, const char *direction)
{
  for (gsize i = 0; vehicle_keys[vehicle][i] != NULL; i++)
    {
      const char *value = get_access (tags, vehicle_keys[vehicle][i], direction);

      if (value != NULL)
        return is_refusal (value) ? COR_OSM_ACCESS_NO : COR_OSM_ACCESS_YES;
    }

  return COR_OSM_ACCESS_UNSAID;
}

/* The one-way that counts for a vehicle: the most particular one. */
static const char *
find_oneway (const CorOsmTags *tags, CorRoadVehicle vehicle)
{
  for (gsize i = 0; vehicle_keys[vehicle][i] != NULL && cor_osm_tags_have (tags, "oneway:"); i++)
    {
      char name[MAX_KEY];
      const char *value;

      g_snprintf (name, sizeof name, "oneway:%s", vehicle_keys[vehicle][i]);
      value = cor_osm_tags_get (tags, name);
      if (value != NULL)
        return value;
    }

  return cor_osm_tags_get (tags, "oneway");
}

static gboolean
is_implied_oneway (const CorOsmTags *tags)
{
  const char *junction = cor_osm_tags_get (tags, "junction");
  const char *highway = cor_osm_tags_get (tags, "highway");

  if (highway != NULL && strcmp (highway, "construction") == 0)
    highway = cor_osm_tags_get (tags, "construction");

  return (junction != NULL &&
          (strcmp (junction, "roundabout") == 0 || strcmp (junction, "circular") == 0)) ||
         (highway != NULL && g_str_has_prefix (highway, "motorway"));
}

/* “reversible” leads nowhere until hours say which way; “alternating” leads both ways in turn. */
static gboolean
oneway_allows (const char *oneway, gboolean is_backward)
{
  static const char *const forward[] = { "yes", "true", "1", NULL };
  static const char *const backward[] = { "-1", "reverse", NULL };

  if (g_strv_contains (forward, oneway))
    return !is_backward;
  if (g_strv_contains (backward, oneway))
    return is_backward;

  return strcmp (oneway, "reversible") != 0;
}

/**
 * cor_osm_access_allows_oneway:
 * @tags: the tags of a way
 * @vehicle: what drives
 * @is_backward: whether it drives against the way's direction
 *
 * Returns: whether the way's being a one-way, or not, lets it do so
 */
gboolean
cor_osm_access_allows_oneway (const CorOsmTags *tags, CorRoadVehicle vehicle, gboolean is_backward)
{
  const char *oneway = find_oneway (tags, vehicle);

  if (oneway == NULL)
    return !is_backward || !is_implied_oneway (tags);

  return oneway_allows (oneway, is_backward);
}

static double
parse_limit (gsize limit, const char *value)
{
  return limits[limit].is_weight ? cor_osm_parse_tonnes (value) : cor_osm_parse_metres (value);
}

static double
get_measure (CorRoadVehicle vehicle, gsize limit)
{
  return *(const double *) G_STRUCT_MEMBER_P (&cor_osm_measures[vehicle], limits[limit].measure);
}

/* “none”, “default”, “below_default” and the like set no limit that a coach must fear. */
static gboolean
is_no_limit (const char *value)
{
  static const char *const words[] = { "none",           "no",        "default",
                                       "below_default",  "no_sign",   "unsigned",
                                       "no_indications", "unlimited", NULL };

  return g_strv_contains (words, value);
}

static gboolean
exceeds (CorRoadVehicle vehicle, gsize limit, const char *value)
{
  double allowed = value != NULL ? parse_limit (limit, value) : 0.0;

  return allowed > 0.0 && allowed < get_measure (vehicle, limit);
}

/* Limits that are for coaches and lorries alone. */
static gboolean
exceeds_own_limit (const CorOsmTags *tags, CorRoadVehicle vehicle)
{
  return vehicle == COR_ROAD_VEHICLE_COACH &&
         (exceeds (vehicle, 0, cor_osm_tags_get (tags, "maxweight:hgv")) ||
          exceeds (vehicle, 0, cor_osm_tags_get (tags, "maxweight:bus")));
}

/**
 * cor_osm_access_fits:
 * @tags: the tags of a way or a node
 * @vehicle: what drives
 * @n_unreadable: (inout): counts limits that are not understood
 *
 * Returns: whether its weight and measures are within the limits
 */
gboolean
cor_osm_access_fits (const CorOsmTags *tags, CorRoadVehicle vehicle, guint *n_unreadable)
{
  gboolean fits = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      const char *value = cor_osm_tags_get (tags, limits[i].key);

      if (value == NULL)
        continue;
      fits = fits && !exceeds (vehicle, i, value);
      if (parse_limit (i, value) <= 0.0 && !is_no_limit (value))
        (*n_unreadable)++;
    }

  return fits && !exceeds_own_limit (tags, vehicle);
}

/**
 * cor_osm_access_has_hours:
 * @tags: the tags of a way
 *
 * Returns: whether any of them may hold at some hours only
 */
gboolean
cor_osm_access_has_hours (const CorOsmTags *tags)
{
  for (gsize i = 0; i < tags->n; i++)
    {
      if (strstr (tags->tags[i].key, ":conditional") != NULL)
        return TRUE;
    }

  return cor_osm_tags_get (tags, "opening_hours") != NULL &&
         cor_osm_tags_get (tags, "route") != NULL;
}

static void
close_all (CorWeek *closed, gboolean is_closed)
{
  cor_week_set (closed, 0, COR_MINUTES_PER_WEEK, COR_WEEK_DRIVING, is_closed);
}

/* Says what a clause means for a vehicle: whether it closes the way. */
typedef gboolean (*ClosesFunc) (const char *value,
                                CorRoadVehicle vehicle,
                                gboolean is_backward,
                                gsize limit);

/* Paints the clauses of one tag over what was closed before. What is not understood closes, if
 * closing is what it does, and opens nothing. */
static void
paint_clauses (const char *text,
               ClosesFunc closes,
               CorRoadVehicle vehicle,
               gboolean is_backward,
               gsize limit,
               CorWeek *closed)
{
  g_autoptr (GPtrArray) clauses = cor_osm_clauses_parse (text);
  g_autofree CorWeek *week = g_new0 (CorWeek, 1);

  for (guint i = 0; i < clauses->len; i++)
    {
      const CorOsmClause *clause = g_ptr_array_index (clauses, i);
      CorOsmTruth truth = cor_osm_condition_judge (clause->condition, vehicle, week);
      gboolean is_closed = closes (clause->value, vehicle, is_backward, limit);

      if (truth == COR_OSM_ALWAYS || (truth == COR_OSM_UNREADABLE && is_closed))
        close_all (closed, is_closed);
      for (guint j = 0; truth == COR_OSM_AT_HOURS && j < COR_MINUTES_PER_WEEK; j++)
        {
          if (week->minutes[j] != 0)
            closed->minutes[j] = is_closed ? 1u << COR_WEEK_DRIVING : 0;
        }
    }
}

static gboolean
access_closes (const char *value, CorRoadVehicle vehicle, gboolean is_backward, gsize limit)
{
  return is_refusal (value);
}

static gboolean
oneway_closes (const char *value, CorRoadVehicle vehicle, gboolean is_backward, gsize limit)
{
  return !oneway_allows (value, is_backward);
}

static gboolean
limit_closes (const char *value, CorRoadVehicle vehicle, gboolean is_backward, gsize limit)
{
  return exceeds (vehicle, limit, value) ||
         (parse_limit (limit, value) <= 0.0 && !is_no_limit (value));
}

/* What the keys of access say, the general ones first, so that the particular ones have the last
 * word. A general key's conditions do not count where a particular key says something for good. */
static void
paint_access (const CorOsmTags *tags, CorRoadVehicle vehicle, gboolean is_backward, CorWeek *closed)
{
  const char *const *keys = vehicle_keys[vehicle];
  const char *direction = direction_names[is_backward ? 1 : 0];
  gsize last = 0;

  while (keys[last] != NULL && get_access (tags, keys[last], direction) == NULL)
    last++;
  close_all (closed, cor_osm_access_find (tags, vehicle, direction) == COR_OSM_ACCESS_NO);
  for (gsize i = keys[last] != NULL ? last + 1 : last; i > 0; i--)
    {
      char suffix[MAX_KEY];
      const char *text = get_with_suffix (tags, keys[i - 1], "conditional");

      if (text != NULL)
        paint_clauses (text, access_closes, vehicle, is_backward, 0, closed);
      g_snprintf (suffix, sizeof suffix, "%s:conditional", direction);
      text = get_with_suffix (tags, keys[i - 1], suffix);
      if (text != NULL)
        paint_clauses (text, access_closes, vehicle, is_backward, 0, closed);
    }
}

static void
paint_oneway (const CorOsmTags *tags, CorRoadVehicle vehicle, gboolean is_backward, CorWeek *closed)
{
  const char *text = cor_osm_tags_get (tags, "oneway:conditional");

  close_all (closed, !cor_osm_access_allows_oneway (tags, vehicle, is_backward));
  if (text != NULL)
    paint_clauses (text, oneway_closes, vehicle, is_backward, 0, closed);
}

static void
paint_limit (const CorOsmTags *tags, CorRoadVehicle vehicle, gsize limit, CorWeek *closed)
{
  const char *text = get_with_suffix (tags, limits[limit].key, "conditional");

  close_all (closed, exceeds (vehicle, limit, cor_osm_tags_get (tags, limits[limit].key)));
  if (text != NULL)
    paint_clauses (text, limit_closes, vehicle, FALSE, limit, closed);
}

/* A ferry's hours are those at which it goes; not understood, it never goes. */
static void
paint_opening (const CorOsmTags *tags, CorWeek *closed)
{
  const char *route = cor_osm_tags_get (tags, "route");
  const char *text = cor_osm_tags_get (tags, "opening_hours");
  g_autofree CorWeek *open = g_new0 (CorWeek, 1);
  guint n_holiday_rules;

  close_all (closed, FALSE);
  if (text == NULL || route == NULL)
    return;
  if (!cor_osm_hours_parse (text, open, &n_holiday_rules))
    memset (open, 0, sizeof *open);
  for (guint i = 0; i < COR_MINUTES_PER_WEEK; i++)
    closed->minutes[i] = open->minutes[i] != 0 ? 0 : 1u << COR_WEEK_DRIVING;
}

static void
add_week (CorWeek *all, const CorWeek *week)
{
  for (guint i = 0; i < COR_MINUTES_PER_WEEK; i++)
    all->minutes[i] |= week->minutes[i];
}

/**
 * cor_osm_access_find_hours:
 * @tags: the tags of a way
 * @vehicle: what drives
 * @is_backward: whether it drives against the way's direction
 * @closed: (out caller-allocates): takes the minutes of the week at which it may not, for whatever
 *   reason
 *
 * Tells when a way is closed. At any minute all that is said must allow it: access, one-way,
 * weight and measures, and a ferry's hours.
 */
void
cor_osm_access_find_hours (const CorOsmTags *tags,
                           CorRoadVehicle vehicle,
                           gboolean is_backward,
                           CorWeek *closed)
{
  g_autofree CorWeek *week = g_new0 (CorWeek, 1);

  memset (closed, 0, sizeof *closed);
  paint_access (tags, vehicle, is_backward, week);
  add_week (closed, week);
  paint_oneway (tags, vehicle, is_backward, week);
  add_week (closed, week);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (!cor_osm_tags_have (tags, limits[i].key))
        continue;
      paint_limit (tags, vehicle, i, week);
      add_week (closed, week);
    }
  paint_opening (tags, week);
  add_week (closed, week);
  if (exceeds_own_limit (tags, vehicle))
    close_all (closed, TRUE);
}
