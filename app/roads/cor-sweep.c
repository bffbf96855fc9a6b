/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sweep.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "cor-sweep-private.h"

#define HUGE_PAGE_BYTES (2u << 20)

static guint32 *
new_rows (gsize n_rows, gsize n_lanes)
{
  gsize n_bytes = MAX (n_rows * n_lanes, 16) * sizeof (guint32);
  gsize alignment = n_bytes >= HUGE_PAGE_BYTES ? HUGE_PAGE_BYTES : 64;
  guint32 *rows = aligned_alloc (alignment, (n_bytes + alignment - 1) / alignment * alignment);

  if (rows == NULL)
    g_abort ();
  madvise (rows, n_bytes, MADV_HUGEPAGE);
  for (gsize i = 0; i < n_rows * n_lanes; i++)
    rows[i] = COR_TRAVEL_UNREACHABLE;

  return rows;
}

static void
stage_clear (CorSweepStage *self)
{
  g_free (self->node);
  g_free (self->first);
  g_free (self->sources);
  g_free (self->up);
  g_free (self->is_dirty);
  g_free (self->is_changed);
  free (self->ms);
  free (self->m);
}

static guint32
stage_find_row (const CorSweepStage *self, guint32 node)
{
  guint32 low = 0;
  guint32 high = self->n_rows;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->node[middle] < node)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_rows && self->node[low] == node ? low : COR_ROAD_NONE;
}

/* Takes the nodes and all that is above them; @row tells the row of each. */
static void
stage_take_nodes (CorSweepStage *self, const CorNetwork *network, guint32 *row)
{
  self->n_rows = 0;
  for (guint32 node = 0; node < network->n_nodes; node++)
    self->n_rows += row[node] != COR_ROAD_NONE;
  self->node = g_new (guint32, self->n_rows + 1);
  self->first = g_new0 (guint32, self->n_rows + 2);
  self->n_rows = 0;
  for (guint32 node = 0; node < network->n_nodes; node++)
    {
      if (row[node] == COR_ROAD_NONE)
        continue;
      self->node[self->n_rows] = node;
      row[node] = self->n_rows++;
    }
  self->is_dirty = g_new0 (guint8, self->n_rows + 1);
  self->is_changed = g_new0 (guint8, self->n_rows + 1);
}

static guint32 *
new_marks (const CorNetwork *network)
{
  guint32 *row = g_new (guint32, network->n_nodes + 1);

  for (guint32 node = 0; node < network->n_nodes; node++)
    row[node] = COR_ROAD_NONE;

  return row;
}

static void
mark_upward (const CorNetwork *network, guint32 *row, guint32 node)
{
  for (; node != COR_ROAD_NONE && row[node] == COR_ROAD_NONE; node = network->cch_parent[node])
    row[node] = 0;
}

/* Rows that are computed from what is above them: their arcs follow each other in the network. */
static void
stage_look_up (CorSweepStage *self, const CorNetwork *network, const guint32 *row)
{
  guint32 n = 0;

  for (guint32 i = 0; i < self->n_rows; i++)
    {
      guint32 node = self->node[i];

      self->first[i] = n;
      n += network->cch_first_up[node + 1] - network->cch_first_up[node];
    }
  self->first[self->n_rows] = n;
  self->sources = g_new (guint32, n + 1);
  for (guint32 i = 0; i < self->n_rows; i++)
    {
      guint32 begin = network->cch_first_up[self->node[i]];

      for (guint32 j = self->first[i]; j < self->first[i + 1]; j++)
        self->sources[j] = row[network->cch_up_head[begin + j - self->first[i]]];
    }
}

/* Rows that are computed from what is below them and among the rows. */
static void
stage_look_down (CorSweepStage *self, const CorNetwork *network, const guint32 *row)
{
  g_autofree guint32 *next = NULL;

  for (guint32 i = 0; i < self->n_rows; i++)
    {
      guint32 node = self->node[i];

      for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
        self->first[row[network->cch_up_head[up]] + 1]++;
    }
  for (guint32 i = 0; i < self->n_rows; i++)
    self->first[i + 1] += self->first[i];
  next = g_memdup2 (self->first, (self->n_rows + 1) * sizeof (guint32));
  self->sources = g_new (guint32, self->first[self->n_rows] + 1);
  self->up = g_new (guint32, self->first[self->n_rows] + 1);
  for (guint32 i = 0; i < self->n_rows; i++)
    {
      guint32 node = self->node[i];

      for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
        {
          guint32 at = next[row[network->cch_up_head[up]]]++;

          self->sources[at] = i;
          self->up[at] = up;
        }
    }
}

