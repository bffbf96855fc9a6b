/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_PLACE_DIALOG (cor_place_dialog_get_type ())

/**
 * CorPlaceDialog:
 *
 * Lets an officer say where people are: candidates of what they wrote first, then whatever is
 * searched for.
 */
G_DECLARE_FINAL_TYPE (CorPlaceDialog, cor_place_dialog, COR, PLACE_DIALOG, AdwWindow)

void cor_place_dialog_present (GtkWindow *parent,
                               CorSession *session,
                               const CorId *person_ids,
                               guint n_persons);

G_END_DECLS
