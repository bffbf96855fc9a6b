/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-columns.h"

#include <string.h>

#include "cor-clean.h"
#include "cor-column-words.h"
#include "cor-intake-report.h"
#include "cor-list-reader.h"

#define HEADING_SEARCH_ROWS 60
#define HEADING_MAX_BYTES 400

static gboolean
is_dropped (gunichar c)
{
  switch (c)
    {
    case '\'':
    case '"':
    case '`':
    case 0xB4:
    case 0x2B9:
    case 0x2BC:
    case 0x2018:
    case 0x2019:
    case 0x201C:
    case 0x201D:
    case 0x5F3:
    case 0x5F4:
    case 0x301: /* a stress mark */
      return TRUE;
    default:
      return FALSE;
    }
}

/* Plain letters of our scripts are in normal form already; most of a list is. */
static gboolean
is_normal (const char *text)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter >= 0x80 && !(letter >= 0x400 && letter < 0x460) &&
          !(letter >= 0x5D0 && letter < 0x5F5))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_heading_fold:
 * @heading: a heading, UTF-8
 *
 * Makes headings comparable without changing their script: small letters, no quotation marks and
 * apostrophes, one space for anything else that is no letter or digit.
 *
 * Returns: (transfer full): the key, perhaps empty
 */
char *
cor_heading_fold (const char *heading)
{
  g_autofree char *normal =
      is_normal (heading) ? NULL : g_utf8_normalize (heading, -1, G_NORMALIZE_NFKC);
  GString *folded = g_string_sized_new (64);

  for (const char *c = normal != NULL ? normal : heading; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter < 0x80 && g_ascii_isalnum ((char) letter))
        {
          g_string_append_c (folded, g_ascii_tolower ((char) letter));
          continue;
        }
      letter = g_unichar_tolower (letter);
      if (is_dropped (letter) || g_unichar_iszerowidth (letter))
        continue;
      if (g_unichar_isalnum (letter) || letter == 0x2116)
        g_string_append_unichar (folded, letter);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
    }
  g_strchomp (folded->str);

  return g_string_free (folded, FALSE);
}

static GHashTable *
build_words (void)
{
  GHashTable *words = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cor_n_column_words; i++)
    {
      GStrv headings = g_strsplit (cor_column_words[i].words, "|", -1);

      for (guint j = 0; headings[j] != NULL; j++)
        {
          g_autofree char *unfolded = headings[j];
          char *key = cor_heading_fold (unfolded);

          /* The first meaning stands. */
          if (g_hash_table_contains (words, key))
            g_free (key);
          else
            g_hash_table_insert (words, key, GUINT_TO_POINTER (cor_column_words[i].field + 1));
        }
      g_free (headings);
    }

  return words;
}

static GHashTable *
get_words (void)
{
  static gsize ready;
  static GHashTable *words;

  if (g_once_init_enter (&ready))
    {
      words = build_words ();
      g_once_init_leave (&ready, 1);
    }

  return words;
}

static gboolean
lookup (const char *key, CorField *field)
{
  gpointer value = g_hash_table_lookup (get_words (), key);

  if (value == NULL)
    return FALSE;
  *field = (CorField) (GPOINTER_TO_UINT (value) - 1);

  return TRUE;
}

/* How telling a field's words are inside a longer heading: "number of other people" is about
 * others, "phone of the contact person" is about a phone. */
static double
weigh (CorField field, guint n_letters)
{
  switch (field)
    {
    case COR_FIELD_PARTY_OTHERS:
      return n_letters + 20;
    case COR_FIELD_PHONE:
    case COR_FIELD_BIRTH_DATE:
    case COR_FIELD_PASSPORT:
    case COR_FIELD_CAR:
    case COR_FIELD_EMAIL:
    case COR_FIELD_MAY_BE_REFUSED_EXIT:
      return n_letters + 2;
    case COR_FIELD_IGNORE:
      return n_letters < 4 ? 0 : n_letters;
    case COR_FIELD_FULL_NAME:
    case COR_FIELD_NOTES:
      return n_letters * 0.8;
    default:
      return n_letters;
    }
}

