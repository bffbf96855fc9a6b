/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-values.h"

#include <math.h>
#include <string.h>

#include "cor-osm-speeds.h"

#define KMH_PER_MPH 1.609344
#define KMH_PER_KNOT 1.852
#define METRES_PER_FOOT 0.3048
#define METRES_PER_INCH 0.0254
#define TONNES_PER_POUND 0.00045359237
#define TONNES_PER_SHORT_TON 0.90718474
#define TONNES_PER_LONG_TON 1.0160469088

static const char *
skip_blanks (const char *text)
{
  while (*text == ' ')
    text++;

  return text;
}

/* A number with what follows it; a comma is taken for the decimal point that it mostly is. */
static double
parse_number (const char *text, const char **rest)
{
  g_autofree char *copy = g_strndup (text, 64);
  char *comma = strchr (copy, ',');
  char *end;
  double number;

  if (comma != NULL && g_ascii_isdigit (comma[1]))
    *comma = '.';
  number = g_ascii_strtod (copy, &end);
  *rest = skip_blanks (text + (end - copy));

  return end != copy && isfinite (number) && number >= 0.0 ? number : -1.0;
}

/* The unit must end there: “m” is no “mph”. */
static gboolean
is_unit (const char *rest, const char *const *units)
{
  for (gsize i = 0; units[i] != NULL; i++)
    {
      gsize n = strlen (units[i]);

      if (g_ascii_strncasecmp (rest, units[i], n) == 0 && !g_ascii_isalpha (rest[n]))
        return TRUE;
    }

  return FALSE;
}

static double
parse_one_speed_kmh (const char *text)
{
  static const char *const kmh[] = { "km/h", "kmh", "kph", "kmph", NULL };
  static const char *const mph[] = { "mph", NULL };
  static const char *const knots[] = { "knots", "knot", "kn", NULL };
  const char *rest;
  double speed = parse_number (text, &rest);

  if (speed < 0.0)
    return cor_osm_speeds_find_named_kmh (text);
  if (speed <= 0.0 || speed >= 500.0)
    return 0.0;
  if (is_unit (rest, mph))
    return speed * KMH_PER_MPH;
  if (is_unit (rest, knots))
    return speed * KMH_PER_KNOT;

  return *rest == '\0' || is_unit (rest, kmh) ? speed : 0.0;
}

/**
 * cor_osm_parse_speed_kmh:
 * @text: (nullable): a speed: “60”, “40 mph”, “8 knots”, “UA:urban”, “DE:zone30”, “none”, “walk”,
 *   or several of them, such as “50; 60”
 *
 * Returns: kilometres an hour, the least of several; 0 when it is none of these
 */
double
cor_osm_parse_speed_kmh (const char *text)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit_set (text, ";|", 16) : NULL;
  double least = 0.0;

  for (gsize i = 0; parts != NULL && parts[i] != NULL; i++)
    {
      double kmh = parse_one_speed_kmh (g_strstrip (parts[i]));

      if (kmh > 0.0 && (least <= 0.0 || kmh < least))
        least = kmh;
    }

  return least;
}

/* “PT1H20M30S”, of which every part may be missing. */
static double
parse_iso_duration_min (const char *text)
{
  double minutes = 0.0;
  gboolean is_time = FALSE;

  for (text++; *text != '\0';)
    {
      char *end;
      double number;

      if (*text == 'T')
        {
          is_time = TRUE;
          text++;
          continue;
        }
      number = g_ascii_strtod (text, &end);
      if (end == text || number < 0.0)
        return 0.0;
      if (*end == 'D')
        minutes += number * 1440.0;
      else if (*end == 'H')
        minutes += number * 60.0;
      else if (*end == 'M' && is_time)
        minutes += number;
      else if (*end == 'S')
        minutes += number / 60.0;
      else
        return 0.0;
      text = end + 1;
    }

  return minutes;
}

/* “25”, “25 min”, “1 h 20 min”, “2 hours”. */
static double
parse_words_min (const char *text)
{
  double minutes = 0.0;

  while (*text != '\0')
    {
      char *end;
      double number = g_ascii_strtod (text, &end);

      if (end == text || !(number >= 0.0))
        return 0.0;
      text = skip_blanks (end);
      if (*text == 'h')
        minutes += number * 60.0;
      else if (*text == '\0' || *text == 'm')
        minutes += number;
      else
        return 0.0;
      while (g_ascii_isalpha (*text))
        text++;
      text = skip_blanks (text);
    }

  return minutes < 10080.0 ? minutes : 0.0;
}

/**
 * cor_osm_parse_duration_min:
 * @text: (nullable): a duration: “25”, “25 min”, “1 h 20 min”, “01:20”, “01:20:30”, “PT1H20M”
 *
 * Returns: minutes, 0 when it is none of these
 */
