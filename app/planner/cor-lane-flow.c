/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-network.h"

#include <string.h>

/*
 * A vehicle that enters a lane takes the place of any other, but cars carry few people and coaches
 * many, and both share the agreement; so the whole is no flow of people. It is made one by saying
 * beforehand how many of a column's vehicles are cars. First everybody may have all of them, filled
 * as well as they ever are: that is a relaxation, exactly solved, and bounds every plan. Where cars
 * and coaches then fit beside each other it is the answer, too. Otherwise the places are shared out
 * in proportion to what the relaxation used, so that the shares are right over the whole time, and
 * then what one of them leaves unused goes to the others, step by step, as long as that helps.
 */

#define MINUTES_PER_HOUR 60u

/* What making the network takes, by ways of people to it and its arcs: as long as so many links. */
#define WORK_PER_ENTRY G_GUINT64_CONSTANT (8)

/* How often shares are adjusted. */
#define MAX_ADJUSTMENTS 3

typedef struct
{
  const CorLaneProblem *problem;
  CorLaneNetwork *network;
  guint n_lanes;
  guint n_steps;
  CorLaneFlow *best;
  guint64 best_n_out;
  guint64 best_hours;
  guint64 n_dropped;                /* people of the best who would wait where they must not */
  guint32 *n_people[COR_N_TRAVELS]; /* by lane, then step: who enters */
  gboolean wants_bound;
} Solver;

static guint
get_gate (const Solver *self, guint lane)
{
  return g_array_index (self->problem->lanes->lanes, CorLane, lane).gate;
}

static gsize
get_cell (const Solver *self, guint lane, guint step)
{
  return (gsize) lane * self->n_steps + step;
}

/* As many as vehicles carry at best, or as a rule. */
static gboolean
set_capacities (Solver *self, gboolean at_best, CorProgress *progress, GError **error)
{
  CorLaneProblem problem = *self->problem;

  if (at_best)
    {
      problem.car_people_x10 = problem.best_car_people_x10;
      problem.coach_people = problem.best_coach_people;
    }
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < self->n_lanes; j++)
      {
        if (!cor_progress_check (progress, error))
          return FALSE;
        for (guint k = 0; k < self->n_steps; k++)
          cor_lane_network_set_capacity (
              self->network, i, j, k,
              cor_lane_problem_count_people (&problem, i,
                                             self->best->shares[i][get_cell (self, j, k)]));
      }

  return TRUE;
}

/* Whether those of a path can come to their first lane just when they enter it. */
static gboolean
comes_in_time (const Solver *self,
               const CorExpandedPath *path,
               CorTravel travel,
               guint lane,
               guint step)
{
  const CorLaneProblem *problem = self->problem;
  guint party = g_array_index (self->network->entries, CorExpandedEntry, path->entry).group;
  guint cluster = problem->clusters[party], way_case;
  gint64 ready_utc_s = MAX (problem->ready_utc_s[party],
                            cor_lane_times_get_ready_utc_s (problem->times, cluster, lane));
  gint64 depart_utc_s =
      cor_lane_times_find_departure (problem->times, travel, cluster, lane,
                                     cor_lane_problem_get_step_utc_s (problem, step), &way_case);

  return depart_utc_s >= ready_utc_s;
}

/* Whether the way on from a lane is open when it is left, so that one is there in time. */
static gboolean
goes_on_in_time (const Solver *self, CorTravel travel, const CorExpandedLeg *leg, guint lane)
{
  const CorLaneProblem *problem = self->problem;
  const CorExpandedLeg *next = leg + 1;
  const CorExpandedArc *arc = &g_array_index (self->network->arcs, CorExpandedArc, next->arc);
  gint64 leave_utc_s = cor_lane_problem_get_step_utc_s (problem, leg->step) +
                       g_array_index (problem->lanes->lanes, CorLane, lane).through_s;
  guint way_case;

  return cor_lane_times_find_next (problem->times, travel, lane,
                                   cor_lane_network_get_target (self->network, next->arc),
                                   leave_utc_s, &way_case) <=
         cor_lane_problem_get_step_utc_s (problem, next->step + arc->travel_steps);
}

