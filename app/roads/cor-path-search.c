/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-path-search.h"

#include "cor-unpack.h"

/* One direction: what is known of the nodes above one of the two places. */
typedef struct
{
  CorCost *cost;   /* unreachable for nodes not in climbed */
  guint32 *by;     /* the upward arc by which a node was reached best, none for an end */
  guint32 *from;   /* the node that it came from */
  GArray *climbed; /* guint32: from the lowest to the top */
} Climb;

/* An upward arc to be unpacked. */
typedef struct
{
  guint32 up;
  guint32 tail;
  gboolean is_down;
} Packed;

struct _CorPathSearch
{
  CorMetric *metric;
  CorNetwork *network;
  Climb up;   /* from the source */
  Climb down; /* to the target, against the arcs */
  guint32 summit;
  GArray *stack; /* Packed */
};

static void
climb_init (Climb *self, guint32 n_nodes)
{
  self->cost = g_new (CorCost, n_nodes + 1);
  self->by = g_new (guint32, n_nodes + 1);
  self->from = g_new (guint32, n_nodes + 1);
  self->climbed = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 node = 0; node < n_nodes; node++)
    self->cost[node] = COR_COST_UNREACHABLE;
}

static void
climb_clear (Climb *self)
{
  g_free (self->cost);
  g_free (self->by);
  g_free (self->from);
  g_array_unref (self->climbed);
}

/**
 * cor_path_search_new:
 * @metric: a metric; it must be kept as long as the search
 *
 * Returns: (transfer full): a search
 */
CorPathSearch *
cor_path_search_new (CorMetric *metric)
{
  CorPathSearch *self = g_new0 (CorPathSearch, 1);

  self->metric = metric;
  self->network = cor_network_ref (cor_metric_get_network (metric));
  climb_init (&self->up, self->network->n_nodes);
  climb_init (&self->down, self->network->n_nodes);
  self->stack = g_array_new (FALSE, FALSE, sizeof (Packed));

  return self;
}

/**
 * cor_path_search_free:
 * @self: (transfer full): a search
 */
void
cor_path_search_free (CorPathSearch *self)
{
  cor_network_unref (self->network);
  climb_clear (&self->up);
  climb_clear (&self->down);
  g_array_unref (self->stack);
  g_free (self);
}

static void
climb_from (CorPathSearch *self, Climb *climb, guint32 node, gboolean is_down)
{
  const CorNetwork *network = self->network;
  const CorUpWeight *ms = cor_metric_get_times_ms (self->metric);
  const CorUpWeight *m = cor_metric_get_lengths_m (self->metric);
  CorCost cost = climb->cost[node];

  g_array_append_val (climb->climbed, node);
  if (cost >= COR_COST_UNREACHABLE)
    return;
  for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
    {
      guint32 head = network->cch_up_head[up];
      CorCost there = cost + cor_unpack_cost (ms, m, up, is_down);

      if (there < climb->cost[head])
        {
          climb->cost[head] = there;
          climb->by[head] = up;
          climb->from[head] = node;
        }
    }
}

/* Climbs from all ends, always from the lowest of the nodes, which has the highest number. */
static void
climb (CorPathSearch *self, Climb *climbing, const CorSnapEnd *ends, guint n_ends, gboolean is_down)
{
  guint32 at[COR_SNAP_MAX_ENDS];
  guint n_at = 0;

  for (guint i = 0; i < climbing->climbed->len; i++)
    climbing->cost[g_array_index (climbing->climbed, guint32, i)] = COR_COST_UNREACHABLE;
  g_array_set_size (climbing->climbed, 0);
  for (guint i = 0; i < n_ends; i++)
    {
      if (ends[i].cost < climbing->cost[ends[i].node])
        {
          climbing->cost[ends[i].node] = ends[i].cost;
          climbing->by[ends[i].node] = COR_ROAD_NONE;
        }
      at[n_at++] = ends[i].node;
    }
  while (n_at > 0)
    {
      guint32 node = at[0];
      guint n_left = 0;

      for (guint i = 1; i < n_at; i++)
        node = MAX (node, at[i]);
      climb_from (self, climbing, node, is_down);

      /* Ends that have come to one node go on as one. */
      for (guint i = 0; i < n_at; i++)
        {
          guint32 next = at[i] == node ? self->network->cch_parent[node] : at[i];
          gboolean is_new = next != COR_ROAD_NONE;

          for (guint j = 0; j < n_left; j++)
            is_new &= at[j] != next;
          if (is_new)
            at[n_left++] = next;
        }
      n_at = n_left;
    }
}

