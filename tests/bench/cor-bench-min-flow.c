/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-bench-min-flow.h"

#include <gio/gio.h>
#include <string.h>

#include "cor-flow.h"

#define MAX_AMOUNT G_MAXINT32

/* More nodes than any published instance has; they are kept before the first arc is read. */
#define MAX_NODES (1 << 24)

/* What can be added up without care. */
#define MAX_COST (G_MAXINT64 / 4)
#define COSTS_TOO_MUCH "the flow could cost more than can be counted"

static CorBenchMinFlow *
new_with_nodes (guint n_nodes)
{
  CorBenchMinFlow *self = g_new0 (CorBenchMinFlow, 1);

  self->n_nodes = n_nodes;
  self->supplies = g_array_new (FALSE, TRUE, sizeof (gint64));
  self->tails = g_array_new (FALSE, FALSE, sizeof (guint));
  self->heads = g_array_new (FALSE, FALSE, sizeof (guint));
  self->capacities = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->costs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_set_size (self->supplies, n_nodes);

  return self;
}

/**
 * cor_bench_min_flow_free:
 * @self: (transfer full): a flow of least cost
 */
void
cor_bench_min_flow_free (CorBenchMinFlow *self)
{
  g_array_unref (self->supplies);
  g_array_unref (self->tails);
  g_array_unref (self->heads);
  g_array_unref (self->capacities);
  g_array_unref (self->costs);
  g_free (self);
}

static void
add_arc (CorBenchMinFlow *self, guint tail, guint head, gint64 capacity, gint64 cost)
{
  g_array_append_val (self->tails, tail);
  g_array_append_val (self->heads, head);
  g_array_append_val (self->capacities, capacity);
  g_array_append_val (self->costs, cost);
}

/**
 * cor_bench_min_flow_get_stay_cost:
 * @instance: a problem
 *
 * Returns: what somebody costs who is not out, more than any slot
 */
gint64
cor_bench_min_flow_get_stay_cost (const CorBenchInstance *instance)
{
  return (gint64) instance->network.n_steps * 1000;
}

/**
 * cor_bench_min_flow_new_expanded:
 * @instance: a problem
 * @costs_on_way: whether time costs where it passes, on roads and in waiting, rather than all at
 * the exit; the sum is the same
 *
 * Returns: (transfer full): the same with every place at every step a node of its own
 */
CorBenchMinFlow *
cor_bench_min_flow_new_expanded (const CorBenchInstance *instance, gboolean costs_on_way)
{
  const CorExpandedNetwork *network = &instance->network;
  guint n_places = network->n_nodes * network->n_steps;
  guint sink = n_places + network->n_groups;
  CorBenchMinFlow *self = new_with_nodes (sink + 1);

  for (guint step = 0; step < network->n_steps; step++)
    {
      guint first = step * network->n_nodes;

      for (guint i = 0; i < network->n_arcs; i++)
        if (step + network->arcs[i].travel_steps < network->n_steps)
          add_arc (self, first + network->arcs[i].tail,
                   first + network->arcs[i].travel_steps * network->n_nodes + network->arcs[i].head,
                   network->arcs[i].capacity, costs_on_way ? network->arcs[i].travel_steps : 0);
      for (guint i = 0; i < network->n_nodes && step + 1 < network->n_steps; i++)
        add_arc (self, first + i, first + network->n_nodes + i, (gint64) instance->n_people,
                 costs_on_way);
    }
  for (guint i = 0; i < network->n_entries; i++)
    if (network->entries[i].step < network->n_steps)
      add_arc (self, n_places + network->entries[i].group,
               network->entries[i].step * network->n_nodes + network->entries[i].node,
               (gint64) instance->n_people, costs_on_way ? network->entries[i].step : 0);
  for (guint i = 0; i < network->n_slots; i++)
    add_arc (self, network->slots[i].steps[0] * network->n_nodes + network->slots[i].nodes[0], sink,
             network->slots[i].capacity, costs_on_way ? 0 : network->slots[i].rank);
  for (guint i = 0; i < network->n_groups; i++)
    {
      g_array_index (self->supplies, gint64, n_places + i) = network->groups[i].n_people;
      g_array_index (self->supplies, gint64, sink) -= network->groups[i].n_people;
      add_arc (self, n_places + i, sink, (gint64) instance->n_people,
               cor_bench_min_flow_get_stay_cost (instance));
    }

  return self;
}

