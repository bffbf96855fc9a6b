/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-rows-private.h"

#include "config.h"
#include "cor-codec.h"
#include "cor-error.h"
#include "cor-tables.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SEALED_TABLE "person_sealed"

/* Progress and the wish to stop are asked for after so many rows. */
#define ROWS_PER_CHECK 500

static char *
build_record_sql (guint statement)
{
  const CorTable *table = cor_tables_get ((CorRecordKind) (statement % COR_N_RECORD_KINDS));

  switch (statement / COR_N_RECORD_KINDS * COR_N_RECORD_KINDS)
    {
    case COR_ROWS_UPSERT:
      return cor_table_build_upsert (table);
    case COR_ROWS_DELETE:
      return cor_table_build_delete (table, table->n_keys);
    case COR_ROWS_SELECT:
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
    case COR_ROWS_INTERVAL_UPSERT:
      return cor_table_build_upsert (cor_tables_get_intervals ());
    case COR_ROWS_INTERVAL_DELETE:
      return cor_table_build_delete (cor_tables_get_intervals (), 3);
    case COR_ROWS_INTERVAL_SELECT:
      return cor_table_build_select (cor_tables_get_intervals (), 2, "ordinal, id");
    case COR_ROWS_WAIT_UPSERT:
      return cor_table_build_upsert (cor_tables_get_waits ());
    case COR_ROWS_WAIT_DELETE:
      return cor_table_build_delete (cor_tables_get_waits (), 3);
    case COR_ROWS_WAIT_SELECT:
      return cor_table_build_select (cor_tables_get_waits (), 2, "ordinal, id");
    case COR_ROWS_REMOVED_INSERT:
      return g_strdup ("INSERT INTO " COR_REMOVED_TABLE " (scenario_id, id, kind)"
                       " VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING");
    case COR_ROWS_REMOVED_DELETE:
      return g_strdup ("DELETE FROM " COR_REMOVED_TABLE
                       " WHERE scenario_id = ?1 AND id = ?2 AND kind = ?3");
    case COR_ROWS_REMOVED_SELECT:
      return g_strdup ("SELECT id, kind FROM " COR_REMOVED_TABLE
                       " WHERE scenario_id = ?1 ORDER BY id, kind");
    case COR_ROWS_SEALED_UPSERT:
      return g_strdup ("INSERT INTO person_sealed (person_id, sealed) VALUES (?1, ?2)"
                       " ON CONFLICT DO UPDATE SET sealed = excluded.sealed");
    case COR_ROWS_SEALED_DELETE:
      return g_strdup ("DELETE FROM person_sealed WHERE person_id = ?1");
    case COR_ROWS_SEALED_SELECT:
      return g_strdup ("SELECT sealed FROM person_sealed WHERE person_id = ?1");
    default:
      return build_record_sql (statement);
    }
}

/**
 * cor_rows_get_statement:
 * @self: the rows of a plan
 * @statement: which
 * @error: (nullable): set when it cannot be prepared
 *
 * Returns: (transfer none) (nullable): the statement, prepared once
 */
sqlite3_stmt *
cor_rows_get_statement (CorRows *self, guint statement, GError **error)
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
bind_keys (CorRows *self, sqlite3_stmt *statement, const CorTable *table, const CorId *id)
{
  int index = 1;

  if (g_str_equal (table->keys[0], "scenario_id"))
    cor_sql_bind_id (statement, index++, &self->scenario_id);
  if (id != NULL)
    cor_sql_bind_id (statement, index++, id);

  return index;
}

/**
 * cor_rows_bind_and_run:
 * @table: how a record is bound
 * @statement: a statement without values
 * @source: the record
 * @error: (nullable): set when binding or running failed
 *
 * Runs a statement, or clears it if binding failed.
 *
 * Returns: whether it was run
 */
