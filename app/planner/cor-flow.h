/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"

G_BEGIN_DECLS

/* The node to which everything flows. */
#define COR_FLOW_SINK 0u

#define COR_FLOW_UNLIMITED G_MAXINT32

/**
 * CorFlow:
 *
 * A minimum-cost flow: whatever the nodes supply goes along arcs to the sink, at the least total
 * cost, in whole units. Solved exactly.
 */
typedef struct _CorFlow CorFlow;

CorFlow *cor_flow_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_flow_free (CorFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFlow, cor_flow_free)

guint cor_flow_add_node (CorFlow *self, guint32 supply);

guint cor_flow_add_arc (CorFlow *self, guint from, guint to, guint32 capacity, gint64 cost);

void cor_flow_set_first_arc (CorFlow *self, guint node, guint arc);

gboolean cor_flow_solve (CorFlow *self, CorProgress *progress, GError **error);

guint32 cor_flow_get_amount (const CorFlow *self, guint arc);

guint cor_flow_get_n_pivots (const CorFlow *self);

G_END_DECLS
