/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-snap.h"
#include "cor-turn.h"

G_BEGIN_DECLS

/**
 * CorRouteStep:
 * @road: the road driven on; for cor_network_get_road_number () and _name (), COR_ROAD_NONE for a
 *   road without either
 * @flags: all flags of the legs driven
 * @distance_m: how far, in metres
 * @time_ms: how long, in milliseconds, waiting included
 * @from_node: node where this road is taken, %COR_ROAD_NONE if the route begins within the leg
 * @to_node: node where it is left, %COR_ROAD_NONE if the route ends within the leg
 * @places: (array length=n_places): nodes with a name passed on the way, in order, both ends
 *   left out
 * @n_places: how many
 * @turns: (array length=n_turns): what matters at the junction where the road is taken, if
 *   anything, and at those on it, in order; the network must know how its roads run, or there are
 *   none
 * @n_turns: how many
 * @begin_m: from the place left to where this road is taken, in metres
 * @min_confidence_percent: the least confidence of the legs driven
 *
 * One line of the road list: one road, from where it is taken to where it is left. A roundabout
 * belongs to the road that is driven after it.
 */
typedef struct
{
  guint32 road;
  CorLegFlags flags;
  guint32 distance_m;
  guint32 time_ms;
  guint32 from_node;
  guint32 to_node;
  const guint32 *places;
  gsize n_places;
  const CorManeuver *turns;
  gsize n_turns;
  guint32 begin_m;
  guint min_confidence_percent;
} CorRouteStep;

/**
 * CorRouteWait:
 * @before: the arc driven before, %COR_ROAD_NONE where the route begins
 * @arc: the arc that is waited for
 * @begin_ms: when the wait begins, in milliseconds after leaving
 * @end_ms: when it ends
 *
 * A wait on the way, at the junction where @arc begins.
 */
typedef struct
{
  guint32 before;
  guint32 arc;
  guint32 begin_ms;
  guint32 end_ms;
} CorRouteWait;

/**
 * CorRoute:
 *
 * One way from a place to another. It never changes once made.
 */
typedef struct _CorRoute CorRoute;

CorRoute *cor_route_ref (CorRoute *self);
void cor_route_unref (CorRoute *self);
CorRoute *cor_route_join (CorRoute *const *parts, gsize n_parts) G_GNUC_WARN_UNUSED_RESULT;

CorNetwork *cor_route_get_network (CorRoute *self);
guint32 cor_route_get_time_ms (CorRoute *self);
guint32 cor_route_get_wait_ms (CorRoute *self);
GArray *cor_route_list_waits (CorRoute *self) G_GNUC_WARN_UNUSED_RESULT;
guint32 cor_route_get_distance_m (CorRoute *self);
const CorSnap *cor_route_get_source (CorRoute *self);
const CorSnap *cor_route_get_target (CorRoute *self);
const guint32 *cor_route_get_arcs (CorRoute *self, gsize *n_arcs);
const CorRouteStep *cor_route_get_steps (CorRoute *self, gsize *n_steps);
const CorPosition *cor_route_get_line (CorRoute *self, gsize *n_positions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoute, cor_route_unref)

G_END_DECLS
