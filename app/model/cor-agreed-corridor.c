/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-agreed-corridor.h"

#include "cor-crossing.h"
#include "cor-error.h"
#include "cor-time.h"

/**
 * cor_agreed_corridor_new:
 * @id: (nullable): its id; %NULL makes a new one
 * @geometry: (transfer none): its path, in the direction of travel
 *
 * Returns: (transfer full): a corridor for cars and coaches, open round the clock, without a limit
 */
CorAgreedCorridor *
cor_agreed_corridor_new (const CorId *id, CorGeometry *geometry)
{
  CorAgreedCorridor *self = cor_record_new (COR_RECORD_AGREED_CORRIDOR, id);

  self->label = g_strdup ("");
  self->geometry = cor_geometry_ref (geometry);
  self->from_utc_s = COR_TIME_NONE;
  self->until_utc_s = COR_TIME_NONE;
  self->daily = COR_DAILY_ALWAYS;
  self->zone = g_strdup ("Europe/Kyiv");
  self->modes = COR_MODE_CAR | COR_MODE_COACH;
  self->vehicles_per_h = COR_UNLIMITED;

  return self;
}

/**
 * cor_agreed_corridor_is_open:
 * @self: a corridor
 * @time_utc_s: when
 *
 * Returns: whether it may be driven then
 */
gboolean
cor_agreed_corridor_is_open (const CorAgreedCorridor *self, gint64 time_utc_s)
{
  return (self->from_utc_s == COR_TIME_NONE || self->from_utc_s <= time_utc_s) &&
         (self->until_utc_s == COR_TIME_NONE || time_utc_s < self->until_utc_s) &&
         cor_daily_covers (&self->daily, self->zone, time_utc_s);
}

/**
 * cor_agreed_corridor_get_limit_vehicles_per_h:
 * @self: a corridor
 *
 * Returns: vehicles an hour that its agreement allows, by number and by columns of the largest size
 * that follow each other at the least distance; %COR_UNLIMITED if it names no limit
 */
guint
cor_agreed_corridor_get_limit_vehicles_per_h (const CorAgreedCorridor *self)
{
  guint64 by_columns = COR_UNLIMITED;

  if (self->max_column_vehicles > 0 && self->min_spacing_min > 0)
    by_columns = (guint64) self->max_column_vehicles * 60 / self->min_spacing_min;

  return (guint) MIN (by_columns, self->vehicles_per_h);
}

/* One line of two points or more. */
static gboolean
is_path (CorGeometry *geometry)
{
  const CorPosition *points;
  guint n_points;

  return cor_geometry_get_n_parts (geometry) == 1 &&
         cor_geometry_get_part (geometry, 0, &points, &n_points) == COR_PART_LINE && n_points >= 2;
}

/**
 * cor_agreed_corridor_check:
 * @self: a corridor
 * @error: (nullable): set when it makes no sense; says what to change
 *
 * Returns: whether a planner can work with it
 */
gboolean
cor_agreed_corridor_check (const CorAgreedCorridor *self, GError **error)
{
  if (!is_path (self->geometry))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "An agreed corridor is one line, drawn in the direction of travel.");
  else if (self->from_utc_s != COR_TIME_NONE && self->until_utc_s != COR_TIME_NONE &&
           self->from_utc_s >= self->until_utc_s)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "A corridor has to end after it begins.");
  else if (!cor_daily_is_valid (&self->daily))
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "The hours of a corridor lie between 00:00 and 24:00.");
  else if (self->modes == 0)
    g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                 "Say who may drive the corridor: cars, coaches or both.");
  else
    return TRUE;

  return FALSE;
}
