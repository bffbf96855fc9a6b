/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COR_TYPE_PREFERENCES (cor_preferences_get_type ())

/**
 * CorPreferences:
 *
 * What the desk is set to on this machine: language, appearance, map, name in history.
 */
G_DECLARE_FINAL_TYPE (CorPreferences, cor_preferences, COR, PREFERENCES, AdwPreferencesWindow)

void cor_preferences_present (GtkWindow *parent);

G_END_DECLS
