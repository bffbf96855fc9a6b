/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

#include "cor-atlas-private.h"
#include "cor-error.h"
#include "cor-plan-job.h"
#include "cor-route-worker-private.h"

/* More new people than this are folded on a worker's time only. */
#define MAX_INDEXED_AT_ONCE 500

enum
{
  PROP_SNAPSHOT = 1,
  PROP_RESULT,
  PROP_ROADS,
  PROP_STALE,
  PROP_COMPUTING,
  PROP_PROGRESS,
  PROP_BUSY,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_READ_ONLY,
  PROP_SCENARIO,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint failed_signal;

G_DEFINE_FINAL_TYPE (CorSession, cor_session, G_TYPE_OBJECT)

/* State: on the main thread. */

static gboolean
is_of_snapshot (CorSession *self, const CorResult *result)
{
  return result->revision == cor_snapshot_get_revision (self->snapshot) &&
         cor_id_equal (&result->scenario_id, cor_snapshot_get_scenario_id (self->snapshot));
}

static gboolean
is_stale (CorSession *self)
{
  return self->result == NULL || self->result_is_draft || self->roads_are_new ||
         self->snapshot == NULL || !is_of_snapshot (self, self->result);
}

static void
notify_planning (CorSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STALE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPUTING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROGRESS]);
}

static void
set_result (CorSession *self, CorResult *result, gboolean is_draft)
{
  g_autoptr (CorResult) old = g_steal_pointer (&self->result);

  self->result = result != NULL ? cor_result_ref (result) : NULL;
  self->result_is_draft = is_draft;
  self->result_is_stored = FALSE;
  self->roads_are_new = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESULT]);
  notify_planning (self);
}

static void
request_routes (CorSession *self)
{
  g_clear_error (&self->failure);
  cor_route_worker_request (self->route_worker, self->snapshot, FALSE);
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
  request_routes (self);
  notify_planning (self);
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
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);

  if (cor_route_worker_get_override (self->route_worker) != NULL)
    return cor_route_worker_get_override (self->route_worker);
  if (settings != NULL && settings->network_checksum != NULL)
    return settings->network_checksum;

  return cor_network_get_checksum (cor_atlas_get_network (self->atlas));
}

static gboolean
fits_network (CorSession *self, const CorResult *result)
{
  return g_str_equal (result->network_checksum, get_wanted_roads (self));
}

static void
roads_changed_cb (CorSession *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROADS]);
}

/* Where the routes are known already, the roads still have to be at hand for what comes next. */
static void
request_roads (CorSession *self)
{
  if (!g_str_equal (get_wanted_roads (self),
                    cor_route_worker_get_roads (self->route_worker)->checksum))
    cor_route_worker_prepare (self->route_worker, self->snapshot);
}

typedef struct
{
  CorSnapshot *snapshot;
  CorSearchIndex *previous; /* nullable */
} IndexJob;

static void
index_job_free (gpointer data)
{
  IndexJob *job = data;

  cor_snapshot_unref (job->snapshot);
  g_clear_pointer (&job->previous, cor_search_index_unref);
  g_free (job);
}

static void
index_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  IndexJob *job = task_data;

  g_task_return_pointer (task, cor_search_index_new (job->snapshot, job->previous),
                         (GDestroyNotify) cor_search_index_unref);
}

static void
indexed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CorSession *self = COR_SESSION (source);
  CorSearchIndex *index = g_task_propagate_pointer (G_TASK (result), NULL);

  g_clear_pointer (&self->search_index, cor_search_index_unref);
  self->search_index = index;
}

static IndexJob *
index_job_new (CorSession *self)
{
  IndexJob *job = g_new0 (IndexJob, 1);

  job->snapshot = cor_snapshot_ref (self->snapshot);
  if (self->search_index != NULL)
    job->previous = cor_search_index_ref (self->search_index);

  return job;
}

/* The indexes come in the order of the snapshots: one worker makes them. */
static void
request_index (CorSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, indexed_cb, NULL);

  g_task_set_task_data (task, index_job_new (self), index_job_free);
  cor_worker_push (self->intake_worker, task, index_job);
}

/**
 * cor_session_get_search_index:
 * @self: a session with a plan
 *
 * After an import of thousands the index of a moment ago serves until the new one is ready.
 *
 * Returns: (transfer none): the index
 */
CorSearchIndex *
cor_session_get_search_index (CorSession *self)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  CorSearchIndex *old = self->search_index;
  GPtrArray *indexed = old != NULL ? cor_search_index_get_persons (old) : NULL;

  if (indexed == persons || (indexed != NULL && persons->len > indexed->len + MAX_INDEXED_AT_ONCE))
    return old;

  self->search_index = cor_search_index_new (self->snapshot, old);
  g_clear_pointer (&old, cor_search_index_unref);

  return self->search_index;
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

