/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan.h"

#include <string.h>

#include "cor-error.h"
#include "cor-time.h"

/* A month: beyond it nobody knows the roads. */
#define MAX_HORIZON_H 744

#define MAX_PRIORITY_WEIGHT 1000

/* Each class counts twice what the next one does. */
static const guint usual_weights[COR_N_PRIORITIES] = { 8, 4, 2, 1 };

static const char *const night_codes[COR_N_NIGHT_RULES] = { "drive", "no_start", "no_driving" };

/**
 * cor_plan_settings_new:
 * @id: (nullable): the plan's id; %NULL makes a new one
 *
 * Returns: (transfer full): settings with the usual values: a week, settlements with fewer than ten
 * people joining the nearest larger one within 15 km
 */
CorPlanSettings *
cor_plan_settings_new (const CorId *id)
{
  CorPlanSettings *self = cor_record_new (COR_RECORD_SETTINGS, id);

  self->name = g_strdup ("");
  self->horizon_h = 7 * 24;
  self->fold_radius_m = 15000;
  self->fold_below_people = 10;
  self->step_min = 15;
  memcpy (self->priority_weights, usual_weights, sizeof usual_weights);
  self->night_hours = (CorDaily){ 22 * 60, 5 * 60, 0 };
  self->night_zone = g_strdup ("Europe/Kyiv");
  self->people_per_car_x10 = 25;
  self->exposure_reach_m = 25000;

  return self;
}

static gboolean
check_objectives (const CorPlanSettings *self, GError **error)
{
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    if (self->tolerance_permille[i] > 1000)
      {
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                     "A tolerance is 0 to 1000 thousandths of the best value (%s).",
                     cor_objective_get_code ((CorObjective) i));
        return FALSE;
      }
  for (guint i = 0; i < COR_N_PRIORITIES; i++)
    if (self->priority_weights[i] == 0 || self->priority_weights[i] > MAX_PRIORITY_WEIGHT ||
        (i > 0 && self->priority_weights[i] > self->priority_weights[i - 1]))
      {
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                     "What a person left inside counts is 1 to %u, and no more for a later class "
                     "than for a more urgent one.",
                     MAX_PRIORITY_WEIGHT);
        return FALSE;
      }

  return TRUE;
}

/**
 * cor_plan_settings_check:
 * @self: settings
 * @error: (nullable): set when they make no sense; says what to change
 *
 * Returns: whether a planner can work with them
 */
gboolean
cor_plan_settings_check (const CorPlanSettings *self, GError **error)
{
  if (!cor_time_is_valid (self->start_utc_s))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A plan needs a start: a time from 1970 to 2199.");
  else if (self->horizon_h == 0 || self->horizon_h > MAX_HORIZON_H)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A plan covers 1 to %u hours.",
                 MAX_HORIZON_H);
  else if (self->step_min == 0 || 60 % self->step_min != 0)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The step of time divides an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60 "
                 "minutes.");
  else if (!cor_daily_is_valid (&self->night_hours))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The hours of the night lie between 00:00 and 24:00.");
  else if (self->night != COR_NIGHT_DRIVE && cor_daily_is_always (&self->night_hours))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "It cannot be night round the clock: nobody would ever leave.");
  else if (self->people_per_car_x10 < 10 || self->people_per_car_x10 > 90)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A car takes 1.0 to 9.0 people.");
  else
    return check_objectives (self, error);

  return FALSE;
}

/**
 * cor_night_rule_get_code:
 * @rule: what columns do at night
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_night_rule_get_code (CorNightRule rule)
{
  g_return_val_if_fail (rule < COR_N_NIGHT_RULES, "drive");

  return night_codes[rule];
}

/**
 * cor_post_kind_get_code:
 * @kind: what kind
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_post_kind_get_code (CorPostKind kind)
{
  static const char *const codes[COR_N_POST_KINDS] = { "embassy", "mission", "reception", "other" };

  g_return_val_if_fail (kind < COR_N_POST_KINDS, "other");

  return codes[kind];
}
