/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "cor-agreed-corridor.h"
#include "cor-quota.h"
#include "cor-reason.h"
#include "cor-test-checker.h"
#include "cor-test-fork.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* Plans under limits by mode, of reception points, of intervals, and quotas. Each is checked as a
 * whole besides, and driven by the simulation. */

#define HOUR COR_SECONDS_PER_HOUR
#define N_RANDOM 120

static void
set_country (CorCrossing *crossing, const char *country, const char *zone)
{
  g_strlcpy (crossing->country, country, sizeof crossing->country);
  g_free (crossing->neighbour_zone);
  crossing->neighbour_zone = g_strdup (zone);
}

static void
set_up (CorTestFork *fork, gconstpointer user_data)
{
  cor_test_fork_set_up (fork, user_data);
  set_country (fork->north, "PL", "Europe/Warsaw");
  set_country (fork->south, "RO", "Europe/Bucharest");
}

static CorQuota *
add_quota (CorTestFork *fork, const char *country, guint max_people, gboolean is_daily)
{
  CorQuota *quota = cor_quota_new (NULL, country);

  quota->max_people = max_people;
  quota->is_daily = is_daily;
  cor_edit_put (fork->plan->edit, quota);

  return quota;
}

static void
add_households (CorTestFork *fork, guint n_households, guint n_people, CorAnswer car)
{
  for (guint i = 0; i < n_households; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, n_people)->car = car;
}

/* People through a crossing in hours of the plan, of one mode or of all. */
static guint
count_through (const CorResult *result,
               const CorCrossing *crossing,
               guint first_hour,
               guint end_hour,
               guint modes)
{
  guint n_people = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 hour = (movement->pass_utc_s - COR_TEST_START_UTC_S) / HOUR;

      if (!cor_id_equal (&movement->crossing_id, &crossing->record.id) || hour < first_hour ||
          hour >= end_hour)
        continue;
      if ((modes & COR_MODE_CAR) != 0)
        n_people += movement->n_with_car;
      if ((modes & movement->mode) != 0)
        n_people += movement->n_people - movement->n_with_car;
    }

  return n_people;
}

static char *
describe (CorTestFork *fork, const CorUnserved *unserved)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (fork->plan);

  return cor_reason_describe (unserved, snapshot);
}

static void
test_only_so_many_cars (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_by_mode_people_per_h[0] = 10;
  fork->north->capacity_by_mode_people_per_h[1] = 0;
  fork->north->capacity_by_mode_people_per_h[2] = 0;
  add_households (fork, 10, 3, COR_ANSWER_YES);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 30);
  for (guint i = 0; i < 48; i++)
    g_assert_cmpuint (count_through (result, fork->north, i, i + 1, 7), <=, 9);
  g_assert_cmpuint (count_through (result, fork->north, 2, 6, COR_MODE_CAR), ==, 30);
}

/* Whoever may not pass with the car goes by coach, and nobody in a mode of which none may. */
static void
test_mode_zero (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_by_mode_people_per_h[0] = 0;
  add_households (fork, 4, 3, COR_ANSWER_YES);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_through (result, fork->north, 0, 48, COR_MODE_COACH), ==, 12);
  g_assert_cmpuint (count_through (result, fork->north, 0, 48, COR_MODE_CAR), ==, 0);
}

