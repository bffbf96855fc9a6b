/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"
#include "cor-test-network.h"

#define N_NETWORKS 60u
#define N_PLACES 8u
#define PRICE_MS 60u

/* What is carried from every node to one, found by looking at all arcs again and again. */
static guint64 *
carry_plainly (CorNetwork *network, CorRoadVehicle vehicle, const guint32 *carried, guint32 target)
{
  guint n_nodes = cor_network_get_n_nodes (network);
  guint64 *costs = g_new (guint64, n_nodes);
  gboolean has_changed = TRUE;

  for (guint i = 0; i < n_nodes; i++)
    costs[i] = i == target ? 0 : G_MAXUINT64;
  while (has_changed)
    {
      has_changed = FALSE;
      for (guint32 arc = 0; arc < cor_network_get_n_arcs (network); arc++)
        {
          guint64 *cost = &costs[cor_network_get_arc_tail (network, arc)];
          guint64 rest = costs[cor_network_get_arc_head (network, arc)];
          guint64 time_ms = cor_network_get_arc_time_ms (network, arc, vehicle);

          if (time_ms >= COR_TRAVEL_UNREACHABLE || rest == G_MAXUINT64)
            continue;
          rest += (time_ms << 32) + carried[cor_network_get_arc_leg (network, arc)];
          has_changed |= rest < *cost;
          *cost = MIN (*cost, rest);
        }
    }

  return costs;
}

static guint32 *
choose_weights (CorNetwork *network, GRand *random)
{
  guint32 *carried = g_new0 (guint32, cor_network_get_n_legs (network) + 1);

  for (guint i = 0; i < cor_network_get_n_legs (network); i++)
    if (g_rand_boolean (random))
      carried[i] = (guint32) g_rand_int_range (random, 0, 5000);

  return carried;
}

static CorNetwork *
make_network (GRand *random, guint i)
{
  return i % 2 == 0 ? cor_test_random_network (random, 12, 30)
                    : cor_test_random_ordered_network (random, 40, 90);
}

/* Between junctions, with and without a hierarchy. */
static void
test_carries_what_legs_weigh (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  guint n_reached = 0;

  for (guint i = 0; i < N_NETWORKS; i++)
    {
      g_autoptr (CorNetwork) network = make_network (random, i);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autofree guint32 *carried = choose_weights (network, random);
      guint32 nodes[N_PLACES];
      CorSnap places[N_PLACES];
      g_autoptr (CorMatrix) matrix = NULL;

      for (guint j = 0; j < N_PLACES; j++)
        {
          nodes[j] = g_rand_int_range (random, 0, (int) cor_network_get_n_nodes (network));
          places[j] = cor_test_snap_node (network, nodes[j]);
        }
      matrix = cor_router_carry_at_best (router, places, N_PLACES, places, N_PLACES, carried, NULL,
                                         NULL);
      for (guint j = 0; j < N_PLACES; j++)
        {
          g_autofree guint64 *costs =
              carry_plainly (network, COR_ROAD_VEHICLE_CAR, carried, nodes[j]);

          for (guint k = 0; k < N_PLACES; k++)
            {
              guint64 cost = costs[nodes[k]];

              if (cost == G_MAXUINT64)
                {
                  g_assert_cmpuint (cor_matrix_get_time_ms (matrix, k, j), ==,
                                    COR_TRAVEL_UNREACHABLE);
                  continue;
                }
              g_assert_cmpuint (cor_matrix_get_time_ms (matrix, k, j), ==, cost >> 32);
              g_assert_cmpuint (cor_matrix_get_distance_m (matrix, k, j), ==, (guint32) cost);
              n_reached += cost > 0;
            }
        }
    }
  g_assert_cmpuint (n_reached, >, N_NETWORKS * N_PLACES);
}

/* Between places within legs, too: what carries its own length carries the distance. */
static void
test_carries_parts_of_legs (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (2);

  for (guint i = 0; i < N_NETWORKS; i++)
    {
      g_autoptr (CorNetwork) network = make_network (random, i);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      guint n_legs = cor_network_get_n_legs (network);
      g_autofree guint32 *carried = g_new0 (guint32, n_legs + 1);
      CorSnap places[N_PLACES];
      g_autoptr (CorMatrix) matrix = NULL;
      g_autoptr (CorMatrix) expected = NULL;

      for (guint j = 0; j < n_legs; j++)
        {
          CorLeg leg;

          cor_network_get_leg (network, j, &leg);
          carried[j] = leg.length_m;
        }
      for (guint j = 0; j < N_PLACES; j++)
        {
          places[j] = cor_test_snap_random (network, random);
          places[j].connector_m = 0;
        }
      expected = cor_router_compute_matrix_at_best (router, places, N_PLACES, places, N_PLACES,
                                                    NULL, NULL);
      matrix = cor_router_carry_at_best (router, places, N_PLACES, places, N_PLACES, carried, NULL,
                                         NULL);
      for (guint j = 0; j < N_PLACES; j++)
        for (guint k = 0; k < N_PLACES; k++)
          {
            g_assert_cmpuint (cor_matrix_get_time_ms (matrix, j, k), ==,
                              cor_matrix_get_time_ms (expected, j, k));
            g_assert_cmpuint (cor_matrix_get_distance_m (matrix, j, k), ==,
                              cor_matrix_get_distance_m (expected, j, k));
          }
    }
}

/* What is carried has its price in time, on junctions and within legs. */
static void
test_carries_at_a_price (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  guint n_less = 0;

  for (guint i = 0; i < N_NETWORKS; i++)
    {
      g_autoptr (CorNetwork) network = make_network (random, i);
      g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
      g_autofree guint32 *carried = choose_weights (network, random);
      CorSnap places[N_PLACES];
      g_autoptr (CorMatrix) quickest = NULL;
      g_autoptr (CorMatrix) priced = NULL;

      for (guint j = 0; j < N_PLACES; j++)
        places[j] = cor_test_snap_random (network, random);
      quickest = cor_router_carry_at_best (router, places, N_PLACES, places, N_PLACES, carried,
                                           NULL, NULL);
      priced = cor_router_carry_priced (router, places, N_PLACES, places, N_PLACES, carried,
                                        PRICE_MS, NULL, NULL);
      for (guint j = 0; j < N_PLACES; j++)
        for (guint k = 0; k < N_PLACES; k++)
          {
            guint64 quickest_ms = cor_matrix_get_time_ms (quickest, j, k);
            guint64 carries = cor_matrix_get_distance_m (quickest, j, k);
            guint64 price_ms = cor_matrix_get_time_ms (priced, j, k);
            guint64 least = cor_matrix_get_distance_m (priced, j, k);

            g_assert_cmpint (quickest_ms < COR_TRAVEL_UNREACHABLE, ==,
                             price_ms < COR_TRAVEL_UNREACHABLE);
            if (quickest_ms >= COR_TRAVEL_UNREACHABLE)
              continue;
            g_assert_cmpuint (least, <=, carries);
            g_assert_cmpuint (price_ms, <=, quickest_ms + carries * PRICE_MS);
            g_assert_cmpuint (price_ms - least * PRICE_MS, >=, quickest_ms);
            n_less += least < carries;
          }
    }
  g_assert_cmpuint (n_less, >, N_NETWORKS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/roads/carry/carries-what-legs-weigh", test_carries_what_legs_weigh);
  g_test_add_func ("/roads/carry/carries-parts-of-legs", test_carries_parts_of_legs);
  g_test_add_func ("/roads/carry/at-a-price", test_carries_at_a_price);

  return g_test_run ();
}
