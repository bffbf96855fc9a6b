/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-huge.h"
#include "cor-sweep-private.h"

/* Numbers that are written between two looks at whether to stop: fresh memory takes its time. */
#define NUMBERS_PER_CHECK 65536u

static guint32 *
new_times (gsize n, CorHalt *halt)
{
  guint32 *times_ms = cor_huge_new (n, sizeof *times_ms);

  for (gsize from = 0; from < n && cor_halt_goes_on (halt); from += NUMBERS_PER_CHECK)
    for (gsize i = from; i < MIN (n, from + NUMBERS_PER_CHECK); i++)
      times_ms[i] = COR_TRAVEL_UNREACHABLE;

  return times_ms;
}

static CorCost *
new_costs (gsize n, CorHalt *halt)
{
  CorCost *costs = cor_huge_new (n, sizeof *costs);

  for (gsize from = 0; from < n && cor_halt_goes_on (halt); from += NUMBERS_PER_CHECK)
    for (gsize i = from; i < MIN (n, from + NUMBERS_PER_CHECK); i++)
      costs[i] = COR_COST_UNREACHABLE;

  return costs;
}

/**
 * cor_sweep_stage_find_row:
 * @self: a stage of a sweep
 * @node: one of its nodes
 *
 * Returns: the row of that node, found by halving
 */
guint32
cor_sweep_stage_find_row (const CorSweepStage *self, guint32 node)
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
  self->changed_in = g_new0 (guint8, self->n_rows + 1);
  self->dirty = g_array_new (FALSE, FALSE, sizeof (guint32));
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
stage_allocate (CorSweepStage *self, guint n_lanes, gboolean with_lengths, CorHalt *halt)
{
  gsize n = (gsize) self->n_rows * n_lanes;

  if (with_lengths)
    self->costs = new_costs (n, halt);
  else
    self->times_ms = new_times (n, halt);
}

/* Where what hangs below each row ends, and the parts that several threads may take. */
static void
cut_sources (CorSweep *self, const guint32 *row)
{
  guint32 n_rows = self->sources.n_rows;
  g_autofree guint32 *parent = g_new (guint32, n_rows + 1);

  self->subtree_end = g_new (guint32, n_rows + 1);
  for (guint32 i = 0; i < n_rows; i++)
    {
      guint32 above = self->network->cch_parent[self->sources.node[i]];

      parent[i] = above != COR_ROAD_NONE ? row[above] : COR_ROAD_NONE;
      self->subtree_end[i] = i + 1;
    }
  for (guint32 i = n_rows; i > 0; i--)
    {
      if (parent[i - 1] != COR_ROAD_NONE)
        self->subtree_end[parent[i - 1]] =
            MAX (self->subtree_end[parent[i - 1]], self->subtree_end[i - 1]);
    }
  cor_subtrees_cut (&self->parts, n_rows, parent);
  self->reach = g_new0 (guint32, self->parts.subtrees->len + 1);
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
  self->source_row = g_new (guint32, self->targets.n_rows + 1);
  for (guint32 i = 0; i < self->targets.n_rows; i++)
    {
      guint32 source_row = row[self->targets.node[i]];

      self->source_row[i] = source_row;
      if (source_row != COR_ROAD_NONE)
        self->target_row[source_row] = i;
    }
}

/* The arcs of all nodes follow each other in the network, so that a single lane may go straight
 * through them, if it is told where a node ends. */
static void
mark_last_arcs (CorSweep *self)
{
  const CorNetwork *network = self->network;

  self->is_last = g_new0 (guint64, network->n_up_arcs / 64 + 1);
  for (guint32 node = 0; node < network->n_nodes; node++)
    {
      guint32 last = network->cch_first_up[node + 1] - 1;

      if (network->cch_first_up[node] <= last && last != G_MAXUINT32)
        self->is_last[last / 64] |= (guint64) 1 << last % 64;
    }
}

/**
 * cor_sweep_plan:
 * @self: a sweep
 * @nodes: (array length=n_nodes): what is asked for
 * @n_nodes: how many
 * @halt: (nullable): stops it; then @self can only be freed
 *
 * Finds all that does not depend on weights, and makes room for the rows.
 */
void
cor_sweep_plan (CorSweep *self, const guint32 *nodes, gsize n_nodes, CorHalt *halt)
{
  plan_targets (self);
  plan_sources (self, nodes, n_nodes);
  if (self->n_lanes == 1 && !self->with_lengths && nodes == NULL)
    mark_last_arcs (self);
  stage_allocate (&self->targets, self->n_lanes, self->with_lengths, halt);
  stage_allocate (&self->sources, self->n_lanes, self->with_lengths, halt);
  if (self->with_lengths)
    self->begin = new_costs ((gsize) self->targets.n_rows * self->n_lanes, halt);
  else
    self->begin_ms = new_times ((gsize) self->targets.n_rows * self->n_lanes, halt);
}
