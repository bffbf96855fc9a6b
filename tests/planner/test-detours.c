/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "cor-closure.h"
#include "cor-test-plan.h"
#include "cor-vehicle.h"

/* Ways that keep away from a front. */

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)
#define QUICK_MIN 60u
#define SLOW_MIN 100u
#define REACH_M 30000u
#define MINUTE_S 60

/* A town in the east and a crossing in the west; between them a road past a front, and a slower one
 * far south of it. */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorCrossing *crossing;
  CorPerson *person;
} Fixture;

static CorClosure *
add_front (CorTestPlan *plan, CorPosition from, CorPosition to)
{
  const CorPosition ends[] = { from, to };
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *front;

  cor_geometry_add_part (line, COR_PART_LINE, ends, G_N_ELEMENTS (ends));
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = 1000;
  plan->settings->exposure_reach_m = REACH_M;
  cor_edit_put (plan->edit, front);

  return front;
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  CorTestPlan *plan = fixture->plan = cor_test_plan_new ();
  guint32 town = cor_test_plan_add_node (plan, "Town", 50.0, 26.0);
  guint32 south = cor_test_plan_add_node (plan, "South", 49.2, 25.5);
  guint32 west = cor_test_plan_add_node (plan, "West", 50.0, 25.0);
  CorNewPlace place = { .crossing = "west" };

  cor_network_builder_add_place (plan->builder, west, &place);
  cor_test_plan_add_leg (plan, town, west, QUICK_MIN);
  cor_test_plan_add_leg (plan, town, south, SLOW_MIN / 2);
  cor_test_plan_add_leg (plan, south, west, SLOW_MIN / 2);
  fixture->town = cor_test_plan_add_town (plan, "Town", 50.0, 26.0);
  fixture->crossing = cor_test_plan_add_crossing (plan, "west", 50.0, 25.0, 60, ALL_MODES);
  fixture->person = cor_test_plan_add_people (plan, &fixture->town, 4);
  fixture->person->car = COR_ANSWER_YES;
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  cor_test_plan_free (fixture->plan);
}

static CorClosure *
add_front_in_between (Fixture *fixture)
{
  return add_front (fixture->plan, (CorPosition){ 50.15, 25.4 }, (CorPosition){ 50.15, 25.6 });
}

static CorResult *
plan_any (Fixture *fixture)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (fixture->plan);
  g_autoptr (CorPlanner) planner = cor_planner_new (fixture->plan->network, NULL);

  return cor_test_plan_compute_after (planner, snapshot, NULL);
}

static CorResult *
plan (Fixture *fixture)
{
  CorResult *result = plan_any (fixture);

  g_assert_cmpuint (result->movements->len, ==, 1);

  return result;
}

static const CorBinding *
find_reason_of (const CorMovement *movement)
{
  for (guint i = 0; i < movement->reasons->len; i++)
    if (g_array_index (movement->reasons, CorBinding, i).kind == COR_BINDING_EXPOSURE)
      return &g_array_index (movement->reasons, CorBinding, i);

  return NULL;
}

static const CorBinding *
find_reason (const CorResult *result)
{
  return find_reason_of (result->movements->pdata[0]);
}

static void
assert_goes (const CorResult *result, guint drive_min, guint pass_h)
{
  const CorMovement *movement = result->movements->pdata[0];

  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==, drive_min * MINUTE_S);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + pass_h * COR_SECONDS_PER_HOUR);
  g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE] > 0, ==, drive_min == QUICK_MIN);
  g_assert_cmpint (find_reason (result) != NULL, ==, drive_min == SLOW_MIN);
}

/* They wait for the second hour anyhow. */
static void
test_drives_around_a_front (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_front_in_between (fixture);
  fixture->person->ready_utc_s = COR_TEST_START_UTC_S + 15 * MINUTE_S;

  result = plan (fixture);

  assert_goes (result, SLOW_MIN, 2);
  g_assert_cmpint (find_reason (result)->worth_min, ==, -(gint) (SLOW_MIN - QUICK_MIN));
  g_assert_cmpuint (find_reason (result)->amount, >, 10000);
}

static void
test_without_a_front_takes_the_quickest (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fixture->person->ready_utc_s = COR_TEST_START_UTC_S + 15 * MINUTE_S;

  result = plan (fixture);

  g_assert_null (find_reason (result));
  g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
}

/* Whoever drives around it passes an hour later, which nobody allowed. */
static void
test_misses_no_hour_for_it (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_front_in_between (fixture);

  result = plan (fixture);

  assert_goes (result, QUICK_MIN, 1);
}

/* An hour later is twice as late: an officer who allows that has them drive around the front. */
static void
test_passes_later_if_that_is_allowed (Fixture *fixture, gconstpointer user_data)
{
  guint permille = GPOINTER_TO_UINT (user_data);
  gboolean is_allowed = permille >= 1000;
  g_autoptr (CorResult) result = NULL;

  add_front_in_between (fixture);
  fixture->plan->settings->tolerance_permille[COR_OBJECTIVE_LAST_OUT] = permille;
  fixture->plan->settings->tolerance_permille[COR_OBJECTIVE_PERSON_TIME] = permille;

  result = plan (fixture);

  assert_goes (result, is_allowed ? SLOW_MIN : QUICK_MIN, is_allowed ? 2 : 1);
  g_assert_cmpint (result->given_up[COR_OBJECTIVE_PERSON_TIME], ==,
                   is_allowed ? 4 * COR_SECONDS_PER_HOUR : 0);
}