static void
test_all_modes_zero (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorUnserved *unserved;
  g_autofree char *text = NULL;

  fork->south->capacity_people_per_h = 0;
  for (guint i = 0; i < COR_N_MODES; i++)
    fork->north->capacity_by_mode_people_per_h[i] = 0;
  add_households (fork, 1, 5, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  unserved = cor_test_get_only_unserved (result);
  g_assert_cmpint (unserved->reason, ==, COR_REASON_NO_CAPACITY);
  g_assert_cmpint (unserved->remedy.kind, ==, COR_BINDING_CROSSING_MODE);
  g_assert_cmpuint (unserved->remedy.amount, >, 0);
  text = describe (fork, unserved);
  g_assert_nonnull (strstr (text, "0 in coaches"));
}

/* People on foot are in a movement of their own, with an id of its own. */
static void
test_coach_and_foot (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_people_per_h = 30;
  fork->north->capacity_by_mode_people_per_h[1] = 20;
  fork->north->capacity_by_mode_people_per_h[2] = 15;
  add_households (fork, 18, 5, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 90);
  g_assert_cmpfloat (result->totals.clearance_h, ==, 6.0);
  for (guint i = 3; i < 6; i++)
    {
      g_assert_cmpuint (count_through (result, fork->north, i, i + 1, 7), ==, 30);
      g_assert_cmpuint (count_through (result, fork->north, i, i + 1, COR_MODE_COACH), <=, 20);
      g_assert_cmpuint (count_through (result, fork->north, i, i + 1, COR_MODE_FOOT), <=, 15);
    }
  g_assert_cmpuint (result->movements->len, ==, 6);
  for (guint i = 0; i < 6; i++)
    for (guint j = 0; j < i; j++)
      g_assert_false (cor_id_equal (&((CorMovement *) result->movements->pdata[i])->id,
                                    &((CorMovement *) result->movements->pdata[j])->id));
  g_assert_cmpuint (result->alternatives->len, ==, 1);
}

static void
test_reception (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorUnserved *unserved;
  g_autofree char *text = NULL;

  fork->plan->settings->horizon_h = 6;
  fork->south->capacity_people_per_h = 0;
  fork->north->reception_people_per_h = 7;
  add_households (fork, 30, 1, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  /* Three hours are left. */
  g_assert_cmpuint (count_through (result, fork->north, 0, 6, 7), ==, 21);
  unserved = cor_test_get_only_unserved (result);
  g_assert_cmpint (unserved->remedy.kind, ==, COR_BINDING_RECEPTION);
  g_assert_cmpuint (unserved->remedy.amount, ==, 3);
  text = describe (fork, unserved);
  g_assert_nonnull (strstr (text, "takes 7 people an hour; ask it to take 3 more"));
}

static void
test_interval (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorCrossingInterval *interval = cor_crossing_add_interval (fork->north, NULL);

  fork->south->capacity_people_per_h = 0;
  interval->state = COR_CROSSING_OPEN;
  interval->modes = COR_MODE_COACH;
  interval->from_utc_s = COR_TEST_START_UTC_S + 3 * HOUR;
  interval->until_utc_s = COR_TEST_START_UTC_S + 5 * HOUR;
  interval->capacity_people_per_h = 5;
  interval->by_officer = TRUE;
  cor_crossing_sort (fork->north);
  add_households (fork, 40, 1, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_through (result, fork->north, 3, 4, 7), ==, 5);
  g_assert_cmpuint (count_through (result, fork->north, 4, 5, 7), ==, 5);
  g_assert_cmpuint (count_through (result, fork->north, 5, 6, 7), ==, 30);
}

static void
test_quota_in_all (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_quota (fork, "PL", 40, FALSE);
  add_households (fork, 60, 1, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_through (result, fork->north, 0, 48, 7), ==, 40);
  g_assert_cmpuint (count_through (result, fork->south, 0, 48, 7), ==, 20);
}

static void
test_quota_leaves_people (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorQuota *quota = add_quota (fork, "PL", 40, FALSE);
  const CorUnserved *unserved;
  g_autofree char *text = NULL;

  add_quota (fork, "RO", 0, TRUE);
  add_households (fork, 20, 3, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  /* One place of forty is too little for three. */
  g_assert_cmpuint (result->totals.n_assigned, ==, 39);
  unserved = cor_test_get_only_unserved (result);
  g_assert_cmpint (unserved->reason, ==, COR_REASON_QUOTA);
  g_assert_true (cor_id_equal (&unserved->related_id, &quota->record.id));
  g_assert_cmpint (unserved->remedy.kind, ==, COR_BINDING_QUOTA);
  g_assert_cmpuint (unserved->remedy.amount, ==, 20);
  text = describe (fork, unserved);
  g_assert_nonnull (strstr (text, "PL takes 40 in all"));
}

/* The day ends at midnight in Warsaw, at 23 in UTC, in the hour before that in which it ends in
 * Kyiv. */
static void
test_quota_of_each_day (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  guint midnight = 23 - 4;

  fork->plan->settings->horizon_h = 40;
  fork->south->capacity_people_per_h = 0;
  add_quota (fork, "PL", 25, TRUE);
  add_households (fork, 60, 1, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_through (result, fork->north, 0, 4, 7), ==, 25);
  g_assert_cmpuint (count_through (result, fork->north, 4, midnight, 7), ==, 0);
  g_assert_cmpuint (count_through (result, fork->north, midnight, midnight + 1, 7), ==, 25);
  g_assert_cmpuint (result->totals.n_unserved, ==, 10);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_QUOTA);
}

static void
test_quota_from_later_on (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_people_per_h = 20;
  add_quota (fork, "PL", 10, FALSE)->from_utc_s = COR_TEST_START_UTC_S + 5 * HOUR;
  add_households (fork, 70, 1, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_through (result, fork->north, 3, 5, 7), ==, 40);
  g_assert_cmpuint (count_through (result, fork->north, 5, 48, 7), ==, 10);
  g_assert_cmpuint (result->totals.n_unserved, ==, 20);
}

/* A household larger than an hour of its mode passes in parts, one larger than a quota not at all.
 */
static void
test_large_household (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_by_mode_people_per_h[0] = 60;
  fork->north->capacity_by_mode_people_per_h[1] = 5;
  fork->north->capacity_by_mode_people_per_h[2] = 0;
  add_households (fork, 1, 8, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_through (result, fork->north, 3, 4, COR_MODE_COACH), ==, 5);
  g_assert_cmpuint (count_through (result, fork->north, 4, 5, COR_MODE_COACH), ==, 3);
}

static void
test_household_larger_than_quota (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->south->capacity_people_per_h = 0;
  add_quota (fork, "PL", 3, TRUE);
  add_households (fork, 1, 4, COR_ANSWER_NO);
  add_households (fork, 1, 2, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 2);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_QUOTA);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->remedy.amount, ==, 1);
}

