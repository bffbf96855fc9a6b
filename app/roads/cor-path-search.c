/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-path-search.h"

#include "cor-huge.h"
#include "cor-metric-private.h"
#include "cor-unpack.h"

/* While one upward arc is unpacked, the memory of those that follow is fetched in two steps. */
#define FETCH_FIRST 8u
#define FETCH_SECOND 4u

/* How a node was reached best. */
typedef struct
{
  CorCost cost; /* unreachable for nodes not in climbed */
  guint32 by;   /* the upward arc, none for an end */
  guint32 from; /* the node that it came from */
} Label;

/* One direction: what is known of the nodes above one of the two places. */
typedef struct
{
  Label *label;
  GArray *climbed; /* guint32: from the lowest to the top */
  guint32 at[COR_SNAP_MAX_ENDS];
  guint n_at;
  gboolean is_down;
} Climb;

/* An upward arc of the way, and once it was unpacked what it stands for. */
typedef struct
{
  CorPacked packed;
  guint32 arc;   /* of the network, or none when it is two others */
  guint32 first; /* the place of the first of the two, which the second follows */
} Part;

struct _CorPathSearch
{
  CorMetric *metric;
  CorNetwork *network;
  Climb up;   /* from the source */
  Climb down; /* to the target, against the arcs */
  guint32 summit;
  GArray *parts; /* Part */
  GArray *stack; /* guint32: places of parts */
};

static void
climb_init (Climb *self, guint32 n_nodes, gboolean is_down)
{
  self->label = cor_huge_new (n_nodes + 1, sizeof (Label));
  self->climbed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_down = is_down;
  for (guint32 node = 0; node < n_nodes; node++)
    self->label[node].cost = COR_COST_UNREACHABLE;
}

static void
climb_clear (Climb *self)
{
  cor_huge_free (self->label);
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
  climb_init (&self->up, self->network->n_nodes, FALSE);
  climb_init (&self->down, self->network->n_nodes, TRUE);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  self->stack = g_array_new (FALSE, FALSE, sizeof (guint32));

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
  g_array_unref (self->parts);
  g_array_unref (self->stack);
  g_free (self);
}

static void
start_climb (Climb *self, const CorSnapEnd *ends, guint n_ends)
{
  for (guint i = 0; i < self->climbed->len; i++)
    self->label[g_array_index (self->climbed, guint32, i)].cost = COR_COST_UNREACHABLE;
  g_array_set_size (self->climbed, 0);
  self->n_at = 0;
  for (guint i = 0; i < n_ends; i++)
    {
      Label *label = &self->label[ends[i].node];

      if (ends[i].cost < label->cost)
        {
          label->cost = ends[i].cost;
          label->by = COR_ROAD_NONE;
        }
      self->at[self->n_at++] = ends[i].node;
    }
}

/* The lowest of the nodes that the climb stands on, which has the highest number. */
static guint32
find_lowest (const Climb *self)
{
  guint32 lowest = self->at[0];

  for (guint i = 1; i < self->n_at; i++)
    lowest = MAX (lowest, self->at[i]);

  return lowest;
}

static inline __attribute__ ((always_inline)) CorCost
arc_cost (const CorMetric *metric, guint32 up, gboolean is_down, const gboolean with_lengths)
{
  guint64 weight = cor_metric_get (metric, up, is_down, with_lengths);

  return with_lengths ? weight : weight << 32;
}

static inline __attribute__ ((always_inline)) void
climb_arcs (const CorPathSearch *self, Climb *climb, guint32 node, const gboolean with_lengths)
{
  const CorNetwork *network = self->network;
  CorCost cost = climb->label[node].cost;

  for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
    {
      Label *label = &climb->label[network->cch_up_head[up]];
      CorCost there = cost + arc_cost (self->metric, up, climb->is_down, with_lengths);

      if (there < label->cost)
        *label = (Label){ there, up, node };
    }
}

/* Goes on from a node, unless all that lies above it is too far for the best way known. */
static void
climb_from (const CorPathSearch *self, Climb *climb, guint32 node, CorCost best)
{
  guint n_left = 0;

  g_array_append_val (climb->climbed, node);
  if (climb->label[node].cost < best)
    {
      if (self->metric->costs != NULL)
        climb_arcs (self, climb, node, TRUE);
      else
        climb_arcs (self, climb, node, FALSE);
    }

  /* Ends that have come to one node go on as one. */
  for (guint i = 0; i < climb->n_at; i++)
    {
      guint32 next = climb->at[i] == node ? self->network->cch_parent[node] : climb->at[i];
      gboolean is_new = next != COR_ROAD_NONE;

      for (guint j = 0; j < n_left; j++)
        is_new &= climb->at[j] != next;
      if (is_new)
        climb->at[n_left++] = next;
    }
  climb->n_at = n_left;
}

