/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-network.h"

/* Two parallel roads 2 km apart, and an island that nothing leads to, nearer than either. */
static CorNetwork *
parallel_network (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.00, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.00, 24.2);
  guint32 c = cor_test_add_node (builder, "c", 49.02, 24.0);
  guint32 d = cor_test_add_node (builder, "d", 49.02, 24.2);
  guint32 e = cor_test_add_node (builder, "e", 48.99, 24.05);
  guint32 f = cor_test_add_node (builder, "f", 48.99, 24.15);

  cor_test_add_leg (builder, a, b, "M06", 14600, 600000, 600000);
  cor_test_add_leg (builder, c, d, "H10", 14600, 800000, 800000);
  cor_test_add_leg (builder, a, c, "T1", 2300, 200000, 200000);
  cor_test_add_leg (builder, b, d, "T1", 2300, 200000, 200000);
  cor_test_add_leg (builder, e, f, "", 7300, 500000, 500000);

  return cor_test_finish (builder);
}

static void
test_prefers_mainland (void)
{
  g_autoptr (CorNetwork) network = parallel_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap snap;

  g_assert_cmpuint (cor_network_get_n_mainland_nodes (network), ==, 4);
  g_assert_true (cor_router_snap (router, (CorPosition){ 48.991, 24.1 }, NULL, &snap));
  g_assert_cmpuint (snap.leg, ==, 0);
  g_assert_false (snap.on_island);
  g_assert_cmpuint (snap.connector_m, >, 950);
  g_assert_cmpuint (snap.connector_m, <, 1050);
  g_assert_cmpuint (snap.along, >, COR_SNAP_WHOLE_LEG / 2 - 500);
  g_assert_cmpuint (snap.along, <, COR_SNAP_WHOLE_LEG / 2 + 500);
}

static void
test_takes_island_for_want_of_better (void)
{
  g_autoptr (CorNetwork) network = parallel_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnapOptions options = { .max_connector_m = 500 };
  CorSnap snap;

  g_assert_true (cor_router_snap (router, (CorPosition){ 48.991, 24.1 }, &options, &snap));
  g_assert_true (snap.on_island);
  g_assert_false (cor_router_snap (router, (CorPosition){ 48.97, 24.1 }, &options, &snap));
  g_assert_cmpint (snap.state, ==, COR_SNAP_TOO_FAR);
}

/* A village on a road of its own, which only cars reach, by a track; beyond it the main road. */
static CorNetwork *
village_network (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.00, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.00, 24.2);
  guint32 c = cor_test_add_node (builder, "c", 49.00, 24.4);
  guint32 d = cor_test_add_node (builder, "d", 49.02, 24.1);
  guint32 e = cor_test_add_node (builder, "e", 49.02, 24.2);
  CorNewLeg track = { .leg = { .from_node = a, .to_node = d, .length_m = 7600 },
                      .forward_ms = { 900000, COR_TRAVEL_UNREACHABLE },
                      .backward_ms = { 900000, COR_TRAVEL_UNREACHABLE } };
  CorNewLeg bus_lane = { .leg = { .from_node = b, .to_node = c, .length_m = 14600 },
                         .forward_ms = { COR_TRAVEL_UNREACHABLE, 700000 },
                         .backward_ms = { COR_TRAVEL_UNREACHABLE, 700000 } };

  cor_test_add_leg (builder, a, b, "M06", 14600, 600000, 600000);
  cor_network_builder_add_leg (builder, &bus_lane);
  cor_test_add_leg (builder, d, e, "", 7300, 500000, 500000);
  track.leg.road = cor_network_builder_add_road (builder, "", NULL, NULL, NULL);
  cor_network_builder_add_leg (builder, &track);

  return cor_test_finish (builder);
}

/* Where only cars come and go, a coach is not set down. */
static void
test_mainland_is_of_the_vehicle (void)
{
  g_autoptr (CorNetwork) network = village_network ();
  g_autoptr (CorRouter) car = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorRouter) coach = cor_router_new (network, COR_ROAD_VEHICLE_COACH);
  CorSnapOptions near = { .max_connector_m = 500 };
  CorPosition village = { 49.021, 24.15 };
  CorSnap snap;

  g_assert_cmpuint (cor_network_get_n_vehicle_mainland_nodes (network, COR_ROAD_VEHICLE_CAR), ==,
                    4);
  g_assert_cmpuint (cor_network_get_n_vehicle_mainland_nodes (network, COR_ROAD_VEHICLE_COACH), ==,
                    3);
  g_assert_true (cor_router_snap (car, village, NULL, &snap));
  g_assert_cmpuint (snap.leg, ==, 2);
  g_assert_false (snap.on_island);
  g_assert_true (cor_router_snap (coach, village, NULL, &snap));
  g_assert_cmpuint (snap.leg, ==, 0);
  g_assert_false (snap.on_island);
  g_assert_cmpuint (snap.connector_m, >, 2000);

  /* For want of better it is, and says so. */
  g_assert_true (cor_router_snap (coach, village, &near, &snap));
  g_assert_cmpuint (snap.leg, ==, 2);
  g_assert_true (snap.on_island);
}

static void
test_stands_on_node (void)
{
  g_autoptr (CorNetwork) network = parallel_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap snap;

  g_assert_true (cor_router_snap (router, (CorPosition){ 49.021, 24.201 }, NULL, &snap));
  g_assert_cmpstr (cor_network_get_node_key (network, snap.node), ==, "d");
}

