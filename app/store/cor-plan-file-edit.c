/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-connection.h"
#include "cor-error.h"
#include "cor-list-rows.h"

/* A plan has exactly one row of settings, and its id is the plan's for good. */
static gboolean
check_settings (CorPlanFile *self, CorEdit *edit, GError **error)
{
  GPtrArray *puts = cor_edit_get_puts (edit, COR_RECORD_SETTINGS);
  const CorPlanSettings *current = cor_snapshot_get_settings (self->snapshot);
  gboolean same = TRUE;

  for (guint i = 0; i < puts->len && current != NULL; i++)
    same = same && cor_id_equal (&((CorRecord *) puts->pdata[i])->id, &current->record.id);
  if (same && cor_edit_get_removals (edit, COR_RECORD_SETTINGS)->len == 0 &&
      (current != NULL || puts->len == 1))
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "The settings of a plan cannot be removed or be those of another plan.");

  return FALSE;
}

/* A scenario may be made by the edit that fills it. */
static gboolean
check_scenario (CorPlanFile *self, CorEdit *edit, GError **error)
{
  const CorId *scenario_id = cor_edit_get_scenario (edit);
  GPtrArray *puts = cor_edit_get_puts (edit, COR_RECORD_SCENARIO);

  if (cor_id_is_nil (scenario_id) ||
      cor_snapshot_lookup (self->snapshot, COR_RECORD_SCENARIO, scenario_id) != NULL)
    return TRUE;
  for (guint i = 0; i < puts->len; i++)
    if (cor_id_equal (&((CorRecord *) puts->pdata[i])->id, scenario_id))
      return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
               "This scenario is no longer in the plan; somebody has removed it.");

  return FALSE;
}

static void
fill_entry (CorPlanFile *self, CorHistoryEntry *entry, CorEditKind kind, const char *subject)
{
  *entry = (CorHistoryEntry){
    .number = cor_history_get_revision (self->history) + 1,
    .kind = kind,
    .subject = (char *) subject,
    .time_utc_s = g_get_real_time () / G_USEC_PER_SEC,
    .officer = self->officer,
    .schema_version = self->schema_version,
  };
}

/* Writes the rows of @edit and its row of history; @changeset is left NULL if it changes nothing.
 */
static gboolean
write_edit (CorPlanFile *self,
            CorEdit *edit,
            const CorHistoryEntry *entry,
            GBytes **changeset,
            CorProgress *progress,
            GError **error)
{
  g_autoptr (CorRecorder) recorder = cor_recorder_new (self->db, error);
  g_autoptr (GBytes) recorded = NULL;
  GPtrArray *list_rows;
  CorId list_id;

  if (recorder == NULL || !cor_rows_write (self->rows, edit, self->snapshot, progress, error))
    return FALSE;

  recorded = cor_recorder_get_changeset (recorder, error);
  if (recorded == NULL)
    return FALSE;

  list_rows = cor_edit_get_list_rows (edit, &list_id);
  if (g_bytes_get_size (recorded) == 0 && list_rows == NULL)
    return TRUE;
  if (list_rows != NULL && !cor_list_rows_write (self->db, self->sealer, &list_id, entry->number,
                                                 list_rows, progress, error))
    return FALSE;
  if (!cor_history_write (self->history, self->db, entry, recorded, error))
    return FALSE;

  *changeset = g_steal_pointer (&recorded);

  return TRUE;
}

/* Writes an edit and, if it publishes one, the result that is kept for good. */
static CorSnapshot *
commit (CorPlanFile *self,
        CorEdit *edit,
        const CorResult *published,
        guint published_number,
        CorProgress *progress,
        GError **error)
{
  g_autoptr (GBytes) changeset = NULL;
  CorSnapshot *after;
  CorHistoryEntry entry;
  gboolean done;

  fill_entry (self, &entry, cor_edit_get_kind (edit), cor_edit_get_subject (edit));
  done = cor_plan_file_check_open (self, TRUE, error) && check_settings (self, edit, error) &&
         check_scenario (self, edit, error) && cor_sql_begin (self->db, error) &&
         write_edit (self, edit, &entry, &changeset, progress, error);
  if (done && changeset == NULL)
    {
      cor_sql_rollback (self->db);
      return cor_snapshot_ref (self->snapshot);
    }
  if (done && published != NULL)
    done = cor_plan_file_insert_result (self, published, entry.number, published_number, error);
  if (!done || !cor_sql_commit (self->db, error) ||
      !cor_history_append (self->history, &entry, error))
    {
      if (self->db != NULL)
        cor_sql_rollback (self->db);
      cor_plan_file_prefix_error (self, error);
      return NULL;
    }

  after = cor_snapshot_apply (self->snapshot, edit, entry.number);
  cor_snapshot_unref (self->snapshot);
  self->snapshot = after;

  return cor_snapshot_ref (after);
}

