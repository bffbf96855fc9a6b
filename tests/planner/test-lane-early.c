/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-quota.h"
#include "cor-test-checker.h"
#include "cor-test-plan.h"
#include "cor-time.h"
#include "cor-vehicle.h"

/* First plans through lanes: whom the best plan gets out on them they get out, too. */

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

/* A town, a road of an hour to a bridge, the bridge of ten minutes, and an hour to a crossing. The
 * bridge is all there is. */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorCrossing *crossing;
  CorResult *first;
} Town;

static void
set_up (Town *town, gconstpointer user_data)
{
  CorNewPlace place = { .crossing = "west" };
  guint32 nodes[4];

  town->plan = cor_test_plan_new ();
  nodes[0] = cor_test_plan_add_node (town->plan, "Town", 50.0, 26.0);
  nodes[1] = cor_test_plan_add_node (town->plan, "East bank", 50.0, 25.0);
  nodes[2] = cor_test_plan_add_node (town->plan, "West bank", 50.0, 24.9);
  nodes[3] = cor_test_plan_add_node (town->plan, "West", 50.0, 24.0);
  cor_network_builder_add_place (town->plan->builder, nodes[3], &place);
  cor_test_plan_add_leg (town->plan, nodes[0], nodes[1], 60);
  cor_test_plan_add_leg (town->plan, nodes[1], nodes[2], 10);
  cor_test_plan_add_leg (town->plan, nodes[2], nodes[3], 60);
  town->town = cor_test_plan_add_town (town->plan, "Town", 50.0, 26.0);
  town->crossing = cor_test_plan_add_crossing (town->plan, "west", 50.0, 24.0, 400, ALL_MODES);
  town->first = NULL;
}

static void
tear_down (Town *town, gconstpointer user_data)
{
  cor_result_unref (town->first);
  cor_test_plan_free (town->plan);
}

static CorGeometry *
draw_bridge (void)
{
  const CorPosition line[] = { { 50.0, 25.0 }, { 50.0, 24.9 } };
  CorGeometry *geometry = cor_geometry_new ();

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));

  return geometry;
}

static CorAgreedCorridor *
add_corridor (Town *town)
{
  g_autoptr (CorGeometry) geometry = draw_bridge ();
  CorAgreedCorridor *corridor = cor_agreed_corridor_new (NULL, geometry);

  cor_edit_put (town->plan->edit, corridor);

  return corridor;
}

static void
add_limit (Town *town, guint vehicles_per_h)
{
  g_autoptr (CorGeometry) geometry = draw_bridge ();
  CorClosure *limit = cor_closure_new (NULL, geometry);

  limit->closure = COR_CLOSURE_ROAD;
  limit->effect = COR_RESTRICTION_LIMIT;
  limit->limit_vehicles_per_h = vehicles_per_h;
  cor_edit_put (town->plan->edit, limit);
}

static void
add_households (Town *town, guint n_households, CorAnswer car)
{
  for (guint i = 0; i < n_households; i++)
    cor_test_plan_add_people (town->plan, &town->town, 4)->car = car;
}

static void
keep_first_cb (CorResult *preview, gpointer user_data)
{
  Town *town = user_data;

  if (town->first == NULL)
    town->first = cor_result_ref (preview);
}

/* The best plan; keeps the first, in which nothing is wrong. */
static CorResult *
compute (Town *town)
{
  g_autoptr (CorSnapshot) snapshot = cor_test_plan_finish (town->plan);
  g_autoptr (CorPlanner) planner = cor_planner_new (town->plan->network, NULL);
  CorPlannerListener listener = { keep_first_cb, town, 0, NULL };
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GError) error = NULL;
  CorResult *result =
      cor_planner_compute_anytime (planner, snapshot, NULL, &listener, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (town->first);
  faults = cor_test_find_faults (snapshot, town->first, COR_TEST_ROADS_EVEN);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);

  return result;
}

/* Ten vehicles in a quarter of an hour: the first plan takes no longer than the best, by more than
 * a column. */
static void
test_limit (Town *town, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  add_limit (town, 40);
  add_households (town, 50, COR_ANSWER_YES);
  result = compute (town);

  g_assert_cmpuint (result->totals.n_assigned, ==, 200);
  g_assert_cmpuint (town->first->totals.n_assigned, ==, 200);
  g_assert_cmpint (town->first->objective[COR_OBJECTIVE_LAST_OUT], <=,
                   result->objective[COR_OBJECTIVE_LAST_OUT] + COR_SECONDS_PER_HOUR);

  /* Nobody can be out before two hours and ten minutes, which is known at once. */
  g_assert_cmpint (town->first->bound[COR_OBJECTIVE_PERSON_TIME], >=,
                   200 * 3 * COR_SECONDS_PER_HOUR);
  g_assert_cmpint (town->first->bound[COR_OBJECTIVE_PERSON_TIME], <=,
                   result->objective[COR_OBJECTIVE_PERSON_TIME]);
}

/* Columns of at most eight, which cars and coaches share. */
static void
test_corridor_for_cars_and_coaches (Town *town, gconstpointer user_data)
{
  CorAgreedCorridor *corridor = add_corridor (town);
  g_autoptr (CorResult) result = NULL;

  corridor->max_column_vehicles = 8;
  corridor->min_spacing_min = 30;
  corridor->daily = (CorDaily){ 8 * 60, 18 * 60, 0 };
  add_households (town, 20, COR_ANSWER_YES);
  add_households (town, 40, COR_ANSWER_NO);
  result = compute (town);

  g_assert_cmpuint (result->totals.n_assigned, ==, 240);
  g_assert_cmpuint (town->first->totals.n_assigned, ==, 240);
  for (guint i = 0; i < town->first->movements->len; i++)
    g_assert_cmpuint (((CorMovement *) town->first->movements->pdata[i])->corridor_ids->len, ==, 1);
}

/* What slots share is not taken twice; a household of four may not fit into the last of it. */
static void
test_quota (Town *town, gconstpointer user_data)
{
  CorQuota *quota = cor_quota_new (NULL, "PL");
  g_autoptr (CorResult) result = NULL;

  g_strlcpy (town->crossing->country, "PL", sizeof town->crossing->country);
  quota->max_people = 100;
  cor_edit_put (town->plan->edit, quota);
  add_limit (town, 40);
  add_households (town, 50, COR_ANSWER_YES);
  result = compute (town);

  g_assert_cmpuint (result->totals.n_assigned, <=, 100);
  g_assert_cmpuint (town->first->totals.n_assigned, <=, 100);
  g_assert_cmpuint (town->first->totals.n_assigned, >, 90);
}

/* A coach that has to come back for the second half. */
static void
test_vehicle (Town *town, gconstpointer user_data)
{
  CorVehicle *vehicle = cor_vehicle_new (NULL, COR_VEHICLE_COACH);
  g_autoptr (CorResult) result = NULL;

  vehicle->seats = 40;
  vehicle->depot_position = (CorPosition){ 50.0, 26.0 };
  cor_edit_put (town->plan->edit, vehicle);
  add_corridor (town)->is_two_way = TRUE;
  add_households (town, 20, COR_ANSWER_NO);
  result = compute (town);

  g_assert_cmpuint (result->totals.n_assigned, ==, town->first->totals.n_assigned);
  g_assert_cmpuint (town->first->totals.n_assigned, >=, 40);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/planner/lane-early/" path, Town, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("limit", test_limit);
  ADD ("cars-and-coaches", test_corridor_for_cars_and_coaches);
  ADD ("quota", test_quota);
  ADD ("vehicle", test_vehicle);

  return g_test_run ();
}
