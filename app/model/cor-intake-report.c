/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-intake-report.h"

#include "cor-csv-writer.h"
#include "cor-error.h"
#include "cor-private-file.h"

static void
reject_free (gpointer reject)
{
  CorIntakeReject *self = reject;

  g_free (self->column);
  g_free (self->reason);
  g_strfreev (self->fields);
  g_free (self);
}

/**
 * cor_intake_column_new:
 * @heading: as received
 * @field: what it is taken for
 * @confidence: how sure that is, 0 to 1
 *
 * Returns: (transfer full): a column
 */
CorIntakeColumn *
cor_intake_column_new (const char *heading, CorField field, double confidence)
{
  CorIntakeColumn *self = g_new0 (CorIntakeColumn, 1);

  self->heading = g_strdup (heading);
  self->field = field;
  self->confidence = confidence;

  return self;
}

/**
 * cor_intake_column_free:
 * @self: (transfer full): a column
 *
 * Frees @self.
 */
void
cor_intake_column_free (CorIntakeColumn *self)
{
  g_free (self->heading);
  g_free (self);
}

/**
 * cor_intake_report_new:
 *
 * Returns: (transfer full): an empty report
 */
CorIntakeReport *
cor_intake_report_new (void)
{
  CorIntakeReport *self = g_new0 (CorIntakeReport, 1);

  self->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_intake_column_free);
  self->rejects = g_ptr_array_new_with_free_func (reject_free);

  return self;
}

/**
 * cor_intake_report_free:
 * @self: (transfer full): a report
 *
 * Frees @self.
 */
void
cor_intake_report_free (CorIntakeReport *self)
{
  g_free (self->file_name);
  g_free (self->sheet);
  g_free (self->encoding);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->rejects);
  g_free (self);
}

/**
 * cor_intake_report_is_balanced:
 * @self: a report
 *
 * Returns: whether every row ended as added, merged, rejected or blank
 */
gboolean
cor_intake_report_is_balanced (const CorIntakeReport *self)
{
  return self->n_rows == self->n_added + self->n_merged + self->n_rejected + self->n_blank &&
         self->n_rejected == self->rejects->len;
}

static void
append_reject (GString *csv, const CorIntakeReport *report, const CorIntakeReject *reject)
{
  g_autofree char *row = g_strdup_printf ("%u", reject->row);

  cor_csv_append_field (csv, report->file_name);
  cor_csv_append_field (csv, report->sheet);
  cor_csv_append_field (csv, row);
  cor_csv_append_field (csv, reject->column);
  cor_csv_append_field (csv, reject->reason);
  for (guint i = 0; reject->fields != NULL && reject->fields[i] != NULL; i++)
    cor_csv_append_field (csv, reject->fields[i]);
  cor_csv_end_row (csv);
}

/**
 * cor_intake_reports_write_rejects:
 * @reports: (element-type CorIntakeReport): how the lists of a command went
 * @path: where to write
 * @error: (nullable): set when the file cannot be written
 *
 * Writes every rejected row with file, row number and reason, and its texts as received: UTF-8 with
 * a mark that spreadsheets know, safe from formulas, readable by its owner only.
 *
 * Returns: %FALSE if it was not written
 */
gboolean
cor_intake_reports_write_rejects (GPtrArray *reports, const char *path, GError **error)
{
  static const char *const headings[] = {
    "file", "sheet", "row", "column", "reason", "as received"
  };
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GString) file = g_string_new ("\xEF\xBB\xBF");

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    cor_csv_append_field (csv, headings[i]);
  cor_csv_end_row (csv);
  for (guint i = 0; i < reports->len; i++)
    {
      const CorIntakeReport *report = reports->pdata[i];

      for (guint j = 0; j < report->rejects->len; j++)
        append_reject (csv, report, report->rejects->pdata[j]);
    }
  g_string_append_len (file, csv->str, (gssize) csv->len);

  return cor_private_file_write (path, file->str, file->len, error);
}
