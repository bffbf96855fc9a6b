/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"

G_BEGIN_DECLS

CorTimetable *cor_allotment_new (const CorTimetable *timetable,
                                 const CorParty *parties,
                                 guint n_parties,
                                 const CorAssignment *assignment) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_allotment_new_again (const CorTimetable *timetable,
                                       const CorParty *parties,
                                       guint n_parties,
                                       const CorTimetable *allotted,
                                       const guint *n_used,
                                       const guint *n_wanted) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
