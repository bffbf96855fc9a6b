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
add_side (GArray *sides, guint32 leg, gboolean backward)
{
  guint32 side = leg << 1 | (backward ? 1 : 0);

  if (sides->len == 0 || g_array_index (sides, guint32, sides->len - 1) >> 1 != leg)
    g_array_append_val (sides, side);
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

/* The one side when both points stand on one leg, in the direction from the first to the second. */
static void
stay_on_leg (const CorSnap *from, const CorSnap *to, CorClosureStretch *stretch)
{
  add_side (stretch->sides, from->leg, to->along < from->along);
  stretch->first_along = from->along;
  stretch->last_along = to->along;
}

static void
reverse (CorClosureStretch *stretch)
{
  guint32 *sides = (guint32 *) stretch->sides->data;
  guint n = stretch->sides->len;
  guint32 first_along = stretch->first_along;

  for (guint i = 0; i < (n + 1) / 2; i++)
    {
      guint32 side = sides[i];

      sides[i] = sides[n - 1 - i] ^ 1;
      sides[n - 1 - i] = side ^ 1;
    }
  stretch->first_along = stretch->last_along;
  stretch->last_along = first_along;
}

/* Lists the sides of the way that was found, from its end backward, then turns them about. */
static void
list_sides (CorDijkstra *dijkstra,
            CorNetwork *network,
            const CorSnap *from,
            const CorSnap *to,
            guint32 node,
            CorClosureStretch *stretch)
{
  guint32 first_node = node;

  if (to->node == COR_ROAD_NONE)
    add_side (stretch->sides, to->leg,
              network->leg[to->leg].from_node != cor_network_base_node (network, node));
  for (guint32 arc = cor_dijkstra_get_last_arc (dijkstra, node); arc != COR_ROAD_NONE;
       arc = cor_dijkstra_get_last_arc (dijkstra, first_node))
    {
      first_node = network->arc_tail[arc];
      add_side (stretch->sides, cor_network_arc_leg (network, arc),
                cor_network_arc_is_backward (network, arc));
    }
  if (from->node == COR_ROAD_NONE)
    add_side (stretch->sides, from->leg,
              network->leg[from->leg].to_node != cor_network_base_node (network, first_node));
  for (guint i = 0; i < stretch->sides->len; i++)
    g_array_index (stretch->sides, guint32, i) ^= 1;
  reverse (stretch);
}

/* Where on its first and last side the stretch begins and ends. */
static void
set_ends (CorClosureStretch *stretch, const CorSnap *from, const CorSnap *to)
{
  gboolean begins_backward = g_array_index (stretch->sides, guint32, 0) & 1;
  gboolean ends_backward = g_array_index (stretch->sides, guint32, stretch->sides->len - 1) & 1;

  stretch->first_along = from->node == COR_ROAD_NONE ? from->along
                         : begins_backward           ? COR_SNAP_WHOLE_LEG
                                                     : 0;
  stretch->last_along = to->node == COR_ROAD_NONE ? to->along
                        : ends_backward           ? 0
                                                  : COR_SNAP_WHOLE_LEG;
}

/* The sides of the road from one point to another; one side when the points stand on one leg. */
void
cor_closure_find_stretch (CorNetwork *network,
                          CorPosition from,
                          CorPosition to,
                          CorClosureStretch *stretch)
{
  g_autoptr (CorDijkstra) dijkstra = NULL;
  g_autofree guint32 *weights = NULL;
  CorSnap from_snap, to_snap;
  guint32 node = COR_ROAD_NONE;
  gboolean is_swapped = FALSE;

  if (network->n_legs == 0)
    return;
  weights = weigh_by_length (network, COR_ROAD_NONE);
  if (!cor_snap_find (network, weights, NULL, 0, 0, from, NULL, &from_snap) ||
      !cor_snap_find (network, weights, NULL, 0, 0, to, NULL, &to_snap))
    return;
  if (from_snap.leg == to_snap.leg &&
      (from_snap.node == COR_ROAD_NONE || from_snap.node == to_snap.node))
    {
      stay_on_leg (&from_snap, &to_snap, stretch);
      return;
    }

  g_free (weights);
  weights = weigh_by_length (network, network->leg[from_snap.leg].road);
  dijkstra = cor_dijkstra_new (network);
  if (search (dijkstra, network, weights, &from_snap, &to_snap, &node) >= COR_COST_UNREACHABLE)
    is_swapped =
        search (dijkstra, network, weights, &to_snap, &from_snap, &node) < COR_COST_UNREACHABLE;
  if (node == COR_ROAD_NONE)
    return;

  list_sides (dijkstra, network, is_swapped ? &to_snap : &from_snap,
              is_swapped ? &from_snap : &to_snap, node, stretch);
  if (stretch->sides->len > 0)
    set_ends (stretch, is_swapped ? &to_snap : &from_snap, is_swapped ? &from_snap : &to_snap);
  if (is_swapped)
    reverse (stretch);
}
