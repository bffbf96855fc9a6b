/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-network.h"

#define N_GRAPHS 200

typedef struct
{
  gint64 time_ms;
  gint64 distance_m;
} Far;

static gboolean
is_nearer (Far a, Far b)
{
  return a.time_ms != b.time_ms ? a.time_ms < b.time_ms : a.distance_m < b.distance_m;
}

static gint64
part_of (gint64 whole, gint64 along)
{
  return (whole * along + COR_SNAP_WHOLE_LEG - 1) / COR_SNAP_WHOLE_LEG;
}

static gboolean
arc_is_open (CorNetwork *network, CorClosureSet *closures, guint32 arc)
{
  return closures == NULL ||
         !cor_closure_set_leg_is_closed (closures, cor_network_get_arc_leg (network, arc),
                                         COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
}

/* Starts at the place, as the definition of a snap says it. */
static void
spread_from (CorNetwork *network, CorClosureSet *closures, const CorSnap *source, Far *far)
{
  if (source->node != COR_ROAD_NONE)
    {
      far[source->node] = (Far){ source->connector_ms, source->connector_m };
      return;
    }
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
    {
      gint64 part = cor_network_get_arc_is_backward (network, arc)
                        ? source->along
                        : COR_SNAP_WHOLE_LEG - source->along;
      guint32 time_ms = cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR);
      guint32 head = cor_network_get_arc_head (network, arc);
      CorLeg leg;
      Far there;

      if (cor_network_get_arc_leg (network, arc) != source->leg ||
          time_ms == COR_TRAVEL_UNREACHABLE || !arc_is_open (network, closures, arc))
        continue;
      cor_network_get_leg (network, source->leg, &leg);
      there = (Far){ source->connector_ms + part_of (time_ms, part),
                     source->connector_m + part_of (leg.length_m, part) };
      if (is_nearer (there, far[head]))
        far[head] = there;
    }
}

/* Bellman and Ford's method: nothing could be plainer. */
static Far *
find_far (CorNetwork *network, CorClosureSet *closures, const CorSnap *source)
{
  guint n_nodes = cor_network_get_n_nodes (network);
  Far *far = g_new (Far, n_nodes);
  gboolean changed = TRUE;

  for (guint i = 0; i < n_nodes; i++)
    far[i] = (Far){ COR_TEST_UNREACHABLE / 2, 0 };
  spread_from (network, closures, source, far);
  while (changed)
    {
      changed = FALSE;
      for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
        {
          guint32 time_ms = cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR);
          Far there = far[cor_network_get_arc_tail (network, arc)];
          guint32 head = cor_network_get_arc_head (network, arc);
          CorLeg leg;

          cor_network_get_leg (network, cor_network_get_arc_leg (network, arc), &leg);
          there = (Far){ there.time_ms + time_ms, there.distance_m + leg.length_m };
          if (time_ms < COR_TRAVEL_UNREACHABLE && arc_is_open (network, closures, arc) &&
              is_nearer (there, far[head]))
            {
              far[head] = there;
              changed = TRUE;
            }
        }
    }

  return far;
}

static Far
find_far_to (CorNetwork *network,
             CorClosureSet *closures,
             const Far *far,
             const CorSnap *source,
             const CorSnap *target)
{
  Far best = { COR_TEST_UNREACHABLE / 2, 0 };

  if (target->node != COR_ROAD_NONE)
    {
      best = far[target->node];
      best.time_ms += target->connector_ms;
      best.distance_m += target->connector_m;
      return best;
    }
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
    {
      gboolean backward = cor_network_get_arc_is_backward (network, arc);
      gint64 part = backward ? COR_SNAP_WHOLE_LEG - target->along : target->along;
      guint32 time_ms = cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR);
      Far there = far[cor_network_get_arc_tail (network, arc)];
      CorLeg leg;

      if (cor_network_get_arc_leg (network, arc) != target->leg ||
          time_ms == COR_TRAVEL_UNREACHABLE || !arc_is_open (network, closures, arc))
        continue;
      cor_network_get_leg (network, target->leg, &leg);
      there.time_ms += part_of (time_ms, part) + target->connector_ms;
      there.distance_m += part_of (leg.length_m, part) + target->connector_m;
      if (is_nearer (there, best))
        best = there;
      if (source->node != COR_ROAD_NONE || source->leg != target->leg ||
          (backward ? source->along < target->along : source->along > target->along))
        continue;
      part = ABS ((gint64) source->along - (gint64) target->along);
      there = (Far){ source->connector_ms + target->connector_ms + part_of (time_ms, part),
                     source->connector_m + target->connector_m + part_of (leg.length_m, part) };
      if (is_nearer (there, best))
        best = there;
    }

  return best;
}

