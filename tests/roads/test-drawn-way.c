/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-drawn-way.h"
#include "cor-fixed-way.h"
#include "cor-test-network.h"

/* From A in the east to B in the west, 72 km apart: M06 by way of a town far in the north, 140 km
 * and 100 minutes; and H10, 160 km and 115 minutes by way of one as far in the south, one way,
 * if there is one; from B on 7 km to C. Nothing runs where a line from A to B does. */
static CorNetwork *
detours (gboolean with_south)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);
  guint32 a = cor_test_add_node (builder, "a", 49.0, 25.0);
  guint32 b = cor_test_add_node (builder, "b", 49.0, 24.0);
  guint32 c = cor_test_add_node (builder, "c", 49.0, 23.9);
  guint32 north_east = cor_test_add_node (builder, "north-east", 49.3, 24.9);
  guint32 north = cor_test_add_node (builder, "north", 49.5, 24.5);
  guint32 south = cor_test_add_node (builder, "south", 48.5, 24.5);

  cor_test_add_leg (builder, a, north_east, "M06", 40000, 2000000, 2000000);
  cor_test_add_leg (builder, north_east, north, "M06", 30000, 1000000, 1000000);
  cor_test_add_leg (builder, north, b, "M06", 70000, 3000000, 3000000);
  if (with_south)
    {
      cor_test_add_leg (builder, a, south, "H10", 80000, 3450000, COR_TRAVEL_UNREACHABLE);
      cor_test_add_leg (builder, south, b, "H10", 80000, 3450000, COR_TRAVEL_UNREACHABLE);
    }
  cor_test_add_leg (builder, b, c, "M06", 7300, 300000, 300000);

  return cor_test_finish (builder);
}

static CorDrawnWay *
draw (CorNetwork *network, const CorPosition *line, gsize n_positions)
{
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (GError) error = NULL;
  CorDrawnWay *way = cor_drawn_way_new (router, line, n_positions, NULL, NULL, &error);

  g_assert_no_error (error);

  return way;
}

static const CorDrawnPart *
get_part (const CorDrawnWay *way, guint place)
{
  g_assert_cmpuint (place, <, way->parts->len);

  return way->parts->pdata[place];
}

static GArray *
read_found (CorNetwork *network, const CorDrawnWay *way)
{
  g_assert_nonnull (way->found);

  return cor_network_find_fixed_way (network, (const CorPosition *) (gpointer) way->found->data,
                                     way->found->len);
}

static void
check_legs (CorNetwork *network, GArray *arcs, const guint32 *legs, guint n_legs)
{
  g_assert_cmpuint (arcs->len, ==, n_legs);
  for (guint i = 0; i < n_legs; i++)
    g_assert_cmpuint (cor_network_get_arc_leg (network, g_array_index (arcs, guint32, i)), ==,
                      legs[i]);
}

static void
test_line_on_roads (void)
{
  g_autoptr (CorNetwork) network = detours (TRUE);
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.3, 24.9 }, { 49.5, 24.5 } };
  const guint32 legs[] = { 0, 1 };
  g_autoptr (CorDrawnWay) way = draw (network, line, G_N_ELEMENTS (line));

  check_legs (network, way->arcs, legs, G_N_ELEMENTS (legs));
  g_assert_null (way->found);
  g_assert_cmpuint (way->parts->len, ==, 2);
  g_assert_true (get_part (way, 0)->is_on_road);
  g_assert_null (get_part (way, 0)->route);
}

/* Its ends alone: what is found means the quickest way, and nothing else. */
static void
test_ends_alone (void)
{
  g_autoptr (CorNetwork) network = detours (FALSE);
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.0, 24.0 } };
  const guint32 legs[] = { 0, 1, 2 };
  g_autoptr (CorDrawnWay) way = draw (network, line, G_N_ELEMENTS (line));
  g_autoptr (GArray) arcs = read_found (network, way);

  g_assert_cmpuint (way->arcs->len, ==, 0);
  g_assert_cmpuint (way->parts->len, ==, 1);
  g_assert_false (get_part (way, 0)->is_on_road);
  g_assert_cmpuint (cor_route_get_distance_m (get_part (way, 0)->route), ==, 140000);
  g_assert_null (get_part (way, 0)->other);
  check_legs (network, arcs, legs, G_N_ELEMENTS (legs));
}

/* What is drawn well stays; what follows the rest is found; the other way is told. */
static void
test_part_of_a_line (void)
{
  g_autoptr (CorNetwork) network = detours (TRUE);
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.0, 24.0 }, { 49.0, 23.9 } };
  const guint32 legs[] = { 0, 1, 2, 5 };
  g_autoptr (CorDrawnWay) way = draw (network, line, G_N_ELEMENTS (line));
  g_autoptr (GArray) arcs = read_found (network, way);

  g_assert_false (get_part (way, 0)->is_on_road);
  g_assert_nonnull (get_part (way, 0)->other);
  g_assert_true (get_part (way, 1)->is_on_road);
  check_legs (network, arcs, legs, G_N_ELEMENTS (legs));
}

/* A road that may only be driven the other way is none. */
static void
test_against_one_way (void)
{
  g_autoptr (CorNetwork) network = detours (TRUE);
  const CorPosition line[] = { { 49.0, 24.0 }, { 48.5, 24.5 } };
  const guint32 legs[] = { 2, 1, 0, 3 };
  g_autoptr (CorDrawnWay) way = draw (network, line, G_N_ELEMENTS (line));
  g_autoptr (GArray) arcs = read_found (network, way);

  g_assert_cmpuint (way->arcs->len, ==, 0);
  g_assert_false (get_part (way, 0)->is_on_road);
  check_legs (network, arcs, legs, G_N_ELEMENTS (legs));
}

/* No road leads to an island. */
static void
test_no_way (void)
{
  g_autoptr (CorNetwork) network = detours (FALSE);
  const CorPosition line[] = { { 49.0, 24.0 }, { 44.0, 33.0 } };
  g_autoptr (CorDrawnWay) way = draw (network, line, G_N_ELEMENTS (line));

  g_assert_cmpuint (way->arcs->len, ==, 0);
  g_assert_null (get_part (way, 0)->route);
  g_assert_null (way->found);
}

static void
test_cancel (void)
{
  g_autoptr (CorNetwork) network = detours (FALSE);
  g_autoptr (CorRouter) router = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (CorProgress) progress = cor_progress_new (cancellable, NULL, NULL);
  g_autoptr (GError) error = NULL;
  const CorPosition line[] = { { 49.0, 25.0 }, { 49.0, 24.0 } };

  g_cancellable_cancel (cancellable);
  g_assert_null (cor_drawn_way_new (router, line, G_N_ELEMENTS (line), NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/roads/drawn-way/on-roads", test_line_on_roads);
  g_test_add_func ("/roads/drawn-way/ends-alone", test_ends_alone);
  g_test_add_func ("/roads/drawn-way/part", test_part_of_a_line);
  g_test_add_func ("/roads/drawn-way/one-way", test_against_one_way);
  g_test_add_func ("/roads/drawn-way/no-way", test_no_way);
  g_test_add_func ("/roads/drawn-way/cancel", test_cancel);

  return g_test_run ();
}
