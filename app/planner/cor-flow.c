/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-flow.h"

/*
 * The primal network simplex method (Dantzig 1951; Ahuja, Magnanti, Orlin, "Network Flows", 1993,
 * chapter 11) on strongly feasible spanning trees (Cunningham 1976), which rule out cycling: in
 * such a tree every node can send one unit more towards the root, the sink. Costs, amounts and
 * potentials are whole numbers, the order of arcs decides every tie, so the same flow comes out
 * everywhere.
 *
 * The caller names for every node a first arc that leads on towards the sink and has room. Those
 * arcs are the first tree, so that no artificial arcs are needed.
 */

#define NONE G_MAXUINT32
#define MIN_BLOCK 64u
#define PIVOTS_PER_CHECK 64u

typedef enum
{
  AT_CAPACITY = -1,
  IN_TREE = 0,
  EMPTY = 1,
} ArcState;

typedef struct
{
  gint64 cost;
  guint32 from;
  guint32 to;
  gint32 state; /* ArcState */
} Arc;

typedef struct
{
  guint32 capacity;
  guint32 amount;
} Load;

typedef struct
{
  gint64 potential;
  guint32 parent;
  guint32 arc; /* the tree arc to or from the parent */
  guint32 depth;
  guint32 first_child;
  guint32 next;
  guint32 previous;
  gboolean up; /* whether the arc leads to the parent */
} Node;

struct _CorFlow
{
  GArray *nodes;    /* Node */
  GArray *arcs;     /* Arc */
  GArray *loads;    /* Load, of each arc */
  GArray *supplies; /* guint32, of each node */
  guint32 next_arc; /* where the search for the entering arc goes on */
  guint n_pivots;
};

#define NODE(self, i) (&g_array_index ((self)->nodes, Node, (i)))
#define ARC(self, i) (&g_array_index ((self)->arcs, Arc, (i)))
#define LOAD(self, i) (&g_array_index ((self)->loads, Load, (i)))

/* What one unit more along a cycle runs into first. */
typedef struct
{
  guint32 delta;
  guint32 leaving_node; /* the lower end of the leaving arc; NONE: the entering arc itself */
  gboolean on_first_side;
} Block;

static void
unlink_child (CorFlow *self, guint32 child)
{
  Node *node = NODE (self, child);

  if (node->previous != NONE)
    NODE (self, node->previous)->next = node->next;
  else
    NODE (self, node->parent)->first_child = node->next;
  if (node->next != NONE)
    NODE (self, node->next)->previous = node->previous;
}

static void
link_child (CorFlow *self, guint32 child, guint32 parent, guint32 arc)
{
  Node *node = NODE (self, child);
  Node *above = NODE (self, parent);

  node->parent = parent;
  node->arc = arc;
  node->up = ARC (self, arc)->from == child;
  node->previous = NONE;
  node->next = above->first_child;
  if (node->next != NONE)
    NODE (self, node->next)->previous = child;
  above->first_child = child;
}

static guint32
next_in_subtree (CorFlow *self, guint32 root, guint32 index)
{
  if (NODE (self, index)->first_child != NONE)
    return NODE (self, index)->first_child;

  while (index != root && NODE (self, index)->next == NONE)
    index = NODE (self, index)->parent;

  return index == root ? NONE : NODE (self, index)->next;
}

/* The first tree: potentials, depths and amounts from the first arcs. */
static void
plant_tree (CorFlow *self)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = self->nodes->len; i-- > 1;)
    {
      guint32 arc = NODE (self, i)->arc;

      g_assert (arc != NONE && ARC (self, arc)->from == i);
      ARC (self, arc)->state = IN_TREE;
      link_child (self, i, ARC (self, arc)->to, arc);
    }

  for (guint32 i = COR_FLOW_SINK; i != NONE; i = next_in_subtree (self, COR_FLOW_SINK, i))
    {
      Node *node = NODE (self, i);

      g_array_append_val (order, i);
      if (i == COR_FLOW_SINK)
        continue;
      node->depth = NODE (self, node->parent)->depth + 1;
      node->potential = NODE (self, node->parent)->potential - ARC (self, node->arc)->cost;
      LOAD (self, node->arc)->amount = g_array_index (self->supplies, guint32, i);
    }
  g_assert (order->len == self->nodes->len);

  for (guint i = order->len; i-- > 1;)
    {
      Node *node = NODE (self, g_array_index (order, guint32, i));
      Load *load = LOAD (self, node->arc);

      g_assert (load->amount < load->capacity);
      if (node->parent != COR_FLOW_SINK)
        LOAD (self, NODE (self, node->parent)->arc)->amount += load->amount;
    }
}