/* Whether somebody would wait for a road to open, at a lane or at its end: in the flow whoever is
 * anywhere may stay there. */
static gboolean
waits_for_road (const Solver *self, const CorExpandedPath *path, CorTravel travel, GArray *legs)
{
  const CorExpandedLeg *first = &g_array_index (legs, CorExpandedLeg, path->first_leg);

  if (cor_lane_times_get_n_cases (self->problem->times) == 1)
    return FALSE;

  for (guint i = 0; i < path->n_legs; i++)
    {
      guint lane = g_array_index (self->network->arc_lanes, CorLaneArc, first[i].arc).lane;

      if (lane == COR_LANE_NONE)
        continue;
      if ((i == 0 && !comes_in_time (self, path, travel, lane, first[i].step)) ||
          (i + 1 < path->n_legs && !goes_on_in_time (self, travel, &first[i], lane)))
        return TRUE;
    }

  return FALSE;
}

/* Reads who goes where; keeps it if it is better than what was known. */
static void
keep (Solver *self, const CorExpandedFlow *flow, GArray *paths, GArray *legs)
{
  CorLaneFlow *best = self->best;

  g_array_set_size (best->paths, 0);
  g_array_set_size (best->entries, 0);
  self->n_dropped = 0;
  for (guint i = 0; i < paths->len; i++)
    {
      const CorExpandedPath *path = &g_array_index (paths, CorExpandedPath, i);
      CorLanePath kept = {
        .travel = g_array_index (self->network->entry_travels, CorTravel, path->entry),
        .slot = g_array_index (self->network->slot_places, guint, path->slot),
        .n_people = path->n_people,
        .first_entry = best->entries->len,
      };

      if (waits_for_road (self, path, kept.travel, legs))
        {
          self->n_dropped += path->n_people;
          continue;
        }
      for (guint j = 0; j < path->n_legs; j++)
        {
          const CorExpandedLeg *leg = &g_array_index (legs, CorExpandedLeg, path->first_leg + j);
          CorLaneEntry entry = {
            g_array_index (self->network->arc_lanes, CorLaneArc, leg->arc).lane, leg->step
          };

          if (entry.lane != COR_LANE_NONE)
            g_array_append_val (best->entries, entry);
        }
      cor_lane_path_leave_out_lanes (
          &kept, self->problem,
          g_array_index (self->network->entries, CorExpandedEntry, path->entry).group,
          best->entries);
      kept.n_entries = best->entries->len - kept.first_entry;
      g_array_append_val (best->paths, kept);
    }
  self->best_n_out = cor_expanded_flow_get_n_out (flow);
  self->best_hours = cor_expanded_flow_get_rank_sum (flow);
}

static void
count_entering (Solver *self, GArray *paths, GArray *legs)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    memset (self->n_people[i], 0, (gsize) self->n_lanes * self->n_steps * sizeof (guint32));
  for (guint i = 0; i < paths->len; i++)
    {
      const CorExpandedPath *path = &g_array_index (paths, CorExpandedPath, i);

      for (guint j = 0; j < path->n_legs; j++)
        {
          const CorExpandedLeg *leg = &g_array_index (legs, CorExpandedLeg, path->first_leg + j);
          CorLaneArc arc = g_array_index (self->network->arc_lanes, CorLaneArc, leg->arc);

          if (arc.lane != COR_LANE_NONE)
            self->n_people[arc.travel][get_cell (self, arc.lane, leg->step)] += path->n_people;
        }
    }
}

/* What no plan is better than. */
static void
take_bound (Solver *self, const CorExpandedFlow *flow)
{
  self->best->last_hour = cor_expanded_flow_get_last_rank (flow);
  self->best->hours = cor_expanded_flow_get_rank_sum (flow);
  for (guint i = 0; i < self->problem->n_parties; i++)
    self->best->n_left[i] = cor_expanded_flow_get_n_left (flow, i);
}

