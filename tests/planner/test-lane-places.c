/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "cor-agreed-corridor.h"
#include "cor-test-plan.h"
#include "cor-time.h"

/* Where people live, and where the lanes run. Found by random plans, and kept here. */

#define ALL_MODES (COR_MODE_CAR | COR_MODE_COACH | COR_MODE_FOOT)

static CorAgreedCorridor *
add_corridor (CorTestPlan *plan, CorPosition from, CorPosition to)
{
  CorPosition line[] = { from, to };
  g_autoptr (CorGeometry) geometry = cor_geometry_new ();
  CorAgreedCorridor *corridor;

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));
  corridor = cor_agreed_corridor_new (NULL, geometry);
  cor_edit_put (plan->edit, corridor);

  return corridor;
}

/* A town on roads that lead nowhere, 28 km over land from the others. A corridor was drawn from it
 * to these, where no road runs: it is named as having none, binds to no other, and keeps nobody
 * from going over land. Plan 472 of the random lanes. */
static void
test_corridor_to_an_island (void)
{
  g_autoptr (CorTestPlan) plan = cor_test_plan_new ();
  const CorPosition town = { 49.5, 24.76 }, next = { 49.25, 24.73 };
  guint32 island = cor_test_plan_add_node (plan, NULL, town.lat_deg, town.lon_deg);
  guint32 village = cor_test_plan_add_node (plan, NULL, 49.5, 24.9);
  guint32 east = cor_test_plan_add_node (plan, NULL, next.lat_deg, next.lon_deg);
  guint32 middle = cor_test_plan_add_node (plan, NULL, 49.25, 24.38);
  guint32 west = cor_test_plan_add_node (plan, NULL, 49.25, 24.03);
  g_autoptr (CorResult) result = NULL;
  CorNewPlace place = { .crossing = "west" };
  CorAgreedCorridor *corridor;
  CorId id;

  cor_test_plan_add_leg (plan, island, village, 10);
  cor_test_plan_add_leg (plan, east, middle, 25);
  cor_test_plan_add_leg (plan, middle, west, 25);
  cor_network_builder_add_place (plan->builder, west, &place);
  cor_test_plan_add_crossing (plan, "west", 49.25, 24.03, 60, ALL_MODES);
  id = cor_test_plan_add_town (plan, "Town", town.lat_deg, town.lon_deg);
  cor_test_plan_add_people (plan, &id, 4)->car = COR_ANSWER_YES;
  corridor = add_corridor (plan, town, next);
  result = cor_test_plan_compute (plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 4);
  g_assert_cmpuint (result->closures_without_road->len, ==, 1);
  g_assert_true (cor_id_equal (&g_array_index (result->closures_without_road, CorId, 0),
                               &corridor->record.id));
}

/* A corridor of two hours from a town to a bridge, a village in its middle, and ten minutes from
 * the bridge to a crossing. The corridor is all there is. */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorId village;
  CorAgreedCorridor *corridor;
} Valley;

static void
valley_set_up (Valley *valley, gconstpointer user_data)
{
  CorNewPlace place = { .crossing = "west" };
  guint32 nodes[4];

  valley->plan = cor_test_plan_new ();
  nodes[0] = cor_test_plan_add_node (valley->plan, "Town", 50.0, 27.0);
  nodes[1] = cor_test_plan_add_node (valley->plan, "Village", 50.0, 26.0);
  nodes[2] = cor_test_plan_add_node (valley->plan, "Bridge", 50.0, 25.0);
  nodes[3] = cor_test_plan_add_node (valley->plan, "West", 50.0, 24.9);
  cor_test_plan_add_leg (valley->plan, nodes[0], nodes[1], 60);
  cor_test_plan_add_leg (valley->plan, nodes[1], nodes[2], 60);
  cor_test_plan_add_leg (valley->plan, nodes[2], nodes[3], 10);
  cor_network_builder_add_place (valley->plan->builder, nodes[3], &place);
  cor_test_plan_add_crossing (valley->plan, "west", 50.0, 24.9, 200, ALL_MODES);
  valley->town = cor_test_plan_add_town (valley->plan, "Town", 50.0, 27.0);
  valley->corridor =
      add_corridor (valley->plan, (CorPosition){ 50.0, 27.0 }, (CorPosition){ 50.0, 25.0 });
  valley->corridor->modes = COR_MODE_CAR;
}

static void
valley_tear_down (Valley *valley, gconstpointer user_data)
{
  cor_test_plan_free (valley->plan);
}

static void
add_cars (Valley *valley, const CorId *id, guint n_households)
{
  for (guint i = 0; i < n_households; i++)
    cor_test_plan_add_people (valley->plan, id, 2)->car = COR_ANSWER_YES;
}

