/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No time: a bound that is open. */
#define COR_TIME_NONE G_MININT64

#define COR_SECONDS_PER_HOUR 3600

gboolean cor_time_is_valid (gint64 time_utc_s);

gboolean cor_time_is_bound (gint64 time_utc_s);

gboolean cor_time_parse (const char *text, gint64 *time_utc_s, GError **error);

char *cor_time_format_utc (gint64 time_utc_s) G_GNUC_WARN_UNUSED_RESULT;

char *cor_time_format_local (gint64 time_utc_s, const char *zone) G_GNUC_WARN_UNUSED_RESULT;

char *cor_time_format_clock (gint64 time_utc_s, const char *zone) G_GNUC_WARN_UNUSED_RESULT;

GTimeZone *cor_time_zone (const char *zone);

gboolean cor_time_is_zone (const char *zone);

gint64 cor_time_get_local_day (gint64 time_utc_s, const char *zone);

int cor_time_get_local_minute (gint64 time_utc_s, const char *zone);

guint cor_time_get_local_weekday (gint64 time_utc_s, const char *zone);

gint64 cor_time_floor_hour (gint64 time_utc_s);

G_END_DECLS
