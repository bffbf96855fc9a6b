/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-intake.h"

#include "cor-columns.h"
#include "cor-error.h"
#include "cor-intake-private.h"

static gboolean
has_something (const CorListFile *file)
{
  for (guint i = 0; i < file->rows->len; i++)
    if (((CorRawRow *) file->rows->pdata[i])->fields[0] != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
identifies_people (GPtrArray *columns)
{
  for (guint i = 0; i < columns->len; i++)
    switch (((CorIntakeColumn *) columns->pdata[i])->field)
      {
      case COR_FIELD_FULL_NAME:
      case COR_FIELD_FAMILY_NAME:
      case COR_FIELD_GIVEN_NAME:
      case COR_FIELD_PASSPORT:
      case COR_FIELD_PHONE:
        return TRUE;
      default:
        break;
      }

  return FALSE;
}

/**
 * cor_intake_read:
 * @path: a registration list
 * @options: (nullable): what is known about it
 * @progress: (nullable): watches and stops it
 * @error: (nullable): set when it cannot be read; names file and place
 *
 * Reads a list and finds out what its columns are, for somebody to look at.
 *
 * Returns: (transfer full): the list, or %NULL
 */
CorIntake *
cor_intake_read (const char *path,
                 const CorListOptions *options,
                 CorProgress *progress,
                 GError **error)
{
  g_autoptr (CorListFile) file = cor_list_file_read (path, options, progress, error);
  CorIntake *self;

  if (file == NULL)
    return NULL;
  if (!has_something (file))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_NOTHING, "%s has no rows with anything in them",
                   file->file_name);
      return NULL;
    }

  self = g_new0 (CorIntake, 1);
  self->file = g_steal_pointer (&file);
  self->heading_index = cor_columns_find_heading (self->file);
  self->columns = cor_columns_recognise (self->file, self->heading_index);

  return self;
}

/**
 * cor_intake_free:
 * @self: (transfer full): a list
 *
 * Frees @self.
 */
void
cor_intake_free (CorIntake *self)
{
  g_clear_pointer (&self->file, cor_list_file_free);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_free (self);
}

/**
 * cor_intake_get_file:
 * @self: a list
 *
 * Returns: (transfer none): its rows, encoding, separator and sheets
 */
const CorListFile *
cor_intake_get_file (const CorIntake *self)
{
  return self->file;
}

/**
 * cor_intake_get_first_index:
 * @self: a list
 *
 * Returns: place of the first row below the headings in the file's rows
 */
guint
cor_intake_get_first_index (const CorIntake *self)
{
  return self->heading_index == G_MAXUINT ? 0 : self->heading_index + 1;
}

/**
 * cor_intake_get_columns:
 * @self: a list
 *
 * Returns: (transfer none) (element-type CorIntakeColumn): what its columns are taken for
 */
GPtrArray *
cor_intake_get_columns (const CorIntake *self)
{
  return self->columns;
}

/**
 * cor_intake_set_column_field:
 * @self: a list
 * @column: a column's place
 * @field: what an officer says it is
 *
 * Corrects what a column is taken for.
 */
void
cor_intake_set_column_field (CorIntake *self, guint column, CorField field)
{
  CorIntakeColumn *changed;

  g_return_if_fail (column < self->columns->len);
  g_return_if_fail ((guint) field < COR_N_FIELDS);

  changed = self->columns->pdata[column];
  changed->field = field;
  changed->confidence = 1.0;
}

/**
 * cor_intake_can_import:
 * @self: a list
 * @error: (nullable): set when it cannot be imported; says what to do
 *
 * A list without a column of names, documents or telephone numbers would lose everybody.
 *
 * Returns: whether any column says who somebody is
 */
gboolean
cor_intake_can_import (const CorIntake *self, GError **error)
{
  if (identifies_people (self->columns))
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
               "%s: no column was recognised that holds names, documents or telephone numbers; "
               "choose what the columns are, another sheet or another encoding (it was read as %s)",
               self->file->file_name, self->file->encoding);

  return FALSE;
}
