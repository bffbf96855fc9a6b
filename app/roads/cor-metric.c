/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-metric.h"

#include <string.h>

/* Shorter runs are quicker without the call. */
#define KERNEL_MIN 8u

struct _CorMetric
{
  CorNetwork *network;
  const guint32 *weights_ms; /* of arcs; the owner changes them and says so */
  CorUpWeight *ms;
  CorUpWeight *m; /* (nullable) */
  CorSubtrees parts;
  guint32 *arc_up;                          /* by arc: its upward arc, none for loops */
  guint32 *slots[COR_SUBTREES_MAX_THREADS]; /* by thread, made when first needed: scratch by node */

  GArray *queue;     /* guint32: upward arcs to weigh anew, a heap with the largest first */
  guint8 *is_queued; /* by upward arc */
  GArray *changed;   /* guint32 */
};

/* The weights of one upward arc while they are being found. */
typedef struct
{
  CorUpWeight ms;
  CorUpWeight m;
} Pair;

static const CorUpWeight nothing = { COR_TRAVEL_UNREACHABLE, COR_TRAVEL_UNREACHABLE };

static guint32
find_arc_up (const CorNetwork *network, guint32 arc)
{
  guint32 low = MAX (network->arc_tail[arc], network->arc_head[arc]);
  guint32 high = MIN (network->arc_tail[arc], network->arc_head[arc]);

  return low != high ? cor_network_find_up (network, low, high) : COR_ROAD_NONE;
}

/**
 * cor_metric_new:
 * @network: a network with a hierarchy
 * @weights_ms: travel time of each arc; the caller keeps them as long as the metric
 * @with_lengths: whether lengths are kept too
 *
 * Returns: (transfer full): a metric, not yet customized
 */
CorMetric *
cor_metric_new (CorNetwork *network, const guint32 *weights_ms, gboolean with_lengths)
{
  CorMetric *self;

  g_return_val_if_fail (network->cch_parent != NULL, NULL);

  self = g_new0 (CorMetric, 1);
  self->network = cor_network_ref (network);
  self->weights_ms = weights_ms;
  self->ms = g_new (CorUpWeight, network->n_up_arcs + 1);
  if (with_lengths)
    self->m = g_new (CorUpWeight, network->n_up_arcs + 1);
  self->queue = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_queued = g_new0 (guint8, network->n_up_arcs + 1);
  self->changed = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->arc_up = g_new (guint32, network->n_arcs + 1);
  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    self->arc_up[arc] = find_arc_up (network, arc);
  cor_subtrees_cut (&self->parts, network->n_nodes, network->cch_parent);

  return self;
}

/**
 * cor_metric_free:
 * @self: (transfer full): a metric
 */
void
cor_metric_free (CorMetric *self)
{
  cor_network_unref (self->network);
  g_free (self->ms);
  g_free (self->m);
  cor_subtrees_clear (&self->parts);
  g_free (self->arc_up);
  for (guint i = 0; i < COR_SUBTREES_MAX_THREADS; i++)
    g_free (self->slots[i]);
  g_array_unref (self->queue);
  g_free (self->is_queued);
  g_array_unref (self->changed);
  g_free (self);
}

/* Takes a way if it is quicker, or as quick and shorter. */
static inline void
take_better (guint32 *ms, guint32 *m, guint32 new_ms, guint32 new_m, gboolean with_lengths)
{
  if (new_ms < *ms ||
      (with_lengths && new_ms == *ms && new_m < *m && new_ms < COR_TRAVEL_UNREACHABLE))
    {
      *ms = new_ms;
      if (with_lengths)
        *m = new_m;
    }
}

static inline guint32
arc_length_m (const CorNetwork *network, guint32 arc)
{
  return network->leg[cor_network_arc_leg (network, arc)].length_m;
}

