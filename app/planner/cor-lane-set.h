/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-assignment.h"
#include "cor-closed-roads.h"
#include "cor-fixed-way.h"

G_BEGIN_DECLS

/* A column may have as many vehicles as come. */
#define COR_LANE_UNLIMITED G_MAXUINT

/**
 * CorLaneGate:
 * @id: the agreed corridor, or the closure that limits vehicles
 * @corridor: (nullable): the agreed corridor; %NULL: vehicles are limited
 * @modes: %COR_MODE_CAR, %COR_MODE_COACH or both: who may drive there
 * @max_vehicles: vehicles that may enter at a time, or %COR_LANE_UNLIMITED
 * @tail_s: how long it takes until so many have entered
 * @busy_s: from the head of a column to the head of the next, at least
 * @n_lanes: how many lanes share it
 * @reach_s: of a limit: how long after entering a lane one may drive where it is at most
 *
 * What limits who enters lanes. All lanes of one agreement share its limits.
 */
typedef struct
{
  CorId id;
  const CorAgreedCorridor *corridor;
  guint modes;
  guint max_vehicles;
  guint tail_s;
  guint busy_s;
  guint n_lanes;
  guint reach_s;
} CorLaneGate;

/**
 * CorLane:
 * @gate: place of its gate
 * @limits: (element-type guint): the gates of other limits on its roads
 * @arcs: (element-type guint32): the way, whole legs
 * @from: the node where it begins
 * @to: the node where it ends
 * @ways: (array fixed-size=2): the route by #CorTravel; %NULL if that cannot drive there
 * @through_s: from a column's head entering until its tail is out, at the pace of the slowest who
 *   may drive there, in whole minutes
 * @whole: place of the lane of which it is the last part, for those who live there; its own if it
 *   is whole
 * @first_arc: of a part: the place of its first arc in the whole lane
 * @along: of a part: how far along that arc it begins, of %COR_SNAP_WHOLE_LEG
 *
 * A stretch of road in one direction, an agreed corridor or a limited road.
 */
typedef struct
{
  guint gate;
  GArray *limits;
  GArray *arcs;
  CorSnap from;
  CorSnap to;
  CorRoute *ways[COR_N_TRAVELS];
  guint through_s;
  guint whole;
  guint first_arc;
  guint along;
} CorLane;

/**
 * CorLaneSet:
 * @network: the roads
 * @closed_roads: the closures
 * @spacing_s: seconds between two vehicles of a column, as the plan says
 * @column_kmh: the greatest speed of columns; 0: as the road allows
 * @step_s: the step of time in which limits are kept
 * @gates: (element-type CorLaneGate): limits of vehicles, then agreed corridors, in the plan's
 * order
 * @lanes: (element-type CorLane): by gate; then their parts
 *
 * The lanes of a plan. Constant once made, but for their parts.
 */
typedef struct
{
  CorNetwork *network;
  const CorClosedRoads *closed_roads;
  guint spacing_s;
  guint column_kmh;
  guint step_s;
  GArray *gates;
  GArray *lanes;
} CorLaneSet;

CorLaneSet *cor_lane_set_new (CorRouter *const *routers,
                              const CorClosedRoads *closed_roads,
                              const CorPlanSettings *settings,
                              guint step_s) G_GNUC_WARN_UNUSED_RESULT;

CorLaneSet *cor_lane_set_new_raised (const CorLaneSet *self,
                                     guint gate,
                                     gconstpointer record) G_GNUC_WARN_UNUSED_RESULT;

void cor_lane_set_free (CorLaneSet *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLaneSet, cor_lane_set_free)

gboolean cor_lane_set_is_for (const CorLaneSet *self,
                              const CorClosedRoads *closed_roads,
                              const CorPlanSettings *settings,
                              guint step_s);

const CorLaneGate *cor_lane_set_get_gate (const CorLaneSet *self, guint lane);

void cor_lane_set_add_part (CorLaneSet *self, const CorLane *part);

void cor_lane_set_drop_parts (CorLaneSet *self);

guint cor_lane_set_get_modes (const CorLaneSet *self, guint lane);

void cor_lane_set_list_idle (const CorLaneSet *self, GArray *ids);

guint cor_lane_set_get_room (const CorLaneSet *self, guint gate, gint64 enter_utc_s);

gboolean cor_lane_set_is_open (const CorLaneSet *self, guint lane, gint64 enter_utc_s);

G_END_DECLS
