/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-list-rows.h"

#include "config.h"
#include "cor-codec.h"

#include <glib/gi18n-lib.h>

#define LIST_ROW_TABLE "list_row"

/* Progress and the wish to stop are asked for after so many rows. */
#define ROWS_PER_CHECK 500

/* A number for the seal that no other row of the list has, in whichever edit it was imported. */
static guint64
get_seal_number (guint64 edit_number, guint row)
{
  return edit_number << 32 | row;
}

static gboolean
write_list_row (const CorSealer *sealer,
                sqlite3_stmt *statement,
                const CorId *list_id,
                guint64 edit_number,
                const CorListRow *row,
                GError **error)
{
  g_autoptr (GByteArray) sealed = NULL;
  GByteArray *plain = cor_codec_write_list_row (row);

  sealed = cor_sealer_seal (sealer, LIST_ROW_TABLE, list_id,
                            get_seal_number (edit_number, row->row), plain->data, plain->len);
  cor_sealer_wipe (plain);

  cor_sql_bind_id (statement, 1, list_id);
  sqlite3_bind_int64 (statement, 2, (gint64) edit_number);
  sqlite3_bind_int64 (statement, 3, row->row);
  sqlite3_bind_int64 (statement, 4, row->outcome);
  cor_sql_bind_id_or_null (statement, 5, &row->person_id);
  sqlite3_bind_blob64 (statement, 6, sealed->data, sealed->len, SQLITE_TRANSIENT);

  return cor_sql_run (statement, error);
}

/**
 * cor_list_rows_write:
 * @db: a connection to a plan
 * @sealer: the plan's codec
 * @list_id: a list
 * @edit_number: the edit that imports it
 * @list_rows: (element-type CorListRow): its rows as received
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set when they cannot be stored
 *
 * Writes the rows of a list beside the plan.
 *
 * Returns: whether all were written; if not, the caller rolls back
 */
gboolean
cor_list_rows_write (sqlite3 *db,
                     const CorSealer *sealer,
                     const CorId *list_id,
                     guint64 edit_number,
                     GPtrArray *list_rows,
                     CorProgress *progress,
                     GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = cor_sql_prepare (
      db,
      "INSERT INTO list_row (list_id, edit_number, row_number, outcome, person_id, sealed)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
      error);
  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < list_rows->len; i++)
    if ((i % ROWS_PER_CHECK == 0 &&
         !cor_progress_report (progress, _ ("Saving"), i / (double) list_rows->len, error)) ||
        !write_list_row (sealer, statement, list_id, edit_number, list_rows->pdata[i], error))
      return FALSE;

  return TRUE;
}

static CorListRow *
read_list_row (sqlite3 *db,
               const CorSealer *sealer,
               sqlite3_stmt *statement,
               const CorId *list_id,
               GError **error)
{
  gint64 outcome = sqlite3_column_int64 (statement, 2);
  guint row_number = (guint) sqlite3_column_int64 (statement, 1);
  g_autoptr (CorListRow) row = cor_list_row_new (row_number, (CorRowOutcome) outcome);
  GByteArray *plain;
  gboolean done;

  plain = cor_sealer_unseal (
      sealer, LIST_ROW_TABLE, list_id,
      get_seal_number ((guint64) sqlite3_column_int64 (statement, 0), row_number),
      sqlite3_column_blob (statement, 4), (gsize) sqlite3_column_bytes (statement, 4));
  done = plain != NULL && outcome >= 0 && outcome <= COR_ROW_BLANK &&
         cor_sql_column_id (statement, 3, &row->person_id) &&
         cor_codec_read_list_row (row, plain->data, plain->len);
  cor_sealer_wipe (plain);
  if (!done)
    {
      cor_sql_set_corrupt (LIST_ROW_TABLE, NULL, error);
      return NULL;
    }

  return g_steal_pointer (&row);
}

/**
 * cor_list_rows_read:
 * @db: a connection to a plan
 * @sealer: the plan's codec
 * @list_id: a list
 * @only_rejected: whether to leave out what was not rejected
 * @error: (nullable): set when they cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type CorListRow): rows of the list as received, in
 * their order
 */
GPtrArray *
cor_list_rows_read (sqlite3 *db,
                    const CorSealer *sealer,
                    const CorId *list_id,
                    gboolean only_rejected,
                    GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_list_row_free);
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = cor_sql_prepare (
      db,
      "SELECT edit_number, row_number, outcome, person_id, sealed FROM list_row"
      " WHERE list_id = ?1 AND (?2 < 0 OR outcome = ?2) AND edit_number ="
      " (SELECT max (edit_number) FROM list_row WHERE list_id = ?1) ORDER BY row_number",
      error);
  if (statement == NULL)
    return NULL;

  cor_sql_bind_id (statement, 1, list_id);
  sqlite3_bind_int (statement, 2, only_rejected ? COR_ROW_REJECTED : -1);
  while (TRUE)
    {
      CorListRow *row;

      if (!cor_sql_step (statement, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&rows);

      row = read_list_row (db, sealer, statement, list_id, error);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }
}
