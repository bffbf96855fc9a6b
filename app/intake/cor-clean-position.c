/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#define MAX_NUMBERS 8

typedef struct
{
  double values[MAX_NUMBERS];
  char hemispheres[MAX_NUMBERS]; /* N, S, E, W that stands at the number, or 0 */
  gboolean negative[MAX_NUMBERS];
  gboolean degree_sign[MAX_NUMBERS];
  guint n_values;
} Numbers;

/* Where map links keep the position. */
static const char *const link_marks[] = { "/@",           "?q=",    "&q=",     "?ll=",
                                          "&ll=",         "query=", "geo:",    "mlat=",
                                          "destination=", "daddr=", "/place/", "loc:" };

static gboolean
is_degree_sign (gunichar c)
{
  return c == 0xB0 || c == 0xBA || c == 0x2DA;
}

static char
tell_hemisphere (gunichar c)
{
  switch (g_unichar_toupper (c))
    {
    case 'N':
    case 0x041F: /* П: північ */
      return 'N';
    case 'S':
      return 'S';
    case 'E':
    case 0x0421: /* С: схід; only ever read behind a longitude */
      return 'E';
    case 'W':
      return 'W';
    default:
      return 0;
    }
}

/* A comma is a decimal one if digits stand on both sides and no point is used anywhere. */
static gboolean
read_number (const char **position, gboolean comma_is_decimal, Numbers *numbers)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  const char *c = *position;

  if (numbers->n_values >= MAX_NUMBERS)
    return FALSE;
  while (g_ascii_isdigit (*c) ||
         ((*c == '.' || (comma_is_decimal && *c == ',')) && g_ascii_isdigit (c[1])))
    {
      g_string_append_c (digits, *c == ',' ? '.' : *c);
      c++;
    }
  numbers->values[numbers->n_values++] = g_ascii_strtod (digits->str, NULL);
  *position = c;

  return TRUE;
}

static gboolean
read_numbers (const char *text, Numbers *numbers)
{
  gboolean comma_is_decimal = strchr (text, '.') == NULL;
  char pending = 0;
  gboolean minus = FALSE;

  memset (numbers, 0, sizeof *numbers);
  for (const char *c = text; *c != '\0';)
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_ascii_isdigit (*c))
        {
          if (!read_number (&c, comma_is_decimal, numbers))
            return FALSE;
          numbers->hemispheres[numbers->n_values - 1] = pending;
          numbers->negative[numbers->n_values - 1] = minus;
          pending = 0;
          minus = FALSE;
          continue;
        }
      if (is_degree_sign (letter) && numbers->n_values > 0)
        numbers->degree_sign[numbers->n_values - 1] = TRUE;
      else if (tell_hemisphere (letter) != 0 && numbers->n_values > 0 &&
               numbers->hemispheres[numbers->n_values - 1] == 0 &&
               !g_unichar_isalpha (g_utf8_get_char (g_utf8_next_char (c))))
        numbers->hemispheres[numbers->n_values - 1] = tell_hemisphere (letter);
      else if (tell_hemisphere (letter) != 0 && letter < 0x80)
        pending = tell_hemisphere (letter);
      else if (g_unichar_isalpha (letter))
        pending = 0;
      minus = letter == '-' || letter == 0x2212;
      c = g_utf8_next_char (c);
    }

  return TRUE;
}

static gboolean
is_in_region (CorPosition position)
{
  return cor_bounds_contains (&COR_BOUNDS_REGION, position);
}

static CorCleaned
settle (double a, double b, CorPosition *position, gboolean *swapped)
{
  CorPosition straight = { a, b };
  CorPosition crossed = { b, a };

  *swapped = FALSE;
  if (is_in_region (straight))
    {
      *position = straight;
      return COR_CLEANED_GOOD;
    }
  if (is_in_region (crossed))
    {
      *position = crossed;
      *swapped = TRUE;
      return COR_CLEANED_GOOD;
    }

  return COR_CLEANED_BAD;
}

static double
join_sexagesimal (const Numbers *numbers, guint first, guint n_parts)
{
  double value = numbers->values[first];

  if (n_parts > 1)
    value += numbers->values[first + 1] / 60.0;
  if (n_parts > 2)
    value += numbers->values[first + 2] / 3600.0;

  return value;
}

static gboolean
are_minutes_valid (const Numbers *numbers, guint first, guint n_parts)
{
  for (guint i = first + 1; i < first + n_parts; i++)
    if (numbers->values[i] >= 60.0)
      return FALSE;

  return TRUE;
}

static char
find_hemisphere (const Numbers *numbers, guint first, guint n_parts)
{
  for (guint i = first; i < first + n_parts; i++)
    if (numbers->hemispheres[i] != 0)
      return numbers->hemispheres[i];

  return 0;
}

