/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include "cor-matrix-private.h"
#include "cor-router-private.h"

/* The clock and the distance where a search stands; unreachable when it does not. */
typedef struct
{
  guint32 clock_ms;
  guint32 distance_m;
} Reached;

static const guint32 *
open_weights (CorRouter *self)
{
  return self->network->arc_time_ms[self->vehicle];
}

static void
start (CorRouter *self, gint64 reference_utc_s, gboolean backward)
{
  if (self->timed == NULL)
    self->timed = cor_timed_search_new (self->network);
  cor_timed_search_start (self->timed, open_weights (self), self->closures, reference_utc_s,
                          backward);
}

static guint
list_ends (CorRouter *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ends)
{
  return leaving ? cor_snap_list_leaving (self->network, open_weights (self), snap, ends)
                 : cor_snap_list_arriving (self->network, open_weights (self), snap, ends);
}

/* What the part of an arc costs between a place and the end of its leg, without its connector. */
static CorCost
end_part (const CorSnap *snap, const CorSnapEnd *end)
{
  return end->cost - cor_cost (snap->connector_ms, snap->connector_m);
}

/* Drives the part of a leg between a place and the end of the leg, from wherever the clock is. */
static Reached
drive_part (CorRouter *self, guint32 arc, CorCost part, Reached from)
{
  Reached reached = from;

  if (from.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return from;
  reached.distance_m += cor_cost_distance_m (part);
  if (arc != COR_ROAD_NONE && !cor_timed_search_drive (self->timed, arc, cor_cost_time_ms (part),
                                                       from.clock_ms, &reached.clock_ms))
    reached.clock_ms = COR_TRAVEL_UNREACHABLE;

  return reached;
}

static Reached
add_connector (Reached reached, const CorSnap *snap)
{
  if (reached.clock_ms >= COR_TRAVEL_UNREACHABLE - snap->connector_ms)
    return (Reached){ COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE };
  reached.clock_ms += snap->connector_ms;
  reached.distance_m += snap->connector_m;

  return reached;
}

/* Begins a search at a place: at its node, or at both ends of its leg. */
static void
start_at (CorRouter *self, const CorSnap *snap, gboolean backward)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, snap, !backward, ends);

  for (guint i = 0; i < n_ends; i++)
    {
      Reached there = drive_part (self, ends[i].arc, end_part (snap, &ends[i]),
                                  add_connector ((Reached){ 0, 0 }, snap));

      if (there.clock_ms < COR_TRAVEL_UNREACHABLE)
        cor_timed_search_add_start (self->timed, ends[i].node, there.clock_ms, there.distance_m);
    }
}

static gboolean
is_better (Reached a, Reached b)
{
  return a.clock_ms != b.clock_ms ? a.clock_ms < b.clock_ms : a.distance_m < b.distance_m;
}

/* Drives within the leg on which both places stand. */
static Reached
reach_direct (CorRouter *self,
              const CorSnap *near,
              const CorSnap *far,
              gboolean backward,
              guint32 *arc)
{
  const CorSnap *source = backward ? far : near;
  const CorSnap *target = backward ? near : far;
  Reached reached = { COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE };
  CorCost cost = cor_snap_find_direct (self->network, open_weights (self), source, target, arc);

  if (cost >= COR_COST_UNREACHABLE)
    return reached;
  cost -= cor_cost (source->connector_ms, source->connector_m) +
          cor_cost (target->connector_ms, target->connector_m);
  reached = drive_part (self, *arc, cost, add_connector ((Reached){ 0, 0 }, near));

  return add_connector (reached, far);
}

