/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-closure-maker.h"
#include "cor-error.h"
#include "cor-test-checker.h"
#include "cor-test-plan.h"
#include "cor-time.h"

#define HOUR COR_SECONDS_PER_HOUR
#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

/* A town in the east, a fork an hour west of it, and behind that two crossings: the northern an
 * hour by car from the fork, the southern two. The plan begins at six in Kyiv. */
typedef struct
{
  CorTestPlan *plan;
  CorCrossing *north;
  CorCrossing *south;
} Fork;

static void
set_up (Fork *fork, gconstpointer user_data)
{
  guint32 town, middle, north, south;
  CorNewPlace place = { 0 };
  CorId town_id;

  fork->plan = cor_test_plan_new ();
  town = cor_test_plan_add_node (fork->plan, "Town", 50.0, 26.0);
  middle = cor_test_plan_add_node (fork->plan, "Fork", 50.0, 25.0);
  north = cor_test_plan_add_node (fork->plan, "North", 50.5, 24.0);
  south = cor_test_plan_add_node (fork->plan, "South", 49.0, 23.0);
  place.crossing = "north";
  cor_network_builder_add_place (fork->plan->builder, north, &place);
  place.crossing = "south";
  cor_network_builder_add_place (fork->plan->builder, south, &place);
  cor_test_plan_add_leg (fork->plan, town, middle, 60);
  cor_test_plan_add_leg (fork->plan, middle, north, 60);
  cor_test_plan_add_leg (fork->plan, middle, south, 120);
  town_id = cor_test_plan_add_town (fork->plan, "Town", 50.0, 26.0);
  fork->north = cor_test_plan_add_crossing (fork->plan, "north", 50.5, 24.0, 60, ALL_MODES);
  fork->south = cor_test_plan_add_crossing (fork->plan, "south", 49.0, 23.0, 60, ALL_MODES);
  cor_test_plan_add_people (fork->plan, &town_id, 20)->car = COR_ANSWER_YES;
}

static void
tear_down (Fork *fork, gconstpointer user_data)
{
  cor_test_plan_free (fork->plan);
}

/* An area across the road from the fork to the north. */
static CorClosure *
add_northern_area (Fork *fork)
{
  return cor_test_plan_add_area (fork->plan, "On the way", 50.2, 24.4, 50.3, 24.6);
}

static CorClosure *
add_line (Fork *fork, CorClosureKind kind, CorPosition from, CorPosition until)
{
  const CorPosition line[] = { from, until };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *closure;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  closure = cor_closure_new (NULL, geometry);
  closure->closure = kind;
  cor_edit_put (fork->plan->edit, closure);

  return closure;
}

/* Everybody goes through one crossing, after driving for so long. */
static void
assert_result (const CorResult *result, const CorCrossing *crossing, gint64 travel_s)
{
  g_assert_cmpuint (result->movements->len, >, 0);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_true (cor_id_equal (&movement->crossing_id, &crossing->record.id));
      g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==, travel_s);
    }
}

static void
assert_way (Fork *fork, const CorCrossing *crossing, gint64 travel_s)
{
  g_autoptr (CorResult) result = cor_test_plan_compute (fork->plan);

  assert_result (result, crossing, travel_s);
}

/* The run without chance knows of no closure: it stops whoever drives on a road that is closed in
 * one direction, whichever way they drive. */
static void
assert_way_one_way (Fork *fork, const CorCrossing *crossing, gint64 travel_s)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (fork->plan);
  g_autoptr (CorPlanner) planner = cor_planner_new (fork->plan->network, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorResult) result = cor_planner_compute (planner, snapshot, NULL, &error);

  g_assert_no_error (error);
  cor_test_check_result (snapshot, result, COR_TEST_ROADS_UNEVEN);
  assert_result (result, crossing, travel_s);
}

static void
test_delay (Fork *fork, gconstpointer user_data)
{
  CorClosure *checkpoint = add_northern_area (fork);

  checkpoint->effect = COR_RESTRICTION_DELAY;
  checkpoint->delay_min = 40;
  assert_way (fork, fork->north, 2 * HOUR + 40 * 60);
}

