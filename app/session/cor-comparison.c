/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-comparison.h"

static const char *const kind_codes[COR_N_DIFFERENCE_KINDS] = { "elsewhere", "sooner", "later",
                                                                "departure", "served", "left" };

/* Where a person goes in the two plans. */
typedef struct
{
  const CorId *id;
  const CorMovement *first;
  const CorMovement *second;
  CorId cluster_id;
  guint n_people;
} Fate;

/* People of a movement who have not been found in the other plan yet. */
typedef struct
{
  const CorMovement *movement;
  guint n_left;
} Lot;

static int
compare_pointers (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (a, b);
}

static void
difference_free (gpointer data)
{
  g_array_unref (((CorDifference *) data)->persons);
  g_free (data);
}

static gboolean
names_persons (const CorResult *result)
{
  for (guint i = 0; i < result->movements->len; i++)
    if (((CorMovement *) result->movements->pdata[i])->persons->len == 0)
      return FALSE;

  return TRUE;
}

/* What differs between two movements of the same people; FALSE if nothing does. */
static gboolean
find_kind (const CorMovement *first, const CorMovement *second, CorDifferenceKind *kind)
{
  if (first == NULL)
    *kind = COR_DIFFERENCE_SERVED;
  else if (second == NULL)
    *kind = COR_DIFFERENCE_LEFT;
  else if (!cor_id_equal (&first->crossing_id, &second->crossing_id))
    *kind = COR_DIFFERENCE_ELSEWHERE;
  else if (first->pass_utc_s != second->pass_utc_s)
    *kind = second->pass_utc_s < first->pass_utc_s ? COR_DIFFERENCE_SOONER : COR_DIFFERENCE_LATER;
  else if (first->depart_utc_s != second->depart_utc_s)
    *kind = COR_DIFFERENCE_DEPARTURE;
  else
    return FALSE;

  return TRUE;
}

static void
add_people (CorComparison *self,
            const CorId *cluster_id,
            const CorMovement *first,
            const CorMovement *second,
            guint n_people,
            const CorId *person_id)
{
  CorDifference *last =
      self->differences->len > 0 ? self->differences->pdata[self->differences->len - 1] : NULL;
  CorDifferenceKind kind;

  if (n_people == 0 || (first == NULL && second == NULL))
    return;
  if (!find_kind (first, second, &kind))
    {
      self->n_same += n_people;
      return;
    }

  if (last == NULL || last->first != first || last->second != second ||
      !cor_id_equal (&last->cluster_id, cluster_id))
    {
      last = g_new0 (CorDifference, 1);
      last->kind = kind;
      last->cluster_id = *cluster_id;
      last->first = first;
      last->second = second;
      last->persons = g_array_new (FALSE, FALSE, sizeof (CorId));
      g_ptr_array_add (self->differences, last);
    }
  last->n_people += n_people;
  if (person_id != NULL)
    g_array_append_val (last->persons, *person_id);
}

static int
compare_movements (const CorMovement *left, const CorMovement *right)
{
  if (left == NULL || right == NULL)
    return (left == NULL) - (right == NULL);
  if (left->pass_utc_s != right->pass_utc_s)
    return left->pass_utc_s < right->pass_utc_s ? -1 : 1;

  return cor_id_compare (&left->id, &right->id);
}

static int
compare_fates (gconstpointer a, gconstpointer b)
{
  const Fate *left = a;
  const Fate *right = b;
  int order = cor_id_compare (&left->cluster_id, &right->cluster_id);

  if (order == 0)
    order = compare_movements (left->first, right->first);
  if (order == 0)
    order = compare_movements (left->second, right->second);

  return order != 0 ? order : cor_id_compare (left->id, right->id);
}