static CorClosureSet *
random_closures (CorNetwork *network, GRand *rand)
{
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);
  g_autoptr (GError) error = NULL;
  guint n = g_rand_int_range (rand, 0, 4);

  for (guint i = 0; i < n; i++)
    {
      CorClosureShape *shape =
          cor_closure_shape_new (NULL, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
      double lat = g_rand_double_range (rand, 48.0, 49.0);
      double lon = g_rand_double_range (rand, 24.0, 26.0);
      CorPosition line[2] = { { lat, lon }, { lat + 0.05, lon + 0.05 } };

      g_assert_true (cor_closure_shape_add_line (shape, line, 2, &error));
      g_ptr_array_add (shapes, shape);
    }

  return cor_closure_set_new (network, (CorClosureShape *const *) shapes->pdata, shapes->len, NULL,
                              &error);
}

static void
check_route (CorRouter *router, const CorSnap *source, const CorSnap *target, Far expected)
{
  g_autoptr (CorRoute) route = cor_router_find_route (router, source, target);
  CorNetwork *network = cor_router_get_network (router);
  const guint32 *arcs;
  gsize n_arcs;

  if (expected.time_ms >= COR_TRAVEL_UNREACHABLE)
    {
      g_assert_null (route);
      return;
    }
  g_assert_nonnull (route);
  g_assert_cmpint (cor_route_get_time_ms (route), ==, expected.time_ms);
  g_assert_cmpint (cor_route_get_distance_m (route), ==, expected.distance_m);
  arcs = cor_route_get_arcs (route, &n_arcs);
  for (gsize i = 1; i < n_arcs; i++)
    g_assert_cmpuint (cor_network_get_arc_head (network, arcs[i - 1]), ==,
                      cor_network_get_arc_tail (network, arcs[i]));
}

#define N_SOURCES 8
#define N_TARGETS 5

static void
check_closures (CorRouter *router,
                CorClosureSet *closures,
                const CorSnap *sources,
                const CorSnap *targets)
{
  CorNetwork *network = cor_router_get_network (router);
  g_autoptr (CorMatrix) matrix = NULL;
  g_autoptr (GError) error = NULL;

  cor_router_set_closures (router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  matrix = cor_router_compute_matrix (router, sources, N_SOURCES, targets, N_TARGETS, NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autofree Far *far = find_far (network, closures, &sources[i]);

      for (guint j = 0; j < N_TARGETS; j++)
        {
          Far expected = find_far_to (network, closures, far, &sources[i], &targets[j]);

          if (expected.time_ms >= COR_TRAVEL_UNREACHABLE)
            g_assert_cmpuint (cor_matrix_get_time_ms (matrix, i, j), ==, COR_TRAVEL_UNREACHABLE);
          else
            {
              g_assert_cmpint (cor_matrix_get_time_ms (matrix, i, j), ==, expected.time_ms);
              g_assert_cmpint (cor_matrix_get_distance_m (matrix, i, j), ==, expected.distance_m);
            }
          check_route (router, &sources[i], &targets[j], expected);
        }
    }
}

static void
check_graph (GRand *rand, gboolean is_ordered)
{
  guint n_nodes = g_rand_int_range (rand, 2, 25);
  guint n_legs = g_rand_int_range (rand, 1, 50);
  g_autoptr (CorNetwork) network = is_ordered
                                       ? cor_test_random_ordered_network (rand, n_nodes, n_legs)
                                       : cor_test_random_network (rand, n_nodes, n_legs);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap sources[N_SOURCES], targets[N_TARGETS];

  for (guint i = 0; i < N_SOURCES; i++)
    sources[i] = cor_test_snap_random (network, rand);
  for (guint i = 0; i < N_TARGETS; i++)
    targets[i] = cor_test_snap_random (network, rand);

  /* One router sees closures come and go. */
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (CorClosureSet) closures = random_closures (network, rand);

      check_closures (router, closures, sources, targets);
    }
}

