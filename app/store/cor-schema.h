/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sql.h"

G_BEGIN_DECLS

/**
 * CorMigration:
 * @script: name of the script in resources/sql
 * @is_barrier: whether changesets from before it no longer fit the tables
 *
 * A step from one version of the tables to the next; the version is its place in the list, from 1.
 */
typedef struct
{
  const char *script;
  gboolean is_barrier;
} CorMigration;

const CorMigration *cor_schema_get_migrations (guint *n_migrations);

gboolean cor_schema_migrate (sqlite3 *db,
                             const CorMigration *migrations,
                             guint n_migrations,
                             const char *officer,
                             GError **error);

gboolean
cor_schema_check (sqlite3 *db, const CorMigration *migrations, guint version, GError **error);

G_END_DECLS
