/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-changeset.h"

#include "cor-error.h"
#include "cor-tables.h"

#include <string.h>

struct _CorRecorder
{
  sqlite3 *db;
  sqlite3_session *session;
};

/* A record of a scenario; nil: of the plan itself. */
typedef struct
{
  CorId scenario_id;
  CorRecordKind kind;
  CorId id;
} TouchedRecord;

struct _CorTouched
{
  GHashTable *records; /* TouchedRecord, owned */
};

static void
finalize_iter (sqlite3_changeset_iter *iter)
{
  sqlite3changeset_finalize (iter);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_changeset_iter, finalize_iter)

/**
 * cor_recorder_new:
 * @db: a connection with a transaction
 * @error: (nullable): set when memory is short
 *
 * Returns: (transfer full) (nullable): a recorder; free it before the connection is closed
 */
CorRecorder *
cor_recorder_new (sqlite3 *db, GError **error)
{
  g_autoptr (CorRecorder) self = g_new0 (CorRecorder, 1);
  const char *const *tables = cor_tables_list_recorded ();

  self->db = db;
  if (!cor_sql_check (db, sqlite3session_create (db, "main", &self->session), error))
    return NULL;
  for (guint i = 0; tables[i] != NULL; i++)
    if (!cor_sql_check (db, sqlite3session_attach (self->session, tables[i]), error))
      return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_recorder_free:
 * @self: (transfer full): a recorder
 *
 * Stops watching.
 */
void
cor_recorder_free (CorRecorder *self)
{
  if (self->session != NULL)
    sqlite3session_delete (self->session);
  g_free (self);
}

/**
 * cor_recorder_get_changeset:
 * @self: a recorder
 * @error: (nullable): set when memory is short
 *
 * Returns: (transfer full) (nullable): what changed so far; empty if nothing did
 */
GBytes *
cor_recorder_get_changeset (CorRecorder *self, GError **error)
{
  void *bytes = NULL;
  int n_bytes = 0;

  if (!cor_sql_check (self->db, sqlite3session_changeset (self->session, &n_bytes, &bytes), error))
    return NULL;

  return g_bytes_new_with_free_func (bytes, (gsize) n_bytes, sqlite3_free, bytes);
}

static guint
hash_record (gconstpointer data)
{
  const TouchedRecord *record = data;

  return cor_id_hash (&record->id) ^ (cor_id_hash (&record->scenario_id) * 31) ^ record->kind;
}

static int
compare_records (const TouchedRecord *a, const TouchedRecord *b)
{
  int order = cor_id_compare (&a->scenario_id, &b->scenario_id);

  if (order == 0)
    order = (a->kind > b->kind) - (a->kind < b->kind);

  return order != 0 ? order : cor_id_compare (&a->id, &b->id);
}

static gboolean
is_same_record (gconstpointer a, gconstpointer b)
{
  return compare_records (a, b) == 0;
}

/**
 * cor_touched_new:
 *
 * Returns: (transfer full): an empty set
 */
CorTouched *
cor_touched_new (void)
{
  CorTouched *self = g_new0 (CorTouched, 1);

  self->records = g_hash_table_new_full (hash_record, is_same_record, g_free, NULL);

  return self;
}

/**
 * cor_touched_free:
 * @self: (transfer full): a set
 *
 * Frees @self.
 */
void
cor_touched_free (CorTouched *self)
{
  g_hash_table_unref (self->records);
  g_free (self);
}

static void
set_damaged (GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
               "The plan's history is damaged. Open a copy from the plan's folder of backups.");
}

/* A column of the row that the iterator stands on: as it was, or else as it became. */
static sqlite3_value *
get_value (sqlite3_changeset_iter *iter, int operation, int column)
{
  sqlite3_value *value = NULL;
  int code = operation == SQLITE_INSERT ? sqlite3changeset_new (iter, column, &value)
                                        : sqlite3changeset_old (iter, column, &value);

  return code == SQLITE_OK ? value : NULL;
}

static gboolean
get_id (sqlite3_changeset_iter *iter, int operation, int column, CorId *id)
{
  sqlite3_value *value = get_value (iter, operation, column);

  if (value == NULL || sqlite3_value_bytes (value) != sizeof id->bytes)
    return FALSE;

  memcpy (id->bytes, sqlite3_value_blob (value), sizeof id->bytes);

  return TRUE;
}

/* What a scenario has taken out names the kind in its third column. */
static gboolean
get_removed_kind (sqlite3_changeset_iter *iter, int operation, CorRecordKind *kind)
{
  sqlite3_value *value = get_value (iter, operation, 2);
  gint64 number = value != NULL ? sqlite3_value_int64 (value) : -1;

  if (number < 0 || number >= COR_N_RECORD_KINDS)
    return FALSE;

  *kind = (CorRecordKind) number;

  return TRUE;
}

/* Where in a row's primary key the id of the record stands: in the column behind that of the
 * scenario, if there is one; rows of a crossing name it there. */
static gboolean
add_current (CorTouched *self, sqlite3_changeset_iter *iter)
{
  const char *table;
  unsigned char *is_key;
  int n_columns, operation, n_keys = 0;
  TouchedRecord record = { .scenario_id = COR_ID_NIL };

  if (sqlite3changeset_op (iter, &table, &n_columns, &operation, NULL) != SQLITE_OK ||
      sqlite3changeset_pk (iter, &is_key, &n_columns) != SQLITE_OK)
    return FALSE;
  if (g_str_equal (table, COR_REMOVED_TABLE))
    {
      if (!get_removed_kind (iter, operation, &record.kind))
        return FALSE;
    }
  else if (!cor_tables_find (table, &record.kind))
    return TRUE;

  for (int i = 0; i < n_columns; i++)
    n_keys += is_key[i] != 0;
  if ((n_keys > 1 && !get_id (iter, operation, 0, &record.scenario_id)) ||
      !get_id (iter, operation, n_keys > 1 ? 1 : 0, &record.id))
    return FALSE;
  if (!g_hash_table_contains (self->records, &record))
    g_hash_table_add (self->records, g_memdup2 (&record, sizeof record));

  return TRUE;
}

