/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "cor-changeset.h"
#include "cor-connection.h"
#include "cor-error.h"
#include "cor-history.h"
#include "cor-schema.h"
#include "cor-time.h"
#include "test-migrations.h"

static const CorMigration with_column[] = {
  { "0001-plan.sql", FALSE, NULL },
  { "0002-planner.sql", FALSE, NULL },
  { "test-column.sql", FALSE, NULL },
};

static const CorMigration with_barrier[] = {
  { "0001-plan.sql", FALSE, NULL },
  { "0002-planner.sql", FALSE, NULL },
  { "test-column.sql", FALSE, NULL },
  { "test-barrier.sql", TRUE, NULL },
};

static const CorMigration with_broken[] = {
  { "0001-plan.sql", FALSE, NULL },
  { "0002-planner.sql", FALSE, NULL },
  { "test-broken.sql", FALSE, NULL },
};

/* A plan of the newest version with an import that can be undone. */
static sqlite3 *
open_plan (StoreFixture *fixture)
{
  CorId list_id;
  g_autoptr (CorEdit) edit = store_fixture_new_import (20, &list_id);
  g_autoptr (GError) error = NULL;
  CorPlanFile *file = store_fixture_create (fixture);
  sqlite3 *db;

  cor_snapshot_unref (store_fixture_commit (file, edit));
  store_fixture_close (file);
  db = cor_connection_open (fixture->path, TRUE, &error);
  g_assert_no_error (error);

  return db;
}