/* Weighs the upward arcs of a node by the arcs of the network itself. */
static inline void
weigh_own (CorMetric *self, guint32 node, gboolean with_lengths)
{
  const CorNetwork *network = self->network;
  guint32 unused_m = 0;

  for (guint32 i = network->cch_first_up[node]; i < network->cch_first_up[node + 1]; i++)
    {
      self->ms[i] = nothing;
      if (with_lengths)
        self->m[i] = nothing;
    }
  for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
    {
      guint32 up;

      if (network->arc_head[arc] >= node || self->weights_ms[arc] >= COR_TRAVEL_UNREACHABLE)
        continue;
      up = self->arc_up[arc];
      take_better (&self->ms[up].up, with_lengths ? &self->m[up].up : &unused_m,
                   self->weights_ms[arc], with_lengths ? arc_length_m (network, arc) : 0,
                   with_lengths);
    }
  for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
    {
      guint32 arc = network->in_arc[i];
      guint32 up;

      if (network->arc_tail[arc] >= node || self->weights_ms[arc] >= COR_TRAVEL_UNREACHABLE)
        continue;
      up = self->arc_up[arc];
      take_better (&self->ms[up].down, with_lengths ? &self->m[up].down : &unused_m,
                   self->weights_ms[arc], with_lengths ? arc_length_m (network, arc) : 0,
                   with_lengths);
    }
}

/* Weighs the upward arcs of a node by the ways through one node below it: the heads above the lower
 * node are among those above this one. @slot tells which arc leads to each of them; once as many
 * are left of both lists they are the same, and go together. */
static inline void
weigh_by_times (CorMetric *self, guint32 node, CorNetworkDown down, const guint32 *slot)
{
  const guint32 *head = self->network->cch_up_head;
  CorUpWeight *ms = self->ms;
  guint32 end = self->network->cch_first_up[down.tail + 1];
  guint32 node_end = self->network->cch_first_up[node + 1];
  CorUpWeight first = ms[down.up];

  if (first.up >= COR_TRAVEL_UNREACHABLE && first.down >= COR_TRAVEL_UNREACHABLE)
    return;
  for (guint32 i = down.up + 1; i < end; i++)
    {
      guint32 at = slot[head[i]];

      if (end - i >= KERNEL_MIN && end - i == node_end - at)
        {
          cor_metric_kernel (ms + at, ms + i, first, end - i);
          return;
        }
      ms[at].up = MIN (ms[at].up, first.down + ms[i].up);
      ms[at].down = MIN (ms[at].down, ms[i].down + first.up);
    }
}

/* The same with lengths. */
static inline void
weigh_by_times_and_lengths (CorMetric *self, CorNetworkDown down, const guint32 *slot)
{
  const guint32 *head = self->network->cch_up_head;
  CorUpWeight *ms = self->ms;
  CorUpWeight *m = self->m;
  guint32 end = self->network->cch_first_up[down.tail + 1];
  CorUpWeight first = ms[down.up];
  CorUpWeight first_m = m[down.up];

  if (first.up >= COR_TRAVEL_UNREACHABLE && first.down >= COR_TRAVEL_UNREACHABLE)
    return;
  for (guint32 i = down.up + 1; i < end; i++)
    {
      guint32 at = slot[head[i]];

      take_better (&ms[at].up, &m[at].up, first.down + ms[i].up, first_m.down + m[i].up, TRUE);
      take_better (&ms[at].down, &m[at].down, ms[i].down + first.up, m[i].down + first_m.up, TRUE);
    }
}

static inline void
weigh_node (CorMetric *self, guint32 node, guint32 *slot, gboolean with_lengths)
{
  const CorNetwork *network = self->network;

  weigh_own (self, node, with_lengths);
  for (guint32 i = network->cch_first_up[node]; i < network->cch_first_up[node + 1]; i++)
    slot[network->cch_up_head[i]] = i;
  for (guint32 i = network->cch_first_down[node]; i < network->cch_first_down[node + 1]; i++)
    {
      if (with_lengths)
        weigh_by_times_and_lengths (self, network->cch_down[i], slot);
      else
        weigh_by_times (self, node, network->cch_down[i], slot);
    }
}

static void
weigh_subtree (guint32 begin, guint32 end, guint thread, gpointer user_data)
{
  CorMetric *self = user_data;

  for (guint32 node = end; node > begin; node--)
    {
      if (self->m != NULL)
        weigh_node (self, node - 1, self->slots[thread], TRUE);
      else
        weigh_node (self, node - 1, self->slots[thread], FALSE);
    }
}

