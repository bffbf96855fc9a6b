/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-test-checker.h"
#include "cor-test-plan.h"
#include "cor-time.h"

/* People in cars of their own, each alone, in a town from which one to three roads lead to a
 * crossing, each over an agreed corridor. When columns enter and when they are at the crossing
 * follows from the agreement alone; whoever is there passes as soon as there is room. So what is
 * best can be counted, and the plan is held against it. */

#define N_PLANS 300
#define MAX_ROADS 3
#define HOURS 24
#define HOUR COR_SECONDS_PER_HOUR
#define STEP_S 900

typedef struct
{
  guint n_roads;
  guint before_min[MAX_ROADS];
  guint through_min[MAX_ROADS];
  guint after_min[MAX_ROADS];
  CorAgreedCorridor *corridors[MAX_ROADS];
  guint capacity_people_per_h;
  guint n_people;
} World;

static gint
draw (GRand *random, gint first, gint last)
{
  return g_rand_int_range (random, first, last + 1);
}

static void
add_road (World *world, CorTestPlan *plan, GRand *random, guint index, guint32 town, guint32 west)
{
  CorPosition line[2] = { { 50.0 + index, 25.5 }, { 50.0 + index, 25.0 } };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  guint32 from = cor_test_plan_add_node (plan, NULL, line[0].lat_deg, line[0].lon_deg);
  guint32 to = cor_test_plan_add_node (plan, NULL, line[1].lat_deg, line[1].lon_deg);
  CorAgreedCorridor *corridor;

  world->before_min[index] = (guint) draw (random, 5, 90);
  world->through_min[index] = (guint) draw (random, 5, 60);
  world->after_min[index] = (guint) draw (random, 5, 90);
  cor_test_plan_add_leg (plan, town, from, world->before_min[index]);
  cor_test_plan_add_leg (plan, from, to, world->through_min[index]);
  cor_test_plan_add_leg (plan, to, west, world->after_min[index]);
  cor_geometry_add_part (geometry, COR_PART_LINE, line, 2);
  corridor = cor_agreed_corridor_new (NULL, geometry);
  corridor->modes = COR_MODE_CAR;
  corridor->max_column_vehicles = (guint) draw (random, 1, 8);
  corridor->min_spacing_min = (guint) draw (random, 0, 50);
  if (draw (random, 0, 1) > 0)
    corridor->vehicles_per_h = (guint) draw (random, 4, 60);
  if (draw (random, 0, 2) > 0)
    {
      guint from_min = (guint) draw (random, 0, 95) * 15;

      corridor->daily =
          (CorDaily){ from_min, (from_min + (guint) draw (random, 3, 50) * 15) % 1440, 0 };
    }
  cor_edit_put (plan->edit, corridor);
  world->corridors[index] = corridor;
}

static void
make_plan (World *world, CorTestPlan *plan, GRand *random)
{
  guint32 town = cor_test_plan_add_node (plan, "Town", 50.0, 26.0);
  guint32 west = cor_test_plan_add_node (plan, "West", 50.0, 24.0);
  CorNewPlace place = { .crossing = "west" };
  CorId town_id = cor_test_plan_add_town (plan, "Town", 50.0, 26.0);

  cor_network_builder_add_place (plan->builder, west, &place);
  world->n_roads = (guint) draw (random, 1, MAX_ROADS);
  world->capacity_people_per_h = (guint) draw (random, 2, 40);
  world->n_people = (guint) draw (random, 1, 80);
  plan->settings->horizon_h = HOURS;
  plan->settings->people_per_car_x10 = 10;
  for (guint i = 0; i < world->n_roads; i++)
    add_road (world, plan, random, i, town, west);
  cor_test_plan_add_crossing (plan, "west", 50.0, 24.0, world->capacity_people_per_h, COR_MODE_CAR);
  for (guint i = 0; i < world->n_people; i++)
    cor_test_plan_add_people (plan, &town_id, 1)->car = COR_ANSWER_YES;
}

/* Seconds until a column's tail is out of its corridor: its vehicles enter one after the other,
 * then drive; in whole minutes, and one more. */
static gint64
get_through_s (const World *world, guint road)
{
  const CorAgreedCorridor *corridor = world->corridors[road];
  gint64 tail_ms = 0;

  if (corridor->vehicles_per_h != COR_UNLIMITED)
    tail_ms = corridor->max_column_vehicles *
              (gint64) ((3600000 + corridor->vehicles_per_h - 1) / corridor->vehicles_per_h);
  tail_ms = (tail_ms + 999) / 1000 * 1000;

  return (world->through_min[road] * 60000 + tail_ms + 59999) / 60000 * 60 + 60;
}

