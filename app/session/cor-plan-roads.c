/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-roads-private.h"

#include "cor-atlas-private.h"
#include "cor-roads-in-use-private.h"
#include "cor-route-worker-private.h"

static GPtrArray *
list_closures (CorSnapshot *snapshot)
{
  GPtrArray *records = cor_snapshot_get_records (snapshot, COR_RECORD_CLOSURE);
  GPtrArray *closures = g_ptr_array_new_with_free_func (cor_record_unref);

  for (guint i = 0; i < records->len; i++)
    {
      const CorClosure *closure = records->pdata[i];

      if (closure->effect != COR_RESTRICTION_LIMIT || closure->limit_vehicles_per_h == 0)
        g_ptr_array_add (closures, cor_record_ref (records->pdata[i]));
    }

  return closures;
}

/**
 * cor_plan_roads_new:
 * @session: a session with a plan
 *
 * Returns: (transfer full): the roads of its plan as it is shown
 */
CorPlanRoads *
cor_plan_roads_new (CorSession *session)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (session->snapshot);
  CorPlanRoads *self = g_new0 (CorPlanRoads, 1);

  self->closures = list_closures (session->snapshot);
  self->start_utc_s = settings->start_utc_s;
  self->atlas = cor_atlas_ref (session->atlas);
  self->network = cor_network_ref (cor_session_get_network (session));
  self->wanted = g_strdup (cor_route_worker_get_wanted (session->route_worker, settings));

  return self;
}

/**
 * cor_plan_roads_free:
 * @self: (transfer full): roads of a plan
 *
 * Frees @self.
 */
void
cor_plan_roads_free (CorPlanRoads *self)
{
  g_ptr_array_unref (self->closures);
  cor_atlas_unref (self->atlas);
  cor_network_unref (self->network);
  g_free (self->wanted);
  g_free (self);
}

/**
 * cor_plan_roads_open:
 * @self: roads of a plan; on any thread
 * @trouble: (out) (transfer full) (nullable): why they are not those that the plan names
 *
 * Returns: (transfer full): the network
 */
CorNetwork *
cor_plan_roads_open (const CorPlanRoads *self, char **trouble)
{
  g_autoptr (CorRoadsInUse) in_use = NULL;
  CorNetwork *at_hand[] = { self->network };
  CorNetwork *network =
      cor_roads_in_use_open (self->atlas, self->wanted, at_hand, G_N_ELEMENTS (at_hand), &in_use);

  *trouble = g_strdup (in_use->trouble);

  return network;
}
