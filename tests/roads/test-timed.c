/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-network.h"

#include "cor-isochrone.h"
#include "cor-test-moments.h"

#define START_UTC_S 1645675200 /* 24 February 2022, 06:00 in Kyiv */

static const CorBounds box = { 48.0, 24.0, 49.0, 26.0 };

static void
check_departing (CorRouter *router,
                 const CorSnap *snaps,
                 guint n_nodes,
                 const CorTestMoments *moments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_departing (
      router, snaps, n_nodes, snaps, n_nodes, START_UTC_S, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autofree guint *first_s = cor_test_moments_find_first (moments, i);

      for (guint j = 0; j < n_nodes; j++)
        {
          guint32 time_ms = cor_matrix_get_time_ms (matrix, i, j);
          g_autoptr (CorRoute) route =
              cor_router_find_route_departing (router, &snaps[i], &snaps[j], START_UTC_S);

          if (first_s[j] < COR_TEST_HORIZON_S)
            g_assert_cmpuint (time_ms, ==, first_s[j] * 1000);
          else
            g_assert_cmpuint (time_ms, >=, COR_TEST_HORIZON_S * 1000);
          g_assert_cmpuint (route == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (route),
                            ==, time_ms);
        }
    }
}

/* Leaving as late as told one arrives in time, and leaving a second later one does not. */
static void
check_arriving (CorRouter *router, const CorSnap *snaps, guint n_nodes, guint after_s)
{
  gint64 arrive_utc_s = START_UTC_S + after_s;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_arriving (
      router, snaps, n_nodes, snaps, n_nodes, arrive_utc_s, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_nodes; i++)
    {
      for (guint j = 0; j < n_nodes; j++)
        {
          guint32 before_ms = cor_matrix_get_time_ms (matrix, i, j);
          gint64 depart_utc_s = arrive_utc_s - (before_ms + 999) / 1000;
          g_autoptr (CorRoute) in_time = NULL;
          g_autoptr (CorRoute) late = NULL;

          if (before_ms == COR_TRAVEL_UNREACHABLE)
            {
              depart_utc_s = arrive_utc_s - 100000;
              late = cor_router_find_route_departing (router, &snaps[i], &snaps[j], depart_utc_s);
              g_assert_null (late);
              continue;
            }
          in_time = cor_router_find_route_departing (router, &snaps[i], &snaps[j], depart_utc_s);
          late = cor_router_find_route_departing (router, &snaps[i], &snaps[j], depart_utc_s + 1);
          g_assert_nonnull (in_time);
          g_assert_cmpint (depart_utc_s * 1000 + cor_route_get_time_ms (in_time), <=,
                           arrive_utc_s * 1000);
          if (late != NULL)
            g_assert_cmpint ((depart_utc_s + 1) * 1000 + cor_route_get_time_ms (late), >,
                             arrive_utc_s * 1000);
        }
    }
}

/* A place is reached in time from where the journey by the clock is no longer. */
static void
check_reach (CorRouter *router, const CorSnap *snaps, guint n_nodes)
{
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_departing (
      router, snaps, n_nodes, snaps, n_nodes, START_UTC_S, NULL, NULL);

  for (guint within_s = 15; within_s <= 240; within_s *= 4)
    for (guint j = 0; j < n_nodes; j++)
      {
        g_autoptr (CorReach) reach =
            cor_router_find_reach_departing (router, &snaps[j], START_UTC_S, within_s, 1000);
        guint n_expected = 0;

        for (guint i = 0; i < n_nodes; i++)
          n_expected += cor_matrix_get_time_ms (matrix, i, j) <= within_s * 1000;
        g_assert_cmpuint (reach->n_nodes, ==, n_expected);
      }
}

