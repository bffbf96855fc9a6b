/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-bench-instance.h"

G_BEGIN_DECLS

/**
 * CorBenchMinFlow:
 * @n_nodes: number of nodes
 * @supplies: (element-type gint64): by node: what begins there; negative: what must end there
 * @tails: (element-type guint): by arc: where it leaves
 * @heads: (element-type guint): where it leads
 * @capacities: (element-type gint64): what it takes
 * @costs: (element-type gint64): of one unit
 * @n_arcs: how many a file says that it has
 * @fixed_cost: of what must flow anyhow
 *
 * A flow of least cost, spelled out.
 */
typedef struct
{
  guint n_nodes;
  GArray *supplies;
  GArray *tails;
  GArray *heads;
  GArray *capacities;
  GArray *costs;
  gint64 n_arcs;
  gint64 fixed_cost;
} CorBenchMinFlow;

CorBenchMinFlow *cor_bench_min_flow_new_expanded (const CorBenchInstance *instance,
                                                  gboolean costs_on_way) G_GNUC_WARN_UNUSED_RESULT;
CorBenchMinFlow *cor_bench_min_flow_new_dimacs (const char *path,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cor_bench_min_flow_free (CorBenchMinFlow *self);

gboolean cor_bench_min_flow_solve (const CorBenchMinFlow *self, gint64 *cost);
gboolean cor_bench_min_flow_solve_by_lemon (const CorBenchMinFlow *self, gint64 *cost, double *ms);

gint64 cor_bench_min_flow_get_stay_cost (const CorBenchInstance *instance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBenchMinFlow, cor_bench_min_flow_free)

G_END_DECLS
