/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-basis.h"

struct _CorPlanBasis
{
  gatomicrefcount ref_count;
  CorResult *result;
  GArray *passages; /* CorBasisPassage, by person, then as they pass */
};

static int
compare_passages (gconstpointer a, gconstpointer b, gpointer movements)
{
  const CorBasisPassage *left = a;
  const CorBasisPassage *right = b;
  const CorMovement *first = ((GPtrArray *) movements)->pdata[left->movement];
  const CorMovement *second = ((GPtrArray *) movements)->pdata[right->movement];
  int order = cor_id_compare (&left->person, &right->person);

  if (order != 0)
    return order;
  if (first->pass_utc_s != second->pass_utc_s)
    return first->pass_utc_s < second->pass_utc_s ? -1 : 1;

  return left->movement < right->movement ? -1 : left->movement > right->movement;
}

/**
 * cor_plan_basis_new:
 * @result: (transfer none): a plan
 *
 * Returns: (transfer full): what it says of everybody
 */
CorPlanBasis *
cor_plan_basis_new (CorResult *result)
{
  CorPlanBasis *self = g_new0 (CorPlanBasis, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->result = cor_result_ref (result);
  self->passages = g_array_new (FALSE, FALSE, sizeof (CorBasisPassage));
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->persons->len; j++)
        {
          CorBasisPassage passage = { g_array_index (movement->persons, CorId, j), i };

          g_array_append_val (self->passages, passage);
        }
    }
  g_array_sort_with_data (self->passages, compare_passages, result->movements);

  return self;
}

/**
 * cor_plan_basis_ref:
 * @self: a basis
 *
 * Returns: (transfer full): @self
 */
CorPlanBasis *
cor_plan_basis_ref (CorPlanBasis *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_plan_basis_unref:
 * @self: (transfer full): a basis
 *
 * Lets go of @self.
 */
void
cor_plan_basis_unref (CorPlanBasis *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->passages);
  cor_result_unref (self->result);
  g_free (self);
}

/**
 * cor_plan_basis_get_result:
 * @self: a basis
 *
 * Returns: (transfer none): the plan that it was made of
 */
CorResult *
cor_plan_basis_get_result (const CorPlanBasis *self)
{
  return self->result;
}

/**
 * cor_plan_basis_find:
 * @self: a basis
 * @person: a registration
 * @n_passages: (out): how many
 *
 * Returns: (transfer none) (array length=n_passages): where and when it passes, the first first
 */
const CorBasisPassage *
cor_plan_basis_find (const CorPlanBasis *self, const CorId *person, guint *n_passages)
{
  const CorBasisPassage *passages = (const CorBasisPassage *) (gpointer) self->passages->data;
  guint low = 0, high = self->passages->len, end;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (cor_id_compare (&passages[middle].person, person) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  end = low;
  while (end < self->passages->len && cor_id_equal (&passages[end].person, person))
    end++;
  *n_passages = end - low;

  return passages + low;
}
