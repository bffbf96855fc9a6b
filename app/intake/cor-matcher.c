/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-matcher.h"

#include <string.h>

/* A telephone number or a date that more people share than this says nothing about them. */
#define MAX_SHARING 128
#define MAX_FAMILIES 32

struct _CorMatcher
{
  GPtrArray *people;    /* CorMatchKeys by number */
  GHashTable *by_key;   /* "p:…", "t:…", "n:…", "a:…": GArray of numbers */
  GHashTable *by_phone; /* GArray of one number a family */
};

typedef enum
{
  BASIS_PASSPORT,
  BASIS_PHONE,
  BASIS_NAME,
  BASIS_PHONE_ALONE, /* never the same for certain */
} Basis;

#define LAST_BASIS BASIS_PHONE_ALONE

typedef enum
{
  VERDICT_OTHER,
  VERDICT_POSSIBLE,
  VERDICT_SAME,
} Verdict;

static void
keys_free (gpointer keys)
{
  cor_match_keys_clear (keys);
  g_free (keys);
}

/**
 * cor_matcher_new:
 *
 * Returns: (transfer full): a matcher that knows nobody
 */
CorMatcher *
cor_matcher_new (void)
{
  CorMatcher *self = g_new0 (CorMatcher, 1);

  self->people = g_ptr_array_new_with_free_func (keys_free);
  self->by_key =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->by_phone =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  return self;
}

/**
 * cor_matcher_free:
 * @self: (transfer full): a matcher
 *
 * Frees @self.
 */
void
cor_matcher_free (CorMatcher *self)
{
  g_ptr_array_unref (self->people);
  g_hash_table_unref (self->by_key);
  g_hash_table_unref (self->by_phone);
  g_free (self);
}

static gboolean
is_full_date (guint date)
{
  return date % 100 != 0 && date / 100 % 100 != 0;
}

/* Each key that people are looked up by, in the order of how much it says. */
static GStrv
list_keys (const CorMatchKeys *keys, Basis basis)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (basis == BASIS_PASSPORT)
    for (guint i = 0; keys->passports != NULL && keys->passports[i] != NULL; i++)
      {
        g_autofree char *key = g_strconcat ("p:", keys->passports[i], NULL);

        g_strv_builder_add (builder, key);
      }
  else if (basis == BASIS_PHONE_ALONE)
    for (guint i = 0; keys->phones[i] != NULL; i++)
      {
        g_autofree char *key = g_strconcat ("a:", keys->phones[i], NULL);

        g_strv_builder_add (builder, key);
      }
  else if (is_full_date (keys->birth_date) && basis == BASIS_PHONE)
    for (guint i = 0; keys->phones[i] != NULL; i++)
      {
        g_autofree char *key = g_strdup_printf ("t:%u:%s", keys->birth_date, keys->phones[i]);

        g_strv_builder_add (builder, key);
      }
  else if (is_full_date (keys->birth_date) && basis == BASIS_NAME)
    {
      guint16 pairs[COR_NAME_MAX_PAIRS];
      guint n_pairs = cor_name_key_list_pairs (&keys->name, pairs);

      for (guint i = 0; i < n_pairs; i++)
        {
          g_autofree char *key = g_strdup_printf ("n:%u:%u", keys->birth_date, pairs[i]);

          g_strv_builder_add (builder, key);
        }
    }

  return g_strv_builder_end (builder);
}

static void
insert (GHashTable *table, const char *key, guint index)
{
  GArray *numbers = g_hash_table_lookup (table, key);

  if (numbers == NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_strdup (key), numbers);
    }
  for (guint i = 0; i < numbers->len; i++)
    if (g_array_index (numbers, guint, i) == index)
      return;
  if (numbers->len < MAX_SHARING)
    g_array_append_val (numbers, index);
}

static void
insert_all (CorMatcher *self, guint index)
{
  const CorMatchKeys *keys = self->people->pdata[index];

  for (guint basis = BASIS_PASSPORT; basis <= LAST_BASIS; basis++)
    {
      g_auto (GStrv) texts = list_keys (keys, (Basis) basis);

      for (guint i = 0; texts[i] != NULL; i++)
        insert (self->by_key, texts[i], index);
    }
}

/**
 * cor_matcher_add:
 * @self: a matcher
 * @person: a registration
 *
 * Makes a person known.
 *
 * Returns: their number
 */
