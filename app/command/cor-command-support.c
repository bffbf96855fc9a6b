/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-support.h"

#include "cor-command-help.h"
#include "cor-time.h"

#include <string.h>
#include <unistd.h>

G_DEFINE_QUARK (cor - command - error - quark, cor_command_error)

/**
 * cor_command_refuse:
 * @error: (nullable): set to wrong usage
 * @usage: how the command is used
 * @why: what is wrong, as for printf()
 * @...: what belongs into it
 *
 * Says what is wrong with the arguments, and how the command is used.
 *
 * Returns: %FALSE
 */
gboolean
cor_command_refuse (GError **error, const char *usage, const char *why, ...)
{
  g_autofree char *lines = cor_command_format_usage (usage);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, why);
  text = g_strdup_vprintf (why, args);
  va_end (args);
  g_set_error (error, COR_COMMAND_ERROR, 0, "%s\n%s", text, lines);

  return FALSE;
}

static gboolean
check_words (int n_words, int n_min, int n_max, const char *usage, GError **error)
{
  if (n_words < n_min)
    return cor_command_refuse (error, usage, "Something is missing: %d of at least %d words.",
                               n_words, n_min);
  if (n_max >= 0 && n_words > n_max)
    return cor_command_refuse (error, usage, "That is too much: %d words instead of at most %d.",
                               n_words, n_max);

  return TRUE;
}

/**
 * cor_command_parse:
 * @argc: (inout): how many arguments; those that are options are taken out
 * @argv: (inout): the arguments
 * @entries: the options
 * @n_min: how many words the command needs, its own name apart
 * @n_max: how many it takes, -1: any number
 * @usage: how the command is used
 * @error: (nullable): set on wrong usage
 *
 * Returns: whether the arguments are right
 */
gboolean
cor_command_parse (int *argc,
                   char ***argv,
                   const GOptionEntry *entries,
                   int n_min,
                   int n_max,
                   const char *usage,
                   GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) parse_error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &parse_error))
    return cor_command_refuse (error, usage, "%s.", parse_error->message);

  return check_words (*argc - 1, n_min, n_max, usage, error);
}

/**
 * cor_await_cb:
 * @source: who was asked
 * @result: the answer
 * @user_data: a #CorAwait
 *
 * The callback to hand to an asynchronous function.
 */
void
cor_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((CorAwait *) user_data)->result = g_object_ref (result);
}

/**
 * cor_await:
 * @await: what the callback was given
 *
 * Runs the main context until the answer is there.
 *
 * Returns: (transfer full): the answer
 */
GAsyncResult *
cor_await (CorAwait *await)
{
  while (await->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&await->result);
}

/**
 * cor_command_name_crossing:
 * @snapshot: a plan
 * @id: a crossing
 * @otherwise: (nullable): what to say if the plan has none of that id
 *
 * Returns: (nullable): its name, or @otherwise
 */
const char *
cor_command_name_crossing (CorSnapshot *snapshot, const CorId *id, const char *otherwise)
{
  const CorCrossing *crossing = cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, id);

  return crossing != NULL ? cor_names_get (&crossing->names, COR_LANGUAGE_EN) : otherwise;
}

/**
 * cor_command_word_people:
 * @n_people: how many
 *
 * Returns: (transfer none): the word to print behind their number
 */
const char *
cor_command_word_people (guint64 n_people)
{
  return n_people == 1 ? "person" : "people";
}

static const char *
get_officer (void)
{
  const char *real_name = g_get_real_name ();

  return g_str_equal (real_name, "Unknown") ? g_get_user_name () : real_name;
}

/**
 * cor_command_new_session:
 * @error: (nullable): set when shipped data is missing
 *
 * Returns: (transfer full) (nullable): a session without a plan
 */
CorSession *
cor_command_new_session (GError **error)
{
  g_autoptr (CorAtlas) atlas = cor_atlas_load (NULL, error);

  return atlas != NULL ? cor_session_new (atlas, get_officer ()) : NULL;
}

/**
 * cor_command_open:
 * @path: (type filename): a plan
 * @read_only: whether to look only
 * @error: (nullable): set when it cannot be opened
 *
 * Opens a plan; says on the error output what did not go well, but keeps nobody from it.
 *
 * Returns: (transfer full) (nullable): a session on the plan
 */
CorSession *
cor_command_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (CorSession) session = cor_command_new_session (error);
  g_autoptr (GAsyncResult) result = NULL;
  CorAwait await = { NULL };

  if (session == NULL)
    return NULL;

  cor_session_open_async (session, path, read_only, NULL, cor_await_cb, &await);
  result = cor_await (&await);
  if (!cor_session_open_finish (session, result, error))
    return NULL;
  if (cor_session_get_notice (session) != NULL)
    g_printerr ("%s\n", cor_session_get_notice (session));

  return g_steal_pointer (&session);
}

/**
 * cor_command_create:
 * @path: (type filename): where
 * @name: what the plan is called
 * @start_utc_s: when it begins
 * @error: (nullable): set when it cannot be created
 *
 * Returns: (transfer full) (nullable): a session on the new plan
 */
