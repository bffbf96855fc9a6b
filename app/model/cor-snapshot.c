/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-snapshot.h"

struct _CorSnapshot
{
  gatomicrefcount ref_count;
  guint64 revision;
  GPtrArray *records[COR_N_RECORD_KINDS]; /* sorted by id */
  gsize counted;                          /* guards the two below */
  GArray *shares;                         /* guint: people that each person stands for */
  GArray *household_sizes;                /* guint: people of each person's household */
};

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const CorRecord *left = *(const CorRecord *const *) a;
  const CorRecord *right = *(const CorRecord *const *) b;

  return cor_id_compare (&left->id, &right->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (a, b);
}

static CorSnapshot *
snapshot_alloc (void)
{
  CorSnapshot *self = g_new0 (CorSnapshot, 1);

  g_atomic_ref_count_init (&self->ref_count);

  return self;
}

/**
 * cor_snapshot_new:
 *
 * Returns: (transfer full): an empty plan at revision 0
 */
CorSnapshot *
cor_snapshot_new (void)
{
  CorSnapshot *self = snapshot_alloc ();

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    self->records[i] = g_ptr_array_new_with_free_func (cor_record_unref);

  return self;
}

static gboolean
is_removed (GArray *removals, const CorId *id)
{
  return g_array_binary_search (removals, id, compare_ids, NULL);
}

/* Merges two sorted arrays; a put replaces the old record of its id. */
static GPtrArray *
merge_records (GPtrArray *old, GPtrArray *puts, GArray *removals)
{
  g_autoptr (GPtrArray) sorted_puts = g_ptr_array_new_full (puts->len, cor_record_unref);
  g_autoptr (GArray) sorted_removals = g_array_copy (removals);
  GPtrArray *merged = g_ptr_array_new_full (old->len + puts->len, cor_record_unref);
  guint i = 0, j = 0;

  for (guint k = 0; k < puts->len; k++)
    g_ptr_array_add (sorted_puts, cor_record_ref (puts->pdata[k]));
  g_ptr_array_sort (sorted_puts, compare_records);
  g_array_sort (sorted_removals, compare_ids);

  while (i < old->len || j < sorted_puts->len)
    {
      CorRecord *kept = i < old->len ? old->pdata[i] : NULL;
      CorRecord *put = j < sorted_puts->len ? sorted_puts->pdata[j] : NULL;
      int order = kept == NULL ? 1 : put == NULL ? -1 : cor_id_compare (&kept->id, &put->id);

      if (order >= 0)
        {
          g_ptr_array_add (merged, cor_record_ref (put));
          j++;
        }
      else if (!is_removed (sorted_removals, &kept->id))
        g_ptr_array_add (merged, cor_record_ref (kept));
      if (order <= 0)
        i++;
    }

  return merged;
}

/**
 * cor_snapshot_apply:
 * @self: a plan
 * @edit: what to change
 * @revision: the new revision
 *
 * Makes the plan as it is after @edit. Only the tables that it touches are copied.
 *
 * Returns: (transfer full): the new plan
 */
CorSnapshot *
cor_snapshot_apply (CorSnapshot *self, const CorEdit *edit, guint64 revision)
{
  CorSnapshot *result = snapshot_alloc ();

  result->revision = revision;
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      GPtrArray *puts = cor_edit_get_puts (edit, (CorRecordKind) i);
      GArray *removals = cor_edit_get_removals (edit, (CorRecordKind) i);

      if (puts->len == 0 && removals->len == 0)
        result->records[i] = g_ptr_array_ref (self->records[i]);
      else
        result->records[i] = merge_records (self->records[i], puts, removals);
    }

  return result;
}

/**
 * cor_snapshot_ref:
 * @self: a plan
 *
 * Returns: (transfer full): @self
 */
