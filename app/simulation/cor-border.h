/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-way.h"

G_BEGIN_DECLS

/**
 * CorShift:
 * @from_us: when it begins; it ends where the next begins
 * @per_h: for each mode: people an hour; 0: none are let through; %COR_UNLIMITED: as many as
 *   @total_per_h
 * @total_per_h: people an hour
 *
 * A time, within one clock hour, in which the same holds at a crossing.
 */
typedef struct
{
  gint64 from_us;
  guint per_h[COR_N_MODES];
  guint total_per_h;
} CorShift;

/**
 * CorBorder:
 * @crossing: the crossing
 * @shifts: (element-type CorShift): from the first hour on
 * @first_shift: (array): of each hour, the first of its shifts
 * @days: (array): of each hour, the day on which it begins by the clock of the far side, counted
 *   from the same day at all crossings
 * @n_days: more than any of these
 * @n_hours: how many hours
 * @first_hour_us: when the first begins
 *
 * When who is let through a crossing, and how fast.
 */
typedef struct
{
  const CorCrossing *crossing;
  GArray *shifts;
  guint *first_shift;
  guint *days;
  guint n_days;
  guint n_hours;
  gint64 first_hour_us;
} CorBorder;

CorBorder *cor_border_new (const CorCrossing *crossing,
                           gint64 start_utc_s,
                           guint n_hours) G_GNUC_WARN_UNUSED_RESULT;

void cor_border_free (CorBorder *self);

guint cor_border_find_shift (const CorBorder *self, gint64 time_us);

gint64 cor_border_get_shift_end_us (const CorBorder *self, guint shift);

guint cor_border_get_hour_end (const CorBorder *self, guint shift);

guint cor_border_get_day (const CorBorder *self, gint64 time_us);

gint64 cor_border_get_day_end_us (const CorBorder *self, gint64 time_us);

guint cor_mode_get_place (CorMode mode);

G_END_DECLS
