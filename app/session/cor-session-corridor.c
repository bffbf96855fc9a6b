/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-session-corridor.h"

#include "cor-assignment.h"
#include "cor-atlas-private.h"
#include "cor-closed-roads.h"
#include "cor-corridor-maker.h"
#include "cor-drawn-way.h"
#include "cor-error.h"
#include "cor-fixed-way.h"
#include "cor-fleet-edits.h"
#include "cor-plan-roads-private.h"

/* What is written to a corridor whose path was not drawn by anybody. */
#define NOTE "Its path was found on the roads by the program, and confirmed."

typedef struct
{
  CorAgreedCorridor *corridor;
  gint64 end_utc_s;
  CorPlanRoads *roads;
} PathJob;

static void
path_job_free (gpointer data)
{
  PathJob *job = data;

  cor_record_unref (job->corridor);
  cor_plan_roads_free (job->roads);
  g_free (job);
}

static void
part_free (gpointer data)
{
  CorCorridorPathPart *part = data;

  g_clear_pointer (&part->road, cor_corridor_unref);
  g_clear_pointer (&part->other, cor_corridor_unref);
  g_free (part);
}

/**
 * cor_corridor_path_free:
 * @self: (transfer full): a path
 *
 * Frees @self.
 */
void
cor_corridor_path_free (CorCorridorPath *self)
{
  cor_record_unref (self->corridor);
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->found, cor_geometry_unref);
  g_clear_pointer (&self->way, cor_corridor_unref);
  g_ptr_array_unref (self->closed_by);
  g_free (self->trouble);
  g_free (self);
}

static CorCorridor *
describe (CorRoute *route, CorMode mode)
{
  return route != NULL ? cor_corridor_new_from_route (route, &COR_ID_NIL, &COR_ID_NIL, mode) : NULL;
}

static void
add_parts (CorCorridorPath *self, const CorDrawnWay *drawn, const CorPosition *points, CorMode mode)
{
  for (guint i = 0; i < drawn->parts->len; i++)
    {
      const CorDrawnPart *from = drawn->parts->pdata[i];
      CorCorridorPathPart *part = g_new0 (CorCorridorPathPart, 1);

      part->from = (guint) from->from + 1;
      part->to = (guint) from->to + 1;
      part->from_position = points[from->from];
      part->to_position = points[from->to];
      part->is_on_road = from->is_on_road;
      part->road = describe (from->route, mode);
      part->other = describe (from->other, mode);
      self->is_unclear |= part->other != NULL;
      g_ptr_array_add (self->parts, part);
    }
}

static CorRoute *
drive (CorRouter *router, GArray *arcs)
{
  CorNetwork *network = cor_router_get_network (router);
  const guint32 *way = (const guint32 *) (gpointer) arcs->data;
  CorSnap from = cor_network_stand_on_node (network, cor_network_get_arc_tail (network, way[0]));
  CorSnap to =
      cor_network_stand_on_node (network, cor_network_get_arc_head (network, way[arcs->len - 1]));

  return cor_router_drive_fixed_way (router, &from, &to, way, arcs->len);
}

static void
add_closures (CorCorridorPath *self,
              CorNetwork *network,
              const CorClosedRoads *closed,
              GArray *arcs)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < arcs->len; i++)
    {
      const CorClosure *closure = cor_closed_roads_find_closure_of_leg (
          closed, cor_network_get_arc_leg (network, g_array_index (arcs, guint32, i)));

      if (closure != NULL && g_hash_table_add (seen, (gpointer) closure))
        g_ptr_array_add (self->closed_by, g_strdup (closure->label));
    }
}

/* The roads as a whole, told at the pace of the slowest who can drive them. */
static void
describe_way (CorCorridorPath *self,
              CorRouter *const *routers,
              const CorClosedRoads *closed,
              GArray *arcs)
{
  static const CorMode modes[COR_N_TRAVELS] = { COR_MODE_CAR, COR_MODE_COACH };

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_autoptr (CorRoute) route =
          (self->corridor->modes & modes[i]) != 0 ? drive (routers[i], arcs) : NULL;

      if (route == NULL)
        continue;
      self->modes |= modes[i];
      g_clear_pointer (&self->way, cor_corridor_unref);
      self->way = describe (route, modes[i]);
    }
  add_closures (self, cor_router_get_network (routers[0]), closed, arcs);
}

