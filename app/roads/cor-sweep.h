/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"

G_BEGIN_DECLS

/**
 * CorSweepEnd:
 * @lane: which target it belongs to
 * @node: a node where a journey to it may end
 * @cost: what is left from there
 *
 * An end of the journey to a target.
 */
typedef struct
{
  guint32 lane;
  guint32 node;
  CorCost cost;
} CorSweepEnd;

/**
 * CorSweep:
 *
 * Travel times from many nodes to many targets at once. Everything that does not depend on weights
 * is found once; then each run streams over it, and an update computes only what can have changed.
 */
typedef struct _CorSweep CorSweep;

CorSweep *cor_sweep_new (CorNetwork *network,
                         const guint32 *nodes,
                         gsize n_nodes,
                         const CorSweepEnd *ends,
                         gsize n_ends,
                         guint n_targets,
                         gboolean with_lengths) G_GNUC_WARN_UNUSED_RESULT;
CorSweep *cor_sweep_new_until (CorNetwork *network,
                               const guint32 *nodes,
                               gsize n_nodes,
                               const CorSweepEnd *ends,
                               gsize n_ends,
                               guint n_targets,
                               gboolean with_lengths,
                               CorHalt *halt) G_GNUC_WARN_UNUSED_RESULT;
void cor_sweep_free (CorSweep *self);

void cor_sweep_set_end_cost (CorSweep *self, gsize end, CorCost cost);
void cor_sweep_run (CorSweep *self, CorMetric *metric, guint n_threads);
gboolean cor_sweep_run_until (CorSweep *self, CorMetric *metric, guint n_threads, CorHalt *halt);
void cor_sweep_mark (CorSweep *self, CorMetric *metric);
void cor_sweep_update (CorSweep *self, CorMetric *metric, guint n_threads);
gboolean cor_sweep_update_until (CorSweep *self, CorMetric *metric, guint n_threads, CorHalt *halt);

guint32 cor_sweep_get_n_rows (CorSweep *self);
guint32 cor_sweep_find_row (CorSweep *self, guint32 node);
const guint32 *cor_sweep_get_times_ms (CorSweep *self, guint32 row);
const CorCost *cor_sweep_get_costs (CorSweep *self, guint32 row);
gboolean cor_sweep_get_row_changed (CorSweep *self, guint32 row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSweep, cor_sweep_free)

G_END_DECLS
