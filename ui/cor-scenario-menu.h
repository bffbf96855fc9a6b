/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_SCENARIO_MENU (cor_scenario_menu_get_type ())

/**
 * CorScenarioMenu:
 *
 * A button of the header that says which scenario is shown, and a menu to choose another and to
 * branch, rename, adopt, delete, compare and publish. It activates actions of group "win".
 */
G_DECLARE_FINAL_TYPE (CorScenarioMenu, cor_scenario_menu, COR, SCENARIO_MENU, AdwBin)

void cor_scenario_menu_set_session (CorScenarioMenu *self, CorSession *session);

G_END_DECLS
