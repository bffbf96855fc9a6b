/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

#include "cor-error.h"
#include "cor-plan-job.h"

/* How often a reader looks whether the writing desk has changed the plan. */
#define REFRESH_INTERVAL_S 2

static void
set_writing (CorSession *self, int change)
{
  self->n_writing += (guint) change;
  g_object_notify (G_OBJECT (self), "busy");
}

/* Finishes every job that changes the plan: first the state, then whoever asked. */
static void
written_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;
  CorPlanOutcome *outcome = g_task_propagate_pointer (G_TASK (async_result), &error);

  set_writing (self, -1);
  if (outcome == NULL)
    {
      g_task_return_error (asked, error);
      return;
    }

  cor_session_take_outcome (self, outcome);
  cor_plan_outcome_free (outcome);
  g_task_return_boolean (asked, TRUE);
}

/**
 * cor_session_new_job:
 * @self: a session with a plan
 *
 * Returns: (transfer full): a job on the plan that is open, by its officer
 */
CorPlanJob *
cor_session_new_job (CorSession *self)
{
  CorPlanJob *job = g_new0 (CorPlanJob, 1);

  g_set_object (&job->file, self->file);
  job->officer = g_strdup (self->officer);
  job->scenario_id = self->scenario_id;
  job->published_number = self->published != NULL ? self->published->published_number : 0;

  return job;
}

/**
 * cor_session_push_job:
 * @self: a session with a plan
 * @job: (transfer full): what is to be done
 * @func: does it, on the store thread
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread when it is done
 * @user_data: for @callback
 *
 * Has the store thread do a job.
 */
void
cor_session_push_job (CorSession *self,
                      CorPlanJob *job,
                      CorWorkerFunc func,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  /* What was written is told, even if somebody cancelled meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, cor_plan_job_free);
  cor_worker_push (self->store_worker, task, func);
}

/**
 * cor_session_refuse_without_plan:
 * @self: a session
 * @task: what was asked
 * @writing: whether it would change the plan
 *
 * Returns: whether @task was ended with an error, for want of a plan or of leave to write
 */
gboolean
cor_session_refuse_without_plan (CorSession *self, GTask *task, gboolean writing)
{
  if (self->file == NULL)
    g_task_return_new_error (task, COR_ERROR, COR_ERROR_FAILED, "No plan is open.");
  else if (writing && self->read_only)
    g_task_return_new_error (task, COR_ERROR, COR_ERROR_READ_ONLY,
                             "This plan is open for reading only; nothing was changed. Close the "
                             "desk that writes it, then open it again.");
  else
    return FALSE;

  return TRUE;
}

/**
 * cor_session_push_write:
 * @self: a session
 * @job: (transfer full): what is to be done
 * @func: does it, on the store thread
 * @source_tag: the asynchronous function that was called
 * @cancellable: (nullable): stops it
 * @callback: called on the main thread when it is done
 * @user_data: for @callback
 *
 * Has the store thread do a job that changes the plan; without leave to write it is refused.
 */
void
cor_session_push_write (CorSession *self,
                        CorPlanJob *job,
                        CorWorkerFunc func,
                        gpointer source_tag,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) asked = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (asked, source_tag);
  if (cor_session_refuse_without_plan (self, asked, TRUE))
    {
      cor_plan_job_free (job);
      return;
    }

  set_writing (self, 1);
  cor_session_push_job (self, job, func, cancellable, written_cb, g_steal_pointer (&asked));
}

static void
refreshed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  CorPlanOutcome *outcome = g_task_propagate_pointer (G_TASK (async_result), NULL);

  if (outcome == NULL)
    return;
  if (self->file == outcome->file &&
      cor_snapshot_get_revision (outcome->snapshot) != cor_snapshot_get_revision (self->snapshot))
    cor_session_take_outcome (self, outcome);
  cor_plan_outcome_free (outcome);
}

static gboolean
refresh_cb (gpointer user_data)
{
  CorSession *self = user_data;

  cor_session_push_job (self, cor_session_new_job (self), cor_plan_job_refresh, NULL, refreshed_cb,
                        NULL);

  return G_SOURCE_CONTINUE;
}

