/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-flow.h"

#include <string.h>

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
#define N_BLOCKS 128u
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
  guint32 parent;
  guint32 arc;      /* the tree arc to or from the parent */
  guint32 previous; /* in the order of the tree: each node before those below it */
  guint32 last;     /* of itself and those below it, in that order */
  gboolean up;      /* whether the arc leads to the parent */
} Node;

/* A node on the way from one that becomes the top of a part of the tree to the old top. */
typedef struct
{
  guint32 node;
  guint32 previous;
  guint32 last;
  guint32 after; /* the node after the last one */
} Step;

struct _CorFlow
{
  GArray *nodes;      /* Node */
  gint64 *potentials; /* of each node; this and the next two apart, as they are what takes time */
  guint32 *depths;
  guint32 *next;    /* in the order of the tree; after the last comes the sink */
  GArray *path;     /* Step, kept for the next time */
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
join_order (CorFlow *self, guint32 node, guint32 next)
{
  self->next[node] = next;
  NODE (self, next)->previous = node;
}

static void
set_parent (CorFlow *self, guint32 node, guint32 parent, guint32 arc)
{
  NODE (self, node)->parent = parent;
  NODE (self, node)->arc = arc;
  NODE (self, node)->up = ARC (self, arc)->from == node;
}

/* The part of the tree from @top to @last, which is in order, becomes a part of that of @parent. */
static void
put_in_order (CorFlow *self, guint32 parent, guint32 top, guint32 last)
{
  join_order (self, last, self->next[parent]);
  join_order (self, parent, top);
  for (guint32 i = parent; i != NONE && NODE (self, i)->last == parent; i = NODE (self, i)->parent)
    NODE (self, i)->last = last;
}

static void
take_out_of_order (CorFlow *self, guint32 top)
{
  guint32 last = NODE (self, top)->last, previous = NODE (self, top)->previous;

  for (guint32 i = NODE (self, top)->parent; i != NONE && NODE (self, i)->last == last;
       i = NODE (self, i)->parent)
    NODE (self, i)->last = previous;
  join_order (self, previous, self->next[last]);
}

/* Puts each node behind the one that its first arc leads to, which may be put later itself. */
static void
order_first_tree (CorFlow *self)
{
  guint32 n_nodes = self->nodes->len;
  g_autofree guint32 *first = g_new (guint32, n_nodes);
  g_autofree guint32 *sibling = g_new (guint32, n_nodes);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 sink = COR_FLOW_SINK;

  memset (first, 0xff, n_nodes * sizeof *first);
  for (guint32 i = 1; i < n_nodes; i++)
    {
      guint32 parent = ARC (self, NODE (self, i)->arc)->to;

      sibling[i] = first[parent];
      first[parent] = i;
      set_parent (self, i, parent, NODE (self, i)->arc);
    }
  for (guint32 i = 0; i < n_nodes; i++)
    NODE (self, i)->last = i;
  g_array_append_val (waiting, sink);
  for (guint i = 0; i < waiting->len; i++)
    for (guint32 j = first[g_array_index (waiting, guint32, i)]; j != NONE; j = sibling[j])
      {
        put_in_order (self, NODE (self, j)->parent, j, j);
        g_array_append_val (waiting, j);
      }
  g_assert (waiting->len == n_nodes);
}

/* The first tree: potentials, depths and amounts from the first arcs. */
static void
plant_tree (CorFlow *self)
{
  guint32 n_nodes = self->nodes->len;

  self->potentials = g_new0 (gint64, n_nodes);
  self->depths = g_new0 (guint32, n_nodes);
  self->next = g_new0 (guint32, n_nodes);
  for (guint32 i = 1; i < n_nodes; i++)
    {
      guint32 arc = NODE (self, i)->arc;

      g_assert (arc != NONE && ARC (self, arc)->from == i);
      ARC (self, arc)->state = IN_TREE;
    }
  order_first_tree (self);

  for (guint32 i = self->next[COR_FLOW_SINK]; i != COR_FLOW_SINK; i = self->next[i])
    {
      const Node *node = NODE (self, i);

      self->depths[i] = self->depths[node->parent] + 1;
      self->potentials[i] = self->potentials[node->parent] - ARC (self, node->arc)->cost;
      LOAD (self, node->arc)->amount = g_array_index (self->supplies, guint32, i);
    }
  for (guint32 i = NODE (self, COR_FLOW_SINK)->last; i != COR_FLOW_SINK;
       i = NODE (self, i)->previous)
    {
      const Node *node = NODE (self, i);
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
  const gint64 *potentials = self->potentials;
  guint32 n_arcs = self->arcs->len;
  guint32 block = MAX (MIN_BLOCK, n_arcs / N_BLOCKS);
  guint32 best = NONE, in_block = 0, i = self->next_arc;
  gint64 best_gain = 0;

  for (guint32 n_seen = 0; n_seen < n_arcs; n_seen++)
    {
      const Arc *arc = &arcs[i];
      gint64 gain = -arc->state * (arc->cost + potentials[arc->from] - potentials[arc->to]);

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
    if (self->depths[a] >= self->depths[b])
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

/* Nodes from one to the next of a part of the tree get another potential and depth. */
static void
shift_nodes (CorFlow *self, guint32 from, guint32 until, gint64 shift, guint32 lower)
{
  for (guint32 i = from;; i = self->next[i])
    {
      self->potentials[i] += shift;
      self->depths[i] += lower;
      if (i == until)
        break;
    }
}

/* Lists the nodes from @inside up to @cut. */
static void
list_path (CorFlow *self, guint32 inside, guint32 cut)
{
  g_array_set_size (self->path, 0);
  for (guint32 i = inside;; i = NODE (self, i)->parent)
    {
      Step step = { i, NODE (self, i)->previous, NODE (self, i)->last,
                    self->next[NODE (self, i)->last] };

      g_array_append_val (self->path, step);
      if (i == cut)
        break;
    }
}

/* Hangs the part of the tree below @cut onto @outside by @arc, @inside becoming its top. What was
 * below each node of the path, the part of the path before it aside, keeps its order. */
static void
regraft (CorFlow *self, guint32 cut, guint32 inside, guint32 outside, guint32 arc)
{
  guint32 parent = outside, link = arc, tail = NONE, depth = self->depths[outside];
  gint64 shift = ARC (self, arc)->cost + self->potentials[ARC (self, arc)->from] -
                 self->potentials[ARC (self, arc)->to];

  if (ARC (self, arc)->from == inside)
    shift = -shift;
  take_out_of_order (self, cut);
  list_path (self, inside, cut);
  for (guint i = 0; i < self->path->len; i++)
    {
      const Step *step = &g_array_index (self->path, Step, i);
      guint32 old_link = NODE (self, step->node)->arc;
      guint32 lower = ++depth - self->depths[step->node];

      set_parent (self, step->node, parent, link);
      parent = step->node;
      link = old_link;
      if (i == 0)
        {
          shift_nodes (self, step->node, step->last, shift, lower);
          tail = step->last;
          continue;
        }
      join_order (self, tail, step->node);
      shift_nodes (self, step->node, step[-1].previous, shift, lower);
      tail = step[-1].previous;
      if (step->last == step[-1].last)
        continue;
      join_order (self, tail, step[-1].after);
      shift_nodes (self, step[-1].after, step->last, shift, lower);
      tail = step->last;
    }
  for (guint i = 0; i < self->path->len; i++)
    NODE (self, g_array_index (self->path, Step, i).node)->last = tail;
  put_in_order (self, outside, inside, tail);
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
  self->path = g_array_new (FALSE, FALSE, sizeof (Step));
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
  g_free (self->potentials);
  g_free (self->depths);
  g_free (self->next);
  g_array_unref (self->path);
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
  Node node = { .parent = NONE, .arc = NONE };

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
