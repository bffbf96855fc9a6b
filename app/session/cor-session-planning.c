/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

#include "cor-atlas-private.h"
#include "cor-route-worker-private.h"

static gboolean
is_of_snapshot (CorSession *self, const CorResult *result)
{
  return result->revision == cor_snapshot_get_revision (self->snapshot) &&
         cor_id_equal (&result->scenario_id, cor_snapshot_get_scenario_id (self->snapshot));
}

static gboolean
is_stale (CorSession *self)
{
  return self->result == NULL || self->result->is_preview || self->result_is_draft ||
         self->roads_are_new || self->snapshot == NULL || !is_of_snapshot (self, self->result);
}

static void
notify_planning (CorSession *self)
{
  g_object_notify (G_OBJECT (self), "stale");
  g_object_notify (G_OBJECT (self), "computing");
  g_object_notify (G_OBJECT (self), "progress");
}

static void
set_result (CorSession *self, CorResult *result, gboolean is_draft)
{
  g_autoptr (CorResult) old = g_steal_pointer (&self->result);

  self->result = result != NULL ? cor_result_ref (result) : NULL;
  if (result != NULL && !result->is_preview)
    {
      g_clear_pointer (&self->previous, cor_result_unref);
      self->previous = cor_result_ref (result);
    }
  self->result_is_draft = is_draft;
  self->result_is_stored = FALSE;
  self->roads_are_new = FALSE;
  g_object_notify (G_OBJECT (self), "result");
  notify_planning (self);
}

static void
request_routes (CorSession *self)
{
  g_clear_error (&self->failure);
  cor_route_worker_request (self->route_worker, self->snapshot, cor_session_get_published (self),
                            self->previous, FALSE);
}

/**
 * cor_session_request_routes:
 * @self: a session with a plan
 *
 * Has the routes of the plan as it is computed; those of a moment ago are stale.
 */
void
cor_session_request_routes (CorSession *self)
{
  request_routes (self);
  notify_planning (self);
}

/**
 * cor_session_use_roads:
 * @self: a session with a plan
 * @network: a network
 * @overrides: whether it is used whatever the plan names
 *
 * Has the routes computed anew, with @network at hand.
 */
void
cor_session_use_roads (CorSession *self, CorNetwork *network, gboolean overrides)
{
  cor_route_worker_offer_roads (self->route_worker, network, overrides);
  self->roads_are_new = TRUE;
  cor_session_request_routes (self);
}

/**
 * cor_session_get_network:
 * @self: a session
 *
 * Returns: (transfer none): the roads that routes are computed on
 */
CorNetwork *
cor_session_get_network (CorSession *self)
{
  return cor_route_worker_get_network (self->route_worker);
}

/* Checksum of the roads that the plan wants. */
static const char *
get_wanted_roads (CorSession *self)
{
  const char *wanted =
      cor_route_worker_get_wanted (self->route_worker, cor_snapshot_get_settings (self->snapshot));

  return wanted != NULL ? wanted : cor_network_get_checksum (cor_atlas_get_network (self->atlas));
}

static gboolean
fits_network (CorSession *self, const CorResult *result)
{
  return g_str_equal (result->network_checksum, get_wanted_roads (self));
}

static void
roads_changed_cb (CorSession *self)
{
  g_object_notify (G_OBJECT (self), "roads");
}

/* Where the routes are known already, the roads still have to be at hand for what comes next. */
static void
request_roads (CorSession *self)
{
  if (!g_str_equal (get_wanted_roads (self),
                    cor_route_worker_get_roads (self->route_worker)->checksum))
    cor_route_worker_prepare (self->route_worker, self->snapshot);
}

static void
stop_waiting (CorSession *self, const GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < waiting->len; i++)
    {
      GTask *task = waiting->pdata[i];

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_pointer (task, cor_result_ref (self->result),
                               (GDestroyNotify) cor_result_unref);
    }
}

/**
 * cor_session_stop_waiting:
 * @self: a session whose plan is let go
 *
 * Tells whoever waits for routes that there will be none.
 */
void
cor_session_stop_waiting (CorSession *self)
{
  g_autoptr (GError) error =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The plan was closed.");

  stop_waiting (self, error);
}

/**
 * cor_session_take_stored_result:
 * @self: a session with a plan
 * @stored: (nullable): what the plan file keeps
 *
 * Shows @stored if it belongs to the plan as it is; else has the routes computed.
 */
void
cor_session_take_stored_result (CorSession *self, CorResult *stored)
{
  if (stored == NULL || !is_of_snapshot (self, stored) || !fits_network (self, stored))
    {
      cor_session_request_routes (self);
      return;
    }

  cor_route_worker_cancel (self->route_worker);
  set_result (self, stored, FALSE);
  self->result_is_stored = TRUE;
  stop_waiting (self, NULL);
  request_roads (self);
}

/* Those on the way to the best plan count as out of date until that is there. */
static void
computed_cb (CorSession *self, CorResult *result, gboolean is_draft)
{
  if (is_draft && !self->previewing)
    return;
  if (!is_draft && !is_of_snapshot (self, result))
    return;

  set_result (self, result, is_draft);
  if (!is_draft && !result->is_preview)
    stop_waiting (self, NULL);
}