static gboolean
solve (Solver *self,
       gboolean is_first,
       gboolean is_bound,
       gboolean *is_better,
       CorProgress *progress,
       GError **error)
{
  g_autoptr (CorExpandedFlow) flow =
      cor_expanded_flow_new (&self->network->network, progress, error);
  g_autoptr (GArray) paths = g_array_new (FALSE, FALSE, sizeof (CorExpandedPath));
  g_autoptr (GArray) legs = g_array_new (FALSE, FALSE, sizeof (CorExpandedLeg));
  guint64 n_out, hours;

  if (flow == NULL || !cor_expanded_flow_solve (flow, progress, error) ||
      !cor_progress_check (progress, error))
    return FALSE;

  self->best->work += cor_expanded_flow_get_work (flow) +
                      WORK_PER_ENTRY * (self->network->entries->len + self->network->arcs->len);
  if (!cor_expanded_flow_list_paths (flow, paths, legs, progress, error))
    return FALSE;
  count_entering (self, paths, legs);
  if (!cor_progress_check (progress, error))
    return FALSE;
  n_out = cor_expanded_flow_get_n_out (flow);
  hours = cor_expanded_flow_get_rank_sum (flow);
  *is_better = is_first || n_out > self->best_n_out ||
               (n_out == self->best_n_out && hours < self->best_hours);
  if (*is_better)
    keep (self, flow, paths, legs);
  if (is_bound)
    take_bound (self, flow);

  return cor_progress_check (progress, error);
}

/* Vehicles of one gate that enter in a step. */
static guint64
count_entering_gate (const Solver *self, guint gate, guint step)
{
  guint64 n_vehicles = 0;

  for (guint i = 0; i < self->n_lanes; i++)
    for (guint j = 0; j < COR_N_TRAVELS && get_gate (self, i) == gate; j++)
      n_vehicles += cor_lane_problem_count_vehicles (self->problem, j,
                                                     self->n_people[j][get_cell (self, i, step)]);

  return n_vehicles;
}

static guint
get_gate_room (const Solver *self, guint gate, guint step)
{
  guint room = 0;

  for (guint i = 0; i < self->n_lanes; i++)
    if (get_gate (self, i) == gate)
      room = MAX (room, self->best->rooms[get_cell (self, i, step)]);

  return room;
}

static gboolean
fits (const Solver *self)
{
  for (guint i = 0; i < self->problem->lanes->gates->len; i++)
    for (guint j = 0; j < self->n_steps; j++)
      if (count_entering_gate (self, i, j) > get_gate_room (self, i, j))
        return FALSE;

  return TRUE;
}

/* Shares out a gate's places of every step in proportion to the vehicles that entered over the
 * whole time; what does not come out even is made up for later. */
static void
share_out_gate (Solver *self, guint gate)
{
  g_autofree guint64 *weights = g_new0 (guint64, COR_N_TRAVELS * self->n_lanes + 1);
  g_autofree gint64 *debts = g_new0 (gint64, COR_N_TRAVELS * self->n_lanes + 1);

  for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
    for (guint j = 0; j < self->n_steps && get_gate (self, i % self->n_lanes) == gate; j++)
      weights[i] += cor_lane_problem_count_vehicles (
          self->problem, i / self->n_lanes,
          self->n_people[i / self->n_lanes][get_cell (self, i % self->n_lanes, j)]);

  for (guint step = 0; step < self->n_steps; step++)
    {
      guint room = get_gate_room (self, gate, step);
      guint64 sum = 0;

      if (room == COR_LANE_UNLIMITED)
        continue;

      for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
        if (self->best->rooms[get_cell (self, i % self->n_lanes, step)] > 0)
          sum += weights[i];
      for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
        if (get_gate (self, i % self->n_lanes) == gate)
          self->best->shares[i / self->n_lanes][get_cell (self, i % self->n_lanes, step)] = 0;
      if (room == 0 || sum == 0)
        continue;

      for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
        if (self->best->rooms[get_cell (self, i % self->n_lanes, step)] > 0)
          debts[i] += (gint64) ((weights[i] << 16) / sum * room);
      for (guint given = 0; given < room; given++)
        {
          guint most = G_MAXUINT;

          for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
            if (weights[i] > 0 && (most == G_MAXUINT || debts[i] > debts[most]) &&
                self->best->rooms[get_cell (self, i % self->n_lanes, step)] > 0)
              most = i;
          debts[most] -= 1 << 16;
          self->best->shares[most / self->n_lanes][get_cell (self, most % self->n_lanes, step)]++;
        }
    }
}