static gboolean
is_open (const CorAgreedCorridor *corridor, gint64 from_utc_s, gint64 until_utc_s)
{
  for (gint64 t = from_utc_s; t < until_utc_s; t += 60)
    if (!cor_agreed_corridor_is_open (corridor, t))
      return FALSE;

  return TRUE;
}

/* How many could be at the crossing by each hour if there were as many people as one likes. */
static void
count_arrivals (const World *world, guint road, guint *n_arriving)
{
  const CorAgreedCorridor *corridor = world->corridors[road];
  gint64 through_s = get_through_s (world, road);
  gint64 tail_s = 0;
  gint64 next_utc_s = 0;

  if (corridor->vehicles_per_h != COR_UNLIMITED)
    tail_s = (corridor->max_column_vehicles *
                  (gint64) ((3600000 + corridor->vehicles_per_h - 1) / corridor->vehicles_per_h) +
              999) /
             1000;
  for (gint64 t = COR_TEST_START_UTC_S; t < COR_TEST_START_UTC_S + HOURS * HOUR; t += STEP_S)
    {
      gint64 arrive_utc_s = t + through_s + world->after_min[road] * 60;
      gint64 hour = (arrive_utc_s - COR_TEST_START_UTC_S + HOUR - 1) / HOUR;

      if (t < next_utc_s || !is_open (corridor, t, t + through_s))
        continue;
      next_utc_s = t + MAX (1, tail_s + corridor->min_spacing_min * 60);
      if (t >= COR_TEST_START_UTC_S + world->before_min[road] * 60 && hour < HOURS)
        n_arriving[hour] += corridor->max_column_vehicles;
    }
}

/* The fewest people left, and for these the fewest person-hours. */
static gint64
count_best (const World *world, guint *n_left)
{
  guint n_arriving[HOURS] = { 0 };
  guint64 n_waiting = 0;
  gint64 hours = 0;

  for (guint i = 0; i < world->n_roads; i++)
    count_arrivals (world, i, n_arriving);
  *n_left = world->n_people;
  for (guint hour = 0; hour < HOURS; hour++)
    {
      guint n_passing;

      n_waiting += n_arriving[hour];
      n_passing = (guint) MIN (MIN (n_waiting, world->capacity_people_per_h), *n_left);
      n_waiting -= n_passing;
      *n_left -= n_passing;
      hours += (gint64) n_passing * hour;
    }

  return hours + (gint64) *n_left * HOURS;
}

/* The run without chance knows of no closure: a leg here takes any time, however long it is, so
 * that nobody can tell from the result where somebody is. */
static CorResult *
compute (CorTestPlan *plan)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (plan);
  g_autoptr (CorPlanner) planner = cor_planner_new (plan->network, NULL);
  g_autoptr (GError) error = NULL;
  CorResult *result = cor_planner_compute (planner, snapshot, NULL, &error);

  g_assert_no_error (error);
  cor_test_check_result (snapshot, result, COR_TEST_ROADS_UNEVEN);

  return result;
}

static void
test_best (void)
{
  guint n_best = 0;

  for (guint32 seed = 1; seed <= N_PLANS; seed++)
    {
      g_autoptr (CorTestPlan) plan = cor_test_plan_new ();
      g_autoptr (CorResult) result = NULL;
      GRand *random = g_rand_new_with_seed (seed);
      World world = { 0 };
      gint64 best_s;
      guint n_left;

      make_plan (&world, plan, random);
      result = compute (plan);
      best_s = count_best (&world, &n_left) * HOUR;
      g_assert_cmpuint (result->totals.n_unserved, >=, n_left);
      g_assert_cmpint (result->objective[COR_OBJECTIVE_PERSON_TIME], >=, best_s);
      g_assert_cmpint (result->bound[COR_OBJECTIVE_PERSON_TIME], <=, best_s);
      if (result->objective[COR_OBJECTIVE_PERSON_TIME] == best_s)
        n_best++;
      else
        g_test_message ("plan %u: %" G_GINT64_FORMAT " person-hours, best %" G_GINT64_FORMAT
                        ", %u left, best %u",
                        seed, result->objective[COR_OBJECTIVE_PERSON_TIME] / HOUR, best_s / HOUR,
                        result->totals.n_unserved, n_left);
      g_rand_free (random);
    }
  g_test_message ("%u of %u are best possible", n_best, N_PLANS);
  g_assert_cmpuint (n_best, ==, N_PLANS);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/lane-flow/best", test_best);

  return g_test_run ();
}
