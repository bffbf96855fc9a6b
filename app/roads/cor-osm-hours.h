/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-week.h"

G_BEGIN_DECLS

gboolean cor_osm_hours_parse (const char *text, CorWeek *week, guint *n_holiday_rules);

G_END_DECLS
