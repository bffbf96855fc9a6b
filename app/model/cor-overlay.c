/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-overlay.h"

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

static gboolean
has_id (GArray *sorted, const CorId *id)
{
  return g_array_binary_search (sorted, id, compare_ids, NULL);
}

static GArray *
sort_ids (GArray *ids)
{
  GArray *sorted = g_array_copy (ids);

  g_array_sort (sorted, compare_ids);

  return sorted;
}

/**
 * cor_records_merge:
 * @old: (element-type CorRecord): records by id
 * @puts: (element-type CorRecord): records in any order, no id twice
 * @removals: (element-type CorId): in any order
 *
 * A put takes the place of the old record of its id, and wins over a removal.
 *
 * Returns: (transfer full) (element-type CorRecord): what there is afterwards, by id
 */
GPtrArray *
cor_records_merge (GPtrArray *old, GPtrArray *puts, GArray *removals)
{
  g_autoptr (GPtrArray) sorted_puts = g_ptr_array_new_full (puts->len, cor_record_unref);
  g_autoptr (GArray) sorted_removals = sort_ids (removals);
  GPtrArray *merged = g_ptr_array_new_full (old->len + puts->len, cor_record_unref);
  guint i = 0, j = 0;

  for (guint k = 0; k < puts->len; k++)
    g_ptr_array_add (sorted_puts, cor_record_ref (puts->pdata[k]));
  g_ptr_array_sort (sorted_puts, compare_records);

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
      else if (!has_id (sorted_removals, &kept->id))
        g_ptr_array_add (merged, cor_record_ref (kept));
      if (order <= 0)
        i++;
    }

  return merged;
}

/**
 * cor_records_lookup:
 * @records: (element-type CorRecord): records by id
 * @id: which one
 *
 * Returns: (transfer none) (nullable): the record
 */
gpointer
cor_records_lookup (GPtrArray *records, const CorId *id)
{
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

/**
 * cor_overlay_new:
 * @scenario_id: whose
 *
 * Returns: (transfer full): one that changes nothing
 */
CorOverlay *
cor_overlay_new (const CorId *scenario_id)
{
  CorOverlay *self = g_new0 (CorOverlay, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->scenario_id = *scenario_id;
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      self->records[i] = g_ptr_array_new_with_free_func (cor_record_unref);
      self->removals[i] = g_array_new (FALSE, FALSE, sizeof (CorId));
    }

  return self;
}

/* What is removed after an edit: put and reset it comes back, removed it goes. */
static GArray *
merge_removals (GArray *old, GPtrArray *records, GArray *removals, GArray *resets)
{
  g_autoptr (GArray) all = g_array_copy (old);
  g_autoptr (GArray) sorted_resets = sort_ids (resets);
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (CorId));

  g_array_append_vals (all, removals->data, removals->len);
  g_array_sort (all, compare_ids);
  for (guint i = 0; i < all->len; i++)
    {
      const CorId *id = &g_array_index (all, CorId, i);

      if ((i == 0 || !cor_id_equal (id, &g_array_index (all, CorId, i - 1))) &&
          cor_records_lookup (records, id) == NULL && !has_id (sorted_resets, id))
        g_array_append_val (merged, *id);
    }

  return merged;
}

/**
 * cor_overlay_apply:
 * @self: what a scenario changes
 * @edit: an edit of that scenario
 *
 * Records that all share are left out: they belong to the plan.
 *
 * Returns: (transfer full): what it changes after @edit
 */
CorOverlay *
cor_overlay_apply (const CorOverlay *self, const CorEdit *edit)
{
  CorOverlay *result = g_new0 (CorOverlay, 1);

  g_atomic_ref_count_init (&result->ref_count);
  result->scenario_id = self->scenario_id;
  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      CorRecordKind kind = (CorRecordKind) i;
      GArray *removals = cor_edit_get_removals (edit, kind);
      GArray *resets = cor_edit_get_resets (edit, kind);
      GPtrArray *puts = cor_edit_get_puts (edit, kind);
      g_autoptr (GArray) gone = g_array_copy (removals);

      if (!cor_record_kind_is_overlaid (kind) ||
          (puts->len == 0 && removals->len == 0 && resets->len == 0))
        {
          result->records[i] = g_ptr_array_ref (self->records[i]);
          result->removals[i] = g_array_ref (self->removals[i]);
          continue;
        }
      g_array_append_vals (gone, resets->data, resets->len);
      result->records[i] = cor_records_merge (self->records[i], puts, gone);
      result->removals[i] =
          merge_removals (self->removals[i], result->records[i], removals, resets);
    }

  return result;
}

/**
 * cor_overlay_ref:
 * @self: what a scenario changes
 *
 * Returns: (transfer full): @self
 */
CorOverlay *
cor_overlay_ref (CorOverlay *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_overlay_unref:
 * @self: (transfer full): what a scenario changes
 *
 * Lets go of @self.
 */
void
cor_overlay_unref (CorOverlay *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    {
      g_ptr_array_unref (self->records[i]);
      g_array_unref (self->removals[i]);
    }
  g_free (self);
}

/**
 * cor_overlay_lay:
 * @self: what a scenario changes
 * @kind: what kind of record
 * @plan_records: (element-type CorRecord): those of the plan, by id
 *
 * Returns: (transfer full) (element-type CorRecord): those of the scenario, by id
 */
GPtrArray *
cor_overlay_lay (const CorOverlay *self, CorRecordKind kind, GPtrArray *plan_records)
{
  if (self->records[kind]->len == 0 && self->removals[kind]->len == 0)
    return g_ptr_array_ref (plan_records);

  return cor_records_merge (plan_records, self->records[kind], self->removals[kind]);
}

/**
 * cor_overlay_count:
 * @self: what a scenario changes
 *
 * Returns: in how many records it differs from the plan
 */
guint
cor_overlay_count (const CorOverlay *self)
{
  guint n_records = 0;

  for (guint i = 0; i < COR_N_RECORD_KINDS; i++)
    n_records += self->records[i]->len + self->removals[i]->len;

  return n_records;
}
