/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cor-cell-area.h"
#include "cor-isochrone.h"
#include "cor-test-network.h"

#define SIDE 24u
#define CELL_DEG 0.001

static CorPosition
middle_of (guint row, guint column)
{
  return (CorPosition){ 49.0 + (row + 0.5) * CELL_DEG, 24.0 + (column + 0.5) * CELL_DEG };
}

/* Whatever squares are in, the outline holds their middles and no others', its rings are closed
 * and holes follow their polygon. */
static void
check_squares (GRand *rand)
{
  const CorBounds bounds = { 49.0, 24.0, 49.0 + SIDE * CELL_DEG, 24.0 + SIDE * CELL_DEG };
  g_autoptr (CorCellArea) area = cor_cell_area_new (&bounds, 70);
  g_autoptr (CorGeometry) outline = NULL;
  gboolean *in = g_new0 (gboolean, SIDE * SIDE);
  gint32 share = g_rand_int_range (rand, 5, 96);

  for (guint i = 0; i < SIDE * SIDE; i++)
    {
      in[i] = g_rand_int_range (rand, 0, 100) < share;
      if (in[i])
        cor_cell_area_add (area, middle_of (i / SIDE, i % SIDE));
    }
  outline = cor_cell_area_outline (area);
  for (guint i = 0; i < cor_geometry_get_n_parts (outline); i++)
    {
      const CorPosition *points;
      guint n_points;
      CorPartKind kind = cor_geometry_get_part (outline, i, &points, &n_points);

      g_assert_true (i > 0 || kind == COR_PART_POLYGON);
      g_assert_cmpuint (n_points, >=, 5);
      g_assert_true (cor_position_equal (points[0], points[n_points - 1]));
    }
  for (guint i = 0; i < SIDE * SIDE; i++)
    if (in[i])
      g_assert_true (cor_geometry_contains (outline, middle_of (i / SIDE, i % SIDE)));
  g_free (in);
}

static void
test_outline_holds_its_squares (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 200; i++)
    check_squares (rand);
}

/* A ring of squares has one hole, and what touches it at a corner only is a piece of its own. */
static void
test_holes_and_corners (void)
{
  const CorBounds bounds = { 49.0, 24.0, 49.01, 24.01 };
  g_autoptr (CorCellArea) area = cor_cell_area_new (&bounds, 70);
  double side_deg = cor_cell_area_get_cell_m (area) / (COR_EARTH_RADIUS_M * G_PI / 180.0);
  double across_deg = side_deg / cos (49.005 * G_PI / 180.0);
  g_autoptr (CorGeometry) outline = NULL;
  const CorPosition *points;
  guint n_points;

  for (guint i = 0; i < 9; i++)
    if (i != 4)
      cor_cell_area_add (area, (CorPosition){ 49.0 + (i / 3 + 0.5) * side_deg,
                                              24.0 + (i % 3 + 0.5) * across_deg });
  cor_cell_area_add (area, (CorPosition){ 49.0 + 3.5 * side_deg, 24.0 + 3.5 * across_deg });
  outline = cor_cell_area_outline (area);

  g_assert_cmpuint (cor_geometry_get_n_parts (outline), ==, 3);
  g_assert_cmpint (cor_geometry_get_part (outline, 0, &points, &n_points), ==, COR_PART_POLYGON);
  g_assert_cmpuint (n_points, ==, 5);
  g_assert_cmpint (cor_geometry_get_part (outline, 1, &points, &n_points), ==, COR_PART_HOLE);
  g_assert_cmpuint (n_points, ==, 5);
  g_assert_cmpint (cor_geometry_get_part (outline, 2, &points, &n_points), ==, COR_PART_POLYGON);
  g_assert_false (cor_geometry_contains (
      outline, (CorPosition){ 49.0 + 1.5 * side_deg, 24.0 + 1.5 * across_deg }));
}

/* A road of ten kilometres and ten minutes: the roads are cut where the time is up. */
static void
test_road_is_cut_where_time_is_up (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 west = cor_test_add_node (builder, "west", 49.0, 24.0);
  guint32 east = cor_test_add_node (builder, "east", 49.0, 24.13707);
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorRouter) router = NULL;
  g_autofree guint32 *times_ms = NULL;
  CorSnap target;

  cor_test_add_leg (builder, west, east, "M06", 10000, 600000, 1200000);
  network = cor_test_finish (builder);
  router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  target = cor_test_snap_node (network, cor_network_find_node_by_key (network, "east"));
  times_ms = cor_router_compute_times (router, &target, TRUE);
  for (guint min = 0; min <= 12; min++)
    {
      g_autoptr (CorReach) reach =
          cor_router_find_reach (router, &target, times_ms, min * 60000, 100);

      g_assert_cmpint (ABS ((gint64) reach->road_m - MIN (min, 10) * 1000), <=, 60);
      g_assert_cmpuint (reach->n_nodes, ==, min < 10 ? 1 : 2);
      g_assert_cmpuint (reach->cell_m, ==, 100);
      g_assert_cmpuint (cor_geometry_get_n_parts (reach->area), ==, 1);
      g_assert_true (cor_geometry_contains (reach->area, (CorPosition){ 49.0001, 24.1369 }) ||
                     cor_geometry_contains (reach->area, (CorPosition){ 49.0001, 24.1371 }));
    }
}

/* A road that closes after five minutes is no use to who needs longer to its end. */
static void
test_road_is_cut_where_it_closes (void)
{
  const gint64 depart_utc_s = 1645675200;
  const CorPosition across[] = { { 48.99, 24.05 }, { 49.01, 24.05 } };
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 west = cor_test_add_node (builder, "west", 49.0, 24.0);
  guint32 east = cor_test_add_node (builder, "east", 49.0, 24.137);
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("curfew", depart_utc_s + 300, depart_utc_s + 3600);
  g_autoptr (CorClosureSet) closures = NULL;
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorRouter) router = NULL;
  CorSnap target;

  cor_test_add_leg (builder, west, east, "M06", 10000, 600000, 1200000);
  network = cor_test_finish (builder);
  g_assert_true (cor_closure_shape_add_line (shape, across, 2, NULL));
  closures = cor_closure_set_new (network, &shape, 1, NULL, NULL);
  router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  cor_router_set_closures (router, closures, depart_utc_s, depart_utc_s);
  target = cor_test_snap_node (network, cor_network_find_node_by_key (network, "east"));
  for (guint min = 0; min <= 75; min += 3)
    {
      g_autoptr (CorReach) reach =
          cor_router_find_reach_departing (router, &target, depart_utc_s, min * 60, 100);
      guint driving_min = min < 60 ? MIN (min, 5) : MAX (MIN (min - 60, 10), 5);

      g_assert_cmpint (ABS ((gint64) reach->road_m - driving_min * 1000), <=, 60);
      g_assert_cmpuint (reach->n_nodes, ==, driving_min < 10 ? 1 : 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/area/random", test_outline_holds_its_squares);
  g_test_add_func ("/roads/area/holes-and-corners", test_holes_and_corners);
  g_test_add_func ("/roads/isochrone/cut", test_road_is_cut_where_time_is_up);
  g_test_add_func ("/roads/isochrone/closes", test_road_is_cut_where_it_closes);

  return g_test_run ();
}