/**
 * cor_touched_add:
 * @self: a set
 * @changeset: a changeset
 * @error: (nullable): set when it cannot be walked
 *
 * Adds the records whose rows @changeset names.
 *
 * Returns: whether all were added
 */
gboolean
cor_touched_add (CorTouched *self, GBytes *changeset, GError **error)
{
  g_autoptr (sqlite3_changeset_iter) iter = NULL;
  gsize n_bytes;
  const void *bytes = g_bytes_get_data (changeset, &n_bytes);
  int code;

  if (n_bytes == 0)
    return TRUE;
  if (n_bytes > G_MAXINT ||
      sqlite3changeset_start (&iter, (int) n_bytes, (void *) bytes) != SQLITE_OK)
    {
      set_damaged (error);
      return FALSE;
    }

  while ((code = sqlite3changeset_next (iter)) == SQLITE_ROW)
    if (!add_current (self, iter))
      break;
  if (code == SQLITE_DONE)
    return TRUE;

  set_damaged (error);

  return FALSE;
}

/**
 * cor_touched_has:
 * @self: a set
 * @kind: what kind of record
 *
 * Returns: whether it holds any, of whatever scenario
 */
gboolean
cor_touched_has (CorTouched *self, CorRecordKind kind)
{
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (((TouchedRecord *) record)->kind == kind)
      return TRUE;

  return FALSE;
}

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return compare_records (*(const TouchedRecord *const *) a, *(const TouchedRecord *const *) b);
}

/**
 * cor_touched_foreach:
 * @self: a set
 * @func: what to do with each record
 * @user_data: for @func
 * @error: (nullable): set by @func
 *
 * Visits all records, by scenario, kind and id: those of the plan itself first, then in the order
 * in which their rows lie.
 *
 * Returns: whether @func never said %FALSE
 */
gboolean
cor_touched_foreach (CorTouched *self, CorTouchedFunc func, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_sized_new (g_hash_table_size (self->records));
  GHashTableIter iter;
  gpointer touched;

  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, &touched, NULL))
    g_ptr_array_add (records, touched);
  g_ptr_array_sort (records, compare_pointers);

  for (guint i = 0; i < records->len; i++)
    {
      const TouchedRecord *record = records->pdata[i];

      if (!func (&record->scenario_id, record->kind, &record->id, user_data, error))
        return FALSE;
    }

  return TRUE;
}

/* Nothing is ever applied half, over something else, or by guessing. */
static int
refuse_conflict (void *user_data, int conflict, sqlite3_changeset_iter *iter)
{
  return SQLITE_CHANGESET_ABORT;
}

static gboolean
count_rows (GBytes *changeset, gint64 *n_rows)
{
  g_autoptr (sqlite3_changeset_iter) iter = NULL;
  gsize n_bytes;
  const void *bytes = g_bytes_get_data (changeset, &n_bytes);
  int code;

  *n_rows = 0;
  if (n_bytes > G_MAXINT ||
      sqlite3changeset_start (&iter, (int) n_bytes, (void *) bytes) != SQLITE_OK)
    return FALSE;
  while ((code = sqlite3changeset_next (iter)) == SQLITE_ROW)
    (*n_rows)++;

  return code == SQLITE_DONE;
}

/**
 * cor_changeset_apply:
 * @db: a connection with a transaction and without foreign keys
 * @changeset: a changeset, not empty
 * @inverted: whether to apply it the other way round
 * @error: (nullable): set to %COR_ERROR_CONFLICT when the rows are not as @changeset left them
 *
 * Applies all of it or fails: SQLite leaves out tables that have changed and says so only in its
 * log, so the rows that were touched are counted too.
 *
 * Returns: whether all was applied; if not, the caller rolls back
 */
gboolean
cor_changeset_apply (sqlite3 *db, GBytes *changeset, gboolean inverted, GError **error)
{
  gint64 n_rows, n_before;
  int code;

  if (!count_rows (changeset, &n_rows))
    {
      set_damaged (error);
      return FALSE;
    }

  n_before = sqlite3_total_changes64 (db);
  code = sqlite3changeset_apply_v2 (
      db, (int) g_bytes_get_size (changeset), (void *) g_bytes_get_data (changeset, NULL), NULL,
      refuse_conflict, NULL, NULL, NULL, inverted ? SQLITE_CHANGESETAPPLY_INVERT : 0);
  if (code == SQLITE_OK && sqlite3_total_changes64 (db) - n_before == n_rows)
    return TRUE;

  if (code == SQLITE_OK || (code & 0xff) == SQLITE_ABORT || (code & 0xff) == SQLITE_SCHEMA ||
      (code & 0xff) == SQLITE_CONSTRAINT)
    g_set_error (error, COR_ERROR, COR_ERROR_CONFLICT,
                 "The plan is no longer as that change left it, so it cannot be taken back. "
                 "Nothing was changed.");
  else if ((code & 0xff) == SQLITE_CORRUPT)
    set_damaged (error);
  else
    cor_sql_check (db, code, error);

  return FALSE;
}
