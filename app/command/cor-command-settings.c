/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-edit.h"

#include "cor-error.h"
#include "cor-fleet-edits.h"
#include "cor-plan-edits.h"

#define MANY 1000000

#define ARG(Struct, option, member_name, type, member, max)                                        \
  {                                                                                                \
    option, member_name, type, G_STRUCT_OFFSET (Struct, member), max, NULL                         \
  }
#define TOLERANCE(option, member_name, objective)                                                  \
  ARG (CorPlanSettings, "tolerance-" option, "tolerance_" member_name "_permille", COR_ARG_COUNT,  \
       tolerance_permille[objective], 1000)
#define WEIGHT(name, priority)                                                                     \
  ARG (CorPlanSettings, "weight-" name, "weight_" name, COR_ARG_COUNT, priority_weights[priority], \
       1000)

static const char *
get_night_code (guint value)
{
  return cor_night_rule_get_code ((CorNightRule) value);
}

static const CorArg settings_args[] = {
  ARG (CorPlanSettings, "name", "name", COR_ARG_LABEL, name, 0),
  ARG (CorPlanSettings, "start", "start", COR_ARG_TIME, start_utc_s, 0),
  ARG (CorPlanSettings, "horizon", "horizon_h", COR_ARG_COUNT, horizon_h, MANY),
  ARG (CorPlanSettings, "fold-radius", "fold_radius_m", COR_ARG_COUNT, fold_radius_m, MANY),
  ARG (CorPlanSettings, "fold-below", "fold_below_people", COR_ARG_COUNT, fold_below_people, MANY),
  ARG (CorPlanSettings, "marking", "marking", COR_ARG_TEXT, marking, 0),
  ARG (CorPlanSettings, "step", "step_min", COR_ARG_COUNT, step_min, 60),
  TOLERANCE ("left-inside", "left_inside", COR_OBJECTIVE_LEFT_INSIDE),
  TOLERANCE ("last-out", "last_out", COR_OBJECTIVE_LAST_OUT),
  TOLERANCE ("person-time", "person_time", COR_OBJECTIVE_PERSON_TIME),
  TOLERANCE ("exposure", "exposure", COR_OBJECTIVE_EXPOSURE),
  TOLERANCE ("movements", "movements", COR_OBJECTIVE_MOVEMENTS),
  TOLERANCE ("change", "change", COR_OBJECTIVE_CHANGE),
  WEIGHT ("urgent", COR_PRIORITY_URGENT),
  WEIGHT ("high", COR_PRIORITY_HIGH),
  WEIGHT ("normal", COR_PRIORITY_NORMAL),
  WEIGHT ("later", COR_PRIORITY_LATER),
  ARG (CorPlanSettings, "spacing", "spacing_s", COR_ARG_COUNT, spacing_s, 3600),
  ARG (CorPlanSettings, "column-kmh", "column_kmh", COR_ARG_COUNT, column_kmh, 200),
  { "night", "night", COR_ARG_CHOICE, G_STRUCT_OFFSET (CorPlanSettings, night), COR_N_NIGHT_RULES,
    get_night_code },
  ARG (CorPlanSettings, "night-hours", "night_hours", COR_ARG_HOURS, night_hours, 0),
  ARG (CorPlanSettings, "night-zone", "night_zone", COR_ARG_LABEL, night_zone, 0),
  ARG (CorPlanSettings, "people-per-car", "people_per_car", COR_ARG_TENTHS, people_per_car_x10, 90),
  ARG (CorPlanSettings,
       "exposure-reach",
       "exposure_reach_m",
       COR_ARG_COUNT,
       exposure_reach_m,
       MANY),
};

#define N_SETTINGS G_N_ELEMENTS (settings_args)

static void
print_settings (CorSnapshot *snapshot, gboolean as_json)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  const CorScenario *scenario = cor_snapshot_get_scenario (snapshot);
  g_autoptr (JsonBuilder) json = NULL;

  if (!as_json)
    {
      cor_args_print (settings_args, N_SETTINGS, settings);
      return;
    }

  json = json_builder_new ();
  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &settings->record.id);
  cor_json_add_text (json, "scenario", scenario != NULL ? scenario->name : NULL);
  cor_args_add_json (settings_args, N_SETTINGS, settings, json);
  cor_json_add_count (json, "published_number", settings->published_number);
  cor_json_add_count (json, "published_revision", settings->published_revision);
  json_builder_end_object (json);
  cor_json_print (json);
}

static CorEdit *
make_settings_edit (CorSnapshot *snapshot, char *const *texts, GError **error)
{
  CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (snapshot));

  if (cor_args_apply (settings_args, N_SETTINGS, texts, settings, error))
    return cor_edit_put_settings (snapshot, settings, error);

  cor_record_unref (settings);

  return NULL;
}

