/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-metric.h"

#include "cor-metric-private.h"

/* From so many arcs of one node on all of them are weighed anew: that goes straight through what is
 * below the node, instead of looking for the other half of each way. */
#define MANY_ARCS 4u

/* Both weights of an upward arc, of either kind. */
typedef CorUpCost Pair;

/* Nodes that are weighed between two looks at whether to stop. */
#define NODES_PER_CHECK 64u

static void
push_node (CorMetric *self, guint32 node)
{
  guint32 *heap;
  guint slot = self->waiting->len;

  if (self->is_waiting[node])
    return;
  self->is_waiting[node] = TRUE;
  g_array_append_val (self->waiting, node);
  heap = (guint32 *) self->waiting->data;
  for (; slot > 0 && heap[(slot - 1) / 2] < node; slot = (slot - 1) / 2)
    heap[slot] = heap[(slot - 1) / 2];
  heap[slot] = node;
}

static guint32
pop_node (CorMetric *self)
{
  guint32 *heap = (guint32 *) self->waiting->data;
  guint32 first = heap[0];
  guint n = self->waiting->len - 1;
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
  g_array_set_size (self->waiting, n);
  self->is_waiting[first] = FALSE;

  return first;
}

static inline void
queue_arc (CorMetric *self, guint32 tail, guint32 up)
{
  self->is_queued[up] = TRUE;
  push_node (self, tail);
}

/* What one upward arc weighs by all that is below it and by the network itself. */
static inline __attribute__ ((always_inline)) Pair
weigh_arc (const CorMetric *self, guint32 tail, guint32 head, const gboolean with_lengths)
{
  const CorNetwork *network = self->network;
  Pair pair = { cor_metric_unreachable (with_lengths), cor_metric_unreachable (with_lengths) };

  for (guint32 arc = network->first_out[tail]; arc < network->first_out[tail + 1]; arc++)
    {
      if (network->arc_head[arc] == head)
        pair.up = MIN (pair.up, cor_metric_get_own (self, arc, with_lengths));
    }
  for (guint32 i = network->first_in[tail]; i < network->first_in[tail + 1]; i++)
    {
      if (network->arc_tail[network->in_arc[i]] == head)
        pair.down = MIN (pair.down, cor_metric_get_own (self, network->in_arc[i], with_lengths));
    }
  for (guint32 i = network->cch_first_down[tail]; i < network->cch_first_down[tail + 1]; i++)
    {
      CorNetworkDown first = network->cch_down[i];
      guint32 second = cor_network_find_up (network, first.tail, head);

      if (second == COR_ROAD_NONE)
        continue;
      pair.up = MIN (pair.up, cor_metric_get (self, first.up, TRUE, with_lengths) +
                                  cor_metric_get (self, second, FALSE, with_lengths));
      pair.down = MIN (pair.down, cor_metric_get (self, second, TRUE, with_lengths) +
                                      cor_metric_get (self, first.up, FALSE, with_lengths));
    }

  return pair;
}

static inline __attribute__ ((always_inline)) Pair
get_pair (const CorMetric *self, guint32 up, const gboolean with_lengths)
{
  return (Pair){ cor_metric_get (self, up, FALSE, with_lengths),
                 cor_metric_get (self, up, TRUE, with_lengths) };
}

/* The lesser of what an upward arc of a node weighed before and weighs now. */
static inline __attribute__ ((always_inline)) Pair
get_least (const CorMetric *self, guint32 begin, guint32 up, const gboolean with_lengths)
{
  Pair before = g_array_index (self->before, Pair, up - begin);
  Pair now = get_pair (self, up, with_lengths);

  return (Pair){ MIN (before.up, now.up), MIN (before.down, now.down) };
}

/* Queues the arcs above whose weight rested upon one that changed, or now does. */
static inline __attribute__ ((always_inline)) void
queue_above (CorMetric *self, guint32 tail, guint32 up, const gboolean with_lengths)
{
  const CorNetwork *network = self->network;
  guint32 begin = network->cch_first_up[tail];
  guint32 head = network->cch_up_head[up];
  Pair least = get_least (self, begin, up, with_lengths);

  for (guint32 i = begin; i < network->cch_first_up[tail + 1]; i++)
    {
      guint32 other = network->cch_up_head[i];
      Pair other_least = get_least (self, begin, i, with_lengths);
      Pair low = other < head ? least : other_least;
      Pair high = other < head ? other_least : least;
      guint32 third;

      if (other == head || (low.down + high.up >= cor_metric_unreachable (with_lengths) &&
                            high.down + low.up >= cor_metric_unreachable (with_lengths)))
        continue;
      third = cor_network_find_up (network, MAX (other, head), MIN (other, head));
      if (!self->is_queued[third] &&
          (low.down + high.up <= cor_metric_get (self, third, FALSE, with_lengths) ||
           high.down + low.up <= cor_metric_get (self, third, TRUE, with_lengths)))
        queue_arc (self, MAX (other, head), third);
    }
}