/* Of a household of three in wheelchairs and one more, where two pass in an hour. */
static void
add_large_household (CorTestFork *fork)
{
  CorId household_id = cor_id_from_key ("household");

  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_people_per_h = 2;
  for (guint i = 0; i < 4; i++)
    {
      CorPerson *person = cor_test_plan_add_people (fork->plan, &fork->town, 1);

      person->household_id = household_id;
      person->needs = i < 3 ? COR_NEED_WHEELCHAIR : 0;
    }
}

static void
add_vehicle (CorTestFork *fork, guint seats, guint wheelchair_places)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_MINIBUS);

  vehicle->n_vehicles = 2;
  vehicle->seats = seats;
  vehicle->wheelchair_places = wheelchair_places;
  vehicle->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, vehicle);
}

/* Those with needs pass first, each in a seat of their own. */
static void
test_needs_of_large_household (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_large_household (fork);
  add_vehicle (fork, 1, 2);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert_cmpuint (movement->n_people, ==, 2);
      g_assert_cmpuint (movement->needs_people[0], ==, i == 0 ? 2 : 1);
    }
}

/* Nobody leaves and lets them behind. */
static void
test_needs_before_others (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_large_household (fork);
  add_vehicle (fork, 8, 0);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 0);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->needs_people[0], ==, 3);
}

