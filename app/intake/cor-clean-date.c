/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#include "cor-columns.h"

#define OLDEST_YEARS 115
#define MAX_PARTS 3

/* The beginnings of the months' names tell them in all four languages. */
static const char *const month_stems[12] = {
  "|jan|ינו|січ|янв|",      "|feb|פבר|פבו|лют|фев|", "|mar|מרץ|מרס|бер|мар|", "|apr|אפר|кві|апр|",
  "|may|מאי|трав|май|мая|", "|jun|יונ|чер|июн|",     "|jul|יול|лип|июл|",     "|aug|אוג|сер|авг|",
  "|sep|ספט|вер|сен|",      "|oct|אוק|жов|окт|",     "|nov|נוב|лис|ноя|",     "|dec|דצמ|гру|дек|",
};

typedef struct
{
  guint values[MAX_PARTS];
  guint digits[MAX_PARTS];
  guint n_values;
  guint month;    /* by name, 0: none */
  guint month_at; /* how many numbers stand before it */
  char separator;
} Parts;

static guint
find_month (const char *word)
{
  for (guint i = 0; i < 12; i++)
    {
      g_auto (GStrv) stems = g_strsplit (month_stems[i], "|", -1);

      for (guint j = 0; stems[j] != NULL; j++)
        if (stems[j][0] != '\0' && g_str_has_prefix (word, stems[j]))
          return i + 1;
    }

  return 0;
}

/* Hebrew puts a letter in front of the month: "2 במרץ". */
static guint
find_month_word (const char *word)
{
  guint month = find_month (word);

  if (month == 0 && g_str_has_prefix (word, "ב") && strlen (word) > 4)
    month = find_month (word + strlen ("ב"));

  return month;
}

static gboolean
take_word (Parts *parts, const char *word)
{
  guint month;

  if (g_ascii_isdigit (word[0]))
    {
      char *end;
      guint64 value = g_ascii_strtoull (word, &end, 10);
      gsize n_digits = (gsize) (end - word);

      /* What follows is "th", "р", "г" or nothing. */
      if (parts->n_values >= MAX_PARTS || n_digits > 8)
        return FALSE;
      parts->values[parts->n_values] = (guint) value;
      parts->digits[parts->n_values] = (guint) n_digits;
      parts->n_values++;
      return TRUE;
    }

  month = find_month_word (word);
  if (month != 0 && parts->month == 0)
    {
      parts->month = month;
      parts->month_at = parts->n_values;
    }

  return TRUE;
}

/* A time of day behind a date is nobody's birth: it is cut off. */
static char *
cut_time (const char *text)
{
  const char *colon = strchr (text, ':');
  const char *end = colon;

  if (colon == NULL)
    return g_strdup (text);
  while (end > text && end[-1] != ' ' && end[-1] != 'T')
    end--;

  return end > text ? g_strndup (text, (gsize) (end - text - 1)) : g_strdup (text);
}

static gboolean
split_date (const char *text, Parts *parts)
{
  g_autofree char *date = cut_time (text);
  g_autofree char *key = cor_heading_fold (date);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  const char *separator = strpbrk (date, "./-");

  memset (parts, 0, sizeof *parts);
  parts->separator = separator != NULL ? *separator : ' ';
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !take_word (parts, words[i]))
      return FALSE;

  return parts->n_values > 0;
}

static gboolean
is_ambiguous_form (const Parts *parts)
{
  return parts->month == 0 && parts->n_values == 3 && parts->digits[0] <= 2 &&
         parts->digits[1] <= 2 && (parts->digits[2] == 4 || parts->digits[2] == 2);
}

/**
 * cor_date_evidence_add:
 * @evidence: what the column says so far
 * @text: (nullable): another of its dates
 *
 * Dates like 25/12/1980 tell the order of the whole column. Dotted ones are day first everywhere
 * and tell nothing about the others.
 */
void
cor_date_evidence_add (CorDateEvidence *evidence, const char *text)
{
  Parts parts;

  if (text == NULL || text[0] == '\0' || strlen (text) > 40 || !split_date (text, &parts) ||
      !is_ambiguous_form (&parts) || parts.separator == '.')
    return;

  if (parts.values[0] > 12 && parts.values[1] <= 12)
    evidence->n_day_first++;
  else if (parts.values[1] > 12 && parts.values[0] <= 12)
    evidence->n_month_first++;
}