static CorField
find_inside (const char *key, double *confidence)
{
  g_auto (GStrv) words = g_strsplit (key, " ", -1);
  guint n_words = g_strv_length (words);
  guint n_all = (guint) g_utf8_strlen (key, -1);
  CorField best = COR_FIELD_IGNORE;
  double best_weight = 0.0;

  for (guint first = 0; first < n_words; first++)
    {
      g_autoptr (GString) phrase = g_string_new (NULL);

      for (guint last = first; last < MIN (n_words, first + 6); last++)
        {
          CorField field;
          guint n_letters;
          double weight;

          if (last > first)
            g_string_append_c (phrase, ' ');
          g_string_append (phrase, words[last]);
          n_letters = (guint) g_utf8_strlen (phrase->str, -1);
          if (n_letters < 3 || !lookup (phrase->str, &field))
            continue;
          weight = weigh (field, n_letters);
          if (weight > best_weight)
            {
              best = field;
              best_weight = weight;
              *confidence = 0.4 + 0.5 * n_letters / n_all;
            }
        }
    }

  return best;
}

/* Bilingual headings: "Name / שם". Each part may say it. */
static CorField
find_in_parts (const char *heading, double *confidence)
{
  g_auto (GStrv) parts = g_strsplit_set (heading, "/|()[]\n\r:;", -1);
  CorField best = COR_FIELD_IGNORE;

  *confidence = 0.0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *key = cor_heading_fold (parts[i]);
      CorField field;

      /* What stands in brackets explains; only who is counted, and that a location is one in
       * figures, overrides what stands before. */
      if (lookup (key, &field) && field != COR_FIELD_IGNORE &&
          (*confidence == 0.0 ||
           (best == COR_FIELD_PARTY_TOTAL && field == COR_FIELD_PARTY_OTHERS) ||
           (best == COR_FIELD_PLACE && field == COR_FIELD_COORDINATES)))
        {
          best = field;
          *confidence = 0.9;
        }
    }

  return best;
}

/**
 * cor_heading_recognise:
 * @heading: a heading as received
 * @confidence: (out): how sure, 0 to 1
 *
 * Tells what a column is by its heading: all of it, a part of it, or words within it.
 *
 * Returns: the field, or %COR_FIELD_IGNORE
 */
CorField
cor_heading_recognise (const char *heading, double *confidence)
{
  g_autofree char *key = NULL;
  CorField field = COR_FIELD_IGNORE, inside;
  double inside_confidence = 0.0;

  *confidence = 0.0;
  if (strlen (heading) > HEADING_MAX_BYTES)
    return COR_FIELD_IGNORE;
  key = cor_heading_fold (heading);
  if (lookup (key, &field))
    {
      *confidence = 1.0;
      return field;
    }

  field = find_in_parts (heading, confidence);
  inside = find_inside (key, &inside_confidence);
  if (*confidence > 0.0 && !(inside == COR_FIELD_PARTY_OTHERS && field == COR_FIELD_PARTY_TOTAL))
    return field;
  *confidence = inside_confidence;

  return inside;
}

static guint
count_recognised (const CorRawRow *row)
{
  guint seen = 0, n = 0;

  for (guint i = 0; row->fields[i] != NULL; i++)
    {
      double confidence;
      CorField field = cor_heading_recognise (row->fields[i], &confidence);

      if (field != COR_FIELD_IGNORE && confidence >= 0.6 && (seen & 1u << field) == 0)
        {
          seen |= 1u << field;
          n++;
        }
    }

  return n;
}

/**
 * cor_columns_find_heading:
 * @list: a list
 *
 * Finds the row that heads the columns: among the first rows the one with the most different
 * headings that we know, at least two (one in a list of one or two columns). Titles above it are
 * no trouble.
 *
 * Returns: its place in the list's rows, or %G_MAXUINT if the list has no headings
 */
guint
cor_columns_find_heading (const CorListFile *list)
{
  guint best = G_MAXUINT;
  guint best_count = 1;

  for (guint i = 0; i < MIN (list->rows->len, HEADING_SEARCH_ROWS); i++)
    {
      const CorRawRow *row = list->rows->pdata[i];
      guint count = count_recognised (row);

      if (count > best_count || (count == 1 && best == G_MAXUINT && row->fields[0] != NULL &&
                                 g_strv_length (row->fields) <= 2))
        {
          best = i;
          best_count = MAX (count, 1);
        }
    }

  return best;
}

static guint
count_columns (const CorListFile *list, guint heading_index)
{
  guint n_columns = 0;
  guint first = heading_index == G_MAXUINT ? 0 : heading_index;

  for (guint i = first; i < list->rows->len; i++)
    {
      const CorRawRow *row = list->rows->pdata[i];

      n_columns = MAX (n_columns, g_strv_length (row->fields));
    }

  return n_columns;
}

static gboolean
has_field (GPtrArray *columns, CorField field)
{
  for (guint i = 0; i < columns->len; i++)
    if (((CorIntakeColumn *) columns->pdata[i])->field == field)
      return TRUE;

  return FALSE;
}

