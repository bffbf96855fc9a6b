/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fixed-way.h"
#include "cor-test-network.h"

/* A ladder: legs 0 to 3 along 49.0 degrees north, 4 to 7 along 49.1, then five rungs between. */
static CorNetwork *
ladder (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 south[5], north[5];

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *south_key = g_strdup_printf ("s%u", i);
      g_autofree char *north_key = g_strdup_printf ("n%u", i);

      south[i] = cor_test_add_node (builder, south_key, 49.0, 24.0 + 0.1 * i);
      north[i] = cor_test_add_node (builder, north_key, 49.1, 24.0 + 0.1 * i);
    }
  for (guint i = 0; i < 4; i++)
    cor_test_add_leg (builder, south[i], south[i + 1], "M06", 7300, 300000, 300000);
  for (guint i = 0; i < 4; i++)
    cor_test_add_leg (builder, north[i], north[i + 1], "H10", 7300, 400000, 400000);
  for (guint i = 0; i < 5; i++)
    cor_test_add_leg (builder, south[i], north[i], "", 11000, 700000, 700000);

  return cor_test_finish (builder);
}

static void
check_legs (CorNetwork *network, GArray *arcs, const guint32 *legs, guint n_legs)
{
  g_assert_cmpuint (arcs->len, ==, n_legs);
  for (guint i = 0; i < n_legs; i++)
    g_assert_cmpuint (cor_network_get_arc_leg (network, g_array_index (arcs, guint32, i)), ==,
                      legs[i]);
  for (guint i = 1; i < n_legs; i++)
    g_assert_cmpuint (cor_network_get_arc_tail (network, g_array_index (arcs, guint32, i)), ==,
                      cor_network_get_arc_head (network, g_array_index (arcs, guint32, i - 1)));
}

static void
test_follows_the_line (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  const CorPosition line[] = { { 49.0, 24.4 }, { 49.001, 24.2 }, { 49.1, 24.2 }, { 49.1, 24.0 } };
  const guint32 legs[] = { 3, 2, 10, 5, 4 };
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (network, line, G_N_ELEMENTS (line));

  check_legs (network, arcs, legs, G_N_ELEMENTS (legs));
}

/* The point in the middle stands a little up a rung. */
static void
test_looks_into_no_side_road (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  const CorPosition line[] = { { 49.0, 24.0 }, { 49.006, 24.2 }, { 49.0, 24.4 } };
  const guint32 legs[] = { 0, 1, 2, 3 };
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (network, line, G_N_ELEMENTS (line));

  check_legs (network, arcs, legs, G_N_ELEMENTS (legs));
}

static void
test_no_road_there (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  const CorPosition line[] = { { 49.0, 24.0 }, { 49.0, 24.1 }, { 49.6, 24.15 }, { 49.0, 24.2 } };
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (network, line, G_N_ELEMENTS (line));

  g_assert_cmpuint (arcs->len, ==, 0);
  g_assert_true (cor_network_has_fixed_way (network, line[0], line[1]));
  g_assert_false (cor_network_has_fixed_way (network, line[1], line[2]));
}

/* Between points far from each other a road may run elsewhere; that one is meant nobody can know.
 */
static void
test_no_wide_berth (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 east = cor_test_add_node (builder, "east", 49.0, 27.0);
  guint32 near = cor_test_add_node (builder, "near", 49.05, 26.0);
  guint32 middle = cor_test_add_node (builder, "middle", 49.0, 25.0);
  guint32 far = cor_test_add_node (builder, "far", 49.15, 24.0);
  guint32 west = cor_test_add_node (builder, "west", 49.0, 23.0);
  g_autoptr (CorNetwork) network = NULL;

  cor_test_add_leg (builder, east, near, "M06", 74000, 3000000, 3000000);
  cor_test_add_leg (builder, near, middle, "M06", 74000, 3000000, 3000000);
  cor_test_add_leg (builder, middle, far, "M06", 75000, 3000000, 3000000);
  cor_test_add_leg (builder, far, west, "M06", 75000, 3000000, 3000000);
  network = cor_test_finish (builder);
  g_assert_true (cor_network_has_fixed_way (network, (CorPosition){ 49.0, 27.0 },
                                            (CorPosition){ 49.0, 25.0 }));
  g_assert_false (cor_network_has_fixed_way (network, (CorPosition){ 49.0, 25.0 },
                                             (CorPosition){ 49.0, 23.0 }));
}

