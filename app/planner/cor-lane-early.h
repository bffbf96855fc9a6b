/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-flow.h"

G_BEGIN_DECLS

CorLaneFlow *cor_lane_flow_new_early (const CorLaneProblem *problem,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_lane_flow_allot (const CorLaneFlow *self,
                                   const CorLaneProblem *problem) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
