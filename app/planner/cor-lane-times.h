/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-journeys.h"
#include "cor-lane-set.h"

G_BEGIN_DECLS

/* No way. */
#define COR_LANE_UNREACHABLE G_MAXUINT32

/**
 * CorLaneTimes:
 *
 * How long it takes from the rally points to the lanes, between these and on to the crossings, in
 * whole minutes. What is closed at any time of the plan counts as closed.
 */
typedef struct _CorLaneTimes CorLaneTimes;

CorLaneTimes *cor_lane_times_new (const CorLaneSet *lanes,
                                  CorJourneys *journeys,
                                  guint n_rally_points,
                                  guint n_crossings,
                                  CorProgress *progress,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_lane_times_free (CorLaneTimes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLaneTimes, cor_lane_times_free)

gboolean cor_lane_times_is_for (const CorLaneTimes *self,
                                const CorLaneSet *lanes,
                                const CorJourneys *journeys);

gboolean cor_lane_times_joins (const CorLaneTimes *self, guint rally_point, guint lane);

gboolean cor_lane_times_ends (const CorLaneTimes *self, guint lane, guint crossing);

guint32
cor_lane_times_get_to_s (const CorLaneTimes *self, CorTravel travel, guint rally_point, guint lane);

gint64 cor_lane_times_get_ready_utc_s (const CorLaneTimes *self, guint rally_point, guint lane);

guint32
cor_lane_times_get_on_s (const CorLaneTimes *self, CorTravel travel, guint lane, guint next_lane);

guint32
cor_lane_times_get_out_s (const CorLaneTimes *self, CorTravel travel, guint lane, guint crossing);

GHashTable *cor_lane_times_get_ways (CorLaneTimes *self);

G_END_DECLS