/* Not everybody of the movement is ready to leave so soon. */
static void
test_waits_for_the_last (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorPerson *late;

  add_front_in_between (fixture);
  fixture->person->ready_utc_s = COR_TEST_START_UTC_S + 15 * MINUTE_S;
  late = cor_test_plan_add_people (fixture->plan, &fixture->town, 3);
  late->car = COR_ANSWER_YES;
  late->ready_utc_s = COR_TEST_START_UTC_S + 25 * MINUTE_S;

  result = plan (fixture);

  assert_goes (result, QUICK_MIN, 2);
}

/* The other road is closed just when they would be on it. */
static void
test_other_roads_close_too (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorClosure *area;

  add_front_in_between (fixture);
  fixture->person->ready_utc_s = COR_TEST_START_UTC_S + 15 * MINUTE_S;
  area = cor_test_plan_add_area (fixture->plan, "Siege", 49.1, 25.4, 49.3, 25.6);
  area->from_utc_s = COR_TEST_START_UTC_S + 30 * MINUTE_S;

  result = plan (fixture);

  assert_goes (result, QUICK_MIN, 2);
}

/* A front counts while it stands, where they are then. Waiting for the second hour they drive at
 * 07:00; by the quick road they are beside it from then on until 08:00. */
static void
test_fronts_count_while_they_stand (Fixture *fixture, gconstpointer user_data)
{
  const struct
  {
    gint ready_min;
    gint from_min;
    gint until_min;
    guint drive_min;
    guint least_m;
    guint most_m;
  } cases[] = {
    { 15, 0, 60, QUICK_MIN, 0, 0 },          /* over before they leave */
    { 15, 120, 600, QUICK_MIN, 0, 0 },       /* not there until they are through */
    { 15, 0, 90, SLOW_MIN, 0, 0 },           /* there for half of the way */
    { 25, 0, 90, QUICK_MIN, 80000, 120000 }, /* and no time to drive around */
    { 25, 90, 600, QUICK_MIN, 0, 0 },        /* they leave sooner, and wait at the crossing */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CorResult) result = NULL;
      const CorMovement *movement;
      CorClosure *front;
      Fixture other;

      set_up (&other, NULL);
      front = add_front_in_between (&other);
      front->from_utc_s = COR_TEST_START_UTC_S + cases[i].from_min * MINUTE_S;
      front->until_utc_s = COR_TEST_START_UTC_S + cases[i].until_min * MINUTE_S;
      other.person->ready_utc_s = COR_TEST_START_UTC_S + cases[i].ready_min * MINUTE_S;

      result = plan (&other);

      movement = result->movements->pdata[0];
      g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==,
                       cases[i].drive_min * MINUTE_S);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], >=, cases[i].least_m);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], <=, cases[i].most_m);
      tear_down (&other, NULL);
    }
}

/* Coaches take 90 minutes and 150; as many as a coach holds pass in an hour. */
static void
test_coaches_leave_sooner_if_they_can (Fixture *fixture, gconstpointer user_data)
{
  const struct
  {
    guint from_min;
    guint driver_min;
    guint first_h;
    gboolean is_around[2];
  } cases[] = {
    { 0, 0, 2, { FALSE, TRUE } },
    { 0, 120, 2, { FALSE, FALSE } },
    { 45, 0, 3, { FALSE, TRUE } },
    { 45, 165, 3, { FALSE, TRUE } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      CorVehicle *coach = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
      g_autoptr (CorResult) result = NULL;
      Fixture other;

      set_up (&other, NULL);
      add_front_in_between (&other);
      other.person->car = COR_ANSWER_NO;
      cor_test_plan_add_people (other.plan, &other.town, 4)->car = COR_ANSWER_NO;
      other.crossing->capacity_people_per_h = 4;
      coach->n_vehicles = 2;
      coach->seats = 4;
      coach->hands_over = TRUE;
      coach->turnaround_min = 0;
      coach->depot_position = (CorPosition){ 50.0, 26.0 };
      coach->driver_min = cases[i].driver_min;
      coach->available_from_utc_s = COR_TEST_START_UTC_S + cases[i].from_min * MINUTE_S;
      cor_edit_put (other.plan->edit, coach);

      result = plan_any (&other);

      g_assert_cmpuint (result->movements->len, ==, 2);
      for (guint j = 0; j < 2; j++)
        {
          const CorMovement *movement = result->movements->pdata[j];
          guint hour = (guint) ((movement->pass_utc_s - COR_TEST_START_UTC_S) / 3600);

          g_assert_cmpint (find_reason_of (movement) != NULL, ==,
                           cases[i].is_around[hour - cases[i].first_h]);
        }
      tear_down (&other, NULL);
    }
}

#define ADD(path, func)                                                                            \
  g_test_add ("/planner/detours/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("around-a-front", test_drives_around_a_front);
  ADD ("no-front", test_without_a_front_takes_the_quickest);
  ADD ("no-hour-missed", test_misses_no_hour_for_it);
  g_test_add ("/planner/detours/allowed", Fixture, GUINT_TO_POINTER (1000), set_up,
              test_passes_later_if_that_is_allowed, tear_down);
  g_test_add ("/planner/detours/not-allowed", Fixture, GUINT_TO_POINTER (900), set_up,
              test_passes_later_if_that_is_allowed, tear_down);
  ADD ("waits-for-the-last", test_waits_for_the_last);
  ADD ("other-roads-close", test_other_roads_close_too);
  ADD ("while-they-stand", test_fronts_count_while_they_stand);
  ADD ("coaches", test_coaches_leave_sooner_if_they_can);

  return g_test_run ();
}
