/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-halt.h"
#include "cor-metric-kernel.h"
#include "cor-subtrees.h"

G_BEGIN_DECLS

/**
 * CorMetric:
 *
 * The weights of a hierarchy for given weights of the arcs (Dibbelt, Strasser, Wagner: Customizable
 * Contraction Hierarchies, 2016). Either times alone, or costs: then of equally quick ways the
 * shorter counts.
 */
typedef struct _CorMetric CorMetric;

/**
 * CorMetricChange:
 * @tail: the node that the upward arc leads up from
 * @up: the upward arc
 *
 * An upward arc that weighs something else now.
 */
typedef struct
{
  guint32 tail;
  guint32 up;
} CorMetricChange;

CorMetric *cor_metric_new (CorNetwork *network,
                           const guint32 *weights_ms,
                           gboolean with_lengths) G_GNUC_WARN_UNUSED_RESULT;
CorMetric *cor_metric_new_carrying (CorNetwork *network,
                                    const guint32 *weights_ms,
                                    const guint32 *carried) G_GNUC_WARN_UNUSED_RESULT;
void cor_metric_free (CorMetric *self);

void cor_metric_customize (CorMetric *self, guint n_threads);
gboolean cor_metric_customize_until (CorMetric *self, guint n_threads, CorHalt *halt);
gboolean
cor_metric_update_until (CorMetric *self, const guint32 *arcs, gsize n_arcs, CorHalt *halt);
void cor_metric_update (CorMetric *self, const guint32 *arcs, gsize n_arcs);
const CorMetricChange *cor_metric_get_changed (CorMetric *self, gsize *n_changed);

CorNetwork *cor_metric_get_network (CorMetric *self);
const CorSubtrees *cor_metric_get_parts (CorMetric *self);
const CorUpWeight *cor_metric_get_times_ms (CorMetric *self);
const CorUpCost *cor_metric_get_costs (CorMetric *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMetric, cor_metric_free)

G_END_DECLS