/**
 * cor_path_search_run:
 * @self: a search
 * @leaving: (array length=n_leaving): by which nodes the source is left
 * @n_leaving: how many
 * @arriving: (array length=n_arriving): by which nodes the target is entered
 * @n_arriving: how many
 *
 * Finds the quickest way; the distance of its cost counts only if the metric has lengths. Both
 * places climb the tree of the hierarchy, the lower one first, and once they have met only as far
 * as a better way may lie (Buchhold, Sanders, Wagner: Real-Time Traffic Assignment Using Engineered
 * Customizable Contraction Hierarchies, 2019).
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

  start_climb (&self->up, leaving, n_leaving);
  start_climb (&self->down, arriving, n_arriving);
  self->summit = COR_ROAD_NONE;
  while (self->up.n_at > 0 || self->down.n_at > 0)
    {
      gboolean has_up = self->up.n_at > 0;
      gboolean has_down = self->down.n_at > 0;
      guint32 up = has_up ? find_lowest (&self->up) : 0;
      guint32 down = has_down ? find_lowest (&self->down) : 0;
      guint32 node = MAX (up, down);
      CorCost cost = self->up.label[node].cost + self->down.label[node].cost;

      if (cost < best)
        {
          best = cost;
          self->summit = node;
        }
      if (has_up && up == node)
        climb_from (self, &self->up, node, best);
      if (has_down && down == node)
        climb_from (self, &self->down, node, best);
    }

  return best;
}

static void
add_part (CorPathSearch *self, CorPacked packed)
{
  Part part = { .packed = packed };

  g_array_append_val (self->parts, part);
}

/* Brings what the unpacking of a part will look at nearer to the processor. */
static inline void
fetch (const CorPathSearch *self, guint place)
{
  const CorNetwork *network = self->network;

  if (place + FETCH_FIRST < self->parts->len)
    {
      const CorPacked *packed = &g_array_index (self->parts, Part, place + FETCH_FIRST).packed;

      __builtin_prefetch (network->first_out + (packed->is_down ? packed->head : packed->tail));
      __builtin_prefetch (network->cch_first_down + packed->tail);
    }
  if (place + FETCH_SECOND < self->parts->len)
    {
      const CorPacked *packed = &g_array_index (self->parts, Part, place + FETCH_SECOND).packed;
      guint32 arc = network->first_out[packed->is_down ? packed->head : packed->tail];

      __builtin_prefetch (network->arc_head + arc);
      __builtin_prefetch (self->metric->weights_ms + arc);
      __builtin_prefetch (network->cch_down + network->cch_first_down[packed->tail]);
    }
}

/* All parts from the first on, and those that they turn out to be made of, which are added. */
static void
unpack_parts (CorPathSearch *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      CorPacked packed = g_array_index (self->parts, Part, i).packed;
      Part *part;
      CorUnpacked unpacked;

      fetch (self, i);
      cor_unpack (self->metric, &packed, &unpacked);
      part = &g_array_index (self->parts, Part, i);
      part->arc = unpacked.arc;
      part->first = self->parts->len;
      if (unpacked.arc != COR_ROAD_NONE)
        continue;
      add_part (self, unpacked.first);
      add_part (self, unpacked.second);
    }
}

/* There is room for all parts on the stack, and among the arcs. */
static void
list_part (CorPathSearch *self, guint32 place, guint32 *arcs, guint *n_arcs)
{
  guint32 *stack = (guint32 *) (gpointer) self->stack->data;
  guint n_stack = 0;

  stack[n_stack++] = place;
  while (n_stack > 0)
    {
      const Part *part = &g_array_index (self->parts, Part, stack[--n_stack]);

      if (part->arc != COR_ROAD_NONE)
        {
          arcs[(*n_arcs)++] = part->arc;
          continue;
        }
      stack[n_stack++] = part->first + 1;
      stack[n_stack++] = part->first;
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
  guint32 node = self->summit;
  guint n_up, n_way, n_arcs = arcs->len;
  guint32 *listed;

  g_array_set_size (self->parts, 0);
  for (const Label *label = &self->up.label[node]; label->by != COR_ROAD_NONE;
       label = &self->up.label[node])
    {
      node = label->from;
      add_part (self, cor_pack (self->metric, label->by, node, FALSE));
    }
  *first_node = node;
  n_up = self->parts->len;
  node = self->summit;
  for (const Label *label = &self->down.label[node]; label->by != COR_ROAD_NONE;
       label = &self->down.label[node])
    {
      node = label->from;
      add_part (self, cor_pack (self->metric, label->by, node, TRUE));
    }
  *last_node = node;
  n_way = self->parts->len;

  unpack_parts (self);
  g_array_set_size (self->stack, self->parts->len + 1);
  g_array_set_size (arcs, n_arcs + self->parts->len);
  listed = (guint32 *) (gpointer) arcs->data;
  for (guint i = n_up; i > 0; i--)
    list_part (self, i - 1, listed, &n_arcs);
  for (guint i = n_up; i < n_way; i++)
    list_part (self, i, listed, &n_arcs);
  g_array_set_size (arcs, n_arcs);
}
