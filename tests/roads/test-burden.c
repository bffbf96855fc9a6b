/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-burden-search.h"
#include "cor-network-hours.h"
#include "cor-test-network.h"
#include "cor-timed-search.h"
#include "cor-wait-guard.h"

/* Ways that carry little and still arrive in time, against all ways there are. */

#define N_NETWORKS 400u
#define START_UTC_S 1645675200 /* 24 February 2022, 06:00 in Kyiv */
#define WITHIN_S 300
#define UNIT 1000u
#define SIDE 100u
#define MAX_LOOKS 1500u

/* The best way found by trying all. */
typedef struct
{
  CorNetwork *network;
  CorTimedSearch *timed; /* drives single arcs */
  const guint32 *carried;
  guint32 target;
  guint32 within_ms;
  gboolean *is_on_way; /* by node */
  guint more_permille;
  GArray *burdens;  /* guint32: of each way that is in time */
  GArray *clock_ms; /* guint32: and when it is there */
} Trial;

/* Whoever leaves a node sooner is never worse off, so ways that come back to one need no look. */
static void
try_from (Trial *self, guint32 node, guint32 clock_ms, guint32 burden)
{
  if (node == self->target)
    {
      g_array_append_val (self->burdens, burden);
      g_array_append_val (self->clock_ms, clock_ms);
      return;
    }
  self->is_on_way[node] = TRUE;
  for (guint32 arc = 0; arc < cor_network_get_n_arcs (self->network); arc++)
    {
      guint32 head = cor_network_get_arc_head (self->network, arc), after_ms, wait_ms;

      if (cor_network_get_arc_tail (self->network, arc) != node || self->is_on_way[head] ||
          !cor_timed_search_drive (self->timed, arc, 0, COR_SNAP_WHOLE_LEG, COR_WAIT_ANYWHERE,
                                   clock_ms, &after_ms, &wait_ms) ||
          after_ms > self->within_ms)
        continue;
      try_from (self, head, after_ms,
                burden + self->carried[cor_network_get_arc_leg (self->network, arc)]);
    }
  self->is_on_way[node] = FALSE;
}

static guint32
find_least (const Trial *self)
{
  guint32 least = G_MAXUINT32;

  for (guint i = 0; i < self->burdens->len; i++)
    least = MIN (least, g_array_index (self->burdens, guint32, i));

  return least;
}

static guint32 *
choose_burdens (CorNetwork *network, GRand *random)
{
  guint32 *carried = g_new0 (guint32, cor_network_get_n_legs (network) + 1);

  for (guint i = 0; i < cor_network_get_n_legs (network); i++)
    if (g_rand_boolean (random))
      carried[i] = (guint32) g_rand_int_range (random, 0, 3000);

  return carried;
}

/* Without closures that come and go the quickest of the ways that are alike is known as well. */
static void
check_way (const Trial *trial, CorBurdenSearch *search, gboolean is_timed)
{
  guint32 least = find_least (trial), alike, quickest_ms = G_MAXUINT32;
  g_autoptr (CorRoute) route = NULL;
  gint64 arrive_utc_s = START_UTC_S + WITHIN_S;
  gint64 depart_utc_s;

  g_assert_cmpint (cor_burden_search_has_way (search), ==, least != G_MAXUINT32);
  g_assert_false (cor_burden_search_gave_up (search));
  if (least == G_MAXUINT32)
    return;

  alike = (least + least * trial->more_permille / 1000 + UNIT - 1) / UNIT * UNIT;
  g_assert_cmpuint (cor_burden_search_get_burden (search), >=, least);
  g_assert_cmpuint (cor_burden_search_get_burden (search), <=, alike);
  for (guint i = 0; i < trial->burdens->len && !is_timed; i++)
    if (g_array_index (trial->burdens, guint32, i) <= alike)
      quickest_ms = MIN (quickest_ms, g_array_index (trial->clock_ms, guint32, i));
  if (!is_timed)
    g_assert_cmpuint (cor_burden_search_get_before_ms (search), ==, quickest_ms);

  g_assert_cmpuint (cor_burden_search_get_before_ms (search), <=, trial->within_ms);
  depart_utc_s = arrive_utc_s - (cor_burden_search_get_before_ms (search) + 999) / 1000;
  route = cor_burden_search_drive (search, depart_utc_s);
  g_assert_nonnull (route);
  g_assert_cmpint (depart_utc_s * 1000 + cor_route_get_time_ms (route), <=, arrive_utc_s * 1000);
}

