/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-trial.h"

#include "cor-route-worker-private.h"
#include "cor-session-private.h"

/* What a simulation is given. */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
  CorForecastOptions options;
  CorProgressFunc progress_func;
  gpointer progress_data;
} Simulation;

/* A plan that is being tried on a worker of its own, beside the desk's. */
typedef struct
{
  CorRouteWorker *worker;
  CorSnapshot *snapshot;
  gulong cancelled_handler; /* 0: nobody can cancel it any more */
  gboolean ended;
} Attempt;

static void
simulation_free (gpointer data)
{
  Simulation *simulation = data;

  cor_snapshot_unref (simulation->snapshot);
  cor_result_unref (simulation->result);
  g_free (simulation);
}

static void
simulate_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  Simulation *simulation = task_data;
  g_autoptr (CorProgress) progress =
      cor_progress_new (cancellable, simulation->progress_func, simulation->progress_data);
  GError *error = NULL;
  CorForecast *forecast = cor_forecast_new (simulation->snapshot, simulation->result,
                                            &simulation->options, progress, &error);

  if (forecast != NULL)
    g_task_return_pointer (task, forecast, (GDestroyNotify) cor_forecast_free);
  else
    g_task_return_error (task, error);
}

/**
 * cor_session_simulate_async:
 * @self: a session
 * @snapshot: a plan
 * @result: its movements, not stale
 * @options: (nullable): how it is tried; %NULL: the defaults
 * @progress_func: (nullable) (scope async): told how far it is, on the simulation's thread
 * @progress_data: for @progress_func
 * @cancellable: (nullable): stops it
 * @callback: called with the forecast
 * @user_data: for @callback
 *
 * Drives a plan's movements many times with random delays.
 */
void
cor_session_simulate_async (CorSession *self,
                            CorSnapshot *snapshot,
                            CorResult *result,
                            const CorForecastOptions *options,
                            CorProgressFunc progress_func,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Simulation *simulation;

  g_return_if_fail (COR_IS_SESSION (self));

  simulation = g_new0 (Simulation, 1);
  simulation->snapshot = cor_snapshot_ref (snapshot);
  simulation->result = cor_result_ref (result);
  simulation->progress_func = progress_func;
  simulation->progress_data = progress_data;
  if (options != NULL)
    simulation->options = *options;
  else
    cor_forecast_options_init (&simulation->options);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_simulate_async);
  g_task_set_task_data (task, simulation, simulation_free);
  cor_worker_push (self->trial_worker, task, simulate_job);
}

/**
 * cor_session_simulate_finish:
 * @self: a session
 * @async_result: what the callback was given
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): the forecast
 */
CorForecast *
cor_session_simulate_finish (CorSession *self, GAsyncResult *async_result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (async_result), error);
}

/**
 * cor_trial_free:
 * @self: (transfer full): a trial
 *
 * Frees @self.
 */
void
cor_trial_free (CorTrial *self)
{
  cor_snapshot_unref (self->snapshot);
  cor_result_unref (self->result);
  g_free (self);
}

static void
attempt_free (gpointer data)
{
  Attempt *attempt = data;

  g_object_unref (attempt->worker);
  cor_snapshot_unref (attempt->snapshot);
  g_free (attempt);
}

/* The answer of a worker ends its attempt. The worker must not go while it is speaking. */
static void
end_attempt (GTask *task, CorTrial *trial, GError *error)
{
  Attempt *attempt = g_task_get_task_data (task);

  attempt->ended = TRUE;
  g_signal_handlers_disconnect_by_data (attempt->worker, task);
  if (attempt->cancelled_handler != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), attempt->cancelled_handler);
  if (trial != NULL)
    g_task_return_pointer (task, trial, (GDestroyNotify) cor_trial_free);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
computed_cb (CorRouteWorker *worker, CorResult *result, gboolean is_draft, gpointer user_data)
{
  Attempt *attempt = g_task_get_task_data (user_data);
  CorTrial *trial = g_new0 (CorTrial, 1);

  trial->snapshot = cor_snapshot_ref (attempt->snapshot);
  trial->result = cor_result_ref (result);
  end_attempt (user_data, trial, NULL);
}

static void
failed_cb (CorRouteWorker *worker, const GError *error, gpointer user_data)
{
  end_attempt (user_data, NULL, g_error_copy (error));
}

static gboolean
give_up_cb (gpointer user_data)
{
  Attempt *attempt = g_task_get_task_data (user_data);
  GError *error = NULL;

  if (attempt->ended)
    return G_SOURCE_REMOVE;
  cor_route_worker_cancel (attempt->worker);
  g_set_error (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The trial was stopped.");
  end_attempt (user_data, NULL, error);

  return G_SOURCE_REMOVE;
}

/* May come from any thread, and within the signal no handler may be taken off. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, give_up_cb, g_object_ref (user_data), g_object_unref);
}

/**
 * cor_session_try_async:
 * @self: a session with a plan
 * @snapshot: the plan with a change, as cor_snapshot_apply() makes it
 * @cancellable: (nullable): stops it
 * @callback: called with what would be
 * @user_data: for @callback
 *
 * Computes a plan that is not, on the roads that the session computes on; neither the plan nor its
 * routes change.
 */
void
cor_session_try_async (CorSession *self,
                       CorSnapshot *snapshot,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task;
  Attempt *attempt;

  g_return_if_fail (COR_IS_SESSION (self));

  attempt = g_new0 (Attempt, 1);
  attempt->snapshot = cor_snapshot_ref (snapshot);
  attempt->worker = cor_route_worker_new (self->atlas);
  cor_route_worker_offer_roads (attempt->worker, cor_route_worker_get_network (self->route_worker),
                                cor_route_worker_get_override (self->route_worker) != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_try_async);
  g_task_set_task_data (task, attempt, attempt_free);
  g_signal_connect (attempt->worker, "computed", G_CALLBACK (computed_cb), task);
  g_signal_connect (attempt->worker, "failed", G_CALLBACK (failed_cb), task);
  cor_route_worker_request (attempt->worker, snapshot, cor_session_get_published (self), NULL,
                            FALSE);
  if (cancellable != NULL)
    attempt->cancelled_handler =
        g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), task, NULL);
}

/**
 * cor_session_try_finish:
 * @self: a session
 * @async_result: what the callback was given
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): what would be
 */
CorTrial *
cor_session_try_finish (CorSession *self, GAsyncResult *async_result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (async_result), error);
}
