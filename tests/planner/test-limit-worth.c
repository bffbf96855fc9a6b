/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-test-fork.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* What holds movements back, and what raising a limit would be worth. */

#define HOUR COR_SECONDS_PER_HOUR

/* Sixty an hour through the northern crossing, from the second hour on; none through the other. */
static void
add_people (CorTestFork *fork, guint n_people)
{
  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < n_people; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 1)->car = COR_ANSWER_YES;
}

static const CorWorth *
get_only_worth (const CorResult *result)
{
  g_assert_cmpuint (result->worths->len, ==, 1);

  return &g_array_index (result->worths, CorWorth, 0);
}

static CorBinding
get_reason (const CorResult *result, guint movement)
{
  GArray *reasons = ((CorMovement *) result->movements->pdata[movement])->reasons;

  g_assert_cmpuint (reasons->len, ==, 1);

  return g_array_index (reasons, CorBinding, 0);
}

/* 60, 60 and 30 would be 70, 70 and 10: nine minutes of the last hour instead of thirty. */
static void
test_capacity_is_worth_time (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorWorth *worth;
  CorBinding reason;

  add_people (fork, 150);

  result = cor_test_plan_compute (fork->plan);

  worth = get_only_worth (result);
  g_assert_cmpint (worth->limit.kind, ==, COR_BINDING_CROSSING_CAPACITY);
  g_assert_true (cor_id_equal (&worth->limit.related_id, &fork->north->record.id));
  g_assert_cmpuint (worth->limit.amount, ==, 10);
  g_assert_cmpint (worth->limit.worth_min, ==, 30 - 9);
  g_assert_cmpuint (worth->n_people, ==, 0);
  g_assert_cmpint (worth->person_s, ==, (10 + 20) * HOUR);

  g_assert_cmpint (get_reason (result, 0).kind, ==, COR_BINDING_TRAVEL);
  for (guint i = 1; i < 3; i++)
    {
      reason = get_reason (result, i);
      g_assert_cmpint (reason.kind, ==, COR_BINDING_CROSSING_CAPACITY);
      g_assert_true (cor_id_equal (&reason.related_id, &fork->north->record.id));
      g_assert_cmpint (reason.time_utc_s, ==, COR_TEST_START_UTC_S + (gint64) (2 + i) * HOUR);
      g_assert_cmpuint (reason.amount, ==, 10);
      g_assert_cmpint (reason.worth_min, ==, 21);
    }
}

/* Two hours of the plan can be used: 120 of 150 people pass, or 140. */
static void
test_capacity_is_worth_people (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorWorth *worth;

  fork->plan->settings->horizon_h = 4;
  add_people (fork, 150);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_unserved, ==, 30);
  worth = get_only_worth (result);
  g_assert_cmpuint (worth->n_people, ==, 20);
  g_assert_cmpint (worth->limit.worth_min, ==, 0);
}

/* What is not full is not worth raising. */
static void
test_room_is_worth_nothing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_people (fork, 59);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->worths->len, ==, 0);
}

/* One coach cannot be there sooner again, however many may pass. */
static void
test_nothing_is_promised_that_vehicles_cannot_do (CorTestFork *fork, gconstpointer user_data)
{
  CorVehicle *coach = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  g_autoptr (CorResult) result = NULL;

  coach->n_vehicles = 1;
  coach->seats = 20;
  coach->n_drivers = 2;
  coach->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, coach);
  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_people_per_h = 20;
  for (guint i = 0; i < 60; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 1);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 60);
  for (guint i = 0; i < result->worths->len; i++)
    g_assert_cmpint (g_array_index (result->worths, CorWorth, i).limit.worth_min, ==, 0);
  g_assert_cmpint (get_reason (result, 1).kind, ==, COR_BINDING_SEAT);
}

static void
test_household_waits_for_room (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 2; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 40)->car = COR_ANSWER_YES;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpint (get_reason (result, 1).kind, ==, COR_BINDING_HOUSEHOLD);
}

static void
test_crossing_opens_late (CorTestFork *fork, gconstpointer user_data)
{
  CorCrossingInterval *interval = fork->north->intervals->pdata[0];
  g_autoptr (CorResult) result = NULL;
  CorBinding reason;

  interval->from_utc_s = COR_TEST_START_UTC_S + 7 * HOUR;
  add_people (fork, 5);

  result = cor_test_plan_compute (fork->plan);

  reason = get_reason (result, 0);
  g_assert_cmpint (reason.kind, ==, COR_BINDING_CROSSING_HOURS);
  g_assert_cmpint (reason.time_utc_s, ==, COR_TEST_START_UTC_S + 7 * HOUR);
}

static void
test_people_are_ready_late (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorBinding reason;

  cor_test_plan_add_people (fork->plan, &fork->town, 5)->ready_utc_s =
      COR_TEST_START_UTC_S + 3 * HOUR;

  result = cor_test_plan_compute (fork->plan);

  reason = get_reason (result, 0);
  g_assert_cmpint (reason.kind, ==, COR_BINDING_READY);
  g_assert_cmpint (reason.time_utc_s, ==, COR_TEST_START_UTC_S + 3 * HOUR);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/planner/limit-worth/" path, CorTestFork, NULL, cor_test_fork_set_up, func,         \
              cor_test_fork_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("time", test_capacity_is_worth_time);
  ADD ("people", test_capacity_is_worth_people);
  ADD ("room", test_room_is_worth_nothing);
  ADD ("vehicles", test_nothing_is_promised_that_vehicles_cannot_do);
  ADD ("household", test_household_waits_for_room);
  ADD ("hours", test_crossing_opens_late);
  ADD ("ready", test_people_are_ready_late);

  return g_test_run ();
}
