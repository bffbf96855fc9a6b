/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-test-fork.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* Whole plans: who goes together, who first, and in what. */

#define HOUR COR_SECONDS_PER_HOUR

/* Twelve places an hour, families of five: two go in each hour, the one with a wheelchair first. */
static void
test_families_travel_whole (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 12;
  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 4; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 5)->needs =
        i == 3 ? COR_NEED_WHEELCHAIR : COR_NEED_NONE;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpuint (movement->n_people, ==, 10);
      g_assert_cmpuint (movement->needs_people[0], ==, i == 0);
    }
}

/* Those who are ready at ten past eight, taken as a quarter past, do not reach the border at ten.
 */
static void
test_nobody_leaves_before_ready (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorMovement *movement;

  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 2; i++)
    {
      CorPerson *person = cor_test_plan_add_people (fork->plan, &fork->town, 5);

      person->car = COR_ANSWER_YES;
      person->ready_utc_s = i == 0 ? COR_TIME_NONE : COR_TEST_START_UTC_S + 130 * 60;
    }

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S);
  movement = result->movements->pdata[1];
  g_assert_cmpint (movement->depart_utc_s, >=, COR_TEST_START_UTC_S + 135 * 60);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 6 * HOUR);
}

static void
test_who_wants_a_seat_does_not_drive (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorPerson *person = cor_test_plan_add_people (fork->plan, &fork->town, 5);

  person->car = COR_ANSWER_YES;
  person->seat_wanted = TRUE;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  g_assert_cmpuint (((CorMovement *) result->movements->pdata[0])->n_with_car, ==, 0);
}

static void
test_urgent_people_are_not_left (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 7;
  fork->south->capacity_people_per_h = 0;
  fork->plan->settings->horizon_h = 4;
  for (guint i = 0; i < 3; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 7 - i)->priority =
        i == 2 ? COR_PRIORITY_URGENT : COR_PRIORITY_NORMAL;

  result = cor_test_plan_compute (fork->plan);

  /* There is one hour, for seven; five urgent people count more. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 5);
}

static CorVehicle *
add_coach (CorTestFork *fork, guint n_seats)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  vehicle->n_vehicles = 1;
  vehicle->seats = n_seats;
  vehicle->n_drivers = 1;
  vehicle->turnaround_min = 0;
  vehicle->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, vehicle);

  return vehicle;
}

/* The coach needs three hours there by the northern way, an hour to pass and three back. */
static void
test_coach_comes_again (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorVehicle *coach = add_coach (fork, 50);

  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 8; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 10);

  result = cor_test_plan_compute (fork->plan);

  g_assert_true (result->has_vehicles);
  g_assert_cmpuint (result->totals.n_assigned, ==, 80);
  g_assert_cmpuint (result->movements->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      const CorMovementVehicle *vehicle =
          &g_array_index (movement->vehicles, CorMovementVehicle, 0);

      g_assert_cmpuint (movement->vehicles->len, ==, 1);
      g_assert_true (cor_id_equal (&vehicle->vehicle_id, &coach->record.id));
      g_assert_cmpuint (vehicle->number, ==, 1);
      g_assert_cmpuint (vehicle->trip, ==, i + 1);
      g_assert_cmpuint (vehicle->n_people, ==, i == 0 ? 50 : 30);
      g_assert_cmpuint (movement->persons->len, ==, i == 0 ? 5 : 3);
      g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + (i == 0 ? 3 : 10) * HOUR);
    }
}

static void
test_nothing_takes_a_stretcher (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorUnserved *unserved;

  add_coach (fork, 50);
  cor_test_plan_add_people (fork->plan, &fork->town, 3)->needs = COR_NEED_STRETCHER;
  cor_test_plan_add_people (fork->plan, &fork->town, 4);

  result = cor_test_plan_compute (fork->plan);

  unserved = cor_test_get_only_unserved (result);
  g_assert_cmpuint (result->totals.n_assigned, ==, 4);
  g_assert_cmpint (unserved->reason, ==, COR_REASON_NO_SEAT);
  g_assert_cmpuint (unserved->n_people, ==, 3);
  g_assert_cmpuint (unserved->needs_people[1], ==, 1);
  g_assert_cmpuint (unserved->persons->len, ==, 1);
  g_assert_cmpint (unserved->remedy.kind, ==, COR_BINDING_SEAT);
  g_assert_cmpint (unserved->remedy.time_utc_s, ==, COR_TEST_START_UTC_S);
}

