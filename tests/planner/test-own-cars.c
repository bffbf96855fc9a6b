/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "cor-assignment.h"
#include "cor-test-checker.h"
#include "cor-test-fork.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* Who has a car drives it, unless people would be left or the last one be out later. */

#define HOUR COR_SECONDS_PER_HOUR
#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))
#define N_RANDOM 400
#define N_PEOPLE 5
#define N_CROSSINGS 2
#define N_HOURS 3

static void
add_owners (CorTestFork *fork, guint n_households, guint n_people)
{
  for (guint i = 0; i < n_households; i++)
    cor_test_plan_add_people (fork->plan, &fork->town, n_people)->car = COR_ANSWER_YES;
}

static void
limit (CorTestFork *fork, guint n_cars, guint n_coaches)
{
  fork->south->capacity_people_per_h = 0;
  fork->north->capacity_by_mode_people_per_h[0] = n_cars;
  fork->north->capacity_by_mode_people_per_h[1] = n_coaches;
  fork->north->capacity_by_mode_people_per_h[2] = 0;
}

/* Those who leave a car behind; each movement of theirs has to say so. */
static guint
count_leaving (const CorResult *result)
{
  guint n_people = 0;

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      guint n_said = 0;

      for (guint j = 0; j < movement->reasons->len; j++)
        {
          const CorBinding *reason = &g_array_index (movement->reasons, CorBinding, j);

          if (reason->kind == COR_BINDING_OWN_CAR)
            n_said += reason->amount;
        }
      g_assert_cmpuint (n_said, ==, movement->n_leaving_car);
      g_assert_cmpuint (movement->n_leaving_car + movement->n_with_car, <=, movement->n_people);
      n_people += movement->n_leaving_car;
    }

  return n_people;
}

static guint
count_driving (const CorResult *result)
{
  guint n_people = 0;

  for (guint i = 0; i < result->movements->len; i++)
    n_people += ((const CorMovement *) result->movements->pdata[i])->n_with_car;

  return n_people;
}

static void
test_no_cars_pass (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  limit (fork, 0, 60);
  add_owners (fork, 4, 3);
  cor_test_plan_add_people (fork->plan, &fork->town, 5)->car = COR_ANSWER_NO;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 17);
  g_assert_cmpuint (count_leaving (result), ==, 12);
  g_assert_cmpuint (count_driving (result), ==, 0);
}

/* Coaches are there an hour after cars, and take two hours. In three eighteen of sixty can drive;
 * the others would be out later than all have to be. */
static void
test_few_cars_pass (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  limit (fork, 6, 30);
  add_owners (fork, 20, 3);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 60);
  g_assert_cmpfloat (result->totals.clearance_h, ==, 5.0);
  g_assert_cmpuint (count_driving (result), ==, 18);
  g_assert_cmpuint (count_leaving (result), ==, 42);
}

/* Somebody is ready only late. Till then everybody can drive, though half could ride sooner. */
static void
test_nobody_rides_to_be_sooner (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorPerson *last;

  limit (fork, 6, 30);
  add_owners (fork, 10, 3);
  last = cor_test_plan_add_people (fork->plan, &fork->town, 2);
  last->ready_utc_s = COR_TEST_START_UTC_S + 6 * HOUR;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 32);
  g_assert_cmpfloat (result->totals.clearance_h, ==, 10.0);
  g_assert_cmpuint (count_driving (result), ==, 30);
  g_assert_cmpuint (count_leaving (result), ==, 0);
}

/* As in the second plan above; the last one may be out twice as late. */
static void
test_tolerance_is_for_cars (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  limit (fork, 6, 30);
  add_owners (fork, 20, 3);
  fork->plan->settings->tolerance_permille[COR_OBJECTIVE_LAST_OUT] = 1000;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 60);
  g_assert_cmpfloat (result->totals.clearance_h, ==, 10.0);
  g_assert_cmpuint (count_driving (result), ==, 48);
  g_assert_cmpuint (count_leaving (result), ==, 12);
  g_assert_cmpint (result->given_up[COR_OBJECTIVE_LAST_OUT], ==, 5 * HOUR);
}

