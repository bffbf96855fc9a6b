/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-quota.h"
#include "cor-test-drive.h"
#include "cor-test-fork.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/*
 * Cases that broke other planners. Each plan goes through the checker and a run without chance, as
 * every plan of these tests does, and here through runs with chance as well.
 */

#define HOUR COR_SECONDS_PER_HOUR

static CorResult *
compute (CorTestPlan *plan)
{
  CorResult *result = cor_test_plan_compute (plan);
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (plan);

  cor_test_drive_with_chance (snapshot, result);

  return result;
}

static const CorMovement *
get_movement (const CorResult *result, guint index)
{
  g_assert_cmpuint (index, <, result->movements->len);

  return result->movements->pdata[index];
}

static void
add_drivers (CorTestFork *fork, guint n_people)
{
  cor_test_plan_add_people (fork->plan, &fork->town, n_people)->car = COR_ANSWER_YES;
}

static CorVehicle *
add_coaches (CorTestFork *fork, guint n_vehicles, guint n_seats)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  vehicle->n_vehicles = n_vehicles;
  vehicle->seats = n_seats;
  vehicle->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, vehicle);

  return vehicle;
}

/* Zero in all, for some hours, of a mode, behind the border: nobody is let through, and nothing is
 * divided by it. */
static void
test_capacity_zero (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_drivers (fork, 20);
  fork->south->capacity_people_per_h = 0;
  switch (GPOINTER_TO_UINT (user_data))
    {
    case 0:
      fork->north->capacity_people_per_h = 0;
      break;
    case 1:
      ((CorCrossingInterval *) fork->north->intervals->pdata[0])->capacity_people_per_h = 0;
      break;
    case 2:
      for (guint i = 0; i < COR_N_MODES; i++)
        fork->north->capacity_by_mode_people_per_h[i] = 0;
      break;
    default:
      fork->north->reception_people_per_h = 0;
      break;
    }

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 0);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 20);
  g_assert_false (result->totals.has_clearance);
}

/* A family of seven where four pass in an hour goes in two hours; that of three as a whole. */
static void
test_capacity_below_the_largest_household (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = fork->south->capacity_people_per_h = 4;
  add_drivers (fork, 7);
  add_drivers (fork, 3);

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 10);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_cmpuint (get_movement (result, i)->n_people, <=, 4);
}

/* The first road closes while a column that leaves at once would still be on it. Nobody is sent
 * into that; they leave when it opens. */
static void
test_closure_begins_while_on_the_road (CorTestFork *fork, gconstpointer user_data)
{
  gboolean by_coach = GPOINTER_TO_UINT (user_data);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Shelling", 49.9, 25.2, 50.1, 25.6);
  g_autoptr (CorResult) result = NULL;

  area->from_utc_s = COR_TEST_START_UTC_S + 20 * 60;
  area->until_utc_s = COR_TEST_START_UTC_S + 5 * HOUR;
  cor_test_plan_add_people (fork->plan, &fork->town, 20)->car =
      by_coach ? COR_ANSWER_NO : COR_ANSWER_YES;

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_cmpint (get_movement (result, i)->depart_utc_s, >, COR_TEST_START_UTC_S + 20 * 60);
}

/* The only road is closed but for an agreed corridor along it, which is driven at the pace of a
 * coach, in an hour and a half: nobody is sent into a window of eighty minutes; in two hours all
 * are through. */
static void
test_corridor_window_shorter_than_the_drive (CorTestFork *fork, gconstpointer user_data)
{
  const CorPosition path[] = { { 50.0, 26.0 }, { 50.0, 25.0 } };
  const gint64 opens_utc_s = COR_TEST_START_UTC_S + 4 * HOUR;
  guint window_min = GPOINTER_TO_UINT (user_data);
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  g_autoptr (CorResult) result = NULL;
  CorAgreedCorridor *corridor;

  cor_geometry_add_part (geometry, COR_PART_LINE, path, G_N_ELEMENTS (path));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  corridor->from_utc_s = opens_utc_s;
  corridor->until_utc_s = opens_utc_s + window_min * 60;
  cor_edit_put (fork->plan->edit, corridor);
  cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.2, 50.1, 25.8);
  add_drivers (fork, 12);
  cor_test_plan_add_people (fork->plan, &fork->town, 20);

  result = compute (fork->plan);

  if (window_min < 90)
    {
      g_assert_cmpuint (result->totals.n_assigned, ==, 0);
      g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_ROAD_FULL);
      g_assert_true (
          cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &corridor->record.id));
      return;
    }

  g_assert_cmpuint (result->totals.n_assigned, ==, 32);
  for (guint i = 0; i < result->movements->len; i++)
    {
      g_assert_cmpint (get_movement (result, i)->depart_utc_s, >=, opens_utc_s);
      g_assert_cmpint (get_movement (result, i)->depart_utc_s, <=, opens_utc_s + 30 * 60);
    }
}

