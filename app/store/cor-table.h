/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-sql.h"

G_BEGIN_DECLS

/* How a field of a struct stands in a table. */
typedef enum
{
  COR_COLUMN_ID,            /* CorId; nil is NULL */
  COR_COLUMN_TEXT,          /* char *, or NULL */
  COR_COLUMN_TEXT_NOT_NULL, /* char *; NULL is written as empty */
  COR_COLUMN_UINT,          /* guint, gboolean or enumeration, at most limit */
  COR_COLUMN_MOMENT,        /* gint64, a time that is known */
  COR_COLUMN_UINT64,        /* guint64, at most G_MAXINT64 */
  COR_COLUMN_TIME,          /* gint64, a time; COR_TIME_NONE is NULL */
  COR_COLUMN_COUNTRY,       /* char[3] */
  COR_COLUMN_POSITION,      /* CorPosition, as name_lat_deg, name_lon_deg */
  COR_COLUMN_NAMES,         /* CorNames, as name_en … name_ru, name_generated */
  COR_COLUMN_GEOMETRY,      /* CorGeometry *, as a blob */
  COR_COLUMN_HINTS,         /* GArray of CorRoadHint, as a blob, or NULL */
} CorColumnType;

/**
 * CorColumn:
 * @name: its name in SQL, or what its names begin with
 * @type: what it holds
 * @offset: where in the struct it stands
 * @limit: the largest value of a %COR_COLUMN_UINT
 *
 * A field that is stored.
 */
typedef struct
{
  const char *name;
  CorColumnType type;
  gsize offset;
  guint limit;
} CorColumn;

/**
 * CorTableCheck:
 * @row: the struct
 * @error: (nullable): set when it makes no sense; says what to change
 *
 * Returns: whether the rest of the program can work with it
 */
typedef gboolean (*CorTableCheck) (gconstpointer row, GError **error);

/**
 * CorTable:
 * @name: its name in SQL
 * @keys: (array length=n_keys): columns of its primary key, bound by the caller; the last is the id
 * @n_keys: how many
 * @columns: (array length=n_columns): the rest of the struct
 * @n_columns: how many
 * @check: (nullable): what has to hold of the columns together, when written and when read
 *
 * How a struct is stored.
 */
typedef struct
{
  const char *name;
  const char *const *keys;
  guint n_keys;
  const CorColumn *columns;
  guint n_columns;
  CorTableCheck check;
} CorTable;

char *cor_table_build_upsert (const CorTable *self) G_GNUC_WARN_UNUSED_RESULT;

char *cor_table_build_delete (const CorTable *self, guint n_keys) G_GNUC_WARN_UNUSED_RESULT;

char *cor_table_build_select (const CorTable *self,
                              guint n_keys,
                              const char *order) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_table_bind (const CorTable *self,
                         sqlite3_stmt *statement,
                         gconstpointer source,
                         GError **error);

gboolean
cor_table_read (const CorTable *self, sqlite3_stmt *statement, gpointer target, GError **error);

G_END_DECLS
