/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-history-entry.h"
#include "cor-sql.h"

G_BEGIN_DECLS

/**
 * CorHistory:
 *
 * All rows of a plan's history without their changesets, and what can be undone and redone.
 */
typedef struct _CorHistory CorHistory;

CorHistory *cor_history_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_history_free (CorHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorHistory, cor_history_free)

gboolean cor_history_read (CorHistory *self, sqlite3 *db, GError **error);

gboolean cor_history_write (CorHistory *self,
                            sqlite3 *db,
                            const CorHistoryEntry *entry,
                            GBytes *changeset,
                            GError **error);

gboolean cor_history_append (CorHistory *self, const CorHistoryEntry *entry, GError **error);

guint64 cor_history_get_revision (CorHistory *self);

const CorHistoryEntry *cor_history_get_undo (CorHistory *self);

const CorHistoryEntry *cor_history_get_redo (CorHistory *self);

gboolean cor_history_is_at_barrier (CorHistory *self);

GPtrArray *cor_history_get_entries (CorHistory *self);

GBytes *cor_history_read_changeset (CorHistory *self,
                                    sqlite3 *db,
                                    guint64 number,
                                    gboolean *inverted,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
