/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-name-key.h"

#include <string.h>

#include "cor-columns.h"

/* A Latin or Cyrillic word becomes a row of sounds: a e i o u b d f k l m n p r s t v z, h for all
 * of g h kh х г ґ, c for ts ц, C for ch ч, S for sh щ ш, Z for zh ж dzh. A Hebrew word keeps its
 * letters, one sign each; its vowels are missing or doubtful, so the two are compared by what each
 * letter can stand for. */

typedef struct
{
  const char *from;
  const char *to;
} Spelling;

/* The longest that fits is taken; the order here is by length. */
static const Spelling latin_spellings[] = {
  { "shch", "sC" }, { "tsch", "tC" }, { "sch", "sC" }, { "tch", "tC" }, { "tsh", "tS" },
  { "dzh", "Z" },   { "ch", "C" },    { "sh", "S" },   { "zh", "Z" },   { "kh", "h" },
  { "gh", "h" },    { "ts", "c" },    { "tz", "c" },   { "cz", "C" },   { "sz", "S" },
  { "th", "t" },    { "ph", "f" },    { "ck", "k" },   { "qu", "kv" },  { "dj", "Z" },
  { "ce", "ce" },   { "ci", "ci" },   { "cy", "ci" },  { "oo", "u" },   { "ee", "i" },
  { "ou", "u" },    { "yo", "io" },   { "c", "k" },    { "g", "h" },    { "j", "i" },
  { "q", "k" },     { "w", "v" },     { "x", "ks" },   { "y", "i" },
};

static const Spelling other_spellings[] = {
  { "а", "a" },  { "б", "b" },  { "в", "v" },  { "г", "h" },  { "ґ", "h" },  { "д", "d" },
  { "е", "e" },  { "є", "ie" }, { "ё", "io" }, { "ж", "Z" },  { "з", "z" },  { "и", "i" },
  { "і", "i" },  { "ї", "i" },  { "й", "i" },  { "к", "k" },  { "л", "l" },  { "м", "m" },
  { "н", "n" },  { "о", "o" },  { "п", "p" },  { "р", "r" },  { "с", "s" },  { "т", "t" },
  { "у", "u" },  { "ф", "f" },  { "х", "h" },  { "ц", "c" },  { "ч", "C" },  { "ш", "S" },
  { "щ", "sC" }, { "ы", "i" },  { "э", "e" },  { "ю", "iu" }, { "я", "ia" }, { "ь", "" },
  { "ъ", "" },   { "ў", "u" },  { "š", "S" },  { "ś", "S" },  { "č", "C" },  { "ć", "C" },
  { "ž", "Z" },  { "ż", "Z" },  { "ź", "z" },  { "ł", "l" },  { "ß", "s" },  { "ţ", "c" },
  { "ş", "S" },
};

static const Spelling hebrew_letters[] = {
  { "א", "a" }, { "ב", "b" }, { "ג", "g" }, { "ד", "d" }, { "ה", "h" }, { "ו", "w" }, { "ז", "z" },
  { "ח", "x" }, { "ט", "T" }, { "י", "y" }, { "כ", "k" }, { "ך", "k" }, { "ל", "l" }, { "מ", "m" },
  { "ם", "m" }, { "נ", "n" }, { "ן", "n" }, { "ס", "s" }, { "ע", "e" }, { "פ", "p" }, { "ף", "p" },
  { "צ", "c" }, { "ץ", "c" }, { "ק", "q" }, { "ר", "r" }, { "ש", "S" }, { "ת", "t" },
};

static gboolean
is_hebrew_letter (gunichar c)
{
  return c >= 0x5D0 && c <= 0x5EA;
}

#define FIRST_OTHER 0xDF
#define LAST_OTHER 0x4FF

/* The spellings by letter, so that each letter is one look. */
static const char *const *
get_other_table (void)
{
  static const char *table[LAST_OTHER - FIRST_OTHER + 1];
  static gsize ready;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (other_spellings); i++)
        {
          gunichar c = g_utf8_get_char (other_spellings[i].from);

          if (c >= FIRST_OTHER && c <= LAST_OTHER)
            table[c - FIRST_OTHER] = other_spellings[i].to;
        }
      g_once_init_leave (&ready, 1);
    }

  return table;
}

static const char *
spell_other (gunichar c)
{
  return c >= FIRST_OTHER && c <= LAST_OTHER ? get_other_table ()[c - FIRST_OTHER] : NULL;
}

static const char *
take_latin (const char *word, GString *sounds)
{
  for (guint i = 0; i < G_N_ELEMENTS (latin_spellings); i++)
    if (g_str_has_prefix (word, latin_spellings[i].from))
      {
        g_string_append (sounds, latin_spellings[i].to);
        return word + strlen (latin_spellings[i].from);
      }
  if (g_ascii_isalpha (*word))
    g_string_append_c (sounds, *word);

  return word + 1;
}

