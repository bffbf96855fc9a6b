/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-error.h"
#include "cor-test-network.h"

/* A ladder: rungs every 0.1 degrees between two roads along 49.0 and 49.1 degrees north. */
static CorNetwork *
ladder (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 south[6], north[6];

  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *south_key = g_strdup_printf ("s%u", i);
      g_autofree char *north_key = g_strdup_printf ("n%u", i);

      south[i] = cor_test_add_node (builder, south_key, 49.0, 24.0 + 0.1 * i);
      north[i] = cor_test_add_node (builder, north_key, 49.1, 24.0 + 0.1 * i);
    }
  for (guint i = 0; i < 5; i++)
    cor_test_add_leg (builder, south[i], south[i + 1], "M06", 7300, 300000, 300000);
  for (guint i = 0; i < 5; i++)
    cor_test_add_leg (builder, north[i], north[i + 1], "H10", 7300, 400000, 400000);
  for (guint i = 0; i < 6; i++)
    cor_test_add_leg (builder, south[i], north[i], "", 11000, 700000, 700000);

  return cor_test_finish (builder);
}

static CorClosureSet *
find_hits (CorNetwork *network, CorClosureShape *shape)
{
  g_autoptr (GError) error = NULL;
  CorClosureSet *set = cor_closure_set_new (network, &shape, 1, NULL, &error);

  g_assert_no_error (error);

  return set;
}

