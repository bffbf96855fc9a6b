/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-rows.h"

#include "config.h"
#include "cor-codec.h"
#include "cor-error.h"
#include "cor-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEALED_TABLE "person_sealed"

/* Progress and the wish to stop are asked for after so many rows. */
#define ROWS_PER_CHECK 500

typedef enum
{
  STATEMENT_UPSERT = 0,
  STATEMENT_DELETE = COR_N_RECORD_KINDS,
  STATEMENT_SELECT = 2 * COR_N_RECORD_KINDS,
  STATEMENT_SELECT_ALL = 3 * COR_N_RECORD_KINDS,
  STATEMENT_INTERVAL_UPSERT = 4 * COR_N_RECORD_KINDS,
  STATEMENT_INTERVAL_DELETE,
  STATEMENT_INTERVAL_SELECT,
  STATEMENT_WAIT_UPSERT,
  STATEMENT_WAIT_DELETE,
  STATEMENT_WAIT_SELECT,
  STATEMENT_SEALED_UPSERT,
  STATEMENT_SEALED_DELETE,
  STATEMENT_SEALED_SELECT,
  N_STATEMENTS,
} Statement;

struct _CorRows
{
  sqlite3 *db;
  const CorSealer *sealer;
  sqlite3_stmt *statements[N_STATEMENTS]; /* prepared when first used */
};

static char *
build_record_sql (guint statement)
{
  const CorTable *table = cor_tables_get ((CorRecordKind) (statement % COR_N_RECORD_KINDS));

  switch (statement / COR_N_RECORD_KINDS * COR_N_RECORD_KINDS)
    {
    case STATEMENT_UPSERT:
      return cor_table_build_upsert (table);
    case STATEMENT_DELETE:
      return cor_table_build_delete (table, table->n_keys);
    case STATEMENT_SELECT:
      return cor_table_build_select (table, table->n_keys, NULL);
    default:
      return cor_table_build_select (table, table->n_keys - 1, "id");
    }
}

static char *
build_sql (guint statement)
{
  switch (statement)
    {
    case STATEMENT_INTERVAL_UPSERT:
      return cor_table_build_upsert (cor_tables_get_intervals ());
    case STATEMENT_INTERVAL_DELETE:
      return cor_table_build_delete (cor_tables_get_intervals (), 3);
    case STATEMENT_INTERVAL_SELECT:
      return cor_table_build_select (cor_tables_get_intervals (), 2, "ordinal, id");
    case STATEMENT_WAIT_UPSERT:
      return cor_table_build_upsert (cor_tables_get_waits ());
    case STATEMENT_WAIT_DELETE:
      return cor_table_build_delete (cor_tables_get_waits (), 3);
    case STATEMENT_WAIT_SELECT:
      return cor_table_build_select (cor_tables_get_waits (), 2, "ordinal, id");
    case STATEMENT_SEALED_UPSERT:
      return g_strdup ("INSERT INTO person_sealed (person_id, sealed) VALUES (?1, ?2)"
                       " ON CONFLICT DO UPDATE SET sealed = excluded.sealed");
    case STATEMENT_SEALED_DELETE:
      return g_strdup ("DELETE FROM person_sealed WHERE person_id = ?1");
    case STATEMENT_SEALED_SELECT:
      return g_strdup ("SELECT sealed FROM person_sealed WHERE person_id = ?1");
    default:
      return build_record_sql (statement);
    }
}

static sqlite3_stmt *
get_statement (CorRows *self, guint statement, GError **error)
{
  if (self->statements[statement] == NULL)
    {
      g_autofree char *sql = build_sql (statement);

      self->statements[statement] = cor_sql_prepare (self->db, sql, error);
    }

  return self->statements[statement];
}

