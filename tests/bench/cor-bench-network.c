/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-network.h"

#include <math.h>

#define SPACING_DEG 0.0015
#define SPACING_M 150.0
#define ROWS_BETWEEN_RIVERS 97
#define COLUMNS_BETWEEN_BRIDGES 64

/* A grid with few of its streets left, whose every 4th, 16th, 64th and 256th line is a better road;
 * rivers run from west to east with bridges only where the better roads are. */
typedef struct
{
  CorNetworkBuilder *builder;
  GRand *rand;
  guint32 n_nodes;
  guint32 side;
  guint32 *group; /* of nodes that are joined already */
} Town;

static const struct
{
  guint every;
  double speed_kmh;
  double share; /* of streets that are there */
  CorRoadClass road_class;
} levels[] = {
  { 256, 110.0, 1.0, COR_ROAD_CLASS_MOTORWAY },  { 64, 90.0, 1.0, COR_ROAD_CLASS_TRUNK },
  { 16, 70.0, 1.0, COR_ROAD_CLASS_SECONDARY },   { 4, 50.0, 0.85, COR_ROAD_CLASS_TERTIARY },
  { 1, 30.0, 0.42, COR_ROAD_CLASS_RESIDENTIAL },
};

static guint
find_level (guint32 line)
{
  guint level = 0;

  while (line % levels[level].every != 0)
    level++;

  return level;
}

static guint32
find_group (Town *town, guint32 node)
{
  while (town->group[node] != node)
    {
      town->group[node] = town->group[town->group[node]];
      node = town->group[node];
    }

  return node;
}

static void
add_street (Town *town, guint32 from, guint32 to, guint level)
{
  double speed_kmh = levels[level].speed_kmh * g_rand_double_range (town->rand, 0.9, 1.1);
  double length_m = SPACING_M * g_rand_double_range (town->rand, 1.0, 1.4);
  guint32 time_ms = (guint32) (length_m * 3600.0 / speed_kmh);
  gboolean one_way = level < 2 ? FALSE : g_rand_int_range (town->rand, 0, 50) == 0;
  CorNewLeg leg = { .leg = { .from_node = from,
                             .to_node = to,
                             .length_m = (guint32) length_m,
                             .road = COR_ROAD_NONE,
                             .road_class = levels[level].road_class },
                    .forward_ms = { time_ms, time_ms + time_ms / 8 },
                    .backward_ms = { time_ms, time_ms + time_ms / 8 } };

  if (one_way && find_group (town, from) == find_group (town, to))
    leg.backward_ms[0] = leg.backward_ms[1] = COR_TRAVEL_UNREACHABLE;
  cor_network_builder_add_leg (town->builder, &leg);
  town->group[find_group (town, from)] = find_group (town, to);
}

static gboolean
crosses_river (guint32 row, guint32 column)
{
  return row % ROWS_BETWEEN_RIVERS == ROWS_BETWEEN_RIVERS - 1 &&
         column % COLUMNS_BETWEEN_BRIDGES != 0;
}

/* First the streets that chance keeps, then those without which a part would be cut off. */
static void
add_streets (Town *town, gboolean missing)
{
  for (guint32 node = 0; node < town->n_nodes; node++)
    {
      guint32 row = node / town->side;
      guint32 column = node % town->side;

      for (guint north = 0; north < 2; north++)
        {
          guint32 to = north ? node + town->side : node + 1;
          guint level = find_level (north ? column : row);

          if (to >= town->n_nodes || (!north && column + 1 == town->side))
            continue;
          if (missing ? find_group (town, node) != find_group (town, to)
                      : !(north && crosses_river (row, column)) &&
                            g_rand_double (town->rand) < levels[level].share)
            add_street (town, node, to, level);
        }
    }
}

/**
 * cor_bench_network_finish:
 * @builder: all nodes and legs
 * @error: set when they make no network
 *
 * Returns: (transfer full) (nullable): the network with its hierarchy
 */
CorNetwork *
cor_bench_network_finish (CorNetworkBuilder *builder, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  cor_network_builder_set_ordered (builder, TRUE);
  bytes = cor_network_builder_finish (builder, NULL, error);

  return bytes != NULL ? cor_network_new_from_bytes (bytes, "bench", error) : NULL;
}

/**
 * cor_bench_network_new_synthetic:
 * @n_nodes: how many nodes
 * @error: set when it could not be ordered
 *
 * Returns: (transfer full) (nullable): a network like a country's: always the same for the same
 * @n_nodes
 */
CorNetwork *
cor_bench_network_new_synthetic (guint32 n_nodes, GError **error)
{
  g_autoptr (CorNetworkBuilder) builder = cor_network_builder_new ("synthetic", NULL, 0);
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_nodes);
  g_autofree guint32 *group = g_new (guint32, n_nodes);
  Town town = { builder, rand, n_nodes, (guint32) ceil (sqrt (n_nodes)), group };

  for (guint32 node = 0; node < n_nodes; node++)
    {
      CorPosition position = { 44.0 + SPACING_DEG * (node / town.side) +
                                   g_rand_double_range (rand, 0.0, SPACING_DEG / 2.0),
                               22.0 + SPACING_DEG * (node % town.side) +
                                   g_rand_double_range (rand, 0.0, SPACING_DEG / 2.0) };

      cor_network_builder_add_node (builder, position, 0);
      group[node] = node;
    }
  add_streets (&town, FALSE);
  add_streets (&town, TRUE);

  return cor_bench_network_finish (builder, error);
}
