/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-metric.h"

#include <sched.h>
#include <string.h>

#include "cor-huge.h"
#include "cor-metric-private.h"

/* Shorter runs are quicker without the call. */
#define KERNEL_MIN 8u

/* How often one looks for what the other thread is about to finish before letting others run. */
#define MAX_LOOKS 2000u

/* Nodes of a subtree, and arcs, between two looks at whether to stop. */
#define NODES_PER_CHECK 1024u
#define ARCS_PER_CHECK 8192u

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
 * @with_lengths: whether distances count too
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
  if (with_lengths)
    self->costs = cor_huge_new (network->n_up_arcs + 1, sizeof (CorUpCost));
  else
    self->times_ms = cor_huge_new (network->n_up_arcs + 1, sizeof (CorUpWeight));
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_waiting = g_new0 (guint8, network->n_nodes + 1);
  self->is_queued = g_new0 (guint8, network->n_up_arcs + 1);
  self->before = g_array_new (FALSE, FALSE, sizeof (CorUpCost));
  self->changed = g_array_new (FALSE, FALSE, sizeof (CorMetricChange));
  self->arc_up = g_new (guint32, network->n_arcs + 1);
  cor_subtrees_cut (&self->parts, network->n_nodes, network->cch_parent);
  self->is_done = g_malloc (network->n_nodes + 1);
  memset (self->is_done, TRUE, network->n_nodes + 1);

  return self;
}

/**
 * cor_metric_new_carrying:
 * @network: a network with a hierarchy
 * @weights_ms: travel time of each arc; the caller keeps them as long as the metric
 * @carried: (array): of each leg, what counts in place of its length; the caller keeps them, too
 *
 * Returns: (transfer full): a metric of costs, not yet customized, of which the distances are sums
 *   of @carried
 */
CorMetric *
cor_metric_new_carrying (CorNetwork *network, const guint32 *weights_ms, const guint32 *carried)
{
  CorMetric *self = cor_metric_new (network, weights_ms, TRUE);

  if (self != NULL)
    self->carried = carried;

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
  cor_huge_free (self->times_ms);
  cor_huge_free (self->costs);
  cor_subtrees_clear (&self->parts);
  g_free (self->arc_up);
  for (guint i = 0; i < COR_SUBTREES_MAX_THREADS; i++)
    cor_huge_free (self->slots[i]);
  g_free (self->is_done);
  g_array_unref (self->waiting);
  g_free (self->is_waiting);
  g_free (self->is_queued);
  g_array_unref (self->before);
  g_array_unref (self->changed);
  g_free (self);
}

static inline __attribute__ ((always_inline)) void
take_less (CorMetric *self,
           guint32 up,
           gboolean is_down,
           guint64 weight,
           const gboolean with_lengths)
{
  guint64 least = MIN (weight, cor_metric_get (self, up, is_down, with_lengths));

  cor_metric_set (self, up, is_down, least, with_lengths);
}

/* Weighs the upward arcs of a node by the arcs of the network itself. */
static inline __attribute__ ((always_inline)) void
weigh_own (CorMetric *self, guint32 node, const gboolean with_lengths)
{
  const CorNetwork *network = self->network;

  for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
    {
      cor_metric_set (self, up, FALSE, cor_metric_unreachable (with_lengths), with_lengths);
      cor_metric_set (self, up, TRUE, cor_metric_unreachable (with_lengths), with_lengths);
    }
  for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
    {
      if (network->arc_head[arc] < node)
        take_less (self, self->arc_up[arc], FALSE, cor_metric_get_own (self, arc, with_lengths),
                   with_lengths);
    }
  for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
    {
      guint32 arc = network->in_arc[i];

      if (network->arc_tail[arc] < node)
        take_less (self, self->arc_up[arc], TRUE, cor_metric_get_own (self, arc, with_lengths),
                   with_lengths);
    }
}

/* Weighs the upward arcs of a node by the ways through one node below it: the heads above the lower
 * node are among those above this one. @slot tells which arc leads to each of them; once as many
 * are left of both lists they are the same, and go together. */
static inline __attribute__ ((always_inline)) void
weigh_by (CorMetric *self,
          guint32 node,
          CorNetworkDown down,
          const guint32 *slot,
          const gboolean with_lengths)
{
  const guint32 *head = self->network->cch_up_head;
  guint32 end = self->network->cch_first_up[down.tail + 1];
  guint32 node_end = self->network->cch_first_up[node + 1];
  guint64 first_up = cor_metric_get (self, down.up, FALSE, with_lengths);
  guint64 first_down = cor_metric_get (self, down.up, TRUE, with_lengths);

  if (first_up >= cor_metric_unreachable (with_lengths) &&
      first_down >= cor_metric_unreachable (with_lengths))
    return;
  for (guint32 i = down.up + 1; i < end; i++)
    {
      guint32 at = slot[head[i]];

      if (end - i >= KERNEL_MIN && end - i == node_end - at)
        {
          if (with_lengths)
            cor_metric_kernel_costs (self->costs + at, self->costs + i,
                                     (CorUpCost){ first_up, first_down }, end - i);
          else
            cor_metric_kernel_times (self->times_ms + at, self->times_ms + i,
                                     (CorUpWeight){ (guint32) first_up, (guint32) first_down },
                                     end - i);
          return;
        }
      take_less (self, at, FALSE, first_down + cor_metric_get (self, i, FALSE, with_lengths),
                 with_lengths);
      take_less (self, at, TRUE, cor_metric_get (self, i, TRUE, with_lengths) + first_up,
                 with_lengths);
    }
}

/* Waits until a node of the top is done, which the other thread is about to be. */
static inline void
await (const CorMetric *self, guint32 node)
{
  for (guint looks = 0; !__atomic_load_n (&self->is_done[node], __ATOMIC_ACQUIRE); looks++)
    {
      if (looks >= MAX_LOOKS)
        sched_yield ();
    }
}

