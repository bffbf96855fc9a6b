/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-components.h"

#define UNSEEN G_MAXUINT32

/* Tarjan's search with a stack of its own, since a road network is deeper than a thread's. */
typedef struct
{
  const guint32 *first_out;
  const guint32 *head;
  guint32 *component;
  guint32 *number;   /* when a node was first seen */
  guint32 *low;      /* the earliest node that it leads back to */
  guint32 *next_arc; /* where its search goes on */
  guint32 *path;     /* the nodes being searched */
  guint32 *open;     /* the nodes seen whose component is not yet known */
  guint32 n_path;
  guint32 n_open;
  guint32 n_seen;
  guint32 n_components;
} Search;

static void
enter (Search *search, guint32 node)
{
  search->number[node] = search->low[node] = search->n_seen++;
  search->next_arc[node] = search->first_out[node];
  search->path[search->n_path++] = node;
  search->open[search->n_open++] = node;
}

static void
leave (Search *search, guint32 node)
{
  guint32 closed;

  search->n_path--;
  if (search->n_path > 0)
    {
      guint32 before = search->path[search->n_path - 1];

      search->low[before] = MIN (search->low[before], search->low[node]);
    }
  if (search->low[node] != search->number[node])
    return;
  do
    {
      closed = search->open[--search->n_open];
      search->component[closed] = search->n_components;
    }
  while (closed != node);
  search->n_components++;
}

static void
search_from (Search *search, guint32 root)
{
  enter (search, root);
  while (search->n_path > 0)
    {
      guint32 node = search->path[search->n_path - 1];
      guint32 next;

      if (search->next_arc[node] == search->first_out[node + 1])
        {
          leave (search, node);
          continue;
        }
      next = search->head[search->next_arc[node]++];
      if (search->number[next] == UNSEEN)
        enter (search, next);
      else if (search->component[next] == UNSEEN)
        search->low[node] = MIN (search->low[node], search->number[next]);
    }
}

/**
 * cor_components_find:
 * @n_nodes: number of nodes
 * @first_out: where the arcs of each node begin in @head, and their end
 * @head: where each arc leads
 *
 * Finds which nodes reach each other, there and back.
 *
 * Returns: (transfer full): the component of each node
 */
guint32 *
cor_components_find (guint32 n_nodes, const guint32 *first_out, const guint32 *head)
{
  guint32 *component = g_new (guint32, n_nodes);
  g_autofree guint32 *number = g_new (guint32, n_nodes);
  g_autofree guint32 *low = g_new (guint32, n_nodes);
  g_autofree guint32 *next_arc = g_new (guint32, n_nodes);
  g_autofree guint32 *path = g_new (guint32, n_nodes);
  g_autofree guint32 *open = g_new (guint32, n_nodes);
  Search search = { .first_out = first_out,
                    .head = head,
                    .component = component,
                    .number = number,
                    .low = low,
                    .next_arc = next_arc,
                    .path = path,
                    .open = open };

  for (guint32 node = 0; node < n_nodes; node++)
    number[node] = component[node] = UNSEEN;
  for (guint32 node = 0; node < n_nodes; node++)
    {
      if (number[node] == UNSEEN)
        search_from (&search, node);
    }

  return component;
}

/**
 * cor_components_find_largest:
 * @component: the component of each node
 * @n_nodes: number of nodes
 *
 * Returns: the component with most nodes, of equals the first found
 */
guint32
cor_components_find_largest (const guint32 *component, guint32 n_nodes)
{
  g_autofree guint32 *size = g_new0 (guint32, n_nodes + 1);
  guint32 largest = 0;

  for (guint32 node = 0; node < n_nodes; node++)
    size[component[node]]++;
  for (guint32 i = 0; i < n_nodes; i++)
    {
      if (size[i] > size[largest])
        largest = i;
    }

  return largest;
}
