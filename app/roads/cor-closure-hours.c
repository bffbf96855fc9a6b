/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-hours.h"

#include "cor-error.h"
#include "cor-time.h"

#define SECONDS_PER_MINUTE 60
#define SECONDS_PER_DAY 86400
/* 1 January 1970 was a Thursday. */
#define FIRST_WEEKDAY 3

/**
 * cor_closure_hours_check:
 * @self: hours
 * @error: set when they are none
 *
 * Returns: whether they make sense, and their zone is known
 */
gboolean
cor_closure_hours_check (const CorClosureHours *self, GError **error)
{
  g_autoptr (GTimeZone) zone = NULL;

  if (self->from_min >= COR_MINUTES_PER_DAY || self->until_min > COR_MINUTES_PER_DAY)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "hours begin between 00:00 and 23:59 and end by 24:00");
      return FALSE;
    }
  if ((self->days & COR_EVERY_DAY) == 0 || (self->days & ~COR_EVERY_DAY) != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "hours need at least one day of the week");
      return FALSE;
    }
  zone = self->zone != NULL ? g_time_zone_new_identifier (self->zone) : NULL;
  if (zone == NULL && g_strcmp0 (self->zone, "Europe/Kyiv") != 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "“%s” is no time zone; write it like Europe/Kyiv",
                   self->zone != NULL ? self->zone : "");
      return FALSE;
    }

  return TRUE;
}

static gint32
offset_at (GTimeZone *zone, gint64 utc_s)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, utc_s);

  return g_time_zone_get_offset (zone, MAX (interval, 0));
}

/* The first second after @from_utc_s at which the clock is set, or @until_utc_s. */
static gint64
find_offset_change (GTimeZone *zone, gint64 from_utc_s, gint64 until_utc_s)
{
  gint32 offset_s = offset_at (zone, from_utc_s);

  for (gint64 low = from_utc_s; low < until_utc_s; low += SECONDS_PER_DAY)
    {
      gint64 high = MIN (low + SECONDS_PER_DAY, until_utc_s);

      if (offset_at (zone, high) == offset_s)
        continue;
      while (high - low > 1)
        {
          gint64 middle = low + (high - low) / 2;

          if (offset_at (zone, middle) == offset_s)
            low = middle;
          else
            high = middle;
        }
      return high;
    }

  return until_utc_s;
}

/* Adds a stretch that begins no sooner than the last one ended, or lengthens that one. */
static void
add_time (GArray *times, guint first, gint64 from_utc_s, gint64 until_utc_s)
{
  CorClosureTime time = { from_utc_s, until_utc_s };
  CorClosureTime *last =
      times->len > first ? &g_array_index (times, CorClosureTime, times->len - 1) : NULL;

  if (from_utc_s >= until_utc_s)
    return;
  if (last != NULL && last->until_utc_s >= from_utc_s)
    last->until_utc_s = MAX (last->until_utc_s, until_utc_s);
  else
    g_array_append_val (times, time);
}

static gint64
floor_day (gint64 local_s)
{
  gint64 rest = local_s % SECONDS_PER_DAY;

  return local_s - (rest < 0 ? rest + SECONDS_PER_DAY : rest);
}

static gboolean
begins_on (const CorClosureHours *self, gint64 day_s)
{
  gint64 weekday = (day_s / SECONDS_PER_DAY + FIRST_WEEKDAY) % 7;

  return (self->days >> (weekday < 0 ? weekday + 7 : weekday) & 1) != 0;
}

/* The hours while the clock is not set: what it shows is the time in UTC and a constant. */
static void
list_inside (const CorClosureHours *self,
             gint32 offset_s,
             gint64 from_utc_s,
             gint64 until_utc_s,
             guint first,
             GArray *times)
{
  gint64 length_min = (gint64) self->until_min - self->from_min;

  if (length_min <= 0)
    length_min += COR_MINUTES_PER_DAY;
  for (gint64 day_s = floor_day (from_utc_s + offset_s) - SECONDS_PER_DAY;
       day_s < until_utc_s + offset_s; day_s += SECONDS_PER_DAY)
    {
      gint64 begin_utc_s = day_s + (gint64) self->from_min * SECONDS_PER_MINUTE - offset_s;
      gint64 end_utc_s = begin_utc_s + length_min * SECONDS_PER_MINUTE;

      if (begins_on (self, day_s))
        add_time (times, first, MAX (begin_utc_s, from_utc_s), MIN (end_utc_s, until_utc_s));
    }
}

static void
turn_inside_out (GArray *times, guint first, gint64 from_utc_s, gint64 until_utc_s)
{
  g_autoptr (GArray) inside = g_array_new (FALSE, FALSE, sizeof (CorClosureTime));
  gint64 open_utc_s = from_utc_s;

  g_array_append_vals (inside, &g_array_index (times, CorClosureTime, first), times->len - first);
  g_array_set_size (times, first);
  for (guint i = 0; i < inside->len; i++)
    {
      const CorClosureTime *time = &g_array_index (inside, CorClosureTime, i);

      add_time (times, first, open_utc_s, time->from_utc_s);
      open_utc_s = time->until_utc_s;
    }
  add_time (times, first, open_utc_s, until_utc_s);
}

/**
 * cor_closure_hours_list_times:
 * @self: hours that were checked
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included; within a few years of @from_utc_s
 * @times: (element-type CorClosureTime): takes the stretches within that time, in order and apart
 *   from each other
 *
 * Lists when it is these hours.
 */
void
cor_closure_hours_list_times (const CorClosureHours *self,
                              gint64 from_utc_s,
                              gint64 until_utc_s,
                              GArray *times)
{
  GTimeZone *zone = cor_time_zone (self->zone);
  guint first = times->len;

  for (gint64 begin_utc_s = from_utc_s; begin_utc_s < until_utc_s;)
    {
      gint64 end_utc_s = find_offset_change (zone, begin_utc_s, until_utc_s);

      list_inside (self, offset_at (zone, begin_utc_s), begin_utc_s, end_utc_s, first, times);
      begin_utc_s = end_utc_s;
    }
  if (self->outside)
    turn_inside_out (times, first, from_utc_s, until_utc_s);
}
