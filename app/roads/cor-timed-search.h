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
 * the search is as exact as the plain one. It can be guarded: then nobody waits where a
 * #CorWaitGuard forbids it.
 */
typedef struct _CorTimedSearch CorTimedSearch;

CorTimedSearch *cor_timed_search_new (CorNetwork *network,
                                      CorRoadVehicle vehicle) G_GNUC_WARN_UNUSED_RESULT;
void cor_timed_search_free (CorTimedSearch *self);

void cor_timed_search_start (CorTimedSearch *self,
                             const guint32 *weights_ms,
                             CorClosureSet *closures,
                             gint64 reference_utc_s,
                             gboolean backward,
                             gboolean is_guarded);
void cor_timed_search_lead (CorTimedSearch *self, CorPotential *potential);
guint cor_timed_search_get_class (CorTimedSearch *self, guint32 arc);
gboolean cor_timed_search_drive (CorTimedSearch *self,
                                 guint32 arc,
                                 guint32 along_from,
                                 guint32 along_to,
                                 guint wait_class,
                                 guint32 clock_ms,
                                 guint32 *after_ms,
                                 guint32 *wait_ms);
void cor_timed_search_add_start (CorTimedSearch *self,
                                 guint32 node,
                                 guint32 clock_ms,
                                 guint32 distance_m);
void cor_timed_search_add_start_on (CorTimedSearch *self,
                                    guint32 arc,
                                    guint32 along_from,
                                    guint32 along_to,
                                    guint32 clock_ms,
                                    guint32 distance_m);
void cor_timed_search_run (CorTimedSearch *self, const guint32 *wanted, gsize n_wanted);
void cor_timed_search_run_within (CorTimedSearch *self, guint32 limit_ms);
guint32 cor_timed_search_get_clock_ms (const CorTimedSearch *self, guint32 node);
guint32 cor_timed_search_get_first_label (const CorTimedSearch *self, guint32 node);
guint32 cor_timed_search_get_next_label (const CorTimedSearch *self, guint32 label);
guint32 cor_timed_search_get_label_ms (const CorTimedSearch *self, guint32 label);
guint32 cor_timed_search_get_label_m (const CorTimedSearch *self, guint32 label);
guint cor_timed_search_get_label_class (const CorTimedSearch *self, guint32 label);
guint32 cor_timed_search_get_last_arc (const CorTimedSearch *self, guint32 label);
guint32 cor_timed_search_get_entered_ms (CorTimedSearch *self, guint32 label);
guint32
cor_timed_search_get_start_arc (const CorTimedSearch *self, guint32 label, guint32 *entered_ms);
guint32 cor_timed_search_get_parent (const CorTimedSearch *self, guint32 label);
guint32 cor_timed_search_get_node (const CorTimedSearch *self, guint32 label);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTimedSearch, cor_timed_search_free)

G_END_DECLS
