/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#include "cor-columns.h"

/* What people write when they have nothing to write. */
static const char nothing_words[] =
    "|n a|na|none|nil|null|nan|unknown|not known|not available|not given|not applicable|no "
    "data|tbd|x|xx|xxx|"
    "אין|לא ידוע|לא רלוונטי|ללא|אין מידע|לר|"
    "немає|нема|невідомо|не відомо|відсутній|відсутня|відсутнє|нд|н д|"
    "нет|неизвестно|не известно|отсутствует|нет данных|";

/**
 * cor_word_list_contains:
 * @list: "|one|two|three|"
 * @word: what to look for, without bars
 *
 * Returns: whether it is one of them
 */
gboolean
cor_word_list_contains (const char *list, const char *word)
{
  gsize n_bytes = strlen (word);

  if (n_bytes == 0)
    return FALSE;

  for (const char *found = strstr (list, word); found != NULL; found = strstr (found + 1, word))
    if (found > list && found[-1] == '|' && found[n_bytes] == '|')
      return TRUE;

  return FALSE;
}

/**
 * cor_text_count_digits:
 * @text: any text
 *
 * Returns: how many ASCII digits are in it
 */
guint
cor_text_count_digits (const char *text)
{
  guint n_digits = 0;

  for (const char *c = text; *c != '\0'; c++)
    n_digits += g_ascii_isdigit (*c) ? 1 : 0;

  return n_digits;
}

static gboolean
is_invisible (gunichar c)
{
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x2069) || c == 0xFEFF || c == 0xAD || c == 0x61C;
}

/**
 * cor_clean_text:
 * @text: (nullable): a field as received
 *
 * Takes out what does not show: marks of direction, soft hyphens, spaces at both ends and more than
 * one in a row. Line breaks become spaces.
 *
 * Returns: (transfer full) (nullable): the text in normal form; %NULL if nothing is left
 */
char *
cor_clean_text (const char *text)
{
  g_autoptr (GString) clean = NULL;
  gboolean space = FALSE, marks = FALSE;

  if (text == NULL || text[0] == '\0')
    return NULL;

  clean = g_string_sized_new (strlen (text));
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter < 0x80 && g_ascii_isgraph ((char) letter) && !space)
        {
          g_string_append_c (clean, (char) letter);
          continue;
        }
      if (is_invisible (letter))
        continue;
      if (g_unichar_isspace (letter) || letter == 0xA0)
        {
          space = clean->len > 0;
          continue;
        }
      if (space)
        g_string_append_c (clean, ' ');
      space = FALSE;
      marks = marks || (letter >= 0x300 && letter < 0x370) || (letter >= 0x591 && letter < 0x5C8) ||
              letter >= 0x700;
      g_string_append_unichar (clean, letter);
    }
  if (clean->len == 0)
    return NULL;

  return marks ? g_utf8_normalize (clean->str, -1, G_NORMALIZE_NFC)
               : g_strndup (clean->str, clean->len);
}

/**
 * cor_clean_says_nothing:
 * @text: (nullable): a field
 *
 * Returns: whether it is empty, a dash, "n/a", "אין", "немає" and the like
 */
gboolean
cor_clean_says_nothing (const char *text)
{
  g_autofree char *key = NULL;

  if (text == NULL)
    return TRUE;
  if (strlen (text) > 64)
    return FALSE;

  key = cor_heading_fold (text);

  return key[0] == '\0' ? strpbrk (text, "+?") == NULL
                        : cor_word_list_contains (nothing_words, key);
}

/**
 * cor_clean_email:
 * @text: (nullable): an address
 *
 * Returns: whether it can be one
 */
CorCleaned
cor_clean_email (const char *text)
{
  const char *at;

  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;
  at = strchr (text, '@');

  return at != NULL && at > text && strchr (at, '.') != NULL && strchr (text, ' ') == NULL
             ? COR_CLEANED_GOOD
             : COR_CLEANED_BAD;
}
