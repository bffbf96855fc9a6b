/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-closure.h"
#include "cor-loading.h"
#include "cor-test-plan.h"

/* What plans do for the later goals: exposure, movements, change. */

#define N_INSTANCES 250u
#define MAX_PARTIES 4
#define MAX_CROSSINGS 2
#define MAX_HOUSEHOLDS 5
#define MAX_SLOTS 8
#define N_HOURS 3u
#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

/* A town in the east; west of it a fork, and behind that two crossings far from each other. */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorCrossing *north;
  CorCrossing *south;
} Fork;

static void
add_crossing_node (Fork *fork,
                   const char *name,
                   double lat,
                   double lon,
                   guint32 from,
                   guint minutes)
{
  CorNewPlace place = { .crossing = name };
  guint32 node = cor_test_plan_add_node (fork->plan, name, lat, lon);

  cor_network_builder_add_place (fork->plan->builder, node, &place);
  cor_test_plan_add_leg (fork->plan, from, node, minutes);
}

static void
set_up (Fork *fork, guint north_min, guint south_min)
{
  guint32 town, middle;

  fork->plan = cor_test_plan_new ();
  town = cor_test_plan_add_node (fork->plan, "Town", 50.0, 26.0);
  middle = cor_test_plan_add_node (fork->plan, "Fork", 50.0, 25.0);
  cor_test_plan_add_leg (fork->plan, town, middle, 60);
  add_crossing_node (fork, "north", 50.5, 24.0, middle, north_min);
  add_crossing_node (fork, "south", 49.0, 23.0, middle, south_min);
  fork->town = cor_test_plan_add_town (fork->plan, "Town", 50.0, 26.0);
  fork->north = cor_test_plan_add_crossing (fork->plan, "north", 50.5, 24.0, 60, ALL_MODES);
  fork->south = cor_test_plan_add_crossing (fork->plan, "south", 49.0, 23.0, 60, ALL_MODES);
}

/* A front across nothing, close to the northern crossing. */
static void
draw_front (Fork *fork, guint reach_m)
{
  const CorPosition ends[] = { { 50.6, 23.9 }, { 50.6, 24.1 } };
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *front;

  cor_geometry_add_part (line, COR_PART_LINE, ends, G_N_ELEMENTS (ends));
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = 1000;
  fork->plan->settings->exposure_reach_m = reach_m;
  cor_edit_put (fork->plan->edit, front);
}

/* In the same hour one can be at either crossing, the nearer one beside a front. */
static void
test_avoids_a_front_in_equal_time (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (CorResult) result = NULL;
      Fork fork;

      set_up (&fork, 30, 35);
      draw_front (&fork, i == 0 ? 0 : 20000);
      cor_test_plan_add_people (fork.plan, &fork.town, 20);

      result = cor_test_plan_compute (fork.plan);

      g_assert_cmpuint (cor_test_count_through (result, i == 0 ? fork.north : fork.south), ==, 20);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE], ==, 0);
      cor_test_plan_free (fork.plan);
    }
}

/* The other crossing is an hour further, of twenty-two: 50 thousandths are enough, 40 are not. */
static void
test_takes_longer_as_far_as_it_may (void)
{
  const guint tolerances[] = { 0, 40, 50 };

  for (guint i = 0; i < G_N_ELEMENTS (tolerances); i++)
    {
      gboolean is_south = tolerances[i] == 50;
      g_autoptr (CorResult) result = NULL;
      g_autoptr (CorSnapshot) snapshot = NULL;
      g_autoptr (CorPlanner) planner = NULL;
      Fork fork;

      set_up (&fork, 20 * 60 + 30, 21 * 60 + 30);
      draw_front (&fork, 20000);
      fork.plan->settings->tolerance_permille[COR_OBJECTIVE_LAST_OUT] = tolerances[i];
      fork.plan->settings->tolerance_permille[COR_OBJECTIVE_PERSON_TIME] = tolerances[i];
      for (guint j = 0; j < 4; j++)
        cor_test_plan_add_people (fork.plan, &fork.town, 5)->car = COR_ANSWER_YES;

      snapshot = cor_test_plan_finish (fork.plan);
      planner = cor_planner_new (fork.plan->network, NULL);
      result = cor_test_plan_compute_after (planner, snapshot, NULL);

      g_assert_cmpuint (cor_test_count_through (result, is_south ? fork.south : fork.north), ==,
                        20);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_EXPOSURE] > 0, ==, !is_south);
      g_assert_cmpint (result->given_up[COR_OBJECTIVE_LAST_OUT], ==,
                       is_south ? COR_SECONDS_PER_HOUR : 0);
      g_assert_cmpint (result->given_up[COR_OBJECTIVE_PERSON_TIME], ==,
                       is_south ? 20 * COR_SECONDS_PER_HOUR : 0);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_LAST_OUT], ==,
                       (is_south ? 24 : 23) * COR_SECONDS_PER_HOUR);
      cor_test_plan_free (fork.plan);
    }
}

