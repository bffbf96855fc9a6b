/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-import.h"
#include "cor-router.h"
#include "cor-test-network.h"
#include "cor-test-reference.h"

/* On real roads, where there are extracts, the engine says what a plain search says, whatever is
 * closed, slow or watched, for good or by the clock. */

#define N_PLACES 8u
#define START_UTC_S 1645675200 /* 24 February 2022, 06:00 in Kyiv */
#define KNOWN_S 14400

static void
check_far (guint32 time_ms, guint32 distance_m, CorTestFar expected)
{
  if (expected.time_ms >= COR_TEST_NEVER)
    {
      g_assert_cmpuint (time_ms, ==, COR_TRAVEL_UNREACHABLE);
      return;
    }
  g_assert_cmpint (time_ms, ==, expected.time_ms);
  g_assert_cmpint (distance_m, ==, expected.distance_m);
}

static void
check_follows (CorTestReference *reference, CorRoute *route)
{
  if (route != NULL)
    check_far (cor_route_get_time_ms (route), cor_route_get_distance_m (route),
               cor_test_reference_follow (reference, route, 0));
}

static void
check_standing (CorRouter *router,
                CorTestReference *reference,
                CorClosureSet *closures,
                const CorSnap *places)
{
  g_autoptr (CorMatrix) matrix = NULL;

  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  cor_test_reference_set_standing (reference, closures, START_UTC_S);
  matrix = cor_router_compute_matrix (router, places, N_PLACES, places, N_PLACES, NULL, NULL);
  for (guint i = 0; i < N_PLACES; i++)
    {
      cor_test_reference_search (reference, &places[i], 0);
      for (guint j = 0; j < N_PLACES; j++)
        {
          g_autoptr (CorRoute) route = cor_router_find_route (router, &places[i], &places[j]);

          check_far (cor_matrix_get_time_ms (matrix, i, j),
                     cor_matrix_get_distance_m (matrix, i, j),
                     cor_test_reference_get (reference, &places[j]));
          check_follows (reference, route);
        }
    }
}

/* Returns how many journeys waited. */
static guint
check_departing (CorRouter *router,
                 CorTestReference *reference,
                 CorClosureSet *closures,
                 const CorSnap *places)
{
  g_autoptr (CorMatrix) matrix = NULL;
  guint n_waited = 0;

  cor_router_set_closures (router, closures, START_UTC_S, START_UTC_S);
  cor_test_reference_set_clock (reference, closures, START_UTC_S, 0, KNOWN_S);
  matrix = cor_router_compute_matrix_departing (router, places, N_PLACES, places, N_PLACES,
                                                START_UTC_S, NULL, NULL);
  for (guint i = 0; i < N_PLACES; i++)
    {
      cor_test_reference_search (reference, &places[i], 0);
      for (guint j = 0; j < N_PLACES; j++)
        {
          CorTestFar expected = cor_test_reference_get (reference, &places[j]);
          guint32 time_ms = cor_matrix_get_time_ms (matrix, i, j);
          g_autoptr (CorRoute) route =
              cor_router_find_route_departing (router, &places[i], &places[j], START_UTC_S);

          g_assert_cmpuint (route == NULL ? COR_TRAVEL_UNREACHABLE : cor_route_get_time_ms (route),
                            ==, time_ms);
          if (expected.time_ms >= COR_TEST_NEVER)
            {
              g_assert_cmpuint (time_ms, >, (KNOWN_S - 2) * 1000);
              continue;
            }
          g_assert_cmpint (time_ms, ==, expected.time_ms);
          check_follows (reference, route);
          n_waited += cor_route_get_wait_ms (route) > 0;
        }
    }

  return n_waited;
}

/* Returns how many journeys waited. */
static guint
check_vehicle (CorNetwork *network, CorRoadVehicle vehicle, GRand *rand)
{
  g_autoptr (CorRouter) router = cor_router_new (network, vehicle);
  g_autoptr (CorTestReference) reference = cor_test_reference_new_for_network (network, vehicle);
  CorSnap places[N_PLACES];
  CorBounds box = COR_BOUNDS_EMPTY;
  guint n_waited = 0;

  for (guint i = 0; i < N_PLACES; i++)
    {
      places[i] = cor_test_snap_random (network, rand);
      /* Around them, for ferries lead far out to sea. */
      cor_bounds_add (&box, places[i].position);
    }
  for (guint round = 0; round < 8; round++)
    {
      g_autoptr (CorClosureSet) standing =
          cor_test_random_closures (network, rand, &box, 0.5, 0, 0);
      g_autoptr (CorClosureSet) by_clock =
          cor_test_random_closures (network, rand, &box, 0.5, START_UTC_S, 1200);

      check_standing (router, reference, standing, places);
      n_waited += check_departing (router, reference, by_clock, places);
    }

  return n_waited;
}

static CorNetwork *
import_extract (const char *name)
{
  const char *folder = g_getenv ("CORRIDORS_TEST_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : "/", "osm", name, NULL);
  g_autoptr (GError) error = NULL;
  CorNetwork *network;

  if (folder == NULL || !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("CORRIDORS_TEST_DATA names no folder with this extract");
      return NULL;
    }
  network = cor_osm_import (path, NULL, &error);
  g_assert_no_error (error);

  return network;
}

static void
test_equals_plain_search (gconstpointer name)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (CorNetwork) network = import_extract (name);
  guint n_waited = 0;

  if (network == NULL)
    return;
  g_assert_cmpuint (cor_network_get_n_mainland_nodes (network), >,
                    cor_network_get_n_nodes (network) * 9 / 10);
  for (guint vehicle = 0; vehicle < COR_N_ROAD_VEHICLES; vehicle++)
    n_waited += check_vehicle (network, (CorRoadVehicle) vehicle, rand);
  g_test_message ("%u nodes, %u copies, %u timed arcs: %u journeys waited",
                  cor_network_get_n_nodes (network), network->n_copies,
                  cor_network_get_n_timed_arcs (network), n_waited);
  g_assert_cmpuint (n_waited, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/roads/exact-extracts/baltimore", "baltimore.osm.pbf",
                        test_equals_plain_search);
  g_test_add_data_func ("/roads/exact-extracts/isle-of-man", "isle_of_man.osm.pbf",
                        test_equals_plain_search);
  g_test_add_data_func ("/roads/exact-extracts/liechtenstein", "liechtenstein.osm.pbf",
                        test_equals_plain_search);

  return g_test_run ();
}
