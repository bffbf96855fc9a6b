/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static CorSnapshot *
add_person (CorPlanFile *file, guint number)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_PERSON, NULL);

  cor_edit_put (edit, store_fixture_new_person (number));

  return store_fixture_commit (file, edit);
}

static CorPlanFile *
open_reader (StoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  CorPlanFile *reader =
      cor_plan_file_open (fixture->path, COR_PLAN_FILE_READ_ONLY, "Reader", NULL, &error);

  g_assert_no_error (error);

  return reader;
}

static void
assert_reader_sees (CorPlanFile *reader, CorSnapshot *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorSnapshot) seen = cor_plan_file_refresh (reader, &error);
  g_autofree char *left = NULL, *right = NULL;

  g_assert_no_error (error);
  left = store_fixture_describe (seen);
  right = store_fixture_describe (expected);
  g_assert_cmpstr (left, ==, right);
  g_assert_cmpuint (cor_snapshot_get_revision (seen), ==, cor_snapshot_get_revision (expected));
}

static void
test_second_writer_is_refused_by_name (StoreFixture *fixture, gconstpointer data)
{
  CorPlanFile *first = store_fixture_create (fixture);
  g_autoptr (CorPlanFile) second = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *process = g_strdup_printf ("process %d", (int) getpid ());

  second = cor_plan_file_open (fixture->path, COR_PLAN_FILE_NONE, "Officer B", NULL, &error);

  g_assert_null (second);
  g_assert_error (error, COR_ERROR, COR_ERROR_LOCKED);
  g_assert_nonnull (strstr (error->message, "Officer Levi"));
  g_assert_nonnull (strstr (error->message, g_get_host_name ()));
  g_assert_nonnull (strstr (error->message, process));
  store_fixture_close (first);
  store_fixture_close (store_fixture_open (fixture));
}

static void
test_lock_of_a_dead_desk_is_ignored (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *lock = g_build_filename (fixture->folder, ".kyiv.corridors.lock", NULL);
  g_autoptr (GError) error = NULL;

  store_fixture_close (store_fixture_create (fixture));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
  g_file_set_contents (lock, "Officer Gone\nnowhere\n1\n2022-02-24T04:00:00Z\n", -1, &error);
  g_assert_no_error (error);

  store_fixture_close (store_fixture_open (fixture));
  g_assert_false (g_file_test (lock, G_FILE_TEST_EXISTS));
}

static void
test_second_name_of_a_plan_is_the_same_plan (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->folder, "link.corridors", NULL);
  CorPlanFile *first = store_fixture_create (fixture);
  g_autoptr (CorPlanFile) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (fixture->path, other), ==, 0);
  second = cor_plan_file_open (other, COR_PLAN_FILE_NONE, "Officer B", NULL, &error);

  g_assert_null (second);
  g_assert_error (error, COR_ERROR, COR_ERROR_LOCKED);
  store_fixture_close (first);
}

static void
test_reader_follows_a_running_desk (StoreFixture *fixture, gconstpointer data)
{
  CorPlanFile *writer = store_fixture_create (fixture);
  CorPlanFile *reader = open_reader (fixture);
  g_autoptr (CorEdit) everything = store_fixture_new_edit_of_everything ();
  g_autoptr (CorSnapshot) one = add_person (writer, 1);
  g_autoptr (CorSnapshot) all = NULL, undone = NULL, redone = NULL;
  g_autoptr (GError) error = NULL;

  assert_reader_sees (reader, one);
  all = store_fixture_commit (writer, everything);
  assert_reader_sees (reader, all);
  undone = cor_plan_file_undo (writer, &error);
  g_assert_no_error (error);
  assert_reader_sees (reader, undone);
  redone = cor_plan_file_redo (writer, &error);
  g_assert_no_error (error);
  assert_reader_sees (reader, redone);

  /* A reader is never in the way of the writer's closing. */
  store_fixture_close (writer);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_IS_SYMLINK));
  assert_reader_sees (reader, redone);
  store_fixture_close (reader);
}

