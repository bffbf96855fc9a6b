/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-corridor-cache.h"
#include "cor-lane-flow.h"

G_BEGIN_DECLS

/**
 * CorLaneColumn:
 * @crossing: the crossing that it goes to
 * @travel: whether it is of cars or of coaches
 * @first_entry: place of its first lane in the plan's entries
 * @n_entries: how many lanes it drives, at least 1
 * @arrive_utc_s: when it reaches the crossing
 *
 * Those who enter the same lanes at the same times, go on to the same crossing, and are all cars,
 * or all coaches.
 */
typedef struct
{
  guint crossing;
  CorTravel travel;
  guint first_entry;
  guint n_entries;
  gint64 arrive_utc_s;
} CorLaneColumn;

/**
 * CorLanePlan:
 * @problem: what it is about
 * @flow: who goes where if people are counted singly
 * @careful: (nullable): who would go where to be as little exposed as can be; %NULL if nothing is
 * @columns: (element-type CorLaneColumn): by crossing, by what, then lanes and times
 * @entries: (element-type CorLaneEntry): their lanes
 * @crossings: (element-type CorCrossing): the crossings, then for each column the one it goes to
 * @timetable: their slots: what columns may use is taken from the crossings
 * @sources: (element-type guint): for each slot of @timetable the one of the crossings that its
 * places were taken from; of a crossing's own slot itself
 * @parties: (array): the parties of the problem, with trips to the columns as well
 *
 * A plan's columns. Beside the crossings they are crossings of their own, with slots that depend on
 * nothing else, so that whoever loads households and vehicles need not know of lanes.
 */
struct _CorLanePlan
{
  CorLaneProblem problem;
  CorLaneFlow *flow;
  CorLaneFlow *careful;
  GArray *columns;
  GArray *entries;
  GPtrArray *crossings;
  CorTimetable *timetable;
  GArray *sources;
  CorParty *parties;
  GPtrArray *trips;
};

CorLanePlan *cor_lane_plan_new (const CorLaneProblem *problem,
                                GPtrArray *crossings,
                                CorProgress *progress,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorLanePlan *cor_lane_plan_new_from_flow (const CorLaneProblem *problem,
                                          GPtrArray *crossings,
                                          CorLaneFlow *flow,
                                          CorProgress *progress,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_lane_plan_free (CorLanePlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLanePlan, cor_lane_plan_free)

guint cor_lane_plan_get_n_crossings (const CorLanePlan *self);

const CorLaneColumn *cor_lane_plan_get_column (const CorLanePlan *self, guint crossing);

char *cor_lane_plan_dup_key (const CorLanePlan *self, guint crossing) G_GNUC_WARN_UNUSED_RESULT;

gint64 cor_lane_plan_get_enter_utc_s (const CorLanePlan *self, guint entry);

guint32 cor_lane_plan_get_time_ms (const CorLanePlan *self,
                                   CorTravel travel,
                                   guint rally_point,
                                   guint crossing);

gint64 cor_lane_plan_get_arrival_utc_s (const CorLanePlan *self,
                                        CorTravel travel,
                                        guint rally_point,
                                        guint crossing);

gint64 cor_lane_plan_get_departure_utc_s (const CorLanePlan *self,
                                          CorTravel travel,
                                          guint rally_point,
                                          guint crossing);

CorCorridor *cor_lane_plan_find_way (const CorLanePlan *self,
                                     CorJourneys *journeys,
                                     const CorCluster *cluster,
                                     guint rally_point,
                                     guint crossing);

G_END_DECLS
