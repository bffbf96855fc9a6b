/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-hours.h"

#include <string.h>

/* Hours as mappers write them, as far as they come back every week:
 * https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification. Months, dates, weeks of the
 * year, the sun and open ends do not, and are refused. */

#define N_DAYS 7u
#define MAX_HOUR 48u

typedef struct
{
  const char *at;
  CorWeek *week;
  guint n_holiday_rules;
} Parser;

/* Days as bits; the flag says that only holidays were named. */
typedef struct
{
  guint days;
  gboolean is_named;
  gboolean is_holiday_only;
} Days;

static void
skip_blanks (Parser *parser)
{
  while (*parser->at == ' ')
    parser->at++;
}

static gboolean
take (Parser *parser, const char *word)
{
  gsize n = strlen (word);

  if (g_ascii_strncasecmp (parser->at, word, n) != 0)
    return FALSE;
  parser->at += n;
  skip_blanks (parser);

  return TRUE;
}

/* The day of the week, or none. */
static guint
take_day (Parser *parser)
{
  static const char *const names[N_DAYS] = { "Mo", "Tu", "We", "Th", "Fr", "Sa", "Su" };

  for (guint i = 0; i < N_DAYS; i++)
    {
      if (g_ascii_strncasecmp (parser->at, names[i], 2) == 0 && !g_ascii_isalpha (parser->at[2]))
        {
          parser->at += 2;
          skip_blanks (parser);
          return i;
        }
    }

  return N_DAYS;
}

static gboolean
take_holiday (Parser *parser)
{
  return ((g_str_has_prefix (parser->at, "PH") || g_str_has_prefix (parser->at, "SH")) &&
          !g_ascii_isalpha (parser->at[2])) &&
         (take (parser, "PH") || take (parser, "SH"));
}

/* “Mo-Fr,Su”, “PH”, or nothing, which is every day. */
static gboolean
take_days (Parser *parser, Days *days)
{
  gboolean has_holidays = FALSE;

  *days = (Days){ 0 };
  do
    {
      guint first = N_DAYS;
      guint last;

      if (take_holiday (parser))
        {
          has_holidays = TRUE;
          continue;
        }
      first = last = take_day (parser);
      if (first == N_DAYS)
        {
          /* A comma may also end the days: “Mo-Fr, 08:00-12:00”. */
          if (days->is_named && g_ascii_isdigit (*parser->at))
            break;
          if (days->is_named || has_holidays)
            return FALSE;
          days->days = (1u << N_DAYS) - 1;
          return TRUE;
        }
      if (take (parser, "-") && (last = take_day (parser)) == N_DAYS)
        return FALSE;
      days->is_named = TRUE;
      for (guint day = first;; day = (day + 1) % N_DAYS)
        {
          days->days |= 1u << day;
          if (day == last)
            break;
        }
    }
  while (take (parser, ","));
  take (parser, ":");
  days->is_holiday_only = has_holidays && !days->is_named;
  parser->n_holiday_rules += has_holidays;

  return TRUE;
}

static gboolean
take_clock (Parser *parser, guint *minute)
{
  char *end;
  guint64 hour = g_ascii_strtoull (parser->at, &end, 10);
  guint64 minutes = 0;

  if (!g_ascii_isdigit (*parser->at) || end - parser->at > 2 || hour > MAX_HOUR)
    return FALSE;
  parser->at = end;
  if (*parser->at == ':' || *parser->at == '.')
    {
      parser->at++;
      minutes = g_ascii_strtoull (parser->at, &end, 10);
      if (!g_ascii_isdigit (*parser->at) || end - parser->at != 2 || minutes > 59)
        return FALSE;
      parser->at = end;
    }
  *minute = (guint) (hour * 60 + minutes);
  skip_blanks (parser);

  return TRUE;
}

static void
set_days (Parser *parser, const Days *days, guint from_min, guint until_min, gboolean is_set)
{
  for (guint day = 0; day < N_DAYS; day++)
    {
      if ((days->days >> day & 1) != 0 && !days->is_holiday_only)
        cor_week_set (parser->week, day * COR_MINUTES_PER_DAY + from_min,
                      day * COR_MINUTES_PER_DAY + until_min, COR_WEEK_DRIVING, is_set);
    }
}

/* “07:00-09:00,16:00-18:00”; one that ends before it begins goes on into the next day. */
static gboolean
take_spans (Parser *parser, const Days *days)
{
  guint n_spans = 0;

  do
    {
      const char *before = parser->at;
      guint from_min, until_min;

      if (!take_clock (parser, &from_min))
        {
          /* “…, Sa 08:00-12:00” is a rule of its own beside this one. */
          parser->at = before;
          return n_spans > 0 && g_ascii_isalpha (*before);
        }
      if (!take (parser, "-") && !take (parser, "–"))
        return FALSE;
      if (!take_clock (parser, &until_min) || *parser->at == '+')
        return FALSE;
      if (until_min <= from_min)
        until_min += COR_MINUTES_PER_DAY;
      if (until_min <= from_min)
        return FALSE;
      set_days (parser, days, from_min, until_min, TRUE);
      n_spans++;
    }
  while (take (parser, ","));

  return TRUE;
}

static gboolean
take_off (Parser *parser)
{
  return take (parser, "off") || take (parser, "closed");
}

/* One rule; one that names its days says all about them, unless it is an addition to another. */
static gboolean
take_rule (Parser *parser, gboolean is_addition)
{
  Days days;

  if (take (parser, "24/7"))
    {
      days = (Days){ .days = (1u << N_DAYS) - 1 };
      set_days (parser, &days, 0, COR_MINUTES_PER_DAY, TRUE);
      return TRUE;
    }
  if (!take_days (parser, &days))
    return FALSE;
  if (take_off (parser))
    {
      set_days (parser, &days, 0, COR_MINUTES_PER_DAY, FALSE);
      return TRUE;
    }
  if (days.is_named && !is_addition)
    set_days (parser, &days, 0, COR_MINUTES_PER_DAY, FALSE);
  if (*parser->at == '\0' || *parser->at == ';')
    {
      set_days (parser, &days, 0, COR_MINUTES_PER_DAY, TRUE);
      return days.is_named || days.is_holiday_only;
    }
  if (!take_spans (parser, &days))
    return FALSE;
  take (parser, "open");

  return TRUE;
}

/**
 * cor_osm_hours_parse:
 * @text: hours: “Mo-Fr 07:00-09:00,16:00-18:00; Sa 08:00-12:00”, “22:00-06:00”, “24/7”, “Su off”
 * @week: (out caller-allocates): takes the minutes of the week meant, as %COR_WEEK_DRIVING
 * @n_holiday_rules: (out): how many rules are about public or school holidays; those are taken for
 *   ordinary days, for nobody can say in advance which they are
 *
 * Reads hours that come back every week.
 *
 * Returns: %FALSE if it is not understood in full, or does not come back every week
 */
gboolean
cor_osm_hours_parse (const char *text, CorWeek *week, guint *n_holiday_rules)
{
  Parser parser = { .at = text, .week = week };
  gboolean is_addition = FALSE;

  memset (week, 0, sizeof *week);
  *n_holiday_rules = 0;
  skip_blanks (&parser);
  if (*parser.at == '\0')
    return FALSE;
  while (*parser.at != '\0')
    {
      if (!take_rule (&parser, is_addition))
        return FALSE;
      is_addition = !take (&parser, ";");
      if (is_addition && *parser.at != '\0' && !g_ascii_isalpha (*parser.at))
        return FALSE;
    }
  *n_holiday_rules = parser.n_holiday_rules;

  return TRUE;
}
