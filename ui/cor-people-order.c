/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-people-order.h"

#include "cor-fold.h"
#include "cor-parted.h"
#include "cor-settlement.h"

#include <stdlib.h>
#include <string.h>

/* How often a long question looks whether it is still wanted. */
#define STEP_PERSONS 512

/* Fewer digits would find half of all telephones. */
#define MIN_PHONE_DIGITS 3

struct _CorPeopleKeys
{
  GHashTable *names;  /* CorPerson, counted, to its folded name */
  GHashTable *places; /* CorSettlement, counted, to its folded names in all languages */
};

typedef struct
{
  guint index;
  guint64 number;
  const char *text; /* not nullable */
} SortKey;

typedef struct
{
  CorPeopleKeys *keys;
  CorSnapshot *snapshot;
  const CorPeopleQuery *query;
  GStrv words;              /* of the query, folded */
  char *digits;             /* of the query */
  GHashTable *with_finding; /* ids of persons; NULL unless asked for */
} Question;

/**
 * cor_people_keys_new:
 *
 * Returns: (transfer full): no keys yet
 */
CorPeopleKeys *
cor_people_keys_new (void)
{
  CorPeopleKeys *self = g_new0 (CorPeopleKeys, 1);

  self->names = g_hash_table_new_full (NULL, NULL, cor_record_unref, g_free);
  self->places = g_hash_table_new_full (NULL, NULL, cor_record_unref, g_free);

  return self;
}

/**
 * cor_people_keys_free:
 * @self: (transfer full): keys
 *
 * Frees @self.
 */
void
cor_people_keys_free (CorPeopleKeys *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->places);
  g_free (self);
}

/* Records that a plan no longer has are forgotten all at once, when they have become many. */
static void
forget_old_keys (CorPeopleKeys *keys, CorSnapshot *snapshot)
{
  guint n_persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON)->len;

  if (g_hash_table_size (keys->names) > n_persons + n_persons / 2 + STEP_PERSONS)
    g_hash_table_remove_all (keys->names);
}

static const char *
name_key (CorPeopleKeys *keys, const CorPerson *person)
{
  char *key = g_hash_table_lookup (keys->names, person);
  const CorParticulars *particulars = person->particulars;

  if (key == NULL)
    {
      const char *name = particulars->full_name;

      key = cor_fold (name != NULL ? name : "");
      g_hash_table_insert (keys->names, cor_record_ref (person), key);
    }

  return key;
}

static const char *
place_key (CorPeopleKeys *keys, const CorSettlement *settlement)
{
  char *key = g_hash_table_lookup (keys->places, settlement);

  if (key == NULL)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < COR_N_LANGUAGES; i++)
        {
          g_autofree char *name =
              cor_fold (settlement->names.text[i] != NULL ? settlement->names.text[i] : "");

          g_string_append (names, name);
          g_string_append_c (names, ' ');
        }
      key = g_strdup (names->str);
      g_hash_table_insert (keys->places, cor_record_ref (settlement), key);
    }

  return key;
}

static const CorSettlement *
place_of (Question *question, const CorPerson *person)
{
  return cor_snapshot_lookup (question->snapshot, COR_RECORD_SETTLEMENT, &person->place_id);
}

/* At the beginning of a word only, as people type. */
static gboolean
has_word (const char *key, const char *word)
{
  for (const char *found = strstr (key, word); found != NULL; found = strstr (found + 1, word))
    if (found == key || found[-1] == ' ')
      return TRUE;

  return FALSE;
}

static gboolean
has_digits (const char *text, const char *digits)
{
  g_autofree char *kept = g_new (char, strlen (text) + 1);
  gsize n_kept = 0;

  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      kept[n_kept++] = *c;
  kept[n_kept] = '\0';

  return strstr (kept, digits) != NULL;
}

