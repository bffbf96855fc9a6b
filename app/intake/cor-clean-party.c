/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#include "cor-columns.h"

/* More than this on one row is a slip of the keyboard. */
#define MAX_PARTY 500

static const struct
{
  guint number;
  const char *words;
} number_words[] = {
  { 1, "|one|a|an|אחד|אחת|один|одна|одного|одну|" },
  { 2, "|two|both|pair|couple|twins|שניים|שתיים|שני|שתי|זוג|תאומים|два|дві|двоє|двох|двое|двух|"
       "пара|двійня|двійнята|" },
  { 3, "|three|שלושה|שלוש|שלושת|три|троє|трьох|трое|трех|трёх|" },
  { 4, "|four|ארבעה|ארבע|ארבעת|чотири|четверо|чотирьох|четыре|четырех|четырёх|" },
  { 5, "|five|חמישה|חמש|חמשת|пять|пятеро|пяти|пятьох|" },
  { 6, "|six|שישה|שש|ששה|שישית|шість|шестеро|шести|шесть|" },
  { 7, "|seven|שבעה|שבע|сім|семеро|семь|семи|" },
  { 8, "|eight|שמונה|вісім|восьмеро|восемь|" },
  { 9, "|nine|תשעה|תשע|девять|девятеро|" },
  { 10, "|ten|עשרה|עשר|десять|десятеро|" },
};

/* "Only me". */
static const char alone_words[] = "|alone|single|me|myself|only me|just me|self|just myself|solo|"
                                  "לבד|לבדי|רק אני|יחיד|יחידה|אני|בגפי|"
                                  "сам|сама|лише я|тільки я|я|один я|только я|";

/* Each stands for somebody besides whoever wrote. */
static const char kin_words[] =
    "|wife|husband|spouse|partner|mother|father|mom|mum|dad|son|daughter|child|baby|infant|brother|"
    "sister|grandmother|grandfather|grandma|grandpa|friend|"
    "אשתי|אישתי|אישה|בעל|בעלי|בן|בת|ילד|ילדה|תינוק|תינוקת|אמא|אבא|אם|אב|אח|אחות|סבתא|סבא|"
    "дружина|чоловік|мати|мама|батько|тато|син|донька|дочка|дитина|немовля|брат|сестра|бабуся|"
    "дідусь|"
    "жена|муж|отец|папа|сын|дочь|ребенок|ребёнок|бабушка|дедушка|";

/* Whoever wrote is one of those that are counted by these. */
static const char whole_words[] = "|family|household|group|party|total|משפחה|משפחת|קבוצה|סהכ|סך|"
                                  "родина|сімя|родини|сімї|група|разом|всього|усього|"
                                  "семья|семьи|группа|всего|итого|";

typedef struct
{
  guint sum; /* of all numbers */
  guint n_numbers;
  guint n_kin; /* words of kin without a number in front */
  gboolean plus;
  gboolean with_me; /* "me and …" */
  gboolean whole;
  gboolean after_number;
} Count;

static guint
find_number (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_words); i++)
    if (cor_word_list_contains (number_words[i].words, word))
      return number_words[i].number;

  return 0;
}

static gboolean
take_number (Count *count, guint64 number)
{
  if (number > MAX_PARTY)
    return FALSE;
  count->sum += (guint) number;
  count->n_numbers++;
  count->after_number = TRUE;

  return TRUE;
}

static gboolean
take_word (Count *count, const char *word)
{
  guint number;

  if (g_ascii_isdigit (word[0]))
    {
      char *end;
      guint64 value = g_ascii_strtoull (word, &end, 10);

      return take_number (count, value);
    }
  if (cor_word_list_contains (alone_words, word))
    {
      count->with_me = TRUE;
      return TRUE;
    }
  number = find_number (word);
  if (number > 0)
    return take_number (count, number);
  /* "משפחה בת 5" is a family of five: the word means daughter elsewhere. */
  if (count->whole && cor_word_list_contains ("|בת|בן|", word))
    return TRUE;
  if (cor_word_list_contains (kin_words, word))
    count->n_kin += count->after_number ? 0 : 1;
  count->whole = count->whole || cor_word_list_contains (whole_words, word);
  count->after_number = FALSE;

  return TRUE;
}

static gboolean
count_words (const char *text, Count *count)
{
  g_autofree char *key = cor_heading_fold (text);
  g_auto (GStrv) words = g_strsplit (key, " ", -1);

  memset (count, 0, sizeof *count);
  count->plus = strchr (text, '+') != NULL;
  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0' && !take_word (count, words[i]))
      return FALSE;

  return TRUE;
}

/* "3", "3.0" */
static gboolean
read_plain (const char *text, guint *number)
{
  char *end = NULL;
  double value = g_ascii_strtod (text, &end);

  if (end == text || *end != '\0' || text[0] == '+' || value < 0.0 || value > MAX_PARTY ||
      value != (double) (guint) value)
    return FALSE;
  *number = (guint) value;

  return TRUE;
}

static gboolean
is_refused_form (const char *text)
{
  char *end = NULL;

  (void) g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && text[0] != '+')
    return TRUE; /* negative, a fraction, too large */

  /* A date that a spreadsheet made of "2-3", a range, a doubt. */
  for (const char *c = text; *c != '\0'; c++)
    if ((*c == '-' || *c == '/' || *c == '?') && c > text && g_ascii_isdigit (c[-1]))
      return TRUE;

  return FALSE;
}

/**
 * cor_clean_party:
 * @text: (nullable): a party as received
 * @counts_others: whether the heading counts only those besides the registrant
 * @party_size: (out): people, the registrant included; 1 unless it went well
 *
 * Reads figures, words in four languages, sums ("2+1", "2 adults and 3 children"), "family of 4",
 * "wife and 2 children".
 *
 * Returns: how it went
 */
CorCleaned
cor_clean_party (const char *text, gboolean counts_others, guint *party_size)
{
  Count count;
  guint number;

  *party_size = 1;
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;
  if (read_plain (text, &number))
    {
      *party_size = counts_others ? number + 1 : MAX (number, 1);
      return counts_others || number > 0 ? COR_CLEANED_GOOD : COR_CLEANED_BAD;
    }
  if (strlen (text) > 300 || is_refused_form (text) || !count_words (text, &count))
    return COR_CLEANED_BAD;

  number = count.sum + count.n_kin;
  if (number == 0 && !count.with_me)
    return COR_CLEANED_BAD;
  if (number == 0)
    *party_size = 1;
  else if (count.with_me || (count.n_kin > 0 && !count.whole))
    *party_size = number + 1;
  else if (count.n_numbers == 1 && text[0] == '+')
    *party_size = number + 1;
  else if (counts_others && !count.whole)
    *party_size = number + 1;
  else
    *party_size = number;

  if (*party_size > MAX_PARTY)
    {
      *party_size = 1;
      return COR_CLEANED_BAD;
    }

  return COR_CLEANED_GOOD;
}
