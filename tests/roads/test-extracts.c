/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cor-alternatives.h"
#include "cor-network-private.h"
#include "cor-osm-import.h"
#include "cor-test-network.h"

/* Questions to networks of real extracts, where there are any. */

#define N_SOURCES 40u
#define N_TARGETS 6u
#define N_ROUTES 60u
#define N_POINTS 60u
#define N_PAIRS 40u
#define SHORT_MS (6u * 60u * 1000u)
#define ROUNDING_MS 8u
#define MAX_CONNECTOR_M 30000.0

static const char *const names[] = { "liechtenstein.osm.pbf", "isle_of_man.osm.pbf",
                                     "baltimore.osm.pbf" };

static CorNetwork *networks[G_N_ELEMENTS (names)];

static gboolean
open_extracts (void)
{
  const char *folder = g_getenv ("CORRIDORS_TEST_DATA");
  gboolean has_any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path =
          g_build_filename (folder != NULL ? folder : "/", "osm", names[i], NULL);
      g_autoptr (GError) error = NULL;

      if (folder != NULL && g_file_test (path, G_FILE_TEST_EXISTS) && networks[i] == NULL)
        {
          networks[i] = cor_osm_import (path, NULL, &error);
          g_assert_no_error (error);
        }
      has_any = has_any || networks[i] != NULL;
    }
  if (!has_any)
    g_test_skip ("CORRIDORS_TEST_DATA names no folder with extracts");

  return has_any;
}

static CorPosition
random_position (CorNetwork *network, GRand *rand)
{
  CorBounds bounds;

  cor_network_get_bounds (network, &bounds);

  return (CorPosition){ g_rand_double_range (rand, bounds.south_deg, bounds.north_deg),
                        g_rand_double_range (rand, bounds.west_deg, bounds.east_deg) };
}

/* Some lines across the network, drawn anywhere. */
static CorClosureSet *
random_closures (CorNetwork *network, GRand *rand)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("lines", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  g_autoptr (GError) error = NULL;
  CorClosureSet *closures;

  for (guint i = 0; i < 6; i++)
    {
      CorPosition line[] = { random_position (network, rand), random_position (network, rand) };

      line[1] = cor_position_interpolate (line[0], line[1], 0.1);
      g_assert_true (cor_closure_shape_add_line (shape, line, 2, &error));
    }
  closures = cor_closure_set_new (network, &shape, 1, NULL, &error);
  g_assert_no_error (error);

  return closures;
}

/* Times and distances of the matrix are those of the way that is driven. */
static void
check_matrix (CorRouter *router, const CorSnap *sources, const CorSnap *targets)
{
  g_autoptr (CorMatrix) matrix =
      cor_router_compute_matrix (router, sources, N_SOURCES, targets, N_TARGETS, NULL, NULL);

  for (guint i = 0; i < N_SOURCES; i++)
    for (guint j = 0; j < N_TARGETS; j++)
      {
        g_autoptr (CorRoute) route = cor_router_find_route (router, &sources[i], &targets[j]);
        guint64 steps_m = 0;
        gsize n_steps;
        const CorRouteStep *steps;

        if (route == NULL)
          {
            g_assert_cmpuint (cor_matrix_get_time_ms (matrix, i, j), ==, COR_TRAVEL_UNREACHABLE);
            continue;
          }
        g_assert_cmpuint (cor_matrix_get_time_ms (matrix, i, j), ==, cor_route_get_time_ms (route));
        g_assert_cmpuint (cor_matrix_get_distance_m (matrix, i, j), ==,
                          cor_route_get_distance_m (route));
        steps = cor_route_get_steps (route, &n_steps);
        for (gsize k = 0; k < n_steps; k++)
          steps_m += steps[k].distance_m;
        g_assert_cmpuint (steps_m + sources[i].connector_m + targets[j].connector_m, ==,
                          cor_route_get_distance_m (route));
      }
}

