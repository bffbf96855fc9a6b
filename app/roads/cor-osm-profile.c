/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-profile.h"

#include <string.h>

/* A coach as they come: fully laden, with its mirrors. */
#define COACH_TONNES 18.0
#define COACH_HEIGHT_M 3.9
#define COACH_LENGTH_M 13.5
#define COACH_MAX_KMH 80.0
#define COACH_SHARE 0.88
/* Nobody in a column drives as fast as the sign allows. */
#define COLUMN_SHARE 0.9
#define FERRY_KMH 10.0
#define KMH_PER_MPH 1.609344
#define KMH_PER_KNOT 1.852
#define MAX_KMH 130.0

static const struct
{
  const char *highway;
  CorRoadClass road_class;
  double kmh;
  gboolean is_last_resort;
} classes[] = {
  { "motorway", COR_ROAD_CLASS_MOTORWAY, 110.0, FALSE },
  { "motorway_link", COR_ROAD_CLASS_MOTORWAY, 50.0, FALSE },
  { "trunk", COR_ROAD_CLASS_TRUNK, 90.0, FALSE },
  { "trunk_link", COR_ROAD_CLASS_TRUNK, 45.0, FALSE },
  { "primary", COR_ROAD_CLASS_PRIMARY, 80.0, FALSE },
  { "primary_link", COR_ROAD_CLASS_PRIMARY, 40.0, FALSE },
  { "secondary", COR_ROAD_CLASS_SECONDARY, 65.0, FALSE },
  { "secondary_link", COR_ROAD_CLASS_SECONDARY, 35.0, FALSE },
  { "tertiary", COR_ROAD_CLASS_TERTIARY, 50.0, FALSE },
  { "tertiary_link", COR_ROAD_CLASS_TERTIARY, 30.0, FALSE },
  { "unclassified", COR_ROAD_CLASS_UNCLASSIFIED, 40.0, FALSE },
  { "road", COR_ROAD_CLASS_UNCLASSIFIED, 30.0, FALSE },
  { "residential", COR_ROAD_CLASS_RESIDENTIAL, 25.0, FALSE },
  { "living_street", COR_ROAD_CLASS_RESIDENTIAL, 10.0, FALSE },
  { "service", COR_ROAD_CLASS_SERVICE, 15.0, TRUE },
  { "track", COR_ROAD_CLASS_TRACK, 10.0, TRUE },
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
  { "surface", "sand", 8.0 },
  { "tracktype", "grade1", 40.0 },
  { "tracktype", "grade2", 25.0 },
  { "tracktype", "grade3", 15.0 },
  { "tracktype", "grade4", 8.0 },
  { "tracktype", "grade5", 5.0 },
  { "smoothness", "bad", 30.0 },
  { "smoothness", "very_bad", 15.0 },
  { "smoothness", "horrible", 8.0 },
  { "smoothness", "very_horrible", 5.0 },
};

static const struct
{
  const char *name;
  double kmh;
} speed_names[] = {
  { "none", MAX_KMH },      { "walk", 5.0 },        { "living_street", 20.0 }, { "urban", 50.0 },
  { "rural", 90.0 },        { "trunk", 110.0 },     { "motorway", 130.0 },     { "zone20", 20.0 },
  { "zone30", 30.0 },       { "zone:30", 30.0 },    { "zone40", 40.0 },        { "zone:40", 40.0 },
  { "bicycle_road", 30.0 }, { "nsl_single", 96.0 }, { "nsl_dual", 112.0 },
};

