/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-closure-file.h"
#include "cor-error.h"
#include "cor-plan-edits.h"
#include "cor-result-change.h"
#include "cor-time.h"

#define CROSSING_USAGE "crossing PLAN NAME [--open|--closed] [--capacity PEOPLE_PER_HOUR]"
#define CLOSURE_USAGE                                                                              \
  "closure PLAN add|preview FILE.geojson [--label TEXT] [--from TIME] [--until TIME] [--json] | "  \
  "list | remove ID"

static void
print_crossing (const CorCrossing *crossing, gint64 time_utc_s)
{
  g_print ("%s – %s (%s): %s, %u people an hour%s\n",
           cor_names_get (&crossing->names, COR_LANGUAGE_EN),
           cor_names_get (&crossing->neighbour_names, COR_LANGUAGE_EN), crossing->key,
           cor_crossing_state_get_code (cor_crossing_get_state (crossing, time_utc_s)),
           crossing->capacity_people_per_h,
           crossing->capacity_is_default ? " (default of its class)" : "");
}

static gboolean
commit_crossing (CorSession *session,
                 const CorId *id,
                 gboolean set_state,
                 gboolean open,
                 int capacity,
                 GError **error)
{
  CorEdit *edit;

  if (set_state)
    {
      edit = cor_edit_set_crossing_state (cor_session_get_snapshot (session), id, open, error);
      if (edit == NULL || !cor_command_commit (session, edit, error))
        return FALSE;
    }
  if (capacity >= 0)
    {
      edit = cor_edit_set_crossing_capacity (cor_session_get_snapshot (session), id,
                                             (guint) capacity, error);
      if (edit == NULL || !cor_command_commit (session, edit, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_command_crossing:
 * @argc: how many arguments
 * @argv: PLAN NAME [--open|--closed] [--capacity PEOPLE_PER_HOUR]
 * @error: set when it fails
 *
 * Shows a crossing, or opens or closes it, or sets its capacity.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_crossing (int argc, char **argv, GError **error)
{
  gboolean open = FALSE, closed = FALSE;
  int capacity = -1;
  g_autoptr (CorSession) session = NULL;
  CorSnapshot *snapshot;
  const CorCrossing *crossing;
  CorId id;
  const GOptionEntry entries[] = {
    { "open", 0, 0, G_OPTION_ARG_NONE, &open, NULL, NULL },
    { "closed", 0, 0, G_OPTION_ARG_NONE, &closed, NULL, NULL },
    { "capacity", 0, 0, G_OPTION_ARG_INT, &capacity, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 2, 2, CROSSING_USAGE, error))
    return FALSE;
  if ((open && closed) || capacity < -1)
    return cor_command_refuse (error, CROSSING_USAGE);

  session = cor_command_open (argv[1], !open && !closed && capacity < 0, error);
  if (session == NULL)
    return FALSE;
  crossing = cor_snapshot_find_crossing (cor_session_get_snapshot (session), argv[2], error);
  if (crossing == NULL)
    return FALSE;

  id = crossing->record.id;
  if (!commit_crossing (session, &id, open || closed, open, capacity, error))
    return FALSE;

  snapshot = cor_session_get_snapshot (session);
  print_crossing (cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &id),
                  cor_snapshot_get_settings (snapshot)->start_utc_s);

  return cor_command_close (session, error);
}

static gboolean
parse_bound (const char *text, gint64 *time_utc_s, GError **error)
{
  *time_utc_s = COR_TIME_NONE;

  return text == NULL || cor_time_parse (text, time_utc_s, error);
}

static gboolean
has_area (CorGeometry *geometry)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      if (cor_geometry_get_part (geometry, i, &points, &n_points) == COR_PART_POLYGON)
        return TRUE;
    }

  return FALSE;
}

static gboolean
report_hits (CorSession *session, const CorId *id, GError **error)
{
  g_autoptr (CorResult) result = cor_command_compute (session, error);

  if (result == NULL)
    return FALSE;
  for (guint i = 0; i < result->closures_without_road->len; i++)
    if (cor_id_equal (&g_array_index (result->closures_without_road, CorId, i), id))
      g_print ("It is in the plan, but hits no road.\n");

  return TRUE;
}

/**
 * cor_command_make_closure:
 * @path: (type filename): a GeoJSON file
 * @label: (nullable): what it is called; %NULL: as the file
 * @from_utc_s: when it begins, or %COR_TIME_NONE
 * @until_utc_s: when it ends, or %COR_TIME_NONE
 * @error: (nullable): set when the file is no shape
 *
 * Returns: (transfer full) (nullable): the edit that adds it
 */
CorEdit *
cor_command_make_closure (const char *path,
                          const char *label,
                          gint64 from_utc_s,
                          gint64 until_utc_s,
                          GError **error)
{
  g_autoptr (CorGeometry) geometry = cor_closure_file_read (path, error);
  g_autofree char *base_name = g_path_get_basename (path);

  if (geometry == NULL)
    return NULL;

  return cor_edit_add_closure (has_area (geometry) ? COR_CLOSURE_AREA : COR_CLOSURE_LINE, geometry,
                               label != NULL ? label : base_name, from_utc_s, until_utc_s);
}

static gboolean
commit_closure (CorSession *session, CorEdit *edit, GError **error)
{
  CorId id = ((CorRecord *) cor_edit_get_puts (edit, COR_RECORD_CLOSURE)->pdata[0])->id;
  g_autofree char *text = cor_id_to_string (&id);

  if (!cor_command_commit (session, edit, error))
    return FALSE;
  g_print ("%s\n", text);

  return report_hits (session, &id, error);
}

static const char *
name_crossing (CorSnapshot *snapshot, const CorId *id)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id);

  return crossing != NULL ? cor_names_get (&crossing->names, COR_LANGUAGE_EN) : NULL;
}

