/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-radix.h"

#define N_BUCKETS 33u

typedef struct
{
  guint32 key;
  guint32 node;
} Entry;

struct _CorBenchRadix
{
  CorNetwork *network;
  const guint32 *weights_ms;
  guint32 *times_ms;
  GArray *buckets[N_BUCKETS]; /* Entry: by the highest bit in which the key differs from the last */
  guint32 last;
};

/**
 * cor_bench_radix_new:
 * @network: a network
 * @weights_ms: travel time of each arc
 *
 * Returns: (transfer full): a search
 */
CorBenchRadix *
cor_bench_radix_new (CorNetwork *network, const guint32 *weights_ms)
{
  CorBenchRadix *self = g_new0 (CorBenchRadix, 1);

  self->network = cor_network_ref (network);
  self->weights_ms = weights_ms;
  self->times_ms = g_new (guint32, network->n_nodes + 1);
  for (guint i = 0; i < N_BUCKETS; i++)
    self->buckets[i] = g_array_new (FALSE, FALSE, sizeof (Entry));

  return self;
}

/**
 * cor_bench_radix_free:
 * @self: (transfer full): a search
 */
void
cor_bench_radix_free (CorBenchRadix *self)
{
  for (guint i = 0; i < N_BUCKETS; i++)
    g_array_unref (self->buckets[i]);
  g_free (self->times_ms);
  cor_network_unref (self->network);
  g_free (self);
}

static void
put (CorBenchRadix *self, Entry entry)
{
  guint bucket = entry.key == self->last ? 0 : 32 - __builtin_clz (entry.key ^ self->last);

  g_array_append_val (self->buckets[bucket], entry);
}

/* Empties the first bucket that holds something into those before it. */
static gboolean
refill (CorBenchRadix *self)
{
  GArray *bucket;
  guint i = 1;

  while (i < N_BUCKETS && self->buckets[i]->len == 0)
    i++;
  if (i == N_BUCKETS)
    return FALSE;
  bucket = self->buckets[i];
  self->last = G_MAXUINT32;
  for (guint j = 0; j < bucket->len; j++)
    self->last = MIN (self->last, g_array_index (bucket, Entry, j).key);
  for (guint j = 0; j < bucket->len; j++)
    put (self, g_array_index (bucket, Entry, j));
  g_array_set_size (bucket, 0);

  return TRUE;
}

static void
settle (CorBenchRadix *self, Entry entry)
{
  const CorNetwork *network = self->network;

  for (guint32 i = network->first_in[entry.node]; i < network->first_in[entry.node + 1]; i++)
    {
      guint32 arc = network->in_arc[i];
      guint32 tail = network->arc_tail[arc];
      guint32 key = entry.key + self->weights_ms[arc];

      if (key >= self->times_ms[tail])
        continue;
      self->times_ms[tail] = key;
      put (self, (Entry){ key, tail });
    }
}

/**
 * cor_bench_radix_run:
 * @self: a search
 * @target: a node
 *
 * Returns: (transfer none): the travel times from all nodes to @target
 */
const guint32 *
cor_bench_radix_run (CorBenchRadix *self, guint32 target)
{
  for (guint32 node = 0; node < self->network->n_nodes; node++)
    self->times_ms[node] = COR_TRAVEL_UNREACHABLE;
  self->last = 0;
  self->times_ms[target] = 0;
  put (self, (Entry){ 0, target });
  do
    {
      while (self->buckets[0]->len > 0)
        {
          Entry entry = g_array_index (self->buckets[0], Entry, self->buckets[0]->len - 1);

          g_array_set_size (self->buckets[0], self->buckets[0]->len - 1);
          if (self->times_ms[entry.node] == entry.key)
            settle (self, entry);
        }
    }
  while (refill (self));

  return self->times_ms;
}
