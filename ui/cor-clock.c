/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clock.h"

#include "cor-language.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define MINUTES_PER_DAY 1440

/**
 * cor_clock_format:
 * @time_utc_s: a time, or %COR_TIME_NONE
 *
 * Returns: (transfer full): date, clock and zone as one isolated piece: "2022-02-24 06:00 EET"
 */
char *
cor_clock_format (gint64 time_utc_s)
{
  g_autofree char *text = NULL;

  if (time_utc_s == COR_TIME_NONE)
    return g_strdup (_ ("open"));
  text = cor_time_format_local (time_utc_s, COR_CLOCK_ZONE);

  return cor_isolate (text);
}

/* What a span says of its end: the clock alone where the day and its zone are those of its start.
 */
static char *
format_end (const char *from, const char *until)
{
  gsize day = strlen ("2022-02-24 ");
  gsize clock = strlen ("06:00");
  gboolean is_same = strlen (from) > day + clock && strlen (until) > day + clock &&
                     strncmp (from, until, day) == 0 &&
                     g_str_equal (from + day + clock, until + day + clock);

  return is_same ? g_strdup (until + day) : g_strdup (until);
}

/**
 * cor_clock_format_span:
 * @from_utc_s: a time
 * @until_utc_s: another, not before it
 *
 * Returns: (transfer full): both as one isolated piece, as short as it can be told:
 *   "2022-02-24 06:00–08:30 EET", or "2022-02-24 06:00 EET – 2022-02-25 08:30 EET"
 */
char *
cor_clock_format_span (gint64 from_utc_s, gint64 until_utc_s)
{
  g_autofree char *from = cor_time_format_local (from_utc_s, COR_CLOCK_ZONE);
  g_autofree char *until = cor_time_format_local (until_utc_s, COR_CLOCK_ZONE);
  g_autofree char *end = format_end (from, until);
  g_autofree char *text = NULL;

  if (from_utc_s == until_utc_s)
    return cor_isolate (from);
  if (strlen (end) < strlen (until))
    text = g_strdup_printf ("%.*s–%s", (int) strlen ("2022-02-24 06:00"), from, end);
  else
    text = g_strdup_printf ("%s – %s", from, until);

  return cor_isolate (text);
}

/**
 * cor_clock_format_plain:
 * @time_utc_s: a time, or %COR_TIME_NONE
 *
 * Returns: (transfer full): what an officer types for it: "2022-02-24 06:00"; empty for none
 */
char *
cor_clock_format_plain (gint64 time_utc_s)
{
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (time_utc_s == COR_TIME_NONE)
    return g_strdup ("");
  utc = g_date_time_new_from_unix_utc (time_utc_s);
  local = g_date_time_to_timezone (utc, cor_time_zone (COR_CLOCK_ZONE));

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

/**
 * cor_clock_parse:
 * @text: "2022-02-24 06:00" by the clock in Kyiv; nothing means no time
 * @time_utc_s: (out): the time, or %COR_TIME_NONE
 *
 * Returns: whether @text was read
 */
gboolean
cor_clock_parse (const char *text, gint64 *time_utc_s)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GDateTime) time = NULL;
  int year, month, day, hour, minute;
  char rest;

  if (stripped[0] == '\0')
    {
      *time_utc_s = COR_TIME_NONE;
      return TRUE;
    }
  if (sscanf (stripped, "%4d-%2d-%2d %2d:%2d%c", &year, &month, &day, &hour, &minute, &rest) != 5)
    return FALSE;
  time = g_date_time_new (cor_time_zone (COR_CLOCK_ZONE), year, month, day, hour, minute, 0.0);
  if (time == NULL)
    return FALSE;

  *time_utc_s = g_date_time_to_unix (time);

  return TRUE;
}

/* Reads two clock times with any dash between them. */
static gboolean
parse_span (const char *text, guint *first_min, guint *last_min)
{
  g_auto (GStrv) halves = NULL;
  g_autoptr (GString) plain = g_string_new (text);
  guint hours[2], minutes[2];
  char rest;

  g_string_replace (plain, "–", "-", 0);
  g_string_replace (plain, "—", "-", 0);
  halves = g_strsplit (plain->str, "-", 2);
  if (g_strv_length (halves) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (sscanf (g_strstrip (halves[i]), "%2u:%2u%c", &hours[i], &minutes[i], &rest) != 2 ||
        minutes[i] > 59)
      return FALSE;

  *first_min = hours[0] * 60 + minutes[0];
  *last_min = hours[1] * 60 + minutes[1];

  return *first_min <= MINUTES_PER_DAY && *last_min <= MINUTES_PER_DAY;
}

/**
 * cor_clock_parse_minutes:
 * @text: "08:00–20:00", with any dash
 * @opens_min: (out): minutes since midnight
 * @closes_min: (out): minutes since midnight, later than @opens_min
 *
 * Returns: whether @text was read
 */
gboolean
cor_clock_parse_minutes (const char *text, guint *opens_min, guint *closes_min)
{
  return parse_span (text, opens_min, closes_min) && *opens_min < *closes_min;
}

/**
 * cor_clock_format_daily:
 * @daily: hours of a day
 *
 * Returns: (transfer full): what an officer types for them: "22:00–05:00"; empty for round the
 * clock
 */
char *
cor_clock_format_daily (const CorDaily *daily)
{
  if (cor_daily_is_always (daily))
    return g_strdup ("");

  return cor_daily_format_span (daily->from_min, daily->until_min);
}

/**
 * cor_clock_parse_daily:
 * @text: "22:00–05:00", with any dash; nothing means round the clock
 * @daily: (inout): the hours; its weekdays stay as they are
 *
 * Returns: whether @text was read
 */
gboolean
cor_clock_parse_daily (const char *text, CorDaily *daily)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  CorDaily parsed = { 0, COR_DAY_MIN, daily->weekdays };

  if (stripped[0] != '\0' && !parse_span (stripped, &parsed.from_min, &parsed.until_min))
    return FALSE;
  if (!cor_daily_is_valid (&parsed))
    return FALSE;

  *daily = parsed;

  return TRUE;
}