static const char *
take_other (const char *word, GString *sounds)
{
  gunichar c = g_utf8_get_char (word);
  const char *spelt = spell_other (c);

  if (spelt != NULL)
    g_string_append (sounds, spelt);
  else
    {
      gunichar parts[8];
      gsize n_parts = g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts));
      char letter[2] = { 0 };

      /* An accent that we do not know changes nothing. */
      if (n_parts > 1 && parts[0] < 0x80)
        {
          letter[0] = (char) parts[0];
          (void) take_latin (letter, sounds);
        }
    }

  return g_utf8_next_char (word);
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiou", c) != NULL;
}

/* Double letters count once, "ts" is one sound in every alphabet, "shtein" and "stein" are one
 * name, an h that ends a word behind a vowel is silent. */
static void
smooth (const char *raw, char *sound)
{
  guint n = 0;

  for (const char *c = raw; *c != '\0' && n < COR_NAME_MAX_SOUNDS; c++)
    {
      char here = *c == 'S' && (c[1] == 't' || c[1] == 'p') ? 's' : *c;

      if (n > 0 && sound[n - 1] == here)
        continue;
      if (n > 0 && sound[n - 1] == 't' && (here == 's' || here == 'c'))
        sound[n - 1] = 'c';
      else if (n > 0 && sound[n - 1] == 'd' && here == 'Z')
        sound[n - 1] = 'Z';
      else
        sound[n++] = here;
    }
  if (n > 2 && sound[n - 1] == 'h' && is_vowel (sound[n - 2]) && g_str_has_suffix (raw, "h"))
    n--;
  sound[n] = '\0';
}

/* What a geresh makes of a letter was lost with it; only צ, ג and ז carry one, and each of them is
 * compared with both of its sounds. */
static void
sound_hebrew (const char *word, char *sound)
{
  guint n = 0;

  for (const char *c = word; *c != '\0' && n < COR_NAME_MAX_SOUNDS; c = g_utf8_next_char (c))
    for (guint i = 0; i < G_N_ELEMENTS (hebrew_letters); i++)
      if (g_str_has_prefix (c, hebrew_letters[i].from))
        {
          char letter = hebrew_letters[i].to[0];

          if (n == 0 || sound[n - 1] != letter || (letter != 'w' && letter != 'y'))
            sound[n++] = letter;
          break;
        }
  sound[n] = '\0';
}

/**
 * cor_name_sound:
 * @word: one word, as cor_heading_fold() leaves it
 * @sound: (out caller-allocates): its sounds, up to %COR_NAME_MAX_SOUNDS
 * @is_hebrew: (out): whether they are Hebrew letters
 *
 * Takes the spelling out of a word.
 */
void
cor_name_sound (const char *word, char *sound, gboolean *is_hebrew)
{
  g_autoptr (GString) sounds = g_string_new (NULL);

  *is_hebrew = is_hebrew_letter (g_utf8_get_char (word));
  if (*is_hebrew)
    {
      sound_hebrew (word, sound);
      return;
    }

  for (const char *c = word; *c != '\0';)
    c = (guchar) *c < 0x80 ? take_latin (c, sounds) : take_other (c, sounds);
  smooth (sounds->str, sound);
}

/**
 * cor_name_stem:
 * @sound: sounds of a family name
 * @is_hebrew: whether they are Hebrew letters
 * @stem: (out caller-allocates): what men and women of the family share
 *
 * Takes off -skyi, -ska, -skaia; -ov, -ova; -in, -ina; -yi, -a.
 */
void
cor_name_stem (const char *sound, gboolean is_hebrew, char *stem)
{
  static const char *const endings[] = { "aia", "oho", "ii", "ei", "ia", "oi", "a", "i" };
  static const char *const hebrew_endings[] = { "yh", "ya", "y", "h", "a" };
  const char *const *list = is_hebrew ? hebrew_endings : endings;
  guint n_endings = is_hebrew ? G_N_ELEMENTS (hebrew_endings) : G_N_ELEMENTS (endings);
  gsize length = strlen (sound);

  g_strlcpy (stem, sound, COR_NAME_MAX_SOUNDS + 1);
  for (guint i = 0; i < n_endings; i++)
    {
      gsize n_ending = strlen (list[i]);

      if (length >= n_ending + (is_hebrew ? 3 : 4) && g_str_has_suffix (sound, list[i]))
        {
          stem[length - n_ending] = '\0';
          return;
        }
    }
}

/* Costs in hundredths of a letter; from here on nobody asks how far exactly. */
#define TOO_FAR 500

static guint
cost_between_vowels (char a, char b, gboolean first)
{
  guint cost = 50;

  if ((a == 'e' && b == 'i') || (a == 'i' && b == 'e'))
    cost = 25;
  else if ((a == 'a' && b == 'o') || (a == 'o' && b == 'a'))
    cost = 30;

  return first ? MAX (cost, 55) : cost;
}

