/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-order.h"

#include <metis.h>
#include <stdlib.h>
#include <string.h>

#include "cor-error.h"
#include "cor-network.h"

/* METIS calls its numbers by this name; a network is far below its limit. */
G_STATIC_ASSERT (sizeof (idx_t) == sizeof (gint32));

static void
set_options (gint32 *options)
{
  METIS_SetDefaultOptions (options);
  options[METIS_OPTION_NUMBERING] = 0;
  options[METIS_OPTION_SEED] = 1;
}

/* Nested dissection: in which turn each node is to be eliminated, the last ones being those that
 * part the network into halves. */
static gint32 *
dissect (guint32 n_nodes, const guint32 *first, const guint32 *neighbour, GError **error)
{
  static GMutex metis_lock; /* it draws from the process's one sequence of chance */
  gint32 options[METIS_NOPTIONS];
  int status = METIS_OK;
  gint32 n = (gint32) n_nodes;
  g_autofree gint32 *own_first = g_memdup2 (first, (n_nodes + 1) * sizeof *first);
  g_autofree gint32 *own_neighbour =
      g_memdup2 (neighbour, MAX (first[n_nodes], 1) * sizeof *neighbour);
  g_autofree gint32 *at_turn = g_new (gint32, n_nodes);
  g_autofree gint32 *turn = g_new (gint32, n_nodes);

  set_options (options);
  if (n_nodes < 2 || first[n_nodes] == 0)
    {
      for (guint32 node = 0; node < n_nodes; node++)
        turn[node] = (gint32) node;
    }
  else
    {
      g_mutex_lock (&metis_lock);
      status = METIS_NodeND (&n, own_first, own_neighbour, NULL, options, at_turn, turn);
      g_mutex_unlock (&metis_lock);
    }
  if (status != METIS_OK)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_FAILED,
                   "the network of %u nodes could not be ordered; is there enough memory?",
                   n_nodes);
      return NULL;
    }

  return g_steal_pointer (&turn);
}

/* Joins the trees below @node, which comes after them: Liu's method with shortened paths. */
static void
join_below (guint32 node, guint32 below, guint32 *top, guint32 *parent)
{
  while (top[below] != COR_ROAD_NONE && top[below] != node)
    {
      guint32 next = top[below];

      top[below] = node;
      below = next;
    }
  if (top[below] == COR_ROAD_NONE)
    {
      top[below] = node;
      parent[below] = node;
    }
}

/* The elimination tree, in turns instead of nodes. */
static guint32 *
find_tree (guint32 n_nodes,
           const guint32 *first,
           const guint32 *neighbour,
           const gint32 *turn,
           const guint32 *node_at)
{
  guint32 *parent = g_new (guint32, n_nodes);
  g_autofree guint32 *top = g_new (guint32, n_nodes);

  for (guint32 i = 0; i < n_nodes; i++)
    parent[i] = top[i] = COR_ROAD_NONE;
  for (guint32 i = 0; i < n_nodes; i++)
    {
      guint32 node = node_at[i];

      for (guint32 j = first[node]; j < first[node + 1]; j++)
        {
          if ((guint32) turn[neighbour[j]] < i)
            join_below (i, (guint32) turn[neighbour[j]], top, parent);
        }
    }

  return parent;
}

/* Numbers the nodes of the tree from the top, each before all that hang below it. */
static void
number_from_top (guint32 n_nodes, const guint32 *parent, guint32 *number)
{
  g_autofree guint32 *last_child = g_new (guint32, n_nodes);
  g_autofree guint32 *sibling = g_new (guint32, n_nodes);
  g_autofree guint32 *stack = g_new (guint32, n_nodes + 1);
  guint32 n_stack = 0, n_numbered = 0;

  for (guint32 i = 0; i < n_nodes; i++)
    last_child[i] = COR_ROAD_NONE;
  for (guint32 i = 0; i < n_nodes; i++)
    {
      if (parent[i] == COR_ROAD_NONE)
        continue;
      sibling[i] = last_child[parent[i]];
      last_child[parent[i]] = i;
    }
  for (guint32 root = n_nodes; root > 0; root--)
    {
      if (parent[root - 1] != COR_ROAD_NONE)
        continue;
      stack[n_stack++] = root - 1;
      while (n_stack > 0)
        {
          guint32 i = stack[--n_stack];

          number[i] = n_numbered++;
          for (guint32 child = last_child[i]; child != COR_ROAD_NONE; child = sibling[child])
            stack[n_stack++] = child;
        }
    }
}

/**
 * cor_order_find:
 * @n_nodes: number of nodes
 * @first: where the neighbours of each node begin in @neighbour, and their end
 * @neighbour: the neighbours: both ways, none twice, nobody their own
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled, or when memory did not suffice
 *
 * Finds an order from the nodes that part the network down to its side streets, such that what
 * hangs below a node follows it without a gap.
 *
 * Returns: (transfer full) (nullable): the new number of each node
 */
