/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"
#include "cor-record.h"

G_BEGIN_DECLS

/**
 * CorOverlay:
 * @scenario_id: whose
 * @records: (element-type CorRecord): for each kind, the scenario's own records, by id
 * @removals: (element-type CorId): for each kind, what it has taken out of the plan, by id
 *
 * What a scenario changes of the plan. Constant once made, counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  CorId scenario_id;
  GPtrArray *records[COR_N_RECORD_KINDS];
  GArray *removals[COR_N_RECORD_KINDS];
} CorOverlay;

CorOverlay *cor_overlay_new (const CorId *scenario_id) G_GNUC_WARN_UNUSED_RESULT;

CorOverlay *cor_overlay_apply (const CorOverlay *self,
                               const CorEdit *edit) G_GNUC_WARN_UNUSED_RESULT;

CorOverlay *cor_overlay_ref (CorOverlay *self);

void cor_overlay_unref (CorOverlay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOverlay, cor_overlay_unref)

GPtrArray *cor_overlay_lay (const CorOverlay *self,
                            CorRecordKind kind,
                            GPtrArray *plan_records) G_GNUC_WARN_UNUSED_RESULT;

guint cor_overlay_count (const CorOverlay *self);

GPtrArray *
cor_records_merge (GPtrArray *old, GPtrArray *puts, GArray *removals) G_GNUC_WARN_UNUSED_RESULT;

gpointer cor_records_lookup (GPtrArray *records, const CorId *id);

G_END_DECLS
