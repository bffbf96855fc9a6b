/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare.h"
#include "cor-error.h"
#include "cor-fleet-edits.h"
#include "cor-papers.h"
#include "cor-plan-edits.h"
#include "cor-scenario-edits.h"
#include "cor-test-session.h"

static CorSnapshot *
get_snapshot (CorTestSession *fixture)
{
  return cor_session_get_snapshot (fixture->session);
}

/* Branches a scenario off what is shown, and shows it. */
static CorId
branch (CorTestSession *fixture, const char *name)
{
  g_autoptr (GError) error = NULL;
  CorEdit *edit = cor_edit_add_scenario (get_snapshot (fixture), name, NULL, &error);
  CorId id;

  g_assert_no_error (error);
  id = *cor_edit_get_scenario (edit);
  cor_test_commit (fixture->session, edit);
  g_assert_true (cor_session_set_scenario (fixture->session, &id, &error));
  g_assert_no_error (error);

  return id;
}

static guint
get_capacity (CorSnapshot *snapshot)
{
  return cor_snapshot_find_crossing (snapshot, "pl-krakivets", NULL)->capacity_people_per_h;
}

static void
set_capacity (CorTestSession *fixture, guint capacity)
{
  CorSnapshot *snapshot = get_snapshot (fixture);
  CorId id = cor_snapshot_find_crossing (snapshot, "pl-krakivets", NULL)->record.id;

  cor_test_commit (fixture->session,
                   cor_edit_set_crossing_capacity (snapshot, &id, capacity, NULL));
}

static void
test_edits_are_made_where_one_looks (CorTestSession *fixture, gconstpointer data)
{
  guint of_plan = get_capacity (get_snapshot (fixture));
  CorId scenario_id = branch (fixture, "Poland closes");

  set_capacity (fixture, 3);
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, 3);
  g_assert_true (cor_id_equal (cor_session_get_scenario (fixture->session), &scenario_id));

  g_assert_true (cor_session_set_scenario (fixture->session, &COR_ID_NIL, NULL));
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, of_plan);
}

static void
test_routes_are_of_the_scenario (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) of_plan = NULL;
  g_autoptr (CorResult) of_scenario = NULL;
  CorSnapshot *snapshot;
  CorId scenario_id, crossing_id;

  cor_test_import_list (fixture);
  of_plan = cor_test_compute (fixture->session);
  crossing_id = ((CorMovement *) of_plan->movements->pdata[0])->crossing_id;
  scenario_id = branch (fixture, "That one closes");
  snapshot = get_snapshot (fixture);
  cor_test_commit (fixture->session,
                   cor_edit_set_crossing_state (snapshot, &crossing_id, FALSE, NULL));
  of_scenario = cor_test_compute (fixture->session);

  g_assert_true (cor_id_is_nil (&of_plan->scenario_id));
  g_assert_true (cor_id_equal (&of_scenario->scenario_id, &scenario_id));
  g_assert_cmpuint (of_scenario->totals.n_people, ==, of_plan->totals.n_people);
  for (guint i = 0; i < of_scenario->movements->len; i++)
    g_assert_false (cor_id_equal (&((CorMovement *) of_scenario->movements->pdata[i])->crossing_id,
                                  &crossing_id));

  g_assert_true (cor_session_set_scenario (fixture->session, &COR_ID_NIL, NULL));
  g_assert_true (cor_session_is_stale (fixture->session));
}

static void
test_branch_of_a_branch (CorTestSession *fixture, gconstpointer data)
{
  CorId first_id = branch (fixture, "First");
  CorId second_id;

  set_capacity (fixture, 3);
  second_id = branch (fixture, "Second");
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, 3);
  set_capacity (fixture, 4);

  g_assert_true (cor_session_set_scenario (fixture->session, &first_id, NULL));
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, 3);
  g_assert_true (cor_id_equal (&((CorScenario *) cor_snapshot_lookup (
                                     get_snapshot (fixture), COR_RECORD_SCENARIO, &second_id))
                                    ->parent_id,
                               &first_id));
}

static CorComparison *
compare (CorTestSession *fixture, const char *first, const char *second, GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) awaited = NULL;
  CorPlanSide sides[2];

  if (!cor_plan_side_parse (get_snapshot (fixture), first, &sides[0], error) ||
      !cor_plan_side_parse (get_snapshot (fixture), second, &sides[1], error))
    return NULL;
  cor_session_compare_async (fixture->session, &sides[0], &sides[1], NULL, cor_test_note_cb,
                             &result);
  awaited = cor_test_await (&result);

  return cor_session_compare_finish (fixture->session, awaited, error);
}

