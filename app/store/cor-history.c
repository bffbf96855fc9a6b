/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-history.h"

#include "cor-error.h"

#include <sodium.h>
#include <string.h>

/* A changeset is stored behind a digest of it: SQLite 3.40 may walk a damaged one for ever. */
#define N_DIGEST 32

struct _CorHistory
{
  GPtrArray *entries; /* CorHistoryEntry; the row with number n stands at n - 1 */
  GPtrArray *undo;    /* of those, edits and redos that can be undone, the next one last */
  GPtrArray *redo;    /* of those, undos that can be redone, the next one last */
};

/**
 * cor_history_new:
 *
 * Returns: (transfer full): the history of a plan that nobody edited
 */
CorHistory *
cor_history_new (void)
{
  CorHistory *self = g_new0 (CorHistory, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_history_entry_free);
  self->undo = g_ptr_array_new ();
  self->redo = g_ptr_array_new ();

  return self;
}

/**
 * cor_history_free:
 * @self: (transfer full): a history
 *
 * Frees @self.
 */
void
cor_history_free (CorHistory *self)
{
  g_ptr_array_unref (self->undo);
  g_ptr_array_unref (self->redo);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static CorHistoryEntry *
lookup (CorHistory *self, guint64 number)
{
  if (number == 0 || number > self->entries->len)
    return NULL;

  return self->entries->pdata[number - 1];
}

static CorHistoryEntry *
last (GPtrArray *entries)
{
  return entries->len > 0 ? entries->pdata[entries->len - 1] : NULL;
}

/* Taking back an undo brings back what that had taken back. */
static void
set_undone (CorHistory *self, CorHistoryEntry *entry, gboolean undone)
{
  while (entry != NULL)
    {
      entry->undone = undone;
      entry = lookup (self, entry->undoes);
      undone = !undone;
    }
}

/* Moves what @entry takes back from one pile to the other; FALSE if it is not on top. */
static gboolean
replay_taking_back (CorHistory *self, CorHistoryEntry *entry)
{
  CorHistoryEntry *target = lookup (self, entry->undoes);

  if (target != NULL && target == last (self->undo))
    {
      entry->is_undo = TRUE;
      g_ptr_array_set_size (self->undo, (int) self->undo->len - 1);
      g_ptr_array_add (self->redo, entry);
    }
  else if (target != NULL && target == last (self->redo))
    {
      entry->is_redo = TRUE;
      g_ptr_array_set_size (self->redo, (int) self->redo->len - 1);
      g_ptr_array_add (self->undo, entry);
    }
  else
    return FALSE;

  entry->kind = target->kind;
  set_undone (self, target, TRUE);

  return TRUE;
}

/**
 * cor_history_append:
 * @self: a history
 * @entry: its next row; what follows from others is worked out here
 * @error: (nullable): set when it does not follow from the rows before it
 *
 * Takes a copy of a row that was written.
 *
 * Returns: whether it fits
 */
gboolean
cor_history_append (CorHistory *self, const CorHistoryEntry *entry, GError **error)
{
  CorHistoryEntry *copy;

  if (entry->number != self->entries->len + 1)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The history is damaged: row %u is missing. Open a copy from the plan's folder "
                   "of backups.",
                   self->entries->len + 1);
      return FALSE;
    }

  copy = cor_history_entry_copy (entry);
  copy->undone = FALSE;
  g_ptr_array_add (self->entries, copy);
  if (copy->is_barrier)
    {
      g_ptr_array_set_size (self->undo, 0);
      g_ptr_array_set_size (self->redo, 0);
    }
  else if (copy->undoes == 0)
    {
      g_ptr_array_set_size (self->redo, 0);
      g_ptr_array_add (self->undo, copy);
    }
  else if (!replay_taking_back (self, copy))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The history is damaged: row %" G_GUINT64_FORMAT " takes back what was not "
                   "last. Open a copy from the plan's folder of backups.",
                   copy->number);
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_entry (CorHistory *self, sqlite3_stmt *statement, GError **error)
{
  const char *kind = (const char *) sqlite3_column_text (statement, 1);
  CorHistoryEntry entry = {
    .number = (guint64) sqlite3_column_int64 (statement, 0),
    .subject = (char *) sqlite3_column_text (statement, 2),
    .time_utc_s = sqlite3_column_int64 (statement, 3),
    .officer = (char *) sqlite3_column_text (statement, 4),
    .schema_version = (guint) sqlite3_column_int64 (statement, 5),
    .undoes = (guint64) sqlite3_column_int64 (statement, 6),
    .is_barrier = sqlite3_column_int (statement, 7) != 0,
  };

  if (!entry.is_barrier && !cor_edit_kind_parse (kind, &entry.kind))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NEWER,
                   "The history holds a change (row %" G_GUINT64_FORMAT
                   ") that this version of Corridors does not know. Update the program.",
                   entry.number);
      return FALSE;
    }

  return cor_history_append (self, &entry, error);
}

