/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <time.h>

static void
assert_same (CorSnapshot *a, CorSnapshot *b)
{
  g_autofree char *left = store_fixture_describe (a);
  g_autofree char *right = store_fixture_describe (b);

  g_assert_cmpstr (left, ==, right);
}

static guint
count_persons (CorSnapshot *snapshot)
{
  return cor_snapshot_get_records (snapshot, COR_RECORD_PERSON)->len;
}

static void
test_create_never_overwrites (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) initial = store_fixture_new_plan ();
  g_autoptr (CorPlanFile) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  store_fixture_close (store_fixture_create (fixture));
  before = store_fixture_read (fixture->path, &n_before);

  second = cor_plan_file_create (fixture->path, "Officer", initial, &error);

  g_assert_null (second);
  g_assert_error (error, COR_ERROR, COR_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, "kyiv.corridors"));
  after = store_fixture_read (fixture->path, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
test_create_needs_settings (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) initial = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  g_autoptr (CorPlanFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  file = cor_plan_file_create (fixture->path, "Officer", initial, &error);

  g_assert_null (file);
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

static void
test_file_is_private_and_alone_when_closed (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  struct stat status;

  store_fixture_close (store_fixture_create (fixture));

  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "kyiv.corridors");
  g_assert_null (g_dir_read_name (dir));
}

static void
test_every_field_comes_back (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = store_fixture_new_edit_of_everything ();
  g_autoptr (CorSnapshot) written = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  for (guint kind = COR_RECORD_LIST; kind < COR_N_RECORD_KINDS; kind++)
    g_assert_cmpuint (cor_edit_get_puts (edit, (CorRecordKind) kind)->len, >, 0);
  written = store_fixture_commit (file, edit);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  assert_same (written, cor_plan_file_get_snapshot (file));
  g_assert_cmpuint (cor_snapshot_get_revision (written), ==, 2);
  g_assert_cmpuint (cor_snapshot_get_revision (cor_plan_file_get_snapshot (file)), ==, 2);
  store_fixture_close (file);
}

/* Replaces every record of the edit of everything by a changed copy. */
static CorEdit *
new_change_of_everything (CorSnapshot *snapshot)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);
  CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (snapshot));
  CorPerson *person =
      cor_record_copy (cor_snapshot_get_records (snapshot, COR_RECORD_PERSON)->pdata[0]);
  CorCrossing *crossing =
      cor_record_copy (cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING)->pdata[0]);
  GPtrArray *posts = cor_snapshot_get_records (snapshot, COR_RECORD_POST);
  CorParticulars *particulars = cor_person_edit_particulars (person);

  settings->horizon_h = 12;
  settings->marking = g_strdup ("RESTRICTED");
  settings->published_revision = 2;
  g_free (particulars->passport);
  particulars->passport = NULL;
  person->status = COR_STATUS_CROSSED;
  person->place_id = COR_ID_NIL;
  g_ptr_array_remove_index (crossing->intervals, 0);
  cor_crossing_add_interval (crossing, NULL)->from_utc_s = 5;
  g_ptr_array_set_size (crossing->waits, 0);
  cor_edit_put (edit, settings);
  cor_edit_put (edit, person);
  cor_edit_put (edit, crossing);
  cor_edit_remove (edit, COR_RECORD_POST, &((CorRecord *) posts->pdata[0])->id);

  return edit;
}

static void
test_changes_come_back (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = store_fixture_new_edit_of_everything ();
  g_autoptr (CorEdit) change = NULL;
  g_autoptr (CorSnapshot) before = NULL;
  g_autoptr (CorSnapshot) after = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  before = store_fixture_commit (file, edit);
  change = new_change_of_everything (before);
  after = store_fixture_commit (file, change);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  assert_same (after, cor_plan_file_get_snapshot (file));
  store_fixture_close (file);
}

