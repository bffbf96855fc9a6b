/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-closure.h"
#include "cor-test-grid.h"
#include "cor-vehicle.h"

/*
 * Random plans with fronts. Each goes through the checker and a run without chance. Where no other
 * closure and no vehicle has a say, the way of each movement is held against all ways through the
 * grid that are in time for its hour.
 */

#define N_PLANS 150u
#define N_TOWNS 4u
#define N_NODES (COR_TEST_GRID_ROWS * COR_TEST_GRID_COLUMNS)
#define MAX_STEPS 24u
#define LEG_S (20 * 60)
#define FRONT_M 1000u
#define STEP_M 100.0

/* What a leg may differ by where the test and the planner cut it otherwise. */
#define SLACK_M 1500.0

typedef struct
{
  CorPosition ends[2];
} Front;

static double
find_distance_m (const GArray *fronts, CorPosition position)
{
  double nearest_m = G_MAXDOUBLE, fraction;

  for (guint i = 0; i < fronts->len; i++)
    {
      const Front *front = &g_array_index (fronts, Front, i);

      nearest_m = MIN (nearest_m, cor_position_distance_to_segment_m (position, front->ends[0],
                                                                      front->ends[1], &fraction));
    }

  return nearest_m;
}

/* The part of a line that lies within reach; and how near it comes. */
static double
measure_share (const GArray *fronts,
               const CorPosition *points,
               guint n_points,
               double reach_m,
               double *nearest_m)
{
  double all_m = 0.0, exposed_m = 0.0;

  *nearest_m = G_MAXDOUBLE;
  for (guint i = 0; i + 1 < n_points; i++)
    {
      double length_m = cor_position_distance_m (points[i], points[i + 1]);
      guint n_steps = 1 + (guint) (length_m / STEP_M);

      all_m += length_m;
      for (guint j = 0; j < n_steps; j++)
        {
          double distance_m = find_distance_m (
              fronts, cor_position_interpolate (points[i], points[i + 1], (j + 0.5) / n_steps));

          *nearest_m = MIN (*nearest_m, distance_m);
          if (distance_m <= reach_m)
            exposed_m += length_m / n_steps;
        }
    }

  return all_m > 0.0 ? exposed_m / all_m : 0.0;
}

/* The least exposure of any way of at most so many legs, by trying all numbers of legs. */
static double
find_least_m (const GArray *fronts, double reach_m, guint from, guint to, guint n_legs)
{
  double least_m[N_NODES], next_m[N_NODES], nearest_m;

  for (guint i = 0; i < N_NODES; i++)
    least_m[i] = i == from ? 0.0 : G_MAXDOUBLE;
  for (guint step = 0; step < MIN (n_legs, MAX_STEPS); step++)
    {
      for (guint i = 0; i < N_NODES; i++)
        next_m[i] = least_m[i];
      for (guint i = 0; i < N_NODES; i++)
        for (guint j = 0; j < N_NODES; j++)
          {
            guint row = i / COR_TEST_GRID_COLUMNS, column = i % COR_TEST_GRID_COLUMNS;
            guint other_row = j / COR_TEST_GRID_COLUMNS, other = j % COR_TEST_GRID_COLUMNS;
            CorPosition line[] = { cor_test_grid_get_position (row, column),
                                   cor_test_grid_get_position (other_row, other) };
            double share;

            if (ABS ((int) row - (int) other_row) + ABS ((int) column - (int) other) != 1 ||
                least_m[i] == G_MAXDOUBLE)
              continue;
            share = measure_share (fronts, line, 2, reach_m, &nearest_m);
            if (nearest_m > FRONT_M)
              next_m[j] =
                  MIN (next_m[j], least_m[i] + share * cor_position_distance_m (line[0], line[1]));
          }
      for (guint i = 0; i < N_NODES; i++)
        least_m[i] = next_m[i];
    }

  return least_m[to];
}

static guint
find_node (CorPosition position)
{
  for (guint i = 0; i < N_NODES; i++)
    if (cor_position_distance_m (position, cor_test_grid_get_position (i / COR_TEST_GRID_COLUMNS,
                                                                       i % COR_TEST_GRID_COLUMNS)) <
        100.0)
      return i;

  return N_NODES;
}

