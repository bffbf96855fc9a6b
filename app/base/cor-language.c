/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-language.h"

#include <string.h>

static const char *const codes[COR_N_LANGUAGES] = { "en", "he", "uk", "ru" };

/**
 * cor_language_get_code:
 * @language: a language
 *
 * Returns: (transfer none): its ISO 639-1 code
 */
const char *
cor_language_get_code (CorLanguage language)
{
  g_return_val_if_fail (language < COR_N_LANGUAGES, "en");

  return codes[language];
}

/**
 * cor_language_parse:
 * @code: (nullable): an ISO 639-1 code, perhaps followed by a country ("he_IL", "uk-UA"); "iw" is
 * Hebrew too
 * @language: (out): the language
 *
 * Returns: %FALSE if @code is none of ours; @language is then untouched
 */
gboolean
cor_language_parse (const char *code, CorLanguage *language)
{
  if (code == NULL || (code[0] != '\0' && code[1] != '\0' && g_ascii_isalnum (code[2])))
    return FALSE;

  if (g_ascii_strncasecmp (code, "iw", 2) == 0)
    code = "he";

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    if (g_ascii_strncasecmp (code, codes[i], 2) == 0)
      {
        *language = (CorLanguage) i;
        return TRUE;
      }

  return FALSE;
}

/**
 * cor_language_is_rtl:
 * @language: a language
 *
 * Returns: whether it is written from right to left
 */
gboolean
cor_language_is_rtl (CorLanguage language)
{
  return language == COR_LANGUAGE_HE;
}

/**
 * cor_isolate:
 * @text: a telephone number, time, road number, coordinate …
 *
 * Wraps @text in LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE, so that a line of Hebrew cannot
 * swap its parts. Without this "48.92, 24.71" is printed with latitude and longitude exchanged.
 *
 * Returns: (transfer full): the wrapped text
 */
char *
cor_isolate (const char *text)
{
  return g_strconcat ("\342\201\246", text, "\342\201\251", NULL);
}
