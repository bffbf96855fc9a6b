/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-edits.h"

#include "cor-error.h"

#define START_UTC_S 1645675200

/* A plan with one crossing, open round the clock for cars as the table has it. */
static CorSnapshot *
make_plan (CorId *crossing_id)
{
  g_autoptr (CorSnapshot) empty = cor_snapshot_new ();
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CREATE_PLAN, NULL);
  CorPlanSettings *settings = cor_plan_settings_new (NULL);
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  settings->start_utc_s = START_UTC_S;
  interval->state = COR_CROSSING_OPEN;
  interval->modes = COR_MODE_CAR;
  *crossing_id = crossing->record.id;
  cor_edit_put (edit, settings);
  cor_edit_put (edit, crossing);

  return cor_snapshot_apply (empty, edit, 1);
}

static const CorCrossing *
lookup (CorSnapshot *plan, const CorId *crossing_id)
{
  return cor_snapshot_lookup (plan, COR_RECORD_CROSSING, crossing_id);
}

static void
test_rules_keep_the_state (void)
{
  CorId id;
  g_autoptr (CorSnapshot) plan = make_plan (&id);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorEdit) edit =
      cor_edit_set_crossing_rules (plan, &id, 480, 1200, COR_MODE_CAR | COR_MODE_FOOT, &error);
  g_autoptr (CorSnapshot) changed = NULL;
  const CorCrossingInterval *rules;

  g_assert_no_error (error);
  changed = cor_snapshot_apply (plan, edit, 2);
  rules = cor_crossing_get_interval (lookup (changed, &id), START_UTC_S);
  g_assert_cmpint (rules->state, ==, COR_CROSSING_OPEN);
  g_assert_cmpuint (rules->opens_min, ==, 480);
  g_assert_cmpuint (rules->closes_min, ==, 1200);
  g_assert_cmpuint (rules->modes, ==, COR_MODE_CAR | COR_MODE_FOOT);
  g_assert_true (rules->by_officer);
}

static void
test_rules_of_a_closed_crossing_leave_it_closed (void)
{
  CorId id;
  g_autoptr (CorSnapshot) plan = make_plan (&id);
  g_autoptr (CorEdit) close = cor_edit_set_crossing_state (plan, &id, FALSE, NULL);
  g_autoptr (CorSnapshot) closed = cor_snapshot_apply (plan, close, 2);
  g_autoptr (CorEdit) edit =
      cor_edit_set_crossing_rules (closed, &id, 0, 1440, COR_MODE_COACH, NULL);
  g_autoptr (CorSnapshot) changed = cor_snapshot_apply (closed, edit, 3);

  g_assert_cmpint (cor_crossing_get_state (lookup (changed, &id), START_UTC_S), ==,
                   COR_CROSSING_CLOSED);
}

static CorSnapshot *
apply (CorSnapshot *plan, CorEdit *edit)
{
  CorSnapshot *changed = cor_snapshot_apply (plan, edit, cor_snapshot_get_revision (plan) + 1);

  cor_edit_free (edit);
  cor_snapshot_unref (plan);

  return changed;
}

static void
test_rules_keep_hours_that_differ (void)
{
  CorId id, hours_id;
  gint64 from_utc_s = START_UTC_S + 7200, until_utc_s = START_UTC_S + 10800;
  CorSnapshot *plan = make_plan (&id);
  g_autoptr (GError) error = NULL;

  plan = apply (plan, cor_edit_add_crossing_interval (plan, &id, from_utc_s, until_utc_s,
                                                      COR_CROSSING_OPEN, 7, NULL));
  plan = apply (plan, cor_edit_set_crossing_rules (plan, &id, 0, 1440, COR_MODE_FOOT, NULL));
  g_assert_cmpuint (cor_crossing_get_capacity (lookup (plan, &id), from_utc_s), ==, 7);
  g_assert_cmpuint (cor_crossing_get_modes (lookup (plan, &id), from_utc_s), ==, COR_MODE_FOOT);
  g_assert_cmpuint (cor_crossing_get_modes (lookup (plan, &id), until_utc_s), ==, COR_MODE_FOOT);

  hours_id = cor_crossing_get_interval (lookup (plan, &id), from_utc_s)->id;
  plan = apply (plan, cor_edit_remove_crossing_interval (plan, &id, &hours_id, NULL));
  g_assert_cmpuint (cor_crossing_get_capacity (lookup (plan, &id), from_utc_s), !=, 7);
  g_assert_null (cor_edit_remove_crossing_interval (plan, &id, &hours_id, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_NOT_FOUND);
  cor_snapshot_unref (plan);
}

static void
test_queue_counts (void)
{
  CorId id;
  g_autoptr (CorSnapshot) plan = make_plan (&id);
  g_autoptr (CorEdit) edit = cor_edit_add_crossing_wait (plan, &id, START_UTC_S, 90, NULL);
  g_autoptr (CorSnapshot) changed = cor_snapshot_apply (plan, edit, 2);

  g_assert_cmpuint (cor_crossing_get_wait_min (lookup (changed, &id), START_UTC_S), ==, 90);
}

static void
test_unknown_crossing_is_told (void)
{
  CorId id;
  g_autoptr (CorSnapshot) plan = make_plan (&id);
  CorId other = cor_id_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (cor_edit_set_crossing_rules (plan, &other, 0, 1440, COR_MODE_CAR, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/session/plan-edits/rules-keep-the-state", test_rules_keep_the_state);
  g_test_add_func ("/session/plan-edits/rules-of-a-closed-crossing-leave-it-closed",
                   test_rules_of_a_closed_crossing_leave_it_closed);
  g_test_add_func ("/session/plan-edits/rules-keep-hours-that-differ",
                   test_rules_keep_hours_that_differ);
  g_test_add_func ("/session/plan-edits/queue-counts", test_queue_counts);
  g_test_add_func ("/session/plan-edits/unknown-crossing-is-told", test_unknown_crossing_is_told);

  return g_test_run ();
}
