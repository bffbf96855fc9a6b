/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-place-key.h"

#include <string.h>

/* Longest key that is compared letter by letter: no place's name comes near it. */
#define MAX_COMPARED_LENGTH 80

typedef struct
{
  gunichar letter;
  const char *sound;
} LetterSound;

/* Cyrillic by sound. Letters that romanizations and the two languages mix up share a sound; soft
 * and hard signs have none. Capitals are kept for Hebrew, so that its bare consonants never meet
 * another script. */
static const LetterSound cyrillic_sounds[] = {
  { 0x0430, "a" },  { 0x0431, "b" }, { 0x0432, "v" }, { 0x0433, "h" },  { 0x0434, "d" },
  { 0x0435, "e" },  { 0x0436, "j" }, { 0x0437, "z" }, { 0x0438, "i" },  { 0x0439, "i" },
  { 0x043a, "k" },  { 0x043b, "l" }, { 0x043c, "m" }, { 0x043d, "n" },  { 0x043e, "o" },
  { 0x043f, "p" },  { 0x0440, "r" }, { 0x0441, "s" }, { 0x0442, "t" },  { 0x0443, "u" },
  { 0x0444, "f" },  { 0x0445, "x" }, { 0x0446, "c" }, { 0x0447, "q" },  { 0x0448, "w" },
  { 0x0449, "wq" }, { 0x044b, "i" }, { 0x044d, "e" }, { 0x044e, "iu" }, { 0x044f, "ia" },
  { 0x0451, "e" },  { 0x0454, "e" }, { 0x0456, "i" }, { 0x0457, "i" },  { 0x045e, "v" },
  { 0x0491, "h" },
};

/* Hebrew from alef to tav, final forms included. Vowel letters count at the start of a word only.
 */
static const char hebrew_sounds[] = "ABGDHVZXTJXXLMMNNSAPPCCKRWT";

static const struct
{
  const char *latin;
  const char *sound;
} latin_sounds[] = {
  { "shch", "wq" }, { "zgh", "zh" }, { "tch", "q" }, { "zh", "j" }, { "kh", "x" }, { "ch", "q" },
  { "sh", "w" },    { "ts", "c" },   { "tz", "c" },  { "ck", "k" }, { "ph", "f" }, { "w", "v" },
  { "y", "i" },     { "j", "i" },    { "g", "h" },   { "x", "ks" }, { "q", "k" },
};

/* Letters of the two scripts that look alike, and are mixed in lists. */
static const struct
{
  char latin;
  gunichar cyrillic;
} lookalikes[] = {
  { 'a', 0x0430 }, { 'b', 0x0432 }, { 'c', 0x0441 }, { 'e', 0x0435 }, { 'h', 0x043d },
  { 'i', 0x0456 }, { 'k', 0x043a }, { 'm', 0x043c }, { 'o', 0x043e }, { 'p', 0x0440 },
  { 't', 0x0442 }, { 'x', 0x0445 }, { 'y', 0x0443 },
};

static gboolean
is_cyrillic (gunichar letter)
{
  return letter >= 0x0400 && letter <= 0x052f;
}

static gboolean
is_hebrew (gunichar letter)
{
  return letter >= 0x05d0 && letter <= 0x05ea;
}

static gboolean
is_silent (gunichar letter)
{
  switch (letter)
    {
    case '\'':
    case '`':
    case '"':
    case 0x00b4:
    case 0x02b9:
    case 0x02bb:
    case 0x02bc:
    case 0x2018:
    case 0x2019:
    case 0x201c:
    case 0x201d:
    case 0x2032:
    case 0x05f3:
    case 0x05f4:
    case 0x00ad:
      return TRUE;
    default:
      return (letter >= 0x0591 && letter <= 0x05c7 && letter != 0x05be) ||
             (letter >= 0x0300 && letter <= 0x036f) || (letter >= 0x200b && letter <= 0x200f) ||
             (letter >= 0x202a && letter <= 0x202e) || (letter >= 0x2066 && letter <= 0x2069) ||
             letter == 0xfeff;
    }
}