/* Whoever is in the closed area stays, with a reason; the others travel as if they were not there.
 */
static void
test_inside_a_closed_area (CorTestFork *fork, gconstpointer user_data)
{
  CorId village = cor_test_plan_add_town (fork->plan, "Village", 50.0, 25.0);
  CorClosure *area = cor_test_plan_add_area (fork->plan, "Siege", 49.9, 25.9, 50.1, 26.1);
  g_autoptr (CorResult) result = NULL;

  add_drivers (fork, 6);
  cor_test_plan_add_people (fork->plan, &village, 5)->car = COR_ANSWER_YES;

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 5);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_INSIDE_CLOSURE);
  g_assert_true (cor_id_equal (&cor_test_get_only_unserved (result)->related_id, &area->record.id));
}

/* Nothing to drive: they pass in the first hour, and who comes from far does not push them out. */
static void
test_cluster_at_the_crossing (CorTestFork *fork, gconstpointer user_data)
{
  CorId village = cor_test_plan_add_town (fork->plan, "Village", 50.5, 24.0);
  g_autoptr (CorResult) result = NULL;

  cor_test_plan_add_people (fork->plan, &village, 20);
  add_drivers (fork, 20);

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 40);
  g_assert_true (cor_id_equal (&get_movement (result, 0)->cluster_id, &village));
  g_assert_cmpint (get_movement (result, 0)->pass_utc_s, ==, COR_TEST_START_UTC_S);
}

/* All are out or have declined. */
static void
test_nobody_to_evacuate (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  cor_test_plan_add_people (fork->plan, &fork->town, 5)->status = COR_STATUS_SAFE;
  cor_test_plan_add_people (fork->plan, &fork->town, 2)->status = COR_STATUS_DECLINED;
  add_coaches (fork, 2, 50);

  result = compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 0);
  g_assert_cmpuint (result->unserved->len, ==, 0);
  g_assert_cmpuint (result->totals.n_out, ==, 7);
}

static void
test_unreachable_among_reachable (CorTestFork *fork, gconstpointer user_data)
{
  CorId island = cor_test_plan_add_town (fork->plan, "Island", 46.0, 33.0);
  g_autoptr (CorResult) result = NULL;

  add_coaches (fork, 1, 50);
  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  cor_test_plan_add_people (fork->plan, &island, 3);

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 20);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_NO_ROAD);
}

static void
test_two_clusters_at_one_point (CorTestFork *fork, gconstpointer user_data)
{
  CorId twin = cor_test_plan_add_town (fork->plan, "Twin", 50.0, 26.0);
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 30;
  add_coaches (fork, 2, 50);
  cor_test_plan_add_people (fork->plan, &fork->town, 20);
  cor_test_plan_add_people (fork->plan, &twin, 25);

  result = compute (fork->plan);

  g_assert_cmpuint (result->clusters->len, ==, 2);
  g_assert_cmpuint (result->totals.n_assigned, ==, 45);
}

static void
test_horizon_too_short (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->plan->settings->horizon_h = GPOINTER_TO_UINT (user_data);
  add_drivers (fork, 20);

  result = compute (fork->plan);

  /* It is two hours by car, so that the third hour is the first in which anybody passes. */
  g_assert_cmpuint (result->totals.n_assigned, ==, fork->plan->settings->horizon_h < 3 ? 0 : 20);
  if (fork->plan->settings->horizon_h < 3)
    g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_TOO_LATE);
}

/* Twenty-four people, coaches of ten: three coaches of one movement. */
static void
test_household_larger_than_any_vehicle (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_coaches (fork, 3, 10);
  cor_test_plan_add_people (fork->plan, &fork->town, 24);

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 24);
  g_assert_cmpuint (result->movements->len, ==, 1);
  g_assert_cmpuint (get_movement (result, 0)->vehicles->len, ==, 3);
}

/* Forty have no room in all coaches together; smaller families travel. */
static void
test_household_larger_than_all_vehicles (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_coaches (fork, 3, 10);
  cor_test_plan_add_people (fork->plan, &fork->town, 40);
  cor_test_plan_add_people (fork->plan, &fork->town, 4);

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 4);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->n_people, ==, 40);
}