static void
test_long_delay_is_driven_round (Fork *fork, gconstpointer user_data)
{
  CorClosure *checkpoint = add_northern_area (fork);

  checkpoint->effect = COR_RESTRICTION_DELAY;
  checkpoint->delay_min = 200;
  assert_way (fork, fork->south, 3 * HOUR);
}

/* The road takes an hour; a part of it is driven at a tenth of the speed. */
static void
test_slow_road (Fork *fork, gconstpointer user_data)
{
  CorClosure *slow =
      add_line (fork, COR_CLOSURE_ROAD, (CorPosition){ 50.0, 25.0 }, (CorPosition){ 50.5, 24.0 });

  slow->effect = COR_RESTRICTION_SPEED;
  slow->speed_percent = 10;
  assert_way (fork, fork->south, 3 * HOUR);
}

/* Closed each day from half past seven to half past twelve: who leaves at six would be caught. */
static void
test_daily_hours (Fork *fork, gconstpointer user_data)
{
  CorClosure *curfew = add_northern_area (fork);

  curfew->daily = (CorDaily){ 7 * 60 + 30, 12 * 60 + 30, 0 };
  assert_way (fork, fork->south, 3 * HOUR);
}

/* A crossing that opens at @opens_h in Kyiv behind two legs of an hour each, which meet in an area
 * that is closed from @from_h to @until_h, an hour's drive from the town. */
static CorTestPlan *
make_trap (guint opens_h, guint from_h, guint until_h)
{
  CorTestPlan *plan = cor_test_plan_new ();
  guint32 town = cor_test_plan_add_node (plan, "Town", 50.0, 26.0);
  guint32 edge = cor_test_plan_add_node (plan, "Edge", 50.0, 25.0);
  guint32 inside = cor_test_plan_add_node (plan, "Inside", 50.0, 24.5);
  guint32 border = cor_test_plan_add_node (plan, "Border", 50.0, 24.0);
  CorNewPlace place = { .crossing = "border" };
  CorId town_id = cor_test_plan_add_town (plan, "Town", 50.0, 26.0);
  CorCrossing *crossing;
  CorClosure *curfew = cor_test_plan_add_area (plan, "Trap", 49.9, 24.4, 50.1, 24.6);

  cor_network_builder_add_place (plan->builder, border, &place);
  cor_test_plan_add_leg (plan, town, edge, 60);
  cor_test_plan_add_leg (plan, edge, inside, 60);
  cor_test_plan_add_leg (plan, inside, border, 60);
  crossing = cor_test_plan_add_crossing (plan, "border", 50.0, 24.0, 60, ALL_MODES);
  ((CorCrossingInterval *) crossing->intervals->pdata[0])->opens_min = opens_h * 60;
  ((CorCrossingInterval *) crossing->intervals->pdata[0])->closes_min = (opens_h + 1) * 60;
  curfew->daily = (CorDaily){ from_h * 60, until_h * 60, 0 };
  cor_test_plan_add_people (plan, &town_id, 20)->car = COR_ANSWER_YES;

  return plan;
}

static void
assert_trap (CorTestPlan *plan, gint64 depart_h, gint64 travel_s)
{
  g_autoptr (CorResult) result = cor_test_plan_compute (plan);
  const CorMovement *movement;

  g_assert_cmpuint (result->movements->len, ==, 1);
  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->depart_utc_s, ==, COR_TEST_START_UTC_S + depart_h * HOUR);
  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, ==, travel_s);
}
/* Whoever leaves at six is in the area when it closes, and would be in time for one o'clock when it
 * has opened. Nobody is made to wait there: they leave the next day, and are through before. */
static void
test_nobody_waits_inside (Fork *fork, gconstpointer user_data)
{
  g_autoptr (CorTestPlan) plan = make_trap (13, 8, 12);

  assert_trap (plan, 23, 3 * HOUR);
}

/* One who is not in the area yet waits until it has opened: at home. */
static void
test_waits_outside (Fork *fork, gconstpointer user_data)
{
  g_autoptr (CorTestPlan) plan = make_trap (14, 8, 12);

  assert_trap (plan, 5, 3 * HOUR);
}

/* The plan begins on a Thursday. */
static void
test_other_days (Fork *fork, gconstpointer user_data)
{
  CorClosure *curfew = add_northern_area (fork);

  curfew->daily = (CorDaily){ 7 * 60 + 30, 12 * 60 + 30, 0x60 };
  assert_way (fork, fork->north, 2 * HOUR);
}