guint32 *
cor_order_find (guint32 n_nodes,
                const guint32 *first,
                const guint32 *neighbour,
                CorProgress *progress,
                GError **error)
{
  g_autofree gint32 *turn = dissect (n_nodes, first, neighbour, error);
  g_autofree guint32 *node_at = NULL;
  g_autofree guint32 *parent = NULL;
  g_autofree guint32 *number_at = NULL;
  guint32 *number;

  if (turn == NULL || !cor_progress_check (progress, error))
    return NULL;
  node_at = g_new (guint32, n_nodes);
  for (guint32 node = 0; node < n_nodes; node++)
    node_at[turn[node]] = node;
  parent = find_tree (n_nodes, first, neighbour, turn, node_at);
  number_at = g_new (guint32, n_nodes);
  number_from_top (n_nodes, parent, number_at);

  number = g_new (guint32, n_nodes);
  for (guint32 i = 0; i < n_nodes; i++)
    number[node_at[i]] = number_at[i];

  return number;
}

static int
compare_downward (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first > second ? -1 : first < second;
}

/* The upward neighbours of nodes while they are being found, from the last node to the first. */
typedef struct
{
  GArray *heads; /* guint32 */
  guint32 *begin;
  guint32 *end;
  guint32 *child;   /* the last one found */
  guint32 *sibling; /* of it */
  guint32 *seen_by;
} Fill;

static void
add_head (Fill *fill, guint32 node, guint32 head)
{
  if (head >= node || fill->seen_by[head] == node)
    return;
  fill->seen_by[head] = node;
  g_array_append_val (fill->heads, head);
}

static void
fill_node (Fill *fill, guint32 node, const guint32 *first, const guint32 *neighbour)
{
  guint32 parent;

  fill->begin[node] = fill->heads->len;
  for (guint32 i = first[node]; i < first[node + 1]; i++)
    add_head (fill, node, neighbour[i]);
  for (guint32 child = fill->child[node]; child != COR_ROAD_NONE; child = fill->sibling[child])
    {
      for (guint32 i = fill->begin[child]; i < fill->end[child]; i++)
        add_head (fill, node, g_array_index (fill->heads, guint32, i));
    }
  fill->end[node] = fill->heads->len;
  if (fill->begin[node] == fill->end[node])
    return;

  qsort (&g_array_index (fill->heads, guint32, fill->begin[node]),
         fill->end[node] - fill->begin[node], sizeof (guint32), compare_downward);
  parent = g_array_index (fill->heads, guint32, fill->begin[node]);
  fill->sibling[node] = fill->child[parent];
  fill->child[parent] = node;
}

/**
 * cor_topology_build:
 * @self: (out caller-allocates): takes the topology; to be cleared
 * @n_nodes: number of nodes
 * @first: where the neighbours of each node begin in @neighbour, and their end
 * @neighbour: the neighbours, numbered as cor_order_find () says
 *
 * Finds the upward arcs of a hierarchy: two nodes above a third that are both joined to it are
 * joined to each other.
 */
void
cor_topology_build (CorTopology *self,
                    guint32 n_nodes,
                    const guint32 *first,
                    const guint32 *neighbour)
{
  g_autoptr (GArray) heads = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree guint32 *begin = g_new (guint32, n_nodes);
  g_autofree guint32 *end = g_new (guint32, n_nodes);
  g_autofree guint32 *child = g_new (guint32, n_nodes);
  g_autofree guint32 *sibling = g_new (guint32, n_nodes);
  g_autofree guint32 *seen_by = g_new (guint32, n_nodes);
  Fill fill = { heads, begin, end, child, sibling, seen_by };

  for (guint32 node = 0; node < n_nodes; node++)
    child[node] = sibling[node] = seen_by[node] = COR_ROAD_NONE;
  for (guint32 node = n_nodes; node > 0; node--)
    fill_node (&fill, node - 1, first, neighbour);

  self->n_nodes = n_nodes;
  self->n_up = heads->len;
  self->parent = g_new (guint32, n_nodes);
  self->first_up = g_new (guint32, n_nodes + 1);
  self->up_head = g_new (guint32, MAX (heads->len, 1));
  self->first_up[0] = 0;
  for (guint32 node = 0; node < n_nodes; node++)
    {
      guint32 n = end[node] - begin[node];

      if (n > 0)
        memcpy (self->up_head + self->first_up[node], &g_array_index (heads, guint32, begin[node]),
                n * sizeof (guint32));
      self->parent[node] = n > 0 ? self->up_head[self->first_up[node]] : COR_ROAD_NONE;
      self->first_up[node + 1] = self->first_up[node] + n;
    }
}

/**
 * cor_topology_clear:
 * @self: a topology
 *
 * Frees what it holds.
 */
void
cor_topology_clear (CorTopology *self)
{
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->first_up, g_free);
  g_clear_pointer (&self->up_head, g_free);
}