/* Twelve towns to which the northern crossing is nearer, and it takes the fewest: those who would
 * wait for it longer than they drive to the southern one go there. */
static void
test_everybody_wants_one_crossing (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  guint n_north = 0;

  fork->north->capacity_people_per_h = 20;
  for (guint i = 0; i < 12; i++)
    {
      CorId town = cor_test_plan_add_town (fork->plan, "Wish", 50.0, 25.1 + i * 0.07);

      for (guint j = 0; j < 4; j++)
        cor_test_plan_add_people (fork->plan, &town, 5)->car = COR_ANSWER_YES;
    }

  result = compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 240);
  for (guint i = 0; i < result->movements->len; i++)
    if (cor_id_equal (&get_movement (result, i)->crossing_id, &fork->north->record.id))
      n_north += get_movement (result, i)->n_people;
  /* From the third hour on 20 in the north, from the fourth on 60 in the south: no plan does better
   * than five hours of the one and four of the other. */
  g_assert_cmpuint (n_north, >=, 60);
  g_assert_cmpuint (n_north, <=, 120);
  g_assert_cmpfloat (result->totals.clearance_h, <=, 8.0);
}

/* A ferry that sails from ten to eleven and from sixteen to seventeen, for half an hour; the plan
 * begins at six. */

static CorTestPlan *
make_ferry_plan (CorId *town)
{
  const CorWeekWindow at_day[] = { { 0, 600, COR_WEEK_ENTERING, 0 },
                                   { 660, 960, COR_WEEK_ENTERING, 0 },
                                   { 1020, 1440, COR_WEEK_ENTERING, 0 } };
  CorTestPlan *plan = cor_test_plan_new ();
  guint32 inland = cor_test_plan_add_node (plan, "Inland", 46.0, 32.0);
  guint32 village = cor_test_plan_add_node (plan, "Village", 46.0, 31.5);
  guint32 quay = cor_test_plan_add_node (plan, "Quay", 46.0, 31.0);
  guint32 pier = cor_test_plan_add_node (plan, "Pier", 46.0, 30.5);
  guint32 border = cor_test_plan_add_node (plan, "Border", 46.0, 30.0);
  guint32 ferry = cor_test_plan_add_leg (plan, quay, pier, 30);
  CorNewPlace place = { .crossing = "border" };
  CorWeekWindow windows[21];

  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      windows[i] = at_day[i % 3];
      windows[i].from_min += i / 3 * COR_MINUTES_PER_DAY;
      windows[i].until_min += i / 3 * COR_MINUTES_PER_DAY;
    }
  for (guint backward = 0; backward < 2; backward++)
    for (guint vehicle = 0; vehicle < COR_N_ROAD_VEHICLES; vehicle++)
      cor_network_builder_close_arc_at (
          plan->builder, cor_network_builder_find_arc (plan->builder, ferry, backward), vehicle,
          windows, G_N_ELEMENTS (windows));
  cor_test_plan_add_leg (plan, inland, village, 30);
  cor_test_plan_add_leg (plan, village, quay, 30);
  cor_test_plan_add_leg (plan, pier, border, 60);
  cor_network_builder_add_place (plan->builder, border, &place);
  *town = cor_test_plan_add_town (plan, "Quay", 46.0, 31.0);

  return plan;
}

static void
test_ferry_with_a_timetable (void)
{
  CorId town;
  g_autoptr (CorTestPlan) plan = make_ferry_plan (&town);
  g_autoptr (CorResult) result = NULL;
  const gint64 ten_utc_s = COR_TEST_START_UTC_S + 4 * HOUR;
  gint64 last_utc_s = 0;

  cor_test_plan_add_crossing (plan, "border", 46.0, 30.0, 10, COR_MODE_CAR);
  for (guint i = 0; i < 3; i++)
    cor_test_plan_add_people (plan, &town, 10)->car = COR_ANSWER_YES;

  result = compute (plan);

  /* The first are there at half past eleven and pass at twelve; the others in the hours after. */
  g_assert_cmpuint (result->movements->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CorMovement *movement = get_movement (result, i);

      g_assert_cmpint (movement->depart_utc_s, >=, ten_utc_s);
      g_assert_cmpint (movement->depart_utc_s, <, ten_utc_s + HOUR);
      last_utc_s = MAX (last_utc_s, movement->pass_utc_s);
    }
  g_assert_cmpint (get_movement (result, 0)->pass_utc_s, ==, ten_utc_s + 2 * HOUR);
  g_assert_cmpint (last_utc_s, ==, ten_utc_s + 4 * HOUR);
}

