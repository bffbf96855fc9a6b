/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-reach.h"
#include "cor-slot-flow.h"
#include "cor-test-oracle.h"

#define MAX_PARTIES 7
#define MAX_CROSSINGS 4
#define START_UTC_S G_GINT64_CONSTANT (1645675200) /* 24 February 2022, 06:00 in Kyiv */
#define N_INSTANCES 400

/* More than all driving of an instance. */
#define METRE_S G_GUINT64_CONSTANT (1000000)

typedef struct
{
  GPtrArray *crossings;
  CorTimetable *timetable;
  guint n_parties;
  CorParty parties[MAX_PARTIES];
  CorTrip trips[MAX_PARTIES][COR_N_TRAVELS][MAX_CROSSINGS];
} Instance;

static CorCrossing *
make_crossing (guint capacity_people_per_h, guint modes)
{
  CorCrossing *crossing = cor_crossing_new (NULL);
  CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

  crossing->capacity_people_per_h = capacity_people_per_h;
  interval->state = COR_CROSSING_OPEN;
  interval->modes = modes;

  return crossing;
}

/* A crossing with everything that may happen to one. */
static CorCrossing *
make_random_crossing (GRand *random)
{
  CorCrossing *crossing = make_crossing ((guint) g_rand_int_range (random, 0, 9),
                                         (guint) g_rand_int_range (random, 1, 8));
  guint n_intervals = (guint) g_rand_int_range (random, 0, 3);

  for (guint i = 0; i < n_intervals; i++)
    {
      CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

      interval->from_utc_s = START_UTC_S + g_rand_int_range (random, -60, 600) * 60;
      interval->until_utc_s = interval->from_utc_s + g_rand_int_range (random, 1, 400) * 60;
      interval->state =
          g_rand_int_range (random, 0, 4) == 0 ? COR_CROSSING_CLOSED : COR_CROSSING_OPEN;
      interval->modes = (guint) g_rand_int_range (random, 1, 8);
      interval->by_officer = g_rand_boolean (random);
      if (g_rand_boolean (random))
        {
          interval->opens_min = (guint) g_rand_int_range (random, 0, 1440);
          interval->closes_min = (guint) g_rand_int_range (random, 0, 1441);
        }
    }
  cor_crossing_sort (crossing);

  return crossing;
}

static Instance *
make_random_instance (GRand *random)
{
  Instance *instance = g_new0 (Instance, 1);
  guint n_crossings = (guint) g_rand_int_range (random, 1, MAX_CROSSINGS + 1);
  guint n_hours = (guint) g_rand_int_range (random, 1, 11);

  instance->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  for (guint i = 0; i < n_crossings; i++)
    g_ptr_array_add (instance->crossings, make_random_crossing (random));
  instance->timetable = cor_timetable_new (instance->crossings, START_UTC_S, n_hours);

  instance->n_parties = (guint) g_rand_int_range (random, 0, MAX_PARTIES + 1);
  for (guint i = 0; i < instance->n_parties; i++)
    {
      instance->parties[i].n_people = (guint) g_rand_int_range (random, 1, 15);
      for (guint j = g_rand_boolean (random) ? COR_TRAVEL_CAR : COR_TRAVEL_COACH; j < COR_N_TRAVELS;
           j++)
        {
          instance->parties[i].trips[j] = instance->trips[i][j];
          for (guint k = 0; k < n_crossings; k++)
            {
              CorTrip *trip = &instance->trips[i][j][k];

              trip->hour = (guint) g_rand_int_range (random, 0, (int) n_hours + 2);
              if (trip->hour >= n_hours)
                trip->hour = COR_HOUR_NONE;
              trip->drive_s = (guint) g_rand_int_range (random, 0, 4000);
              if (j == COR_TRAVEL_COACH && instance->parties[i].trips[COR_TRAVEL_CAR] != NULL)
                {
                  trip->hour = MAX (trip->hour, instance->trips[i][0][k].hour);
                  trip->drive_s = MAX (trip->drive_s, instance->trips[i][0][k].drive_s);
                }
            }
        }
    }

  return instance;
}

static void
free_instance (Instance *instance)
{
  cor_timetable_free (instance->timetable);
  g_ptr_array_unref (instance->crossings);
  g_free (instance);
}

static gint64
get_cost (const CorTrip *trip)
{
  return (gint64) (trip->exposed_m * METRE_S + trip->drive_s);
}

