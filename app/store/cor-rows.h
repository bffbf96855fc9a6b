/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"
#include "cor-progress.h"
#include "cor-sealer.h"
#include "cor-snapshot.h"
#include "cor-sql.h"

G_BEGIN_DECLS

/**
 * CorRows:
 *
 * Writes and reads records as rows of a plan, in a transaction that the caller runs.
 */
typedef struct _CorRows CorRows;

CorRows *cor_rows_new (sqlite3 *db, const CorSealer *sealer) G_GNUC_WARN_UNUSED_RESULT;

void cor_rows_free (CorRows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRows, cor_rows_free)

gboolean cor_rows_write (CorRows *self,
                         const CorEdit *edit,
                         const CorSnapshot *before,
                         CorProgress *progress,
                         GError **error);

gboolean cor_rows_read (CorRows *self,
                        const CorId *scenario_id,
                        CorRecordKind kind,
                        const CorId *id,
                        gpointer *record,
                        GError **error);

gboolean cor_rows_is_removed (CorRows *self,
                              const CorId *scenario_id,
                              CorRecordKind kind,
                              const CorId *id,
                              gboolean *removed,
                              GError **error);

CorEdit *cor_rows_read_scenario (CorRows *self,
                                 const CorId *scenario_id,
                                 CorProgress *progress,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_rows_read_all (CorRows *self, CorEdit *edit, CorProgress *progress, GError **error);

G_END_DECLS
