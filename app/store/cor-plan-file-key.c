/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-connection.h"
#include "cor-error.h"
#include "cor-plan-backup.h"

#include <string.h>

#define KEY_FORMAT 1

static gboolean
write_key (CorPlanFile *self, const CorWrappedKey *wrapped, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  g_autoptr (GBytes) key = NULL;

  statement = cor_sql_prepare (self->db,
                               "INSERT OR REPLACE INTO plan_key"
                               " (id, format, wrapped, salt, ops_limit, mem_limit_bytes, key)"
                               " VALUES (1, ?1, ?2, ?3, ?4, ?5, ?6)",
                               error);
  if (statement == NULL)
    return FALSE;

  key = wrapped != NULL ? g_bytes_ref (wrapped->key) : cor_sealer_dup_key (self->sealer);
  sqlite3_bind_int (statement, 1, KEY_FORMAT);
  sqlite3_bind_int (statement, 2, wrapped != NULL);
  if (wrapped != NULL)
    {
      sqlite3_bind_blob (statement, 3, wrapped->salt, sizeof wrapped->salt, SQLITE_STATIC);
      sqlite3_bind_int64 (statement, 4, (gint64) wrapped->ops_limit);
      sqlite3_bind_int64 (statement, 5, (gint64) wrapped->mem_limit_bytes);
    }
  sqlite3_bind_blob64 (statement, 6, g_bytes_get_data (key, NULL), g_bytes_get_size (key),
                       SQLITE_STATIC);

  return cor_sql_run (statement, error);
}

static void
take_sealer (CorPlanFile *self, CorSealer *sealer)
{
  self->sealer = sealer;
  if (self->db != NULL)
    self->rows = cor_rows_new (self->db, sealer);
}

/**
 * cor_plan_file_write_new_key:
 * @self: a new plan
 * @error: (nullable): set when it cannot be written
 *
 * Gives it a key of its own.
 *
 * Returns: whether it has one
 */
gboolean
cor_plan_file_write_new_key (CorPlanFile *self, GError **error)
{
  self->is_open_key = TRUE;
  take_sealer (self, cor_sealer_new_random ());

  return write_key (self, NULL, error);
}

static gboolean
read_wrapped (CorPlanFile *self, sqlite3_stmt *statement)
{
  const void *salt = sqlite3_column_blob (statement, 2);
  CorWrappedKey *wrapped = &self->wrapped_key;

  if (sqlite3_column_bytes (statement, 2) != sizeof wrapped->salt)
    return FALSE;

  memcpy (wrapped->salt, salt, sizeof wrapped->salt);
  wrapped->ops_limit = (guint64) sqlite3_column_int64 (statement, 3);
  wrapped->mem_limit_bytes = (guint64) sqlite3_column_int64 (statement, 4);
  wrapped->key =
      g_bytes_new (sqlite3_column_blob (statement, 5), (gsize) sqlite3_column_bytes (statement, 5));

  return TRUE;
}

static gboolean
read_open (CorPlanFile *self, sqlite3_stmt *statement)
{
  CorSealer *sealer = cor_sealer_new_for_key (sqlite3_column_blob (statement, 5),
                                              (gsize) sqlite3_column_bytes (statement, 5));

  if (sealer == NULL)
    return FALSE;
  take_sealer (self, sealer);

  return TRUE;
}

/**
 * cor_plan_file_read_key:
 * @self: a plan being opened
 * @error: (nullable): set when it cannot be read
 *
 * Takes the key from the file, or what a passphrase will open.
 *
 * Returns: whether there is one
 */
gboolean
cor_plan_file_read_key (CorPlanFile *self, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = cor_sql_prepare (
      self->db, "SELECT format, wrapped, salt, ops_limit, mem_limit_bytes, key FROM plan_key",
      error);
  if (statement == NULL || !cor_sql_step (statement, &has_row, error))
    return FALSE;

  if (has_row && sqlite3_column_int (statement, 0) == KEY_FORMAT)
    {
      self->is_open_key = sqlite3_column_int (statement, 1) == 0;
      if (self->is_open_key ? read_open (self, statement) : read_wrapped (self, statement))
        return TRUE;
    }
  cor_sql_set_corrupt ("plan_key", NULL, error);

  return FALSE;
}

