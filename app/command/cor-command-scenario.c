/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-record.h"

#include "cor-scenario-edits.h"
#include "cor-time.h"

static guint
count_changes (CorSnapshot *snapshot, const CorScenario *scenario)
{
  const CorOverlay *overlay = cor_snapshot_get_overlay (snapshot, &scenario->record.id);

  return overlay != NULL ? cor_overlay_count (overlay) : 0;
}

static const char *
get_parent_name (CorSnapshot *snapshot, const CorScenario *scenario)
{
  const CorScenario *parent =
      cor_snapshot_lookup (snapshot, COR_RECORD_SCENARIO, &scenario->parent_id);

  return parent != NULL ? parent->name : COR_SCENARIO_NONE;
}

static void
print_scenarios_json (CorSnapshot *snapshot)
{
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  json_builder_set_member_name (json, "scenarios");
  json_builder_begin_array (json);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];

      json_builder_begin_object (json);
      cor_json_add_id (json, "id", &scenario->record.id);
      cor_json_add_text (json, "name", scenario->name);
      cor_json_add_time (json, "created", scenario->created_utc_s);
      cor_json_add_text (json, "from", get_parent_name (snapshot, scenario));
      cor_json_add_text (json, "note", scenario->note);
      cor_json_add_count (json, "changes", count_changes (snapshot, scenario));
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print_scenarios (CorSnapshot *snapshot)
{
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);

  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];

      g_print ("%s: differs from the plan in %u records, branched from %s\n", scenario->name,
               count_changes (snapshot, scenario), get_parent_name (snapshot, scenario));
    }
}

/* Makes the edit that is asked for; what is wrong with the words was seen before. */
static CorEdit *
make_edit (CorSession *session, char **words, const char *from, const char *note, GError **error)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  CorId id;

  if (g_str_equal (words[0], "add"))
    {
      g_autoptr (CorSnapshot) parent = NULL;

      if (!cor_scenario_parse (snapshot, from != NULL ? from : COR_SCENARIO_NONE, &id, error))
        return NULL;
      parent = cor_snapshot_view (snapshot, &id);
      return cor_edit_add_scenario (parent, words[1], note, error);
    }

  if (!cor_scenario_parse (snapshot, words[1], &id, error))
    return NULL;
  if (g_str_equal (words[0], "rename"))
    return cor_edit_rename_scenario (snapshot, &id, words[2], error);
  if (g_str_equal (words[0], "adopt"))
    return cor_edit_adopt_scenario (snapshot, &id, error);

  return cor_edit_remove_scenario (snapshot, &id, error);
}

static gboolean
is_well_formed (char **words, guint n_words, gboolean has_options, gboolean as_json)
{
  if (g_str_equal (words[0], "list"))
    return n_words == 1 && !has_options;
  if (as_json)
    return FALSE;
  if (g_str_equal (words[0], "add"))
    return n_words == 2;
  if (g_str_equal (words[0], "rename"))
    return n_words == 3 && !has_options;

  return n_words == 2 && !has_options &&
         (g_str_equal (words[0], "remove") || g_str_equal (words[0], "adopt"));
}