static void
failed_cb (CorSession *self, const GError *error)
{
  g_clear_error (&self->failure);
  self->failure = g_error_copy (error);
  notify_planning (self);
  if (self->waiting->len > 0)
    stop_waiting (self, error);
  else
    g_signal_emit_by_name (self, "failed", error);
}

/**
 * cor_session_watch_planning:
 * @self: a session whose planning thread is new
 *
 * Has the session follow what is computed.
 */
void
cor_session_watch_planning (CorSession *self)
{
  CorRouteWorker *worker = self->route_worker;

  g_signal_connect_swapped (worker, "computed", G_CALLBACK (computed_cb), self);
  g_signal_connect_swapped (worker, "previewed", G_CALLBACK (computed_cb), self);
  g_signal_connect_swapped (worker, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (worker, "changed", G_CALLBACK (notify_planning), self);
  g_signal_connect_swapped (worker, "roads-changed", G_CALLBACK (roads_changed_cb), self);
}

/**
 * cor_session_follow_planning:
 * @self: a session
 * @follows: whether "result" also shows plans that are not the best yet, as they come
 *
 * Somebody who looks on, as at a desk, does not want to wait for the best plan; who does, as a
 * command, is not to pay for others. A new session shows the best ones only.
 */
void
cor_session_follow_planning (CorSession *self, gboolean follows)
{
  g_return_if_fail (COR_IS_SESSION (self));

  cor_route_worker_set_wants_previews (self->route_worker, follows);
}

/**
 * cor_session_get_result:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the routes last computed; see cor_session_is_stale() and
 *   cor_session_follow_planning()
 */
CorResult *
cor_session_get_result (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return self->result;
}

/**
 * cor_session_is_stale:
 * @self: a session
 *
 * Returns: whether the routes do not belong to the plan as it is
 */
gboolean
cor_session_is_stale (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), TRUE);

  return is_stale (self);
}

/**
 * cor_session_is_computing:
 * @self: a session
 *
 * Returns: whether routes are being computed
 */
gboolean
cor_session_is_computing (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), FALSE);

  return self->route_worker != NULL && cor_route_worker_is_computing (self->route_worker);
}

/**
 * cor_session_get_progress:
 * @self: a session
 *
 * Returns: how far the calculation is, 0 to 1
 */
double
cor_session_get_progress (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), 0.0);

  return self->route_worker != NULL ? cor_route_worker_get_progress (self->route_worker) : 0.0;
}

/**
 * cor_session_preview:
 * @self: a session with a plan
 * @draft: (nullable): an edit that is not made yet; %NULL ends the preview
 *
 * Computes routes as they would be after @draft, as often as it is called: a marker being dragged.
 * Nothing is written; the result is stale until the edit is made or the preview ended.
 */
void
cor_session_preview (CorSession *self, const CorEdit *draft)
{
  g_autoptr (CorSnapshot) drafted = NULL;

  g_return_if_fail (COR_IS_SESSION (self));
  g_return_if_fail (self->snapshot != NULL);

  if (draft == NULL)
    {
      if (self->previewing)
        {
          self->previewing = FALSE;
          request_routes (self);
        }
      return;
    }

  self->previewing = TRUE;
  drafted = cor_snapshot_apply (self->snapshot, draft, cor_snapshot_get_revision (self->snapshot));
  cor_route_worker_request (self->route_worker, drafted, cor_session_get_published (self),
                            self->previous, TRUE);
}

static gboolean
give_up_cb (GCancellable *cancellable, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  CorSession *self = g_task_get_source_object (task);

  if (g_ptr_array_remove (self->waiting, task))
    g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
free_source (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

/* Whoever no longer wants to wait need not wait until the routes are there to hear of it. */
static void
let_give_up (GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  GSource *source;

  if (cancellable == NULL)
    return;

  source = g_cancellable_source_new (cancellable);
  g_source_set_callback (source, G_SOURCE_FUNC (give_up_cb), task, NULL);
  g_source_attach (source, g_task_get_context (task));
  g_object_set_data_full (G_OBJECT (task), "give-up", source, free_source);
}

/**
 * cor_session_compute_async:
 * @self: a session with a plan
 * @cancellable: (nullable): stops waiting
 * @callback: called with the routes of the plan as it is
 * @user_data: for @callback
 *
 * Waits for routes that are not stale; computes them if nobody does.
 */
void
cor_session_compute_async (CorSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (COR_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_compute_async);
  if (cor_session_refuse_without_plan (self, task, FALSE))
    return;
  if (!is_stale (self))
    {
      g_task_return_pointer (task, cor_result_ref (self->result),
                             (GDestroyNotify) cor_result_unref);
      return;
    }

  let_give_up (task);
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  if (!cor_session_is_computing (self))
    request_routes (self);
}

/**
 * cor_session_compute_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when the calculation failed
 *
 * Returns: (transfer full) (nullable): the routes
 */
CorResult *
cor_session_compute_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