/**
 * cor_metric_customize:
 * @self: a metric
 * @n_threads: how many threads may work
 *
 * Weighs the whole hierarchy anew. The result is the same with any number of threads.
 */
void
cor_metric_customize (CorMetric *self, guint n_threads)
{
  for (guint i = 0; i < CLAMP (n_threads, 1, COR_SUBTREES_MAX_THREADS); i++)
    {
      if (self->slots[i] == NULL)
        self->slots[i] = g_new (guint32, self->network->n_nodes + 1);
    }
  cor_subtrees_foreach (&self->parts, n_threads, weigh_subtree, self);
  for (guint i = self->parts.top->len; i > 0; i--)
    {
      guint32 node = g_array_index (self->parts.top, guint32, i - 1);

      weigh_subtree (node, node + 1, 0, self);
    }
  g_array_set_size (self->changed, 0);
}

static void
queue_push (CorMetric *self, guint32 up)
{
  guint32 *heap;
  guint slot = self->queue->len;

  if (self->is_queued[up])
    return;
  self->is_queued[up] = TRUE;
  g_array_append_val (self->queue, up);
  heap = (guint32 *) self->queue->data;
  for (; slot > 0 && heap[(slot - 1) / 2] < up; slot = (slot - 1) / 2)
    heap[slot] = heap[(slot - 1) / 2];
  heap[slot] = up;
}

static guint32
queue_pop (CorMetric *self)
{
  guint32 *heap = (guint32 *) self->queue->data;
  guint32 first = heap[0];
  guint n = self->queue->len - 1;
  guint32 last = heap[n];
  guint slot = 0;

  for (guint child = 1; child < n; child = 2 * slot + 1)
    {
      if (child + 1 < n && heap[child + 1] > heap[child])
        child++;
      if (heap[child] <= last)
        break;
      heap[slot] = heap[child];
      slot = child;
    }
  heap[slot] = last;
  g_array_set_size (self->queue, n);
  self->is_queued[first] = FALSE;

  return first;
}

/**
 * cor_metric_find_tail:
 * @self: a metric
 * @up: an upward arc
 *
 * Returns: the node that it leads up from
 */
