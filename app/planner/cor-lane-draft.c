/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-draft.h"

#include "cor-lane-allotment.h"
#include "cor-lane-early.h"
#include "cor-lane-worth.h"
#include "cor-time.h"
#include "cor-vehicle.h"

#define SECONDS_PER_MINUTE 60u

/* People in a coach where the plan names no vehicles; the simulation takes the same. */
#define COACH_PEOPLE 45u

/* More steps than these are not kept apart: the steps become longer. */
#define MAX_STEPS 20000u

/* How often what slots share is shared out again; each time all columns are found anew. */
#define MAX_SHARINGS 4u

/* What is put back when the lanes are forgotten, and what the lanes' problem lends. */
struct _CorDraftLanes
{
  CorTimetable *timetable;
  CorTimetable *allotted; /* NULL if no slots share anything */
  CorParty *parties;
  GPtrArray *crossings;
  guint *clusters;
  gint64 *ready_utc_s;
};

/**
 * cor_draft_get_lane_steps:
 * @self: a plan in the making
 *
 * Returns: the plan's steps of time, from the clock hour in which it begins; for a very long plan
 *   longer ones than the plan's settings ask for
 */
CorLaneSteps
cor_draft_get_lane_steps (const CorDraft *self)
{
  static const guint steps_min[] = { 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60 };
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  CorLaneSteps steps = { .first_utc_s = cor_time_floor_hour (settings->start_utc_s) };
  gint64 length_s = MAX (0, cor_timetable_get_end_utc_s (self->timetable) - steps.first_utc_s);

  for (guint i = 0; i < G_N_ELEMENTS (steps_min); i++)
    {
      steps.step_s = steps_min[i] * SECONDS_PER_MINUTE;
      if (steps_min[i] >= settings->step_min && length_s / steps.step_s <= MAX_STEPS)
        break;
    }
  steps.n_steps = (guint) (length_s / steps.step_s);

  return steps;
}

/* People in a car as a rule: as the plan says, or as its households are, whichever is less. */
static guint
count_car_people_x10 (const CorDraft *self)
{
  guint x10 = cor_snapshot_get_settings (self->snapshot)->people_per_car_x10;
  guint64 n_people = 0, n_households = 0;

  for (guint i = 0; i < self->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (self->households, CorHousehold, i);

      if (!((CorDemandGroup *) self->groups->pdata[household->group])->with_car)
        continue;
      n_people += household->n_people;
      n_households++;
    }

  return (guint) MAX (10u, n_households > 0 ? MIN (x10, n_people * 10 / n_households) : x10);
}

/* People in a vehicle of the plan, as a rule or at best. */
static guint
count_coach_people (const CorDraft *self, gboolean at_best)
{
  GPtrArray *records = cor_snapshot_get_records (self->snapshot, COR_RECORD_VEHICLE);
  guint64 n_seats = 0, n_vehicles = 0;
  guint most = 1;

  if (records->len == 0)
    return COACH_PEOPLE;

  for (guint i = 0; i < records->len; i++)
    {
      const CorVehicle *record = records->pdata[i];
      guint n = record->seats + record->wheelchair_places + record->stretcher_places;

      n_seats += (guint64) record->n_vehicles * n;
      n_vehicles += record->n_vehicles;
      most = MAX (most, n);
    }

  return at_best || n_vehicles == 0 ? most : (guint) MAX (1u, n_seats / n_vehicles);
}

