/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-gazetteer.h"
#include "cor-intake-report.h"
#include "cor-list-file.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorIntake:
 *
 * A registration list that was read and not yet taken: what the desk shows for correction. Touches
 * no plan. Used on one thread at a time.
 */
typedef struct _CorIntake CorIntake;

CorIntake *cor_intake_read (const char *path,
                            const CorListOptions *options,
                            CorProgress *progress,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_intake_free (CorIntake *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorIntake, cor_intake_free)

const CorListFile *cor_intake_get_file (const CorIntake *self);

guint cor_intake_get_first_index (const CorIntake *self);

GPtrArray *cor_intake_get_columns (const CorIntake *self);

void cor_intake_set_column_field (CorIntake *self, guint column, CorField field);

gboolean cor_intake_can_import (const CorIntake *self, GError **error);

CorEdit *cor_intake_build_edit (const CorIntake *self,
                                CorSnapshot *plan,
                                CorGazetteer *gazetteer,
                                gint64 now_utc_s,
                                CorProgress *progress,
                                CorIntakeReport **report,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
