/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-network.h"

#include "cor-closure-set-private.h"
#include "cor-isochrone.h"
#include "cor-network-hours.h"
#include "cor-time.h"

#define START_UTC_S 1645675200 /* 24 February 2022, 06:00 in Kyiv */
#define HORIZON_S 600
#define MAX_DRIVE_S 400

static const CorBounds box = { 48.0, 24.0, 49.0, 26.0 };

/* What the clock on the wall says, without the engine's own lists of times. */
static gboolean
is_in_force (CorClosureShape *shape, gint64 utc_s)
{
  const CorClosureHours *hours = cor_closure_shape_get_hours (shape);
  guint minute;

  if (utc_s < cor_closure_shape_get_from_utc_s (shape) ||
      utc_s >= cor_closure_shape_get_until_utc_s (shape))
    return FALSE;
  if (hours == NULL)
    return TRUE;
  minute = (guint) cor_time_get_local_minute (utc_s, hours->zone);

  return (minute >= hours->from_min && minute < hours->until_min) != hours->outside;
}

/* One arc at one second. */
typedef struct
{
  gboolean is_closed;
  gboolean may_enter;
  guint cost_s;
} Moment;

static Moment
look_at_arc (CorNetwork *network, CorClosureSet *closures, guint32 arc, gint64 utc_s)
{
  guint32 side =
      cor_network_get_arc_leg (network, arc) << 1 | cor_network_get_arc_is_backward (network, arc);
  g_autoptr (GArray) hours = g_array_new (FALSE, FALSE, sizeof (CorClosedHours));
  gsize n_hits, n_windows;
  const CorClosureHit *hits = cor_closure_set_get_side_hits (closures, side, &n_hits);
  guint32 open_ms, percent = 100;
  Moment moment = { FALSE, TRUE, 0 };

  cor_network_get_arc_hours (network, arc, COR_ROAD_VEHICLE_CAR, &open_ms, &n_windows);
  cor_network_list_closed_hours (network, arc, COR_ROAD_VEHICLE_CAR, utc_s, utc_s + 1, hours);
  for (guint i = 0; i < hours->len; i++)
    {
      moment.may_enter = FALSE;
      moment.is_closed |= g_array_index (hours, CorClosedHours, i).kind == COR_WEEK_DRIVING;
    }
  for (gsize i = 0; i < n_hits; i++)
    {
      CorClosureShape *shape = cor_closure_set_get_shape (closures, hits[i].shape);

      if (!is_in_force (shape, utc_s))
        continue;
      moment.is_closed |= cor_closure_shape_get_effect (shape) == COR_CLOSURE_CLOSED;
      percent = MIN (percent, cor_closure_shape_get_speed_percent (shape));
      moment.cost_s += cor_closure_shape_get_delay_min (shape) * 60;
    }
  moment.may_enter &= !moment.is_closed && open_ms < COR_TRAVEL_UNREACHABLE;
  if (moment.may_enter)
    moment.cost_s += open_ms / 1000 * 100 / percent;

  return moment;
}

/* Every arc at every second. */
static Moment *
look_at_all (CorNetwork *network, CorClosureSet *closures)
{
  guint n_arcs = cor_network_get_n_arcs (network);
  Moment *moments = g_new (Moment, (n_arcs + 1) * (HORIZON_S + MAX_DRIVE_S));

  for (guint32 arc = 0; arc < n_arcs; arc++)
    {
      Moment *of_arc = moments + arc * (HORIZON_S + MAX_DRIVE_S);
      guint closes = G_MAXUINT;

      for (guint s = 0; s < HORIZON_S + MAX_DRIVE_S; s++)
        of_arc[s] = look_at_arc (network, closures, arc, START_UTC_S + s);
      for (guint s = HORIZON_S + MAX_DRIVE_S; s > 0; s--)
        {
          if (of_arc[s - 1].is_closed)
            closes = s - 1;
          of_arc[s - 1].may_enter &= s - 1 + MAX (of_arc[s - 1].cost_s, 1) <= closes;
        }
    }

  return moments;
}

/* Every node at every second: whether one can be there. Weights are whole seconds. */
static gboolean *
expand (CorNetwork *network, const Moment *moments, guint32 source)
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
              const Moment *moment = &moments[arc * (HORIZON_S + MAX_DRIVE_S) + s];
              guint after = s + moment->cost_s;
              guint32 head = cor_network_get_arc_head (network, arc);

              if (!moment->may_enter || after >= HORIZON_S ||
                  !there[s * n_nodes + cor_network_get_arc_tail (network, arc)] ||
                  there[after * n_nodes + head])
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
  g_autofree Moment *moments = look_at_all (network, closures);
  g_autoptr (GError) error = NULL;
  g_autoptr (CorMatrix) matrix = cor_router_compute_matrix_departing (
      router, snaps, n_nodes, snaps, n_nodes, START_UTC_S, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_nodes; i++)
    {
      g_autofree gboolean *there = expand (network, moments, i);

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
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autofree CorSnap *snaps = g_new (CorSnap, n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    snaps[i] = cor_test_snap_node (network, i);
  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  check_departing (router, snaps, n_nodes, closures);
  check_arriving (router, snaps, n_nodes);
  if (with_reach)
    check_reach (router, snaps, n_nodes);
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
test_equals_plain_on_two_threads (void)
{
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
  g_test_add_func ("/roads/timed/equals-plain-on-two-threads", test_equals_plain_on_two_threads);
  g_test_add_func ("/roads/timed/pace", test_pace);
  g_test_add_func ("/roads/timed/steady-equals-search", test_steady_equals_search);
  g_test_add_func ("/roads/timed/waits-only-when-quicker", test_waits_only_when_quicker);

  return g_test_run ();
}