/* From the lowest of those below on: in the top they are done in this order. */
static inline __attribute__ ((always_inline)) void
weigh_node (CorMetric *self, guint32 node, guint32 *slot, const gboolean with_lengths)
{
  const CorNetwork *network = self->network;

  weigh_own (self, node, with_lengths);
  for (guint32 i = network->cch_first_up[node]; i < network->cch_first_up[node + 1]; i++)
    slot[network->cch_up_head[i]] = i;
  for (guint32 i = network->cch_first_down[node + 1]; i > network->cch_first_down[node]; i--)
    {
      CorNetworkDown down = network->cch_down[i - 1];

      await (self, down.tail);
      weigh_by (self, node, down, slot, with_lengths);
    }
}

static void
weigh_nodes (CorMetric *self, guint32 begin, guint32 end, guint thread)
{
  for (guint32 node = end; node > begin; node--)
    {
      if (node % NODES_PER_CHECK == 0 && !cor_halt_goes_on (self->halt))
        return;
      if (self->costs != NULL)
        weigh_node (self, node - 1, self->slots[thread], TRUE);
      else
        weigh_node (self, node - 1, self->slots[thread], FALSE);
    }
}

static void
prepare_slots (CorMetric *self, guint n_threads)
{
  for (guint i = 0; i < n_threads; i++)
    {
      if (self->slots[i] == NULL)
        self->slots[i] = cor_huge_new (self->network->n_nodes + 1, sizeof (guint32));
    }
}

/**
 * cor_metric_weigh_node:
 * @self: weights of the hierarchy
 * @node: a node
 *
 * Weighs all upward arcs of that node anew.
 */
void
cor_metric_weigh_node (CorMetric *self, guint32 node)
{
  prepare_slots (self, 1);
  weigh_nodes (self, node, node + 1, 0);
}

static void
weigh_subtree (guint32 begin, guint32 end, guint thread, gpointer user_data)
{
  weigh_nodes (user_data, begin, end, thread);
}

/* Each thread takes the next node of the top as soon as it has done one: two nodes may be weighed
 * side by side until one needs the other. Who stops lets nobody wait. */
static void
weigh_top (guint thread, gpointer user_data)
{
  CorMetric *self = user_data;
  guint n = self->parts.top->len;

  for (;;)
    {
      guint taken = (guint) g_atomic_int_add (&self->n_taken, 1);
      guint32 node;

      if (taken >= n)
        return;
      node = g_array_index (self->parts.top, guint32, n - 1 - taken);
      if (cor_halt_goes_on (self->halt))
        weigh_nodes (self, node, node + 1, thread);
      __atomic_store_n (&self->is_done[node], TRUE, __ATOMIC_RELEASE);
    }
}

/**
 * cor_metric_customize:
 * @self: a metric
 * @n_threads: how many threads may work
 *
 * Weighs the whole hierarchy anew: the subtrees first, then the top. The result is the same with
 * any number of threads.
 */
void
cor_metric_customize (CorMetric *self, guint n_threads)
{
  cor_metric_customize_until (self, n_threads, NULL);
}

/* To which upward arc each arc belongs is looked up once. */
static gboolean
find_arcs_up (CorMetric *self)
{
  for (guint32 *arc = &self->n_arcs_known; *arc < self->network->n_arcs; ++*arc)
    {
      if (*arc % ARCS_PER_CHECK == 0 && !cor_halt_goes_on (self->halt))
        return FALSE;
      self->arc_up[*arc] = find_arc_up (self->network, *arc);
    }

  return TRUE;
}

static void
weigh_all (CorMetric *self, guint n_threads)
{
  const guint32 *top = (const guint32 *) self->parts.top->data;

  n_threads = CLAMP (n_threads, 1, COR_SUBTREES_MAX_THREADS);
  prepare_slots (self, n_threads);
  for (guint i = 0; i < self->parts.top->len; i++)
    self->is_done[top[i]] = FALSE;
  self->n_taken = 0;
  cor_subtrees_foreach (&self->parts, n_threads, weigh_subtree, self);
  cor_subtrees_run (self->parts.top->len > 0 ? n_threads : 1, weigh_top, self);
  g_array_set_size (self->changed, 0);
}

/**
 * cor_metric_customize_until:
 * @self: a metric
 * @n_threads: how many threads may work
 * @halt: (nullable): stops it
 *
 * Does what cor_metric_customize() does.
 *
 * Returns: %FALSE if it was stopped; then the metric holds for nothing until it is customized
 */
gboolean
cor_metric_customize_until (CorMetric *self, guint n_threads, CorHalt *halt)
{
  self->halt = halt;
  if (find_arcs_up (self))
    weigh_all (self, n_threads);
  self->halt = NULL;

  return cor_halt_goes_on (halt);
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
 * cor_metric_get_parts:
 * @self: a metric
 *
 * Returns: (transfer none): its network's hierarchy, cut for several threads
 */
const CorSubtrees *
cor_metric_get_parts (CorMetric *self)
{
  return &self->parts;
}

/**
 * cor_metric_get_times_ms:
 * @self: a metric that was customized
 *
 * Returns: (transfer none) (nullable): the travel time of each upward arc, in milliseconds; %NULL
 *   where distances count too
 */
const CorUpWeight *
cor_metric_get_times_ms (CorMetric *self)
{
  return self->times_ms;
}

/**
 * cor_metric_get_costs:
 * @self: a metric that was customized
 *
 * Returns: (transfer none) (nullable): the cost of each upward arc; %NULL where only times count
 */
const CorUpCost *
cor_metric_get_costs (CorMetric *self)
{
  return self->costs;
}
