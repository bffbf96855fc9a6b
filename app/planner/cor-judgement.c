/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-judgement.h"

#include "cor-exposure.h"
#include "cor-fleet-maker.h"
#include "cor-stability.h"
#include "cor-lane-plan.h"

/* Nobody has to get those out who are out, wherever the plan lists them. */
static gboolean
is_abroad (const CorDraft *self, guint party)
{
  const CorDemandGroup *group = self->groups->pdata[party];

  return cor_cluster_is_abroad (self->clustering->clusters->pdata[group->cluster]);
}

/* What those weigh who are left. */
static gint64
weigh (const CorDraft *self, CorPriority priority, gint64 n_people)
{
  return n_people * cor_snapshot_get_settings (self->snapshot)->priority_weights[priority];
}

static void
count_left (const CorDraft *self, CorResult *result, gint64 *n_left)
{
  *n_left = 0;
  for (guint i = 0; i < result->unserved->len; i++)
    {
      const CorUnserved *unserved = result->unserved->pdata[i];

      if (unserved->reason == COR_REASON_ABROAD)
        continue;
      *n_left += unserved->n_people;
      result->left_by_priority[unserved->priority] += unserved->n_people;
      result->objective[COR_OBJECTIVE_LEFT_INSIDE] +=
          weigh (self, unserved->priority, unserved->n_people);
    }
}

/* Whoever is left is inside until the plan ends. */
static void
add_up_times (const CorDraft *self, CorResult *result, gint64 n_left)
{
  gint64 end_utc_s = cor_timetable_get_end_utc_s (self->timetable);

  result->objective[COR_OBJECTIVE_PERSON_TIME] = n_left * (end_utc_s - result->start_utc_s);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 *last = &result->objective[COR_OBJECTIVE_LAST_OUT];

      *last = MAX (*last, movement->pass_utc_s + COR_SECONDS_PER_HOUR - result->start_utc_s);
      result->objective[COR_OBJECTIVE_PERSON_TIME] +=
          movement->n_people * (movement->pass_utc_s - result->start_utc_s);
    }
}

static gboolean
add_up_exposure (const CorDraft *self, CorResult *result, CorProgress *progress, GError **error)
{
  g_autoptr (CorFronts) own = NULL;
  const CorFronts *fronts;

  if (self->exposures == NULL)
    own = cor_fronts_new (self->snapshot, cor_snapshot_get_settings (self->snapshot)->start_utc_s,
                          cor_timetable_get_end_utc_s (self->timetable));
  fronts = own != NULL ? own : cor_exposures_get_fronts (self->exposures);
  for (guint i = 0; i < result->movements->len && !cor_fronts_is_empty (fronts); i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      result->objective[COR_OBJECTIVE_EXPOSURE] +=
          (gint64) movement->n_people *
          cor_fronts_measure_m (fronts, result->corridors->pdata[movement->corridor],
                                movement->depart_utc_s);
      if (!cor_progress_check (progress, error))
        return FALSE;
    }

  return TRUE;
}

/* The flow of single people, which is best possible, does not know of households and vehicles. On
 * lanes it is one with vehicles as full as they get. */
static CorFleetScore
get_flow_bound (const CorDraft *self, const CorAssignment *single, gint64 *n_inside)
{
  const CorLaneFlow *on_lanes = self->lane_plan != NULL ? self->lane_plan->flow : NULL;
  guint n_hours = cor_timetable_get_n_hours (self->timetable);
  CorFleetScore bound = { 0 };

  *n_inside = 0;
  for (guint i = 0; i < self->groups->len; i++)
    {
      const CorDemandGroup *group = self->groups->pdata[i];
      guint n_left =
          on_lanes != NULL ? on_lanes->n_left[i] : g_array_index (single->n_unserved, guint, i);

      if (is_abroad (self, i))
        continue;
      *n_inside += group->n_people;
      bound.n_left += n_left;
      bound.left += (guint64) weigh (self, group->priority, n_left);
      bound.hours += (guint64) n_left * n_hours;
    }
  if (on_lanes != NULL)
    {
      bound.last_hour = on_lanes->last_hour;
      bound.hours += on_lanes->hours;
      return bound;
    }
  for (guint i = 0; i < single->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (single->passages, CorPassage, i);

      bound.last_hour = MAX (bound.last_hour, passage->hour);
      bound.hours += (guint64) passage->n_people * passage->hour;
    }

  /* Quotas can let one term be reached at the cost of another only. */
  if (single->relaxed != NULL)
    {
      CorFleetScore other = get_flow_bound (self, single->relaxed, n_inside);

      bound.left = MIN (bound.left, other.left);
      bound.n_left = MIN (bound.n_left, other.n_left);
      bound.last_hour = MIN (bound.last_hour, other.last_hour);
      bound.hours = MIN (bound.hours, other.hours);
    }
  if (single->quickest != NULL)
    bound.hours = MIN (bound.hours, get_flow_bound (self, single->quickest, n_inside).hours);

  return bound;
}

