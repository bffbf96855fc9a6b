/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-rows-private.h"

#include "cor-tables.h"

static gboolean
run_removed (CorRows *self, guint statement, CorRecordKind kind, const CorId *id, GError **error)
{
  sqlite3_stmt *removed = cor_rows_get_statement (self, statement, error);

  if (removed == NULL)
    return FALSE;

  cor_sql_bind_id (removed, 1, &self->scenario_id);
  cor_sql_bind_id (removed, 2, id);
  sqlite3_bind_int64 (removed, 3, kind);

  return cor_sql_run (removed, error);
}

/**
 * cor_rows_insert_removed:
 * @self: the rows of a plan
 * @kind: what kind of record
 * @id: which
 * @error: (nullable): set when it cannot be written
 *
 * Notes that the scenario at hand has taken a record out of the plan.
 *
 * Returns: whether that was noted
 */
gboolean
cor_rows_insert_removed (CorRows *self, CorRecordKind kind, const CorId *id, GError **error)
{
  return run_removed (self, COR_ROWS_REMOVED_INSERT, kind, id, error);
}

/**
 * cor_rows_delete_removed:
 * @self: the rows of a plan
 * @kind: what kind of record
 * @id: which
 * @error: (nullable): set when it cannot be written
 *
 * Forgets that the scenario at hand has taken a record out of the plan.
 *
 * Returns: whether that was forgotten
 */
gboolean
cor_rows_delete_removed (CorRows *self, CorRecordKind kind, const CorId *id, GError **error)
{
  return run_removed (self, COR_ROWS_REMOVED_DELETE, kind, id, error);
}

static gboolean
delete_from (CorRows *self, const char *table, const CorId *scenario_id, GError **error)
{
  /* The name is one of ours. */
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE scenario_id = ?1", table);
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (self->db, sql, error);

  if (statement == NULL)
    return FALSE;
  cor_sql_bind_id (statement, 1, scenario_id);

  return cor_sql_run (statement, error);
}

/**
 * cor_rows_delete_scenario:
 * @self: the rows of a plan
 * @scenario_id: a scenario that is removed
 * @error: (nullable): set when a row cannot be deleted
 *
 * Deletes every row of it.
 *
 * Returns: whether they are gone
 */
gboolean
cor_rows_delete_scenario (CorRows *self, const CorId *scenario_id, GError **error)
{
  if (!delete_from (self, cor_tables_get_intervals ()->name, scenario_id, error) ||
      !delete_from (self, cor_tables_get_waits ()->name, scenario_id, error) ||
      !delete_from (self, COR_REMOVED_TABLE, scenario_id, error))
    return FALSE;

  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    if (cor_record_kind_is_overlaid ((CorRecordKind) kind) &&
        !delete_from (self, cor_tables_get ((CorRecordKind) kind)->name, scenario_id, error))
      return FALSE;

  return TRUE;
}

/**
 * cor_rows_is_removed:
 * @self: access to rows
 * @scenario_id: a scenario
 * @kind: what kind of record
 * @id: which one
 * @removed: (out): whether the scenario has taken it out of the plan
 * @error: (nullable): set when that cannot be read
 *
 * Returns: %FALSE on error
 */
gboolean
cor_rows_is_removed (CorRows *self,
                     const CorId *scenario_id,
                     CorRecordKind kind,
                     const CorId *id,
                     gboolean *removed,
                     GError **error)
{
  g_autoptr (sqlite3_stmt) statement = cor_sql_prepare (
      self->db,
      "SELECT 1 FROM " COR_REMOVED_TABLE " WHERE scenario_id = ?1 AND id = ?2 AND kind = ?3",
      error);

  if (statement == NULL)
    return FALSE;

  cor_sql_bind_id (statement, 1, scenario_id);
  cor_sql_bind_id (statement, 2, id);
  sqlite3_bind_int64 (statement, 3, kind);

  return cor_sql_step (statement, removed, error);
}

/* A row of the table that names no kind which scenarios overlay is damage. */
static gboolean
read_removed (CorRows *self, CorEdit *edit, GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_REMOVED_SELECT, error);
  gboolean has_row, done = statement != NULL;

  if (!done)
    return FALSE;

  cor_sql_bind_id (statement, 1, &self->scenario_id);
  while ((done = cor_sql_step (statement, &has_row, error)) && has_row)
    {
      gint64 kind = sqlite3_column_int64 (statement, 1);
      CorId id;

      done = cor_sql_column_id (statement, 0, &id) && kind >= 0 && kind < COR_N_RECORD_KINDS &&
             cor_record_kind_is_overlaid ((CorRecordKind) kind);
      if (!done)
        {
          cor_sql_set_corrupt (COR_REMOVED_TABLE, "kind", error);
          break;
        }
      cor_edit_remove (edit, (CorRecordKind) kind, &id);
    }
  sqlite3_reset (statement);

  return done;
}

/**
 * cor_rows_read_scenario:
 * @self: access to rows
 * @scenario_id: a scenario of the plan
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set when something cannot be read
 *
 * Returns: (transfer full) (nullable): an edit that makes the scenario what its rows say, from
 * nothing
 */
CorEdit *
cor_rows_read_scenario (CorRows *self,
                        const CorId *scenario_id,
                        CorProgress *progress,
                        GError **error)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_ADD_SCENARIO, NULL);

  self->scenario_id = *scenario_id;
  cor_edit_set_scenario (edit, scenario_id);
  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    if (cor_record_kind_is_overlaid ((CorRecordKind) kind) &&
        !cor_rows_read_kind (self, (CorRecordKind) kind, edit, progress, error))
      return NULL;

  return read_removed (self, edit, error) ? g_steal_pointer (&edit) : NULL;
}
