/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-isochrone.h"

#include <math.h>

#include "cor-cell-area.h"
#include "cor-router-private.h"

/* Squares that outlines of a country and of a town are made of, and what is a town. */
#define CELL_M 1000u
#define TOWN_CELL_M 200u
#define TOWN_M 60000.0

/* A leg walked along in search of the points from which the place is reached in time. */
typedef struct
{
  CorRouter *router;
  const guint32 *times_ms; /* (nullable): by node, without a clock */
  CorTimedSearch *timed;   /* (nullable): knows them by the clock */
  guint32 within_ms;
  double step_m;
  CorCellArea *area;
  double road_m;
} Walk;

static guint32
node_time_ms (const Walk *walk, guint32 node)
{
  return walk->timed != NULL ? cor_timed_search_get_clock_ms (walk->timed, node)
                             : walk->times_ms[node];
}

/* From a point on a leg by one of its arcs, @part of which is left. */
static double
arc_time_ms (const Walk *walk, guint32 arc, double along, double part)
{
  guint32 after_ms, arc_ms, wait_ms;

  if (arc == COR_ROAD_NONE)
    return G_MAXDOUBLE;
  after_ms = node_time_ms (walk, walk->router->network->arc_head[arc]);
  if (after_ms >= COR_TRAVEL_UNREACHABLE)
    return G_MAXDOUBLE;
  if (walk->timed != NULL)
    return cor_timed_search_drive (walk->timed, arc, (guint32) lround (along * COR_SNAP_WHOLE_LEG),
                                   cor_router_part_end (walk->router, arc), COR_WAIT_ANYWHERE,
                                   after_ms, &after_ms, &wait_ms)
               ? after_ms
               : G_MAXDOUBLE;
  arc_ms = walk->router->weights_ms[arc];

  return arc_ms < COR_TRAVEL_UNREACHABLE ? after_ms + part * arc_ms : G_MAXDOUBLE;
}

/* From a point on a leg, on by its end or back by its beginning. */
static gboolean
is_reached (const Walk *walk, guint32 forward, guint32 backward, double along)
{
  return arc_time_ms (walk, forward, along, 1.0 - along) <= walk->within_ms ||
         arc_time_ms (walk, backward, along, along) <= walk->within_ms;
}

static double
measure (CorNetwork *network, guint32 leg)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);
  double length_m = 0.0;

  for (guint i = 1; i < n_points; i++)
    length_m += cor_position_distance_m (cor_network_get_leg_point (network, leg, i - 1),
                                         cor_network_get_leg_point (network, leg, i));

  return length_m;
}

/* Steps over a leg in pieces shorter than a square; each counts when its middle is reached. */
static void
walk_leg (Walk *walk, guint32 leg)
{
  CorNetwork *network = walk->router->network;
  guint32 forward = cor_network_find_arc (network, leg, FALSE);
  guint32 backward = cor_network_find_arc (network, leg, TRUE);
  guint n_points = cor_network_get_leg_n_points (network, leg);
  CorPosition before = cor_network_get_leg_point (network, leg, 0);
  double total_m, at_m = 0.0;

  if (!is_reached (walk, forward, backward, 0.0) && !is_reached (walk, forward, backward, 1.0))
    return;
  total_m = MAX (measure (network, leg), 1e-6);
  for (guint i = 1; i < n_points; i++)
    {
      CorPosition next = cor_network_get_leg_point (network, leg, i);
      double length_m = cor_position_distance_m (before, next);
      guint n_steps = (guint) (length_m / walk->step_m) + 1;

      for (guint j = 0; j < n_steps; j++)
        {
          double middle = (j + 0.5) / n_steps;

          if (!is_reached (walk, forward, backward, (at_m + middle * length_m) / total_m))
            continue;
          cor_cell_area_add (walk->area, cor_position_interpolate (before, next, middle));
          walk->road_m += length_m / n_steps;
        }
      at_m += length_m;
      before = next;
    }
}

