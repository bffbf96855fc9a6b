/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-time.h"

#include "cor-error.h"

#include <string.h>

/* What a plan can be about: 1970 to 2199. Further off a slip of the pen is more likely than a move,
 * and sums of seconds, and calendars, end somewhere. */
#define FIRST_UTC_S G_GINT64_CONSTANT (0)
#define END_UTC_S G_GINT64_CONSTANT (7258118400)

/**
 * cor_time_is_valid:
 * @time_utc_s: seconds since 1970 in UTC
 *
 * Returns: whether it is a time that a plan can be about; %COR_TIME_NONE is none
 */
gboolean
cor_time_is_valid (gint64 time_utc_s)
{
  return time_utc_s >= FIRST_UTC_S && time_utc_s < END_UTC_S;
}

/**
 * cor_time_is_bound:
 * @time_utc_s: seconds since 1970 in UTC, or %COR_TIME_NONE
 *
 * Returns: whether it is a time that a plan can be about, or a bound that is open
 */
gboolean
cor_time_is_bound (gint64 time_utc_s)
{
  return time_utc_s == COR_TIME_NONE || cor_time_is_valid (time_utc_s);
}

/* GLib wants seconds; people leave them out. */
static char *
with_seconds (const char *text)
{
  const char *clock = strpbrk (text, "Tt ");

  if (clock == NULL || strlen (clock) < 6 || clock[3] != ':' || clock[6] == ':')
    return g_strdup (text);

  return g_strdup_printf ("%.*s:00%s", (int) (clock - text) + 6, text, clock + 6);
}

/**
 * cor_time_parse:
 * @text: ISO 8601 with a zone: "2022-02-24T06:00+02:00", "2022-02-24T04:00:00Z"
 * @time_utc_s: (out): seconds since 1970 in UTC
 * @error: (nullable): set when @text is no such time
 *
 * A time without a zone is refused: somebody would read it with another clock. So is one that no
 * plan can be about.
 *
 * Returns: whether @text was read
 */
gboolean
cor_time_parse (const char *text, gint64 *time_utc_s, GError **error)
{
  g_autofree char *full = with_seconds (text);
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (full, NULL);

  if (time == NULL)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "“%s” is not a time with a zone; write it like 2022-02-24T06:00:00+02:00", text);
      return FALSE;
    }
  if (!cor_time_is_valid (g_date_time_to_unix (time)))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "“%s” lies too far off; choose a time from 1970 to 2199", text);
      return FALSE;
    }

  *time_utc_s = g_date_time_to_unix (time);

  return TRUE;
}

/**
 * cor_time_format_utc:
 * @time_utc_s: seconds since 1970 in UTC
 *
 * Returns: (transfer full): "2022-02-24T04:00:00Z"
 */
char *
cor_time_format_utc (gint64 time_utc_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (time_utc_s);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

/* A zone of the machine's tz database, which may know Kyiv under its older name only; or NULL. */
static GTimeZone *
find_zone (const char *zone)
{
  GTimeZone *found = g_time_zone_new_identifier (zone);

  if (found == NULL && g_str_equal (zone, "Europe/Kyiv"))
    found = g_time_zone_new_identifier ("Europe/Kiev");

  return found;
}

/**
 * cor_time_is_zone:
 * @zone: a name, perhaps of the tz database
 *
 * Returns: whether there is such a zone
 */
gboolean
cor_time_is_zone (const char *zone)
{
  g_autoptr (GTimeZone) found = zone[0] != '\0' ? find_zone (zone) : NULL;

  return found != NULL;
}

/**
 * cor_time_zone:
 * @zone: a name of the tz database, such as "Europe/Kyiv"
 *
 * Looks a zone up once for the life of the program. "Europe/Kyiv" is found under its older name
 * "Europe/Kiev" where the machine's tz database has only that.
 *
 * Returns: (transfer none): the zone; UTC if there is none of that name
 */
GTimeZone *
cor_time_zone (const char *zone)
{
  static GMutex mutex;
  static GHashTable *zones;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  GTimeZone *found;

  if (zones == NULL)
    zones =
        g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_time_zone_unref);

  found = g_hash_table_lookup (zones, zone);
  if (found == NULL)
    {
      found = find_zone (zone);
      if (found == NULL)
        found = g_time_zone_new_utc ();
      g_hash_table_insert (zones, g_strdup (zone), found);
    }

  return found;
}

static char *
format_in_zone (gint64 time_utc_s, const char *zone, const char *format)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_utc_s);
  g_autoptr (GDateTime) local = NULL;

  local = utc != NULL ? g_date_time_to_timezone (utc, cor_time_zone (zone)) : NULL;

  return local != NULL ? g_date_time_format (local, format) : g_strdup ("");
}

/**
 * cor_time_format_local:
 * @time_utc_s: seconds since 1970 in UTC
 * @zone: a name of the tz database
 *
 * Returns: (transfer full): date, clock and zone: "2022-02-24 06:00 EET"
 */
char *
cor_time_format_local (gint64 time_utc_s, const char *zone)
{
  return format_in_zone (time_utc_s, zone, "%Y-%m-%d %H:%M %Z");
}

/**
 * cor_time_format_clock:
 * @time_utc_s: seconds since 1970 in UTC
 * @zone: a name of the tz database
 *
 * Returns: (transfer full): the clock alone: "06:00"
 */
