/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-route.h"

#include "cor-burden.h"
#include "cor-network-private.h"
#include "cor-route-private.h"

struct _CorRoute
{
  gatomicrefcount n_refs;
  CorNetwork *network;
  CorSnap source;
  CorSnap target;
  guint32 time_ms;
  guint32 wait_ms;
  guint32 distance_m;
  GArray *arcs;   /* guint32 */
  GArray *steps;  /* CorRouteStep */
  GArray *places; /* guint32: those of all steps */
  GArray *turns;  /* CorManeuver: those of all steps */
  GArray *line;   /* CorPosition */
  GArray *drives; /* CorRouteDrive: what is driven on each of the arcs */
};

static void
add_point (CorRoute *self, CorPosition position)
{
  guint n = self->line->len;

  if (n == 0 || !cor_position_equal (g_array_index (self->line, CorPosition, n - 1), position))
    g_array_append_val (self->line, position);
}

/* Adds all bends of a leg. */
static void
add_all_bends (CorRoute *self, guint32 leg, gboolean backward)
{
  guint n_points = cor_network_get_leg_n_points (self->network, leg);

  for (guint i = 0; i < n_points; i++)
    add_point (self,
               cor_network_get_leg_point (self->network, leg, backward ? n_points - 1 - i : i));
}

/* Adds the bends of a leg that lie within the part driven. */
static void
add_bends (CorRoute *self, const CorRouteDrive *drive)
{
  guint32 leg = cor_network_arc_leg (self->network, drive->arc);
  guint n_points = cor_network_get_leg_n_points (self->network, leg);
  gboolean backward = drive->along_from > drive->along_to;
  g_autofree double *at_m = g_new0 (double, n_points);
  double low_m, high_m;

  for (guint i = 1; i < n_points; i++)
    at_m[i] = at_m[i - 1] +
              cor_position_distance_m (cor_network_get_leg_point (self->network, leg, i - 1),
                                       cor_network_get_leg_point (self->network, leg, i));
  low_m = at_m[n_points - 1] * MIN (drive->along_from, drive->along_to) / COR_SNAP_WHOLE_LEG;
  high_m = at_m[n_points - 1] * MAX (drive->along_from, drive->along_to) / COR_SNAP_WHOLE_LEG;
  for (guint i = 0; i < n_points; i++)
    {
      guint point = backward ? n_points - 1 - i : i;

      if (at_m[point] >= low_m && at_m[point] <= high_m)
        add_point (self, cor_network_get_leg_point (self->network, leg, point));
    }
}

static void
draw_line (CorRoute *self, const CorRouteDrive *drives, gsize n_drives)
{
  add_point (self, self->source.position);
  add_point (self, self->source.road_position);
  for (gsize i = 0; i < n_drives; i++)
    if (MIN (drives[i].along_from, drives[i].along_to) == 0 &&
        MAX (drives[i].along_from, drives[i].along_to) == COR_SNAP_WHOLE_LEG)
      add_all_bends (self, cor_network_arc_leg (self->network, drives[i].arc),
                     drives[i].along_from > drives[i].along_to);
    else
      add_bends (self, &drives[i]);
  add_point (self, self->target.road_position);
  add_point (self, self->target.position);
}

static gboolean
continues (const CorRouteStep *step, const CorNetworkLeg *leg, guint32 road)
{
  gboolean same_ferry = (step->flags & COR_LEG_FERRY) == (leg->flags & COR_LEG_FERRY);

  return step->road == road && same_ferry;
}

static void
begin_step (CorRoute *self,
            const CorRouteDrive *drive,
            const CorNetworkLeg *leg,
            guint32 road,
            guint32 begin_m)
{
  gboolean whole = drive->along_from == 0 || drive->along_from == COR_SNAP_WHOLE_LEG;
  CorRouteStep step = { .road = road,
                        .begin_m = begin_m,
                        .flags = leg->flags,
                        .from_node = whole ? cor_network_get_arc_tail (self->network, drive->arc)
                                           : COR_ROAD_NONE,
                        .min_confidence_percent = leg->confidence_percent };

  g_array_append_val (self->steps, step);
}

static void
extend_step (CorRoute *self, const CorRouteDrive *drive, const CorNetworkLeg *leg)
{
  CorRouteStep *step = &g_array_index (self->steps, CorRouteStep, self->steps->len - 1);
  gboolean whole = drive->along_to == 0 || drive->along_to == COR_SNAP_WHOLE_LEG;

  step->flags |= leg->flags;
  step->distance_m += drive->distance_m;
  step->time_ms += drive->time_ms;
  step->to_node = whole ? cor_network_get_arc_head (self->network, drive->arc) : COR_ROAD_NONE;
  step->min_confidence_percent = MIN (step->min_confidence_percent, leg->confidence_percent);
}

