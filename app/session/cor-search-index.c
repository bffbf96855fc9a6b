/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-search-index.h"

#include "cor-fold.h"

#include <string.h>

/* Fewer digits than this are found in too many telephone numbers. */
#define MIN_PHONE_DIGITS 4

typedef struct
{
  CorParticulars *particulars; /* what the keys were made of */
  char *names;                 /* folded, one a line, each line begun and ended by a line break */
  char *phones;                /* digits, one a line */
} Entry;

struct _CorSearchIndex
{
  gatomicrefcount ref_count;
  GPtrArray *persons;
  GPtrArray *entries;         /* Entry, counted, as persons */
  GHashTable *by_particulars; /* CorParticulars -> Entry */
};

/**
 * cor_search_keep_digits:
 * @text: any text
 *
 * Returns: (transfer full): its ASCII digits
 */
char *
cor_search_keep_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);

  return g_string_free (digits, FALSE);
}

static void
append_folded (GString *names, const char *name)
{
  g_autofree char *key = name != NULL ? cor_fold (name) : NULL;

  if (key != NULL && key[0] != '\0')
    g_string_append_printf (names, "%s\n", key);
}

static char *
join_phones (GStrv phones)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    {
      g_autofree char *digits = cor_search_keep_digits (phones[i]);

      g_string_append_printf (joined, "%s\n", digits);
    }

  return g_string_free (joined, FALSE);
}

static Entry *
entry_new (CorParticulars *particulars)
{
  Entry *entry = g_atomic_rc_box_new0 (Entry);
  GString *names = g_string_new ("\n");

  append_folded (names, particulars->full_name);
  append_folded (names, particulars->family_name);
  append_folded (names, particulars->given_name);
  append_folded (names, particulars->passport);
  entry->particulars = cor_particulars_ref (particulars);
  entry->names = g_string_free (names, FALSE);
  entry->phones = join_phones (particulars->phones);

  return entry;
}

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  cor_particulars_unref (entry->particulars);
  g_free (entry->names);
  g_free (entry->phones);
}

static void
entry_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, entry_clear);
}

/**
 * cor_search_index_new:
 * @snapshot: the plan
 * @previous: (nullable): the index of an earlier state, whose keys are used again
 *
 * Folds the names of everybody who is new. Some hundred milliseconds for 10,000 new people: for a
 * thread of its own.
 *
 * Returns: (transfer full): the index
 */
CorSearchIndex *
cor_search_index_new (CorSnapshot *snapshot, CorSearchIndex *previous)
{
  CorSearchIndex *self = g_new0 (CorSearchIndex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->persons = g_ptr_array_ref (cor_snapshot_get_records (snapshot, COR_RECORD_PERSON));
  self->entries = g_ptr_array_new_full (self->persons->len, entry_unref);
  self->by_particulars = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->persons->len; i++)
    {
      const CorPerson *person = self->persons->pdata[i];
      Entry *entry = previous != NULL
                         ? g_hash_table_lookup (previous->by_particulars, person->particulars)
                         : NULL;

      entry = entry != NULL ? g_atomic_rc_box_acquire (entry) : entry_new (person->particulars);
      g_ptr_array_add (self->entries, entry);
      g_hash_table_insert (self->by_particulars, person->particulars, entry);
    }

  return self;
}

/**
 * cor_search_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self
 */
CorSearchIndex *
cor_search_index_ref (CorSearchIndex *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_search_index_unref:
 * @self: (transfer full): an index
 *
 * Lets go of @self.
 */
void
cor_search_index_unref (CorSearchIndex *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->by_particulars);
  g_ptr_array_unref (self->entries);
  g_ptr_array_unref (self->persons);
  g_free (self);
}

/**
 * cor_search_index_get_persons:
 * @self: an index
 *
 * Returns: (transfer none) (element-type CorPerson): whom it finds
 */
GPtrArray *
cor_search_index_get_persons (CorSearchIndex *self)
{
  return self->persons;
}

/* 1 for the whole line, less the later in it and the shorter the match; only at the start of a
 * word. */
static double
match_line (const char *keys, const char *query)
{
  gsize query_length = strlen (query);
  double best = 0.0;

  for (const char *found = strstr (keys, query); found != NULL; found = strstr (found + 1, query))
    {
      const char *line_end = strchrnul (found, '\n');
      const char *line = found;
      double score;

      while (line > keys && line[-1] != '\n')
        line--;
      if (found > line && found[-1] != ' ')
        continue;
      score =
          (found == line ? 0.6 : 0.5) + 0.4 * (double) query_length / (double) (line_end - line);
      best = MAX (best, score);
    }

  return best;
}

/**
 * cor_search_match_name:
 * @name: (nullable): a name
 * @query: folded text
 *
 * Returns: how well @query fits the beginning of a word of @name, 0 (not at all) to 1
 */
double
cor_search_match_name (const char *name, const char *query)
{
  g_autofree char *key = name != NULL ? cor_fold (name) : NULL;

  return key != NULL && query[0] != '\0' ? match_line (key, query) : 0.0;
}

/**
 * cor_search_index_match:
 * @self: an index
 * @person_index: place of a person in its array
 * @query: folded text, not empty
 * @digits: the digits of the text
 *
 * Returns: how well the text fits name, passport or telephone, 0 (not at all) to 1
 */
double
cor_search_index_match (CorSearchIndex *self,
                        guint person_index,
                        const char *query,
                        const char *digits)
{
  const Entry *entry = self->entries->pdata[person_index];
  double score = match_line (entry->names, query);

  if (strlen (digits) >= MIN_PHONE_DIGITS && strstr (entry->phones, digits) != NULL)
    score = MAX (score, 0.9);

  return score;
}
