/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-schema.h"

#include "cor-error.h"
#include "cor-sql-resources.h"

#include <gio/gio.h>

/* Append-only: a new schema is a new script and a new line, whose checksum a test tells. */
static const CorMigration shipped[] = {
  { "0001-plan.sql", FALSE, "f8ff0394b6fe56bbbc019b2b3707d21918a20def643e3d849d9abf36ade330ae" },
  { "0002-planner.sql", FALSE, "3f7f20923d05155596eabc6c114bc5e9b7d0060b98de6a0f0ac24975aaeb662b" },
};

#define SCHEMA_QUERY                                                                               \
  "SELECT type || '|' || name || '|' || tbl_name || '|' || coalesce (sql, '')"                     \
  " FROM sqlite_schema ORDER BY type, name"

/**
 * cor_schema_get_migrations:
 * @n_migrations: (out): how many: the version that this program writes
 *
 * Returns: (transfer none) (array length=n_migrations): all steps from an empty file on
 */
const CorMigration *
cor_schema_get_migrations (guint *n_migrations)
{
  *n_migrations = G_N_ELEMENTS (shipped);

  return shipped;
}

static gboolean
run_script (sqlite3 *db, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat ("/corridors/sql/", name, NULL);
  g_autoptr (GBytes) script = NULL;

  /* Naming the resource makes the linker take it, and with it what registers it. */
  cor_sql_get_resource ();
  script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  /* Data of a resource ends with a NUL byte that its size does not count. */
  return script != NULL && cor_sql_exec (db, g_bytes_get_data (script, NULL), error);
}

static gboolean
set_version (sqlite3 *db, guint version, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA application_id = %d; PRAGMA user_version = %u",
                                          COR_PLAN_APPLICATION_ID, version);

  return cor_sql_exec (db, sql, error);
}

static gboolean
write_barrier (sqlite3 *db, guint version, const char *officer, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = cor_sql_prepare (db,
                               "INSERT INTO history (number, kind, subject, time_utc_s, officer,"
                               " schema_version, barrier)"
                               " SELECT coalesce (max (number), 0) + 1, 'migrate', '', ?1, ?2, ?3,"
                               " 1 FROM history",
                               error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, g_get_real_time () / G_USEC_PER_SEC);
  sqlite3_bind_text (statement, 2, officer, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 3, version);

  return cor_sql_run (statement, error);
}

static gboolean
migrate_step (sqlite3 *db,
              const CorMigration *migrations,
              guint version,
              const char *officer,
              GError **error)
{
  const CorMigration *migration = &migrations[version - 1];

  if (!cor_sql_begin (db, error))
    return FALSE;

  if (run_script (db, migration->script, error) && set_version (db, version, error) &&
      (!migration->is_barrier || write_barrier (db, version, officer, error)) &&
      cor_schema_check (db, migrations, version, error))
    return cor_sql_commit (db, error);

  cor_sql_rollback (db);
  g_prefix_error (error, "The plan could not be brought to version %u: ", version);

  return FALSE;
}

/**
 * cor_schema_migrate:
 * @db: a connection to a plan, or to an empty file
 * @migrations: (array length=n_migrations): all steps
 * @n_migrations: how many
 * @officer: who opens it
 * @error: (nullable): set when a step fails; those before it are kept
 *
 * Brings the tables to the newest version. Each step is one transaction with its version and its
 * check.
 *
 * Returns: whether they are there
 */
gboolean
cor_schema_migrate (sqlite3 *db,
                    const CorMigration *migrations,
                    guint n_migrations,
                    const char *officer,
                    GError **error)
{
  gint64 version;

  if (!cor_sql_read_int (db, "PRAGMA user_version", &version, error))
    return FALSE;

  while (version < n_migrations)
    {
      version++;
      if (!migrate_step (db, migrations, (guint) version, officer, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_schema_describe:
 * @db: a connection to a plan
 * @error: (nullable): set when its tables cannot be read
 *
 * Returns: (transfer full) (nullable): all tables, indexes, triggers and views, each as it was made
 */
char *
cor_schema_describe (sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (db, SCHEMA_QUERY, error);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  while (TRUE)
    {
      if (!cor_sql_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_string_free (g_steal_pointer (&text), FALSE);
      g_string_append (text, (const char *) sqlite3_column_text (statement, 0));
      g_string_append_c (text, '\n');
    }
}

/* What the tables of a version look like: as the scripts make them in an empty database. */
static char *
describe_version (const CorMigration *migrations, guint version, GError **error)
{
  sqlite3 *db = NULL;
  char *text = NULL;
  gboolean done;

  done = cor_sql_check (db, sqlite3_open (":memory:", &db), error);
  for (guint i = 0; done && i < version; i++)
    done = run_script (db, migrations[i].script, error);
  if (done)
    text = cor_schema_describe (db, error);
  sqlite3_close (db);

  return text;
}

/* Running the scripts only to compare takes a fifth of the time of a short command. */
static gboolean
has_known_checksum (const char *description, const CorMigration *migration)
{
  g_autofree char *sha256 = NULL;

  if (migration->tables_sha256 == NULL)
    return FALSE;
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, description, -1);

  return g_str_equal (sha256, migration->tables_sha256);
}

/**
 * cor_schema_check:
 * @db: a connection to a plan
 * @migrations: all steps
 * @version: the version that the plan says it has
 * @error: (nullable): set to %COR_ERROR_CORRUPT when the tables are not those of @version
 *
 * Refuses tables, triggers or views that the program did not make.
 *
 * Returns: whether the tables are those of @version
 */
gboolean
cor_schema_check (sqlite3 *db, const CorMigration *migrations, guint version, GError **error)
{
  g_autofree char *actual = cor_schema_describe (db, error);
  g_autofree char *expected = NULL;

  if (actual == NULL)
    return FALSE;
  if (has_known_checksum (actual, &migrations[version - 1]))
    return TRUE;

  expected = describe_version (migrations, version, error);
  if (expected == NULL)
    return FALSE;
  if (g_str_equal (actual, expected))
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
               "The tables are not those of plan version %u: another program has changed them. "
               "Open a copy from the plan's folder of backups.",
               version);

  return FALSE;
}