static CorLaneProblem
make_problem (const CorDraft *self, const CorLaneSet *lanes, CorLaneTimes *times)
{
  CorLaneSteps steps = cor_draft_get_lane_steps (self);
  CorDraftLanes *kept = self->lanes;

  kept->clusters = g_new (guint, self->groups->len + 1);
  kept->ready_utc_s = g_new (gint64, self->groups->len + 1);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const CorDemandGroup *group = self->groups->pdata[i];
      gboolean is_abroad =
          cor_cluster_is_abroad (self->clustering->clusters->pdata[group->cluster]);

      kept->clusters[i] = group->cluster;
      kept->ready_utc_s[i] = is_abroad ? G_MAXINT64 : group->ready_utc_s;
    }

  return (CorLaneProblem){
    .lanes = lanes,
    .times = times,
    .timetable = self->timetable,
    .parties = self->parties,
    .n_parties = self->groups->len,
    .clusters = kept->clusters,
    .ready_utc_s = kept->ready_utc_s,
    .first_utc_s = steps.first_utc_s,
    .step_s = steps.step_s,
    .n_steps = steps.n_steps,
    .car_people_x10 = count_car_people_x10 (self),
    .coach_people = count_coach_people (self, FALSE),
    .best_car_people_x10 = cor_snapshot_get_settings (self->snapshot)->people_per_car_x10,
    .best_coach_people = count_coach_people (self, TRUE),
    .exposures = cor_lane_times_get_exposures (times),
  };
}

/* A flow that does not keep to what slots share bounds the plans that do. */
static void
take_bound (CorLaneFlow *flow, CorLaneFlow *bound)
{
  g_free (flow->n_left);
  flow->n_left = g_steal_pointer (&bound->n_left);
  flow->last_hour = bound->last_hour;
  flow->hours = bound->hours;
  flow->is_exact = FALSE;
}

/* What people in a flow through lanes come to: those who are left, the last hour, all hours. */
typedef struct
{
  guint64 n_left;
  guint last_hour;
  guint64 hours;
} LaneScore;

static LaneScore
score_paths (const CorLaneProblem *problem, const CorLaneFlow *flow)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (problem->timetable, &n_slots);
  LaneScore score = { 0 };

  for (guint i = 0; i < problem->n_parties; i++)
    score.n_left += problem->parties[i].n_people;
  for (guint i = 0; i < flow->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (flow->paths, CorLanePath, i);

      score.n_left -= path->n_people;
      score.last_hour = MAX (score.last_hour, slots[path->slot].hour);
      score.hours += (guint64) path->n_people * slots[path->slot].hour;
    }

  return score;
}

static gboolean
is_better (const LaneScore *a, const LaneScore *b)
{
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour < b->last_hour;

  return a->hours < b->hours;
}

/* Whether those in a flow come to no more than in one that bounds it. */
static gboolean
reaches_bound (const CorLaneProblem *problem, const CorLaneFlow *bound, const LaneScore *score)
{
  LaneScore best = { 0, bound->last_hour, bound->hours };

  for (guint i = 0; i < problem->n_parties; i++)
    best.n_left += bound->n_left[i];

  return !is_better (&best, score);
}

/* Columns in slots that have another share, taken if the plan is better with them. */
static gboolean
try_share (CorDraft *self,
           const CorLaneProblem *whole,
           CorTimetable *allotted,
           LaneScore *best,
           gboolean *is_taken,
           CorProgress *progress,
           GError **error)
{
  CorLaneProblem problem = *whole;
  g_autoptr (CorLanePlan) plan = NULL;
  LaneScore score;

  problem.timetable = allotted;
  plan = cor_lane_plan_new (&problem, self->crossings, progress, error);
  if (plan == NULL)
    {
      cor_timetable_free (allotted);
      return FALSE;
    }

  score = score_paths (whole, plan->flow);
  *is_taken = is_better (&score, best);
  if (*is_taken)
    {
      *best = score;
      cor_lane_plan_free (self->lane_plan);
      cor_timetable_free (self->lanes->allotted);
      self->lane_plan = g_steal_pointer (&plan);
      self->lanes->allotted = allotted;
    }
  else
    {
      g_clear_pointer (&plan, cor_lane_plan_free);
      cor_timetable_free (allotted);
    }

  return TRUE;
}

/* Shares out what slots share as those would use it whom nothing but lanes keeps; then, as long as
 * that makes the plan better, what columns left of their share. */