static gint64
read_int (sqlite3 *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  cor_sql_read_int (db, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

/* Undoes the last edit as the plan file would. */
static gboolean
undo (sqlite3 *db, GError **error)
{
  g_autoptr (CorHistory) history = cor_history_new ();
  g_autoptr (GBytes) changeset = NULL;
  gboolean inverted, done;

  g_assert_true (cor_history_read (history, db, NULL));
  changeset = cor_history_read_changeset (history, db, 2, &inverted, NULL);
  g_assert_nonnull (changeset);
  g_assert_true (cor_sql_exec (db, "PRAGMA foreign_keys = OFF", NULL));
  g_assert_true (cor_sql_begin (db, NULL));
  done = cor_changeset_apply (db, changeset, TRUE, error);
  if (done)
    g_assert_true (cor_sql_commit (db, NULL));
  else
    cor_sql_rollback (db);

  return done;
}

static void
test_old_edits_can_be_undone_after_a_new_column (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db = open_plan (fixture);
  g_autoptr (GError) error = NULL;

  cor_schema_migrate (db, with_column, 3, "Officer", &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (read_int (db, "SELECT sum (seats) FROM person"), ==, 80);
  g_assert_true (undo (db, &error));
  g_assert_no_error (error);
  g_assert_cmpint (read_int (db, "SELECT count (*) FROM person"), ==, 0);
  sqlite3_close (db);
}

static void
test_undo_stops_at_a_barrier (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db = open_plan (fixture);
  g_autoptr (CorHistory) history = cor_history_new ();
  g_autoptr (GError) error = NULL;
  const CorHistoryEntry *barrier;

  cor_schema_migrate (db, with_barrier, 4, "Officer", &error);
  g_assert_no_error (error);
  g_assert_true (cor_history_read (history, db, &error));
  g_assert_no_error (error);

  g_assert_cmpuint (cor_history_get_revision (history), ==, 3);
  barrier = cor_history_get_entries (history)->pdata[2];
  g_assert_true (barrier->is_barrier);
  g_assert_cmpuint (barrier->schema_version, ==, 4);
  g_assert_null (cor_history_get_undo (history));
  g_assert_true (cor_history_is_at_barrier (history));
  sqlite3_close (db);
}

static void
test_broken_migration_leaves_the_plan_as_it_was (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db = open_plan (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (cor_schema_migrate (db, with_broken, 3, "Officer", &error));
  g_assert_nonnull (error);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, 2);
  sqlite3_close (db);
  store_fixture_close (store_fixture_open (fixture));
}

/* SQLite applies a changeset over a table that is gone by leaving it out, and calls that success.
 */
static void
test_changeset_over_a_missing_table_is_refused (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db = open_plan (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_sql_exec (db, "ALTER TABLE person_sealed RENAME TO elsewhere", &error));
  g_assert_no_error (error);

  g_assert_false (undo (db, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  g_assert_cmpint (read_int (db, "SELECT count (*) FROM person"), ==, 20);
  sqlite3_close (db);
}

static void
test_changeset_over_a_missing_row_is_refused (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db = open_plan (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_sql_exec (db,
                               "DELETE FROM person_sealed WHERE person_id = (SELECT max (id) FROM"
                               " person); DELETE FROM person WHERE id = (SELECT max (id) FROM"
                               " person)",
                               &error));
  g_assert_no_error (error);

  g_assert_false (undo (db, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_CONFLICT);
  g_assert_cmpint (read_int (db, "SELECT count (*) FROM person"), ==, 19);
  sqlite3_close (db);
}

/* SQLite may walk a damaged changeset for ever, so it must never see one. */
static void
test_damaged_changeset (StoreFixture *fixture, gconstpointer data)
{
  sqlite3 *db = open_plan (fixture);
  g_autoptr (CorHistory) history = cor_history_new ();
  g_autoptr (sqlite3_stmt) damage = NULL;
  g_autoptr (GBytes) whole = NULL;
  gboolean inverted;
  gint64 n_bytes;

  g_assert_true (cor_history_read (history, db, NULL));
  whole = cor_history_read_changeset (history, db, 2, &inverted, NULL);
  g_assert_nonnull (whole);
  n_bytes = read_int (db, "SELECT length (changeset) FROM history WHERE number = 2");
  damage =
      cor_sql_prepare (db,
                       "UPDATE history SET changeset = CAST (substr (changeset, 1, ?1) || x'a7' ||"
                       " substr (changeset, ?1 + 2) AS BLOB) WHERE number = 2",
                       NULL);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (GBytes) changeset = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (cor_sql_begin (db, NULL));
      sqlite3_bind_int64 (damage, 1, g_test_rand_int_range (0, (gint32) n_bytes - 1));
      g_assert_true (cor_sql_run (damage, NULL));
      changeset = cor_history_read_changeset (history, db, 2, &inverted, &error);
      if (changeset != NULL)
        g_assert_true (g_bytes_equal (changeset, whole));
      else
        g_assert_error (error, COR_ERROR, COR_ERROR_CORRUPT);
      cor_sql_rollback (db);
    }
  g_clear_pointer (&damage, sqlite3_finalize);
  sqlite3_close (db);
}

/* A plan that was brought up to date was kept as it had been. */
static void
assert_copied_aside (const char *path, guint version, guint newest)
{
  g_autofree char *name = g_strdup_printf ("version-%u.corridors", version);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = g_strconcat (".", base, ".backups", NULL);
  g_autofree char *copy = g_build_filename (parent, folder, name, NULL);
  sqlite3 *db = NULL;

  g_assert_cmpint (g_file_test (copy, G_FILE_TEST_EXISTS), ==, version < newest);
  if (version == newest)
    return;

  g_assert_cmpint (sqlite3_open_v2 (copy, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (read_int (db, "PRAGMA user_version"), ==, version);
  sqlite3_close (db);
}

/* Opens a copy of the dump of a version. */
static CorPlanFile *
open_dump (StoreFixture *fixture, guint version, char **path)
{
  g_autofree char *name = g_strdup_printf ("plan-version-%u.sql", version);
  g_autofree char *dump_path =
      g_build_filename (g_getenv ("CORRIDORS_FIXTURES"), "store", "fixtures", name, NULL);
  g_autofree char *dump = store_fixture_read (dump_path, NULL);
  g_autoptr (GError) error = NULL;
  CorPlanFile *file;
  sqlite3 *db = NULL;

  *path = g_strdup_printf ("%s-%u", fixture->path, version);
  g_assert_cmpint (sqlite3_open (*path, &db), ==, SQLITE_OK);
  g_assert_true (cor_sql_exec (db, dump, &error));
  g_assert_no_error (error);
  sqlite3_close (db);
  file = cor_plan_file_open (*path, COR_PLAN_FILE_NONE, "Officer", NULL, &error);
  g_assert_no_error (error);

  return file;
}

/* What a plan of version 1 did not say means what it meant then. */
static void
test_defaults_of_version_2 (StoreFixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  CorPlanFile *file = open_dump (fixture, 1, &path);
  CorSnapshot *snapshot = cor_plan_file_get_snapshot (file);
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  const CorPerson *person = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON)->pdata[0];
  const CorCrossing *crossing = cor_snapshot_get_records (snapshot, COR_RECORD_CROSSING)->pdata[0];
  const CorCrossingInterval *interval = crossing->intervals->pdata[0];
  const CorClosure *closure = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE)->pdata[0];
  g_autoptr (CorPlanSettings) usual = cor_plan_settings_new (NULL);

  g_assert_cmpuint (settings->step_min, ==, usual->step_min);
  g_assert_cmpmem (settings->priority_weights, sizeof settings->priority_weights,
                   usual->priority_weights, sizeof usual->priority_weights);
  g_assert_cmpint (settings->night, ==, COR_NIGHT_DRIVE);
  g_assert_cmpmem (&settings->night_hours, sizeof (CorDaily), &usual->night_hours,
                   sizeof (CorDaily));
  g_assert_cmpstr (settings->night_zone, ==, usual->night_zone);
  g_assert_cmpuint (settings->people_per_car_x10, ==, usual->people_per_car_x10);
  g_assert_cmpuint (settings->exposure_reach_m, ==, usual->exposure_reach_m);
  g_assert_cmpint (person->priority, ==, COR_PRIORITY_NORMAL);
  g_assert_cmpint (person->ready_utc_s, ==, COR_TIME_NONE);
  for (guint i = 0; i < COR_N_MODES; i++)
    g_assert_cmpuint (crossing->capacity_by_mode_people_per_h[i], ==, COR_UNLIMITED);
  g_assert_cmpuint (crossing->reception_people_per_h, ==, COR_UNLIMITED);
  g_assert_cmpuint (interval->capacity_people_per_h, ==, COR_UNLIMITED);
  g_assert_cmpint (closure->effect, ==, COR_RESTRICTION_CLOSED);
  g_assert_true (cor_daily_is_always (&closure->daily));
  g_assert_null (closure->hints);
  store_fixture_close (file);
}

/* A plan as each version wrote it, kept as a dump for good. */
static void
test_plans_of_all_versions_open (StoreFixture *fixture, gconstpointer data)
{
  /* Kinds of records only grow at the end. */
  static const guint n_kinds[] = { COR_RECORD_POST + 1, COR_RECORD_SCENARIO + 1 };
  guint n_versions;

  cor_schema_get_migrations (&n_versions);
  g_assert_cmpuint (n_versions, ==, G_N_ELEMENTS (n_kinds));
  for (guint version = 1; version <= G_N_ELEMENTS (n_kinds); version++)
    {
      g_autofree char *path = NULL;
      g_autoptr (CorPlanFile) file = open_dump (fixture, version, &path);
      g_autoptr (CorSnapshot) undone = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (cor_plan_file_verify (file, NULL, &error));
      g_assert_no_error (error);
      for (guint kind = 0; kind < n_kinds[version - 1]; kind++)
        g_assert_cmpuint (
            cor_snapshot_get_records (cor_plan_file_get_snapshot (file), (CorRecordKind) kind)->len,
            >, 0);
      assert_copied_aside (path, version, n_versions);
      undone = cor_plan_file_undo (file, &error);
      g_assert_no_error (error);
      store_fixture_close (g_steal_pointer (&file));
    }
}

/* With a wrong checksum nothing breaks, but every opening of a plan runs all scripts. */
static void
test_checksums_are_those_of_the_scripts (StoreFixture *fixture, gconstpointer data)
{
  guint n_versions;
  const CorMigration *migrations = cor_schema_get_migrations (&n_versions);

  for (guint version = 1; version <= n_versions; version++)
    {
      g_autofree char *tables = NULL;
      g_autofree char *sha256 = NULL;
      g_autoptr (GError) error = NULL;
      sqlite3 *db = NULL;

      g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
      g_assert_true (cor_schema_migrate (db, migrations, version, "Officer", &error));
      g_assert_no_error (error);
      tables = cor_schema_describe (db, &error);
      g_assert_no_error (error);
      sqlite3_close (db);
      sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, tables, -1);
      g_assert_cmpstr (migrations[version - 1].tables_sha256, ==, sha256);
    }
}

#define ADD(path, test)                                                                            \
  g_test_add ("/store/schema/" path, StoreFixture, NULL, store_fixture_set_up, test,               \
              store_fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  test_migrations_get_resource ();

  ADD ("undo-after-a-new-column", test_old_edits_can_be_undone_after_a_new_column);
  ADD ("undo-stops-at-a-barrier", test_undo_stops_at_a_barrier);
  ADD ("broken-migration", test_broken_migration_leaves_the_plan_as_it_was);
  ADD ("missing-table", test_changeset_over_a_missing_table_is_refused);
  ADD ("missing-row", test_changeset_over_a_missing_row_is_refused);
  ADD ("damaged-changeset", test_damaged_changeset);
  ADD ("plans-of-all-versions", test_plans_of_all_versions_open);
  ADD ("defaults-of-version-2", test_defaults_of_version_2);
  ADD ("checksums", test_checksums_are_those_of_the_scripts);

  return g_test_run ();
}
