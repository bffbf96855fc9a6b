/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-node-queue.h"

/* Four children a parent: a flatter heap than with two, and they share a cache line. */
#define N_CHILDREN 4u
#define NOT_QUEUED G_MAXUINT32

typedef struct
{
  guint64 key;
  guint32 node;
} Entry;

struct _CorNodeQueue
{
  guint32 n_entries;
  guint32 n_allocated;
  Entry *heap;
  guint32 n_nodes;
  guint32 *slot; /* where each node is in the heap */
};

/**
 * cor_node_queue_new:
 * @n_nodes: nodes are below this number
 *
 * Returns: (transfer full): an empty queue
 */
CorNodeQueue *
cor_node_queue_new (guint32 n_nodes)
{
  CorNodeQueue *self = g_new0 (CorNodeQueue, 1);

  cor_node_queue_make_room (self, n_nodes);

  return self;
}

/**
 * cor_node_queue_make_room:
 * @self: a queue
 * @n_nodes: nodes are below this number from now on, if it is more than before
 */
void
cor_node_queue_make_room (CorNodeQueue *self, guint32 n_nodes)
{
  if (n_nodes <= self->n_nodes)
    return;

  self->slot = g_renew (guint32, self->slot, n_nodes);
  for (guint32 node = self->n_nodes; node < n_nodes; node++)
    self->slot[node] = NOT_QUEUED;
  self->n_nodes = n_nodes;
}

/**
 * cor_node_queue_free:
 * @self: (transfer full): a queue
 */
void
cor_node_queue_free (CorNodeQueue *self)
{
  g_free (self->heap);
  g_free (self->slot);
  g_free (self);
}

/**
 * cor_node_queue_clear:
 * @self: a queue
 *
 * Forgets all nodes.
 */
void
cor_node_queue_clear (CorNodeQueue *self)
{
  for (guint32 i = 0; i < self->n_entries; i++)
    self->slot[self->heap[i].node] = NOT_QUEUED;
  self->n_entries = 0;
}

static gboolean
is_before (const Entry *a, const Entry *b)
{
  return a->key != b->key ? a->key < b->key : a->node < b->node;
}

static void
set_entry (CorNodeQueue *self, guint32 slot, Entry entry)
{
  self->heap[slot] = entry;
  self->slot[entry.node] = slot;
}

static void
move_up (CorNodeQueue *self, guint32 slot, Entry entry)
{
  while (slot > 0)
    {
      guint32 parent = (slot - 1) / N_CHILDREN;

      if (!is_before (&entry, &self->heap[parent]))
        break;
      set_entry (self, slot, self->heap[parent]);
      slot = parent;
    }
  set_entry (self, slot, entry);
}

static void
move_down (CorNodeQueue *self, guint32 slot, Entry entry)
{
  for (;;)
    {
      guint32 first = slot * N_CHILDREN + 1;
      guint32 end = MIN (first + N_CHILDREN, self->n_entries);
      guint32 least = first;

      if (first >= self->n_entries)
        break;
      for (guint32 i = first + 1; i < end; i++)
        {
          if (is_before (&self->heap[i], &self->heap[least]))
            least = i;
        }
      if (!is_before (&self->heap[least], &entry))
        break;
      set_entry (self, slot, self->heap[least]);
      slot = least;
    }
  set_entry (self, slot, entry);
}

/**
 * cor_node_queue_put:
 * @self: a queue
 * @node: a node
 * @key: its key; of a node that is queued already it must not be larger than before
 */
void
cor_node_queue_put (CorNodeQueue *self, guint32 node, guint64 key)
{
  guint32 slot = self->slot[node];

  if (slot == NOT_QUEUED)
    {
      slot = self->n_entries++;
      if (slot == self->n_allocated)
        {
          self->n_allocated = MAX (64, self->n_allocated * 2);
          self->heap = g_renew (Entry, self->heap, self->n_allocated);
        }
    }
  move_up (self, slot, (Entry){ key, node });
}

/**
 * cor_node_queue_take:
 * @self: a queue
 * @node: (out): the first node
 * @key: (out): its key
 *
 * Takes the first node out.
 *
 * Returns: %FALSE if the queue is empty
 */
gboolean
cor_node_queue_take (CorNodeQueue *self, guint32 *node, guint64 *key)
{
  Entry last;

  if (self->n_entries == 0)
    return FALSE;
  *node = self->heap[0].node;
  *key = self->heap[0].key;
  self->slot[*node] = NOT_QUEUED;
  last = self->heap[--self->n_entries];
  if (self->n_entries > 0)
    move_down (self, 0, last);

  return TRUE;
}
