/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-closure-set-private.h"
#include "cor-network-hours.h"
#include "cor-router-private.h"
#include "cor-road-clock.h"

static gboolean
is_plain (const CorRoadPace *pace)
{
  return !pace->is_night && pace->column_kmh == 0;
}

/* What each arc takes when one meets nothing on it: the network's own array where that says so. */
static void
weigh_open (CorRouter *self)
{
  CorNetwork *network = self->network;

  g_clear_pointer (&self->own_open_ms, g_free);
  self->open_ms = network->arc_time_ms[self->vehicle];
  if (is_plain (&self->pace) && cor_network_get_n_timed_arcs (network) == 0)
    return;
  self->own_open_ms = g_new (guint32, network->n_arcs + 1);
  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    self->own_open_ms[arc] = network->arc_time_ms[self->vehicle][arc];
  for (guint i = 0; i < cor_network_get_n_timed_arcs (network); i++)
    {
      guint32 arc = cor_network_get_timed_arc (network, i);
      gsize n_windows;

      cor_network_get_arc_hours (network, arc, self->vehicle, &self->own_open_ms[arc], &n_windows);
    }
  for (guint32 arc = 0; !is_plain (&self->pace) && arc < network->n_arcs; arc++)
    {
      const CorNetworkLeg *leg = &network->leg[cor_network_arc_leg (network, arc)];

      self->own_open_ms[arc] =
          cor_road_pace_weigh_ms (&self->pace, self->own_open_ms[arc], leg->length_m, leg->flags);
    }
  self->open_ms = self->own_open_ms;
}

/* What an arc takes without closures. Without a time of day it is closed if it is at any hour. */
static guint32
standing_ms (CorRouter *self, guint32 arc)
{
  return self->network->arc_time_ms[self->vehicle][arc] < COR_TRAVEL_UNREACHABLE
             ? self->open_ms[arc]
             : COR_TRAVEL_UNREACHABLE;
}

static void
set_weight (CorRouter *self, guint32 arc, guint32 moving_ms, guint32 delay_ms)
{
  guint32 weight_ms =
      moving_ms < COR_TRAVEL_UNREACHABLE - delay_ms ? moving_ms + delay_ms : COR_TRAVEL_UNREACHABLE;

  cor_router_leaving_touch (&self->leaving, cor_network_arc_leg (self->network, arc));
  if (self->moving_ms != NULL)
    self->moving_ms[arc] = moving_ms;
  if (self->weights_ms[arc] == weight_ms)
    return;
  self->weights_ms[arc] = weight_ms;
  g_array_append_val (self->changed_arcs, arc);
}

/* All weights anew, without closures. */
static void
reset_weights (CorRouter *self)
{
  for (guint32 arc = 0; arc < self->network->n_arcs; arc++)
    self->weights_ms[arc] = standing_ms (self, arc);
  g_clear_pointer (&self->moving_ms, g_free);
  g_array_set_size (self->changed_arcs, 0);
  self->weights_are_new = TRUE;
  self->leaving.is_stale = TRUE;
}

/**
 * cor_router_init_weights:
 * @self: a router with network and vehicle
 *
 * Makes its weights, without closures.
 */
void
cor_router_init_weights (CorRouter *self)
{
  self->weights_ms = g_new (guint32, self->network->n_arcs + 1);
  weigh_open (self);
  reset_weights (self);
  self->told = self->view = (CorRouterView){ .with_hours = TRUE };
}

/**
 * cor_router_clear_weights:
 * @self: a router that is going to be freed
 */
void
cor_router_clear_weights (CorRouter *self)
{
  g_free (self->weights_ms);
  g_free (self->moving_ms);
  g_free (self->own_open_ms);
  g_free (self->in_force);
}

/* Gives one side of a leg the weight that its hits make of it. */
static void
weigh_side (CorRouter *self, guint32 side, const CorClosureHit *hits, gsize n_hits)
{
  guint32 arcs[COR_NETWORK_MAX_COPIES + 1];
  guint n_arcs = cor_network_list_arcs (self->network, side >> 1, side & 1, arcs);
  guint32 delay_ms =
      cor_closure_delay_ms (self->closures, hits, n_hits, self->in_force, 0, COR_SNAP_WHOLE_LEG);

  for (guint i = 0; i < n_arcs; i++)
    set_weight (self, arcs[i],
                cor_closure_weigh_ms (self->closures, hits, n_hits, self->in_force,
                                      self->view.with_hours ? standing_ms (self, arcs[i])
                                                            : self->open_ms[arcs[i]]),
                delay_ms);
}

