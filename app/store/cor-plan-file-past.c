/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-file-private.h"

#include "cor-connection.h"
#include "cor-error.h"

/* Whether all that was done since @revision can be taken back. */
static gboolean
check_reachable (CorHistory *history, guint64 revision, GError **error)
{
  GPtrArray *entries = cor_history_get_entries (history);

  if (revision == 0 || revision > entries->len)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "The plan has no revision %" G_GUINT64_FORMAT ".", revision);
      return FALSE;
    }
  for (guint i = (guint) revision; i < entries->len; i++)
    if (((const CorHistoryEntry *) entries->pdata[i])->is_barrier)
      {
        g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
                     "Revision %" G_GUINT64_FORMAT " can no longer be read: a newer version of the "
                     "program has changed since how the plan is stored. Open a copy from its "
                     "folder of backups.",
                     revision);
        return FALSE;
      }

  return TRUE;
}

/* Takes back in @past, newest first, what was done since @revision. What was done since @known,
 * too, differs from what is known. */
static gboolean
go_back (CorHistory *history,
         sqlite3 *past,
         guint64 revision,
         guint64 known,
         CorTouched *touched,
         CorProgress *progress,
         GError **error)
{
  for (guint64 number = cor_history_get_revision (history); number > MIN (revision, known);
       number--)
    {
      gboolean inverted;
      g_autoptr (GBytes) changeset = NULL;

      if (!cor_progress_check (progress, error))
        return FALSE;
      changeset = cor_history_read_changeset (history, past, number, &inverted, error);
      if (changeset == NULL || !cor_touched_add (touched, changeset, error))
        return FALSE;
      if (number > revision && g_bytes_get_size (changeset) > 0 &&
          !cor_changeset_apply (past, changeset, !inverted, error))
        return FALSE;
    }

  return TRUE;
}

/* A reader's file may be ahead of what it has read, so the copy's own history counts. */
static CorSnapshot *
load_past (CorPlanFile *self, guint64 revision, CorProgress *progress, GError **error)
{
  g_autoptr (CorHistory) history = cor_history_new ();
  g_autoptr (CorTouched) touched = cor_touched_new ();
  sqlite3 *past = cor_connection_copy_to_memory (self->db, error);
  CorSnapshot *snapshot = NULL;

  if (past != NULL && cor_history_read (history, past, error) &&
      check_reachable (history, revision, error) &&
      go_back (history, past, revision, cor_snapshot_get_revision (self->snapshot), touched,
               progress, error))
    {
      g_autoptr (CorRows) rows = cor_rows_new (past, self->sealer);

      snapshot = cor_plan_file_reload_touched (self->snapshot, rows, touched, revision, error);
    }
  sqlite3_close (past);

  return snapshot;
}

/**
 * cor_plan_file_load_revision:
 * @self: a plan
 * @revision: one of its revisions
 * @progress: (nullable): progress and cancel
 * @error: (nullable): set to %COR_ERROR_NOT_FOUND when it never had that revision, or to
 *   %COR_ERROR_UNSUPPORTED when a migration stands between
 *
 * Reads the plan as it was: what was done since is taken back in a copy in memory, by the same
 * changesets as undo would, newest first. The file stays as it is.
 *
 * Returns: (transfer full) (nullable): the plan, with its scenarios, as it was
 */
CorSnapshot *
cor_plan_file_load_revision (CorPlanFile *self,
                             guint64 revision,
                             CorProgress *progress,
                             GError **error)
{
  CorSnapshot *snapshot = NULL;

  g_return_val_if_fail (COR_IS_PLAN_FILE (self), NULL);
  g_return_val_if_fail (self->thread == g_thread_self (), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (cor_plan_file_check_open (self, FALSE, error) && cor_plan_file_attach (self, error))
    snapshot = revision == cor_snapshot_get_revision (self->snapshot)
                   ? cor_snapshot_ref (self->snapshot)
                   : load_past (self, revision, progress, error);
  cor_plan_file_detach (self);
  if (snapshot == NULL)
    cor_plan_file_prefix_error (self, error);

  return snapshot;
}
