/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-daily.h"
#include "cor-time.h"

G_BEGIN_DECLS

/* The clock that officers plan by. */
#define COR_CLOCK_ZONE "Europe/Kyiv"

char *cor_clock_format (gint64 time_utc_s) G_GNUC_WARN_UNUSED_RESULT;

char *cor_clock_format_span (gint64 from_utc_s, gint64 until_utc_s) G_GNUC_WARN_UNUSED_RESULT;

char *cor_clock_format_plain (gint64 time_utc_s) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_clock_parse (const char *text, gint64 *time_utc_s);

gboolean cor_clock_parse_minutes (const char *text, guint *opens_min, guint *closes_min);

char *cor_clock_format_daily (const CorDaily *daily) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_clock_parse_daily (const char *text, CorDaily *daily);

G_END_DECLS