/* Of a household that passes in parts the first movement counts. */
static GHashTable *
map_persons (const CorResult *result)
{
  GHashTable *movements = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < result->movements->len; i++)
    {
      CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->persons->len; j++)
        if (!g_hash_table_contains (movements, &g_array_index (movement->persons, CorId, j)))
          g_hash_table_insert (movements, &g_array_index (movement->persons, CorId, j), movement);
    }

  return movements;
}

/* Follows every registration from one plan to the other. */
static void
compare_by_person (CorComparison *self, CorSnapshot *snapshot)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  g_autoptr (GHashTable) first = map_persons (self->first);
  g_autoptr (GHashTable) second = map_persons (self->second);
  g_autoptr (GArray) fates = g_array_new (FALSE, FALSE, sizeof (Fate));

  for (guint i = 0; i < persons->len; i++)
    {
      const CorId *id = &((CorRecord *) persons->pdata[i])->id;
      Fate fate = { id, g_hash_table_lookup (first, id), g_hash_table_lookup (second, id) };

      if (fate.first == NULL && fate.second == NULL)
        continue;
      fate.cluster_id = fate.first != NULL ? fate.first->cluster_id : fate.second->cluster_id;
      fate.n_people = cor_snapshot_get_n_people (snapshot, i);
      g_array_append_val (fates, fate);
    }
  g_array_sort (fates, compare_fates);

  for (guint i = 0; i < fates->len; i++)
    {
      const Fate *fate = &g_array_index (fates, Fate, i);

      add_people (self, &fate->cluster_id, fate->first, fate->second, fate->n_people, fate->id);
    }
}

static int
compare_lots (gconstpointer a, gconstpointer b)
{
  return compare_movements (((const Lot *) a)->movement, ((const Lot *) b)->movement);
}

static GArray *
list_lots (const CorResult *result, const CorId *cluster_id)
{
  GArray *lots = g_array_new (FALSE, FALSE, sizeof (Lot));

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      Lot lot = { movement, movement->n_people };

      if (cor_id_equal (&movement->cluster_id, cluster_id))
        g_array_append_val (lots, lot);
    }
  g_array_sort (lots, compare_lots);

  return lots;
}

/* Takes people of a lot into a lot of the other plan. */
static void
pair_lots (CorComparison *self, const CorId *cluster_id, Lot *first, Lot *second)
{
  guint n_people = MIN (first->n_left, second->n_left);

  add_people (self, cluster_id, first->movement, second->movement, n_people, NULL);
  first->n_left -= n_people;
  second->n_left -= n_people;
}

/* Where persons are not named people of a cluster are alike: as many as can go on as before, the
 * others follow each other in the order in which they pass. */
static void
compare_cluster (CorComparison *self, const CorId *cluster_id)
{
  g_autoptr (GArray) first = list_lots (self->first, cluster_id);
  g_autoptr (GArray) second = list_lots (self->second, cluster_id);
  CorDifferenceKind kind;

  for (guint i = 0; i < first->len; i++)
    for (guint j = 0; j < second->len; j++)
      if (!find_kind (g_array_index (first, Lot, i).movement,
                      g_array_index (second, Lot, j).movement, &kind))
        pair_lots (self, cluster_id, &g_array_index (first, Lot, i),
                   &g_array_index (second, Lot, j));
  for (guint i = 0; i < first->len; i++)
    {
      Lot *lot = &g_array_index (first, Lot, i);

      for (guint j = 0; j < second->len && lot->n_left > 0; j++)
        pair_lots (self, cluster_id, lot, &g_array_index (second, Lot, j));
      add_people (self, cluster_id, lot->movement, NULL, lot->n_left, NULL);
    }
  for (guint i = 0; i < second->len; i++)
    add_people (self, cluster_id, NULL, g_array_index (second, Lot, i).movement,
                g_array_index (second, Lot, i).n_left, NULL);
}

static void
add_cluster_ids (GArray *ids, const CorResult *result)
{
  for (guint i = 0; i < result->clusters->len; i++)
    g_array_append_val (ids, ((CorCluster *) result->clusters->pdata[i])->id);
}

