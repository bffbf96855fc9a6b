/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-flow.h"

/* What whoever sends people through lanes asks of them. */

/**
 * cor_lane_problem_get_step_utc_s:
 * @self: a problem
 * @step: a step of time
 *
 * Returns: when it begins
 */
gint64
cor_lane_problem_get_step_utc_s (const CorLaneProblem *self, guint step)
{
  return self->first_utc_s + (gint64) step * self->step_s;
}

/**
 * cor_lane_problem_find_step:
 * @self: a problem
 * @time_utc_s: a time
 *
 * Returns: the first step that begins then or later, which may be after the last
 */
guint
cor_lane_problem_find_step (const CorLaneProblem *self, gint64 time_utc_s)
{
  gint64 after_s = MAX (0, time_utc_s - self->first_utc_s);

  return (guint) MIN ((after_s + self->step_s - 1) / self->step_s, (gint64) G_MAXUINT16);
}

/**
 * cor_lane_problem_count_people:
 * @self: a problem
 * @travel: cars or coaches
 * @n_vehicles: how many, or %COR_LANE_UNLIMITED
 *
 * Returns: how many people these carry as a rule
 */
guint
cor_lane_problem_count_people (const CorLaneProblem *self, CorTravel travel, guint n_vehicles)
{
  guint64 n_people = travel == COR_TRAVEL_CAR ? (guint64) n_vehicles * self->car_people_x10 / 10
                                              : (guint64) n_vehicles * self->coach_people;

  return n_vehicles == COR_LANE_UNLIMITED ? COR_EXPANDED_UNLIMITED
                                          : (guint) MIN (n_people, COR_EXPANDED_UNLIMITED);
}

/**
 * cor_lane_problem_may_use:
 * @self: a problem
 * @party: a party
 * @travel: by what
 * @lane: a lane
 *
 * Those with a car take it where cars may drive, and go with the others where these may not.
 *
 * Returns: whether they can come to the lane and drive it so
 */
gboolean
cor_lane_problem_may_use (const CorLaneProblem *self, guint party, CorTravel travel, guint lane)
{
  guint modes = cor_lane_set_get_modes (self->lanes, lane);
  guint mode = travel == COR_TRAVEL_CAR ? COR_MODE_CAR : COR_MODE_COACH;

  if (self->parties[party].trips[travel] == NULL || (modes & mode) == 0 ||
      (travel == COR_TRAVEL_COACH && self->parties[party].trips[COR_TRAVEL_CAR] != NULL &&
       (modes & COR_MODE_CAR) != 0))
    return FALSE;

  return self->ready_utc_s[party] != G_MAXINT64 &&
         cor_lane_times_find_arrival (self->times, travel, self->clusters[party], lane,
                                      self->first_utc_s) != G_MAXINT64;
}

/**
 * cor_lane_problem_find_entry:
 * @self: a problem
 * @party: a party
 * @travel: by what
 * @lane: a lane
 *
 * Returns: the first step in which they can enter the lane if it is open then; %COR_LANE_NEVER if
 *   they cannot come to it while the plan lasts, or may not drive it
 */
guint
cor_lane_problem_find_entry (const CorLaneProblem *self, guint party, CorTravel travel, guint lane)
{
  guint cluster = self->clusters[party], step;
  gint64 ready_utc_s, arrive_utc_s;

  if (!cor_lane_problem_may_use (self, party, travel, lane))
    return COR_LANE_NEVER;
  ready_utc_s =
      MAX (self->ready_utc_s[party], cor_lane_times_get_ready_utc_s (self->times, cluster, lane));
  if (ready_utc_s == G_MAXINT64)
    return COR_LANE_NEVER;
  arrive_utc_s = cor_lane_times_find_arrival (self->times, travel, cluster, lane, ready_utc_s);
  if (arrive_utc_s == G_MAXINT64)
    return COR_LANE_NEVER;
  step = cor_lane_problem_find_step (self, arrive_utc_s);

  return step < self->n_steps ? step : COR_LANE_NEVER;
}

/**
 * cor_lane_problem_count_vehicles:
 * @self: a problem
 * @travel: cars or coaches
 * @n_people: people
 *
 * Returns: how many vehicles these fill as a rule
 */
guint
cor_lane_problem_count_vehicles (const CorLaneProblem *self, CorTravel travel, guint64 n_people)
{
  if (travel == COR_TRAVEL_CAR)
    return (guint) ((n_people * 10 + self->car_people_x10 - 1) / self->car_people_x10);

  return (guint) ((n_people + self->coach_people - 1) / self->coach_people);
}