/* A coach that is late for its people's hours finds room in others: the quota is not of hours. */
static void
test_vehicles_under_quota (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorVehicle *coach = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  coach->n_vehicles = 1;
  coach->seats = 20;
  coach->n_drivers = 1;
  coach->turnaround_min = 0;
  coach->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, coach);
  fork->south->capacity_people_per_h = 0;
  add_quota (fork, "PL", 50, FALSE);
  add_households (fork, 14, 4, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 48);
  g_assert_cmpint (cor_test_get_only_unserved (result)->reason, ==, COR_REASON_QUOTA);
  g_assert_cmpuint (cor_test_get_only_unserved (result)->remedy.amount, ==, 6);
}

/* On the way from the town to the fork. */
static CorAgreedCorridor *
add_corridor (CorTestFork *fork)
{
  CorPosition line[] = { { 50.0, 26.0 }, { 50.0, 25.0 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  g_free (corridor->label);
  corridor->label = g_strdup ("Green road");
  cor_edit_put (fork->plan->edit, corridor);

  return corridor;
}

/* Those who need a corridor get their share of a quota, too, and no more. */
static void
test_corridor_under_quota (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_corridor (fork);
  fork->south->capacity_people_per_h = 0;
  add_quota (fork, "PL", 30, FALSE);
  add_households (fork, 12, 4, COR_ANSWER_NO);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 28);
  g_assert_cmpuint (count_through (result, fork->north, 0, 48, 7), ==, 28);
}

/* Two cars an hour enter the corridor, whatever the crossing takes: of what it has under a quota in
 * its first hours most is of no use then, and is used later. */
static void
test_unused_share_of_quota (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorAgreedCorridor *corridor = add_corridor (fork);

  corridor->max_column_vehicles = 2;
  corridor->min_spacing_min = 60;
  corridor->modes = COR_MODE_CAR;
  fork->plan->settings->people_per_car_x10 = 40;
  fork->north->capacity_people_per_h = 40;
  fork->south->capacity_people_per_h = 0;
  add_quota (fork, "PL", 60, FALSE);
  add_households (fork, 20, 4, COR_ANSWER_YES);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 60);
  g_assert_cmpuint (count_through (result, fork->north, 0, 48, COR_MODE_CAR), ==, 60);
}

/* Everything at once: what is wrong with any of these the checker says. */
static void
set_limits_at_random (CorTestFork *fork, CorCrossing *crossing, GRand *random)
{
  crossing->capacity_people_per_h = (guint) g_rand_int_range (random, 0, 14);
  if (g_rand_boolean (random))
    crossing->reception_people_per_h = (guint) g_rand_int_range (random, 0, 12);
  for (guint i = 0; i < COR_N_MODES; i++)
    if (g_rand_boolean (random))
      crossing->capacity_by_mode_people_per_h[i] = (guint) g_rand_int_range (random, 0, 8);
  if (g_rand_boolean (random))
    {
      CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

      interval->state = COR_CROSSING_OPEN;
      interval->modes = (guint) g_rand_int_range (random, 1, 8);
      interval->from_utc_s = COR_TEST_START_UTC_S + g_rand_int_range (random, 2, 8) * HOUR;
      interval->until_utc_s = interval->from_utc_s + g_rand_int_range (random, 1, 8) * HOUR;
      interval->capacity_people_per_h = (guint) g_rand_int_range (random, 0, 14);
      interval->by_officer = TRUE;
      cor_crossing_sort (crossing);
    }
}

