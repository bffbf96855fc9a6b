/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-worth.h"

#include "cor-lane-plan.h"

/*
 * What more vehicles, longer columns or longer hours of a lane are worth is found by sending people
 * through the lanes again with the limit raised, in the same way as for the plan itself.
 */

/* A limit of vehicles is raised by a fifth, hours by one. */
#define SHARE 5u
#define MORE_HOURS 1u
#define MINUTES_PER_HOUR 60u

/* What passes a gate. */
typedef struct
{
  guint gate;
  guint64 n_people;
  gboolean is_full; /* in some step no vehicle more could have entered */
} Busy;

static int
compare_busy (gconstpointer a, gconstpointer b)
{
  const Busy *left = a, *right = b;

  if (left->n_people != right->n_people)
    return left->n_people > right->n_people ? -1 : 1;

  return left->gate < right->gate ? -1 : left->gate > right->gate;
}

static const CorLaneGate *
get_gate (const CorLaneSet *lanes, guint gate)
{
  return &g_array_index (lanes->gates, CorLaneGate, gate);
}

/* People who enter lanes, by what they drive, lane and step. */
static guint64 *
count_people (const CorLanePlan *plan)
{
  gsize n_cells = (gsize) plan->problem.lanes->lanes->len * plan->problem.n_steps;
  guint64 *n_people = g_new0 (guint64, COR_N_TRAVELS * n_cells + 1);

  for (guint i = 0; i < plan->flow->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (plan->flow->paths, CorLanePath, i);

      for (guint j = 0; j < path->n_entries; j++)
        {
          const CorLaneEntry *entry =
              &g_array_index (plan->flow->entries, CorLaneEntry, path->first_entry + j);

          n_people[path->travel * n_cells + (gsize) entry->lane * plan->problem.n_steps +
                   entry->step] += path->n_people;
        }
    }

  return n_people;
}

static void
look_at_step (const CorLanePlan *plan, const guint64 *n_people, guint step, Busy *busy)
{
  const CorLaneProblem *problem = &plan->problem;
  gsize n_cells = (gsize) problem->lanes->lanes->len * problem->n_steps;
  guint64 n_vehicles = 0;
  guint room = 0;

  for (guint i = 0; i < problem->lanes->lanes->len; i++)
    {
      gsize cell = (gsize) i * problem->n_steps + step;

      if (g_array_index (problem->lanes->lanes, CorLane, i).gate != busy->gate)
        continue;
      room = MAX (room, plan->flow->rooms[cell]);
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        {
          busy->n_people += n_people[j * n_cells + cell];
          n_vehicles += cor_lane_problem_count_vehicles (problem, j, n_people[j * n_cells + cell]);
        }
    }
  busy->is_full |= room > 0 && n_vehicles >= room;
}

/* Gates that are full at some time, those that most people pass first; if some people are left then
 * also those that nobody passes. */
static GArray *
list_busy (const CorLanePlan *plan, gboolean somebody_is_left)
{
  g_autofree guint64 *n_people = count_people (plan);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Busy));

  for (guint i = 0; i < plan->problem.lanes->gates->len; i++)
    {
      Busy busy = { .gate = i };

      for (guint j = 0; j < plan->problem.n_steps; j++)
        look_at_step (plan, n_people, j, &busy);
      if (busy.is_full || (busy.n_people == 0 && somebody_is_left))
        g_array_append_val (list, busy);
    }
  g_array_sort (list, compare_busy);

  return list;
}

static void
add_limit (GArray *limits, CorBindingKind kind, const CorId *id, guint amount)
{
  CorBinding limit = { kind, *id, COR_TIME_NONE, amount, 0 };

  g_array_append_val (limits, limit);
}

static guint
choose_amount (guint limit)
{
  return (limit + SHARE - 1) / SHARE;
}

/* Minutes of each day in which a corridor is open. */
static guint
get_open_min (const CorDaily *daily)
{
  return cor_daily_is_always (daily)
             ? COR_DAY_MIN
             : (daily->until_min + COR_DAY_MIN - daily->from_min) % COR_DAY_MIN;
}

static void
list_of_corridor (const CorAgreedCorridor *corridor, GArray *limits)
{
  const CorId *id = &corridor->record.id;

  if (corridor->vehicles_per_h != COR_UNLIMITED && corridor->vehicles_per_h > 0)
    add_limit (limits, COR_BINDING_CORRIDOR_CAPACITY, id, choose_amount (corridor->vehicles_per_h));
  if (corridor->max_column_vehicles > 0)
    add_limit (limits, COR_BINDING_CORRIDOR_COLUMN, id,
               choose_amount (corridor->max_column_vehicles));
  if (get_open_min (&corridor->daily) + MORE_HOURS * MINUTES_PER_HOUR <= COR_DAY_MIN)
    add_limit (limits, COR_BINDING_CORRIDOR_HOURS, id, MORE_HOURS);
}

/**
 * cor_draft_is_lane_limit:
 * @kind: what limits
 *
 * Returns: whether it is one of what cor_draft_list_lane_limits() lists
 */
