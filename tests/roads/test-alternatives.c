/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-alternatives.h"
#include "cor-impact.h"
#include "cor-test-network.h"

#define N_GRAPHS 300
#define UNREACHABLE (G_MAXINT64 / 4)

/* West to east over three roads; the slowest takes too long, and a little one runs beside the
 * best. */
static CorNetwork *
three_roads (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.0, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.0, 24.1);
  guint32 c = cor_test_add_node (builder, "c", 49.0, 24.2);
  guint32 d = cor_test_add_node (builder, "d", 49.0, 24.3);
  guint32 n = cor_test_add_node (builder, "n", 49.1, 24.15);
  guint32 s = cor_test_add_node (builder, "s", 48.8, 24.15);
  guint32 e = cor_test_add_node (builder, "e", 49.01, 24.15);

  cor_test_add_leg (builder, a, b, "M06", 7300, 300000, 300000);
  cor_test_add_leg (builder, b, c, "M06", 7300, 300000, 300000);
  cor_test_add_leg (builder, c, d, "M06", 7300, 300000, 300000);
  cor_test_add_leg (builder, a, n, "H10", 15000, 550000, 550000);
  cor_test_add_leg (builder, n, d, "H10", 15000, 550000, 550000);
  cor_test_add_leg (builder, a, s, "T1401", 30000, 900000, 900000);
  cor_test_add_leg (builder, s, d, "T1401", 30000, 900000, 900000);
  cor_test_add_leg (builder, b, e, "T1402", 4000, 155000, 155000);
  cor_test_add_leg (builder, e, c, "T1402", 4000, 155000, 155000);

  return cor_test_finish (builder);
}

static const char *
first_road (CorRoute *route)
{
  gsize n_steps;
  const CorRouteStep *steps = cor_route_get_steps (route, &n_steps);

  return cor_network_get_road_number (cor_route_get_network (route), steps[0].road);
}

static CorSnap
snap_key (CorNetwork *network, const char *key)
{
  return cor_test_snap_node (network, cor_network_find_node_by_key (network, key));
}

static void
test_next_best_corridor (void)
{
  g_autoptr (CorNetwork) network = three_roads ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap source = snap_key (network, "a");
  CorSnap target = snap_key (network, "d");
  g_autoptr (GPtrArray) found = cor_router_find_alternatives (router, &source, &target, 5, NULL);
  const CorAlternativeRoute *alternative;

  /* Not the one that takes twice as long, nor the one around the corner. */
  g_assert_cmpuint (found->len, ==, 1);
  alternative = found->pdata[0];
  g_assert_cmpstr (first_road (alternative->route), ==, "H10");
  g_assert_cmpuint (alternative->longer_ms, ==, 200000);
  g_assert_cmpuint (alternative->shared_percent, ==, 0);
}

/* A place within a leg may be come to by either end of it; the other end is not passed. */
static void
test_target_from_the_other_side (void)
{
  g_autoptr (CorNetwork) network = three_roads ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap source = snap_key (network, "a");
  CorSnap target = snap_key (network, "d");
  g_autoptr (GPtrArray) found = NULL;

  target.leg = 2;
  target.node = COR_ROAD_NONE;
  target.along = COR_SNAP_WHOLE_LEG / 10 * 9;
  found = cor_router_find_alternatives (router, &source, &target, 5, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (first_road (((CorAlternativeRoute *) found->pdata[0])->route), ==, "H10");
}

static void
test_limits_are_the_askers (void)
{
  g_autoptr (CorNetwork) network = three_roads ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  CorSnap source = snap_key (network, "a");
  CorSnap target = snap_key (network, "d");
  CorAlternativeLimits limits = { 70, 110, 15 };
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;

  found = cor_router_find_alternatives (router, &source, &target, 5, &limits);
  g_assert_cmpuint (found->len, ==, 3);
  g_assert_cmpstr (first_road (((CorAlternativeRoute *) found->pdata[0])->route), ==, "H10");
  limits = (CorAlternativeLimits){ 70, 20, 15 };
  none = cor_router_find_alternatives (router, &source, &target, 5, &limits);
  g_assert_cmpuint (none->len, ==, 1);
  g_assert_cmpuint (((CorAlternativeRoute *) none->pdata[0])->shared_percent, ==, 66);
}

/* All distances by Floyd's and Warshall's method. */
static gint64 *
find_all (CorNetwork *network)
{
  guint32 n = cor_network_get_n_nodes (network);
  gint64 *far = g_new (gint64, (gsize) n * n);

  for (gsize i = 0; i < (gsize) n * n; i++)
    far[i] = i % (n + 1) == 0 ? 0 : UNREACHABLE;
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
    {
      gint64 *there = &far[(gsize) cor_network_get_arc_tail (network, arc) * n +
                           cor_network_get_arc_head (network, arc)];
      guint32 time_ms = cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR);

      if (time_ms < COR_TRAVEL_UNREACHABLE)
        *there = MIN (*there, time_ms);
    }
  for (guint32 k = 0; k < n; k++)
    for (guint32 i = 0; i < n; i++)
      for (guint32 j = 0; j < n; j++)
        far[(gsize) i * n + j] =
            MIN (far[(gsize) i * n + j], far[(gsize) i * n + k] + far[(gsize) k * n + j]);

  return far;
}