/**
 * cor_history_read:
 * @self: a history
 * @db: a connection to the plan
 * @error: (nullable): set when it cannot be read or makes no sense
 *
 * Reads the rows that @self does not have yet.
 *
 * Returns: whether all were read
 */
gboolean
cor_history_read (CorHistory *self, sqlite3 *db, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  gboolean has_row;

  statement = cor_sql_prepare (db,
                               "SELECT number, kind, subject, time_utc_s, officer, schema_version,"
                               " undoes, barrier FROM history WHERE number > ?1 ORDER BY number",
                               error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, (gint64) cor_history_get_revision (self));
  while (TRUE)
    {
      if (!cor_sql_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        return TRUE;
      if (!read_entry (self, statement, error))
        return FALSE;
    }
}

static void
compute_digest (guint8 *digest, guint64 number, const void *bytes, gsize n_bytes)
{
  guint64 big_endian = GUINT64_TO_BE (number);
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, N_DIGEST);
  crypto_generichash_update (&state, (const guint8 *) &big_endian, sizeof big_endian);
  crypto_generichash_update (&state, bytes, n_bytes);
  crypto_generichash_final (&state, digest, N_DIGEST);
}

static GByteArray *
add_digest (guint64 number, GBytes *changeset)
{
  GByteArray *stored = g_byte_array_new ();
  gsize n_bytes;
  const void *bytes = g_bytes_get_data (changeset, &n_bytes);

  g_byte_array_set_size (stored, (guint) (N_DIGEST + n_bytes));
  compute_digest (stored->data, number, bytes, n_bytes);
  if (n_bytes > 0)
    memcpy (stored->data + N_DIGEST, bytes, n_bytes);

  return stored;
}

static GBytes *
check_digest (guint64 number, const guint8 *stored, gsize n_stored, GError **error)
{
  guint8 digest[N_DIGEST];

  if (n_stored >= N_DIGEST)
    {
      compute_digest (digest, number, stored + N_DIGEST, n_stored - N_DIGEST);
      if (memcmp (digest, stored, N_DIGEST) == 0)
        return g_bytes_new (stored + N_DIGEST, n_stored - N_DIGEST);
    }
  cor_sql_set_corrupt ("history", "changeset", error);

  return NULL;
}

/**
 * cor_history_write:
 * @self: a history
 * @db: a connection with a transaction
 * @entry: the row to write
 * @changeset: (nullable): what it changed; %NULL if it takes back another row
 * @error: (nullable): set when it cannot be written
 *
 * Writes a row. Once the transaction is committed, cor_history_append() notes it.
 *
 * Returns: whether it was written
 */
