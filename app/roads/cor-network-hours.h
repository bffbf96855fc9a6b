/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-week.h"

G_BEGIN_DECLS

/**
 * CorClosedHours:
 * @from_utc_s: when it begins
 * @until_utc_s: when it ends, itself not included
 * @kind: what is forbidden meanwhile
 *
 * A time at which an arc is closed because of the hours of the week.
 */
typedef struct
{
  gint64 from_utc_s;
  gint64 until_utc_s;
  CorWeekKind kind;
} CorClosedHours;

guint cor_network_get_n_timed_arcs (CorNetwork *self);
guint32 cor_network_get_timed_arc (CorNetwork *self, guint index);
const CorWeekWindow *cor_network_get_arc_hours (CorNetwork *self,
                                                guint32 arc,
                                                CorRoadVehicle vehicle,
                                                guint32 *open_ms,
                                                gsize *n_windows);
const char *cor_network_get_arc_zone (CorNetwork *self, guint32 arc);
void cor_network_list_closed_hours (CorNetwork *self,
                                    guint32 arc,
                                    CorRoadVehicle vehicle,
                                    gint64 from_utc_s,
                                    gint64 until_utc_s,
                                    GArray *times);

G_END_DECLS
