/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-corridor.h"

#include "cor-fleet-edits.h"
#include "cor-session-corridor.h"

#define METRES_PER_KM 1000.0
#define MS_PER_MIN 60000u

/* Of the places that a way passes, those that a line of text has room for. */
#define MAX_PLACES 8u

static CorCorridorPath *
find_path (CorSession *session, const CorId *id, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cor_session_find_corridor_path_async (session, id, NULL, cor_await_cb, &await);
  result = cor_await (&await);

  return cor_session_find_corridor_path_finish (session, result, error);
}

static void
append_name (GString *text, const char *name, guint *n_names)
{
  g_string_append_printf (text, "%s%s", (*n_names)++ > 0 ? ", " : "", name);
}

static const char *
get_road_name (const CorCorridorRoad *road)
{
  if (road->number[0] != '\0')
    return road->number;

  return road->name != NULL ? road->name : "a road without a number";
}

/* Places on the way, spread over its length if there are too many. */
static void
append_places (GString *text, const CorCorridor *way)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  guint n_names = 0, n_shown;

  for (guint i = 0; i < way->roads->len; i++)
    for (char **place = ((CorCorridorRoad *) way->roads->pdata[i])->places;
         place != NULL && *place != NULL; place++)
      g_ptr_array_add (places, *place);
  n_shown = MIN (places->len, MAX_PLACES);
  if (n_shown > 0)
    g_string_append (text, ", by ");
  for (guint i = 0; i < n_shown; i++)
    append_name (text, places->pdata[(gsize) i * places->len / n_shown], &n_names);
}

/* As “71 km on M10, M11, by Horodok, Yavoriv”. */
static char *
dup_way (const CorCorridor *way)
{
  GString *text = g_string_new (NULL);
  const char *last = NULL;
  guint n_names = 0;

  g_string_append_printf (text, "%.0f km on ", way->distance_m / METRES_PER_KM);
  for (guint i = 0; i < way->roads->len; i++)
    {
      const char *name = get_road_name (way->roads->pdata[i]);

      if (g_strcmp0 (name, last) != 0)
        append_name (text, name, &n_names);
      last = name;
    }
  append_places (text, way);

  return g_string_free (text, FALSE);
}

static void
print_part (const CorCorridorPathPart *part)
{
  g_print (
      "  from point %u (%.4f, %.4f) to point %u (%.4f, %.4f), %.0f km: no road runs along it\n",
      part->from, part->from_position.lat_deg, part->from_position.lon_deg, part->to,
      part->to_position.lat_deg, part->to_position.lon_deg,
      cor_position_distance_m (part->from_position, part->to_position) / METRES_PER_KM);
  if (part->road != NULL)
    {
      g_autofree char *way = dup_way (part->road);

      g_print ("    the quickest way is %s\n", way);
    }
  if (part->other != NULL)
    {
      g_autofree char *way = dup_way (part->other);

      g_print ("    another takes about as long: %s\n", way);
    }
}

static void
print_what_to_do (const CorCorridorPath *path)
{
  const char *label = path->corridor->label;

  if (path->found == NULL)
    g_print ("Draw it with more points, along the road that was agreed on.\n");
  else if (path->is_unclear)
    g_print ("More than one road may be meant: draw it with a point on the one that was agreed "
             "on.\n");
  else
    g_print ("Path found by the program, to be confirmed: if these are the roads that were agreed "
             "on, “corridors corridor PLAN path \"%s\" --take” takes them; if not, draw it with "
             "more points.\n",
             label);
}

static void
print_way (const CorCorridorPath *path)
{
  g_autofree char *way = NULL;

  if (path->way == NULL)
    {
      g_print ("None of those who may drive it can.\n");
      return;
    }

  way = dup_way (path->way);
  g_print ("%s %s; %u min\n", path->is_on_roads ? "It runs" : "It would run", way,
           (path->way->travel_time_ms + MS_PER_MIN - 1) / MS_PER_MIN);
  if ((path->corridor->modes & COR_MODE_COACH & ~path->modes) != 0)
    g_print ("Coaches cannot drive it.\n");
  for (guint i = 0; i < path->closed_by->len; i++)
    g_print ("It runs over what “%s” closes.\n", (const char *) path->closed_by->pdata[i]);
}

static void
print_path (const CorCorridorPath *path)
{
  if (path->trouble != NULL)
    g_printerr ("%s\n", path->trouble);
  if (!path->is_on_roads)
    {
      g_print ("It does not lie on roads; as it is drawn nobody will be sent along it:\n");
      for (guint i = 0; i < path->parts->len; i++)
        if (!((CorCorridorPathPart *) path->parts->pdata[i])->is_on_road)
          print_part (path->parts->pdata[i]);
    }
  if (path->is_on_roads || path->found != NULL)
    print_way (path);
  if (!path->is_on_roads)
    print_what_to_do (path);
  else if (path->corridor->is_two_way && !path->is_back_on_roads)
    g_print ("It cannot be driven against its direction.\n");
}

