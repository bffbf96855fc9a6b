/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-edit.h"

#include "cor-closure-file.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"
#include "cor-road-file.h"
#include "cor-result-change.h"
#include "cor-time.h"

#define MANY 1000000

#define ARG(option, member_name, type, member)                                                     \
  {                                                                                                \
    option, member_name, type, G_STRUCT_OFFSET (CorClosure, member), MANY, NULL                    \
  }
#define CHOICE(option, member, n_codes, get_code)                                                  \
  {                                                                                                \
    option, option, COR_ARG_CHOICE, G_STRUCT_OFFSET (CorClosure, member), n_codes, get_code        \
  }

static const char *
get_kind_code (guint value)
{
  return cor_closure_kind_get_code ((CorClosureKind) value);
}

static const char *
get_effect_code (guint value)
{
  return cor_restriction_effect_get_code ((CorRestrictionEffect) value);
}

static const char *
get_direction_code (guint value)
{
  return cor_restriction_direction_get_code ((CorRestrictionDirection) value);
}

static const CorArg closure_args[] = {
  ARG ("label", "label", COR_ARG_LABEL, label),
  CHOICE ("kind", closure, COR_N_CLOSURE_KINDS, get_kind_code),
  CHOICE ("effect", effect, COR_N_RESTRICTION_EFFECTS, get_effect_code),
  ARG ("delay", "delay_min", COR_ARG_COUNT, delay_min),
  ARG ("speed", "speed_percent", COR_ARG_COUNT, speed_percent),
  ARG ("limit", "limit_vehicles_per_h", COR_ARG_COUNT, limit_vehicles_per_h),
  CHOICE ("direction", direction, COR_N_RESTRICTION_DIRECTIONS, get_direction_code),
  ARG ("distance", "distance_m", COR_ARG_COUNT, distance_m),
  ARG ("from", "from", COR_ARG_TIME, from_utc_s),
  ARG ("until", "until", COR_ARG_TIME, until_utc_s),
  ARG ("hours", "hours", COR_ARG_HOURS, daily),
  ARG ("days", "days", COR_ARG_DAYS, daily),
  ARG ("zone", "zone", COR_ARG_LABEL, zone),
  ARG ("cuts-overpasses", "cuts_overpasses", COR_ARG_FLAG, cuts_overpasses),
  ARG ("road", "road", COR_ARG_TEXT, road_number),
  ARG ("source", "source", COR_ARG_TEXT, source),
};

#define N_ARGS G_N_ELEMENTS (closure_args)

/* Whether it is known only on the roads if a closure can be planned with. */
static gboolean
may_be_too_large (CorSession *session, const CorId *id)
{
  const CorClosure *closure =
      cor_snapshot_lookup (cor_session_get_snapshot (session), COR_RECORD_CLOSURE, id);

  return closure != NULL && closure->effect == COR_RESTRICTION_LIMIT &&
         (closure->closure == COR_CLOSURE_AREA || closure->closure == COR_CLOSURE_FRONT);
}

/* In JSON only for what may be impossible, for it takes computing the plan. */
static gboolean
report_hits (CorSession *session, const CorId *id, JsonBuilder *json, GError **error)
{
  g_autoptr (CorResult) result = NULL;

  if (json != NULL && !may_be_too_large (session, id))
    return TRUE;
  result = cor_command_compute (session, error);
  if (result == NULL)
    {
      g_prefix_error (error, "It is in the plan, but nothing can be planned until it is changed or "
                             "removed: ");
      return FALSE;
    }
  if (json != NULL)
    return TRUE;
  for (guint i = 0; i < result->closures_without_road->len; i++)
    if (cor_id_equal (&g_array_index (result->closures_without_road, CorId, i), id))
      g_print ("It is in the plan, but hits no road.\n");

  return TRUE;
}

static GPtrArray *
read_closures (const char *path, CorSnapshot *snapshot, GError **error)
{
  CorBounds roads;
  gboolean has_roads = cor_road_file_get_reach_of_plan (snapshot, &roads);

  return cor_closure_file_read_closures (path, has_roads ? &roads : NULL, error);
}

/* One edit for all closures of a file, of which each is as @args say. */
static CorEdit *
make_edit (const char *path, CorSnapshot *snapshot, char *const *texts, GError **error)
{
  g_autoptr (GPtrArray) closures = read_closures (path, snapshot, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_CLOSURE, name);

  if (closures == NULL)
    return NULL;

  for (guint i = 0; i < closures->len; i++)
    {
      CorClosure *closure = closures->pdata[i];

      if (!cor_args_apply (closure_args, N_ARGS, texts, closure, error) ||
          !cor_closure_check (closure, error))
        return NULL;
      cor_edit_put (edit, cor_record_ref (closure));
    }

  return g_steal_pointer (&edit);
}

/**
 * cor_command_make_closure:
 * @path: (type filename): a GeoJSON file
 * @snapshot: the plan that they are for
 * @error: (nullable): set when the file holds no closures
 *
 * Returns: (transfer full) (nullable): the edit that adds all closures of the file
 */
CorEdit *
cor_command_make_closure (const char *path, CorSnapshot *snapshot, GError **error)
{
  char *const texts[N_ARGS] = { NULL };

  return make_edit (path, snapshot, texts, error);
}

