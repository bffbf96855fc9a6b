/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure.h"

#include "cor-error.h"
#include "cor-time.h"

#define MAX_DELAY_MIN (7 * COR_DAY_MIN)

static const char *const kind_codes[COR_N_CLOSURE_KINDS] = { "area", "line", "road", "front",
                                                             "bridges" };
static const char *const effect_codes[COR_N_RESTRICTION_EFFECTS] = { "closed", "delay", "speed",
                                                                     "limit" };
static const char *const direction_codes[COR_N_RESTRICTION_DIRECTIONS] = { "both", "forward" };

/**
 * cor_closure_new:
 * @id: (nullable): its id; %NULL makes a new one
 * @geometry: (transfer none): its shape
 *
 * Returns: (transfer full): an area closed for good, without a label
 */
CorClosure *
cor_closure_new (const CorId *id, CorGeometry *geometry)
{
  CorClosure *self = cor_record_new (COR_RECORD_CLOSURE, id);

  self->label = g_strdup ("");
  self->geometry = cor_geometry_ref (geometry);
  self->from_utc_s = COR_TIME_NONE;
  self->until_utc_s = COR_TIME_NONE;
  self->speed_percent = 100;
  self->daily = COR_DAILY_ALWAYS;
  self->zone = g_strdup ("Europe/Kyiv");

  return self;
}

/**
 * cor_closure_is_in_force:
 * @self: a closure
 * @time_utc_s: when
 *
 * Returns: whether roads are as it says then
 */
gboolean
cor_closure_is_in_force (const CorClosure *self, gint64 time_utc_s)
{
  return (self->from_utc_s == COR_TIME_NONE || self->from_utc_s <= time_utc_s) &&
         (self->until_utc_s == COR_TIME_NONE || time_utc_s < self->until_utc_s) &&
         cor_daily_covers (&self->daily, self->zone, time_utc_s);
}

static gboolean
check_effect (const CorClosure *self, GError **error)
{
  if (self->effect == COR_RESTRICTION_DELAY &&
      (self->delay_min == 0 || self->delay_min > MAX_DELAY_MIN))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A delay is 1 minute to a week. Say how many minutes it takes to pass.");
  else if (self->effect == COR_RESTRICTION_SPEED &&
           (self->speed_percent == 0 || self->speed_percent > 100))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A speed is 1 to 100 hundredths of the usual one. To let nobody pass, close it.");
  else
    return TRUE;

  return FALSE;
}

/**
 * cor_closure_check:
 * @self: a closure
 * @error: (nullable): set when it makes no sense; says what to change
 *
 * Returns: whether a planner can work with it
 */
gboolean
cor_closure_check (const CorClosure *self, GError **error)
{
  if (!check_effect (self, error))
    return FALSE;

  if (self->from_utc_s != COR_TIME_NONE && self->until_utc_s != COR_TIME_NONE &&
      self->from_utc_s >= self->until_utc_s)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A closure has to end after it begins.");
  else if (!cor_daily_is_valid (&self->daily))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The hours of a closure lie between 00:00 and 24:00.");
  else if (self->closure == COR_CLOSURE_FRONT && self->distance_m == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "A front needs a distance. Say how many metres it reaches.");
  else
    return TRUE;

  return FALSE;
}

/**
 * cor_closure_kind_get_code:
 * @kind: how a shape hits roads
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_closure_kind_get_code (CorClosureKind kind)
{
  g_return_val_if_fail (kind < COR_N_CLOSURE_KINDS, "");

  return kind_codes[kind];
}

/**
 * cor_restriction_effect_get_code:
 * @effect: what becomes of the roads that are hit
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_restriction_effect_get_code (CorRestrictionEffect effect)
{
  g_return_val_if_fail (effect < COR_N_RESTRICTION_EFFECTS, "");

  return effect_codes[effect];
}

/**
 * cor_restriction_direction_get_code:
 * @direction: whom a closure meets
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_restriction_direction_get_code (CorRestrictionDirection direction)
{
  g_return_val_if_fail (direction < COR_N_RESTRICTION_DIRECTIONS, "");

  return direction_codes[direction];
}
