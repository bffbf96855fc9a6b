/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include "cor-matrix-private.h"
#include "cor-router-private.h"

/* The clock and the distance where a search stands, and how one may wait there; unreachable when it
 * does not. */
typedef struct
{
  guint32 clock_ms;
  guint32 distance_m;
  guint wait_class;
} Reached;

/* Where a journey begins or ends one may wait as long as one likes. */
static const Reached at_home = { 0, 0, COR_WAIT_ANYWHERE };
static const Reached nowhere = { COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE,
                                 COR_WAIT_ANYWHERE };

static guint
list_ends (CorRouter *self, const CorSnap *snap, gboolean leaving, CorSnapEnd *ends)
{
  return leaving ? cor_snap_list_leaving (self->network, self->open_ms, snap, ends)
                 : cor_snap_list_arriving (self->network, self->open_ms, snap, ends);
}

static guint32
get_part_m (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to)
{
  return cor_snap_part (self->network->leg[cor_network_arc_leg (self->network, arc)].length_m,
                        MAX (along_from, along_to) - MIN (along_from, along_to));
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
  Reached reached = from;
  guint32 wait_ms;

  if (from.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return from;
  reached.distance_m += get_part_m (self, arc, along_from, along_to);
  if (!cor_timed_search_drive (seeker->timed, arc, along_from, along_to, from.wait_class,
                               from.clock_ms, &reached.clock_ms, &wait_ms))
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
    return nowhere;
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
  Reached home = add_connector (at_home, snap);

  for (guint i = 0; i < n_ends && home.clock_ms < COR_TRAVEL_UNREACHABLE; i++)
    {
      guint32 arc = ends[i].arc;
      guint32 end = arc != COR_ROAD_NONE ? cor_router_part_end (self, arc) : 0;
      guint32 from = backward ? COR_SNAP_WHOLE_LEG - end : snap->along;
      guint32 to = backward ? snap->along : end;

      if (arc == COR_ROAD_NONE)
        cor_timed_search_add_start (seeker->timed, ends[i].node, home.clock_ms, home.distance_m);
      else
        cor_timed_search_add_start_on (seeker->timed, arc, from, to, home.clock_ms,
                                       home.distance_m + get_part_m (self, arc, from, to));
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
  Reached best = nowhere;
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
      reached = add_connector (
          drive_part (seeker, tried, source->along, target->along, add_connector (at_home, near)),
          far);
      if (is_better (reached, best))
        {
          best = reached;
          *arc = tried;
        }
    }

  return best;
}

/* By what a place is reached: a label of the search, none when it stays on one leg, and the arc of
 * which a part is driven last. */
typedef struct
{
  guint32 label;
  guint32 arc;
} Last;

/* Where the search gets to a place by one of its ends. */
static Reached
reach_end (CorRouterSeeker *seeker, const CorSnap *far, gboolean backward, CorSnapEnd end, Last *by)
{
  Reached best = nowhere;

  for (guint32 label = cor_timed_search_get_first_label (seeker->timed, end.node);
       label != COR_ROAD_NONE; label = cor_timed_search_get_next_label (seeker->timed, label))
    {
      Reached there = { cor_timed_search_get_label_ms (seeker->timed, label),
                        cor_timed_search_get_label_m (seeker->timed, label),
                        cor_timed_search_get_label_class (seeker->timed, label) };

      there = add_connector (drive_end (seeker, far, end.arc, backward, there), far);
      if (there.clock_ms < COR_TRAVEL_UNREACHABLE && is_better (there, best))
        {
          best = there;
          *by = (Last){ label, end.arc };
        }
    }

  return best;
}

/* Where the search gets to a place, and by what. */
static Reached
reach_place (CorRouterSeeker *seeker,
             const CorSnap *near,
             const CorSnap *far,
             gboolean backward,
             Last *by)
{
  CorRouter *self = seeker->router;
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, far, backward, ends);
  Reached best;

  *by = (Last){ COR_ROAD_NONE, COR_ROAD_NONE };
  best = reach_direct (seeker, near, far, backward, &by->arc);
  for (guint i = 0; i < n_ends; i++)
    {
      Last by_end;
      Reached there = reach_end (seeker, far, backward, ends[i], &by_end);

      if (there.clock_ms < COR_TRAVEL_UNREACHABLE && is_better (there, best))
        {
          best = there;
          *by = by_end;
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
                          backward, self->waits_safely);
  lead (seeker, wanted, n_wanted, backward);
  start_at (seeker, place, backward);
  cor_timed_search_run (seeker->timed, wanted, n_wanted);
  for (gsize i = 0; i < n_others; i++)
    {
      Last by;
      Reached there = reach_place (seeker, place, &others[i], backward, &by);
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

/**
 * cor_router_search_back:
 * @self: a router
 * @target: where one is to be
 * @arrive_utc_s: by when
 * @within_ms: who leaves sooner than so long before is not looked for
 *
 * Searches by the clock against the arcs; the search then knows when to leave at the latest.
 *
 * Returns: (transfer full): the search
 */
CorTimedSearch *
cor_router_search_back (CorRouter *self,
                        const CorSnap *target,
                        gint64 arrive_utc_s,
                        guint32 within_ms)
{
  CorRouterSeeker seeker = get_seeker (self);

  cor_timed_search_start (seeker.timed, self->open_ms, self->closures, arrive_utc_s, TRUE, FALSE);
  start_at (&seeker, target, TRUE);
  cor_timed_search_run_within (seeker.timed, within_ms);

  return seeker.timed;
}

/* Lists the labels from a start of the search to one, the last first, the start included. */
static GArray *
list_labels (CorRouter *self, guint32 label)
{
  GArray *labels = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_array_append_val (labels, label);
  while (cor_timed_search_get_last_arc (self->timed, label) != COR_ROAD_NONE)
    {
      label = cor_timed_search_get_parent (self->timed, label);
      g_array_append_val (labels, label);
    }

  return labels;
}

/* A way in the making. */
typedef struct
{
  CorRouter *router;
  GArray *drives; /* CorRouteDrive */
  guint32 clock_ms;
  guint32 wait_ms;
} Way;

/* Adds one drive: what it takes by the clock is more than driving when it had to wait. */
static void
add_drive (Way *self, CorRouteDrive drive, guint32 entered_ms, guint32 after_ms)
{
  drive.time_ms = after_ms - self->clock_ms;
  drive.wait_ms = entered_ms - self->clock_ms;
  self->wait_ms += drive.wait_ms;
  self->clock_ms = after_ms;
  g_array_append_val (self->drives, drive);
}

/* Adds a part of an arc, driven as soon as may be. */
static void
add_part (Way *self, guint32 arc, guint32 along_from, guint32 along_to)
{
  CorTimedSearch *timed = self->router->timed;
  guint n_drives = self->drives->len;
  guint32 before =
      n_drives > 0 ? g_array_index (self->drives, CorRouteDrive, n_drives - 1).arc : COR_ROAD_NONE;
  guint32 after_ms = self->clock_ms, wait_ms = 0;

  cor_timed_search_drive (timed, arc, along_from, along_to,
                          cor_timed_search_get_class (timed, before), self->clock_ms, &after_ms,
                          &wait_ms);
  add_drive (self, cor_router_drive_part (self->router, arc, along_from, along_to),
             self->clock_ms + wait_ms, after_ms);
}

/* By which part of an arc a place was left: of two that lead to the same node the sooner. */
static guint32
find_first_arc (CorRouter *self, const CorSnap *source, guint32 node)
{
  CorRouterSeeker seeker = get_seeker (self);
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, source, TRUE, ends);
  Reached best = nowhere;
  guint32 arc = COR_ROAD_NONE;

  for (guint i = 0; i < n_ends; i++)
    {
      Reached there =
          drive_end (&seeker, source, ends[i].arc, TRUE, add_connector (at_home, source));

      if (ends[i].node == node && is_better (there, best))
        {
          best = there;
          arc = ends[i].arc;
        }
    }

  return arc;
}

/* Adds the part of an arc by which a place is left, if there is one. */
static void
add_first (Way *self, const CorSnap *source, guint32 label)
{
  CorRouter *router = self->router;
  guint32 entered_ms = 0, arc;

  if (!router->waits_safely)
    {
      arc = find_first_arc (router, source, cor_timed_search_get_node (router->timed, label));
      if (arc != COR_ROAD_NONE)
        add_part (self, arc, source->along, cor_router_part_end (router, arc));
      return;
    }

  arc = cor_timed_search_get_start_arc (router->timed, label, &entered_ms);
  if (arc != COR_ROAD_NONE)
    add_drive (
        self, cor_router_drive_part (router, arc, source->along, cor_router_part_end (router, arc)),
        entered_ms, cor_timed_search_get_label_ms (router->timed, label));
}

static CorRoute *
build_route (CorRouter *self, const CorSnap *source, const CorSnap *target, const Last *by)
{
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  g_autoptr (GArray) labels = NULL;
  Way way = { self, drives, source->connector_ms, 0 };

  if (by->label == COR_ROAD_NONE)
    {
      add_part (&way, by->arc, source->along, target->along);
    }
  else
    {
      labels = list_labels (self, by->label);
      add_first (&way, source, g_array_index (labels, guint32, labels->len - 1));
      for (guint i = labels->len - 1; i > 0; i--)
        {
          guint32 label = g_array_index (labels, guint32, i - 1);

          add_drive (
              &way,
              cor_router_drive_whole (self, cor_timed_search_get_last_arc (self->timed, label)),
              cor_timed_search_get_entered_ms (self->timed, label),
              cor_timed_search_get_label_ms (self->timed, label));
        }
      if (by->arc != COR_ROAD_NONE)
        add_part (&way, by->arc, COR_SNAP_WHOLE_LEG - cor_router_part_end (self, by->arc),
                  target->along);
    }

  return cor_route_new (self->network, source, target, (const CorRouteDrive *) drives->data,
                        drives->len, way.wait_ms);
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
  Last by;
  Reached there;

  wanted = cor_router_list_nodes (self, self->open_ms, target, 1, FALSE, &n_wanted);
  cor_timed_search_start (seeker.timed, self->open_ms, self->closures, depart_utc_s, FALSE,
                          self->waits_safely);
  start_at (&seeker, source, FALSE);
  cor_timed_search_run (self->timed, wanted, n_wanted);
  there = reach_place (&seeker, source, target, FALSE, &by);
  if (there.clock_ms >= COR_TRAVEL_UNREACHABLE)
    return NULL;

  return build_route (self, source, target, &by);
}
