/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sweep.h"

#include <string.h>

#include "cor-huge.h"
#include "cor-sweep-private.h"

/* A second thread is worth its start from so many rows to be looked at on. */
#define MIN_ROWS 4000u

/* Numbers that are computed between two looks at whether to stop. */
#define NUMBERS_PER_CHECK 32768u

static void
stage_clear (CorSweepStage *self)
{
  g_free (self->node);
  g_free (self->first);
  g_free (self->sources);
  g_free (self->up);
  g_array_unref (self->dirty);
  g_free (self->is_dirty);
  g_free (self->changed_in);
  cor_huge_free (self->times_ms);
  cor_huge_free (self->costs);
}

/* Links the ends of each target: of many targets all ends are too many to go through. */
static void
chain_ends (CorSweep *self)
{
  self->first_end = g_new (guint32, self->n_lanes);
  self->next_end = g_new (guint32, self->ends->len + 1);
  for (guint i = 0; i < self->n_lanes; i++)
    self->first_end[i] = COR_ROAD_NONE;
  for (guint i = self->ends->len; i-- > 0;)
    {
      guint32 *first = &self->first_end[g_array_index (self->ends, CorSweepEnd, i).lane];

      self->next_end[i] = *first;
      *first = i;
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
 * Plans the sweep: upward from the targets, then down to the nodes and what is above them (Delling,
 * Goldberg, Nowatzyk, Werneck: PHAST, 2013; restricted to some nodes it is their RPHAST).
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
  return cor_sweep_new_until (network, nodes, n_nodes, ends, n_ends, n_targets, with_lengths, NULL);
}

/**
 * cor_sweep_new_until:
 * @network: a network with a hierarchy
 * @nodes: (array length=n_nodes) (nullable): the nodes to be asked about; all if %NULL
 * @n_nodes: how many, 0 with %NULL
 * @ends: (array length=n_ends): by which nodes the targets are entered
 * @n_ends: how many
 * @n_targets: number of targets
 * @with_lengths: whether to compute lengths too
 * @halt: (nullable): stops it
 *
 * Does what cor_sweep_new() does.
 *
 * Returns: (transfer full) (nullable): a sweep that has not been run; %NULL if it was stopped
 */
CorSweep *
cor_sweep_new_until (CorNetwork *network,
                     const guint32 *nodes,
                     gsize n_nodes,
                     const CorSweepEnd *ends,
                     gsize n_ends,
                     guint n_targets,
                     gboolean with_lengths,
                     CorHalt *halt)
{
  g_autoptr (CorSweep) self = NULL;

  g_return_val_if_fail (network->cch_parent != NULL, NULL);

  self = g_new0 (CorSweep, 1);
  self->network = cor_network_ref (network);
  self->with_lengths = with_lengths;
  self->n_lanes = (n_targets + COR_SWEEP_LANES - 1) / COR_SWEEP_LANES * COR_SWEEP_LANES;
  if (n_targets <= 1)
    self->n_lanes = 1;
  self->ends = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));
  g_array_append_vals (self->ends, ends, n_ends);
  chain_ends (self);
  cor_sweep_plan (self, nodes, n_nodes, halt);
  if (!cor_halt_goes_on (halt))
    return NULL;
  for (gsize i = 0; i < n_ends; i++)
    cor_sweep_set_end_cost (self, i, ends[i].cost);

  return g_steal_pointer (&self);
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
  g_free (self->source_row);
  g_free (self->subtree_end);
  g_free (self->is_last);
  g_array_unref (self->ends);
  g_free (self->end_row);
  g_free (self->first_end);
  g_free (self->next_end);
  cor_huge_free (self->begin_ms);
  cor_huge_free (self->begin);
  cor_subtrees_clear (&self->parts);
  g_free (self->reach);
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
  for (guint32 i = self->first_end[changed->lane]; i != COR_ROAD_NONE; i = self->next_end[i])
    {
      const CorSweepEnd *other = &g_array_index (self->ends, CorSweepEnd, i);

      if (other->node == changed->node)
        best = MIN (best, other->cost);
    }
  cor_sweep_stage_mark (&self->targets, row);
  if (self->with_lengths)
    self->begin[at] = MIN (best, COR_COST_UNREACHABLE);
  else
    self->begin_ms[at] = cor_cost_time_ms (best);
}

/* Rows between two looks. */
static inline guint32
get_rows_per_check (const CorSweep *self)
{
  return MAX (1, NUMBERS_PER_CHECK / MAX (1, self->n_lanes));
}