static gunichar
fold_letter (gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  letter = g_unichar_tolower (letter);
  switch (letter)
    {
    case 0x0142:
      return 'l';
    case 0x0111:
      return 'd';
    case 0x0131:
      return 'i';
    case 0x0451:
      return 0x0435;
    case 0x0491:
      return 0x0433;
    case 0x05da:
    case 0x05dd:
    case 0x05df:
    case 0x05e3:
    case 0x05e5:
      return letter + 1;
    default:
      break;
    }
  if ((letter >= 0xc0 && letter < 0x250) || (letter >= 0x1e00 && letter < 0x1f00) ||
      (letter >= 0xff00 && letter < 0xff60))
    {
      g_unichar_fully_decompose (letter, TRUE, parts, G_N_ELEMENTS (parts));
      return g_unichar_tolower (parts[0]);
    }

  return letter;
}

static void
append_word (GString *key, const gunichar *word, gsize length, gboolean mixed)
{
  if (length == 0)
    return;
  if (key->len > 0)
    g_string_append_c (key, ' ');

  for (gsize i = 0; i < length; i++)
    {
      gunichar letter = word[i];

      for (gsize j = 0; mixed && letter < 0x80 && j < G_N_ELEMENTS (lookalikes); j++)
        if ((gunichar) lookalikes[j].latin == letter)
          letter = lookalikes[j].cyrillic;
      g_string_append_unichar (key, letter);
    }
}

/**
 * cor_place_key_strict:
 * @text: a name in any script
 *
 * Makes a key that forgets case, accents, apostrophes, vowel points, hyphens and double spaces, and
 * repairs words in which Latin letters stand for Cyrillic ones that look the same. The script
 * stays.
 *
 * Returns: (transfer full): the key: words with single spaces between, perhaps empty
 */
char *
cor_place_key_strict (const char *text)
{
  g_autoptr (GString) key = NULL;
  gunichar word[MAX_COMPARED_LENGTH];
  gsize length = 0;
  gboolean has_latin = FALSE;
  gboolean has_cyrillic = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  key = g_string_sized_new (strlen (text) + 1);
  for (const char *c = text; *c != '\0';)
    {
      gunichar letter = g_utf8_get_char_validated (c, -1);

      if (letter == (gunichar) -1 || letter == (gunichar) -2)
        {
          c++;
          continue;
        }
      c = g_utf8_next_char (c);
      if (is_silent (letter))
        continue;
      letter = fold_letter (letter);
      if (g_unichar_isalnum (letter) && length < G_N_ELEMENTS (word))
        {
          word[length++] = letter;
          has_latin |= letter < 0x80 && g_ascii_isalpha ((char) letter);
          has_cyrillic |= is_cyrillic (letter);
        }
      else
        {
          append_word (key, word, length, has_latin && has_cyrillic);
          length = 0;
          has_latin = has_cyrillic = FALSE;
        }
    }
  append_word (key, word, length, has_latin && has_cyrillic);

  return g_string_free (g_steal_pointer (&key), FALSE);
}

static void
append_cyrillic (GString *key, gunichar letter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cyrillic_sounds); i++)
    if (cyrillic_sounds[i].letter == letter)
      {
        g_string_append (key, cyrillic_sounds[i].sound);
        return;
      }
}

static gsize
append_latin (GString *key, const char *c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (latin_sounds); i++)
    {
      gsize length = strlen (latin_sounds[i].latin);

      if (strncmp (c, latin_sounds[i].latin, length) == 0)
        {
          g_string_append (key, latin_sounds[i].sound);
          return length;
        }
    }
  g_string_append_c (key, *c);

  return 1;
}

static void
append_hebrew (GString *key, gunichar letter, gboolean starts_word)
{
  char sound = hebrew_sounds[letter - 0x05d0];

  if (strchr ("AHVJ", sound) == NULL)
    g_string_append_c (key, sound);
  else if (starts_word)
    g_string_append_c (key, sound == 'V' ? 'B' : sound);
}