static gboolean
is_one_of (const char *value, const char *const *values)
{
  return value != NULL && g_strv_contains (values, value);
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

static gboolean
tag_is (const CorOsmTags *tags, const char *key, const char *value)
{
  const char *found = cor_osm_tags_get (tags, key);

  return found != NULL && strcmp (found, value) == 0;
}

/**
 * cor_osm_profile_parse_speed_kmh:
 * @text: (nullable): a speed: “60”, “40 mph”, “8 knots”, “UA:urban”, “none”, “walk”
 *
 * Returns: kilometres an hour, 0 when it is none of these
 */
double
cor_osm_profile_parse_speed_kmh (const char *text)
{
  const char *name = text != NULL ? strchr (text, ':') : NULL;
  char *end;
  double speed;

  if (text == NULL)
    return 0.0;
  speed = g_ascii_strtod (text, &end);
  if (end != text && speed > 0.0 && speed < 500.0)
    {
      while (*end == ' ')
        end++;
      if (strncmp (end, "mph", 3) == 0)
        return speed * KMH_PER_MPH;
      if (strncmp (end, "knots", 5) == 0)
        return speed * KMH_PER_KNOT;
      return *end == '\0' || *end == ';' || strncmp (end, "km/h", 4) == 0 ? speed : 0.0;
    }
  name = name != NULL ? name + 1 : text;
  for (gsize i = 0; i < G_N_ELEMENTS (speed_names); i++)
    {
      if (strcmp (speed_names[i].name, name) == 0)
        return speed_names[i].kmh;
    }

  return 0.0;
}

/* “PT1H20M30S”, of which every part may be missing. */
static double
parse_iso_duration_min (const char *text)
{
  double minutes = 0.0;
  gboolean is_time = FALSE;

  for (text++; *text != '\0';)
    {
      char *end;
      double number;

      if (*text == 'T')
        {
          is_time = TRUE;
          text++;
          continue;
        }
      number = g_ascii_strtod (text, &end);
      if (end == text || number < 0.0)
        return 0.0;
      if (*end == 'D')
        minutes += number * 1440.0;
      else if (*end == 'H')
        minutes += number * 60.0;
      else if (*end == 'M' && is_time)
        minutes += number;
      else if (*end == 'S')
        minutes += number / 60.0;
      else
        return 0.0;
      text = end + 1;
    }

  return minutes;
}

/**
 * cor_osm_profile_parse_duration_min:
 * @text: (nullable): a duration: “25”, “01:20”, “01:20:30”, “PT1H20M”
 *
 * Returns: minutes, 0 when it is none of these
 */
double
cor_osm_profile_parse_duration_min (const char *text)
{
  double parts[3] = { 0.0, 0.0, 0.0 };
  guint n_parts = 0;
  double minutes;

  if (text == NULL)
    return 0.0;
  if (text[0] == 'P')
    {
      minutes = parse_iso_duration_min (text);
      return minutes < 10080.0 ? minutes : 0.0;
    }
  for (; n_parts < 3; n_parts++)
    {
      char *end;

      parts[n_parts] = g_ascii_strtod (text, &end);
      if (end == text || parts[n_parts] < 0.0)
        return 0.0;
      if (*end == '\0')
        break;
      if (*end != ':')
        return 0.0;
      text = end + 1;
    }
  minutes = n_parts == 0   ? parts[0]
            : n_parts == 1 ? parts[0] * 60.0 + parts[1]
                           : parts[0] * 60.0 + parts[1] + parts[2] / 60.0;

  return minutes < 10080.0 ? minutes : 0.0;
}

/**
 * cor_osm_profile_parse_metres:
 * @text: (nullable): a measure: “3.5”, “3.5 m”, “11'6"”
 *
 * Returns: metres, 0 when it is none of these
 */
double
cor_osm_profile_parse_metres (const char *text)
{
  char *end;
  double metres;

  if (text == NULL)
    return 0.0;
  metres = g_ascii_strtod (text, &end);
  if (end == text || metres < 0.0)
    return 0.0;
  if (*end == '\'' || strstr (end, "ft") != NULL)
    {
      double inches = *end == '\'' ? g_ascii_strtod (end + 1, NULL) : 0.0;

      return metres * 0.3048 + inches * 0.0254;
    }

  return metres;
}

/**
 * cor_osm_profile_parse_tonnes:
 * @text: (nullable): a weight: “3.5”, “3.5 t”, “7500 kg”, “8000 lbs”
 *
 * Returns: tonnes, 0 when it is none of these
 */
double
cor_osm_profile_parse_tonnes (const char *text)
{
  char *end;
  double tonnes;

  if (text == NULL)
    return 0.0;
  tonnes = g_ascii_strtod (text, &end);
  if (end == text || tonnes < 0.0)
    return 0.0;
  while (*end == ' ')
    end++;
  if (strncmp (end, "kg", 2) == 0)
    return tonnes / 1000.0;
  if (strncmp (end, "lb", 2) == 0)
    return tonnes * 0.00045359237;

  return tonnes;
}

/**
 * cor_osm_profile_latin_number:
 * @reference: a tagged road number, such as “М-06; E40”
 *
 * Returns: (transfer full): the first number in Latin letters without dashes: “M06”
 */
char *
cor_osm_profile_latin_number (const char *reference)
{
  static const struct
  {
    gunichar from;
    char to;
  } letters[] = { { 0x41c, 'M' }, { 0x41d, 'H' }, { 0x420, 'P' }, { 0x422, 'T' },
                  { 0x41e, 'O' }, { 0x421, 'C' }, { 0x415, 'E' }, { 0x410, 'A' } };
  GString *number = g_string_new (NULL);

  for (const char *at = reference; *at != '\0' && *at != ';'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
        {
          if (letters[i].from == letter)
            letter = (gunichar) letters[i].to;
        }
      if (letter != '-' && letter != ' ' && letter != 0x2011 && letter != 0x2013)
        g_string_append_unichar (number, letter);
    }

  return g_string_free (number, FALSE);
}

/* What the most particular of the keys says: -1 for nothing, 0 for no, 1 for yes. */
static int
find_access (const CorOsmTags *tags, const char *const *keys)
{
  static const char *const refusals[] = { "no",       "private",   "agricultural", "forestry",
                                          "military", "emergency", "delivery",     "customers",
                                          "permit",   NULL };

  for (gsize i = 0; keys[i] != NULL; i++)
    {
      const char *value = cor_osm_tags_get (tags, keys[i]);

      if (value != NULL)
        return is_one_of (value, refusals) ? 0 : 1;
    }

  return -1;
}

static const char *const car_keys[] = { "motorcar", "motor_vehicle", "vehicle", "access", NULL };
static const char *const coach_keys[] = { "tourist_bus",   "coach",   "bus",    "psv",
                                          "motor_vehicle", "vehicle", "access", NULL };

static gboolean
coach_fits (const CorOsmTags *tags)
{
  double tonnes = cor_osm_profile_parse_tonnes (cor_osm_tags_get (tags, "maxweight"));
  double height_m = cor_osm_profile_parse_metres (cor_osm_tags_get (tags, "maxheight"));
  double length_m = cor_osm_profile_parse_metres (cor_osm_tags_get (tags, "maxlength"));

  return (tonnes <= 0.0 || tonnes >= COACH_TONNES) &&
         (height_m <= 0.0 || height_m >= COACH_HEIGHT_M) &&
         (length_m <= 0.0 || length_m >= COACH_LENGTH_M) && !tag_is (tags, "ford", "yes");
}

static void
judge_direction (const CorOsmTags *tags, CorOsmRoad *road)
{
  const char *oneway = cor_osm_tags_get (tags, "oneway");
  const char *junction = cor_osm_tags_get (tags, "junction");
  const char *highway = cor_osm_tags_get (tags, "highway");
  gboolean is_round = junction != NULL &&
                      (strcmp (junction, "roundabout") == 0 || strcmp (junction, "circular") == 0);
  gboolean is_motorway = highway != NULL && g_str_has_prefix (highway, "motorway");

  road->forward = road->backward = TRUE;
  if (is_round)
    road->flags |= COR_LEG_ROUNDABOUT;
  if (oneway == NULL)
    road->backward = !is_round && !is_motorway;
  else if (strcmp (oneway, "yes") == 0 || strcmp (oneway, "true") == 0 || strcmp (oneway, "1") == 0)
    road->backward = FALSE;
  else if (strcmp (oneway, "-1") == 0 || strcmp (oneway, "reverse") == 0)
    road->forward = FALSE;
  else if (strcmp (oneway, "reversible") == 0)
    road->forward = road->backward = FALSE; /* Nobody can say which way it will be. */
}

static void
judge_flags (const CorOsmTags *tags, CorOsmRoad *road)
{
  const char *bridge = cor_osm_tags_get (tags, "bridge");
  const char *tunnel = cor_osm_tags_get (tags, "tunnel");
  const char *lanes = cor_osm_tags_get (tags, "lanes");

  if (bridge != NULL && strcmp (bridge, "no") != 0)
    road->flags |= COR_LEG_BRIDGE;
  if (tunnel != NULL && strcmp (tunnel, "no") != 0)
    road->flags |= COR_LEG_TUNNEL;
  if (tag_is (tags, "ford", "yes"))
    road->flags |= COR_LEG_FORD;
  if (lanes != NULL)
    road->n_lanes = (guint) CLAMP (g_ascii_strtoll (lanes, NULL, 10), 0, 20);
}

static double
limit_by_surface (const CorOsmTags *tags, double kmh)
{
  for (gsize i = 0; i < G_N_ELEMENTS (surfaces); i++)
    {
      if (tag_is (tags, surfaces[i].key, surfaces[i].value))
        kmh = MIN (kmh, surfaces[i].max_kmh);
    }

  return kmh;
}

static void
judge_speed (const CorOsmTags *tags, double class_kmh, CorOsmRoad *road)
{
  double tagged_kmh = cor_osm_profile_parse_speed_kmh (cor_osm_tags_get (tags, "maxspeed"));
  double coach_kmh = cor_osm_profile_parse_speed_kmh (cor_osm_tags_get (tags, "maxspeed:bus"));
  double car_kmh;

  if (tagged_kmh <= 0.0)
    tagged_kmh = cor_osm_profile_parse_speed_kmh (cor_osm_tags_get (tags, "maxspeed:type"));
  car_kmh = tagged_kmh > 0.0 ? MIN (tagged_kmh, MAX_KMH) * COLUMN_SHARE : class_kmh;
  car_kmh = MAX (limit_by_surface (tags, car_kmh), 3.0);
  road->speed_kmh[COR_ROAD_VEHICLE_CAR] = car_kmh;
  road->speed_kmh[COR_ROAD_VEHICLE_COACH] = MIN (car_kmh * COACH_SHARE, COACH_MAX_KMH);
  if (coach_kmh > 0.0)
    road->speed_kmh[COR_ROAD_VEHICLE_COACH] =
        MIN (road->speed_kmh[COR_ROAD_VEHICLE_COACH], coach_kmh);
}

static gboolean
judge_ferry (const CorOsmTags *tags, CorOsmRoad *road)
{
  if (find_access (tags, car_keys) != 1)
    return FALSE;
  *road = (CorOsmRoad){ .road_class = COR_ROAD_CLASS_FERRY,
                        .flags = COR_LEG_FERRY,
                        .speed_kmh = { FERRY_KMH, FERRY_KMH } };
  judge_direction (tags, road);
  road->ferry_min = cor_osm_profile_parse_duration_min (cor_osm_tags_get (tags, "duration"));
  if (!coach_fits (tags) || find_access (tags, coach_keys) == 0)
    road->speed_kmh[COR_ROAD_VEHICLE_COACH] = 0.0;

  return road->forward || road->backward;
}

/* A road under construction counts once the day has come on which it was to be opened. */
static const char *
find_highway (const CorOsmTags *tags, gint64 source_utc_s)
{
  const char *highway = cor_osm_tags_get (tags, "highway");
  const char *opening = cor_osm_tags_get (tags, "opening_date");
  g_autoptr (GDateTime) source = NULL;
  g_autofree char *today = NULL;

  if (highway == NULL || strcmp (highway, "construction") != 0)
    return highway;
  if (opening == NULL || source_utc_s <= 0 || strlen (opening) != 10)
    return NULL;
  source = g_date_time_new_from_unix_utc (source_utc_s);
  today = source != NULL ? g_date_time_format (source, "%Y-%m-%d") : NULL;

  return today != NULL && strcmp (opening, today) <= 0 ? cor_osm_tags_get (tags, "construction")
                                                       : NULL;
}

/**
 * cor_osm_profile_judge_way:
 * @tags: the tags of a way
 * @source_utc_s: date of the extract, 0 when not known
 * @road: (out caller-allocates): what a convoy makes of it
 *
 * Returns: whether any vehicle may drive it
 */
gboolean
cor_osm_profile_judge_way (const CorOsmTags *tags, gint64 source_utc_s, CorOsmRoad *road)
{
  const char *highway;
  gsize i = 0;
  int coach;

  if (tag_is (tags, "route", "ferry"))
    return judge_ferry (tags, road);
  highway = find_highway (tags, source_utc_s);
  if (highway == NULL || tag_is (tags, "area", "yes") || tag_is (tags, "impassable", "yes"))
    return FALSE;
  while (i < G_N_ELEMENTS (classes) && strcmp (classes[i].highway, highway) != 0)
    i++;
  if (i == G_N_ELEMENTS (classes))
    return FALSE;

  *road = (CorOsmRoad){ .road_class = classes[i].road_class };
  if (classes[i].is_last_resort)
    road->flags |= COR_LEG_LAST_RESORT;
  judge_direction (tags, road);
  judge_flags (tags, road);
  judge_speed (tags, classes[i].kmh, road);
  if (find_access (tags, car_keys) == 0)
    road->speed_kmh[COR_ROAD_VEHICLE_CAR] = 0.0;
  coach = find_access (tags, coach_keys);
  if (coach == 0 || !coach_fits (tags) || road->road_class == COR_ROAD_CLASS_TRACK)
    road->speed_kmh[COR_ROAD_VEHICLE_COACH] = 0.0;

  return (road->forward || road->backward) && (road->speed_kmh[COR_ROAD_VEHICLE_CAR] > 0.0 ||
                                               road->speed_kmh[COR_ROAD_VEHICLE_COACH] > 0.0);
}

/**
 * cor_osm_profile_node_blocks:
 * @tags: the tags of a node on a road
 *
 * Returns: whether no vehicle passes it
 */
gboolean
cor_osm_profile_node_blocks (const CorOsmTags *tags)
{
  static const char *const walls[] = { "bollard",        "block",
                                       "jersey_barrier", "chain",
                                       "debris",         "log",
                                       "planter",        "spikes",
                                       "wall",           "fence",
                                       "kissing_gate",   "stile",
                                       "turnstile",      "full-height_turnstile",
                                       "cycle_barrier",  NULL };
  const char *barrier = cor_osm_tags_get (tags, "barrier");
  int access = find_access (tags, car_keys);

  if (barrier == NULL)
    return FALSE;
  if (access >= 0)
    return access == 0;
  if (strcmp (barrier, "gate") == 0)
    return tag_is (tags, "locked", "yes");

  return is_one_of (barrier, walls);
}