static gboolean
change_settings (CorSession *session, char *const *texts, GError **error)
{
  CorEdit *edit = make_settings_edit (cor_session_get_snapshot (session), texts, error);

  return edit != NULL && cor_command_commit (session, edit, error);
}

static gboolean
run_settings (const char *path,
              const char *scenario,
              char *const *texts,
              gboolean as_json,
              GError **error)
{
  gboolean changes = cor_args_are_given (texts, N_SETTINGS);
  g_autoptr (CorOpenPlan) session = cor_command_open_in (path, scenario, !changes, error);
  gboolean done;

  if (session == NULL)
    return FALSE;
  done = !changes || change_settings (session, texts, error);
  if (done)
    print_settings (cor_session_get_snapshot (session), as_json);

  return cor_command_close (session, done ? error : NULL) && done;
}

/**
 * cor_command_settings:
 * @argc: how many arguments
 * @argv: PLAN, and what to change
 * @error: set when it fails
 *
 * Shows the settings of a plan or of a scenario, after changing them if asked to.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_settings (int argc, char **argv, GError **error)
{
  char *texts[N_SETTINGS] = { NULL };
  g_autofree char *scenario = NULL;
  g_autofree GOptionEntry *entries = NULL;
  gboolean as_json = FALSE;
  gboolean done;
  const GOptionEntry more[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  entries = cor_args_build_entries (settings_args, N_SETTINGS, texts, more);
  done = cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_SETTINGS, error) &&
         run_settings (argv[1], scenario, texts, as_json, error);
  cor_args_clear (texts, N_SETTINGS);

  return done;
}

/**
 * cor_command_edit_settings:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, and what to change
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors settings” would change
 */
CorEdit *
cor_command_edit_settings (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  char *texts[N_SETTINGS] = { NULL };
  const GOptionEntry none = { NULL, 0, 0, 0, NULL, NULL, NULL };
  g_autofree GOptionEntry *entries =
      cor_args_build_entries (settings_args, N_SETTINGS, texts, &none);
  CorEdit *edit = cor_command_parse (&argc, &argv, entries, 0, 0, COR_USAGE_SETTINGS, error)
                      ? make_settings_edit (snapshot, texts, error)
                      : NULL;

  cor_args_clear (texts, N_SETTINGS);

  return edit;
}

static const char *
get_status_code (guint value)
{
  return cor_status_get_code ((CorStatus) value);
}

static const char *
get_priority_code (guint value)
{
  return cor_priority_get_code ((CorPriority) value);
}

static const char *
get_answer_code (guint value)
{
  static const char *const codes[] = { "unknown", "no", "yes" };

  return codes[value];
}

static const CorArg person_args[] = {
  { "status", "status", COR_ARG_CHOICE, G_STRUCT_OFFSET (CorPerson, status), COR_N_STATUSES,
    get_status_code },
  { "priority", "priority", COR_ARG_CHOICE, G_STRUCT_OFFSET (CorPerson, priority), COR_N_PRIORITIES,
    get_priority_code },
  ARG (CorPerson, "ready", "ready", COR_ARG_TIME, ready_utc_s, 0),
  { "car", "car", COR_ARG_CHOICE, G_STRUCT_OFFSET (CorPerson, car), 3, get_answer_code },
  ARG (CorPerson, "free-seats", "free_seats", COR_ARG_COUNT, free_seats, 100),
  ARG (CorPerson, "seat-wanted", "seat_wanted", COR_ARG_FLAG, seat_wanted, 0),
  ARG (CorPerson, "party", "party_size", COR_ARG_COUNT, party_size, 1000),
};

#define N_PERSON_ARGS G_N_ELEMENTS (person_args)

static const char *
get_place_name (CorSnapshot *snapshot, const CorPerson *person)
{
  const CorSettlement *place =
      cor_snapshot_lookup (snapshot, COR_RECORD_SETTLEMENT, &person->place_id);

  return place != NULL ? cor_names_get (&place->names, COR_LANGUAGE_EN) : NULL;
}

static void
add_needs (JsonBuilder *json, guint needs)
{
  json_builder_set_member_name (json, "needs");
  json_builder_begin_array (json);
  for (guint i = 0; i < COR_N_NEEDS; i++)
    if ((needs & 1u << i) != 0)
      json_builder_add_string_value (json, cor_need_get_code ((CorNeed) (1u << i)));
  json_builder_end_array (json);
}

