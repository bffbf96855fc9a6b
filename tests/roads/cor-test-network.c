/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-test-network.h"

#include "cor-network-private.h"

guint32
cor_test_add_node (CorNetworkBuilder *builder, const char *key, double lat, double lon)
{
  guint32 node = cor_network_builder_add_node (builder, (CorPosition){ lat, lon }, 0);
  CorNewPlace place = { .key = key, .name_en = key, .is_settlement = TRUE };

  cor_network_builder_add_place (builder, node, &place);

  return node;
}

guint32
cor_test_add_leg (CorNetworkBuilder *builder,
                  guint32 from,
                  guint32 to,
                  const char *road,
                  guint32 length_m,
                  guint32 forward_ms,
                  guint32 backward_ms)
{
  CorNewLeg leg = { .leg = { .from_node = from,
                             .to_node = to,
                             .length_m = length_m,
                             .road = cor_network_builder_add_road (builder, road, NULL, NULL, NULL),
                             .confidence_percent = 80 },
                    .forward_ms = { forward_ms, forward_ms },
                    .backward_ms = { backward_ms, backward_ms } };

  return cor_network_builder_add_leg (builder, &leg);
}

CorNetwork *
cor_test_finish (CorNetworkBuilder *builder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = cor_network_builder_finish (builder, NULL, &error);
  CorNetwork *network;

  g_assert_no_error (error);
  network = cor_network_new_from_bytes (bytes, "test", &error);
  g_assert_no_error (error);

  return network;
}

static guint32
random_weight (GRand *rand)
{
  return g_rand_int_range (rand, 0, 8) == 0 ? 0 : g_rand_int_range (rand, 1, 20) * 1000;
}

/* Hours of the morning of 24 February 2022, in which an arc may not be driven or not be entered. */
static void
close_at_hours (CorNetworkBuilder *builder, GRand *rand, guint32 arc)
{
  guint from_min = 3 * 1440 + 6 * 60 + g_rand_int_range (rand, 0, 6);
  CorWeekWindow window = { .from_min = (guint16) from_min,
                           .until_min = (guint16) (from_min + g_rand_int_range (rand, 1, 4)),
                           .kind = g_rand_int_range (rand, 0, COR_N_WEEK_KINDS) };

  cor_network_builder_close_arc_at (builder, arc, COR_ROAD_VEHICLE_CAR, &window, 1);
}

/* Any graph: parallel legs, loops, weights of nothing, one-ways and lonely nodes included. */
static CorNetwork *
random_network (GRand *rand, guint n_nodes, guint n_legs, gboolean is_ordered, gboolean with_hours)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);

  cor_network_builder_set_ordered (builder, is_ordered);

  for (guint i = 0; i < n_nodes; i++)
    cor_network_builder_add_node (builder,
                                  (CorPosition){ g_rand_double_range (rand, 48.0, 49.0),
                                                 g_rand_double_range (rand, 24.0, 26.0) },
                                  0);
  for (guint i = 0; i < n_legs; i++)
    {
      guint32 from = g_rand_int_range (rand, 0, n_nodes);
      guint32 to = g_rand_int_range (rand, 0, n_nodes);
      guint kind = g_rand_int_range (rand, 0, 5);
      guint32 forward_ms = kind == 0 ? COR_TRAVEL_UNREACHABLE : random_weight (rand);
      guint32 backward_ms = kind == 1 ? COR_TRAVEL_UNREACHABLE : random_weight (rand);

      guint32 leg = cor_test_add_leg (builder, from, to, kind == 2 ? "M06" : "H10",
                                      g_rand_int_range (rand, 0, 5000), forward_ms, backward_ms);

      if (with_hours && kind > 2)
        close_at_hours (builder, rand, cor_network_builder_find_arc (builder, leg, kind == 3));
    }

  return cor_test_finish (builder);
}

CorNetwork *
cor_test_random_network (GRand *rand, guint n_nodes, guint n_legs)
{
  return random_network (rand, n_nodes, n_legs, FALSE, FALSE);
}

CorNetwork *
cor_test_random_ordered_network (GRand *rand, guint n_nodes, guint n_legs)
{
  return random_network (rand, n_nodes, n_legs, TRUE, FALSE);
}

CorNetwork *
cor_test_random_timed_network (GRand *rand, guint n_nodes, guint n_legs, gboolean is_ordered)
{
  return random_network (rand, n_nodes, n_legs, is_ordered, TRUE);
}

static void
add_street (CorNetworkBuilder *builder, GRand *rand, guint32 from, guint32 to)
{
  guint kind = g_rand_int_range (rand, 0, 20);

  if (kind > 0)
    cor_test_add_leg (builder, from, to, "H10", g_rand_int_range (rand, 0, 5000),
                      random_weight (rand),
                      kind == 1 ? COR_TRAVEL_UNREACHABLE : random_weight (rand));
}

/* Streets in rows and columns, some of them missing or one-way: as easy to cut as real roads, so
 * that its hierarchy is small. */
