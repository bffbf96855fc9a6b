/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-job.h"

#include "cor-closure-hints.h"
#include "cor-error.h"
#include "cor-new-plan.h"
#include "cor-roads-in-use-private.h"

/**
 * cor_plan_outcome_free:
 * @data: (transfer full): a #CorPlanOutcome
 *
 * Frees it.
 */
void
cor_plan_outcome_free (gpointer data)
{
  CorPlanOutcome *outcome = data;

  g_clear_object (&outcome->file);
  g_clear_pointer (&outcome->snapshot, cor_snapshot_unref);
  g_clear_pointer (&outcome->undo, cor_history_entry_free);
  g_clear_pointer (&outcome->redo, cor_history_entry_free);
  g_clear_pointer (&outcome->result, cor_result_unref);
  g_clear_pointer (&outcome->published, cor_result_unref);
  g_free (outcome);
}

/**
 * cor_publication_free:
 * @data: (transfer full): a #CorPublication
 *
 * Frees it.
 */
void
cor_publication_free (gpointer data)
{
  CorPublication *publication = data;

  g_clear_pointer (&publication->view, cor_snapshot_unref);
  g_clear_pointer (&publication->result, cor_result_unref);
  g_free (publication);
}

/**
 * cor_plan_job_free:
 * @data: (transfer full): a #CorPlanJob
 *
 * Frees it.
 */
void
cor_plan_job_free (gpointer data)
{
  CorPlanJob *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->edit, cor_edit_free);
  g_clear_pointer (&job->base, cor_snapshot_unref);
  g_clear_pointer (&job->atlas, cor_atlas_unref);
  g_clear_pointer (&job->network, cor_network_unref);
  g_free (job->roads);
  g_clear_pointer (&job->result, cor_result_unref);
  g_free (job->path);
  g_free (job->name);
  g_free (job->officer);
  g_free (job);
}

static CorHistoryEntry *
copy_entry (const CorHistoryEntry *entry)
{
  return entry != NULL ? cor_history_entry_copy (entry) : NULL;
}

/* What the settings say was published last, unless the session has it. */
static CorResult *
load_published (const CorPlanJob *job, CorPlanFile *file, CorSnapshot *snapshot)
{
  g_autoptr (CorSnapshot) view = cor_snapshot_view (snapshot, &job->scenario_id);
  const CorPlanSettings *settings = cor_snapshot_get_settings (view != NULL ? view : snapshot);

  if (settings->published_number == 0 || settings->published_number == job->published_number)
    return NULL;

  return cor_plan_file_load_published (file, settings->published_number, NULL);
}

static void
return_outcome (GTask *task,
                const CorPlanJob *job,
                CorPlanFile *file,
                CorSnapshot *snapshot,
                GError *error)
{
  CorPlanOutcome *outcome;

  if (snapshot == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  outcome = g_new0 (CorPlanOutcome, 1);
  outcome->file = g_object_ref (file);
  outcome->snapshot = snapshot;
  outcome->undo = copy_entry (cor_plan_file_get_undo (file));
  outcome->redo = copy_entry (cor_plan_file_get_redo (file));
  outcome->result = cor_plan_file_load_result (file, &job->scenario_id,
                                               cor_snapshot_get_revision (snapshot), NULL);
  outcome->published = load_published (job, file, snapshot);
  g_task_return_pointer (task, outcome, cor_plan_outcome_free);
}

/**
 * cor_plan_job_create:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Creates the plan file at the job's path. Runs on the store thread.
 */
void
cor_plan_job_create (GTask *task,
                     gpointer source_object,
                     gpointer task_data,
                     GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  g_autoptr (CorEdit) initial = cor_new_plan_edit (job->name, job->start_utc_s, &error);
  g_autoptr (CorPlanFile) file = NULL;

  if (initial != NULL)
    file = cor_plan_file_create (job->path, job->officer, initial, &error);
  if (file == NULL)
    g_task_return_error (task, error);
  else
    return_outcome (task, job, file, cor_snapshot_ref (cor_plan_file_get_snapshot (file)), NULL);
}

/**
 * cor_plan_job_open:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Opens the plan file at the job's path. Runs on the store thread.
 */
void
cor_plan_job_open (GTask *task,
                   gpointer source_object,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (CorPlanFile) file =
      cor_plan_file_open (job->path, job->read_only ? COR_PLAN_FILE_READ_ONLY : COR_PLAN_FILE_NONE,
                          job->officer, progress, &error);

  if (file == NULL)
    g_task_return_error (task, error);
  else
    return_outcome (task, job, file, cor_snapshot_ref (cor_plan_file_get_snapshot (file)), NULL);
}

static gboolean
was_changed (CorSnapshot *base, CorSnapshot *now, CorRecordKind kind, const CorId *id)
{
  return cor_snapshot_lookup (base, kind, id) != cor_snapshot_lookup (now, kind, id);
}

static gboolean
has_changed (CorSnapshot *base, CorSnapshot *now, CorRecordKind kind, GArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (was_changed (base, now, kind, &g_array_index (ids, CorId, i)))
      return TRUE;

  return FALSE;
}

static gboolean
touches_changed (CorSnapshot *base, CorSnapshot *now, const CorEdit *edit)
{
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      CorRecordKind kind = (CorRecordKind) i;
      GPtrArray *puts = cor_edit_get_puts (edit, kind);

      if (kind == COR_RECORD_SETTLEMENT)
        continue;
      for (guint j = 0; j < puts->len; j++)
        if (was_changed (base, now, kind, &((CorRecord *) puts->pdata[j])->id))
          return TRUE;
      if (has_changed (base, now, kind, cor_edit_get_removals (edit, kind)) ||
          has_changed (base, now, kind, cor_edit_get_resets (edit, kind)))
        return TRUE;
    }

  return FALSE;
}

