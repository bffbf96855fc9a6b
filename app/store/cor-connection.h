/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-sql.h"

G_BEGIN_DECLS

sqlite3 *
cor_connection_open (const char *path, gboolean writable, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_connection_copy (sqlite3 *db, sqlite3 *target, GError **error);

sqlite3 *cor_connection_copy_to_memory (sqlite3 *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_connection_check_file (const char *path, gboolean writable, GError **error);

gboolean cor_connection_check_version (sqlite3 *db, guint *version, GError **error);

gboolean cor_connection_check_pages (sqlite3 *db, gboolean thorough, GError **error);

gboolean cor_connection_check_foreign_keys (sqlite3 *db, GError **error);

gboolean cor_connection_is_on_share (const char *path);

gboolean cor_connection_start_log (sqlite3 *db, GError **error);

gboolean cor_connection_fold_log (sqlite3 *db, GError **error);

G_END_DECLS