guint
cor_matcher_add (CorMatcher *self, const CorPerson *person)
{
  CorMatchKeys *keys = g_new0 (CorMatchKeys, 1);

  cor_match_keys_init (keys, person);
  g_ptr_array_add (self->people, keys);
  insert_all (self, self->people->len - 1);

  return self->people->len - 1;
}

/**
 * cor_matcher_update:
 * @self: a matcher
 * @index: somebody's number
 * @person: the registration, with what a merged row added
 *
 * Makes more of a person known.
 */
void
cor_matcher_update (CorMatcher *self, guint index, const CorPerson *person)
{
  CorMatchKeys *keys = self->people->pdata[index];

  cor_match_keys_clear (keys);
  cor_match_keys_init (keys, person);
  insert_all (self, index);
}

static gboolean
birth_dates_contradict (guint a, guint b)
{
  if (a == 0 || b == 0)
    return FALSE;
  if (a / 10000 != b / 10000)
    return TRUE;
  a %= 10000;
  b %= 10000;
  if (a / 100 == 0 || b / 100 == 0)
    return FALSE;
  if (a / 100 != b / 100)
    return TRUE;

  return a % 100 != 0 && b % 100 != 0 && a % 100 != b % 100;
}

static gboolean
share_text (GStrv a, GStrv b)
{
  for (guint i = 0; a != NULL && a[i] != NULL; i++)
    if (b != NULL && g_strv_contains ((const char *const *) b, a[i]))
      return TRUE;

  return FALSE;
}

/* "AB123456" and "CD654321" are the same kind of document, "123456789" is another. */
static gboolean
are_of_one_kind (const char *a, const char *b)
{
  if (strlen (a) != strlen (b))
    return FALSE;
  for (; *a != '\0'; a++, b++)
    if (!g_ascii_isdigit (*a) != !g_ascii_isdigit (*b))
      return FALSE;

  return TRUE;
}

static gboolean
differ_by_a_slip (const char *a, const char *b)
{
  guint n_different = 0;
  gsize first = 0, last = 0;

  for (gsize i = 0; a[i] != '\0'; i++)
    if (a[i] != b[i])
      {
        first = n_different == 0 ? i : first;
        last = i;
        n_different++;
      }

  return n_different <= 1 ||
         (n_different == 2 && last == first + 1 && a[first] == b[last] && a[last] == b[first]);
}

/* Two documents of one kind with different numbers speak of two people. */
static gboolean
passports_contradict (GStrv a, GStrv b)
{
  gboolean contradict = FALSE;

  if (share_text (a, b))
    return FALSE;
  for (guint i = 0; a != NULL && a[i] != NULL; i++)
    for (guint j = 0; b != NULL && b[j] != NULL; j++)
      if (are_of_one_kind (a[i], b[j]))
        {
          if (differ_by_a_slip (a[i], b[j]))
            return FALSE;
          contradict = TRUE;
        }

  return contradict;
}

static Verdict
judge_by_passport (const CorMatchKeys *a, const CorMatchKeys *b, CorNameLikeness likeness)
{
  if (birth_dates_contradict (a->birth_date, b->birth_date) || likeness == COR_NAME_DIFFERENT)
    return VERDICT_POSSIBLE;

  return VERDICT_SAME;
}

/* Twins share telephone and birth date: nothing but the name keeps them apart. */
static Verdict
judge_by_phone (const CorMatchKeys *a, const CorMatchKeys *b, CorNameLikeness likeness)
{
  gboolean contradict = passports_contradict (a->passports, b->passports);

  if (likeness == COR_NAME_SAME)
    return VERDICT_SAME;
  if (likeness == COR_NAME_NEAR && !contradict)
    return VERDICT_SAME;
  if (likeness == COR_NAME_UNKNOWN && !contradict)
    return VERDICT_SAME;

  return VERDICT_POSSIBLE;
}

static Verdict
judge_by_name (const CorMatchKeys *a, const CorMatchKeys *b, CorNameLikeness likeness)
{
  if (likeness == COR_NAME_SAME)
    return passports_contradict (a->passports, b->passports) ? VERDICT_POSSIBLE : VERDICT_SAME;

  return likeness == COR_NAME_NEAR ? VERDICT_POSSIBLE : VERDICT_OTHER;
}