/**
 * cor_plan_file_commit:
 * @self: a plan open for writing
 * @edit: (transfer none): what to change; its records are shared with the snapshot
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set when it cannot be saved; nothing is then changed
 *
 * Saves an edit: all of it or nothing, with its row of history. An edit that changes nothing leaves
 * no trace and gives the snapshot as it is.
 *
 * Returns: (transfer full) (nullable): the plan after the edit
 */
CorSnapshot *
cor_plan_file_commit (CorPlanFile *self, CorEdit *edit, CorProgress *progress, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (edit != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return commit (self, edit, NULL, 0, progress, error);
}

static gboolean
find_next_number (CorPlanFile *self, guint *number, GError **error)
{
  gint64 value;

  if (!cor_sql_read_int (self->db, "SELECT coalesce (max (published_number), 0) + 1 FROM result",
                         &value, error))
    return FALSE;
  *number = (guint) value;

  return TRUE;
}

/* The settings say what was published last, and that this revision is it. */
static CorEdit *
new_publish_edit (CorPlanFile *self, CorSnapshot *view, guint number)
{
  g_autofree char *subject = g_strdup_printf ("%u", number);
  CorEdit *edit = cor_edit_new (COR_EDIT_PUBLISH, subject);
  CorPlanSettings *settings = cor_record_copy (cor_snapshot_get_settings (view));

  settings->published_revision = cor_history_get_revision (self->history) + 1;
  settings->published_number = number;
  cor_edit_put (edit, settings);
  cor_edit_set_scenario (edit, cor_snapshot_get_scenario_id (view));

  return edit;
}

static CorSnapshot *
publish (CorPlanFile *self, const CorResult *result, GError **error)
{
  g_autoptr (CorSnapshot) view = cor_snapshot_view (self->snapshot, &result->scenario_id);
  g_autoptr (CorEdit) edit = NULL;
  guint number;

  if (view == NULL || result->revision != cor_snapshot_get_revision (view))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CONFLICT,
                   "These routes are of an earlier state of the plan; nothing was published. "
                   "Compute them again.");
      return NULL;
    }
  if (!find_next_number (self, &number, error))
    return NULL;

  edit = new_publish_edit (self, view, number);

  return commit (self, edit, result, number, NULL, error);
}

/**
 * cor_plan_file_publish:
 * @self: a plan open for writing
 * @result: (transfer none): what the planner made of its newest revision, or of a scenario of that
 * @error: (nullable): set to %COR_ERROR_CONFLICT when the plan has changed since; nothing is then
 *   published
 *
 * Publishes a result: keeps it for good under the next number, and notes in the settings that it is
 * the plan that people are told. Both happen together or not at all. Undo takes back the note, and
 * keeps the result and its number.
 *
 * Returns: (transfer full) (nullable): the plan after it: the revision that is published
 */
CorSnapshot *
cor_plan_file_publish (CorPlanFile *self, CorResult *result, GError **error)
{
  CorSnapshot *after = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (result != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (!cor_plan_file_check_open (self, TRUE, error))
    cor_plan_file_prefix_error (self, error);
  else
    after = publish (self, result, error);

  return after;
}

typedef struct
{
  CorRows *rows;
  GPtrArray *edits; /* CorEdit: one for each scenario */
} Reload;

static CorEdit *
get_edit (Reload *reload, const CorId *scenario_id)
{
  CorEdit *last = reload->edits->len > 0 ? reload->edits->pdata[reload->edits->len - 1] : NULL;

  if (last == NULL || !cor_id_equal (cor_edit_get_scenario (last), scenario_id))
    {
      last = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);
      cor_edit_set_scenario (last, scenario_id);
      g_ptr_array_add (reload->edits, last);
    }

  return last;
}