CorSession *
cor_command_create (const char *path, const char *name, gint64 start_utc_s, GError **error)
{
  g_autoptr (CorSession) session = cor_command_new_session (error);
  g_autoptr (GAsyncResult) result = NULL;
  CorAwait await = { NULL };

  if (session == NULL)
    return NULL;

  cor_session_create_async (session, path, name, start_utc_s, NULL, cor_await_cb, &await);
  result = cor_await (&await);

  return cor_session_create_finish (session, result, error) ? g_steal_pointer (&session) : NULL;
}

/**
 * cor_command_close:
 * @session: a session with a plan
 * @error: (nullable): set when the file could not be folded into one
 *
 * Returns: whether the plan is whole in one file
 */
gboolean
cor_command_close (CorSession *session, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cor_session_close_async (session, cor_await_cb, &await);
  result = cor_await (&await);

  return cor_session_close_finish (session, result, error);
}

/**
 * cor_command_drop:
 * @session: (transfer full): a session, with a plan or without
 *
 * Closes the plan of a command that failed, so that nothing is left beside its file, and lets the
 * session go.
 */
void
cor_command_drop (CorOpenPlan *session)
{
  cor_command_close (session, NULL);
  g_object_unref (session);
}

/**
 * cor_command_commit:
 * @session: a session with a plan
 * @edit: (transfer full): what to change
 * @error: (nullable): set when nothing was changed
 *
 * Returns: whether the edit was made
 */
gboolean
cor_command_commit (CorSession *session, CorEdit *edit, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cor_session_commit_async (session, edit, NULL, cor_await_cb, &await);
  result = cor_await (&await);

  return cor_session_commit_finish (session, result, error);
}

/**
 * cor_command_show_progress:
 * @stage: what is being done
 * @fraction: how much of it is done
 * @user_data: not used
 *
 * Shows progress on the error output, where somebody watches.
 */
void
cor_command_show_progress (const char *stage, double fraction, gpointer user_data)
{
  if (isatty (STDERR_FILENO) == 1)
    g_printerr ("\r%-36s %3.0f %%", stage, fraction * 100.0);
}

/**
 * cor_command_choose_roads:
 * @session: a session with a plan
 * @path: (type filename): a network file, or %COR_COMMAND_BUILTIN_ROADS
 * @error: (nullable): set when it is none, or does not reach the plan's crossings
 *
 * Has the plan's routes computed on other roads.
 *
 * Returns: whether they are in use
 */
gboolean
cor_command_choose_roads (CorSession *session, const char *path, GError **error)
{
  const char *chosen = strcmp (path, COR_COMMAND_BUILTIN_ROADS) != 0 ? path : NULL;
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  guint n_crossings_off;

  cor_session_choose_roads_async (session, chosen, cor_command_show_progress, NULL, NULL,
                                  cor_await_cb, &await);
  result = cor_await (&await);
  if (chosen != NULL && isatty (STDERR_FILENO) == 1)
    g_printerr ("\n");
  if (!cor_session_choose_roads_finish (session, result, &n_crossings_off, error))
    return FALSE;
  if (n_crossings_off > 0)
    g_printerr ("%s: %u of the plan's crossings are not within reach of its roads; nobody is sent "
                "there.\n",
                path, n_crossings_off);

  return TRUE;
}

/* Routes that were stored are there before their roads are: what is said of the roads must be of
 * those that the routes are on. Roads that are missing are told as trouble. */
static void
await_roads (CorSession *session, const CorResult *routes)
{
  while (cor_session_get_roads (session)->trouble == NULL &&
         !g_str_equal (cor_session_get_roads (session)->checksum, routes->network_checksum))
    g_main_context_iteration (NULL, TRUE);
}

/* Nobody shall take routes on the built-in roads for those on the plan's own. */
static void
warn_of_roads (CorSession *session)
{
  const CorRoadsInUse *roads = cor_session_get_roads (session);

  if (roads->trouble != NULL)
    g_printerr ("%s\n", roads->trouble);
}

/**
 * cor_command_compute:
 * @session: a session with a plan
 * @error: (nullable): set when the calculation failed
 *
 * Waits for the routes; says on the error output if they are not on the roads that the plan names.
 *
 * Returns: (transfer full) (nullable): routes that are not stale
 */
CorResult *
cor_command_compute (CorSession *session, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  CorResult *routes;

  cor_session_compute_async (session, NULL, cor_await_cb, &await);
  result = cor_await (&await);
  routes = cor_session_compute_finish (session, result, error);
  if (routes != NULL)
    {
      await_roads (session, routes);
      warn_of_roads (session);
    }

  return routes;
}

static void
note_failure_cb (CorSession *session, const GError *error, gpointer user_data)
{
  GError **failure = user_data;

  g_clear_error (failure);
  *failure = g_error_copy (error);
}

/* A first plan is for those who look on; what is told here is the best one. */
static void
note_result_cb (CorSession *session, GParamSpec *pspec, gpointer user_data)
{
  CorResult *result = cor_session_get_result (session);

  *(gboolean *) user_data = result != NULL && !result->is_preview;
}

