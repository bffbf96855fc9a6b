/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-metric.h"
#include "cor-router-private.h"

G_BEGIN_DECLS

/**
 * COR_VIA_NONE:
 *
 * What stands for no via.
 */
#define COR_VIA_NONE G_MAXUINT32

/**
 * CorVia:
 * @node: a node over which a way between two places may lead
 * @from_ms: the time to it from the source, the connector included
 * @to_ms: the time from it to the target, the connector included
 * @before: the index of the via before it on a quickest way from the source, or %COR_VIA_NONE
 * @behind: the index of the via behind it on a quickest way to the target, or %COR_VIA_NONE
 * @is_exact: whether both times are exact; if not, it is only a step on the way to others
 *
 * A node between two places. Vias that follow each other need not be neighbours: roads lie between
 * them.
 */
typedef struct
{
  guint32 node;
  guint32 from_ms;
  guint32 to_ms;
  guint32 before;
  guint32 behind;
  gboolean is_exact;
} CorVia;

/**
 * CorViaSearch:
 *
 * Finds the nodes over which a way between two places leads that takes no longer than a limit.
 */
typedef struct _CorViaSearch CorViaSearch;

CorViaSearch *cor_via_search_new (CorNetwork *network) G_GNUC_WARN_UNUSED_RESULT;
void cor_via_search_free (CorViaSearch *self);

const CorVia *cor_via_search_run (CorViaSearch *self,
                                  CorMetric *metric,
                                  const CorRouterEnds *ends,
                                  guint32 limit_ms,
                                  guint32 min_nodes,
                                  gsize *n_vias);
const CorVia *cor_via_search_run_plainly (CorViaSearch *self,
                                          CorDijkstra *dijkstra,
                                          const guint32 *weights_ms,
                                          const CorRouterEnds *ends,
                                          gsize *n_vias);

guint32 cor_via_search_find (CorViaSearch *self, guint32 node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorViaSearch, cor_via_search_free)

G_END_DECLS