/**
 * cor_command_scenario:
 * @argc: how many arguments
 * @argv: PLAN list | add NAME | rename NAME NEW | remove NAME | adopt NAME
 * @error: set when it fails
 *
 * Lists, branches, renames, removes or adopts scenarios. What is changed in one is changed by the
 * other commands, with --scenario.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_scenario (int argc, char **argv, GError **error)
{
  g_autofree char *from = NULL;
  g_autofree char *note = NULL;
  gboolean as_json = FALSE;
  g_autoptr (CorOpenPlan) session = NULL;
  gboolean list, done = TRUE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &note, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 2, 4, COR_USAGE_SCENARIO, error))
    return FALSE;
  if (!is_well_formed (argv + 2, (guint) argc - 2, from != NULL || note != NULL, as_json))
    return cor_command_refuse (error, COR_USAGE_SCENARIO, "“%s” is not used like this.", argv[2]);

  list = g_str_equal (argv[2], "list");
  session = cor_command_open (argv[1], list, error);
  if (session == NULL)
    return FALSE;
  if (list && as_json)
    print_scenarios_json (cor_session_get_snapshot (session));
  else if (list)
    print_scenarios (cor_session_get_snapshot (session));
  else
    {
      CorEdit *edit = make_edit (session, argv + 2, from, note, error);

      done = edit != NULL && cor_command_commit (session, edit, error);
    }

  return cor_command_close (session, done ? error : NULL) && done;
}

static void
add_published (JsonBuilder *json, CorSnapshot *snapshot, const CorPublished *published)
{
  const CorScenario *scenario =
      cor_snapshot_lookup (snapshot, COR_RECORD_SCENARIO, &published->scenario_id);

  json_builder_begin_object (json);
  cor_json_add_count (json, "number", published->number);
  cor_json_add_count (json, "revision", published->revision);
  cor_json_add_time (json, "published", published->time_utc_s);
  cor_json_add_id (json, "scenario_id", &published->scenario_id);
  cor_json_add_text (json, "scenario", scenario != NULL ? scenario->name : NULL);
  cor_json_add_text (json, "network_checksum", published->network_checksum);
  json_builder_end_object (json);
}

static void
print_published_json (CorSnapshot *snapshot, GPtrArray *list)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  json_builder_set_member_name (json, "published");
  json_builder_begin_array (json);
  for (guint i = 0; i < list->len; i++)
    add_published (json, snapshot, list->pdata[i]);
  json_builder_end_array (json);
  json_builder_end_object (json);
  cor_json_print (json);
}

static gboolean
list_published (CorSession *session, gboolean as_json, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) list = NULL;

  cor_session_list_published_async (session, cor_await_cb, &await);
  result = cor_await (&await);
  list = cor_session_list_published_finish (session, result, error);
  if (list == NULL)
    return FALSE;

  if (as_json)
    print_published_json (cor_session_get_snapshot (session), list);
  else
    for (guint i = 0; i < list->len; i++)
      {
        const CorPublished *published = list->pdata[i];
        g_autofree char *time = cor_time_format_utc (published->time_utc_s);

        g_print ("%u  revision %" G_GUINT64_FORMAT "  %s\n", published->number, published->revision,
                 time);
      }

  return TRUE;
}

static gboolean
publish (CorSession *session, gboolean as_json, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  CorSnapshot *snapshot;
  guint number;

  cor_session_publish_async (session, NULL, cor_await_cb, &await);
  result = cor_await (&await);
  number = cor_session_publish_finish (session, result, error);
  if (number == 0)
    return FALSE;

  snapshot = cor_session_get_snapshot (session);
  if (as_json)
    {
      g_autoptr (JsonBuilder) json = json_builder_new ();

      json_builder_begin_object (json);
      cor_json_add_count (json, "number", number);
      cor_json_add_count (json, "revision", cor_snapshot_get_revision (snapshot));
      json_builder_end_object (json);
      cor_json_print (json);
    }
  else
    g_print ("Published under number %u. Sheets of this state are no longer drafts.\n", number);

  return TRUE;
}

/**
 * cor_command_publish:
 * @argc: how many arguments
 * @argv: PLAN, with --scenario or --list
 * @error: set when it fails
 *
 * Publishes the routes of a plan, or lists what was published.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_publish (int argc, char **argv, GError **error)
{
  g_autofree char *scenario = NULL;
  gboolean as_json = FALSE, list = FALSE;
  g_autoptr (CorOpenPlan) session = NULL;
  gboolean done;
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &scenario, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &list, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_PUBLISH, error))
    return FALSE;
  if (list && scenario != NULL)
    return cor_command_refuse (error, COR_USAGE_PUBLISH,
                               "--list shows what was published of all scenarios.");

  session = cor_command_open_in (argv[1], scenario, list, error);
  if (session == NULL)
    return FALSE;
  done = list ? list_published (session, as_json, error) : publish (session, as_json, error);

  return cor_command_close (session, done ? error : NULL) && done;
}