static void
add_front (CorTestPlan *plan, GRand *random, gboolean is_timed, GArray *fronts)
{
  Front front;
  g_autoptr (CorGeometry) line = cor_geometry_new ();
  CorClosure *closure;

  front.ends[0].lat_deg = g_rand_double_range (random, 48.9, 49.7);
  front.ends[0].lon_deg = g_rand_double_range (random, 23.2, 24.6);
  front.ends[1].lat_deg = front.ends[0].lat_deg + g_rand_double_range (random, -0.15, 0.15);
  front.ends[1].lon_deg = front.ends[0].lon_deg + g_rand_double_range (random, -0.15, 0.15);
  cor_geometry_add_part (line, COR_PART_LINE, front.ends, 2);
  closure = cor_closure_new (NULL, line);
  closure->closure = COR_CLOSURE_FRONT;
  closure->distance_m = FRONT_M;
  if (is_timed)
    {
      closure->from_utc_s = COR_TEST_START_UTC_S + cor_test_draw (random, 0, 8) * 1800;
      closure->until_utc_s = closure->from_utc_s + cor_test_draw (random, 1, 12) * 1800;
    }
  cor_edit_put (plan->edit, closure);
  g_array_append_val (fronts, front);
}

static void
add_people (CorTestPlan *plan, GRand *random)
{
  for (guint i = 0; i < N_TOWNS; i++)
    {
      CorPosition position =
          cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                      cor_test_draw (random, 1, COR_TEST_GRID_COLUMNS));
      CorId town = cor_test_plan_add_town (plan, "Town", position.lat_deg, position.lon_deg);
      guint n_households = cor_test_draw (random, 1, 10);

      for (guint j = 0; j < n_households; j++)
        {
          CorPerson *person = cor_test_plan_add_people (plan, &town, cor_test_draw (random, 1, 6));

          person->car = cor_test_once_in (random, 3) ? COR_ANSWER_NO : COR_ANSWER_YES;
          if (cor_test_once_in (random, 3))
            person->ready_utc_s = COR_TEST_START_UTC_S + cor_test_draw (random, 0, 24) * 900;
        }
    }
}

static void
add_border (CorTestPlan *plan, GRand *random)
{
  for (guint i = 0; i < COR_TEST_GRID_CROSSINGS; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorPosition position = cor_test_grid_get_position (i + 1, 0);

      cor_test_plan_add_crossing (plan, key, position.lat_deg, position.lon_deg,
                                  cor_test_draw (random, 6, 30), 7);
    }
}

static void
add_coaches (CorTestPlan *plan, GRand *random)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);

  vehicle->n_vehicles = cor_test_draw (random, 1, 5);
  vehicle->depot_position =
      cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                  cor_test_draw (random, 0, COR_TEST_GRID_COLUMNS));
  vehicle->hands_over = cor_test_once_in (random, 2);
  vehicle->turnaround_min = cor_test_draw (random, 0, 60);
  vehicle->driver_min = cor_test_once_in (random, 2) ? 0 : cor_test_draw (random, 300, 900);
  cor_edit_put (plan->edit, vehicle);
}

static gint64
find_ready (CorSnapshot *snapshot, const CorMovement *movement)
{
  gint64 ready_utc_s = COR_TEST_START_UTC_S;

  for (guint i = 0; i < movement->persons->len; i++)
    {
      const CorPerson *person = cor_snapshot_lookup (snapshot, COR_RECORD_PERSON,
                                                     &g_array_index (movement->persons, CorId, i));

      ready_utc_s = MAX (ready_utc_s, person->ready_utc_s);
    }

  return ready_utc_s;
}

/* Counts a fault if a movement could have kept away further from all fronts. */
static guint
check_way (CorSnapshot *snapshot,
           const CorResult *result,
           const CorMovement *movement,
           const GArray *fronts,
           guint32 seed)
{
  double reach_m = cor_snapshot_get_settings (snapshot)->exposure_reach_m, nearest_m;
  const CorCorridor *corridor = result->corridors->pdata[movement->corridor];
  const CorCluster *cluster = cor_result_get_cluster (result, &movement->cluster_id);
  const CorCrossing *crossing =
      cor_snapshot_lookup (snapshot, COR_RECORD_CROSSING, &movement->crossing_id);
  guint from = find_node (cluster->rally_position), to = find_node (crossing->position);
  gint64 leg_s = movement->mode == COR_MODE_CAR ? LEG_S : LEG_S * 3 / 2;
  guint n_legs = (guint) ((movement->pass_utc_s - find_ready (snapshot, movement)) / leg_s);
  double is_m = measure_share (fronts, (const CorPosition *) (gpointer) corridor->points->data,
                               corridor->points->len, reach_m, &nearest_m) *
                corridor->distance_m;
  double least_m;

  if (from == N_NODES || to == N_NODES)
    return 0;
  least_m = find_least_m (fronts, reach_m, from, to, n_legs);
  if (is_m <= least_m + SLACK_M)
    return 0;

  g_test_message ("plan %u: a movement is exposed for %.0f m, and could be for %.0f m", seed, is_m,
                  least_m);

  return 1;
}

