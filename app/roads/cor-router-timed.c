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

static guint
list_ends (CorRouter *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ends)
{
  return leaving ? cor_snap_list_leaving (self->network, self->open_ms, snap, ends)
                 : cor_snap_list_arriving (self->network, self->open_ms, snap, ends);
}

/* Drives a part of a leg, from wherever the clock is. */
static Reached
drive_part (CorRouterSeeker *seeker,
            guint32 arc,
            guint32 along_from,
            guint32 along_to,
            Reached from)
{
  CorRouter *self = seeker->router;
  guint32 part = MAX (along_from, along_to) - MIN (along_from, along_to);
  Reached reached = from;
  guint32 wait_ms;

  if (from.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return from;
  reached.distance_m +=
      cor_snap_part (self->network->leg[cor_network_arc_leg (self->network, arc)].length_m, part);
  if (!cor_timed_search_drive (seeker->timed, arc, along_from, along_to, from.clock_ms,
                               &reached.clock_ms, &wait_ms))
    reached.clock_ms = COR_TRAVEL_UNREACHABLE;

  return reached;
}

/* Drives between a place and the end of its leg by which it is left, or the begin by which it is
 * entered; nothing for a place on a node. */
static Reached
drive_end (CorRouterSeeker *seeker,
           const CorSnap *snap,
           guint32 arc,
           gboolean leaving,
           Reached from)
{
  CorRouter *self = seeker->router;
  guint32 end;

  if (arc == COR_ROAD_NONE)
    return from;
  end = cor_router_part_end (self, arc);

  return leaving ? drive_part (seeker, arc, snap->along, end, from)
                 : drive_part (seeker, arc, COR_SNAP_WHOLE_LEG - end, snap->along, from);
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
start_at (CorRouterSeeker *seeker, const CorSnap *snap, gboolean backward)
{
  CorRouter *self = seeker->router;
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, snap, !backward, ends);

  for (guint i = 0; i < n_ends; i++)
    {
      Reached there =
          drive_end (seeker, snap, ends[i].arc, !backward, add_connector ((Reached){ 0, 0 }, snap));

      if (there.clock_ms < COR_TRAVEL_UNREACHABLE)
        cor_timed_search_add_start (seeker->timed, ends[i].node, there.clock_ms, there.distance_m);
    }
}

static gboolean
is_better (Reached a, Reached b)
{
  return a.clock_ms != b.clock_ms ? a.clock_ms < b.clock_ms : a.distance_m < b.distance_m;
}

/* Drives within the leg on which both places stand. */
static Reached
reach_direct (CorRouterSeeker *seeker,
              const CorSnap *near,
              const CorSnap *far,
              gboolean backward,
              guint32 *arc)
{
  CorRouter *self = seeker->router;
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
      reached = add_connector (drive_part (seeker, tried, source->along, target->along,
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
reach_place (CorRouterSeeker *seeker,
             const CorSnap *near,
             const CorSnap *far,
             gboolean backward,
             CorSnapEnd *by,
             guint32 *direct_arc)
{
  CorRouter *self = seeker->router;
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, far, backward, ends);
  Reached best = reach_direct (seeker, near, far, backward, direct_arc);

  by->node = COR_ROAD_NONE;
  for (guint i = 0; i < n_ends; i++)
    {
      Reached there = { cor_timed_search_get_clock_ms (seeker->timed, ends[i].node),
                        cor_timed_search_get_distance_m (seeker->timed, ends[i].node) };

      there = add_connector (drive_end (seeker, far, ends[i].arc, backward, there), far);
      if (there.clock_ms < COR_TRAVEL_UNREACHABLE && is_better (there, best))
        {
          best = there;
          *by = ends[i];
        }
    }

  return best;
}

/* Leads the search to the places wanted, when there is a hierarchy to tell how far they are. What a
 * place is away from its node is left out: less is never wrong. */
static void
lead (CorRouterSeeker *seeker, const guint32 *wanted, gsize n_wanted, gboolean backward)
{
  if (seeker->potential == NULL)
    return;
  cor_potential_start (seeker->potential, backward);
  for (gsize i = 0; i < n_wanted; i++)
    cor_potential_add_place (seeker->potential, wanted[i], 0);
  cor_timed_search_lead (seeker->timed, seeker->potential);
}

/**
 * cor_router_search_from:
 * @seeker: who searches
 * @question: what is asked
 * @near: a place: the departure, or the arrival of a question backward
 *
 * Searches from one place for all others that its matrix still lacks.
 */
void
cor_router_search_from (CorRouterSeeker *seeker, const CorRouterQuestion *question, gsize near)
{
  CorRouter *self = seeker->router;
  gboolean backward = question->backward;
  const CorSnap *place = &question->near[near];
  g_autofree CorSnap *others = g_new (CorSnap, question->n_far + 1);
  g_autofree gsize *indices = g_new (gsize, question->n_far + 1);
  g_autofree guint32 *wanted = NULL;
  gsize n_others = 0, n_wanted;

  for (gsize i = 0; i < question->n_far; i++)
    {
      if (question->is_known != NULL && question->is_known[near * question->n_far + i])
        continue;
      others[n_others] = question->far[i];
      indices[n_others++] = i;
    }
  wanted = cor_router_list_nodes (self, self->open_ms, others, n_others, backward, &n_wanted);
  cor_timed_search_start (seeker->timed, self->open_ms, self->closures, question->reference_utc_s,
                          backward);
  lead (seeker, wanted, n_wanted, backward);
  start_at (seeker, place, backward);
  cor_timed_search_run (seeker->timed, wanted, n_wanted);
  for (gsize i = 0; i < n_others; i++)
    {
      CorSnapEnd by;
      guint32 direct_arc;
      Reached there = reach_place (seeker, place, &others[i], backward, &by, &direct_arc);
      CorCost cost = there.clock_ms < COR_TRAVEL_UNREACHABLE
                         ? cor_cost (there.clock_ms, there.distance_m)
                         : COR_COST_UNREACHABLE;

      cor_matrix_set (question->matrix, backward ? indices[i] : near, backward ? near : indices[i],
                      cost);
    }
}

/* The router's own search, for one question after the other. */
static CorRouterSeeker
get_seeker (CorRouter *self)
{
  if (self->timed == NULL)
    self->timed = cor_timed_search_new (self->network, self->vehicle);

  return (CorRouterSeeker){ .router = self, .timed = self->timed };
}

/* Searches by the clock against the arcs, from a place where one is to be by some time, as far as
 * one comes who leaves @within_ms before. The search then knows when to leave at the latest. */
CorTimedSearch *
cor_router_search_back (CorRouter *self,
                        const CorSnap *target,
                        gint64 arrive_utc_s,
                        guint32 within_ms)
{
  CorRouterSeeker seeker = get_seeker (self);

  cor_timed_search_start (seeker.timed, self->open_ms, self->closures, arrive_utc_s, TRUE);
  start_at (&seeker, target, TRUE);
  cor_timed_search_run_within (seeker.timed, within_ms);

  return seeker.timed;
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
      drive.wait_ms = waited_ms;
    }
  *clock_ms = after_ms;
  g_array_append_val (drives, drive);
}

/* By which part of an arc a place was left: of two that lead to the same node the sooner. */
static guint32
find_first_arc (CorRouter *self, const CorSnap *source, guint32 node)
{
  CorRouterSeeker seeker = get_seeker (self);
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, source, TRUE, ends);
  Reached best = { COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE };
  guint32 arc = COR_ROAD_NONE;

  for (guint i = 0; i < n_ends; i++)
    {
      Reached there =
          drive_end (&seeker, source, ends[i].arc, TRUE, add_connector ((Reached){ 0, 0 }, source));

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
  CorRouterSeeker seeker = get_seeker (self);
  g_autofree guint32 *wanted = NULL;
  gsize n_wanted;
  CorSnapEnd by;
  guint32 direct_arc = COR_ROAD_NONE;
  Reached there;

  wanted = cor_router_list_nodes (self, self->open_ms, target, 1, FALSE, &n_wanted);
  cor_timed_search_start (seeker.timed, self->open_ms, self->closures, depart_utc_s, FALSE);
  start_at (&seeker, source, FALSE);
  cor_timed_search_run (self->timed, wanted, n_wanted);
  there = reach_place (&seeker, source, target, FALSE, &by, &direct_arc);
  if (there.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return NULL;

  return build_route (self, source, target, &by, direct_arc);
}
