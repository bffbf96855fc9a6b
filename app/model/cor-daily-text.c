/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-daily.h"

#include <string.h>

#define ALWAYS "always"
#define EVERY_DAY "all"

static const char *const days[COR_N_WEEKDAYS] = { "mon", "tue", "wed", "thu", "fri", "sat", "sun" };

/* “HH:MM”, up to 24:00. */
static gboolean
parse_clock (const char *text, guint *minute)
{
  guint64 hour, rest;
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);

  if (g_strv_length (parts) != 2 || strlen (parts[1]) != 2 ||
      !g_ascii_string_to_unsigned (parts[0], 10, 0, 24, &hour, NULL) ||
      !g_ascii_string_to_unsigned (parts[1], 10, 0, 59, &rest, NULL))
    return FALSE;
  *minute = (guint) (hour * 60 + rest);

  return *minute <= COR_DAY_MIN;
}

/**
 * cor_daily_parse_hours:
 * @self: a daily window; its days stay
 * @text: %COR_DAILY_HOURS_WORDS
 *
 * Sets the hours. 05:00 after 22:00 is on the next morning.
 *
 * Returns: %FALSE if @text is not so; then nothing is set
 */
gboolean
cor_daily_parse_hours (CorDaily *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  CorDaily read = COR_DAILY_ALWAYS;

  if (!g_str_equal (text, ALWAYS) &&
      (g_strv_length (parts) != 2 || !parse_clock (parts[0], &read.from_min) ||
       !parse_clock (parts[1], &read.until_min) || read.from_min >= COR_DAY_MIN))
    return FALSE;
  self->from_min = read.from_min;
  self->until_min = read.until_min;

  return TRUE;
}

static int
find_day (const char *text)
{
  for (guint i = 0; i < COR_N_WEEKDAYS; i++)
    if (g_ascii_strcasecmp (text, days[i]) == 0)
      return (int) i;

  return -1;
}

/* A day, or several in a row such as fri-mon. */
static gboolean
parse_day_range (const char *text, guint *mask)
{
  g_auto (GStrv) ends = g_strsplit (text, "-", 3);
  guint n_ends = g_strv_length (ends);
  int first = n_ends > 0 ? find_day (ends[0]) : -1;
  int last = n_ends == 2 ? find_day (ends[1]) : first;

  if (n_ends > 2 || first < 0 || last < 0)
    return FALSE;
  for (int day = first;; day = (day + 1) % COR_N_WEEKDAYS)
    {
      *mask |= 1u << day;
      if (day == last)
        return TRUE;
    }
}

/**
 * cor_daily_parse_days:
 * @self: a daily window; its hours stay
 * @text: %COR_DAILY_DAYS_WORDS
 *
 * Sets the days on which it begins.
 *
 * Returns: %FALSE if @text is not so; then nothing is set
 */
gboolean
cor_daily_parse_days (CorDaily *self, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ",", -1);
  guint mask = 0;

  if (!g_str_equal (text, EVERY_DAY))
    for (guint i = 0; i == 0 || parts[i] != NULL; i++)
      if (parts[i] == NULL || !parse_day_range (parts[i], &mask))
        return FALSE;
  self->weekdays = mask;

  return TRUE;
}

/**
 * cor_daily_format_hours:
 * @self: a daily window
 *
 * Returns: (transfer full): its hours, as cor_daily_parse_hours() reads them
 */
char *
cor_daily_format_hours (const CorDaily *self)
{
  if (self->from_min == 0 && self->until_min == COR_DAY_MIN)
    return g_strdup (ALWAYS);

  return g_strdup_printf ("%02u:%02u-%02u:%02u", self->from_min / 60, self->from_min % 60,
                          self->until_min / 60, self->until_min % 60);
}

/**
 * cor_daily_format_span:
 * @from_min: minutes since midnight
 * @until_min: minutes since midnight, at most %COR_DAY_MIN
 *
 * Returns: (transfer full): hours of a day as people read them: "08:00–20:00"
 */
char *
cor_daily_format_span (guint from_min, guint until_min)
{
  return g_strdup_printf ("%02u:%02u–%02u:%02u", from_min / 60, from_min % 60, until_min / 60,
                          until_min % 60);
}

/**
 * cor_daily_format_days:
 * @self: a daily window
 *
 * Returns: (transfer full): its days, as cor_daily_parse_days() reads them
 */
char *
cor_daily_format_days (const CorDaily *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->weekdays == 0)
    return g_strdup (EVERY_DAY);
  for (guint i = 0; i < COR_N_WEEKDAYS; i++)
    if ((self->weekdays & 1u << i) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "," : "", days[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
