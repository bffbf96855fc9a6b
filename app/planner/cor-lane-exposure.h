/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-times.h"

G_BEGIN_DECLS

/**
 * CorLaneExposures:
 *
 * How many metres of lanes, and of the ways to them, between them and on from them, lie within
 * reach of a front.
 */
typedef struct _CorLaneExposures CorLaneExposures;

/* Whoever avoids fronts may take ways on which so much more is exposed: it is measured in pieces.
 */
#define COR_LANE_EXPOSURE_SLACK_M 1000u

/* No rally point, or no crossing: all of the lane is driven. */
#define COR_LANE_WHOLE G_MAXUINT

gboolean cor_lane_times_measure_exposures (CorLaneTimes *self,
                                           CorJourneys *journeys,
                                           const guint32 *exposed,
                                           CorProgress *progress,
                                           GError **error);

const CorLaneExposures *cor_lane_times_get_exposures (const CorLaneTimes *self);

void cor_lane_exposures_free (CorLaneExposures *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLaneExposures, cor_lane_exposures_free)

guint cor_lane_exposures_get_to_m (const CorLaneExposures *self,
                                   guint way_case,
                                   CorTravel travel,
                                   guint rally_point,
                                   guint lane);

guint cor_lane_exposures_get_along_m (const CorLaneExposures *self,
                                      guint lane,
                                      guint rally_point,
                                      guint crossing);

guint cor_lane_exposures_get_on_m (const CorLaneExposures *self,
                                   guint way_case,
                                   CorTravel travel,
                                   guint lane,
                                   guint target);

guint cor_lane_exposures_get_least_m (const CorLaneExposures *self,
                                      CorTravel travel,
                                      guint rally_point,
                                      guint lane);

gboolean cor_lane_exposures_is_near_least (const CorLaneExposures *self,
                                           guint way_case,
                                           CorTravel travel,
                                           guint lane,
                                           guint target);

G_END_DECLS
