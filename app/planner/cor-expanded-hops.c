/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-expanded-private.h"

#include <string.h>

/*
 * How many nodes are between each and the nearest group with people left, in the network without
 * time, any link taken in any direction. Groups with several entries are taken for one that is
 * everywhere. What is out of reach even so is dead at every step.
 */

typedef struct
{
  guint16 *hops;
  guint32 *queue;
  guint n_queued;
} Spread;

static void
meet (Spread *spread, guint32 node, guint16 hops)
{
  if (spread->hops[node] != COR_EXPANDED_FAR)
    return;

  spread->hops[node] = hops;
  spread->queue[spread->n_queued++] = node;
}

static void
spread_from (const CorExpandedFlow *self, Spread *spread, guint32 node, gboolean *hub_is_met)
{
  guint16 hops = spread->hops[node] + 1;

  for (guint32 i = self->in_first[node]; i < self->in_first[node + 1]; i++)
    meet (spread, self->in_rays[i].node, hops);
  for (guint32 i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    meet (spread, self->out_rays[i].node, hops);
  for (guint32 i = self->door_first[node]; i < self->door_first[node + 1]; i++)
    meet (spread, self->doors[i].node, hops);
  if (!self->has_hub[node] || *hub_is_met)
    return;

  *hub_is_met = TRUE;
  for (guint32 i = 0; i < self->network.n_nodes; i++)
    if (self->has_hub[i])
      meet (spread, i, hops);
}

/**
 * cor_expanded_update_hops:
 * @self: a flow
 * @rank: the rank of the slot that is being filled, or whose filling changed who is left
 *
 * Counts anew how many nodes lie between each node and the nearest group with people left, by one
 * search in breadth from all of them. What none reaches is dead at every step, found at @rank.
 */
void
cor_expanded_update_hops (CorExpandedFlow *self, guint rank)
{
  guint n_nodes = self->network.n_nodes;
  g_autofree guint32 *queue = g_new (guint32, n_nodes + 1);
  gboolean hub_is_met = FALSE;
  Spread spread = { self->hops, queue, 0 };

  for (guint i = 0; i < n_nodes; i++)
    self->hops[i] = COR_EXPANDED_FAR;
  for (guint i = 0; i < n_nodes; i++)
    if (self->n_live[i] > 0)
      meet (&spread, i, 0);
  for (guint i = 0; i < spread.n_queued; i++)
    spread_from (self, &spread, queue[i], &hub_is_met);
  for (guint i = 0; i < n_nodes; i++)
    if (self->hops[i] == COR_EXPANDED_FAR)
      cor_expanded_kill (self, i, (gint32) self->network.n_steps - 1, rank);
}

/* Nodes that may be further than was known, by how far they were known to be. */
typedef struct
{
  CorExpandedFlow *self;
  guint32 *first;  /* by hops */
  guint32 *next;   /* by node */
  guint16 *queued; /* by node: the hops by which it waits, or waited */
} Raise;

/* Has a node looked at that is as far as @hops, if it is. */
static void
queue_node (Raise *raise, guint32 node, guint hops)
{
  if (raise->self->hops[node] != hops || raise->queued[node] == hops)
    return;

  raise->queued[node] = (guint16) hops;
  raise->next[node] = raise->first[hops];
  raise->first[hops] = node;
}

static gboolean
has_neighbour (const CorExpandedFlow *self, guint32 node, guint hops)
{
  for (guint32 i = self->in_first[node]; i < self->in_first[node + 1]; i++)
    if (self->hops[self->in_rays[i].node] == hops)
      return TRUE;
  for (guint32 i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    if (self->hops[self->out_rays[i].node] == hops)
      return TRUE;
  for (guint32 i = self->door_first[node]; i < self->door_first[node + 1]; i++)
    if (self->hops[self->doors[i].node] == hops)
      return TRUE;

  return FALSE;
}

/* Puts a node one further, and has those looked at that may have been near by it. */
static void
raise_node (Raise *raise, guint32 node, guint hops)
{
  CorExpandedFlow *self = raise->self;

  self->hops[node] = (guint16) hops;
  queue_node (raise, node, hops);
  for (guint32 i = self->in_first[node]; i < self->in_first[node + 1]; i++)
    queue_node (raise, self->in_rays[i].node, hops);
  for (guint32 i = self->out_first[node]; i < self->out_first[node + 1]; i++)
    queue_node (raise, self->out_rays[i].node, hops);
  for (guint32 i = self->door_first[node]; i < self->door_first[node + 1]; i++)
    queue_node (raise, self->doors[i].node, hops);
}

/**
 * cor_expanded_raise_hops:
 * @self: a flow whose groups have one entry each
 * @node: where the last group with people left has nobody left now
 * @rank: the rank of the slot that is being filled
 *
 * Comes to the same as cor_expanded_update_hops(), but looks only at what becomes further (Even
 * and Shiloach 1981). Where that does not end, nodes are cut off from all groups, and all are
 * counted anew.
 */
void
cor_expanded_raise_hops (CorExpandedFlow *self, guint node, guint rank)
{
  guint n_nodes = self->network.n_nodes, n_raised = 0;
  g_autofree guint32 *first = g_new (guint32, n_nodes + 1);
  g_autofree guint32 *next = g_new (guint32, n_nodes + 1);
  g_autofree guint16 *queued = g_new (guint16, n_nodes + 1);
  Raise raise = { self, first, next, queued };

  memset (first, 0xff, (n_nodes + 1) * sizeof *first);
  memset (queued, 0xff, (n_nodes + 1) * sizeof *queued);
  queue_node (&raise, node, 0);
  for (guint hops = 0; hops < n_nodes && n_raised < n_nodes; hops++)
    for (guint32 i = first[hops]; i != COR_EXPANDED_NONE && n_raised < n_nodes; i = first[hops])
      {
        first[hops] = next[i];
        if (hops == 0 ? self->n_live[i] > 0 : has_neighbour (self, i, hops - 1))
          continue;
        raise_node (&raise, i, hops + 1);
        n_raised++;
      }

  /* Whatever climbs for ever is cut off from all groups, or it is quicker to count anew. */
  if (n_raised >= n_nodes)
    cor_expanded_update_hops (self, rank);
}