guint32
cor_metric_find_tail (CorMetric *self, guint32 up)
{
  const CorNetwork *network = self->network;
  guint32 low = network->cch_up_head[up] + 1;
  guint32 high = network->n_nodes;

  while (high - low > 1)
    {
      guint32 middle = low + (high - low) / 2;

      if (network->cch_first_up[middle] <= up)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* What one upward arc weighs by all that is below it and by the network itself. */
static Pair
weigh_one (const CorMetric *self, guint32 tail, guint32 head)
{
  const CorNetwork *network = self->network;
  gboolean with_lengths = self->m != NULL;
  Pair pair = { nothing, nothing };

  for (guint32 arc = network->first_out[tail]; arc < network->first_out[tail + 1]; arc++)
    {
      if (network->arc_head[arc] == head && self->weights_ms[arc] < COR_TRAVEL_UNREACHABLE)
        take_better (&pair.ms.up, &pair.m.up, self->weights_ms[arc], arc_length_m (network, arc),
                     with_lengths);
    }
  for (guint32 i = network->first_in[tail]; i < network->first_in[tail + 1]; i++)
    {
      guint32 arc = network->in_arc[i];

      if (network->arc_tail[arc] == head && self->weights_ms[arc] < COR_TRAVEL_UNREACHABLE)
        take_better (&pair.ms.down, &pair.m.down, self->weights_ms[arc],
                     arc_length_m (network, arc), with_lengths);
    }
  for (guint32 i = network->cch_first_down[tail]; i < network->cch_first_down[tail + 1]; i++)
    {
      guint32 first = network->cch_down[i].up;
      guint32 second = cor_network_find_up (network, network->cch_down[i].tail, head);

      if (second == COR_ROAD_NONE)
        continue;
      take_better (&pair.ms.up, &pair.m.up, self->ms[first].down + self->ms[second].up,
                   with_lengths ? self->m[first].down + self->m[second].up : 0, with_lengths);
      take_better (&pair.ms.down, &pair.m.down, self->ms[second].down + self->ms[first].up,
                   with_lengths ? self->m[second].down + self->m[first].up : 0, with_lengths);
    }

  return pair;
}

static gboolean
weights_differ (CorUpWeight a, CorUpWeight b)
{
  return a.up != b.up || a.down != b.down;
}

/* Queues the arcs above whose weight rested upon one that changed, or now does. */
static void
queue_above (CorMetric *self, guint32 tail, guint32 up, const Pair *before, const Pair *after)
{
  const CorNetwork *network = self->network;
  guint32 head = network->cch_up_head[up];
  CorUpWeight least = { MIN (before->ms.up, after->ms.up), MIN (before->ms.down, after->ms.down) };

  for (guint32 i = network->cch_first_up[tail]; i < network->cch_first_up[tail + 1]; i++)
    {
      guint32 other = network->cch_up_head[i];
      gboolean is_above = other < head;
      CorUpWeight near, far;
      guint32 third;

      if (other == head)
        continue;
      third = is_above ? cor_network_find_up (network, head, other)
                       : cor_network_find_up (network, other, head);
      near = is_above ? least : self->ms[i];
      far = is_above ? self->ms[i] : least;
      if (near.down + far.up <= self->ms[third].up || far.down + near.up <= self->ms[third].down)
        queue_push (self, third);
    }
}

static void
weigh_anew (CorMetric *self, guint32 up)
{
  guint32 tail = cor_metric_find_tail (self, up);
  Pair before = { self->ms[up], self->m != NULL ? self->m[up] : nothing };
  Pair after = weigh_one (self, tail, self->network->cch_up_head[up]);

  if (self->m == NULL)
    after.m = before.m;
  if (!weights_differ (before.ms, after.ms) && !weights_differ (before.m, after.m))
    return;
  self->ms[up] = after.ms;
  if (self->m != NULL)
    self->m[up] = after.m;
  g_array_append_val (self->changed, up);
  queue_above (self, tail, up, &before, &after);
}

/**
 * cor_metric_update:
 * @self: a metric that was customized
 * @arcs: (array length=n_arcs): the arcs whose weights are others now
 * @n_arcs: how many
 *
 * Weighs anew what rests upon some arcs, from below upward. See cor_metric_get_changed ().
 */
void
cor_metric_update (CorMetric *self, const guint32 *arcs, gsize n_arcs)
{
  g_array_set_size (self->changed, 0);
  for (gsize i = 0; i < n_arcs; i++)
    {
      if (self->arc_up[arcs[i]] != COR_ROAD_NONE)
        queue_push (self, self->arc_up[arcs[i]]);
    }
  while (self->queue->len > 0)
    weigh_anew (self, queue_pop (self));
}

/**
 * cor_metric_get_changed:
 * @self: a metric
 * @n_changed: (out): how many
 *
 * Returns: (transfer none) (array length=n_changed): the upward arcs that the last update changed,
 *   the lowest first
 */
const guint32 *
cor_metric_get_changed (CorMetric *self, gsize *n_changed)
{
  *n_changed = self->changed->len;

  return (const guint32 *) self->changed->data;
}

/**
 * cor_metric_get_network:
 * @self: a metric
 *
 * Returns: (transfer none): its network
 */
CorNetwork *
cor_metric_get_network (CorMetric *self)
{
  return self->network;
}

/**
 * cor_metric_get_arc_weights_ms:
 * @self: a metric
 *
 * Returns: (transfer none): the weights of the network's own arcs
 */
const guint32 *
cor_metric_get_arc_weights_ms (CorMetric *self)
{
  return self->weights_ms;
}

/**
 * cor_metric_get_times_ms:
 * @self: a metric that was customized
 *
 * Returns: (transfer none): the travel time of each upward arc, in milliseconds
 */
const CorUpWeight *
cor_metric_get_times_ms (CorMetric *self)
{
  return self->ms;
}

/**
 * cor_metric_get_lengths_m:
 * @self: a metric that was customized
 *
 * Returns: (transfer none) (nullable): the length of each upward arc, in metres
 */
const CorUpWeight *
cor_metric_get_lengths_m (CorMetric *self)
{
  return self->m;
}
