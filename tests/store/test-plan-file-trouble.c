/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>

/* Opening must fail with @code, name the file, and leave it as it is. */
static void
assert_refused (StoreFixture *fixture, CorPlanFileFlags flags, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorPlanFile) file = NULL;
  g_autofree char *before = NULL, *after = NULL;
  gsize n_before, n_after;

  before = store_fixture_read (fixture->path, &n_before);
  file = cor_plan_file_open (fixture->path, flags, "Officer", NULL, &error);

  g_assert_null (file);
  g_assert_error (error, COR_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "kyiv.corridors"));
  g_assert_nonnull (strstr (error->message, words));
  after = store_fixture_read (fixture->path, &n_after);
  g_assert_cmpmem (before, n_before, after, n_after);
}

static void
assert_refused_both_ways (StoreFixture *fixture, int code, const char *words)
{
  assert_refused (fixture, COR_PLAN_FILE_NONE, code, words);
  assert_refused (fixture, COR_PLAN_FILE_READ_ONLY, code, words);
}

static void
write_file (StoreFixture *fixture, const char *bytes, gssize n_bytes)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, bytes, n_bytes, &error);
  g_assert_no_error (error);
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

static void
make_plan (StoreFixture *fixture, guint n_persons)
{
  CorId list_id;
  g_autoptr (CorEdit) edit = store_fixture_new_import (n_persons, &list_id);
  g_autoptr (CorSnapshot) snapshot = NULL;
  CorPlanFile *file = store_fixture_create (fixture);

  snapshot = store_fixture_commit (file, edit);
  store_fixture_close (file);
}

static void
test_no_such_file (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorPlanFile) file = NULL;

  file = cor_plan_file_open (fixture->path, COR_PLAN_FILE_NONE, "Officer", NULL, &error);

  g_assert_null (file);
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_folder (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorPlanFile) file = NULL;

  file = cor_plan_file_open (fixture->folder, COR_PLAN_FILE_NONE, "Officer", NULL, &error);

  g_assert_null (file);
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
}

static void
test_foreign_files (StoreFixture *fixture, gconstpointer data)
{
  write_file (fixture, "", 0);
  assert_refused_both_ways (fixture, COR_ERROR_FOREIGN, "empty");
  write_file (fixture, "%PDF-1.4", -1);
  assert_refused_both_ways (fixture, COR_ERROR_FOREIGN, "another program");
  g_unlink (fixture->path);
  run_sql (fixture->path, "CREATE TABLE person (id INTEGER)");
  assert_refused_both_ways (fixture, COR_ERROR_FOREIGN, "another program");
}

static void
test_newer_plan (StoreFixture *fixture, gconstpointer data)
{
  make_plan (fixture, 1);
  run_sql (fixture->path, "PRAGMA user_version = 77");

  assert_refused_both_ways (fixture, COR_ERROR_NEWER, "version 77");
  assert_refused_both_ways (fixture, COR_ERROR_NEWER, "version 2)");
}

static void
test_schema_of_another_hand (StoreFixture *fixture, gconstpointer data)
{
  make_plan (fixture, 1);
  run_sql (fixture->path,
           "CREATE TRIGGER spy AFTER INSERT ON person BEGIN DELETE FROM history; END");

  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "plan version 2");
}

static void
test_truncated_plan (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  make_plan (fixture, 300);
  bytes = store_fixture_read (fixture->path, &n_bytes);

  write_file (fixture, bytes, (gssize) n_bytes / 2);
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "backups");
  write_file (fixture, bytes, (gssize) n_bytes - 4096);
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "backups");
  write_file (fixture, bytes, 4096);
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "backups");
  write_file (fixture, bytes, 40);
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "cut short");
  write_file (fixture, bytes, 10);
  assert_refused_both_ways (fixture, COR_ERROR_FOREIGN, "another program");
}

/* Whatever a damaged byte hits, the program says so or reads what is there; it never falls over. */
static void
test_damaged_bytes (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  guint n_refused = 0;
  gsize n_bytes;

  make_plan (fixture, 60);
  bytes = store_fixture_read (fixture->path, &n_bytes);

  for (guint i = 0; i < 120; i++)
    {
      gsize at = i < 40 ? (gsize) g_test_rand_int_range (16, 100)
                        : (gsize) g_test_rand_int_range (0, (gint32) n_bytes);
      g_autofree char *damaged = g_memdup2 (bytes, n_bytes);
      g_autoptr (CorPlanFile) file = NULL;
      g_autoptr (GError) error = NULL;

      damaged[at] = (char) (damaged[at] ^ g_test_rand_int_range (1, 256));
      write_file (fixture, damaged, (gssize) n_bytes);
      file = cor_plan_file_open (fixture->path, COR_PLAN_FILE_NO_BACKUP, "Officer", NULL, &error);
      if (file == NULL)
        {
          g_assert_true (error->domain == COR_ERROR);
          if (error->code == COR_ERROR_FAILED)
            g_error ("byte %d: %s", (int) at, error->message);
          n_refused++;
          continue;
        }
      cor_plan_file_verify (file, NULL, NULL);
      cor_plan_file_close (file, NULL);
    }

  g_test_message ("%u of 120 refused", n_refused);
  g_assert_cmpuint (n_refused, >, 5);
}

static void
test_damaged_particulars (StoreFixture *fixture, gconstpointer data)
{
  make_plan (fixture, 3);
  run_sql (fixture->path, "UPDATE person_sealed SET sealed = zeroblob (length (sealed))");
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "person_sealed");
}