/* Five an hour hold one family of three only: those for whom single people would have had a place
 * must not be left for it. */
static void
test_families_are_not_left_for_cars (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  limit (fork, 5, 6);
  fork->plan->settings->horizon_h = 7;
  add_owners (fork, 12, 3);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 36);
  g_assert_cmpuint (count_driving (result), ==, 15);
  g_assert_cmpuint (count_leaving (result), ==, 21);
}

/* One vehicle, for one trip, that stands in the town. */
static void
add_minibus (CorTestFork *fork, guint seats)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_MINIBUS);

  vehicle->n_vehicles = 1;
  vehicle->seats = seats;
  vehicle->n_drivers = 1;
  vehicle->max_trips = 1;
  vehicle->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (fork->plan->edit, vehicle);
}

/* There is one vehicle of three seats; those who could drive do. */
static void
test_seats_are_for_those_without (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_minibus (fork, 3);
  limit (fork, 6, 30);
  add_owners (fork, 6, 3);
  cor_test_plan_add_people (fork->plan, &fork->town, 3)->car = COR_ANSWER_NO;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 21);
  g_assert_cmpuint (count_driving (result), ==, 18);
  g_assert_cmpuint (count_leaving (result), ==, 0);
}

/* A family of eight is not parted for the sake of its car. */
static void
test_large_families_ride (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  limit (fork, 6, 30);
  add_owners (fork, 1, 8);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  g_assert_cmpuint (count_leaving (result), ==, 8);
}

/* Three who are ready when all others are through have no seat. In their car they would pass as two
 * and one, though a coach could pass with all of them: that is for the officer to decide. */
static void
test_families_without_seats_are_not_parted (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  CorPerson *family;

  add_minibus (fork, 2);
  limit (fork, 2, 30);
  add_owners (fork, 3, 2);
  family = cor_test_plan_add_people (fork->plan, &fork->town, 3);
  family->car = COR_ANSWER_YES;
  family->ready_utc_s = COR_TEST_START_UTC_S + 6 * HOUR;

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 6);
  g_assert_cmpuint (count_leaving (result), ==, 2);
}

/* Where all modes share a crossing nobody has to ride. */
static void
test_shared_crossings_leave_no_cars (CorTestFork *fork, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  fork->north->capacity_people_per_h = 7;
  fork->south->capacity_people_per_h = 0;
  add_owners (fork, 6, 3);

  result = cor_test_plan_compute (fork->plan);

  g_assert_cmpuint (count_driving (result), ==, 18);
  g_assert_cmpuint (count_leaving (result), ==, 0);
}

/* A few people and slots of each kind, searched through person by person. */
typedef struct
{
  CorTimetable *timetable;
  const CorSlot *slots;
  guint n_slots;
  CorTrip by_car[N_PEOPLE][N_CROSSINGS];
  CorTrip by_coach[N_PEOPLE][N_CROSSINGS];
  CorParty parties[N_PEOPLE];
  guint n_in_slot[64];
  guint best[3]; /* left, riding though with a car, hours */
} Small;

static void
search (Small *self, guint person, const guint *before)
{
  guint now[3];

  if (person == N_PEOPLE)
    {
      for (guint i = 0; i < 3; i++)
        if (before[i] != self->best[i])
          {
            if (before[i] < self->best[i])
              memcpy (self->best, before, sizeof self->best);
            return;
          }
      return;
    }
  memcpy (now, before, sizeof now);
  now[0]++;
  now[2] += N_HOURS;
  search (self, person + 1, now);
  for (guint i = 0; i < self->n_slots; i++)
    {
      CorTravel travel;

      if (self->n_in_slot[i] >= self->slots[i].capacity_people ||
          !cor_party_can_pass (&self->parties[person], &self->slots[i], NULL, &travel))
        continue;
      memcpy (now, before, sizeof now);
      now[1] += travel == COR_TRAVEL_COACH && self->parties[person].trips[COR_TRAVEL_CAR] != NULL;
      now[2] += self->slots[i].hour;
      self->n_in_slot[i]++;
      search (self, person + 1, now);
      self->n_in_slot[i]--;
    }
}