/* Few households, few slots: all ways to load them can be tried. */
typedef struct
{
  GPtrArray *crossings;
  CorTimetable *timetable;
  guint n_slots;
  const CorSlot *slots;
  CorTrip trips[MAX_PARTIES][MAX_CROSSINGS];
  CorTripLess less[MAX_PARTIES][MAX_CROSSINGS][2];
  CorParty parties[MAX_PARTIES];
  guint n_parties;
  GArray *households;
  CorGoals goals;
} Instance;

static void
add_households (Instance *self, GRand *random)
{
  self->households = g_array_new (FALSE, TRUE, sizeof (CorHousehold));
  for (guint i = 0; i < self->n_parties; i++)
    {
      CorHousehold household = { .group = i, .n_persons = 1, .weight = 1 };
      guint n_households = i < MAX_HOUSEHOLDS - self->n_parties + 1 ? 2 : 1;

      self->parties[i] = (CorParty){ .trips = { NULL, self->trips[i] }, .cluster = i / 2 };
      for (guint j = 0; j < n_households && self->households->len < MAX_HOUSEHOLDS; j++)
        {
          household.n_people = (guint) g_rand_int_range (random, 1, 4);
          household.told_slot = (guint) g_rand_int_range (random, 0, (gint) self->n_slots + 1);
          self->parties[i].n_people += household.n_people;
          g_array_append_val (self->households, household);
        }
      self->goals.n_inside += self->parties[i].n_people;
    }
}

/* Some can go by a safer way if they pass an hour later. */
static void
add_less_exposed_ways (Instance *self, GRand *random)
{
  for (guint i = 0; i < self->n_parties; i++)
    for (guint j = 0; j < MAX_CROSSINGS; j++)
      {
        CorTrip *trip = &self->trips[i][j];

        if (trip->exposed_m == 0 || g_rand_boolean (random))
          continue;
        self->less[i][j][0] = (CorTripLess){ trip->hour + 1, trip->exposed_m / 2 };
        self->less[i][j][1] = (CorTripLess){ COR_HOUR_NONE, 0 };
        trip->less = self->less[i][j];
      }
}

static Instance *
make_instance (GRand *random)
{
  Instance *self = g_new0 (Instance, 1);

  self->crossings = g_ptr_array_new_with_free_func (cor_record_unref);
  for (guint i = 0; i < MAX_CROSSINGS; i++)
    {
      CorCrossing *crossing = cor_crossing_new (NULL);
      CorCrossingInterval *interval = cor_crossing_add_interval (crossing, NULL);

      crossing->capacity_people_per_h = (guint) g_rand_int_range (random, 2, 8);
      interval->state = COR_CROSSING_OPEN;
      interval->modes = COR_MODE_COACH;
      g_ptr_array_add (self->crossings, crossing);
    }
  self->timetable = cor_timetable_new (self->crossings, COR_TEST_START_UTC_S, N_HOURS);
  self->slots = cor_timetable_get_all_slots (self->timetable, &self->n_slots);
  self->n_parties = (guint) g_rand_int_range (random, 2, MAX_PARTIES + 1);
  for (guint i = 0; i < self->n_parties; i++)
    for (guint j = 0; j < MAX_CROSSINGS; j++)
      self->trips[i][j] = (CorTrip){ (guint) g_rand_int_range (random, 0, 3),
                                     (guint) g_rand_int_range (random, 100, 200),
                                     (guint) g_rand_int_range (random, 0, 4) * 100, NULL };
  add_less_exposed_ways (self, random);
  for (guint i = COR_OBJECTIVE_LAST_OUT; i < COR_N_OBJECTIVES; i++)
    {
      self->goals.is_wanted[i] = TRUE;
      self->goals.tolerance_permille[i] =
          g_rand_boolean (random) ? (guint) g_rand_int_range (random, 0, 600) : 0;
    }
  add_households (self, random);

  return self;
}