/* Ready at noon: they wait for the ferry of sixteen. */
static void
test_ferry_that_has_left (void)
{
  CorId town;
  g_autoptr (CorTestPlan) plan = make_ferry_plan (&town);
  g_autoptr (CorResult) result = NULL;
  CorPerson *person;

  cor_test_plan_add_crossing (plan, "border", 46.0, 30.0, 10, COR_MODE_CAR);
  person = cor_test_plan_add_people (plan, &town, 10);
  person->car = COR_ANSWER_YES;
  person->ready_utc_s = COR_TEST_START_UTC_S + 6 * HOUR;

  result = compute (plan);

  /* Who is not ready at once is given the time that a coach takes: two hours and a quarter. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 10);
  g_assert_cmpint (get_movement (result, 0)->depart_utc_s, >=, COR_TEST_START_UTC_S + 10 * HOUR);
  g_assert_cmpint (get_movement (result, 0)->depart_utc_s, <, COR_TEST_START_UTC_S + 11 * HOUR);
  g_assert_cmpint (get_movement (result, 0)->pass_utc_s, ==, COR_TEST_START_UTC_S + 13 * HOUR);
}

/* A night of daylight saving: the crossing is open from two to four by the clock of its side, which
 * is one hour in spring and three in autumn; in Kyiv clocks change at three, in Warsaw at two. The
 * plan begins on the evening before, at 20:00 UTC, and they are at the border at 22:00. */

typedef struct
{
  const char *start;
  const char *zone;
  guint opens_h;
  guint closes_h;
  guint first_h; /* from the start on */
  guint n_hours;
} Night;

static const Night nights[] = {
  /* Nights as any other. */
  { "2022-03-19T20:00:00Z", "Europe/Kyiv", 2, 4, 4, 2 },
  { "2022-03-19T20:00:00Z", "Europe/Warsaw", 2, 4, 5, 2 },
  /* Hours in which an hour is missing, or comes twice. */
  { "2022-03-26T20:00:00Z", "Europe/Kyiv", 2, 4, 4, 1 },
  { "2022-03-26T20:00:00Z", "Europe/Warsaw", 1, 4, 4, 2 },
  { "2022-10-29T20:00:00Z", "Europe/Kyiv", 2, 4, 3, 3 },
  { "2022-10-29T20:00:00Z", "Europe/Warsaw", 2, 4, 4, 3 },
  /* Mornings after. */
  { "2022-03-26T20:00:00Z", "Europe/Kyiv", 5, 7, 6, 2 },
  { "2022-03-26T20:00:00Z", "Europe/Warsaw", 5, 7, 7, 2 },
  { "2022-10-29T20:00:00Z", "Europe/Kyiv", 5, 7, 7, 2 },
  { "2022-10-29T20:00:00Z", "Europe/Warsaw", 5, 7, 8, 2 },
};

static void
test_daylight_saving (CorTestFork *fork, gconstpointer user_data)
{
  const Night *night = user_data;
  CorCrossingInterval *interval = fork->north->intervals->pdata[0];
  g_autoptr (CorResult) result = NULL;
  gint64 start_utc_s;

  g_assert_true (cor_time_parse (night->start, &start_utc_s, NULL));
  fork->plan->settings->start_utc_s = start_utc_s;
  fork->plan->settings->horizon_h = 12;
  g_free (fork->north->zone);
  fork->north->zone = g_strdup (night->zone);
  interval->opens_min = night->opens_h * 60;
  interval->closes_min = night->closes_h * 60;
  fork->north->capacity_people_per_h = 10;
  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < 5; i++)
    add_drivers (fork, 10);

  result = compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, night->n_hours);
  g_assert_cmpuint (result->totals.n_assigned, ==, night->n_hours * 10);
  for (guint i = 0; i < night->n_hours; i++)
    g_assert_cmpint (get_movement (result, i)->pass_utc_s, ==,
                     start_utc_s + (gint64) (night->first_h + i) * HOUR);
}

/* Poland takes thirty a day, by its own clock. A hundred reach the border two hours after the
 * start: in spring at 23:00 there, before a day of 23 hours; in autumn at midnight of one of 25. */

typedef struct
{
  const char *start;
  guint hours[4]; /* of passage, from the start on */
} QuotaNights;

