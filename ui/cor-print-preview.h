/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-sheets.h"

G_BEGIN_DECLS

#define COR_TYPE_PRINT_PREVIEW (cor_print_preview_get_type ())

/**
 * CorPrintPreview:
 *
 * Sheets on the screen, page by page, drawn by what draws them on paper.
 */
G_DECLARE_FINAL_TYPE (CorPrintPreview, cor_print_preview, COR, PRINT_PREVIEW, AdwWindow)

void cor_print_preview_present (GtkWindow *parent, CorSheets *sheets);

G_END_DECLS