/* Binds the keys of a record's row; all but the last one if @id is NULL. Returns the next index. */
static int
bind_keys (sqlite3_stmt *statement, const CorTable *table, const CorId *id)
{
  int index = 1;

  if (g_str_equal (table->keys[0], "scenario_id"))
    cor_sql_bind_id (statement, index++, &COR_ID_NIL);
  if (id != NULL)
    cor_sql_bind_id (statement, index++, id);

  return index;
}

static void
bind_child_keys (sqlite3_stmt *statement, const CorId *crossing_id, const CorId *id)
{
  cor_sql_bind_id (statement, 1, &COR_ID_NIL);
  cor_sql_bind_id (statement, 2, crossing_id);
  if (id != NULL)
    cor_sql_bind_id (statement, 3, id);
}

/* Runs a bound statement, or clears it if binding failed. */
static gboolean
bind_and_run (const CorTable *table, sqlite3_stmt *statement, gconstpointer source, GError **error)
{
  if (cor_table_bind (table, statement, source, error))
    return cor_sql_run (statement, error);

  sqlite3_clear_bindings (statement);

  return FALSE;
}

static gboolean
is_same_sealed (const CorPerson *a, const CorPerson *b)
{
  g_autoptr (GByteArray) left = NULL;
  g_autoptr (GByteArray) right = NULL;

  if (a == NULL || b == NULL)
    return FALSE;

  left = cor_codec_write_person (a);
  right = cor_codec_write_person (b);

  return left->len == right->len && memcmp (left->data, right->data, left->len) == 0;
}

/* A fresh nonce would make every save of a status an edit of the particulars: they are sealed again
 * only when they changed. */
static gboolean
write_sealed (CorRows *self, const CorPerson *person, const CorPerson *before, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_SEALED_UPSERT, error);
  g_autoptr (GByteArray) sealed = NULL;
  GByteArray *plain;

  if (statement == NULL)
    return FALSE;
  if (person->has_position && !cor_position_is_valid (person->position))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "That value cannot be stored (position of a person). Nothing was changed.");
      return FALSE;
    }
  if (is_same_sealed (person, before))
    return TRUE;

  plain = cor_codec_write_person (person);
  sealed =
      cor_sealer_seal (self->sealer, SEALED_TABLE, &person->record.id, 0, plain->data, plain->len);
  cor_sealer_wipe (plain);
  cor_sql_bind_id (statement, 1, &person->record.id);
  sqlite3_bind_blob64 (statement, 2, sealed->data, sealed->len, SQLITE_TRANSIENT);

  return cor_sql_run (statement, error);
}