static CorNetwork *
make_network (GRand *random, guint i, gboolean is_timed)
{
  if (is_timed)
    return cor_test_random_timed_network (random, 8, 20, i % 2 == 0);

  return i % 2 == 0 ? cor_test_random_network (random, 8, 18)
                    : cor_test_random_ordered_network (random, 8, 18);
}

/* Between junctions, with and without a hierarchy, by the clock and without. */
static void
test_finds_the_best_way (gconstpointer user_data)
{
  gboolean is_timed = GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) random = g_rand_new_with_seed (is_timed ? 1 : 2);
  guint n_found = 0, n_better = 0;

  for (guint i = 0; i < N_NETWORKS; i++)
    {
      g_autoptr (CorNetwork) network = make_network (random, i, is_timed);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autofree guint32 *carried = choose_burdens (network, random);
      CorBurden burden = { .least = carried };
      g_autoptr (CorBurdenSearch) search = NULL;
      g_autoptr (CorTimedSearch) timed = cor_timed_search_new (network, COR_ROAD_VEHICLE_CAR);
      guint32 n_nodes = cor_network_get_n_nodes (network);
      g_autofree gboolean *is_on_way = g_new0 (gboolean, n_nodes);
      g_autofree guint32 *open_ms = g_new (guint32, cor_network_get_n_arcs (network) + 1);
      guint32 source = g_rand_int_range (random, 0, (int) n_nodes);
      guint32 target = g_rand_int_range (random, 0, (int) n_nodes);
      CorSnap from = cor_test_snap_node (network, source);
      CorSnap to = cor_test_snap_node (network, target);
      CorBurdenWish wish = { START_UTC_S + WITHIN_S,
                             (guint32) g_rand_int_range (random, 5, WITHIN_S) * 1000, G_MAXUINT32,
                             UNIT, i % 3 == 0 ? 300 : 0 };
      Trial trial = { .network = network,
                      .timed = timed,
                      .carried = carried,
                      .target = target,
                      .within_ms = wish.within_ms,
                      .is_on_way = is_on_way,
                      .more_permille = wish.more_permille,
                      .burdens = g_array_new (FALSE, FALSE, sizeof (guint32)),
                      .clock_ms = g_array_new (FALSE, FALSE, sizeof (guint32)) };
      g_autoptr (GError) error = NULL;

      for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
        {
          gsize n_windows;

          cor_network_get_arc_hours (network, arc, COR_ROAD_VEHICLE_CAR, &open_ms[arc], &n_windows);
        }
      search = cor_burden_search_new (router, &burden, NULL, NULL);
      g_assert_true (cor_burden_search_run (search, &from, &to, &wish, NULL, &error));
      g_assert_no_error (error);

      cor_timed_search_start (timed, open_ms, NULL,
                              START_UTC_S + WITHIN_S - (gint64) wish.within_ms / 1000, FALSE,
                              FALSE);
      try_from (&trial, source, 0, 0);
      check_way (&trial, search, is_timed);
      n_found += cor_burden_search_has_way (search);
      n_better += trial.burdens->len > 1;
      g_array_unref (trial.burdens);
      g_array_unref (trial.clock_ms);
    }
  g_assert_cmpuint (n_found, >, N_NETWORKS / 4);
  g_assert_cmpuint (n_better, >, N_NETWORKS / 10);
}