static void
test_particulars_of_somebody_else (StoreFixture *fixture, gconstpointer data)
{
  make_plan (fixture, 3);
  run_sql (fixture->path, "UPDATE person_sealed SET sealed = (SELECT sealed FROM person_sealed"
                          " ORDER BY person_id LIMIT 1)");
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "person_sealed");
}

static void
test_value_out_of_range (StoreFixture *fixture, gconstpointer data)
{
  make_plan (fixture, 3);
  run_sql (fixture->path, "UPDATE person SET status = 4711");
  assert_refused_both_ways (fixture, COR_ERROR_CORRUPT, "person.status");
}

static void
test_protected_plan (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorPlanFile) file = NULL;
  g_autoptr (GError) error = NULL;

  make_plan (fixture, 3);
  g_chmod (fixture->path, 0400);

  assert_refused (fixture, COR_PLAN_FILE_NONE, COR_ERROR_READ_ONLY, "reading only");
  file = cor_plan_file_open (fixture->path, COR_PLAN_FILE_READ_ONLY, "Officer", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (cor_plan_file_is_read_only (file));
  store_fixture_close (g_steal_pointer (&file));
}

/* A limit on the size of files stands for the end of the disk. */
static void
limit_file_size (gsize n_bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = n_bytes > 0 ? n_bytes : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_disk (StoreFixture *fixture, gconstpointer data)
{
  CorId list_id;
  g_autoptr (CorEdit) edit = store_fixture_new_import (5000, &list_id);
  g_autoptr (CorSnapshot) before = NULL, failed = NULL, after = NULL;
  g_autofree char *description = NULL, *description_after = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file;

  make_plan (fixture, 50);
  file = store_fixture_open (fixture);
  before = cor_snapshot_ref (cor_plan_file_get_snapshot (file));
  description = store_fixture_describe (before);

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (300000);
  failed = cor_plan_file_commit (file, edit, NULL, &error);
  limit_file_size (0);

  g_assert_null (failed);
  g_assert_error (error, COR_ERROR, COR_ERROR_CAPACITY);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "kyiv.corridors: The disk is full"));
  g_assert_true (cor_plan_file_get_snapshot (file) == before);
  store_fixture_close (file);

  file = store_fixture_open (fixture);
  description_after = store_fixture_describe (cor_plan_file_get_snapshot (file));
  g_assert_cmpstr (description, ==, description_after);
  after = store_fixture_commit (file, edit);
  g_assert_cmpuint (cor_snapshot_get_records (after, COR_RECORD_PERSON)->len, ==, 5050);
  store_fixture_close (file);
}

static void
test_full_disk_when_creating (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorEdit) initial = store_fixture_new_plan ();
  g_autoptr (CorPlanFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;

  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (10000);
  file = cor_plan_file_create (fixture->path, "Officer", initial, &error);
  limit_file_size (0);

  g_assert_null (file);
  g_assert_error (error, COR_ERROR, COR_ERROR_CAPACITY);
  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
test_full_disk_when_opening (StoreFixture *fixture, gconstpointer data)
{
  CorPlanFile *file;

  make_plan (fixture, 2000);
  signal (SIGXFSZ, SIG_IGN);
  limit_file_size (50000);
  file = store_fixture_open (fixture);
  limit_file_size (0);

  /* An officer must get at the plan all the same, and hear that there is no copy of it. */
  g_assert_nonnull (cor_plan_file_get_notice (file));
  g_assert_cmpuint (
      cor_snapshot_get_records (cor_plan_file_get_snapshot (file), COR_RECORD_PERSON)->len, ==,
      2000);
  store_fixture_close (file);
}

static void
test_undo_over_changed_rows_is_refused (StoreFixture *fixture, gconstpointer data)
{
  g_autoptr (CorSnapshot) undone = NULL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  CorPlanFile *file;

  make_plan (fixture, 3);
  run_sql (fixture->path, "UPDATE person SET needs = 1 WHERE id = (SELECT max (id) FROM person)");
  file = store_fixture_open (fixture);
  before = store_fixture_describe (cor_plan_file_get_snapshot (file));

  undone = cor_plan_file_undo (file, &error);

  g_assert_null (undone);
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  store_fixture_close (file);
  file = store_fixture_open (fixture);
  after = store_fixture_describe (cor_plan_file_get_snapshot (file));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (cor_snapshot_get_revision (cor_plan_file_get_snapshot (file)), ==, 2);
  store_fixture_close (file);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/trouble/" path, StoreFixture, NULL, store_fixture_set_up, test,              \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-such-file", test_no_such_file);
  ADD ("folder", test_folder);
  ADD ("foreign", test_foreign_files);
  ADD ("newer", test_newer_plan);
  ADD ("schema-of-another-hand", test_schema_of_another_hand);
  ADD ("truncated", test_truncated_plan);
  ADD ("damaged-bytes", test_damaged_bytes);
  ADD ("damaged-particulars", test_damaged_particulars);
  ADD ("particulars-of-somebody-else", test_particulars_of_somebody_else);
  ADD ("value-out-of-range", test_value_out_of_range);
  ADD ("protected", test_protected_plan);
  ADD ("full-disk", test_full_disk);
  ADD ("full-disk-when-creating", test_full_disk_when_creating);
  ADD ("full-disk-when-opening", test_full_disk_when_opening);
  ADD ("undo-over-changed-rows", test_undo_over_changed_rows_is_refused);

  return g_test_run ();
}