static gboolean
share_again (CorDraft *self,
             const CorLaneProblem *whole,
             const CorLaneFlow *bound,
             CorProgress *progress,
             GError **error)
{
  LaneScore best = score_paths (whole, self->lane_plan->flow);
  gboolean is_taken = TRUE;

  if (!reaches_bound (whole, bound, &best) &&
      !try_share (self, whole, cor_lane_allotment_new_again (whole, whole->timetable, bound, bound),
                  &best, &is_taken, progress, error))
    return FALSE;
  is_taken = TRUE;
  for (guint i = 0; i < MAX_SHARINGS && is_taken && !reaches_bound (whole, bound, &best); i++)
    if (!try_share (self, whole,
                    cor_lane_allotment_new_again (whole, self->lanes->allotted,
                                                  self->lane_plan->flow, bound),
                    &best, &is_taken, progress, error))
      return FALSE;

  return TRUE;
}

/* Lanes know nothing of what slots share: that is shared out before. */
static gboolean
plan_columns (CorDraft *self, const CorLaneProblem *whole, CorProgress *progress, GError **error)
{
  CorLaneProblem problem = *whole;
  g_autoptr (CorLaneFlow) bound = NULL;
  guint n_limits;

  cor_timetable_get_limits (whole->timetable, &n_limits);
  if (n_limits > 0)
    {
      problem.timetable = self->lanes->allotted = cor_lane_allotment_new (whole, progress, error);
      if (problem.timetable == NULL)
        return FALSE;
    }
  self->lane_plan = cor_lane_plan_new (&problem, self->crossings, progress, error);
  if (self->lane_plan == NULL || n_limits == 0)
    return self->lane_plan != NULL;

  bound = cor_lane_flow_solve (whole, progress, error);
  if (bound == NULL || !share_again (self, whole, bound, progress, error))
    return FALSE;
  take_bound (self->lane_plan->flow, bound);

  return TRUE;
}

/* From now on columns are crossings like others; what was before is kept. */
static void
use_columns (CorDraft *self)
{
  self->lanes->timetable = self->timetable;
  self->lanes->parties = self->parties;
  self->lanes->crossings = self->crossings;
  self->timetable = self->lane_plan->timetable;
  self->parties = self->lane_plan->parties;
  self->crossings = self->lane_plan->crossings;
  cor_journeys_set_lane_plan (self->journeys, self->lane_plan);
}

/**
 * cor_draft_plan_lanes:
 * @self: a plan in the making, its parties and households known
 * @lanes: the lanes; at least one
 * @times: how they are reached
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Decides which columns drive agreed corridors and limited roads. From now on the plan's
 * crossings, timetable and parties have these columns beside the crossings.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_plan_lanes (CorDraft *self,
                      const CorLaneSet *lanes,
                      CorLaneTimes *times,
                      CorProgress *progress,
                      GError **error)
{
  CorLaneProblem problem;

  if (!cor_lane_times_measure_exposures (times, self->journeys,
                                         cor_exposures_get_legs (self->exposures), progress, error))
    return FALSE;

  self->lanes = g_new0 (CorDraftLanes, 1);
  problem = make_problem (self, lanes, times);
  if (!plan_columns (self, &problem, progress, error))
    {
      g_clear_pointer (&self->lane_plan, cor_lane_plan_free);
      return FALSE;
    }

  use_columns (self);

  return TRUE;
}

/* Columns for those whom the quick flow sends through lanes, in slots that share nothing. */
static gboolean
plan_early_columns (CorDraft *self, CorLaneProblem *problem, CorProgress *progress, GError **error)
{
  CorLaneFlow *flow = cor_lane_flow_new_early (problem, progress, error);
  guint n_limits;

  if (flow == NULL)
    return FALSE;

  cor_timetable_get_limits (problem->timetable, &n_limits);
  if (n_limits > 0)
    problem->timetable = self->lanes->allotted = cor_lane_flow_allot (flow, problem);
  self->lane_plan = cor_lane_plan_new_from_flow (problem, self->crossings, flow, progress, error);

  return self->lane_plan != NULL;
}

