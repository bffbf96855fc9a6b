/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-command-compare.h"

#include "cor-compare.h"
#include "cor-error.h"
#include "cor-time.h"
#include "cor-trial.h"

/* How many differences are printed for reading; JSON has them all. */
#define N_SHOWN 20u

static void
add_totals (JsonBuilder *json, const char *member, const CorResult *result)
{
  const CorTotals *totals = &result->totals;
  gint64 n_changed = result->objective[COR_OBJECTIVE_CHANGE];

  json_builder_set_member_name (json, member);
  json_builder_begin_object (json);
  cor_json_add_count (json, "assigned", totals->n_assigned);
  cor_json_add_count (json, "unserved", totals->n_unserved);
  cor_json_add_count (json, "movements", result->movements->len);
  if (totals->has_clearance)
    cor_json_add_number (json, "clearance_h", totals->clearance_h);
  else
    cor_json_add_text (json, "clearance_h", NULL);
  cor_json_add_number (json, "person_hours", totals->person_hours);
  json_builder_set_member_name (json, "told_otherwise");
  if (n_changed == COR_OBJECTIVE_NOT_MEASURED)
    json_builder_add_null_value (json);
  else
    json_builder_add_int_value (json, n_changed);
  json_builder_end_object (json);
}

static const char *
get_cluster_name (const CorComparison *comparison, const CorId *id)
{
  const CorCluster *cluster = cor_result_get_cluster (comparison->first, id);

  if (cluster == NULL)
    cluster = cor_result_get_cluster (comparison->second, id);

  return cluster != NULL ? cor_names_get (&cluster->settlement->names, COR_LANGUAGE_EN) : "?";
}

static void
add_movement (JsonBuilder *json,
              const char *member,
              CorSnapshot *snapshot,
              const CorMovement *movement)
{
  if (movement == NULL)
    {
      cor_json_add_text (json, member, NULL);
      return;
    }

  json_builder_set_member_name (json, member);
  json_builder_begin_object (json);
  cor_json_add_id (json, "movement_id", &movement->id);
  cor_json_add_id (json, "crossing_id", &movement->crossing_id);
  cor_json_add_text (json, "crossing",
                     cor_command_name_crossing (snapshot, &movement->crossing_id, "?"));
  cor_json_add_time (json, "depart", movement->depart_utc_s);
  cor_json_add_time (json, "pass", movement->pass_utc_s);
  json_builder_end_object (json);
}

static void
add_difference (JsonBuilder *json,
                CorSnapshot *snapshot,
                const CorComparison *comparison,
                const CorDifference *difference)
{
  json_builder_begin_object (json);
  cor_json_add_text (json, "change", cor_difference_kind_get_code (difference->kind));
  cor_json_add_id (json, "cluster_id", &difference->cluster_id);
  cor_json_add_text (json, "cluster", get_cluster_name (comparison, &difference->cluster_id));
  cor_json_add_count (json, "people", difference->n_people);
  json_builder_set_member_name (json, "persons");
  json_builder_begin_array (json);
  for (guint i = 0; i < difference->persons->len; i++)
    {
      g_autofree char *id = cor_id_to_string (&g_array_index (difference->persons, CorId, i));

      json_builder_add_string_value (json, id);
    }
  json_builder_end_array (json);
  add_movement (json, "a", snapshot, difference->first);
  add_movement (json, "b", snapshot, difference->second);
  json_builder_end_object (json);
}

