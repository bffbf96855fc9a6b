/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-timetable.h"

G_BEGIN_DECLS

struct _CorTimetable
{
  gint64 first_hour_utc_s;
  guint n_hours;
  guint n_crossings;
  GArray *slots;     /* CorSlot, by crossing, then hour */
  GArray *limits;    /* CorLimit, that slots share */
  guint *first_slot; /* of each crossing, and one more */
  guint *open_modes; /* of each crossing, by any slot with room or without */
  gint64 *arrival_s; /* by crossing, then hour: the latest that is through in that hour */
  guint *origins;    /* of each crossing, where it really is */
};

gboolean cor_timetable_list_slots (CorTimetable *self,
                                   GPtrArray *crossings,
                                   GPtrArray *quotas,
                                   CorProgress *progress,
                                   GError **error);

G_END_DECLS