static void
compare_by_cluster (CorComparison *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (CorId));

  add_cluster_ids (ids, self->first);
  add_cluster_ids (ids, self->second);
  g_array_sort (ids, compare_pointers);
  for (guint i = 0; i < ids->len; i++)
    if (i == 0 ||
        !cor_id_equal (&g_array_index (ids, CorId, i), &g_array_index (ids, CorId, i - 1)))
      compare_cluster (self, &g_array_index (ids, CorId, i));
}

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  const CorLoadPair *left = a;
  const CorLoadPair *right = b;
  int order = cor_id_compare (&left->crossing_id, &right->crossing_id);

  return order != 0
             ? order
             : (left->hour_utc_s > right->hour_utc_s) - (left->hour_utc_s < right->hour_utc_s);
}

static void
add_loads (GArray *loads, const CorResult *result, gboolean is_second)
{
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      CorLoadPair load = { movement->crossing_id, movement->pass_utc_s, 0, 0 };

      if (is_second)
        load.n_second = movement->n_people;
      else
        load.n_first = movement->n_people;
      g_array_append_val (loads, load);
    }
}

static void
unite_loads (GArray *loads)
{
  guint n_kept = 0;

  g_array_sort (loads, compare_loads);
  for (guint i = 0; i < loads->len; i++)
    {
      CorLoadPair next = g_array_index (loads, CorLoadPair, i);
      CorLoadPair *last = n_kept > 0 ? &g_array_index (loads, CorLoadPair, n_kept - 1) : NULL;

      if (last != NULL && compare_loads (last, &next) == 0)
        {
          last->n_first += next.n_first;
          last->n_second += next.n_second;
        }
      else
        g_array_index (loads, CorLoadPair, n_kept++) = next;
    }
  g_array_set_size (loads, n_kept);
}

/**
 * cor_comparison_new:
 * @snapshot: the plan, to count the people of a registration
 * @first: (transfer none): a result for its people
 * @second: (transfer none): another
 *
 * Compares two plans: registration by registration where both name them, else cluster by cluster.
 *
 * Returns: (transfer full): what differs
 */
CorComparison *
cor_comparison_new (CorSnapshot *snapshot, CorResult *first, CorResult *second)
{
  CorComparison *self = g_new0 (CorComparison, 1);

  self->first = cor_result_ref (first);
  self->second = cor_result_ref (second);
  self->differences = g_ptr_array_new_with_free_func (difference_free);
  self->loads = g_array_new (FALSE, FALSE, sizeof (CorLoadPair));
  if (names_persons (first) && names_persons (second))
    compare_by_person (self, snapshot);
  else
    compare_by_cluster (self);
  add_loads (self->loads, first, FALSE);
  add_loads (self->loads, second, TRUE);
  unite_loads (self->loads);

  return self;
}

/**
 * cor_comparison_free:
 * @self: (transfer full): a comparison
 *
 * Frees @self.
 */
void
cor_comparison_free (CorComparison *self)
{
  g_ptr_array_unref (self->differences);
  g_array_unref (self->loads);
  cor_result_unref (self->first);
  cor_result_unref (self->second);
  g_free (self);
}

/**
 * cor_comparison_count:
 * @self: a comparison
 * @kind: a kind of difference
 *
 * Returns: how many people it is about
 */
guint
cor_comparison_count (const CorComparison *self, CorDifferenceKind kind)
{
  guint n_people = 0;

  for (guint i = 0; i < self->differences->len; i++)
    {
      const CorDifference *difference = self->differences->pdata[i];

      if (difference->kind == kind)
        n_people += difference->n_people;
    }

  return n_people;
}

/**
 * cor_difference_kind_get_code:
 * @kind: a kind of difference
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_difference_kind_get_code (CorDifferenceKind kind)
{
  g_return_val_if_fail (kind < COR_N_DIFFERENCE_KINDS, "elsewhere");

  return kind_codes[kind];
}
