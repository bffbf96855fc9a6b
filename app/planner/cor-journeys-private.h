/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-journeys.h"

#include "cor-lane-plan.h"

G_BEGIN_DECLS

/* Places that are joined to the roads before it is asked whether to go on. */
#define COR_JOURNEYS_PLACES_PER_CHECK 16u

struct _CorJourneys
{
  CorRouter *const *routers; /* by CorTravel; the planner's */
  const CorClosedRoads *closed_roads;
  guint n_rally_points;
  CorPosition *rally_points;
  CorSnap *sources;
  const CorClosure **areas; /* that hold a rally point until the plan ends */
  gint64 *ready_utc_s;      /* when each can be left first */
  GPtrArray *crossings;     /* CorCrossing */
  CorSnap *targets;
  CorMatrix *quickest[COR_N_TRAVELS]; /* with the standing closures */
  CorMatrix *slowest[COR_N_TRAVELS];  /* with all; the same if nothing changes */
  gint64 *arrivals_utc_s[COR_N_TRAVELS];
  gboolean is_at_worst;                   /* whether the clock was not looked at yet */
  gboolean looks_at_clock[COR_N_TRAVELS]; /* whether each router has all closures */

  /* Of plans with lanes: where places stand if nothing is closed; who drives the lanes. */
  CorSnap *lane_sources;
  CorSnap *lane_targets;
  const CorLanePlan *lane_plan;

  /* From depots and crossings to rally points: made when there are vehicles. */
  CorPosition *depots;
  guint n_depots;
  CorSnap *empty_sources; /* depots, then crossings */
  CorMatrix *quickest_empty;
  CorMatrix *slowest_empty;

  /* Without any closure, by coach: made when somebody is cut off, for them. */
  gboolean looks_at_nothing;
  CorSnapOptions snap_options;
  CorSnap *open_sources;
  CorSnap *open_targets;
  CorMatrix *open_times;
  GArray *open_rows; /* guint: the rally points that it is from, ascending */
};

CorSnap cor_journeys_find_target (CorRouter *router,
                                  const CorCrossing *crossing,
                                  const CorSnapOptions *options);

gboolean cor_journeys_change (const CorJourneys *self);

CorRouter *cor_journeys_get_router_by_clock (CorJourneys *self, CorTravel travel);

void cor_journeys_forget_empty (CorJourneys *self);

void cor_journeys_forget_open (CorJourneys *self);

gboolean cor_journeys_snap_to_lanes (CorJourneys *self,
                                     const CorSnapOptions *options,
                                     CorProgress *progress,
                                     GError **error);

G_END_DECLS