static void
pass_place (CorRoute *self, guint32 node)
{
  CorRouteStep *step = &g_array_index (self->steps, CorRouteStep, self->steps->len - 1);

  if ((self->network->node_flags[node] & COR_NODE_SETTLEMENT) == 0)
    return;
  g_array_append_val (self->places, node);
  step->n_places++;
}

static void
list_drive (CorRoute *self, const CorRouteDrive *drive, guint32 road, guint32 begin_m)
{
  guint32 arc = drive->arc;
  const CorNetworkLeg *leg = &self->network->leg[cor_network_arc_leg (self->network, arc)];
  guint n_steps = self->steps->len;

  if (n_steps > 0 && continues (&g_array_index (self->steps, CorRouteStep, n_steps - 1), leg, road))
    pass_place (self, cor_network_get_arc_tail (self->network, arc));
  else
    begin_step (self, drive, leg, road, begin_m);
  extend_step (self, drive, leg);
  g_array_append_val (self->arcs, arc);
}

/* Only when all are listed do places and turns no longer move. */
static void
hand_out (CorRoute *self)
{
  gsize first_place = 0, first_turn = 0;

  for (guint i = 0; i < self->steps->len; i++)
    {
      CorRouteStep *step = &g_array_index (self->steps, CorRouteStep, i);

      step->places = (const guint32 *) self->places->data + first_place;
      step->turns = (const CorManeuver *) (gpointer) self->turns->data + first_turn;
      first_place += step->n_places;
      first_turn += step->n_turns;
    }
}

static void
list_steps (CorRoute *self, const CorRouteDrive *drives, gsize n_drives)
{
  g_autoptr (GArray) found =
      cor_route_find_turns (self->network, drives, n_drives, self->source.connector_m);
  guint32 begin_m = self->source.connector_m;
  guint next = 0;

  for (gsize i = 0; i < n_drives; i++)
    {
      guint32 road = cor_route_find_road (self->network, drives, n_drives, i);

      list_drive (self, &drives[i], road, begin_m);
      begin_m += drives[i].distance_m;
      for (; next < found->len && g_array_index (found, CorManeuverAt, next).drive == i; next++)
        {
          g_array_append_val (self->turns, g_array_index (found, CorManeuverAt, next).turn);
          g_array_index (self->steps, CorRouteStep, self->steps->len - 1).n_turns++;
        }
    }
  hand_out (self);
}

/**
 * cor_route_new:
 * @network: a network
 * @source: where it begins
 * @target: where it ends
 * @drives: (array length=n_drives): what is driven, in order; nothing when both stand on one node
 * @n_drives: how many
 * @wait_ms: how long is waited on the way
 *
 * Returns: (transfer full): the route
 */
CorRoute *
cor_route_new (CorNetwork *network,
               const CorSnap *source,
               const CorSnap *target,
               const CorRouteDrive *drives,
               gsize n_drives,
               guint32 wait_ms)
{
  CorRoute *self = g_new0 (CorRoute, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->network = cor_network_ref (network);
  self->source = *source;
  self->target = *target;
  self->wait_ms = wait_ms;
  self->arcs = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) n_drives);
  self->steps = g_array_sized_new (FALSE, FALSE, sizeof (CorRouteStep), 16);
  self->places = g_array_sized_new (FALSE, FALSE, sizeof (guint32), 16);
  self->turns = g_array_sized_new (FALSE, FALSE, sizeof (CorManeuver), 16);
  self->line = g_array_sized_new (FALSE, FALSE, sizeof (CorPosition), 2 * (guint) n_drives + 4);
  self->drives = g_array_sized_new (FALSE, FALSE, sizeof (CorRouteDrive), (guint) n_drives);
  g_array_append_vals (self->drives, drives, (guint) n_drives);

  self->time_ms = source->connector_ms + target->connector_ms;
  self->distance_m = source->connector_m + target->connector_m;
  for (gsize i = 0; i < n_drives; i++)
    {
      self->time_ms += drives[i].time_ms;
      self->distance_m += drives[i].distance_m;
    }
  list_steps (self, drives, n_drives);
  draw_line (self, drives, n_drives);

  return self;
}

/**
 * cor_route_ref:
 * @self: a route
 *
 * Returns: (transfer full): the same route, counted once more
 */
