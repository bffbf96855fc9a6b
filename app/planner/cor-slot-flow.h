/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"

G_BEGIN_DECLS

/**
 * CorSlotFlow:
 *
 * Single people through slots that share nothing, by the flow in time: the same first three goals
 * as cor_assignment_solve() has, many times quicker, without looking at how far they drive or who
 * of them is left. It answers what a change would be worth.
 */
typedef struct _CorSlotFlow CorSlotFlow;

CorSlotFlow *cor_slot_flow_new (const CorTimetable *timetable,
                                const CorParty *parties,
                                guint n_parties,
                                CorProgress *progress,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_slot_flow_free (CorSlotFlow *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSlotFlow, cor_slot_flow_free)

gboolean cor_slot_flow_solve (CorSlotFlow *self, CorProgress *progress, GError **error);

guint64 cor_slot_flow_get_n_out (const CorSlotFlow *self);

guint64 cor_slot_flow_get_person_hours (const CorSlotFlow *self);

guint64 cor_slot_flow_get_end_min (const CorSlotFlow *self);

guint64 cor_slot_flow_get_work (const CorSlotFlow *self);

G_END_DECLS