static void
test_equals_bellman_ford (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220224);

  for (guint i = 0; i < N_GRAPHS; i++)
    check_graph (rand, i % 2 == 0);
}

/* A closure, a checkpoint or a slow road, in one direction or both, across some roads. */
static CorClosureSet *
random_effects (CorNetwork *network, GRand *rand)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new (NULL, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  g_autoptr (GError) error = NULL;
  double lat = g_rand_double_range (rand, 48.0, 49.0);
  double lon = g_rand_double_range (rand, 24.0, 26.0);
  CorPosition line[2] = { { lat, lon }, { lat + 0.3, lon + 0.3 } };

  g_assert_true (cor_closure_shape_add_line (shape, line, 2, &error));
  switch (g_rand_int_range (rand, 0, 3))
    {
    case 0:
      g_assert_true (cor_closure_shape_set_delay (shape, g_rand_int_range (rand, 1, 60), &error));
      break;
    case 1:
      g_assert_true (cor_closure_shape_set_speed (shape, 20, &error));
      break;
    default:
      break;
    }
  if (g_rand_boolean (rand))
    cor_closure_shape_set_direction (shape, COR_CLOSURE_ONE_WAY);

  return cor_closure_set_new (network, &shape, 1, NULL, &error);
}

static void
check_same_matrix (CorRouter *router,
                   CorRouter *fresh,
                   const CorSnap *sources,
                   const CorSnap *targets)
{
  g_autoptr (CorMatrix) kept =
      cor_router_compute_matrix (router, sources, N_SOURCES, targets, N_TARGETS, NULL, NULL);
  g_autoptr (CorMatrix) anew =
      cor_router_compute_matrix (fresh, sources, N_SOURCES, targets, N_TARGETS, NULL, NULL);

  for (guint i = 0; i < N_SOURCES; i++)
    for (guint j = 0; j < N_TARGETS; j++)
      {
        g_assert_cmpuint (cor_matrix_get_time_ms (kept, i, j), ==,
                          cor_matrix_get_time_ms (anew, i, j));
        g_assert_cmpuint (cor_matrix_get_distance_m (kept, i, j), ==,
                          cor_matrix_get_distance_m (anew, i, j));
      }
}

/* A router that is kept takes from its last matrix what has not changed: it must say what one says
 * that knows nothing, whatever comes and goes. */
static void
test_keeps_what_has_not_changed (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20220224);

  for (guint graph = 0; graph < N_GRAPHS; graph++)
    {
      g_autoptr (CorNetwork) network = cor_test_random_ordered_network (
          rand, g_rand_int_range (rand, 2, 25), g_rand_int_range (rand, 1, 50));
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      CorRoadPace pace = { 0 };
      CorSnap sources[N_SOURCES], targets[N_TARGETS];

      for (guint i = 0; i < N_SOURCES; i++)
        sources[i] = cor_test_snap_random (network, rand);
      for (guint i = 0; i < N_TARGETS; i++)
        targets[i] = cor_test_snap_random (network, rand);
      for (guint i = 0; i < 6; i++)
        {
          g_autoptr (CorRouter) fresh = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
          g_autoptr (CorClosureSet) closures =
              g_rand_int_range (rand, 0, 4) > 0 ? random_effects (network, rand) : NULL;

          if (g_rand_int_range (rand, 0, 4) == 0)
            sources[0] = cor_test_snap_random (network, rand);
          if (g_rand_int_range (rand, 0, 4) == 0)
            targets[0] = cor_test_snap_random (network, rand);
          if (g_rand_int_range (rand, 0, 4) == 0)
            pace.is_night = !pace.is_night;
          cor_router_set_pace (router, &pace);
          cor_router_set_pace (fresh, &pace);
          cor_router_set_closures (router, closures, 0, 0);
          cor_router_set_closures (fresh, closures, 0, 0);
          check_same_matrix (router, fresh, sources, targets);
        }
    }
}

/* West to east: a - b - c on M06, then H10 to d, and a small road around b. */
static CorNetwork *
small_network (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.0, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.0, 24.1);
  guint32 c = cor_test_add_node (builder, "c", 49.0, 24.2);
  guint32 d = cor_test_add_node (builder, "d", 49.0, 24.3);
  guint32 e = cor_test_add_node (builder, "e", 48.95, 24.1);

  cor_test_add_leg (builder, a, b, "M06", 7300, 300000, 300000);
  cor_test_add_leg (builder, b, c, "M06", 7300, 300000, 300000);
  cor_test_add_leg (builder, c, d, "H10", 7300, 400000, 400000);
  cor_test_add_leg (builder, a, e, "T1401", 9200, 800000, 800000);
  cor_test_add_leg (builder, e, c, "T1401", 9200, 800000, 800000);

  return cor_test_finish (builder);
}

