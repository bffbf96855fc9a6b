/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-border.h"

/**
 * cor_mode_get_place:
 * @mode: one mode
 *
 * Returns: its place in arrays by mode
 */
guint
cor_mode_get_place (CorMode mode)
{
  return mode == COR_MODE_CAR ? 0 : mode == COR_MODE_COACH ? 1 : 2;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static void
add_moment (GArray *moments, gint64 moment_s, gint64 from_s, gint64 until_s)
{
  if (moment_s > from_s && moment_s < until_s)
    g_array_append_val (moments, moment_s);
}

/* The moments of a clock hour at which something may change. Clocks are set back and forth at full
 * hours only, so that within one the minutes of the local clock count up. */
static void
list_moments (const CorCrossing *crossing, gint64 hour_utc_s, GArray *moments)
{
  gint64 end_utc_s = hour_utc_s + COR_SECONDS_PER_HOUR;
  gint64 midnight_s = hour_utc_s - cor_time_get_local_minute (hour_utc_s, crossing->zone) * 60;

  g_array_set_size (moments, 0);
  g_array_append_val (moments, hour_utc_s);
  for (guint i = 0; i < crossing->intervals->len; i++)
    {
      const CorCrossingInterval *interval = crossing->intervals->pdata[i];

      add_moment (moments, interval->from_utc_s, hour_utc_s, end_utc_s);
      add_moment (moments, interval->until_utc_s, hour_utc_s, end_utc_s);
      add_moment (moments, midnight_s + interval->opens_min * 60, hour_utc_s, end_utc_s);
      add_moment (moments, midnight_s + interval->closes_min * 60, hour_utc_s, end_utc_s);
    }
  g_array_sort (moments, compare_times);
}

static CorShift
make_shift (const CorCrossing *crossing, gint64 time_utc_s)
{
  guint modes = cor_crossing_get_modes (crossing, time_utc_s);
  CorShift shift = { .total_per_h = MIN (cor_crossing_get_capacity (crossing, time_utc_s),
                                         crossing->reception_people_per_h) };

  for (guint i = 0; i < COR_N_MODES; i++)
    if ((modes & (1u << i)) != 0 && shift.total_per_h > 0)
      shift.per_h[i] = crossing->capacity_by_mode_people_per_h[i];

  return shift;
}

static gboolean
is_same (const CorShift *a, const CorShift *b)
{
  for (guint i = 0; i < COR_N_MODES; i++)
    if (a->per_h[i] != b->per_h[i])
      return FALSE;

  return a->total_per_h == b->total_per_h;
}

static void
add_hour (CorBorder *self, gint64 start_utc_s, gint64 hour_utc_s, GArray *moments)
{
  list_moments (self->crossing, hour_utc_s, moments);
  for (guint i = 0; i < moments->len; i++)
    {
      gint64 moment = g_array_index (moments, gint64, i);
      CorShift shift = make_shift (self->crossing, moment);

      shift.from_us = (moment - start_utc_s) * COR_US_PER_S;
      if (i == 0 ||
          !is_same (&shift, &g_array_index (self->shifts, CorShift, self->shifts->len - 1)))
        g_array_append_val (self->shifts, shift);
    }
}

/* Counted from the day before that of the start, since clocks of the far side may be behind. */
static void
list_days (CorBorder *self, gint64 first_utc_s)
{
  gint64 base = cor_time_get_local_day (first_utc_s, "UTC") - 1;

  self->days = g_new0 (guint, self->n_hours + 1);
  self->n_days = self->n_hours / 24 + 4;
  for (guint i = 0; i < self->n_hours; i++)
    self->days[i] =
        (guint) (cor_time_get_local_day (first_utc_s + (gint64) i * COR_SECONDS_PER_HOUR,
                                         self->crossing->neighbour_zone) -
                 base);
}

/**
 * cor_border_new:
 * @crossing: a crossing; must outlive the border
 * @start_utc_s: the plan's start
 * @n_hours: clock hours from that in which the plan starts
 *
 * Returns: (transfer full): its shifts
 */
CorBorder *
cor_border_new (const CorCrossing *crossing, gint64 start_utc_s, guint n_hours)
{
  CorBorder *self = g_new0 (CorBorder, 1);
  g_autoptr (GArray) moments = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first_utc_s = cor_time_floor_hour (start_utc_s);

  self->crossing = crossing;
  self->n_hours = n_hours;
  self->first_hour_us = (first_utc_s - start_utc_s) * COR_US_PER_S;
  self->shifts = g_array_new (FALSE, FALSE, sizeof (CorShift));
  self->first_shift = g_new0 (guint, n_hours + 1);
  for (guint i = 0; i < n_hours; i++)
    {
      self->first_shift[i] = self->shifts->len;
      add_hour (self, start_utc_s, first_utc_s + (gint64) i * COR_SECONDS_PER_HOUR, moments);
    }
  self->first_shift[n_hours] = self->shifts->len;
  list_days (self, first_utc_s);

  return self;
}

/**
 * cor_border_free:
 * @self: (transfer full): a border
 *
 * Frees @self.
 */
void
cor_border_free (CorBorder *self)
{
  g_array_unref (self->shifts);
  g_free (self->first_shift);
  g_free (self->days);
  g_free (self);
}

/**
 * cor_border_find_shift:
 * @self: a border
 * @time_us: when
 *
 * Returns: the shift at that time, or the number of shifts once they are over
 */
guint
cor_border_find_shift (const CorBorder *self, gint64 time_us)
{
  gint64 hour = (time_us - self->first_hour_us) / COR_US_PER_H;
  guint shift;

  if (hour < 0)
    return 0;
  if (hour >= self->n_hours)
    return self->shifts->len;

  shift = self->first_shift[hour];
  while (shift + 1 < self->first_shift[hour + 1] &&
         g_array_index (self->shifts, CorShift, shift + 1).from_us <= time_us)
    shift++;

  return shift;
}

/**
 * cor_border_get_shift_end_us:
 * @self: a border
 * @shift: one of its shifts
 *
 * Returns: when it ends
 */
gint64
cor_border_get_shift_end_us (const CorBorder *self, guint shift)
{
  if (shift + 1 < self->shifts->len)
    return g_array_index (self->shifts, CorShift, shift + 1).from_us;

  return self->first_hour_us + self->n_hours * COR_US_PER_H;
}

static guint
get_hour (const CorBorder *self, gint64 time_us)
{
  gint64 hour = (time_us - self->first_hour_us) / COR_US_PER_H;

  return (guint) CLAMP (hour, 0, (gint64) self->n_hours - 1);
}

/**
 * cor_border_get_hour_end:
 * @self: a border
 * @shift: one of its shifts
 *
 * Returns: the first shift of the next clock hour, or the number of shifts
 */
guint
cor_border_get_hour_end (const CorBorder *self, guint shift)
{
  return self
      ->first_shift[get_hour (self, g_array_index (self->shifts, CorShift, shift).from_us) + 1];
}

/**
 * cor_border_get_day:
 * @self: a border
 * @time_us: when
 *
 * Returns: the day by the clock of the far side, of @n_days
 */
guint
cor_border_get_day (const CorBorder *self, gint64 time_us)
{
  return self->days[get_hour (self, time_us)];
}

/**
 * cor_border_get_day_end_us:
 * @self: a border
 * @time_us: when
 *
 * Returns: when that day ends there; %COR_NEVER_US if it is the last that is simulated
 */
gint64
cor_border_get_day_end_us (const CorBorder *self, gint64 time_us)
{
  guint first = get_hour (self, time_us);

  for (guint i = first + 1; i < self->n_hours; i++)
    if (self->days[i] != self->days[first])
      return self->first_hour_us + i * COR_US_PER_H;

  return COR_NEVER_US;
}
