/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loads.h"

#include "cor-sweep-private.h"
#include "cor-unpack.h"

/* How many drive each upward arc, and which arcs are driven at all. */
typedef struct
{
  guint32 *up;
  guint32 *down;
  guint32 *tail;
  guint64 *is_driven;
} Flows;

static void
add_flow (Flows *flows, guint32 up, guint32 tail, gboolean is_down, guint32 people)
{
  *(is_down ? &flows->down[up] : &flows->up[up]) += people;
  flows->tail[up] = tail;
  flows->is_driven[up / 64] |= (guint64) 1 << up % 64;
}

/* From the places up: everybody goes on to the row that made the time of theirs, until that is the
 * way down to a target. */
static void
drive_up (CorSweep *sweep, CorMetric *metric, guint32 *people, guint32 *people_down, Flows *flows)
{
  const CorSweepStage *stage = &sweep->sources;
  const CorUpWeight *weights_ms = cor_metric_get_times_ms (metric);

  for (guint32 i = stage->n_rows; i > 0; i--)
    {
      guint32 row = i - 1;
      guint32 target_row = sweep->target_row[row];
      guint32 up = sweep->network->cch_first_up[stage->node[row]];

      if (people[row] == 0 || stage->ms[row] >= COR_TRAVEL_UNREACHABLE)
        continue;
      if (target_row != COR_ROAD_NONE && sweep->targets.ms[target_row] == stage->ms[row])
        {
          people_down[target_row] += people[row];
          continue;
        }
      for (guint32 j = stage->first[row]; j < stage->first[row + 1]; j++, up++)
        {
          if (weights_ms[up].up + stage->ms[stage->sources[j]] != stage->ms[row])
            continue;
          people[stage->sources[j]] += people[row];
          add_flow (flows, up, stage->node[row], FALSE, people[row]);
          break;
        }
    }
}

/* And down to the targets. */
static void
drive_down (CorSweep *sweep, CorMetric *metric, guint32 *people, Flows *flows)
{
  const CorSweepStage *stage = &sweep->targets;
  const CorUpWeight *weights_ms = cor_metric_get_times_ms (metric);

  for (guint32 row = 0; row < stage->n_rows; row++)
    {
      if (people[row] == 0 || sweep->begin_ms[row] == stage->ms[row])
        continue;
      for (guint32 i = stage->first[row]; i < stage->first[row + 1]; i++)
        {
          guint32 source = stage->sources[i];

          if (weights_ms[stage->up[i]].down + stage->ms[source] != stage->ms[row])
            continue;
          people[source] += people[row];
          add_flow (flows, stage->up[i], stage->node[source], TRUE, people[row]);
          break;
        }
    }
}

static void
unpack_flow (CorMetric *metric, Flows *flows, guint32 up, gboolean is_down, guint32 *loads)
{
  guint32 people = is_down ? flows->down[up] : flows->up[up];
  CorUnpacked parts;

  if (people == 0)
    return;
  cor_unpack (metric, up, flows->tail[up], is_down, &parts);
  if (parts.arc != COR_ROAD_NONE)
    {
      loads[parts.arc] += people;
      return;
    }
  add_flow (flows, parts.first, parts.low, TRUE, people);
  add_flow (flows, parts.second, parts.low, FALSE, people);
}

/* What an upward arc stands for has higher numbers, so one pass through them is enough. */
static void
unpack_flows (CorMetric *metric, Flows *flows, guint32 n_up, guint32 *loads)
{
  for (gsize word = 0; word <= n_up / 64; word++)
    {
      while (flows->is_driven[word] != 0)
        {
          guint32 up = (guint32) (word * 64) + (guint32) __builtin_ctzll (flows->is_driven[word]);

          flows->is_driven[word] &= flows->is_driven[word] - 1;
          unpack_flow (metric, flows, up, FALSE, loads);
          unpack_flow (metric, flows, up, TRUE, loads);
        }
    }
}

/**
 * cor_loads_compute:
 * @sweep: a sweep to a single target, which may have many ends, that was run with @metric
 * @metric: the metric, without lengths
 * @nodes: (array length=n_nodes): where people start; nodes that the sweep was made for
 * @people: (array length=n_nodes): how many
 * @n_nodes: number of nodes
 * @loads: (array): by arc of the network; takes how many drive it
 *
 * Sends everybody the quickest way to the nearest end and counts who drives where.
 */
void
cor_loads_compute (CorSweep *sweep,
                   CorMetric *metric,
                   const guint32 *nodes,
                   const guint32 *people,
                   gsize n_nodes,
                   guint32 *loads)
{
  const CorNetwork *network = sweep->network;
  g_autofree guint32 *at_row = g_new0 (guint32, sweep->sources.n_rows + 1);
  g_autofree guint32 *at_target_row = g_new0 (guint32, sweep->targets.n_rows + 1);
  g_autofree guint32 *up = g_new0 (guint32, network->n_up_arcs + 1);
  g_autofree guint32 *down = g_new0 (guint32, network->n_up_arcs + 1);
  g_autofree guint32 *tail = g_new (guint32, network->n_up_arcs + 1);
  g_autofree guint64 *is_driven = g_new0 (guint64, network->n_up_arcs / 64 + 1);
  Flows flows = { up, down, tail, is_driven };

  g_return_if_fail (sweep->n_lanes == 1 && sweep->sources.m == NULL &&
                    cor_metric_get_lengths_m (metric) == NULL);

  for (guint32 arc = 0; arc < network->n_arcs; arc++)
    loads[arc] = 0;
  for (gsize i = 0; i < n_nodes; i++)
    at_row[cor_sweep_find_row (sweep, nodes[i])] += people[i];
  drive_up (sweep, metric, at_row, at_target_row, &flows);
  drive_down (sweep, metric, at_target_row, &flows);
  unpack_flows (metric, &flows, network->n_up_arcs, loads);
}