/* An edit holds whole records. One that was made before another edit of the same record was written
 * would take that one back without a word. What the gazetteer says of a settlement is the same in
 * both. A scenario that the edit itself makes was in neither. */
static gboolean
is_overtaken (CorSnapshot *base, CorSnapshot *now, const CorEdit *edit)
{
  const CorId *scenario_id = cor_edit_get_scenario (edit);
  g_autoptr (CorSnapshot) base_view = NULL;
  g_autoptr (CorSnapshot) now_view = NULL;

  if (cor_snapshot_get_revision (base) == cor_snapshot_get_revision (now))
    return FALSE;

  base_view = cor_snapshot_view (base, scenario_id);
  now_view = cor_snapshot_view (now, scenario_id);
  if (base_view == NULL || now_view == NULL)
    return FALSE;

  return touches_changed (base_view, now_view, edit);
}

/* Whether a closure is drawn, or drawn anew, by an edit; one that is only renamed, or copied from a
 * scenario, keeps what is known of it. */
static gboolean
is_drawn (const CorClosure *before, const CorClosure *closure)
{
  if (closure->hints == NULL)
    return TRUE;

  return before != NULL &&
         (before->geometry != closure->geometry || before->closure != closure->closure ||
          before->distance_m != closure->distance_m ||
          before->cuts_overpasses != closure->cuts_overpasses);
}

/* Notes of the closures that the job's edit draws which roads they hit, on the plan's own roads. */
static void
take_hints (CorPlanJob *job)
{
  g_autoptr (CorSnapshot) view = cor_snapshot_view (job->base, cor_edit_get_scenario (job->edit));
  GPtrArray *closures = cor_edit_get_puts (job->edit, COR_RECORD_CLOSURE);
  g_autoptr (CorRoadsInUse) in_use = NULL;
  g_autoptr (CorNetwork) network =
      cor_roads_in_use_open (job->atlas, job->roads, &job->network, 1, &in_use);

  for (guint i = 0; i < closures->len; i++)
    {
      const CorClosure *closure = closures->pdata[i];
      const CorClosure *before =
          view != NULL ? cor_snapshot_lookup (view, COR_RECORD_CLOSURE, &closure->record.id) : NULL;
      CorClosure *known;

      if (!is_drawn (before, closure))
        continue;
      known = cor_record_copy (closure);
      cor_closure_take_hints (known, network);
      cor_edit_put (job->edit, known);
    }
}

/**
 * cor_plan_job_commit:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Makes the job's edit. Runs on the store thread.
 */
void
cor_plan_job_commit (GTask *task,
                     gpointer source_object,
                     gpointer task_data,
                     GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  CorSnapshot *snapshot = NULL;

  if (is_overtaken (job->base, cor_plan_file_get_snapshot (job->file), job->edit))
    g_set_error (&error, COR_ERROR, COR_ERROR_CONFLICT,
                 "This was changed a moment before; nothing of the second change was made. Look at "
                 "it as it is now, then change it again.");
  else
    {
      if (job->atlas != NULL)
        take_hints (job);
      snapshot = cor_plan_file_commit (job->file, job->edit, progress, &error);
    }

  return_outcome (task, job, job->file, snapshot, error);
}

