/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-record.h"
#include "cor-sql.h"

G_BEGIN_DECLS

/**
 * CorRecorder:
 *
 * Watches the recorded tables from its making on.
 */
typedef struct _CorRecorder CorRecorder;

CorRecorder *cor_recorder_new (sqlite3 *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_recorder_free (CorRecorder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRecorder, cor_recorder_free)

GBytes *cor_recorder_get_changeset (CorRecorder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CorTouched:
 *
 * The records that changesets name.
 */
typedef struct _CorTouched CorTouched;

/**
 * CorTouchedFunc:
 * @scenario_id: the scenario whose own record it is; nil: of the plan itself
 * @kind: what kind of record
 * @id: which one
 * @user_data: the caller's
 * @error: (nullable): set by whoever wants to stop
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*CorTouchedFunc) (const CorId *scenario_id,
                                    CorRecordKind kind,
                                    const CorId *id,
                                    gpointer user_data,
                                    GError **error);

CorTouched *cor_touched_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_touched_free (CorTouched *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTouched, cor_touched_free)

gboolean cor_touched_add (CorTouched *self, GBytes *changeset, GError **error);

gboolean cor_touched_has (CorTouched *self, CorRecordKind kind);

gboolean
cor_touched_foreach (CorTouched *self, CorTouchedFunc func, gpointer user_data, GError **error);

gboolean cor_changeset_apply (sqlite3 *db, GBytes *changeset, gboolean inverted, GError **error);

G_END_DECLS