static CorFleetScore
get_early_bound (const CorDraft *self, gint64 *n_inside)
{
  *n_inside = 0;
  for (guint i = 0; i < self->groups->len; i++)
    if (!is_abroad (self, i))
      *n_inside += ((CorDemandGroup *) self->groups->pdata[i])->n_people;

  return self->early_bound;
}

/* The vehicles may not let people out as soon; those abroad were counted as left there. On lanes
 * what vehicles can do was asked with the columns that this plan sends; others may be better. */
static void
add_fleet_bound (const CorDraft *self, CorFleetScore *bound)
{
  CorFleetScore of_fleet;
  guint64 n_abroad = 0, weight_abroad = 0;

  if (self->lane_plan != NULL || !cor_draft_get_fleet_bound (self, &of_fleet))
    return;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const CorDemandGroup *group = self->groups->pdata[i];

      if (!is_abroad (self, i))
        continue;
      n_abroad += group->n_people;
      weight_abroad += (guint64) weigh (self, group->priority, group->n_people);
    }
  of_fleet.left -= MIN (of_fleet.left, weight_abroad);
  of_fleet.hours -= MIN (of_fleet.hours, n_abroad * cor_timetable_get_n_hours (self->timetable));
  bound->left = MAX (bound->left, of_fleet.left);
  bound->last_hour = MAX (bound->last_hour, of_fleet.last_hour);
  bound->hours = MAX (bound->hours, of_fleet.hours);
}

/* Clusters each of which needs a movement if nobody need be left. */
static gint64
count_clusters (const CorDraft *self)
{
  gint64 n_clusters = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const CorDemandGroup *group = self->groups->pdata[i];
      const CorDemandGroup *before = i > 0 ? self->groups->pdata[i - 1] : NULL;

      if (!is_abroad (self, i) && (before == NULL || before->cluster != group->cluster))
        n_clusters++;
    }

  return n_clusters;
}

static gint64
get_person_time (const CorDraft *self, const CorResult *result, guint64 hours, gint64 n_inside)
{
  gint64 before_s = cor_timetable_get_hour_utc_s (self->timetable, 0) - result->start_utc_s;

  return (gint64) hours * COR_SECONDS_PER_HOUR + n_inside * before_s;
}

static void
write_bounds (const CorDraft *self, CorResult *result)
{
  gint64 n_inside;
  CorFleetScore bound = self->stage == COR_DRAFT_EARLY
                            ? get_early_bound (self, &n_inside)
                            : get_flow_bound (self, self->single, &n_inside);
  gint64 bound_s;

  add_fleet_bound (self, &bound);
  result->bound[COR_OBJECTIVE_LEFT_INSIDE] = (gint64) bound.left;
  /* A plan that leaves more people may be over sooner, and have fewer movements. */
  result->bound[COR_OBJECTIVE_LAST_OUT] = MIN (
      result->objective[COR_OBJECTIVE_LAST_OUT],
      cor_timetable_get_hour_utc_s (self->timetable, bound.last_hour + 1) - result->start_utc_s);
  bound_s = get_person_time (self, result, bound.hours, n_inside);
  result->bound[COR_OBJECTIVE_PERSON_TIME] = bound_s;
  result->bound[COR_OBJECTIVE_MOVEMENTS] =
      MIN (result->objective[COR_OBJECTIVE_MOVEMENTS], bound.left == 0 ? count_clusters (self) : 1);

  /* The flow is best possible, so whatever is lost is lost by whole households and vehicles. */
  result->is_proven = self->stage == COR_DRAFT_EARLY ? FALSE
                      : self->lane_plan == NULL      ? self->single->is_best
                                                     : self->lane_plan->flow->is_exact;
  if (bound_s > 0)
    result->gap = (double) (result->objective[COR_OBJECTIVE_PERSON_TIME] - bound_s) / bound_s;
  result->rounding_gap = result->gap;
}

/**
 * cor_draft_judge:
 * @self: a plan in the making
 * @result: its movements and unserved; takes what it is worth
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Tells what a plan reaches of each objective, and what no plan can be better than: for the first
 * three by the flow of single people, which is exact, and by the seats that vehicles can offer.
 * A later objective's bound holds for any plan; it is 0 where nothing better is known.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_judge (const CorDraft *self, CorResult *result, CorProgress *progress, GError **error)
{
  gint64 n_left;

  count_left (self, result, &n_left);
  add_up_times (self, result, n_left);
  if (!add_up_exposure (self, result, progress, error))
    return FALSE;
  result->objective[COR_OBJECTIVE_MOVEMENTS] = result->movements->len;
  result->objective[COR_OBJECTIVE_CHANGE] = cor_draft_count_changes (self, result);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    result->given_up[i] = self->given_up[i];
  write_bounds (self, result);

  return cor_progress_check (progress, error);
}
