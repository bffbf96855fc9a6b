/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-scenario.h"

/**
 * cor_scenario_new:
 * @id: (nullable): its id; %NULL makes a new one
 * @name: what officers call it
 *
 * Returns: (transfer full): a scenario branched from the plan itself
 */
CorScenario *
cor_scenario_new (const CorId *id, const char *name)
{
  CorScenario *self = cor_record_new (COR_RECORD_SCENARIO, id);

  self->name = g_strdup (name);
  self->created_utc_s = g_get_real_time () / G_USEC_PER_SEC;

  return self;
}