static void
add_loads (JsonBuilder *json, CorSnapshot *snapshot, const CorComparison *comparison)
{
  json_builder_set_member_name (json, "crossings");
  json_builder_begin_array (json);
  for (guint i = 0; i < comparison->loads->len; i++)
    {
      const CorLoadPair *load = &g_array_index (comparison->loads, CorLoadPair, i);

      json_builder_begin_object (json);
      cor_json_add_id (json, "crossing_id", &load->crossing_id);
      cor_json_add_text (json, "crossing",
                         cor_command_name_crossing (snapshot, &load->crossing_id, "?"));
      cor_json_add_time (json, "hour", load->hour_utc_s);
      cor_json_add_count (json, "a", load->n_first);
      cor_json_add_count (json, "b", load->n_second);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
print_json (CorSnapshot *snapshot,
            const CorComparison *comparison,
            const char *first_name,
            const char *second_name)
{
  const CorScenario *scenario = cor_snapshot_get_scenario (snapshot);
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  cor_json_add_id (json, "id", &cor_snapshot_get_settings (snapshot)->record.id);
  cor_json_add_count (json, "revision", cor_snapshot_get_revision (snapshot));
  cor_json_add_text (json, "scenario", scenario != NULL ? scenario->name : NULL);
  cor_json_add_text (json, "a_name", first_name);
  cor_json_add_text (json, "b_name", second_name);
  add_totals (json, "a", comparison->first);
  add_totals (json, "b", comparison->second);
  cor_json_add_count (json, "people_alike", comparison->n_same);
  json_builder_set_member_name (json, "differences");
  json_builder_begin_array (json);
  for (guint i = 0; i < comparison->differences->len; i++)
    add_difference (json, snapshot, comparison, comparison->differences->pdata[i]);
  json_builder_end_array (json);
  add_loads (json, snapshot, comparison);
  json_builder_end_object (json);
  cor_json_print (json);
}

static char *
describe_movement (CorSnapshot *snapshot, const CorMovement *movement)
{
  g_autofree char *pass = NULL;

  if (movement == NULL)
    return g_strdup ("no movement");
  pass = cor_time_format_local (movement->pass_utc_s, "Europe/Kyiv");

  return g_strdup_printf ("%s %s",
                          cor_command_name_crossing (snapshot, &movement->crossing_id, "?"), pass);
}

static void
print_difference (CorSnapshot *snapshot,
                  const CorComparison *comparison,
                  const CorDifference *difference)
{
  g_autofree char *before = describe_movement (snapshot, difference->first);
  g_autofree char *after = describe_movement (snapshot, difference->second);

  g_print ("  %s, %u %s: %s instead of %s\n",
           get_cluster_name (comparison, &difference->cluster_id), difference->n_people,
           cor_command_word_people (difference->n_people), after, before);
}

static void
print_result (const char *name, const CorResult *result)
{
  const CorTotals *totals = &result->totals;
  gint64 n_changed = result->objective[COR_OBJECTIVE_CHANGE];
  g_autofree char *clearance =
      totals->has_clearance
          ? g_strdup_printf ("the last one out after %.0f hours", totals->clearance_h)
          : g_strdup ("nobody out");

  g_print ("%s: %u %s in %u movements, %u unserved, %s, %.0f person-hours\n", name,
           totals->n_assigned, cor_command_word_people (totals->n_assigned), result->movements->len,
           totals->n_unserved, clearance, totals->person_hours);
  if (n_changed > 0)
    g_print ("  Otherwise than published last: %" G_GINT64_FORMAT " %s.\n", n_changed,
             cor_command_word_people ((guint64) n_changed));
}

static void
print_text (CorSnapshot *snapshot,
            const CorComparison *comparison,
            const char *first_name,
            const char *second_name)
{
  print_result (first_name, comparison->first);
  print_result (second_name, comparison->second);
  g_print ("%u %s as before, %u elsewhere, %u sooner, %u later, %u leave at another time; %u "
           "more are served, %u no longer.\n",
           comparison->n_same, comparison->n_same == 1 ? "person goes" : "people go",
           cor_comparison_count (comparison, COR_DIFFERENCE_ELSEWHERE),
           cor_comparison_count (comparison, COR_DIFFERENCE_SOONER),
           cor_comparison_count (comparison, COR_DIFFERENCE_LATER),
           cor_comparison_count (comparison, COR_DIFFERENCE_DEPARTURE),
           cor_comparison_count (comparison, COR_DIFFERENCE_SERVED),
           cor_comparison_count (comparison, COR_DIFFERENCE_LEFT));
  for (guint i = 0; i < MIN (N_SHOWN, comparison->differences->len); i++)
    print_difference (snapshot, comparison, comparison->differences->pdata[i]);
  if (comparison->differences->len > N_SHOWN)
    g_print ("  and %u more\n", comparison->differences->len - N_SHOWN);
}

static void
print_comparison (CorSnapshot *snapshot,
                  const CorComparison *comparison,
                  const char *first_name,
                  const char *second_name,
                  gboolean as_json)
{
  if (as_json)
    print_json (snapshot, comparison, first_name, second_name);
  else
    print_text (snapshot, comparison, first_name, second_name);
}

/**
 * cor_command_print_comparison:
 * @snapshot: the plan
 * @first: a result for its people
 * @first_name: what it is called
 * @second: another
 * @second_name: what that is called
 * @as_json: whether for programs
 *
 * Prints what differs.
 */
void
cor_command_print_comparison (CorSnapshot *snapshot,
                              CorResult *first,
                              const char *first_name,
                              CorResult *second,
                              const char *second_name,
                              gboolean as_json)
{
  g_autoptr (CorComparison) comparison = cor_comparison_new (snapshot, first, second);

  print_comparison (snapshot, comparison, first_name, second_name, as_json);
}

/**
 * cor_command_try:
 * @session: a session with a plan
 * @snapshot: the plan with a change
 * @error: (nullable): set when it cannot be computed
 *
 * Returns: (transfer full) (nullable): the movements that it would have
 */
CorResult *
cor_command_try (CorSession *session, CorSnapshot *snapshot, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (CorTrial) trial = NULL;

  cor_session_try_async (session, snapshot, NULL, cor_await_cb, &await);
  answer = cor_await (&await);
  trial = cor_session_try_finish (session, answer, error);

  return trial != NULL ? cor_result_ref (trial->result) : NULL;
}

static CorComparison *
compare (CorSession *session, const CorPlanSide *first, const CorPlanSide *second, GError **error)
{
  CorAwait await = { NULL };
  g_autoptr (GAsyncResult) answer = NULL;

  cor_session_compare_async (session, first, second, NULL, cor_await_cb, &await);
  answer = cor_await (&await);

  return cor_session_compare_finish (session, answer, error);
}

/**
 * cor_command_compare:
 * @argc: how many arguments
 * @argv: PLAN A B [--roads NETWORK.roads] [--json]
 * @error: set when it fails
 *
 * Compares two of: a scenario by its name, the plan as it is, a published plan by its number.
 * Nothing is written.
 *
 * Returns: whether it was done
 */
gboolean
cor_command_compare (int argc, char **argv, GError **error)
{
  gboolean as_json = FALSE;
  g_autofree char *roads = NULL;
  g_autoptr (CorOpenPlan) session = NULL;
  g_autoptr (CorComparison) comparison = NULL;
  CorSnapshot *snapshot;
  CorPlanSide first, second;
  const GOptionEntry entries[] = {
    { "roads", 0, 0, G_OPTION_ARG_FILENAME, &roads, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  if (!cor_command_parse (&argc, &argv, entries, 3, 3, COR_USAGE_COMPARE, error))
    return FALSE;
  session = cor_command_open (argv[1], TRUE, error);
  if (session == NULL || (roads != NULL && !cor_command_choose_roads (session, roads, error)))
    return FALSE;
  snapshot = cor_session_get_snapshot (session);
  if (!cor_plan_side_parse (snapshot, argv[2], &first, error) ||
      !cor_plan_side_parse (snapshot, argv[3], &second, error))
    return FALSE;
  comparison = compare (session, &first, &second, error);
  if (comparison == NULL)
    return FALSE;

  print_comparison (snapshot, comparison, argv[2], argv[3], as_json);

  return cor_command_close (session, error);
}
