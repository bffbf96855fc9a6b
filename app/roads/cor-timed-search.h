/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set.h"
#include "cor-dijkstra.h"
#include "cor-potential.h"

G_BEGIN_DECLS

/**
 * CorTimedSearch:
 *
 * The search that respects when roads are closed, slow or watched, as a #CorRoadClock says. Whoever
 * is at a node may wait there, and does where that is sooner; so being early is never worse, and
 * the search is as exact as the plain one.
 */
typedef struct _CorTimedSearch CorTimedSearch;

CorTimedSearch *cor_timed_search_new (CorNetwork *network,
                                      CorRoadVehicle vehicle) G_GNUC_WARN_UNUSED_RESULT;
void cor_timed_search_free (CorTimedSearch *self);

void cor_timed_search_start (CorTimedSearch *self,
                             const guint32 *weights_ms,
                             CorClosureSet *closures,
                             gint64 reference_utc_s,
                             gboolean backward);
void cor_timed_search_lead (CorTimedSearch *self, CorPotential *potential);
gboolean cor_timed_search_drive (CorTimedSearch *self,
                                 guint32 arc,
                                 guint32 along_from,
                                 guint32 along_to,
                                 guint32 clock_ms,
                                 guint32 *after_ms,
                                 guint32 *wait_ms);
void cor_timed_search_add_start (CorTimedSearch *self,
                                 guint32 node,
                                 guint32 clock_ms,
                                 guint32 distance_m);
void cor_timed_search_run (CorTimedSearch *self, const guint32 *wanted, gsize n_wanted);
void cor_timed_search_run_within (CorTimedSearch *self, guint32 limit_ms);
guint32 cor_timed_search_get_clock_ms (CorTimedSearch *self, guint32 node);
guint32 cor_timed_search_get_distance_m (CorTimedSearch *self, guint32 node);
guint32 cor_timed_search_get_last_arc (CorTimedSearch *self, guint32 node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTimedSearch, cor_timed_search_free)

G_END_DECLS