static void
opened_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;
  CorPlanOutcome *outcome = g_task_propagate_pointer (G_TASK (async_result), &error);

  if (outcome == NULL)
    {
      g_task_return_error (asked, error);
      return;
    }

  g_set_object (&self->file, outcome->file);
  g_free (self->path);
  self->path = g_strdup (cor_plan_file_get_path (self->file));
  self->read_only = cor_plan_file_is_read_only (self->file);
  if (self->read_only)
    self->refresh_source = g_timeout_add_seconds (REFRESH_INTERVAL_S, refresh_cb, self);
  g_object_notify (G_OBJECT (self), "read-only");
  cor_session_take_outcome (self, outcome);
  cor_plan_outcome_free (outcome);
  g_task_return_boolean (asked, TRUE);
}

/**
 * cor_session_create_async:
 * @self: a session without a plan
 * @path: (type filename): where; nothing is ever overwritten
 * @name: what the officers call the plan
 * @start_utc_s: when the plan begins
 * @cancellable: (nullable): gives up
 * @callback: called when the plan is there
 * @user_data: for @callback
 *
 * Creates a plan with the shipped crossings, closures and posts, and opens it.
 */
void
cor_session_create_async (CorSession *self,
                          const char *path,
                          const char *name,
                          gint64 start_utc_s,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  CorPlanJob *job;
  GTask *asked;

  g_return_if_fail (COR_IS_SESSION (self));
  g_return_if_fail (self->file == NULL);

  asked = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (asked, cor_session_create_async);
  job = cor_session_new_job (self);
  job->path = g_strdup (path);
  job->name = g_strdup (name);
  job->start_utc_s = start_utc_s;
  cor_session_push_job (self, job, cor_plan_job_create, cancellable, opened_cb, asked);
}

/**
 * cor_session_create_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when there is no plan
 *
 * Returns: whether the plan is open
 */
gboolean
cor_session_create_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_session_open_async:
 * @self: a session without a plan
 * @path: (type filename): a plan file
 * @read_only: whether to look only
 * @cancellable: (nullable): gives up
 * @callback: called when the plan is there
 * @user_data: for @callback
 *
 * Opens a plan. One open for reading follows what the writing desk does.
 */
void
cor_session_open_async (CorSession *self,
                        const char *path,
                        gboolean read_only,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  CorPlanJob *job;
  GTask *asked;

  g_return_if_fail (COR_IS_SESSION (self));
  g_return_if_fail (self->file == NULL);

  asked = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (asked, cor_session_open_async);
  job = cor_session_new_job (self);
  job->path = g_strdup (path);
  job->read_only = read_only;
  cor_session_push_job (self, job, cor_plan_job_open, cancellable, opened_cb, asked);
}

/**
 * cor_session_open_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when there is no plan
 *
 * Returns: whether the plan is open
 */
gboolean
cor_session_open_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_session_close_async:
 * @self: a session
 * @callback: called when the file is whole on disk
 * @user_data: for @callback
 *
 * Stores the routes, folds the plan back into one file and lets it go. The session keeps showing
 * the plan, but takes no more edits; whoever waits for routes is told that there will be none.
 */
void
cor_session_close_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  CorPlanJob *job;

  g_return_if_fail (COR_IS_SESSION (self));

  if (self->file == NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

      g_task_return_boolean (task, TRUE);
      return;
    }

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  cor_route_worker_cancel (self->route_worker);
  cor_session_stop_waiting (self);
  job = cor_session_new_job (self);
  if (!cor_session_is_stale (self) && !self->result_is_stored && !self->read_only &&
      cor_id_is_nil (&self->scenario_id))
    job->result = cor_result_ref (self->result);
  g_clear_object (&self->file);
  cor_session_push_job (self, job, cor_plan_job_close, NULL, callback, user_data);
}

/**
 * cor_session_close_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when the file could not be folded; the plan is whole all the same
 *
 * Returns: whether it was closed
 */
gboolean
cor_session_close_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* An edit is made in the scenario that is shown, unless it is one that makes, changes or adopts
 * one: such an edit says itself where. */