static void
check_graph (GRand *rand, gboolean with_reach)
{
  guint n_nodes = g_rand_int_range (rand, 2, 9);
  g_autoptr (CorNetwork) network = cor_test_random_timed_network (
      rand, n_nodes, g_rand_int_range (rand, 1, 16), g_rand_boolean (rand));
  g_autoptr (CorClosureSet) closures =
      cor_test_random_closures (network, rand, &box, 1.0, START_UTC_S, 120);
  g_autoptr (CorTestMoments) moments = cor_test_moments_new (network, closures, START_UTC_S, FALSE);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autofree CorSnap *snaps = g_new (CorSnap, n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    snaps[i] = cor_test_snap_node (network, i);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  check_departing (router, snaps, n_nodes, moments);
  check_arriving (router, snaps, n_nodes, 60);
  if (with_reach)
    check_reach (router, snaps, n_nodes);
}

/* Where nobody waits inside what is closed meanwhile. */
static guint
check_guarded_graph (GRand *rand)
{
  guint n_nodes = g_rand_int_range (rand, 3, 9), n_later = 0;
  g_autoptr (CorNetwork) network =
      cor_test_random_timed_network (rand, n_nodes, g_rand_int_range (rand, 4, 16), TRUE);
  g_autoptr (CorClosureSet) closures =
      cor_test_random_closures (network, rand, &box, 1.0, START_UTC_S, 240);
  g_autoptr (CorTestMoments) guarded = cor_test_moments_new (network, closures, START_UTC_S, TRUE);
  g_autoptr (CorTestMoments) free = cor_test_moments_new (network, closures, START_UTC_S, FALSE);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autofree CorSnap *snaps = g_new (CorSnap, n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    snaps[i] = cor_test_snap_node (network, i);
  cor_router_set_waits_safely (router, TRUE);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  check_departing (router, snaps, n_nodes, guarded);
  check_arriving (router, snaps, n_nodes, 300);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autofree guint *safely_s = cor_test_moments_find_first (guarded, i);
      g_autofree guint *freely_s = cor_test_moments_find_first (free, i);

      for (guint j = 0; j < n_nodes; j++)
        n_later += safely_s[j] > freely_s[j];
    }

  return n_later;
}

static void
test_guarded_equals_expansion_in_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2011);
  guint n_later = 0;

  for (guint i = 0; i < 60; i++)
    n_later += check_guarded_graph (rand);
  g_test_message ("%u journeys are later for not waiting inside", n_later);
  g_assert_cmpuint (n_later, >, 2);
}

static void
test_equals_expansion_in_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1400);

  /* How far one comes takes as long to find as all else. */
  for (guint i = 0; i < 100; i++)
    check_graph (rand, i % 10 == 0);
}

/* Large enough that two threads share the work: led by bounds they say what one plain search says.
 */
static void
test_equals_plain_on_two_threads (gconstpointer user_data)
{
  gboolean waits_safely = GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);
  g_autoptr (CorNetwork) network = cor_test_random_timed_network (rand, 11000, 11300, TRUE);
  g_autoptr (CorClosureSet) closures =
      cor_test_random_closures (network, rand, &box, 1.0, START_UTC_S, 120);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorMatrix) departing = NULL;
  g_autoptr (CorMatrix) again = NULL;
  CorSnap snaps[20];

  for (guint i = 0; i < G_N_ELEMENTS (snaps); i++)
    snaps[i] = cor_test_snap_random (network, rand);
  cor_router_set_waits_safely (router, waits_safely);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  departing =
      cor_router_compute_matrix_departing (router, snaps, 20, snaps, 20, START_UTC_S, NULL, NULL);
  again =
      cor_router_compute_matrix_departing (router, snaps, 20, snaps, 20, START_UTC_S, NULL, NULL);
  for (guint i = 0; i < 20; i++)
    {
      for (guint j = 0; j < 20; j++)
        {
          guint32 time_ms = cor_matrix_get_time_ms (departing, i, j);
          g_autoptr (CorRoute) route =
              cor_router_find_route_departing (router, &snaps[i], &snaps[j], START_UTC_S);

          g_assert_cmpuint (route == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (route),
                            ==, time_ms);
          g_assert_cmpuint (cor_matrix_get_distance_m (again, i, j), ==,
                            cor_matrix_get_distance_m (departing, i, j));
        }
    }
}

/* Closures that change while nobody can mind need no search: what is said without one is what a
 * search says, for places within the closed legs, too. */
