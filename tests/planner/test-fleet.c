/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-test-fleet.h"

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)
#define HOUR 3600
#define N_INSTANCES 600
#define N_TINY 200
#define N_DAYS 100

static CorFleetTrip *
get_trip (const CorTestFleet *fleet, guint trip)
{
  g_assert_cmpuint (trip, <, fleet->plan->trips->len);

  return &g_array_index (fleet->plan->trips, CorFleetTrip, trip);
}

static CorTestFleet *
make_random (GRand *random, gboolean is_tiny)
{
  guint n_clusters = (guint) g_rand_int_range (random, 1, is_tiny ? 3 : 5);
  guint n_hours = (guint) g_rand_int_range (random, 2, is_tiny ? 6 : 20);
  guint n_crossings = (guint) g_rand_int_range (random, 1, is_tiny ? 3 : 4);
  guint n_vehicles = (guint) g_rand_int_range (random, 0, is_tiny ? 3 : 7);
  CorTestFleet *self = cor_test_fleet_new (n_clusters, n_hours);

  for (guint i = 0; i < n_crossings; i++)
    cor_test_fleet_add_crossing (self, (guint) g_rand_int_range (random, 0, 30),
                                 (guint) g_rand_int_range (random, 1, 8));
  for (guint i = 0; i < n_clusters; i++)
    {
      guint n_households = (guint) g_rand_int_range (random, 0, is_tiny ? 4 : 12);

      for (guint j = 0; j < n_crossings; j++)
        self->drive_min[i][j] = (guint) g_rand_int_range (random, 0, 200);
      for (guint j = 0; j < COR_TEST_FLEET_DEPOTS; j++)
        self->depot_min[j][i] = (guint) g_rand_int_range (random, 0, 150);
      for (guint j = 0; j < n_households; j++)
        cor_test_fleet_add_household (
            self, i, (guint) g_rand_int_range (random, 1, 9),
            g_rand_int_range (random, 0, 5) == 0 ? (guint) g_rand_int_range (random, 0, 8) : 0);
      for (guint j = 0; !is_tiny && g_rand_boolean (random) && j < 3; j++)
        cor_test_fleet_add_drivers (self, i, (guint) g_rand_int_range (random, 1, 5));
    }
  for (guint i = 0; i < n_vehicles; i++)
    {
      CorFleetVehicle *vehicle = cor_test_fleet_add_vehicle (
          self, (guint) g_rand_int_range (random, 0, COR_TEST_FLEET_DEPOTS),
          (guint) g_rand_int_range (random, 0, 21));

      if (g_rand_int_range (random, 0, 3) == 0)
        for (guint j = 1; j < COR_N_SEAT_KINDS; j++)
          vehicle->seats.n[j] = (guint) g_rand_int_range (random, 0, 3);
      for (guint j = 0; g_rand_int_range (random, 0, 3) == 0 && j < COR_N_SEAT_KINDS; j++)
        vehicle->seats.n_oxygen[j] = vehicle->seats.n[j];
      if (g_rand_boolean (random))
        vehicle->from_utc_s += g_rand_int_range (random, -60, 300) * 60;
      if (g_rand_int_range (random, 0, 3) == 0)
        vehicle->until_utc_s = vehicle->from_utc_s + g_rand_int_range (random, 60, 900) * 60;
      if (g_rand_boolean (random))
        vehicle->duty_s = (guint) g_rand_int_range (random, 100, 700) * 60;
      vehicle->turnaround_s = (guint) g_rand_int_range (random, 0, 60) * 60;
      vehicle->hands_over = g_rand_boolean (random);
      vehicle->max_trips = (guint) g_rand_int_range (random, 0, 3);
    }

  return self;
}

static gboolean
is_better (const CorFleetScore *a, const CorFleetScore *b)
{
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour < b->last_hour;

  return a->hours < b->hours;
}

