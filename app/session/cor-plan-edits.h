/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-settlement.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/*
 * The edits that desk and command share. Each looks at a snapshot and returns an edit for
 * cor_session_commit_async() or cor_session_preview(); none changes anything itself.
 */

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

CorEdit *cor_edit_move_rally (CorSnapshot *snapshot,
                              const CorId *cluster_id,
                              CorPosition position,
                              const char *label) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_reset_rally (CorSnapshot *snapshot,
                               const CorId *cluster_id) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_add_closure (CorClosureKind kind,
                               CorGeometry *geometry,
                               const char *label,
                               gint64 from_utc_s,
                               gint64 until_utc_s) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_reshape_closure (CorSnapshot *snapshot,
                                   const CorId *closure_id,
                                   CorGeometry *geometry,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_remove_closure (CorSnapshot *snapshot,
                                  const CorId *closure_id,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_set_status (CorSnapshot *snapshot,
                              const CorId *person_ids,
                              guint n_persons,
                              CorStatus status) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_place_people (CorSnapshot *snapshot,
                                const CorId *person_ids,
                                guint n_persons,
                                CorSettlement *settlement) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_merge_people (CorSnapshot *snapshot,
                                const CorId *kept_id,
                                const CorId *other_id,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_split_household (CorSnapshot *snapshot,
                                   const CorId *person_ids,
                                   guint n_persons) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_remove_people (CorSnapshot *snapshot,
                                 const CorId *person_ids,
                                 guint n_persons) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_resolve_finding (CorSnapshot *snapshot,
                                   const CorId *finding_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_put_record (CorEditKind kind,
                              const char *subject,
                              gpointer record) G_GNUC_WARN_UNUSED_RESULT;

CorCrossing *cor_snapshot_find_crossing (CorSnapshot *snapshot, const char *name, GError **error);

G_END_DECLS
