/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-route-worker.h"

#include "cor-atlas-private.h"
#include "cor-planner.h"
#include "cor-worker.h"

/* How often the main thread looks at how far a calculation is. */
#define PROGRESS_INTERVAL_MS 100

typedef struct
{
  CorSnapshot *snapshot;
  gboolean is_draft;
  guint64 generation;
  GCancellable *cancellable;
  int progress_permille; /* atomic */
} Request;

struct _CorRouteWorker
{
  GObject parent_instance;

  CorWorker *worker;
  CorPlanner *planner; /* used on the worker's thread only */
  guint64 generation;
  Request *running; /* owned by its task */
  Request *pending;
  guint progress_source;
};

enum
{
  SIGNAL_COMPUTED,
  SIGNAL_FAILED,
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CorRouteWorker, cor_route_worker, G_TYPE_OBJECT)

static void
request_free (gpointer data)
{
  Request *request = data;

  cor_snapshot_unref (request->snapshot);
  g_object_unref (request->cancellable);
  g_free (request);
}

static void
note_progress (const char *stage, double fraction, gpointer user_data)
{
  Request *request = user_data;

  g_atomic_int_set (&request->progress_permille, (int) (fraction * 1000));
}

static void
compute_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorRouteWorker *self = source_object;
  Request *request = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, note_progress, request);
  GError *error = NULL;
  CorResult *result = cor_planner_compute (self->planner, request->snapshot, progress, &error);

  if (result != NULL)
    g_task_return_pointer (task, result, (GDestroyNotify) cor_result_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_CONTINUE;
}

static void start_pending (CorRouteWorker *self);

static void
computed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  CorRouteWorker *self = COR_ROUTE_WORKER (source);
  Request *request = g_task_get_task_data (G_TASK (async_result));
  gboolean is_late = request->generation != self->generation && !request->is_draft;
  gboolean is_draft = request->is_draft;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorResult) result = g_task_propagate_pointer (G_TASK (async_result), &error);

  self->running = NULL;
  start_pending (self);

  if (result != NULL && !is_late)
    g_signal_emit (self, signals[SIGNAL_COMPUTED], 0, result, is_draft);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
start_pending (CorRouteWorker *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->pending == NULL)
    {
      g_clear_handle_id (&self->progress_source, g_source_remove);
      return;
    }

  self->running = g_steal_pointer (&self->pending);
  task = g_task_new (self, self->running->cancellable, computed_cb, NULL);
  g_task_set_source_tag (task, start_pending);
  g_task_set_task_data (task, self->running, request_free);
  cor_worker_push (self->worker, task, compute_job);
  if (self->progress_source == 0)
    self->progress_source = g_timeout_add (PROGRESS_INTERVAL_MS, show_progress_cb, self);
}

static void
cor_route_worker_dispose (GObject *object)
{
  CorRouteWorker *self = COR_ROUTE_WORKER (object);

  cor_route_worker_cancel (self);
  g_clear_handle_id (&self->progress_source, g_source_remove);

  G_OBJECT_CLASS (cor_route_worker_parent_class)->dispose (object);
}

static void
cor_route_worker_finalize (GObject *object)
{
  CorRouteWorker *self = COR_ROUTE_WORKER (object);

  g_clear_object (&self->worker);
  g_clear_pointer (&self->planner, cor_planner_free);

  G_OBJECT_CLASS (cor_route_worker_parent_class)->finalize (object);
}

static void
cor_route_worker_class_init (CorRouteWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = cor_route_worker_dispose;
  object_class->finalize = cor_route_worker_finalize;

  signals[SIGNAL_COMPUTED] =
      g_signal_new ("computed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
cor_route_worker_init (CorRouteWorker *self)
{
  self->worker = cor_worker_new ("cor-planning");
}

/**
 * cor_route_worker_new:
 * @atlas: what ships: roads and waters
 *
 * Returns: (transfer full): a worker at rest
 */
CorRouteWorker *
cor_route_worker_new (CorAtlas *atlas)
{
  CorRouteWorker *self = g_object_new (COR_TYPE_ROUTE_WORKER, NULL);

  self->planner = cor_atlas_new_planner (atlas);

  return self;
}

/**
 * cor_route_worker_request:
 * @self: a worker
 * @snapshot: the plan to compute
 * @is_draft: whether it is a preview of an edit that is not made yet
 *
 * Asks for routes. Whatever was asked before and has not begun is forgotten.
 */
void
cor_route_worker_request (CorRouteWorker *self, CorSnapshot *snapshot, gboolean is_draft)
{
  Request *request;

  g_return_if_fail (COR_IS_ROUTE_WORKER (self));

  request = g_new0 (Request, 1);
  request->snapshot = cor_snapshot_ref (snapshot);
  request->is_draft = is_draft;
  request->generation = ++self->generation;
  request->cancellable = g_cancellable_new ();

  if (self->running != NULL && !(is_draft && self->running->is_draft))
    g_cancellable_cancel (self->running->cancellable);
  g_clear_pointer (&self->pending, request_free);
  self->pending = request;

  if (self->running == NULL)
    start_pending (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cor_route_worker_cancel:
 * @self: a worker
 *
 * Forgets everything asked for.
 */
void
cor_route_worker_cancel (CorRouteWorker *self)
{
  g_return_if_fail (COR_IS_ROUTE_WORKER (self));

  self->generation++;
  g_clear_pointer (&self->pending, request_free);
  if (self->running != NULL)
    g_cancellable_cancel (self->running->cancellable);
}

/**
 * cor_route_worker_is_computing:
 * @self: a worker
 *
 * Returns: whether a result is on its way
 */
gboolean
cor_route_worker_is_computing (CorRouteWorker *self)
{
  g_return_val_if_fail (COR_IS_ROUTE_WORKER (self), FALSE);

  return self->running != NULL || self->pending != NULL;
}

/**
 * cor_route_worker_get_progress:
 * @self: a worker
 *
 * Returns: how far the running calculation is, 0 to 1
 */
double
cor_route_worker_get_progress (CorRouteWorker *self)
{
  g_return_val_if_fail (COR_IS_ROUTE_WORKER (self), 0.0);

  return self->running != NULL ? g_atomic_int_get (&self->running->progress_permille) / 1000.0
                               : 0.0;
}
