/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-router.h"
#include "cor-test-previews.h"
#include "cor-test-oracle.h"
#include "cor-test-plan.h"
#include "cor-time.h"

/* Whole random plans, with closures that come and go, hours, modes, queues: what the planner makes
 * of them is driven again by the road engine and held against the oracle. */

#define N_PLANS 200
#define N_NODES 9
#define N_TOWNS 5
#define N_CROSSINGS 3
#define HOUR COR_SECONDS_PER_HOUR

typedef struct
{
  CorTestPlan *plan;
  CorPosition nodes[N_NODES];
  CorId towns[N_TOWNS];
  CorCrossing *crossings[N_CROSSINGS];
  guint n_people[N_TOWNS][2]; /* without a car, with one */
  CorSnapshot *snapshot;
  CorClosureSet *closures;
  CorRouter *routers[COR_N_ROAD_VEHICLES];
} World;

static void
add_roads (World *world, GRand *random)
{
  guint32 nodes[N_NODES];

  for (guint i = 0; i < N_NODES; i++)
    {
      world->nodes[i] = (CorPosition){ 49.0 + i / 3 * 0.7, 23.0 + i % 3 * 0.9 };
      nodes[i] = cor_test_plan_add_node (world->plan, NULL, world->nodes[i].lat_deg,
                                         world->nodes[i].lon_deg);
    }
  for (guint i = 1; i < N_NODES; i++)
    cor_test_plan_add_leg (world->plan, nodes[i], nodes[g_rand_int_range (random, 0, (int) i)],
                           (guint) g_rand_int_range (random, 10, 130));
  for (guint i = 0; i < 5; i++)
    {
      guint from = (guint) g_rand_int_range (random, 0, N_NODES);
      guint to = (guint) g_rand_int_range (random, 0, N_NODES);

      if (from != to)
        cor_test_plan_add_leg (world->plan, nodes[from], nodes[to],
                               (guint) g_rand_int_range (random, 10, 130));
    }
  for (guint i = 0; i < N_CROSSINGS; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorNewPlace place = { .crossing = key };

      cor_network_builder_add_place (world->plan->builder, nodes[i], &place);
      world->crossings[i] = cor_test_plan_add_crossing (
          world->plan, key, world->nodes[i].lat_deg, world->nodes[i].lon_deg,
          (guint) g_rand_int_range (random, 0, 13), (guint) g_rand_int_range (random, 1, 8));
    }
}

static void
add_times (World *world, GRand *random)
{
  for (guint i = 0; i < N_CROSSINGS; i++)
    {
      CorCrossingInterval *interval = world->crossings[i]->intervals->pdata[0];

      if (g_rand_boolean (random))
        {
          interval->opens_min = (guint) g_rand_int_range (random, 0, 24) * 60;
          interval->closes_min = (guint) g_rand_int_range (random, 0, 25) * 60;
        }
      if (g_rand_boolean (random))
        {
          CorCrossingWait *wait = cor_crossing_add_wait (world->crossings[i], NULL);

          wait->observed_utc_s = COR_TEST_START_UTC_S + g_rand_int_range (random, -1440, 600) * 60;
          wait->wait_min = (guint) g_rand_int_range (random, 0, 300);
        }
    }
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *label = g_strdup_printf ("closure %u", i);
      const CorPosition *a = &world->nodes[g_rand_int_range (random, 0, N_NODES)];
      const CorPosition *b = &world->nodes[g_rand_int_range (random, 0, N_NODES)];
      double lat = a->lat_deg * 0.6 + b->lat_deg * 0.4, lon = a->lon_deg * 0.6 + b->lon_deg * 0.4;
      CorClosure *closure = cor_test_plan_add_area (world->plan, label, lat - 0.05, lon - 0.05,
                                                    lat + 0.05, lon + 0.05);

      closure->from_utc_s = COR_TEST_START_UTC_S + g_rand_int_range (random, 1, 400) * 60;
      if (g_rand_boolean (random))
        closure->until_utc_s = closure->from_utc_s + g_rand_int_range (random, 1, 300) * 60;
    }
}