/**
 * cor_path_search_run:
 * @self: a search
 * @leaving: (array length=n_leaving): by which nodes the source is left
 * @n_leaving: how many
 * @arriving: (array length=n_arriving): by which nodes the target is entered
 * @n_arriving: how many
 *
 * Finds the quickest way; the distance of its cost counts only if the metric has lengths.
 *
 * Returns: its cost, or %COR_COST_UNREACHABLE
 */
CorCost
cor_path_search_run (CorPathSearch *self,
                     const CorSnapEnd *leaving,
                     guint n_leaving,
                     const CorSnapEnd *arriving,
                     guint n_arriving)
{
  CorCost best = COR_COST_UNREACHABLE;

  climb (self, &self->up, leaving, n_leaving, FALSE);
  climb (self, &self->down, arriving, n_arriving, TRUE);
  self->summit = COR_ROAD_NONE;
  for (guint i = 0; i < self->up.climbed->len; i++)
    {
      guint32 node = g_array_index (self->up.climbed, guint32, i);
      CorCost cost = self->up.cost[node] + self->down.cost[node];

      if (cost < best)
        {
          best = cost;
          self->summit = node;
        }
    }

  return best;
}

static void
push (CorPathSearch *self, guint32 up, guint32 tail, gboolean is_down)
{
  Packed packed = { up, tail, is_down };

  g_array_append_val (self->stack, packed);
}

static void
unpack (CorPathSearch *self, guint32 up, guint32 tail, gboolean is_down, GArray *arcs)
{
  push (self, up, tail, is_down);
  while (self->stack->len > 0)
    {
      Packed packed = g_array_index (self->stack, Packed, self->stack->len - 1);
      CorUnpacked parts;

      g_array_set_size (self->stack, self->stack->len - 1);
      cor_unpack (self->metric, packed.up, packed.tail, packed.is_down, &parts);
      if (parts.arc != COR_ROAD_NONE)
        {
          g_array_append_val (arcs, parts.arc);
          continue;
        }
      push (self, parts.second, parts.low, FALSE);
      push (self, parts.first, parts.low, TRUE);
    }
}

/**
 * cor_path_search_list_arcs:
 * @self: a search that found a way
 * @arcs: (element-type guint32): takes the arcs, in driving order
 * @first_node: (out): by which node the source is left
 * @last_node: (out): by which node the target is entered
 *
 * Tells the way that was found last.
 */
void
cor_path_search_list_arcs (CorPathSearch *self,
                           GArray *arcs,
                           guint32 *first_node,
                           guint32 *last_node)
{
  g_autoptr (GArray) climbed = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 node = self->summit;

  for (; self->up.by[node] != COR_ROAD_NONE; node = self->up.from[node])
    g_array_append_val (climbed, node);
  *first_node = node;
  for (guint i = climbed->len; i > 0; i--)
    {
      node = g_array_index (climbed, guint32, i - 1);
      unpack (self, self->up.by[node], self->up.from[node], FALSE, arcs);
    }

  node = self->summit;
  for (; self->down.by[node] != COR_ROAD_NONE; node = self->down.from[node])
    unpack (self, self->down.by[node], self->down.from[node], TRUE, arcs);
  *last_node = node;
}