static void
test_closing_folds_beside_a_reader (StoreFixture *fixture, gconstpointer data)
{
  CorPlanFile *writer = store_fixture_create (fixture);
  CorPlanFile *reader = open_reader (fixture);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.corridors", NULL);
  g_autoptr (CorSnapshot) one = add_person (writer, 1);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes;

  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  store_fixture_close (writer);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));

  bytes = store_fixture_read (fixture->path, &n_bytes);
  g_file_set_contents (copy, bytes, (gssize) n_bytes, &error);
  g_assert_no_error (error);
  store_fixture_close (reader);
  reader = cor_plan_file_open (copy, COR_PLAN_FILE_READ_ONLY, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_reader_sees (reader, one);
  store_fixture_close (reader);
}

static void
test_reader_cannot_write (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_PERSON, NULL);
  g_autoptr (GError) error = NULL;
  CorPlanFile *reader;

  store_fixture_close (store_fixture_create (fixture));
  reader = open_reader (fixture);
  cor_edit_put (edit, store_fixture_new_person (1));

  g_assert_null (cor_plan_file_commit (reader, edit, NULL, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (cor_plan_file_undo (reader, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_READ_ONLY);
  store_fixture_close (reader);
}

static GPtrArray *
list_backups (StoreFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, ".kyiv.corridors.backups", NULL);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));

  return paths;
}

static void
test_last_ten_opened_states_are_kept (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;
  gboolean seen[20] = { FALSE };
  guint first = G_MAXUINT;

  store_fixture_close (store_fixture_create (fixture));
  for (guint i = 0; i < 14; i++)
    {
      CorPlanFile *file = store_fixture_open (fixture);

      cor_snapshot_unref (add_person (file, i));
      store_fixture_close (file);
    }

  backups = list_backups (fixture);
  g_assert_cmpuint (backups->len, ==, 10);
  for (guint i = 0; i < backups->len; i++)
    {
      g_autoptr (GError) error = NULL;
      struct stat status;
      CorPlanFile *backup;
      guint n_persons;

      g_assert_cmpint (g_stat (backups->pdata[i], &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      backup = cor_plan_file_open (backups->pdata[i], COR_PLAN_FILE_READ_ONLY, NULL, NULL, &error);
      g_assert_no_error (error);
      n_persons =
          cor_snapshot_get_records (cor_plan_file_get_snapshot (backup), COR_RECORD_PERSON)->len;
      g_assert_cmpuint (n_persons, <, G_N_ELEMENTS (seen));
      g_assert_false (seen[n_persons]);
      seen[n_persons] = TRUE;
      first = MIN (first, n_persons);
      store_fixture_close (backup);
    }

  /* The states found by openings 5 to 14. */
  g_assert_cmpuint (first, ==, 4);
  g_assert_true (seen[13]);
}

static void
test_opening_without_an_edit_costs_no_backup (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) backups = NULL;

  store_fixture_close (store_fixture_create (fixture));
  for (guint i = 0; i < 3; i++)
    store_fixture_close (store_fixture_open (fixture));

  backups = list_backups (fixture);
  g_assert_cmpuint (backups->len, ==, 1);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/beside/" path, StoreFixture, NULL, store_fixture_set_up, test,               \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("second-writer-refused-by-name", test_second_writer_is_refused_by_name);
  ADD ("dead-lock-ignored", test_lock_of_a_dead_desk_is_ignored);
  ADD ("second-name", test_second_name_of_a_plan_is_the_same_plan);
  ADD ("reader-follows", test_reader_follows_a_running_desk);
  ADD ("closing-folds-beside-a-reader", test_closing_folds_beside_a_reader);
  ADD ("reader-cannot-write", test_reader_cannot_write);
  ADD ("last-ten-states", test_last_ten_opened_states_are_kept);
  ADD ("no-edit-no-backup", test_opening_without_an_edit_costs_no_backup);

  return g_test_run ();
}