/* Where the search gets to a place, and by which of its ends; none when it stays on one leg. */
static Reached
reach_place (CorRouter *self,
             const CorSnap *near,
             const CorSnap *far,
             gboolean backward,
             CorSnapEnd *by,
             guint32 *direct_arc)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, far, backward, ends);
  Reached best = reach_direct (self, near, far, backward, direct_arc);

  by->node = COR_ROAD_NONE;
  for (guint i = 0; i < n_ends; i++)
    {
      Reached there = { cor_timed_search_get_clock_ms (self->timed, ends[i].node),
                        cor_timed_search_get_distance_m (self->timed, ends[i].node) };

      there = add_connector (drive_part (self, ends[i].arc, end_part (far, &ends[i]), there), far);
      if (there.clock_ms < COR_TRAVEL_UNREACHABLE && is_better (there, best))
        {
          best = there;
          *by = ends[i];
        }
    }

  return best;
}

/* Searches from one place and asks for all others. */
static void
fill_from (CorRouter *self,
           CorMatrix *matrix,
           const CorSnap *near,
           gsize near_index,
           const CorSnap *others,
           gsize n_others,
           gint64 reference_utc_s,
           gboolean backward)
{
  g_autofree guint32 *wanted = NULL;
  gsize n_wanted;

  wanted = cor_router_list_nodes (self, open_weights (self), others, n_others, backward, &n_wanted);
  start (self, reference_utc_s, backward);
  start_at (self, near, backward);
  cor_timed_search_run (self->timed, wanted, n_wanted);
  for (gsize i = 0; i < n_others; i++)
    {
      CorSnapEnd by;
      guint32 direct_arc;
      Reached there = reach_place (self, near, &others[i], backward, &by, &direct_arc);

      if (there.clock_ms < COR_TRAVEL_UNREACHABLE)
        cor_matrix_set (matrix, backward ? i : near_index, backward ? near_index : i,
                        cor_cost (there.clock_ms, there.distance_m));
    }
}

/**
 * cor_router_compute_matrix_departing:
 * @self: a router
 * @sources: (array length=n_sources): places to leave
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @depart_utc_s: when all leave
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Computes how long it takes from all sources to all targets at the earliest when leaving at
 * @depart_utc_s. A leg that will close before it is driven through is not entered; waiting until
 * it opens is part of the time. It takes one search a source.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix_departing (CorRouter *self,
                                     const CorSnap *sources,
                                     gsize n_sources,
                                     const CorSnap *targets,
                                     gsize n_targets,
                                     gint64 depart_utc_s,
                                     CorProgress *progress,
                                     GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (gsize i = 0; i < n_sources; i++)
    {
      if (!cor_progress_check (progress, error))
        return NULL;
      fill_from (self, matrix, &sources[i], i, targets, n_targets, depart_utc_s, FALSE);
    }

  return g_steal_pointer (&matrix);
}

/**
 * cor_router_compute_matrix_arriving:
 * @self: a router
 * @sources: (array length=n_sources): places to leave
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @arrive_utc_s: when all must have arrived
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Computes how long before @arrive_utc_s one must leave each source at the latest to be at each
 * target in time. Waiting at closed legs is part of the time. It takes one search a target.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix_arriving (CorRouter *self,
                                    const CorSnap *sources,
                                    gsize n_sources,
                                    const CorSnap *targets,
                                    gsize n_targets,
                                    gint64 arrive_utc_s,
                                    CorProgress *progress,
                                    GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  for (gsize i = 0; i < n_targets; i++)
    {
      if (!cor_progress_check (progress, error))
        return NULL;
      fill_from (self, matrix, &targets[i], i, sources, n_sources, arrive_utc_s, TRUE);
    }

  return g_steal_pointer (&matrix);
}

/* Lists the whole arcs from a start of the search to @node, the last first. */
static guint32
list_path (CorRouter *self, guint32 node, GArray *arcs)
{
  for (guint32 arc = cor_timed_search_get_last_arc (self->timed, node); arc != COR_ROAD_NONE;
       arc = cor_timed_search_get_last_arc (self->timed, node))
    {
      g_array_append_val (arcs, arc);
      node = self->network->arc_tail[arc];
    }

  return node;
}

