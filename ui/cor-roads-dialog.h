/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_ROADS_DIALOG (cor_roads_dialog_get_type ())

/**
 * CorRoadsDialog:
 *
 * Chooses the roads of a plan: the built-in ones, a network that was used before, a network file,
 * or a new one made of an OpenStreetMap extract.
 */
G_DECLARE_FINAL_TYPE (CorRoadsDialog, cor_roads_dialog, COR, ROADS_DIALOG, AdwWindow)

CorRoadsDialog *cor_roads_dialog_present (GtkWindow *parent, CorSession *session);

void cor_roads_dialog_import (CorRoadsDialog *self, const char *extract);

G_END_DECLS
