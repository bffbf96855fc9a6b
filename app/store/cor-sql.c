/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sql.h"

#include "cor-error.h"

#include <errno.h>
#include <string.h>

static gboolean
is_disk_full (sqlite3 *db, int code)
{
  if ((code & 0xff) == SQLITE_FULL)
    return TRUE;

  /* A quota that is used up and a limit on file sizes come as a failed write. */
  return code == SQLITE_IOERR_WRITE && sqlite3_system_errno (db) != EIO;
}

/* The message of SQLite may quote values, so only its fixed text for the code is passed on. Whoever
 * knows the file puts its name in front. */
static void
set_error (sqlite3 *db, int code, GError **error)
{
  if (is_disk_full (db, code))
    {
      g_set_error (
          error, COR_ERROR, COR_ERROR_CAPACITY,
          "The disk is full, or your share of it is used up. Nothing was changed; make room "
          "and try again.");
      return;
    }

  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The file is damaged or cut short (%s). Open a copy from its folder of backups.",
                   sqlite3_errstr (code));
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      g_set_error (error, COR_ERROR, COR_ERROR_READ_ONLY,
                   "The file or its folder cannot be written (%s). Open the plan for reading only, "
                   "or copy it to a folder of yours.",
                   sqlite3_errstr (code));
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, COR_ERROR, COR_ERROR_LOCKED,
                   "The file is in use by another program. Try again when that has closed it.");
      break;
    case SQLITE_SCHEMA:
      g_set_error (error, COR_ERROR, COR_ERROR_CONFLICT,
                   "The tables have changed since. Nothing was changed.");
      break;
    default:
      g_set_error (error, COR_ERROR, COR_ERROR_FAILED, "%s (error %d). Nothing was changed.",
                   sqlite3_errstr (code), code);
    }
}

/**
 * cor_sql_check:
 * @db: a connection
 * @code: what SQLite returned
 * @error: (nullable): set unless @code means success
 *
 * The one place that turns a result code into an error.
 *
 * Returns: whether @code means success
 */
gboolean
cor_sql_check (sqlite3 *db, int code, GError **error)
{
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;

  g_debug ("sqlite: %d %s", code, sqlite3_errstr (code));
  set_error (db, code, error);

  return FALSE;
}

/**
 * cor_sql_set_corrupt:
 * @table: where
 * @column: (nullable): where in it
 * @error: (nullable): set to %COR_ERROR_CORRUPT
 *
 * Reports a value that the program would never have written.
 */
void
cor_sql_set_corrupt (const char *table, const char *column, GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
               "The file is damaged (in %s%s%s). Open a copy from its folder of backups.", table,
               column != NULL ? "." : "", column != NULL ? column : "");
}

/**
 * cor_sql_propagate_as_corrupt:
 * @error: (nullable): where to put it
 * @reason: (transfer full): why a file could not be read that was just opened
 *
 * What SQLite calls a logic error in statements that never change is a header that it does not
 * understand.
 */
void
cor_sql_propagate_as_corrupt (GError **error, GError *reason)
{
  if (g_error_matches (reason, COR_ERROR, COR_ERROR_FAILED))
    {
      g_error_free (reason);
      cor_sql_set_corrupt ("its header", NULL, error);
    }
  else
    g_propagate_error (error, reason);
}

/**
 * cor_sql_exec:
 * @db: a connection
 * @sql: fixed SQL
 * @error: (nullable): set when it fails
 *
 * Returns: whether all of it was executed
 */
gboolean
cor_sql_exec (sqlite3 *db, const char *sql, GError **error)
{
  return cor_sql_check (db, sqlite3_exec (db, sql, NULL, NULL, NULL), error);
}

/**
 * cor_sql_prepare:
 * @db: a connection
 * @sql: one statement
 * @error: (nullable): set when it does not fit the tables
 *
 * Returns: (transfer full) (nullable): the statement
 */
sqlite3_stmt *
cor_sql_prepare (sqlite3 *db, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (!cor_sql_check (
          db, sqlite3_prepare_v3 (db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL), error))
    return NULL;

  return statement;
}

