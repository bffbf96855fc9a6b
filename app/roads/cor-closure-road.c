/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-set-private.h"
#include "cor-snap-private.h"

/* How much longer a way may seem when it leaves the road on which both points stand. */
#define OTHER_ROAD_FACTOR 10u

/* Weighs each arc by its length, one-way or not, so that the stretch follows the road. */
static guint32 *
weigh_by_length (CorNetwork *network, guint32 road)
{
  guint32 *weights = g_new (guint32, network->n_arcs);

  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    {
      const CorNetworkLeg *leg = &network->leg[cor_network_arc_leg (network, arc)];
      guint64 weight =
          leg->road == road ? leg->length_m : (guint64) leg->length_m * OTHER_ROAD_FACTOR;

      weights[arc] = MIN (weight, COR_TRAVEL_UNREACHABLE - 1);
    }

  return weights;
}

static void
add_leg (GArray *legs, guint32 leg)
{
  if (legs->len == 0 || g_array_index (legs, guint32, legs->len - 1) != leg)
    g_array_append_val (legs, leg);
}

static CorCost
search (CorDijkstra *dijkstra,
        CorNetwork *network,
        const guint32 *weights,
        const CorSnap *from,
        const CorSnap *to,
        guint32 *end)
{
  CorSnapEnd ends[COR_SNAP_MAX_ENDS];
  guint32 wanted[COR_SNAP_MAX_ENDS];
  guint n_ends = cor_snap_list_leaving (network, weights, from, ends);
  CorCost best = COR_COST_UNREACHABLE;

  cor_dijkstra_start (dijkstra);
  for (guint i = 0; i < n_ends; i++)
    cor_dijkstra_add_start (dijkstra, ends[i].node, ends[i].cost);
  n_ends = cor_snap_list_arriving (network, weights, to, ends);
  for (guint i = 0; i < n_ends; i++)
    wanted[i] = ends[i].node;
  cor_dijkstra_run (dijkstra, weights, FALSE, wanted, n_ends);

  for (guint i = 0; i < n_ends; i++)
    {
      CorCost cost = cor_dijkstra_get_cost (dijkstra, ends[i].node);

      if (cost < COR_COST_UNREACHABLE && cost + ends[i].cost < best)
        {
          best = cost + ends[i].cost;
          *end = ends[i].node;
        }
    }

  return best;
}

/* The legs of the road between two points; the one leg there when the points are one. */
GArray *
cor_closure_find_road_legs (CorNetwork *network, CorPosition from, CorPosition to)
{
  GArray *legs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (CorDijkstra) dijkstra = NULL;
  g_autofree guint32 *weights = NULL;
  CorSnap from_snap, to_snap;
  guint32 node = COR_ROAD_NONE;
  gboolean swap = FALSE;

  if (network->n_legs == 0)
    return legs;
  weights = weigh_by_length (network, COR_ROAD_NONE);
  if (!cor_snap_find (network, weights, NULL, 0, 0, from, NULL, &from_snap) ||
      !cor_snap_find (network, weights, NULL, 0, 0, to, NULL, &to_snap))
    return legs;
  if (from_snap.leg == to_snap.leg &&
      (from_snap.node == COR_ROAD_NONE || from_snap.node == to_snap.node))
    {
      add_leg (legs, from_snap.leg);
      return legs;
    }

  g_free (weights);
  weights = weigh_by_length (network, network->leg[from_snap.leg].road);
  dijkstra = cor_dijkstra_new (network);
  if (search (dijkstra, network, weights, &from_snap, &to_snap, &node) >= COR_COST_UNREACHABLE)
    swap = search (dijkstra, network, weights, &to_snap, &from_snap, &node) < COR_COST_UNREACHABLE;
  if (node == COR_ROAD_NONE)
    return legs;

  if ((swap ? &from_snap : &to_snap)->node == COR_ROAD_NONE)
    add_leg (legs, (swap ? &from_snap : &to_snap)->leg);
  for (guint32 arc = cor_dijkstra_get_last_arc (dijkstra, node); arc != COR_ROAD_NONE;
       arc = cor_dijkstra_get_last_arc (dijkstra, network->arc_tail[arc]))
    add_leg (legs, cor_network_arc_leg (network, arc));
  if ((swap ? &to_snap : &from_snap)->node == COR_ROAD_NONE)
    add_leg (legs, (swap ? &to_snap : &from_snap)->leg);

  return legs;
}
