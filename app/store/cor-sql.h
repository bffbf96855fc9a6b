/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

#include "cor-id.h"

G_BEGIN_DECLS

/* Our mark in the file's header: "Cori". */
#define COR_PLAN_APPLICATION_ID 0x436f7269

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

gboolean cor_sql_check (sqlite3 *db, int code, GError **error);

void cor_sql_set_corrupt (const char *table, const char *column, GError **error);

void cor_sql_propagate_as_corrupt (GError **error, GError *reason);

gboolean cor_sql_exec (sqlite3 *db, const char *sql, GError **error);

sqlite3_stmt *
cor_sql_prepare (sqlite3 *db, const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_sql_run (sqlite3_stmt *statement, GError **error);

gboolean cor_sql_step (sqlite3_stmt *statement, gboolean *has_row, GError **error);

gboolean cor_sql_read_int (sqlite3 *db, const char *sql, gint64 *value, GError **error);

gboolean cor_sql_begin (sqlite3 *db, GError **error);

gboolean cor_sql_commit (sqlite3 *db, GError **error);

void cor_sql_rollback (sqlite3 *db);

void cor_sql_bind_id (sqlite3_stmt *statement, int index, const CorId *id);

void cor_sql_bind_id_or_null (sqlite3_stmt *statement, int index, const CorId *id);

gboolean cor_sql_column_id (sqlite3_stmt *statement, int column, CorId *id);

G_END_DECLS