/**
 * cor_draft_plan_lanes_early:
 * @self: an early plan in the making, its parties and households known
 * @lanes: the lanes; at least one
 * @times: how they are reached
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Does what cor_draft_plan_lanes() does, for a first plan: some columns that can be driven, in no
 * time to speak of.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_plan_lanes_early (CorDraft *self,
                            const CorLaneSet *lanes,
                            CorLaneTimes *times,
                            CorProgress *progress,
                            GError **error)
{
  CorLaneProblem problem;

  self->lanes = g_new0 (CorDraftLanes, 1);
  problem = make_problem (self, lanes, times);
  problem.exposures = NULL;
  if (!plan_early_columns (self, &problem, progress, error))
    return FALSE;

  use_columns (self);

  return TRUE;
}

/**
 * cor_draft_clear_lanes:
 * @self: a plan in the making
 *
 * Forgets its columns, if it has any.
 */
void
cor_draft_clear_lanes (CorDraft *self)
{
  CorDraftLanes *kept = self->lanes;

  if (kept == NULL)
    return;

  if (self->lane_plan != NULL)
    {
      cor_journeys_set_lane_plan (self->journeys, NULL);
      self->timetable = kept->timetable;
      self->parties = kept->parties;
      self->crossings = kept->crossings;
    }
  g_clear_pointer (&self->lane_plan, cor_lane_plan_free);
  g_clear_pointer (&kept->allotted, cor_timetable_free);
  g_free (kept->clusters);
  g_free (kept->ready_utc_s);
  g_clear_pointer (&self->lanes, g_free);
}

/**
 * cor_draft_without_columns:
 * @self: a plan in the making
 *
 * Returns: the same with the crossings, slots and parties that it has without its columns; lent
 */
CorDraft
cor_draft_without_columns (const CorDraft *self)
{
  CorDraft without = *self;

  if (self->lane_plan == NULL)
    return without;

  without.timetable = self->lanes->timetable;
  without.parties = self->lanes->parties;
  without.crossings = self->lanes->crossings;

  return without;
}

/**
 * cor_draft_has_allotment:
 * @self: a plan in the making
 *
 * Returns: whether it has lanes, and slots that shared something, which was shared out before
 */
gboolean
cor_draft_has_allotment (const CorDraft *self)
{
  return self->lanes != NULL && self->lanes->allotted != NULL;
}

/**
 * cor_draft_write_lanes:
 * @self: a plan in the making
 * @movement: a movement
 * @crossing: the crossing or column of its passages
 *
 * Writes which agreed corridors a movement drives, and when it enters each.
 */
void
cor_draft_write_lanes (const CorDraft *self, CorMovement *movement, guint crossing)
{
  const CorLaneColumn *column =
      self->lane_plan != NULL ? cor_lane_plan_get_column (self->lane_plan, crossing) : NULL;

  for (guint i = 0; column != NULL && i < column->n_entries; i++)
    {
      guint place = column->first_entry + i;
      const CorLaneEntry *entry = &g_array_index (self->lane_plan->entries, CorLaneEntry, place);
      const CorLaneGate *gate = cor_lane_set_get_gate (self->lane_plan->problem.lanes, entry->lane);
      gint64 enter_utc_s = cor_lane_plan_get_enter_utc_s (self->lane_plan, place);

      if (gate->corridor == NULL)
        continue;
      g_array_append_val (movement->corridor_ids, gate->id);
      g_array_append_val (movement->enter_utc_s, enter_utc_s);
    }
}

/* The limit of a lane that is worth most, if any is worth anything: raising it is what might help
 * those who wait for it. */
static void
take_worth (const CorResult *result, CorBinding *reason)
{
  for (guint i = 0; i < result->worths->len; i++)
    {
      const CorBinding *limit = &g_array_index (result->worths, CorWorth, i).limit;

      if (!cor_id_equal (&limit->related_id, &reason->related_id) || limit->worth_min == 0)
        continue;
      reason->kind = limit->kind;
      reason->amount = limit->amount;
      reason->worth_min = limit->worth_min;
      return;
    }
}

/**
 * cor_draft_explain_lane:
 * @self: a plan in the making
 * @result: its worths are found
 * @passage: some of its people
 * @reason: (out caller-allocates): what keeps them
 *
 * Tells those who would have entered a lane sooner if it had been open, or had taken more vehicles.
 *
 * Returns: whether that is what keeps them from being out earlier
 */