static void
free_instance (Instance *self)
{
  cor_timetable_free (self->timetable);
  g_ptr_array_unref (self->crossings);
  g_array_unref (self->households);
  g_free (self);
}

/* What a loading is worth; @slots holds the slot of each household, or n_slots for none. */
static gboolean
get_values (const Instance *self, const guint *slots, gint64 *values)
{
  guint used[MAX_SLOTS + 1] = { 0 };
  gboolean is_in[MAX_PARTIES][MAX_SLOTS] = { 0 };

  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    values[i] = 0;
  for (guint i = 0; i < self->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (self->households, CorHousehold, i);
      const CorTrip *trips = self->trips[household->group];
      const CorSlot *slot = &self->slots[slots[i]];
      gint64 n_people = household->n_people;

      if (slots[i] == self->n_slots)
        {
          values[COR_OBJECTIVE_LEFT_INSIDE] += n_people;
          values[COR_OBJECTIVE_PERSON_TIME] += n_people * N_HOURS * 3600;
          continue;
        }
      used[slots[i]] += household->n_people;
      if (trips[slot->crossing].hour > slot->hour || used[slots[i]] > slot->capacity_people)
        return FALSE;
      values[COR_OBJECTIVE_LAST_OUT] =
          MAX (values[COR_OBJECTIVE_LAST_OUT], (slot->hour + 1) * 3600);
      values[COR_OBJECTIVE_PERSON_TIME] += n_people * slot->hour * 3600;
      values[COR_OBJECTIVE_EXPOSURE] +=
          n_people * (slot->hour > trips[slot->crossing].hour && trips[slot->crossing].less != NULL
                          ? trips[slot->crossing].less[0].exposed_m
                          : trips[slot->crossing].exposed_m);
      values[COR_OBJECTIVE_MOVEMENTS] += !is_in[household->group / 2][slots[i]];
      is_in[household->group / 2][slots[i]] = TRUE;
      if (household->told_slot != 0 && household->told_slot - 1 != slots[i])
        values[COR_OBJECTIVE_CHANGE] += n_people;
    }

  return TRUE;
}

/* The values of all loadings there are. */
static GArray *
list_all (const Instance *self)
{
  GArray *all = g_array_new (FALSE, FALSE, COR_N_OBJECTIVES * sizeof (gint64));
  guint slots[MAX_HOUSEHOLDS] = { 0 };
  guint i = 0;

  while (i < self->households->len)
    {
      gint64 values[COR_N_OBJECTIVES];

      if (get_values (self, slots, values))
        g_array_append_vals (all, values, 1);
      for (i = 0; i < self->households->len && slots[i] == self->n_slots; i++)
        slots[i] = 0;
      if (i < self->households->len)
        slots[i]++;
    }

  return all;
}

static gint64
get_limit (const Instance *self, guint goal, gint64 best)
{
  guint permille = goal == COR_OBJECTIVE_LEFT_INSIDE ? 0 : self->goals.tolerance_permille[goal];

  return best + best * permille / 1000;
}

/* How far a loading is among the best: up to which goal it is as good as the best may be. */
static guint
count_reached (const Instance *self, GArray *all, const gint64 *values)
{
  gint64 limits[COR_N_OBJECTIVES];

  for (guint goal = 0; goal < COR_N_OBJECTIVES; goal++)
    {
      gint64 best = G_MAXINT64;

      for (guint i = 0; i < all->len; i++)
        {
          const gint64 *other = (const gint64 *) (gpointer) all->data + i * COR_N_OBJECTIVES;
          gboolean is_allowed = TRUE;

          for (guint j = 0; j < goal; j++)
            is_allowed = is_allowed && other[j] <= limits[j];
          if (is_allowed)
            best = MIN (best, other[goal]);
        }
      limits[goal] = get_limit (self, goal, best);
      if (values[goal] > limits[goal])
        return goal;
    }

  return COR_N_OBJECTIVES;
}