/* "Name" beside "Family name" is the given one. */
static void
settle_names (GPtrArray *columns)
{
  if (!has_field (columns, COR_FIELD_FAMILY_NAME) || has_field (columns, COR_FIELD_GIVEN_NAME))
    return;

  for (guint i = 0; i < columns->len; i++)
    {
      CorIntakeColumn *column = columns->pdata[i];

      if (column->field == COR_FIELD_FULL_NAME)
        {
          column->field = COR_FIELD_GIVEN_NAME;
          return;
        }
    }
}

/* "Ім'я" means the full name only while nobody asks for the family name. */
static void
settle_lone_given_name (GPtrArray *columns)
{
  if (has_field (columns, COR_FIELD_FAMILY_NAME) || has_field (columns, COR_FIELD_FULL_NAME))
    return;

  for (guint i = 0; i < columns->len; i++)
    {
      CorIntakeColumn *column = columns->pdata[i];

      if (column->field == COR_FIELD_GIVEN_NAME)
        {
          column->field = COR_FIELD_FULL_NAME;
          return;
        }
    }
}

/* Without a column of places the address says where somebody is. */
static void
settle_places (GPtrArray *columns)
{
  if (has_field (columns, COR_FIELD_PLACE))
    return;

  for (guint i = 0; i < columns->len; i++)
    {
      CorIntakeColumn *column = columns->pdata[i];

      if (column->field == COR_FIELD_ADDRESS)
        {
          column->field = COR_FIELD_PLACE;
          return;
        }
    }
}

/* A party that counts everybody cannot be nought: where it is, it counts the others. */
static void
settle_party (const CorListFile *list, guint heading_index, guint index, CorIntakeColumn *column)
{
  guint n_zero = 0, n_filled = 0;

  for (guint i = heading_index == G_MAXUINT ? 0 : heading_index + 1; i < list->rows->len; i++)
    {
      const CorRawRow *row = list->rows->pdata[i];

      if (g_strv_length (row->fields) <= index || cor_text_is_blank (row->fields[index]))
        continue;
      n_filled++;
      if (strcmp (row->fields[index], "0") == 0)
        n_zero++;
    }
  if (n_zero >= 3 && n_zero * 20 > n_filled)
    {
      column->field = COR_FIELD_PARTY_OTHERS;
      column->confidence = 0.6;
    }
}

/* Reports and officers name columns by their headings, so no two may have the same. */
static char *
make_heading (GPtrArray *columns, const char *text)
{
  g_autofree char *base =
      text[0] != '\0' ? g_strdup (text) : g_strdup_printf ("Column %u", columns->len + 1);
  g_autofree char *heading = g_strdup (base);
  guint number = 1;

  for (guint i = 0; i < columns->len; i++)
    if (strcmp (((CorIntakeColumn *) columns->pdata[i])->heading, heading) == 0)
      {
        g_free (heading);
        heading = g_strdup_printf ("%s (%u)", base, ++number);
        i = G_MAXUINT; /* from the first column again */
      }

  return g_steal_pointer (&heading);
}

/**
 * cor_columns_recognise:
 * @list: a list
 * @heading_index: place of the row that heads the columns, or %G_MAXUINT
 *
 * Tells what each column is.
 *
 * Returns: (transfer full) (element-type CorIntakeColumn): the columns in order
 */
GPtrArray *
cor_columns_recognise (const CorListFile *list, guint heading_index)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_intake_column_free);
  guint n_columns = count_columns (list, heading_index);
  const CorRawRow *heading = heading_index == G_MAXUINT ? NULL : list->rows->pdata[heading_index];
  guint n_headings = heading != NULL ? g_strv_length (heading->fields) : 0;

  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *text = i < n_headings ? cor_clean_text (heading->fields[i]) : NULL;
      g_autofree char *unique = make_heading (columns, text != NULL ? text : "");
      double confidence = 0.0;
      CorField field = text != NULL ? cor_heading_recognise (text, &confidence) : COR_FIELD_IGNORE;

      g_ptr_array_add (columns, cor_intake_column_new (unique, field, confidence));
    }

  if (heading == NULL)
    cor_columns_guess (list, columns);
  settle_names (columns);
  settle_lone_given_name (columns);
  settle_places (columns);
  for (guint i = 0; i < columns->len; i++)
    {
      CorIntakeColumn *column = columns->pdata[i];

      if (column->field == COR_FIELD_PARTY_TOTAL)
        settle_party (list, heading_index, i, column);
    }

  return columns;
}
