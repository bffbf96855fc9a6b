/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-route-worker.h"

#include "cor-atlas-private.h"
#include "cor-planner.h"
#include "cor-roads-in-use-private.h"
#include "cor-route-worker-private.h"
#include "cor-worker.h"

/* How often the main thread looks at how far a calculation is. */
#define PROGRESS_INTERVAL_MS 100

typedef struct
{
  CorSnapshot *snapshot; /* nullable: only the roads are wanted */
  CorResult *published;  /* nullable: what people were told */
  CorResult *previous;   /* nullable: a plan of a moment ago */
  char *wanted;          /* nullable: checksum of the roads */
  CorNetwork *offered;   /* nullable: a network that is open, perhaps the wanted one */
  gboolean is_draft;
  gboolean wants_previews;
  gboolean is_previewed; /* whether there was one */
  guint64 generation;
  GCancellable *cancellable;
  int progress_permille; /* atomic */
} Request;

/* What comes back from the planning thread. */
typedef struct
{
  CorResult *result; /* nullable: only the roads were wanted */
  CorRoadsInUse *roads;
  CorNetwork *network;
} Answer;

/* A plan on its way to the main thread, before the best one. */
typedef struct
{
  CorRouteWorker *worker;
  CorResult *result;
  guint64 generation;
} Preview;

struct _CorRouteWorker
{
  GObject parent_instance;

  CorAtlas *atlas;
  CorWorker *worker;
  CorPlanner *planner; /* used on the worker's thread only */
  CorPlanBasis *basis; /* likewise; nullable: the plan that first plans begin with */

  CorRoadsInUse *roads; /* of the newest answer */
  CorNetwork *network;  /* the same */
  char *override;       /* nullable: checksum of roads that stand for those of the plan */
  CorNetwork *offered;  /* nullable */

  gboolean wants_previews;
  guint64 generation;
  Request *running; /* owned by its task */
  Request *pending;
  guint progress_source;
};

enum
{
  SIGNAL_COMPUTED,
  SIGNAL_PREVIEWED,
  SIGNAL_FAILED,
  SIGNAL_CHANGED,
  SIGNAL_ROADS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CorRouteWorker, cor_route_worker, G_TYPE_OBJECT)

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_pointer (&request->snapshot, cor_snapshot_unref);
  g_clear_pointer (&request->published, cor_result_unref);
  g_clear_pointer (&request->previous, cor_result_unref);
  g_clear_pointer (&request->offered, cor_network_unref);
  g_object_unref (request->cancellable);
  g_free (request->wanted);
  g_free (request);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->result, cor_result_unref);
  cor_roads_in_use_free (answer->roads);
  cor_network_unref (answer->network);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
note_progress (const char *stage, double fraction, gpointer user_data)
{
  Request *request = user_data;

  g_atomic_int_set (&request->progress_permille, (int) (fraction * 1000));
}

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_object_unref (preview->worker);
  cor_result_unref (preview->result);
  g_free (preview);
}

/* Who drags a marker on sees where it was a moment ago, and need not wait for the best plan. */
static void
hurry (CorRouteWorker *self)
{
  if (self->running->is_previewed && self->pending != NULL && self->pending->is_draft)
    g_cancellable_cancel (self->running->cancellable);
}

static gboolean
show_preview_cb (gpointer user_data)
{
  Preview *preview = user_data;
  CorRouteWorker *self = preview->worker;
  Request *request = self->running;

  if (request == NULL || request->generation != preview->generation ||
      (request->generation != self->generation && !request->is_draft))
    return G_SOURCE_REMOVE;

  request->is_previewed = TRUE;
  g_signal_emit (self, signals[SIGNAL_PREVIEWED], 0, preview->result, request->is_draft);
  if (self->running == request)
    hurry (self);

  return G_SOURCE_REMOVE;
}

/* On the planning thread. */
static void
preview_cb (CorResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Request *request = g_task_get_task_data (task);
  g_autoptr (GSource) source = g_idle_source_new ();
  Preview *preview = g_new0 (Preview, 1);

  preview->worker = g_object_ref (g_task_get_source_object (task));
  preview->result = cor_result_ref (result);
  preview->generation = request->generation;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, show_preview_cb, preview, preview_free);
  g_source_attach (source, g_task_get_context (task));
}