static CorClosureShape *
new_shape (void)
{
  return cor_closure_shape_new ("test", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
}

static void
check_hits (CorClosureSet *set, const guint32 *expected, gsize n_expected)
{
  gsize n;
  const guint32 *legs = cor_closure_set_get_hits (set, 0, &n);

  g_assert_cmpmem (legs, n * sizeof *legs, expected, n_expected * sizeof *expected);
}

static void
test_area_hits_what_it_touches (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  /* Holds no node, only the middle of one leg. */
  CorPosition ring[3] = { { 48.99, 24.14 }, { 49.01, 24.15 }, { 48.99, 24.16 } };
  guint32 expected[] = { 1 };

  g_assert_true (cor_closure_shape_add_area (shape, ring, 3, &error));
  set = find_hits (network, shape);
  check_hits (set, expected, 1);
  g_assert_cmpuint (cor_closure_set_find_area (set, (CorPosition){ 49.0, 24.15 }, 0, 0), ==, 0);
  g_assert_cmpuint (cor_closure_set_find_area (set, (CorPosition){ 49.0, 24.13 }, 0, 0), ==,
                    G_MAXSIZE);
}

static void
test_bow_tie_closes_both_halves (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  /* The halves lie around s1-s2 and around s3-s4; between them it only crosses itself. */
  CorPosition ring[5] = {
    { 48.99, 24.12 }, { 49.01, 24.12 }, { 48.99, 24.38 }, { 49.01, 24.38 }, { 48.99, 24.12 }
  };
  guint32 expected[] = { 1, 2, 3, 12, 13 };

  g_assert_true (cor_closure_shape_add_area (shape, ring, 5, &error));
  set = find_hits (network, shape);
  check_hits (set, expected, 5);
}

static void
test_hole_stays_open (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  CorPosition ring[4] = { { 49.02, 23.9 }, { 49.02, 24.6 }, { 49.08, 24.6 }, { 49.08, 23.9 } };
  CorPosition hole[4] = { { 49.01, 24.15 }, { 49.01, 24.25 }, { 49.09, 24.25 }, { 49.09, 24.15 } };
  guint32 expected[] = { 10, 11, 13, 14, 15 };

  g_assert_false (cor_closure_shape_add_hole (shape, hole, 4, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (cor_closure_shape_add_area (shape, ring, 4, &error));
  g_assert_true (cor_closure_shape_add_hole (shape, hole, 4, &error));
  set = find_hits (network, shape);
  check_hits (set, expected, 5);
  g_assert_cmpuint (cor_closure_set_find_area (set, (CorPosition){ 49.05, 24.2 }, 0, 0), ==,
                    G_MAXSIZE);
  g_assert_cmpuint (cor_closure_set_find_area (set, (CorPosition){ 49.05, 24.3 }, 0, 0), ==, 0);
}

static void
test_line_hits_what_it_crosses (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  CorPosition line[2] = { { 48.95, 24.25 }, { 49.15, 24.25 } };
  guint32 expected[] = { 2, 7 };

  g_assert_true (cor_closure_shape_add_line (shape, line, 2, &error));
  set = find_hits (network, shape);
  check_hits (set, expected, 2);
}

static void
test_road_is_closed_between_points (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) stretch = new_shape ();
  g_autoptr (CorClosureShape) single = new_shape ();
  g_autoptr (CorClosureSet) stretch_set = NULL;
  g_autoptr (CorClosureSet) single_set = NULL;
  guint32 expected[] = { 1, 2, 3 };
  guint32 expected_single[] = { 7 };

  cor_closure_shape_add_road (stretch, (CorPosition){ 49.001, 24.15 },
                              (CorPosition){ 49.001, 24.35 });
  stretch_set = find_hits (network, stretch);
  check_hits (stretch_set, expected, 3);

  cor_closure_shape_add_road (single, (CorPosition){ 49.101, 24.25 },
                              (CorPosition){ 49.101, 24.25 });
  single_set = find_hits (network, single);
  check_hits (single_set, expected_single, 1);
}

static void
test_front_closes_what_is_near (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  /* East of the ladder; 8 km reach its last rung and the legs to it, but not the next rung. */
  CorPosition line[2] = { { 48.9, 24.58 }, { 49.2, 24.58 } };
  guint32 expected[] = { 4, 9, 15 };

  g_assert_true (cor_closure_shape_add_front (shape, line, 2, 8000.0, &error));
  g_assert_false (cor_closure_shape_add_front (shape, line, 1, 8000.0, &error));
  g_clear_error (&error);
  g_assert_false (cor_closure_shape_add_front (shape, line, 2, -1.0, &error));
  set = find_hits (network, shape);
  check_hits (set, expected, 3);
  g_assert_cmpuint (cor_closure_set_find_area (set, (CorPosition){ 49.05, 24.49 }, 0, 0), ==, 0);
  g_assert_cmpuint (cor_closure_set_find_area (set, (CorPosition){ 49.05, 24.45 }, 0, 0), ==,
                    G_MAXSIZE);
}

static void
test_river_closes_its_bridges_alone (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.0, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.1, 24.0);
  guint32 c = cor_test_add_node (builder, "c", 49.0, 24.1);
  guint32 d = cor_test_add_node (builder, "d", 49.1, 24.1);
  CorNewLeg bridge = { .leg = { .from_node = a,
                                .to_node = b,
                                .length_m = 11000,
                                .road = COR_ROAD_NONE,
                                .flags = COR_LEG_BRIDGE } };
  CorPosition river[2] = { { 49.05, 23.9 }, { 49.05, 24.2 } };
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  guint32 expected[] = { 0 };

  cor_network_builder_add_leg (builder, &bridge);
  cor_test_add_leg (builder, c, d, "", 11000, 1000, 1000); /* a tunnel, say */
  network = cor_test_finish (builder);
  g_assert_true (cor_closure_shape_add_bridges (shape, river, 2, 200.0, &error));
  set = find_hits (network, shape);
  check_hits (set, expected, 1);
}

static void
test_tells_when_nothing_is_hit (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  CorPosition ring[4] = { { 49.03, 24.02 }, { 49.03, 24.08 }, { 49.07, 24.08 }, { 49.07, 24.02 } };

  g_assert_true (cor_closure_shape_add_area (shape, ring, 4, &error));
  set = find_hits (network, shape);
  check_hits (set, NULL, 0);
}

static void
test_refuses_what_is_no_shape (void)
{
  g_autoptr (CorClosureShape) shape = new_shape ();
  CorPosition line[4] = { { 49.0, 24.0 }, { 49.0, 24.0 }, { 49.1, 24.0 }, { 49.0, 24.0 } };
  CorPosition off[3] = { { 49.0, 24.0 }, { 149.0, 24.0 }, { 49.1, 24.0 } };
  g_autoptr (GError) error = NULL;

  g_assert_false (cor_closure_shape_add_area (shape, line, 4, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cor_closure_shape_add_line (shape, line, 2, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (cor_closure_shape_add_area (shape, off, 3, &error));
  g_assert_error (error, COR_ERROR, COR_ERROR_INVALID);
}

/* Rings of any kind, most of them crossing themselves or lying in one line: none may upset it, and
 * the nodes that a simple test finds inside have their legs closed. */
static void
test_survives_random_rings (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (CorClosureShape) shape = new_shape ();
      g_autoptr (CorClosureSet) set = NULL;
      CorPosition ring[12];
      guint n = g_rand_int_range (rand, 4, 12);

      for (guint j = 0; j < n; j++)
        ring[j] = (CorPosition){ 48.9 + 0.02 * g_rand_int_range (rand, 0, 15),
                                 23.9 + 0.02 * g_rand_int_range (rand, 0, 40) };
      if (!cor_closure_shape_add_area (shape, ring, n, NULL))
        continue;
      set = find_hits (network, shape);
      for (guint32 leg = 0; leg < cor_network_get_n_legs (network); leg++)
        {
          CorPosition first = cor_network_get_leg_point (network, leg, 0);

          if (cor_closure_set_find_area (set, first, 0, 0) == 0)
            g_assert_true (cor_closure_set_leg_is_closed (set, leg, 0, 0));
        }
    }
}

static void
test_knows_its_hours (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) morning = cor_closure_shape_new ("morning", 1000, 2000);
  g_autoptr (CorClosureShape) noon = cor_closure_shape_new ("noon", 2000, 3000);
  g_autoptr (CorClosureShape) evening = cor_closure_shape_new ("evening", 5000, 6000);
  CorClosureShape *shapes[3] = { evening, morning, noon };
  g_autoptr (GError) error = NULL;
  g_autoptr (CorClosureSet) set = NULL;
  g_autoptr (GArray) changes = NULL;

  for (guint i = 0; i < 3; i++)
    cor_closure_shape_add_road (shapes[i], (CorPosition){ 49.0, 24.15 },
                                (CorPosition){ 49.0, 24.15 });
  set = cor_closure_set_new (network, shapes, 3, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (cor_closure_set_leg_is_closed (set, 1, 999, 999));
  g_assert_true (cor_closure_set_leg_is_closed (set, 1, 1000, 1000));
  g_assert_true (cor_closure_set_leg_is_closed (set, 1, 2999, 2999));
  g_assert_false (cor_closure_set_leg_is_closed (set, 1, 3000, 5000));
  g_assert_true (cor_closure_set_leg_is_closed (set, 1, 3000, 5001));
  g_assert_false (cor_closure_set_leg_is_closed (set, 2, 0, 9000));

  changes = cor_closure_set_list_changes_utc_s (set, 1000, 6000);
  g_assert_cmpuint (changes->len, ==, 3);
  g_assert_cmpint (g_array_index (changes, gint64, 0), ==, 2000);
  g_assert_cmpint (g_array_index (changes, gint64, 2), ==, 5000);
}

/* How long it takes along the southern road of the ladder, from one of its nodes to another. */
static guint32
drive_south (CorNetwork *network, CorClosureShape *shape, const char *from, const char *to)
{
  g_autoptr (CorClosureSet) set = find_hits (network, shape);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap source = cor_test_snap_node (network, cor_network_find_node_by_key (network, from));
  CorSnap target = cor_test_snap_node (network, cor_network_find_node_by_key (network, to));
  g_autoptr (CorMatrix) matrix = NULL;
  g_autoptr (CorRoute) route = NULL;

  cor_router_set_closures (router, set, 0, 0);
  matrix = cor_router_compute_matrix (router, &source, 1, &target, 1, NULL, NULL);
  route = cor_router_find_route_departing (router, &source, &target, 0);
  g_assert_cmpuint (route == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (route), ==,
                    cor_matrix_get_time_ms (matrix, 0, 0));

  return cor_matrix_get_time_ms (matrix, 0, 0);
}

/* The line goes right through the junction s2, and bends there. */
static void
test_checkpoint_holds_up_once (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) line = new_shape ();
  g_autoptr (CorClosureShape) junction = new_shape ();
  CorPosition across[2] = { { 48.95, 24.25 }, { 49.05, 24.25 } };
  CorPosition through[3] = { { 48.95, 24.2 }, { 49.0, 24.2 }, { 49.05, 24.23 } };

  g_assert_true (cor_closure_shape_add_line (line, across, 2, NULL));
  g_assert_true (cor_closure_shape_set_delay (line, 5, NULL));
  g_assert_cmpuint (drive_south (network, line, "s1", "s4"), ==, 900000 + 300000);
  g_assert_cmpuint (drive_south (network, line, "s4", "s1"), ==, 900000 + 300000);
  g_assert_cmpuint (drive_south (network, line, "s3", "s4"), ==, 300000);

  g_assert_true (cor_closure_shape_add_line (junction, through, 3, NULL));
  g_assert_true (cor_closure_shape_set_delay (junction, 5, NULL));
  g_assert_cmpuint (drive_south (network, junction, "s1", "s3"), ==, 600000 + 300000);
  g_assert_cmpuint (drive_south (network, junction, "s3", "s1"), ==, 600000 + 300000);
}

/* Whoever drives into an area is held up, not whoever is in it or leaves it. */
static void
test_area_holds_up_who_enters (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  CorPosition ring[4] = { { 48.9, 24.15 }, { 49.05, 24.15 }, { 49.05, 24.35 }, { 48.9, 24.35 } };

  g_assert_true (cor_closure_shape_add_area (shape, ring, 4, NULL));
  g_assert_true (cor_closure_shape_set_delay (shape, 5, NULL));
  g_assert_cmpuint (drive_south (network, shape, "s1", "s4"), ==, 900000 + 300000);
  g_assert_cmpuint (drive_south (network, shape, "s2", "s3"), ==, 300000);
  g_assert_cmpuint (drive_south (network, shape, "s2", "s4"), ==, 600000);
  g_assert_cmpuint (drive_south (network, shape, "s4", "s2"), ==, 600000 + 300000);
}

static void
test_road_holds_up_in_its_middle (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();

  cor_closure_shape_add_road (shape, (CorPosition){ 49.0, 24.1 }, (CorPosition){ 49.0, 24.4 });
  g_assert_true (cor_closure_shape_set_delay (shape, 5, NULL));
  g_assert_cmpuint (drive_south (network, shape, "s0", "s5"), ==, 1500000 + 300000);
  g_assert_cmpuint (drive_south (network, shape, "s1", "s2"), ==, 300000);
  cor_closure_shape_set_direction (shape, COR_CLOSURE_ONE_WAY);
  g_assert_cmpuint (drive_south (network, shape, "s2", "s3"), ==, 300000 + 300000);
  g_assert_cmpuint (drive_south (network, shape, "s3", "s2"), ==, 300000);
}

/* Half the speed on one leg: still quicker than the way around by the north. */
static void
test_slows_but_not_ferries (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) shape = new_shape ();
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "s1", 49.0, 24.1);
  guint32 b = cor_test_add_node (builder, "s2", 49.0, 24.2);
  CorNewLeg ferry = { .leg = { .from_node = a,
                               .to_node = b,
                               .length_m = 7300,
                               .road = COR_ROAD_NONE,
                               .road_class = COR_ROAD_CLASS_FERRY,
                               .flags = COR_LEG_FERRY },
                      .forward_ms = { 300000, 300000 },
                      .backward_ms = { 300000, 300000 } };
  CorPosition across[2] = { { 48.95, 24.15 }, { 49.05, 24.15 } };
  g_autoptr (CorNetwork) water = NULL;

  cor_network_builder_add_leg (builder, &ferry);
  water = cor_test_finish (builder);
  g_assert_true (cor_closure_shape_add_line (shape, across, 2, NULL));
  g_assert_true (cor_closure_shape_set_speed (shape, 50, NULL));
  g_assert_cmpuint (drive_south (network, shape, "s1", "s2"), ==, 600000);
  g_assert_cmpuint (drive_south (water, shape, "s1", "s2"), ==, 300000);
}