static gboolean
is_around (const CorMovement *movement)
{
  for (guint i = 0; i < movement->reasons->len; i++)
    if (g_array_index (movement->reasons, CorBinding, i).kind == COR_BINDING_EXPOSURE)
      return TRUE;

  return FALSE;
}

/* Whether the plan is the same to the byte after another was made with what is remembered of it. */
static gboolean
is_found_again (CorTestPlan *plan,
                CorPlanner *planner,
                CorSnapshot *snapshot,
                const CorResult *result)
{
  g_autoptr (CorEdit) edit = cor_edit_new (COR_EDIT_CHANGE_SETTINGS, NULL);
  CorPlanSettings *settings = cor_record_copy (&plan->settings->record);
  g_autoptr (CorSnapshot) changed = NULL;
  g_autoptr (CorResult) other = NULL;
  g_autoptr (CorResult) again = NULL;
  g_autofree char *expected = cor_test_dump_result (result);
  g_autofree char *is = NULL;

  settings->tolerance_permille[COR_OBJECTIVE_PERSON_TIME] += 200;
  settings->tolerance_permille[COR_OBJECTIVE_LAST_OUT] += 200;
  cor_edit_put (edit, settings);
  changed = cor_snapshot_apply (snapshot, edit, cor_snapshot_get_revision (snapshot));
  other = cor_test_plan_compute_after (planner, changed, NULL);
  again = cor_test_plan_compute_after (planner, snapshot, NULL);
  is = cor_test_dump_result (again);

  return g_str_equal (is, expected);
}

/* Returns how many movements keep away from a front. */
static guint
try_plan (guint32 seed, guint *n_faults)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (CorTestPlan) plan = cor_test_plan_new ();
  g_autoptr (GArray) fronts = g_array_new (FALSE, FALSE, sizeof (Front));
  g_autoptr (CorSnapshot) snapshot = NULL;
  g_autoptr (CorPlanner) planner = NULL;
  g_autoptr (CorResult) result = NULL;
  guint n_fronts = cor_test_draw (random, 1, 3), n_around = 0;
  gboolean has_closures = cor_test_once_in (random, 3), has_coaches = cor_test_once_in (random, 3);
  gboolean is_timed = seed % 4 == 0;

  cor_test_grid_add_roads (plan);
  add_border (plan, random);
  add_people (plan, random);
  for (guint i = 0; i < n_fronts; i++)
    add_front (plan, random, is_timed, fronts);
  plan->settings->exposure_reach_m = cor_test_draw (random, 5, 20) * 1000;
  if (has_closures)
    cor_test_grid_add_closures (plan, random);
  if (has_coaches)
    add_coaches (plan, random);
  if (cor_test_once_in (random, 3))
    for (guint i = COR_OBJECTIVE_LAST_OUT; i < COR_OBJECTIVE_EXPOSURE; i++)
      plan->settings->tolerance_permille[i] = cor_test_draw (random, 0, 300);

  if (cor_test_once_in (random, 3))
    plan->settings->tolerance_permille[COR_OBJECTIVE_EXPOSURE] = cor_test_draw (random, 0, 500);

  snapshot = cor_test_plan_finish (plan);
  planner = cor_planner_new (plan->network, NULL);
  result = cor_test_grid_plan (planner, snapshot, NULL, seed, n_faults);
  *n_faults += !is_found_again (plan, planner, snapshot, result);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      n_around += is_around (movement);
      if (!has_closures && !is_timed &&
          plan->settings->tolerance_permille[COR_OBJECTIVE_EXPOSURE] == 0 &&
          movement->vehicles->len == 0)
        *n_faults += check_way (snapshot, result, movement, fronts, seed);
    }

  return n_around;
}

static void
test_random_fronts (void)
{
  guint n_faults = 0, n_around = 0;

  for (guint32 seed = 1; seed <= N_PLANS; seed++)
    n_around += try_plan (seed, &n_faults);

  g_test_message ("%u movements keep away from a front", n_around);
  g_assert_cmpuint (n_faults, ==, 0);
  g_assert_cmpuint (n_around, >, N_PLANS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/random-fronts", test_random_fronts);

  return g_test_run ();
}