gboolean
cor_rows_bind_and_run (const CorTable *table,
                       sqlite3_stmt *statement,
                       gconstpointer source,
                       GError **error)
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
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_SEALED_UPSERT, error);
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
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_SEALED_SELECT, error);
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

/* Whether the rows of @kind are those of a scenario at the moment, over those of the plan. */
static gboolean
is_overlay (CorRows *self, CorRecordKind kind)
{
  return !cor_id_is_nil (&self->scenario_id) && cor_record_kind_is_overlaid (kind);
}

static gboolean
write_record (CorRows *self, const CorRecord *record, const CorSnapshot *before, GError **error)
{
  const CorTable *table = cor_tables_get (record->kind);
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_UPSERT + record->kind, error);
  gconstpointer old =
      cor_snapshot_lookup_own (before, &self->scenario_id, record->kind, &record->id);

  if (statement == NULL)
    return FALSE;

  bind_keys (self, statement, table, &record->id);
  if (!cor_rows_bind_and_run (table, statement, record, error))
    return FALSE;

  if (is_overlay (self, record->kind) &&
      !cor_rows_delete_removed (self, record->kind, &record->id, error))
    return FALSE;
  if (record->kind == COR_RECORD_PERSON)
    return write_sealed (self, (const CorPerson *) record, old, error);
  if (record->kind == COR_RECORD_CROSSING)
    return cor_rows_delete_children (self, old, (const CorCrossing *) record, error) &&
           cor_rows_write_children (self, (const CorCrossing *) record, error);

  return TRUE;
}

static gboolean
delete_sealed (CorRows *self, const CorId *id, GError **error)
{
  sqlite3_stmt *sealed = cor_rows_get_statement (self, COR_ROWS_SEALED_DELETE, error);

  if (sealed == NULL)
    return FALSE;
  cor_sql_bind_id (sealed, 1, id);

  return cor_sql_run (sealed, error);
}

/* Deletes a record's own rows; what the plan has of it below a scenario shows again. */
static gboolean
delete_record (CorRows *self,
               CorRecordKind kind,
               const CorId *id,
               const CorSnapshot *before,
               GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_DELETE + kind, error);
  gconstpointer old = cor_snapshot_lookup_own (before, &self->scenario_id, kind, id);

  if (statement == NULL)
    return FALSE;

  if (kind == COR_RECORD_PERSON && !delete_sealed (self, id, error))
    return FALSE;
  if (kind == COR_RECORD_CROSSING && !cor_rows_delete_children (self, old, NULL, error))
    return FALSE;
  if (kind == COR_RECORD_SCENARIO && !cor_rows_delete_scenario (self, id, error))
    return FALSE;

  bind_keys (self, statement, cor_tables_get (kind), id);

  return cor_sql_run (statement, error);
}

static gboolean
remove_record (CorRows *self,
               CorRecordKind kind,
               const CorId *id,
               const CorSnapshot *before,
               GError **error)
{
  return delete_record (self, kind, id, before, error) &&
         (!is_overlay (self, kind) || cor_rows_insert_removed (self, kind, id, error));
}

static gboolean
reset_record (CorRows *self,
              CorRecordKind kind,
              const CorId *id,
              const CorSnapshot *before,
              GError **error)
{
  return !is_overlay (self, kind) || (delete_record (self, kind, id, before, error) &&
                                      cor_rows_delete_removed (self, kind, id, error));
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
  for (guint i = 0; i < COR_N_ROWS_STATEMENTS; i++)
    sqlite3_finalize (self->statements[i]);
  g_free (self);
}

