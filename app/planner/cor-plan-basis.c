/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-basis.h"

#include "cor-discard.h"

/* Each place of the index is taken by one in so many. */
#define PLACES_PER_PASSAGE 2u

struct _CorPlanBasis
{
  gatomicrefcount ref_count;
  CorResult *result;
  CorBasisPassage *passages; /* as they pass */
  guint *index;              /* by hash of a person: a passage of theirs or of another, and one */
  guint mask;                /* places of the index, less one: they are a power of two */
};

static int
compare_movements (gconstpointer a, gconstpointer b, gpointer movements)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  const CorMovement *first = ((GPtrArray *) movements)->pdata[left];
  const CorMovement *second = ((GPtrArray *) movements)->pdata[right];

  if (first->pass_utc_s != second->pass_utc_s)
    return first->pass_utc_s < second->pass_utc_s ? -1 : 1;

  return left < right ? -1 : left > right;
}

/* Movements as they pass. */
static guint *
list_movements (GPtrArray *movements)
{
  guint *order = g_new (guint, movements->len + 1);

  for (guint i = 0; i < movements->len; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) movements->len, sizeof *order, compare_movements, movements);

  return order;
}

static guint
count_passages (GPtrArray *movements)
{
  guint n_passages = 0;

  for (guint i = 0; i < movements->len; i++)
    n_passages += ((const CorMovement *) movements->pdata[i])->persons->len;

  return n_passages;
}

/* Where in the index a person is, or would be. */
static guint
find_in_index (const CorPlanBasis *self, const CorId *person)
{
  guint at = cor_id_hash (person) & self->mask;

  while (self->index[at] > 0 && !cor_id_equal (&self->passages[self->index[at] - 1].person, person))
    at = (at + 1) & self->mask;

  return at;
}

static void
make_index (CorPlanBasis *self, guint n_passages)
{
  guint n_places = 1;

  while (n_places < PLACES_PER_PASSAGE * n_passages + 1)
    n_places *= 2;
  self->index = g_new0 (guint, n_places);
  self->mask = n_places - 1;
  /* The last of each person is put in first, so that each is followed by their next. */
  for (guint i = n_passages; i-- > 0;)
    {
      guint *first = &self->index[find_in_index (self, &self->passages[i].person)];

      self->passages[i].next = *first > 0 ? &self->passages[*first - 1] : NULL;
      *first = i + 1;
    }
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
  guint n_passages = count_passages (result->movements), n_listed = 0;
  g_autofree guint *order = list_movements (result->movements);

  g_atomic_ref_count_init (&self->ref_count);
  self->result = cor_result_ref (result);
  self->passages = g_new (CorBasisPassage, n_passages + 1);
  for (guint i = 0; i < result->movements->len; i++)
    {
      GArray *persons = ((const CorMovement *) result->movements->pdata[order[i]])->persons;

      for (guint j = 0; j < persons->len; j++)
        self->passages[n_listed++] =
            (CorBasisPassage){ g_array_index (persons, CorId, j), order[i], NULL };
    }
  make_index (self, n_passages);

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

  g_free (self->passages);
  g_free (self->index);
  cor_discard (self->result, (GDestroyNotify) cor_result_unref);
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
 *
 * Returns: (transfer none) (nullable): where and when it passes first
 */
const CorBasisPassage *
cor_plan_basis_find (const CorPlanBasis *self, const CorId *person)
{
  guint first = self->index[find_in_index (self, person)];

  return first > 0 ? &self->passages[first - 1] : NULL;
}
