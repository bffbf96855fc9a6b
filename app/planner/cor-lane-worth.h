/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"
#include "cor-reach.h"

G_BEGIN_DECLS

gboolean cor_draft_is_lane_limit (CorBindingKind kind);

GArray *cor_draft_list_lane_limits (const CorDraft *self) G_GNUC_WARN_UNUSED_RESULT;

CorReach cor_draft_measure_lanes (const CorDraft *self);

gboolean cor_draft_try_lane (const CorDraft *self,
                             const CorBinding *limit,
                             CorReach *reach,
                             CorProgress *progress,
                             GError **error);

gboolean cor_draft_try_slots (const CorDraft *self,
                              const CorTimetable *timetable,
                              CorReach *reach,
                              CorProgress *progress,
                              GError **error);

G_END_DECLS
