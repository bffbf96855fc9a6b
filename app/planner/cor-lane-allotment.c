/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-allotment.h"

#include "cor-allotment.h"

/*
 * The flow through lanes knows slots, but nothing that slots share. So what they share is shared
 * out before: as it would be if whoever comes to a lane could enter it as soon as it is open,
 * whatever the others do.
 */

typedef struct
{
  const CorLaneProblem *problem;
  guint n_lanes;
  guint n_crossings;
  guint32 *on_s[COR_N_TRAVELS]; /* from the beginning of a lane to a crossing */
  guint *open_steps;            /* by lane, then step: the next in which it is open */
} Maker;

static guint32
add_times (guint32 a, guint32 b)
{
  return a == COR_LANE_UNREACHABLE || b == COR_LANE_UNREACHABLE ? COR_LANE_UNREACHABLE : a + b;
}

/* Lets each way through a lane go on by another, as long as that is quicker anywhere. */
static void
find_ways (Maker *self, CorTravel travel)
{
  const CorLane *lanes = (const CorLane *) (gpointer) self->problem->lanes->lanes->data;
  guint32 *on_s = self->on_s[travel];
  gboolean has_changed = TRUE;

  for (guint i = 0; i < self->n_lanes; i++)
    for (guint j = 0; j < self->n_crossings; j++)
      on_s[i * self->n_crossings + j] =
          lanes[i].ways[travel] == NULL
              ? COR_LANE_UNREACHABLE
              : add_times (lanes[i].through_s,
                           cor_lane_times_get_least_on_s (self->problem->times, travel, i,
                                                          self->n_lanes + j));
  while (has_changed)
    {
      has_changed = FALSE;
      for (guint i = 0; i < self->n_lanes * self->n_lanes; i++)
        {
          guint from = i / self->n_lanes, to = i % self->n_lanes;
          guint32 way_s;

          if (from == to || lanes[from].ways[travel] == NULL || lanes[to].ways[travel] == NULL)
            continue;
          way_s =
              add_times (lanes[from].through_s,
                         cor_lane_times_get_least_on_s (self->problem->times, travel, from, to));
          for (guint j = 0; j < self->n_crossings; j++)
            {
              guint32 whole_s = add_times (way_s, on_s[to * self->n_crossings + j]);

              if (whole_s >= on_s[from * self->n_crossings + j])
                continue;
              on_s[from * self->n_crossings + j] = whole_s;
              has_changed = TRUE;
            }
        }
    }
}

static void
find_open_steps (Maker *self)
{
  guint n_steps = self->problem->n_steps;

  self->open_steps = g_new (guint, (gsize) self->n_lanes * (n_steps + 1) + 1);
  for (guint i = 0; i < self->n_lanes; i++)
    {
      guint *steps = self->open_steps + (gsize) i * (n_steps + 1);

      steps[n_steps] = COR_LANE_NEVER;
      for (guint j = n_steps; j-- > 0;)
        steps[j] = cor_lane_set_is_open (self->problem->lanes, i,
                                         cor_lane_problem_get_step_utc_s (self->problem, j))
                       ? j
                       : steps[j + 1];
    }
}

/* The first step in which a party can enter a lane that is open, or COR_LANE_NEVER. */
static guint
find_entry (const Maker *self, guint party, CorTravel travel, guint lane)
{
  guint step = cor_lane_problem_find_entry (self->problem, party, travel, lane);

  return step != COR_LANE_NEVER
             ? self->open_steps[(gsize) lane * (self->problem->n_steps + 1) + step]
             : COR_LANE_NEVER;
}