static void
stage_allocate (CorSweepStage *self, guint n_lanes, gboolean with_lengths)
{
  self->ms = new_rows (self->n_rows, n_lanes);
  if (with_lengths)
    self->m = new_rows (self->n_rows, n_lanes);
}

static void
cut_sources (CorSweep *self, const guint32 *row)
{
  g_autofree guint32 *parent = g_new (guint32, self->sources.n_rows + 1);

  for (guint32 i = 0; i < self->sources.n_rows; i++)
    {
      guint32 above = self->network->cch_parent[self->sources.node[i]];

      parent[i] = above != COR_ROAD_NONE ? row[above] : COR_ROAD_NONE;
    }
  cor_subtrees_cut (&self->parts, self->sources.n_rows, parent);
}

static void
plan_targets (CorSweep *self)
{
  g_autofree guint32 *row = new_marks (self->network);

  for (guint i = 0; i < self->ends->len; i++)
    mark_upward (self->network, row, g_array_index (self->ends, CorSweepEnd, i).node);
  stage_take_nodes (&self->targets, self->network, row);
  stage_look_down (&self->targets, self->network, row);
  self->end_row = g_new (guint32, self->ends->len + 1);
  for (guint i = 0; i < self->ends->len; i++)
    self->end_row[i] = row[g_array_index (self->ends, CorSweepEnd, i).node];
}

static void
plan_sources (CorSweep *self, const guint32 *nodes, gsize n_nodes)
{
  g_autofree guint32 *row = new_marks (self->network);

  for (gsize i = 0; i < n_nodes; i++)
    mark_upward (self->network, row, nodes[i]);
  for (guint32 node = 0; nodes == NULL && node < self->network->n_nodes; node++)
    row[node] = 0;
  stage_take_nodes (&self->sources, self->network, row);
  stage_look_up (&self->sources, self->network, row);
  cut_sources (self, row);
  self->target_row = g_new (guint32, self->sources.n_rows + 1);
  for (guint32 i = 0; i < self->sources.n_rows; i++)
    self->target_row[i] = COR_ROAD_NONE;
  for (guint32 i = 0; i < self->targets.n_rows; i++)
    {
      guint32 source_row = row[self->targets.node[i]];

      if (source_row != COR_ROAD_NONE)
        self->target_row[source_row] = i;
    }
}

/**
 * cor_sweep_new:
 * @network: a network with a hierarchy
 * @nodes: (array length=n_nodes) (nullable): the nodes to be asked about; all if %NULL
 * @n_nodes: how many, 0 with %NULL
 * @ends: (array length=n_ends): by which nodes the targets are entered
 * @n_ends: how many
 * @n_targets: number of targets
 * @with_lengths: whether to compute lengths too
 *
 * Returns: (transfer full): a sweep that has not been run
 */
CorSweep *
cor_sweep_new (CorNetwork *network,
               const guint32 *nodes,
               gsize n_nodes,
               const CorSweepEnd *ends,
               gsize n_ends,
               guint n_targets,
               gboolean with_lengths)
{
  CorSweep *self;

  g_return_val_if_fail (network->cch_parent != NULL, NULL);

  self = g_new0 (CorSweep, 1);
  self->network = cor_network_ref (network);
  self->n_lanes = (n_targets + COR_SWEEP_LANES - 1) / COR_SWEEP_LANES * COR_SWEEP_LANES;
  if (n_targets <= 1)
    self->n_lanes = 1;
  self->ends = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));
  g_array_append_vals (self->ends, ends, n_ends);
  plan_targets (self);
  plan_sources (self, nodes, n_nodes);
  stage_allocate (&self->targets, self->n_lanes, with_lengths);
  stage_allocate (&self->sources, self->n_lanes, with_lengths);
  self->begin_ms = new_rows (self->targets.n_rows, self->n_lanes);
  if (with_lengths)
    self->begin_m = new_rows (self->targets.n_rows, self->n_lanes);
  for (gsize i = 0; i < n_ends; i++)
    cor_sweep_set_end_cost (self, i, ends[i].cost);

  return self;
}

/**
 * cor_sweep_free:
 * @self: (transfer full): a sweep
 */
void
cor_sweep_free (CorSweep *self)
{
  cor_network_unref (self->network);
  stage_clear (&self->targets);
  stage_clear (&self->sources);
  g_free (self->target_row);
  g_array_unref (self->ends);
  g_free (self->end_row);
  free (self->begin_ms);
  free (self->begin_m);
  cor_subtrees_clear (&self->parts);
  g_free (self);
}

/**
 * cor_sweep_set_end_cost:
 * @self: a sweep
 * @end: one of the ends it was made with
 * @cost: what is left from there now
 *
 * Changes what entering a target costs. Of two ends of one target at one node the better counts.
 */
