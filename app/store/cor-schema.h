/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sql.h"

G_BEGIN_DECLS

/**
 * CorMigration:
 * @script: name of the script in resources/sql
 * @is_barrier: whether changesets from before it no longer fit the tables
 * @tables_sha256: (nullable): checksum of what cor_schema_describe() says after it. Tables that
 * have it need not be compared with those that the scripts make
 *
 * A step from one version of the tables to the next; the version is its place in the list, from 1.
 */
typedef struct
{
  const char *script;
  gboolean is_barrier;
  const char *tables_sha256;
} CorMigration;

const CorMigration *cor_schema_get_migrations (guint *n_migrations);

gboolean cor_schema_migrate (sqlite3 *db,
                             const CorMigration *migrations,
                             guint n_migrations,
                             const char *officer,
                             GError **error);

char *cor_schema_describe (sqlite3 *db, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean
cor_schema_check (sqlite3 *db, const CorMigration *migrations, guint version, GError **error);

G_END_DECLS