static void
check_bound (const CorTestFleet *fleet, const CorFleetScore *score)
{
  const CorFleetScore *bound = &fleet->plan->bound;

  g_assert_cmpuint (bound->n_left, <=, score->n_left);
  g_assert_cmpuint (bound->hours, <=, score->hours);
  if (bound->n_left == score->n_left)
    g_assert_cmpuint (bound->last_hour, <=, score->last_hour);
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220307);
  guint n_with_trips = 0, n_at_bound = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      g_autoptr (CorTestFleet) fleet = make_random (random, FALSE);
      CorFleetScore score;

      /* Small plans are searched through, which takes long; most are larger. */
      for (guint j = 0; i % 20 != 0 && j < 25; j++)
        cor_test_fleet_add_household (fleet, 0, (guint) g_rand_int_range (random, 1, 4), 0);
      cor_test_fleet_solve (fleet);
      score = cor_test_fleet_check (fleet);
      check_bound (fleet, &score);
      n_with_trips += fleet->plan->trips->len > 1;
      n_at_bound += fleet->plan->bound.hours == score.hours;
    }
  g_test_message ("%u of %u have several trips, %u reach the bound", n_with_trips, N_INSTANCES,
                  n_at_bound);
  g_assert_cmpuint (n_with_trips, >, N_INSTANCES / 3);
}

/* Days with rests in them, and queues of others that come and go. */
static void
test_random_days (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220309);
  guint n_left = 0;

  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autoptr (CorTestFleet) fleet = make_random (random, FALSE);
      CorFleetScore score;

      fleet->n_hours = (guint) g_rand_int_range (random, 20, 70);
      for (guint j = 0; j < fleet->crossings->len; j++)
        for (guint k = 0; g_rand_boolean (random) && k < 2; k++)
          cor_test_fleet_add_wait (fleet, j, (guint) g_rand_int_range (random, 0, 60),
                                   (guint) g_rand_int_range (random, 0, 200));
      for (guint j = 0; j < fleet->n_clusters; j++)
        for (guint k = 0; k < 20; k++)
          cor_test_fleet_add_household (fleet, j, (guint) g_rand_int_range (random, 1, 9), 0);

      cor_test_fleet_solve (fleet);
      score = cor_test_fleet_check (fleet);
      check_bound (fleet, &score);
      n_left += score.n_left > 0;
    }
  g_assert_cmpuint (n_left, >, N_DAYS / 4);
}

static void
test_against_every_way (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220308);
  guint n_compared = 0, n_best = 0, n_proven = 0;

  for (guint i = 0; i < N_TINY; i++)
    {
      g_autoptr (CorTestFleet) fleet = make_random (random, TRUE);
      CorFleetScore score, best;

      cor_test_fleet_solve (fleet);
      score = cor_test_fleet_check (fleet);
      if (fleet->loading->n_divided > 0 || fleet->households->len > 6)
        continue;
      best = cor_test_fleet_search_all (fleet);

      g_assert_false (is_better (&score, &best));
      check_bound (fleet, &best);
      n_compared++;
      n_best += !is_better (&best, &score);
      n_proven += fleet->plan->bound.n_left == best.n_left &&
                  fleet->plan->bound.last_hour == best.last_hour &&
                  fleet->plan->bound.hours == best.hours;
    }
  g_test_message ("%u of %u are best possible, %u are proven", n_best, n_compared, n_proven);
  g_assert_cmpuint (n_compared, >, N_TINY / 2);
  g_assert_cmpuint (n_best, ==, n_compared);
  g_assert_cmpuint (n_proven, ==, n_compared);
}

/* One crossing an hour away, one coach: two hours out and back. */
static void
test_second_trip (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 12);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  for (guint i = 0; i < 10; i++)
    cor_test_fleet_add_household (fleet, 0, 10, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 50)->hands_over = TRUE;
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 2);
  g_assert_cmpuint (get_trip (fleet, 0)->hour, ==, 1);
  g_assert_cmpuint (get_trip (fleet, 1)->hour, ==, 3);
  g_assert_cmpuint (get_trip (fleet, 1)->number, ==, 2);
  g_assert_cmpuint (fleet->plan->score.hours, ==, fleet->plan->bound.hours);
}

/* That some live close to the border does not bring those sooner who live far away. */
static void
test_far_away (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (2, 20);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  fleet->drive_min[0][0] = 30;
  fleet->drive_min[1][0] = 240;
  fleet->depot_min[0][0] = fleet->depot_min[0][1] = 0;
  cor_test_fleet_add_household (fleet, 0, 10, 0);
  for (guint i = 0; i < 4; i++)
    cor_test_fleet_add_household (fleet, 1, 10, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 10)->hands_over = TRUE;
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->bound.n_left, >, 0);
}

/* Others wait at the border, so that a coach that hands over can be there twice for one hour. That
 * is no reason not to know that those far away cannot all be out. */