double
cor_osm_parse_duration_min (const char *text)
{
  double parts[3] = { 0.0, 0.0, 0.0 };
  guint n_parts = 0;
  double minutes;

  if (text == NULL)
    return 0.0;
  if (text[0] == 'P')
    {
      minutes = parse_iso_duration_min (text);
      return minutes < 10080.0 ? minutes : 0.0;
    }
  if (strchr (text, ':') == NULL)
    return parse_words_min (text);
  for (; n_parts < 3; n_parts++)
    {
      char *end;

      parts[n_parts] = g_ascii_strtod (text, &end);
      if (end == text || parts[n_parts] < 0.0)
        return 0.0;
      if (*end == '\0')
        break;
      if (*end != ':')
        return 0.0;
      text = end + 1;
    }
  minutes =
      n_parts == 1 ? parts[0] * 60.0 + parts[1] : parts[0] * 60.0 + parts[1] + parts[2] / 60.0;

  return minutes < 10080.0 ? minutes : 0.0;
}

/**
 * cor_osm_parse_metres:
 * @text: (nullable): a measure: “3.5”, “3.5 m”, “350 cm”, “12 ft”, “11'6"”
 *
 * Returns: metres, 0 when it is none of these
 */
double
cor_osm_parse_metres (const char *text)
{
  static const char *const metres[] = { "m", "metre", "metres", "meter", "meters", NULL };
  static const char *const centimetres[] = { "cm", NULL };
  static const char *const feet[] = { "ft", "feet", "foot", NULL };
  static const char *const inches[] = { "in", "inch", "inches", NULL };
  const char *rest;
  double number = text != NULL ? parse_number (text, &rest) : -1.0;

  if (number < 0.0)
    return 0.0;
  if (*rest == '\0' || is_unit (rest, metres))
    return number;
  if (is_unit (rest, centimetres))
    return number / 100.0;
  if (*rest == '"' || is_unit (rest, inches))
    return number * METRES_PER_INCH;
  if (*rest == '\'' || is_unit (rest, feet))
    {
      const char *unit = rest;
      double more;

      while (*unit == '\'' || g_ascii_isalpha (*unit))
        unit++;
      more = parse_number (skip_blanks (unit), &rest);

      return number * METRES_PER_FOOT + MAX (more, 0.0) * METRES_PER_INCH;
    }

  return 0.0;
}

/**
 * cor_osm_parse_tonnes:
 * @text: (nullable): a weight: “3.5”, “3.5 t”, “7500 kg”, “8000 lbs”, “5 st”
 *
 * Returns: tonnes, 0 when it is none of these
 */
double
cor_osm_parse_tonnes (const char *text)
{
  static const struct
  {
    const char *units[5];
    double tonnes;
  } kinds[] = {
    { { "t", "ton", "tons", "tonnes", NULL }, 1.0 }, { { "kg", NULL }, 0.001 },
    { { "lbs", "lb", NULL }, TONNES_PER_POUND },     { { "st", NULL }, TONNES_PER_SHORT_TON },
    { { "lt", NULL }, TONNES_PER_LONG_TON },
  };
  const char *rest;
  double number = text != NULL ? parse_number (text, &rest) : -1.0;

  if (number < 0.0)
    return 0.0;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (is_unit (rest, kinds[i].units))
        return number * kinds[i].tonnes;
    }

  return *rest == '\0' ? number : 0.0;
}

/**
 * cor_osm_parse_road_number:
 * @reference: a tagged road number, such as “М-06; E40”
 *
 * Returns: (transfer full): the first number in Latin letters without dashes: “M06”
 */
char *
cor_osm_parse_road_number (const char *reference)
{
  static const struct
  {
    gunichar from;
    char to;
  } letters[] = { { 0x41c, 'M' }, { 0x41d, 'H' }, { 0x420, 'P' }, { 0x422, 'T' },
                  { 0x41e, 'O' }, { 0x421, 'C' }, { 0x415, 'E' }, { 0x410, 'A' },
                  { 0x41a, 'K' }, { 0x412, 'B' }, { 0x425, 'X' }, { 0x406, 'I' } };
  GString *number = g_string_new (NULL);

  for (const char *at = reference; *at != '\0' && *at != ';'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      for (gsize i = 0; i < G_N_ELEMENTS (letters); i++)
        {
          if (letters[i].from == letter)
            letter = (gunichar) letters[i].to;
        }
      if (letter != '-' && letter != ' ' && letter != 0x2011 && letter != 0x2013)
        g_string_append_unichar (number, letter);
    }

  return g_string_free (number, FALSE);
}

/**
 * cor_osm_date_has_come:
 * @text: (nullable): a date: “2022-03-31”, “2022-03” or “2022”
 * @source_utc_s: date of the extract, 0 when not known
 *
 * A month or a year has come when it is over.
 *
 * Returns: whether it is no later than the extract; %FALSE for what is no date, or not known
 */
gboolean
cor_osm_date_has_come (const char *text, gint64 source_utc_s)
{
  g_autoptr (GDateTime) source = NULL;
  g_autofree char *today = NULL;
  gsize n = text != NULL ? strlen (text) : 0;

  if ((n != 4 && n != 7 && n != 10) || strspn (text, "0123456789-") != n || source_utc_s <= 0)
    return FALSE;
  source = g_date_time_new_from_unix_utc (source_utc_s);
  today = source != NULL ? g_date_time_format (source, "%Y-%m-%d") : NULL;
  if (today == NULL)
    return FALSE;

  return n == 10 ? strcmp (text, today) <= 0 : strncmp (text, today, n) < 0;
}
