/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-record.h"
#include "cor-command-roads.h"
#include "cor-plan-edits.h"
#include "cor-session-reach.h"
#include "cor-time.h"

#include <string.h>

typedef struct
{
  char *crossing;
  char *within;
  char *depart;
  char *vehicle;
  char *scenario;
  int cell_m;
  gboolean as_json;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->crossing);
  g_free (options->within);
  g_free (options->depart);
  g_free (options->vehicle);
  g_free (options->scenario);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static CorRoadAnswer *
find_reach (CorSession *session, const CorReachQuestion *question, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  cor_session_find_reach_async (session, question, NULL, cor_await_cb, &await);
  result = cor_await (&await);

  return cor_session_find_reach_finish (session, result, error);
}

static void
print_json (const CorRoadAnswer *answer, const CorCrossing *crossing, gint64 depart_utc_s)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "crossing");
  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &crossing->record.id);
  cor_json_add_text (json, "name", cor_names_get (&crossing->names, COR_LANGUAGE_EN));
  cor_json_add_text (json, "state",
                     cor_crossing_state_get_code (cor_crossing_get_state (crossing, depart_utc_s)));
  json_builder_end_object (json);
  cor_json_add_time (json, "depart", depart_utc_s);
  cor_json_add_text (json, "trouble", answer->trouble);
  cor_command_add_reaches (json, answer);
  json_builder_end_object (json);
  cor_json_print (json);
}

static void
print (const CorRoadAnswer *answer, const CorCrossing *crossing, gint64 depart_utc_s)
{
  g_autofree char *depart = cor_time_format_local (depart_utc_s, "Europe/Kyiv");

  g_print ("%s, leaving at %s\n", cor_names_get (&crossing->names, COR_LANGUAGE_EN), depart);
  if (cor_crossing_get_state (crossing, depart_utc_s) != COR_CROSSING_OPEN)
    g_print ("the crossing is not open then\n");
  cor_command_print_reaches (answer);
}

static gboolean
answer_in (CorSession *session, const Options *options, CorReachQuestion *question, GError **error)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (session);
  const CorCrossing *crossing = cor_snapshot_find_crossing (snapshot, options->crossing, error);
  g_autoptr (CorRoadAnswer) answer = NULL;

  if (crossing == NULL)
    return FALSE;
  question->crossing_id = crossing->record.id;
  if (question->depart_utc_s == COR_TIME_NONE)
    question->depart_utc_s = cor_snapshot_get_settings (snapshot)->start_utc_s;
  answer = find_reach (session, question, error);
  if (answer == NULL)
    return FALSE;

  if (answer->trouble != NULL)
    g_printerr ("%s\n", answer->trouble);
  if (options->as_json)
    print_json (answer, crossing, question->depart_utc_s);
  else
    print (answer, crossing, question->depart_utc_s);

  return TRUE;
}

/**
 * cor_command_isochrone:
 * @argc: how many arguments
 * @argv: PLAN --crossing NAME --within MIN[,MIN…] and options
 * @error: set when it fails
 *
 * Prints from where a crossing of a plan is reached in time, with what the plan closes when people
 * leave; as JSON with the area, as GeoJSON.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_isochrone (int argc, char **argv, GError **error)
{
  g_auto (Options) options = { NULL };
  const GOptionEntry entries[] = {
    { "crossing", 0, 0, G_OPTION_ARG_STRING, &options.crossing, NULL, NULL },
    { "within", 0, 0, G_OPTION_ARG_STRING, &options.within, NULL, NULL },
    { "depart", 0, 0, G_OPTION_ARG_STRING, &options.depart, NULL, NULL },
    { "vehicle", 0, 0, G_OPTION_ARG_STRING, &options.vehicle, NULL, NULL },
    { "cell", 0, 0, G_OPTION_ARG_INT, &options.cell_m, NULL, NULL },
    { "scenario", 0, 0, G_OPTION_ARG_STRING, &options.scenario, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  CorReachQuestion question = { .depart_utc_s = COR_TIME_NONE };
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (GArray) minutes = NULL;
  gboolean done;

  if (!cor_command_parse (&argc, &argv, entries, 1, 1, COR_USAGE_ISOCHRONE, error))
    return FALSE;
  minutes = cor_command_parse_minutes (options.within);
  question.by_coach = g_strcmp0 (options.vehicle, "coach") == 0;
  if (options.crossing == NULL)
    return cor_command_refuse (error, COR_USAGE_ISOCHRONE, "--crossing is missing.");
  if (options.vehicle != NULL && !question.by_coach && strcmp (options.vehicle, "car") != 0)
    return cor_command_refuse (error, COR_USAGE_ISOCHRONE, "--vehicle is car or coach.");
  if (minutes == NULL || options.cell_m < 0 || options.cell_m > COR_COMMAND_MAX_CELL_M)
    return cor_command_refuse (error, COR_USAGE_ISOCHRONE, COR_COMMAND_REACH_WORDS);
  if (options.depart != NULL && !cor_time_parse (options.depart, &question.depart_utc_s, error))
    return FALSE;
  question.within_min = (const guint *) (gpointer) minutes->data;
  question.n_within = minutes->len;
  question.cell_m = (guint) options.cell_m;

  session = cor_command_open_in (argv[1], options.scenario, TRUE, error);
  if (session == NULL)
    return FALSE;
  done = answer_in (session, &options, &question, error);

  return cor_command_close (session, done ? error : NULL) && done;
}