/* Keeps what the queued arcs of a node weigh; returns how many they are. */
static inline __attribute__ ((always_inline)) guint
keep_before (CorMetric *self, guint32 node, const gboolean with_lengths)
{
  guint32 begin = self->network->cch_first_up[node];
  guint32 end = self->network->cch_first_up[node + 1];
  guint n_queued = 0;
  Pair *before;

  g_array_set_size (self->before, end - begin);
  before = (Pair *) self->before->data;
  for (guint32 up = begin; up < end; up++)
    {
      before[up - begin] = get_pair (self, up, with_lengths);
      n_queued += self->is_queued[up];
    }

  return n_queued;
}

static inline __attribute__ ((always_inline)) void
weigh_queued (CorMetric *self, guint32 node, guint n_queued, const gboolean with_lengths)
{
  const CorNetwork *network = self->network;

  if (n_queued >= MANY_ARCS)
    {
      cor_metric_weigh_node (self, node);
      return;
    }
  for (guint32 up = network->cch_first_up[node]; n_queued > 0; up++)
    {
      Pair after;

      if (!self->is_queued[up])
        continue;
      after = weigh_arc (self, node, network->cch_up_head[up], with_lengths);
      cor_metric_set (self, up, FALSE, after.up, with_lengths);
      cor_metric_set (self, up, TRUE, after.down, with_lengths);
      n_queued--;
    }
}

/* Weighs the queued arcs of a node anew. They do not rest upon each other. */
static inline __attribute__ ((always_inline)) void
weigh_anew (CorMetric *self, guint32 node, const gboolean with_lengths)
{
  guint32 begin = self->network->cch_first_up[node];
  guint32 end = self->network->cch_first_up[node + 1];

  weigh_queued (self, node, keep_before (self, node, with_lengths), with_lengths);
  for (guint32 up = begin; up < end; up++)
    {
      CorMetricChange change = { node, up };
      Pair before = g_array_index (self->before, Pair, up - begin);
      Pair now = get_pair (self, up, with_lengths);

      if (!self->is_queued[up])
        continue;
      self->is_queued[up] = FALSE;
      if (before.up == now.up && before.down == now.down)
        continue;
      g_array_append_val (self->changed, change);
      queue_above (self, node, up, with_lengths);
    }
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
  cor_metric_update_until (self, arcs, n_arcs, NULL);
}

/* Weighs nothing of what waits. */
static void
forget_waiting (CorMetric *self)
{
  while (self->waiting->len > 0)
    {
      guint32 node = pop_node (self);

      for (guint32 up = self->network->cch_first_up[node];
           up < self->network->cch_first_up[node + 1]; up++)
        self->is_queued[up] = FALSE;
    }
}

/**
 * cor_metric_update_until:
 * @self: a metric that was customized
 * @arcs: (array length=n_arcs): the arcs whose weights are others now
 * @n_arcs: how many
 * @halt: (nullable): stops it
 *
 * Does what cor_metric_update() does.
 *
 * Returns: %FALSE if it was stopped; then the metric holds for nothing until it is customized
 */
gboolean
cor_metric_update_until (CorMetric *self, const guint32 *arcs, gsize n_arcs, CorHalt *halt)
{
  const CorNetwork *network = self->network;

  g_array_set_size (self->changed, 0);
  for (gsize i = 0; i < n_arcs; i++)
    {
      if (self->arc_up[arcs[i]] != COR_ROAD_NONE)
        queue_arc (self, MAX (network->arc_tail[arcs[i]], network->arc_head[arcs[i]]),
                   self->arc_up[arcs[i]]);
    }
  for (guint n_weighed = 0; self->waiting->len > 0; n_weighed++)
    {
      guint32 node;

      if (n_weighed % NODES_PER_CHECK == 0 && !cor_halt_goes_on (halt))
        {
          forget_waiting (self);
          return FALSE;
        }
      node = pop_node (self);
      if (self->costs != NULL)
        weigh_anew (self, node, TRUE);
      else
        weigh_anew (self, node, FALSE);
    }

  return TRUE;
}

/**
 * cor_metric_get_changed:
 * @self: a metric
 * @n_changed: (out): how many
 *
 * Returns: (transfer none) (array length=n_changed): the upward arcs that the last update changed,
 *   the lowest nodes first
 */
const CorMetricChange *
cor_metric_get_changed (CorMetric *self, gsize *n_changed)
{
  *n_changed = self->changed->len;

  return (const CorMetricChange *) self->changed->data;
}
