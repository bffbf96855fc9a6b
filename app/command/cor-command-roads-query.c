/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-roads.h"

#include "cor-time.h"

#include <string.h>

#define MAX_ALTERNATIVES 20
#define MAX_WITHIN_MIN 2880

typedef struct
{
  char *closed;
  char *depart;
  char *vehicle;
  char *within;
  int n_alternatives;
  int cell_m;
  gboolean coach;
  gboolean as_json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->closed);
  g_free (options->depart);
  g_free (options->vehicle);
  g_free (options->within);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* When one leaves, what is closed and what drives, for any question. */
static gboolean
read_conditions (const Options *options, const char *usage, CorRoadQuery *query, GError **error)
{
  query->is_timed = options->depart != NULL;
  if (query->is_timed && !cor_time_parse (options->depart, &query->depart_utc_s, error))
    return FALSE;
  query->by_coach = options->coach || g_strcmp0 (options->vehicle, "coach") == 0;
  if (options->vehicle != NULL && !query->by_coach && strcmp (options->vehicle, "car") != 0)
    return cor_command_refuse (error, usage, "--vehicle is car or coach.");
  query->closed = options->closed;

  return TRUE;
}

static void
add_position (JsonBuilder *json, const char *member, CorPosition position)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_object (json);
  cor_json_add_number (json, "lat", position.lat_deg);
  cor_json_add_number (json, "lon", position.lon_deg);
  json_builder_end_object (json);
}

static void
add_place (JsonBuilder *json, const CorRoadQueryPlace *place)
{
  json_builder_begin_object (json);
  add_position (json, "position", place->position);
  if (place->is_found)
    {
      add_position (json, "road_position", place->road_position);
      cor_json_add_count (json, "connector_m", place->connector_m);
      cor_json_add_flag (json, "on_island", place->on_island);
    }
  cor_json_add_text (json, "reason", place->reason);
  cor_json_add_text (json, "passed_over", place->passed_over);
  cor_json_add_flag (json, "closed_area", place->in_closed_area);
  json_builder_end_object (json);
}

static void
add_network (JsonBuilder *json, const CorRoadAnswer *answer)
{
  cor_json_add_text (json, "id", answer->checksum);
  json_builder_set_member_name (json, "network");
  json_builder_begin_object (json);
  cor_json_add_text (json, "checksum", answer->checksum);
  cor_json_add_text (json, "source", answer->source);
  cor_json_add_text (json, "attribution", answer->attribution);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "places");
  json_builder_begin_array (json);
  for (guint i = 0; i < answer->places->len; i++)
    add_place (json, answer->places->pdata[i]);
  json_builder_end_array (json);
}

static void
add_maneuver (JsonBuilder *json, const CorManeuver *maneuver)
{
  json_builder_begin_object (json);
  cor_json_add_text (json, "turn", cor_turn_get_code (maneuver->turn));
  if (maneuver->turn == COR_TURN_ROUNDABOUT)
    cor_json_add_count (json, "exit", maneuver->exit);
  add_position (json, "position", maneuver->position);
  cor_json_add_count (json, "distance_m", maneuver->distance_m);
  cor_json_add_count (json, "bearing_deg", maneuver->bearing_deg);
  json_builder_end_object (json);
}

