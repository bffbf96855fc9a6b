/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-private.h"

#include "cor-atlas-private.h"
#include "cor-error.h"
#include "cor-plan-job.h"
#include "cor-route-worker-private.h"

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

G_DEFINE_FINAL_TYPE (CorSession, cor_session, G_TYPE_OBJECT)

/* State: on the main thread. */

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
  cor_session_request_routes (self);
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
    cor_session_request_index (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAPSHOT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);

  if (outcome->published != NULL)
    {
      g_clear_pointer (&self->published, cor_result_unref);
      self->published = g_steal_pointer (&outcome->published);
    }

  cor_session_take_stored_result (self, outcome->result);
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
      g_value_set_boolean (value, cor_session_is_stale (self));
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
  g_clear_pointer (&self->previous, cor_result_unref);
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

  g_signal_new ("failed", COR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
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
  cor_session_watch_planning (self);

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
 * cor_session_get_notice:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what did not go well when its plan was opened, for the
 * officer to know: no copy could be put into the folder of backups
 */
const char *
cor_session_get_notice (CorSession *self)
{
  g_return_val_if_fail (COR_IS_SESSION (self), NULL);

  return self->file != NULL ? cor_plan_file_get_notice (self->file) : NULL;
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
