/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-grid.h"

#include "cor-test-checker.h"

#define LEG_MIN 20

/* Where roads of the grid meet. */
CorPosition
cor_test_grid_get_position (guint row, guint column)
{
  return (CorPosition){ 49.0 + row * 0.2, 23.0 + column * 0.3 };
}

/* From one number until before another. */
guint
cor_test_draw (GRand *random, guint from, guint until)
{
  return (guint) g_rand_int_range (random, (gint32) from, (gint32) until);
}

gboolean
cor_test_once_in (GRand *random, guint n)
{
  return cor_test_draw (random, 0, n) == 0;
}

/* Roads of equal legs, crossings at the western ends of all rows but the first. */
void
cor_test_grid_add_roads (CorTestPlan *plan)
{
  guint32 nodes[COR_TEST_GRID_ROWS][COR_TEST_GRID_COLUMNS];

  for (guint i = 0; i < COR_TEST_GRID_ROWS; i++)
    for (guint j = 0; j < COR_TEST_GRID_COLUMNS; j++)
      nodes[i][j] =
          cor_network_builder_add_node (plan->builder, cor_test_grid_get_position (i, j), 0);
  for (guint i = 0; i < COR_TEST_GRID_ROWS; i++)
    for (guint j = 0; j < COR_TEST_GRID_COLUMNS; j++)
      {
        if (j + 1 < COR_TEST_GRID_COLUMNS)
          cor_test_plan_add_leg (plan, nodes[i][j], nodes[i][j + 1], LEG_MIN);
        if (i + 1 < COR_TEST_GRID_ROWS)
          cor_test_plan_add_leg (plan, nodes[i][j], nodes[i + 1][j], LEG_MIN);
      }
  for (guint i = 0; i < COR_TEST_GRID_CROSSINGS; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorNewPlace place = { .crossing = key };

      cor_network_builder_add_place (plan->builder, nodes[i + 1][0], &place);
    }
}

/* A straight piece of road along a row. */
CorGeometry *
cor_test_grid_draw_row (GRand *random)
{
  guint row = cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
        first = cor_test_draw (random, 0, COR_TEST_GRID_COLUMNS - 1);
  guint last = cor_test_draw (random, first + 1, COR_TEST_GRID_COLUMNS);
  CorPosition line[] = { cor_test_grid_get_position (row, last),
                         cor_test_grid_get_position (row, first) };
  CorGeometry *geometry = cor_geometry_new ();

  cor_geometry_add_part (geometry, COR_PART_LINE, line, G_N_ELEMENTS (line));

  return geometry;
}

static CorClosure *
add_row_closure (CorTestPlan *plan, GRand *random)
{
  g_autoptr (CorGeometry) geometry = cor_test_grid_draw_row (random);
  CorClosure *closure = cor_closure_new (NULL, geometry);

  closure->closure = COR_CLOSURE_ROAD;
  cor_edit_put (plan->edit, closure);

  return closure;
}

/* A siege, a road one way, a curfew and a limit of vehicles, each in some plans. */
void
cor_test_grid_add_closures (CorTestPlan *plan, GRand *random)
{
  if (cor_test_once_in (random, 2))
    {
      CorPosition middle =
          cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS),
                                      cor_test_draw (random, 1, COR_TEST_GRID_COLUMNS));
      CorClosure *area =
          cor_test_plan_add_area (plan, "Siege", middle.lat_deg - 0.05, middle.lon_deg - 0.05,
                                  middle.lat_deg + 0.05, middle.lon_deg + 0.05);

      area->from_utc_s = COR_TEST_START_UTC_S + ((int) cor_test_draw (random, 0, 20) - 4) * 1800;
      if (cor_test_once_in (random, 2))
        area->until_utc_s = area->from_utc_s + cor_test_draw (random, 1, 30) * 1800;
    }
  if (cor_test_once_in (random, 3))
    add_row_closure (plan, random)->direction = COR_RESTRICTION_FORWARD;
  if (cor_test_once_in (random, 3))
    add_row_closure (plan, random)->daily =
        (CorDaily){ cor_test_draw (random, 0, 1440), cor_test_draw (random, 1, 1441), 0 };
  if (cor_test_once_in (random, 3))
    {
      CorClosure *limit = add_row_closure (plan, random);

      limit->effect = COR_RESTRICTION_LIMIT;
      limit->limit_vehicles_per_h =
          cor_test_once_in (random, 4) ? 0 : cor_test_draw (random, 32, 60);
    }
}

/* Plans, and says what is wrong with the plan. */
CorResult *
cor_test_grid_plan (CorPlanner *planner,
                    CorSnapshot *snapshot,
                    const CorResult *published,
                    guint32 seed,
                    guint *n_faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorResult) result =
      cor_planner_compute_after (planner, snapshot, published, NULL, &error);
  g_autoptr (GPtrArray) faults = NULL;

  g_assert_no_error (error);
  faults = cor_test_find_faults (snapshot, result, COR_TEST_ROADS_EVEN);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("plan %u: %s", seed, (char *) faults->pdata[i]);
  *n_faults += faults->len;

  return g_steal_pointer (&result);
}
