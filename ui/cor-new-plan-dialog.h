/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-window.h"

G_BEGIN_DECLS

#define COR_TYPE_NEW_PLAN_DIALOG (cor_new_plan_dialog_get_type ())

/**
 * CorNewPlanDialog:
 *
 * Asks for a new plan's name and start, then for the file.
 */
G_DECLARE_FINAL_TYPE (CorNewPlanDialog, cor_new_plan_dialog, COR, NEW_PLAN_DIALOG, AdwWindow)

void cor_new_plan_dialog_present (CorWindow *parent);

G_END_DECLS