static void
test_tells_road_by_road (void)
{
  g_autoptr (CorNetwork) network = small_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap source = cor_test_snap_node (network, cor_network_find_node_by_key (network, "a"));
  CorSnap target = cor_test_snap_node (network, cor_network_find_node_by_key (network, "d"));
  g_autoptr (CorRoute) route = cor_router_find_route (router, &source, &target);
  const CorRouteStep *steps;
  gsize n;

  steps = cor_route_get_steps (route, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (cor_network_get_road_number (network, steps[0].road), ==, "M06");
  g_assert_cmpuint (steps[0].distance_m, ==, 14600);
  g_assert_cmpuint (steps[0].time_ms, ==, 600000);
  g_assert_cmpuint (steps[0].n_places, ==, 1);
  g_assert_cmpstr (cor_network_get_node_name (network, steps[0].places[0], COR_LANGUAGE_EN), ==,
                   "b");
  g_assert_cmpstr (cor_network_get_node_key (network, steps[0].from_node), ==, "a");
  g_assert_cmpstr (cor_network_get_node_key (network, steps[0].to_node), ==, "c");
  g_assert_cmpstr (cor_network_get_road_number (network, steps[1].road), ==, "H10");
  cor_route_get_line (route, &n);
  g_assert_cmpuint (n, ==, 4);
}

static void
test_goes_around_closure (void)
{
  g_autoptr (CorNetwork) network = small_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_COACH);
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("bridge", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  g_autoptr (CorClosureSet) closures = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorRoute) route = NULL;
  CorSnap source = cor_test_snap_node (network, cor_network_find_node_by_key (network, "a"));
  CorSnap target = cor_test_snap_node (network, cor_network_find_node_by_key (network, "d"));
  CorPosition across[2] = { { 48.99, 24.15 }, { 49.01, 24.15 } };

  g_assert_true (cor_closure_shape_add_line (shape, across, 2, &error));
  closures = cor_closure_set_new (network, &shape, 1, NULL, &error);
  g_assert_no_error (error);
  cor_router_set_closures (router, closures, 0, 1);
  route = cor_router_find_route (router, &source, &target);
  g_assert_cmpuint (cor_route_get_distance_m (route), ==, 2 * 9200 + 7300);
  g_clear_pointer (&route, cor_route_unref);

  /* Opened again, the first way is back. */
  cor_router_set_closures (router, NULL, 0, 1);
  route = cor_router_find_route (router, &source, &target);
  g_assert_cmpuint (cor_route_get_distance_m (route), ==, 3 * 7300);
}

static void
test_draws_from_place_to_place (void)
{
  g_autoptr (CorNetwork) network = small_network ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorPosition here = { 49.002, 24.05 };
  CorPosition there = { 49.002, 24.25 };
  CorSnap source, target;
  g_autoptr (CorRoute) route = NULL;
  const CorPosition *line;
  gsize n;

  g_assert_true (cor_router_snap (router, here, NULL, &source));
  g_assert_true (cor_router_snap (router, there, NULL, &target));
  route = cor_router_find_route (router, &source, &target);
  line = cor_route_get_line (route, &n);
  g_assert_cmpuint (n, ==, 6);
  g_assert_true (cor_position_equal (line[0], here));
  g_assert_true (cor_position_equal (line[5], there));
  g_assert_cmpuint (cor_route_get_distance_m (route), >, 14000 + 2 * 200);
  g_assert_cmpuint (cor_route_get_distance_m (route), <, 15500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/router/equals-bellman-ford", test_equals_bellman_ford);
  g_test_add_func ("/roads/router/keeps-what-has-not-changed", test_keeps_what_has_not_changed);
  g_test_add_func ("/roads/router/tells-road-by-road", test_tells_road_by_road);
  g_test_add_func ("/roads/router/goes-around-closure", test_goes_around_closure);
  g_test_add_func ("/roads/router/draws-from-place-to-place", test_draws_from_place_to_place);

  return g_test_run ();
}