/* Gives places that nobody of theirs used to those who used all of theirs. Returns whether any
 * changed hands. */
static gboolean
adjust_gate (Solver *self, guint gate, guint step)
{
  guint n_unused = 0;
  CorLaneFlow *best = self->best;
  guint taker = G_MAXUINT;

  for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
    {
      gsize cell = get_cell (self, i % self->n_lanes, step);
      CorTravel travel = i / self->n_lanes;
      guint n_used =
          cor_lane_problem_count_vehicles (self->problem, travel, self->n_people[travel][cell]);

      if (get_gate (self, i % self->n_lanes) != gate || best->shares[travel][cell] == 0)
        continue;
      if (n_used >= best->shares[travel][cell] && taker == G_MAXUINT)
        taker = i;
    }
  if (taker == G_MAXUINT)
    return FALSE;

  for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
    {
      gsize cell = get_cell (self, i % self->n_lanes, step);
      CorTravel travel = i / self->n_lanes;
      guint n_used =
          cor_lane_problem_count_vehicles (self->problem, travel, self->n_people[travel][cell]);

      if (get_gate (self, i % self->n_lanes) != gate || n_used >= best->shares[travel][cell])
        continue;
      n_unused += best->shares[travel][cell] - n_used;
      best->shares[travel][cell] = n_used;
    }
  best->shares[taker / self->n_lanes][get_cell (self, taker % self->n_lanes, step)] += n_unused;

  return n_unused > 0;
}

static gboolean
adjust (Solver *self, gboolean *changed, CorProgress *progress, GError **error)
{
  *changed = FALSE;
  for (guint i = 0; i < self->problem->lanes->gates->len; i++)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      if (g_array_index (self->problem->lanes->gates, CorLaneGate, i).max_vehicles ==
          COR_LANE_UNLIMITED)
        continue;
      for (guint j = 0; j < self->n_steps; j++)
        if (get_gate_room (self, i, j) != COR_LANE_UNLIMITED)
          *changed |= adjust_gate (self, i, j);
    }

  return TRUE;
}

/* Copies shares, to come back to them. */
static void
copy_shares (const Solver *self, guint *const *from, guint **to)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    memcpy (to[i], from[i], (gsize) self->n_lanes * self->n_steps * sizeof (guint));
}

static gboolean
share_out (Solver *self, CorProgress *progress, GError **error)
{
  gsize n_cells = (gsize) self->n_lanes * self->n_steps;
  g_autofree guint *cars = g_new (guint, n_cells + 1);
  g_autofree guint *coaches = g_new (guint, n_cells + 1);
  guint *kept[COR_N_TRAVELS] = { cars, coaches };
  gboolean is_better, changed;

  for (guint i = 0; i < self->problem->lanes->gates->len; i++)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      if (g_array_index (self->problem->lanes->gates, CorLaneGate, i).max_vehicles !=
          COR_LANE_UNLIMITED)
        share_out_gate (self, i);
    }
  self->best_n_out = 0;
  g_array_set_size (self->best->paths, 0);
  if (!set_capacities (self, FALSE, progress, error) ||
      !solve (self, FALSE, FALSE, &is_better, progress, error))
    return FALSE;

  copy_shares (self, self->best->shares, kept);
  for (guint i = 0; i < MAX_ADJUSTMENTS; i++)
    {
      if (!adjust (self, &changed, progress, error))
        return FALSE;
      if (!changed)
        break;
      if (!set_capacities (self, FALSE, progress, error) ||
          !solve (self, FALSE, FALSE, &is_better, progress, error))
        return FALSE;
      if (!is_better)
        break;
      copy_shares (self, self->best->shares, kept);
    }
  copy_shares (self, kept, self->best->shares);

  return TRUE;
}