static void
add_road (JsonBuilder *json, const CorRoadQueryRoad *road)
{
  const CorManeuver *first = NULL;

  if (road->maneuvers->len > 0)
    first = &g_array_index (road->maneuvers, CorManeuver, 0);
  if (first != NULL && first->distance_m > road->begin_m)
    first = NULL;
  json_builder_begin_object (json);
  cor_json_add_text (json, "number", road->number);
  cor_json_add_text (json, "name", road->name);
  cor_json_add_count (json, "distance_m", road->distance_m);
  cor_json_add_count (json, "travel_ms", road->travel_ms);
  cor_json_add_count (json, "begin_m", road->begin_m);
  cor_json_add_flag (json, "ferry", road->is_ferry);
  cor_json_add_text (json, "turn", first != NULL ? cor_turn_get_code (first->turn) : NULL);
  json_builder_set_member_name (json, "turns");
  json_builder_begin_array (json);
  for (guint i = 0; i < road->maneuvers->len; i++)
    add_maneuver (json, &g_array_index (road->maneuvers, CorManeuver, i));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "places");
  json_builder_begin_array (json);
  for (guint i = 0; i < road->places->len; i++)
    json_builder_add_string_value (json, road->places->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_roads (JsonBuilder *json, const CorRoadQueryWay *way)
{
  json_builder_set_member_name (json, "roads");
  json_builder_begin_array (json);
  for (guint i = 0; i < way->roads->len; i++)
    add_road (json, way->roads->pdata[i]);
  json_builder_end_array (json);
}

static void
add_alternatives (JsonBuilder *json, const CorRoadQueryWay *way)
{
  json_builder_set_member_name (json, "alternatives");
  json_builder_begin_array (json);
  for (guint i = 0; i < way->alternatives->len; i++)
    {
      const CorRoadQueryWay *other = way->alternatives->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_count (json, "distance_m", other->distance_m);
      cor_json_add_count (json, "travel_ms", other->travel_ms);
      cor_json_add_count (json, "longer_ms", other->longer_ms);
      cor_json_add_count (json, "shared_percent", other->shared_percent);
      add_roads (json, other);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

/* What the closure changes: nothing, a longer way, or no way any more. */
static void
add_impact (JsonBuilder *json, const CorRoadQueryWay *way)
{
  gboolean is_found = way->reason == NULL;

  json_builder_set_member_name (json, "impact");
  json_builder_begin_object (json);
  cor_json_add_flag (json, "cut_off", way->had_way && !is_found);
  cor_json_add_flag (json, "changed",
                     way->had_way != is_found ||
                         (is_found && way->travel_ms != way->open_travel_ms));
  if (way->had_way)
    {
      cor_json_add_count (json, "open_distance_m", way->open_distance_m);
      cor_json_add_count (json, "open_travel_ms", way->open_travel_ms);
    }
  if (way->had_way && is_found)
    {
      json_builder_set_member_name (json, "longer_ms");
      json_builder_add_int_value (json, (gint64) way->travel_ms - way->open_travel_ms);
    }
  json_builder_end_object (json);
}

static void
add_way (JsonBuilder *json, const CorRoadQueryWay *way, const Options *options)
{
  json_builder_begin_object (json);
  if (way->reason == NULL)
    {
      cor_json_add_count (json, "distance_m", way->distance_m);
      cor_json_add_count (json, "travel_ms", way->travel_ms);
      cor_json_add_count (json, "wait_ms", way->wait_ms);
      cor_json_add_count (json, "connector_m", way->connector_m);
    }
  else
    cor_json_add_text (json, "reason", way->reason);
  add_roads (json, way);
  if (options->n_alternatives > 0)
    add_alternatives (json, way);
  if (way->is_compared)
    add_impact (json, way);
  json_builder_end_object (json);
}

static void
print_ways_json (const CorRoadAnswer *answer, const Options *options)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_network (json, answer);
  json_builder_set_member_name (json, "legs");
  json_builder_begin_array (json);
  for (guint i = 0; i < answer->ways->len; i++)
    add_way (json, answer->ways->pdata[i], options);
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_km (guint distance_m)
{
  char km[G_ASCII_DTOSTR_BUF_SIZE];

  g_print ("%s km", g_ascii_formatd (km, sizeof km, "%.1f", distance_m / 1000.0));
}

static void
print_road (const CorRoadQueryRoad *road)
{
  const char *name = road->number[0] != '\0' ? road->number : road->name;

  g_print ("    %s, ", name[0] != '\0' ? name : "(no name)");
  print_km (road->distance_m);
  for (guint i = 0; i < road->maneuvers->len; i++)
    {
      const CorManeuver *maneuver = &g_array_index (road->maneuvers, CorManeuver, i);

      g_print ("%s ", i == 0 ? ":" : ";");
      print_km (maneuver->distance_m);
      g_print (" %s", cor_turn_get_code (maneuver->turn));
      if (maneuver->turn == COR_TURN_ROUNDABOUT)
        g_print (" exit %u", maneuver->exit);
    }
  g_print ("\n");
}

static void
print_roads (const CorRoadQueryWay *way)
{
  for (guint i = 0; i < way->roads->len; i++)
    print_road (way->roads->pdata[i]);
}

static void
print_way (const CorRoadQueryWay *way)
{
  if (way->reason != NULL)
    g_print ("%s\n", way->reason);
  else
    g_print ("%u m, %u min\n", way->distance_m, way->travel_ms / 60000);
  print_roads (way);
  if (way->is_compared && way->had_way)
    g_print ("  without the closure: %u m, %u min\n", way->open_distance_m,
             way->open_travel_ms / 60000);
  for (guint i = 0; i < way->alternatives->len; i++)
    {
      const CorRoadQueryWay *other = way->alternatives->pdata[i];

      g_print ("  alternative: %u m, %u min, %u %% of the way shared\n", other->distance_m,
               other->travel_ms / 60000, other->shared_percent);
      print_roads (other);
    }
}

/* What an officer should know of how the places were joined to the roads. */
static void
print_place (const CorRoadQueryPlace *place, guint number)
{
  if (place->in_closed_area)
    g_print ("place %u lies in a closed area\n", number);
  if (place->passed_over != NULL)
    g_print ("place %u: the nearest road%s%s is closed\n", number,
             place->passed_over[0] != '\0' ? " " : "", place->passed_over);
  if (place->is_found && place->connector_m >= 100)
    g_print ("place %u is %u m off the road\n", number, place->connector_m);
  if (place->is_found && place->on_island)
    g_print ("place %u: no road near is joined to the others\n", number);
  if (!place->is_found)
    g_print ("place %u: %s\n", number, place->reason);
}

static void
print_ways (const CorRoadAnswer *answer)
{
  for (guint i = 0; i < answer->places->len; i++)
    print_place (answer->places->pdata[i], i + 1);
  for (guint i = 0; i < answer->ways->len; i++)
    print_way (answer->ways->pdata[i]);
}

/**
 * cor_command_roads_query:
 * @argc: how many arguments
 * @argv: query NETWORK.roads LAT,LON LAT,LON… and options
 * @error: set when it fails
 *
 * Prints the way from each place to the next, road by road.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_roads_query (int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "close", 0, 0, G_OPTION_ARG_FILENAME, &options.closed, NULL, NULL },
    { "depart", 0, 0, G_OPTION_ARG_STRING, &options.depart, NULL, NULL },
    { "vehicle", 0, 0, G_OPTION_ARG_STRING, &options.vehicle, NULL, NULL },
    { "coach", 0, 0, G_OPTION_ARG_NONE, &options.coach, NULL, NULL },
    { "alternatives", 0, 0, G_OPTION_ARG_INT, &options.n_alternatives, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autofree CorPosition *positions = g_new0 (CorPosition, (gsize) argc);
  g_autoptr (CorRoadAnswer) answer = NULL;
  CorRoadQuery query = { .positions = positions };

  if (!cor_command_parse (&argc, &argv, entries, 3, -1, "roads " COR_USAGE_ROADS_QUERY, error))
    return FALSE;
  for (int i = 2; i < argc; i++)
    if (!cor_position_parse (argv[i], &positions[query.n_positions++]))
      return cor_command_refuse (error, "roads " COR_USAGE_ROADS_QUERY,
                                 "“%s” is no position: LAT,LON in degrees.", argv[i]);
  if (options.n_alternatives < 0 || options.n_alternatives > MAX_ALTERNATIVES)
    return cor_command_refuse (error, "roads " COR_USAGE_ROADS_QUERY,
                               "--alternatives is a number from 0 to %d.", MAX_ALTERNATIVES);
  query.n_alternatives = (guint) options.n_alternatives;
  if (!read_conditions (&options, "roads " COR_USAGE_ROADS_QUERY, &query, error))
    return FALSE;

  answer = cor_road_query_find_ways (argv[1], &query, error);
  if (answer == NULL)
    return FALSE;
  if (options.as_json)
    print_ways_json (answer, &options);
  else
    print_ways (answer);

  return TRUE;
}

static void
add_ring (JsonBuilder *json, const CorPosition *points, guint n_points)
{
  json_builder_begin_array (json);
  for (guint i = 0; i < n_points; i++)
    {
      json_builder_begin_array (json);
      json_builder_add_double_value (json, points[i].lon_deg);
      json_builder_add_double_value (json, points[i].lat_deg);
      json_builder_end_array (json);
    }
  json_builder_end_array (json);
}

static void
add_area (JsonBuilder *json, CorGeometry *area)
{
  gboolean is_open = FALSE;

  json_builder_set_member_name (json, "geometry");
  json_builder_begin_object (json);
  cor_json_add_text (json, "type", "MultiPolygon");
  json_builder_set_member_name (json, "coordinates");
  json_builder_begin_array (json);
  for (guint i = 0; i < cor_geometry_get_n_parts (area); i++)
    {
      const CorPosition *points;
      guint n_points;

      if (cor_geometry_get_part (area, i, &points, &n_points) == COR_PART_POLYGON)
        {
          if (is_open)
            json_builder_end_array (json);
          json_builder_begin_array (json);
          is_open = TRUE;
        }
      add_ring (json, points, n_points);
    }
  if (is_open)
    json_builder_end_array (json);
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_reach (JsonBuilder *json, const CorRoadQueryReach *reach)
{
  json_builder_begin_object (json);
  cor_json_add_text (json, "type", "Feature");
  json_builder_set_member_name (json, "properties");
  json_builder_begin_object (json);
  cor_json_add_count (json, "within_min", reach->within_min);
  cor_json_add_count (json, "nodes", reach->n_nodes);
  cor_json_add_count (json, "road_m", reach->road_m);
  cor_json_add_count (json, "cell_m", reach->cell_m);
  json_builder_end_object (json);
  add_area (json, reach->area);
  json_builder_end_object (json);
}

/**
 * cor_command_add_reaches:
 * @json: takes them, inside an object
 * @answer: from where a place is reached
 *
 * Makes of the object a feature collection that any map reads, with the network and the place
 * beside it.
 */
void
cor_command_add_reaches (JsonBuilder *json, const CorRoadAnswer *answer)
{
  cor_json_add_text (json, "type", "FeatureCollection");
  add_network (json, answer);
  json_builder_set_member_name (json, "features");
  json_builder_begin_array (json);
  for (guint i = 0; i < answer->reaches->len; i++)
    add_reach (json, answer->reaches->pdata[i]);
  json_builder_end_array (json);
}

/**
 * cor_command_print_reaches:
 * @answer: from where a place is reached
 *
 * Prints how much of the roads that is.
 */
void
cor_command_print_reaches (const CorRoadAnswer *answer)
{
  print_place (answer->places->pdata[0], 1);
  for (guint i = 0; i < answer->reaches->len; i++)
    {
      const CorRoadQueryReach *reach = answer->reaches->pdata[i];

      g_print ("within %u min: %" G_GUINT64_FORMAT " km of roads, %u junctions and settlements\n",
               reach->within_min, (reach->road_m + 500) / 1000, reach->n_nodes);
    }
}

static void
print_reaches_json (const CorRoadAnswer *answer)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_command_add_reaches (json, answer);
  json_builder_end_object (json);
  cor_json_print (json);
}

/**
 * cor_command_parse_minutes:
 * @text: (nullable): minutes of driving, with commas between
 *
 * Returns: (transfer full) (nullable) (element-type guint): the minutes; %NULL if that is no list
 *   of them
 */
GArray *
cor_command_parse_minutes (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text != NULL ? text : "", ",", -1);
  g_autoptr (GArray) minutes = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 value;
      guint min;

      if (!g_ascii_string_to_unsigned (words[i], 10, 1, MAX_WITHIN_MIN, &value, NULL))
        return NULL;
      min = (guint) value;
      g_array_append_val (minutes, min);
    }

  return minutes->len > 0 ? g_steal_pointer (&minutes) : NULL;
}

