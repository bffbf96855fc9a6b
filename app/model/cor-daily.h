/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Minutes of a whole day: a window from 0 to this is round the clock. */
#define COR_DAY_MIN 1440

#define COR_N_WEEKDAYS 7

/* All days of the week; 0 stands for them too. */
#define COR_ALL_WEEKDAYS 0x7fu

/**
 * CorDaily:
 * @from_min: when it begins, minutes of the local clock, 0 to 1439
 * @until_min: when it ends, not included, 1 to 1440; before @from_min: on the next morning
 * @weekdays: the days on which it begins: bit 0 is Monday; 0: every day
 *
 * A window of each day, as a curfew or an agreed corridor has one: 22:00 to 05:00, 09:00 to 21:00
 * on working days. 0 to %COR_DAY_MIN is round the clock, and so are two equal ends.
 */
typedef struct
{
  guint from_min;
  guint until_min;
  guint weekdays;
} CorDaily;

/* Every moment. */
#define COR_DAILY_ALWAYS ((CorDaily){ 0, COR_DAY_MIN, 0 })

/* How hours and days are written, for messages: “25:00” is not … */
#define COR_DAILY_HOURS_WORDS "hours of a day such as 22:00-05:00, or “always”"
#define COR_DAILY_DAYS_WORDS "days such as mon-fri or sat,sun, or “all”"

gboolean cor_daily_is_always (const CorDaily *self);

gboolean cor_daily_is_valid (const CorDaily *self);

gboolean cor_daily_covers (const CorDaily *self, const char *zone, gint64 time_utc_s);

gint64 cor_daily_get_next_change (const CorDaily *self, const char *zone, gint64 time_utc_s);

gboolean cor_daily_parse_hours (CorDaily *self, const char *text);

gboolean cor_daily_parse_days (CorDaily *self, const char *text);

char *cor_daily_format_hours (const CorDaily *self) G_GNUC_WARN_UNUSED_RESULT;

char *cor_daily_format_span (guint from_min, guint until_min) G_GNUC_WARN_UNUSED_RESULT;

char *cor_daily_format_days (const CorDaily *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
