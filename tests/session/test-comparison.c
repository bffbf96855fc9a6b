/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-comparison.h"

#define HOUR 3600

/* Two plans of a town with three registrations, made by hand. */
typedef struct
{
  CorSnapshot *snapshot;
  CorId town, near, far;
  CorId persons[3];
  CorResult *first, *second;
} Pair;

static void
set_up (Pair *pair, gconstpointer user_data)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);

  pair->town = cor_id_from_place_number (1);
  pair->near = cor_id_from_key ("near");
  pair->far = cor_id_from_key ("far");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *key = g_strdup_printf ("person %u", i);
      CorPerson *person;

      pair->persons[i] = cor_id_from_key (key);
      person = cor_person_new (&pair->persons[i]);
      person->party_size = 10 + i;
      person->placement = COR_PLACEMENT_MANUAL;
      person->place_id = pair->town;
      cor_edit_put (edit, person);
    }
  pair->snapshot = cor_snapshot_apply (empty, edit, 1);
  pair->first = cor_result_new ();
  pair->second = cor_result_new ();
}

static void
tear_down (Pair *pair, gconstpointer user_data)
{
  cor_snapshot_unref (pair->snapshot);
  cor_result_unref (pair->first);
  cor_result_unref (pair->second);
}

static void
add_cluster (Pair *pair, CorResult *result)
{
  CorSettlement *settlement = cor_record_new (COR_RECORD_SETTLEMENT, &pair->town);

  g_ptr_array_add (result->clusters, cor_cluster_new (settlement));
  cor_record_unref (settlement);
}

static CorMovement *
add_movement (Pair *pair, CorResult *result, const CorId *crossing, guint hour, guint n_people)
{
  CorMovement *movement = cor_movement_new ();

  if (result->clusters->len == 0)
    add_cluster (pair, result);
  movement->cluster_id = pair->town;
  movement->crossing_id = *crossing;
  movement->pass_utc_s = hour * HOUR;
  movement->n_people = n_people;
  g_ptr_array_add (result->movements, movement);

  return movement;
}

static void
test_by_person (Pair *pair, gconstpointer user_data)
{
  g_autoptr (CorComparison) comparison = NULL;
  CorMovement *movement = add_movement (pair, pair->first, &pair->near, 1, 21);
  const CorDifference *difference;

  g_array_append_vals (movement->persons, pair->persons, 2);
  movement = add_movement (pair, pair->second, &pair->near, 1, 10);
  g_array_append_vals (movement->persons, pair->persons, 1);
  movement = add_movement (pair, pair->second, &pair->far, 3, 23);
  g_array_append_vals (movement->persons, pair->persons + 1, 2);
  comparison = cor_comparison_new (pair->snapshot, pair->first, pair->second);

  g_assert_cmpuint (comparison->n_same, ==, 10);
  g_assert_cmpuint (comparison->differences->len, ==, 2);
  difference = comparison->differences->pdata[0];
  g_assert_cmpint (difference->kind, ==, COR_DIFFERENCE_ELSEWHERE);
  g_assert_cmpuint (difference->n_people, ==, 11);
  g_assert_cmpuint (difference->persons->len, ==, 1);
  g_assert_true (cor_id_equal (&g_array_index (difference->persons, CorId, 0), &pair->persons[1]));
  g_assert_cmpuint (cor_comparison_count (comparison, COR_DIFFERENCE_SERVED), ==, 12);
  g_assert_cmpuint (comparison->loads->len, ==, 2);
}

/* Thirty people in three hours become twenty in the first and ten elsewhere. */
static void
test_by_cluster (Pair *pair, gconstpointer user_data)
{
  g_autoptr (CorComparison) comparison = NULL;

  for (guint i = 1; i <= 3; i++)
    add_movement (pair, pair->first, &pair->near, i, 10);
  add_movement (pair, pair->second, &pair->near, 1, 20);
  add_movement (pair, pair->second, &pair->far, 2, 7);
  comparison = cor_comparison_new (pair->snapshot, pair->first, pair->second);

  g_assert_cmpuint (comparison->n_same, ==, 10);
  g_assert_cmpuint (cor_comparison_count (comparison, COR_DIFFERENCE_SOONER), ==, 10);
  g_assert_cmpuint (cor_comparison_count (comparison, COR_DIFFERENCE_ELSEWHERE), ==, 7);
  g_assert_cmpuint (cor_comparison_count (comparison, COR_DIFFERENCE_LEFT), ==, 3);
}

static void
test_alike (Pair *pair, gconstpointer user_data)
{
  g_autoptr (CorComparison) comparison = NULL;

  add_movement (pair, pair->first, &pair->near, 1, 10);
  add_movement (pair, pair->second, &pair->near, 1, 10);
  comparison = cor_comparison_new (pair->snapshot, pair->first, pair->second);

  g_assert_cmpuint (comparison->n_same, ==, 10);
  g_assert_cmpuint (comparison->differences->len, ==, 0);
  g_assert_cmpuint (g_array_index (comparison->loads, CorLoadPair, 0).n_second, ==, 10);
}

static void
test_nothing (Pair *pair, gconstpointer user_data)
{
  g_autoptr (CorComparison) comparison =
      cor_comparison_new (pair->snapshot, pair->first, pair->second);

  g_assert_cmpuint (comparison->n_same, ==, 0);
  g_assert_cmpuint (comparison->differences->len, ==, 0);
  g_assert_cmpuint (comparison->loads->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/session/comparison/" name, Pair, NULL, set_up, func, tear_down)
  ADD ("by-person", test_by_person);
  ADD ("by-cluster", test_by_cluster);
  ADD ("alike", test_alike);
  ADD ("nothing", test_nothing);
#undef ADD

  return g_test_run ();
}