/* One name on one telephone, and a birth date is missing: nothing contradicts, nothing decides. */
static Verdict
judge_by_phone_alone (const CorMatchKeys *a, const CorMatchKeys *b)
{
  if ((is_full_date (a->birth_date) && is_full_date (b->birth_date)) ||
      birth_dates_contradict (a->birth_date, b->birth_date) ||
      passports_contradict (a->passports, b->passports))
    return VERDICT_OTHER;

  return cor_name_key_compare (&a->name, &b->name) == COR_NAME_SAME ? VERDICT_POSSIBLE
                                                                    : VERDICT_OTHER;
}

static Verdict
judge (const CorMatchKeys *a, const CorMatchKeys *b, Basis basis)
{
  CorNameLikeness likeness;

  if (basis == BASIS_PHONE_ALONE)
    return judge_by_phone_alone (a, b);
  likeness = cor_name_key_compare (&a->name, &b->name);
  switch (basis)
    {
    case BASIS_PASSPORT:
      return judge_by_passport (a, b, likeness);
    case BASIS_PHONE:
      return judge_by_phone (a, b, likeness);
    case BASIS_NAME:
    case BASIS_PHONE_ALONE:
    default:
      return judge_by_name (a, b, likeness);
    }
}

static void
add_possible (GArray *possible, guint index)
{
  for (guint i = 0; i < possible->len; i++)
    if (g_array_index (possible, guint, i) == index)
      return;
  g_array_append_val (possible, index);
}

static guint
find_by (CorMatcher *self, const CorMatchKeys *keys, Basis basis, GArray *possible)
{
  g_auto (GStrv) texts = list_keys (keys, basis);

  for (guint i = 0; texts[i] != NULL; i++)
    {
      GArray *numbers = g_hash_table_lookup (self->by_key, texts[i]);

      for (guint j = 0; numbers != NULL && j < numbers->len; j++)
        {
          guint index = g_array_index (numbers, guint, j);
          Verdict verdict = judge (keys, self->people->pdata[index], basis);

          if (verdict == VERDICT_SAME)
            return index;
          if (verdict == VERDICT_POSSIBLE)
            add_possible (possible, index);
        }
    }

  return COR_MATCHER_NOBODY;
}

/**
 * cor_matcher_find:
 * @self: a matcher
 * @person: a registration that was not added
 * @possible: (element-type guint): gets the numbers of those who are alike, but contradict it
 *
 * Looks for the same person: by document, else by telephone number and birth date, else by name and
 * birth date. Whoever contradicts in name or birth date is never the same, nor is one name on one
 * telephone where a birth date is missing.
 *
 * Returns: their number, or %COR_MATCHER_NOBODY
 */
guint
cor_matcher_find (CorMatcher *self, const CorPerson *person, GArray *possible)
{
  CorMatchKeys keys = { 0 };
  guint found = COR_MATCHER_NOBODY;

  cor_match_keys_init (&keys, person);
  for (guint basis = BASIS_PASSPORT; basis <= LAST_BASIS && found == COR_MATCHER_NOBODY; basis++)
    found = find_by (self, &keys, (Basis) basis, possible);
  cor_match_keys_clear (&keys);

  return found;
}

/**
 * cor_matcher_find_family:
 * @self: a matcher
 * @index: somebody's number
 *
 * Looks for whoever shares a telephone number and the family name with somebody. Each person is to
 * be asked for once, in order.
 *
 * Returns: the number of the first such person asked for before, or %COR_MATCHER_NOBODY
 */
guint
cor_matcher_find_family (CorMatcher *self, guint index)
{
  const CorMatchKeys *keys = self->people->pdata[index];
  guint found = COR_MATCHER_NOBODY;

  for (guint i = 0; keys->phones[i] != NULL; i++)
    {
      GArray *families = g_hash_table_lookup (self->by_phone, keys->phones[i]);
      gboolean known = FALSE;

      for (guint j = 0; families != NULL && j < families->len && !known; j++)
        {
          guint other = g_array_index (families, guint, j);
          const CorMatchKeys *other_keys = self->people->pdata[other];

          known = other != index && cor_name_key_shares_family (&keys->name, &other_keys->name);
          if (known)
            found = MIN (found, other);
        }
      if (!known && (families == NULL || families->len < MAX_FAMILIES))
        insert (self->by_phone, keys->phones[i], index);
    }

  return found;
}
