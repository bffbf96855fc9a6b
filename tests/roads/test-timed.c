/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-network.h"

#define START_UTC_S 1645675200 /* 24 February 2022 */
#define HORIZON_S 240

static CorClosureSet *
random_timed_closures (CorNetwork *network, GRand *rand)
{
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);
  g_autoptr (GError) error = NULL;
  guint n = g_rand_int_range (rand, 1, 8);

  for (guint i = 0; i < n; i++)
    {
      gint64 from = START_UTC_S + g_rand_int_range (rand, -20, 60);
      CorClosureShape *shape =
          cor_closure_shape_new (NULL, from, from + g_rand_int_range (rand, 1, 60));
      double lat = g_rand_double_range (rand, 48.0, 49.0);
      double lon = g_rand_double_range (rand, 24.0, 26.0);
      CorPosition line[2] = { { lat, lon }, { lat + 0.2, lon + 0.2 } };

      g_assert_true (cor_closure_shape_add_line (shape, line, 2, &error));
      g_ptr_array_add (shapes, shape);
    }

  return cor_closure_set_new (network, (CorClosureShape *const *) shapes->pdata, shapes->len, NULL,
                              &error);
}

static gboolean
may_drive (CorNetwork *network, CorClosureSet *closures, guint32 arc, gint64 at_s, guint32 time_s)
{
  guint32 leg = cor_network_get_arc_leg (network, arc);

  for (gint64 s = at_s; s < at_s + MAX (time_s, 1); s++)
    {
      if (cor_closure_set_leg_is_closed (closures, leg, s, s))
        return FALSE;
    }

  return TRUE;
}

/* Every node at every second: whether one can be there. Weights are whole seconds. */
static gboolean *
expand (CorNetwork *network, CorClosureSet *closures, guint32 source)
{
  guint n_nodes = cor_network_get_n_nodes (network);
  gboolean *there = g_new0 (gboolean, n_nodes * HORIZON_S);

  there[source] = TRUE;
  for (guint s = 0; s < HORIZON_S; s++)
    {
      gboolean changed = TRUE;

      for (guint node = 0; s > 0 && node < n_nodes; node++)
        there[s * n_nodes + node] |= there[(s - 1) * n_nodes + node];
      while (changed)
        {
          changed = FALSE;
          for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
            {
              guint32 time_ms = cor_network_get_arc_time_ms (network, arc, COR_ROAD_VEHICLE_CAR);
              guint after = s + time_ms / 1000;
              guint32 head = cor_network_get_arc_head (network, arc);

              if (time_ms == COR_TRAVEL_UNREACHABLE || after >= HORIZON_S ||
                  !there[s * n_nodes + cor_network_get_arc_tail (network, arc)] ||
                  there[after * n_nodes + head] ||
                  !may_drive (network, closures, arc, START_UTC_S + s, time_ms / 1000))
                continue;
              there[after * n_nodes + head] = TRUE;
              changed |= after == s;
            }
        }
    }

  return there;
}

static guint
first_second (const gboolean *there, guint n_nodes, guint32 node)
{
  for (guint s = 0; s < HORIZON_S; s++)
    {
      if (there[s * n_nodes + node])
        return s;
    }

  return HORIZON_S;
}

static void
check_departing (CorRouter *router, const CorSnap *snaps, guint n_nodes, CorClosureSet *closures)
{
  CorNetwork *network = cor_router_get_network (router);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_departing (
      router, snaps, n_nodes, snaps, n_nodes, START_UTC_S, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autofree gboolean *there = expand (network, closures, i);

      for (guint j = 0; j < n_nodes; j++)
        {
          guint expected_s = first_second (there, n_nodes, j);
          guint32 time_ms = cor_matrix_get_time_ms (matrix, i, j);
          g_autoptr (CorRoute) route =
              cor_router_find_route_departing (router, &snaps[i], &snaps[j], START_UTC_S);

          if (expected_s < HORIZON_S)
            g_assert_cmpuint (time_ms, ==, expected_s * 1000);
          else
            g_assert_cmpuint (time_ms, >=, HORIZON_S * 1000);
          g_assert_cmpuint (route == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (route),
                            ==, time_ms);
        }
    }
}

/* Leaving as late as told one arrives in time, and leaving a second later one does not. */
static void
check_arriving (CorRouter *router, const CorSnap *snaps, guint n_nodes)
{
  gint64 arrive_utc_s = START_UTC_S + 60;
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

static void
check_graph (GRand *rand)
{
  guint n_nodes = g_rand_int_range (rand, 2, 9);
  g_autoptr (CorNetwork) network =
      cor_test_random_network (rand, n_nodes, g_rand_int_range (rand, 1, 16));
  g_autoptr (CorClosureSet) closures = random_timed_closures (network, rand);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autofree CorSnap *snaps = g_new (CorSnap, n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    snaps[i] = cor_test_snap_node (network, i);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  check_departing (router, snaps, n_nodes, closures);
  check_arriving (router, snaps, n_nodes);
}

static void
test_equals_expansion_in_time (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1400);

  for (guint i = 0; i < 60; i++)
    check_graph (rand);
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
  const gint64 *breakpoints;
  CorSnap source, target;
  gsize n;

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

  breakpoints = cor_closure_set_get_breakpoints_utc_s (closures, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (breakpoints[0], ==, START_UTC_S + 300);
  g_assert_cmpint (breakpoints[1], ==, START_UTC_S + 4000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/timed/equals-expansion-in-time", test_equals_expansion_in_time);
  g_test_add_func ("/roads/timed/waits-only-when-quicker", test_waits_only_when_quicker);

  return g_test_run ();
}
