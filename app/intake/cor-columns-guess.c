/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-columns.h"

#include <string.h>

#include "cor-clean.h"
#include "cor-intake-report.h"
#include "cor-list-reader.h"
#include "cor-name-key.h"

#define SAMPLE_ROWS 300
/* Enough to be looked at, not to be believed. */
#define GUESS_CONFIDENCE 0.4

typedef gboolean (*CellFunc) (const char *text);

static gboolean
is_email (const char *text)
{
  return strchr (text, '@') != NULL && cor_clean_email (text) == COR_CLEANED_GOOD;
}

static gboolean
is_position (const char *text)
{
  CorPosition position;
  gboolean swapped;

  return cor_clean_position (text, &position, &swapped) == COR_CLEANED_GOOD;
}

static gboolean
is_birth_date (const char *text)
{
  guint birth_date;

  return strpbrk (text, ".-/ ") != NULL && cor_text_count_digits (text) >= 5 && text[0] != '+' &&
         cor_clean_birth_date (text, NULL, g_get_real_time () / G_USEC_PER_SEC, &birth_date) ==
             COR_CLEANED_GOOD &&
         birth_date % 100 != 0;
}

static gboolean
is_phone (const char *text)
{
  g_auto (GStrv) phones = NULL;

  return cor_text_count_digits (text) >= 9 && cor_clean_phones (text, NULL, &phones) == COR_CLEANED_GOOD &&
         phones[0][0] == '+';
}

static gboolean
is_passport (const char *text)
{
  return strlen (text) <= 14 && cor_clean_passport (text, NULL) == COR_CLEANED_GOOD;
}

static gboolean
has_given_name (const char *text)
{
  CorNameKey key;

  if (strpbrk (text, "0123456789") != NULL || strlen (text) > 100)
    return FALSE;
  cor_name_key_init (&key, NULL, NULL, text);
  if (key.n_tokens < 2 || key.n_tokens > 5)
    return FALSE;
  for (guint i = 0; i < key.n_tokens; i++)
    if (key.tokens[i].given != 0)
      return TRUE;

  return FALSE;
}

static const struct
{
  CorField field;
  CellFunc func;
} tests[] = {
  { COR_FIELD_EMAIL, is_email },       { COR_FIELD_COORDINATES, is_position },
  { COR_FIELD_PHONE, is_phone },       { COR_FIELD_BIRTH_DATE, is_birth_date },
  { COR_FIELD_PASSPORT, is_passport }, { COR_FIELD_FULL_NAME, has_given_name },
};

static gboolean
most_cells_are (const CorListFile *list, guint index, CellFunc func)
{
  guint n_filled = 0, n_good = 0;

  for (guint i = 0; i < MIN (list->rows->len, SAMPLE_ROWS); i++)
    {
      const CorRawRow *row = list->rows->pdata[i];
      g_autofree char *text =
          index < g_strv_length (row->fields) ? cor_clean_text (row->fields[index]) : NULL;

      if (cor_clean_says_nothing (text))
        continue;
      n_filled++;
      n_good += func (text) ? 1 : 0;
    }

  return n_filled > 0 && n_good * 10 >= n_filled * 6;
}

/**
 * cor_columns_guess:
 * @list: a list without headings
 * @columns: (element-type CorIntakeColumn): its columns
 *
 * Tells columns by what stands in them, where nothing heads them: names by the given names that we
 * know, documents, birth dates, telephone numbers, addresses of mail, coordinates.
 */
void
cor_columns_guess (const CorListFile *list, GPtrArray *columns)
{
  guint seen = 0;

  for (guint i = 0; i < columns->len; i++)
    {
      CorIntakeColumn *column = columns->pdata[i];

      for (guint j = 0; j < G_N_ELEMENTS (tests); j++)
        if ((seen & 1u << tests[j].field) == 0 && most_cells_are (list, i, tests[j].func))
          {
            column->field = tests[j].field;
            column->confidence = GUESS_CONFIDENCE;
            seen |= 1u << tests[j].field;
            break;
          }
    }
}
