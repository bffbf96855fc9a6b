/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-crossing.h"
#include "cor-data-dir.h"
#include "cor-error.h"
#include "cor-parted.h"
#include "cor-time.h"
#include "cor-vehicle.h"

#define DEMO_START "2022-02-24T06:00+02:00"

static CorListImport *
import_demo_list (CorSession *session, const char *name, GError **error)
{
  g_autofree char *relative = g_build_filename ("demo", name, NULL);
  g_autofree char *path = cor_data_dir_build_path (relative);
  g_autoptr (CorListImport) import = cor_list_import_new (session, path);

  if (!cor_command_import_list (import, FALSE, error))
    return NULL;

  return g_steal_pointer (&import);
}

static gboolean
fill_demo (CorSession *session, GError **error)
{
  g_autofree char *manifest = cor_data_dir_build_path ("demo/lists.txt");
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;

  if (!g_file_get_contents (manifest, &text, NULL, error))
    return FALSE;

  names = g_strsplit (text, "\n", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (CorListImport) import = NULL;
      const CorIntakeReport *report;

      if (g_strstrip (names[i])[0] == '\0' || names[i][0] == '#')
        continue;
      import = import_demo_list (session, names[i], error);
      if (import == NULL)
        return FALSE;
      report = cor_list_import_get_report (import);
      g_print ("%s: %u rows, %u registrations, %u merged, %u rejected\n", names[i], report->n_rows,
               report->n_added, report->n_merged, report->n_rejected);
    }

  return TRUE;
}

