/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"

G_BEGIN_DECLS

/**
 * CorReach:
 * @n_left: people who cannot pass
 * @end_min: minutes from the first hour of the timetable until the last one is through; of the last
 *   clock hour, which is seldom full, only that part counts of which the room is used
 * @hours: clock hours until passage, over all people; those left count as passing in the hour after
 *   the last
 * @work: what finding it took, for limits: about so many links looked at
 *
 * How far single people get at best.
 */
typedef struct
{
  guint64 n_left;
  guint64 end_min;
  guint64 hours;
  guint64 work;
} CorReach;

gboolean cor_reach_find (const CorTimetable *timetable,
                         const CorParty *parties,
                         guint n_parties,
                         CorReach *reach,
                         CorProgress *progress,
                         GError **error);

CorReach cor_reach_measure (const CorTimetable *timetable, const CorAssignment *assignment);

G_END_DECLS
