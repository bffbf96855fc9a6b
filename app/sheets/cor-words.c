/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-words.h"

#include <stdarg.h>

/* A new language of the sheets is a file of its own and a line here. */
static const CorWordTable *const tables[COR_N_DESK_LANGUAGES] = {
  [COR_LANGUAGE_EN] = &cor_words_en,
  [COR_LANGUAGE_HE] = &cor_words_he,
  [COR_LANGUAGE_UK] = &cor_words_uk,
};

static const char *const country_codes[] = { "UA", "PL", "SK", "HU", "RO", "MD" };

/**
 * cor_word:
 * @language: a language of the sheets
 * @word: which word
 *
 * Returns: (transfer none): the word, with its gaps
 */
const char *
cor_word (CorLanguage language, CorWord word)
{
  return tables[language]->words[word];
}

/* What holds Hebrew letters runs from right to left itself; its numbers are isolated already. */
static gboolean
has_hebrew (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) == G_UNICODE_SCRIPT_HEBREW)
      return TRUE;

  return FALSE;
}

/**
 * cor_word_fill:
 * @language: a language of the sheets
 * @word: which word
 * @...: what stands for {1}, {2} …, then %NULL
 *
 * Fills gaps. What is filled in is isolated in a line that runs from right to left, so that numbers
 * and foreign names keep their order.
 *
 * Returns: (transfer full): the words
 */
char *
cor_word_fill (CorLanguage language, CorWord word, ...)
{
  GString *text = g_string_new (cor_word (language, word));
  const char *argument;
  guint number = 1;
  va_list arguments;

  va_start (arguments, word);
  for (argument = va_arg (arguments, const char *); argument != NULL;
       argument = va_arg (arguments, const char *), number++)
    {
      const char gap[] = { '{', (char) ('0' + number), '}', '\0' };
      g_autofree char *isolated = cor_isolate (argument);
      gboolean as_it_is = !cor_language_is_rtl (language) || has_hebrew (argument);

      g_string_replace (text, gap, as_it_is ? argument : isolated, 0);
    }
  va_end (arguments);

  return g_string_free (text, FALSE);
}

/**
 * cor_word_maneuver:
 * @language: a language of the sheets
 * @maneuver: what a driver does at a junction
 *
 * Returns: (transfer full): what to do
 */
char *
cor_word_maneuver (CorLanguage language, const CorManeuver *maneuver)
{
  CorWord word = (CorWord) (COR_WORD_TURN_STRAIGHT + (guint) maneuver->turn);
  g_autofree char *exit = g_strdup_printf ("%u", maneuver->exit);

  return cor_word_fill (language, word, exit, NULL);
}

/**
 * cor_word_status:
 * @language: a language of the sheets
 * @status: how far somebody is
 *
 * Returns: (transfer none): what it is called
 */
const char *
cor_word_status (CorLanguage language, CorStatus status)
{
  return tables[language]->statuses[status];
}

/**
 * cor_word_need:
 * @language: a language of the sheets
 * @need_index: number of the need's bit
 *
 * Returns: (transfer none): what it is called
 */
const char *
cor_word_need (CorLanguage language, guint need_index)
{
  return tables[language]->needs[need_index];
}

/**
 * cor_word_mode:
 * @language: a language of the sheets
 * @mode: one way of passing
 *
 * Returns: (transfer none): what it is called
 */
const char *
cor_word_mode (CorLanguage language, CorMode mode)
{
  return tables[language]->modes[mode == COR_MODE_CAR ? 0 : mode == COR_MODE_COACH ? 1 : 2];
}

/**
 * cor_word_state:
 * @language: a language of the sheets
 * @state: of a crossing
 *
 * Returns: (transfer none): what it is called
 */
const char *
cor_word_state (CorLanguage language, CorCrossingState state)
{
  return tables[language]->states[state];
}

/**
 * cor_word_reason:
 * @language: a language of the sheets
 * @reason: why somebody is unserved
 *
 * Returns: (transfer none): a sentence
 */
const char *
cor_word_reason (CorLanguage language, CorReason reason)
{
  return tables[language]->reasons[reason];
}

/**
 * cor_word_remedy:
 * @language: a language of the sheets
 * @reason: why somebody is unserved
 *
 * Returns: (transfer none): what can be done about it, a sentence
 */
const char *
cor_word_remedy (CorLanguage language, CorReason reason)
{
  return tables[language]->remedies[reason];
}

/**
 * cor_word_weekday:
 * @language: a language of the sheets
 * @weekday: 0 is Monday
 *
 * Returns: (transfer none): its short name
 */
const char *
cor_word_weekday (CorLanguage language, guint weekday)
{
  return tables[language]->weekdays[weekday % 7];
}

/**
 * cor_word_country:
 * @language: a language of the sheets
 * @code: ISO 3166 code
 *
 * Returns: (transfer none): its name, or @code for a country far away
 */
const char *
cor_word_country (CorLanguage language, const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (country_codes); i++)
    if (g_str_equal (code, country_codes[i]))
      return tables[language]->countries[i];

  return code;
}