/**
 * cor_plan_job_undo:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Takes the last edit back. Runs on the store thread.
 */
void
cor_plan_job_undo (GTask *task,
                   gpointer source_object,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  CorSnapshot *snapshot = cor_plan_file_undo (job->file, &error);

  return_outcome (task, job, job->file, snapshot, error);
}

/**
 * cor_plan_job_redo:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Repeats the edit undone last. Runs on the store thread.
 */
void
cor_plan_job_redo (GTask *task,
                   gpointer source_object,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  CorSnapshot *snapshot = cor_plan_file_redo (job->file, &error);

  return_outcome (task, job, job->file, snapshot, error);
}

/**
 * cor_plan_job_publish:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Publishes the job's routes. Runs on the store thread.
 */
void
cor_plan_job_publish (GTask *task,
                      gpointer source_object,
                      gpointer task_data,
                      GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  CorSnapshot *snapshot = cor_plan_file_publish (job->file, job->result, &error);

  return_outcome (task, job, job->file, snapshot, error);
}

/**
 * cor_plan_job_list_published:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Lists what was published (GPtrArray of CorPublished). Runs on the store thread.
 */
void
cor_plan_job_list_published (GTask *task,
                             gpointer source_object,
                             gpointer task_data,
                             GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  GPtrArray *published = cor_plan_file_list_published (job->file, &error);

  if (published != NULL)
    g_task_return_pointer (task, published, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cor_plan_job_load_published:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Reads the routes that were published under the job's number (CorResult). Runs on the store
 * thread.
 */
void
cor_plan_job_load_published (GTask *task,
                             gpointer source_object,
                             gpointer task_data,
                             GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  CorResult *result = cor_plan_file_load_published (job->file, job->published_number, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) cor_result_unref);
  else
    g_task_return_error (task, error);
}

static CorSnapshot *
load_view (CorPlanFile *file, const CorResult *result, CorProgress *progress, GError **error)
{
  g_autoptr (CorSnapshot) snapshot =
      cor_plan_file_load_revision (file, result->revision, progress, error);
  CorSnapshot *view = NULL;

  if (snapshot != NULL)
    {
      view = cor_snapshot_view (snapshot, &result->scenario_id);
      if (view == NULL)
        g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                     "The scenario of the published plan is missing: the file is damaged. Open a "
                     "copy from its folder of backups.");
    }

  return view;
}

/**
 * cor_plan_job_load_publication:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Reads what was published under the job's number, with the plan as it was then (CorPublication).
 * Runs on the store thread.
 */
void
cor_plan_job_load_publication (GTask *task,
                               gpointer source_object,
                               gpointer task_data,
                               GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  CorPublication *publication = g_new0 (CorPublication, 1);

  publication->result = cor_plan_file_load_published (job->file, job->published_number, &error);
  if (publication->result != NULL)
    publication->view = load_view (job->file, publication->result, progress, &error);
  if (publication->view != NULL)
    {
      g_task_return_pointer (task, publication, cor_publication_free);
      return;
    }

  cor_publication_free (publication);
  g_task_return_error (task, error);
}

/**
 * cor_plan_job_refresh:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Looks what the writing desk has done. Runs on the store thread.
 */
void
cor_plan_job_refresh (GTask *task,
                      gpointer source_object,
                      gpointer task_data,
                      GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  CorSnapshot *snapshot = cor_plan_file_refresh (job->file, &error);

  return_outcome (task, job, job->file, snapshot, error);
}

/**
 * cor_plan_job_history:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Lists the audit trail (GPtrArray of CorHistoryEntry). Runs on the store thread.
 */
void
cor_plan_job_history (GTask *task,
                      gpointer source_object,
                      gpointer task_data,
                      GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;
  GPtrArray *history = cor_plan_file_list_history (job->file, &error);

  if (history != NULL)
    g_task_return_pointer (task, history, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/**
 * cor_plan_job_close:
 * @task: returns what the job brings
 * @source_object: who asked
 * @task_data: a #CorPlanJob
 * @cancellable: (nullable): gives up
 *
 * Stores the job's routes, if any, and closes the file. Runs on the store thread.
 */
void
cor_plan_job_close (GTask *task,
                    gpointer source_object,
                    gpointer task_data,
                    GCancellable *cancellable)
{
  CorPlanJob *job = task_data;
  GError *error = NULL;

  if (job->result != NULL && !cor_plan_file_store_result (job->file, job->result, &error))
    g_clear_error (&error); /* It can be computed again. */

  if (cor_plan_file_close (job->file, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
  g_clear_object (&job->file);
}
