/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sweep-private.h"

/* With one target and times alone the rows are single numbers, and most of the time would go into
 * asking for them one by one, and into guessing wrong how many sources the next row has. */

static void
run_rows (CorSweep *self, guint32 begin, guint32 end)
{
  const CorSweepStage *stage = &self->sources;
  const CorUpWeight *weights_ms = self->work->weights_ms;
  const guint32 *first_up = self->network->cch_first_up;

  for (guint32 row = begin; row < end; row++)
    {
      const CorUpWeight *weight = weights_ms + first_up[stage->node[row]];
      guint32 target_row = self->target_row[row];
      guint32 best =
          target_row != COR_ROAD_NONE ? self->targets.times_ms[target_row] : COR_TRAVEL_UNREACHABLE;

      for (guint32 i = stage->first[row]; i < stage->first[row + 1]; i++, weight++)
        best = MIN (best, weight->up + stage->times_ms[stage->sources[i]]);
      stage->times_ms[row] = best;
    }
}

/* All nodes of a run without targets: straight through their arcs without a branch. What a node has
 * so far is written after each arc, and the next node is gone to after its last. Only the first of
 * the nodes may be without arcs, for what hangs below another has one. */
static void
run_straight (CorSweep *self, guint32 begin, guint32 end)
{
  const CorNetwork *network = self->network;
  const CorUpWeight *weight = self->work->weights_ms;
  const guint32 *head = network->cch_up_head;
  const guint64 *is_last = self->is_last;
  guint32 *times_ms = self->sources.times_ms;
  guint32 node = begin;
  guint32 best = COR_TRAVEL_UNREACHABLE;

  if (node < end && network->cch_first_up[node] == network->cch_first_up[node + 1])
    times_ms[node++] = COR_TRAVEL_UNREACHABLE;
  for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[end]; up++)
    {
      guint32 last = is_last[up / 64] >> up % 64 & 1;
      guint32 way = weight[up].up + times_ms[head[up]];

      best = MIN (best, way);
      times_ms[node] = best;
      node += last;
      best = last ? COR_TRAVEL_UNREACHABLE : best;
    }
}

/* The row of the first target from @row on. */
static guint32
find_target_row (const CorSweep *self, guint32 row)
{
  guint32 low = 0;
  guint32 high = self->targets.n_rows;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->targets.node[middle] < row)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * cor_sweep_run_single_rows:
 * @self: a sweep to a single target
 * @begin: its first row to compute
 * @end: the row after the last
 *
 * Computes these rows, times alone.
 */
void
cor_sweep_run_single_rows (CorSweep *self, guint32 begin, guint32 end)
{
  guint32 target_row;

  if (self->is_last == NULL)
    {
      run_rows (self, begin, end);
      return;
    }
  /* Here rows are nodes. */
  target_row = find_target_row (self, begin);
  while (begin < end)
    {
      guint32 next = target_row < self->targets.n_rows ? self->targets.node[target_row] : end;

      run_straight (self, begin, MIN (next, end));
      if (next < end)
        run_rows (self, next, next + 1);
      begin = MIN (next, end) + 1;
      target_row++;
    }
}