static const QuotaNights quota_nights[] = {
  { "2022-03-26T20:00:00Z", { 2, 3, 26, 50 } },
  { "2022-10-29T20:00:00Z", { 2, 27, 51, 75 } },
};

static void
test_quota_and_daylight_saving (CorTestFork *fork, gconstpointer user_data)
{
  const QuotaNights *nights_of = user_data;
  CorQuota *quota = cor_quota_new (NULL, "PL");
  g_autoptr (CorResult) result = NULL;
  gint64 start_utc_s;

  g_assert_true (cor_time_parse (nights_of->start, &start_utc_s, NULL));
  fork->plan->settings->start_utc_s = start_utc_s;
  fork->plan->settings->horizon_h = 96;
  g_strlcpy (fork->north->country, "PL", sizeof fork->north->country);
  g_free (fork->north->neighbour_zone);
  fork->north->neighbour_zone = g_strdup ("Europe/Warsaw");
  fork->south->capacity_people_per_h = 0;
  quota->max_people = 30;
  quota->is_daily = TRUE;
  cor_edit_put (fork->plan->edit, quota);
  for (guint i = 0; i < 20; i++)
    add_drivers (fork, 5);

  result = compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      g_assert_cmpuint (get_movement (result, i)->n_people, ==, i < 3 ? 30 : 10);
      g_assert_cmpint (get_movement (result, i)->pass_utc_s, ==,
                       start_utc_s + (gint64) nights_of->hours[i] * HOUR);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, func)                                                                      \
  g_test_add ("/planner/cases/" name, CorTestFork, data, cor_test_fork_set_up, func,               \
              cor_test_fork_tear_down)
  ADD ("capacity-zero", GUINT_TO_POINTER (0), test_capacity_zero);
  ADD ("capacity-zero-in-its-hours", GUINT_TO_POINTER (1), test_capacity_zero);
  ADD ("capacity-zero-by-mode", GUINT_TO_POINTER (2), test_capacity_zero);
  ADD ("reception-zero", GUINT_TO_POINTER (3), test_capacity_zero);
  ADD ("capacity-below-the-largest-household", NULL, test_capacity_below_the_largest_household);
  ADD ("closure-begins-while-cars-are-on-the-road", GUINT_TO_POINTER (FALSE),
       test_closure_begins_while_on_the_road);
  ADD ("closure-begins-while-coaches-are-on-the-road", GUINT_TO_POINTER (TRUE),
       test_closure_begins_while_on_the_road);
  ADD ("corridor-window-shorter-than-the-drive", GUINT_TO_POINTER (80),
       test_corridor_window_shorter_than_the_drive);
  ADD ("corridor-window-long-enough", GUINT_TO_POINTER (120),
       test_corridor_window_shorter_than_the_drive);
  ADD ("inside-a-closed-area", NULL, test_inside_a_closed_area);
  ADD ("cluster-at-the-crossing", NULL, test_cluster_at_the_crossing);
  ADD ("nobody-to-evacuate", NULL, test_nobody_to_evacuate);
  ADD ("unreachable-among-reachable", NULL, test_unreachable_among_reachable);
  ADD ("two-clusters-at-one-point", NULL, test_two_clusters_at_one_point);
  ADD ("horizon-of-an-hour", GUINT_TO_POINTER (1), test_horizon_too_short);
  ADD ("horizon-too-short", GUINT_TO_POINTER (2), test_horizon_too_short);
  ADD ("horizon-just-long-enough", GUINT_TO_POINTER (3), test_horizon_too_short);
  ADD ("household-larger-than-any-vehicle", NULL, test_household_larger_than_any_vehicle);
  ADD ("household-larger-than-all-vehicles", NULL, test_household_larger_than_all_vehicles);
  ADD ("everybody-wants-one-crossing", NULL, test_everybody_wants_one_crossing);
  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      g_autofree char *path = g_strdup_printf ("/planner/cases/daylight-saving/%u", i + 1);

      g_test_add (path, CorTestFork, &nights[i], cor_test_fork_set_up, test_daylight_saving,
                  cor_test_fork_tear_down);
    }
  ADD ("quota-in-spring", &quota_nights[0], test_quota_and_daylight_saving);
  ADD ("quota-in-autumn", &quota_nights[1], test_quota_and_daylight_saving);
#undef ADD
  g_test_add_func ("/planner/cases/ferry-with-a-timetable", test_ferry_with_a_timetable);
  g_test_add_func ("/planner/cases/ferry-that-has-left", test_ferry_that_has_left);

  return g_test_run ();
}
