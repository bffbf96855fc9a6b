/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-table-reader.h"

#include "cor-error.h"

#include <gio/gio.h>

#include <math.h>
#include <string.h>

struct _CorTableReader
{
  char *name;          /* of the file, for errors */
  GHashTable *columns; /* name -> index + 1 */
  guint n_columns;
  GPtrArray *rows; /* GStrv */
  GArray *lines;   /* guint: where each row begins */
};

/* Reads one row at *@next; a quoted field may hold separators and line breaks. */
static GStrv
read_row (const char **next, char separator, guint *line, const char **fault)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  g_autoptr (GString) field = g_string_new (NULL);
  const char *c = *next;
  gboolean quoted = FALSE;
  gboolean was_quoted = FALSE;

  for (;; c++)
    {
      if (quoted)
        {
          if (*c == '\0')
            {
              *fault = "a quote is not closed";
              return NULL;
            }
          if (*c == '"' && c[1] != '"')
            quoted = FALSE;
          else
            {
              c += *c == '"';
              *line += *c == '\n';
              g_string_append_c (field, *c);
            }
        }
      else if (*c == '"' && separator == ',')
        {
          if (field->len > 0 || was_quoted)
            {
              *fault = "a quote stands inside a field";
              return NULL;
            }
          quoted = was_quoted = TRUE;
        }
      else if (*c == separator || *c == '\n' || *c == '\0')
        {
          g_strv_builder_add (fields, field->str);
          g_string_truncate (field, 0);
          was_quoted = FALSE;
          if (*c != separator)
            break;
        }
      else if (*c == '\r' && c[1] == '\n')
        continue;
      else if (was_quoted)
        {
          *fault = "text follows a closed quote";
          return NULL;
        }
      else
        g_string_append_c (field, *c);
    }

  *line += 1;
  *next = *c == '\n' ? c + 1 : c;

  return g_strv_builder_end (fields);
}

static gboolean
read_heading (CorTableReader *self, GStrv names, const char *const *columns, GError **error)
{
  self->n_columns = g_strv_length (names);
  for (guint i = 0; i < self->n_columns; i++)
    if (!g_hash_table_insert (self->columns, g_strdup (names[i]), GUINT_TO_POINTER (i + 1)))
      {
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s, line 1: column “%s” stands twice",
                     self->name, names[i]);
        return FALSE;
      }

  for (; columns != NULL && *columns != NULL; columns++)
    if (!g_hash_table_contains (self->columns, *columns))
      {
        g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s, line 1: column “%s” is missing",
                     self->name, *columns);
        return FALSE;
      }

  return TRUE;
}

static gboolean
read_rows (CorTableReader *self,
           const char *text,
           char separator,
           const char *const *columns,
           GError **error)
{
  guint line = 1;
  gboolean heading = TRUE;

  while (*text != '\0')
    {
      guint first_line = line;
      const char *fault = NULL;
      g_auto (GStrv) row = read_row (&text, separator, &line, &fault);

      if (row != NULL && !heading && g_strv_length (row) != self->n_columns)
        fault = "not as many fields as headings";
      if (fault != NULL)
        {
          g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s, line %u: %s", self->name,
                       first_line, fault);
          return FALSE;
        }
      if (heading && !read_heading (self, row, columns, error))
        return FALSE;
      if (!heading)
        {
          g_ptr_array_add (self->rows, g_steal_pointer (&row));
          g_array_append_val (self->lines, first_line);
        }
      heading = FALSE;
    }

  return TRUE;
}

/**
 * cor_table_reader_new:
 * @path: (type filename): a table in UTF-8; ".tsv" is separated by tabs and knows no quotes, all
 * else is comma-separated (RFC 4180)
 * @columns: (nullable): names of the columns that must be there, %NULL-terminated; others may be
 * @error: (nullable): set when it is no such table; names file and line
 *
 * Returns: (transfer full) (nullable): the table
 */