static void
test_steady_equals_search (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1993);

  for (guint graph = 0; graph < 120; graph++)
    {
      g_autoptr (CorNetwork) network = cor_test_random_ordered_network (
          rand, g_rand_int_range (rand, 2, 40), g_rand_int_range (rand, 1, 80));
      g_autoptr (CorClosureSet) closures = cor_test_random_closures (
          network, rand, &box, 0.3, START_UTC_S, g_rand_boolean (rand) ? 200 : 3600);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autoptr (CorMatrix) matrix = NULL;
      CorSnap sources[8], targets[5];

      for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        sources[i] = cor_test_snap_random (network, rand);
      for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
        targets[i] = cor_test_snap_random (network, rand);
      cor_router_set_waits_safely (router, graph % 2 == 1);
      cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
      matrix =
          cor_router_compute_matrix_departing (router, sources, G_N_ELEMENTS (sources), targets,
                                               G_N_ELEMENTS (targets), START_UTC_S, NULL, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
        for (guint j = 0; j < G_N_ELEMENTS (targets); j++)
          {
            g_autoptr (CorRoute) route =
                cor_router_find_route_departing (router, &sources[i], &targets[j], START_UTC_S);

            g_assert_cmpuint (cor_matrix_get_time_ms (matrix, i, j), ==,
                              route == NULL ? COR_TRAVEL_UNREACHABLE
                                            : cor_route_get_time_ms (route));
          }
    }
}

/* By night and in a column, and as fast as before once that is over. */
static void
test_pace (void)
{
  CorRoadPace night = { TRUE, 0 }, column = { FALSE, 40 }, plain = { FALSE, 0 };
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.0, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.0, 24.1);
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorRouter) router = NULL;
  CorSnap source, target;
  const struct
  {
    const CorRoadPace *pace;
    guint32 time_ms;
  } cases[] = { { &plain, 360000 }, { &night, 450000 }, { &column, 900000 }, { &plain, 360000 } };

  cor_test_add_leg (builder, a, b, "M06", 10000, 360000, 360000);
  network = cor_test_finish (builder);
  router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  source = cor_test_snap_node (network, a);
  target = cor_test_snap_node (network, b);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (CorRoute) route = NULL;
      g_autoptr (CorRoute) timed = NULL;
      g_autoptr (CorMatrix) matrix = NULL;

      cor_router_set_pace (router, cases[i].pace);
      route = cor_router_find_route (router, &source, &target);
      timed = cor_router_find_route_departing (router, &source, &target, START_UTC_S);
      matrix = cor_router_compute_matrix (router, &source, 1, &target, 1, NULL, NULL);
      g_assert_cmpuint (cor_route_get_time_ms (route), ==, cases[i].time_ms);
      g_assert_cmpuint (cor_route_get_time_ms (timed), ==, cases[i].time_ms);
      g_assert_cmpuint (cor_matrix_get_time_ms (matrix, 0, 0), ==, cases[i].time_ms);
    }
  g_assert_cmpuint (cor_road_pace_weigh_ms (&column, 1000, 100000, COR_LEG_FERRY), ==, 1000);
}

static void
test_waits_only_when_quicker (void)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.0, 24.0);
  guint32 b = cor_test_add_node (builder, "b", 49.0, 24.1);
  guint32 c = cor_test_add_node (builder, "c", 48.9, 24.05);
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("curfew", START_UTC_S + 300, START_UTC_S + 4000);
  CorPosition across[2] = { { 48.99, 24.05 }, { 49.01, 24.05 } };
  g_autoptr (GError) error = NULL;
  g_autoptr (CorNetwork) network = NULL;
  g_autoptr (CorClosureSet) closures = NULL;
  g_autoptr (CorRouter) router = NULL;
  g_autoptr (CorRoute) before = NULL;
  g_autoptr (CorRoute) around = NULL;
  g_autoptr (CorRoute) wait = NULL;
  g_autoptr (GArray) waits = NULL;
  const CorRouteWait *first;
  g_autoptr (GArray) changes = NULL;
  CorSnap source, target;

  cor_test_add_leg (builder, a, b, "M06", 7300, 300000, 300000);
  cor_test_add_leg (builder, a, c, "T1", 12000, 700000, 700000);
  cor_test_add_leg (builder, c, b, "T1", 12000, 700000, 700000);
  network = cor_test_finish (builder);
  g_assert_true (cor_closure_shape_add_line (shape, across, 2, &error));
  closures = cor_closure_set_new (network, &shape, 1, NULL, &error);
  router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  source = cor_test_snap_node (network, a);
  target = cor_test_snap_node (network, b);

  /* At the last moment through, a second later around, and shortly before the end one waits. */
  before = cor_router_find_route_departing (router, &source, &target, START_UTC_S);
  g_assert_cmpuint (cor_route_get_time_ms (before), ==, 300000);
  around = cor_router_find_route_departing (router, &source, &target, START_UTC_S + 1);
  g_assert_cmpuint (cor_route_get_time_ms (around), ==, 1400000);
  g_assert_cmpuint (cor_route_get_wait_ms (around), ==, 0);
  wait = cor_router_find_route_departing (router, &source, &target, START_UTC_S + 3500);
  g_assert_cmpuint (cor_route_get_time_ms (wait), ==, 800000);
  g_assert_cmpuint (cor_route_get_wait_ms (wait), ==, 500000);
  waits = cor_route_list_waits (wait);
  g_assert_cmpuint (waits->len, ==, 1);
  first = &g_array_index (waits, CorRouteWait, 0);
  g_assert_cmpuint (first->end_ms - first->begin_ms, ==, 500000);

  changes = cor_closure_set_list_changes_utc_s (closures, START_UTC_S, START_UTC_S + 10000);
  g_assert_cmpuint (changes->len, ==, 2);
  g_assert_cmpint (g_array_index (changes, gint64, 0), ==, START_UTC_S + 300);
  g_assert_cmpint (g_array_index (changes, gint64, 1), ==, START_UTC_S + 4000);
}