static guint
count_changes (const CorEdit *edit)
{
  guint n_changes = 0;

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    n_changes += cor_edit_get_removals (edit, (CorRecordKind) i)->len +
                 cor_edit_get_resets (edit, (CorRecordKind) i)->len +
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

typedef gboolean (*TakeFunc) (CorRows *self,
                              CorRecordKind kind,
                              const CorId *id,
                              const CorSnapshot *before,
                              GError **error);

/* What is taken away and put in one edit is changed: its rows are not to go in between. */
static gboolean
take_away (CorRows *self,
           GArray *ids,
           const CorEdit *edit,
           CorRecordKind kind,
           const CorSnapshot *before,
           TakeFunc func,
           GError **error)
{
  g_autoptr (GHashTable) put = NULL;

  if (ids->len == 0)
    return TRUE;

  put = collect_ids (cor_edit_get_puts (edit, kind));
  for (guint i = 0; i < ids->len; i++)
    {
      const CorId *id = &g_array_index (ids, CorId, i);

      if (!g_hash_table_contains (put, id) && !func (self, kind, id, before, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_away_kind (CorRows *self,
                const CorEdit *edit,
                CorRecordKind kind,
                const CorSnapshot *before,
                GError **error)
{
  return take_away (self, cor_edit_get_removals (edit, kind), edit, kind, before, remove_record,
                    error) &&
         take_away (self, cor_edit_get_resets (edit, kind), edit, kind, before, reset_record,
                    error);
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
 * @before: the plan itself as it stands in the rows
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

  self->scenario_id = *cor_edit_get_scenario (edit);
  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    if (!take_away_kind (self, edit, (CorRecordKind) kind, before, error))
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
    done = cor_rows_read_children (self, (CorCrossing *) record, error);
  if (!done)
    g_clear_pointer (&record, cor_record_unref);

  return record;
}

/**
 * cor_rows_read:
 * @self: access to rows
 * @scenario_id: the scenario whose own record is meant; nil: the plan itself
 * @kind: what kind of record
 * @id: which one
 * @record: (out) (transfer full) (nullable): the record, %NULL if there is none
 * @error: (nullable): set when it cannot be read
 *
 * Returns: %FALSE on error
 */
gboolean
cor_rows_read (CorRows *self,
               const CorId *scenario_id,
               CorRecordKind kind,
               const CorId *id,
               gpointer *record,
               GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_SELECT + kind, error);
  gboolean has_row, done;

  self->scenario_id = *scenario_id;
  *record = NULL;
  if (statement == NULL)
    return FALSE;

  bind_keys (self, statement, cor_tables_get (kind), id);
  done = cor_sql_step (statement, &has_row, error);
  if (done && has_row)
    {
      *record = read_record (self, kind, statement, error);
      done = *record != NULL;
    }
  sqlite3_reset (statement);

  return done;
}

/**
 * cor_rows_read_kind:
 * @self: the rows of a plan
 * @kind: what kind of records
 * @edit: takes them
 * @progress: (nullable): stops it
 * @error: (nullable): set when a row cannot be read or is none that a plan can have
 *
 * Puts all records of a kind, of the scenario at hand, into an edit.
 *
 * Returns: whether all were read
 */
gboolean
cor_rows_read_kind (CorRows *self,
                    CorRecordKind kind,
                    CorEdit *edit,
                    CorProgress *progress,
                    GError **error)
{
  sqlite3_stmt *statement = cor_rows_get_statement (self, COR_ROWS_SELECT_ALL + kind, error);
  gboolean has_row, done;
  guint n_done = 0;

  if (statement == NULL)
    return FALSE;

  bind_keys (self, statement, cor_tables_get (kind), NULL);
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
 * Puts every record of the plan itself into @edit; what scenarios change of it is read by
 * cor_rows_read_scenario().
 *
 * Returns: whether all was read
 */
gboolean
cor_rows_read_all (CorRows *self, CorEdit *edit, CorProgress *progress, GError **error)
{
  self->scenario_id = COR_ID_NIL;
  for (guint kind = 0; kind < COR_N_RECORD_KINDS; kind++)
    if (!cor_progress_report (progress, _ ("Opening"), kind / (double) COR_N_RECORD_KINDS, error) ||
        !cor_rows_read_kind (self, (CorRecordKind) kind, edit, progress, error))
      return FALSE;

  return TRUE;
}