CorNetwork *
cor_test_grid_network (GRand *rand, guint side)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("test", NULL, 0);

  cor_network_builder_set_ordered (builder, TRUE);
  for (guint i = 0; i < side * side; i++)
    cor_network_builder_add_node (
        builder, (CorPosition){ 48.0 + (double) (i / side) / side, 24.0 + 2.0 * (i % side) / side },
        0);
  for (guint i = 0; i < side * side; i++)
    {
      if (i % side + 1 < side)
        add_street (builder, rand, i, i + 1);
      if (i / side + 1 < side)
        add_street (builder, rand, i, i + side);
    }

  return cor_test_finish (builder);
}

/* A place that stands right on a node. */
CorSnap
cor_test_snap_node (CorNetwork *network, guint32 node)
{
  CorPosition position = cor_network_get_node_position (network, node);

  return (CorSnap){ .state = COR_SNAP_FOUND,
                    .position = position,
                    .road_position = position,
                    .leg = 0,
                    .node = node,
                    .closed_leg = COR_ROAD_NONE,
                    .closed_area = G_MAXSIZE };
}

/* A place on a node or anywhere along a leg, with a connector. */
CorSnap
cor_test_snap_random (CorNetwork *network, GRand *rand)
{
  guint32 node = g_rand_int_range (rand, 0, cor_network_get_n_nodes (network));
  CorSnap snap = cor_test_snap_node (network, cor_network_base_node (network, node));

  if (g_rand_boolean (rand) && cor_network_get_n_legs (network) > 0)
    {
      snap.leg = g_rand_int_range (rand, 0, cor_network_get_n_legs (network));
      snap.node = COR_ROAD_NONE;
      snap.along = g_rand_int_range (rand, 1, COR_SNAP_WHOLE_LEG);
    }
  snap.connector_m = g_rand_int_range (rand, 0, 100);
  snap.connector_ms = snap.connector_m * 10;

  return snap;
}

static void
restrict_randomly (CorClosureShape *shape, GRand *rand)
{
  guint effect = g_rand_int_range (rand, 0, 4);
  const guint percents[] = { 100, 50, 25, 20 };
  g_autoptr (GError) error = NULL;

  if (effect == 1)
    g_assert_true (cor_closure_shape_set_delay (shape, g_rand_int_range (rand, 1, 3), &error));
  if (effect == 2)
    g_assert_true (
        cor_closure_shape_set_speed (shape, percents[g_rand_int_range (rand, 0, 4)], &error));
  if (g_rand_int_range (rand, 0, 3) == 0)
    cor_closure_shape_set_direction (shape, COR_CLOSURE_ONE_WAY);
  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      guint from_min = g_rand_int_range (rand, 6 * 60, 6 * 60 + 6);
      CorClosureHours hours = { from_min, from_min + g_rand_int_range (rand, 1, 4), COR_EVERY_DAY,
                                "Europe/Kyiv", g_rand_boolean (rand) };

      g_assert_true (cor_closure_shape_set_hours (shape, &hours, &error));
    }
}

/* Around a place in a box, and in size a part of it. */
static void
add_random_form (CorClosureShape *shape, GRand *rand, const CorBounds *box, double size)
{
  double lat_deg = box->north_deg - box->south_deg;
  double lon_deg = box->east_deg - box->west_deg;
  CorPosition at = { box->south_deg + lat_deg * g_rand_double (rand),
                     box->west_deg + lon_deg * g_rand_double (rand) };
  CorPosition line[3] = {
    at,
    { at.lat_deg + 0.2 * size * lat_deg, at.lon_deg + 0.1 * size * lon_deg },
    { at.lat_deg - 0.3 * size * lat_deg, at.lon_deg + 0.05 * size * lon_deg },
  };
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_assert_true (cor_closure_shape_add_area (shape, line, 3, &error));
      break;
    case 1:
      g_assert_true (cor_closure_shape_add_front (shape, line, 3, 9000.0 * size * lat_deg, &error));
      break;
    case 2:
      cor_closure_shape_add_road (shape, line[0], line[1]);
      break;
    default:
      g_assert_true (cor_closure_shape_add_line (shape, line, 2, &error));
    }
}

/* Up to seven restrictions of any form and effect in a box, each as large as some part of it. Those
 * with @start_utc_s begin within @span_s of it and hold for as long at most, the others for good.
 */
CorClosureSet *
cor_test_random_closures (CorNetwork *network,
                          GRand *rand,
                          const CorBounds *box,
                          double size,
                          gint64 start_utc_s,
                          gint span_s)
{
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);
  g_autoptr (GError) error = NULL;
  CorClosureSet *closures;
  guint n = g_rand_int_range (rand, 1, 8);

  for (guint i = 0; i < n; i++)
    {
      gint64 from = start_utc_s + g_rand_int_range (rand, -20, span_s);
      CorClosureShape *shape =
          start_utc_s != 0
              ? cor_closure_shape_new (NULL, from, from + g_rand_int_range (rand, 1, span_s))
              : cor_closure_shape_new (NULL, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

      add_random_form (shape, rand, box, size);
      restrict_randomly (shape, rand);
      if (start_utc_s == 0)
        cor_closure_shape_set_hours (shape, NULL, NULL);
      g_ptr_array_add (shapes, shape);
    }
  closures = cor_closure_set_new (network, (CorClosureShape *const *) shapes->pdata, shapes->len,
                                  NULL, &error);
  g_assert_no_error (error);

  return closures;
}