static inline gboolean
has_changed (const CorSweep *self, const CorSweepStage *stage, guint32 row)
{
  return stage->changed_in[row] == self->n_updates;
}

static gboolean
must_compute (const CorSweep *self, const CorSweepStage *stage, guint32 row)
{
  if (stage->is_dirty[row])
    return TRUE;
  for (guint32 i = stage->first[row]; i < stage->first[row + 1]; i++)
    {
      if (has_changed (self, stage, stage->sources[i]))
        return TRUE;
    }

  return FALSE;
}

static CorSweepWork
begin_work (CorSweep *self, CorSweepStage *stage, CorMetric *metric)
{
  return (CorSweepWork){ .times_ms = stage->times_ms,
                         .costs = stage->costs,
                         .n_lanes = self->n_lanes,
                         .weights_ms = cor_metric_get_times_ms (metric),
                         .weights = cor_metric_get_costs (metric),
                         .is_downward = stage == &self->targets };
}

static gboolean
compute_target_row (CorSweep *self, guint32 row)
{
  const CorSweepStage *stage = &self->targets;
  gsize at = (gsize) row * self->n_lanes;
  CorSweepRow asked = { .row = row,
                        .sources = stage->sources + stage->first[row],
                        .up = stage->up + stage->first[row],
                        .n = stage->first[row + 1] - stage->first[row],
                        .begin_ms = self->begin_ms != NULL ? self->begin_ms + at : NULL,
                        .begin = self->begin != NULL ? self->begin + at : NULL };

  return cor_sweep_kernel (self->work, &asked);
}

/* From the lowest row that can have changed up to the top. */
static void
run_targets (CorSweep *self, CorMetric *metric)
{
  CorSweepStage *stage = &self->targets;
  CorSweepWork work = begin_work (self, stage, metric);
  guint32 n_rows = self->is_update ? 0 : stage->n_rows;

  guint32 rows_per_check = get_rows_per_check (self);

  for (guint i = 0; i < stage->dirty->len; i++)
    n_rows = MAX (n_rows, g_array_index (stage->dirty, guint32, i) + 1);
  self->work = &work;
  for (guint32 row = n_rows; row > 0; row--)
    {
      if (row % rows_per_check == 0 && !cor_halt_goes_on (self->halt))
        break;
      if (self->is_update && !must_compute (self, stage, row - 1))
        continue;
      if (!compute_target_row (self, row - 1))
        continue;
      stage->changed_in[row - 1] = self->n_updates;
      if (self->is_update && self->source_row[row - 1] != COR_ROAD_NONE)
        cor_sweep_stage_mark (&self->sources, self->source_row[row - 1]);
    }
  self->work = NULL;
}

static gboolean
compute_source_row (CorSweep *self, guint32 row)
{
  const CorSweepStage *stage = &self->sources;
  guint32 target_row = self->target_row[row];
  CorSweepRow asked = { .row = row,
                        .sources = stage->sources + stage->first[row],
                        .first_up = self->network->cch_first_up[stage->node[row]],
                        .n = stage->first[row + 1] - stage->first[row] };

  if (target_row != COR_ROAD_NONE)
    {
      gsize at = (gsize) target_row * self->n_lanes;

      asked.begin_ms = self->targets.times_ms != NULL ? self->targets.times_ms + at : NULL;
      asked.begin = self->targets.costs != NULL ? self->targets.costs + at : NULL;
    }

  return cor_sweep_kernel (self->work, &asked);
}

/* Returns: up to where rows must be looked at: @reach, or farther since this one changed. */
static guint32
update_source_row (CorSweep *self, guint32 row, guint32 reach)
{
  CorSweepStage *stage = &self->sources;

  if (!must_compute (self, stage, row) || !compute_source_row (self, row))
    return reach;
  stage->changed_in[row] = self->n_updates;

  return MAX (reach, self->subtree_end[row]);
}

/* The place in the list of the first dirty row from @row on. */
static guint
find_dirty (const CorSweepStage *stage, guint32 row)
{
  guint low = 0, high = stage->dirty->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (stage->dirty, guint32, middle) < row)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* Looks at what hangs below rows that changed, up to @reach because of rows before @begin, and
 * leaps over all else. */