/* A planner remembers much of its network, so it is kept as long as the network is the same. */
static Answer *
prepare_planner (CorRouteWorker *self, const Request *request)
{
  Answer *answer = g_new0 (Answer, 1);
  CorNetwork *at_hand[] = { cor_planner_get_network (self->planner), request->offered };

  answer->network = cor_roads_in_use_open (self->atlas, request->wanted, at_hand,
                                           G_N_ELEMENTS (at_hand), &answer->roads);
  if (answer->network != cor_planner_get_network (self->planner))
    {
      cor_planner_free (self->planner);
      self->planner = cor_atlas_new_planner (self->atlas, answer->network);
    }

  return answer;
}

/* What a plan says of everybody is put in order once. */
static void
take_basis (CorRouteWorker *self, CorResult *result)
{
  if (self->basis != NULL && cor_plan_basis_get_result (self->basis) == result)
    return;

  g_clear_pointer (&self->basis, cor_plan_basis_unref);
  if (result != NULL)
    self->basis = cor_plan_basis_new (result);
}

static void
compute_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorRouteWorker *self = source_object;
  Request *request = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, note_progress, request);
  g_autoptr (Answer) answer = prepare_planner (self, request);
  CorPlannerListener listener = { preview_cb, task, COR_PLANNER_MUCH_WORK, NULL };
  GError *error = NULL;

  if (request->wants_previews)
    {
      take_basis (self, request->previous);
      listener.basis = self->basis;
    }

  if (request->snapshot != NULL)
    answer->result =
        cor_planner_compute_anytime (self->planner, request->snapshot, request->published,
                                     request->wants_previews ? &listener : NULL, progress, &error);
  /* The next one will begin with it, and not want to wait. */
  if (request->wants_previews && answer->result != NULL)
    take_basis (self, answer->result);
  if (error == NULL)
    g_task_return_pointer (task, g_steal_pointer (&answer), answer_free);
  else
    g_task_return_error (task, error);
}

static gboolean
show_progress_cb (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_CONTINUE;
}

