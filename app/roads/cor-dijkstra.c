/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-dijkstra.h"

#include "cor-node-queue.h"

struct _CorDijkstra
{
  CorNetwork *network;
  const guint32 *carried; /* (nullable): by leg: what counts in place of its length */
  CorNodeQueue *queue;
  CorCost *cost;
  guint32 *last_arc;
  guint32 *seen_in; /* in which search a node was seen last; all else of it is stale before */
  guint32 *wanted_in;
  guint32 search;
};

/**
 * cor_dijkstra_new:
 * @network: a network
 *
 * Returns: (transfer full): a search over it
 */
CorDijkstra *
cor_dijkstra_new (CorNetwork *network)
{
  CorDijkstra *self = g_new0 (CorDijkstra, 1);

  self->network = cor_network_ref (network);
  self->queue = cor_node_queue_new (network->n_nodes);
  self->cost = g_new (CorCost, network->n_nodes);
  self->last_arc = g_new (guint32, network->n_nodes);
  self->seen_in = g_new0 (guint32, network->n_nodes);
  self->wanted_in = g_new0 (guint32, network->n_nodes);

  return self;
}

/**
 * cor_dijkstra_free:
 * @self: (transfer full): a search
 */
void
cor_dijkstra_free (CorDijkstra *self)
{
  cor_network_unref (self->network);
  cor_node_queue_free (self->queue);
  g_free (self->cost);
  g_free (self->last_arc);
  g_free (self->seen_in);
  g_free (self->wanted_in);
  g_free (self);
}

/**
 * cor_dijkstra_start:
 * @self: a search
 *
 * Forgets the search before.
 */
void
cor_dijkstra_start (CorDijkstra *self)
{
  cor_node_queue_clear (self->queue);
  self->search++;
}

static void
reach (CorDijkstra *self, guint32 node, CorCost cost, guint32 arc)
{
  if (cost >= COR_COST_UNREACHABLE)
    return;
  if (self->seen_in[node] == self->search && self->cost[node] <= cost)
    return;
  self->seen_in[node] = self->search;
  self->cost[node] = cost;
  self->last_arc[node] = arc;
  cor_node_queue_put (self->queue, node, cost);
}

/**
 * cor_dijkstra_add_start:
 * @self: a search
 * @node: where it may begin
 * @cost: what beginning there costs
 */
void
cor_dijkstra_add_start (CorDijkstra *self, guint32 node, CorCost cost)
{
  reach (self, node, cost, COR_ROAD_NONE);
}

static void
drive (CorDijkstra *self, guint32 arc, guint32 node, const guint32 *weights_ms, CorCost cost)
{
  if (weights_ms[arc] < COR_TRAVEL_UNREACHABLE)
    {
      guint32 leg = cor_network_arc_leg (self->network, arc);
      guint32 added = self->carried != NULL ? self->carried[leg] : self->network->leg[leg].length_m;

      reach (self, node, cost + cor_cost (weights_ms[arc], added), arc);
    }
}

/**
 * cor_dijkstra_set_carried:
 * @self: a search
 * @carried: (nullable) (array): of each leg, what counts in place of its length from now on; the
 *   caller keeps it; %NULL for the length
 */
void
cor_dijkstra_set_carried (CorDijkstra *self, const guint32 *carried)
{
  self->carried = carried;
}

static gsize
mark_wanted (CorDijkstra *self, const guint32 *wanted, gsize n_wanted)
{
  gsize n_left = 0;

  for (gsize i = 0; i < n_wanted; i++)
    {
      n_left += self->wanted_in[wanted[i]] != self->search;
      self->wanted_in[wanted[i]] = self->search;
    }

  return n_left;
}

/**
 * cor_dijkstra_run:
 * @self: a search with at least one start
 * @weights_ms: travel time of each arc
 * @backward: whether to search against the arcs, so that costs are those to the starts
 * @wanted: (array length=n_wanted) (nullable): the search may end once these nodes are settled
 * @n_wanted: how many; 0 to settle all nodes
 */
void
cor_dijkstra_run (CorDijkstra *self,
                  const guint32 *weights_ms,
                  gboolean backward,
                  const guint32 *wanted,
                  gsize n_wanted)
{
  const CorNetwork *network = self->network;
  gsize n_left = mark_wanted (self, wanted, n_wanted);
  guint32 node;
  CorCost cost;

  while (cor_node_queue_take (self->queue, &node, &cost))
    {
      if (self->wanted_in[node] == self->search && n_wanted > 0 && --n_left == 0)
        break;
      if (backward)
        {
          for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
            drive (self, network->in_arc[i], network->arc_tail[network->in_arc[i]], weights_ms,
                   cost);
        }
      else
        {
          for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
            drive (self, arc, network->arc_head[arc], weights_ms, cost);
        }
    }
}

/**
 * cor_dijkstra_get_cost:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: its cost, or %COR_COST_UNREACHABLE
 */
CorCost
cor_dijkstra_get_cost (CorDijkstra *self, guint32 node)
{
  return self->seen_in[node] == self->search ? self->cost[node] : COR_COST_UNREACHABLE;
}

/**
 * cor_dijkstra_get_last_arc:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: the arc by which the search came to it, or %COR_ROAD_NONE for a start and for a node
 *   that was not reached
 */
guint32
cor_dijkstra_get_last_arc (CorDijkstra *self, guint32 node)
{
  return self->seen_in[node] == self->search ? self->last_arc[node] : COR_ROAD_NONE;
}
