/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_SCENARIO_BAR (cor_scenario_bar_get_type ())

/**
 * CorScenarioBar:
 *
 * Says, as long as a scenario is shown, that what one sees and changes is not the plan.
 */
G_DECLARE_FINAL_TYPE (CorScenarioBar, cor_scenario_bar, COR, SCENARIO_BAR, AdwBin)

void cor_scenario_bar_set_session (CorScenarioBar *self, CorSession *session);

G_END_DECLS
