/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

CorFlowBound cor_flow_bound_new (const CorTimetable *timetable,
                                 const CorAssignment *assignment,
                                 gint64 start_utc_s);

void cor_draft_judge (const CorDraft *self, CorResult *result);

G_END_DECLS