/**
 * cor_plan_file_is_locked:
 * @self: a plan
 *
 * Returns: whether it waits for its passphrase; until then there is nothing to see
 */
gboolean
cor_plan_file_is_locked (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), TRUE);

  return self->sealer == NULL;
}

/**
 * cor_plan_file_is_open_key:
 * @self: a plan
 *
 * Returns: whether whoever has the file can read the people in it: no passphrase is set
 */
gboolean
cor_plan_file_is_open_key (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);

  return self->is_open_key;
}

static gboolean
unlock (CorPlanFile *self, const char *passphrase, GError **error)
{
  CorSealer *sealer;

  if (self->is_closed)
    return cor_plan_file_check_open (self, FALSE, error);
  if (!cor_plan_file_attach (self, error))
    return FALSE;

  sealer = cor_sealer_new_for_passphrase (&self->wrapped_key, passphrase, error);
  if (sealer == NULL)
    return FALSE;
  take_sealer (self, sealer);
  if (cor_plan_file_load (self, NULL, error))
    return TRUE;

  g_clear_pointer (&self->rows, cor_rows_free);
  g_clear_pointer (&self->sealer, cor_sealer_free);

  return FALSE;
}

/**
 * cor_plan_file_unlock:
 * @self: a plan
 * @passphrase: its passphrase
 * @error: (nullable): set to %COR_ERROR_PASSWORD when it is the wrong one
 *
 * Opens a locked plan and loads it; takes about a second.
 *
 * Returns: whether the plan is unlocked
 */
gboolean
cor_plan_file_unlock (CorPlanFile *self, const char *passphrase, GError **error)
{
  gboolean done;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);
  g_return_val_if_fail (passphrase != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->sealer != NULL)
    return TRUE;

  done = unlock (self, passphrase, error);
  cor_plan_file_detach (self);
  if (!done)
    cor_plan_file_prefix_error (self, error);

  return done;
}

/* Leaves no copy of the old key behind: not in the log, not in free pages (secure_delete), not in
 * the backups. */
static gboolean
forget_old_key (CorPlanFile *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!cor_sql_check (
          self->db,
          sqlite3_wal_checkpoint_v2 (self->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL),
          error) ||
      !cor_plan_backup_remove_all (self->path, error))
    return FALSE;

  if (!cor_plan_backup_take (self->db, self->path, cor_history_get_revision (self->history),
                             &local_error))
    g_debug ("%s", local_error->message);

  return TRUE;
}

static gboolean
set_passphrase (CorPlanFile *self, const char *passphrase, GError **error)
{
  g_auto (CorWrappedKey) wrapped = { 0 };
  gboolean open = passphrase == NULL || *passphrase == '\0';

  if (!cor_plan_file_check_open (self, TRUE, error) ||
      (!open && !cor_sealer_wrap (self->sealer, passphrase, &wrapped, error)) ||
      !cor_sql_begin (self->db, error))
    return FALSE;
  if (!write_key (self, open ? NULL : &wrapped, error))
    {
      cor_sql_rollback (self->db);
      return FALSE;
    }
  if (!cor_sql_commit (self->db, error))
    return FALSE;

  self->is_open_key = open;

  return forget_old_key (self, error);
}

/**
 * cor_plan_file_set_passphrase:
 * @self: a plan open for writing and unlocked
 * @passphrase: (nullable): the passphrase from now on; %NULL or empty: none
 * @error: (nullable): set when it could not be set, or when a copy with the old key is left
 *
 * Wraps the plan key, or leaves it open. Copies of earlier states are removed, as they hold the key
 * as it was, and one of the present state is made. Copies that somebody made elsewhere stay as they
 * are.
 *
 * Returns: whether all of that was done
 */
gboolean
cor_plan_file_set_passphrase (CorPlanFile *self, const char *passphrase, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (set_passphrase (self, passphrase, error))
    return TRUE;

  cor_plan_file_prefix_error (self, error);

  return FALSE;
}
