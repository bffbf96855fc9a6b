/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-draft-goals.h"

#include <string.h>

#include "cor-fleet-maker.h"
#include "cor-lane-draft.h"
#include "cor-loading-private.h"
#include "cor-stability.h"

/* Vehicles are found for households that have their slots, and may undo what these pursued, or let
 * fewer people out than if they had pursued nothing. So with vehicles both plans are made where the
 * later goals cost anything, and the one that pursues them counts only if it keeps to the
 * tolerances. On lanes whoever moves may be one vehicle too many, so there they pursue them when
 * the columns are known to be short enough. */

static gboolean
has_vehicles (const CorDraft *self)
{
  return cor_snapshot_get_records (self->snapshot, COR_RECORD_VEHICLE)->len > 0;
}

static gboolean
has_tolerance (const CorGoals *goals)
{
  for (guint i = COR_OBJECTIVE_LAST_OUT; i < COR_N_OBJECTIVES; i++)
    if (goals->tolerance_permille[i] > 0)
      return TRUE;

  return FALSE;
}

static gint64
count_inside (const CorDraft *self)
{
  gint64 n_people = 0;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const CorDemandGroup *group = self->groups->pdata[i];

      if (!cor_cluster_is_abroad (self->clustering->clusters->pdata[group->cluster]))
        n_people += group->n_people;
    }

  return n_people;
}

static CorGoals
make_goals (const CorDraft *self)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  CorGoals goals = {
    .before_s = cor_timetable_get_hour_utc_s (self->timetable, 0) - settings->start_utc_s,
    .n_inside = count_inside (self),
  };

  goals.is_wanted[COR_OBJECTIVE_CHANGE] = self->published != NULL;
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    goals.tolerance_permille[i] = settings->tolerance_permille[i];
  if (self->cars_use_tolerance)
    goals.tolerance_permille[COR_OBJECTIVE_LAST_OUT] = 0;
  goals.is_wanted[COR_OBJECTIVE_EXPOSURE] =
      self->exposures != NULL && !cor_exposures_is_empty (self->exposures);

  /* Those who send vehicles merge movements themselves. */
  goals.is_wanted[COR_OBJECTIVE_MOVEMENTS] =
      !has_vehicles (self) || goals.is_wanted[COR_OBJECTIVE_EXPOSURE] || has_tolerance (&goals);

  return goals;
}

/* Whole households, then vehicles for them. */
static gboolean
load (CorDraft *self, const CorGoals *goals, CorProgress *progress, GError **error)
{
  self->loading = cor_loading_new_for_goals (
      self->timetable, self->parties, self->groups->len, self->households, self->single,
      self->lane_plan == NULL ? goals : NULL, progress, error);
  if (self->loading == NULL)
    return FALSE;

  memcpy (self->given_up, self->loading->given_up, sizeof self->given_up);
  if (!cor_draft_fit_lanes (self, goals, progress, error) ||
      !cor_draft_find_vehicles (self, progress, error))
    return FALSE;
  cor_draft_check_lanes (self);

  return TRUE;
}

/**
 * cor_draft_sketch:
 * @self: a plan in the making without lanes, its single people with slots
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Loads whole households and finds vehicles for them as cor_draft_load() begins to.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_sketch (CorDraft *self, CorProgress *progress, GError **error)
{
  self->stage = COR_DRAFT_SKETCHED;
  self->loading = cor_loading_new_sketch (self->timetable, self->parties, self->groups->len,
                                          self->households, self->single, progress, error);

  return self->loading != NULL && cor_draft_find_vehicles (self, progress, error);
}

/* Whether a plan gives up no more of the first goals than it may, against one that is best in
 * them; and how much that is. */
static gboolean
keeps_to_tolerances (CorDraft *self, const CorDraft *best, const CorGoals *goals)
{
  guint n_hours = cor_timetable_get_n_hours (self->timetable);
  CorLoadScore is = cor_load_score_of_assignment (self->loading->assignment, n_hours);
  CorLoadScore ought = cor_load_score_of_assignment (best->loading->assignment, n_hours);
  gint64 last_s = ((gint64) ought.last_hour + 1) * COR_SECONDS_PER_HOUR + goals->before_s;
  gint64 n_people = 0, person_s;

  for (guint i = 0; i < self->groups->len; i++)
    n_people += self->parties[i].n_people;
  person_s =
      ((gint64) ought.hours - (n_people - goals->n_inside) * n_hours) * COR_SECONDS_PER_HOUR +
      goals->n_inside * goals->before_s;
  self->given_up[COR_OBJECTIVE_LAST_OUT] =
      MAX (((gint64) is.last_hour - ought.last_hour) * COR_SECONDS_PER_HOUR, 0);
  self->given_up[COR_OBJECTIVE_PERSON_TIME] =
      MAX (((gint64) is.hours - (gint64) ought.hours) * COR_SECONDS_PER_HOUR, 0);
  last_s = cor_goals_get_allowance (goals, COR_OBJECTIVE_LAST_OUT, last_s);
  person_s = cor_goals_get_allowance (goals, COR_OBJECTIVE_PERSON_TIME, person_s);

  return cor_draft_weigh_left (self) <= cor_draft_weigh_left (best) &&
         self->given_up[COR_OBJECTIVE_LAST_OUT] <= last_s &&
         self->given_up[COR_OBJECTIVE_PERSON_TIME] <= person_s;
}

static void
clear_loading (CorDraft *self)
{
  g_clear_pointer (&self->fleet, cor_draft_fleet_free);
  g_clear_pointer (&self->loading, cor_loading_free);
}

/**
 * cor_draft_weigh_left:
 * @self: a plan in the making, its households loaded
 *
 * Returns: what those weigh who are left
 */
guint64
cor_draft_weigh_left (const CorDraft *self)
{
  const guint *weights = cor_snapshot_get_settings (self->snapshot)->priority_weights;
  guint64 weight = 0;

  for (guint i = 0; i < self->groups->len; i++)
    weight += (guint64) g_array_index (self->loading->assignment->n_unserved, guint, i) *
              weights[((CorDemandGroup *) self->groups->pdata[i])->priority];

  return weight;
}

/**
 * cor_draft_load:
 * @self: a plan in the making, its single people with slots
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Loads whole households and finds vehicles for them, with as little exposure, in as few movements
 * and as they were told, as the first goals and the plan's tolerances allow.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_load (CorDraft *self, CorProgress *progress, GError **error)
{
  CorGoals goals = make_goals (self);
  CorDraft plain = *self;
  g_autofree guint *places = cor_draft_dup_lane_places (self);
  g_autofree guint *kept_places = NULL;

  cor_draft_note_told (self);
  if (!load (self, &goals, progress, error))
    return FALSE;
  if (!has_vehicles (self) || !goals.is_wanted[COR_OBJECTIVE_MOVEMENTS])
    return TRUE;

  kept_places = cor_draft_dup_lane_places (self);
  cor_draft_set_lane_places (self, places);
  if (!load (&plain, NULL, progress, error))
    {
      clear_loading (&plain);
      return FALSE;
    }
  if (!keeps_to_tolerances (self, &plain, &goals))
    {
      CorDraft kept = plain;

      plain = *self;
      self->loading = kept.loading;
      self->fleet = kept.fleet;
      memset (self->given_up, 0, sizeof self->given_up);
    }
  else
    cor_draft_set_lane_places (self, kept_places);
  clear_loading (&plain);

  return TRUE;
}