gboolean
cor_draft_explain_lane (const CorDraft *self,
                        const CorResult *result,
                        const CorPassage *passage,
                        CorBinding *reason)
{
  const CorLanePlan *plan = self->lane_plan;
  const CorLaneColumn *column =
      plan != NULL ? cor_lane_plan_get_column (plan, passage->crossing) : NULL;
  const CorLaneEntry *entry;
  const CorLaneGate *gate;
  gboolean was_open = FALSE;
  guint first;

  if (column == NULL)
    return FALSE;
  entry = &g_array_index (plan->entries, CorLaneEntry, column->first_entry);
  first = cor_lane_problem_find_entry (&plan->problem, passage->party, column->travel, entry->lane);
  if (first >= entry->step)
    return FALSE;

  gate = cor_lane_set_get_gate (plan->problem.lanes, entry->lane);
  for (guint i = first; i < entry->step; i++)
    was_open |= plan->flow->rooms[(gsize) entry->lane * plan->problem.n_steps + i] > 0;
  *reason = (CorBinding){ .kind = gate->corridor == NULL ? COR_BINDING_ROAD_LIMIT
                                  : was_open             ? COR_BINDING_CORRIDOR_CAPACITY
                                                         : COR_BINDING_CORRIDOR_HOURS,
                          .related_id = gate->id,
                          .time_utc_s = cor_lane_plan_get_enter_utc_s (plan, column->first_entry) };
  take_worth (result, reason);

  return TRUE;
}

/* Whether people can come to a lane at all. */
static gboolean
reaches (const CorDraft *self, guint party, guint lane)
{
  const CorLaneProblem *problem = &self->lane_plan->problem;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    if (problem->parties[party].trips[i] != NULL &&
        cor_lane_problem_may_use (problem, party, i, lane))
      return TRUE;

  return FALSE;
}

static gboolean
is_ever_open (const CorDraft *self, guint lane)
{
  const CorLaneProblem *problem = &self->lane_plan->problem;

  for (guint i = 0; i < problem->n_steps; i++)
    if (self->lane_plan->flow->rooms[(gsize) lane * problem->n_steps + i] > 0)
      return TRUE;

  return FALSE;
}

/* A limit of a lane that, raised, would bring out all who are left. */
static CorBinding
find_remedy (const CorDraft *self, const CorResult *result, const CorId *gate_id)
{
  guint64 n_left = cor_draft_measure_lanes (self).n_left;

  for (guint i = 0; i < result->worths->len; i++)
    {
      const CorWorth *worth = &g_array_index (result->worths, CorWorth, i);

      if (cor_id_equal (&worth->limit.related_id, gate_id) && worth->n_people > 0 &&
          worth->n_people >= n_left)
        return worth->limit;
    }

  return (CorBinding){ COR_BINDING_NONE, COR_ID_NIL, COR_TIME_NONE, 0, 0 };
}

/**
 * cor_draft_lacks_lane:
 * @self: a plan in the making
 * @result: its worths are found
 * @party: people of whom some are left
 * @unserved: what to complete: reason and what it is about
 *
 * Tells those who are left for want of room in a lane.
 *
 * Returns: whether that is what keeps them
 */
gboolean
cor_draft_lacks_lane (const CorDraft *self,
                      const CorResult *result,
                      guint party,
                      CorUnserved *unserved)
{
  guint n_lanes = self->lane_plan != NULL ? self->lane_plan->problem.lanes->lanes->len : 0;
  guint found = G_MAXUINT;

  if (self->lane_plan == NULL)
    return FALSE;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < cor_lane_plan_get_n_crossings (self->lane_plan); j++)
      if (self->parties[party].trips[i] != NULL &&
          self->parties[party].trips[i][j].hour != COR_HOUR_NONE)
        return FALSE;

  for (guint i = 0; i < n_lanes; i++)
    if (reaches (self, party, i) && (found == G_MAXUINT || !is_ever_open (self, found)))
      found = i;
  if (found == G_MAXUINT)
    return FALSE;

  unserved->reason = COR_REASON_ROAD_FULL;
  unserved->related_id = cor_lane_set_get_gate (self->lane_plan->problem.lanes, found)->id;
  unserved->remedy = find_remedy (self, result, &unserved->related_id);

  return TRUE;
}
