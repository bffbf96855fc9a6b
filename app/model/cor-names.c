/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-names.h"

/**
 * cor_names_copy:
 * @target: (out caller-allocates): cleared or zero-filled names
 * @source: names
 *
 * Copies all names.
 */
void
cor_names_copy (CorNames *target, const CorNames *source)
{
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    target->text[i] = g_strdup (source->text[i]);
  target->generated = source->generated;
}

/**
 * cor_names_clear:
 * @names: names
 *
 * Frees all names; @names can be used again.
 */
void
cor_names_clear (CorNames *names)
{
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    g_clear_pointer (&names->text[i], g_free);
  names->generated = 0;
}

/**
 * cor_names_set:
 * @names: names
 * @language: which
 * @text: (nullable): the name; empty is none
 *
 * Sets one name, as one found in a source.
 */
void
cor_names_set (CorNames *names, CorLanguage language, const char *text)
{
  g_free (names->text[language]);
  names->text[language] = text != NULL && text[0] != '\0' ? g_strdup (text) : NULL;
  names->generated &= ~(1u << language);
}

/**
 * cor_names_get:
 * @names: names
 * @language: the language wished for
 *
 * Returns: (transfer none): the name in @language, else in English, else in Ukrainian, else in any;
 * never %NULL
 */
const char *
cor_names_get (const CorNames *names, CorLanguage language)
{
  if (names->text[language] != NULL)
    return names->text[language];
  if (names->text[COR_LANGUAGE_EN] != NULL)
    return names->text[COR_LANGUAGE_EN];
  if (names->text[COR_LANGUAGE_UK] != NULL)
    return names->text[COR_LANGUAGE_UK];
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    if (names->text[i] != NULL)
      return names->text[i];

  return "";
}

/**
 * cor_names_is_generated:
 * @names: names
 * @language: which
 *
 * Returns: whether the name in @language was made by transliteration
 */
gboolean
cor_names_is_generated (const CorNames *names, CorLanguage language)
{
  return (names->generated & (1u << language)) != 0;
}

/**
 * cor_names_contains:
 * @names: names
 * @text: what somebody typed
 *
 * Returns: whether @text is exactly one of the names, but for case
 */
gboolean
cor_names_contains (const CorNames *names, const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    {
      g_autofree char *name = names->text[i] ? g_utf8_casefold (names->text[i], -1) : NULL;

      if (g_strcmp0 (name, folded) == 0)
        return TRUE;
    }

  return FALSE;
}
