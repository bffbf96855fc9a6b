/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-grid.h"

#include "cor-test-checker.h"
#include "cor-test-previews.h"

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

static void
add_leg (CorTestPlan *plan, const guint32 *nodes, guint from, guint to)
{
  CorPosition begin =
      cor_test_grid_get_position (from / COR_TEST_GRID_COLUMNS, from % COR_TEST_GRID_COLUMNS);
  CorPosition end =
      cor_test_grid_get_position (to / COR_TEST_GRID_COLUMNS, to % COR_TEST_GRID_COLUMNS);

  cor_test_plan_add_measured_leg (plan, nodes[from], nodes[to], LEG_MIN,
                                  (guint) (cor_position_distance_m (begin, end) + 0.5));
}

/* Roads of legs that take equally long, crossings at the western ends of all rows but the first. */
void
cor_test_grid_add_roads (CorTestPlan *plan)
{
  guint32 nodes[COR_TEST_GRID_ROWS * COR_TEST_GRID_COLUMNS];

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    nodes[i] = cor_network_builder_add_node (
        plan->builder,
        cor_test_grid_get_position (i / COR_TEST_GRID_COLUMNS, i % COR_TEST_GRID_COLUMNS), 0);
  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
    {
      if ((i + 1) % COR_TEST_GRID_COLUMNS != 0)
        add_leg (plan, nodes, i, i + 1);
      if (i + COR_TEST_GRID_COLUMNS < G_N_ELEMENTS (nodes))
        add_leg (plan, nodes, i, i + COR_TEST_GRID_COLUMNS);
    }
  for (guint i = 0; i < COR_TEST_GRID_CROSSINGS; i++)
    {
      g_autofree char *key = g_strdup_printf ("crossing-%u", i);
      CorNewPlace place = { .crossing = key };

      cor_network_builder_add_place (plan->builder, nodes[(i + 1) * COR_TEST_GRID_COLUMNS], &place);
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

/* What may be given up for later goals, and a front between the roads of the grid, in whose reach
 * they are exposed, in every other plan.
 * They are drawn by themselves, so that the plan is otherwise what it is without. */
void
cor_test_add_tolerances (CorTestPlan *plan, guint32 seed)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed + 1);
  CorPosition corner =
      cor_test_grid_get_position (cor_test_draw (random, 0, COR_TEST_GRID_ROWS - 1),
                                  cor_test_draw (random, 0, COR_TEST_GRID_COLUMNS));
  const CorPosition ends[] = { { corner.lat_deg + 0.08, corner.lon_deg + 0.1 },
                               { corner.lat_deg + 0.12, corner.lon_deg + 0.2 } };
  g_autoptr (CorGeometry) line = NULL;
  CorClosure *front;

  if (seed % 2 == 1)
    return;
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    if (!cor_test_once_in (random, 3))
      plan->settings->tolerance_permille[i] = cor_test_draw (random, 0, 300);
  if (cor_test_once_in (random, 2))
    return;

  line = cor_geometry_new ();
  cor_geometry_add_part (line, COR_PART_LINE, ends, G_N_ELEMENTS (ends));
  front = cor_closure_new (NULL, line);
  front->closure = COR_CLOSURE_FRONT;
  front->distance_m = 500;
  plan->settings->exposure_reach_m = cor_test_draw (random, 5000, 40000);
  cor_edit_put (plan->edit, front);
}

/* Looks at plans of seeds from 1, or of those that are asked for. */
void
cor_test_check_seeds (guint n_plans, CorTestCountFunc count_faults)
{
  guint32 first, last;
  guint n_wrong = 0;

  cor_test_get_seeds (n_plans, &first, &last);
  for (guint32 seed = first; seed <= last; seed++)
    n_wrong += count_faults (seed) > 0;
  g_assert_cmpuint (n_wrong, ==, 0);
}

static guint
tell_faults (guint32 seed, GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("plan %u: %s", seed, (char *) faults->pdata[i]);

  return faults->len;
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
  *n_faults += tell_faults (seed, faults);

  return g_steal_pointer (&result);
}

/* Plans, and says what is wrong with the plan and those told of on the way to it. */
CorResult *
cor_test_grid_plan_anytime (CorPlanner *planner,
                            CorSnapshot *snapshot,
                            guint32 seed,
                            guint *n_faults)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) of_result = NULL;
  g_autoptr (CorResult) result =
      cor_test_compute_anytime (planner, snapshot, COR_TEST_ROADS_EVEN, faults, &error);

  g_assert_no_error (error);
  of_result = cor_test_find_faults (snapshot, result, COR_TEST_ROADS_EVEN);
  *n_faults += tell_faults (seed, faults) + tell_faults (seed, of_result);

  return g_steal_pointer (&result);
}
