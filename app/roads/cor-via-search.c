/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-via-search.h"

struct _CorViaSearch
{
  CorNetwork *network;
  guint32 *subtree_end; /* by node: the node after the last one below it; with a hierarchy */
  guint32 *place;       /* by node: the index of its via, plus one */
  GArray *vias;         /* CorVia */
  GArray *chain;        /* guint32: nodes above the ends of a place */
};

/* Nodes are numbered from the top without gaps below any, so all below one follow it. */
static guint32 *
find_subtree_ends (const CorNetwork *network)
{
  guint32 *end = g_new (guint32, network->n_nodes + 1);

  for (guint32 node = 0; node < network->n_nodes; node++)
    end[node] = node + 1;
  for (guint32 node = network->n_nodes; node > 0; node--)
    {
      guint32 parent = network->cch_parent[node - 1];

      if (parent != COR_ROAD_NONE)
        end[parent] = MAX (end[parent], end[node - 1]);
    }

  return end;
}

/**
 * cor_via_search_new:
 * @network: a network
 *
 * Returns: (transfer full): a search
 */
CorViaSearch *
cor_via_search_new (CorNetwork *network)
{
  CorViaSearch *self = g_new0 (CorViaSearch, 1);

  self->network = cor_network_ref (network);
  if (network->cch_parent != NULL)
    self->subtree_end = find_subtree_ends (network);
  self->place = g_new0 (guint32, network->n_nodes + 1);
  self->vias = g_array_new (FALSE, FALSE, sizeof (CorVia));
  self->chain = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

/**
 * cor_via_search_free:
 * @self: (transfer full): a search
 *
 * Frees @self.
 */
void
cor_via_search_free (CorViaSearch *self)
{
  cor_network_unref (self->network);
  g_free (self->subtree_end);
  g_free (self->place);
  g_array_unref (self->vias);
  g_array_unref (self->chain);
  g_free (self);
}

static CorVia *
get_via (CorViaSearch *self, guint32 index)
{
  return &g_array_index (self->vias, CorVia, index);
}

/* The index of the via that a node is; it becomes one. */
static guint32
take_via (CorViaSearch *self, guint32 node)
{
  CorVia via = { node,         COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE,
                 COR_VIA_NONE, COR_VIA_NONE,           FALSE };

  if (self->place[node] == 0)
    {
      g_array_append_val (self->vias, via);
      self->place[node] = self->vias->len;
    }

  return self->place[node] - 1;
}

static void
forget (CorViaSearch *self)
{
  for (guint i = 0; i < self->vias->len; i++)
    self->place[get_via (self, i)->node] = 0;
  g_array_set_size (self->vias, 0);
}

static guint32
add_ms (guint32 so_far_ms, guint32 more_ms)
{
  if (so_far_ms >= COR_TRAVEL_UNREACHABLE || more_ms >= COR_TRAVEL_UNREACHABLE)
    return COR_TRAVEL_UNREACHABLE;

  return MIN (so_far_ms + more_ms, COR_TRAVEL_UNREACHABLE);
}

static int
compare_from_the_lowest (gconstpointer a, gconstpointer b)
{
  guint32 one = *(const guint32 *) a;
  guint32 other = *(const guint32 *) b;

  return one > other ? -1 : one < other;
}

/* All nodes above the ends of a place, the lowest first. */
static void
list_chain (CorViaSearch *self, const CorSnapEnd *ends, guint n_ends)
{
  guint kept = 0;

  g_array_set_size (self->chain, 0);
  for (guint i = 0; i < n_ends; i++)
    for (guint32 node = ends[i].node; node != COR_ROAD_NONE; node = self->network->cch_parent[node])
      g_array_append_val (self->chain, node);
  g_array_sort (self->chain, compare_from_the_lowest);
  for (guint i = 0; i < self->chain->len; i++)
    {
      guint32 node = g_array_index (self->chain, guint32, i);

      if (kept == 0 || g_array_index (self->chain, guint32, kept - 1) != node)
        g_array_index (self->chain, guint32, kept++) = node;
    }
  g_array_set_size (self->chain, kept);
}

static void
arrive_from (CorVia *via, guint32 from_ms, guint32 before)
{
  if (from_ms >= via->from_ms)
    return;
  via->from_ms = from_ms;
  via->before = before;
}

static void
go_on_to (CorVia *via, guint32 to_ms, guint32 behind)
{
  if (to_ms >= via->to_ms)
    return;
  via->to_ms = to_ms;
  via->behind = behind;
}

/* From the ends of a place up to the top. */
static void
climb (CorViaSearch *self,
       const CorUpCost *costs,
       const CorSnapEnd *ends,
       guint n_ends,
       gboolean is_target)
{
  const CorNetwork *network = self->network;

  list_chain (self, ends, n_ends);
  for (guint i = 0; i < self->chain->len; i++)
    take_via (self, g_array_index (self->chain, guint32, i));
  for (guint i = 0; i < n_ends; i++)
    {
      CorVia *via = get_via (self, self->place[ends[i].node] - 1);

      if (is_target)
        go_on_to (via, cor_cost_time_ms (ends[i].cost), COR_VIA_NONE);
      else
        arrive_from (via, cor_cost_time_ms (ends[i].cost), COR_VIA_NONE);
    }
  for (guint i = 0; i < self->chain->len; i++)
    {
      guint32 node = g_array_index (self->chain, guint32, i);
      guint32 index = self->place[node] - 1;
      CorVia via = *get_via (self, index);

      for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
        {
          CorVia *above = get_via (self, self->place[network->cch_up_head[up]] - 1);

          if (is_target)
            go_on_to (above, add_ms (via.to_ms, cor_cost_time_ms (costs[up].down)), index);
          else
            arrive_from (above, add_ms (via.from_ms, cor_cost_time_ms (costs[up].up)), index);
        }
    }
}

/* Makes the times of a node exact by those of the nodes above it. Tells the time of the quickest
 * way over any of these. */
static guint32
settle (CorViaSearch *self, const CorUpCost *costs, guint32 node)
{
  const CorNetwork *network = self->network;
  guint32 index = take_via (self, node);
  guint32 nearest_ms = COR_TRAVEL_UNREACHABLE;
  CorVia *via = get_via (self, index);

  for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
    {
      guint32 above_index = self->place[network->cch_up_head[up]] - 1;
      const CorVia *above = get_via (self, above_index);

      arrive_from (via, add_ms (above->from_ms, cor_cost_time_ms (costs[up].down)), above_index);
      go_on_to (via, add_ms (above->to_ms, cor_cost_time_ms (costs[up].up)), above_index);
      nearest_ms = MIN (nearest_ms, add_ms (above->from_ms, above->to_ms));
    }
  via->is_exact = TRUE;

  return nearest_ms;
}

/* Down from the top, but not below a node where neither place lies and that is too far off: who is
 * to drive over a node below must come in over one of those above. */
static void
descend (CorViaSearch *self, const CorUpCost *costs, guint32 limit_ms, guint32 min_nodes)
{
  guint32 node = 0;

  while (node < self->network->n_nodes)
    {
      gboolean holds_place = self->place[node] != 0;

      if (self->subtree_end[node] - node < min_nodes)
        node = self->subtree_end[node];
      else if (settle (self, costs, node) > limit_ms && !holds_place)
        node = self->subtree_end[node];
      else
        node++;
    }
}

/**
 * cor_via_search_run:
 * @self: a search on a network with a hierarchy
 * @metric: its weights, with lengths
 * @ends: by which nodes the places are left and entered
 * @limit_ms: how long a way may take
 * @min_nodes: only nodes that have so many below them are found, themselves counted; 1: all
 * @n_vias: (out): how many
 *
 * Finds nodes between two places with their exact times, by the hierarchy alone: up from both
 * places, then down over what lies near enough (compare Delling, Goldberg, Nowatzyk, Werneck:
 * PHAST, 2011). The more nodes a node has below it, the farther it is to the next such node, so
 * with @min_nodes a few thousand stand for millions.
 *
 * Returns: (transfer none) (array length=n_vias): all that lie within the limit, and some others;
 *   good until the next run
 */
const CorVia *
cor_via_search_run (CorViaSearch *self,
                    CorMetric *metric,
                    const CorRouterEnds *ends,
                    guint32 limit_ms,
                    guint32 min_nodes,
                    gsize *n_vias)
{
  const CorUpCost *costs = cor_metric_get_costs (metric);

  forget (self);
  climb (self, costs, ends->leaving, ends->n_leaving, FALSE);
  climb (self, costs, ends->arriving, ends->n_arriving, TRUE);
  descend (self, costs, limit_ms, MAX (min_nodes, 1));
  *n_vias = self->vias->len;

  return (const CorVia *) (gpointer) self->vias->data;
}

static void
search (CorViaSearch *self,
        CorDijkstra *dijkstra,
        const guint32 *weights_ms,
        const CorSnapEnd *ends,
        guint n_ends,
        gboolean is_target)
{
  const CorNetwork *network = self->network;

  cor_dijkstra_start (dijkstra);
  for (guint i = 0; i < n_ends; i++)
    cor_dijkstra_add_start (dijkstra, ends[i].node, ends[i].cost);
  cor_dijkstra_run (dijkstra, weights_ms, is_target, NULL, 0);
  for (guint32 node = 0; node < network->n_nodes; node++)
    {
      guint32 time_ms = cor_cost_time_ms (cor_dijkstra_get_cost (dijkstra, node));
      guint32 arc = time_ms < COR_TRAVEL_UNREACHABLE ? cor_dijkstra_get_last_arc (dijkstra, node)
                                                     : COR_ROAD_NONE;

      if (is_target)
        go_on_to (get_via (self, node), time_ms,
                  arc != COR_ROAD_NONE ? network->arc_head[arc] : COR_VIA_NONE);
      else
        arrive_from (get_via (self, node), time_ms,
                     arc != COR_ROAD_NONE ? network->arc_tail[arc] : COR_VIA_NONE);
    }
}

/**
 * cor_via_search_run_plainly:
 * @self: a search
 * @dijkstra: the plain search of its network
 * @weights_ms: travel time of each arc
 * @ends: by which nodes the places are left and entered
 * @n_vias: (out): how many
 *
 * Does the same for small networks, which have no hierarchy.
 *
 * Returns: (transfer none) (array length=n_vias): all nodes, by number; good until the next run
 */
const CorVia *
cor_via_search_run_plainly (CorViaSearch *self,
                            CorDijkstra *dijkstra,
                            const guint32 *weights_ms,
                            const CorRouterEnds *ends,
                            gsize *n_vias)
{
  forget (self);
  for (guint32 node = 0; node < self->network->n_nodes; node++)
    get_via (self, take_via (self, node))->is_exact = TRUE;
  search (self, dijkstra, weights_ms, ends->leaving, ends->n_leaving, FALSE);
  search (self, dijkstra, weights_ms, ends->arriving, ends->n_arriving, TRUE);
  *n_vias = self->vias->len;

  return (const CorVia *) (gpointer) self->vias->data;
}

/**
 * cor_via_search_find:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: the index of the via that it is, or %COR_VIA_NONE
 */
guint32
cor_via_search_find (CorViaSearch *self, guint32 node)
{
  return self->place[node] - 1;
}