/* Whether one must be at the crossings by the end of steps, so that nothing is rounded. */
static gboolean
is_aligned (const CorLaneProblem *problem)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (problem->timetable, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      gint64 latest_utc_s = cor_timetable_get_latest_arrival_utc_s (
          problem->timetable, slots[i].crossing, slots[i].hour);

      if (latest_utc_s > problem->first_utc_s &&
          (latest_utc_s - problem->first_utc_s) % problem->step_s != 0)
        return FALSE;
    }

  return TRUE;
}

/* The relaxation with what is rounded rounded so that nobody is too late. */
static gboolean
find_bound (Solver *self, CorProgress *progress, GError **error)
{
  g_autoptr (CorLaneNetwork) optimistic =
      cor_lane_network_new (self->problem, TRUE, progress, error);
  g_autoptr (CorExpandedFlow) flow = NULL;

  if (optimistic == NULL)
    return FALSE;

  self->network = optimistic;
  if (!set_capacities (self, TRUE, progress, error))
    return FALSE;
  flow = cor_expanded_flow_new (&optimistic->network, progress, error);
  if (flow == NULL || !cor_expanded_flow_solve (flow, progress, error))
    return FALSE;

  take_bound (self, flow);

  return TRUE;
}

/* The relaxation, which is also the answer where it fits. */
static gboolean
run (Solver *self, CorProgress *progress, GError **error)
{
  g_autoptr (CorLaneNetwork) network = cor_lane_network_new (self->problem, FALSE, progress, error);
  gboolean aligned = is_aligned (self->problem), is_better;

  if (network == NULL)
    return FALSE;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    memcpy (self->best->shares[i], self->best->rooms,
            (gsize) self->n_lanes * self->n_steps * sizeof (guint));
  if (self->wants_bound && !aligned && !find_bound (self, progress, error))
    return FALSE;

  self->network = network;
  if (!set_capacities (self, TRUE, progress, error) ||
      !solve (self, TRUE, aligned, &is_better, progress, error))
    return FALSE;
  if (!fits (self))
    return share_out (self, progress, error);

  self->best->is_exact = aligned && self->n_dropped == 0;

  return TRUE;
}

/**
 * cor_lane_flow_new_empty:
 * @problem: people and lanes
 *
 * Returns: (transfer full): nobody goes anywhere, no lane is open
 */
CorLaneFlow *
cor_lane_flow_new_empty (const CorLaneProblem *problem)
{
  CorLaneFlow *self = g_new0 (CorLaneFlow, 1);
  gsize n_cells = (gsize) problem->lanes->lanes->len * problem->n_steps;

  self->paths = g_array_new (FALSE, FALSE, sizeof (CorLanePath));
  self->entries = g_array_new (FALSE, FALSE, sizeof (CorLaneEntry));
  self->rooms = g_new0 (guint, n_cells + 1);
  self->n_left = g_new0 (guint, problem->n_parties + 1);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    self->shares[i] = g_new0 (guint, n_cells + 1);

  return self;
}

