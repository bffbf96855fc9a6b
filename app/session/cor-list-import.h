/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-intake-report.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_LIST_IMPORT (cor_list_import_get_type ())

/**
 * CorListImport:
 *
 * A registration list on its way into the plan: read, shown with its columns for correction, then
 * imported as one edit. "fraction" and "stage" (properties, notify on the main thread) say how far
 * reading or importing is.
 */
G_DECLARE_FINAL_TYPE (CorListImport, cor_list_import, COR, LIST_IMPORT, GObject)

CorListImport *cor_list_import_new (CorSession *session,
                                    const char *path) G_GNUC_WARN_UNUSED_RESULT;

const char *cor_list_import_get_path (CorListImport *self);

void cor_list_import_set_encoding (CorListImport *self, const char *encoding);

void cor_list_import_set_sheet (CorListImport *self, const char *sheet);

void cor_list_import_read_async (CorListImport *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

gboolean cor_list_import_read_finish (CorListImport *self, GAsyncResult *result, GError **error);

const char *cor_list_import_get_encoding (CorListImport *self);

const char *const *cor_list_import_get_encodings (void);

const char *const *cor_list_import_get_sheets (CorListImport *self);

const char *cor_list_import_get_sheet (CorListImport *self);

guint cor_list_import_get_n_columns (CorListImport *self);

const char *cor_list_import_get_heading (CorListImport *self, guint column);

CorField cor_list_import_get_field (CorListImport *self, guint column);

void cor_list_import_set_field (CorListImport *self, guint column, CorField field);

guint cor_list_import_get_n_rows (CorListImport *self);

const char *cor_list_import_get_cell (CorListImport *self, guint row, guint column);

void cor_list_import_run_async (CorListImport *self,
                                gboolean dry_run,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

gboolean cor_list_import_run_finish (CorListImport *self, GAsyncResult *result, GError **error);

const CorIntakeReport *cor_list_import_get_report (CorListImport *self);

G_END_DECLS