static void
test_sides_are_compared (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) of_plan = NULL;
  g_autoptr (CorComparison) alike = NULL;
  g_autoptr (CorComparison) other = NULL;
  g_autoptr (GError) error = NULL;
  CorId crossing_id;

  cor_test_import_list (fixture);
  of_plan = cor_test_compute (fixture->session);
  crossing_id = ((CorMovement *) of_plan->movements->pdata[0])->crossing_id;
  branch (fixture, "That one closes");
  alike = compare (fixture, "plan", "That one closes", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alike->differences->len, ==, 0);
  g_assert_cmpuint (alike->n_same, ==, of_plan->totals.n_assigned);

  cor_test_commit (fixture->session,
                   cor_edit_set_crossing_state (get_snapshot (fixture), &crossing_id, FALSE, NULL));
  other = compare (fixture, "plan", "That one closes", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (cor_comparison_count (other, COR_DIFFERENCE_ELSEWHERE), >, 0);
  g_assert_cmpuint (other->first->totals.n_assigned, ==, of_plan->totals.n_assigned);

  g_assert_null (compare (fixture, "plan", "7", &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (compare (fixture, "plan", "Nothing closes", &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
}

static void
test_names (CorTestSession *fixture, gconstpointer data)
{
  const char *const bad[] = { "", "12", "plan" };
  g_autoptr (GError) error = NULL;

  branch (fixture, "Taken");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (cor_edit_add_scenario (get_snapshot (fixture), bad[i], NULL, &error));
      g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
      g_clear_error (&error);
    }
  g_assert_null (cor_edit_add_scenario (get_snapshot (fixture), "Taken", NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_EXISTS);
}

static void
test_adopted_scenario_is_the_plan (CorTestSession *fixture, gconstpointer data)
{
  guint of_plan = get_capacity (get_snapshot (fixture));
  CorId scenario_id = branch (fixture, "Embassy moves");
  g_autoptr (GError) error = NULL;

  set_capacity (fixture, 3);
  cor_test_commit (fixture->session,
                   cor_edit_adopt_scenario (get_snapshot (fixture), &scenario_id, &error));
  g_assert_no_error (error);

  /* The scenario is gone, so the plan is shown. */
  g_assert_true (cor_id_is_nil (cor_session_get_scenario (fixture->session)));
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, 3);
  g_assert_null (cor_snapshot_find_scenario (get_snapshot (fixture), "Embassy moves"));

  cor_test_undo (fixture->session);
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, of_plan);
  g_assert_true (cor_session_set_scenario (fixture->session, &scenario_id, &error));
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, 3);
}

static void
test_scenario_follows_the_plan_again (CorTestSession *fixture, gconstpointer data)
{
  guint of_plan = get_capacity (get_snapshot (fixture));
  CorId id;
  g_autoptr (GError) error = NULL;

  branch (fixture, "Fewer");
  set_capacity (fixture, 3);
  id = cor_snapshot_find_crossing (get_snapshot (fixture), "pl-krakivets", NULL)->record.id;
  cor_test_commit (fixture->session,
                   cor_edit_follow_plan (get_snapshot (fixture), COR_RECORD_CROSSING, &id, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (get_capacity (get_snapshot (fixture)), ==, of_plan);

  g_assert_null (cor_edit_follow_plan (get_snapshot (fixture), COR_RECORD_CROSSING, &id, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOTHING);
}

static guint
publish (CorTestSession *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint number;

  cor_session_publish_async (fixture->session, NULL, cor_test_note_cb, &result);
  number = cor_session_publish_finish (fixture->session, cor_test_await (&result), &error);
  g_assert_no_error (error);

  return number;
}

static void
test_publishing_keeps_the_routes (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (CorResult) first = NULL;
  g_autoptr (GError) error = NULL;
  const CorPlanSettings *settings;

  cor_test_import_list (fixture);
  g_assert_cmpuint (publish (fixture), ==, 1);
  settings = cor_snapshot_get_settings (get_snapshot (fixture));
  g_assert_cmpuint (settings->published_revision, ==,
                    cor_snapshot_get_revision (get_snapshot (fixture)));
  /* Publishing changes nothing that routes depend on: they are those that were published. */
  g_assert_false (cor_session_is_stale (fixture->session));
  g_assert_cmpuint (cor_session_get_result (fixture->session)->published_number, ==, 1);
  g_assert_nonnull (cor_session_get_published (fixture->session));

  set_capacity (fixture, 3);
  g_assert_cmpuint (publish (fixture), ==, 2);
  g_assert_cmpuint (cor_session_get_published (fixture->session)->published_number, ==, 2);

  cor_session_list_published_async (fixture->session, cor_test_note_cb, &listed);
  list = cor_session_list_published_finish (fixture->session, cor_test_await (&listed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  cor_session_load_published_async (fixture->session, 1, cor_test_note_cb, &loaded);
  first = cor_session_load_published_finish (fixture->session, cor_test_await (&loaded), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (first->totals.n_assigned, ==, 10);
}

static void
close_all_crossings (CorTestSession *fixture)
{
  guint n_crossings = cor_snapshot_get_records (get_snapshot (fixture), COR_RECORD_CROSSING)->len;

  for (guint i = 0; i < n_crossings; i++)
    {
      CorSnapshot *snapshot = get_snapshot (fixture);
      const CorRecord *crossing =
          cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING)->pdata[i];
      CorEdit *edit = cor_edit_set_crossing_state (snapshot, &crossing->id, FALSE, NULL);

      if (edit != NULL)
        cor_test_commit (fixture->session, edit);
    }
}

static guint
count_pages (CorTestSession *fixture, guint number)
{
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (CorSheets) sheets = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_make_sheets_async (fixture->session, number, COR_LANGUAGE_EN, NULL, cor_test_note_cb,
                                 &made);
  sheets = cor_session_make_sheets_finish (fixture->session, cor_test_await (&made), &error);
  g_assert_no_error (error);
  g_assert_true (cor_sheets_check (sheets, &error));
  g_assert_no_error (error);

  return cor_sheets_get_n_pages (sheets);
}

/* A scenario is published; then the people are out, and the scenario itself is gone. */
static void
test_sheets_of_what_was_told (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (CorResult) routes = NULL;
  CorId scenario_id;
  guint n_told;

  cor_test_import_list (fixture);
  scenario_id = branch (fixture, "Fewer");
  set_capacity (fixture, 3);
  g_assert_cmpuint (cor_session_get_told_number (fixture->session), ==, 0);
  publish (fixture);
  n_told = count_pages (fixture, 1);
  g_assert_true (cor_session_is_as_told (fixture->session));
  g_assert_cmpuint (count_pages (fixture, 0), ==, n_told);

  close_all_crossings (fixture);
  g_assert_cmpuint (cor_session_get_told_number (fixture->session), ==, 1);
  g_assert_false (cor_session_is_as_told (fixture->session));
  routes = cor_test_compute (fixture->session);
  g_assert_cmpuint (count_pages (fixture, 0), !=, n_told);
  g_assert_cmpuint (count_pages (fixture, 1), ==, n_told);

  cor_test_commit (fixture->session,
                   cor_edit_remove_scenario (get_snapshot (fixture), &scenario_id, NULL));
  g_assert_cmpuint (count_pages (fixture, 1), ==, n_told);
}

static void
test_sheets_of_what_never_was (CorTestSession *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) made = NULL;
  g_autoptr (GError) error = NULL;

  cor_session_make_sheets_async (fixture->session, 4, COR_LANGUAGE_EN, NULL, cor_test_note_cb,
                                 &made);
  g_assert_null (cor_session_make_sheets_finish (fixture->session, cor_test_await (&made), &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  cor_test_atlas = cor_atlas_load (NULL, &error);
  g_assert_no_error (error);

#define ADD(path, func)                                                                            \
  g_test_add ("/session/scenarios/" path, CorTestSession, NULL, cor_test_set_up, func,             \
              cor_test_tear_down)
  ADD ("edits", test_edits_are_made_where_one_looks);
  ADD ("routes", test_routes_are_of_the_scenario);
  ADD ("branch-of-a-branch", test_branch_of_a_branch);
  ADD ("names", test_names);
  ADD ("adopt", test_adopted_scenario_is_the_plan);
  ADD ("follow", test_scenario_follows_the_plan_again);
  ADD ("compare", test_sides_are_compared);
  ADD ("publish", test_publishing_keeps_the_routes);
  ADD ("sheets", test_sheets_of_what_was_told);
  ADD ("no-sheets", test_sheets_of_what_never_was);
#undef ADD

  status = g_test_run ();
  cor_atlas_unref (cor_test_atlas);

  return status;
}
