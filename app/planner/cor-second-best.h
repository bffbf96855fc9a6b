/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"
#include "cor-room.h"

G_BEGIN_DECLS

/**
 * CorChoice:
 * @crossing: the crossing chosen, or a gate of it or a column to it
 * @n_passing: (array fixed-size=2): how many people of each of the parties pass there
 * @hours: the sum of the clock hours in which they do
 *
 * What one or two parties of a cluster do at one crossing.
 */
typedef struct
{
  guint crossing;
  guint n_passing[COR_N_TRAVELS];
  guint64 hours;
} CorChoice;

guint cor_second_best_find (const CorTimetable *timetable,
                            CorRoom *room,
                            const CorParty *const *parties,
                            const CorChoice *choice,
                            int *extra_min);

G_END_DECLS