static void
test_twice_for_one_hour (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (2, 30);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_wait (fleet, 0, 0, 50);
  fleet->drive_min[0][0] = 10;
  fleet->drive_min[1][0] = 240;
  for (guint i = 0; i < 4; i++)
    cor_test_fleet_add_household (fleet, 0, 10, 0);
  for (guint i = 0; i < 30; i++)
    cor_test_fleet_add_household (fleet, 1, 10, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 10)->hands_over = TRUE;
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->bound.n_left, >, 250);
}

/* Who goes over the border is back an hour later, and rests for the turnaround. */
static void
test_turnaround (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 12);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  for (guint i = 0; i < 10; i++)
    cor_test_fleet_add_household (fleet, 0, 10, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 50)->turnaround_s = 30 * 60;
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 2);
  g_assert_cmpuint (get_trip (fleet, 1)->hour, ==, 5);
}

static void
test_needs (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 12);
  CorFleetVehicle *ambulance;

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_household (fleet, 0, 3, COR_NEED_STRETCHER | COR_NEED_OXYGEN);
  cor_test_fleet_add_household (fleet, 0, 2, COR_NEED_WHEELCHAIR);
  cor_test_fleet_add_household (fleet, 0, 40, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 50);
  ambulance = cor_test_fleet_add_vehicle (fleet, 0, 1);
  ambulance->seats.n[COR_SEAT_STRETCHER] = ambulance->seats.n_oxygen[COR_SEAT_STRETCHER] = 1;
  cor_test_fleet_solve (fleet);

  /* Nothing takes a wheelchair; the family of the one on a stretcher goes in both. */
  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->score.n_left, ==, 2);
  g_assert_cmpuint (fleet->plan->bound.n_left, ==, 2);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 2);
  g_assert_cmpuint (get_trip (fleet, 0)->hour, ==, 1);
  g_assert_cmpuint (get_trip (fleet, 1)->hour, ==, 1);
}

static void
test_household_larger_than_any_vehicle (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 6);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_household (fleet, 0, 60, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 25);
  cor_test_fleet_add_vehicle (fleet, 0, 25);
  cor_test_fleet_add_vehicle (fleet, 0, 25);
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->score.n_left, ==, 0);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 3);
}

static void
test_household_larger_than_all_vehicles (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 6);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_household (fleet, 0, 60, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 25);
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->score.n_left, ==, 60);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 0);
}

/* A duty of five hours holds one round of four; after eleven hours of rest there is another. */
static void
test_duty_and_rest (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 24);
  CorFleetVehicle *coach;

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  for (guint i = 0; i < 2; i++)
    cor_test_fleet_add_household (fleet, 0, 40, 0);
  coach = cor_test_fleet_add_vehicle (fleet, 0, 50);
  coach->duty_s = 4 * HOUR;
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 2);
  g_assert_cmpuint (get_trip (fleet, 0)->hour, ==, 1);
  g_assert_cmpint (get_trip (fleet, 1)->leave_utc_s - get_trip (fleet, 0)->free_utc_s, >=,
                   COR_FLEET_REST_S);
  g_assert_cmpuint (get_trip (fleet, 1)->hour, ==, 2 + 11 + 2);
}

/* The night to 27 March 2022 is an hour shorter on the clock, and not on duty. */
static void
test_duty_in_the_night_of_daylight_saving (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 12);
  CorFleetVehicle *coach;

  fleet->start_utc_s = G_GINT64_CONSTANT (1648335600); /* 2022-03-26 23:00 UTC */
  fleet->drive_min[0][0] = 3 * 60;
  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_household (fleet, 0, 40, 0);
  coach = cor_test_fleet_add_vehicle (fleet, 0, 50);
  coach->duty_s = 4 * HOUR - 1;
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->score.n_left, ==, 40);
}

static void
test_two_clusters_at_one_point (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (2, 6);

  fleet->drive_min[1][0] = fleet->drive_min[0][0];
  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_household (fleet, 0, 10, 0);
  cor_test_fleet_add_household (fleet, 1, 10, 0);
  cor_test_fleet_add_vehicle (fleet, 0, 50);
  cor_test_fleet_solve (fleet);

  /* One coach does not call at both: it comes again. */
  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->score.n_left, ==, 0);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 2);
}

/* What is free in a coach is filled with those whose turn would come later. */
static void
test_fewer_movements (void)
{
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 6);

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  for (guint i = 0; i < 20; i++)
    cor_test_fleet_add_household (fleet, 0, 2, 0);
  for (guint i = 0; i < 3; i++)
    cor_test_fleet_add_vehicle (fleet, 0, 20);
  cor_test_fleet_solve (fleet);

  cor_test_fleet_check (fleet);
  g_assert_cmpuint (fleet->plan->trips->len, ==, 2);
  g_assert_cmpuint (fleet->plan->score.n_movements, ==, 1);
}