/* The drive of a party into a slot, what is exposed of it first; written from the words. */
static gint64
get_drive (guint party, guint slot_index, gpointer user_data)
{
  const Instance *instance = user_data;
  const CorParty *self = &instance->parties[party];
  guint n_slots;
  const CorSlot *slot = cor_timetable_get_all_slots (instance->timetable, &n_slots) + slot_index;
  gint64 drive_s = -1;

  if ((slot->modes & (COR_MODE_COACH | COR_MODE_FOOT)) != 0 &&
      self->trips[COR_TRAVEL_COACH][slot->crossing].hour <= slot->hour)
    drive_s = get_cost (&self->trips[COR_TRAVEL_COACH][slot->crossing]);
  if (self->trips[COR_TRAVEL_CAR] != NULL && (slot->modes & COR_MODE_CAR) != 0 &&
      self->trips[COR_TRAVEL_CAR][slot->crossing].hour <= slot->hour)
    drive_s = get_cost (&self->trips[COR_TRAVEL_CAR][slot->crossing]);

  return drive_s;
}

static CorTestScore
get_oracle_score (Instance *instance)
{
  CorTestProblem problem = { .n_parties = instance->n_parties,
                             .n_hours = cor_timetable_get_n_hours (instance->timetable),
                             .get_drive = get_drive,
                             .user_data = instance };
  const CorSlot *slots = cor_timetable_get_all_slots (instance->timetable, &problem.n_slots);

  for (guint i = 0; i < instance->n_parties; i++)
    problem.n_people[i] = instance->parties[i].n_people;
  for (guint i = 0; i < problem.n_slots; i++)
    {
      problem.hours[i] = slots[i].hour;
      problem.capacities[i] = slots[i].capacity_people;
    }

  return cor_test_oracle_solve (&problem);
}

/* Adds up an assignment, checking that it breaks nothing. */
static CorTestScore
get_score (const Instance *instance, const CorAssignment *assignment)
{
  g_autofree guint *used = g_new0 (guint, MAX_CROSSINGS * 24);
  guint n_assigned[MAX_PARTIES] = { 0 }, n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (instance->timetable, &n_slots);
  CorTestScore score = { 0 };

  for (guint i = 0; i < assignment->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);
      CorTravel travel = passage->mode == COR_MODE_CAR ? COR_TRAVEL_CAR : COR_TRAVEL_COACH;
      const CorTrip *trips = instance->parties[passage->party].trips[travel];

      g_assert_nonnull (trips);
      g_assert_cmpuint (trips[passage->crossing].hour, <=, passage->hour);
      n_assigned[passage->party] += passage->n_people;
      used[passage->crossing * 24 + passage->hour] += passage->n_people;
      score.n_served += passage->n_people;
      score.last_hour = MAX (score.last_hour, passage->hour);
      score.person_hours += (guint64) passage->n_people * passage->hour;
      score.drive_s += passage->n_people * (guint64) get_cost (&trips[passage->crossing]);
    }
  for (guint i = 0; i < instance->n_parties; i++)
    g_assert_cmpuint (n_assigned[i] + g_array_index (assignment->n_unserved, guint, i), ==,
                      instance->parties[i].n_people);
  for (guint i = 0; i < n_slots; i++)
    used[slots[i].crossing * 24 + slots[i].hour] -=
        slots[i].capacity_people - g_array_index (assignment->free_people, guint, i);
  for (guint i = 0; i < MAX_CROSSINGS * 24; i++)
    g_assert_cmpuint (used[i], ==, 0);

  return score;
}

/* Lets parts of the ways lie within reach of a front. */
static void
expose (Instance *instance, GRand *random)
{
  for (guint i = 0; i < instance->n_parties; i++)
    for (guint j = 0; j < COR_N_TRAVELS; j++)
      for (guint k = 0; k < MAX_CROSSINGS; k++)
        {
          guint *exposed_m = &instance->trips[i][j][k].exposed_m;

          *exposed_m = g_rand_boolean (random) ? (guint) g_rand_int_range (random, 1, 10) : 0;
          if (j == COR_TRAVEL_COACH && instance->parties[i].trips[COR_TRAVEL_CAR] != NULL)
            *exposed_m = MAX (*exposed_m, instance->trips[i][COR_TRAVEL_CAR][k].exposed_m);
        }
}

