/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-checker.h"

#include <string.h>

#include "cor-quota.h"
#include "cor-test-plan.h"
#include "cor-vehicle.h"

/* A right plan: two households of a town, two crossings; each test spoils it in one way, and the
 * checker has to say so. */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorCrossing *near, *far;
  CorSnapshot *snapshot;
  CorResult *result;
} Spoilt;

static void
set_up (Spoilt *spoilt, gconstpointer user_data)
{
  guint32 town, near, far;

  spoilt->plan = cor_test_plan_new ();
  town = cor_test_plan_add_node (spoilt->plan, "Town", 50.0, 26.0);
  near = cor_test_plan_add_node (spoilt->plan, "Near", 50.0, 25.0);
  far = cor_test_plan_add_node (spoilt->plan, "Far", 50.0, 24.0);
  cor_test_plan_add_leg (spoilt->plan, town, near, 60);
  cor_test_plan_add_leg (spoilt->plan, near, far, 60);
  spoilt->town = cor_test_plan_add_town (spoilt->plan, "Town", 50.0, 26.0);
  spoilt->near = cor_test_plan_add_crossing (spoilt->plan, "near", 50.0, 25.0, 10,
                                             COR_MODE_CAR | COR_MODE_COACH);
  spoilt->far = cor_test_plan_add_crossing (spoilt->plan, "far", 50.0, 24.0, 10,
                                            COR_MODE_CAR | COR_MODE_COACH);
  cor_test_plan_add_people (spoilt->plan, &spoilt->town, 8)->car = COR_ANSWER_YES;
  cor_test_plan_add_people (spoilt->plan, &spoilt->town, 6);
  spoilt->result = cor_test_plan_compute (spoilt->plan);
  spoilt->snapshot = cor_test_plan_finish (spoilt->plan);
}

static void
tear_down (Spoilt *spoilt, gconstpointer user_data)
{
  cor_result_unref (spoilt->result);
  cor_snapshot_unref (spoilt->snapshot);
  cor_test_plan_free (spoilt->plan);
}

static CorMovement *
get_first (const Spoilt *spoilt)
{
  return spoilt->result->movements->pdata[0];
}

/* Looks for a fault that says @what, in the plan as it was computed but with other records. */
static void
expect_fault (Spoilt *spoilt, const char *what)
{
  g_autoptr (GPtrArray) faults = NULL;
  gboolean found = FALSE;

  cor_snapshot_unref (spoilt->snapshot);
  spoilt->snapshot = cor_test_plan_finish (spoilt->plan);
  faults = cor_test_find_faults (spoilt->snapshot, spoilt->result, COR_TEST_ROADS_EVEN);
  for (guint i = 0; i < faults->len; i++)
    {
      g_test_message ("%s", (char *) faults->pdata[i]);
      found |= strstr (faults->pdata[i], what) != NULL;
    }
  g_assert_true (found);
}