static CorCleaned
settle_numbers (const Numbers *numbers, CorPosition *position, gboolean *swapped)
{
  guint n_parts = numbers->n_values / 2;
  double a, b;
  CorCleaned cleaned;

  if (numbers->n_values == 0 || numbers->n_values % 2 != 0 || n_parts > 3)
    return COR_CLEANED_BAD;
  if (!are_minutes_valid (numbers, 0, n_parts) || !are_minutes_valid (numbers, n_parts, n_parts))
    return COR_CLEANED_BAD;
  if (numbers->negative[0] || numbers->negative[n_parts])
    return COR_CLEANED_BAD;

  a = join_sexagesimal (numbers, 0, n_parts);
  b = join_sexagesimal (numbers, n_parts, n_parts);
  if (find_hemisphere (numbers, 0, n_parts) == 'E' &&
      find_hemisphere (numbers, n_parts, n_parts) == 'N')
    {
      cleaned = settle (b, a, position, swapped);
      return cleaned;
    }

  return settle (a, b, position, swapped);
}

/* The sign behind the last letter of a link's position ends it: ",15z", "&hl=uk". */
static CorCleaned
read_pair_at (const char *text, CorPosition *position, gboolean *swapped)
{
  char *end = NULL;
  double a = g_ascii_strtod (text, &end);
  double b;

  if (end == text)
    return COR_CLEANED_BAD;
  if (g_str_has_prefix (end, "%2C") || g_str_has_prefix (end, "%2c"))
    end += 3;
  else if (*end == ',')
    end++;
  else
    return COR_CLEANED_BAD;
  while (*end == '+' || *end == ' ')
    end++;
  text = end;
  b = g_ascii_strtod (text, &end);

  return end == text ? COR_CLEANED_BAD : settle (a, b, position, swapped);
}

static CorCleaned
read_link (const char *text, CorPosition *position, gboolean *swapped)
{
  const char *lat = strstr (text, "!3d");
  const char *lon = strstr (text, "!4d");

  if (lat != NULL && lon != NULL)
    return settle (g_ascii_strtod (lat + 3, NULL), g_ascii_strtod (lon + 3, NULL), position,
                   swapped);
  lat = strstr (text, "mlat=");
  lon = strstr (text, "mlon=");
  if (lat != NULL && lon != NULL)
    return settle (g_ascii_strtod (lat + 5, NULL), g_ascii_strtod (lon + 5, NULL), position,
                   swapped);
  for (guint i = 0; i < G_N_ELEMENTS (link_marks); i++)
    {
      const char *mark = strstr (text, link_marks[i]);

      if (mark != NULL &&
          read_pair_at (mark + strlen (link_marks[i]), position, swapped) == COR_CLEANED_GOOD)
        return COR_CLEANED_GOOD;
    }

  return COR_CLEANED_BAD;
}

/**
 * cor_clean_position:
 * @text: (nullable): coordinates as received
 * @position: (out): where that is
 * @swapped: (out): whether latitude and longitude had been exchanged
 *
 * Reads degrees with decimals, degrees and minutes, and seconds too, links to maps and geo:
 * addresses. A pair that lies in the region only the other way round is turned: latitudes and
 * longitudes of the region have no number in common.
 *
 * Returns: how it went; bad if it is no position in the region
 */
CorCleaned
cor_clean_position (const char *text, CorPosition *position, gboolean *swapped)
{
  Numbers numbers;

  *swapped = FALSE;
  *position = (CorPosition){ 0.0, 0.0 };
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;
  if (strlen (text) > 2000)
    return COR_CLEANED_BAD;
  if (strstr (text, "://") != NULL || g_str_has_prefix (text, "geo:"))
    return read_link (text, position, swapped);
  if (g_ascii_strncasecmp (text, "POINT", 5) == 0)
    {
      CorCleaned cleaned = read_numbers (text, &numbers)
                               ? settle_numbers (&numbers, position, swapped)
                               : COR_CLEANED_BAD;

      /* That notation puts the longitude first. */
      *swapped = cleaned == COR_CLEANED_GOOD && !*swapped;
      return cleaned;
    }

  return read_numbers (text, &numbers) ? settle_numbers (&numbers, position, swapped)
                                       : COR_CLEANED_BAD;
}

/**
 * cor_clean_position_pair:
 * @latitude: (nullable): as received
 * @longitude: (nullable): as received
 * @position: (out): where that is
 * @swapped: (out): whether they had been exchanged
 *
 * Reads coordinates from two columns.
 *
 * Returns: how it went
 */
CorCleaned
cor_clean_position_pair (const char *latitude,
                         const char *longitude,
                         CorPosition *position,
                         gboolean *swapped)
{
  Numbers lat, lon;
  Numbers both = { 0 };

  *swapped = FALSE;
  *position = (CorPosition){ 0.0, 0.0 };
  if (cor_clean_says_nothing (latitude) && cor_clean_says_nothing (longitude))
    return COR_CLEANED_BLANK;
  if (latitude == NULL || longitude == NULL || strlen (latitude) > 60 || strlen (longitude) > 60 ||
      !read_numbers (latitude, &lat) || !read_numbers (longitude, &lon) ||
      lat.n_values != lon.n_values || lat.n_values == 0 || lat.n_values > 3)
    return COR_CLEANED_BAD;

  both.n_values = lat.n_values * 2;
  for (guint i = 0; i < lat.n_values; i++)
    {
      both.values[i] = lat.values[i];
      both.negative[i] = lat.negative[i];
      both.values[lat.n_values + i] = lon.values[i];
      both.negative[lat.n_values + i] = lon.negative[i];
    }

  return settle_numbers (&both, position, swapped);
}
