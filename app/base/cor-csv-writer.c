/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-csv-writer.h"

#include <string.h>

static gboolean
starts_formula (const char *text)
{
  return text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;
}

/**
 * cor_csv_append_field:
 * @csv: a table being written
 * @text: (nullable): one field, UTF-8
 *
 * Adds a field to the row being written, quoted where it must be. A field that a spreadsheet would
 * run as a formula gets an apostrophe in front (OWASP, "CSV Injection"); plain numbers keep their
 * sign.
 */
void
cor_csv_append_field (GString *csv, const char *text)
{
  gboolean first = csv->len == 0 || csv->str[csv->len - 1] == '\n';
  g_autofree char *safe = NULL;
  char *end = NULL;

  if (!first)
    g_string_append_c (csv, ',');
  if (text == NULL || text[0] == '\0')
    {
      /* A row's only field must not vanish: quotes keep it. */
      if (first)
        g_string_append (csv, "\"\"");
      return;
    }

  g_ascii_strtod (text, &end);
  if (starts_formula (text) && *end != '\0')
    text = safe = g_strconcat ("'", text, NULL);

  if (strpbrk (text, ",;\"\r\n\t") == NULL)
    {
      g_string_append (csv, text);
      return;
    }

  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *c);
    }
  g_string_append_c (csv, '"');
}

/**
 * cor_csv_end_row:
 * @csv: a table being written
 *
 * Ends the row being written (RFC 4180).
 */
void
cor_csv_end_row (GString *csv)
{
  g_string_append (csv, "\r\n");
}
