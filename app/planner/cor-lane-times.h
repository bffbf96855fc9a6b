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
 * whole minutes: by ways that are never closed while the plan lasts, and, where closures come into
 * force or end meanwhile, by ways that are open from leaving to arriving. These are cases: one of
 * the former, then one for each set of closures that are in force together.
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

gint64 cor_lane_times_get_ready_utc_s (const CorLaneTimes *self, guint rally_point, guint lane);

gint64 cor_lane_times_find_arrival (const CorLaneTimes *self,
                                    CorTravel travel,
                                    guint rally_point,
                                    guint lane,
                                    gint64 ready_utc_s);

gint64 cor_lane_times_find_departure (const CorLaneTimes *self,
                                      CorTravel travel,
                                      guint rally_point,
                                      guint lane,
                                      gint64 arrive_utc_s,
                                      guint *way_case);

gboolean cor_lane_times_is_reached (const CorLaneTimes *self, guint lane, gint64 time_utc_s);

gint64 cor_lane_times_find_next (const CorLaneTimes *self,
                                 CorTravel travel,
                                 guint lane,
                                 guint target,
                                 gint64 leave_utc_s,
                                 guint *way_case);

guint cor_lane_times_get_n_cases (const CorLaneTimes *self);

guint32 cor_lane_times_get_on_s (const CorLaneTimes *self,
                                 guint way_case,
                                 CorTravel travel,
                                 guint lane,
                                 guint target);

guint32 cor_lane_times_get_least_on_s (const CorLaneTimes *self,
                                       CorTravel travel,
                                       guint lane,
                                       guint target);

gboolean cor_lane_times_holds (const CorLaneTimes *self,
                               guint way_case,
                               gint64 leave_utc_s,
                               gint64 arrive_utc_s);

const CorClosedSpan *cor_lane_times_get_span (const CorLaneTimes *self, guint way_case);

GHashTable *cor_lane_times_get_ways (CorLaneTimes *self);

G_END_DECLS
