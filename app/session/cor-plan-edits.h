/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-edits.h"
#include "cor-crossing-edits.h"
#include "cor-people-edits.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/*
 * The edits that desk and command share: those included above, and here what is left. Each looks at
 * a snapshot and returns an edit for cor_session_commit_async() or cor_session_preview(); none
 * changes anything itself.
 */

CorEdit *cor_edit_move_rally (CorSnapshot *snapshot,
                              const CorId *cluster_id,
                              CorPosition position,
                              const char *label) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_reset_rally (CorSnapshot *snapshot,
                               const CorId *cluster_id) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_put_record (CorEditKind kind,
                              const char *subject,
                              gpointer record) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_edit_check_label (const char *label, gboolean may_be_empty, GError **error);

CorCrossing *cor_snapshot_find_crossing (CorSnapshot *snapshot, const char *name, GError **error);

G_END_DECLS