static void
list_in_force (CorRouter *self)
{
  gsize n_shapes = self->closures != NULL ? cor_closure_set_get_n_shapes (self->closures) : 0;

  g_free (self->in_force);
  self->in_force = g_new0 (guint8, n_shapes + 1);
  for (gsize i = 0; i < n_shapes; i++)
    {
      CorClosureShape *shape = cor_closure_set_get_shape (self->closures, i);

      self->in_force[i] =
          self->view.is_best
              ? cor_closure_shape_covers (shape, self->view.from_utc_s, self->view.until_utc_s)
              : cor_closure_shape_meets (shape, self->view.from_utc_s, self->view.until_utc_s);
    }
}

static void
weigh_hits (CorRouter *self)
{
  gsize n_hits = 0;
  const CorClosureHit *hits =
      self->closures != NULL ? cor_closure_set_get_all_hits (self->closures, &n_hits) : NULL;

  for (gsize i = 0; i < n_hits;)
    {
      gsize end = i;

      while (end < n_hits && hits[end].side == hits[i].side)
        end++;
      weigh_side (self, hits[i].side, &hits[i], end - i);
      i = end;
    }
}

/* Arcs with hours of their own that no closure hits. */
static void
weigh_hours (CorRouter *self)
{
  for (guint i = 0; i < cor_network_get_n_timed_arcs (self->network); i++)
    {
      guint32 arc = cor_network_get_timed_arc (self->network, i);
      gsize n_hits = 0;

      if (self->closures != NULL)
        cor_closure_set_get_side_hits (self->closures, self->network->arc_leg[arc], &n_hits);
      if (n_hits == 0)
        set_weight (self, arc, self->view.with_hours ? standing_ms (self, arc) : self->open_ms[arc],
                    0);
    }
}

/* The sides that the closures before hit, and these do not. */
static void
open_former (CorRouter *self, CorClosureSet *former)
{
  gsize n_hits = 0;
  const CorClosureHit *hits =
      former != NULL ? cor_closure_set_get_all_hits (former, &n_hits) : NULL;

  for (gsize i = 0; i < n_hits; i++)
    {
      gsize n_now = 0;

      if (i > 0 && hits[i - 1].side == hits[i].side)
        continue;
      if (self->closures != NULL)
        cor_closure_set_get_side_hits (self->closures, hits[i].side, &n_now);
      if (n_now == 0)
        weigh_side (self, hits[i].side, NULL, 0);
    }
}

/**
 * cor_router_look:
 * @self: a router
 * @view: how to look at the closures
 *
 * Weighs what is hit as seen so; the hierarchy learns of it when it is needed.
 */
void
cor_router_look (CorRouter *self, const CorRouterView *view)
{
  if (memcmp (&self->view, view, sizeof *view) == 0)
    return;
  self->view = *view;
  list_in_force (self);
  weigh_hits (self);
  weigh_hours (self);
}

/**
 * cor_router_look_as_told:
 * @self: a router
 *
 * Looks at the closures as cor_router_set_closures () said.
 */
void
cor_router_look_as_told (CorRouter *self)
{
  cor_router_look (self, &self->told);
}

/**
 * cor_router_set_closures:
 * @self: a router
 * @closures: (nullable): what is in force, found on the router's network
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included
 *
 * Says what is closed, slow and watched from now on. For matrices and routes without a time of day
 * a closure counts when it is in force at any moment of [@from_utc_s, @until_utc_s); with both the
 * same it is that second, and from %COR_CLOSED_SINCE_EVER to %COR_CLOSED_FOR_GOOD every closure
 * counts. Questions with a departure or an arrival look at the closures' own times instead.
 */
void
cor_router_set_closures (CorRouter *self,
                         CorClosureSet *closures,
                         gint64 from_utc_s,
                         gint64 until_utc_s)
{
  CorClosureSet *former = self->closures;

  g_return_if_fail (closures == NULL || cor_closure_set_get_network (closures) == self->network);

  if (closures == former && from_utc_s == self->told.from_utc_s &&
      until_utc_s == self->told.until_utc_s)
    {
      cor_router_look_as_told (self);
      return;
    }
  self->closures = closures != NULL ? cor_closure_set_ref (closures) : NULL;
  self->told =
      (CorRouterView){ .from_utc_s = from_utc_s, .until_utc_s = until_utc_s, .with_hours = TRUE };
  self->view = self->told;
  if (self->moving_ms == NULL && closures != NULL && cor_closure_set_has_delays (closures))
    self->moving_ms = g_memdup2 (self->weights_ms, (self->network->n_arcs + 1) * sizeof (guint32));
  list_in_force (self);
  open_former (self, former);
  weigh_hits (self);
  weigh_hours (self);
  g_clear_pointer (&former, cor_closure_set_unref);
}

