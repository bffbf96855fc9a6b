/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-limits.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/* No hour of the plan. */
#define COR_HOUR_NONE G_MAXUINT

/**
 * CorSlot:
 * @crossing: place of its crossing
 * @hour: clock hour, counted from the first of the plan
 * @modes: #CorMode bits that may pass
 * @capacity_people: how many of ours can pass
 * @whole_people: how many could before any of it was given to others; a household larger than that
 *   everywhere passes in parts
 * @limit: the lowest limit that it shares with others, or %COR_LIMIT_NONE
 *
 * A clock hour of a crossing, or the part of one in which the same modes may pass. An hour that is
 * open for a part only counts for that part, in whole people. Modes of which a crossing takes only
 * so many have slots of their own.
 */
typedef struct
{
  guint crossing;
  guint hour;
  guint modes;
  guint capacity_people;
  guint whole_people;
  guint limit;
} CorSlot;

/**
 * CorTimetable:
 *
 * When how many people of ours can pass which crossing, and when they must be there for it.
 * Constant once made.
 */
typedef struct _CorTimetable CorTimetable;

CorTimetable *cor_timetable_new (GPtrArray *crossings,
                                 gint64 start_utc_s,
                                 guint horizon_h) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_timetable_new_with_quotas (GPtrArray *crossings,
                                             GPtrArray *quotas,
                                             gint64 start_utc_s,
                                             guint horizon_h,
                                             CorProgress *progress,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_timetable_new_allotted (const CorTimetable *whole,
                                          const guint *capacities) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_timetable_new_with_columns (const CorTimetable *self,
                                              const guint *origins,
                                              guint n_columns,
                                              GArray *slots,
                                              const guint *taken) G_GNUC_WARN_UNUSED_RESULT;

CorTimetable *cor_timetable_new_pooled (const CorTimetable *self,
                                        const guint *sources) G_GNUC_WARN_UNUSED_RESULT;

void cor_timetable_free (CorTimetable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTimetable, cor_timetable_free)

guint cor_timetable_get_n_crossings (const CorTimetable *self);

guint cor_timetable_get_n_hours (const CorTimetable *self);

void cor_timetable_set_places (CorTimetable *self, const guint *capacities);

guint cor_timetable_get_origin (const CorTimetable *self, guint crossing);

gint64 cor_timetable_get_hour_utc_s (const CorTimetable *self, guint hour);

gint64 cor_timetable_get_end_utc_s (const CorTimetable *self);

const CorSlot *cor_timetable_get_slots (const CorTimetable *self, guint crossing, guint *n_slots);

const CorSlot *cor_timetable_get_all_slots (const CorTimetable *self, guint *n_slots);

GArray *cor_timetable_list_by_hour (const CorTimetable *self) G_GNUC_WARN_UNUSED_RESULT;

const CorLimit *cor_timetable_get_limits (const CorTimetable *self, guint *n_limits);

gboolean cor_timetable_has_quotas (const CorTimetable *self);

guint cor_timetable_get_open_modes (const CorTimetable *self, guint crossing);

gint64
cor_timetable_get_latest_arrival_utc_s (const CorTimetable *self, guint crossing, guint hour);

guint cor_timetable_find_hour (const CorTimetable *self, guint crossing, gint64 arrive_utc_s);

G_END_DECLS
