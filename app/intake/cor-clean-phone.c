/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-clean.h"

#include <string.h>

#define KEY_DIGITS 9
#define MIN_DIGITS 7
#define MAX_DIGITS 15

typedef enum
{
  COUNTRY_UNKNOWN,
  COUNTRY_ISRAEL,
  COUNTRY_UKRAINE,
} Country;

/* Country codes that lists of ours hold, with the usual number of digits behind them. */
static const struct
{
  const char *code;
  guint min_digits;
  guint max_digits;
} countries[] = {
  { "380", 9, 9 },  { "972", 8, 9 },  { "373", 8, 8 }, { "375", 9, 9 },
  { "48", 9, 9 },   { "40", 9, 9 },   { "36", 8, 9 },  { "421", 9, 9 },
  { "49", 10, 11 }, { "44", 10, 10 }, { "7", 10, 10 }, { "1", 10, 10 },
};

/* What a national number's first digits say, the trunk 0 taken off. 50 is both. */
static Country
tell_country (const char *national)
{
  gsize n_digits = strlen (national);

  if (n_digits == 9 && national[0] == '5' && strchr ("23458", national[1]) != NULL)
    return COUNTRY_ISRAEL;
  if (n_digits == 9 && national[0] == '5' && national[1] == '0')
    return COUNTRY_UNKNOWN;
  if (n_digits == 9 && strchr ("3469", national[0]) != NULL)
    return COUNTRY_UKRAINE;
  if (n_digits == 9 && (strncmp (national, "56", 2) == 0 || strncmp (national, "57", 2) == 0))
    return COUNTRY_UKRAINE;
  if (n_digits == 9 && national[0] == '7' && national[1] == '3')
    return COUNTRY_UKRAINE;
  if (n_digits == 9 && national[0] == '7')
    return COUNTRY_ISRAEL;
  if (n_digits == 8 && strchr ("23489", national[0]) != NULL)
    return COUNTRY_ISRAEL;

  return COUNTRY_UNKNOWN;
}

static char *
take_digits (const char *text, gboolean *plus)
{
  GString *digits = g_string_new (NULL);

  *plus = FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      int value = g_unichar_digit_value (g_utf8_get_char (c));

      if (value >= 0)
        g_string_append_c (digits, (char) ('0' + value));
      else if (*c == '+' && digits->len == 0)
        *plus = TRUE;
    }
  if (!*plus && g_str_has_prefix (digits->str, "00") && digits->len > 10)
    {
      g_string_erase (digits, 0, 2);
      *plus = TRUE;
    }

  return g_string_free (digits, FALSE);
}

/* "+972 (0)54 …": the trunk 0 has no place behind a country code. */
static char *
join_country (const char *digits)
{
  static const char *const codes[] = { "972", "380" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_has_prefix (digits, codes[i]) && digits[3] == '0')
      return g_strdup_printf ("+%s%s", codes[i], digits + 4);

  return g_strdup_printf ("+%s", digits);
}

static char *
find_country (const char *digits)
{
  gsize n_digits = strlen (digits);

  for (guint i = 0; i < G_N_ELEMENTS (countries); i++)
    {
      gsize n_code = strlen (countries[i].code);
      gsize n_rest = n_digits > n_code ? n_digits - n_code : 0;

      if (!g_str_has_prefix (digits, countries[i].code))
        continue;
      if (i < 2 && n_rest > 0 && digits[n_code] == '0')
        n_rest--;
      if (n_rest >= countries[i].min_digits && n_rest <= countries[i].max_digits && n_digits > 9)
        return join_country (digits);
    }

  return NULL;
}

static Country
weigh (const CorPhoneEvidence *evidence)
{
  if (evidence == NULL)
    return COUNTRY_UNKNOWN;
  if (evidence->n_israel > evidence->n_ukraine * 4)
    return COUNTRY_ISRAEL;
  if (evidence->n_ukraine > evidence->n_israel * 4)
    return COUNTRY_UKRAINE;

  return COUNTRY_UNKNOWN;
}

static char *
make_international (const char *digits, gboolean plus, const CorPhoneEvidence *evidence)
{
  const char *national = digits[0] == '0' ? digits + 1 : digits;
  gsize n_digits = strlen (digits);
  Country country;
  char *found;

  if (plus)
    return digits[0] == '0' ? NULL : join_country (digits);
  if (n_digits == 11 && g_str_has_prefix (digits, "80"))
    return g_strdup_printf ("+3%s", digits);
  found = digits[0] != '0' ? find_country (digits) : NULL;
  if (found != NULL)
    return found;

  country = tell_country (national);
  if (country == COUNTRY_UNKNOWN && strlen (national) == 9)
    country = weigh (evidence);
  if (country == COUNTRY_ISRAEL)
    return g_strdup_printf ("+972%s", national);
  if (country == COUNTRY_UKRAINE)
    return g_strdup_printf ("+380%s", national);

  return NULL;
}

static gboolean
is_number (const char *digits)
{
  gsize n_digits = strlen (digits);

  if (n_digits < MIN_DIGITS || n_digits > MAX_DIGITS)
    return FALSE;
  for (gsize i = 1; i < n_digits; i++)
    if (digits[i] != digits[0])
      return TRUE;

  return FALSE;
}

static void
add_phone (GPtrArray *phones, char *phone)
{
  for (guint i = 0; i < phones->len; i++)
    if (strcmp (phones->pdata[i], phone) == 0)
      {
        g_free (phone);
        return;
      }
  g_ptr_array_add (phones, phone);
}

