/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-table.h"

#include "cor-codec.h"
#include "cor-error.h"
#include "cor-time.h"

#include <string.h>

#define N_NAMES_COLUMNS (COR_N_LANGUAGES + 1)

static void
add_column_names (GPtrArray *names, const CorColumn *column)
{
  switch (column->type)
    {
    case COR_COLUMN_POSITION:
      g_ptr_array_add (names, g_strconcat (column->name, "_lat_deg", NULL));
      g_ptr_array_add (names, g_strconcat (column->name, "_lon_deg", NULL));
      break;
    case COR_COLUMN_NAMES:
      for (guint i = 0; i < COR_N_LANGUAGES; i++)
        g_ptr_array_add (
            names, g_strconcat (column->name, "_", cor_language_get_code ((CorLanguage) i), NULL));
      g_ptr_array_add (names, g_strconcat (column->name, "_generated", NULL));
      break;
    default:
      g_ptr_array_add (names, g_strdup (column->name));
    }
}

static GPtrArray *
list_column_names (const CorTable *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->n_columns; i++)
    add_column_names (names, &self->columns[i]);

  return names;
}

static void
append_where (GString *sql, const CorTable *self, guint n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    g_string_append_printf (sql, "%s%s = ?%u", i == 0 ? " WHERE " : " AND ", self->keys[i], i + 1);
}

/**
 * cor_table_build_upsert:
 * @self: a table
 *
 * Returns: (transfer full): SQL that writes a row: the keys are the first parameters, the columns
 * follow
 */
char *
cor_table_build_upsert (const CorTable *self)
{
  g_autoptr (GPtrArray) names = list_column_names (self);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s (", self->name);
  for (guint i = 0; i < self->n_keys; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", self->keys[i]);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, ", %s", (char *) names->pdata[i]);
  g_string_append (sql, ") VALUES (?1");
  for (guint i = 1; i < self->n_keys + names->len; i++)
    g_string_append_printf (sql, ", ?%u", i + 1);
  g_string_append (sql, ") ON CONFLICT DO UPDATE SET ");
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, "%s%s = excluded.%s", i > 0 ? ", " : "", (char *) names->pdata[i],
                            (char *) names->pdata[i]);

  return g_string_free (sql, FALSE);
}

/**
 * cor_table_build_delete:
 * @self: a table
 * @n_keys: how many of the keys to compare
 *
 * Returns: (transfer full): SQL that deletes the rows whose first keys are the parameters
 */
char *
cor_table_build_delete (const CorTable *self, guint n_keys)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "DELETE FROM %s", self->name);
  append_where (sql, self, n_keys);

  return g_string_free (sql, FALSE);
}

/**
 * cor_table_build_select:
 * @self: a table
 * @n_keys: how many of the keys to compare
 * @order: (nullable): columns to sort by
 *
 * Returns: (transfer full): SQL that reads the rows whose first keys are the parameters: the id,
 * then the columns
 */
char *
cor_table_build_select (const CorTable *self, guint n_keys, const char *order)
{
  g_autoptr (GPtrArray) names = list_column_names (self);
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "SELECT %s", self->keys[self->n_keys - 1]);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, ", %s", (char *) names->pdata[i]);
  g_string_append_printf (sql, " FROM %s", self->name);
  append_where (sql, self, n_keys);
  if (order != NULL)
    g_string_append_printf (sql, " ORDER BY %s", order);

  return g_string_free (sql, FALSE);
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  if (text == NULL)
    sqlite3_bind_null (statement, index);
  else
    sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static gboolean
bind_geometry (sqlite3_stmt *statement, int index, const CorGeometry *geometry)
{
  g_autoptr (GByteArray) blob = NULL;

  if (geometry == NULL)
    return FALSE;

  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (geometry, i, &points, &n_points);
      for (guint j = 0; j < n_points; j++)
        if (!cor_position_is_valid (points[j]))
          return FALSE;
    }

  blob = cor_codec_write_geometry (geometry);
  sqlite3_bind_blob64 (statement, index, blob->data, blob->len, SQLITE_TRANSIENT);

  return TRUE;
}

static gboolean
bind_hints (sqlite3_stmt *statement, int index, GArray *hints)
{
  g_autoptr (GByteArray) blob = NULL;

  if (hints == NULL || hints->len == 0)
    {
      sqlite3_bind_null (statement, index);
      return TRUE;
    }

  blob = cor_codec_write_hints (hints);
  sqlite3_bind_blob64 (statement, index, blob->data, blob->len, SQLITE_TRANSIENT);

  return TRUE;
}