/**
 * cor_command_new:
 * @argc: how many arguments
 * @argv: PLAN [--demo] [--name TEXT] [--start TIME]
 * @error: set when it fails
 *
 * Creates a plan; never overwrites one.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_new (int argc, char **argv, GError **error)
{
  gboolean demo = FALSE;
  g_autofree char *name = NULL;
  g_autofree char *start = NULL;
  g_autofree char *base_name = NULL;
  g_autoptr (CorOpenPlan) session = NULL;
  gint64 start_utc_s = 0;
  const GOptionEntry entries[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, &demo, NULL, NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
    { "start", 0, 0, G_OPTION_ARG_STRING, &start, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_NEW, error))
    return FALSE;

  if (start == NULL && demo)
    start = g_strdup (DEMO_START);
  if (start == NULL)
    start_utc_s = cor_time_floor_hour (g_get_real_time () / G_USEC_PER_SEC) + COR_SECONDS_PER_HOUR;
  else if (!cor_time_parse (start, &start_utc_s, error))
    return FALSE;

  base_name = g_path_get_basename (argv[1]);
  session = cor_command_create (argv[1],
                                name != NULL ? name
                                : demo       ? "Demo plan"
                                             : base_name,
                                start_utc_s, error);
  if (session == NULL)
    return FALSE;

  if (demo && !fill_demo (session, error))
    {
      cor_command_close (session, NULL);
      return FALSE;
    }
  if (demo)
    {
      g_autoptr (CorResult) result = cor_command_compute (session, error);

      if (result == NULL)
        return FALSE;
    }

  g_print ("%s: created\n", argv[1]);

  return cor_command_close (session, error);
}

static gboolean
step_history (int argc, char **argv, gboolean undo, GError **error)
{
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *subject = NULL;
  CorAwait await = { NULL };
  CorEditKind kind = COR_EDIT_CREATE_PLAN;
  const char *label = "";
  gboolean done;

  if (argc != 2)
    return cor_command_refuse (error, undo ? COR_USAGE_UNDO : COR_USAGE_REDO,
                               "It takes a plan and nothing else.");
  session = cor_command_open (argv[1], FALSE, error);
  if (session == NULL)
    return FALSE;

  if (undo)
    cor_session_get_undo_label (session, &kind, &label);
  else
    cor_session_get_redo_label (session, &kind, &label);
  subject = g_strdup (label);

  if (undo)
    cor_session_undo_async (session, cor_await_cb, &await);
  else
    cor_session_redo_async (session, cor_await_cb, &await);
  result = cor_await (&await);
  done = undo ? cor_session_undo_finish (session, result, error)
              : cor_session_redo_finish (session, result, error);
  if (done)
    g_print ("%s: %s %s\n", undo ? "undone" : "redone", cor_edit_kind_get_code (kind), subject);

  return cor_command_close (session, done ? error : NULL) && done;
}

/**
 * cor_command_undo:
 * @argc: how many arguments
 * @argv: PLAN
 * @error: set when it fails
 *
 * Takes the last edit back.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_undo (int argc, char **argv, GError **error)
{
  return step_history (argc, argv, TRUE, error);
}

/**
 * cor_command_redo:
 * @argc: how many arguments
 * @argv: PLAN
 * @error: set when it fails
 *
 * Repeats the edit that was undone last.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_redo (int argc, char **argv, GError **error)
{
  return step_history (argc, argv, FALSE, error);
}

static void
print_history (GPtrArray *history)
{
  for (guint i = 0; i < history->len; i++)
    {
      const CorHistoryEntry *entry = history->pdata[i];
      g_autofree char *time = cor_time_format_utc (entry->time_utc_s);

      g_print ("%6" G_GUINT64_FORMAT "  %s  %-16s %s%s%s%s\n", entry->number, time, entry->officer,
               entry->is_undo ? "undo: " : "", entry->is_redo ? "redo: " : "",
               cor_edit_kind_get_code (entry->kind), entry->undone ? "  (undone)" : "");
    }
}

static void
print_history_json (GPtrArray *history)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "history");
  json_builder_begin_array (json);
  for (guint i = 0; i < history->len; i++)
    {
      const CorHistoryEntry *entry = history->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_count (json, "id", entry->number);
      cor_json_add_text (json, "edit", cor_edit_kind_get_code (entry->kind));
      cor_json_add_text (json, "subject", entry->subject);
      cor_json_add_time (json, "time", entry->time_utc_s);
      cor_json_add_text (json, "officer", entry->officer);
      cor_json_add_flag (json, "undo", entry->is_undo);
      cor_json_add_flag (json, "redo", entry->is_redo);
      cor_json_add_flag (json, "undone", entry->undone);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

/**
 * cor_command_history:
 * @argc: how many arguments
 * @argv: PLAN [--json]
 * @error: set when it fails
 *
 * Prints the audit trail, oldest first.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_history (int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) history = NULL;
  CorAwait await = { NULL };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_HISTORY, error))
    return FALSE;
  session = cor_command_open (argv[1], TRUE, error);
  if (session == NULL)
    return FALSE;

  cor_session_list_history_async (session, cor_await_cb, &await);
  result = cor_await (&await);
  history = cor_session_list_history_finish (session, result, error);
  if (history == NULL)
    return FALSE;

  if (as_json)
    print_history_json (history);
  else
    print_history (history);

  return cor_command_close (session, error);
}

static void
add_clusters (JsonBuilder *json, CorResult *result)
{
  json_builder_set_member_name (json, "clusters");
  json_builder_begin_array (json);
  for (guint i = 0; i < result->clusters->len; i++)
    {
      const CorCluster *cluster = result->clusters->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &cluster->id);
      cor_json_add_text (json, "name",
                         cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN));
      cor_json_add_number (json, "lat", cluster->rally_position.lat_deg);
      cor_json_add_number (json, "lon", cluster->rally_position.lon_deg);
      cor_json_add_count (json, "registrations", cluster->n_registrations);
      cor_json_add_count (json, "people", cluster->n_people);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_crossings (JsonBuilder *json, CorSnapshot *snapshot)
{
  GPtrArray *crossings = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING);
  gint64 now_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;

  json_builder_set_member_name (json, "crossings");
  json_builder_begin_array (json);
  for (guint i = 0; i < crossings->len; i++)
    {
      const CorCrossing *crossing = crossings->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &crossing->record.id);
      cor_json_add_text (json, "key", crossing->key);
      cor_json_add_text (json, "name", cor_names_get (&crossing->names, COR_LANGUAGE_EN));
      cor_json_add_text (json, "country", crossing->country);
      cor_json_add_text (
          json, "state",
          cor_crossing_state_get_code (cor_crossing_get_state (crossing, now_utc_s)));
      cor_json_add_count (json, "capacity", crossing->capacity_people_per_h);
      cor_json_add_flag (json, "capacity_is_default", crossing->capacity_is_default);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static guint
count_records (CorSnapshot *snapshot, CorRecordKind kind)
{
  return cor_snapshot_get_records (snapshot, kind)->len;
}

static guint
count_vehicles (CorSnapshot *snapshot)
{
  GPtrArray *vehicles = cor_snapshot_get_records (snapshot, COR_RECORD_VEHICLE);
  guint n_vehicles = 0;

  for (guint i = 0; i < vehicles->len; i++)
    n_vehicles += ((const CorVehicle *) vehicles->pdata[i])->n_vehicles;

  return n_vehicles;
}

/* Whom an officer should look at: their household is registered in several places. */
static void
add_parted (JsonBuilder *json, CorSnapshot *snapshot)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (GArray) parted = cor_snapshot_list_parted (snapshot);

  json_builder_set_member_name (json, "parted_households");
  json_builder_begin_array (json);
  for (guint i = 0; i < parted->len; i++)
    {
      const CorPerson *person = persons->pdata[g_array_index (parted, guint, i)];
      const CorSettlement *place =
          cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, &person->place_id);

      json_builder_begin_object (json);
      cor_json_add_id (json, "household_id", &person->household_id);
      cor_json_add_id (json, "id", &person->record.id);
      cor_json_add_text (json, "place",
                         place != NULL ? cor_names_get (&place->names, COR_LANGUAGE_EN) : NULL);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_parted (CorSnapshot *snapshot)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (GArray) parted = cor_snapshot_list_parted (snapshot);
  const CorPerson *last = NULL;
  guint n_households = 0;

  for (guint i = 0; i < parted->len; i++)
    {
      const CorPerson *person = persons->pdata[g_array_index (parted, guint, i)];

      n_households +=
          last == NULL || !cor_id_equal (&last->household_id, &person->household_id) ? 1 : 0;
      last = person;
    }
  if (n_households > 0)
    g_print ("%u households are registered in more than one place, and each part travels from "
             "where it is; among the people to check the desk shows them.\n",
             n_households);
}