static void
test_right_plan (Spoilt *spoilt, gconstpointer user_data)
{
  g_autoptr (GPtrArray) faults =
      cor_test_find_faults (spoilt->snapshot, spoilt->result, COR_TEST_ROADS_EVEN);

  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_somebody_lost (Spoilt *spoilt, gconstpointer user_data)
{
  get_first (spoilt)->n_people--;
  expect_fault (spoilt, "people to move");
}

static void
test_capacity (Spoilt *spoilt, gconstpointer user_data)
{
  spoilt->near->capacity_people_per_h = 4;
  expect_fault (spoilt, "takes 4.0 people");
}

static void
test_capacity_by_mode (Spoilt *spoilt, gconstpointer user_data)
{
  spoilt->near->capacity_by_mode_people_per_h[0] = 3;
  spoilt->far->capacity_by_mode_people_per_h[0] = 3;
  expect_fault (spoilt, "takes 3.0 people of modes 1");
}

static void
test_reception (Spoilt *spoilt, gconstpointer user_data)
{
  spoilt->near->reception_people_per_h = 2;
  spoilt->far->reception_people_per_h = 2;
  expect_fault (spoilt, "takes 2.0 people");
}

static void
test_crossing_closed (Spoilt *spoilt, gconstpointer user_data)
{
  ((CorCrossingInterval *) spoilt->near->intervals->pdata[0])->state = COR_CROSSING_CLOSED;
  expect_fault (spoilt, "takes 0.0 people");
}

static void
test_quota (Spoilt *spoilt, gconstpointer user_data)
{
  CorId id = cor_id_from_key ("quota");
  CorQuota *quota = cor_quota_new (&id, "PL");

  quota->max_people = 5;
  g_strlcpy (spoilt->near->country, "PL", sizeof spoilt->near->country);
  g_strlcpy (spoilt->far->country, "PL", sizeof spoilt->far->country);
  cor_edit_put (spoilt->plan->edit, quota);
  expect_fault (spoilt, "which takes 5");
}

static void
test_closed_road (Spoilt *spoilt, gconstpointer user_data)
{
  cor_test_plan_add_area (spoilt->plan, "Shelling", 49.9, 25.4, 50.1, 25.6);
  expect_fault (spoilt, "stopped by closures");
}

static void
test_too_fast (Spoilt *spoilt, gconstpointer user_data)
{
  get_first (spoilt)->depart_utc_s += 60;
  expect_fault (spoilt, "sooner than it can drive");
}

static void
test_before_the_start (Spoilt *spoilt, gconstpointer user_data)
{
  get_first (spoilt)->depart_utc_s = COR_TEST_START_UTC_S - 60;
  expect_fault (spoilt, "before the plan begins");
}

static void
test_too_late_for_the_hour (Spoilt *spoilt, gconstpointer user_data)
{
  CorCrossingWait *waits[2] = { cor_crossing_add_wait (spoilt->near, NULL),
                                cor_crossing_add_wait (spoilt->far, NULL) };

  for (guint i = 0; i < 2; i++)
    {
      waits[i]->observed_utc_s = COR_TEST_START_UTC_S;
      waits[i]->wait_min = 200;
    }
  expect_fault (spoilt, "too late for its hour");
}

static void
test_wrong_totals (Spoilt *spoilt, gconstpointer user_data)
{
  spoilt->result->totals.clearance_h += 1.0;
  expect_fault (spoilt, "not out when the totals say");
}

/* A coach with ten seats that drives two movements at a time. */
static void
test_vehicle_in_two_places (Spoilt *spoilt, gconstpointer user_data)
{
  CorId id = cor_id_from_key ("coach");
  CorVehicle *vehicle = cor_vehicle_new (&id, COR_VEHICLE_COACH);

  vehicle->n_vehicles = 1;
  vehicle->seats = 10;
  cor_edit_put (spoilt->plan->edit, vehicle);
  g_assert_cmpuint (spoilt->result->movements->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      CorMovement *movement = spoilt->result->movements->pdata[i];
      CorMovementVehicle trip = { id, 1, i + 1, 6, movement->pass_utc_s + 7200 };

      g_array_append_val (movement->vehicles, trip);
    }
  expect_fault (spoilt, "two places");
}

static void
test_too_few_seats (Spoilt *spoilt, gconstpointer user_data)
{
  CorId id = cor_id_from_key ("van");
  CorVehicle *vehicle = cor_vehicle_new (&id, COR_VEHICLE_VAN);
  CorMovement *movement = get_first (spoilt);
  CorMovementVehicle trip = { id, 1, 1, 6, movement->pass_utc_s + 7200 };

  vehicle->n_vehicles = 1;
  vehicle->seats = 3;
  cor_edit_put (spoilt->plan->edit, vehicle);
  g_array_append_val (movement->vehicles, trip);
  expect_fault (spoilt, "more people than places");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/planner/checker/" name, Spoilt, NULL, set_up, func, tear_down)
  ADD ("right-plan", test_right_plan);
  ADD ("somebody-lost", test_somebody_lost);
  ADD ("capacity", test_capacity);
  ADD ("capacity-by-mode", test_capacity_by_mode);
  ADD ("reception", test_reception);
  ADD ("crossing-closed", test_crossing_closed);
  ADD ("quota", test_quota);
  ADD ("closed-road", test_closed_road);
  ADD ("too-fast", test_too_fast);
  ADD ("before-the-start", test_before_the_start);
  ADD ("too-late-for-the-hour", test_too_late_for_the_hour);
  ADD ("wrong-totals", test_wrong_totals);
  ADD ("vehicle-in-two-places", test_vehicle_in_two_places);
  ADD ("too-few-seats", test_too_few_seats);
#undef ADD

  return g_test_run ();
}