static CorClosureSet *
close_box (CorNetwork *network, double south, double west, double north, double east)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("box", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  CorPosition ring[4] = { { south, west }, { south, east }, { north, east }, { north, west } };
  g_autoptr (GError) error = NULL;
  CorClosureSet *set;

  g_assert_true (cor_closure_shape_add_area (shape, ring, 4, &error));
  set = cor_closure_set_new (network, &shape, 1, NULL, &error);
  g_assert_no_error (error);

  return set;
}

static void
test_passes_over_closed_road (void)
{
  g_autoptr (CorNetwork) network = parallel_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorClosureSet) closures = close_box (network, 48.998, 24.09, 49.002, 24.11);
  CorSnap snap;

  cor_router_set_closures (router, closures, 0, 1);
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.001, 24.1 }, NULL, &snap));
  g_assert_cmpuint (snap.leg, ==, 1);
  g_assert_cmpuint (snap.closed_leg, ==, 0);
  g_assert_cmpuint (snap.connector_m, >, 2000);

  /* The place lies inside the closed area: that must be told. */
  g_assert_cmpuint (snap.closed_area, ==, 0);
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.003, 24.1 }, NULL, &snap));
  g_assert_cmpuint (snap.closed_area, ==, G_MAXSIZE);
}

static void
test_says_when_all_is_closed (void)
{
  g_autoptr (CorNetwork) network = parallel_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorClosureSet) closures = close_box (network, 48.0, 23.0, 50.0, 25.0);
  CorSnap snap;

  cor_router_set_closures (router, closures, 0, 1);
  g_assert_false (cor_router_snap (router, (CorPosition){ 49.001, 24.1 }, NULL, &snap));
  g_assert_cmpint (snap.state, ==, COR_SNAP_ALL_CLOSED);
}

/* A river runs along 49.01 degrees north. */
static gboolean
crosses_river (CorPosition from, CorPosition to, gpointer user_data)
{
  return (from.lat_deg < 49.01) != (to.lat_deg < 49.01);
}

static void
test_never_leads_over_water (void)
{
  g_autoptr (CorNetwork) network = parallel_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorClosureSet) closures = close_box (network, 48.998, 24.09, 49.002, 24.11);
  CorSnapOptions options = { .max_connector_m = 4000, .is_blocked = crosses_river };
  CorSnap snap;

  /* The north road is nearer, but over the river. */
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.0099, 24.1 }, NULL, &snap));
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.0101, 24.1 }, NULL, &snap));
  g_assert_cmpuint (snap.leg, ==, 1);
  g_assert_true (cor_router_snap (router, (CorPosition){ 49.0099, 24.1 }, &options, &snap));
  g_assert_cmpuint (snap.leg, ==, 0);

  cor_router_set_closures (router, closures, 0, 1);
  options.max_connector_m = 1200;
  g_assert_false (cor_router_snap (router, (CorPosition){ 49.0099, 24.1 }, &options, &snap));
  g_assert_cmpint (snap.state, ==, COR_SNAP_BLOCKED);
}

/* Whatever the radius that the search grows by, the nearest leg is found. */
static void
test_equals_full_scan (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (CorNetwork) network = cor_test_random_network (rand, 40, 30);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      CorPosition place = { g_rand_double_range (rand, 48.0, 49.0),
                            g_rand_double_range (rand, 24.0, 26.0) };
      CorSnapOptions options = { .max_connector_m = 200000 };
      double nearest_m = G_MAXDOUBLE;
      CorSnap snap;

      for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
        {
          CorPosition a =
              cor_network_get_node_position (network, cor_network_get_arc_tail (network, arc));
          CorPosition b =
              cor_network_get_node_position (network, cor_network_get_arc_head (network, arc));
          double fraction;
          gboolean mainland =
              cor_network_get_node_is_mainland (network, cor_network_get_arc_tail (network, arc)) &&
              cor_network_get_node_is_mainland (network, cor_network_get_arc_head (network, arc));

          if (mainland)
            nearest_m =
                MIN (nearest_m, cor_position_distance_to_segment_m (place, a, b, &fraction));
        }
      if (cor_router_snap (router, place, &options, &snap) && !snap.on_island)
        g_assert_cmpfloat_with_epsilon (snap.connector_m, nearest_m, 1.0);
      else
        g_assert_cmpfloat (nearest_m, >, 199999.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/snap/prefers-mainland", test_prefers_mainland);
  g_test_add_func ("/roads/snap/takes-island-for-want-of-better",
                   test_takes_island_for_want_of_better);
  g_test_add_func ("/roads/snap/mainland-is-of-the-vehicle", test_mainland_is_of_the_vehicle);
  g_test_add_func ("/roads/snap/stands-on-node", test_stands_on_node);
  g_test_add_func ("/roads/snap/passes-over-closed-road", test_passes_over_closed_road);
  g_test_add_func ("/roads/snap/says-when-all-is-closed", test_says_when_all_is_closed);
  g_test_add_func ("/roads/snap/never-leads-over-water", test_never_leads_over_water);
  g_test_add_func ("/roads/snap/equals-full-scan", test_equals_full_scan);

  return g_test_run ();
}
