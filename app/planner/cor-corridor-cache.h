/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-journeys.h"
#include "cor-result.h"

G_BEGIN_DECLS

/**
 * CorCorridorCache:
 *
 * The ways found so far while the same roads are closed. Those of a moment ago, when others were,
 * serve first plans as far as no closure touches them.
 */
typedef struct _CorCorridorCache CorCorridorCache;

CorCorridorCache *cor_corridor_cache_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_corridor_cache_free (CorCorridorCache *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorCorridorCache, cor_corridor_cache_free)

void cor_corridor_cache_clear (CorCorridorCache *self);

void cor_corridor_cache_trim (CorCorridorCache *self, guint n_wanted);

CorCorridor *cor_corridor_cache_find (CorCorridorCache *self,
                                      CorJourneys *journeys,
                                      CorTravel travel,
                                      const CorCluster *cluster,
                                      guint cluster_index,
                                      const CorCrossing *crossing,
                                      guint crossing_index,
                                      gint64 depart_utc_s,
                                      gboolean is_early,
                                      guint *duration_s);

G_END_DECLS
