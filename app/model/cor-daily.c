/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-daily.h"

#include "cor-time.h"

#define SECONDS_PER_MIN 60

/* A window comes round within a week; a clock change in between moves it by hours. */
#define MAX_DAYS 9

static gboolean
begins_on (const CorDaily *self, guint weekday)
{
  return self->weekdays == 0 || (self->weekdays & 1u << weekday) != 0;
}

/**
 * cor_daily_is_always:
 * @self: a daily window
 *
 * Returns: whether it covers every moment
 */
gboolean
cor_daily_is_always (const CorDaily *self)
{
  return (self->weekdays & COR_ALL_WEEKDAYS) % COR_ALL_WEEKDAYS == 0 &&
         (self->from_min == self->until_min ||
          (self->from_min == 0 && self->until_min == COR_DAY_MIN));
}

/**
 * cor_daily_is_valid:
 * @self: a daily window
 *
 * Returns: whether its ends are minutes of a day, and its days those of a week
 */
gboolean
cor_daily_is_valid (const CorDaily *self)
{
  return self->from_min < COR_DAY_MIN && self->until_min <= COR_DAY_MIN &&
         (self->weekdays & ~COR_ALL_WEEKDAYS) == 0;
}

/**
 * cor_daily_covers:
 * @self: a daily window
 * @zone: tz database name of the clock that it follows
 * @time_utc_s: when
 *
 * Follows the clock on the wall: in the night in which clocks are put back, an hour that comes
 * twice is covered twice. A window over midnight belongs to the day on which it begins.
 *
 * Returns: whether that moment lies in it
 */
gboolean
cor_daily_covers (const CorDaily *self, const char *zone, gint64 time_utc_s)
{
  guint minute, weekday;

  if (cor_daily_is_always (self))
    return TRUE;

  minute = (guint) cor_time_get_local_minute (time_utc_s, zone);
  weekday = cor_time_get_local_weekday (time_utc_s, zone);
  if (self->from_min < self->until_min)
    return minute >= self->from_min && minute < self->until_min && begins_on (self, weekday);

  return (minute >= self->from_min && begins_on (self, weekday)) ||
         (minute < self->until_min &&
          begins_on (self, (weekday + COR_N_WEEKDAYS - 1) % COR_N_WEEKDAYS));
}

/* Seconds from a moment until the clock there shows @minute next, if it is not changed before. */
static gint64
count_seconds_until (gint64 time_utc_s, const char *zone, guint minute)
{
  gint64 second = time_utc_s % SECONDS_PER_MIN;
  gint64 now_min = cor_time_get_local_minute (time_utc_s, zone);
  gint64 wait_min = ((gint64) minute - now_min + COR_DAY_MIN) % COR_DAY_MIN;

  if (second < 0)
    second += SECONDS_PER_MIN;

  return (wait_min == 0 ? COR_DAY_MIN : wait_min) * SECONDS_PER_MIN - second;
}

/**
 * cor_daily_get_next_change:
 * @self: a daily window
 * @zone: tz database name of the clock that it follows
 * @time_utc_s: when
 *
 * Returns: the first moment after @time_utc_s at which it begins or ends, s; %G_MAXINT64 if it
 * never does
 */
gint64
cor_daily_get_next_change (const CorDaily *self, const char *zone, gint64 time_utc_s)
{
  gboolean now = cor_daily_covers (self, zone, time_utc_s);
  gint64 end_utc_s = time_utc_s + MAX_DAYS * COR_DAY_MIN * SECONDS_PER_MIN;

  if (cor_daily_is_always (self))
    return G_MAXINT64;

  while (time_utc_s < end_utc_s)
    {
      gint64 step_s = MIN (count_seconds_until (time_utc_s, zone, self->from_min),
                           count_seconds_until (time_utc_s, zone, self->until_min % COR_DAY_MIN));

      /* Clocks are changed on the hour: beyond the next one, the distance may be another. */
      time_utc_s =
          MIN (time_utc_s + step_s, cor_time_floor_hour (time_utc_s) + COR_SECONDS_PER_HOUR);
      if (cor_daily_covers (self, zone, time_utc_s) != now)
        return time_utc_s;
    }

  return G_MAXINT64;
}