static void
test_every_goal_equals_oracle (gconstpointer is_exposed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220224);
  guint n_unserved = 0, n_late = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      Instance *instance = make_random_instance (random);
      g_autoptr (CorAssignment) assignment = NULL;
      g_autoptr (GError) error = NULL;
      CorTestScore oracle, score;

      if (is_exposed != NULL)
        expose (instance, random);
      assignment = cor_assignment_solve (instance->timetable, instance->parties,
                                         instance->n_parties, NULL, &error);
      oracle = get_oracle_score (instance);
      g_assert_no_error (error);
      score = get_score (instance, assignment);
      g_assert_cmpuint (score.n_served, ==, oracle.n_served);
      g_assert_cmpuint (score.last_hour, ==, oracle.last_hour);
      g_assert_cmpuint (score.person_hours, ==, oracle.person_hours);
      g_assert_cmpuint (score.drive_s, ==, oracle.drive_s);

      for (guint j = 0; j < instance->n_parties; j++)
        n_unserved += g_array_index (assignment->n_unserved, guint, j) > 0;
      n_late += score.last_hour > 2;
      free_instance (instance);
    }

  /* The instances must be hard enough to tell anything. */
  g_assert_cmpuint (n_unserved, >, N_INSTANCES / 4);
  g_assert_cmpuint (n_late, >, N_INSTANCES / 4);
}

/* The flow in time finds the same without looking at how far people drive. */
static void
test_slot_flow_equals_oracle (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220225);

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      Instance *instance = make_random_instance (random);
      g_autoptr (CorSlotFlow) flow = cor_slot_flow_new (instance->timetable, instance->parties,
                                                        instance->n_parties, NULL, NULL);
      CorTestScore oracle = get_oracle_score (instance);
      CorReach reach;

      g_assert_true (cor_slot_flow_solve (flow, NULL, NULL));
      g_assert_cmpuint (cor_slot_flow_get_n_out (flow), ==, oracle.n_served);
      g_assert_cmpuint (cor_slot_flow_get_person_hours (flow), ==, oracle.person_hours);
      if (oracle.n_served > 0)
        {
          g_assert_cmpuint (cor_slot_flow_get_end_min (flow), >, oracle.last_hour * 60);
          g_assert_cmpuint (cor_slot_flow_get_end_min (flow), <=, (oracle.last_hour + 1) * 60);
        }
      g_assert_true (cor_reach_find (instance->timetable, instance->parties, instance->n_parties,
                                     &reach, NULL, NULL));
      g_assert_cmpuint (reach.hours, ==,
                        oracle.person_hours +
                            reach.n_left * cor_timetable_get_n_hours (instance->timetable));
      free_instance (instance);
    }
}

/* How many of the classes up to one can be served if nobody else were there: the oracle's answer.
 */
static guint
get_most_urgent (const Instance *instance, guint priority)
{
  Instance only_urgent = *instance;

  for (guint i = 0; i < instance->n_parties; i++)
    if (instance->parties[i].priority > priority)
      only_urgent.parties[i].n_people = 0;

  return get_oracle_score (&only_urgent).n_served;
}

/* The more urgent are served as if the others did not exist, and nothing is lost by it. */
static void
test_urgent_first (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220226);
  guint n_preferred = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      Instance *instance = make_random_instance (random);
      CorTestScore oracle = get_oracle_score (instance), score;
      g_autoptr (CorAssignment) assignment = NULL;

      for (guint j = 0; j < instance->n_parties; j++)
        instance->parties[j].priority = (guint) g_rand_int_range (random, 0, 3);
      assignment = cor_assignment_solve (instance->timetable, instance->parties,
                                         instance->n_parties, NULL, NULL);
      score = get_score (instance, assignment);
      g_assert_cmpuint (score.n_served, ==, oracle.n_served);
      g_assert_cmpuint (score.last_hour, ==, oracle.last_hour);
      g_assert_cmpuint (score.person_hours, ==, oracle.person_hours);
      for (guint priority = 0; priority < 3; priority++)
        {
          guint n_served = 0;

          for (guint j = 0; j < instance->n_parties; j++)
            if (instance->parties[j].priority <= priority)
              n_served +=
                  instance->parties[j].n_people - g_array_index (assignment->n_unserved, guint, j);
          g_assert_cmpuint (n_served, ==, get_most_urgent (instance, priority));
          n_preferred += n_served > 0 && n_served < score.n_served;
        }
      free_instance (instance);
    }

  g_assert_cmpuint (n_preferred, >, N_INSTANCES / 4);
}