static void
add_people (World *world, GRand *random)
{
  for (guint i = 0; i < N_TOWNS; i++)
    {
      CorPosition position = world->nodes[N_NODES - 1 - i];

      world->towns[i] =
          cor_test_plan_add_town (world->plan, "Town", position.lat_deg, position.lon_deg);
      for (guint j = 0; j < 2; j++)
        {
          guint n_people = (guint) g_rand_int_range (random, 0, 20);

          if (n_people == 0)
            continue;
          world->n_people[i][j] = n_people;
          /* One by one: the oracle knows of no households. */
          for (guint k = 0; k < n_people; k++)
            cor_test_plan_add_people (world->plan, &world->towns[i], 1)->car =
                j == 1 ? COR_ANSWER_YES : COR_ANSWER_UNKNOWN;
        }
    }
}

static void
make_routers (World *world)
{
  GPtrArray *closures = cor_snapshot_get_records (world->snapshot, COR_RECORD_CLOSURE);
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);

  for (guint i = 0; i < closures->len; i++)
    {
      const CorClosure *closure = closures->pdata[i];
      CorClosureShape *shape = cor_closure_shape_new (
          NULL, closure->from_utc_s,
          closure->until_utc_s == COR_TIME_NONE ? COR_CLOSED_FOR_GOOD : closure->until_utc_s);
      const CorPosition *ring;
      guint n_positions;

      cor_geometry_get_part (closure->geometry, 0, &ring, &n_positions);
      g_assert_true (cor_closure_shape_add_area (shape, ring, n_positions, NULL));
      g_ptr_array_add (shapes, shape);
    }
  world->closures = cor_closure_set_new (
      world->plan->network, (CorClosureShape *const *) shapes->pdata, shapes->len, NULL, NULL);
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    world->routers[i] = cor_router_new (world->plan->network, i);
}

static World *
make_world (GRand *random)
{
  World *world = g_new0 (World, 1);

  world->plan = cor_test_plan_new ();
  world->plan->settings->horizon_h = (guint) g_rand_int_range (random, 4, 15);
  add_roads (world, random);
  add_times (world, random);
  add_people (world, random);
  world->snapshot = cor_test_plan_finish (world->plan);
  make_routers (world);

  return world;
}

static void
free_world (World *world)
{
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    cor_router_free (world->routers[i]);
  cor_closure_set_unref (world->closures);
  cor_snapshot_unref (world->snapshot);
  cor_test_plan_free (world->plan);
  g_free (world);
}

/* When one arrives who leaves then; G_MAXINT64: never. */
static gint64
drive (World *world, CorRoadVehicle vehicle, guint town, guint crossing, gint64 depart_utc_s)
{
  CorRouter *router = world->routers[vehicle];
  CorSnap source, target;
  g_autoptr (CorMatrix) matrix = NULL;
  guint32 time_ms;

  cor_router_set_closures (router, NULL, 0, 0);
  g_assert_true (cor_router_snap (router, world->nodes[N_NODES - 1 - town], NULL, &source));
  g_assert_true (cor_router_snap (router, world->nodes[crossing], NULL, &target));
  cor_router_set_closures (router, world->closures, 0, G_MAXINT64);
  matrix = cor_router_compute_matrix_departing (router, &source, 1, &target, 1, depart_utc_s, NULL,
                                                NULL);
  time_ms = cor_matrix_get_time_ms (matrix, 0, 0);

  return time_ms >= COR_TRAVEL_UNREACHABLE ? G_MAXINT64 : depart_utc_s + (time_ms + 999) / 1000;
}

/* The first clock hour by whose begin one can be through who can be there then. */
static guint
find_first_hour (World *world, guint crossing, gint64 arrive_utc_s)
{
  if (arrive_utc_s == G_MAXINT64)
    return G_MAXUINT;

  arrive_utc_s = (arrive_utc_s + 59) / 60 * 60;
  for (guint hour = 0; hour < world->plan->settings->horizon_h; hour++)
    {
      gint64 hour_utc_s = COR_TEST_START_UTC_S + (gint64) hour * HOUR;

      for (gint64 time = arrive_utc_s; time <= hour_utc_s; time += 60)
        if (time + cor_crossing_get_wait_min (world->crossings[crossing], time) * 60 <= hour_utc_s)
          return hour;
    }

  return G_MAXUINT;
}

