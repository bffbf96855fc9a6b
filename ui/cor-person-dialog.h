/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_PERSON_DIALOG (cor_person_dialog_get_type ())

/**
 * CorPersonDialog:
 *
 * Lets an officer register somebody by hand.
 */
G_DECLARE_FINAL_TYPE (CorPersonDialog, cor_person_dialog, COR, PERSON_DIALOG, AdwWindow)

void cor_person_dialog_present (GtkWindow *parent, CorSession *session);

G_END_DECLS