static gboolean
bind_position (sqlite3_stmt *statement, int index, CorPosition position)
{
  sqlite3_bind_double (statement, index, position.lat_deg);
  sqlite3_bind_double (statement, index + 1, position.lon_deg);

  return cor_position_is_valid (position);
}

static void
bind_names (sqlite3_stmt *statement, int index, const CorNames *names)
{
  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    bind_text (statement, index + (int) i, names->text[i]);
  sqlite3_bind_int64 (statement, index + COR_N_LANGUAGES, names->generated);
}

static int
count_sql_columns (const CorColumn *column)
{
  switch (column->type)
    {
    case COR_COLUMN_POSITION:
      return 2;
    case COR_COLUMN_NAMES:
      return N_NAMES_COLUMNS;
    default:
      return 1;
    }
}

/* Returns whether the value is one that reading accepts. */
static gboolean
bind_column (sqlite3_stmt *statement, int index, const CorColumn *column, gconstpointer field)
{
  switch (column->type)
    {
    case COR_COLUMN_ID:
      cor_sql_bind_id_or_null (statement, index, field);
      return TRUE;
    case COR_COLUMN_TEXT:
      bind_text (statement, index, *(const char *const *) field);
      return TRUE;
    case COR_COLUMN_TEXT_NOT_NULL:
      bind_text (statement, index, *(char *const *) field != NULL ? *(char *const *) field : "");
      return TRUE;
    case COR_COLUMN_UINT:
      sqlite3_bind_int64 (statement, index, *(const guint *) field);
      return *(const guint *) field <= column->limit;
    case COR_COLUMN_MOMENT:
      sqlite3_bind_int64 (statement, index, *(const gint64 *) field);
      return cor_time_is_valid (*(const gint64 *) field);
    case COR_COLUMN_UINT64:
      sqlite3_bind_int64 (statement, index, (gint64) * (const guint64 *) field);
      return *(const guint64 *) field <= G_MAXINT64;
    case COR_COLUMN_TIME:
      if (*(const gint64 *) field == COR_TIME_NONE)
        sqlite3_bind_null (statement, index);
      else
        sqlite3_bind_int64 (statement, index, *(const gint64 *) field);
      return cor_time_is_bound (*(const gint64 *) field);
    case COR_COLUMN_COUNTRY:
      bind_text (statement, index, field);
      return memchr (field, '\0', 3) != NULL;
    case COR_COLUMN_POSITION:
      return bind_position (statement, index, *(const CorPosition *) field);
    case COR_COLUMN_NAMES:
      bind_names (statement, index, field);
      return TRUE;
    case COR_COLUMN_GEOMETRY:
      return bind_geometry (statement, index, *(CorGeometry *const *) field);
    case COR_COLUMN_HINTS:
      return bind_hints (statement, index, *(GArray *const *) field);
    default:
      g_assert_not_reached ();
    }
}

/**
 * cor_table_bind:
 * @self: a table
 * @statement: its upsert
 * @source: the struct
 * @error: (nullable): set when a value, or the row, is none that could be read again
 *
 * Binds all columns behind the keys, which the caller binds.
 *
 * Returns: whether all values make sense
 */
gboolean
cor_table_bind (const CorTable *self, sqlite3_stmt *statement, gconstpointer source, GError **error)
{
  int index = (int) self->n_keys + 1;

  if (self->check != NULL && !self->check (source, error))
    return FALSE;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const CorColumn *column = &self->columns[i];

      if (!bind_column (statement, index, column, (const guint8 *) source + column->offset))
        {
          g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                       "That value cannot be stored (%s of a %s). Nothing was changed.",
                       column->name, self->name);
          return FALSE;
        }
      index += count_sql_columns (column);
    }

  return TRUE;
}

static char *
read_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement, column);

  if (text == NULL)
    return NULL;

  return g_utf8_make_valid (text, sqlite3_column_bytes (statement, column));
}

static void
take_text (char **field, char *text)
{
  g_free (*field);
  *field = text;
}

static gboolean
read_uint (sqlite3_stmt *statement, int column, guint64 limit, guint64 *value)
{
  gint64 stored = sqlite3_column_int64 (statement, column);

  *value = (guint64) stored;

  return sqlite3_column_type (statement, column) == SQLITE_INTEGER && stored >= 0 &&
         (guint64) stored <= limit;
}