static void
update_source_rows (CorSweep *self, guint32 begin, guint32 end, guint32 reach)
{
  const CorSweepStage *stage = &self->sources;
  guint dirty = find_dirty (stage, begin);
  guint32 rows_per_check = get_rows_per_check (self);

  for (guint32 row = begin; row < end; row++)
    {
      if (row % rows_per_check == 0 && !cor_halt_goes_on (self->halt))
        return;
      if (row >= reach)
        {
          while (dirty < stage->dirty->len && g_array_index (stage->dirty, guint32, dirty) < row)
            dirty++;
          if (dirty == stage->dirty->len)
            return;
          row = g_array_index (stage->dirty, guint32, dirty);
          if (row >= end)
            return;
        }
      reach = update_source_row (self, row, reach);
    }
}

static void
run_source_rows (guint32 begin, guint32 end, guint thread, gpointer user_data)
{
  CorSweep *self = user_data;

  guint32 rows_per_check = get_rows_per_check (self);

  for (guint32 from = begin; from < end && cor_halt_goes_on (self->halt); from += rows_per_check)
    {
      guint32 to = MIN (end, from + rows_per_check);

      if (self->n_lanes == 1 && !self->with_lengths)
        cor_sweep_run_single_rows (self, from, to);
      for (guint32 row = from; row < to && (self->n_lanes > 1 || self->with_lengths); row++)
        compute_source_row (self, row);
    }
}

static void
run_sources (CorSweep *self, CorMetric *metric, guint n_threads)
{
  CorSweepWork work = begin_work (self, &self->sources, metric);

  self->work = &work;
  for (guint i = 0; i < self->parts.top->len && cor_halt_goes_on (self->halt); i++)
    compute_source_row (self, g_array_index (self->parts.top, guint32, i));
  cor_subtrees_foreach (&self->parts, n_threads, run_source_rows, self);
  self->work = NULL;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static guint32
update_top_row (CorSweep *self, guint32 row, guint32 reach)
{
  return row < reach || self->sources.is_dirty[row] ? update_source_row (self, row, reach) : reach;
}

/* Computes the top, and notes up to where its changes reach into each part; returns how many rows
 * of the parts are to be looked at, as far as is known. */
static guint32
update_top (CorSweep *self)
{
  const GArray *parts = self->parts.subtrees;
  const GArray *top = self->parts.top;
  guint32 reach = 0, n_rows = 0;
  guint i = 0;

  for (guint j = 0; j < parts->len; j++)
    {
      CorSubtree part = g_array_index (parts, CorSubtree, j);

      for (; i < top->len && g_array_index (top, guint32, i) < part.begin; i++)
        reach = update_top_row (self, g_array_index (top, guint32, i), reach);
      self->reach[j] = reach;
      n_rows += reach > part.begin ? part.end - part.begin : 0;
    }
  for (; i < top->len; i++)
    reach = update_top_row (self, g_array_index (top, guint32, i), reach);

  return n_rows;
}

static void
update_part (guint32 begin, guint32 end, guint thread, gpointer user_data)
{
  CorSweep *self = user_data;
  const GArray *parts = self->parts.subtrees;
  guint low = 0, high = parts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (parts, CorSubtree, middle).begin <= begin)
        low = middle;
      else
        high = middle;
    }
  update_source_rows (self, begin, end, self->reach[low]);
}

static void
update_sources (CorSweep *self, CorMetric *metric, guint n_threads)
{
  CorSweepWork work = begin_work (self, &self->sources, metric);

  if (self->sources.dirty->len == 0)
    return;
  g_array_sort (self->sources.dirty, compare_rows);
  self->work = &work;
  if (update_top (self) < MIN_ROWS)
    n_threads = 1;
  cor_subtrees_foreach (&self->parts, n_threads, update_part, self);
  self->work = NULL;
}

static void
forget_dirty (CorSweepStage *stage)
{
  for (guint i = 0; i < stage->dirty->len; i++)
    stage->is_dirty[g_array_index (stage->dirty, guint32, i)] = FALSE;
  g_array_set_size (stage->dirty, 0);
}

static void
count_update (CorSweep *self)
{
  self->n_updates++;
  if (self->n_updates > 0)
    return;
  memset (self->sources.changed_in, 0, self->sources.n_rows);
  memset (self->targets.changed_in, 0, self->targets.n_rows);
  self->n_updates = 1;
}

/**
 * cor_sweep_run:
 * @self: a sweep
 * @metric: a customized metric of its network; with lengths just if the sweep has them
 * @n_threads: how many threads may work
 *
 * Computes everything. The result is the same with any number of threads.
 */
void
cor_sweep_run (CorSweep *self, CorMetric *metric, guint n_threads)
{
  cor_sweep_run_until (self, metric, n_threads, NULL);
}