CorSnapshot *
cor_snapshot_ref (CorSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_snapshot_unref:
 * @self: (transfer full): a plan
 *
 * Lets go of @self.
 */
void
cor_snapshot_unref (CorSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    g_ptr_array_unref (self->records[i]);
  g_clear_pointer (&self->shares, g_array_unref);
  g_clear_pointer (&self->household_sizes, g_array_unref);
  g_free (self);
}

/**
 * cor_snapshot_get_revision:
 * @self: a plan
 *
 * Returns: its last history number, 0 for a plan that nobody edited
 */
guint64
cor_snapshot_get_revision (const CorSnapshot *self)
{
  return self->revision;
}

/**
 * cor_snapshot_get_settings:
 * @self: a plan
 *
 * Returns: (transfer none) (nullable): its settings; %NULL only before the plan was created
 */
const CorPlanSettings *
cor_snapshot_get_settings (const CorSnapshot *self)
{
  GPtrArray *settings = self->records[COR_RECORD_SETTINGS];

  return settings->len > 0 ? settings->pdata[0] : NULL;
}

/**
 * cor_snapshot_get_records:
 * @self: a plan
 * @kind: what kind of record
 *
 * Returns: (transfer none) (element-type CorRecord): all of them, in the order of their ids
 */
GPtrArray *
cor_snapshot_get_records (const CorSnapshot *self, CorRecordKind kind)
{
  g_return_val_if_fail (kind < COR_N_RECORD_KINDS, NULL);

  return self->records[kind];
}

/**
 * cor_snapshot_lookup:
 * @self: a plan
 * @kind: what kind of record
 * @id: which one
 *
 * Returns: (transfer none) (nullable): the record, by binary search
 */
gpointer
cor_snapshot_lookup (const CorSnapshot *self, CorRecordKind kind, const CorId *id)
{
  GPtrArray *records = self->records[kind];
  guint low = 0, high = records->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      CorRecord *record = records->pdata[middle];
      int order = cor_id_compare (&record->id, id);

      if (order == 0)
        return record;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

typedef struct
{
  guint n_members;
  guint largest_party;
  guint speaker; /* the member whose stated party is the largest, the first of those */
} Household;

static GHashTable *
collect_households (GPtrArray *persons)
{
  GHashTable *households = g_hash_table_new_full (cor_id_hash, cor_id_equal, NULL, g_free);

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = persons->pdata[i];
      Household *household;

      if (cor_id_is_nil (&person->household_id))
        continue;

      household = g_hash_table_lookup (households, &person->household_id);
      if (household == NULL)
        {
          household = g_new0 (Household, 1);
          g_hash_table_insert (households, &person->household_id, household);
        }
      household->n_members++;
      if (person->party_size > household->largest_party)
        {
          household->largest_party = person->party_size;
          household->speaker = i;
        }
    }

  return households;
}

/* Every registration stands for itself; whoever states the household's largest party stands for
 * those of it who did not register too. So the people of any group of persons are a plain sum. */
static void
count_people (CorSnapshot *self)
{
  GPtrArray *persons = self->records[COR_RECORD_PERSON];
  g_autoptr (GHashTable) households = collect_households (persons);

  self->shares = g_array_sized_new (FALSE, FALSE, sizeof (guint), persons->len);
  self->household_sizes = g_array_sized_new (FALSE, FALSE, sizeof (guint), persons->len);

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = persons->pdata[i];
      Household *household = cor_id_is_nil (&person->household_id)
                                 ? NULL
                                 : g_hash_table_lookup (households, &person->household_id);
      guint size = person->party_size;
      guint share = person->party_size;

      if (household != NULL)
        {
          size = MAX (household->largest_party, household->n_members);
          share = household->speaker == i ? size - household->n_members + 1 : 1;
        }
      g_array_append_val (self->shares, share);
      g_array_append_val (self->household_sizes, size);
    }
}

static void
ensure_counted (CorSnapshot *self)
{
  if (g_once_init_enter (&self->counted))
    {
      count_people (self);
      g_once_init_leave (&self->counted, 1);
    }
}

/**
 * cor_snapshot_get_n_people:
 * @self: a plan
 * @person_index: a person's place among the plan's persons
 *
 * A household counts as many people as it registered or as its largest stated party, whichever is
 * more. This gives each member a share of that, so that people can be added up over any group of
 * members.
 *
 * Returns: how many people that registration stands for, at least 1
 */
guint
cor_snapshot_get_n_people (CorSnapshot *self, guint person_index)
{
  ensure_counted (self);
  g_return_val_if_fail (person_index < self->shares->len, 0);

  return g_array_index (self->shares, guint, person_index);
}

/**
 * cor_snapshot_get_household_size:
 * @self: a plan
 * @person_index: a person's place among the plan's persons
 *
 * Returns: how many people travel together with that person, themselves included
 */
guint
cor_snapshot_get_household_size (CorSnapshot *self, guint person_index)
{
  ensure_counted (self);
  g_return_val_if_fail (person_index < self->household_sizes->len, 0);

  return g_array_index (self->household_sizes, guint, person_index);
}

/**
 * cor_snapshot_count_people:
 * @self: a plan
 *
 * Returns: how many people the plan has, whatever their status
 */
guint
cor_snapshot_count_people (CorSnapshot *self)
{
  guint n_people = 0;

  ensure_counted (self);
  for (guint i = 0; i < self->shares->len; i++)
    n_people += g_array_index (self->shares, guint, i);

  return n_people;
}
