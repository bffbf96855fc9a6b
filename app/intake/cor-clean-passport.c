/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#define MIN_KEY_CHARACTERS 5
#define MIN_KEY_DIGITS 4
#define MAX_KEY_CHARACTERS 20

/* Cyrillic letters that look like Latin ones are typed for them, above all in serial numbers. */
static const char *const lookalikes[][2] = {
  { "А", "A" }, { "В", "B" }, { "Е", "E" }, { "К", "K" }, { "М", "M" },
  { "Н", "H" }, { "О", "O" }, { "Р", "P" }, { "С", "C" }, { "Т", "T" },
  { "У", "Y" }, { "Х", "X" }, { "І", "I" }, { "Ї", "I" }, { "Є", "E" },
};

static void
append_character (GString *key, gunichar c)
{
  char utf8[8] = { 0 };

  c = g_unichar_toupper (c);
  g_unichar_to_utf8 (c, utf8);
  for (guint i = 0; i < G_N_ELEMENTS (lookalikes); i++)
    if (strcmp (lookalikes[i][0], utf8) == 0)
      {
        g_string_append (key, lookalikes[i][1]);
        return;
      }
  g_string_append (key, utf8);
}

/* Words around a number ("Passport No", "ת.ז.") have no digit; serial letters are at most three. */
static gboolean
is_label (const char *word)
{
  gboolean has_digit = FALSE;
  guint n_letters = 0;

  for (const char *c = word; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      has_digit = has_digit || g_unichar_isdigit (letter);
      if (g_unichar_isalpha (letter))
        n_letters++;
      if (letter >= 0x590 && letter <= 0x5FF)
        return !has_digit;
    }

  return !has_digit &&
         (n_letters > 3 || n_letters == 0 || g_ascii_strcasecmp (word, "no") == 0 ||
          g_ascii_strcasecmp (word, "no.") == 0 || g_ascii_strcasecmp (word, "id") == 0 ||
          g_ascii_strcasecmp (word, "id:") == 0);
}

static gboolean
all_same (const char *digits)
{
  for (const char *c = digits; *c != '\0'; c++)
    if (*c != digits[0])
      return FALSE;

  return TRUE;
}

/* A number without letters loses its leading zeros in spreadsheets: they do not count. */
static char *
finish_key (GString *key)
{
  const char *start = key->str;
  guint n_digits = 0;

  for (const char *c = key->str; *c != '\0'; c++)
    n_digits += g_ascii_isdigit (*c);
  if (n_digits < MIN_KEY_DIGITS || key->len < MIN_KEY_CHARACTERS || key->len > MAX_KEY_CHARACTERS ||
      all_same (key->str) || strcmp (key->str, "123456789") == 0 ||
      strcmp (key->str, "12345678") == 0)
    return NULL;
  if (n_digits == key->len)
    while (*start == '0')
      start++;

  return g_strdup (start);
}

static char *
make_key (const char *text)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_auto (GStrv) words = g_strsplit_set (text, " :#", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] == '\0' || is_label (words[i]))
        continue;
      for (const char *c = words[i]; *c != '\0'; c = g_utf8_next_char (c))
        if (g_unichar_isalnum (g_utf8_get_char (c)))
          append_character (key, g_utf8_get_char (c));
    }
  if (g_str_has_suffix (text, ".0") && key->len > 1)
    g_string_truncate (key, key->len - 1);

  return finish_key (key);
}

/**
 * cor_clean_passport:
 * @text: (nullable): documents as received
 * @keys: (out) (optional): what to compare them by
 *
 * Makes document numbers comparable: Latin capitals and digits only, Cyrillic look-alikes replaced,
 * labels dropped. A cell may hold two, with a slash, comma or semicolon between.
 *
 * Returns: how it went; good if at least one number is plausible
 */
CorCleaned
cor_clean_passport (const char *text, GStrv *keys)
{
  g_auto (GStrv) parts = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean found = FALSE;

  if (keys != NULL)
    *keys = NULL;
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;

  parts = g_strsplit_set (text, "/,;|", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *key = make_key (g_strstrip (parts[i]));

      if (key == NULL)
        continue;
      g_strv_builder_add (builder, key);
      found = TRUE;
    }
  if (!found)
    return COR_CLEANED_BAD;
  if (keys != NULL)
    *keys = g_strv_builder_end (builder);

  return COR_CLEANED_GOOD;
}