/* From the left of the line to its right, that is eastward for one drawn to the north. */
static void
test_one_way_leaves_the_other_open (void)
{
  g_autoptr (CorNetwork) network = ladder ();
  g_autoptr (CorClosureShape) line = new_shape ();
  g_autoptr (CorClosureShape) area = new_shape ();
  CorPosition across[2] = { { 48.95, 24.15 }, { 49.05, 24.15 } };
  CorPosition ring[4] = { { 48.9, 24.15 }, { 48.9, 24.35 }, { 49.05, 24.35 }, { 49.05, 24.15 } };

  g_assert_true (cor_closure_shape_add_line (line, across, 2, NULL));
  cor_closure_shape_set_direction (line, COR_CLOSURE_ONE_WAY);
  g_assert_cmpuint (drive_south (network, line, "s1", "s2"), ==, 1800000);
  g_assert_cmpuint (drive_south (network, line, "s2", "s1"), ==, 300000);

  g_assert_true (cor_closure_shape_add_area (area, ring, 4, NULL));
  cor_closure_shape_set_direction (area, COR_CLOSURE_ONE_WAY);
  g_assert_cmpuint (drive_south (network, area, "s2", "s4"), ==, 600000);
  g_assert_cmpuint (drive_south (network, area, "s4", "s2"), ==, COR_TRAVEL_UNREACHABLE);
}

