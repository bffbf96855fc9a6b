/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

#include "cor-error.h"

/**
 * cor_session_get_scenario:
 * @self: a session
 *
 * Returns: (transfer none): the scenario that the session shows and edits; nil: the plan itself
 */
const CorId *
cor_session_get_scenario (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return &self->scenario_id;
}

/**
 * cor_session_set_scenario:
 * @self: a session with a plan
 * @scenario_id: a scenario of the plan; nil: the plan itself
 * @error: (nullable): set to %COR_ERROR_NOT_FOUND when the plan has none of that id
 *
 * Shows the plan in a scenario from now on: snapshot, routes and edits are of it. An edit that is
 * on its way to the file is made where it was asked for.
 *
 * Returns: whether it is shown
 */
gboolean
cor_session_set_scenario (CorSession *self, const CorId *scenario_id, GError **error)
{
  CorSnapshot *view;

  g_return_val_if_fail (COR_IS_SESSION (self), FALSE);
  g_return_val_if_fail (self->snapshot != NULL, FALSE);

  if (cor_id_equal (scenario_id, &self->scenario_id))
    return TRUE;

  view = cor_snapshot_view (self->snapshot, scenario_id);
  if (view == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                   "This scenario is no longer in the plan; somebody has removed it.");
      return FALSE;
    }

  cor_session_show_scenario (self, view);

  return TRUE;
}

/**
 * cor_session_get_published:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the routes that people were told: those published last, as
 * the settings of what is shown say; %NULL if none were
 */
CorResult *
cor_session_get_published (CorSession *self)
{
  const CorPlanSettings *settings;

  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  if (self->snapshot == NULL || self->published == NULL)
    return NULL;
  settings = cor_snapshot_get_settings (self->snapshot);

  return settings->published_number == self->published->published_number ? self->published : NULL;
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    g_task_return_int (asked,
                       (gssize) cor_snapshot_get_settings (self->snapshot)->published_number);
  else
    g_task_return_error (asked, error);
}

static void
computed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  g_autoptr (GTask) asked = user_data;
  GError *error = NULL;
  g_autoptr (CorResult) routes = cor_session_compute_finish (self, result, &error);
  CorPlanJob *job;

  if (routes == NULL)
    {
      g_task_return_error (asked, error);
      return;
    }

  job = cor_session_new_job (self);
  job->result = g_steal_pointer (&routes);
  cor_session_push_write (self, job, cor_plan_job_publish, cor_session_publish_async,
                          g_task_get_cancellable (asked), published_cb, g_object_ref (asked));
}

/**
 * cor_session_publish_async:
 * @self: a session with a plan
 * @cancellable: (nullable): gives up while nothing is written yet
 * @callback: called when it is published
 * @user_data: for @callback
 *
 * Publishes the routes of what is shown, after computing them if they are stale: they are kept for
 * good under the next number, and the plan says from then on that they are what people are told.
 */
void
cor_session_publish_async (CorSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (COR_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_publish_async);
  if (cor_session_refuse_without_plan (self, task, TRUE))
    return;

  cor_session_compute_async (self, cancellable, computed_cb, g_steal_pointer (&task));
}

/**
 * cor_session_publish_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when nothing was published
 *
 * Returns: the number under which it was published, 0 on error
 */
guint
cor_session_publish_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  gssize number = g_task_propagate_int (G_TASK (result), error);

  return number > 0 ? (guint) number : 0;
}

/* Whether somebody who asks for what was published has to hear that no plan is open. */
static gboolean
refuse_closed (CorSession *self, GAsyncReadyCallback callback, gpointer user_data)
{
  if (self->file != NULL)
    return FALSE;

  g_task_report_new_error (self, callback, user_data, refuse_closed, COR_ERROR, COR_ERROR_FAILED,
                           "No plan is open.");

  return TRUE;
}

/**
 * cor_session_list_published_async:
 * @self: a session with a plan
 * @callback: called with the list
 * @user_data: for @callback
 *
 * Lists what was published.
 */
void
cor_session_list_published_async (CorSession *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_return_if_fail (COR_IS_SESSION (self));

  if (refuse_closed (self, callback, user_data))
    return;

  cor_session_push_job (self, cor_session_new_job (self), cor_plan_job_list_published, NULL,
                        callback, user_data);
}

/**
 * cor_session_list_published_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when it cannot be read
 *
 * Returns: (transfer full) (nullable) (element-type CorPublished): what was published, oldest first
 */
GPtrArray *
cor_session_list_published_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * cor_session_load_published_async:
 * @self: a session with a plan
 * @number: the number under which something was published
 * @callback: called with it
 * @user_data: for @callback
 *
 * Reads published routes.
 */
void
cor_session_load_published_async (CorSession *self,
                                  guint number,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  CorPlanJob *job;

  g_return_if_fail (COR_IS_SESSION (self));

  if (refuse_closed (self, callback, user_data))
    return;

  job = cor_session_new_job (self);
  job->published_number = number;
  cor_session_push_job (self, job, cor_plan_job_load_published, NULL, callback, user_data);
}

/**
 * cor_session_load_published_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when nothing was published under that number
 *
 * Returns: (transfer full) (nullable): the routes as they were published
 */
CorResult *
cor_session_load_published_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