/* Looks through the arcs block by block for the one that gains most per unit. */
static guint32
find_entering (CorFlow *self)
{
  const Arc *arcs = &g_array_index (self->arcs, Arc, 0);
  const Node *nodes = &g_array_index (self->nodes, Node, 0);
  guint32 n_arcs = self->arcs->len;
  guint32 block = MAX (MIN_BLOCK, n_arcs / 64);
  guint32 best = NONE, in_block = 0, i = self->next_arc;
  gint64 best_gain = 0;

  for (guint32 n_seen = 0; n_seen < n_arcs; n_seen++)
    {
      const Arc *arc = &arcs[i];
      gint64 gain =
          -arc->state * (arc->cost + nodes[arc->from].potential - nodes[arc->to].potential);

      if (gain > best_gain)
        {
          best_gain = gain;
          best = i;
        }
      if (++i == n_arcs)
        i = 0;
      if (++in_block >= block)
        {
          if (best != NONE)
            break;
          in_block = 0;
        }
    }
  self->next_arc = i;

  return best;
}

static guint32
get_room (CorFlow *self, const Node *node, gboolean towards_root)
{
  const Load *load = LOAD (self, node->arc);

  return node->up == towards_root ? load->capacity - load->amount : load->amount;
}

static guint32
find_join (CorFlow *self, guint32 a, guint32 b)
{
  while (a != b)
    if (NODE (self, a)->depth >= NODE (self, b)->depth)
      a = NODE (self, a)->parent;
    else
      b = NODE (self, b)->parent;

  return a;
}

/* Of the arcs that leave no more room, the last in the direction of the flow, seen from the node
 * where the two sides join, leaves the tree: that keeps it strongly feasible. */
static Block
find_block (CorFlow *self, guint32 entering, guint32 first, guint32 second, guint32 join)
{
  Block block = { LOAD (self, entering)->capacity, NONE, FALSE };

  for (guint32 i = first; i != join; i = NODE (self, i)->parent)
    {
      guint32 room = get_room (self, NODE (self, i), FALSE);

      if (room < block.delta)
        block = (Block){ room, i, TRUE };
    }
  for (guint32 i = second; i != join; i = NODE (self, i)->parent)
    {
      guint32 room = get_room (self, NODE (self, i), TRUE);

      if (room <= block.delta)
        block = (Block){ room, i, FALSE };
    }

  return block;
}

static void
add_amount (Load *load, gboolean along, guint32 delta)
{
  load->amount = along ? load->amount + delta : load->amount - delta;
}

static void
push_around (CorFlow *self,
             guint32 entering,
             guint32 first,
             guint32 second,
             guint32 join,
             guint32 delta)
{
  if (delta == 0)
    return;

  add_amount (LOAD (self, entering), ARC (self, entering)->state == EMPTY, delta);
  for (guint32 i = first; i != join; i = NODE (self, i)->parent)
    add_amount (LOAD (self, NODE (self, i)->arc), !NODE (self, i)->up, delta);
  for (guint32 i = second; i != join; i = NODE (self, i)->parent)
    add_amount (LOAD (self, NODE (self, i)->arc), NODE (self, i)->up, delta);
}

/* Hangs the part of the tree below @cut onto @outside by @arc, @inside becoming its top. */
static void
regraft (CorFlow *self, guint32 cut, guint32 inside, guint32 outside, guint32 arc)
{
  guint32 child = inside, parent = outside, link = arc;
  gint64 shift;

  for (;;)
    {
      guint32 old_parent = NODE (self, child)->parent;
      guint32 old_link = NODE (self, child)->arc;

      unlink_child (self, child);
      link_child (self, child, parent, link);
      if (child == cut)
        break;
      parent = child;
      child = old_parent;
      link = old_link;
    }

  shift = ARC (self, arc)->cost + NODE (self, ARC (self, arc)->from)->potential -
          NODE (self, ARC (self, arc)->to)->potential;
  if (ARC (self, arc)->from == inside)
    shift = -shift;
  for (guint32 i = inside; i != NONE; i = next_in_subtree (self, inside, i))
    {
      NODE (self, i)->potential += shift;
      NODE (self, i)->depth = NODE (self, NODE (self, i)->parent)->depth + 1;
    }
}