/* Every piece of an alternative that is short enough is itself a quickest way. */
static void
check_local (CorNetwork *network, const gint64 *far, CorRoute *route, gint64 local_ms)
{
  guint32 n = cor_network_get_n_nodes (network);
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);

  for (gsize i = 0; i < n_arcs; i++)
    {
      gint64 time_ms = 0;

      for (gsize j = i; j < n_arcs; j++)
        {
          gint64 quickest_ms = far[(gsize) cor_network_get_arc_tail (network, arcs[i]) * n +
                                   cor_network_get_arc_head (network, arcs[j])];

          time_ms += cor_network_get_arc_time_ms (network, arcs[j], COR_ROAD_VEHICLE_CAR);
          if (time_ms > local_ms)
            break;
          g_assert_cmpint (time_ms, ==, quickest_ms);
        }
    }
}

static guint
check_pair (CorRouter *router, const gint64 *far, const CorSnap *source, const CorSnap *target)
{
  CorNetwork *network = cor_router_get_network (router);
  const CorAlternativeLimits limits = COR_ALTERNATIVE_LIMITS_DEFAULT;
  g_autoptr (CorRoute) best = cor_router_find_route (router, source, target);
  g_autoptr (GPtrArray) found = cor_router_find_alternatives (router, source, target, 3, NULL);
  gint64 best_ms = best != NULL ? cor_route_get_time_ms (best) : 0;

  if (best == NULL)
    g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (found->len, <=, 3);
  for (guint i = 0; i < found->len; i++)
    {
      const CorAlternativeRoute *alternative = found->pdata[i];
      gint64 time_ms = cor_route_get_time_ms (alternative->route);

      g_assert_cmpint (time_ms, ==, best_ms + alternative->longer_ms);
      g_assert_cmpint (time_ms * 100, <=, best_ms * (100 + limits.max_longer_percent));
      g_assert_cmpuint (alternative->shared_percent, <=, limits.max_shared_percent);
      check_local (network, far, alternative->route, best_ms * limits.min_local_percent / 100);
    }

  return found->len;
}

static void
test_random_alternatives_keep_their_promise (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2013);
  guint n_found = 0;

  for (guint i = 0; i < N_GRAPHS; i++)
    {
      g_autoptr (CorNetwork) network = i % 2 == 0 ? cor_test_random_ordered_network (rand, 24, 60)
                                                  : cor_test_random_network (rand, 24, 60);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autofree gint64 *far = find_all (network);

      for (guint j = 0; j < 4; j++)
        {
          CorSnap source = cor_test_snap_node (network, (guint32) g_rand_int_range (rand, 0, 24));
          CorSnap target = cor_test_snap_node (network, (guint32) g_rand_int_range (rand, 0, 24));

          n_found += check_pair (router, far, &source, &target);
        }
    }
  g_test_message ("%u alternatives", n_found);
  g_assert_cmpuint (n_found, >, 50);
}

static void
test_times_of_all_nodes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2011);

  for (guint i = 0; i < N_GRAPHS; i++)
    {
      g_autoptr (CorNetwork) network = i % 2 == 0 ? cor_test_random_ordered_network (rand, 20, 40)
                                                  : cor_test_random_network (rand, 20, 40);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autofree gint64 *far = find_all (network);
      guint32 node = (guint32) g_rand_int_range (rand, 0, 20);
      CorSnap place = cor_test_snap_node (network, node);
      g_autofree guint32 *from_ms = cor_router_compute_times (router, &place, FALSE);
      g_autofree guint32 *to_ms = cor_router_compute_times (router, &place, TRUE);

      for (guint32 other = 0; other < 20; other++)
        {
          g_assert_cmpint (from_ms[other], ==,
                           MIN (far[node * 20 + other], COR_TRAVEL_UNREACHABLE));
          g_assert_cmpint (to_ms[other], ==, MIN (far[other * 20 + node], COR_TRAVEL_UNREACHABLE));
        }
    }
}