static guint
cost_between (char a, char b, gboolean first)
{
  static const struct
  {
    char a, b;
    guint cost;
  } near[] = {
    { 'h', 'k', 50 }, { 'C', 'h', 50 }, { 'C', 'S', 40 }, { 's', 'S', 50 }, { 's', 'z', 50 },
    { 'c', 's', 50 }, { 'Z', 'z', 40 }, { 'C', 'c', 40 }, { 'b', 'v', 60 }, { 'f', 'v', 50 },
    { 'C', 'k', 40 }, { 'c', 'k', 50 }, { 'Z', 'h', 50 }, { 'Z', 'i', 40 }, { 'c', 'z', 40 },
    { 'f', 'h', 60 }, { 't', 'f', 60 }, { 'u', 'v', 40 },
  };

  if (a == b)
    return 0;
  if (is_vowel (a) && is_vowel (b))
    return cost_between_vowels (a, b, first);
  for (guint i = 0; i < G_N_ELEMENTS (near); i++)
    if ((near[i].a == a && near[i].b == b) || (near[i].a == b && near[i].b == a))
      return near[i].cost;

  return 100;
}

static guint
cost_of_omitting (char c, gboolean first, gboolean last)
{
  if (last && is_vowel (c))
    return c == 'i' ? 35 : 100; /* a final vowel tells a woman from a man */
  if (c == 'i')
    return first ? 40 : 20;
  if (is_vowel (c))
    return first ? 70 : 45;

  return c == 'h' ? 60 : 100;
}

/* What a Hebrew letter can stand for: sounds, each with its cost in tens of hundredths. */
static const char *
hebrew_sounds (char letter)
{
  switch (letter)
    {
    case 'a':
      return "a1e1o3i3u3";
    case 'b':
      return "b0v0";
    case 'g':
      return "h0Z2";
    case 'd':
      return "d0";
    case 'h':
      return "h0a5";
    case 'w':
      return "v0o0u0f5";
    case 'z':
      return "z0Z1s5c4";
    case 'x':
      return "h0k5C3";
    case 'T':
      return "t0d6";
    case 'y':
      return "i0e2a6";
    case 'k':
      return "k0h0C4";
    case 'e':
      return "a1e1o3i3u3h3";
    case 's':
      return "s0S4c4z5";
    case 'p':
      return "p0f0";
    case 'c':
      return "c0C1S4s4z4Z5";
    case 'q':
      return "k0";
    case 'S':
      return "S0s1C5";
    case 't':
      return "t0";
    case 'l':
      return "l0";
    case 'm':
      return "m0";
    case 'n':
      return "n0";
    case 'r':
      return "r0";
    default:
      return "";
    }
}

static guint
cost_of_letter (char letter, char sound, gboolean last)
{
  const char *sounds = hebrew_sounds (letter);

  if (last && letter == 'h' && (sound == 'a' || sound == 'e' || sound == 'o'))
    return sound == 'o' ? 10 : 0;
  for (const char *c = sounds; *c != '\0'; c += 2)
    if (*c == sound)
      return (guint) (c[1] - '0') * 10;

  return 100;
}

static guint
cost_of_omitting_letter (char letter, gboolean last)
{
  if (last && (letter == 'h' || letter == 'a'))
    return 60;

  if (letter == 'h')
    return 10;

  return strchr ("awye", letter) != NULL ? 30 : 100;
}

static guint
cost_of_unwritten (char sound, gboolean first, gboolean last)
{
  if (last && sound == 'a')
    return 60;
  if (first && is_vowel (sound))
    return 60;
  if (sound == 'a' || sound == 'e')
    return 5;
  if (sound == 'i')
    return 20;
  if (is_vowel (sound))
    return 25;

  return sound == 'h' ? 40 : 100;
}

static guint
cost_within_hebrew (char a, char b)
{
  if (a == b)
    return 0;
  if ((a == 'T' && b == 't') || (a == 't' && b == 'T') || (a == 'k' && b == 'q') ||
      (a == 'q' && b == 'k') || (a == 'k' && b == 'x') || (a == 'x' && b == 'k') ||
      (a == 'b' && b == 'w') || (a == 'w' && b == 'b') || (a == 's' && b == 'S') ||
      (a == 'S' && b == 's') || (a == 'a' && b == 'e') || (a == 'e' && b == 'a') ||
      (a == 'a' && b == 'h') || (a == 'h' && b == 'a'))
    return 30;

  return 100;
}

typedef struct
{
  const char *a;
  const char *b;
  gboolean a_hebrew;
  gboolean b_hebrew;
  guint n_a;
  guint n_b;
} Pair;

