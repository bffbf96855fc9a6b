/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-potential.h"

struct _CorPotential
{
  CorMetric *metric; /* read only: several potentials on several threads may share it */
  CorNetwork *network;
  gboolean from_places;
  guint32 *climbed_ms; /* from a place by upward arcs alone */
  guint32 *climbed_in; /* for which start that holds */
  guint32 *answer_ms;
  guint32 *answered_in;
  guint32 start;
  GArray *path; /* guint32: from a node up to the first that was answered */
};

/**
 * cor_potential_new:
 * @metric: a metric that was customized; it must outlive the potential and stay as it is
 *
 * Returns: (transfer full): a potential of no place yet
 */
CorPotential *
cor_potential_new (CorMetric *metric)
{
  CorPotential *self = g_new0 (CorPotential, 1);

  self->metric = metric;
  self->network = cor_metric_get_network (metric);
  self->climbed_ms = g_new (guint32, self->network->n_nodes + 1);
  self->climbed_in = g_new0 (guint32, self->network->n_nodes + 1);
  self->answer_ms = g_new (guint32, self->network->n_nodes + 1);
  self->answered_in = g_new0 (guint32, self->network->n_nodes + 1);
  self->path = g_array_new (FALSE, FALSE, sizeof (guint32));

  return self;
}

/**
 * cor_potential_free:
 * @self: (transfer full): a potential
 */
void
cor_potential_free (CorPotential *self)
{
  g_free (self->climbed_ms);
  g_free (self->climbed_in);
  g_free (self->answer_ms);
  g_free (self->answered_in);
  g_array_unref (self->path);
  g_free (self);
}

/**
 * cor_potential_start:
 * @self: a potential
 * @from_places: whether the times from the places are wanted, not those to them
 *
 * Forgets all places.
 */
void
cor_potential_start (CorPotential *self, gboolean from_places)
{
  self->from_places = from_places;
  self->start++;
}

/* The time of an upward arc; a metric that weighs distances, too, has it within its costs. */
static guint32
get_up_ms (CorPotential *self, guint32 up, gboolean is_down)
{
  const CorUpCost *costs = cor_metric_get_costs (self->metric);
  const CorUpWeight *weights = cor_metric_get_times_ms (self->metric);

  if (costs != NULL)
    return cor_cost_time_ms (is_down ? costs[up].down : costs[up].up);

  return is_down ? weights[up].down : weights[up].up;
}

static void
climb_to (CorPotential *self, guint32 node, guint32 time_ms)
{
  if (self->climbed_in[node] == self->start && self->climbed_ms[node] <= time_ms)
    return;
  self->climbed_in[node] = self->start;
  self->climbed_ms[node] = time_ms;
}

/**
 * cor_potential_add_place:
 * @self: a potential of which no node was asked for since it was started
 * @node: a node
 * @time_ms: what lies between it and the place
 */
void
cor_potential_add_place (CorPotential *self, guint32 node, guint32 time_ms)
{
  const CorNetwork *network = self->network;

  if (time_ms >= COR_TRAVEL_UNREACHABLE)
    return;
  climb_to (self, node, time_ms);
  for (; node != COR_ROAD_NONE; node = network->cch_parent[node])
    {
      guint32 here_ms = self->climbed_ms[node];

      if (self->climbed_in[node] != self->start)
        continue;
      for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
        {
          guint32 on_ms = get_up_ms (self, up, !self->from_places);

          if (on_ms < COR_TRAVEL_UNREACHABLE - here_ms)
            climb_to (self, network->cch_up_head[up], here_ms + on_ms);
        }
    }
}

/* All above it was answered. */
static void
answer (CorPotential *self, guint32 node)
{
  const CorNetwork *network = self->network;
  guint32 best_ms =
      self->climbed_in[node] == self->start ? self->climbed_ms[node] : COR_TRAVEL_UNREACHABLE;

  for (guint32 up = network->cch_first_up[node]; up < network->cch_first_up[node + 1]; up++)
    {
      guint32 above_ms = self->answer_ms[network->cch_up_head[up]];
      guint32 on_ms = get_up_ms (self, up, self->from_places);

      if (on_ms < COR_TRAVEL_UNREACHABLE && above_ms < COR_TRAVEL_UNREACHABLE)
        best_ms = MIN (best_ms, on_ms + above_ms);
    }
  self->answer_ms[node] = best_ms;
  self->answered_in[node] = self->start;
}

/**
 * cor_potential_get_ms:
 * @self: a potential
 * @node: a node
 *
 * Returns: the time between @node and the nearest place, or %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_potential_get_ms (CorPotential *self, guint32 node)
{
  if (self->answered_in[node] == self->start)
    return self->answer_ms[node];
  g_array_set_size (self->path, 0);
  for (guint32 above = node; above != COR_ROAD_NONE && self->answered_in[above] != self->start;
       above = self->network->cch_parent[above])
    g_array_append_val (self->path, above);
  for (guint i = self->path->len; i > 0; i--)
    answer (self, g_array_index (self->path, guint32, i - 1));

  return self->answer_ms[node];
}
