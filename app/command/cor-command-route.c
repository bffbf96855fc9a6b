/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-route.h"

#include "cor-agreed-corridor.h"
#include "cor-command-record.h"

#include "cor-lookup.h"

static void
add_roads (JsonBuilder *json, const CorCorridor *corridor)
{
  json_builder_set_member_name (json, "roads");
  json_builder_begin_array (json);
  for (guint i = 0; i < corridor->roads->len; i++)
    {
      const CorCorridorRoad *road = corridor->roads->pdata[i];

      if (road->number[0] != '\0')
        json_builder_add_string_value (json, road->number);
    }
  json_builder_end_array (json);
}

static void
add_names (JsonBuilder *json, CorSnapshot *snapshot, CorResult *result, const CorMovement *movement)
{
  const CorCluster *cluster = cor_result_get_cluster (result, &movement->cluster_id);
  const CorCrossing *crossing =
      cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &movement->crossing_id);

  cor_json_add_id (json, "cluster_id", &movement->cluster_id);
  cor_json_add_text (json, "cluster", cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN));
  cor_json_add_count (json, "people", movement->n_people);
  cor_json_add_count (json, "in_own_cars", movement->n_with_car);
  cor_json_add_count (json, "leave_car_behind", movement->n_leaving_car);
  cor_json_add_id (json, "crossing_id", &movement->crossing_id);
  cor_json_add_text (json, "crossing", cor_names_get (&crossing->names, COR_LANGUAGE_EN));
  cor_json_add_text (json, "country", crossing->country);
}

static void
add_movement (JsonBuilder *json,
              CorSnapshot *snapshot,
              CorResult *result,
              const CorMovement *movement)
{
  const CorCorridor *corridor = result->corridors->pdata[movement->corridor];

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &movement->id);
  add_names (json, snapshot, result, movement);
  cor_json_add_text (json, "mode", cor_mode_get_code (movement->mode));
  cor_json_add_number (json, "distance_km", corridor->distance_m / 1000.0);
  cor_json_add_number (json, "travel_min", corridor->travel_time_ms / 60000.0);
  add_roads (json, corridor);
  cor_json_add_time (json, "depart", movement->depart_utc_s);
  cor_json_add_time (json, "arrive", movement->arrive_utc_s);
  cor_json_add_time (json, "pass", movement->pass_utc_s);
  cor_json_add_count (json, "wait_min", movement->wait_min);
  cor_json_add_why (json, snapshot, result, movement);
  json_builder_end_object (json);
}

static void
add_unserved (JsonBuilder *json,
              CorSnapshot *snapshot,
              CorResult *result,
              const CorUnserved *unserved)
{
  const CorCluster *cluster = cor_result_get_cluster (result, &unserved->cluster_id);
  g_autofree char *text = cor_session_describe_reason (snapshot, unserved);

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &unserved->cluster_id);
  cor_json_add_id (json, "cluster_id", &unserved->cluster_id);
  cor_json_add_text (json, "cluster", cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN));
  cor_json_add_count (json, "people", unserved->n_people);
  json_builder_set_member_name (json, "reason");
  json_builder_begin_object (json);
  cor_json_add_text (json, "code", cor_reason_get_code (unserved->reason));
  cor_json_add_text (json, "text", text);
  json_builder_end_object (json);
  cor_json_add_remedy (json, snapshot, unserved);
  json_builder_end_object (json);
}

static void
add_totals (JsonBuilder *json, const CorTotals *totals)
{
  json_builder_set_member_name (json, "totals");
  json_builder_begin_object (json);
  cor_json_add_count (json, "people", totals->n_people);
  cor_json_add_count (json, "assigned", totals->n_assigned);
  cor_json_add_count (json, "unserved", totals->n_unserved);
  cor_json_add_count (json, "unplaced", totals->n_unplaced);
  cor_json_add_count (json, "out", totals->n_out);
  if (totals->has_clearance)
    cor_json_add_number (json, "clearance_h", totals->clearance_h);
  else
    cor_json_add_text (json, "clearance_h", NULL);
  json_builder_end_object (json);
}

