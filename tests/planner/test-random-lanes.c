/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-test-checker.h"
#include "cor-test-plan.h"
#include "cor-vehicle.h"

/* Random plans with agreed corridors, limited roads and closures on a grid of roads: whatever the
 * planner makes of them, the checker finds nothing wrong, and it is the same when asked again. So
 * it is with fronts, tolerances and something published before. */

#define N_PLANS 200
#define SIDE 3u
#define N_NODES (SIDE * SIDE)
#define HOUR COR_SECONDS_PER_HOUR
#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

typedef struct
{
  CorTestPlan *plan;
  GRand *random;
  CorPosition positions[N_NODES];
  guint32 nodes[N_NODES];
  GArray *legs;      /* guint: from, to */
  GPtrArray *limits; /* CorClosure: of roads */
} World;

static gint
draw (World *world, gint first, gint last)
{
  return g_rand_int_range (world->random, first, last + 1);
}

/* Cars do about a kilometre a minute. */
static void
add_leg (World *world, guint from, guint to)
{
  guint ends[2] = { from, to };
  double m = cor_position_distance_m (world->positions[from], world->positions[to]);

  cor_test_plan_add_measured_leg (world->plan, world->nodes[from], world->nodes[to],
                                  (guint) (m / 1000.0 + 0.5), (guint) (m + 0.5));
  g_array_append_vals (world->legs, ends, 2);
}

static gboolean
has_leg (const World *world, guint node)
{
  for (guint i = 0; i < world->legs->len; i++)
    if (g_array_index (world->legs, guint, i) == node)
      return TRUE;

  return FALSE;
}

static void
add_roads (World *world)
{
  for (guint i = 0; i < N_NODES; i++)
    {
      world->positions[i] =
          (CorPosition){ 49.0 + i / SIDE * 0.25, 24.0 + i % SIDE * 0.35 + i / SIDE * 0.03 };
      world->nodes[i] = cor_test_plan_add_node (world->plan, NULL, world->positions[i].lat_deg,
                                                world->positions[i].lon_deg);
    }
  for (guint i = 0; i < N_NODES; i++)
    {
      if (i % SIDE + 1 < SIDE && draw (world, 0, 9) < 9)
        add_leg (world, i, i + 1);
      if (i + SIDE < N_NODES && draw (world, 0, 9) < 8)
        add_leg (world, i, i + SIDE);
    }

  /* Nobody is led over land along a line that is drawn where no road runs. */
  for (guint i = 0; i < N_NODES; i++)
    if (!has_leg (world, i))
      add_leg (world, i, i % SIDE > 0 ? i - 1 : i + 1);
}

/* The crossings are in the west, the towns in the east. */
static void
add_places (World *world)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      guint node = i * 2 * SIDE;
      CorNewPlace place = { .crossing = key };

      cor_network_builder_add_place (world->plan->builder, world->nodes[node], &place);
      cor_test_plan_add_crossing (world->plan, key, world->positions[node].lat_deg,
                                  world->positions[node].lon_deg, (guint) draw (world, 20, 200),
                                  draw (world, 0, 3) > 0 ? ALL_MODES : (guint) draw (world, 1, 7));
    }
  for (guint i = 0; i < SIDE; i++)
    {
      guint node = i * SIDE + SIDE - 1 - (guint) draw (world, 0, 1);
      CorId town = cor_test_plan_add_town (world->plan, "Town", world->positions[node].lat_deg,
                                           world->positions[node].lon_deg);
      guint n_households = (guint) draw (world, 0, 40);

      for (guint j = 0; j < n_households; j++)
        {
          CorPerson *person =
              cor_test_plan_add_people (world->plan, &town, (guint) draw (world, 1, 6));

          person->car = draw (world, 0, 1) > 0 ? COR_ANSWER_YES : COR_ANSWER_UNKNOWN;
          person->priority = (CorPriority) draw (world, 0, COR_N_PRIORITIES - 1);
          if (draw (world, 0, 5) == 0)
            person->ready_utc_s = COR_TEST_START_UTC_S + draw (world, 0, 600) * 60;
        }
    }
}

/* A line along one to three roads of the grid, from east to west or across. */
static CorGeometry *
draw_path (World *world)
{
  CorGeometry *geometry = cor_geometry_new ();
  CorPosition points[4];
  guint node = (guint) draw (world, 0, N_NODES - 1), n_points = 1;
  guint n_wanted = (guint) draw (world, 2, 4);

  points[0] = world->positions[node];
  for (guint i = 0; i < 8 && n_points < n_wanted; i++)
    {
      guint next = node;

      if (draw (world, 0, 1) > 0 && node % SIDE > 0)
        next = node - 1;
      else if (draw (world, 0, 1) > 0 && node + SIDE < N_NODES)
        next = node + SIDE;
      else if (node >= SIDE)
        next = node - SIDE;
      if (next == node ||
          (n_points > 1 && cor_position_equal (points[n_points - 2], world->positions[next])))
        continue;
      node = next;
      points[n_points++] = world->positions[node];
    }
  if (n_points == 1)
    points[n_points++] = world->positions[node == 0 ? 1 : 0];
  cor_geometry_add_part (geometry, COR_PART_LINE, points, n_points);

  return geometry;
}

