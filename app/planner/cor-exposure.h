/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-burden.h"
#include "cor-fronts.h"
#include "cor-journeys.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorExposures:
 *
 * How much of the quickest ways of a plan lies within reach of a front.
 */
typedef struct _CorExposures CorExposures;

/* Ways beside the quickest that are known of each pair. */
#define COR_EXPOSURES_MAX_WAYS 3u

/**
 * CorExposedWay:
 * @time_ms: how long it takes, whenever one leaves
 * @exposed_m: how much of it is exposed
 *
 * A way that is less exposed than the quickest.
 */
typedef struct
{
  guint32 time_ms;
  guint exposed_m;
} CorExposedWay;

CorExposures *cor_exposures_new (CorJourneys *journeys,
                                 CorNetwork *network,
                                 CorSnapshot *snapshot,
                                 CorProgress *progress,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_exposures_free (CorExposures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorExposures, cor_exposures_free)

gboolean
cor_exposures_is_for (const CorExposures *self, const CorJourneys *journeys, CorSnapshot *snapshot);

gboolean cor_exposures_is_empty (const CorExposures *self);

const guint32 *cor_exposures_get_legs (const CorExposures *self);
guint cor_exposures_list_ways (const CorExposures *self,
                               CorTravel travel,
                               guint rally_point,
                               guint crossing,
                               CorExposedWay *ways);

const CorFronts *cor_exposures_get_fronts (const CorExposures *self);

const CorBurden *cor_exposures_get_burden (const CorExposures *self);

guint
cor_exposures_get_m (const CorExposures *self, CorTravel travel, guint rally_point, guint crossing);

G_END_DECLS