static guint
choose_cell_m (const CorBounds *bounds)
{
  CorPosition south_west = { bounds->south_deg, bounds->west_deg };
  CorPosition north_east = { bounds->north_deg, bounds->east_deg };

  return cor_position_distance_m (south_west, north_east) < TOWN_M ? TOWN_CELL_M : CELL_M;
}

/* Walks over all roads. */
static CorReach *
find_reach (Walk *walk, const CorSnap *target, guint cell_m)
{
  CorReach *reach = g_new0 (CorReach, 1);
  CorNetwork *network = walk->router->network;
  CorBounds bounds = network->bounds;

  cor_bounds_add (&bounds, target->position);
  walk->area = cor_cell_area_new (&bounds, cell_m > 0 ? cell_m : choose_cell_m (&bounds));
  reach->within_ms = walk->within_ms;
  reach->cell_m = cor_cell_area_get_cell_m (walk->area);
  walk->step_m = reach->cell_m / 2.0;
  for (guint32 leg = 0; leg < network->n_legs; leg++)
    if ((network->leg[leg].flags & COR_LEG_FERRY) == 0)
      walk_leg (walk, leg);
  for (guint32 node = 0; node < network->n_nodes; node++)
    if (node_time_ms (walk, node) <= walk->within_ms &&
        cor_network_base_node (network, node) == node)
      reach->n_nodes++;
  if (target->state == COR_SNAP_FOUND && target->connector_ms <= walk->within_ms)
    cor_cell_area_add (walk->area, target->road_position);
  reach->road_m = (guint64) (walk->road_m + 0.5);
  reach->area = cor_cell_area_outline (walk->area);
  cor_cell_area_free (walk->area);

  return reach;
}

/**
 * cor_router_find_reach:
 * @self: a router
 * @target: a place
 * @times_ms: what cor_router_compute_times () told of the journeys to @target
 * @within_ms: how long a journey may take, in milliseconds
 * @cell_m: side of the squares that the area is made of, in metres; 0: as suits the network
 *
 * Finds from where a place is reached within some time while the closures hold: every road, cut
 * where the time is up, and an outline of the squares that hold such a road. Ferries and what lies
 * off the roads do not count.
 *
 * Returns: (transfer full): where from
 */
CorReach *
cor_router_find_reach (CorRouter *self,
                       const CorSnap *target,
                       const guint32 *times_ms,
                       guint32 within_ms,
                       guint cell_m)
{
  Walk walk = { .router = self, .times_ms = times_ms, .within_ms = within_ms };

  cor_router_look_as_told (self);

  return find_reach (&walk, target, cell_m);
}

/**
 * cor_router_find_reach_departing:
 * @self: a router
 * @target: a place
 * @depart_utc_s: when one leaves, from wherever
 * @within_s: how long a journey may take, in seconds
 * @cell_m: side of the squares that the area is made of, in metres; 0: as suits the network
 *
 * Does the same by the clock: from where a place is reached in time by who leaves at @depart_utc_s,
 * whatever closes, opens or changes while they drive. Who may wait is in time if and only if they
 * need not leave earlier, so one search against the arcs from the latest arrival tells it exactly.
 *
 * Returns: (transfer full): where from
 */
CorReach *
cor_router_find_reach_departing (CorRouter *self,
                                 const CorSnap *target,
                                 gint64 depart_utc_s,
                                 guint32 within_s,
                                 guint cell_m)
{
  Walk walk = { .router = self,
                .within_ms =
                    (guint32) MIN ((guint64) within_s * 1000, COR_TRAVEL_UNREACHABLE - 1) };

  walk.timed =
      cor_router_search_back (self, target, depart_utc_s + walk.within_ms / 1000, walk.within_ms);

  return find_reach (&walk, target, cell_m);
}

/**
 * cor_reach_free:
 * @self: (transfer full): where from
 */
void
cor_reach_free (CorReach *self)
{
  cor_geometry_unref (self->area);
  g_free (self);
}
