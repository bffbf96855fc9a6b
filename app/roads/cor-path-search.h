/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"
#include "cor-snap-private.h"

G_BEGIN_DECLS

/**
 * CorPathSearch:
 *
 * The quickest way from one place to another by walking up a hierarchy from both ends.
 */
typedef struct _CorPathSearch CorPathSearch;

CorPathSearch *cor_path_search_new (CorMetric *metric) G_GNUC_WARN_UNUSED_RESULT;
void cor_path_search_free (CorPathSearch *self);

CorCost cor_path_search_run (CorPathSearch *self,
                             const CorSnapEnd *leaving,
                             guint n_leaving,
                             const CorSnapEnd *arriving,
                             guint n_arriving);
void cor_path_search_list_arcs (CorPathSearch *self,
                                GArray *arcs,
                                guint32 *first_node,
                                guint32 *last_node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPathSearch, cor_path_search_free)

G_END_DECLS
