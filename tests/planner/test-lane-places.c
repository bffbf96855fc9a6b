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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/planner/lane-places/corridor-to-an-island", test_corridor_to_an_island);

  return g_test_run ();
}