static void
pivot (CorFlow *self, guint32 entering)
{
  Arc *arc = ARC (self, entering);
  guint32 first = arc->state == EMPTY ? arc->from : arc->to;
  guint32 second = arc->state == EMPTY ? arc->to : arc->from;
  guint32 join = find_join (self, first, second);
  Block block = find_block (self, entering, first, second, join);
  guint32 leaving;

  self->n_pivots++;
  push_around (self, entering, first, second, join, block.delta);
  if (block.leaving_node == NONE)
    {
      arc->state = -arc->state;
      return;
    }

  leaving = NODE (self, block.leaving_node)->arc;
  arc->state = IN_TREE;
  ARC (self, leaving)->state = LOAD (self, leaving)->amount == 0 ? EMPTY : AT_CAPACITY;
  if (block.on_first_side)
    regraft (self, block.leaving_node, first, second, entering);
  else
    regraft (self, block.leaving_node, second, first, entering);
}

/**
 * cor_flow_new:
 *
 * Returns: (transfer full): a flow with no node but the sink
 */
CorFlow *
cor_flow_new (void)
{
  CorFlow *self = g_new0 (CorFlow, 1);

  self->nodes = g_array_new (FALSE, FALSE, sizeof (Node));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (Arc));
  self->loads = g_array_new (FALSE, FALSE, sizeof (Load));
  self->supplies = g_array_new (FALSE, FALSE, sizeof (guint32));
  cor_flow_add_node (self, 0);

  return self;
}

/**
 * cor_flow_free:
 * @self: (transfer full): a flow
 *
 * Frees @self.
 */
void
cor_flow_free (CorFlow *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->arcs);
  g_array_unref (self->loads);
  g_array_unref (self->supplies);
  g_free (self);
}

/**
 * cor_flow_add_node:
 * @self: a flow
 * @supply: units that begin there
 *
 * Returns: the new node
 */
guint
cor_flow_add_node (CorFlow *self, guint32 supply)
{
  Node node = { .parent = NONE, .arc = NONE, .first_child = NONE, .next = NONE, .previous = NONE };

  g_array_append_val (self->nodes, node);
  g_array_append_val (self->supplies, supply);

  return self->nodes->len - 1;
}

/**
 * cor_flow_add_arc:
 * @self: a flow
 * @from: a node
 * @to: another
 * @capacity: units that it takes, or %COR_FLOW_UNLIMITED
 * @cost: of one unit
 *
 * Returns: the new arc
 */
guint
cor_flow_add_arc (CorFlow *self, guint from, guint to, guint32 capacity, gint64 cost)
{
  Arc arc = { cost, from, to, EMPTY };
  Load load = { capacity, 0 };

  g_assert (from < self->nodes->len && to < self->nodes->len);
  g_array_append_val (self->arcs, arc);
  g_array_append_val (self->loads, load);

  return self->arcs->len - 1;
}

/**
 * cor_flow_set_first_arc:
 * @self: a flow
 * @node: a node, not the sink
 * @arc: one of the arcs that leave it
 *
 * Says by which arc the first solution leads from @node towards the sink. Every node needs one;
 * there must be more room on them than is supplied.
 */
void
cor_flow_set_first_arc (CorFlow *self, guint node, guint arc)
{
  NODE (self, node)->arc = arc;
}

/**
 * cor_flow_solve:
 * @self: a flow; can be solved once
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds the flow of least cost.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_flow_solve (CorFlow *self, CorProgress *progress, GError **error)
{
  guint32 entering;

  plant_tree (self);
  while ((entering = find_entering (self)) != NONE)
    {
      pivot (self, entering);
      if (self->n_pivots % PIVOTS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * cor_flow_get_amount:
 * @self: a flow that was solved
 * @arc: an arc
 *
 * Returns: units along it
 */
guint32
cor_flow_get_amount (const CorFlow *self, guint arc)
{
  return LOAD (self, arc)->amount;
}

/**
 * cor_flow_get_n_pivots:
 * @self: a flow that was solved
 *
 * Returns: how many steps it took, for benchmarks
 */
guint
cor_flow_get_n_pivots (const CorFlow *self)
{
  return self->n_pivots;
}