/* Who lives on a corridor joins it there, and is timed from there on. */
static void
test_joins_where_they_live (Valley *valley, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorMovement *movement;

  valley->village = cor_test_plan_add_town (valley->plan, "Village", 50.0, 26.0);
  add_cars (valley, &valley->village, 1);
  result = cor_test_plan_compute (valley->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, >=, 70 * 60);
  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, <=, 75 * 60);
  g_assert_cmpint (movement->pass_utc_s, ==, COR_TEST_START_UTC_S + 2 * COR_SECONDS_PER_HOUR);
}

/* Between two places where roads meet, too: from a quarter of the way on. */
static void
test_joins_between_junctions (Valley *valley, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;
  const CorMovement *movement;

  valley->village = cor_test_plan_add_town (valley->plan, "Hamlet", 50.0, 26.5);
  add_cars (valley, &valley->village, 1);
  result = cor_test_plan_compute (valley->plan);

  g_assert_cmpuint (result->movements->len, ==, 1);
  movement = result->movements->pdata[0];
  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, >=, 100 * 60);
  g_assert_cmpint (movement->arrive_utc_s - movement->depart_utc_s, <=, 106 * 60);
}

/* Open for an hour and a half: too short for the town, not for the village. */
static void
test_window_long_enough_for_some (Valley *valley, gconstpointer user_data)
{
  g_autoptr (CorResult) result = NULL;

  valley->corridor->daily = (CorDaily){ 10 * 60, 11 * 60 + 30, 0 };
  valley->village = cor_test_plan_add_town (valley->plan, "Village", 50.0, 26.0);
  add_cars (valley, &valley->town, 1);
  add_cars (valley, &valley->village, 3);
  result = cor_test_plan_compute (valley->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 6);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_true (cor_id_equal (&((CorMovement *) result->movements->pdata[i])->cluster_id,
                                 &valley->village));
}

/* Those who join on the way count like those who come from the beginning: three cars at a time, an
 * hour apart, whoever they are. */
static void
test_joining_counts (Valley *valley, gconstpointer user_data)
{
  g_autoptr (GHashTable) n_cars = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (CorResult) result = NULL;

  valley->corridor->max_column_vehicles = 3;
  valley->corridor->min_spacing_min = 60;
  valley->village = cor_test_plan_add_town (valley->plan, "Village", 50.0, 26.0);
  add_cars (valley, &valley->town, 5);
  add_cars (valley, &valley->village, 4);
  result = cor_test_plan_compute (valley->plan);

  g_assert_cmpuint (result->totals.n_assigned, ==, 18);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      gint64 enter_utc_s = g_array_index (movement->enter_utc_s, gint64, 0);
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (n_cars, &enter_utc_s));

      n += movement->n_people / 2;
      g_assert_cmpuint (n, <=, 3);
      g_hash_table_replace (n_cars, g_memdup2 (&enter_utc_s, sizeof enter_utc_s),
                            GUINT_TO_POINTER (n));
    }
  g_assert_cmpuint (g_hash_table_size (n_cars), ==, 3);
}

/* A corridor for coaches that leads in a circle, and one for all on the only way out. Whoever has a
 * car is not sent round the circle to be in a coach afterwards. Plan 1492 of the random lanes. */
static void
test_nobody_drives_in_a_circle (Valley *valley, gconstpointer user_data)
{
  CorTestPlan *plan = valley->plan;
  guint32 north = cor_test_plan_add_node (plan, "North", 50.2, 27.0);
  guint32 far = cor_test_plan_add_node (plan, "Far", 50.2, 27.3);
  g_autoptr (CorResult) result = NULL;
  CorAgreedCorridor *circle;

  /* From the town north, and by a road round the corner back. */
  cor_test_plan_add_leg (plan, 0, north, 20);
  cor_test_plan_add_leg (plan, north, far, 20);
  cor_test_plan_add_leg (plan, far, 0, 30);
  circle = add_corridor (plan, (CorPosition){ 50.0, 27.0 }, (CorPosition){ 50.2, 27.0 });
  circle->modes = COR_MODE_COACH;
  valley->corridor->modes = COR_MODE_CAR | COR_MODE_COACH;
  valley->corridor->max_column_vehicles = 2;
  valley->corridor->min_spacing_min = 60;
  add_cars (valley, &valley->town, 20);
  result = cor_test_plan_compute (plan);

  g_assert_cmpuint (result->movements->len, >, 0);
  for (guint i = 0; i < result->movements->len; i++)
    g_assert_cmpuint (((CorMovement *) result->movements->pdata[i])->corridor_ids->len, ==, 1);
}

#define ADD(path, test)                                                                            \
  g_test_add ("/planner/lane-places/" path, Valley, NULL, valley_set_up, test, valley_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/lane-places/corridor-to-an-island", test_corridor_to_an_island);
  ADD ("joins-where-they-live", test_joins_where_they_live);
  ADD ("joins-between-junctions", test_joins_between_junctions);
  ADD ("window-long-enough-for-some", test_window_long_enough_for_some);
  ADD ("joining-counts", test_joining_counts);
  ADD ("nobody-drives-in-a-circle", test_nobody_drives_in_a_circle);

  return g_test_run ();
}