static void
add_change (JsonBuilder *json,
            CorSnapshot *snapshot,
            CorResult *after,
            const CorResultChange *change)
{
  const CorCluster *cluster = cor_result_get_cluster (after, &change->cluster_id);

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &change->cluster_id);
  cor_json_add_text (json, "cluster", cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN));
  cor_json_add_count (json, "people", change->n_people);
  cor_json_add_id (json, "crossing_id_before", &change->before_id);
  cor_json_add_text (json, "crossing_before", name_crossing (snapshot, &change->before_id));
  cor_json_add_count (json, "travel_min_before", change->before_min);
  cor_json_add_count (json, "unserved_before", change->before_unserved);
  cor_json_add_id (json, "crossing_id_after", &change->after_id);
  cor_json_add_text (json, "crossing_after", name_crossing (snapshot, &change->after_id));
  cor_json_add_count (json, "travel_min_after", change->after_min);
  cor_json_add_count (json, "unserved_after", change->after_unserved);
  json_builder_end_object (json);
}

static void
print_changes_json (CorSnapshot *snapshot, CorResult *before, CorResult *after, GArray *changes)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  cor_json_add_count (json, "unserved_before", before->totals.n_unserved);
  cor_json_add_count (json, "unserved_after", after->totals.n_unserved);
  json_builder_set_member_name (json, "changes");
  json_builder_begin_array (json);
  for (guint i = 0; i < changes->len; i++)
    add_change (json, snapshot, after, &g_array_index (changes, CorResultChange, i));
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_changes (CorSnapshot *snapshot, CorResult *before, CorResult *after, GArray *changes)
{
  g_print ("%u clusters change; %u people unserved instead of %u. Nothing was written.\n",
           changes->len, after->totals.n_unserved, before->totals.n_unserved);
  for (guint i = 0; i < changes->len; i++)
    {
      const CorResultChange *change = &g_array_index (changes, CorResultChange, i);
      const CorCluster *cluster = cor_result_get_cluster (after, &change->cluster_id);
      const char *was = name_crossing (snapshot, &change->before_id);
      const char *is = name_crossing (snapshot, &change->after_id);

      g_print ("  %s, %u people: %s %u min -> %s %u min",
               cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN), change->n_people,
               was != NULL ? was : "no way", change->before_min, is != NULL ? is : "no way",
               change->after_min);
      if (change->after_unserved != change->before_unserved)
        g_print (", unserved %u -> %u", change->before_unserved, change->after_unserved);
      g_print ("\n");
    }
}

