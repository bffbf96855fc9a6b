/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loads.h"

#include <string.h>

#include "cor-huge.h"
#include "cor-sweep-private.h"
#include "cor-unpack.h"

/* How many drive an upward arc, both ways. */
typedef struct
{
  guint32 up;
  guint32 down;
} Flow;

struct _CorLoads
{
  CorMetric *metric;
  CorNetwork *network;
  Flow *flows;       /* by upward arc; all of them nothing between two counts */
  guint8 *is_driven; /* by node: whether any of its upward arcs is driven; likewise */
  guint32 *loads;    /* while it counts */
};

/**
 * cor_loads_new:
 * @metric: a metric without lengths; it must be kept as long as the loads
 *
 * Returns: (transfer full): what counts
 */
CorLoads *
cor_loads_new (CorMetric *metric)
{
  CorLoads *self;

  g_return_val_if_fail (cor_metric_get_costs (metric) == NULL, NULL);

  self = g_new0 (CorLoads, 1);
  self->metric = metric;
  self->network = cor_network_ref (cor_metric_get_network (metric));
  self->flows = cor_huge_new (self->network->n_up_arcs + 1, sizeof (Flow));
  memset (self->flows, 0, (self->network->n_up_arcs + 1) * sizeof (Flow));
  self->is_driven = g_new0 (guint8, self->network->n_nodes + 1);

  return self;
}

/**
 * cor_loads_free:
 * @self: (transfer full): what counted
 */
void
cor_loads_free (CorLoads *self)
{
  cor_network_unref (self->network);
  cor_huge_free (self->flows);
  g_free (self->is_driven);
  g_free (self);
}

static inline void
add_flow (CorLoads *self, guint32 up, guint32 tail, gboolean is_down, guint32 people)
{
  *(is_down ? &self->flows[up].down : &self->flows[up].up) += people;
  self->is_driven[tail] = TRUE;
}

/* From the places up: everybody goes on to the row that made the time of theirs, until that is the
 * way down to a target. */
static void
drive_up (CorLoads *self, CorSweep *sweep, guint32 *people, guint32 *people_down)
{
  const CorSweepStage *stage = &sweep->sources;
  const CorUpWeight *weights_ms = cor_metric_get_times_ms (self->metric);

  for (guint32 i = stage->n_rows; i > 0; i--)
    {
      guint32 row = i - 1;
      guint32 target_row = sweep->target_row[row];
      guint32 up = self->network->cch_first_up[stage->node[row]];

      if (people[row] == 0 || stage->times_ms[row] >= COR_TRAVEL_UNREACHABLE)
        continue;
      if (target_row != COR_ROAD_NONE &&
          sweep->targets.times_ms[target_row] == stage->times_ms[row])
        {
          people_down[target_row] += people[row];
          continue;
        }
      for (guint32 j = stage->first[row]; j < stage->first[row + 1]; j++, up++)
        {
          if (weights_ms[up].up + stage->times_ms[stage->sources[j]] != stage->times_ms[row])
            continue;
          people[stage->sources[j]] += people[row];
          add_flow (self, up, stage->node[row], FALSE, people[row]);
          break;
        }
    }
}

/* And down to the targets. */
static void
drive_down (CorLoads *self, CorSweep *sweep, guint32 *people)
{
  const CorSweepStage *stage = &sweep->targets;
  const CorUpWeight *weights_ms = cor_metric_get_times_ms (self->metric);

  for (guint32 row = 0; row < stage->n_rows; row++)
    {
      if (people[row] == 0 || sweep->begin_ms[row] == stage->times_ms[row])
        continue;
      for (guint32 i = stage->first[row]; i < stage->first[row + 1]; i++)
        {
          guint32 source = stage->sources[i];

          if (weights_ms[stage->up[i]].down + stage->times_ms[source] != stage->times_ms[row])
            continue;
          people[source] += people[row];
          add_flow (self, stage->up[i], stage->node[source], TRUE, people[row]);
          break;
        }
    }
}

static void
unpack_flow (CorLoads *self, guint32 up, guint32 tail, gboolean is_down, guint32 people)
{
  CorPacked packed;
  CorUnpacked parts;

  if (people == 0)
    return;
  packed = cor_pack (self->metric, up, tail, is_down);
  cor_unpack (self->metric, &packed, &parts);
  if (parts.arc != COR_ROAD_NONE)
    {
      self->loads[parts.arc] += people;
      return;
    }
  add_flow (self, parts.first.up, parts.first.tail, TRUE, people);
  add_flow (self, parts.second.up, parts.second.tail, FALSE, people);
}

static void
unpack_node (CorLoads *self, guint32 node)
{
  const guint32 *first_up = self->network->cch_first_up;

  self->is_driven[node] = FALSE;
  for (guint32 up = first_up[node]; up < first_up[node + 1]; up++)
    {
      Flow flow = self->flows[up];

      if (flow.up == 0 && flow.down == 0)
        continue;
      self->flows[up] = (Flow){ 0, 0 };
      unpack_flow (self, up, node, FALSE, flow.up);
      unpack_flow (self, up, node, TRUE, flow.down);
    }
}

/* What an upward arc stands for hangs below its tail, so that one pass downward is enough, and
 * subtrees do not meet. */
static void
unpack_subtree (guint32 begin, guint32 end, guint thread, gpointer user_data)
{
  CorLoads *self = user_data;

  for (guint32 node = begin; node < end; node++)
    {
      if (self->is_driven[node])
        unpack_node (self, node);
    }
}

/**
 * cor_loads_compute:
 * @self: what counts
 * @sweep: a sweep to a single target, which may have many ends, without lengths, that was run with
 *   the same metric
 * @nodes: (array length=n_nodes): where people start; nodes that the sweep was made for
 * @people: (array length=n_nodes): how many
 * @n_nodes: number of nodes
 * @n_threads: how many threads may work
 * @loads: (array): by arc of the network; takes how many drive it
 *
 * Sends everybody the quickest way to the nearest end and counts who drives where. The result is
 * the same with any number of threads.
 */
void
cor_loads_compute (CorLoads *self,
                   CorSweep *sweep,
                   const guint32 *nodes,
                   const guint32 *people,
                   gsize n_nodes,
                   guint n_threads,
                   guint32 *loads)
{
  const CorSubtrees *parts = cor_metric_get_parts (self->metric);
  g_autofree guint32 *at_row = g_new0 (guint32, sweep->sources.n_rows + 1);
  g_autofree guint32 *at_target_row = g_new0 (guint32, sweep->targets.n_rows + 1);

  g_return_if_fail (sweep->n_lanes == 1 && !sweep->with_lengths);

  memset (loads, 0, self->network->n_arcs * sizeof *loads);
  self->loads = loads;
  for (gsize i = 0; i < n_nodes; i++)
    at_row[cor_sweep_find_row (sweep, nodes[i])] += people[i];
  drive_up (self, sweep, at_row, at_target_row);
  drive_down (self, sweep, at_target_row);
  for (guint i = 0; i < parts->top->len; i++)
    {
      guint32 node = g_array_index (parts->top, guint32, i);

      unpack_subtree (node, node + 1, 0, self);
    }
  cor_subtrees_foreach (parts, n_threads, unpack_subtree, self);
  self->loads = NULL;
}