static CorLaneFlow *
flow_new (const CorLaneProblem *problem,
          gboolean wants_bound,
          CorProgress *progress,
          GError **error)
{
  g_autoptr (CorLaneFlow) self = cor_lane_flow_new_empty (problem);
  gsize n_cells = (gsize) problem->lanes->lanes->len * problem->n_steps;
  g_autofree guint32 *cars = g_new0 (guint32, n_cells + 1);
  g_autofree guint32 *riders = g_new0 (guint32, n_cells + 1);
  Solver solver = { .problem = problem,
                    .n_lanes = problem->lanes->lanes->len,
                    .n_steps = problem->n_steps,
                    .best = self,
                    .n_people = { cars, riders },
                    .wants_bound = wants_bound };

  if (!cor_lane_problem_find_rooms (problem, self->rooms, progress, error))
    return NULL;

  return run (&solver, progress, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * cor_lane_flow_solve:
 * @problem: people and lanes
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Decides who drives which lanes when, and who passes where: most people out, the last of them
 * earliest, fewest person-hours, the more urgent first.
 *
 * Returns: (transfer full) (nullable): who goes where
 */
CorLaneFlow *
cor_lane_flow_solve (const CorLaneProblem *problem, CorProgress *progress, GError **error)
{
  return flow_new (problem, TRUE, progress, error);
}

/**
 * cor_lane_flow_solve_unbounded:
 * @problem: people and lanes
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Does what cor_lane_flow_solve() does, without bounding what people could do at best.
 *
 * Returns: (transfer full) (nullable): who goes where
 */
CorLaneFlow *
cor_lane_flow_solve_unbounded (const CorLaneProblem *problem, CorProgress *progress, GError **error)
{
  return flow_new (problem, FALSE, progress, error);
}

/**
 * cor_lane_flow_try:
 * @problem: people and lanes
 * @reach: (out): how far they get
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Looks how far people would get as cor_lane_flow_solve() sends them, without bounding what they
 * could do at best.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_lane_flow_try (const CorLaneProblem *problem,
                   CorReach *reach,
                   CorProgress *progress,
                   GError **error)
{
  g_autoptr (CorLaneFlow) flow = flow_new (problem, FALSE, progress, error);

  if (flow == NULL)
    return FALSE;
  *reach = cor_lane_flow_measure (flow, problem);

  return TRUE;
}

/* When the last hour ends for those who pass in it. Who comes with a column may come late in it;
 * the others are through when so much of it is over as they use of the room. */
static guint64
find_end_min (const CorLaneFlow *self, const CorLaneProblem *problem, guint hour)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (problem->timetable, &n_slots);
  g_autofree guint *used = g_new0 (guint, n_slots + 1);
  guint64 n_used = 0, n_room = 0;

  for (guint i = 0; i < self->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (self->paths, CorLanePath, i);

      if (slots[path->slot].hour != hour)
        continue;
      if (path->n_entries > 0)
        return (guint64) (hour + 1) * MINUTES_PER_HOUR;
      used[path->slot] += path->n_people;
    }
  for (guint i = 0; i < n_slots; i++)
    if (used[i] > 0)
      {
        n_used += used[i];
        n_room += slots[i].capacity_people;
      }

  return n_used == 0 ? 0
                     : (guint64) hour * MINUTES_PER_HOUR +
                           (n_used * MINUTES_PER_HOUR + n_room - 1) / n_room;
}

/**
 * cor_lane_flow_measure:
 * @self: who goes where
 * @problem: what it is about
 *
 * Returns: how far they get
 */
CorReach
cor_lane_flow_measure (const CorLaneFlow *self, const CorLaneProblem *problem)
{
  guint n_slots, last_hour = 0;
  const CorSlot *slots = cor_timetable_get_all_slots (problem->timetable, &n_slots);
  CorReach reach = { .work = self->work };

  for (guint i = 0; i < problem->n_parties; i++)
    reach.n_left += problem->parties[i].n_people;
  for (guint i = 0; i < self->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (self->paths, CorLanePath, i);

      reach.n_left -= path->n_people;
      reach.hours += (guint64) path->n_people * slots[path->slot].hour;
      last_hour = MAX (last_hour, slots[path->slot].hour);
    }
  reach.hours += reach.n_left * cor_timetable_get_n_hours (problem->timetable);
  reach.end_min = find_end_min (self, problem, last_hour);

  return reach;
}

/**
 * cor_lane_flow_free:
 * @self: (transfer full): who goes where
 *
 * Frees @self.
 */
void
cor_lane_flow_free (CorLaneFlow *self)
{
  g_array_unref (self->paths);
  g_array_unref (self->entries);
  g_free (self->rooms);
  g_free (self->n_left);
  g_free (self->first_hours);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_free (self->shares[i]);
  g_free (self);
}