static void
add_at_random (CorTestFork *fork, GRand *random)
{
  guint n_quotas = (guint) g_rand_int_range (random, 0, 4);

  fork->plan->settings->horizon_h = (guint) g_rand_int_range (random, 4, 30);
  set_limits_at_random (fork, fork->north, random);
  set_limits_at_random (fork, fork->south, random);
  if (g_rand_boolean (random))
    set_country (fork->south, "PL", "Europe/Warsaw");
  for (guint i = 0; i < n_quotas; i++)
    {
      CorQuota *quota =
          add_quota (fork, g_rand_boolean (random) ? "PL" : "RO",
                     (guint) g_rand_int_range (random, 0, 40), g_rand_boolean (random));

      if (g_rand_boolean (random))
        quota->from_utc_s = COR_TEST_START_UTC_S + g_rand_int_range (random, 0, 1200) * 60;
      if (g_rand_boolean (random))
        quota->until_utc_s = COR_TEST_START_UTC_S + g_rand_int_range (random, 1201, 1800) * 60;
    }
  for (guint i = 0; i < 12; i++)
    add_households (fork, 1, (guint) g_rand_int_range (random, 1, 7),
                    g_rand_boolean (random) ? COR_ANSWER_YES : COR_ANSWER_NO);
  if (g_rand_int_range (random, 0, 3) == 0)
    add_corridor (fork)->max_column_vehicles = (guint) g_rand_int_range (random, 3, 8);
  if (g_rand_int_range (random, 0, 3) == 0)
    {
      CorVehicle *coach = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

      coach->n_vehicles = (guint) g_rand_int_range (random, 1, 3);
      coach->seats = (guint) g_rand_int_range (random, 7, 20);
      coach->n_drivers = 1;
      coach->depot_position = (CorPosition){ 50.0, 26.0 };
      cor_edit_put (fork->plan->edit, coach);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  guint n_by_quota = 0, n_by_mode = 0, n_by_reception = 0, n_served = 0;

  for (guint i = 0; i < N_RANDOM; i++)
    {
      CorTestFork fork;
      g_autoptr (CorResult) result = NULL;

      set_up (&fork, NULL);
      add_at_random (&fork, random);
      result = cor_test_plan_compute (fork.plan);
      n_served += result->totals.n_assigned > 0;
      for (guint j = 0; j < result->unserved->len; j++)
        {
          const CorUnserved *unserved = result->unserved->pdata[j];

          n_by_quota += unserved->reason == COR_REASON_QUOTA;
          n_by_mode += unserved->remedy.kind == COR_BINDING_CROSSING_MODE;
          n_by_reception += unserved->remedy.kind == COR_BINDING_RECEPTION;
          if (unserved->reason == COR_REASON_QUOTA || (unserved->reason == COR_REASON_NO_CAPACITY &&
                                                       unserved->remedy.kind != COR_BINDING_NONE))
            g_assert_cmpuint (unserved->remedy.amount, >, 0);
        }
      cor_test_fork_tear_down (&fork, NULL);
    }

  g_test_message ("%u plans; told: %u quota, %u mode, %u reception", n_served, n_by_quota,
                  n_by_mode, n_by_reception);
  g_assert_cmpuint (n_served, >, N_RANDOM / 2);
  g_assert_cmpuint (n_by_quota, >, 0);
  g_assert_cmpuint (n_by_mode, >, 0);
  g_assert_cmpuint (n_by_reception, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func)                                                                            \
  g_test_add ("/planner/limit-plans/" path, CorTestFork, NULL, set_up, func,                       \
              cor_test_fork_tear_down)
  ADD ("only-so-many-cars", test_only_so_many_cars);
  ADD ("mode-zero", test_mode_zero);
  ADD ("all-modes-zero", test_all_modes_zero);
  ADD ("coach-and-foot", test_coach_and_foot);
  ADD ("reception", test_reception);
  ADD ("interval", test_interval);
  ADD ("quota-in-all", test_quota_in_all);
  ADD ("quota-leaves-people", test_quota_leaves_people);
  ADD ("quota-of-each-day", test_quota_of_each_day);
  ADD ("quota-from-later-on", test_quota_from_later_on);
  ADD ("large-household", test_large_household);
  ADD ("household-larger-than-quota", test_household_larger_than_quota);
  ADD ("needs-of-large-household", test_needs_of_large_household);
  ADD ("needs-before-others", test_needs_before_others);
  ADD ("vehicles", test_vehicles_under_quota);
  ADD ("corridor", test_corridor_under_quota);
  ADD ("unused-share", test_unused_share_of_quota);
#undef ADD
  g_test_add_func ("/planner/limit-plans/random", test_random);

  return g_test_run ();
}