/**
 * cor_command_roads_isochrone:
 * @argc: how many arguments
 * @argv: isochrone NETWORK.roads LAT,LON --within MIN[,MIN…] and options
 * @error: set when it fails
 *
 * Prints from where a place is reached in time; as JSON with the area, as GeoJSON.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_roads_isochrone (int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "within", 0, 0, G_OPTION_ARG_STRING, &options.within, NULL, NULL },
    { "close", 0, 0, G_OPTION_ARG_FILENAME, &options.closed, NULL, NULL },
    { "depart", 0, 0, G_OPTION_ARG_STRING, &options.depart, NULL, NULL },
    { "vehicle", 0, 0, G_OPTION_ARG_STRING, &options.vehicle, NULL, NULL },
    { "cell", 0, 0, G_OPTION_ARG_INT, &options.cell_m, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GArray) minutes = NULL;
  g_autoptr (CorRoadAnswer) answer = NULL;
  CorPosition position;
  CorRoadQuery query = { .positions = &position, .n_positions = 1 };

  if (!cor_command_parse (&argc, &argv, entries, 2, 2, "roads " COR_USAGE_ROADS_ISOCHRONE, error))
    return FALSE;
  minutes = cor_command_parse_minutes (options.within);
  if (!cor_position_parse (argv[2], &position))
    return cor_command_refuse (error, "roads " COR_USAGE_ROADS_ISOCHRONE,
                               "“%s” is no position: LAT,LON in degrees.", argv[2]);
  if (minutes == NULL || options.cell_m < 0 || options.cell_m > COR_COMMAND_MAX_CELL_M)
    return cor_command_refuse (error, "roads " COR_USAGE_ROADS_ISOCHRONE, COR_COMMAND_REACH_WORDS);
  if (!read_conditions (&options, "roads " COR_USAGE_ROADS_ISOCHRONE, &query, error))
    return FALSE;

  answer = cor_road_query_find_reach (argv[1], &query, (const guint *) (gpointer) minutes->data,
                                      minutes->len, (guint) options.cell_m, error);
  if (answer == NULL)
    return FALSE;
  if (options.as_json)
    print_reaches_json (answer);
  else
    cor_command_print_reaches (answer);

  return TRUE;
}