static void
check_small (GRand *rand)
{
  static const guint modes[] = { COR_MODE_CAR, COR_MODE_COACH, COR_MODE_CAR | COR_MODE_COACH };
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  g_autoptr (CorAssignment) whole = NULL;
  g_autoptr (CorAssignment) fewest = NULL;
  Small small = { .best = { G_MAXUINT, G_MAXUINT, G_MAXUINT } };
  guint none[3] = { 0 }, got[3] = { 0 };

  for (guint i = 0; i < N_CROSSINGS; i++)
    {
      CorCrossing *crossing = cor_crossing_new (NULL);
      CorCrossingInterval *interval = g_new0 (CorCrossingInterval, 1);

      *interval = (CorCrossingInterval){ .from_utc_s = G_MININT64,
                                         .until_utc_s = G_MAXINT64,
                                         .closes_min = 1440,
                                         .state = COR_CROSSING_OPEN,
                                         .modes = modes[g_rand_int_range (rand, 0, 3)],
                                         .capacity_people_per_h = COR_UNLIMITED };
      g_ptr_array_add (crossing->intervals, interval);
      crossing->capacity_people_per_h = g_rand_int_range (rand, 1, 3);
      g_ptr_array_add (crossings, crossing);
    }
  small.timetable = cor_timetable_new (crossings, COR_TEST_START_UTC_S, N_HOURS);
  small.slots = cor_timetable_get_all_slots (small.timetable, &small.n_slots);
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      for (guint j = 0; j < N_CROSSINGS; j++)
        {
          small.by_car[i][j].hour = g_rand_int_range (rand, 0, N_HOURS);
          small.by_coach[i][j].hour = small.by_car[i][j].hour + g_rand_int_range (rand, 0, 2);
        }
      small.parties[i].n_people = 1;
      small.parties[i].trips[COR_TRAVEL_COACH] = small.by_coach[i];
      if (g_rand_int_range (rand, 0, 3) > 0)
        small.parties[i].trips[COR_TRAVEL_CAR] = small.by_car[i];
    }
  whole = cor_assignment_solve (small.timetable, small.parties, N_PEOPLE, NULL, NULL);
  fewest = cor_assignment_solve_cars (small.timetable, small.parties, N_PEOPLE, whole, N_HOURS,
                                      NULL, NULL);
  for (guint i = 0; i < N_PEOPLE; i++)
    got[0] += g_array_index (fewest->n_unserved, guint, i);
  got[2] = got[0] * N_HOURS;
  for (guint i = 0; i < fewest->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (fewest->passages, CorPassage, i);

      got[1] += (passage->mode & RIDER_MODES) != 0 &&
                small.parties[passage->party].trips[COR_TRAVEL_CAR] != NULL;
      got[2] += passage->hour;
    }
  search (&small, 0, none);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (got[i], ==, small.best[i]);
  cor_timetable_free (small.timetable);
}

static void
test_fewest_is_exact (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (17);

  for (guint i = 0; i < N_RANDOM; i++)
    check_small (rand);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/planner/own-cars/" path, CorTestFork, NULL, cor_test_fork_set_up, func,            \
              cor_test_fork_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-cars-pass", test_no_cars_pass);
  ADD ("few-cars-pass", test_few_cars_pass);
  ADD ("nobody-rides-to-be-sooner", test_nobody_rides_to_be_sooner);
  ADD ("tolerance-is-for-cars", test_tolerance_is_for_cars);
  ADD ("families-are-not-left-for-cars", test_families_are_not_left_for_cars);
  ADD ("seats-are-for-those-without", test_seats_are_for_those_without);
  ADD ("large-families-ride", test_large_families_ride);
  ADD ("families-without-seats-are-not-parted", test_families_without_seats_are_not_parted);
  ADD ("shared-crossings-leave-no-cars", test_shared_crossings_leave_no_cars);
  g_test_add_func ("/planner/own-cars/fewest-is-exact", test_fewest_is_exact);

  return g_test_run ();
}
