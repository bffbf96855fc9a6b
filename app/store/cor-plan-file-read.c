/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-connection.h"
#include "cor-error.h"
#include "cor-list-rows.h"
#include "cor-result-codec.h"

/* Reads what was committed since by going through the changesets. */
static gboolean
catch_up (CorPlanFile *self, GError **error)
{
  g_autoptr (CorTouched) touched = cor_touched_new ();
  g_autoptr (CorSnapshot) after = NULL;
  guint64 before = cor_history_get_revision (self->history);

  if (!cor_history_read (self->history, self->db, error))
    return FALSE;

  for (guint64 number = before + 1; number <= cor_history_get_revision (self->history); number++)
    {
      gboolean inverted;
      g_autoptr (GBytes) changeset =
          cor_history_read_changeset (self->history, self->db, number, &inverted, error);

      if (changeset == NULL || !cor_touched_add (touched, changeset, error))
        return FALSE;
    }

  after = cor_plan_file_reload_touched (self->snapshot, self->rows, touched,
                                        cor_history_get_revision (self->history), error);
  if (after == NULL)
    return FALSE;

  cor_snapshot_unref (self->snapshot);
  self->snapshot = g_steal_pointer (&after);

  return TRUE;
}

static gboolean
refresh (CorPlanFile *self, GError **error)
{
  gint64 revision;
  guint64 ours = cor_history_get_revision (self->history);

  if (!cor_plan_file_check_open (self, FALSE, error) || !cor_plan_file_attach (self, error) ||
      !cor_sql_read_int (self->db, "SELECT max (number) FROM history", &revision, error))
    return FALSE;
  if ((guint64) revision == ours)
    return TRUE;
  if ((guint64) revision > ours && catch_up (self, error))
    return TRUE;

  /* Another file may lie there now, or only half was read: begin anew. */
  g_clear_error (error);

  return cor_plan_file_load (self, NULL, error);
}

/**
 * cor_plan_file_refresh:
 * @self: a plan
 * @error: (nullable): set when it can no longer be read
 *
 * Reads what another desk has committed since.
 *
 * Returns: (transfer full) (nullable): the plan as it is on disk
 */
CorSnapshot *
cor_plan_file_refresh (CorPlanFile *self, GError **error)
{
  gboolean done;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  done = refresh (self, error);
  cor_plan_file_detach (self);
  if (!done)
    {
      cor_plan_file_prefix_error (self, error);
      return NULL;
    }

  return cor_snapshot_ref (self->snapshot);
}

static GPtrArray *
load_rows (CorPlanFile *self, const CorId *list_id, gboolean only_rejected, GError **error)
{
  GPtrArray *rows = NULL;

  if (cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error))
    {
      /* The rows of an import that was undone are withdrawn with it. */
      if (cor_snapshot_lookup (self->snapshot, COR_RECORD_LIST, list_id) != NULL)
        rows = cor_list_rows_read (self->db, self->sealer, list_id, only_rejected, error);
      else
        g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND, "The plan has no such list.");
    }
  cor_plan_file_detach (self);
  if (rows == NULL)
    cor_plan_file_prefix_error (self, error);

  return rows;
}

/**
 * cor_plan_file_load_list_rows:
 * @self: a plan
 * @list_id: a list of it
 * @error: (nullable): set when the plan has no such list
 *
 * Returns: (transfer full) (nullable) (element-type CorListRow): its rows as received, in their
 * order
 */
GPtrArray *
cor_plan_file_load_list_rows (CorPlanFile *self, const CorId *list_id, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  return load_rows (self, list_id, FALSE, error);
}

/**
 * cor_plan_file_load_rejected_rows:
 * @self: a plan
 * @list_id: a list of it
 * @error: (nullable): set when the plan has no such list
 *
 * Returns: (transfer full) (nullable) (element-type CorListRow): its rejected rows as received,
 * with reasons, in their order
 */
GPtrArray *
cor_plan_file_load_rejected_rows (CorPlanFile *self, const CorId *list_id, GError **error)
{
  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);

  return load_rows (self, list_id, TRUE, error);
}

static gboolean
verify_history (CorPlanFile *self, CorProgress *progress, GError **error)
{
  g_autoptr (CorHistory) history = cor_history_new ();

  if (!cor_history_read (history, self->db, error))
    return FALSE;

  for (guint64 number = 1; number <= cor_history_get_revision (history); number++)
    {
      g_autoptr (CorTouched) touched = cor_touched_new ();
      g_autoptr (GBytes) changeset = NULL;
      gboolean inverted;

      if (!cor_progress_check (progress, error))
        return FALSE;
      changeset = cor_history_read_changeset (history, self->db, number, &inverted, error);
      if (changeset == NULL || !cor_touched_add (touched, changeset, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
verify_lists (CorPlanFile *self, CorProgress *progress, GError **error)
{
  GPtrArray *lists = cor_snapshot_get_records (self->snapshot, COR_RECORD_LIST);

  for (guint i = 0; i < lists->len; i++)
    {
      const CorList *list = lists->pdata[i];
      g_autoptr (GPtrArray) rows = NULL;

      if (!cor_progress_check (progress, error))
        return FALSE;
      rows = cor_list_rows_read (self->db, self->sealer, &list->record.id, FALSE, error);
      if (rows == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
verify_records (CorPlanFile *self, CorProgress *progress, GError **error)
{
  g_autoptr (CorEdit) everything = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  GPtrArray *scenarios = cor_edit_get_puts (everything, COR_RECORD_SCENARIO);

  if (!cor_rows_read_all (self->rows, everything, progress, error))
    return FALSE;

  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];
      g_autoptr (CorEdit) edit =
          cor_rows_read_scenario (self->rows, &scenario->record.id, progress, error);

      if (edit == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_plan_file_verify:
 * @self: a plan
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set to %COR_ERROR_CORRUPT when something is damaged
 *
 * Reads and opens everything in the file: pages, records, history, rows of lists.
 *
 * Returns: whether all of it is sound
 */
gboolean
cor_plan_file_verify (CorPlanFile *self, CorProgress *progress, GError **error)
{
  guint version;
  gboolean done;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), FALSE);
  g_return_val_if_fail (self->thread == g_thread_self (), FALSE);

  done = cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error) &&
         cor_connection_check_version (self->db, &version, error) &&
         cor_connection_check_pages (self->db, TRUE, error) &&
         cor_connection_check_foreign_keys (self->db, error) &&
         verify_records (self, progress, error) && verify_history (self, progress, error) &&
         verify_lists (self, progress, error);
  cor_plan_file_detach (self);
  if (!done)
    cor_plan_file_prefix_error (self, error);

  return done;
}