void
cor_sweep_set_end_cost (CorSweep *self, gsize end, CorCost cost)
{
  CorSweepEnd *changed = &g_array_index (self->ends, CorSweepEnd, end);
  guint32 row = self->end_row[end];
  gsize at = (gsize) row * self->n_lanes + changed->lane;
  CorCost best = COR_COST_UNREACHABLE;

  changed->cost = cost;
  for (guint i = 0; i < self->ends->len; i++)
    {
      const CorSweepEnd *other = &g_array_index (self->ends, CorSweepEnd, i);

      if (other->lane == changed->lane && other->node == changed->node)
        best = MIN (best, other->cost);
    }
  self->targets.is_dirty[row] = TRUE;
  self->begin_ms[at] = cor_cost_time_ms (best);
  if (self->begin_m != NULL)
    self->begin_m[at] = cor_cost_distance_m (best);
}

static gboolean
must_compute (const CorSweepStage *stage, guint32 row)
{
  if (stage->is_dirty[row])
    return TRUE;
  for (guint32 i = stage->first[row]; i < stage->first[row + 1]; i++)
    {
      if (stage->is_changed[stage->sources[i]])
        return TRUE;
    }

  return FALSE;
}

static void
run_targets (CorSweep *self, CorMetric *metric)
{
  CorSweepStage *stage = &self->targets;
  CorSweepWork work = { .ms = stage->ms,
                        .m = stage->m,
                        .n_lanes = self->n_lanes,
                        .weights_ms = cor_metric_get_times_ms (metric),
                        .weights_m = cor_metric_get_lengths_m (metric),
                        .is_downward = TRUE };

  for (guint32 i = stage->n_rows; i > 0; i--)
    {
      guint32 row = i - 1;
      CorSweepRow asked = { .row = row,
                            .sources = stage->sources + stage->first[row],
                            .up = stage->up + stage->first[row],
                            .n = stage->first[row + 1] - stage->first[row],
                            .begin_ms = self->begin_ms + (gsize) row * self->n_lanes };

      if (self->begin_m != NULL)
        asked.begin_m = self->begin_m + (gsize) row * self->n_lanes;
      stage->is_changed[row] = FALSE;
      if (!self->is_update || must_compute (stage, row))
        stage->is_changed[row] = cor_sweep_kernel (&work, &asked);
      stage->is_dirty[row] = FALSE;
    }
}

static void
run_source_row (CorSweep *self, guint32 row)
{
  CorSweepStage *stage = &self->sources;
  guint32 target_row = self->target_row[row];
  CorSweepRow asked = { .row = row,
                        .sources = stage->sources + stage->first[row],
                        .first_up = self->network->cch_first_up[stage->node[row]],
                        .n = stage->first[row + 1] - stage->first[row] };

  stage->is_changed[row] = FALSE;
  if (self->is_update && !must_compute (stage, row) &&
      (target_row == COR_ROAD_NONE || !self->targets.is_changed[target_row]))
    return;
  if (target_row != COR_ROAD_NONE)
    {
      asked.begin_ms = self->targets.ms + (gsize) target_row * self->n_lanes;
      if (self->targets.m != NULL)
        asked.begin_m = self->targets.m + (gsize) target_row * self->n_lanes;
    }
  stage->is_changed[row] = cor_sweep_kernel (self->work, &asked);
  stage->is_dirty[row] = FALSE;
}

/* With one target and times alone the rows are single numbers, and most of the time would go into
 * asking for them one by one. */
static void
run_single_rows (CorSweep *self, guint32 begin, guint32 end)
{
  const CorSweepStage *stage = &self->sources;
  const CorUpWeight *weights_ms = self->work->weights_ms;
  const guint32 *first_up = self->network->cch_first_up;

  for (guint32 row = begin; row < end; row++)
    {
      const CorUpWeight *weight = weights_ms + first_up[stage->node[row]];
      guint32 target_row = self->target_row[row];
      guint32 best =
          target_row != COR_ROAD_NONE ? self->targets.ms[target_row] : COR_TRAVEL_UNREACHABLE;

      for (guint32 i = stage->first[row]; i < stage->first[row + 1]; i++, weight++)
        best = MIN (best, weight->up + stage->ms[stage->sources[i]]);
      stage->is_changed[row] = best != stage->ms[row];
      stage->is_dirty[row] = FALSE;
      stage->ms[row] = best;
    }
}

static void
run_source_rows (guint32 begin, guint32 end, guint thread, gpointer user_data)
{
  CorSweep *self = user_data;

  if (self->n_lanes == 1 && !self->is_update && self->sources.m == NULL)
    {
      run_single_rows (self, begin, end);
      return;
    }
  for (guint32 row = begin; row < end; row++)
    run_source_row (self, row);
}