/* Between places within legs: the parts of the first and the last leg carry their part. */
static void
test_parts_of_legs_carry_their_part (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint n_found = 0;

  for (guint i = 0; i < N_NETWORKS; i++)
    {
      g_autoptr (CorNetwork) network = make_network (random, i, FALSE);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autofree guint32 *carried = choose_burdens (network, random);
      CorBurden burden = { .least = carried };
      g_autoptr (CorBurdenSearch) search = cor_burden_search_new (router, &burden, NULL, NULL);
      CorSnap from = cor_test_snap_random (network, random);
      CorSnap to = cor_test_snap_random (network, random);
      g_autofree guint32 *nothing = g_new0 (guint32, cor_network_get_n_legs (network) + 1);
      CorBurden no_burden = { .least = nothing };
      g_autoptr (CorBurdenSearch) quickest = cor_burden_search_new (router, &no_burden, NULL, NULL);
      CorBurdenWish wish = { START_UTC_S + WITHIN_S, WITHIN_S * 1000, G_MAXUINT32, 1, 0 };
      g_autoptr (CorRoute) plain = cor_router_find_route (router, &from, &to);
      g_autoptr (CorRoute) route = NULL;
      g_autoptr (CorMatrix) matrix = NULL;

      g_assert_true (cor_burden_search_run (quickest, &from, &to, &wish, NULL, NULL));
      if (!cor_burden_search_has_way (quickest))
        continue;
      n_found++;

      /* Where nothing carries anything the way is as quick as the router's. */
      g_assert_cmpuint (cor_burden_search_get_before_ms (quickest), ==,
                        cor_route_get_time_ms (plain));
      g_assert_true (cor_burden_search_run (search, &from, &to, &wish, NULL, NULL));
      g_assert_true (cor_burden_search_has_way (search));
      g_assert_cmpuint (cor_burden_search_get_burden (search), <=,
                        cor_route_add_up (plain, &burden, START_UTC_S));
      route = cor_burden_search_drive (search, START_UTC_S);
      g_assert_cmpuint (cor_route_get_time_ms (route), ==,
                        cor_burden_search_get_before_ms (search));
      g_assert_cmpuint (cor_burden_search_get_burden (search), ==,
                        cor_route_add_up (route, &burden, START_UTC_S));
    }
  g_assert_cmpuint (n_found, >, N_NETWORKS / 8);
}

/* Across a town of which every street carries something there are more ways than are looked at: one
 * that is good is found still. */
static void
test_too_many_ways (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (4);
  g_autoptr (CorNetwork) network = cor_test_grid_network (random, SIDE);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autofree guint32 *carried = g_new0 (guint32, cor_network_get_n_legs (network) + 1);
  CorBurden burden = { .least = carried };
  g_autoptr (CorBurdenSearch) search = NULL;
  CorSnap from = cor_test_snap_node (network, 0);
  g_autofree guint32 *times_ms = cor_router_compute_times (router, &from, FALSE);
  guint32 furthest = 0;
  g_autoptr (CorRoute) quickest = NULL;
  CorSnap to;
  CorBurdenWish wish = { START_UTC_S, 0, G_MAXUINT32, 1, 0, MAX_LOOKS };
  guint64 quickest_m;

  for (guint i = 0; i < cor_network_get_n_legs (network); i++)
    carried[i] = (guint32) g_rand_int_range (random, 1, 100000);
  for (guint32 i = 0; i < cor_network_get_n_nodes (network); i++)
    if (times_ms[i] < COR_TRAVEL_UNREACHABLE && times_ms[i] > times_ms[furthest])
      furthest = i;
  to = cor_test_snap_node (network, furthest);
  quickest = cor_router_find_route (router, &from, &to);
  search = cor_burden_search_new (router, &burden, NULL, NULL);
  g_assert_nonnull (quickest);
  quickest_m = cor_route_add_up (quickest, &burden, START_UTC_S);
  wish.within_ms = cor_route_get_time_ms (quickest) * 21 / 20;

  g_assert_true (cor_burden_search_run (search, &from, &to, &wish, NULL, NULL));

  g_assert_true (cor_burden_search_gave_up (search));
  g_assert_true (cor_burden_search_has_way (search));
  g_assert_cmpuint (cor_burden_search_get_burden (search), <, quickest_m);
  g_assert_cmpuint (cor_burden_search_get_before_ms (search), <=, wish.within_ms);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/roads/burden/best-way", GINT_TO_POINTER (FALSE), test_finds_the_best_way);
  g_test_add_data_func ("/roads/burden/best-way-by-the-clock", GINT_TO_POINTER (TRUE),
                        test_finds_the_best_way);
  g_test_add_func ("/roads/burden/parts-of-legs", test_parts_of_legs_carry_their_part);
  g_test_add_func ("/roads/burden/too-many-ways", test_too_many_ways);

  return g_test_run ();
}
