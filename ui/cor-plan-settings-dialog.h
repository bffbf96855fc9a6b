/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_PLAN_SETTINGS_DIALOG (cor_plan_settings_dialog_get_type ())

/**
 * CorPlanSettingsDialog:
 *
 * What the plan is set to: name, start, how far ahead, how settlements fold, marking, publishing.
 */
G_DECLARE_FINAL_TYPE (CorPlanSettingsDialog,
                      cor_plan_settings_dialog,
                      COR,
                      PLAN_SETTINGS_DIALOG,
                      AdwPreferencesWindow)

void cor_plan_settings_dialog_present (GtkWindow *parent, CorSession *session);

G_END_DECLS
