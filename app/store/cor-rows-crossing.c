/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-rows-private.h"

#include "cor-error.h"
#include "cor-tables.h"

static void
bind_child_keys (CorRows *self, sqlite3_stmt *statement, const CorId *crossing_id, const CorId *id)
{
  cor_sql_bind_id (statement, 1, &self->scenario_id);
  cor_sql_bind_id (statement, 2, crossing_id);
  if (id != NULL)
    cor_sql_bind_id (statement, 3, id);
}

/* Both children begin with their id, which is all that is asked for here. */
static gboolean
has_child (GPtrArray *children, guint n_children, const CorId *id)
{
  for (guint i = 0; i < n_children; i++)
    if (cor_id_equal (children->pdata[i], id))
      return TRUE;

  return FALSE;
}

/* Two of one id would become one row. */
static gboolean
check_child (GPtrArray *children, guint index, GError **error)
{
  if (!has_child (children, index, children->pdata[index]))
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "A crossing has two entries of the same id. Nothing was changed.");

  return FALSE;
}

static gboolean
write_intervals (CorRows *self, const CorCrossing *crossing, GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_INTERVAL_UPSERT, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i];
      CorIntervalRow row = { i, *interval };

      bind_child_keys (self, statement, &crossing->record.id, &interval->id);
      if (!check_child (crossing->intervals, i, error) ||
          !cor_rows_bind_and_run (cor_tables_get_intervals (), statement, &row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_waits (CorRows *self, const CorCrossing *crossing, GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_WAIT_UPSERT, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < crossing->waits->len; i++)
    {
      const CorCrossingWait *wait = crossing->waits->pdata[i];
      CorWaitRow row = { i, *wait };

      bind_child_keys (self, statement, &crossing->record.id, &wait->id);
      if (!check_child (crossing->waits, i, error) ||
          !cor_rows_bind_and_run (cor_tables_get_waits (), statement, &row, error))
        return FALSE;
    }

  return TRUE;
}

G_STATIC_ASSERT (G_STRUCT_OFFSET (CorCrossingInterval, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (CorCrossingWait, id) == 0);

/* Deletes the rows of @before that @after (NULL: none) no longer has. */
static gboolean
delete_children (CorRows *self,
                 guint delete_statement,
                 const CorId *crossing_id,
                 GPtrArray *before,
                 GPtrArray *after,
                 GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, delete_statement, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < before->len; i++)
    {
      if (after != NULL && has_child (after, after->len, before->pdata[i]))
        continue;

      bind_child_keys (self, statement, crossing_id, before->pdata[i]);
      if (!cor_sql_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

/* Reads a row of what hangs on a crossing, its id first. */
static gboolean
read_child (const CorTable *table,
            sqlite3_stmt *statement,
            CorId *id,
            gpointer target,
            GError **error)
{
  if (!cor_sql_column_id (statement, 0, id))
    {
      cor_sql_set_corrupt (table->name, "id", error);
      return FALSE;
    }

  return cor_table_read (table, statement, target, error);
}

static gboolean
read_intervals (CorRows *self, CorCrossing *crossing, GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_INTERVAL_SELECT, error);
  gboolean has_row, done = statement != NULL;

  if (!done)
    return FALSE;

  bind_child_keys (self, statement, &crossing->record.id, NULL);
  while ((done = cor_sql_step (statement, &has_row, error)) && has_row)
    {
      CorIntervalRow row = { 0 };
      CorCrossingInterval *interval;

      done = read_child (cor_tables_get_intervals (), statement, &row.interval.id, &row, error);
      interval = cor_crossing_add_interval (crossing, &row.interval.id);
      g_free (interval->source);
      *interval = row.interval;
      if (!done)
        break;
    }
  sqlite3_reset (statement);

  return done;
}

static gboolean
read_waits (CorRows *self, CorCrossing *crossing, GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_WAIT_SELECT, error);
  gboolean has_row, done = statement != NULL;

  if (!done)
    return FALSE;

  bind_child_keys (self, statement, &crossing->record.id, NULL);
  while ((done = cor_sql_step (statement, &has_row, error)) && has_row)
    {
      CorWaitRow row = { 0 };
      CorCrossingWait *wait;

      done = read_child (cor_tables_get_waits (), statement, &row.wait.id, &row, error);
      wait = cor_crossing_add_wait (crossing, &row.wait.id);
      g_free (wait->source);
      *wait = row.wait;
      if (!done)
        break;
    }
  sqlite3_reset (statement);

  return done;
}

/**
 * cor_rows_delete_children:
 * @self: the rows of a plan
 * @before: a crossing as it is in them
 * @after: (nullable): as it will be
 * @error: (nullable): set when a row cannot be deleted
 *
 * Takes the rows of what hangs on @before away, but for what @after still has.
 *
 * Returns: whether they are gone
 */
gboolean
cor_rows_delete_children (CorRows *self,
                          const CorCrossing *before,
                          const CorCrossing *after,
                          GError **error)
{
  if (before == NULL)
    return TRUE;

  return delete_children (self, COR_ROWS_INTERVAL_DELETE, &before->record.id, before->intervals,
                          after != NULL ? after->intervals : NULL, error) &&
         delete_children (self, COR_ROWS_WAIT_DELETE, &before->record.id, before->waits,
                          after != NULL ? after->waits : NULL, error);
}

/**
 * cor_rows_write_children:
 * @self: the rows of a plan
 * @crossing: a crossing
 * @error: (nullable): set when a row cannot be written
 *
 * Writes the rows of what hangs on it.
 *
 * Returns: whether they were written
 */
gboolean
cor_rows_write_children (CorRows *self, const CorCrossing *crossing, GError **error)
{
  return write_intervals (self, crossing, error) && write_waits (self, crossing, error);
}

/**
 * cor_rows_read_children:
 * @self: the rows of a plan
 * @crossing: a crossing whose own row was read
 * @error: (nullable): set when a row cannot be read
 *
 * Reads what hangs on it.
 *
 * Returns: whether it was read
 */
gboolean
cor_rows_read_children (CorRows *self, CorCrossing *crossing, GError **error)
{
  return read_intervals (self, crossing, error) && read_waits (self, crossing, error);
}