/* From both points the same corner is the nearest, but the line leads away from the roads. */
static void
test_ends_off_the_roads (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  const CorPosition line[] = { { 49.1, 24.0 }, { 49.35, 24.0 } };
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (network, line, G_N_ELEMENTS (line));

  g_assert_cmpuint (arcs->len, ==, 0);
  g_assert_false (cor_network_has_fixed_way (network, line[0], line[1]));
}

/* At the corners nothing branches off, elsewhere a rung does. */
static void
test_joins_legs (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  const guint32 legs[] = { 0, 1, 4, 8 };
  const guint32 around[] = { 0, 8, 4 };
  g_autoptr (GPtrArray) ways = cor_network_join_legs (network, legs, G_N_ELEMENTS (legs));

  /* Each stretch in both directions: the corner, and the leg beyond the first rung. */
  g_assert_cmpuint (ways->len, ==, 4);
  for (guint i = 0; i < ways->len; i++)
    {
      GArray *way = ways->pdata[i];
      guint32 first = cor_network_get_arc_leg (network, g_array_index (way, guint32, 0));
      guint32 single = 1;

      if (way->len == 1)
        check_legs (network, way, &single, 1);
      else if (first == 0)
        check_legs (network, way, around, G_N_ELEMENTS (around));
      else
        g_assert_cmpuint (first, ==, 4);
    }
}

static void
test_drives_from_where_one_joins (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  const CorPosition line[] = { { 49.0, 24.0 }, { 49.0, 24.4 } };
  g_autoptr (GArray) arcs = cor_network_find_fixed_way (network, line, G_N_ELEMENTS (line));
  const guint32 *way = (const guint32 *) (gpointer) arcs->data;
  CorSnap from = cor_network_stand_on_node (network, cor_network_get_arc_tail (network, way[0]));
  CorSnap middle = cor_network_stand_on_node (network, cor_network_get_arc_tail (network, way[2]));
  CorSnap to = cor_network_stand_on_node (network, cor_network_get_arc_head (network, way[3]));
  g_autoptr (CorRoute) whole = cor_router_drive_fixed_way (router, &from, &to, way, arcs->len);
  g_autoptr (CorRoute) half = cor_router_drive_fixed_way (router, &middle, &to, way, arcs->len);
  g_autoptr (CorRoute) first = cor_router_find_route (router, &from, &middle);
  CorRoute *parts[2] = { first, half };
  g_autoptr (CorRoute) joined = cor_route_join (parts, 2);

  g_assert_cmpuint (cor_route_get_time_ms (whole), ==, 4 * 300000);
  g_assert_cmpuint (cor_route_get_time_ms (half), ==, 2 * 300000);
  g_assert_cmpuint (cor_route_get_time_ms (joined), ==, 4 * 300000);
  g_assert_cmpuint (cor_route_get_distance_m (joined), ==, cor_route_get_distance_m (whole));
  g_assert_cmpuint (cor_network_find_on_fixed_way (network, way, arcs->len, &middle), ==, 2);
  g_assert_cmpuint (cor_network_find_on_fixed_way (network, way, arcs->len, &to), ==, arcs->len);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/fixed-way/line", test_follows_the_line);
  g_test_add_func ("/roads/fixed-way/side-road", test_looks_into_no_side_road);
  g_test_add_func ("/roads/fixed-way/no-road", test_no_road_there);
  g_test_add_func ("/roads/fixed-way/wide-berth", test_no_wide_berth);
  g_test_add_func ("/roads/fixed-way/ends-off-the-roads", test_ends_off_the_roads);
  g_test_add_func ("/roads/fixed-way/legs", test_joins_legs);
  g_test_add_func ("/roads/fixed-way/drive", test_drives_from_where_one_joins);

  return g_test_run ();
}