static void
test_near_crossing_when_free (void)
{
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  g_autoptr (CorTimetable) timetable = NULL;
  g_autoptr (CorAssignment) assignment = NULL;
  CorTrip trips[2] = { { 5, 9000 }, { 5, 8000 } };
  CorParty party = { 30, { NULL, trips } };
  const CorPassage *passage;

  g_ptr_array_add (crossings, make_crossing (60, COR_MODE_COACH));
  g_ptr_array_add (crossings, make_crossing (60, COR_MODE_COACH));
  timetable = cor_timetable_new (crossings, START_UTC_S, 24);

  assignment = cor_assignment_solve (timetable, &party, 1, NULL, NULL);

  g_assert_cmpuint (assignment->passages->len, ==, 1);
  passage = &g_array_index (assignment->passages, CorPassage, 0);
  g_assert_cmpuint (passage->crossing, ==, 1);
  g_assert_cmpuint (passage->hour, ==, 5);
  g_assert_cmpint (passage->mode, ==, COR_MODE_COACH);
}

/* Where whole metres and seconds would be too large to add up, plans are still found by them. */
static void
test_large_numbers (void)
{
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  g_autoptr (CorTimetable) timetable = NULL;
  g_autoptr (CorAssignment) assignment = NULL;
  CorTrip trips[2] = { { 5, 80000, 1200000 }, { 5, 90000, 1000000 } };
  g_autofree CorParty *parties = g_new0 (CorParty, 20000);

  for (guint i = 0; i < 20000; i++)
    parties[i] = (CorParty){ 1, { NULL, trips }, i % 4 };
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (crossings, make_crossing (15000, COR_MODE_COACH));
  timetable = cor_timetable_new (crossings, START_UTC_S, 8000);

  assignment = cor_assignment_solve (timetable, parties, 20000, NULL, NULL);

  for (guint i = 0; i < assignment->passages->len; i++)
    g_assert_cmpuint (g_array_index (assignment->passages, CorPassage, i).hour, ==, 5);
  g_assert_cmpuint (
      g_array_index (assignment->free_people, guint, 5 + cor_timetable_get_n_hours (timetable)), ==,
      0);
}

static void
test_only_cars_pass (void)
{
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  g_autoptr (CorTimetable) timetable = NULL;
  g_autoptr (CorAssignment) assignment = NULL;
  CorTrip trip = { 1, 100 };
  CorParty parties[2] = { { 5, { &trip, &trip } }, { 7, { NULL, &trip } } };

  g_ptr_array_add (crossings, make_crossing (60, COR_MODE_CAR));
  timetable = cor_timetable_new (crossings, START_UTC_S, 24);

  assignment = cor_assignment_solve (timetable, parties, 2, NULL, NULL);

  g_assert_cmpuint (g_array_index (assignment->n_unserved, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (assignment->n_unserved, guint, 1), ==, 7);
}

static void
test_cancel (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GPtrArray) crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  g_autoptr (CorTimetable) timetable = NULL;
  g_autoptr (GError) error = NULL;
  CorTrip trip = { 0, 100 };
  CorParty parties[200];

  g_ptr_array_add (crossings, make_crossing (10, COR_MODE_COACH));
  timetable = cor_timetable_new (crossings, START_UTC_S, 168);
  for (guint i = 0; i < G_N_ELEMENTS (parties); i++)
    parties[i] = (CorParty){ 10, { NULL, &trip } };

  g_cancellable_cancel (cancellable);

  g_assert_null (
      cor_assignment_solve (timetable, parties, G_N_ELEMENTS (parties), progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/planner/assignment/oracle", NULL, test_every_goal_equals_oracle);
  g_test_add_data_func ("/planner/assignment/oracle-exposed", GUINT_TO_POINTER (1),
                        test_every_goal_equals_oracle);
  g_test_add_func ("/planner/assignment/slot-flow-equals-oracle", test_slot_flow_equals_oracle);
  g_test_add_func ("/planner/assignment/urgent-first", test_urgent_first);
  g_test_add_func ("/planner/assignment/near-crossing", test_near_crossing_when_free);
  g_test_add_func ("/planner/assignment/large-numbers", test_large_numbers);
  g_test_add_func ("/planner/assignment/only-cars", test_only_cars_pass);
  g_test_add_func ("/planner/assignment/cancel", test_cancel);

  return g_test_run ();
}
