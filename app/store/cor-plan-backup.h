/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sql.h"

G_BEGIN_DECLS

#define COR_N_BACKUPS 10

gboolean
cor_plan_backup_take (sqlite3 *db, const char *plan_path, guint64 revision, GError **error);

gboolean cor_plan_backup_take_before_migration (sqlite3 *db,
                                                const char *plan_path,
                                                guint version,
                                                GError **error);

gboolean cor_plan_backup_remove_all (const char *plan_path, GError **error);

G_END_DECLS