static void
run_all (CorSweep *self, CorMetric *metric, guint n_threads)
{
  self->is_update = FALSE;
  count_update (self);
  run_targets (self, metric);
  run_sources (self, metric, n_threads);
  forget_dirty (&self->targets);
  forget_dirty (&self->sources);
}

/**
 * cor_sweep_run_until:
 * @self: a sweep
 * @metric: a customized metric of its network; with lengths just if the sweep has them
 * @n_threads: how many threads may work
 * @halt: (nullable): stops it
 *
 * Does what cor_sweep_run() does.
 *
 * Returns: %FALSE if it was stopped; then it has to be run again
 */
gboolean
cor_sweep_run_until (CorSweep *self, CorMetric *metric, guint n_threads, CorHalt *halt)
{
  g_return_val_if_fail (self->with_lengths == (cor_metric_get_costs (metric) != NULL), FALSE);

  self->halt = halt;
  run_all (self, metric, n_threads);
  self->halt = NULL;

  return cor_halt_goes_on (halt);
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
  const CorMetricChange *changed = cor_metric_get_changed (metric, &n_changed);
  guint32 tail = COR_ROAD_NONE;
  gboolean has_target_row = FALSE;

  for (gsize i = 0; i < n_changed; i++)
    {
      /* Those of one node come together. */
      if (changed[i].tail != tail)
        {
          guint32 row;

          tail = changed[i].tail;
          row = cor_sweep_stage_find_row (&self->sources, tail);
          if (row != COR_ROAD_NONE)
            cor_sweep_stage_mark (&self->sources, row);
          has_target_row = cor_sweep_stage_find_row (&self->targets, tail) != COR_ROAD_NONE;
        }
      if (has_target_row)
        cor_sweep_stage_mark (
            &self->targets,
            cor_sweep_stage_find_row (&self->targets, network->cch_up_head[changed[i].up]));
    }
}

/**
 * cor_sweep_update:
 * @self: a sweep that was run with @metric
 * @metric: the metric, of which all updates were marked
 * @n_threads: how many threads may work
 *
 * Computes what can have changed since the last run or update: the rows that rest upon changed
 * arcs, and what hangs below rows that came out differently.
 */
void
cor_sweep_update (CorSweep *self, CorMetric *metric, guint n_threads)
{
  cor_sweep_update_until (self, metric, n_threads, NULL);
}

/**
 * cor_sweep_update_until:
 * @self: a sweep that was run with @metric
 * @metric: the metric, of which all updates were marked
 * @n_threads: how many threads may work
 * @halt: (nullable): stops it
 *
 * Does what cor_sweep_update() does.
 *
 * Returns: %FALSE if it was stopped; then it has to be run again
 */
gboolean
cor_sweep_update_until (CorSweep *self, CorMetric *metric, guint n_threads, CorHalt *halt)
{
  self->halt = halt;
  self->is_update = TRUE;
  count_update (self);
  run_targets (self, metric);
  update_sources (self, metric, n_threads);
  forget_dirty (&self->targets);
  forget_dirty (&self->sources);
  self->halt = NULL;

  return cor_halt_goes_on (halt);
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
  return cor_sweep_stage_find_row (&self->sources, node);
}

/**
 * cor_sweep_get_times_ms:
 * @self: a sweep without lengths that was run
 * @row: one of its rows
 *
 * Returns: (transfer none): the travel times to all targets, in milliseconds
 */
const guint32 *
cor_sweep_get_times_ms (CorSweep *self, guint32 row)
{
  g_return_val_if_fail (!self->with_lengths, NULL);

  return self->sources.times_ms + (gsize) row * self->n_lanes;
}

/**
 * cor_sweep_get_costs:
 * @self: a sweep with lengths that was run
 * @row: one of its rows
 *
 * Returns: (transfer none): the costs of the ways to all targets
 */
const CorCost *
cor_sweep_get_costs (CorSweep *self, guint32 row)
{
  g_return_val_if_fail (self->with_lengths, NULL);

  return self->sources.costs + (gsize) row * self->n_lanes;
}

/**
 * cor_sweep_get_row_changed:
 * @self: a sweep that was run
 * @row: one of its rows
 *
 * Returns: whether the last update changed it; after a run that is not known, and %TRUE
 */
gboolean
cor_sweep_get_row_changed (CorSweep *self, guint32 row)
{
  return !self->is_update || has_changed (self, &self->sources, row);
}
