/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-flow.h"

/* When how many vehicles may enter lanes. */

/* Steps of a gate looked at before anybody may stop it. */
#define STEPS_PER_CHECK 16u

static const CorLane *
get_lane (const CorLaneProblem *problem, guint lane)
{
  return &g_array_index (problem->lanes->lanes, CorLane, lane);
}

/* So many steps from the head of a column to the head of the next. */
static guint
get_period (const CorLaneProblem *problem, guint gate)
{
  const CorLaneGate *record = &g_array_index (problem->lanes->gates, CorLaneGate, gate);

  return MAX (1u, (record->busy_s + problem->step_s - 1) / problem->step_s);
}

/* What a limit lets in in a step. One that takes fewer than one vehicle in a step lets one in at
 * fixed times, so that all lanes that it is on keep to them. */
static guint
get_limit_room (const CorLaneProblem *problem, guint limit, guint step)
{
  guint room = cor_lane_set_get_room (problem->lanes, limit,
                                      cor_lane_problem_get_step_utc_s (problem, step));

  return room == COR_LANE_UNLIMITED || step % get_period (problem, limit) == 0 ? room : 0;
}

/* What a gate and further limits on a lane's roads let in. */
static guint
get_room (const CorLaneProblem *problem, guint lane, guint step)
{
  const CorLane *record = get_lane (problem, lane);
  guint room = cor_lane_set_get_gate (problem->lanes, lane)->corridor != NULL
                   ? cor_lane_set_get_room (problem->lanes, record->gate,
                                            cor_lane_problem_get_step_utc_s (problem, step))
                   : get_limit_room (problem, record->gate, step);

  for (guint i = 0; i < record->limits->len; i++)
    room = MIN (room, get_limit_room (problem, g_array_index (record->limits, guint, i), step));

  return room;
}

/* Whether anybody comes to a lane, from a rally point just then or perhaps from another lane. */
static gboolean
is_come_to (const CorLaneProblem *problem, guint lane, gint64 enter_utc_s)
{
  if (cor_lane_times_get_n_cases (problem->times) == 1 ||
      cor_lane_times_is_reached (problem->times, lane, enter_utc_s))
    return TRUE;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < problem->lanes->lanes->len; j++)
      if (j != lane &&
          cor_lane_times_get_least_on_s (problem->times, i, j, lane) != COR_LANE_UNREACHABLE)
        return TRUE;

  return FALSE;
}

/* Whether there is a way on from a lane for whoever enters it then. */
static gboolean
leads_on (const CorLaneProblem *problem, guint lane, gint64 enter_utc_s)
{
  gint64 leave_utc_s = enter_utc_s + get_lane (problem, lane)->through_s;
  guint n_targets = problem->lanes->lanes->len + cor_timetable_get_n_crossings (problem->timetable);
  guint way_case;

  /* By ways that are open at all times one always gets as far as the flow finds out. */
  if (cor_lane_times_get_n_cases (problem->times) == 1)
    return TRUE;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < n_targets; j++)
      if (j != lane && cor_lane_times_find_next (problem->times, i, lane, j, leave_utc_s,
                                                 &way_case) != G_MAXINT64)
        return TRUE;

  return FALSE;
}

/* A column enters as soon as the lane opens, and then always when the one before has gone far
 * enough ahead. */
static gboolean
find_gate_rooms (const CorLaneProblem *problem,
                 guint gate,
                 guint *rooms,
                 CorProgress *progress,
                 GError **error)
{
  gboolean is_corridor = g_array_index (problem->lanes->gates, CorLaneGate, gate).corridor != NULL;
  guint period = is_corridor ? get_period (problem, gate) : 1;
  guint next = 0;

  for (guint i = 0; i < problem->n_steps; i++)
    {
      gint64 enter_utc_s = cor_lane_problem_get_step_utc_s (problem, i);
      gboolean enters = FALSE;

      if (i % STEPS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      if (i < next)
        continue;
      for (guint j = 0; j < problem->lanes->lanes->len; j++)
        if (get_lane (problem, j)->gate == gate &&
            cor_lane_set_is_open (problem->lanes, j, enter_utc_s) &&
            is_come_to (problem, j, enter_utc_s) && leads_on (problem, j, enter_utc_s))
          {
            guint room = get_room (problem, j, i);

            rooms[(gsize) j * problem->n_steps + i] = room;
            enters |= room > 0;
          }
      if (enters)
        next = i + period;
    }

  return TRUE;
}

/**
 * cor_lane_problem_find_rooms:
 * @self: a problem
 * @rooms: (array): takes, by lane, then step, how many vehicles may enter; all 0
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_lane_problem_find_rooms (const CorLaneProblem *self,
                             guint *rooms,
                             CorProgress *progress,
                             GError **error)
{
  for (guint i = 0; i < self->lanes->gates->len; i++)
    if (!find_gate_rooms (self, i, rooms, progress, error))
      return FALSE;

  return TRUE;
}