static void
test_removed_and_put_at_once_is_changed (StoreFixture *fixture, gconstpointer data)
{
  const CorRecordKind kinds[] = { COR_RECORD_PERSON, COR_RECORD_CROSSING };
  g_autoptr (CorEdit) edit = store_fixture_new_edit_of_everything ();
  g_autoptr (CorEdit) change = cor_edit_new (COR_EDIT_CHANGE_PERSON, NULL);
  g_autoptr (CorSnapshot) before = NULL, after = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  before = store_fixture_commit (file, edit);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      CorRecord *record = cor_snapshot_get_records (before, kinds[i])->pdata[0];

      cor_edit_remove (change, kinds[i], &record->id);
      cor_edit_put (change, cor_record_copy (record));
    }
  after = store_fixture_commit (file, change);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  assert_same (before, cor_plan_file_get_snapshot (file));
  assert_same (after, cor_plan_file_get_snapshot (file));
  store_fixture_close (file);
}

static void
test_two_intervals_of_one_id_are_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_CROSSING, NULL);
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorId id = cor_id_new ();
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  cor_crossing_add_interval (crossing, &id);
  cor_crossing_add_interval (crossing, &id);
  cor_edit_put (edit, crossing);
  snapshot = cor_plan_file_commit (file, edit, NULL, &error);

  g_assert_null (snapshot);
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  store_fixture_close (file);
}

static void
test_undo_and_redo_across_restarts (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = store_fixture_new_edit_of_everything ();
  g_autoptr (CorEdit) change = NULL;
  g_autoptr (CorSnapshot) empty = NULL, everything = NULL, changed = NULL;
  g_autoptr (CorSnapshot) undone = NULL, undone_twice = NULL, redone = NULL, redone_twice = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  empty = cor_snapshot_ref (cor_plan_file_get_snapshot (file));
  everything = store_fixture_commit (file, edit);
  change = new_change_of_everything (everything);
  changed = store_fixture_commit (file, change);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  assert_same (undone, everything);
  g_assert_cmpuint (cor_snapshot_get_revision (undone), ==, 4);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  undone_twice = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  assert_same (undone_twice, empty);
  g_assert_null (cor_plan_file_get_undo (file));
  g_assert_null (cor_plan_file_undo (file, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOTHING);
  g_clear_error (&error);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  assert_same (cor_plan_file_get_snapshot (file), empty);
  redone = cor_plan_file_redo (file, &error);
  g_assert_no_error (error);
  assert_same (redone, everything);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  redone_twice = cor_plan_file_redo (file, &error);
  g_assert_no_error (error);
  assert_same (redone_twice, changed);
  g_assert_null (cor_plan_file_redo (file, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOTHING);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  assert_same (cor_plan_file_get_snapshot (file), changed);
  store_fixture_close (file);
}

static CorEdit *
new_horizon (CorPlanFile *file, guint horizon_h)
{
  CorEdit *edit = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, "horizon");
  CorPlanSettings *settings =
      cor_record_copy (cor_snapshot_get_settings (cor_plan_file_get_snapshot (file)));

  settings->horizon_h = horizon_h;
  cor_edit_put (edit, settings);

  return edit;
}

static guint
get_horizon (CorSnapshot *snapshot)
{
  return cor_snapshot_get_settings (snapshot)->horizon_h;
}

static void
set_horizon (CorPlanFile *file, guint horizon_h)
{
  g_autoptr (CorEdit) edit = new_horizon (file, horizon_h);
  g_autoptr (CorSnapshot) snapshot = store_fixture_commit (file, edit);

  g_assert_cmpuint (get_horizon (snapshot), ==, horizon_h);
}

static void
test_new_edit_ends_redo (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorSnapshot) undone = NULL, undone_again = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  set_horizon (file, 10);
  set_horizon (file, 20);
  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  g_assert_nonnull (cor_plan_file_get_redo (file));
  set_horizon (file, 30);
  g_assert_null (cor_plan_file_get_redo (file));
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  g_assert_null (cor_plan_file_get_redo (file));
  undone_again = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (get_horizon (undone_again), ==, 10);
  store_fixture_close (file);
}

