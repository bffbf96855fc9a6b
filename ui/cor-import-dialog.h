/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_IMPORT_DIALOG (cor_import_dialog_get_type ())

/**
 * CorImportDialog:
 *
 * Takes a registration list into the plan: reads it, shows its columns for correction, imports it
 * and tells how its rows ended.
 */
G_DECLARE_FINAL_TYPE (CorImportDialog, cor_import_dialog, COR, IMPORT_DIALOG, AdwWindow)

void cor_import_dialog_present (GtkWindow *parent, CorSession *session, const char *path);

G_END_DECLS