static void
test_matrix_is_of_the_ways (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  if (!open_extracts ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (CorRouter) router = NULL;
      CorSnap sources[N_SOURCES], targets[N_TARGETS];

      if (networks[i] == NULL)
        continue;
      router = cor_router_new (networks[i], COR_ROAD_VEHICLE_COACH);
      for (guint j = 0; j < N_SOURCES; j++)
        sources[j] = cor_test_snap_random (networks[i], rand);
      for (guint j = 0; j < N_TARGETS; j++)
        targets[j] = cor_test_snap_random (networks[i], rand);
      for (guint round = 0; round < 3; round++)
        {
          g_autoptr (CorClosureSet) closures = random_closures (networks[i], rand);

          cor_router_set_closures (router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
          check_matrix (router, sources, targets);
        }
    }
}

/* Everything that one thread is told, as one sum. */
typedef struct
{
  CorNetwork *network;
  CorClosureSet *closures;
  guint32 seed;
  guint64 sum;
} Asked;

static void
count_route (CorRoute *route, guint64 *sum)
{
  gsize n_arcs;
  const guint32 *arcs;

  *sum = *sum * 31 + (route != NULL ? cor_route_get_time_ms (route) : 1);
  if (route == NULL)
    return;
  *sum = *sum * 31 + cor_route_get_distance_m (route);
  arcs = cor_route_get_arcs (route, &n_arcs);
  for (gsize i = 0; i < n_arcs; i++)
    *sum = *sum * 31 + arcs[i];
}

static gpointer
ask (gpointer data)
{
  Asked *asked = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (asked->seed);
  g_autoptr (CorRouter) router = cor_router_new (asked->network, COR_ROAD_VEHICLE_CAR);

  cor_router_set_closures (router, asked->closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  for (guint i = 0; i < N_ROUTES; i++)
    {
      CorSnap source, target;
      g_autoptr (CorRoute) route = NULL;
      g_autoptr (GPtrArray) others = NULL;

      cor_router_snap (router, random_position (asked->network, rand), NULL, &source);
      cor_router_snap (router, random_position (asked->network, rand), NULL, &target);
      route = cor_router_find_route (router, &source, &target);
      count_route (route, &asked->sum);
      if (i % 10 != 0)
        continue;
      others = cor_router_find_alternatives (router, &source, &target, 3, NULL);
      for (guint j = 0; j < others->len; j++)
        count_route (((CorAlternativeRoute *) others->pdata[j])->route, &asked->sum);
    }

  return NULL;
}

/* One network and one set of closures, and a router on each thread. */
static void
test_threads_share_a_network (void)
{
  if (!open_extracts ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (7);
      g_autoptr (CorClosureSet) closures = NULL;
      Asked alone[2], together[2];
      GThread *threads[2];

      if (networks[i] == NULL)
        continue;
      closures = random_closures (networks[i], rand);
      for (guint j = 0; j < 2; j++)
        alone[j] = together[j] = (Asked){ networks[i], closures, 100 + j, 0 };
      for (guint j = 0; j < 2; j++)
        ask (&alone[j]);
      for (guint j = 0; j < 2; j++)
        threads[j] = g_thread_new ("ask", ask, &together[j]);
      for (guint j = 0; j < 2; j++)
        g_thread_join (threads[j]);
      for (guint j = 0; j < 2; j++)
        g_assert_cmpuint (together[j].sum, ==, alone[j].sum);
    }
}

/* The nearest leg of the mainland, or of any, by looking at all of them. */
static double
find_nearest (CorNetwork *network, CorPosition position, gboolean mainland, guint32 *nearest)
{
  double best_m = HUGE_VAL;

  for (guint32 leg = 0; leg < cor_network_get_n_legs (network); leg++)
    {
      guint n_points = cor_network_get_leg_n_points (network, leg);
      CorLeg record;

      cor_network_get_leg (network, leg, &record);
      if ((record.flags & COR_LEG_FERRY) != 0 ||
          (mainland && (!cor_network_get_node_is_mainland (network, record.from_node) ||
                        !cor_network_get_node_is_mainland (network, record.to_node))))
        continue;
      for (guint i = 1; i < n_points; i++)
        {
          double distance_m = cor_position_distance_to_segment_m (
              position, cor_network_get_leg_point (network, leg, i - 1),
              cor_network_get_leg_point (network, leg, i), NULL);

          if (distance_m < best_m)
            {
              best_m = distance_m;
              *nearest = leg;
            }
        }
    }

  return best_m;
}

/* The grid finds what looking everywhere finds; of equally near legs the first. */
static void
test_snap_finds_the_nearest (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  if (!open_extracts ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (CorRouter) router = NULL;

      if (networks[i] == NULL)
        continue;
      router = cor_router_new (networks[i], COR_ROAD_VEHICLE_CAR);
      for (guint j = 0; j < N_POINTS; j++)
        {
          CorPosition position = random_position (networks[i], rand);
          guint32 leg = COR_ROAD_NONE;
          CorSnap snap, again;
          double distance_m;

          /* Every third lies well outside, some as far as ten kilometres. */
          if (j % 3 == 0)
            position.lat_deg += g_rand_double_range (rand, 0.0, 0.09);
          /* Every fifth is a junction: several legs are equally near. */
          if (j % 5 == 0)
            position = cor_network_get_node_position (
                networks[i], (guint32) g_rand_int_range (
                                 rand, 0, (gint32) cor_network_get_n_nodes (networks[i])));
          distance_m = find_nearest (networks[i], position, TRUE, &leg);
          /* Ferries draw the bounds far out to sea. */
          if (distance_m > MAX_CONNECTOR_M)
            {
              g_assert_false (cor_router_snap (router, position, NULL, &snap));
              continue;
            }
          g_assert_true (cor_router_snap (router, position, NULL, &snap));
          g_assert_false (snap.on_island);
          g_assert_cmpuint (snap.leg, ==, leg);
          g_assert_cmpuint (snap.connector_m, ==, (guint32) lround (distance_m));
          cor_router_snap (router, position, NULL, &again);
          g_assert_cmpuint (again.leg, ==, snap.leg);
          g_assert_cmpuint (again.along, ==, snap.along);
        }
    }
}

/* A place on a leg that is not joined to the rest goes to the mainland, and says how far. */
static void
test_islands_are_left (void)
{
  guint n_tried = 0;

  if (!open_extracts ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (CorRouter) router = NULL;

      if (networks[i] == NULL)
        continue;
      router = cor_router_new (networks[i], COR_ROAD_VEHICLE_CAR);
      for (guint32 node = 0; node < cor_network_get_n_nodes (networks[i]); node++)
        {
          CorPosition position = cor_network_get_node_position (networks[i], node);
          CorSnapOptions near = { .max_connector_m = 1 };
          double distance_m;
          guint32 leg;
          CorSnap snap;

          if (cor_network_get_node_is_mainland (networks[i], node) || ++n_tried % 20 != 0)
            continue;
          /* A ferry ends far out, where the extract does. */
          distance_m = find_nearest (networks[i], position, TRUE, &leg);
          if (distance_m > MAX_CONNECTOR_M)
            {
              g_assert_false (cor_router_snap (router, position, NULL, &snap));
              continue;
            }
          g_assert_true (cor_router_snap (router, position, NULL, &snap));
          g_assert_false (snap.on_island);
          g_assert_cmpuint (snap.connector_m, ==, (guint32) lround (distance_m));
          if (snap.connector_m > 1 && cor_router_snap (router, position, &near, &snap))
            g_assert_true (snap.on_island);
        }
    }
  g_assert_cmpuint (n_tried, >, 20);
}

/* Wherever a vehicle is set down, it comes from there to wherever else it is, and back. */
static void
test_vehicles_reach_each_other (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  if (!open_extracts ())
    return;
  for (guint i = 0; i < COR_N_ROAD_VEHICLES * G_N_ELEMENTS (names); i++)
    {
      CorNetwork *network = networks[i / COR_N_ROAD_VEHICLES];
      CorSnap snaps[N_POINTS];
      g_autoptr (CorRouter) router = NULL;
      g_autoptr (CorMatrix) matrix = NULL;
      guint n_snaps = 0;

      if (network == NULL)
        continue;
      router = cor_router_new (network, i % COR_N_ROAD_VEHICLES);
      while (n_snaps < N_POINTS)
        {
          CorPosition position = cor_network_get_node_position (
              network,
              (guint32) g_rand_int_range (rand, 0, (gint32) cor_network_get_n_nodes (network)));

          if (cor_router_snap (router, position, NULL, &snaps[n_snaps]) &&
              !snaps[n_snaps].on_island)
            n_snaps++;
        }
      matrix = cor_router_compute_matrix (router, snaps, N_POINTS, snaps, N_POINTS, NULL, NULL);
      for (guint j = 0; j < N_POINTS * N_POINTS; j++)
        g_assert_cmpuint (cor_matrix_get_time_ms (matrix, j / N_POINTS, j % N_POINTS), <,
                          COR_TRAVEL_UNREACHABLE);
    }
}

/* The extract closes the main road into Balzers to all but cars and motorcycles. */
static void
test_coaches_of_liechtenstein (void)
{
  const CorPosition vaduz = { 47.1410, 9.5215 };
  const CorPosition places[] = { { 47.0667, 9.5033 }, { 47.1030, 9.6105 } };
  g_autoptr (CorRouter) router = NULL;
  CorSnap capital;

  if (!open_extracts ())
    return;
  if (networks[0] == NULL)
    {
      g_test_skip ("no extract of Liechtenstein");
      return;
    }
  router = cor_router_new (networks[0], COR_ROAD_VEHICLE_COACH);
  g_assert_true (cor_router_snap (router, vaduz, NULL, &capital));
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (CorRoute) there = NULL;
      g_autoptr (CorRoute) back = NULL;
      CorSnap snap;

      g_assert_true (cor_router_snap (router, places[i], NULL, &snap));
      there = cor_router_find_route (router, &capital, &snap);
      back = cor_router_find_route (router, &snap, &capital);
      g_assert_nonnull (there);
      g_assert_nonnull (back);
      g_test_message ("%u m from the road, %u m to drive", snap.connector_m,
                      cor_route_get_distance_m (there));
    }
}

static gboolean
has_copies (CorNetwork *network, guint32 node)
{
  guint32 copies[COR_NETWORK_MAX_COPIES + 1];
  guint32 base = cor_network_base_node (network, node);

  return base != node || cor_network_list_copies (network, base, copies) > 1;
}

/* From each junction on, the longest piece that is short enough is a quickest way. Where turns are
 * restricted the way to a junction does not tell how one goes on from it. */
static void
check_pieces (CorRouter *router, CorRoute *route, guint32 local_ms)
{
  CorNetwork *network = cor_router_get_network (router);
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (route, &n_arcs);

  for (gsize i = 1; i + 2 < n_arcs; i++)
    {
      guint32 from = cor_network_get_arc_tail (network, arcs[i]);
      guint32 to = from;
      guint32 piece_ms = 0;
      g_autoptr (CorRoute) quickest = NULL;
      CorSnap source, target;

      for (gsize j = i; j + 1 < n_arcs; j++)
        {
          guint32 time_ms = cor_network_get_arc_time_ms (network, arcs[j], COR_ROAD_VEHICLE_CAR);

          if (piece_ms + time_ms > local_ms)
            break;
          piece_ms += time_ms;
          to = cor_network_get_arc_head (network, arcs[j]);
        }
      if (from == to || has_copies (network, from) || has_copies (network, to))
        continue;
      source = cor_test_snap_node (network, from);
      target = cor_test_snap_node (network, to);
      quickest = cor_router_find_route (router, &source, &target);
      g_assert_cmpuint (cor_route_get_time_ms (quickest) + ROUNDING_MS, >=, piece_ms);
    }
}

/* How much of the time on whole arcs of a way another one drives too. */
static guint32
sum_shared_ms (CorNetwork *network, CorRoute *route, CorRoute *other)
{
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  gsize n_arcs;
  const guint32 *arcs = cor_route_get_arcs (other, &n_arcs);
  guint32 shared_ms = 0;

  for (gsize i = 0; i < n_arcs; i++)
    g_hash_table_add (used, GUINT_TO_POINTER (arcs[i]));
  arcs = cor_route_get_arcs (route, &n_arcs);
  for (gsize i = 1; i + 1 < n_arcs; i++)
    if (g_hash_table_contains (used, GUINT_TO_POINTER (arcs[i])))
      shared_ms += cor_network_get_arc_time_ms (network, arcs[i], COR_ROAD_VEHICLE_CAR);

  return shared_ms;
}

static guint
check_alternatives (CorRouter *router, const CorSnap *source, const CorSnap *target)
{
  const CorAlternativeLimits limits = COR_ALTERNATIVE_LIMITS_DEFAULT;
  CorNetwork *network = cor_router_get_network (router);
  g_autoptr (CorRoute) best = cor_router_find_route (router, source, target);
  g_autoptr (GPtrArray) found = cor_router_find_alternatives (router, source, target, 3, NULL);
  guint32 best_ms = cor_route_get_time_ms (best);
  guint32 most_shared_ms = best_ms / 100 * limits.max_shared_percent + 100;

  for (guint i = 0; i < found->len; i++)
    {
      const CorAlternativeRoute *alternative = found->pdata[i];
      guint32 time_ms = cor_route_get_time_ms (alternative->route);

      g_assert_cmpuint (time_ms, ==, best_ms + alternative->longer_ms);
      g_assert_cmpuint (time_ms / 100, <=, best_ms / 100 * (100 + limits.max_longer_percent) / 100);
      g_assert_cmpuint (sum_shared_ms (network, alternative->route, best), <=, most_shared_ms);
      for (guint j = 0; j < i; j++)
        g_assert_cmpuint (sum_shared_ms (network, alternative->route,
                                         ((CorAlternativeRoute *) found->pdata[j])->route),
                          <=, most_shared_ms);
      check_pieces (router, alternative->route, best_ms / 100 * limits.min_local_percent);
    }

  return found->len;
}

/* For most ways across an extract there is another one, and it is a sensible one. */
static void
test_alternatives (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2013);

  if (!open_extracts ())
    return;
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    {
      g_autoptr (CorRouter) router = NULL;
      guint n_asked = 0, n_with_any = 0, n_found = 0;

      if (networks[i] == NULL)
        continue;
      router = cor_router_new (networks[i], COR_ROAD_VEHICLE_CAR);
      while (n_asked < N_PAIRS)
        {
          g_autoptr (CorRoute) best = NULL;
          CorSnap source, target;
          guint n;

          if (!cor_router_snap (router, random_position (networks[i], rand), NULL, &source) ||
              !cor_router_snap (router, random_position (networks[i], rand), NULL, &target))
            continue;
          best = cor_router_find_route (router, &source, &target);
          if (best == NULL ||
              cor_route_get_time_ms (best) - source.connector_ms - target.connector_ms < SHORT_MS)
            continue;
          n = check_alternatives (router, &source, &target);
          n_asked++;
          n_with_any += n > 0;
          n_found += n;
        }
      g_test_message ("%s: %u of %u ways have others, %u in all", names[i], n_with_any, n_asked,
                      n_found);
      g_assert_cmpuint (n_with_any, >, 0);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/extracts/matrix-is-of-the-ways", test_matrix_is_of_the_ways);
  g_test_add_func ("/roads/extracts/threads-share-a-network", test_threads_share_a_network);
  g_test_add_func ("/roads/extracts/snap-finds-the-nearest", test_snap_finds_the_nearest);
  g_test_add_func ("/roads/extracts/islands-are-left", test_islands_are_left);
  g_test_add_func ("/roads/extracts/vehicles-reach-each-other", test_vehicles_reach_each_other);
  g_test_add_func ("/roads/extracts/alternatives", test_alternatives);
  g_test_add_func ("/roads/extracts/coaches-of-liechtenstein", test_coaches_of_liechtenstein);

  status = g_test_run ();
  for (guint i = 0; i < G_N_ELEMENTS (networks); i++)
    g_clear_pointer (&networks[i], cor_network_unref);

  return status;
}
