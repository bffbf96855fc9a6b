/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-week.h"

G_BEGIN_DECLS

/**
 * COR_EVERY_DAY:
 *
 * The #CorClosureHours.days of a whole week.
 */
#define COR_EVERY_DAY 0x7fu

/**
 * CorClosureHours:
 * @from_min: minute of the local day at which the hours begin, 0 to 1439
 * @until_min: minute at which they end, not included, 0 to 1440; up to @from_min it is one of the
 *   next day, and the same as @from_min makes it a whole day
 * @days: the days on which they begin: bit 0 for Monday to bit 6 for Sunday
 * @zone: a name of the tz database, such as "Europe/Kyiv"
 * @outside: whether what is meant is the time outside of these hours, as for a corridor that is
 *   open by day
 *
 * Hours that come back by the local clock. A moment is within them when a clock on the wall shows
 * so: an hour that the clock leaves out in spring is nowhere, and one that it shows twice in autumn
 * counts twice.
 */
typedef struct
{
  guint from_min;
  guint until_min;
  guint days;
  const char *zone;
  gboolean outside;
} CorClosureHours;

/**
 * CorClosureTime:
 * @from_utc_s: its first second
 * @until_utc_s: the first second after it
 *
 * A stretch of time.
 */
typedef struct
{
  gint64 from_utc_s;
  gint64 until_utc_s;
} CorClosureTime;

gboolean cor_closure_hours_check (const CorClosureHours *self, GError **error);
void cor_closure_hours_list_times (const CorClosureHours *self,
                                   gint64 from_utc_s,
                                   gint64 until_utc_s,
                                   GArray *times);

G_END_DECLS
