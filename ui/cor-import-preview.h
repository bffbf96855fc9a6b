/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-list-import.h"

G_BEGIN_DECLS

#define COR_TYPE_IMPORT_PREVIEW (cor_import_preview_get_type ())

/**
 * CorImportPreview:
 *
 * The first rows of a list that was read, with what each column is taken for. Signal "read-again"
 * when another encoding or sheet was chosen and the list must be read once more.
 */
G_DECLARE_FINAL_TYPE (CorImportPreview, cor_import_preview, COR, IMPORT_PREVIEW, GtkBox)

void cor_import_preview_show (CorImportPreview *self, CorListImport *import);

void cor_import_preview_forget_choices (CorImportPreview *self);

G_END_DECLS