/* Three hours there, one to pass and one to turn are more than four. */
static void
test_drivers_are_too_short (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorVehicle *coach = add_coach (fork, 50);
  const CorUnserved *unserved;

  coach->driver_min = 240;
  coach->turnaround_min = 60;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 4);

  result = cor_test_plan_compute (fork->plan);

  unserved = cor_test_get_only_unserved (result);
  g_assert_cmpint (unserved->reason, ==, COR_REASON_NO_SEAT);
  g_assert_cmpint (unserved->remedy.kind, ==, COR_BINDING_DRIVER);
  g_assert_cmpuint (unserved->remedy.amount, ==, 1);
  g_assert_true (cor_id_equal (&unserved->remedy.related_id, &coach->record.id));
}

/* A small vehicle whose drivers could go is no help for a household that a coach takes. */
static void
test_what_is_lacked_is_large_enough (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorVehicle *coach = add_coach (fork, 50), *van = add_coach (fork, 2);

  coach->driver_min = 240;
  coach->turnaround_min = 60;
  van->turnaround_min = 60;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 4);

  result = cor_test_plan_compute (fork->plan);

  g_assert_true (
      cor_id_equal (&cor_test_get_only_unserved (result)->remedy.related_id, &coach->record.id));
  g_assert_cmpint (cor_test_get_only_unserved (result)->remedy.kind, ==, COR_BINDING_DRIVER);
}

/* There is room elsewhere at once, but the second trip comes when it comes. */
static void
test_second_best_waits_for_the_vehicle (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_coach (fork, 50)->turnaround_min = 60;
  for (guint i = 0; i < 8; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, 10);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->alternatives->len, >, 0);
  for (guint i = 0; i < result->alternatives->len; i++)
    g_assert_cmpint (((CorAlternative *) result->alternatives->pdata[i])->extra_min, >=, 0);
}

/* The fork is closed until nine: the coach behind it is in town at ten. */
static void
test_coach_waits_for_the_road (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorVehicle *coach = add_coach (fork, 50);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "fork", 49.9, 24.9, 50.1, 25.1);

  coach->depot_position = (CorPosition){ 50.5, 24.0 };
  area->until_utc_s = COR_TEST_START_UTC_S + 3 * HOUR;
  fork->south->capacity_people_per_h = 0;
  cor_test_plan_add_people (fork->plan, &fork->town, 4);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 4);
  g_assert_cmpint (((CorMovement *) result->movements->pdata[0])->depart_utc_s, >=,
                   COR_TEST_START_UTC_S + (3 * 60 + 90) * 60);
}

/* Somebody alone in a car has room for a couple. */
static void
test_free_seats_in_cars (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorPerson *driver;

  add_coach (fork, 1);
  driver = cor_test_plan_add_people (fork->plan, &fork->town, 1);
  driver->car = COR_ANSWER_YES;
  driver->free_seats = 3;
  cor_test_plan_add_people (fork->plan, &fork->town, 2);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_unserved, ==, 0);
  g_assert_cmpuint (((CorMovement *) result->movements->pdata[0])->n_with_car, ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, test)                                                                            \
  g_test_add ("/planner/people/" path, CorTestFork, NULL, cor_test_fork_set_up, test,              \
              cor_test_fork_tear_down)

  ADD ("households", test_families_travel_whole);
  ADD ("ready", test_nobody_leaves_before_ready);
  ADD ("seat-wanted", test_who_wants_a_seat_does_not_drive);
  ADD ("priority", test_urgent_people_are_not_left);
  ADD ("free-seats", test_free_seats_in_cars);
  ADD ("second-trip", test_coach_comes_again);
  ADD ("drivers", test_drivers_are_too_short);
  ADD ("lacks-what-is-large-enough", test_what_is_lacked_is_large_enough);
  ADD ("second-best-waits", test_second_best_waits_for_the_vehicle);
  ADD ("closed-road", test_coach_waits_for_the_road);
  ADD ("stretcher", test_nothing_takes_a_stretcher);

#undef ADD

  return g_test_run ();
}