/* The first hours, by town, vehicle and crossing. */
typedef struct
{
  World *world;
  guint first_hours[N_TOWNS][COR_N_ROAD_VEHICLES][N_CROSSINGS];
} Oracle;

/* Slots are crossing by crossing, hour by hour; parties town by town, those with a car second. */
static gint64
get_drive (guint party, guint slot, gpointer user_data)
{
  Oracle *oracle = user_data;
  guint n_hours = oracle->world->plan->settings->horizon_h;
  guint crossing = slot / n_hours, hour = slot % n_hours;
  guint modes = cor_crossing_get_modes (oracle->world->crossings[crossing],
                                        COR_TEST_START_UTC_S + (gint64) hour * HOUR);

  if ((modes & (COR_MODE_COACH | COR_MODE_FOOT)) != 0 &&
      oracle->first_hours[party / 2][COR_ROAD_VEHICLE_COACH][crossing] <= hour)
    return 0;

  return (modes & COR_MODE_CAR) != 0 && party % 2 == 1 &&
                 oracle->first_hours[party / 2][COR_ROAD_VEHICLE_CAR][crossing] <= hour
             ? 0
             : -1;
}

static gboolean
leaves_car (guint party, guint slot, gpointer user_data)
{
  Oracle *oracle = user_data;
  guint n_hours = oracle->world->plan->settings->horizon_h;
  guint crossing = slot / n_hours, hour = slot % n_hours;
  guint modes = cor_crossing_get_modes (oracle->world->crossings[crossing],
                                        COR_TEST_START_UTC_S + (gint64) hour * HOUR);

  return party % 2 == 1 && ((modes & COR_MODE_CAR) == 0 ||
                            oracle->first_hours[party / 2][COR_ROAD_VEHICLE_CAR][crossing] > hour);
}

static CorTestScore
ask_oracle (World *world)
{
  Oracle oracle = { .world = world };
  guint n_hours = world->plan->settings->horizon_h;
  CorTestProblem problem = { .n_parties = 2 * N_TOWNS,
                             .n_slots = N_CROSSINGS * n_hours,
                             .n_hours = n_hours,
                             .get_drive = get_drive,
                             .leaves = leaves_car,
                             .user_data = &oracle };

  for (guint i = 0; i < N_TOWNS; i++)
    for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
      for (guint k = 0; k < N_CROSSINGS; k++)
        oracle.first_hours[i][j][k] =
            find_first_hour (world, k, drive (world, j, i, k, COR_TEST_START_UTC_S));
  for (guint i = 0; i < problem.n_parties; i++)
    problem.n_people[i] = world->n_people[i / 2][i % 2];
  for (guint i = 0; i < problem.n_slots; i++)
    {
      const CorCrossing *crossing = world->crossings[i / n_hours];
      gint64 hour_utc_s = COR_TEST_START_UTC_S + (gint64) (i % n_hours) * HOUR;

      problem.hours[i] = i % n_hours;
      problem.capacities[i] =
          cor_crossing_get_modes (crossing, hour_utc_s) != 0 ? crossing->capacity_people_per_h : 0;
    }

  return cor_test_oracle_solve (&problem);
}

static guint
find_town (World *world, const CorId *id)
{
  for (guint i = 0; i < N_TOWNS; i++)
    if (cor_id_equal (id, &world->towns[i]))
      return i;

  g_assert_not_reached ();
}

static guint
find_crossing (World *world, const CorId *id)
{
  for (guint i = 0; i < N_CROSSINGS; i++)
    if (cor_id_equal (id, &world->crossings[i]->record.id))
      return i;

  g_assert_not_reached ();
}