CorTableReader *
cor_table_reader_new (const char *path, const char *const *columns, GError **error)
{
  g_autoptr (CorTableReader) self = g_new0 (CorTableReader, 1);
  g_autofree char *text = NULL;
  gsize length;

  self->name = g_path_get_basename (path);
  self->columns = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!g_file_get_contents (path, &text, &length, error))
    {
      g_prefix_error (error, "The table “%s” cannot be read: ", self->name);
      return NULL;
    }
  if (length == 0 || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s: is empty or not UTF-8", self->name);
      return NULL;
    }
  if (!read_rows (self, text, g_str_has_suffix (path, ".tsv") ? '\t' : ',', columns, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * cor_table_reader_free:
 * @self: (transfer full): a table
 *
 * Frees it with all texts that it lent.
 */
void
cor_table_reader_free (CorTableReader *self)
{
  g_free (self->name);
  g_hash_table_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_array_unref (self->lines);
  g_free (self);
}

/**
 * cor_table_reader_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows, the heading not counted
 */
guint
cor_table_reader_get_n_rows (const CorTableReader *self)
{
  return self->rows->len;
}

/**
 * cor_table_reader_get_line:
 * @self: a table
 * @row: from 0
 *
 * Returns: the line of the file at which the row begins, from 1
 */
guint
cor_table_reader_get_line (const CorTableReader *self, guint row)
{
  g_return_val_if_fail (row < self->lines->len, 0);

  return g_array_index (self->lines, guint, row);
}

/**
 * cor_table_reader_get_text:
 * @self: a table
 * @row: from 0
 * @column: a column that is there
 *
 * Returns: (transfer none): the field; empty if nothing stands there
 */
const char *
cor_table_reader_get_text (const CorTableReader *self, guint row, const char *column)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->columns, column));
  GStrv fields;

  g_return_val_if_fail (row < self->rows->len, "");
  g_return_val_if_fail (index > 0, "");

  fields = self->rows->pdata[row];

  return fields[index - 1];
}

/**
 * cor_table_reader_get_number:
 * @self: a table
 * @row: from 0
 * @column: a column that is there
 * @number: (out): what stands there
 * @error: (nullable): set when it is no number
 *
 * Returns: whether a finite number stands there
 */
gboolean
cor_table_reader_get_number (const CorTableReader *self,
                             guint row,
                             const char *column,
                             double *number,
                             GError **error)
{
  const char *text = cor_table_reader_get_text (self, row, column);
  char *end = NULL;

  *number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0' || !isfinite (*number))
    {
      cor_table_reader_set_error (self, row, column, "is not a number", error);
      return FALSE;
    }

  return TRUE;
}

/**
 * cor_table_reader_get_count:
 * @self: a table
 * @row: from 0
 * @column: a column that is there
 * @count: (out): what stands there
 * @error: (nullable): set when it is no whole number from 0
 *
 * Returns: whether a whole number stands there
 */
gboolean
cor_table_reader_get_count (const CorTableReader *self,
                            guint row,
                            const char *column,
                            guint *count,
                            GError **error)
{
  const char *text = cor_table_reader_get_text (self, row, column);
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT, &value, NULL))
    {
      cor_table_reader_set_error (self, row, column, "is not a whole number", error);
      return FALSE;
    }

  *count = (guint) value;

  return TRUE;
}

/**
 * cor_table_reader_get_position:
 * @self: a table
 * @row: from 0
 * @lat_column: the column of degrees north
 * @lon_column: the column of degrees east
 * @position: (out): the position
 * @error: (nullable): set when there is none, or none where the program works
 *
 * Positions outside the region of the program are refused: they are swapped or mistyped.
 *
 * Returns: whether a position stands there
 */
gboolean
cor_table_reader_get_position (const CorTableReader *self,
                               guint row,
                               const char *lat_column,
                               const char *lon_column,
                               CorPosition *position,
                               GError **error)
{
  if (!cor_table_reader_get_number (self, row, lat_column, &position->lat_deg, error) ||
      !cor_table_reader_get_number (self, row, lon_column, &position->lon_deg, error))
    return FALSE;
  if (!cor_bounds_contains (&COR_BOUNDS_REGION, *position))
    {
      cor_table_reader_set_error (self, row, lat_column, "is far from Ukraine", error);
      return FALSE;
    }

  return TRUE;
}

/**
 * cor_table_reader_set_error:
 * @self: a table
 * @row: from 0
 * @column: the column at fault
 * @what: what is wrong, to be read after the column's name: "is not a state"
 * @error: (nullable): is set
 *
 * Makes the error that every fault in a shipped table should make: file, line, column, value.
 */
void
cor_table_reader_set_error (const CorTableReader *self,
                            guint row,
                            const char *column,
                            const char *what,
                            GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_INVALID, "%s, line %u: %s “%s” %s", self->name,
               cor_table_reader_get_line (self, row), column,
               cor_table_reader_get_text (self, row, column), what);
}