/* Trips as they would be if there were nobody else. */
static CorTrip *
make_trips (const Maker *self, guint party, CorTravel travel)
{
  const CorLaneProblem *problem = self->problem;
  CorTrip *trips = g_new (CorTrip, self->n_crossings + 1);

  for (guint i = 0; i < self->n_crossings; i++)
    trips[i] = problem->parties[party].trips[travel][i];
  for (guint i = 0; i < self->n_lanes; i++)
    {
      guint step = find_entry (self, party, travel, i);

      for (guint j = 0; j < self->n_crossings && step != COR_LANE_NEVER; j++)
        {
          guint32 on_s = self->on_s[travel][i * self->n_crossings + j];
          guint hour = on_s == COR_LANE_UNREACHABLE
                           ? COR_HOUR_NONE
                           : cor_timetable_find_hour (
                                 problem->timetable, j,
                                 cor_lane_problem_get_step_utc_s (problem, step) + on_s);

          if (hour < trips[j].hour)
            trips[j] = (CorTrip){ .hour = hour, .drive_s = on_s };
        }
    }

  return trips;
}

static void
start_maker (Maker *self, const CorLaneProblem *problem)
{
  self->problem = problem;
  self->n_lanes = problem->lanes->lanes->len;
  self->n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      self->on_s[i] = g_new (guint32, (gsize) self->n_lanes * self->n_crossings + 1);
      find_ways (self, i);
    }
  find_open_steps (self);
}

/* The parties with the trips that they would have if there were nobody else; @kept holds these. */
static CorParty *
make_parties (const CorLaneProblem *problem, GPtrArray *kept)
{
  Maker self = { 0 };
  CorParty *parties = g_new0 (CorParty, problem->n_parties + 1);

  start_maker (&self, problem);
  for (guint i = 0; i < problem->n_parties; i++)
    {
      parties[i] = problem->parties[i];
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        {
          CorTrip *trips;

          if (parties[i].trips[j] == NULL)
            continue;
          trips = make_trips (&self, i, j);
          parties[i].trips[j] = trips;
          g_ptr_array_add (kept, trips);
        }
    }
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_free (self.on_s[i]);
  g_free (self.open_steps);

  return parties;
}

/**
 * cor_lane_allotment_new:
 * @problem: people and lanes, with slots that share limits
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Gives each slot for itself some of what it shares with others.
 *
 * Returns: (transfer full) (nullable): slots that share nothing, or %NULL if it was stopped
 */
CorTimetable *
cor_lane_allotment_new (const CorLaneProblem *problem, CorProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree CorParty *parties = make_parties (problem, kept);
  g_autoptr (CorAssignment) assignment =
      cor_assignment_solve (problem->timetable, parties, problem->n_parties, progress, error);

  return assignment != NULL
             ? cor_allotment_new (problem->timetable, parties, problem->n_parties, assignment)
             : NULL;
}

static guint *
count_used (const CorLaneFlow *flow, guint n_slots)
{
  guint *n_used = g_new0 (guint, n_slots + 1);

  for (guint i = 0; i < flow->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (flow->paths, CorLanePath, i);

      n_used[path->slot] += path->n_people;
    }

  return n_used;
}

/**
 * cor_lane_allotment_new_again:
 * @problem: people and lanes, with slots that share limits
 * @allotted: slots that shared nothing
 * @flow: who passed through these
 * @wanted: who would pass if slots shared nothing and had what they have
 *
 * Gives each slot what @flow used of it, as far as there is so much, and the rest to those of which
 * it used everything.
 *
 * Returns: (transfer full): slots that share nothing
 */
CorTimetable *
cor_lane_allotment_new_again (const CorLaneProblem *problem,
                              const CorTimetable *allotted,
                              const CorLaneFlow *flow,
                              const CorLaneFlow *wanted)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  g_autofree CorParty *parties = make_parties (problem, kept);
  g_autofree guint *n_used = NULL;
  g_autofree guint *n_wanted = NULL;
  guint n_slots;

  cor_timetable_get_all_slots (allotted, &n_slots);
  n_used = count_used (flow, n_slots);
  n_wanted = count_used (wanted, n_slots);

  return cor_allotment_new_again (problem->timetable, parties, problem->n_parties, allotted, n_used,
                                  n_wanted);
}