static gboolean
read_country (sqlite3_stmt *statement, int column, char *country)
{
  g_autofree char *text = read_text (statement, column);

  if (text == NULL || strlen (text) > 2)
    return FALSE;
  g_strlcpy (country, text, 3);

  return TRUE;
}

static gboolean
read_position (sqlite3_stmt *statement, int column, CorPosition *position)
{
  position->lat_deg = sqlite3_column_double (statement, column);
  position->lon_deg = sqlite3_column_double (statement, column + 1);

  return cor_position_is_valid (*position);
}

static gboolean
read_names (sqlite3_stmt *statement, int column, CorNames *names)
{
  guint64 generated;

  for (guint i = 0; i < COR_N_LANGUAGES; i++)
    take_text (&names->text[i], read_text (statement, column + (int) i));
  if (!read_uint (statement, column + COR_N_LANGUAGES, G_MAXUINT, &generated))
    return FALSE;
  names->generated = (guint) generated;

  return TRUE;
}

static gboolean
read_geometry (sqlite3_stmt *statement, int column, CorGeometry **geometry)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  g_clear_pointer (geometry, cor_geometry_unref);
  if (bytes != NULL)
    *geometry = cor_codec_read_geometry (bytes, (gsize) sqlite3_column_bytes (statement, column));

  return *geometry != NULL;
}

static gboolean
read_hints (sqlite3_stmt *statement, int column, GArray **hints)
{
  const void *bytes = sqlite3_column_blob (statement, column);

  g_clear_pointer (hints, g_array_unref);
  if (bytes == NULL)
    return TRUE;

  *hints = cor_codec_read_hints (bytes, (gsize) sqlite3_column_bytes (statement, column));

  return *hints != NULL;
}

static gboolean
read_column (sqlite3_stmt *statement, int index, const CorColumn *column, gpointer field)
{
  guint64 value;

  switch (column->type)
    {
    case COR_COLUMN_ID:
      return cor_sql_column_id (statement, index, field);
    case COR_COLUMN_TEXT:
      take_text (field, read_text (statement, index));
      return TRUE;
    case COR_COLUMN_TEXT_NOT_NULL:
      take_text (field, read_text (statement, index));
      return *(char **) field != NULL;
    case COR_COLUMN_UINT:
      if (!read_uint (statement, index, column->limit, &value))
        return FALSE;
      *(guint *) field = (guint) value;
      return TRUE;
    case COR_COLUMN_MOMENT:
      *(gint64 *) field = sqlite3_column_int64 (statement, index);
      return cor_time_is_valid (*(gint64 *) field);
    case COR_COLUMN_UINT64:
      return read_uint (statement, index, G_MAXINT64, field);
    case COR_COLUMN_TIME:
      *(gint64 *) field = sqlite3_column_type (statement, index) == SQLITE_NULL
                              ? COR_TIME_NONE
                              : sqlite3_column_int64 (statement, index);
      return cor_time_is_bound (*(gint64 *) field);
    case COR_COLUMN_COUNTRY:
      return read_country (statement, index, field);
    case COR_COLUMN_POSITION:
      return read_position (statement, index, field);
    case COR_COLUMN_NAMES:
      return read_names (statement, index, field);
    case COR_COLUMN_GEOMETRY:
      return read_geometry (statement, index, field);
    case COR_COLUMN_HINTS:
      return read_hints (statement, index, field);
    default:
      g_assert_not_reached ();
    }
}

/**
 * cor_table_read:
 * @self: a table
 * @statement: a row of its select
 * @target: the struct; texts that it holds are replaced
 * @error: (nullable): set when a value makes no sense
 *
 * Reads all columns behind the id, which the caller reads.
 *
 * Returns: whether all values make sense
 */
gboolean
cor_table_read (const CorTable *self, sqlite3_stmt *statement, gpointer target, GError **error)
{
  int index = 1;

  for (guint i = 0; i < self->n_columns; i++)
    {
      const CorColumn *column = &self->columns[i];

      if (!read_column (statement, index, column, (guint8 *) target + column->offset))
        {
          cor_sql_set_corrupt (self->name, column->name, error);
          return FALSE;
        }
      index += count_sql_columns (column);
    }
  if (self->check != NULL && !self->check (target, NULL))
    {
      cor_sql_set_corrupt (self->name, NULL, error);
      return FALSE;
    }

  return TRUE;
}