/* What plans need of people; who they are is not printed. */
static void
print_people_json (CorSnapshot *snapshot)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  json_builder_set_member_name (json, "persons");
  json_builder_begin_array (json);
  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &person->record.id);
      cor_json_add_id (json, "household_id", &person->household_id);
      cor_json_add_id (json, "cluster_id", &person->place_id);
      cor_json_add_text (json, "place", get_place_name (snapshot, person));
      add_needs (json, person->needs);
      cor_args_add_json (person_args, N_PERSON_ARGS, person, json);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_people (CorSnapshot *snapshot)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      const char *place = get_place_name (snapshot, person);
      g_autofree char *id = cor_id_to_string (&person->record.id);

      g_print ("%s  %s, %u %s, %s, %s\n", id, place != NULL ? place : "unplaced",
               person->party_size, cor_command_word_people (person->party_size),
               cor_status_get_code (person->status), cor_priority_get_code (person->priority));
    }
}

/* All of them in one edit, or none. */
static CorEdit *
make_people_edit (CorSnapshot *snapshot,
                  char *const *ids,
                  guint n_ids,
                  char *const *texts,
                  GError **error)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_PERSON, NULL);

  for (guint i = 0; i < n_ids; i++)
    {
      const CorPerson *person = NULL;
      CorPerson *changed;
      CorId id;

      if (cor_id_parse (ids[i], &id))
        person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON, &id);
      if (person == NULL)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                       "“%s” is not the id of anybody; “corridors person PLAN list” shows them. "
                       "Nobody was changed.",
                       ids[i]);
          return NULL;
        }
      changed = cor_record_copy (person);
      cor_edit_put (edit, changed);
      if (!cor_args_apply (person_args, N_PERSON_ARGS, texts, changed, error))
        return NULL;
      changed->party_size = MAX (changed->party_size, 1);
    }

  return g_steal_pointer (&edit);
}

static gboolean
change_people (CorSession *session, char **ids, guint n_ids, char *const *texts, GError **error)
{
  CorEdit *edit = make_people_edit (cor_session_get_snapshot (session), ids, n_ids, texts, error);

  return edit != NULL && cor_command_commit (session, edit, error);
}

static gboolean
run_person (int argc, char **argv, char *const *texts, gboolean as_json, GError **error)
{
  gboolean list = g_str_equal (argv[2], "list");
  g_autoptr (CorOpenPlan) session = cor_command_open (argv[1], list, error);
  gboolean done = TRUE;

  if (session == NULL)
    return FALSE;
  if (list && as_json)
    print_people_json (cor_session_get_snapshot (session));
  else if (list)
    print_people (cor_session_get_snapshot (session));
  else
    done = change_people (session, argv + 3, (guint) argc - 3, texts, error);

  return cor_command_close (session, done ? error : NULL) && done;
}

/**
 * cor_command_person:
 * @argc: how many arguments
 * @argv: PLAN list | PLAN set ID… and what to change
 * @error: set when it fails
 *
 * Lists what plans need of people, or changes it.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_person (int argc, char **argv, GError **error)
{
  char *texts[N_PERSON_ARGS] = { NULL };
  g_autofree GOptionEntry *entries = NULL;
  gboolean as_json = FALSE;
  gboolean done, list;
  const GOptionEntry more[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  entries = cor_args_build_entries (person_args, N_PERSON_ARGS, texts, more);
  done = cor_command_parse (&argc, &argv, entries, 2, -1, COR_USAGE_PERSON, error);
  if (done)
    {
      list = g_str_equal (argv[2], "list");
      if ((list ? argc != 3 : argc < 4 || !g_str_equal (argv[2], "set") || as_json) ||
          cor_args_are_given (texts, N_PERSON_ARGS) == list)
        done = cor_command_refuse (error, COR_USAGE_PERSON, "“%s” is not used like this.", argv[2]);
      else
        done = run_person (argc, argv, texts, as_json, error);
    }
  cor_args_clear (texts, N_PERSON_ARGS);

  return done;
}

/**
 * cor_command_edit_person:
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, set, ID… and what to change
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what “corridors person” would change
 */
CorEdit *
cor_command_edit_person (CorSnapshot *snapshot, int argc, char **argv, GError **error)
{
  char *texts[N_PERSON_ARGS] = { NULL };
  const GOptionEntry none = { NULL, 0, 0, 0, NULL, NULL, NULL };
  g_autofree GOptionEntry *entries =
      cor_args_build_entries (person_args, N_PERSON_ARGS, texts, &none);
  CorEdit *edit = NULL;

  if (cor_command_parse (&argc, &argv, entries, 2, -1, COR_USAGE_PERSON, error))
    {
      if (g_str_equal (argv[1], "set") && cor_args_are_given (texts, N_PERSON_ARGS))
        edit = make_people_edit (snapshot, argv + 2, (guint) argc - 2, texts, error);
      else
        cor_command_refuse (error, COR_USAGE_PERSON, "“%s” changes nothing.", argv[1]);
    }
  cor_args_clear (texts, N_PERSON_ARGS);

  return edit;
}