static gboolean
refuse (const char *path, guint row, const char *what, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s, line %u: %s", path, row, what);

  return FALSE;
}

/* Reads whole numbers from words. */
static gboolean
read_numbers (GStrv words, guint n_numbers, gint64 *numbers)
{
  if (g_strv_length (words) != n_numbers)
    return FALSE;

  for (guint i = 0; i < n_numbers; i++)
    if (!g_ascii_string_to_signed (words[i], 10, -G_MAXINT64, G_MAXINT64, &numbers[i], NULL))
      return FALSE;

  return TRUE;
}

/* An arc that must take @least is that much paid in advance. */
static gboolean
read_arc (CorBenchMinFlow *self, GStrv words, const char *path, guint row, GError **error)
{
  gint64 n[5];
  gint64 *supplies = (gint64 *) self->supplies->data;

  if (!read_numbers (words, 5, n))
    return refuse (path, row, "an arc is “a FROM TO LEAST MOST COST” in whole numbers", error);
  if (n[0] < 1 || n[0] > self->n_nodes || n[1] < 1 || n[1] > self->n_nodes)
    return refuse (path, row, "the arc joins a node that is not there", error);
  if (n[2] < 0 || n[3] < n[2] || n[3] > MAX_AMOUNT || ABS (n[4]) > MAX_AMOUNT)
    return refuse (path, row, "amounts must be from 0, amounts and costs below 2^31", error);
  if (ABS (self->fixed_cost) + ABS (n[2] * n[4]) > MAX_COST)
    return refuse (path, row, COSTS_TOO_MUCH, error);

  add_arc (self, (guint) n[0] - 1, (guint) n[1] - 1, n[3] - n[2], n[4]);
  supplies[n[0] - 1] -= n[2];
  supplies[n[1] - 1] += n[2];
  self->fixed_cost += n[2] * n[4];

  return TRUE;
}

static gboolean
read_line (CorBenchMinFlow **self, const char *line, const char *path, guint row, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) numbers = NULL;
  gint64 n[2];

  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_strv_builder_add (builder, words[i]);
  numbers = g_strv_builder_end (builder);
  if (line[0] == 'c' || line[0] == '\0')
    return TRUE;

  if (line[0] == 'p' && *self == NULL)
    {
      if (g_strv_length (numbers) != 3 || strcmp (numbers[0], "min") != 0 ||
          !read_numbers (numbers + 1, 2, n) || n[0] < 1 || n[1] < 0)
        return refuse (path, row, "the problem is “p min NODES ARCS”", error);
      if (n[0] > MAX_NODES)
        return refuse (path, row, "more than 16,777,216 nodes cannot be read", error);
      *self = new_with_nodes ((guint) n[0]);
      (*self)->n_arcs = n[1];
      return TRUE;
    }
  if (*self == NULL)
    return refuse (path, row, "“p min NODES ARCS” must come first", error);
  if (line[0] == 'a')
    return read_arc (*self, numbers, path, row, error);
  if (line[0] != 'n' || !read_numbers (numbers, 2, n) || n[0] < 1 || n[0] > (*self)->n_nodes ||
      ABS (n[1]) > MAX_AMOUNT)
    return refuse (path, row, "a supply is “n NODE AMOUNT” in whole numbers below 2^31", error);
  g_array_index ((*self)->supplies, gint64, n[0] - 1) += n[1];

  return TRUE;
}

/* How much a flow of least cost could cost at most: more than is supplied goes over no arc but
 * those that gain something. */
static double
get_most_cost (const CorBenchMinFlow *self)
{
  double n_supplied = 0.0, cost = ABS ((double) self->fixed_cost);

  for (guint i = 0; i < self->n_nodes; i++)
    n_supplied += MAX (0, g_array_index (self->supplies, gint64, i));
  for (guint i = 0; i < self->costs->len; i++)
    {
      gint64 of_arc = g_array_index (self->costs, gint64, i);
      double n_most = g_array_index (self->capacities, gint64, i);

      cost += ABS ((double) of_arc) * (of_arc < 0 ? n_most : MIN (n_most, n_supplied));
    }

  return cost;
}