static void
test_history_tells_who_did_what (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorSnapshot) undone = NULL, redone = NULL, undone_again = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  const guint64 undoes[] = { 0, 0, 2, 3, 4 };
  const gboolean undone_flags[] = { FALSE, TRUE, FALSE, TRUE, FALSE };
  const CorHistoryEntry *entry;

  store_fixture_close (file);
  file = store_fixture_open (fixture);
  set_horizon (file, 10);
  entry = cor_plan_file_get_undo (file);
  g_assert_cmpint (entry->kind, ==, COR_EDIT_CHANGE_SETTINGS);
  g_assert_cmpstr (entry->subject, ==, "horizon");
  undone = cor_plan_file_undo (file, &error);
  redone = cor_plan_file_redo (file, &error);
  undone_again = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);

  history = cor_plan_file_list_history (file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 5);
  for (guint i = 0; i < history->len; i++)
    {
      entry = history->pdata[i];
      g_assert_cmpuint (entry->number, ==, i + 1);
      g_assert_cmpuint (entry->undoes, ==, undoes[i]);
      g_assert_cmpint (entry->undone, ==, undone_flags[i]);
      g_assert_cmpstr (entry->officer, ==, i == 0 ? "Officer Levi" : "Officer Cohen");
      g_assert_cmpint (entry->kind, ==, i == 0 ? COR_EDIT_CREATE_PLAN : COR_EDIT_CHANGE_SETTINGS);
      g_assert_cmpint (entry->is_undo, ==, i == 2 || i == 4);
      g_assert_cmpint (entry->is_redo, ==, i == 3);
      g_assert_cmpuint (entry->schema_version, ==, 2);
    }
  store_fixture_close (file);
}

static void
test_edit_that_changes_nothing_leaves_no_trace (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = NULL;
  g_autoptr (CorSnapshot) snapshot = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  edit = new_horizon (file, get_horizon (cor_plan_file_get_snapshot (file)));
  snapshot = store_fixture_commit (file, edit);

  g_assert_cmpuint (cor_snapshot_get_revision (snapshot), ==, 1);
  g_assert_null (cor_plan_file_get_undo (file));
  store_fixture_close (file);
}

static void
test_value_that_cannot_be_read_again_is_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_PERSON, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  CorPerson *person = store_fixture_new_person (1);

  cor_edit_put (edit, store_fixture_new_person (2));
  person->status = (CorStatus) 99;
  cor_edit_put (edit, person);
  snapshot = cor_plan_file_commit (file, edit, NULL, &error);

  g_assert_null (snapshot);
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_assert_cmpuint (count_persons (cor_plan_file_get_snapshot (file)), ==, 0);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  g_assert_cmpuint (count_persons (cor_plan_file_get_snapshot (file)), ==, 0);
  store_fixture_close (file);
}