static void
add_corridor (World *world)
{
  g_autoptr (CorGeometry) geometry = draw_path (world);
  CorAgreedCorridor *corridor = cor_agreed_corridor_new (NULL, geometry);

  if (draw (world, 0, 2) > 0)
    {
      guint from_min = (guint) draw (world, 0, 23) * 60;

      corridor->daily =
          (CorDaily){ from_min, (from_min + (guint) draw (world, 1, 14) * 60) % 1440, 0 };
    }
  if (draw (world, 0, 3) == 0)
    corridor->until_utc_s = COR_TEST_START_UTC_S + draw (world, 1, 40) * HOUR;
  if (draw (world, 0, 2) > 0)
    corridor->max_column_vehicles = (guint) draw (world, 1, 12);
  if (draw (world, 0, 1) > 0)
    corridor->min_spacing_min = (guint) draw (world, 5, 60);
  if (draw (world, 0, 1) > 0)
    corridor->vehicles_per_h = (guint) draw (world, 0, 60);
  if (draw (world, 0, 2) == 0)
    corridor->modes = draw (world, 0, 1) > 0 ? COR_MODE_CAR : COR_MODE_COACH;
  corridor->is_two_way = draw (world, 0, 4) == 0;
  cor_edit_put (world->plan->edit, corridor);
}

static void
add_limit (World *world)
{
  guint leg = (guint) draw (world, 0, (gint) world->legs->len / 2 - 1);
  CorPosition ends[2] = { world->positions[g_array_index (world->legs, guint, 2 * leg)],
                          world->positions[g_array_index (world->legs, guint, 2 * leg + 1)] };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorClosure *limit;

  cor_geometry_add_part (geometry, COR_PART_LINE, ends, 2);
  limit = cor_closure_new (NULL, geometry);
  limit->closure = COR_CLOSURE_ROAD;
  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = (guint) draw (world, 3, 60);
  g_ptr_array_add (world->limits, limit);
  cor_edit_put (world->plan->edit, limit);
}

static void
add_area (World *world, guint number)
{
  g_autofree char *label = g_strdup_printf ("area %u", number);
  CorPosition centre = world->positions[draw (world, 0, N_NODES - 1)];
  double lat = centre.lat_deg + draw (world, -10, 10) * 0.01;
  double lon = centre.lon_deg + draw (world, -10, 10) * 0.01;
  CorClosure *closure =
      cor_test_plan_add_area (world->plan, label, lat - 0.05, lon - 0.05, lat + 0.05, lon + 0.05);

  if (draw (world, 0, 1) > 0)
    closure->from_utc_s = COR_TEST_START_UTC_S + draw (world, 1, 900) * 60;
  if (draw (world, 0, 1) > 0)
    closure->until_utc_s =
        (closure->from_utc_s == COR_TIME_NONE ? COR_TEST_START_UTC_S : closure->from_utc_s) +
        draw (world, 1, 900) * 60;
  if (draw (world, 0, 2) == 0)
    {
      guint from_min = (guint) draw (world, 0, 23) * 60;

      closure->daily =
          (CorDaily){ from_min, (from_min + (guint) draw (world, 1, 14) * 60) % 1440, 0 };
    }
}

static void
add_vehicles (World *world)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  vehicle->n_vehicles = (guint) draw (world, 1, 4);
  vehicle->seats = (guint) draw (world, 8, 50);
  vehicle->depot_position = world->positions[draw (world, 0, N_NODES - 1)];
  vehicle->hands_over = draw (world, 0, 1) > 0;
  cor_edit_put (world->plan->edit, vehicle);
}

/* A front across a road, or beside it. */
static void
add_front (World *world)
{
  CorPosition centre = world->positions[draw (world, 0, N_NODES - 1)];
  double lat = centre.lat_deg + draw (world, -10, 10) * 0.01;
  double lon = centre.lon_deg + draw (world, -15, 15) * 0.01;
  const CorPosition ends[] = { { lat, lon }, { lat + 0.02, lon + 0.02 } };
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *front;

  cor_geometry_add_part (line, COR_PART_LINE, ends, G_N_ELEMENTS (ends));
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = (guint) draw (world, 1, 5) * 500;
  if (draw (world, 0, 2) == 0)
    front->until_utc_s = COR_TEST_START_UTC_S + draw (world, 1, 900) * 60;
  cor_edit_put (world->plan->edit, front);
}

/* A limit of those who drive into an area. */
static void
add_area_limit (World *world)
{
  CorPosition centre = world->positions[draw (world, 0, N_NODES - 1)];
  double lat = centre.lat_deg + draw (world, -3, 3) * 0.01;
  double lon = centre.lon_deg + draw (world, -3, 3) * 0.01;
  CorClosure *limit =
      cor_test_plan_add_area (world->plan, "limit", lat - 0.07, lon - 0.07, lat + 0.07, lon + 0.07);

  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = (guint) draw (world, 3, 60);
  g_ptr_array_add (world->limits, limit);
}