static gboolean
is_back_on_roads (CorNetwork *network, const CorPosition *points, guint n_points)
{
  g_autofree CorPosition *back = g_new (CorPosition, n_points);
  g_autoptr (GArray) arcs = NULL;

  for (guint i = 0; i < n_points; i++)
    back[i] = points[n_points - 1 - i];
  arcs = cor_network_find_fixed_way (network, back, n_points);

  return arcs->len > 0;
}

/* A way for coaches is one for cars, but not the other way round. */
static CorDrawnWay *
find_drawn_way (const PathJob *job,
                CorRouter *const *routers,
                const CorPosition *points,
                guint n_points,
                CorTravel *travel,
                CorProgress *progress,
                GError **error)
{
  CorNetwork *network = cor_router_get_network (routers[0]);
  guint modes = job->corridor->modes;
  CorDrawnWay *drawn;
  CorSnapOptions options;

  cor_atlas_get_snap_options (job->roads->atlas, network, &options);
  *travel = (modes & COR_MODE_COACH) != 0 ? COR_TRAVEL_COACH : COR_TRAVEL_CAR;
  drawn = cor_drawn_way_new (routers[*travel], points, n_points, &options, progress, error);
  if (drawn == NULL || drawn->arcs->len > 0 || drawn->found != NULL || *travel == COR_TRAVEL_CAR ||
      (modes & COR_MODE_CAR) == 0)
    return drawn;

  cor_drawn_way_free (drawn);
  *travel = COR_TRAVEL_CAR;

  return cor_drawn_way_new (routers[*travel], points, n_points, &options, progress, error);
}

static void
take_found (CorCorridorPath *self,
            CorRouter *const *routers,
            const CorClosedRoads *closed,
            GArray *found)
{
  const CorPosition *points = (const CorPosition *) (gpointer) found->data;
  g_autoptr (GArray) arcs =
      cor_network_find_fixed_way (cor_router_get_network (routers[0]), points, found->len);

  self->found = cor_geometry_new ();
  cor_geometry_add_part (self->found, COR_PART_LINE, points, found->len);
  describe_way (self, routers, closed, arcs);
}

/* Roads that only a closure of the plan closes are driven: that is what corridors are agreed on
 * for. */
static CorCorridorPath *
find_path (const PathJob *job, CorNetwork *network, CorProgress *progress, GError **error)
{
  const CorPosition *points;
  guint n_points;
  g_autoptr (CorCorridorPath) self = g_new0 (CorCorridorPath, 1);
  g_autoptr (GPtrArray) no_corridors = g_ptr_array_new ();
  g_autoptr (CorClosedRoads) closed =
      cor_closed_roads_new (network, job->roads->closures, no_corridors, job->roads->start_utc_s,
                            job->end_utc_s, progress, error);
  g_autoptr (CorRouter) car = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorRouter) coach = cor_router_new (network, COR_ROAD_VEHICLE_COACH);
  CorRouter *routers[COR_N_TRAVELS] = { car, coach };
  g_autoptr (CorDrawnWay) drawn = NULL;
  CorTravel travel;

  self->corridor = cor_record_ref (job->corridor);
  self->parts = g_ptr_array_new_with_free_func (part_free);
  self->closed_by = g_ptr_array_new_with_free_func (g_free);
  if (closed == NULL)
    return NULL;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    cor_router_set_closures (routers[i], cor_closed_roads_get_none (closed), 0, 0);
  cor_geometry_get_part (job->corridor->geometry, 0, &points, &n_points);
  drawn = find_drawn_way (job, routers, points, n_points, &travel, progress, error);
  if (drawn == NULL)
    return NULL;

  add_parts (self, drawn, points, travel == COR_TRAVEL_CAR ? COR_MODE_CAR : COR_MODE_COACH);
  self->is_on_roads = drawn->arcs->len > 0;
  self->is_back_on_roads =
      job->corridor->is_two_way && is_back_on_roads (network, points, n_points);
  if (self->is_on_roads)
    describe_way (self, routers, closed, drawn->arcs);
  else if (drawn->found != NULL)
    take_found (self, routers, closed, drawn->found);

  return g_steal_pointer (&self);
}

