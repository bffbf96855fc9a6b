/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-objective.h"

static const char *const objective_codes[COR_N_OBJECTIVES] = {
  "left_inside", "last_out", "person_time", "exposure", "movements", "change",
};

static const char *const priority_codes[COR_N_PRIORITIES] = { "urgent", "high", "normal", "later" };

/**
 * cor_objective_get_code:
 * @objective: a term that a plan is judged by
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_objective_get_code (CorObjective objective)
{
  g_return_val_if_fail (objective < COR_N_OBJECTIVES, "");

  return objective_codes[objective];
}

/**
 * cor_priority_get_code:
 * @priority: how urgent
 *
 * Returns: (transfer none): its name in files
 */
const char *
cor_priority_get_code (CorPriority priority)
{
  g_return_val_if_fail (priority < COR_N_PRIORITIES, "normal");

  return priority_codes[priority];
}