static gboolean
is_about_scenarios (const CorEdit *edit)
{
  switch (cor_edit_get_kind (edit))
    {
    case COR_EDIT_ADD_SCENARIO:
    case COR_EDIT_REMOVE_SCENARIO:
    case COR_EDIT_ADOPT_SCENARIO:
      return TRUE;
    default:
      return FALSE;
    }
}

/* The roads that a closure is drawn on, for what is noted of it. */
static void
give_roads (CorSession *self, CorPlanJob *job)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (job->base);

  if (cor_edit_get_puts (job->edit, COR_RECORD_CLOSURE)->len == 0 || settings == NULL)
    return;
  job->atlas = cor_atlas_ref (self->atlas);
  job->network = cor_network_ref (cor_session_get_network (self));
  job->roads = g_strdup (settings->network_checksum);
}

/**
 * cor_session_commit_on_async:
 * @self: a session with a plan
 * @base: (nullable): the plan that the edit was made for
 * @edit: (transfer full): what to change
 * @cancellable: (nullable): gives up while nothing is written yet
 * @callback: called when the edit is on disk and the session shows it
 * @user_data: for @callback
 *
 * Makes an edit that took its time; finish with cor_session_commit_finish(). Refused if what it
 * changes has been changed since @base.
 */
void
cor_session_commit_on_async (CorSession *self,
                             CorSnapshot *base,
                             CorEdit *edit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  CorPlanJob *job = cor_session_new_job (self);

  if (!is_about_scenarios (edit))
    cor_edit_set_scenario (edit, &self->scenario_id);
  job->edit = edit;
  if (base != NULL)
    {
      job->base = cor_snapshot_ref (base);
      give_roads (self, job);
    }
  cor_session_push_write (self, job, cor_plan_job_commit, cor_session_commit_async, cancellable,
                          callback, user_data);
}

/**
 * cor_session_commit_async:
 * @self: a session with a plan
 * @edit: (transfer full): what to change
 * @cancellable: (nullable): gives up while nothing is written yet
 * @callback: called when the edit is on disk and the session shows it
 * @user_data: for @callback
 *
 * Makes an edit of the plan as it is: the only way to change one. It is there whole or not at all.
 * Refused if another edit of the same thing was made a moment before.
 */
void
cor_session_commit_async (CorSession *self,
                          CorEdit *edit,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_return_if_fail (COR_IS_SESSION (self));

  cor_session_commit_on_async (self, self->snapshot, edit, cancellable, callback, user_data);
}

/**
 * cor_session_commit_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when nothing was changed
 *
 * Returns: whether the edit was made
 */
gboolean
cor_session_commit_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_session_undo_async:
 * @self: a session with a plan
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Takes the last edit back. History keeps both.
 */
void
cor_session_undo_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (COR_IS_SESSION (self));

  cor_session_push_write (self, cor_session_new_job (self), cor_plan_job_undo,
                          cor_session_undo_async, NULL, callback, user_data);
}

/**
 * cor_session_undo_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when nothing was undone
 *
 * Returns: whether an edit was taken back
 */
gboolean
cor_session_undo_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_session_redo_async:
 * @self: a session with a plan
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Repeats the edit that was undone last.
 */
void
cor_session_redo_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (COR_IS_SESSION (self));

  cor_session_push_write (self, cor_session_new_job (self), cor_plan_job_redo,
                          cor_session_redo_async, NULL, callback, user_data);
}

/**
 * cor_session_redo_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when nothing was repeated
 *
 * Returns: whether an edit was repeated
 */
gboolean
cor_session_redo_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * cor_session_list_history_async:
 * @self: a session with a plan
 * @callback: called with the list
 * @user_data: for @callback
 *
 * Asks for the audit trail.
 */
void
cor_session_list_history_async (CorSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (COR_IS_SESSION (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, cor_session_list_history_async);
  if (cor_session_refuse_without_plan (self, task, FALSE))
    return;

  g_task_set_task_data (task, cor_session_new_job (self), cor_plan_job_free);
  cor_worker_push (self->store_worker, task, cor_plan_job_history);
}

/**
 * cor_session_list_history_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when it could not be read
 *
 * Returns: (transfer full) (nullable) (element-type CorHistoryEntry): oldest first
 */
GPtrArray *
cor_session_list_history_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