gboolean
cor_draft_is_lane_limit (CorBindingKind kind)
{
  return kind == COR_BINDING_CORRIDOR_CAPACITY || kind == COR_BINDING_CORRIDOR_COLUMN ||
         kind == COR_BINDING_CORRIDOR_HOURS || kind == COR_BINDING_ROAD_LIMIT;
}

/**
 * cor_draft_list_lane_limits:
 * @self: a plan in the making with lanes
 *
 * Returns: (transfer full) (element-type CorBinding): the limits of lanes that may hold people
 * back, and by how much each might be raised
 */
GArray *
cor_draft_list_lane_limits (const CorDraft *self)
{
  const CorLaneSet *lanes = self->lane_plan->problem.lanes;
  GPtrArray *closures = cor_closed_roads_get_limits (lanes->closed_roads);
  g_autoptr (GArray) busy = list_busy (self->lane_plan, cor_draft_measure_lanes (self).n_left > 0);
  GArray *limits = g_array_new (FALSE, FALSE, sizeof (CorBinding));

  for (guint i = 0; i < busy->len; i++)
    {
      guint place = g_array_index (busy, Busy, i).gate;
      const CorLaneGate *gate = get_gate (lanes, place);

      if (gate->corridor != NULL)
        list_of_corridor (gate->corridor, limits);
      else
        add_limit (
            limits, COR_BINDING_ROAD_LIMIT, &gate->id,
            choose_amount (((const CorClosure *) closures->pdata[place])->limit_vehicles_per_h));
    }

  return limits;
}

/**
 * cor_draft_measure_lanes:
 * @self: a plan in the making with lanes
 *
 * Returns: how far single people get as they are sent
 */
CorReach
cor_draft_measure_lanes (const CorDraft *self)
{
  return cor_lane_flow_measure (self->lane_plan->flow, &self->lane_plan->problem);
}

/* A longer day of a corridor ends later, if need be on the next morning. */
static void
lengthen (CorDaily *daily, guint more_min)
{
  if (get_open_min (daily) + more_min >= COR_DAY_MIN)
    *daily = (CorDaily){ 0, COR_DAY_MIN, daily->weekdays };
  else
    daily->until_min = daily->until_min + more_min > COR_DAY_MIN
                           ? daily->until_min + more_min - COR_DAY_MIN
                           : daily->until_min + more_min;
}

/* The agreed corridor or the limit of a gate, with the limit raised. */
static gpointer
copy_raised (const CorLaneSet *lanes, guint gate, const CorBinding *limit)
{
  const CorAgreedCorridor *corridor = get_gate (lanes, gate)->corridor;
  CorAgreedCorridor *raised;

  if (corridor == NULL)
    {
      CorClosure *closure =
          cor_record_copy (cor_closed_roads_get_limits (lanes->closed_roads)->pdata[gate]);

      closure->limit_vehicles_per_h += limit->amount;

      return closure;
    }

  raised = cor_record_copy (corridor);
  if (limit->kind == COR_BINDING_CORRIDOR_HOURS)
    lengthen (&raised->daily, limit->amount * MINUTES_PER_HOUR);
  else if (limit->kind == COR_BINDING_CORRIDOR_COLUMN)
    raised->max_column_vehicles += limit->amount;
  else
    raised->vehicles_per_h = MIN (raised->vehicles_per_h + limit->amount, COR_UNLIMITED - 1);

  return raised;
}

static guint
find_gate (const CorLaneSet *lanes, const CorId *id)
{
  for (guint i = 0; i < lanes->gates->len; i++)
    if (cor_id_equal (&get_gate (lanes, i)->id, id))
      return i;

  g_assert_not_reached ();
}

/**
 * cor_draft_try_lane:
 * @self: a plan in the making with lanes
 * @limit: one of the limits of its lanes, and by how much to raise it
 * @reach: (out): how far people would get
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Looks how far single people could get if a lane took more.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_try_lane (const CorDraft *self,
                    const CorBinding *limit,
                    CorReach *reach,
                    CorProgress *progress,
                    GError **error)
{
  CorLaneProblem problem = self->lane_plan->problem;
  guint gate = find_gate (problem.lanes, &limit->related_id);
  gpointer raised = copy_raised (problem.lanes, gate, limit);
  g_autoptr (CorLaneSet) lanes = cor_lane_set_new_raised (problem.lanes, gate, raised);
  gboolean goes_on;

  problem.lanes = lanes;
  goes_on = cor_lane_flow_try (&problem, reach, progress, error);
  cor_record_unref (raised);

  return goes_on;
}

/**
 * cor_draft_try_slots:
 * @self: a plan in the making with lanes, whose slots share nothing
 * @timetable: the crossings' slots if the plan were changed
 * @reach: (out): how far people would get
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Looks how far single people could get through the same lanes if the crossings took others.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_try_slots (const CorDraft *self,
                     const CorTimetable *timetable,
                     CorReach *reach,
                     CorProgress *progress,
                     GError **error)
{
  CorLaneProblem problem = self->lane_plan->problem;

  problem.timetable = timetable;

  return cor_lane_flow_try (&problem, reach, progress, error);
}