static guint
cost_replace (const Pair *pair, guint i, guint j)
{
  gboolean last = i + 1 == pair->n_a && j + 1 == pair->n_b;

  if (pair->a_hebrew && pair->b_hebrew)
    return cost_within_hebrew (pair->a[i], pair->b[j]);
  if (pair->a_hebrew)
    return cost_of_letter (pair->a[i], pair->b[j], last);

  return cost_between (pair->a[i], pair->b[j], i == 0 && j == 0);
}

/* The t of "tch", the s of "sch", the h of "Cohen" and the second of two Hebrew letters are written
 * or not. */
static gboolean
is_optional (const char *sound, guint i, gboolean is_hebrew)
{
  char next = sound[i + 1];

  if (is_hebrew)
    return (i > 0 && sound[i - 1] == sound[i]) || (sound[i] == 'T' && next == 'c');

  if (sound[i] == 'h' && i > 0 && is_vowel (sound[i - 1]) && is_vowel (next))
    return TRUE;

  return (sound[i] == 't' && (next == 'C' || next == 'c')) || (sound[i] == 's' && next == 'C');
}

static guint
cost_drop_a (const Pair *pair, guint i)
{
  gboolean last = i + 1 == pair->n_a;

  if (is_optional (pair->a, i, pair->a_hebrew))
    return 15;

  return pair->a_hebrew ? cost_of_omitting_letter (pair->a[i], last)
                        : cost_of_omitting (pair->a[i], i == 0, last);
}

static guint
cost_drop_b (const Pair *pair, guint j)
{
  gboolean last = j + 1 == pair->n_b;

  if (is_optional (pair->b, j, pair->b_hebrew))
    return 15;
  if (pair->b_hebrew)
    return cost_of_omitting_letter (pair->b[j], last);

  return pair->a_hebrew ? cost_of_unwritten (pair->b[j], j == 0, last)
                        : cost_of_omitting (pair->b[j], j == 0, last);
}

/* Two neighbours that changed places are one slip. */
static gboolean
is_exchange (const Pair *pair, guint i, guint j)
{
  if (i == 0 || j == 0)
    return FALSE;
  if (pair->a_hebrew && !pair->b_hebrew)
    return cost_of_letter (pair->a[i], pair->b[j - 1], FALSE) <= 10 &&
           cost_of_letter (pair->a[i - 1], pair->b[j], FALSE) <= 10;

  return pair->a[i] == pair->b[j - 1] && pair->a[i - 1] == pair->b[j];
}

/* Hebrew writes the sound of צ as טס or טש too, where the two meet by chance. */
static gboolean
is_affricate (const Pair *pair, guint i, guint j)
{
  return pair->a_hebrew && !pair->b_hebrew && i > 0 && pair->b[j] == 'c' &&
         (pair->a[i] == 's' || pair->a[i] == 'S') &&
         (pair->a[i - 1] == 'T' || pair->a[i - 1] == 't');
}

/**
 * cor_name_sound_distance:
 * @a: sounds
 * @a_hebrew: whether they are Hebrew letters
 * @b: sounds
 * @b_hebrew: whether they are Hebrew letters
 *
 * Returns: how far the two are from each other, in hundredths of a letter
 */
guint
cor_name_sound_distance (const char *a, gboolean a_hebrew, const char *b, gboolean b_hebrew)
{
  Pair pair = { a, b, a_hebrew, b_hebrew, (guint) strlen (a), (guint) strlen (b) };
  guint cost[COR_NAME_MAX_SOUNDS + 1][COR_NAME_MAX_SOUNDS + 1];
  guint least = 0; /* of the last line: what the distance cannot be below by much */

  if (b_hebrew && !a_hebrew)
    return cor_name_sound_distance (b, TRUE, a, FALSE);

  cost[0][0] = 0;
  for (guint i = 0; i < pair.n_a; i++)
    cost[i + 1][0] = cost[i][0] + cost_drop_a (&pair, i);
  for (guint j = 0; j < pair.n_b; j++)
    cost[0][j + 1] = cost[0][j] + cost_drop_b (&pair, j);
  for (guint i = 0; i < pair.n_a && least < TOO_FAR; i++)
    for (guint j = 0; j < pair.n_b; j++)
      {
        guint best = cost[i][j] + cost_replace (&pair, i, j);

        best = MIN (best, cost[i][j + 1] + cost_drop_a (&pair, i));
        best = MIN (best, cost[i + 1][j] + cost_drop_b (&pair, j));
        if (is_exchange (&pair, i, j))
          best = MIN (best, cost[i - 1][j - 1] + 100);
        if (is_affricate (&pair, i, j))
          best = MIN (best, cost[i - 1][j] + 5);
        cost[i + 1][j + 1] = best;
        least = j == 0 ? best : MIN (least, best);
      }

  return least < TOO_FAR ? cost[pair.n_a][pair.n_b] : least;
}