/* The scenario that was shown is gone: the plan itself is shown. */
static void
leave_scenario (CorSession *self, CorSnapshot *plan)
{
  self->snapshot = cor_snapshot_ref (plan);
  self->scenario_id = COR_ID_NIL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENARIO]);
}

/**
 * cor_session_show_scenario:
 * @self: a session with a plan
 * @view: (transfer full): the plan in a scenario of it
 *
 * Shows the plan in another scenario, and asks for its routes.
 */
void
cor_session_show_scenario (CorSession *self, CorSnapshot *view)
{
  g_autoptr (CorSnapshot) old = g_steal_pointer (&self->snapshot);

  self->snapshot = view;
  self->scenario_id = *cor_snapshot_get_scenario_id (view);
  self->previewing = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENARIO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
  request_routes (self);
  notify_planning (self);
}

/**
 * cor_session_take_outcome:
 * @self: a session
 * @outcome: the plan as it is now; emptied
 *
 * Shows the plan that a job brought, and asks for its routes.
 */
void
cor_session_take_outcome (CorSession *self, CorPlanOutcome *outcome)
{
  g_autoptr (CorSnapshot) old = g_steal_pointer (&self->snapshot);

  self->snapshot = cor_snapshot_view (outcome->snapshot, &self->scenario_id);
  if (self->snapshot == NULL)
    leave_scenario (self, outcome->snapshot);
  g_clear_pointer (&self->undo, cor_history_entry_free);
  g_clear_pointer (&self->redo, cor_history_entry_free);
  self->undo = g_steal_pointer (&outcome->undo);
  self->redo = g_steal_pointer (&outcome->redo);
  self->previewing = FALSE;

  if (old == NULL || cor_snapshot_get_records (old, COR_RECORD_PERSON) !=
                         cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON))
    request_index (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);

  if (outcome->published != NULL)
    {
      g_clear_pointer (&self->published, cor_result_unref);
      self->published = g_steal_pointer (&outcome->published);
    }

  if (outcome->result != NULL && is_of_snapshot (self, outcome->result) &&
      fits_network (self, outcome->result))
    {
      cor_route_worker_cancel (self->route_worker);
      set_result (self, outcome->result, FALSE);
      self->result_is_stored = TRUE;
      stop_waiting (self, NULL);
      request_roads (self);
    }
  else
    {
      request_routes (self);
      notify_planning (self);
    }
}

static void
computed_cb (CorSession *self, CorResult *result, gboolean is_draft)
{
  if (is_draft && !self->previewing)
    return;
  if (!is_draft && !is_of_snapshot (self, result))
    return;

  set_result (self, result, is_draft);
  if (!is_draft)
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
    g_signal_emit (self, failed_signal, 0, error);
}

