/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-expanded-flow.h"
#include "cor-lane-exposure.h"
#include "cor-reach.h"
#include "cor-timetable.h"

G_BEGIN_DECLS

/* No step of time. */
#define COR_LANE_NEVER G_MAXUINT

/**
 * CorLaneProblem:
 * @lanes: the lanes
 * @times: how they are reached
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass, and how without lanes
 * @n_parties: how many parties
 * @clusters: (array length=n_parties): for each party its rally point
 * @ready_utc_s: (array length=n_parties): when it can leave first
 * @first_utc_s: when the first step of time begins
 * @step_s: how long a step is
 * @n_steps: how many there are
 * @car_people_x10: tenths of people in a car, as a rule
 * @coach_people: people in a coach, as a rule
 * @best_car_people_x10: tenths of people in a car, at best
 * @best_coach_people: people in a coach, at best
 *
 * @exposures: (nullable): how much of the ways is exposed; %NULL if nothing is
 * @is_careful: whether people take only ways on which hardly more is exposed than on the best
 *
 * People on their way through lanes. Everything is lent.
 */
typedef struct
{
  const CorLaneSet *lanes;
  CorLaneTimes *times;
  const CorTimetable *timetable;
  const CorParty *parties;
  guint n_parties;
  const guint *clusters;
  const gint64 *ready_utc_s;
  gint64 first_utc_s;
  guint step_s;
  guint n_steps;
  guint car_people_x10;
  guint coach_people;
  guint best_car_people_x10;
  guint best_coach_people;
  const CorLaneExposures *exposures;
  gboolean is_careful;
} CorLaneProblem;

/**
 * CorLaneEntry:
 * @lane: a lane
 * @step: when it is entered
 */
typedef struct
{
  guint lane;
  guint step;
} CorLaneEntry;

/**
 * CorLanePath:
 * @travel: by what
 * @slot: place of the slot among all slots of the timetable
 * @n_people: how many
 * @first_entry: place of their first lane
 * @n_entries: how many lanes they use; 0: they drive as they like
 *
 * People on the same way at the same time.
 */
typedef struct
{
  CorTravel travel;
  guint slot;
  guint n_people;
  guint first_entry;
  guint n_entries;
} CorLanePath;

/**
 * CorLaneFlow:
 * @paths: (element-type CorLanePath): who goes where
 * @entries: (element-type CorLaneEntry): the lanes of all paths
 * @rooms: (array): by lane, then step: vehicles that may enter
 * @shares: (array fixed-size=2): by #CorTravel; by lane, then step: how many of them are for these
 * @n_left: (array): of each party the people who are left if all vehicles are as full as at best
 * and driving takes whole steps rounded down: no plan leaves less, or less urgent ones
 * @last_hour: the last hour in which the others pass, if any do
 * @hours: the sum of the hours in which they pass: no plan that has as many out has less
 * @first_hours: (nullable) (array): of each party the first hour in which it could pass if there
 * were nobody else, on lanes, or by roads that are always open; %NULL if that is not known
 * @is_exact: whether @paths are such a flow themselves
 * @work: what finding it took: so many links looked at
 */
typedef struct
{
  GArray *paths;
  GArray *entries;
  guint *rooms;
  guint *shares[COR_N_TRAVELS];
  guint *n_left;
  guint last_hour;
  guint64 hours;
  guint *first_hours;
  gboolean is_exact;
  guint64 work;
} CorLaneFlow;

CorLaneFlow *cor_lane_flow_new_empty (const CorLaneProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

CorLaneFlow *cor_lane_flow_solve (const CorLaneProblem *problem,
                                  CorProgress *progress,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorLaneFlow *cor_lane_flow_solve_unbounded (const CorLaneProblem *problem,
                                            CorProgress *progress,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_lane_flow_try (const CorLaneProblem *problem,
                            CorReach *reach,
                            CorProgress *progress,
                            GError **error);

CorReach cor_lane_flow_measure (const CorLaneFlow *self, const CorLaneProblem *problem);

void cor_lane_flow_free (CorLaneFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLaneFlow, cor_lane_flow_free)

void cor_lane_path_leave_out_lanes (const CorLanePath *self,
                                    const CorLaneProblem *problem,
                                    guint party,
                                    GArray *entries);

guint
cor_lane_problem_count_people (const CorLaneProblem *self, CorTravel travel, guint n_vehicles);

guint
cor_lane_problem_count_vehicles (const CorLaneProblem *self, CorTravel travel, guint64 n_people);

guint
cor_lane_problem_find_entry (const CorLaneProblem *self, guint party, CorTravel travel, guint lane);

gboolean
cor_lane_problem_may_use (const CorLaneProblem *self, guint party, CorTravel travel, guint lane);

gboolean cor_lane_problem_find_rooms (const CorLaneProblem *self,
                                      guint *rooms,
                                      CorProgress *progress,
                                      GError **error);

gint64 cor_lane_problem_get_step_utc_s (const CorLaneProblem *self, guint step);

guint cor_lane_problem_find_step (const CorLaneProblem *self, gint64 time_utc_s);

G_END_DECLS