static void
add_closures (JsonBuilder *json, CorSnapshot *snapshot, const char *member, const GArray *ids)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
  for (guint i = 0; i < ids->len; i++)
    {
      const CorId *id = &g_array_index (ids, CorId, i);
      const CorClosure *closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, id);
      const CorAgreedCorridor *corridor =
          cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);

      if (closure == NULL && corridor == NULL)
        continue;
      json_builder_begin_object (json);
      cor_json_add_id (json, "id", id);
      cor_json_add_text (json, "label", closure != NULL ? closure->label : corridor->label);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_routes_json (CorSession *session, CorResult *result)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  const CorScenario *scenario = cor_snapshot_get_scenario (snapshot);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  cor_json_add_count (json, "revision", result->revision);
  cor_json_add_text (json, "scenario", scenario != NULL ? scenario->name : NULL);
  cor_json_add_roads (json, session);
  cor_json_add_quality (json, snapshot, result);
  json_builder_set_member_name (json, "movements");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->movements->len; i++)
    add_movement (json, snapshot, result, result->movements->pdata[i]);
  json_builder_end_array (json);
  cor_json_add_loads (json, snapshot, result);
  json_builder_set_member_name (json, "unserved");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->unserved->len; i++)
    add_unserved (json, snapshot, result, result->unserved->pdata[i]);
  json_builder_end_array (json);
  add_closures (json, snapshot, "closures_without_road", result->closures_without_road);
  add_closures (json, snapshot, "closures_unmatched", result->closures_unmatched);
  add_totals (json, &result->totals);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_closures (CorSnapshot *snapshot, const GArray *ids, const char *what)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const CorId *id = &g_array_index (ids, CorId, i);
      const CorClosure *closure = cor_snapshot_lookup (snapshot, COR_RECORD_CLOSURE, id);
      const CorAgreedCorridor *corridor =
          cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id);

      if (closure != NULL)
        g_print ("  closure “%s” %s\n", closure->label, what);
      if (corridor != NULL)
        g_print ("  corridor “%s” cannot be driven, for no road runs all along it; “corridors "
                 "corridor PLAN path” shows where\n",
                 corridor->label);
    }
}

static void
print_routes (CorSession *session, CorResult *result)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  const CorRoadsInUse *roads = cor_session_get_roads (session);
  const CorTotals *totals = &result->totals;

  g_print ("%u %s: %u assigned in %u movements, %u unserved, %u unplaced, %u out\n",
           totals->n_people, cor_command_word_people (totals->n_people), totals->n_assigned,
           result->movements->len, totals->n_unserved, totals->n_unplaced, totals->n_out);
  g_print ("on %s\n", roads->path != NULL ? roads->source : "the built-in roads");
  if (totals->has_clearance)
    {
      char hours[G_ASCII_DTOSTR_BUF_SIZE];

      g_print ("The last one is out %s hours after the plan's start.\n",
               g_ascii_formatd (hours, sizeof hours, "%.0f", totals->clearance_h));
    }
  cor_command_print_quality (snapshot, result);
  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];
      const CorCluster *cluster = cor_result_get_cluster (result, &unserved->cluster_id);
      g_autofree char *text = cor_session_describe_reason (snapshot, unserved);
      g_autofree char *remedy = cor_session_describe_remedy (snapshot, unserved);

      g_print ("  unserved: %s, %u %s: %s%s%s\n",
               cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN), unserved->n_people,
               cor_command_word_people (unserved->n_people), text, remedy[0] != '\0' ? " " : "",
               remedy);
    }
  print_closures (snapshot, result->closures_without_road, "hits no road");
  print_closures (snapshot, result->closures_unmatched,
                  "hits other roads here than on the network that it was drawn on; look at it");
}

/**
 * cor_command_route:
 * @argc: how many arguments
 * @argv: PLAN [--roads FILE.roads|built-in] [--scenario NAME] [--json]
 * @error: set when it fails
 *
 * Prints what the movements come to, or each of them as JSON, computed anew when the stored ones
 * are stale. A network given becomes the plan's: an edit that can be undone; a plan that may only
 * be read uses it this once.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_route (int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  g_autofree char *roads = NULL;
  g_autofree char *scenario = NULL;
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (CorResult) result = NULL;
  const GOptionEntry entries[] = {
    { "roads", 0, 0, G_OPTION_ARG_FILENAME, &roads, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_ROUTE, error))
    return FALSE;
  session = cor_command_open_to_compute (argv[1], scenario, error);
  if (session == NULL || (roads != NULL && !cor_command_choose_roads (session, roads, error)))
    return FALSE;
  result = cor_command_compute (session, error);
  if (result == NULL)
    return FALSE;

  if (as_json)
    print_routes_json (session, result);
  else
    print_routes (session, result);

  return cor_command_close (session, error);
}