static gboolean
reload_cb (const CorId *scenario_id,
           CorRecordKind kind,
           const CorId *id,
           gpointer user_data,
           GError **error)
{
  Reload *reload = user_data;
  CorEdit *edit = get_edit (reload, scenario_id);
  gboolean is_removed = TRUE;
  gpointer record;

  if (!cor_rows_read (reload->rows, scenario_id, kind, id, &record, error))
    return FALSE;
  if (record != NULL)
    {
      cor_edit_put (edit, record);
      return TRUE;
    }

  if (!cor_id_is_nil (scenario_id) &&
      !cor_rows_is_removed (reload->rows, scenario_id, kind, id, &is_removed, error))
    return FALSE;
  if (is_removed)
    cor_edit_remove (edit, kind, id);
  else
    cor_edit_reset (edit, kind, id);

  return TRUE;
}

/**
 * cor_plan_file_reload_touched:
 * @other: a snapshot
 * @rows: the rows of its plan
 * @touched: which records are to be read again
 * @revision: the new revision
 * @error: (nullable): set when a row cannot be read
 *
 * Makes another snapshot of one, with the records of @touched as they are in the file. Those of
 * the plan itself come first; what a scenario had that is gone is of no interest.
 *
 * Returns: (transfer full) (nullable): the snapshot of @revision
 */
CorSnapshot *
cor_plan_file_reload_touched (CorSnapshot *other,
                              CorRows *rows,
                              CorTouched *touched,
                              guint64 revision,
                              GError **error)
{
  g_autoptr (CorEdit) nothing = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_edit_free);
  g_autoptr (CorSnapshot) snapshot = NULL;
  Reload reload = { rows, edits };

  if (!cor_touched_foreach (touched, reload_cb, &reload, error))
    return NULL;

  snapshot = cor_snapshot_apply (other, nothing, revision);
  for (guint i = 0; i < edits->len; i++)
    {
      const CorId *scenario_id = cor_edit_get_scenario (edits->pdata[i]);
      CorSnapshot *after;

      if (!cor_id_is_nil (scenario_id) &&
          cor_snapshot_lookup (snapshot, COR_RECORD_SCENARIO, scenario_id) == NULL)
        continue;
      after = cor_snapshot_apply (snapshot, edits->pdata[i], revision);
      cor_snapshot_unref (snapshot);
      snapshot = after;
    }

  return g_steal_pointer (&snapshot);
}

/* Only rows of persons and crossings belong to others. */
static gboolean
check_families (CorPlanFile *self, CorTouched *touched, GError **error)
{
  return (!cor_touched_has (touched, COR_RECORD_PERSON) &&
          !cor_touched_has (touched, COR_RECORD_CROSSING)) ||
         cor_connection_check_foreign_keys (self->db, error);
}

/* In a transaction: applies the opposite of what the row did that @entry takes back. */
static CorSnapshot *
write_taking_back (CorPlanFile *self, const CorHistoryEntry *entry, GError **error)
{
  g_autoptr (CorTouched) touched = cor_touched_new ();
  g_autoptr (GBytes) changeset = NULL;
  gboolean inverted;

  changeset = cor_history_read_changeset (self->history, self->db, entry->undoes, &inverted, error);
  if (changeset == NULL || !cor_touched_add (touched, changeset, error))
    return NULL;
  if (g_bytes_get_size (changeset) > 0 &&
      (!cor_changeset_apply (self->db, changeset, !inverted, error) ||
       !check_families (self, touched, error)))
    return NULL;
  if (!cor_history_write (self->history, self->db, entry, NULL, error))
    return NULL;

  return cor_plan_file_reload_touched (self->snapshot, self->rows, touched, entry->number, error);
}

