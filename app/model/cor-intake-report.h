/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-id.h"
#include "cor-person.h"

G_BEGIN_DECLS

/**
 * CorIntakeColumn:
 * @heading: (not nullable): as received; "Column 3" where there is none
 * @field: what it was taken for
 * @confidence: how sure that is, 0 to 1; 1 if an officer said so
 *
 * A column of a list.
 */
typedef struct
{
  char *heading;
  CorField field;
  double confidence;
} CorIntakeColumn;

/**
 * CorIntakeReject:
 * @row: its number, from 1 as a spreadsheet counts
 * @column: (not nullable): the heading of the column that the reason is about, perhaps empty
 * @reason: (not nullable): why, without any value of the row
 * @fields: the row as received
 *
 * A row that was not taken.
 */
typedef struct
{
  guint row;
  char *column;
  char *reason;
  GStrv fields;
} CorIntakeReject;

/**
 * CorIntakeReport:
 * @list_id: the list's id in the plan
 * @file_name: (not nullable): base name of the file
 * @sheet: (nullable): the sheet of a workbook
 * @encoding: (not nullable): how it was read
 * @n_rows: rows read; = @n_added + @n_merged + @n_rejected + @n_blank
 * @n_added: registrations added
 * @n_people_added: by how much the plan's people grow
 * @n_merged: rows merged into a registration
 * @n_possible_duplicates: pairs that are alike and contradict each other
 * @n_rejected: rows with no name, no document and no phone
 * @n_blank: empty rows, titles and headings
 * @n_placed: of the registrations added, those with a settlement
 * @n_assumed: of those, the ones that nothing confirms
 * @n_bad_fields: fields that could not be read and were kept as received
 * @columns: (element-type CorIntakeColumn): in order
 * @rejects: (element-type CorIntakeReject): in order
 *
 * How an import went.
 */
typedef struct
{
  CorId list_id;
  char *file_name;
  char *sheet;
  char *encoding;
  guint n_rows;
  guint n_added;
  guint n_people_added;
  guint n_merged;
  guint n_possible_duplicates;
  guint n_rejected;
  guint n_blank;
  guint n_placed;
  guint n_assumed;
  guint n_bad_fields;
  GPtrArray *columns;
  GPtrArray *rejects;
} CorIntakeReport;

CorIntakeReport *cor_intake_report_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_intake_report_free (CorIntakeReport *self);

gboolean cor_intake_report_is_balanced (const CorIntakeReport *self);

gboolean cor_intake_reports_write_rejects (GPtrArray *reports, const char *path, GError **error);

CorIntakeColumn *cor_intake_column_new (const char *heading,
                                        CorField field,
                                        double confidence) G_GNUC_WARN_UNUSED_RESULT;

void cor_intake_column_free (CorIntakeColumn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorIntakeReport, cor_intake_report_free)

G_END_DECLS