static void
test_import_of_ten_thousand_is_one_step (StoreFixture *fixture, gconstpointer data)
{
  CorId list_id;
  g_autoptr (CorEdit) edit = store_fixture_new_import (10000, &list_id);
  g_autoptr (CorSnapshot) imported = NULL, undone = NULL, redone = NULL;
  g_autoptr (GPtrArray) rows = NULL, rejected = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  gint64 before_us = g_get_monotonic_time ();

  imported = store_fixture_commit (file, edit);
  g_test_message ("import %.3f s", (g_get_monotonic_time () - before_us) / 1e6);
  store_fixture_close (file);

  before_us = g_get_monotonic_time ();
  file = store_fixture_open (fixture);
  g_test_message ("open %.3f s", (g_get_monotonic_time () - before_us) / 1e6);
  assert_same (imported, cor_plan_file_get_snapshot (file));
  rows = cor_plan_file_load_list_rows (file, &list_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 10002);
  g_assert_cmpstr (((CorListRow *) rows->pdata[1])->fields[1], ==, "QX0000001");
  rejected = cor_plan_file_load_rejected_rows (file, &list_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rejected->len, ==, 1);
  g_assert_cmpuint (((CorListRow *) rejected->pdata[0])->row, ==, 10002);
  g_assert_cmpstr (((CorListRow *) rejected->pdata[0])->column, ==, "Name");

  before_us = g_get_monotonic_time ();
  undone = cor_plan_file_undo (file, &error);
  g_test_message ("undo %.3f s", (g_get_monotonic_time () - before_us) / 1e6);
  g_assert_no_error (error);
  g_assert_cmpuint (count_persons (undone), ==, 0);
  g_assert_null (cor_plan_file_load_list_rows (file, &list_id, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_clear_error (&error);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  before_us = g_get_monotonic_time ();
  redone = cor_plan_file_redo (file, &error);
  g_test_message ("redo %.3f s", (g_get_monotonic_time () - before_us) / 1e6);
  g_assert_no_error (error);
  assert_same (redone, imported);
  g_assert_true (cor_plan_file_verify (file, NULL, &error));
  g_assert_no_error (error);
  store_fixture_close (file);
}

/* With -m perf only: how long the largest plan takes. */
static void
test_hundred_thousand (StoreFixture *fixture, gconstpointer data)
{
  CorId list_id;
  g_autoptr (CorEdit) edit = store_fixture_new_import (100000, &list_id);
  g_autoptr (CorEdit) change = cor_edit_new (COR_EDIT_CHANGE_PERSON, NULL);
  g_autoptr (CorSnapshot) imported = NULL, changed = NULL, undone = NULL, redone = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  CorPerson *person;
  gint64 start_us = g_get_monotonic_time ();
  clock_t start_work = clock ();

#define LAP(what)                                                                                  \
  g_test_message ("%s: %.3f s, of these %.3f s of work", what,                                     \
                  (g_get_monotonic_time () - start_us) / 1e6,                                      \
                  (double) (clock () - start_work) / CLOCKS_PER_SEC);                              \
  start_us = g_get_monotonic_time ();                                                              \
  start_work = clock ()

  imported = store_fixture_commit (file, edit);
  LAP ("import");
  store_fixture_close (file);
  LAP ("close");
  file = store_fixture_open (fixture);
  LAP ("open with backup");
  person = cor_record_copy (cor_snapshot_get_records (imported, COR_RECORD_PERSON)->pdata[5]);
  person->status = COR_STATUS_SAFE;
  cor_edit_put (change, person);
  changed = store_fixture_commit (file, change);
  LAP ("one status");
  cor_snapshot_unref (cor_plan_file_undo (file, &error));
  g_assert_no_error (error);
  LAP ("undo one status");
  undone = cor_plan_file_undo (file, &error);
  g_assert_no_error (error);
  LAP ("undo import");
  redone = cor_plan_file_redo (file, &error);
  g_assert_no_error (error);
  LAP ("redo import");
  g_assert_true (cor_plan_file_verify (file, NULL, &error));
  LAP ("verify");
  store_fixture_close (file);
  LAP ("close");
  file = cor_plan_file_open (fixture->path, COR_PLAN_FILE_READ_ONLY, NULL, NULL, &error);
  LAP ("open for reading");
  store_fixture_close (file);
#undef LAP
}

static void
test_cancelled_import_changes_nothing (StoreFixture *fixture, gconstpointer data)
{
  CorId list_id;
  g_autoptr (CorEdit) edit = store_fixture_new_import (2000, &list_id);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  g_cancellable_cancel (cancellable);
  snapshot = cor_plan_file_commit (file, edit, progress, &error);

  g_assert_null (snapshot);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_persons (cor_plan_file_get_snapshot (file)), ==, 0);
  set_horizon (file, 11);
  store_fixture_close (file);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/plan-file/" path, StoreFixture, NULL, store_fixture_set_up, test,            \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("create-never-overwrites", test_create_never_overwrites);
  ADD ("create-needs-settings", test_create_needs_settings);
  ADD ("private-and-alone-when-closed", test_file_is_private_and_alone_when_closed);
  ADD ("every-field-comes-back", test_every_field_comes_back);
  ADD ("changes-come-back", test_changes_come_back);
  ADD ("removed-and-put-is-changed", test_removed_and_put_at_once_is_changed);
  ADD ("two-intervals-of-one-id", test_two_intervals_of_one_id_are_refused);
  ADD ("undo-and-redo-across-restarts", test_undo_and_redo_across_restarts);
  ADD ("new-edit-ends-redo", test_new_edit_ends_redo);
  ADD ("history-tells-who-did-what", test_history_tells_who_did_what);
  ADD ("empty-edit-leaves-no-trace", test_edit_that_changes_nothing_leaves_no_trace);
  ADD ("bad-value-refused", test_value_that_cannot_be_read_again_is_refused);
  ADD ("import-is-one-step", test_import_of_ten_thousand_is_one_step);
  ADD ("cancelled-import-changes-nothing", test_cancelled_import_changes_nothing);
  if (g_test_perf ())
    ADD ("hundred-thousand", test_hundred_thousand);

  return g_test_run ();
}
