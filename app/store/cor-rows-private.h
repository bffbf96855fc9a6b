/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-rows.h"
#include "cor-table.h"

G_BEGIN_DECLS

/* A statement of each sort for every kind of record, then the others. */
typedef enum
{
  COR_ROWS_UPSERT = 0,
  COR_ROWS_DELETE = COR_N_RECORD_KINDS,
  COR_ROWS_SELECT = 2 * COR_N_RECORD_KINDS,
  COR_ROWS_SELECT_ALL = 3 * COR_N_RECORD_KINDS,
  COR_ROWS_INTERVAL_UPSERT = 4 * COR_N_RECORD_KINDS,
  COR_ROWS_INTERVAL_DELETE,
  COR_ROWS_INTERVAL_SELECT,
  COR_ROWS_WAIT_UPSERT,
  COR_ROWS_WAIT_DELETE,
  COR_ROWS_WAIT_SELECT,
  COR_ROWS_SEALED_UPSERT,
  COR_ROWS_SEALED_DELETE,
  COR_ROWS_SEALED_SELECT,
  COR_ROWS_REMOVED_INSERT,
  COR_ROWS_REMOVED_DELETE,
  COR_ROWS_REMOVED_SELECT,
  COR_N_ROWS_STATEMENTS,
} CorRowsStatement;

struct _CorRows
{
  sqlite3 *db;
  const CorSealer *sealer;
  CorId scenario_id; /* whose rows are meant at the moment; nil: those of the plan itself */
  sqlite3_stmt *statements[COR_N_ROWS_STATEMENTS]; /* prepared when first used */
};

sqlite3_stmt *cor_rows_get_statement (CorRows *self, guint statement, GError **error);

gboolean cor_rows_bind_and_run (const CorTable *table,
                                sqlite3_stmt *statement,
                                gconstpointer source,
                                GError **error);

gboolean cor_rows_read_kind (CorRows *self,
                             CorRecordKind kind,
                             CorEdit *edit,
                             CorProgress *progress,
                             GError **error);

/* What hangs on a crossing */

gboolean cor_rows_write_children (CorRows *self, const CorCrossing *crossing, GError **error);

gboolean cor_rows_delete_children (CorRows *self,
                                   const CorCrossing *before,
                                   const CorCrossing *after,
                                   GError **error);

gboolean cor_rows_read_children (CorRows *self, CorCrossing *crossing, GError **error);

/* What a scenario takes out of the plan */

gboolean
cor_rows_insert_removed (CorRows *self, CorRecordKind kind, const CorId *id, GError **error);

gboolean
cor_rows_delete_removed (CorRows *self, CorRecordKind kind, const CorId *id, GError **error);

gboolean cor_rows_delete_scenario (CorRows *self, const CorId *scenario_id, GError **error);

G_END_DECLS