static void
print_info_json (CorSnapshot *snapshot, CorResult *result)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &settings->record.id);
  cor_json_add_text (json, "name", settings->name);
  cor_json_add_time (json, "start", settings->start_utc_s);
  cor_json_add_count (json, "revision", cor_snapshot_get_revision (snapshot));
  cor_json_add_count (json, "people", result->totals.n_people);
  cor_json_add_count (json, "registrations", result->totals.n_registrations);
  cor_json_add_count (json, "placed", result->totals.n_placed);
  cor_json_add_count (json, "unplaced", result->totals.n_unplaced);
  cor_json_add_count (json, "closures", count_records (snapshot, COR_RECORD_CLOSURE));
  cor_json_add_count (json, "vehicles", count_vehicles (snapshot));
  cor_json_add_count (json, "corridors", count_records (snapshot, COR_RECORD_AGREED_CORRIDOR));
  cor_json_add_count (json, "quotas", count_records (snapshot, COR_RECORD_QUOTA));
  cor_json_add_count (json, "scenarios", count_records (snapshot, COR_RECORD_SCENARIO));
  cor_json_add_count (json, "published_number", settings->published_number);
  add_clusters (json, result);
  add_crossings (json, snapshot);
  add_parted (json, snapshot);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_info (CorSnapshot *snapshot, CorResult *result)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  g_autofree char *start = cor_time_format_local (settings->start_utc_s, "Europe/Kyiv");

  g_print ("%s, revision %" G_GUINT64_FORMAT ", begins %s\n", settings->name,
           cor_snapshot_get_revision (snapshot), start);
  g_print ("%u %s (%u registrations): %u placed in %u clusters, %u unplaced, %u out\n",
           result->totals.n_people, cor_command_word_people (result->totals.n_people),
           result->totals.n_registrations, result->totals.n_placed, result->clusters->len,
           result->totals.n_unplaced, result->totals.n_out);
  g_print ("%u closures, %u vehicles, %u agreed corridors, %u quotas, %u scenarios; ",
           count_records (snapshot, COR_RECORD_CLOSURE), count_vehicles (snapshot),
           count_records (snapshot, COR_RECORD_AGREED_CORRIDOR),
           count_records (snapshot, COR_RECORD_QUOTA),
           count_records (snapshot, COR_RECORD_SCENARIO));
  if (settings->published_number > 0)
    g_print ("published under number %u\n", settings->published_number);
  else
    g_print ("not published\n");
  print_parted (snapshot);
}

/**
 * cor_command_info:
 * @argc: how many arguments
 * @argv: PLAN [--json]
 * @error: set when it fails
 *
 * Says what is in a plan.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_info (int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (CorResult) result = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_INFO, error))
    return FALSE;
  session = cor_command_open (argv[1], TRUE, error);
  if (session == NULL)
    return FALSE;
  result = cor_command_compute (session, error);
  if (result == NULL)
    return FALSE;

  if (as_json)
    print_info_json (cor_session_get_snapshot (session), result);
  else
    print_info (cor_session_get_snapshot (session), result);

  return cor_command_close (session, error);
}
