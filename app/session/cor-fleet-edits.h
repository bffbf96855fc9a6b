/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-quota.h"
#include "cor-snapshot.h"
#include "cor-vehicle.h"

G_BEGIN_DECLS

/*
 * Edits of what people are driven by: vehicles, agreed corridors, quotas, and the settings that the
 * planner goes by. As in cor-plan-edits.h, none changes anything itself. What is put replaces the
 * record of its id; what makes no sense is refused, with a text that says what to change.
 */

CorEdit *cor_edit_put_vehicle (CorSnapshot *snapshot,
                               CorVehicle *vehicle,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_put_corridor (CorSnapshot *snapshot,
                                CorAgreedCorridor *corridor,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_put_quota (CorSnapshot *snapshot,
                             CorQuota *quota,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_put_closure (CorSnapshot *snapshot,
                               CorClosure *closure,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_confirm_closure (CorSnapshot *snapshot,
                                   const CorClosure *closure) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_put_settings (CorSnapshot *snapshot,
                                CorPlanSettings *settings,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_remove_record (CorSnapshot *snapshot,
                                 CorRecordKind kind,
                                 const CorId *id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorEdit *cor_edit_follow_plan (CorSnapshot *snapshot,
                               CorRecordKind kind,
                               const CorId *id,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

gpointer cor_snapshot_find_record (CorSnapshot *snapshot,
                                   CorRecordKind kind,
                                   const char *name,
                                   GError **error);

char *cor_record_get_label (gconstpointer record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
