/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-record.h"

#include "cor-error.h"
#include "cor-fleet-edits.h"
#include "cor-scenario-edits.h"

static gboolean
enter_scenario (CorSession *session, const char *scenario, GError **error)
{
  CorId id;

  return scenario == NULL ||
         (cor_scenario_parse (cor_session_get_snapshot (session), scenario, &id, error) &&
          cor_session_set_scenario (session, &id, error));
}

/**
 * cor_command_open_in:
 * @path: (type filename): a plan
 * @scenario: (nullable): the name of a scenario of it; %NULL: the plan itself
 * @read_only: whether to look only
 * @error: (nullable): set when it cannot be opened, or has no such scenario
 *
 * Returns: (transfer full) (nullable): a session that shows the plan in that scenario
 */
CorSession *
cor_command_open_in (const char *path, const char *scenario, gboolean read_only, GError **error)
{
  g_autoptr (CorOpenPlan) session = cor_command_open (path, read_only, error);

  if (session == NULL || !enter_scenario (session, scenario, error))
    return NULL;

  return g_steal_pointer (&session);
}

static CorSession *
open_to_compute (const char *path, GError **error)
{
  g_autoptr (GError) refused = NULL;
  CorSession *session = cor_command_open (path, FALSE, &refused);

  if (session != NULL)
    return session;
  if (g_error_matches (refused, COR_ERROR, COR_ERROR_LOCKED) ||
      g_error_matches (refused, COR_ERROR, COR_ERROR_READ_ONLY))
    return cor_command_open (path, TRUE, error);

  g_propagate_error (error, g_steal_pointer (&refused));

  return NULL;
}

/**
 * cor_command_open_to_compute:
 * @path: (type filename): a plan
 * @scenario: (nullable): the name of a scenario of it; %NULL: the plan itself
 * @error: (nullable): set when it cannot be opened, or has no such scenario
 *
 * Opens a plan for writing, so that the routes can be kept; for reading if somebody else writes it
 * or it may not be written.
 *
 * Returns: (transfer full) (nullable): a session that shows the plan in that scenario
 */
CorSession *
cor_command_open_to_compute (const char *path, const char *scenario, GError **error)
{
  g_autoptr (CorOpenPlan) session = open_to_compute (path, error);

  if (session == NULL || !enter_scenario (session, scenario, error))
    return NULL;

  return g_steal_pointer (&session);
}

typedef struct
{
  const CorRecordTopic *topic;
  char **texts; /* what was written for each field */
  gboolean as_json;
} Call;

static void
add_fields_json (const CorRecordTopic *topic, gconstpointer record, JsonBuilder *json)
{
  cor_json_add_id (json, "id", &((const CorRecord *) record)->id);
  cor_args_add_json (topic->args, topic->n_args, record, json);
}

static void
add_record_json (const CorRecordTopic *topic, gconstpointer record, JsonBuilder *json)
{
  json_builder_begin_object (json);
  add_fields_json (topic, record, json);
  json_builder_end_object (json);
}

static void
print_list (const Call *call, CorSnapshot *snapshot)
{
  GPtrArray *records = cor_snapshot_get_records (snapshot, call->topic->kind);

  for (guint i = 0; i < records->len; i++)
    {
      const CorRecord *record = records->pdata[i];
      g_autofree char *id = cor_id_to_string (&record->id);
      g_autofree char *label = cor_record_get_label (record);

      g_print ("%s  %s\n", id, label);
      cor_args_print (call->topic->args, call->topic->n_args, record);
    }
}

