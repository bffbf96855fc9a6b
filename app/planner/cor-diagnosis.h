/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"
#include "cor-journeys.h"
#include "cor-result.h"

G_BEGIN_DECLS

void cor_diagnosis_find (CorJourneys *journeys,
                         const CorTimetable *timetable,
                         GPtrArray *crossings,
                         const CorParty *party,
                         guint rally_point,
                         CorUnserved *unserved);

G_END_DECLS