static GPtrArray *
make_closures (char *const *words, CorSnapshot *snapshot, GError **error)
{
  return read_closures (words[0], snapshot, error);
}

static CorEdit *
put_closure (CorSnapshot *snapshot, gpointer record, GError **error)
{
  return cor_edit_put_closure (snapshot, record, error);
}

static const CorRecordTopic closure_topic = {
  .usage = COR_USAGE_CLOSURE,
  .kind = COR_RECORD_CLOSURE,
  .list_member = "closures",
  .args = closure_args,
  .n_args = N_ARGS,
  .n_words = 1,
  .make_many = make_closures,
  .put = put_closure,
  .report = report_hits,
};

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
  cor_json_add_text (json, "crossing_before",
                     cor_command_name_crossing (snapshot, &change->before_id, NULL));
  cor_json_add_count (json, "travel_min_before", change->before_min);
  cor_json_add_count (json, "unserved_before", change->before_unserved);
  cor_json_add_id (json, "crossing_id_after", &change->after_id);
  cor_json_add_text (json, "crossing_after",
                     cor_command_name_crossing (snapshot, &change->after_id, NULL));
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
  g_print ("%u clusters change; %u %s unserved instead of %u. Nothing was written.\n", changes->len,
           after->totals.n_unserved, cor_command_word_people (after->totals.n_unserved),
           before->totals.n_unserved);
  for (guint i = 0; i < changes->len; i++)
    {
      const CorResultChange *change = &g_array_index (changes, CorResultChange, i);
      const CorCluster *cluster = cor_result_get_cluster (after, &change->cluster_id);
      const char *was = cor_command_name_crossing (snapshot, &change->before_id, NULL);
      const char *is = cor_command_name_crossing (snapshot, &change->after_id, NULL);

      g_print ("  %s, %u %s: %s %u min -> %s %u min",
               cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN), change->n_people,
               cor_command_word_people (change->n_people), was != NULL ? was : "no way",
               change->before_min, is != NULL ? is : "no way", change->after_min);
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

static gboolean
preview_in (const char *path,
            const char *scenario,
            char **words,
            char *const *texts,
            gboolean as_json,
            GError **error)
{
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (CorEdit) edit = NULL;
  gboolean done;

  session = cor_command_open_to_compute (path, scenario, error);
  if (session == NULL)
    return FALSE;
  edit = make_edit (words[0], cor_session_get_snapshot (session), texts, error);
  done = edit != NULL && preview_closure (session, edit, as_json, error);

  return cor_command_close (session, done ? error : NULL) && done;
}

static gboolean
run_preview (int argc, char **argv, GError **error)
{
  char *texts[N_ARGS] = { NULL };
  g_autofree char *scenario = NULL;
  g_autofree GOptionEntry *entries = NULL;
  gboolean as_json = FALSE;
  gboolean done;
  const GOptionEntry more[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  entries = cor_args_build_entries (closure_args, N_ARGS, texts, more);
  done = cor_command_parse (&argc, &argv, entries, 3, 3, COR_USAGE_CLOSURE, error) &&
         preview_in (argv[1], scenario, argv + 3, texts, as_json, error);
  for (guint i = 0; i < N_ARGS; i++)
    g_free (texts[i]);

  return done;
}

/* On other roads than it was drawn on, it was looked at and found to lie right. */
static gboolean
confirm_in (const char *path, const char *scenario, const char *name, GError **error)
{
  g_autoptr (CorOpenPlan) session = cor_command_open_in (path, scenario, FALSE, error);
  const CorClosure *closure = NULL;
  gboolean done;

  if (session == NULL)
    return FALSE;
  closure = cor_snapshot_find_record (cor_session_get_snapshot (session), COR_RECORD_CLOSURE, name,
                                      error);
  done = closure != NULL &&
         cor_command_commit (session,
                             cor_edit_confirm_closure (cor_session_get_snapshot (session), closure),
                             error);

  return cor_command_close (session, done ? error : NULL) && done;
}

static gboolean
run_confirm (int argc, char **argv, GError **error)
{
  g_autofree char *scenario = NULL;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  return cor_command_parse (&argc, &argv, entries, 3, 3, COR_USAGE_CLOSURE, error) &&
         confirm_in (argv[1], scenario, argv[3], error);
}

/**
 * cor_command_closure:
 * @argc: how many arguments
 * @argv: PLAN add FILE.geojson … | preview FILE.geojson … | set NAME … | list | remove NAME | reset
 *   NAME | confirm NAME
 * @error: set when it fails
 *
 * Adds, changes, lists or removes closures, or tells whose way one would change.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_closure (int argc, char **argv, GError **error)
{
  if (argc > 2 && g_str_equal (argv[2], "preview"))
    return run_preview (argc, argv, error);
  if (argc > 2 && g_str_equal (argv[2], "confirm"))
    return run_confirm (argc, argv, error);

  return cor_command_run_record (&closure_topic, argc, argv, error);
}

/**
 * cor_command_edit_closure:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, and add FILE.geojson … | set NAME … | remove NAME | reset NAME
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors closure” would change
 */
CorEdit *
cor_command_edit_closure (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  return cor_command_edit_record (&closure_topic, snapshot, argc, argv, error);
}