static void
print_list_json (const Call *call, CorSnapshot *snapshot)
{
  GPtrArray *records = cor_snapshot_get_records (snapshot, call->topic->kind);
  const CorScenario *scenario = cor_snapshot_get_scenario (snapshot);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  cor_json_add_text (json, "scenario", scenario != NULL ? scenario->name : NULL);
  json_builder_set_member_name (json, call->topic->list_member);
  json_builder_begin_array (json);
  for (guint i = 0; i < records->len; i++)
    add_record_json (call->topic, records->pdata[i], json);
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_records_json (const Call *call, CorSnapshot *snapshot, const GArray *ids)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  json_builder_set_member_name (json, call->topic->list_member);
  json_builder_begin_array (json);
  for (guint i = 0; i < ids->len; i++)
    add_record_json (
        call->topic,
        cor_snapshot_lookup (snapshot, call->topic->kind, &g_array_index (ids, CorId, i)), json);
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static gboolean
report_json (const Call *call, CorSession *session, const CorId *id, GError **error)
{
  const CorRecordTopic *topic = call->topic;
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_fields_json (topic, cor_snapshot_lookup (cor_session_get_snapshot (session), topic->kind, id),
                   json);
  if (topic->report != NULL && !topic->report (session, id, json, error))
    return FALSE;
  json_builder_end_object (json);
  cor_json_print (json);

  return TRUE;
}

/* Says what was added or changed: one record as an object, several as a list. */
static gboolean
report (const Call *call, CorSession *session, const GArray *ids, GError **error)
{
  if (call->as_json && ids->len == 1)
    return report_json (call, session, &g_array_index (ids, CorId, 0), error);
  if (call->as_json)
    {
      print_records_json (call, cor_session_get_snapshot (session), ids);
      return TRUE;
    }

  for (guint i = 0; i < ids->len; i++)
    {
      const CorId *id = &g_array_index (ids, CorId, i);
      g_autofree char *text = cor_id_to_string (id);

      g_print ("%s\n", text);
      if (call->topic->report != NULL && !call->topic->report (session, id, NULL, error))
        return FALSE;
    }

  return TRUE;
}

/* Sets what was written, and makes the edit that puts the record; takes it. */
static CorEdit *
make_edit (const Call *call, CorSnapshot *snapshot, gpointer record, GError **error)
{
  if (!cor_args_apply (call->topic->args, call->topic->n_args, call->texts, record, error))
    {
      cor_record_unref (record);
      return NULL;
    }

  return call->topic->put (snapshot, record, error);
}

/* One edit that puts all of them, or none; takes them out of @records. */
static CorEdit *
put_together (const Call *call,
              CorSnapshot *snapshot,
              GPtrArray *records,
              GArray *ids,
              GError **error)
{
  g_autoptr (CorEdit) together = NULL;

  for (guint i = 0; i < records->len; i++)
    {
      CorRecord *record = records->pdata[i];
      g_autoptr (CorEdit) edit = NULL;

      g_array_append_val (ids, record->id);
      edit = make_edit (call, snapshot, cor_record_ref (record), error);
      if (edit == NULL)
        return NULL;
      if (together == NULL)
        together = g_steal_pointer (&edit);
      else
        cor_edit_put (together, cor_record_ref (record));
    }

  return g_steal_pointer (&together);
}

/* What “add” adds. */
static GPtrArray *
make_records (const Call *call, CorSnapshot *snapshot, char *const *words, GError **error)
{
  g_autoptr (GPtrArray) records = NULL;
  gpointer record;

  if (call->topic->make_many != NULL)
    return call->topic->make_many (words, snapshot, error);

  record = call->topic->make (words, call->texts, error);
  if (record == NULL)
    return NULL;
  records = g_ptr_array_new_with_free_func (cor_record_unref);
  g_ptr_array_add (records, record);

  return g_steal_pointer (&records);
}

static CorEdit *
make_addition (const Call *call,
               CorSnapshot *snapshot,
               char *const *words,
               GArray *ids,
               GError **error)
{
  g_autoptr (GPtrArray) records = make_records (call, snapshot, words, error);

  return records != NULL ? put_together (call, snapshot, records, ids, error) : NULL;
}

static CorEdit *
make_change (const Call *call, CorSnapshot *snapshot, const char *name, GArray *ids, GError **error)
{
  const CorRecord *record = cor_snapshot_find_record (snapshot, call->topic->kind, name, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (cor_record_unref);

  if (record == NULL)
    return NULL;
  g_ptr_array_add (records, cor_record_copy (record));

  return put_together (call, snapshot, records, ids, error);
}

static CorEdit *
make_removal (const Call *call, CorSnapshot *snapshot, const char *name, GError **error)
{
  const CorRecord *record = cor_snapshot_find_record (snapshot, call->topic->kind, name, error);

  return record != NULL ? cor_edit_remove_record (snapshot, call->topic->kind, &record->id, error)
                        : NULL;
}

/* Of a scenario: what is written in the plan counts again. */
static CorEdit *
make_reset (const Call *call, CorSnapshot *snapshot, const char *name, GError **error)
{
  const CorRecord *record = cor_snapshot_find_record (snapshot, call->topic->kind, name, NULL);

  if (record == NULL) /* removed in the scenario */
    record =
        cor_snapshot_find_record (cor_snapshot_get_plan (snapshot), call->topic->kind, name, error);

  return record != NULL ? cor_edit_follow_plan (snapshot, call->topic->kind, &record->id, error)
                        : NULL;
}

/* What a verb other than “list” does; tells in @ids what it adds or changes. */
static CorEdit *
make_edit_of_verb (const Call *call,
                   CorSnapshot *snapshot,
                   const char *verb,
                   char *const *words,
                   GArray *ids,
                   GError **error)
{
  if (g_str_equal (verb, "add"))
    return make_addition (call, snapshot, words, ids, error);
  if (g_str_equal (verb, "set"))
    return make_change (call, snapshot, words[0], ids, error);
  if (g_str_equal (verb, "reset"))
    return make_reset (call, snapshot, words[0], error);

  return make_removal (call, snapshot, words[0], error);
}

static gboolean
run_list (const Call *call, CorSession *session)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);

  if (call->as_json)
    print_list_json (call, snapshot);
  else
    print_list (call, snapshot);

  return TRUE;
}