/* Doubled letters and an i before another vowel are a matter of romanization. */
static void
squeeze (GString *key)
{
  gsize kept = 0;

  for (gsize i = 0; i < key->len; i++)
    {
      char c = key->str[i];

      if (kept > 0 && key->str[kept - 1] == c && !g_ascii_isdigit (c))
        continue;
      if (kept > 0 && key->str[kept - 1] == 'i' && strchr ("aeou", c) != NULL)
        kept--;
      key->str[kept++] = c;
    }
  g_string_truncate (key, kept);
}

/**
 * cor_place_key_loose:
 * @strict_key: a key of cor_place_key_strict()
 *
 * Makes an ASCII key of how the name sounds: the romanizations of one name meet, as do its
 * Ukrainian letters and what a Russian ear makes of them. Hebrew keeps its consonants, in capitals.
 *
 * Returns: (transfer full): the key, without spaces, perhaps empty
 */
char *
cor_place_key_loose (const char *strict_key)
{
  GString *key;
  gboolean starts_word = TRUE;

  g_return_val_if_fail (strict_key != NULL, NULL);

  key = g_string_sized_new (strlen (strict_key) + 1);
  for (const char *c = strict_key; *c != '\0';)
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter < 0x80)
        {
          gboolean space = letter == ' ';

          c += space ? 1 : append_latin (key, c);
          starts_word = space;
          continue;
        }
      /* A doubled vav inside a Hebrew word is the consonant. */
      if (letter == 0x05d5 && !starts_word && g_utf8_get_char (g_utf8_next_char (c)) == 0x05d5)
        {
          g_string_append_c (key, 'B');
          c = g_utf8_next_char (c);
        }
      else if (is_hebrew (letter))
        append_hebrew (key, letter, starts_word);
      else
        append_cyrillic (key, letter);
      starts_word = FALSE;
      c = g_utf8_next_char (c);
    }
  squeeze (key);

  return g_string_free (key, FALSE);
}

/**
 * cor_place_key_is_latin:
 * @strict_key: a key of cor_place_key_strict()
 *
 * Returns: whether the key is written in Latin letters, whose romanization is a matter of taste
 */
gboolean
cor_place_key_is_latin (const char *strict_key)
{
  g_return_val_if_fail (strict_key != NULL, FALSE);

  return g_str_is_ascii (strict_key);
}

/**
 * cor_place_key_distance:
 * @a: a loose key
 * @a_length: its length
 * @b: another
 * @b_length: its length
 * @limit: the largest distance of interest
 *
 * Counts the letters to add, leave out, replace or swap with a neighbour to turn one key into the
 * other.
 *
 * Returns: the distance, or @limit + 1 if it is larger
 */
guint
cor_place_key_distance (const char *a, gsize a_length, const char *b, gsize b_length, guint limit)
{
  guint rows[3][MAX_COMPARED_LENGTH + 1];
  guint *before = rows[0];
  guint *last = rows[1];
  guint *row = rows[2];

  if (MAX (a_length, b_length) > MAX_COMPARED_LENGTH ||
      MAX (a_length, b_length) - MIN (a_length, b_length) > limit)
    return limit + 1;

  for (guint j = 0; j <= b_length; j++)
    last[j] = j;
  for (guint i = 1; i <= a_length; i++)
    {
      guint best = row[0] = i;
      guint *spare;

      for (guint j = 1; j <= b_length; j++)
        {
          row[j] = MIN (last[j], row[j - 1]) + 1;
          row[j] = MIN (row[j], last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], before[j - 2] + 1);
          best = MIN (best, row[j]);
        }
      if (best > limit)
        return limit + 1;
      spare = before;
      before = last;
      last = row;
      row = spare;
    }

  return MIN (last[b_length], limit + 1);
}