static void
run_sources (CorSweep *self, CorMetric *metric, guint n_threads)
{
  CorSweepWork work = { .ms = self->sources.ms,
                        .m = self->sources.m,
                        .n_lanes = self->n_lanes,
                        .weights_ms = cor_metric_get_times_ms (metric),
                        .weights_m = cor_metric_get_lengths_m (metric) };

  self->work = &work;
  for (guint i = 0; i < self->parts.top->len; i++)
    run_source_row (self, g_array_index (self->parts.top, guint32, i));
  cor_subtrees_foreach (&self->parts, n_threads, run_source_rows, self);
  self->work = NULL;
}

/**
 * cor_sweep_run:
 * @self: a sweep
 * @metric: a customized metric of its network; with lengths if the sweep has them
 * @n_threads: how many threads may work
 *
 * Computes everything. The result is the same with any number of threads.
 */
void
cor_sweep_run (CorSweep *self, CorMetric *metric, guint n_threads)
{
  g_return_if_fail (self->sources.m == NULL || cor_metric_get_lengths_m (metric) != NULL);

  self->is_update = FALSE;
  run_targets (self, metric);
  run_sources (self, metric, n_threads);
}

/**
 * cor_sweep_mark:
 * @self: a sweep that was run with @metric
 * @metric: the metric after cor_metric_update ()
 *
 * Notes which rows rest upon the upward arcs that the metric says it changed. It must be called
 * after every update of the metric before cor_sweep_update () may be.
 */
void
cor_sweep_mark (CorSweep *self, CorMetric *metric)
{
  const CorNetwork *network = self->network;
  gsize n_changed;
  const guint32 *changed = cor_metric_get_changed (metric, &n_changed);
  guint32 tail = 0;

  for (gsize i = 0; i < n_changed; i++)
    {
      guint32 row;

      /* They come the lowest first, so those of one node come together. */
      if (i == 0 || changed[i] < network->cch_first_up[tail] ||
          changed[i] >= network->cch_first_up[tail + 1])
        tail = cor_metric_find_tail (metric, changed[i]);
      row = stage_find_row (&self->sources, tail);
      if (row != COR_ROAD_NONE)
        self->sources.is_dirty[row] = TRUE;
      if (stage_find_row (&self->targets, tail) == COR_ROAD_NONE)
        continue;
      row = stage_find_row (&self->targets, network->cch_up_head[changed[i]]);
      self->targets.is_dirty[row] = TRUE;
    }
}

/**
 * cor_sweep_update:
 * @self: a sweep that was run with @metric
 * @metric: the metric, of which all updates were marked
 * @n_threads: how many threads may work
 *
 * Computes what can have changed since the last run or update.
 */
void
cor_sweep_update (CorSweep *self, CorMetric *metric, guint n_threads)
{
  self->is_update = TRUE;
  run_targets (self, metric);
  run_sources (self, metric, n_threads);
}

/**
 * cor_sweep_get_n_rows:
 * @self: a sweep
 *
 * Returns: the number of its rows
 */
guint32
cor_sweep_get_n_rows (CorSweep *self)
{
  return self->sources.n_rows;
}

/**
 * cor_sweep_find_row:
 * @self: a sweep
 * @node: one of the nodes it was made for
 *
 * Returns: its row, %COR_ROAD_NONE for other nodes
 */
guint32
cor_sweep_find_row (CorSweep *self, guint32 node)
{
  return stage_find_row (&self->sources, node);
}

/**
 * cor_sweep_get_times_ms:
 * @self: a sweep that was run
 * @row: one of its rows
 *
 * Returns: (transfer none): the travel times to all targets, in milliseconds
 */
const guint32 *
cor_sweep_get_times_ms (CorSweep *self, guint32 row)
{
  return self->sources.ms + (gsize) row * self->n_lanes;
}

/**
 * cor_sweep_get_lengths_m:
 * @self: a sweep that was run
 * @row: one of its rows
 *
 * Returns: (transfer none) (nullable): the lengths of those ways, in metres
 */
const guint32 *
cor_sweep_get_lengths_m (CorSweep *self, guint32 row)
{
  return self->sources.m != NULL ? self->sources.m + (gsize) row * self->n_lanes : NULL;
}

/**
 * cor_sweep_get_row_changed:
 * @self: a sweep that was run
 * @row: one of its rows
 *
 * Returns: whether the last update or run changed it
 */
gboolean
cor_sweep_get_row_changed (CorSweep *self, guint32 row)
{
  return self->sources.is_changed[row];
}