/* How many words follow a verb; G_MAXUINT: it is none. */
static guint
count_words (const Call *call, const char *verb)
{
  if (g_str_equal (verb, "add"))
    return call->topic->n_words;
  if (g_str_equal (verb, "list"))
    return 0;

  return g_str_equal (verb, "set") || g_str_equal (verb, "remove") || g_str_equal (verb, "reset")
             ? 1
             : G_MAXUINT;
}

static gboolean
check (const Call *call, const char *verb, guint n_words, GError **error)
{
  const char *usage = call->topic->usage;
  gboolean changes = cor_args_are_given (call->texts, call->topic->n_args);
  guint n_needed = count_words (call, verb);

  if (n_needed == G_MAXUINT)
    return cor_command_refuse (error, usage, "“%s” cannot be done with it.", verb);
  if (n_words != n_needed)
    return cor_command_refuse (error, usage, "“%s” takes %u words, %u are there.", verb, n_needed,
                               n_words);
  if (!changes && g_str_equal (verb, "set"))
    return cor_command_refuse (error, usage, "“set” needs an option that says what to change.");
  if (changes && !g_str_equal (verb, "set") && !g_str_equal (verb, "add"))
    return cor_command_refuse (error, usage, "“%s” takes none of these options.", verb);

  return TRUE;
}

static gboolean
run_change (const Call *call, CorSession *session, const char *verb, char **words, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (CorId));
  CorEdit *edit =
      make_edit_of_verb (call, cor_session_get_snapshot (session), verb, words, ids, error);

  return edit != NULL && cor_command_commit (session, edit, error) &&
         (ids->len == 0 || report (call, session, ids, error));
}

static gboolean
run_verb (const Call *call,
          const char *path,
          const char *scenario,
          const char *verb,
          char **words,
          GError **error)
{
  gboolean list = g_str_equal (verb, "list");
  g_autoptr (CorOpenPlan) session = cor_command_open_in (path, scenario, list, error);
  gboolean done;

  if (session == NULL)
    return FALSE;
  done = list ? run_list (call, session) : run_change (call, session, verb, words, error);

  return cor_command_close (session, done ? error : NULL) && done;
}

/**
 * cor_command_run_record:
 * @topic: what the command is about
 * @argc: how many arguments
 * @argv: PLAN add … | set NAME … | list | remove NAME | reset NAME, with --scenario and --json
 * @error: set when it fails
 *
 * Adds, changes, lists or removes records, in the plan or in one of its scenarios; “reset” lets a
 * scenario be as the plan in one again.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_run_record (const CorRecordTopic *topic, int argc, char **argv, GError **error)
{
  g_autofree char **texts = g_new0 (char *, topic->n_args + 1);
  g_autofree GOptionEntry *entries = NULL;
  g_autofree char *scenario = NULL;
  Call call = { topic, texts, FALSE };
  gboolean done;
  const GOptionEntry more[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  entries = cor_args_build_entries (topic->args, topic->n_args, texts, more);
  if (!cor_command_parse (&argc, &argv, entries, 2, -1, topic->usage, error))
    done = FALSE;
  else
    done = check (&call, argv[2], (guint) argc - 3, error) &&
           run_verb (&call, argv[1], scenario, argv[2], argv + 3, error);

  cor_args_clear (texts, topic->n_args);

  return done;
}

/**
 * cor_command_edit_record:
 * @topic: what the command is about
 * @snapshot: a plan
 * @argc: how many arguments
 * @argv: the command’s name, and add … | set NAME … | remove NAME | reset NAME
 * @error: (nullable): set when it cannot be done
 *
 * Returns: (transfer full) (nullable): what the command would change
 */
CorEdit *
cor_command_edit_record (const CorRecordTopic *topic,
                         CorSnapshot *snapshot,
                         int argc,
                         char **argv,
                         GError **error)
{
  g_autofree char **texts = g_new0 (char *, topic->n_args + 1);
  g_autofree GOptionEntry *entries = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (CorId));
  const GOptionEntry none = { NULL, 0, 0, 0, NULL, NULL, NULL };
  Call call = { topic, texts, FALSE };
  CorEdit *edit = NULL;

  entries = cor_args_build_entries (topic->args, topic->n_args, texts, &none);
  if (cor_command_parse (&argc, &argv, entries, 1, -1, topic->usage, error) &&
      check (&call, argv[1], (guint) argc - 2, error))
    {
      if (g_str_equal (argv[1], "list"))
        cor_command_refuse (error, topic->usage, "“list” changes nothing.");
      else
        edit = make_edit_of_verb (&call, snapshot, argv[1], argv + 2, ids, error);
    }
  cor_args_clear (texts, topic->n_args);

  return edit;
}
