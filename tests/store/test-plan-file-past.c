/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"

#define N_PEOPLE 5

/* What a plan was after each of its revisions. */
typedef struct
{
  GPtrArray *states; /* char: described */
} Past;

static void
note (Past *past, CorPlanFile *file)
{
  CorSnapshot *snapshot = cor_plan_file_get_snapshot (file);

  g_assert_cmpuint (cor_snapshot_get_revision (snapshot), ==, past->states->len + 1);
  g_ptr_array_add (past->states, store_fixture_describe (snapshot));
}

static void
commit (Past *past, CorPlanFile *file, CorEdit *edit)
{
  cor_snapshot_unref (store_fixture_commit (file, edit));
  cor_edit_free (edit);
  note (past, file);
}

static CorEdit *
new_scenario (CorId *scenario_id)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_ADD_SCENARIO, "Embassy moves");
  CorScenario *scenario = cor_scenario_new (NULL, "Embassy moves");

  *scenario_id = scenario->record.id;
  cor_edit_put (edit, scenario);

  return edit;
}

static CorEdit *
new_capacity (CorPlanFile *file, const CorId *scenario_id, guint capacity)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  GPtrArray *crossings =
      cor_snapshot_get_records (cor_plan_file_get_snapshot (file), COR_RECORD_CROSSING);
  CorCrossing *crossing = cor_record_copy (crossings->pdata[0]);

  crossing->capacity_people_per_h = capacity;
  cor_edit_put (edit, crossing);
  cor_edit_set_scenario (edit, scenario_id);

  return edit;
}

static CorEdit *
new_removal (CorRecordKind kind, const CorId *id)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_REMOVE_SCENARIO, NULL);

  cor_edit_remove (edit, kind, id);

  return edit;
}

/* Everything that a plan can hold comes, changes, in a scenario too, and goes; some of it is undone
 * and repeated. */
static CorPlanFile *
live (StoreFixture *fixture, Past *past)
{
  CorPlanFile *file = store_fixture_create (fixture);
  const CorId nil = COR_ID_NIL;
  CorId scenario_id, list_id;

  past->states = g_ptr_array_new_with_free_func (g_free);
  note (past, file);
  commit (past, file, store_fixture_new_edit_of_everything ());
  commit (past, file, new_scenario (&scenario_id));
  commit (past, file, new_capacity (file, &scenario_id, 7));
  commit (past, file, new_capacity (file, &nil, 12));
  cor_snapshot_unref (cor_plan_file_undo (file, NULL));
  note (past, file);
  commit (past, file, store_fixture_new_import (N_PEOPLE, &list_id));
  cor_snapshot_unref (cor_plan_file_undo (file, NULL));
  note (past, file);
  cor_snapshot_unref (cor_plan_file_redo (file, NULL));
  note (past, file);
  commit (past, file, new_removal (COR_RECORD_SCENARIO, &scenario_id));

  return file;
}

static void
assert_all_states (CorPlanFile *file, const Past *past)
{
  for (guint i = 0; i < past->states->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (CorSnapshot) was = cor_plan_file_load_revision (file, i + 1, NULL, &error);
      g_autofree char *described = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (cor_snapshot_get_revision (was), ==, i + 1);
      described = store_fixture_describe (was);
      g_assert_cmpstr (described, ==, past->states->pdata[i]);
    }
}

static void
test_every_revision_comes_back (StoreFixture *fixture, gconstpointer data)
{
  Past past;
  CorPlanFile *file = live (fixture, &past);

  assert_all_states (file, &past);
  store_fixture_close (file);
  file = store_fixture_open (fixture);
  assert_all_states (file, &past);
  g_assert_true (cor_plan_file_verify (file, NULL, NULL));
  store_fixture_close (file);
  g_ptr_array_unref (past.states);
}

/* Also of what the writing desk did after the reader had looked last. */
static void
test_reader_sees_the_past (StoreFixture *fixture, gconstpointer data)
{
  Past past;
  CorPlanFile *file = live (fixture, &past);
  const CorId nil = COR_ID_NIL;
  CorPlanFile *reader;

  reader = cor_plan_file_open (fixture->path, COR_PLAN_FILE_READ_ONLY, "A. Reader", NULL, NULL);
  g_assert_nonnull (reader);
  commit (&past, file, new_capacity (file, &nil, 31));
  assert_all_states (reader, &past);
  store_fixture_close (reader);
  store_fixture_close (file);
  g_ptr_array_unref (past.states);
}

static void
test_what_never_was_is_refused (StoreFixture *fixture, gconstpointer data)
{
  CorPlanFile *file = store_fixture_create (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_plan_file_load_revision (file, 9, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (cor_plan_file_load_revision (file, 0, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  store_fixture_close (file);
}

static void
test_cancelled_on_the_way (StoreFixture *fixture, gconstpointer data)
{
  Past past;
  CorPlanFile *file = live (fixture, &past);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (cor_plan_file_load_revision (file, 1, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_all_states (file, &past);
  store_fixture_close (file);
  g_ptr_array_unref (past.states);
}

#define add(path, test)                                                                            \
  g_test_add (path, StoreFixture, NULL, store_fixture_set_up, test, store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/store/past/every-revision-comes-back", test_every_revision_comes_back);
  add ("/store/past/reader-sees-the-past", test_reader_sees_the_past);
  add ("/store/past/what-never-was-is-refused", test_what_never_was_is_refused);
  add ("/store/past/cancelled-on-the-way", test_cancelled_on_the_way);

  return g_test_run ();
}