static void
path_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  const PathJob *job = task_data;
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autofree char *trouble = NULL;
  g_autoptr (CorNetwork) network = cor_plan_roads_open (job->roads, &trouble);
  GError *error = NULL;
  CorCorridorPath *path = find_path (job, network, progress, &error);

  if (path == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  path->trouble = g_steal_pointer (&trouble);
  g_task_return_pointer (task, path, (GDestroyNotify) cor_corridor_path_free);
}

/**
 * cor_session_find_corridor_path_async:
 * @self: a session with a plan
 * @corridor_id: one of its agreed corridors
 * @cancellable: (nullable): gives up
 * @callback: called with the path
 * @user_data: for @callback
 *
 * Looks whether an agreed corridor lies on the roads that the plan names, and where not. There the
 * quickest way is found; it is offered, and never taken unless somebody says so.
 */
void
cor_session_find_corridor_path_async (CorSession *self,
                                      const CorId *corridor_id,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  CorAgreedCorridor *corridor;
  const CorPlanSettings *settings;
  PathJob *job;

  g_return_if_fail (COR_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, cor_session_find_corridor_path_async);
  if (cor_session_refuse_without_plan (self, task, FALSE))
    return;
  corridor = cor_snapshot_lookup (self->snapshot, COR_RECORD_AGREED_CORRIDOR, corridor_id);
  if (corridor == NULL)
    {
      g_task_return_new_error (task, COR_ERROR, COR_ERROR_NOT_FOUND,
                               "This corridor is no longer in the plan; somebody has removed it.");
      return;
    }

  settings = cor_snapshot_get_settings (self->snapshot);
  job = g_new0 (PathJob, 1);
  job->corridor = cor_record_ref (corridor);
  job->roads = cor_plan_roads_new (self);
  job->end_utc_s = settings->start_utc_s + (gint64) settings->horizon_h * COR_SECONDS_PER_HOUR;
  g_task_set_task_data (task, job, path_job_free);
  cor_worker_push (self->trial_worker, task, path_job);
}

/**
 * cor_session_find_corridor_path_finish:
 * @self: a session
 * @result: what the callback was given
 * @error: (nullable): set when the plan's closures make no sense, or it was cancelled
 *
 * Returns: (transfer full) (nullable): the path
 */
CorCorridorPath *
cor_session_find_corridor_path_finish (CorSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
may_take (CorSnapshot *snapshot, const CorCorridorPath *path, GError **error)
{
  const CorId *id = &path->corridor->record.id;

  if (cor_snapshot_lookup (snapshot, COR_RECORD_AGREED_CORRIDOR, id) != path->corridor)
    g_set_error (error, COR_ERROR, COR_ERROR_NOT_FOUND,
                 "The corridor was changed since its path was looked for; look again.");
  else if (path->is_on_roads)
    g_set_error (error, COR_ERROR, COR_ERROR_NOTHING,
                 "The corridor lies on roads as it is drawn; there is nothing to take.");
  else if (path->found == NULL)
    g_set_error (
        error, COR_ERROR, COR_ERROR_NOT_FOUND,
        "No roads were found that the corridor could mean. Draw it with more points, along "
        "the road.");
  else if (path->is_unclear)
    g_set_error (error, COR_ERROR, COR_ERROR_AMBIGUOUS,
                 "More than one road may be meant. Draw the corridor with a point on the one that "
                 "was agreed on.");
  else
    return TRUE;

  return FALSE;
}

/**
 * cor_edit_take_corridor_path:
 * @snapshot: the plan
 * @path: the path of one of its corridors, as it was shown to an officer
 * @error: (nullable): set when there is none to take, another may be meant as well, or the corridor
 *   was changed meanwhile
 *
 * Confirms that the roads found are those that were agreed on: they become the corridor's path,
 * and its note says so.
 *
 * Returns: (transfer full) (nullable): the edit
 */
CorEdit *
cor_edit_take_corridor_path (CorSnapshot *snapshot, const CorCorridorPath *path, GError **error)
{
  CorAgreedCorridor *changed;
  char *note;

  if (!may_take (snapshot, path, error))
    return NULL;

  changed = cor_record_copy (path->corridor);
  cor_geometry_unref (changed->geometry);
  changed->geometry = cor_geometry_ref (path->found);
  note = changed->note != NULL ? g_strconcat (changed->note, " ", NOTE, NULL) : g_strdup (NOTE);
  g_free (changed->note);
  changed->note = note;

  return cor_edit_put_corridor (snapshot, changed, error);
}