/* A file that ends too soon is another problem, and numbers that are too large make one. */
static gboolean
check_whole (const CorBenchMinFlow *self, const char *path, guint row, GError **error)
{
  if (self->costs->len != self->n_arcs)
    return refuse (path, row, "there are not as many arcs as the first line says", error);
  for (guint i = 0; i < self->n_nodes; i++)
    if (ABS (g_array_index (self->supplies, gint64, i)) > MAX_AMOUNT)
      return refuse (path, row, "what a node supplies or wants must be below 2^31 in all", error);
  if (get_most_cost (self) > (double) MAX_COST)
    return refuse (path, row, COSTS_TOO_MUCH, error);

  return TRUE;
}

/**
 * cor_bench_min_flow_new_dimacs:
 * @path: a file in the DIMACS format for flows of least cost: “p min”, “n”, “a” with lower bounds,
 *   amounts and costs below 2^31
 * @error: (nullable): set when it cannot be read, with the line
 *
 * Returns: (transfer full) (nullable): the problem
 */
CorBenchMinFlow *
cor_bench_min_flow_new_dimacs (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  CorBenchMinFlow *self = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (&self, lines[i], path, i + 1, error))
      {
        g_clear_pointer (&self, cor_bench_min_flow_free);
        return NULL;
      }
  if (self == NULL)
    refuse (path, 1, "“p min NODES ARCS” is missing", error);
  else if (!check_whole (self, path, g_strv_length (lines), error))
    g_clear_pointer (&self, cor_bench_min_flow_free);

  return self;
}

/* More than any way costs. */
static gint64
get_large_cost (const CorBenchMinFlow *self)
{
  gint64 largest = 0;

  for (guint i = 0; i < self->costs->len; i++)
    largest = MAX (largest, ABS (g_array_index (self->costs, gint64, i)));

  return (largest + 1) * (gint64) self->n_nodes;
}

/**
 * cor_bench_min_flow_solve:
 * @self: a flow of least cost
 * @cost: (out): what it costs
 *
 * Solves it by the product's network simplex. That one knows supplies and one sink: what must end
 * at a node goes on to the sink, and what has no other way goes there dearly, and then there is no
 * flow.
 *
 * Returns: whether there is one
 */
gboolean
cor_bench_min_flow_solve (const CorBenchMinFlow *self, gint64 *cost)
{
  g_autoptr (CorFlow) flow = cor_flow_new ();
  gint64 large_cost = get_large_cost (self), total = 0;
  guint first_arc, n_dear = self->n_nodes;

  for (guint i = 0; i < self->n_nodes; i++)
    {
      gint64 supply = g_array_index (self->supplies, gint64, i);

      total += supply;
      cor_flow_add_node (flow, (guint32) MAX (0, supply));
    }
  if (total != 0)
    return FALSE;
  for (guint i = 0; i < self->n_nodes; i++)
    cor_flow_set_first_arc (
        flow, i + 1, cor_flow_add_arc (flow, i + 1, COR_FLOW_SINK, COR_FLOW_UNLIMITED, large_cost));
  for (guint i = 0; i < self->n_nodes; i++)
    cor_flow_add_arc (flow, i + 1, COR_FLOW_SINK,
                      (guint32) MAX (0, -g_array_index (self->supplies, gint64, i)), 0);
  first_arc = 2 * self->n_nodes;
  for (guint i = 0; i < self->tails->len; i++)
    cor_flow_add_arc (flow, g_array_index (self->tails, guint, i) + 1,
                      g_array_index (self->heads, guint, i) + 1,
                      (guint32) g_array_index (self->capacities, gint64, i),
                      g_array_index (self->costs, gint64, i));
  cor_flow_solve (flow, NULL, NULL);

  *cost = self->fixed_cost;
  for (guint i = 0; i < self->tails->len; i++)
    *cost +=
        (gint64) cor_flow_get_amount (flow, first_arc + i) * g_array_index (self->costs, gint64, i);
  for (guint i = 0; i < n_dear; i++)
    if (cor_flow_get_amount (flow, i) > 0)
      return FALSE;

  return TRUE;
}
