/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-list-import.h"

G_BEGIN_DECLS

#define COR_TYPE_IMPORT_REPORT (cor_import_report_get_type ())

/**
 * CorImportReport:
 *
 * How the rows of a list ended, and a way to keep those that were rejected. Signal "message"
 * (text) for what has to be told about saving them.
 */
G_DECLARE_FINAL_TYPE (CorImportReport, cor_import_report, COR, IMPORT_REPORT, GtkBox)

void cor_import_report_show (CorImportReport *self, CorListImport *import);

G_END_DECLS