static CorSnapshot *
take_back (CorPlanFile *self, const CorHistoryEntry *target, GError **error)
{
  g_autoptr (CorSnapshot) after = NULL;
  CorHistoryEntry entry;

  fill_entry (self, &entry, target->kind, target->subject);
  entry.undoes = target->number;

  /* Foreign keys cannot be switched inside a transaction. */
  if (!cor_sql_exec (self->db, "PRAGMA foreign_keys = OFF", error))
    return NULL;
  if (cor_sql_begin (self->db, error))
    after = write_taking_back (self, &entry, error);
  if (after != NULL &&
      (!cor_sql_commit (self->db, error) || !cor_history_append (self->history, &entry, error)))
    g_clear_pointer (&after, cor_snapshot_unref);
  cor_sql_rollback (self->db);
  cor_sql_exec (self->db, "PRAGMA foreign_keys = ON", NULL);
  if (after == NULL)
    return NULL;

  cor_snapshot_unref (self->snapshot);
  self->snapshot = cor_snapshot_ref (after);

  return g_steal_pointer (&after);
}

static CorSnapshot *
take_back_or_explain (CorPlanFile *self,
                      const CorHistoryEntry *target,
                      const char *nothing,
                      GError **error)
{
  CorSnapshot *after = NULL;

  if (cor_plan_file_check_open (self, TRUE, error))
    {
      if (target == NULL)
        g_set_error_literal (error, COR_ERROR, COR_ERROR_NOTHING, nothing);
      else
        after = take_back (self, target, error);
    }
  if (after == NULL)
    cor_plan_file_prefix_error (self, error);

  return after;
}

/**
 * cor_plan_file_undo:
 * @self: a plan open for writing
 * @error: (nullable): set to %COR_ERROR_NOTHING when there is nothing to undo, or to
 * %COR_ERROR_CONFLICT when the rows are not as the edit left them
 *
 * Takes back the last edit that still holds, also one of an earlier session. The rows of a list
 * that it imported stay on disk and are no longer found.
 *
 * Returns: (transfer full) (nullable): the plan after it
 */
CorSnapshot *
cor_plan_file_undo (CorPlanFile *self, GError **error)
{
  const char *nothing = "There is nothing to undo.";

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_history_is_at_barrier (self->history))
    nothing = "Undo ends here: a newer version of the program has changed how the plan is stored.";

  return take_back_or_explain (self, cor_plan_file_get_undo (self), nothing, error);
}

/**
 * cor_plan_file_redo:
 * @self: a plan open for writing
 * @error: (nullable): set as cor_plan_file_undo() does
 *
 * Takes back the last undo, if no edit came after it.
 *
 * Returns: (transfer full) (nullable): the plan after it
 */
CorSnapshot *
cor_plan_file_redo (CorPlanFile *self, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return take_back_or_explain (self, cor_plan_file_get_redo (self), "There is nothing to redo.",
                               error);
}

/**
 * cor_plan_file_get_undo:
 * @self: a plan
 *
 * The edit that made the plan cannot be undone.
 *
 * Returns: (transfer none) (nullable): what undo would take back, for the menu; lives until the
 * next edit
 */
const CorHistoryEntry *
cor_plan_file_get_undo (CorPlanFile *self)
{
  const CorHistoryEntry *entry;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  entry = cor_history_get_undo (self->history);

  return entry != NULL && entry->number > 1 ? entry : NULL;
}

/**
 * cor_plan_file_get_redo:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): the undo that redo would take back; its kind and subject are
 * those of the edit
 */
const CorHistoryEntry *
cor_plan_file_get_redo (CorPlanFile *self)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  return cor_history_get_redo (self->history);
}

/**
 * cor_plan_file_list_history:
 * @self: a plan
 * @error: (nullable): set when it is locked
 *
 * Returns: (transfer full) (nullable) (element-type CorHistoryEntry): everything that was done,
 * oldest first
 */
GPtrArray *
cor_plan_file_list_history (CorPlanFile *self, GError **error)
{
  GPtrArray *entries, *copies;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  if (!cor_plan_file_check_open (self, FALSE, error))
    {
      cor_plan_file_prefix_error (self, error);
      return NULL;
    }

  entries = cor_history_get_entries (self->history);
  copies = g_ptr_array_new_full (entries->len, (GDestroyNotify) cor_history_entry_free);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (copies, cor_history_entry_copy (entries->pdata[i]));

  return copies;
}