gboolean
cor_history_write (CorHistory *self,
                   sqlite3 *db,
                   const CorHistoryEntry *entry,
                   GBytes *changeset,
                   GError **error)
{
  g_autoptr (GByteArray) stored = NULL;
  g_autoptr (sqlite3_stmt) statement = NULL;

  statement = cor_sql_prepare (db,
                               "INSERT INTO history (number, kind, subject, time_utc_s, officer,"
                               " schema_version, undoes, barrier, changeset)"
                               " VALUES (?1, ?2, ?3, ?4, ?5, ?6, nullif (?7, 0), 0, ?8)",
                               error);
  if (statement == NULL)
    return FALSE;

  sqlite3_bind_int64 (statement, 1, (gint64) entry->number);
  sqlite3_bind_text (statement, 2, cor_edit_kind_get_code (entry->kind), -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 3, entry->subject, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 4, entry->time_utc_s);
  sqlite3_bind_text (statement, 5, entry->officer, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (statement, 6, entry->schema_version);
  sqlite3_bind_int64 (statement, 7, (gint64) entry->undoes);
  if (changeset != NULL)
    {
      stored = add_digest (entry->number, changeset);
      sqlite3_bind_blob64 (statement, 8, stored->data, stored->len, SQLITE_STATIC);
    }

  return cor_sql_run (statement, error);
}

/**
 * cor_history_get_revision:
 * @self: a history
 *
 * Returns: the number of its last row, 0 if it has none
 */
guint64
cor_history_get_revision (CorHistory *self)
{
  return self->entries->len;
}

/**
 * cor_history_get_undo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): what undo would take back
 */
const CorHistoryEntry *
cor_history_get_undo (CorHistory *self)
{
  return last (self->undo);
}

/**
 * cor_history_get_redo:
 * @self: a history
 *
 * Returns: (transfer none) (nullable): the undo that redo would take back
 */
const CorHistoryEntry *
cor_history_get_redo (CorHistory *self)
{
  return last (self->redo);
}

/**
 * cor_history_is_at_barrier:
 * @self: a history
 *
 * Returns: whether it is a migration that keeps undo from going on
 */
gboolean
cor_history_is_at_barrier (CorHistory *self)
{
  if (self->undo->len > 0)
    return FALSE;

  for (guint i = 0; i < self->entries->len; i++)
    if (((CorHistoryEntry *) self->entries->pdata[i])->is_barrier)
      return TRUE;

  return FALSE;
}

/**
 * cor_history_get_entries:
 * @self: a history
 *
 * Returns: (transfer none) (element-type CorHistoryEntry): all rows, oldest first
 */
GPtrArray *
cor_history_get_entries (CorHistory *self)
{
  return self->entries;
}

/**
 * cor_history_read_changeset:
 * @self: a history
 * @db: a connection to the plan
 * @number: a row
 * @inverted: (out): whether the changeset says the opposite of what the row did
 * @error: (nullable): set when it cannot be read
 *
 * Reads what a row did; of an undo or redo, what the edit behind it did.
 *
 * Returns: (transfer full) (nullable): the changeset, empty for a barrier
 */
GBytes *
cor_history_read_changeset (CorHistory *self,
                            sqlite3 *db,
                            guint64 number,
                            gboolean *inverted,
                            GError **error)
{
  g_autoptr (sqlite3_stmt) statement = NULL;
  const CorHistoryEntry *entry = lookup (self, number);
  gboolean has_row;

  *inverted = FALSE;
  while (entry != NULL && entry->undoes != 0)
    {
      *inverted = !*inverted;
      entry = lookup (self, entry->undoes);
    }
  g_return_val_if_fail (entry != NULL, NULL);

  statement = cor_sql_prepare (db, "SELECT changeset FROM history WHERE number = ?1", error);
  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, (gint64) entry->number);
  if (!cor_sql_step (statement, &has_row, error))
    return NULL;
  if (!has_row)
    {
      cor_sql_set_corrupt ("history", "number", error);
      return NULL;
    }

  if (entry->is_barrier)
    return g_bytes_new (NULL, 0);

  return check_digest (entry->number, sqlite3_column_blob (statement, 0),
                       (gsize) sqlite3_column_bytes (statement, 0), error);
}
