/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-edit.h"
#include "cor-progress.h"
#include "cor-sealer.h"
#include "cor-sql.h"

G_BEGIN_DECLS

gboolean cor_list_rows_write (sqlite3 *db,
                              const CorSealer *sealer,
                              const CorId *list_id,
                              guint64 edit_number,
                              GPtrArray *list_rows,
                              CorProgress *progress,
                              GError **error);

GPtrArray *cor_list_rows_read (sqlite3 *db,
                               const CorSealer *sealer,
                               const CorId *list_id,
                               gboolean only_rejected,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
