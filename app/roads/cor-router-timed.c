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

static void
start (CorRouter *self, gint64 reference_utc_s, gboolean backward)
{
  if (self->timed == NULL)
    self->timed = cor_timed_search_new (self->network, self->vehicle);
  cor_timed_search_start (self->timed, self->open_ms, self->closures, reference_utc_s, backward);
}

static guint
list_ends (CorRouter *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ends)
{
  return leaving ? cor_snap_list_leaving (self->network, self->open_ms, snap, ends)
                 : cor_snap_list_arriving (self->network, self->open_ms, snap, ends);
}

/* Drives a part of a leg, from wherever the clock is. */
static Reached
drive_part (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to, Reached from)
{
  guint32 part = MAX (along_from, along_to) - MIN (along_from, along_to);
  Reached reached = from;
  guint32 wait_ms;

  if (from.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return from;
  reached.distance_m +=
      cor_snap_part (self->network->leg[cor_network_arc_leg (self->network, arc)].length_m, part);
  if (!cor_timed_search_drive (self->timed, arc, along_from, along_to, from.clock_ms,
                               &reached.clock_ms, &wait_ms))
    reached.clock_ms = COR_TRAVEL_UNREACHABLE;

  return reached;
}

/* Drives between a place and the end of its leg by which it is left, or the begin by which it is
 * entered; nothing for a place on a node. */
static Reached
drive_end (CorRouter *self, const CorSnap *snap, guint32 arc, gboolean leaving, Reached from)
{
  guint32 end;

  if (arc == COR_ROAD_NONE)
    return from;
  end = cor_router_part_end (self, arc);

  return leaving ? drive_part (self, arc, snap->along, end, from)
                 : drive_part (self, arc, COR_SNAP_WHOLE_LEG - end, snap->along, from);
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
      Reached there =
          drive_end (self, snap, ends[i].arc, !backward, add_connector ((Reached){ 0, 0 }, snap));

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
  Reached best = { COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE };
  guint32 open_arc = COR_ROAD_NONE;

  if (cor_snap_find_direct (self->network, self->open_ms, source, target, &open_arc) >=
      COR_COST_UNREACHABLE)
    return best;
  /* Whoever only stands there may do so in either direction. */
  for (guint backward_arc = 0; backward_arc < 2; backward_arc++)
    {
      guint32 tried = cor_network_find_arc (self->network, source->leg, backward_arc);
      Reached reached;

      if (tried == COR_ROAD_NONE || (source->along != target->along && tried != open_arc))
        continue;
      reached = add_connector (drive_part (self, tried, source->along, target->along,
                                           add_connector ((Reached){ 0, 0 }, near)),
                               far);
      if (is_better (reached, best))
        {
          best = reached;
          *arc = tried;
        }
    }

  return best;
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

      there = add_connector (drive_end (self, far, ends[i].arc, backward, there), far);
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

  wanted = cor_router_list_nodes (self, self->open_ms, others, n_others, backward, &n_wanted);
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
  guint32 waited_ms;

  if (cor_timed_search_drive (self->timed, drive.arc, drive.along_from, drive.along_to, *clock_ms,
                              &after_ms, &waited_ms))
    {
      *wait_ms += waited_ms;
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
      Reached there =
          drive_end (self, source, ends[i].arc, TRUE, add_connector ((Reached){ 0, 0 }, source));

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

  wanted = cor_router_list_nodes (self, self->open_ms, target, 1, FALSE, &n_wanted);
  start (self, depart_utc_s, FALSE);
  start_at (self, source, FALSE);
  cor_timed_search_run (self->timed, wanted, n_wanted);
  there = reach_place (self, source, target, FALSE, &by, &direct_arc);
  if (there.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return NULL;

  return build_route (self, source, target, &by, direct_arc);
}
