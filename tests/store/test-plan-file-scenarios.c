/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"

static void
assert_same (CorSnapshot *a, CorSnapshot *b)
{
  g_autofree char *left = store_fixture_describe (a);
  g_autofree char *right = store_fixture_describe (b);

  g_assert_cmpstr (left, ==, right);
}

/* A plan with everything in it, and with one scenario more that changes nothing yet. */
static CorPlanFile *
create_with_scenario (StoreFixture *fixture, CorId *scenario_id)
{
  g_autoptr (CorEdit) everything = store_fixture_new_edit_of_everything ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_SCENARIO, "Embassy moves");
  CorPlanFile *file = store_fixture_create (fixture);
  CorScenario *scenario = cor_scenario_new (NULL, "Embassy moves");

  *scenario_id = scenario->record.id;
  cor_edit_put (edit, scenario);
  cor_snapshot_unref (store_fixture_commit (file, everything));
  cor_snapshot_unref (store_fixture_commit (file, edit));

  return file;
}

static gpointer
copy_first (CorPlanFile *file, CorRecordKind kind)
{
  GPtrArray *records = cor_snapshot_get_records (cor_plan_file_get_snapshot (file), kind);

  return cor_record_copy (records->pdata[0]);
}

/* In the scenario: another capacity without one of the intervals, another status of somebody, no
 * closure, a vehicle more. */
static CorEdit *
new_change (CorPlanFile *file, const CorId *scenario_id)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  CorCrossing *crossing = copy_first (file, COR_RECORD_CROSSING);
  CorPerson *person = copy_first (file, COR_RECORD_PERSON);
  g_autoptr (CorClosure) closure = copy_first (file, COR_RECORD_CLOSURE);

  crossing->capacity_people_per_h = 7;
  g_ptr_array_remove_index (crossing->intervals, 0);
  person->status = COR_STATUS_SAFE;
  cor_edit_put (edit, crossing);
  cor_edit_put (edit, person);
  cor_edit_put (edit, cor_vehicle_new (NULL, COR_VEHICLE_VAN));
  cor_edit_remove (edit, COR_RECORD_CLOSURE, &closure->record.id);
  cor_edit_set_scenario (edit, scenario_id);

  return edit;
}

static void
reopen_and_compare (StoreFixture *fixture, CorPlanFile *file)
{
  g_autoptr (CorSnapshot) written = cor_snapshot_ref (cor_plan_file_get_snapshot (file));
  g_autoptr (GError) error = NULL;

  store_fixture_close (file);
  file = store_fixture_open (fixture);
  assert_same (written, cor_plan_file_get_snapshot (file));
  g_assert_true (cor_plan_file_verify (file, NULL, &error));
  g_assert_no_error (error);
  store_fixture_close (file);
}

static void
test_scenario_comes_back (StoreFixture *fixture, gconstpointer data)
{
  CorId scenario_id;
  CorPlanFile *file = create_with_scenario (fixture, &scenario_id);
  g_autoptr (CorEdit) change = new_change (file, &scenario_id);
  g_autoptr (CorSnapshot) after = store_fixture_commit (file, change);
  g_autoptr (CorSnapshot) view = cor_snapshot_view (after, &scenario_id);
  const CorCrossing *of_plan = cor_snapshot_get_records (after, COR_RECORD_CROSSING)->pdata[0];
  const CorCrossing *of_scenario = cor_snapshot_get_records (view, COR_RECORD_CROSSING)->pdata[0];

  g_assert_cmpuint (of_plan->capacity_people_per_h, ==, 75);
  g_assert_cmpuint (of_plan->intervals->len, ==, 2);
  g_assert_cmpuint (of_scenario->capacity_people_per_h, ==, 7);
  g_assert_cmpuint (of_scenario->intervals->len, ==, 1);
  g_assert_cmpuint (cor_snapshot_get_records (view, COR_RECORD_CLOSURE)->len, ==, 0);
  g_assert_cmpuint (cor_snapshot_get_records (view, COR_RECORD_VEHICLE)->len, ==, 2);
  reopen_and_compare (fixture, file);
}

static void
test_scenario_is_undone_and_redone (StoreFixture *fixture, gconstpointer data)
{
  CorId scenario_id;
  CorPlanFile *file = create_with_scenario (fixture, &scenario_id);
  g_autoptr (CorSnapshot) before = cor_snapshot_ref (cor_plan_file_get_snapshot (file));
  g_autoptr (CorEdit) change = new_change (file, &scenario_id);
  g_autoptr (CorSnapshot) after = store_fixture_commit (file, change);
  g_autoptr (CorSnapshot) undone = NULL;
  g_autoptr (CorSnapshot) redone = NULL;
  g_autoptr (GError) error = NULL;

  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  assert_same (undone, before);
  redone = cor_plan_file_redo (file, &error);
  g_assert_no_error (error);
  assert_same (redone, after);
  reopen_and_compare (fixture, file);
}