static void
add_way (JsonBuilder *json, const char *name, const CorCorridor *way)
{
  json_builder_set_member_name (json, name);
  if (way == NULL)
    {
      json_builder_add_null_value (json);
      return;
    }

  json_builder_begin_object (json);
  cor_json_add_number (json, "distance_km", way->distance_m / METRES_PER_KM);
  cor_json_add_number (json, "travel_min", way->travel_time_ms / (double) MS_PER_MIN);
  json_builder_set_member_name (json, "roads");
  json_builder_begin_array (json);
  for (guint i = 0; i < way->roads->len; i++)
    {
      const CorCorridorRoad *road = way->roads->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_text (json, "number", road->number);
      cor_json_add_text (json, "name", road->name);
      cor_json_add_number (json, "distance_km", road->distance_m / METRES_PER_KM);
      json_builder_set_member_name (json, "places");
      json_builder_begin_array (json);
      for (char **place = road->places; place != NULL && *place != NULL; place++)
        json_builder_add_string_value (json, *place);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
}

static void
add_position (JsonBuilder *json, const char *name, CorPosition position)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  json_builder_add_double_value (json, position.lat_deg);
  json_builder_add_double_value (json, position.lon_deg);
  json_builder_end_array (json);
}

static void
add_parts (JsonBuilder *json, const CorCorridorPath *path)
{
  json_builder_set_member_name (json, "parts");
  json_builder_begin_array (json);
  for (guint i = 0; i < path->parts->len; i++)
    {
      const CorCorridorPathPart *part = path->parts->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_count (json, "from_point", part->from);
      cor_json_add_count (json, "to_point", part->to);
      add_position (json, "from", part->from_position);
      add_position (json, "to", part->to_position);
      cor_json_add_flag (json, "on_road", part->is_on_road);
      add_way (json, "found", part->road);
      add_way (json, "other", part->other);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_path (JsonBuilder *json, const CorCorridorPath *path)
{
  json_builder_set_member_name (json, "path");
  json_builder_begin_object (json);
  cor_json_add_flag (json, "on_roads", path->is_on_roads);
  if (path->corridor->is_two_way)
    cor_json_add_flag (json, "back_on_roads", path->is_back_on_roads);
  cor_json_add_flag (json, "to_be_confirmed", path->found != NULL && !path->is_unclear);
  cor_json_add_flag (json, "unclear", path->is_unclear);
  cor_json_add_flag (json, "by_car", (path->modes & COR_MODE_CAR) != 0);
  cor_json_add_flag (json, "by_coach", (path->modes & COR_MODE_COACH) != 0);
  add_way (json, "way", path->way);
  add_parts (json, path);
  json_builder_set_member_name (json, "closed_by");
  json_builder_begin_array (json);
  for (guint i = 0; i < path->closed_by->len; i++)
    json_builder_add_string_value (json, path->closed_by->pdata[i]);
  json_builder_end_array (json);
  cor_json_add_text (json, "trouble", path->trouble);
  json_builder_end_object (json);
}

/**
 * cor_command_report_corridor:
 * @session: a session with a plan
 * @id: one of its agreed corridors
 * @json: (nullable): an object that takes what is to be said; %NULL: it is printed
 * @error: (nullable): set when it cannot be found out
 *
 * Says whether a corridor lies on roads and on which, where it does not, and what to do then.
 *
 * Returns: whether it was said
 */
gboolean
cor_command_report_corridor (CorSession *session,
                             const CorId *id,
                             JsonBuilder *json,
                             GError **error)
{
  g_autoptr (CorCorridorPath) path = find_path (session, id, error);

  if (path == NULL)
    return FALSE;
  if (json != NULL)
    add_path (json, path);
  else
    print_path (path);

  return TRUE;
}

static gboolean
report (CorSession *session, const CorId *id, gboolean as_json, GError **error)
{
  g_autoptr (JsonBuilder) json = NULL;

  if (!as_json)
    return cor_command_report_corridor (session, id, NULL, error);

  json = json_builder_new ();
  json_builder_begin_object (json);
  cor_json_add_id (json, "id", id);
  if (!cor_command_report_corridor (session, id, json, error))
    return FALSE;
  json_builder_end_object (json);
  cor_json_print (json);

  return TRUE;
}

static gboolean
take (CorSession *session, const CorId *id, GError **error)
{
  g_autoptr (CorCorridorPath) path = find_path (session, id, error);
  CorEdit *edit;

  if (path == NULL)
    return FALSE;
  edit = cor_edit_take_corridor_path (cor_session_get_snapshot (session), path, error);

  return edit != NULL && cor_command_commit (session, edit, error);
}

/**
 * cor_command_corridor_path:
 * @argc: how many arguments
 * @argv: PLAN path NAME, with --take, --scenario and --json
 * @error: set when it fails
 *
 * Shows on which roads an agreed corridor lies, or which it might mean; with “--take” these become
 * its path.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_corridor_path (int argc, char **argv, GError **error)
{
  gboolean takes = FALSE, as_json = FALSE, done = FALSE;
  g_autofree char *scenario = NULL;
  const GOptionEntry entries[] = {
    { "take", 0, 0, G_OPTION_ARG_NONE, &takes, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (CorOpenPlan) session = NULL;
  const CorRecord *record;

  if (!cor_command_parse (&argc, &argv, entries, 3, 3, COR_USAGE_CORRIDOR, error))
    return FALSE;
  session = cor_command_open_in (argv[1], scenario, !takes, error);
  if (session == NULL)
    return FALSE;
  record = cor_snapshot_find_record (cor_session_get_snapshot (session), COR_RECORD_AGREED_CORRIDOR,
                                     argv[3], error);
  if (record != NULL)
    {
      CorId id = record->id;

      done = (!takes || take (session, &id, error)) && report (session, &id, as_json, error);
    }

  return cor_command_close (session, done ? error : NULL) && done;
}
