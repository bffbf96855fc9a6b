/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sheet-source.h"

#include "cor-time.h"

#include <string.h>

/**
 * cor_sheet_source_word:
 * @self: a source
 * @word: which word
 *
 * Returns: (transfer none): the word in the sheets' language
 */
const char *
cor_sheet_source_word (const CorSheetSource *self, CorWord word)
{
  return cor_word (self->language, word);
}

/**
 * cor_sheet_source_add_head:
 * @self: a source
 * @table: a table with nothing but the first cells of its head, if anything
 * @words: (array length=n_words): what stands over its columns
 * @n_words: how many
 *
 * Adds the head of @table, which every page repeats.
 */
void
cor_sheet_source_add_head (const CorSheetSource *self,
                           CorBlock *table,
                           const CorWord *words,
                           guint n_words)
{
  for (guint i = 0; i < n_words; i++)
    cor_table_add_cell (table, COR_TEXT_SMALL, cor_sheet_source_word (self, words[i]));
  cor_table_end_head (table);
}

/**
 * cor_sheet_source_isolate:
 * @self: a source
 * @text: a number, a telephone number, a name in other letters
 *
 * Returns: (transfer full): @text, keeping its order in a line that runs from right to left
 */
char *
cor_sheet_source_isolate (const CorSheetSource *self, const char *text)
{
  if (text[0] == '\0' || !cor_language_is_rtl (self->language))
    return g_strdup (text);

  return cor_isolate (text);
}

static char *
take_isolated (const CorSheetSource *self, char *text)
{
  char *isolated = cor_sheet_source_isolate (self, text);

  g_free (text);

  return isolated;
}

/**
 * cor_sheet_source_count:
 * @self: a source
 * @count: a number
 *
 * Returns: (transfer full): the number, locale-free
 */
char *
cor_sheet_source_count (const CorSheetSource *self, guint count)
{
  return take_isolated (self, g_strdup_printf ("%u", count));
}

/* The name that road signs show: a sourced one, Ukrainian before all others. */
static const char *
find_sourced (const CorNames *names)
{
  static const CorLanguage order[] = { COR_LANGUAGE_UK, COR_LANGUAGE_EN, COR_LANGUAGE_RU };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (names->text[order[i]] != NULL && !cor_names_is_generated (names, order[i]))
      return names->text[order[i]];

  return NULL;
}

/**
 * cor_sheet_source_name:
 * @self: a source
 * @names: of a place
 *
 * Returns: (transfer full): the name in the sheets' language; where that was generated, with the
 * sourced one beside it
 */
char *
cor_sheet_source_name (const CorSheetSource *self, const CorNames *names)
{
  const char *name = cor_names_get (names, self->language);
  const char *sourced = find_sourced (names);
  g_autofree char *isolated = NULL;

  if (!cor_names_is_generated (names, self->language) || sourced == NULL ||
      g_str_equal (sourced, name))
    return g_strdup (name);

  isolated = cor_sheet_source_isolate (self, sourced);

  return g_strdup_printf ("%s (%s)", name, isolated);
}

static void
append_name (const CorSheetSource *self, GString *text, const char *name)
{
  g_autofree char *isolated = NULL;

  if (name == NULL || name[0] == '\0' || strstr (text->str, name) != NULL)
    return;

  isolated = cor_sheet_source_isolate (self, name);
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, isolated);
}

/**
 * cor_sheet_source_all_names:
 * @self: a source
 * @names: of a crossing
 * @native: (nullable): what stands on the signs there
 *
 * Returns: (transfer full): the name in the sheets' language, then as signs show it
 */
char *
cor_sheet_source_all_names (const CorSheetSource *self, const CorNames *names, const char *native)
{
  GString *text = g_string_new (NULL);

  if (cor_names_get (names, self->language)[0] != '\0')
    g_string_append (text, cor_names_get (names, self->language));
  append_name (self, text, native);
  append_name (self, text, names->text[COR_LANGUAGE_UK]);
  append_name (self, text, names->text[COR_LANGUAGE_EN]);

  return g_string_free (text, FALSE);
}

/**
 * cor_sheet_source_distance:
 * @self: a source
 * @distance_m: a distance
 *
 * Returns: (transfer full): kilometres, with one decimal below ten
 */