/* Some limits are in force in some hours, or in one direction. */
static void
vary_limits (World *world)
{
  if (draw (world, 0, 1) > 0)
    add_area_limit (world);
  for (guint i = 0; i < world->limits->len; i++)
    {
      CorClosure *limit = world->limits->pdata[i];
      guint from_min = (guint) draw (world, 0, 95) * 15;

      if (draw (world, 0, 1) > 0)
        limit->daily =
            (CorDaily){ from_min, (from_min + (guint) draw (world, 1, 60) * 15) % 1440, 0 };
      if (draw (world, 0, 2) == 0)
        limit->until_utc_s = COR_TEST_START_UTC_S + draw (world, 1, 30) * HOUR;
      if (draw (world, 0, 1) > 0)
        limit->direction = COR_RESTRICTION_FORWARD;
    }
}

static void
set_goals (World *world)
{
  CorPlanSettings *settings = world->plan->settings;

  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    settings->tolerance_permille[i] = (guint) draw (world, 0, 20) * 10;
  settings->exposure_reach_m = (guint) draw (world, 5, 25) * 1000;
  add_front (world);
  if (draw (world, 0, 1) > 0)
    add_front (world);
}

/* No goal is given up by more than the officer allows, of what the plan comes to without. */
static void
check_given_up (const CorPlanSettings *settings, const CorResult *result)
{
  for (guint i = COR_OBJECTIVE_LAST_OUT; i < COR_N_OBJECTIVES; i++)
    {
      gint64 given_up = result->given_up[i];

      if (result->objective[i] == COR_OBJECTIVE_NOT_MEASURED)
        continue;
      g_assert_cmpint (given_up, >=, 0);
      if (i <= COR_OBJECTIVE_PERSON_TIME)
        g_assert_cmpint (given_up * 1000, <=,
                         (result->objective[i] - given_up) * settings->tolerance_permille[i]);
    }
}

/* The plan after another one was published, of which people have been told. */
static CorResult *
compute_after (World *world, CorSnapshot *snapshot, CorResult *told)
{
  g_autoptr (CorPlanner) planner = cor_planner_new (world->plan->network, NULL);
  g_autoptr (GError) error = NULL;
  CorResult *result = cor_planner_compute_after (planner, snapshot, told, NULL, &error);

  g_assert_no_error (error);
  cor_test_check_result (snapshot, result, COR_TEST_ROADS_EVEN);

  return result;
}

static void
check_goals (World *world, CorResult *told)
{
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorResult) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  set_goals (world);
  vary_limits (world);
  snapshot = cor_test_plan_finish (world->plan);
  if (draw (world, 0, 1) > 0)
    told = NULL;
  result = compute_after (world, snapshot, told);
  check_given_up (world->plan->settings, result);
  again = compute_after (world, snapshot, told);
  text = cor_test_dump_result (result);
  text_again = cor_test_dump_result (again);
  g_assert_cmpstr (text, ==, text_again);
}

static void
check_plan (guint32 seed)
{
  g_autoptr (CorTestPlan) plan = cor_test_plan_new ();
  World world = { .plan = plan,
                  .random = g_rand_new_with_seed (seed),
                  .legs = g_array_new (FALSE, FALSE, sizeof (guint)),
                  .limits = g_ptr_array_new () };
  guint n_corridors, n_limits, n_areas;
  g_autoptr (CorResult) result = NULL;
  g_autoptr (CorResult) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *text_again = NULL;

  g_test_message ("plan %u", seed);
  add_roads (&world);
  add_places (&world);
  n_corridors = (guint) draw (&world, 0, 2);
  n_limits = (guint) draw (&world, n_corridors > 0 ? 0 : 1, 2);
  n_areas = (guint) draw (&world, 0, 2);
  for (guint i = 0; i < n_corridors; i++)
    add_corridor (&world);
  for (guint i = 0; i < n_limits; i++)
    add_limit (&world);
  for (guint i = 0; i < n_areas; i++)
    add_area (&world, i);
  if (draw (&world, 0, 1) > 0)
    add_vehicles (&world);

  result = cor_test_plan_compute (plan);
  again = cor_test_plan_compute (plan);
  text = cor_test_dump_result (result);
  text_again = cor_test_dump_result (again);
  g_assert_cmpstr (text, ==, text_again);
  check_goals (&world, result);
  g_array_unref (world.legs);
  g_ptr_array_unref (world.limits);
  g_rand_free (world.random);
}

static void
test_random_lanes (void)
{
  guint32 first, last;

  cor_test_get_seeds (N_PLANS, &first, &last);
  for (guint32 seed = first; seed <= last; seed++)
    check_plan (seed);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/random-lanes", test_random_lanes);

  return g_test_run ();
}