/**
 * cor_sql_run:
 * @statement: a statement that gives no rows, bound
 * @error: (nullable): set when it fails
 *
 * Executes @statement and makes it ready for the next time.
 *
 * Returns: whether it was executed
 */
gboolean
cor_sql_run (sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);
  gboolean done = cor_sql_check (sqlite3_db_handle (statement), code, error);

  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);

  return done;
}

/**
 * cor_sql_step:
 * @statement: a bound query
 * @has_row: (out): whether there is another row
 * @error: (nullable): set when reading fails
 *
 * Goes to the next row.
 *
 * Returns: %FALSE on error
 */
gboolean
cor_sql_step (sqlite3_stmt *statement, gboolean *has_row, GError **error)
{
  int code = sqlite3_step (statement);

  *has_row = code == SQLITE_ROW;

  return cor_sql_check (sqlite3_db_handle (statement), code, error);
}

/**
 * cor_sql_read_int:
 * @db: a connection
 * @sql: a query for one number
 * @value: (out): the number, 0 if the query gives no row
 * @error: (nullable): set when reading fails
 *
 * Returns: %FALSE on error
 */
gboolean
cor_sql_read_int (sqlite3 *db, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (db, sql, error);
  gboolean has_row;

  *value = 0;
  if (statement == NULL || !cor_sql_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *value = sqlite3_column_int64 (statement, 0);

  return TRUE;
}

/**
 * cor_sql_begin:
 * @db: a connection
 * @error: (nullable): set when another one writes
 *
 * Begins a transaction that writes.
 *
 * Returns: whether it has begun
 */
gboolean
cor_sql_begin (sqlite3 *db, GError **error)
{
  return cor_sql_exec (db, "BEGIN IMMEDIATE", error);
}

/**
 * cor_sql_commit:
 * @db: a connection with a transaction
 * @error: (nullable): set when it could not be made durable; it is then rolled back
 *
 * Returns: whether the transaction is on disk
 */
gboolean
cor_sql_commit (sqlite3 *db, GError **error)
{
  if (cor_sql_exec (db, "COMMIT", error))
    return TRUE;

  cor_sql_rollback (db);

  return FALSE;
}

/**
 * cor_sql_rollback:
 * @db: a connection
 *
 * Takes back the running transaction, if SQLite has not done so itself after an error.
 */
void
cor_sql_rollback (sqlite3 *db)
{
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
}

/**
 * cor_sql_bind_id:
 * @statement: a statement
 * @index: the parameter, from 1
 * @id: an id
 *
 * Binds @id as it is, the nil id too.
 */
void
cor_sql_bind_id (sqlite3_stmt *statement, int index, const CorId *id)
{
  sqlite3_bind_blob (statement, index, id->bytes, sizeof id->bytes, SQLITE_TRANSIENT);
}

/**
 * cor_sql_bind_id_or_null:
 * @statement: a statement
 * @index: the parameter, from 1
 * @id: an id
 *
 * Binds @id, or NULL for the nil id.
 */
void
cor_sql_bind_id_or_null (sqlite3_stmt *statement, int index, const CorId *id)
{
  if (cor_id_is_nil (id))
    sqlite3_bind_null (statement, index);
  else
    cor_sql_bind_id (statement, index, id);
}

/**
 * cor_sql_column_id:
 * @statement: a statement that stands on a row
 * @column: the column, from 0
 * @id: (out): the id, nil where the column is NULL
 *
 * Returns: %FALSE if the column holds something else
 */
gboolean
cor_sql_column_id (sqlite3_stmt *statement, int column, CorId *id)
{
  *id = COR_ID_NIL;
  if (sqlite3_column_type (statement, column) == SQLITE_NULL)
    return TRUE;
  if (sqlite3_column_type (statement, column) != SQLITE_BLOB ||
      sqlite3_column_bytes (statement, column) != sizeof id->bytes)
    return FALSE;

  memcpy (id->bytes, sqlite3_column_blob (statement, column), sizeof id->bytes);

  return TRUE;
}