static void
take_roads (CorRouteWorker *self, Answer *answer)
{
  CorRoadsInUse *old = self->roads;
  CorNetwork *old_network = self->network;
  gboolean is_same = old_network == answer->network &&
                     g_strcmp0 (old->path, answer->roads->path) == 0 &&
                     g_strcmp0 (old->trouble, answer->roads->trouble) == 0;

  if (is_same)
    return;
  self->roads = g_steal_pointer (&answer->roads);
  self->network = g_steal_pointer (&answer->network);
  answer->roads = old;
  answer->network = old_network;
  g_signal_emit (self, signals[SIGNAL_ROADS], 0);
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
  g_autoptr (Answer) answer = g_task_propagate_pointer (G_TASK (async_result), &error);

  self->running = NULL;
  start_pending (self);

  if (answer != NULL && !is_late)
    take_roads (self, answer);
  if (answer != NULL && answer->result != NULL && !is_late)
    g_signal_emit (self, signals[SIGNAL_COMPUTED], 0, answer->result, is_draft);
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
  g_clear_pointer (&self->basis, cor_plan_basis_unref);
  g_clear_pointer (&self->roads, cor_roads_in_use_free);
  g_clear_pointer (&self->network, cor_network_unref);
  g_clear_pointer (&self->offered, cor_network_unref);
  g_clear_pointer (&self->atlas, cor_atlas_unref);
  g_free (self->override);

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
  signals[SIGNAL_PREVIEWED] =
      g_signal_new ("previewed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);
  signals[SIGNAL_FAILED] =
      g_signal_new ("failed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ROADS] = g_signal_new ("roads-changed", COR_TYPE_ROUTE_WORKER, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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

  self->atlas = cor_atlas_ref (atlas);
  self->network = cor_network_ref (cor_atlas_get_network (atlas));
  self->roads = cor_roads_in_use_new_builtin (atlas);
  self->planner = cor_atlas_new_planner (atlas, self->network);

  return self;
}

static Request *
request_new (CorRouteWorker *self, CorSnapshot *snapshot, gboolean is_draft)
{
  Request *request = g_new0 (Request, 1);
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);

  request->wanted = g_strdup (cor_route_worker_get_wanted (self, settings));
  if (self->offered != NULL)
    request->offered = cor_network_ref (self->offered);
  request->is_draft = is_draft;
  request->generation = ++self->generation;
  request->cancellable = g_cancellable_new ();

  return request;
}

static void
put_request (CorRouteWorker *self, Request *request)
{
  if (self->running != NULL && !(request->is_draft && self->running->is_draft))
    g_cancellable_cancel (self->running->cancellable);
  g_clear_pointer (&self->pending, request_free);
  self->pending = request;

  if (self->running == NULL)
    start_pending (self);
  else
    hurry (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * cor_route_worker_request:
 * @self: a worker
 * @snapshot: the plan to compute
 * @published: (nullable): what people were told
 * @previous: (nullable): a plan of a moment ago, which plans on the way to the best begin with
 * @is_draft: whether it is a preview of an edit that is not made yet
 *
 * Asks for routes. Whatever was asked before and has not begun is forgotten.
 */
void
cor_route_worker_request (CorRouteWorker *self,
                          CorSnapshot *snapshot,
                          CorResult *published,
                          CorResult *previous,
                          gboolean is_draft)
{
  Request *request;

  g_return_if_fail (COR_IS_ROUTE_WORKER (self));

  request = request_new (self, snapshot, is_draft);
  request->snapshot = cor_snapshot_ref (snapshot);
  request->published = published != NULL ? cor_result_ref (published) : NULL;
  request->previous = previous != NULL ? cor_result_ref (previous) : NULL;
  request->wants_previews = self->wants_previews;
  put_request (self, request);
}

/**
 * cor_route_worker_set_wants_previews:
 * @self: a worker
 * @wants_previews: whether somebody looks at plans on the way to the best; they take time
 *
 * Decides whether "previewed" tells of what is asked for from now on.
 */
void
cor_route_worker_set_wants_previews (CorRouteWorker *self, gboolean wants_previews)
{
  g_return_if_fail (COR_IS_ROUTE_WORKER (self));

  self->wants_previews = wants_previews;
}

/**
 * cor_route_worker_prepare:
 * @self: a worker
 * @snapshot: a plan whose routes are known
 *
 * Opens the roads that the plan names, so that they are at hand when something changes.
 */
void
cor_route_worker_prepare (CorRouteWorker *self, CorSnapshot *snapshot)
{
  g_return_if_fail (COR_IS_ROUTE_WORKER (self));

  put_request (self, request_new (self, snapshot, FALSE));
}

/**
 * cor_route_worker_offer_roads:
 * @self: a worker
 * @network: a network that is open
 * @overrides: whether it is used whatever a plan names
 *
 * Keeps a network at hand, for plans that name it.
 */
void
cor_route_worker_offer_roads (CorRouteWorker *self, CorNetwork *network, gboolean overrides)
{
  g_return_if_fail (COR_IS_ROUTE_WORKER (self));

  cor_network_ref (network);
  g_clear_pointer (&self->offered, cor_network_unref);
  self->offered = network;
  g_free (self->override);
  self->override = overrides ? g_strdup (cor_network_get_checksum (network)) : NULL;
}

/**
 * cor_route_worker_get_roads:
 * @self: a worker
 *
 * Returns: (transfer none): the roads of the newest answer
 */
const CorRoadsInUse *
cor_route_worker_get_roads (CorRouteWorker *self)
{
  return self->roads;
}

/**
 * cor_route_worker_get_network:
 * @self: a worker
 *
 * Returns: (transfer none): the same as a network
 */
CorNetwork *
cor_route_worker_get_network (CorRouteWorker *self)
{
  return self->network;
}

/**
 * cor_route_worker_get_override:
 * @self: a worker
 *
 * Returns: (transfer none) (nullable): the checksum of roads that are used whatever a plan names
 */
const char *
cor_route_worker_get_override (CorRouteWorker *self)
{
  return self->override;
}

/**
 * cor_route_worker_get_wanted:
 * @self: a worker
 * @settings: (nullable): a plan's settings
 *
 * Returns: (transfer none) (nullable): the checksum of the roads that the plan is computed on;
 *   %NULL: those that are built in
 */
const char *
cor_route_worker_get_wanted (CorRouteWorker *self, const CorPlanSettings *settings)
{
  if (self->override != NULL)
    return self->override;

  return settings != NULL ? settings->network_checksum : NULL;
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
