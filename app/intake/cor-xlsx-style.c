/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-xlsx-style.h"

#include <math.h>
#include <string.h>

#define MAX_STYLES 100000
#define DAYS_FROM_1900_TO_1904 1462
#define LAST_DAY 2958465 /* 31 December 9999 */

/* Numbers of formats that every workbook knows without saying. */
static gboolean
is_known_date_format (guint number)
{
  return (number >= 14 && number <= 22) || (number >= 27 && number <= 36) ||
         (number >= 45 && number <= 47) || (number >= 50 && number <= 58);
}

/* "dd/mm/yyyy" is a date, "[$-409]General" and "0 \d" are none: what is quoted, in brackets or
 * behind a backslash does not count. */
static gboolean
is_date_format (const char *code)
{
  gboolean quoted = FALSE, bracketed = FALSE;

  for (const char *c = code; *c != '\0' && *c != ';'; c++)
    {
      if (*c == '\\' && c[1] != '\0')
        c++;
      else if (*c == '"')
        quoted = !quoted;
      else if (*c == '[')
        bracketed = TRUE;
      else if (*c == ']')
        bracketed = FALSE;
      else if (!quoted && !bracketed && g_ascii_strncasecmp (c, "general", 7) == 0)
        return FALSE;
      else if (!quoted && !bracketed && strchr ("yYdDmMhH", *c) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* "000000000" pads with zeros, and so does "000-000": leading zeros are part of the number. */
static guint
count_digits (const char *code)
{
  guint n_digits = 0;

  for (const char *c = code; *c != '\0' && *c != ';'; c++)
    if (*c == '0')
      n_digits++;
    else if (strchr ("#.,%EeyYdDmMhHsS@?*", *c) != NULL)
      return 0;

  return n_digits > 1 ? n_digits : 0;
}

static void
take_format (GHashTable *formats, xmlTextReader *reader)
{
  g_autofree char *number = cor_xml_get_attribute (reader, "numFmtId");
  char *code = cor_xml_get_attribute (reader, "formatCode");

  if (number == NULL || code == NULL)
    {
      g_free (code);
      return;
    }
  g_hash_table_insert (formats, GUINT_TO_POINTER ((guint) g_ascii_strtoull (number, NULL, 10)),
                       code);
}

static void
take_style (GArray *styles, GHashTable *formats, xmlTextReader *reader)
{
  g_autofree char *text = cor_xml_get_attribute (reader, "numFmtId");
  guint number = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : 0;
  const char *code = g_hash_table_lookup (formats, GUINT_TO_POINTER (number));
  CorXlsxStyle style = { is_known_date_format (number), 0 };

  if (code != NULL)
    {
      style.is_date = is_date_format (code);
      style.n_digits = count_digits (code);
    }
  if (styles->len < MAX_STYLES)
    g_array_append_val (styles, style);
}

/**
 * cor_xlsx_styles_read:
 * @package: a workbook
 * @part: the part that has its styles; it may be missing
 * @error: (nullable): set when the part is damaged
 *
 * Returns: (transfer full) (element-type CorXlsxStyle): the styles by number, or %NULL
 */
GArray *
cor_xlsx_styles_read (CorXlsxPackage *package, const char *part, GError **error)
{
  g_autoptr (GArray) styles = g_array_new (FALSE, FALSE, sizeof (CorXlsxStyle));
  g_autoptr (GHashTable) formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (xmlTextReader) reader = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean in_cell_styles = FALSE;

  if (!cor_xlsx_package_has_part (package, part))
    return g_steal_pointer (&styles);
  reader = cor_xlsx_package_read_part (package, part, error);
  if (reader == NULL)
    return NULL;

  while (cor_xlsx_package_next (package, reader, &local_error))
    if (cor_xml_is_start (reader, "numFmt"))
      take_format (formats, reader);
    else if (cor_xml_is_start (reader, "cellXfs"))
      in_cell_styles = TRUE;
    else if (cor_xml_is_end (reader, "cellXfs"))
      in_cell_styles = FALSE;
    else if (in_cell_styles && cor_xml_is_start (reader, "xf"))
      take_style (styles, formats, reader);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  return g_steal_pointer (&styles);
}

static char *
format_day (double value, gboolean from_1904)
{
  guint seconds;
  GDate date;
  double day = floor (value);

  seconds = (guint) ((value - day) * 86400.0 + 0.5);
  if (day < 1.0 && !from_1904)
    return g_strdup_printf ("%02u:%02u", seconds / 3600, seconds / 60 % 60);
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 30, G_DATE_DECEMBER, 1899);
  g_date_add_days (&date, (guint) day + (from_1904 ? DAYS_FROM_1900_TO_1904 : 0));
  if (seconds == 0)
    return g_strdup_printf ("%04u-%02u-%02u", g_date_get_year (&date), g_date_get_month (&date),
                            g_date_get_day (&date));

  return g_strdup_printf ("%04u-%02u-%02u %02u:%02u", g_date_get_year (&date),
                          g_date_get_month (&date), g_date_get_day (&date), seconds / 3600,
                          seconds / 60 % 60);
}

static char *
pad_digits (const char *digits, guint n_digits)
{
  g_autofree char *zeros = NULL;
  gsize length = strlen (digits);

  if (length >= n_digits || digits[0] == '-')
    return g_strdup (digits);
  zeros = g_strnfill (n_digits - length, '0');

  return g_strconcat (zeros, digits, NULL);
}

/* Long numbers come as 9.72501234567E11: they are telephone numbers and documents, so every digit
 * is wanted and no exponent. */
static char *
write_plainly (const char *text, double value)
{
  char buffer[64];

  if (strpbrk (text, "eE") == NULL)
    return g_strdup (text);
  if (value == floor (value) && fabs (value) < 1e15)
    return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.0f", value));

  return g_strdup (g_ascii_formatd (buffer, sizeof buffer, "%.15g", value));
}

/**
 * cor_xlsx_style_format:
 * @style: (nullable): how the cell shows numbers
 * @value: a number as the workbook stores it
 * @from_1904: whether the workbook counts days from 1904
 *
 * Writes a number as it looks: days as 2022-02-24, leading zeros kept, never rounded.
 *
 * Returns: (transfer full): the text
 */
char *
cor_xlsx_style_format (const CorXlsxStyle *style, const char *value, gboolean from_1904)
{
  char *end = NULL;
  double number = g_ascii_strtod (value, &end);
  g_autofree char *plain = NULL;

  if (end == value || *end != '\0')
    return g_strdup (value);
  if (style != NULL && style->is_date && number >= 0.0 && number <= LAST_DAY)
    return format_day (number, from_1904);

  plain = write_plainly (value, number);

  return style != NULL && style->n_digits > 0 && strchr (plain, '.') == NULL
             ? pad_digits (plain, style->n_digits)
             : g_steal_pointer (&plain);
}
