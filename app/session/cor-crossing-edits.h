/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/* Edits of a crossing: whether and when it is open, to whom, how many it takes, queues seen. */

CorEdit *cor_edit_set_crossing_state (CorSnapshot *snapshot,
                                      const CorId *crossing_id,
                                      gboolean open,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_set_crossing_capacity (CorSnapshot *snapshot,
                                         const CorId *crossing_id,
                                         guint capacity_people_per_h,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_set_crossing_rules (CorSnapshot *snapshot,
                                      const CorId *crossing_id,
                                      guint opens_min,
                                      guint closes_min,
                                      guint modes,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_add_crossing_wait (CorSnapshot *snapshot,
                                     const CorId *crossing_id,
                                     gint64 observed_utc_s,
                                     guint wait_min,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

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

CorEdit *cor_edit_remove_crossing_interval (CorSnapshot *snapshot,
                                            const CorId *crossing_id,
                                            const CorId *interval_id,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