char *
cor_sheet_source_distance (const CorSheetSource *self, guint distance_m)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, distance_m < 10000 ? "%.1f" : "%.0f",
                   distance_m / 1000.0);

  return cor_word_fill (self->language, COR_WORD_KM, number, NULL);
}

/**
 * cor_sheet_source_duration:
 * @self: a source
 * @min: minutes
 *
 * Returns: (transfer full): hours and minutes
 */
char *
cor_sheet_source_duration (const CorSheetSource *self, guint min)
{
  g_autofree char *hours = g_strdup_printf ("%u", min / 60);
  g_autofree char *minutes = g_strdup_printf ("%u", min % 60);

  if (min < 60)
    return cor_word_fill (self->language, COR_WORD_MIN, minutes, NULL);

  return cor_word_fill (self->language, COR_WORD_H_MIN, hours, minutes, NULL);
}

/**
 * cor_sheet_source_timer:
 * @self: a source
 * @min: minutes
 *
 * Returns: (transfer full): hours and minutes for a narrow column: "5:07"
 */
char *
cor_sheet_source_timer (const CorSheetSource *self, guint min)
{
  return take_isolated (self, g_strdup_printf ("%u:%02u", min / 60, min % 60));
}

/**
 * cor_sheet_source_position:
 * @self: a source
 * @position: a point
 *
 * Returns: (transfer full): latitude, then longitude
 */
char *
cor_sheet_source_position (const CorSheetSource *self, CorPosition position)
{
  return take_isolated (self, cor_position_format (position));
}

static GDateTime *
get_local (gint64 time_utc_s, const char *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_utc_s);

  return utc != NULL ? g_date_time_to_timezone (utc, cor_time_zone (zone)) : NULL;
}

/**
 * cor_sheet_source_date:
 * @self: a source
 * @time_utc_s: a time
 * @zone: a clock
 *
 * Returns: (transfer full): the day: "Thu 24.02"
 */
char *
cor_sheet_source_date (const CorSheetSource *self, gint64 time_utc_s, const char *zone)
{
  g_autoptr (GDateTime) local = get_local (time_utc_s, zone);
  g_autofree char *date = NULL;
  g_autofree char *isolated = NULL;

  if (local == NULL)
    return g_strdup ("");

  date = g_strdup_printf ("%02d.%02d", g_date_time_get_day_of_month (local),
                          g_date_time_get_month (local));
  isolated = cor_sheet_source_isolate (self, date);

  return g_strdup_printf (
      "%s %s", cor_word_weekday (self->language, (guint) g_date_time_get_day_of_week (local) - 1),
      isolated);
}

/**
 * cor_sheet_source_clock:
 * @self: a source
 * @time_utc_s: a time
 * @zone: a clock
 *
 * Returns: (transfer full): "06:00"
 */
char *
cor_sheet_source_clock (const CorSheetSource *self, gint64 time_utc_s, const char *zone)
{
  return take_isolated (self, cor_time_format_clock (time_utc_s, zone));
}

/**
 * cor_sheet_source_time:
 * @self: a source
 * @time_utc_s: a time
 * @zone: a clock
 *
 * Returns: (transfer full): day and clock: "Thu 24.02 06:00"
 */
char *
cor_sheet_source_time (const CorSheetSource *self, gint64 time_utc_s, const char *zone)
{
  g_autofree char *date = cor_sheet_source_date (self, time_utc_s, zone);
  g_autofree char *clock = cor_sheet_source_clock (self, time_utc_s, zone);

  return g_strdup_printf ("%s %s", date, clock);
}

/**
 * cor_sheet_source_both_clocks:
 * @self: a source
 * @time_utc_s: a time
 * @crossing: where
 *
 * Returns: (transfer full): the day, the clock in Kyiv and the one on the other side
 */
char *
cor_sheet_source_both_clocks (const CorSheetSource *self,
                              gint64 time_utc_s,
                              const CorCrossing *crossing)
{
  g_autofree char *time = cor_sheet_source_time (self, time_utc_s, COR_SHEET_ZONE);
  g_autofree char *other = cor_sheet_source_clock (self, time_utc_s, crossing->neighbour_zone);

  return g_strdup_printf ("%s / %s", time, other);
}
