/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-test-fork.h"

/* Plans that change after people were told. */

#define N_HOUSEHOLDS 60u
#define HOUSEHOLD_PEOPLE 3u

typedef struct
{
  CorTestFork fork;
  CorSnapshot *snapshot;
  CorPlanner *planner;
  CorResult *told;
} Told;

/* Sixty households, a hundred and twenty people an hour. */
static void
set_up (Told *self, gconstpointer user_data)
{
  cor_test_fork_set_up (&self->fork, NULL);
  for (guint i = 0; i < N_HOUSEHOLDS; i++)
    cor_test_plan_add_people (self->fork.plan, &self->fork.town, HOUSEHOLD_PEOPLE)->car =
        COR_ANSWER_YES;
  self->snapshot = cor_test_plan_finish (self->fork.plan);
  self->planner = cor_planner_new (self->fork.plan->network, NULL);
  self->told = cor_test_plan_compute_after (self->planner, self->snapshot, NULL);
}

static void
tear_down (Told *self, gconstpointer user_data)
{
  cor_result_unref (self->told);
  cor_planner_free (self->planner);
  cor_snapshot_unref (self->snapshot);
  cor_test_fork_tear_down (&self->fork, NULL);
}

static const CorMovement *
find_movement (const CorResult *result, const CorId *person)
{
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->persons->len; j++)
        if (cor_id_equal (&g_array_index (movement->persons, CorId, j), person))
          return movement;
    }

  return NULL;
}

/* Those who are still in the plan and were told something else. */
static guint
count_changed (const Told *self, CorSnapshot *snapshot, const CorResult *result)
{
  GPtrArray *persons = cor_snapshot_get_records (snapshot, COR_RECORD_PERSON);
  guint n_changed = 0;

  for (guint i = 0; i < persons->len; i++)
    {
      const CorMovement *before =
          find_movement (self->told, &((CorPerson *) persons->pdata[i])->record.id);
      const CorMovement *after =
          find_movement (result, &((CorPerson *) persons->pdata[i])->record.id);

      g_assert_nonnull (before);
      if (after == NULL || before->pass_utc_s != after->pass_utc_s ||
          !cor_id_equal (&before->crossing_id, &after->crossing_id))
        n_changed += HOUSEHOLD_PEOPLE;
    }

  return n_changed;
}

/* The plan without the first households that pass. */
static CorSnapshot *
without (const Told *self, guint n_households)
{
  const CorMovement *first = self->told->movements->pdata[0];
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_REMOVE_PEOPLE, NULL);

  for (guint i = 1; i < self->told->movements->len; i++)
    if (((CorMovement *) self->told->movements->pdata[i])->pass_utc_s < first->pass_utc_s)
      first = self->told->movements->pdata[i];
  for (guint i = 0; i < n_households; i++)
    cor_edit_remove (edit, COR_RECORD_PERSON, &g_array_index (first->persons, CorId, i));

  return cor_snapshot_apply (self->snapshot, edit, 2);
}

/* Where people go, there is room for as many of the last. Nobody else need hear of it. */
static void
test_few_are_told_anew (Told *self, gconstpointer user_data)
{
  g_autoptr (CorSnapshot) snapshot = without (self, 4);
  g_autoptr (CorResult) anew = cor_test_plan_compute_after (self->planner, snapshot, NULL);
  g_autoptr (CorResult) after = cor_test_plan_compute_after (self->planner, snapshot, self->told);

  for (guint i = 0; i <= COR_OBJECTIVE_PERSON_TIME; i++)
    g_assert_cmpint (after->objective[i], ==, anew->objective[i]);
  g_assert_cmpint (after->objective[COR_OBJECTIVE_CHANGE], ==,
                   count_changed (self, snapshot, after));
  g_assert_cmpuint (count_changed (self, snapshot, after), <=, 4 * HOUSEHOLD_PEOPLE);
  g_assert_cmpuint (count_changed (self, snapshot, anew), >, 4 * HOUSEHOLD_PEOPLE);
}

static void
test_nothing_changes_when_nothing_did (Told *self, gconstpointer user_data)
{
  g_autoptr (CorResult) after =
      cor_test_plan_compute_after (self->planner, self->snapshot, self->told);
  g_autofree char *was = cor_test_dump_result (self->told);
  g_autofree char *is = cor_test_dump_result (after);

  g_assert_cmpint (after->objective[COR_OBJECTIVE_CHANGE], ==, 0);
  g_assert_cmpstr (is, ==, was);
}

/* A crossing that closes is worth any change. */
static void
test_people_are_told_anew_where_they_must (Told *self, gconstpointer user_data)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CLOSE_CROSSING, NULL);
  CorCrossing *closed = cor_record_copy (self->fork.north);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorResult) after = NULL;

  closed->capacity_people_per_h = 0;
  cor_edit_put (edit, closed);
  snapshot = cor_snapshot_apply (self->snapshot, edit, 2);

  after = cor_test_plan_compute_after (self->planner, snapshot, self->told);

  g_assert_cmpuint (after->totals.n_assigned, ==, N_HOUSEHOLDS * HOUSEHOLD_PEOPLE);
  g_assert_cmpint (after->objective[COR_OBJECTIVE_CHANGE], ==,
                   count_changed (self, snapshot, after));
  g_assert_cmpint (after->objective[COR_OBJECTIVE_CHANGE], >, 0);
}

/* Who is out already need not hear of anything. */
static void
test_those_who_crossed_do_not_count (Told *self, gconstpointer user_data)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_SET_STATUS, NULL);
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorResult) after = NULL;

  for (guint i = 0; i < persons->len; i++)
    {
      CorPerson *person = cor_record_copy (persons->pdata[i]);

      person->status = COR_STATUS_CROSSED;
      cor_edit_put (edit, person);
    }
  snapshot = cor_snapshot_apply (self->snapshot, edit, 2);

  after = cor_test_plan_compute_after (self->planner, snapshot, self->told);

  g_assert_cmpuint (after->movements->len, ==, 0);
  g_assert_cmpint (after->objective[COR_OBJECTIVE_CHANGE], ==, 0);
}

#define ADD(path, func) g_test_add ("/planner/stability/" path, Told, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("few", test_few_are_told_anew);
  ADD ("same", test_nothing_changes_when_nothing_did);
  ADD ("closed", test_people_are_told_anew_where_they_must);
  ADD ("crossed", test_those_who_crossed_do_not_count);

  return g_test_run ();
}