CorRoute *
cor_route_ref (CorRoute *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cor_route_unref:
 * @self: (transfer full): a route
 *
 * Gives back one reference.
 */
void
cor_route_unref (CorRoute *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  cor_network_unref (self->network);
  g_array_unref (self->arcs);
  g_array_unref (self->steps);
  g_array_unref (self->places);
  g_array_unref (self->turns);
  g_array_unref (self->line);
  g_array_unref (self->drives);
  g_free (self);
}

/**
 * cor_route_join:
 * @parts: (array length=n_parts): routes, each of which begins where the one before ends
 * @n_parts: how many, at least 1
 *
 * Returns: (transfer full): all of them as one
 */
CorRoute *
cor_route_join (CorRoute *const *parts, gsize n_parts)
{
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  guint32 wait_ms = 0;

  for (gsize i = 0; i < n_parts; i++)
    {
      g_array_append_vals (drives, parts[i]->drives->data, parts[i]->drives->len);
      wait_ms += parts[i]->wait_ms;
    }

  return cor_route_new (parts[0]->network, &parts[0]->source, &parts[n_parts - 1]->target,
                        (const CorRouteDrive *) drives->data, drives->len, wait_ms);
}

/**
 * cor_route_get_network:
 * @self: a route
 *
 * Returns: (transfer none): the network that it runs on
 */
CorNetwork *
cor_route_get_network (CorRoute *self)
{
  return self->network;
}

/**
 * cor_route_get_time_ms:
 * @self: a route
 *
 * Returns: how long it takes, connectors and waiting included, in milliseconds
 */
guint32
cor_route_get_time_ms (CorRoute *self)
{
  return self->time_ms;
}

/**
 * cor_route_get_wait_ms:
 * @self: a route
 *
 * Returns: how much of that is waiting for closed roads to open, in milliseconds
 */
guint32
cor_route_get_wait_ms (CorRoute *self)
{
  return self->wait_ms;
}

/**
 * cor_route_get_distance_m:
 * @self: a route
 *
 * Returns: its length, connectors included, in metres
 */
guint32
cor_route_get_distance_m (CorRoute *self)
{
  return self->distance_m;
}

/**
 * cor_route_get_source:
 * @self: a route
 *
 * Returns: (transfer none): where it begins
 */
const CorSnap *
cor_route_get_source (CorRoute *self)
{
  return &self->source;
}

/**
 * cor_route_get_target:
 * @self: a route
 *
 * Returns: (transfer none): where it ends
 */
const CorSnap *
cor_route_get_target (CorRoute *self)
{
  return &self->target;
}

/**
 * cor_route_get_arcs:
 * @self: a route
 * @n_arcs: (out): how many
 *
 * Returns: (transfer none) (array length=n_arcs): the arcs driven, those driven in part included
 */
const guint32 *
cor_route_get_arcs (CorRoute *self, gsize *n_arcs)
{
  *n_arcs = self->arcs->len;

  return (const guint32 *) self->arcs->data;
}

/**
 * cor_route_list_waits:
 * @self: a route found by the clock, not joined of several
 *
 * Returns: (transfer full) (element-type CorRouteWait): where it waits, in order
 */
GArray *
cor_route_list_waits (CorRoute *self)
{
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (CorRouteWait));
  guint32 clock_ms = self->source.connector_ms;
  guint32 before = COR_ROAD_NONE;

  for (guint i = 0; i < self->drives->len; i++)
    {
      const CorRouteDrive *drive = &g_array_index (self->drives, CorRouteDrive, i);
      CorRouteWait wait = { before, drive->arc, clock_ms, clock_ms + drive->wait_ms };

      if (drive->wait_ms > 0)
        g_array_append_val (waits, wait);
      clock_ms += drive->time_ms;
      before = drive->arc;
    }

  return waits;
}

/**
 * cor_route_add_up:
 * @self: a route, not joined of several
 * @burden: what to add up along it
 * @depart_utc_s: when one leaves
 *
 * Returns: the burden of whoever drives it then
 */
guint64
cor_route_add_up (CorRoute *self, const CorBurden *burden, gint64 depart_utc_s)
{
  gint64 clock_ms = depart_utc_s * 1000 + self->source.connector_ms;
  guint64 sum = 0;

  for (guint i = 0; i < self->drives->len; i++)
    {
      const CorRouteDrive *drive = &g_array_index (self->drives, CorRouteDrive, i);

      sum += cor_burden_get (burden, cor_network_arc_leg (self->network, drive->arc),
                             drive->along_from, drive->along_to, clock_ms + drive->wait_ms,
                             clock_ms + drive->time_ms);
      clock_ms += drive->time_ms;
    }

  return sum;
}

/**
 * cor_route_get_steps:
 * @self: a route
 * @n_steps: (out): how many
 *
 * Returns: (transfer none) (array length=n_steps): the route road by road
 */
const CorRouteStep *
cor_route_get_steps (CorRoute *self, gsize *n_steps)
{
  *n_steps = self->steps->len;

  return (const CorRouteStep *) self->steps->data;
}

/**
 * cor_route_get_line:
 * @self: a route
 * @n_positions: (out): how many
 *
 * Returns: (transfer none) (array length=n_positions): the line to draw, from place to place,
 *   connectors included
 */
const CorPosition *
cor_route_get_line (CorRoute *self, gsize *n_positions)
{
  *n_positions = self->line->len;

  return (const CorPosition *) self->line->data;
}
