/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* What a crossing takes, beyond its one number of people an hour; see cor-plan-edits.h for that. */

CorEdit *cor_edit_set_crossing_limits (CorSnapshot *snapshot,
                                       const CorId *crossing_id,
                                       const guint *by_mode_people_per_h,
                                       guint reception_people_per_h,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_add_crossing_interval (CorSnapshot *snapshot,
                                         const CorId *crossing_id,
                                         gint64 from_utc_s,
                                         gint64 until_utc_s,
                                         CorCrossingState state,
                                         guint capacity_people_per_h,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