static gboolean
has_phone (const CorPerson *person, const char *digits)
{
  char **phones = person->particulars->phones;

  if (strlen (digits) < MIN_PHONE_DIGITS)
    return FALSE;
  for (guint i = 0; phones != NULL && phones[i] != NULL; i++)
    if (has_digits (phones[i], digits))
      return TRUE;

  return FALSE;
}

static gboolean
has_passport (const CorPerson *person, const char *word)
{
  const char *passport = person->particulars->passport;
  g_autofree char *key = passport != NULL ? cor_fold (passport) : NULL;

  return key != NULL && has_word (key, word);
}

static gboolean
says (Question *question, const CorPerson *person)
{
  const char *name = name_key (question->keys, person);
  const CorSettlement *settlement = NULL;

  if (has_phone (person, question->digits))
    return TRUE;

  for (guint i = 0; question->words[i] != NULL; i++)
    {
      const char *word = question->words[i];

      if (word[0] == '\0' || has_word (name, word) || has_passport (person, word))
        continue;
      if (settlement == NULL)
        settlement = place_of (question, person);
      if (settlement == NULL || !has_word (place_key (question->keys, settlement), word))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_wanted (Question *question, const CorPerson *person)
{
  const CorPeopleQuery *query = question->query;

  if (query->status != COR_PEOPLE_ANY_STATUS && (int) person->status != query->status)
    return FALSE;
  if (query->show == COR_PEOPLE_UNPLACED &&
      (person->placement != COR_PLACEMENT_NONE || !cor_status_is_planned (person->status)))
    return FALSE;
  if (query->show == COR_PEOPLE_TO_CHECK && person->flags == 0 &&
      !g_hash_table_contains (question->with_finding, &person->record.id))
    return FALSE;

  return question->words == NULL || says (question, person);
}

static guint
count_needs (guint needs)
{
  guint n_needs = 0;

  for (; needs != 0; needs &= needs - 1)
    n_needs++;

  return n_needs;
}

static void
set_list_key (Question *question, const CorPerson *person, SortKey *key)
{
  const CorList *list = cor_snapshot_lookup (question->snapshot, COR_RECORD_LIST, &person->list_id);

  key->text = list != NULL ? list->file_name : "";
  key->number = person->row;
}

static void
set_place_key (Question *question, const CorPerson *person, SortKey *key)
{
  const CorSettlement *settlement = place_of (question, person);

  /* The unplaced come first, by what they wrote. */
  key->number = settlement != NULL ? 1 : 0;
  key->text = settlement != NULL ? place_key (question->keys, settlement) : person->place_text;
  if (key->text == NULL)
    key->text = "";
}

static void
set_key (Question *question, const CorPerson *person, SortKey *key)
{
  char **phones = person->particulars->phones;

  key->text = "";
  switch (question->query->column)
    {
    case COR_PEOPLE_COLUMN_PLACE:
      set_place_key (question, person, key);
      break;
    case COR_PEOPLE_COLUMN_PEOPLE:
      key->number = cor_snapshot_get_n_people (question->snapshot, key->index);
      break;
    case COR_PEOPLE_COLUMN_STATUS:
      key->number = person->status;
      break;
    case COR_PEOPLE_COLUMN_NEEDS:
      key->number = count_needs (person->needs) << COR_N_NEEDS | person->needs;
      break;
    case COR_PEOPLE_COLUMN_PHONE:
      key->text = phones != NULL && phones[0] != NULL ? phones[0] : "";
      break;
    case COR_PEOPLE_COLUMN_LIST:
      set_list_key (question, person, key);
      break;
    case COR_PEOPLE_COLUMN_NAME:
    default:
      key->text = name_key (question->keys, person);
      break;
    }
}

static int
compare_numbers (guint64 a, guint64 b)
{
  return a < b ? -1 : a > b ? 1 : 0;
}

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const CorPeopleQuery *query = user_data;
  const SortKey *left = a;
  const SortKey *right = b;
  gboolean text_first = query->column == COR_PEOPLE_COLUMN_LIST;
  int order =
      text_first ? strcmp (left->text, right->text) : compare_numbers (left->number, right->number);

  if (order == 0)
    order = text_first ? compare_numbers (left->number, right->number)
                       : strcmp (left->text, right->text);
  if (order == 0)
    return compare_numbers (left->index, right->index);

  return query->descending ? -order : order;
}

static void
collect_findings (Question *question)
{
  GPtrArray *findings = cor_snapshot_get_records (question->snapshot, COR_RECORD_FINDING);

  question->with_finding = g_hash_table_new (cor_id_hash, cor_id_equal);
  for (guint i = 0; i < findings->len; i++)
    {
      CorFinding *finding = findings->pdata[i];

      if (finding->resolved)
        continue;
      g_hash_table_add (question->with_finding, &finding->person_id);
      g_hash_table_add (question->with_finding, &finding->other_id);
    }
}

/* A household cannot start together from two places. */
static void
collect_parted (Question *question)
{
  GPtrArray *persons = cor_snapshot_get_records (question->snapshot, COR_RECORD_PERSON);
  g_autoptr (GArray) parted = cor_snapshot_list_parted (question->snapshot);

  for (guint i = 0; i < parted->len; i++)
    {
      CorPerson *person = persons->pdata[g_array_index (parted, guint, i)];

      g_hash_table_add (question->with_finding, &person->record.id);
    }
}

static void
take_words (Question *question)
{
  const char *text = question->query->text;
  g_autofree char *folded = cor_fold (text != NULL ? text : "");
  GString *digits = g_string_new (NULL);

  g_strstrip (folded);
  for (const char *c = folded; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
    else if (g_ascii_isalpha (*c))
      {
        /* Letters: no telephone. */
        g_string_truncate (digits, 0);
        break;
      }

  question->digits = g_string_free (digits, FALSE);
  question->words = folded[0] != '\0' ? g_strsplit (folded, " ", -1) : NULL;
}

static void
question_clear (Question *question)
{
  g_clear_pointer (&question->with_finding, g_hash_table_unref);
  g_clear_pointer (&question->words, g_strfreev);
  g_clear_pointer (&question->digits, g_free);
}

static GArray *
collect_keys (Question *question, GCancellable *cancellable)
{
  GPtrArray *persons = cor_snapshot_get_records (question->snapshot, COR_RECORD_PERSON);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SortKey));

  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      SortKey key = { .index = i };

      if (i % STEP_PERSONS == 0 && g_cancellable_is_cancelled (cancellable))
        return NULL;
      if (!is_wanted (question, person))
        continue;
      set_key (question, person, &key);
      g_array_append_val (keys, key);
    }

  return g_steal_pointer (&keys);
}