/**
 * cor_router_set_pace:
 * @self: a router
 * @pace: how fast one drives where nothing is in the way
 *
 * Without it one drives alone and by day. The hierarchy is weighed as a whole once it is needed.
 */
void
cor_router_set_pace (CorRouter *self, const CorRoadPace *pace)
{
  gboolean has_delays = self->moving_ms != NULL;

  if (self->pace.is_night == pace->is_night && self->pace.column_kmh == pace->column_kmh)
    return;
  self->pace = *pace;
  weigh_open (self);
  reset_weights (self);
  if (has_delays)
    self->moving_ms = g_memdup2 (self->weights_ms, (self->network->n_arcs + 1) * sizeof (guint32));
  weigh_hits (self);
  weigh_hours (self);
  g_array_set_size (self->changed_arcs, 0);
  g_clear_pointer (&self->timed, cor_timed_search_free);
}

/* The weights without what holds up on the way. */
static const guint32 *
get_moving_ms (CorRouter *self)
{
  return self->moving_ms != NULL ? self->moving_ms : self->weights_ms;
}

/**
 * cor_router_get_delay_ms:
 * @self: a router
 * @arc: an arc
 * @along_from: where on its leg driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 *
 * Returns: for how long one is held up between, as the closures are looked at
 */
guint32
cor_router_get_delay_ms (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to)
{
  gsize n_hits;
  const CorClosureHit *hits;

  if (self->moving_ms == NULL || self->closures == NULL)
    return 0;
  hits = cor_closure_set_get_side_hits (self->closures, self->network->arc_leg[arc], &n_hits);

  return cor_closure_delay_ms (self->closures, hits, n_hits, self->in_force, along_from, along_to);
}

/**
 * cor_router_get_moving_ms:
 * @self: a router
 * @arc: an arc
 *
 * Returns: the time that driving it takes without being held up, as the closures are looked at
 */
guint32
cor_router_get_moving_ms (CorRouter *self, guint32 arc)
{
  return get_moving_ms (self)[arc];
}

/* Adds to what the ends cost how long one is held up in the parts of legs. */
static void
delay_ends (CorRouter *self, const CorSnap *snap, CorSnapEnd *ends, guint n_ends, gboolean leaving)
{
  for (guint i = 0; i < n_ends && self->moving_ms != NULL; i++)
    {
      guint32 end, delay_ms;

      if (ends[i].arc == COR_ROAD_NONE)
        continue;
      end = cor_router_part_end (self, ends[i].arc);
      delay_ms = cor_router_get_delay_ms (self, ends[i].arc, snap->along,
                                          leaving ? end : COR_SNAP_WHOLE_LEG - end);
      ends[i].cost += cor_cost (delay_ms, 0);
    }
}

/**
 * cor_router_list_leaving:
 * @self: a router
 * @source: a place
 * @ends: (out caller-allocates): takes up to %COR_SNAP_MAX_ENDS nodes
 *
 * Lists by which nodes a journey from @source may begin, as the closures are looked at.
 *
 * Returns: how many
 */
guint
cor_router_list_leaving (CorRouter *self, const CorSnap *source, CorSnapEnd *ends)
{
  guint n_ends = cor_snap_list_leaving (self->network, get_moving_ms (self), source, ends);

  delay_ends (self, source, ends, n_ends, TRUE);

  return n_ends;
}

/**
 * cor_router_list_arriving:
 * @self: a router
 * @target: a place
 * @ends: (out caller-allocates): takes up to %COR_SNAP_MAX_ENDS nodes
 *
 * Lists by which nodes a journey to @target may end, as the closures are looked at.
 *
 * Returns: how many
 */
guint
cor_router_list_arriving (CorRouter *self, const CorSnap *target, CorSnapEnd *ends)
{
  guint n_ends = cor_snap_list_arriving (self->network, get_moving_ms (self), target, ends);

  delay_ends (self, target, ends, n_ends, FALSE);

  return n_ends;
}

/**
 * cor_router_find_direct:
 * @self: a router
 * @source: a place
 * @target: another
 * @arc: (out) (optional): the arc on which both stand
 *
 * Returns: what driving within one leg costs, or %COR_COST_UNREACHABLE
 */
CorCost
cor_router_find_direct (CorRouter *self, const CorSnap *source, const CorSnap *target, guint32 *arc)
{
  guint32 found = COR_ROAD_NONE;
  CorCost cost = cor_snap_find_direct (self->network, get_moving_ms (self), source, target, &found);

  if (cost < COR_COST_UNREACHABLE && self->moving_ms != NULL && found != COR_ROAD_NONE)
    cost += cor_cost (cor_router_get_delay_ms (self, found, source->along, target->along), 0);
  if (arc != NULL)
    *arc = found;

  return cost;
}