static void
read_loading (const Instance *self, const CorLoading *loading, gint64 *values)
{
  guint slots[MAX_HOUSEHOLDS];

  for (guint i = 0; i < self->households->len; i++)
    slots[i] = self->n_slots;
  for (guint i = 0; i < loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (loading->loads, CorLoad, i);

      g_assert_cmpuint (load->n_people, ==,
                        g_array_index (self->households, CorHousehold, load->household).n_people);
      slots[load->household] = load->slot;
    }
  g_assert_true (get_values (self, slots, values));
}

static gboolean
holds_all (const Instance *self)
{
  for (guint i = 0; i < self->crossings->len; i++)
    if (((CorCrossing *) self->crossings->pdata[i])->capacity_people_per_h < 3)
      return FALSE;

  return TRUE;
}

/* All loadings are tried: the goals are reached one after the other, and no tolerance is exceeded.
 */
static void
test_goals_one_after_the_other (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint n_reached[COR_N_OBJECTIVES + 1] = { 0 }, n_better = 0, n_instances = 0;

  for (guint i = 0; i < N_INSTANCES; i++)
    {
      Instance *self = make_instance (random);
      g_autoptr (CorAssignment) single = NULL;
      g_autoptr (CorLoading) plain = NULL;
      g_autoptr (CorLoading) loading = NULL;
      g_autoptr (GArray) all = NULL;
      gint64 before[COR_N_OBJECTIVES], after[COR_N_OBJECTIVES];
      guint reached;

      /* Households that no slot takes are divided, which is another matter. */
      if (holds_all (self))
        {
          n_instances++;
          single =
              cor_assignment_solve (self->timetable, self->parties, self->n_parties, NULL, NULL);
          plain = cor_loading_new (self->timetable, self->parties, self->n_parties,
                                   self->households, single, NULL, NULL);
          loading = cor_loading_new_for_goals (self->timetable, self->parties, self->n_parties,
                                               self->households, single, &self->goals, NULL, NULL);
          read_loading (self, plain, before);
          read_loading (self, loading, after);
          for (guint j = 0; j <= COR_OBJECTIVE_PERSON_TIME; j++)
            g_assert_cmpint (after[j], <=, get_limit (self, j, before[j]));
          for (guint j = COR_OBJECTIVE_EXPOSURE; j < COR_N_OBJECTIVES; j++)
            n_better += after[j] < before[j];
          all = list_all (self);
          reached = count_reached (self, all, after);
          for (guint j = 0; j <= reached; j++)
            n_reached[j]++;
        }
      free_instance (self);
    }

  for (guint i = COR_OBJECTIVE_LEFT_INSIDE; i < COR_N_OBJECTIVES; i++)
    g_test_message ("%s: %u of %u as good as can be", cor_objective_get_code (i), n_reached[i + 1],
                    n_instances);
  g_assert_cmpuint (n_better, >, n_instances / 4);
  g_assert_cmpuint (n_reached[COR_OBJECTIVE_EXPOSURE + 1], >=, n_instances * 9 / 10);
  g_assert_cmpuint (n_reached[COR_OBJECTIVE_MOVEMENTS + 1], >=, n_instances * 9 / 10);
  g_assert_cmpuint (n_reached[COR_OBJECTIVE_CHANGE + 1], >=, n_instances * 9 / 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/goals/avoids-a-front-in-equal-time",
                   test_avoids_a_front_in_equal_time);
  g_test_add_func ("/planner/goals/takes-longer-as-far-as-it-may",
                   test_takes_longer_as_far_as_it_may);
  g_test_add_func ("/planner/goals/one-after-the-other", test_goals_one_after_the_other);

  return g_test_run ();
}