/* What a closure would change, without making it. */
static gboolean
preview_closure (CorSession *session, const CorEdit *edit, gboolean as_json, GError **error)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  g_autoptr (CorResult) before = cor_command_compute (session, error);
  g_autoptr (CorResult) after = NULL;
  g_autoptr (GArray) changes = NULL;

  if (before != NULL)
    after = cor_command_preview (session, edit, error);
  if (after == NULL)
    return FALSE;
  changes = cor_result_find_changes (before, after);
  if (as_json)
    print_changes_json (snapshot, before, after, changes);
  else
    print_changes (snapshot, before, after, changes);

  return TRUE;
}

static void
list_closures (CorSnapshot *snapshot)
{
  GPtrArray *closures = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);

  for (guint i = 0; i < closures->len; i++)
    {
      const CorClosure *closure = closures->pdata[i];
      g_autofree char *id = cor_id_to_string (&closure->record.id);
      g_autofree char *from =
          closure->from_utc_s != COR_TIME_NONE ? cor_time_format_utc (closure->from_utc_s) : NULL;
      g_autofree char *until =
          closure->until_utc_s != COR_TIME_NONE ? cor_time_format_utc (closure->until_utc_s) : NULL;

      g_print ("%s  %s  [%s, %s)\n", id, closure->label, from != NULL ? from : "always",
               until != NULL ? until : "for good");
    }
}

static gboolean
remove_closure (CorSession *session, const char *text, GError **error)
{
  CorEdit *edit;
  CorId id;

  if (!cor_id_parse (text, &id))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "“%s” is not the id of a closure; “corridors closure PLAN list” shows them.",
                   text);
      return FALSE;
    }
  edit = cor_edit_remove_closure (cor_session_get_snapshot (session), &id, error);

  return edit != NULL && cor_command_commit (session, edit, error);
}

/**
 * cor_command_closure:
 * @argc: how many arguments
 * @argv: PLAN add FILE.geojson …, PLAN preview FILE.geojson …, PLAN list, or PLAN remove ID
 * @error: set when it fails
 *
 * Adds, lists or removes closures, or tells whose way one would change.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_closure (int argc, char **argv, GError **error)
{
  g_autofree char *label = NULL;
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autoptr (CorSession) session = NULL;
  g_autoptr (CorEdit) edit = NULL;
  gint64 from_utc_s, until_utc_s;
  gboolean as_json = FALSE;
  gboolean add, list, preview;
  gboolean done = TRUE;
  const GOptionEntry entries[] = {
    { "label", 0, 0, G_OPTION_ARG_STRING, &label, NULL, NULL },
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 2, 3, CLOSURE_USAGE, error))
    return FALSE;
  add = g_str_equal (argv[2], "add");
  list = g_str_equal (argv[2], "list");
  preview = g_str_equal (argv[2], "preview");
  if ((!add && !list && !preview && !g_str_equal (argv[2], "remove")) || argc != (list ? 3 : 4))
    return cor_command_refuse (error, CLOSURE_USAGE);
  if (!parse_bound (from, &from_utc_s, error) || !parse_bound (until, &until_utc_s, error))
    return FALSE;
  if (from_utc_s != COR_TIME_NONE && until_utc_s != COR_TIME_NONE && until_utc_s <= from_utc_s)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "The closure ends before it begins.");
      return FALSE;
    }

  if (add || preview)
    {
      edit = cor_command_make_closure (argv[3], label, from_utc_s, until_utc_s, error);
      if (edit == NULL)
        return FALSE;
    }
  session = preview ? cor_command_open_to_compute (argv[1], error)
                    : cor_command_open (argv[1], list, error);
  if (session == NULL)
    return FALSE;
  if (add)
    done = commit_closure (session, g_steal_pointer (&edit), error);
  else if (preview)
    done = preview_closure (session, edit, as_json, error);
  else if (list)
    list_closures (cor_session_get_snapshot (session));
  else
    done = remove_closure (session, argv[3], error);

  return cor_command_close (session, done ? error : NULL) && done;
}