/* What holds for good is the same whether one looks at the clock or not, from anywhere to anywhere
 * along the legs. */
static void
check_standing (GRand *rand)
{
  guint n_nodes = g_rand_int_range (rand, 2, 9);
  g_autoptr (CorNetwork) network =
      g_rand_boolean (rand)
          ? cor_test_random_network (rand, n_nodes, g_rand_int_range (rand, 1, 16))
          : cor_test_random_ordered_network (rand, n_nodes, g_rand_int_range (rand, 1, 16));
  g_autoptr (CorClosureSet) closures = cor_test_random_closures (network, rand, &box, 1.0, 0, 120);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (CorMatrix) standing = NULL;
  g_autoptr (CorMatrix) departing = NULL;
  g_autoptr (CorMatrix) arriving = NULL;
  CorSnap snaps[12];

  for (guint i = 0; i < G_N_ELEMENTS (snaps); i++)
    snaps[i] = cor_test_snap_random (network, rand);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  standing = cor_router_compute_matrix (router, snaps, 12, snaps, 12, NULL, NULL);
  departing =
      cor_router_compute_matrix_departing (router, snaps, 12, snaps, 12, START_UTC_S, NULL, NULL);
  arriving =
      cor_router_compute_matrix_arriving (router, snaps, 12, snaps, 12, START_UTC_S, NULL, NULL);
  for (guint i = 0; i < 12; i++)
    {
      for (guint j = 0; j < 12; j++)
        {
          guint32 time_ms = cor_matrix_get_time_ms (standing, i, j);
          g_autoptr (CorRoute) plain = cor_router_find_route (router, &snaps[i], &snaps[j]);
          g_autoptr (CorRoute) timed =
              cor_router_find_route_departing (router, &snaps[i], &snaps[j], START_UTC_S);

          g_assert_cmpuint (cor_matrix_get_time_ms (departing, i, j), ==, time_ms);
          g_assert_cmpuint (cor_matrix_get_time_ms (arriving, i, j), ==, time_ms);
          g_assert_cmpuint (plain == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (plain),
                            ==, time_ms);
          g_assert_cmpuint (timed == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (timed),
                            ==, time_ms);
        }
    }
}

static void
test_standing_need_no_clock (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);

  for (guint i = 0; i < 150; i++)
    check_standing (rand);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/timed/equals-expansion-in-time", test_equals_expansion_in_time);
  g_test_add_func ("/roads/timed/standing-need-no-clock", test_standing_need_no_clock);
  g_test_add_func ("/roads/timed/guarded-equals-expansion-in-time",
                   test_guarded_equals_expansion_in_time);
  g_test_add_data_func ("/roads/timed/equals-plain-on-two-threads", GINT_TO_POINTER (FALSE),
                        test_equals_plain_on_two_threads);
  g_test_add_data_func ("/roads/timed/guarded-equals-plain-on-two-threads", GINT_TO_POINTER (TRUE),
                        test_equals_plain_on_two_threads);
  g_test_add_func ("/roads/timed/pace", test_pace);
  g_test_add_func ("/roads/timed/steady-equals-search", test_steady_equals_search);
  g_test_add_func ("/roads/timed/waits-only-when-quicker", test_waits_only_when_quicker);

  return g_test_run ();
}