static void
test_direction (Fork *fork, gconstpointer user_data)
{
  CorClosure *closed =
      add_line (fork, COR_CLOSURE_ROAD, (CorPosition){ 50.5, 24.0 }, (CorPosition){ 50.0, 25.0 });

  closed->direction = COR_RESTRICTION_FORWARD;
  assert_way_one_way (fork, fork->north, 2 * HOUR);
}

static void
test_other_direction (Fork *fork, gconstpointer user_data)
{
  CorClosure *closed =
      add_line (fork, COR_CLOSURE_ROAD, (CorPosition){ 50.0, 25.0 }, (CorPosition){ 50.5, 24.0 });

  closed->direction = COR_RESTRICTION_FORWARD;
  assert_way (fork, fork->south, 3 * HOUR);
}

static void
test_front (Fork *fork, gconstpointer user_data)
{
  CorClosure *front =
      add_line (fork, COR_CLOSURE_FRONT, (CorPosition){ 50.6, 24.5 }, (CorPosition){ 50.7, 24.5 });

  front->distance_m = 40000;
  assert_way (fork, fork->south, 3 * HOUR);
}

static void
test_front_too_far_off (Fork *fork, gconstpointer user_data)
{
  CorClosure *front =
      add_line (fork, COR_CLOSURE_FRONT, (CorPosition){ 50.6, 24.5 }, (CorPosition){ 50.7, 24.5 });

  front->distance_m = 5000;
  assert_way (fork, fork->north, 2 * HOUR);
}

/* A limit leaves the pace as it is, and one of no vehicle closes the roads. */
static void
test_limit_of_an_area (Fork *fork, gconstpointer user_data)
{
  CorClosure *limit = add_northern_area (fork);

  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = 0;
  assert_way (fork, fork->south, 3 * HOUR);
}

static void
test_bad_zone (Fork *fork, gconstpointer user_data)
{
  CorClosure *curfew = add_northern_area (fork);
  g_autoptr (GError) error = NULL;

  curfew->daily = (CorDaily){ 0, 60, 0 };
  g_free (curfew->zone);
  curfew->zone = g_strdup ("Mars/Olympus");
  g_assert_null (cor_closure_make_shape (curfew, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_free (curfew->zone);
  curfew->zone = g_strdup ("Europe/Kyiv");
  assert_way (fork, fork->north, 2 * HOUR);
}

/* Where the road behind them closes, people come to the crossing while two hours and a half of
 * waiting are still in date. Once that is out of date whoever comes is through at once, and so are
 * those who came sooner. Plan 129 of the random plans has it. */
static void
test_comes_before_waiting_is_out_of_date (Fork *fork, gconstpointer user_data)
{
  CorCrossingWait *wait = cor_crossing_add_wait (fork->north, NULL);
  g_autoptr (CorResult) result = NULL;

  wait->observed_utc_s = COR_TEST_START_UTC_S + 150 * 60 - COR_CROSSING_WAIT_VALID_S;
  wait->wait_min = 146;
  fork->south->capacity_people_per_h = 0;
  add_northern_area (fork)->from_utc_s = COR_TEST_START_UTC_S + 125 * 60;
  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpint (movement->arrive_utc_s, ==, COR_TEST_START_UTC_S + 125 * 60);
      g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 3 * HOUR);
    }
}

#define ADD(path, test) g_test_add ("/planner/closures/" path, Fork, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("delay", test_delay);
  ADD ("long-delay", test_long_delay_is_driven_round);
  ADD ("slow", test_slow_road);
  ADD ("daily-hours", test_daily_hours);
  ADD ("nobody-waits-inside", test_nobody_waits_inside);
  ADD ("waits-outside", test_waits_outside);
  ADD ("other-days", test_other_days);
  ADD ("direction", test_direction);
  ADD ("other-direction", test_other_direction);
  ADD ("front", test_front);
  ADD ("front-too-far-off", test_front_too_far_off);
  ADD ("limit", test_limit_of_an_area);
  ADD ("bad-zone", test_bad_zone);
  ADD ("waiting-out-of-date", test_comes_before_waiting_is_out_of_date);

  return g_test_run ();
}
