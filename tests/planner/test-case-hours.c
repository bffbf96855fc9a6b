/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-quota.h"
#include "cor-test-fork.h"
#include "cor-test-neutral.h"
#include "cor-time.h"

/* Cases that broke other planners, as in test-cases.c: timetables, and nights in which clocks
 * change. */

#define HOUR COR_SECONDS_PER_HOUR

static const CorMovement *
get_movement (const CorResult *result, guint index)
{
  g_assert_cmpuint (index, <, result->movements->len);

  return result->movements->pdata[index];
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
test_ferry_with_a_timetable (gconstpointer user_data)
{
  gboolean by_coach = GPOINTER_TO_UINT (user_data);
  CorId town;
  g_autoptr (CorTestPlan) plan = make_ferry_plan (&town);
  g_autoptr (CorResult) result = NULL;
  const gint64 ten_utc_s = COR_TEST_START_UTC_S + 4 * HOUR;
  gint64 last_utc_s = 0;

  cor_test_plan_add_crossing (plan, "border", 46.0, 30.0, 10,
                              by_coach ? COR_MODE_COACH : COR_MODE_CAR);
  for (guint i = 0; i < 3; i++)
    cor_test_plan_add_people (plan, &town, 10)->car = by_coach ? COR_ANSWER_NO : COR_ANSWER_YES;

  result = cor_test_compute_case (plan);

  /* By car the first are there at half past eleven and pass at twelve, by coach at a quarter past
   * twelve and pass at one; the others in the hours after. */
  g_assert_cmpuint (result->movements->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const CorMovement *movement = get_movement (result, i);

      g_assert_cmpint (movement->depart_utc_s, >=, ten_utc_s);
      g_assert_cmpint (movement->depart_utc_s, <, ten_utc_s + HOUR);
      last_utc_s = MAX (last_utc_s, movement->pass_utc_s);
    }
  g_assert_cmpint (get_movement (result, 0)->pass_utc_s, ==, ten_utc_s + (by_coach ? 3 : 2) * HOUR);
  g_assert_cmpint (last_utc_s, ==, ten_utc_s + (by_coach ? 5 : 4) * HOUR);
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

  result = cor_test_compute_case (plan);

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
    cor_test_plan_add_people (fork->plan, &fork->town, 10)->car = COR_ANSWER_YES;

  result = cor_test_compute_case (fork->plan);

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
    cor_test_plan_add_people (fork->plan, &fork->town, 5)->car = COR_ANSWER_YES;

  result = cor_test_compute_case (fork->plan);

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

  for (guint i = 0; i < G_N_ELEMENTS (nights); i++)
    {
      g_autofree char *path = g_strdup_printf ("/planner/cases/daylight-saving/%u", i + 1);

      g_test_add (path, CorTestFork, &nights[i], cor_test_fork_set_up, test_daylight_saving,
                  cor_test_fork_tear_down);
    }
  g_test_add ("/planner/cases/quota-in-spring", CorTestFork, &quota_nights[0], cor_test_fork_set_up,
              test_quota_and_daylight_saving, cor_test_fork_tear_down);
  g_test_add ("/planner/cases/quota-in-autumn", CorTestFork, &quota_nights[1], cor_test_fork_set_up,
              test_quota_and_daylight_saving, cor_test_fork_tear_down);
  g_test_add_data_func ("/planner/cases/ferry-with-a-timetable", GUINT_TO_POINTER (FALSE),
                        test_ferry_with_a_timetable);
  g_test_add_data_func ("/planner/cases/ferry-with-a-timetable-by-coach", GUINT_TO_POINTER (TRUE),
                        test_ferry_with_a_timetable);
  g_test_add_func ("/planner/cases/ferry-that-has-left", test_ferry_that_has_left);

  return g_test_run ();
}