static void
test_reset_shows_the_plan_again (StoreFixture *fixture, gconstpointer data)
{
  CorId scenario_id;
  CorPlanFile *file = create_with_scenario (fixture, &scenario_id);
  g_autoptr (CorEdit) change = new_change (file, &scenario_id);
  g_autoptr (CorEdit) reset = cor_edit_new (COR_EDIT_CHANGE_CLOSURE, NULL);
  g_autoptr (CorClosure) closure = copy_first (file, COR_RECORD_CLOSURE);
  g_autoptr (CorCrossing) crossing = copy_first (file, COR_RECORD_CROSSING);
  g_autoptr (CorSnapshot) after = NULL;
  g_autoptr (CorSnapshot) view = NULL;

  cor_snapshot_unref (store_fixture_commit (file, change));
  cor_edit_reset (reset, COR_RECORD_CLOSURE, &closure->record.id);
  cor_edit_reset (reset, COR_RECORD_CROSSING, &crossing->record.id);
  cor_edit_set_scenario (reset, &scenario_id);
  after = store_fixture_commit (file, reset);
  view = cor_snapshot_view (after, &scenario_id);

  g_assert_cmpuint (cor_snapshot_get_records (view, COR_RECORD_CLOSURE)->len, ==, 1);
  g_assert_true (cor_snapshot_lookup (view, COR_RECORD_CROSSING, &crossing->record.id) ==
                 cor_snapshot_lookup (after, COR_RECORD_CROSSING, &crossing->record.id));
  reopen_and_compare (fixture, file);
}

static void
test_removed_scenario_comes_back_whole (StoreFixture *fixture, gconstpointer data)
{
  CorId scenario_id;
  CorPlanFile *file = create_with_scenario (fixture, &scenario_id);
  g_autoptr (CorEdit) change = new_change (file, &scenario_id);
  g_autoptr (CorEdit) removal = cor_edit_new (COR_EDIT_REMOVE_SCENARIO, "Embassy moves");
  g_autoptr (CorSnapshot) before = store_fixture_commit (file, change);
  g_autoptr (CorSnapshot) removed = NULL;
  g_autoptr (CorSnapshot) undone = NULL;
  g_autoptr (GError) error = NULL;

  cor_edit_remove (removal, COR_RECORD_SCENARIO, &scenario_id);
  removed = store_fixture_commit (file, removal);
  g_assert_null (cor_snapshot_get_overlay (removed, &scenario_id));
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  assert_same (removed, cor_plan_file_get_snapshot (file));
  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  assert_same (undone, before);
  reopen_and_compare (fixture, file);
}

static void
test_edit_of_a_scenario_that_is_gone (StoreFixture *fixture, gconstpointer data)
{
  CorId scenario_id;
  CorPlanFile *file = create_with_scenario (fixture, &scenario_id);
  CorId nobody = cor_id_new ();
  g_autoptr (CorEdit) change = new_change (file, &nobody);
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_plan_file_commit (file, change, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  reopen_and_compare (fixture, file);
}

/* A reader beside the writer follows what is done in scenarios. */
static void
test_reader_follows (StoreFixture *fixture, gconstpointer data)
{
  CorId scenario_id;
  CorPlanFile *file = create_with_scenario (fixture, &scenario_id);
  g_autoptr (CorEdit) change = new_change (file, &scenario_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorSnapshot) seen = NULL;
  CorPlanFile *reader =
      cor_plan_file_open (fixture->path, COR_PLAN_FILE_READ_ONLY, NULL, NULL, &error);

  g_assert_no_error (error);
  cor_snapshot_unref (store_fixture_commit (file, change));
  seen = cor_plan_file_refresh (reader, &error);
  g_assert_no_error (error);
  assert_same (seen, cor_plan_file_get_snapshot (file));
  store_fixture_close (reader);
  store_fixture_close (file);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/scenarios/" path, StoreFixture, NULL, store_fixture_set_up, test,            \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("come-back", test_scenario_comes_back);
  ADD ("undo", test_scenario_is_undone_and_redone);
  ADD ("reset", test_reset_shows_the_plan_again);
  ADD ("removed", test_removed_scenario_comes_back_whole);
  ADD ("gone", test_edit_of_a_scenario_that_is_gone);
  ADD ("reader", test_reader_follows);

  return g_test_run ();
}