static void
cor_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  CorSession *self = COR_SESSION (object);

  switch (property_id)
    {
    case PROP_SNAPSHOT:
      g_value_set_pointer (value, self->snapshot);
      break;
    case PROP_RESULT:
      g_value_set_pointer (value, self->result);
      break;
    case PROP_ROADS:
      g_value_set_pointer (value, (gpointer) cor_route_worker_get_roads (self->route_worker));
      break;
    case PROP_STALE:
      g_value_set_boolean (value, is_stale (self));
      break;
    case PROP_COMPUTING:
      g_value_set_boolean (value, cor_session_is_computing (self));
      break;
    case PROP_PROGRESS:
      g_value_set_double (value, cor_session_get_progress (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_writing > 0);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, cor_session_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, cor_session_can_redo (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_SCENARIO:
      g_value_set_pointer (value, &self->scenario_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
cor_session_dispose (GObject *object)
{
  CorSession *self = COR_SESSION (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->route_worker != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->route_worker, self);
      cor_route_worker_cancel (self->route_worker);
      g_clear_object (&self->route_worker);
    }
  if (self->file != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
      CorPlanJob *job = g_new0 (CorPlanJob, 1);

      job->file = g_steal_pointer (&self->file);
      g_task_set_task_data (task, job, cor_plan_job_free);
      /* It is let go on its own thread. */
      cor_worker_push (self->store_worker, task, cor_plan_job_close);
    }
  g_clear_object (&self->store_worker);
  g_clear_object (&self->intake_worker);
  g_clear_object (&self->trial_worker);
  g_clear_object (&self->roads_worker);

  G_OBJECT_CLASS (cor_session_parent_class)->dispose (object);
}

static void
cor_session_finalize (GObject *object)
{
  CorSession *self = COR_SESSION (object);

  g_clear_pointer (&self->ground_map, cor_ground_map_unref);
  g_clear_pointer (&self->atlas, cor_atlas_unref);
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_clear_pointer (&self->result, cor_result_unref);
  g_clear_pointer (&self->published, cor_result_unref);
  g_clear_pointer (&self->search_index, cor_search_index_unref);
  g_clear_pointer (&self->undo, cor_history_entry_free);
  g_clear_pointer (&self->redo, cor_history_entry_free);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_error (&self->failure);
  g_free (self->officer);
  g_free (self->path);

  G_OBJECT_CLASS (cor_session_parent_class)->finalize (object);
}

static void
cor_session_class_init (CorSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = cor_session_get_property;
  object_class->dispose = cor_session_dispose;
  object_class->finalize = cor_session_finalize;

  properties[PROP_SNAPSHOT] = g_param_spec_pointer ("snapshot", NULL, NULL, flags);
  properties[PROP_RESULT] = g_param_spec_pointer ("result", NULL, NULL, flags);
  properties[PROP_ROADS] = g_param_spec_pointer ("roads", NULL, NULL, flags);
  properties[PROP_STALE] = g_param_spec_boolean ("stale", NULL, NULL, TRUE, flags);
  properties[PROP_COMPUTING] = g_param_spec_boolean ("computing", NULL, NULL, FALSE, flags);
  properties[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  properties[PROP_SCENARIO] = g_param_spec_pointer ("scenario", NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  failed_signal = g_signal_new ("failed", COR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
}

static void
cor_session_init (CorSession *self)
{
  self->store_worker = cor_worker_new ("cor-store");
  self->intake_worker = cor_worker_new ("cor-intake");
  self->trial_worker = cor_worker_new ("cor-trial");
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * cor_session_new:
 * @atlas: (transfer none): what ships
 * @officer: the name that history and the lock file show
 *
 * Returns: (transfer full): a session without a plan
 */
CorSession *
cor_session_new (CorAtlas *atlas, const char *officer)
{
  CorSession *self = g_object_new (COR_TYPE_SESSION, NULL);

  self->atlas = cor_atlas_ref (atlas);
  self->officer = g_strdup (officer);
  self->route_worker = cor_route_worker_new (atlas);
  g_signal_connect_swapped (self->route_worker, "computed", G_CALLBACK (computed_cb), self);
  g_signal_connect_swapped (self->route_worker, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->route_worker, "changed", G_CALLBACK (notify_planning), self);
  g_signal_connect_swapped (self->route_worker, "roads-changed", G_CALLBACK (roads_changed_cb),
                            self);

  return self;
}

/**
 * cor_session_get_atlas:
 * @self: a session
 *
 * Returns: (transfer none): what ships
 */
CorAtlas *
cor_session_get_atlas (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return self->atlas;
}

/**
 * cor_session_get_intake_worker:
 * @self: a session
 *
 * Returns: (transfer none): the thread that reads lists
 */
CorWorker *
cor_session_get_intake_worker (CorSession *self)
{
  return self->intake_worker;
}

/**
 * cor_session_get_path:
 * @self: a session
 *
 * Returns: (transfer none) (nullable) (type filename): the plan file
 */
const char *
cor_session_get_path (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return self->path;
}

/**
 * cor_session_is_read_only:
 * @self: a session
 *
 * Returns: whether edits are refused
 */
gboolean
cor_session_is_read_only (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), TRUE);

  return self->read_only;
}

/**
 * cor_session_get_snapshot:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the plan as it is; %NULL before one is open
 */
CorSnapshot *
cor_session_get_snapshot (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return self->snapshot;
}

/**
 * cor_session_get_result:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the routes last computed; see cor_session_is_stale()
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
 * cor_session_can_undo:
 * @self: a session
 *
 * Returns: whether there is an edit to take back
 */
gboolean
cor_session_can_undo (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), FALSE);

  return self->undo != NULL && !self->read_only;
}

/**
 * cor_session_can_redo:
 * @self: a session
 *
 * Returns: whether there is an edit to repeat
 */
gboolean
cor_session_can_redo (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), FALSE);

  return self->redo != NULL && !self->read_only;
}

static gboolean
get_label (const CorHistoryEntry *entry, CorEditKind *kind, const char **subject)
{
  if (entry == NULL)
    return FALSE;

  *kind = entry->kind;
  *subject = entry->subject;

  return TRUE;
}

/**
 * cor_session_get_undo_label:
 * @self: a session
 * @kind: (out): what would be taken back
 * @subject: (out) (transfer none): on what
 *
 * Returns: whether there is anything to undo
 */
gboolean
cor_session_get_undo_label (CorSession *self, CorEditKind *kind, const char **subject)
{
  g_return_val_if_fail (COR_IS_SESSION (self), FALSE);

  return get_label (self->undo, kind, subject);
}

/**
 * cor_session_get_redo_label:
 * @self: a session
 * @kind: (out): what would be repeated
 * @subject: (out) (transfer none): on what
 *
 * Returns: whether there is anything to redo
 */
gboolean
cor_session_get_redo_label (CorSession *self, CorEditKind *kind, const char **subject)
{
  g_return_val_if_fail (COR_IS_SESSION (self), FALSE);

  return get_label (self->redo, kind, subject);
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
  cor_route_worker_request (self->route_worker, drafted, TRUE);
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