/* Adds one drive: what it takes by the clock is more than driving when it had to wait. */
static void
add_drive (CorRouter *self,
           GArray *drives,
           CorRouteDrive drive,
           guint32 *clock_ms,
           guint32 *wait_ms)
{
  guint32 after_ms = *clock_ms;

  if (cor_timed_search_drive (self->timed, drive.arc, drive.time_ms, *clock_ms, &after_ms))
    {
      *wait_ms += after_ms - *clock_ms - drive.time_ms;
      drive.time_ms = after_ms - *clock_ms;
    }
  *clock_ms = after_ms;
  g_array_append_val (drives, drive);
}

/* By which part of an arc a place was left: of two that lead to the same node the sooner. */
static guint32
find_first_arc (CorRouter *self, const CorSnap *source, guint32 node)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, source, TRUE, ends);
  Reached best = { COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE };
  guint32 arc = COR_ROAD_NONE;

  for (guint i = 0; i < n_ends; i++)
    {
      Reached there = drive_part (self, ends[i].arc, end_part (source, &ends[i]),
                                  add_connector ((Reached){ 0, 0 }, source));

      if (ends[i].node == node && is_better (there, best))
        {
          best = there;
          arc = ends[i].arc;
        }
    }

  return arc;
}

static CorRoute *
build_route (CorRouter *self,
             const CorSnap *source,
             const CorSnap *target,
             const CorSnapEnd *by,
             guint32 direct_arc)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  guint32 clock_ms = source->connector_ms;
  guint32 wait_ms = 0;

  if (by->node == COR_ROAD_NONE)
    {
      add_drive (self, drives,
                 cor_router_drive_part (self, direct_arc, source->along, target->along), &clock_ms,
                 &wait_ms);
    }
  else
    {
      guint32 first_node = list_path (self, by->node, arcs);
      guint32 first_arc = find_first_arc (self, source, first_node);

      if (first_arc != COR_ROAD_NONE)
        add_drive (self, drives,
                   cor_router_drive_part (self, first_arc, source->along,
                                          cor_router_part_end (self, first_arc)),
                   &clock_ms, &wait_ms);
      for (guint i = arcs->len; i > 0; i--)
        add_drive (self, drives,
                   cor_router_drive_whole (self, g_array_index (arcs, guint32, i - 1)), &clock_ms,
                   &wait_ms);
      if (by->arc != COR_ROAD_NONE)
        add_drive (self, drives,
                   cor_router_drive_part (self, by->arc,
                                          COR_SNAP_WHOLE_LEG - cor_router_part_end (self, by->arc),
                                          target->along),
                   &clock_ms, &wait_ms);
    }

  return cor_route_new (self->network, source, target, (const CorRouteDrive *) drives->data,
                        drives->len, wait_ms);
}

/**
 * cor_router_find_route_departing:
 * @self: a router
 * @source: the place to leave
 * @target: the place to reach
 * @depart_utc_s: when to leave
 *
 * Finds the way that arrives first when leaving at @depart_utc_s, waiting at closed legs where that
 * is quicker than going around.
 *
 * Returns: (transfer full) (nullable): the route, or %NULL when there is none
 */
CorRoute *
cor_router_find_route_departing (CorRouter *self,
                                 const CorSnap *source,
                                 const CorSnap *target,
                                 gint64 depart_utc_s)
{
  g_autofree guint32 *wanted = NULL;
  gsize n_wanted;
  CorSnapEnd by;
  guint32 direct_arc = COR_ROAD_NONE;
  Reached there;

  wanted = cor_router_list_nodes (self, open_weights (self), target, 1, FALSE, &n_wanted);
  start (self, depart_utc_s, FALSE);
  start_at (self, source, FALSE);
  cor_timed_search_run (self->timed, wanted, n_wanted);
  there = reach_place (self, source, target, FALSE, &by, &direct_arc);
  if (there.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return NULL;

  return build_route (self, source, target, &by, direct_arc);
}
