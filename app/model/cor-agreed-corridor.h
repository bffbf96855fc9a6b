/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-daily.h"
#include "cor-geometry.h"
#include "cor-record.h"

G_BEGIN_DECLS

/**
 * CorAgreedCorridor:
 * @record: the head
 * @label: (not nullable): what officers call it
 * @geometry: (not nullable): its fixed path, one line in the direction of travel
 * @from_utc_s: when it begins; %COR_TIME_NONE: from the plan's start
 * @until_utc_s: when it ends, not included; %COR_TIME_NONE: open end
 * @daily: within [from, until), the hours of each day in which it may be driven
 * @zone: (not nullable): tz database name of the clock that @daily follows
 * @modes: #CorMode bits that may drive it
 * @is_two_way: whether it may be driven against its direction too
 * @max_column_vehicles: vehicles of the largest column; 0: any
 * @min_spacing_min: minutes between the end of a column and the head of the next
 * @vehicles_per_h: vehicles an hour; %COR_UNLIMITED: as many as its columns allow
 * @source: (nullable): who agreed to it
 * @note: (nullable)
 *
 * A humanitarian corridor that the sides agreed on: who keeps to its path, its hours and its
 * columns may drive there although everything around is closed. Whoever enters has to be out again
 * before it ends.
 */
typedef struct
{
  CorRecord record;
  char *label;
  CorGeometry *geometry;
  gint64 from_utc_s;
  gint64 until_utc_s;
  CorDaily daily;
  char *zone;
  guint modes;
  gboolean is_two_way;
  guint max_column_vehicles;
  guint min_spacing_min;
  guint vehicles_per_h;
  char *source;
  char *note;
} CorAgreedCorridor;

CorAgreedCorridor *cor_agreed_corridor_new (const CorId *id,
                                            CorGeometry *geometry) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_agreed_corridor_is_open (const CorAgreedCorridor *self, gint64 time_utc_s);

guint cor_agreed_corridor_get_limit_vehicles_per_h (const CorAgreedCorridor *self);

gboolean cor_agreed_corridor_check (const CorAgreedCorridor *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorAgreedCorridor, cor_record_unref)

G_END_DECLS