static gboolean
read_sealed (CorRows *self, CorPerson *person, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_SEALED_SELECT, error);
  GByteArray *plain = NULL;
  gboolean has_row, done;

  if (statement == NULL)
    return FALSE;

  cor_sql_bind_id (statement, 1, &person->record.id);
  if (!cor_sql_step (statement, &has_row, error))
    {
      sqlite3_reset (statement);
      return FALSE;
    }
  if (has_row)
    plain = cor_sealer_unseal (self->sealer, SEALED_TABLE, &person->record.id, 0,
                               sqlite3_column_blob (statement, 0),
                               (gsize) sqlite3_column_bytes (statement, 0));
  sqlite3_reset (statement);

  done = plain != NULL && cor_codec_read_person (person, plain->data, plain->len);
  cor_sealer_wipe (plain);
  if (!done)
    cor_sql_set_corrupt (SEALED_TABLE, NULL, error);

  return done;
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
  sqlite3_stmt *statement = get_statement (self, STATEMENT_INTERVAL_UPSERT, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i];
      CorIntervalRow row = { i, *interval };

      bind_child_keys (statement, &crossing->record.id, &interval->id);
      if (!check_child (crossing->intervals, i, error) ||
          !bind_and_run (cor_tables_get_intervals (), statement, &row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_waits (CorRows *self, const CorCrossing *crossing, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_WAIT_UPSERT, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < crossing->waits->len; i++)
    {
      const CorCrossingWait *wait = crossing->waits->pdata[i];
      CorWaitRow row = { i, *wait };

      bind_child_keys (statement, &crossing->record.id, &wait->id);
      if (!check_child (crossing->waits, i, error) ||
          !bind_and_run (cor_tables_get_waits (), statement, &row, error))
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
  sqlite3_stmt *statement = get_statement (self, delete_statement, error);

  if (statement == NULL)
    return FALSE;

  for (guint i = 0; i < before->len; i++)
    {
      if (after != NULL && has_child (after, after->len, before->pdata[i]))
        continue;

      bind_child_keys (statement, crossing_id, before->pdata[i]);
      if (!cor_sql_run (statement, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
delete_crossing_children (CorRows *self,
                          const CorCrossing *before,
                          const CorCrossing *after,
                          GError **error)
{
  if (before == NULL)
    return TRUE;

  return delete_children (self, STATEMENT_INTERVAL_DELETE, &before->record.id, before->intervals,
                          after != NULL ? after->intervals : NULL, error) &&
         delete_children (self, STATEMENT_WAIT_DELETE, &before->record.id, before->waits,
                          after != NULL ? after->waits : NULL, error);
}

static gboolean
write_record (CorRows *self, const CorRecord *record, const CorSnapshot *before, GError **error)
{
  const CorTable *table = cor_tables_get (record->kind);
  sqlite3_stmt *statement = get_statement (self, STATEMENT_UPSERT + record->kind, error);
  gconstpointer old = cor_snapshot_lookup (before, record->kind, &record->id);

  if (statement == NULL)
    return FALSE;

  bind_keys (statement, table, &record->id);
  if (!bind_and_run (table, statement, record, error))
    return FALSE;

  if (record->kind == COR_RECORD_PERSON)
    return write_sealed (self, (const CorPerson *) record, old, error);
  if (record->kind == COR_RECORD_CROSSING)
    return delete_crossing_children (self, old, (const CorCrossing *) record, error) &&
           write_intervals (self, (const CorCrossing *) record, error) &&
           write_waits (self, (const CorCrossing *) record, error);

  return TRUE;
}

static gboolean
delete_record (CorRows *self,
               CorRecordKind kind,
               const CorId *id,
               const CorSnapshot *before,
               GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_DELETE + kind, error);

  if (statement == NULL)
    return FALSE;

  if (kind == COR_RECORD_PERSON)
    {
      sqlite3_stmt *sealed = get_statement (self, STATEMENT_SEALED_DELETE, error);

      if (sealed == NULL)
        return FALSE;
      cor_sql_bind_id (sealed, 1, id);
      if (!cor_sql_run (sealed, error))
        return FALSE;
    }
  if (kind == COR_RECORD_CROSSING &&
      !delete_crossing_children (self, cor_snapshot_lookup (before, kind, id), NULL, error))
    return FALSE;

  bind_keys (statement, cor_tables_get (kind), id);

  return cor_sql_run (statement, error);
}

static gboolean
check_progress (CorProgress *progress, guint n_done, guint n_total, GError **error)
{
  if (progress == NULL || n_done % ROWS_PER_CHECK != 0)
    return TRUE;

  return cor_progress_report (progress, _ ("Saving"), n_total > 0 ? n_done / (double) n_total : 0.0,
                              error);
}

/**
 * cor_rows_new:
 * @db: a connection to a plan; must outlive the result
 * @sealer: the plan's codec; must outlive the result
 *
 * Returns: (transfer full): access to its rows
 */
CorRows *
cor_rows_new (sqlite3 *db, const CorSealer *sealer)
{
  CorRows *self = g_new0 (CorRows, 1);

  self->db = db;
  self->sealer = sealer;

  return self;
}

/**
 * cor_rows_free:
 * @self: (transfer full): access to rows
 *
 * Finishes all statements.
 */
void
cor_rows_free (CorRows *self)
{
  for (guint i = 0; i < N_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  g_free (self);
}

static guint
count_changes (const CorEdit *edit)
{
  guint n_changes = 0;

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    n_changes += cor_edit_get_removals (edit, (CorRecordKind) i)->len +
                 cor_edit_get_puts (edit, (CorRecordKind) i)->len;

  return n_changes;
}

static GHashTable *
collect_ids (GPtrArray *puts)
{
  GHashTable *ids = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < puts->len; i++)
    g_hash_table_add (ids, &((CorRecord *) puts->pdata[i])->id);

  return ids;
}

/* What is removed and put in one edit is changed: its rows are not to go in between. */
static gboolean
delete_kind (CorRows *self,
             const CorEdit *edit,
             CorRecordKind kind,
             const CorSnapshot *before,
             GError **error)
{
  GArray *removals = cor_edit_get_removals (edit, kind);
  g_autoptr (GHashTable) put = NULL;

  if (removals->len == 0)
    return TRUE;

  put = collect_ids (cor_edit_get_puts (edit, kind));
  for (guint i = 0; i < removals->len; i++)
    {
      const CorId *id = &g_array_index (removals, CorId, i);

      if (!g_hash_table_contains (put, id) && !delete_record (self, kind, id, before, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const CorRecord *left = *(const CorRecord *const *) a;
  const CorRecord *right = *(const CorRecord *const *) b;

  return cor_id_compare (&left->id, &right->id);
}

/* Ids are random; written in their order, each page of the file is visited once. */
static GPtrArray *
sort_by_id (GPtrArray *puts)
{
  GPtrArray *sorted = g_ptr_array_new_full (puts->len, NULL);

  for (guint i = 0; i < puts->len; i++)
    g_ptr_array_add (sorted, puts->pdata[i]);
  g_ptr_array_sort (sorted, compare_records);

  return sorted;
}

/**
 * cor_rows_write:
 * @self: access to rows
 * @edit: what to change
 * @before: the plan as it stands in the rows
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set when something cannot be stored
 *
 * Makes the rows what @before is after @edit; its list rows apart.
 *
 * Returns: whether all was written; if not, the caller rolls back
 */
gboolean
cor_rows_write (CorRows *self,
                const CorEdit *edit,
                const CorSnapshot *before,
                CorProgress *progress,
                GError **error)
{
  guint n_total = count_changes (edit);
  guint n_done = 0;

  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    if (!delete_kind (self, edit, (CorRecordKind) kind, before, error))
      return FALSE;

  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    {
      g_autoptr (GPtrArray) puts = sort_by_id (cor_edit_get_puts (edit, (CorRecordKind) kind));

      for (guint i = 0; i < puts->len; i++)
        if (!check_progress (progress, n_done++, n_total, error) ||
            !write_record (self, puts->pdata[i], before, error))
          return FALSE;
    }

  return TRUE;
}

static gboolean
read_intervals (CorRows *self, CorCrossing *crossing, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_INTERVAL_SELECT, error);
  gboolean has_row, done = statement != NULL;

  if (!done)
    return FALSE;

  bind_child_keys (statement, &crossing->record.id, NULL);
  while ((done = cor_sql_step (statement, &has_row, error)) && has_row)
    {
      CorIntervalRow row = { 0 };
      CorCrossingInterval *interval;

      done = cor_sql_column_id (statement, 0, &row.interval.id) &&
             cor_table_read (cor_tables_get_intervals (), statement, &row, error);
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
  sqlite3_stmt *statement = get_statement (self, STATEMENT_WAIT_SELECT, error);
  gboolean has_row, done = statement != NULL;

  if (!done)
    return FALSE;

  bind_child_keys (statement, &crossing->record.id, NULL);
  while ((done = cor_sql_step (statement, &has_row, error)) && has_row)
    {
      CorWaitRow row = { 0 };
      CorCrossingWait *wait;

      done = cor_sql_column_id (statement, 0, &row.wait.id) &&
             cor_table_read (cor_tables_get_waits (), statement, &row, error);
      wait = cor_crossing_add_wait (crossing, &row.wait.id);
      g_free (wait->source);
      *wait = row.wait;
      if (!done)
        break;
    }
  sqlite3_reset (statement);

  return done;
}

static gpointer
new_record (CorRecordKind kind, const CorId *id)
{
  switch (kind)
    {
    case COR_RECORD_PERSON:
      return cor_person_new (id);
    case COR_RECORD_CROSSING:
      return cor_crossing_new (id);
    default:
      return cor_record_new (kind, id);
    }
}

/* Makes the record whose row @statement stands on. */
static CorRecord *
read_record (CorRows *self, CorRecordKind kind, sqlite3_stmt *statement, GError **error)
{
  const CorTable *table = cor_tables_get (kind);
  CorRecord *record;
  gboolean done;
  CorId id;

  if (!cor_sql_column_id (statement, 0, &id))
    {
      cor_sql_set_corrupt (table->name, "id", error);
      return NULL;
    }

  record = new_record (kind, &id);
  done = cor_table_read (table, statement, record, error);
  if (done && kind == COR_RECORD_PERSON)
    done = read_sealed (self, (CorPerson *) record, error);
  if (done && kind == COR_RECORD_CROSSING)
    done = read_intervals (self, (CorCrossing *) record, error) &&
           read_waits (self, (CorCrossing *) record, error);
  if (!done)
    g_clear_pointer (&record, cor_record_unref);

  return record;
}

/**
 * cor_rows_read:
 * @self: access to rows
 * @kind: what kind of record
 * @id: which one
 * @record: (out) (transfer full) (nullable): the record, %NULL if there is none
 * @error: (nullable): set when it cannot be read
 *
 * Returns: %FALSE on error
 */
gboolean
cor_rows_read (CorRows *self, CorRecordKind kind, const CorId *id, gpointer *record, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_SELECT + kind, error);
  gboolean has_row, done;

  *record = NULL;
  if (statement == NULL)
    return FALSE;

  bind_keys (statement, cor_tables_get (kind), id);
  done = cor_sql_step (statement, &has_row, error);
  if (done && has_row)
    {
      *record = read_record (self, kind, statement, error);
      done = *record != NULL;
    }
  sqlite3_reset (statement);

  return done;
}

static gboolean
read_kind (CorRows *self, CorRecordKind kind, CorEdit *edit, CorProgress *progress, GError **error)
{
  sqlite3_stmt *statement = get_statement (self, STATEMENT_SELECT_ALL + kind, error);
  gboolean has_row, done;
  guint n_done = 0;

  if (statement == NULL)
    return FALSE;

  bind_keys (statement, cor_tables_get (kind), NULL);
  while ((done = cor_sql_step (statement, &has_row, error)) && has_row)
    {
      CorRecord *record = read_record (self, kind, statement, error);

      done = record != NULL;
      if (done)
        cor_edit_put (edit, record);
      if (done && ++n_done % ROWS_PER_CHECK == 0)
        done = cor_progress_check (progress, error);
      if (!done)
        break;
    }
  sqlite3_reset (statement);

  return done;
}

/**
 * cor_rows_read_all:
 * @self: access to rows
 * @edit: an empty edit
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set when something cannot be read
 *
 * Puts every record of the plan into @edit.
 *
 * Returns: whether all was read
 */
gboolean
cor_rows_read_all (CorRows *self, CorEdit *edit, CorProgress *progress, GError **error)
{
  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    if (!cor_progress_report (progress, _ ("Opening"), kind / (double) COR_N_RECORD_KINDS, error) ||
        !read_kind (self, (CorRecordKind) kind, edit, progress, error))
      return FALSE;

  return TRUE;
}