static void
test_nothing (void)
{
  g_autoptr (CorTestFleet) nobody = cor_test_fleet_new (1, 6);
  g_autoptr (CorTestFleet) nowhere = cor_test_fleet_new (1, 6);
  g_autoptr (CorTestFleet) nothing = cor_test_fleet_new (1, 6);

  cor_test_fleet_add_crossing (nobody, 100, ALL_MODES);
  cor_test_fleet_add_vehicle (nobody, 0, 20);
  cor_test_fleet_solve (nobody);
  cor_test_fleet_check (nobody);
  g_assert_cmpuint (nobody->plan->trips->len, ==, 0);

  cor_test_fleet_add_crossing (nowhere, 0, ALL_MODES);
  cor_test_fleet_add_household (nowhere, 0, 20, 0);
  cor_test_fleet_add_vehicle (nowhere, 0, 20);
  cor_test_fleet_solve (nowhere);
  g_assert_cmpuint (cor_test_fleet_check (nowhere).n_left, ==, 20);

  cor_test_fleet_add_crossing (nothing, 100, ALL_MODES);
  cor_test_fleet_add_household (nothing, 0, 20, 0);
  cor_test_fleet_add_drivers (nothing, 0, 7);
  cor_test_fleet_solve (nothing);
  g_assert_cmpuint (cor_test_fleet_check (nothing).n_left, ==, 20);
  g_assert_cmpuint (nothing->plan->bound.n_left, ==, 20);
}

static CorTestFleet *
solve_random (guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  CorTestFleet *fleet = make_random (random, FALSE);

  cor_test_fleet_solve (fleet);

  return fleet;
}

static void
test_same_twice (void)
{
  g_autoptr (CorTestFleet) first = solve_random (20220309);
  g_autoptr (CorTestFleet) second = solve_random (20220309);

  g_assert_cmpuint (first->plan->trips->len, ==, second->plan->trips->len);
  for (guint i = 0; i < first->plan->trips->len; i++)
    {
      g_assert_cmpuint (get_trip (first, i)->vehicle, ==, get_trip (second, i)->vehicle);
      g_assert_cmpuint (get_trip (first, i)->n_people, ==, get_trip (second, i)->n_people);
      g_assert_cmpint (get_trip (first, i)->leave_utc_s, ==, get_trip (second, i)->leave_utc_s);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (CorTestFleet) fleet = cor_test_fleet_new (1, 6);
  g_autoptr (GError) error = NULL;

  cor_test_fleet_add_crossing (fleet, 100, ALL_MODES);
  cor_test_fleet_add_household (fleet, 0, 20, 0);
  cor_test_fleet_solve (fleet);
  g_cancellable_cancel (cancellable);

  g_assert_null (
      cor_fleet_plan_new (&fleet->problem, fleet->loading, fleet->single, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/fleet/second-trip", test_second_trip);
  g_test_add_func ("/planner/fleet/far-away", test_far_away);
  g_test_add_func ("/planner/fleet/twice-for-one-hour", test_twice_for_one_hour);
  g_test_add_func ("/planner/fleet/turnaround", test_turnaround);
  g_test_add_func ("/planner/fleet/needs", test_needs);
  g_test_add_func ("/planner/fleet/large-household", test_household_larger_than_any_vehicle);
  g_test_add_func ("/planner/fleet/too-large-household", test_household_larger_than_all_vehicles);
  g_test_add_func ("/planner/fleet/duty", test_duty_and_rest);
  g_test_add_func ("/planner/fleet/daylight-saving", test_duty_in_the_night_of_daylight_saving);
  g_test_add_func ("/planner/fleet/one-point", test_two_clusters_at_one_point);
  g_test_add_func ("/planner/fleet/fewer-movements", test_fewer_movements);
  g_test_add_func ("/planner/fleet/nothing", test_nothing);
  g_test_add_func ("/planner/fleet/same-twice", test_same_twice);
  g_test_add_func ("/planner/fleet/cancelled", test_cancelled);
  g_test_add_func ("/planner/fleet/random", test_random);
  g_test_add_func ("/planner/fleet/random-days", test_random_days);
  g_test_add_func ("/planner/fleet/every-way", test_against_every_way);

  return g_test_run ();
}
