/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-flow.h"

G_BEGIN_DECLS

CorTimetable *cor_lane_allotment_new (const CorLaneProblem *problem,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_lane_allotment_new_again (const CorLaneProblem *problem,
                                            const CorTimetable *allotted,
                                            const CorLaneFlow *flow,
                                            const CorLaneFlow *wanted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