/**
 * cor_command_preview:
 * @session: a session whose routes are not stale
 * @draft: an edit that is not made
 * @error: (nullable): set when the calculation failed
 *
 * Computes the routes as they would be after @draft. Nothing is written.
 *
 * Returns: (transfer full) (nullable): those routes
 */
CorResult *
cor_command_preview (CorSession *session, const CorEdit *draft, GError **error)
{
  GError *failure = NULL;
  gboolean has_result = FALSE;
  gulong handlers[2];
  CorResult *routes = NULL;

  handlers[0] = g_signal_connect (session, "failed", G_CALLBACK (note_failure_cb), &failure);
  handlers[1] =
      g_signal_connect (session, "notify::result", G_CALLBACK (note_result_cb), &has_result);
  cor_session_preview (session, draft);
  while (!has_result && failure == NULL)
    g_main_context_iteration (NULL, TRUE);
  if (has_result)
    {
      routes = cor_result_ref (cor_session_get_result (session));
      g_clear_error (&failure);
    }
  else
    g_propagate_error (error, failure);
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_handler_disconnect (session, handlers[i]);
  cor_session_preview (session, NULL);

  return routes;
}

/**
 * cor_command_import_list:
 * @import: a list
 * @dry_run: whether only to say what would happen
 * @error: (nullable): set when nothing was changed
 *
 * Reads a list and imports it.
 *
 * Returns: whether it is done
 */
gboolean
cor_command_import_list (CorListImport *import, gboolean dry_run, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) run = NULL;

  cor_list_import_read_async (import, NULL, cor_await_cb, &await);
  read = cor_await (&await);
  if (!cor_list_import_read_finish (import, read, error))
    return FALSE;

  cor_list_import_run_async (import, dry_run, NULL, cor_await_cb, &await);
  run = cor_await (&await);

  return cor_list_import_run_finish (import, run, error);
}

/**
 * cor_json_add_id:
 * @json: an object being built
 * @member: a name
 * @id: an id; nil becomes null
 *
 * Adds an id.
 */
void
cor_json_add_id (JsonBuilder *json, const char *member, const CorId *id)
{
  g_autofree char *text = cor_id_to_string (id);

  cor_json_add_text (json, member, cor_id_is_nil (id) ? NULL : text);
}

/**
 * cor_json_add_text:
 * @json: an object being built
 * @member: a name
 * @text: (nullable): %NULL becomes null
 *
 * Adds a text.
 */
void
cor_json_add_text (JsonBuilder *json, const char *member, const char *text)
{
  json_builder_set_member_name (json, member);
  if (text != NULL)
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

/**
 * cor_json_add_count:
 * @json: an object being built
 * @member: a name
 * @count: a whole number
 *
 * Adds a count.
 */
void
cor_json_add_count (JsonBuilder *json, const char *member, guint64 count)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, (gint64) count);
}

/**
 * cor_json_add_number:
 * @json: an object being built
 * @member: a name
 * @number: any number
 *
 * Adds a number.
 */
void
cor_json_add_number (JsonBuilder *json, const char *member, double number)
{
  json_builder_set_member_name (json, member);
  json_builder_add_double_value (json, number);
}

/**
 * cor_json_add_time:
 * @json: an object being built
 * @member: a name
 * @time_utc_s: a time; %COR_TIME_NONE becomes null
 *
 * Adds a time in UTC, ending in Z.
 */
void
cor_json_add_time (JsonBuilder *json, const char *member, gint64 time_utc_s)
{
  g_autofree char *text = time_utc_s != COR_TIME_NONE ? cor_time_format_utc (time_utc_s) : NULL;

  cor_json_add_text (json, member, text);
}

/**
 * cor_json_add_flag:
 * @json: an object being built
 * @member: a name
 * @flag: a truth value
 *
 * Adds a truth value.
 */
void
cor_json_add_flag (JsonBuilder *json, const char *member, gboolean flag)
{
  json_builder_set_member_name (json, member);
  json_builder_add_boolean_value (json, flag);
}

/**
 * cor_json_add_roads:
 * @json: an object being built
 * @session: a session whose routes were computed
 *
 * Adds “network”: the roads that the routes were computed on, and why they are not those that the
 * plan names.
 */
void
cor_json_add_roads (JsonBuilder *json, CorSession *session)
{
  const CorRoadsInUse *roads = cor_session_get_roads (session);

  json_builder_set_member_name (json, "network");
  json_builder_begin_object (json);
  cor_json_add_text (json, "id", roads->checksum);
  cor_json_add_text (json, "checksum", roads->checksum);
  cor_json_add_flag (json, "builtin", roads->path == NULL);
  cor_json_add_text (json, "source", roads->source);
  cor_json_add_text (json, "attribution", roads->attribution);
  cor_json_add_text (json, "file", roads->path);
  cor_json_add_text (json, "trouble", roads->trouble);
  json_builder_end_object (json);
}

/**
 * cor_json_print:
 * @json: a finished object
 *
 * Prints one object on the standard output.
 */
void
cor_json_print (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);

  g_print ("%s\n", text);
}