char *
cor_time_format_clock (gint64 time_utc_s, const char *zone)
{
  return format_in_zone (time_utc_s, zone, "%H:%M");
}

#define SECONDS_PER_DAY 86400

/* Plans ask for the clock of a few zones, hour after hour. Each thread remembers how far the last
 * ones were from UTC, and from when until when that is known to hold. */
#define N_CLOCKS 4u

typedef struct
{
  char zone[64]; /* empty: none yet; of a longer name nothing is remembered */
  int interval;
  gint32 offset_s;
  gint64 from_utc_s; /* the first and the last time in that interval that anybody asked about */
  gint64 until_utc_s;
} Clock;

typedef struct
{
  Clock clocks[N_CLOCKS];
  guint next; /* to be forgotten for a new one */
  guint last; /* asked for: nearly always the one that is asked for next */
} Clocks;

static Clock *
find_clock (const char *zone)
{
  static GPrivate private_clocks = G_PRIVATE_INIT (g_free);
  Clocks *clocks = g_private_get (&private_clocks);
  Clock *clock;

  if (clocks == NULL)
    {
      clocks = g_new0 (Clocks, 1);
      g_private_set (&private_clocks, clocks);
    }
  for (guint i = 0; i < N_CLOCKS; i++)
    {
      guint place = (clocks->last + i) % N_CLOCKS;

      clock = &clocks->clocks[place];
      if (clock->zone[0] == '\0' || strcmp (clock->zone, zone) != 0)
        continue;
      clocks->last = place;
      return clock;
    }

  clock = &clocks->clocks[clocks->next++ % N_CLOCKS];
  clock->interval = -1;
  if (g_strlcpy (clock->zone, zone, sizeof clock->zone) >= sizeof clock->zone)
    clock->zone[0] = '\0';

  return clock;
}

/* Within one of its intervals a zone's clock is as far from UTC all the time. */
static gint32
get_offset_s (gint64 time_utc_s, const char *zone)
{
  Clock *clock = find_clock (zone);
  GTimeZone *time_zone;
  int interval;

  if (clock->interval >= 0 && clock->from_utc_s <= time_utc_s && time_utc_s <= clock->until_utc_s)
    return clock->offset_s;

  time_zone = cor_time_zone (zone);
  interval = MAX (g_time_zone_find_interval (time_zone, G_TIME_TYPE_UNIVERSAL, time_utc_s), 0);
  if (interval != clock->interval)
    {
      clock->interval = interval;
      clock->offset_s = g_time_zone_get_offset (time_zone, interval);
      clock->from_utc_s = clock->until_utc_s = time_utc_s;
    }
  clock->from_utc_s = MIN (clock->from_utc_s, time_utc_s);
  clock->until_utc_s = MAX (clock->until_utc_s, time_utc_s);

  return clock->offset_s;
}

/* Days since 1970 by the clock on the wall there, and the second of the day. */
static gint64
split_local_time (gint64 time_utc_s, const char *zone, gint64 *second)
{
  gint64 local_s = time_utc_s + get_offset_s (time_utc_s, zone);
  gint64 day = local_s / SECONDS_PER_DAY;

  *second = local_s % SECONDS_PER_DAY;
  if (*second < 0)
    {
      *second += SECONDS_PER_DAY;
      day--;
    }

  return day;
}

/**
 * cor_time_get_local_day:
 * @time_utc_s: seconds since 1970 in UTC
 * @zone: a name of the tz database
 *
 * Returns: the day by the clock on the wall there, counted from that of 1970
 */
gint64
cor_time_get_local_day (gint64 time_utc_s, const char *zone)
{
  gint64 second;

  return split_local_time (time_utc_s, zone, &second);
}

/**
 * cor_time_get_local_minute:
 * @time_utc_s: seconds since 1970 in UTC
 * @zone: a name of the tz database
 *
 * Returns: minutes since midnight by the clock on the wall there, 0 to 1439
 */
int
cor_time_get_local_minute (gint64 time_utc_s, const char *zone)
{
  gint64 second;

  split_local_time (time_utc_s, zone, &second);

  return (int) (second / 60);
}

/**
 * cor_time_get_local_weekday:
 * @time_utc_s: seconds since 1970 in UTC
 * @zone: a name of the tz database
 *
 * Returns: the day of the week by the calendar on the wall there, 0 is Monday
 */
guint
cor_time_get_local_weekday (gint64 time_utc_s, const char *zone)
{
  gint64 second;
  gint64 day = split_local_time (time_utc_s, zone, &second);

  /* The first of 1970 was a Thursday. */
  return (guint) (((day + 3) % 7 + 7) % 7);
}

/**
 * cor_time_floor_hour:
 * @time_utc_s: seconds since 1970 in UTC
 *
 * All zones of the region differ from UTC by whole hours, so a clock hour here is one everywhere.
 *
 * Returns: when the clock hour of @time_utc_s began
 */
gint64
cor_time_floor_hour (gint64 time_utc_s)
{
  gint64 rest = time_utc_s % COR_SECONDS_PER_HOUR;

  return time_utc_s - (rest < 0 ? rest + COR_SECONDS_PER_HOUR : rest);
}