/* A road under a bridge, and the bridge, which shares no node with it. */
static void
test_overpass_is_spared (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 west = cor_test_add_node (builder, "w", 49.0, 24.0);
  guint32 east = cor_test_add_node (builder, "e", 49.0, 24.2);
  guint32 south = cor_test_add_node (builder, "s", 48.9, 24.1);
  guint32 north = cor_test_add_node (builder, "n", 49.1, 24.1);
  CorNewLeg bridge = { .leg = { .from_node = south,
                                .to_node = north,
                                .length_m = 22000,
                                .road = COR_ROAD_NONE,
                                .flags = COR_LEG_BRIDGE },
                       .forward_ms = { 1, 1 },
                       .backward_ms = { 1, 1 } };
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorClosureShape) along = new_shape ();
  g_autoptr (CorClosureShape) across = new_shape ();
  CorPosition road[2] = { { 49.0, 24.05 }, { 49.0, 24.15 } };
  CorPosition line[2] = { { 49.05, 24.05 }, { 49.05, 24.15 } };
  guint32 both[] = { 0, 1 };

  cor_test_add_leg (builder, west, east, "M06", 14600, 600000, 600000);
  cor_network_builder_add_leg (builder, &bridge);
  network = cor_test_finish (builder);
  g_assert_true (cor_closure_shape_add_line (along, road, 2, NULL));
  g_assert_true (cor_closure_shape_add_line (across, line, 2, NULL));
  {
    g_autoptr (CorClosureSet) under = find_hits (network, along);
    g_autoptr (CorClosureSet) over = find_hits (network, across);

    check_hits (under, &both[0], 1);
    check_hits (over, &both[1], 1);
  }
  cor_closure_shape_set_cuts_overpasses (along, TRUE);
  {
    g_autoptr (CorClosureSet) set = find_hits (network, along);

    check_hits (set, both, 2);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/closures/area-hits-what-it-touches", test_area_hits_what_it_touches);
  g_test_add_func ("/roads/closures/bow-tie-closes-both-halves", test_bow_tie_closes_both_halves);
  g_test_add_func ("/roads/closures/hole-stays-open", test_hole_stays_open);
  g_test_add_func ("/roads/closures/line-hits-what-it-crosses", test_line_hits_what_it_crosses);
  g_test_add_func ("/roads/closures/road-is-closed-between-points",
                   test_road_is_closed_between_points);
  g_test_add_func ("/roads/closures/front-closes-what-is-near", test_front_closes_what_is_near);
  g_test_add_func ("/roads/closures/river-closes-its-bridges-alone",
                   test_river_closes_its_bridges_alone);
  g_test_add_func ("/roads/closures/tells-when-nothing-is-hit", test_tells_when_nothing_is_hit);
  g_test_add_func ("/roads/closures/refuses-what-is-no-shape", test_refuses_what_is_no_shape);
  g_test_add_func ("/roads/closures/survives-random-rings", test_survives_random_rings);
  g_test_add_func ("/roads/closures/knows-its-hours", test_knows_its_hours);
  g_test_add_func ("/roads/closures/checkpoint-holds-up-once", test_checkpoint_holds_up_once);
  g_test_add_func ("/roads/closures/area-holds-up-who-enters", test_area_holds_up_who_enters);
  g_test_add_func ("/roads/closures/road-holds-up-in-its-middle", test_road_holds_up_in_its_middle);
  g_test_add_func ("/roads/closures/slows-but-not-ferries", test_slows_but_not_ferries);
  g_test_add_func ("/roads/closures/one-way-leaves-the-other-open",
                   test_one_way_leaves_the_other_open);
  g_test_add_func ("/roads/closures/overpass-is-spared", test_overpass_is_spared);

  return g_test_run ();
}