static guint
widen_year (guint year, guint n_digits, guint this_year)
{
  if (n_digits != 2)
    return year;

  return year + (year > this_year % 100 ? this_year / 100 - 1 : this_year / 100) * 100;
}

static gboolean
set_date (guint *date, guint year, guint month, guint day)
{
  if (month > 12 || (month == 0 && day > 0) ||
      (day > 0 && !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year)))
    return FALSE;
  *date = year * 10000 + month * 100 + day;

  return TRUE;
}

static gboolean
read_serial (guint days, guint *date)
{
  GDate day;

  /* A spreadsheet counts from 30 December 1899. */
  if (days < 366 || days > 80000)
    return FALSE;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&day, days);

  return set_date (date, g_date_get_year (&day), g_date_get_month (&day), g_date_get_day (&day));
}

static gboolean
read_single (const Parts *parts, guint *date)
{
  guint value = parts->values[0];

  if (parts->digits[0] == 4)
    return set_date (date, value, parts->month, 0);
  if (parts->digits[0] == 5)
    return read_serial (value, date);
  if (parts->digits[0] != 8)
    return FALSE;

  if (value / 10000 >= 1900 && value / 10000 < 2100)
    return set_date (date, value / 10000, value / 100 % 100, value % 100);

  return set_date (date, value % 10000, value / 10000 % 100, value / 1000000);
}

static gboolean
read_pair (const Parts *parts, guint this_year, guint *date)
{
  guint a = parts->values[0], b = parts->values[1];

  if (parts->month != 0)
    {
      guint year = parts->digits[0] == 4 ? a : widen_year (b, parts->digits[1], this_year);

      return set_date (date, year, parts->month, parts->digits[0] == 4 ? b : a);
    }
  if (parts->digits[0] == 4)
    return set_date (date, a, b, 0);

  return parts->digits[1] == 4 && set_date (date, b, a, 0);
}

static gboolean
read_triple (const Parts *parts, const CorDateEvidence *evidence, guint this_year, guint *date)
{
  const guint *v = parts->values;
  guint year = widen_year (v[2], parts->digits[2], this_year);
  gboolean month_first = evidence != NULL && evidence->n_month_first > evidence->n_day_first;

  if (parts->month != 0)
    return FALSE;
  if (parts->digits[0] == 4)
    return set_date (date, v[0], v[1], v[2]) || set_date (date, v[0], v[2], v[1]);
  if (parts->digits[2] != 4 && parts->digits[2] != 2)
    return FALSE;
  if (parts->separator == '.')
    return set_date (date, year, v[1], v[0]);
  if (month_first)
    return set_date (date, year, v[0], v[1]) || set_date (date, year, v[1], v[0]);

  return set_date (date, year, v[1], v[0]) || set_date (date, year, v[0], v[1]);
}

static guint
get_today (gint64 now_utc_s)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_utc_s);

  return (guint) (g_date_time_get_year (now) * 10000 + g_date_time_get_month (now) * 100 +
                  g_date_time_get_day_of_month (now));
}

static gboolean
is_plausible (guint date, guint today)
{
  return date <= today && date / 10000 + OLDEST_YEARS >= today / 10000;
}

/**
 * cor_clean_birth_date:
 * @text: (nullable): a birth date as received
 * @evidence: (nullable): the order of dates in its column; day first if it says nothing
 * @now_utc_s: the present, which no birth lies behind
 * @birth_date: (out): year * 10000 + month * 100 + day; month and day may be 0
 *
 * Reads figures in any order with any separator, names of months in four languages, bare years,
 * spreadsheet serials.
 *
 * Returns: how it went
 */
CorCleaned
cor_clean_birth_date (const char *text,
                      const CorDateEvidence *evidence,
                      gint64 now_utc_s,
                      guint *birth_date)
{
  guint today = get_today (now_utc_s);
  guint date = 0;
  Parts parts;
  gboolean good;

  *birth_date = 0;
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;
  if (strlen (text) > 60 || !split_date (text, &parts))
    return COR_CLEANED_BAD;

  if (parts.n_values == 1)
    good = read_single (&parts, &date);
  else if (parts.n_values == 2)
    good = read_pair (&parts, today / 10000, &date);
  else
    good = read_triple (&parts, evidence, today / 10000, &date);
  if (!good || !is_plausible (date, today))
    return COR_CLEANED_BAD;

  *birth_date = date;

  return COR_CLEANED_GOOD;
}