static gboolean
take_piece (GPtrArray *phones, const char *piece, const CorPhoneEvidence *evidence)
{
  gboolean plus;
  g_autofree char *digits = take_digits (piece, &plus);
  char *phone;

  if (!is_number (digits))
    return FALSE;
  phone = make_international (digits, plus, evidence);
  add_phone (phones, phone != NULL ? phone : g_steal_pointer (&digits));

  return TRUE;
}

/* Two numbers with only a space between: each group of digits is put to the one before it until
 * that is long enough for a number. */
static gboolean
take_run (GPtrArray *phones, const char *piece, const CorPhoneEvidence *evidence)
{
  g_auto (GStrv) words = g_strsplit_set (piece, " ", -1);
  g_autoptr (GString) number = g_string_new (NULL);
  gboolean all_good = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      gboolean plus;
      g_autofree char *so_far = take_digits (number->str, &plus);

      if (strlen (so_far) >= (plus ? 11 : 9) && words[i][0] != '\0')
        {
          all_good = take_piece (phones, number->str, evidence) && all_good;
          g_string_truncate (number, 0);
        }
      g_string_append (number, words[i]);
    }
  if (number->len > 0)
    all_good = take_piece (phones, number->str, evidence) && all_good;

  return all_good;
}

/* Words between numbers ("or", "або", "או") and labels part them as a comma does; an extension is
 * dropped. A space, a hyphen, a dot and brackets stand inside numbers. */
static GStrv
split_pieces (const char *text)
{
  g_autoptr (GString) marked = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (g_unichar_isalpha (letter) || strchr (",;/|\n&", (int) MIN (letter, 0x7F)) != NULL)
        g_string_append_c (marked, '|');
      else if (letter == '+' && marked->len > 0 && marked->str[marked->len - 1] != '|')
        g_string_append (marked, "|+");
      else
        g_string_append_unichar (marked, letter);
    }

  return g_strsplit (marked->str, "|", -1);
}

/* What a spreadsheet makes of a long number when it has rounded it: the last digits are lost. */
static gboolean
is_rounded (const char *text)
{
  const char *exponent = strpbrk (text, "eE");

  return exponent != NULL && exponent > text && g_ascii_isdigit (exponent[-1]) &&
         (exponent[1] == '+' || g_ascii_isdigit (exponent[1]));
}

/**
 * cor_clean_phones:
 * @text: (nullable): telephone numbers as received
 * @evidence: (nullable): the country of those in its column
 * @phones: (out) (transfer full) (nullable): the numbers, international where that is certain
 *
 * Reads one or several numbers out of a cell.
 *
 * Returns: how it went; bad if any of them is no number, though @phones holds the others
 */
CorCleaned
cor_clean_phones (const char *text, const CorPhoneEvidence *evidence, GStrv *phones)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_auto (GStrv) pieces = NULL;
  gboolean all_good = TRUE;

  *phones = NULL;
  if (cor_clean_says_nothing (text))
    return COR_CLEANED_BLANK;
  if (strlen (text) > 1000 || is_rounded (text))
    return COR_CLEANED_BAD;

  pieces = split_pieces (g_str_has_suffix (text, ".0") ? "" : text);
  if (g_str_has_suffix (text, ".0"))
    {
      g_strfreev (pieces);
      pieces = g_new0 (char *, 2);
      pieces[0] = g_strndup (text, strlen (text) - 2);
    }
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      guint n_digits = cor_text_count_digits (pieces[i]);

      if (n_digits == 0 || (n_digits < 5 && found->len > 0))
        continue;
      if (n_digits > MAX_DIGITS)
        all_good = take_run (found, pieces[i], evidence) && all_good;
      else
        all_good = take_piece (found, pieces[i], evidence) && all_good;
    }

  if (found->len > 0)
    {
      g_ptr_array_add (found, NULL);
      *phones = (GStrv) g_ptr_array_steal (found, NULL);
      return all_good ? COR_CLEANED_GOOD : COR_CLEANED_BAD;
    }

  return COR_CLEANED_BAD;
}

/**
 * cor_phone_evidence_add:
 * @evidence: what the column says so far
 * @text: (nullable): another of its cells
 *
 * Numbers with a country code, and those that only one country has, tell where the others are.
 */
void
cor_phone_evidence_add (CorPhoneEvidence *evidence, const char *text)
{
  g_auto (GStrv) phones = NULL;

  if (text == NULL || cor_clean_phones (text, NULL, &phones) == COR_CLEANED_BLANK || phones == NULL)
    return;
  for (guint i = 0; phones[i] != NULL; i++)
    if (g_str_has_prefix (phones[i], "+972"))
      evidence->n_israel++;
    else if (g_str_has_prefix (phones[i], "+380"))
      evidence->n_ukraine++;
}

/**
 * cor_phone_key:
 * @phone: a number as cor_clean_phones() gives it
 *
 * Returns: (transfer full): what numbers are compared by: the last digits, which are the same
 * whether the country was written or not
 */
char *
cor_phone_key (const char *phone)
{
  gboolean plus;
  g_autofree char *digits = take_digits (phone, &plus);
  const char *national = digits;

  if (plus && (g_str_has_prefix (digits, "972") || g_str_has_prefix (digits, "380")))
    national += 3;
  while (*national == '0')
    national++;
  if (strlen (national) > KEY_DIGITS)
    national += strlen (national) - KEY_DIGITS;

  return g_strdup (national);
}
