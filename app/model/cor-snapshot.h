/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"
#include "cor-overlay.h"
#include "cor-person.h"
#include "cor-plan.h"
#include "cor-scenario.h"

G_BEGIN_DECLS

/**
 * CorSnapshot:
 *
 * A plan as it was at one revision, or as it would be in one of its scenarios. Constant, counted,
 * shared between threads; an edit makes a new one that shares every record it did not touch.
 */
typedef struct _CorSnapshot CorSnapshot;

CorSnapshot *cor_snapshot_new (void) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_snapshot_apply (CorSnapshot *self,
                                 const CorEdit *edit,
                                 guint64 revision) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_snapshot_ref (CorSnapshot *self);

void cor_snapshot_unref (CorSnapshot *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSnapshot, cor_snapshot_unref)

CorSnapshot *cor_snapshot_view (CorSnapshot *self,
                                const CorId *scenario_id) G_GNUC_WARN_UNUSED_RESULT;

CorSnapshot *cor_snapshot_get_plan (CorSnapshot *self);

const CorId *cor_snapshot_get_scenario_id (const CorSnapshot *self);

const CorScenario *cor_snapshot_get_scenario (const CorSnapshot *self);

const CorScenario *cor_snapshot_find_scenario (const CorSnapshot *self, const char *name);

CorOverlay *cor_snapshot_get_overlay (const CorSnapshot *self, const CorId *scenario_id);

gpointer cor_snapshot_lookup_own (const CorSnapshot *self,
                                  const CorId *scenario_id,
                                  CorRecordKind kind,
                                  const CorId *id);

guint64 cor_snapshot_get_revision (const CorSnapshot *self);

const CorPlanSettings *cor_snapshot_get_settings (const CorSnapshot *self);

GPtrArray *cor_snapshot_get_records (const CorSnapshot *self, CorRecordKind kind);

gpointer cor_snapshot_lookup (const CorSnapshot *self, CorRecordKind kind, const CorId *id);

guint cor_snapshot_get_n_people (CorSnapshot *self, guint person_index);

guint cor_snapshot_count_people (CorSnapshot *self);

guint cor_snapshot_get_household_size (CorSnapshot *self, guint person_index);

G_END_DECLS