/**
 * cor_people_order:
 * @keys: keys of earlier questions
 * @snapshot: the plan
 * @query: which people, in which order
 * @cancellable: (nullable): the question is no longer wanted
 *
 * Finds and sorts people. May take long with many; meant for a worker thread.
 *
 * Returns: (transfer full) (nullable) (element-type guint): places of persons in the plan's array;
 *   %NULL when cancelled
 */
GArray *
cor_people_order (CorPeopleKeys *keys,
                  CorSnapshot *snapshot,
                  const CorPeopleQuery *query,
                  GCancellable *cancellable)
{
  Question question = { .keys = keys, .snapshot = snapshot, .query = query };
  g_autoptr (GArray) sorted = NULL;
  GArray *indices = NULL;

  forget_old_keys (keys, snapshot);
  take_words (&question);
  if (query->show == COR_PEOPLE_TO_CHECK)
    {
      collect_findings (&question);
      collect_parted (&question);
    }

  sorted = collect_keys (&question, cancellable);
  if (sorted != NULL)
    {
      g_array_sort_with_data (sorted, compare_keys, (gpointer) query);
      indices = g_array_sized_new (FALSE, FALSE, sizeof (guint), sorted->len);
      for (guint i = 0; i < sorted->len; i++)
        g_array_append_val (indices, g_array_index (sorted, SortKey, i).index);
    }
  question_clear (&question);

  return indices;
}