static void
check_movement (World *world, const CorMovement *movement)
{
  guint crossing = find_crossing (world, &movement->crossing_id);
  CorRoadVehicle vehicle =
      movement->mode == COR_MODE_CAR ? COR_ROAD_VEHICLE_CAR : COR_ROAD_VEHICLE_COACH;
  guint modes = cor_crossing_get_modes (world->crossings[crossing], movement->pass_utc_s);
  guint wait_min = cor_crossing_get_wait_min (world->crossings[crossing], movement->arrive_utc_s);

  g_assert_cmpint (movement->depart_utc_s, >=, COR_TEST_START_UTC_S);
  g_assert_cmpint (drive (world, vehicle, find_town (world, &movement->cluster_id), crossing,
                          movement->depart_utc_s),
                   <=, movement->arrive_utc_s);
  g_assert_cmpint (movement->arrive_utc_s + wait_min * 60, <=, movement->pass_utc_s);
  g_assert_cmpint (movement->wait_min * 60, ==, movement->pass_utc_s - movement->arrive_utc_s);
  g_assert_cmpuint (modes & movement->mode, !=, 0);
  g_assert_true (movement->n_with_car == 0 || (modes & COR_MODE_CAR) != 0);
  g_assert_cmpuint (movement->n_with_car, <=, movement->n_people);
}

static CorTestScore
get_score (World *world, const CorResult *result)
{
  guint used[N_CROSSINGS][16] = { { 0 } };
  CorTestScore score = { 0 };

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      guint hour = (guint) ((movement->pass_utc_s - COR_TEST_START_UTC_S) / HOUR);
      guint crossing = find_crossing (world, &movement->crossing_id);

      check_movement (world, movement);
      g_assert_cmpuint (hour, <, world->plan->settings->horizon_h);
      used[crossing][hour] += movement->n_people;
      g_assert_cmpuint (used[crossing][hour], <=,
                        world->crossings[crossing]->capacity_people_per_h);
      score.n_served += movement->n_people;
      score.n_leaving += movement->n_leaving_car;
      score.last_hour = MAX (score.last_hour, hour);
      score.person_hours += (guint64) movement->n_people * hour;
    }
  g_assert_cmpuint (result->totals.n_assigned, ==, score.n_served);
  g_assert_cmpfloat (result->totals.person_hours, ==, (double) score.person_hours);

  return score;
}

static void
test_random_plans (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20220301);
  guint n_served = 0, n_unserved = 0, n_leaving = 0, n_hits = 0;

  for (guint i = 0; i < N_PLANS; i++)
    {
      World *world = make_world (random);
      g_autoptr (CorPlanner) planner = cor_planner_new (world->plan->network, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (CorResult) result = cor_test_compute_anytime (
          planner, world->snapshot, COR_TEST_ROADS_UNEVEN, faults, &error);
      CorTestScore score, oracle = ask_oracle (world);

      g_assert_no_error (error);
      for (guint j = 0; j < faults->len; j++)
        g_test_message ("plan %u: %s", i, (const char *) faults->pdata[j]);
      g_assert_cmpuint (faults->len, ==, 0);
      cor_test_check_result (world->snapshot, result, COR_TEST_ROADS_UNEVEN);
      score = get_score (world, result);
      g_assert_cmpuint (score.n_served, ==, oracle.n_served);
      g_assert_cmpuint (score.last_hour, ==, oracle.last_hour);
      g_assert_cmpuint (score.n_leaving, ==, oracle.n_leaving);
      g_assert_cmpuint (score.person_hours, ==, oracle.person_hours);
      n_leaving += score.n_leaving > 0;
      n_served += score.n_served > 0;
      n_hits += 3 - result->closures_without_road->len;
      n_unserved += result->totals.n_unserved > 0;
      free_world (world);
    }

  g_assert_cmpuint (n_served, >, N_PLANS / 2);
  g_assert_cmpuint (n_unserved, >, N_PLANS / 4);
  g_assert_cmpuint (n_leaving, >, 0);
  g_assert_cmpuint (n_hits, >, N_PLANS / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/random-plans", test_random_plans);

  return g_test_run ();
}
