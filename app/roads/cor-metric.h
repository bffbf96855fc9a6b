/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-dijkstra.h"
#include "cor-metric-kernel.h"
#include "cor-subtrees.h"

G_BEGIN_DECLS

/**
 * CorMetric:
 *
 * The weights of a hierarchy for given weights of the arcs. Of equally quick ways the shorter
 * counts when lengths are kept too.
 */
typedef struct _CorMetric CorMetric;

CorMetric *cor_metric_new (CorNetwork *network,
                           const guint32 *weights_ms,
                           gboolean with_lengths) G_GNUC_WARN_UNUSED_RESULT;
void cor_metric_free (CorMetric *self);

void cor_metric_customize (CorMetric *self, guint n_threads);
void cor_metric_update (CorMetric *self, const guint32 *arcs, gsize n_arcs);
const guint32 *cor_metric_get_changed (CorMetric *self, gsize *n_changed);

guint32 cor_metric_find_tail (CorMetric *self, guint32 up);
CorNetwork *cor_metric_get_network (CorMetric *self);
const guint32 *cor_metric_get_arc_weights_ms (CorMetric *self);
const CorUpWeight *cor_metric_get_times_ms (CorMetric *self);
const CorUpWeight *cor_metric_get_lengths_m (CorMetric *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMetric, cor_metric_free)

G_END_DECLS