static void
test_closure_changes_the_nearest (void)
{
  g_autoptr (CorNetwork) network = three_roads ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("bridge", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  CorPosition across[2] = { { 48.99, 24.25 }, { 49.005, 24.25 } };
  CorSnap sources[] = { snap_key (network, "a"), snap_key (network, "c"), snap_key (network, "n") };
  CorSnap targets[] = { snap_key (network, "d"), snap_key (network, "s") };
  g_autoptr (CorClosureSet) closures = NULL;
  g_autoptr (CorMatrix) before = NULL;
  g_autoptr (CorMatrix) after = NULL;
  g_autoptr (GArray) impacts = NULL;
  g_autoptr (GError) error = NULL;
  const CorImpact *impact;
  gsize ranked[2];

  before = cor_router_compute_matrix (router, sources, 3, targets, 2, NULL, NULL);
  g_assert_true (cor_closure_shape_add_line (shape, across, 2, &error));
  closures = cor_closure_set_new (network, &shape, 1, NULL, &error);
  g_assert_no_error (error);
  cor_router_set_closures (router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  after = cor_router_compute_matrix (router, sources, 3, targets, 2, NULL, NULL);
  impacts = cor_impact_find (before, after);

  /* From n nothing changes; from a the best way to the east, from c even the place to go to. */
  g_assert_cmpuint (impacts->len, ==, 2);
  impact = &g_array_index (impacts, CorImpact, 0);
  g_assert_cmpuint (impact->source, ==, 0);
  g_assert_cmpuint (impact->before_ms, ==, 900000);
  g_assert_cmpuint (impact->after_ms, ==, 900000);
  g_assert_cmpuint (impact->before, ==, 0);
  g_assert_cmpuint (impact->after, ==, 1);
  impact = &g_array_index (impacts, CorImpact, 1);
  g_assert_cmpuint (impact->source, ==, 1);
  g_assert_cmpuint (impact->before_ms, ==, 300000);
  g_assert_cmpuint (impact->after_ms, ==, 1500000);

  g_assert_cmpuint (cor_matrix_rank_targets (after, 0, ranked, 2), ==, 2);
  g_assert_cmpuint (ranked[0], ==, 1);
  g_assert_cmpuint (ranked[1], ==, 0);
}

/* A question with a departure looks at other hours; the next one without looks as told again. */
static void
test_times_after_a_departure (void)
{
  g_autoptr (CorNetwork) network = three_roads ();
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorClosureShape) shape = cor_closure_shape_new ("bridge", 1000000, 2000000);
  CorPosition across[2] = { { 48.99, 24.25 }, { 49.005, 24.25 } };
  CorSnap source = snap_key (network, "a");
  CorSnap target = snap_key (network, "d");
  guint32 node = cor_network_find_node_by_key (network, "a");
  g_autoptr (CorClosureSet) closures = NULL;
  g_autoptr (CorRoute) departing = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (cor_closure_shape_add_line (shape, across, 2, &error));
  closures = cor_closure_set_new (network, &shape, 1, NULL, &error);
  g_assert_no_error (error);
  cor_router_set_closures (router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  departing = cor_router_find_route_departing (router, &source, &target, 0);
  g_assert_cmpuint (cor_route_get_time_ms (departing), ==, 900000);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree guint32 *times_ms = cor_router_compute_times (router, &target, TRUE);
      g_autoptr (GPtrArray) others =
          cor_router_find_alternatives (router, &source, &target, 3, NULL);

      g_assert_cmpuint (times_ms[node], ==, 1100000);
      for (guint j = 0; j < others->len; j++)
        g_assert_cmpstr (first_road (((CorAlternativeRoute *) others->pdata[j])->route), !=, "M06");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/alternatives/next-best-corridor", test_next_best_corridor);
  g_test_add_func ("/roads/alternatives/other-side", test_target_from_the_other_side);
  g_test_add_func ("/roads/alternatives/limits", test_limits_are_the_askers);
  g_test_add_func ("/roads/alternatives/random", test_random_alternatives_keep_their_promise);
  g_test_add_func ("/roads/tree/all-nodes", test_times_of_all_nodes);
  g_test_add_func ("/roads/tree/after-a-departure", test_times_after_a_departure);
  g_test_add_func ("/roads/impact/nearest", test_closure_changes_the_nearest);

  return g_test_run ();
}
