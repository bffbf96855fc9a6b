/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-session-private.h"

#include "cor-roads-in-use.h"

G_BEGIN_DECLS

/**
 * CorPlanRoads:
 * @closures: (element-type CorClosure): the plan's closures, without limits of vehicles: these say
 *   how many may drive on a road, not how long that takes
 * @start_utc_s: when the plan begins
 * @atlas: the atlas
 * @network: roads that are open, perhaps the wanted ones
 * @wanted: (nullable): checksum of the plan's roads
 *
 * What a question about a plan's roads takes along to another thread.
 */
typedef struct
{
  GPtrArray *closures;
  gint64 start_utc_s;
  CorAtlas *atlas;
  CorNetwork *network;
  char *wanted;
} CorPlanRoads;

CorPlanRoads *cor_plan_roads_new (CorSession *session) G_GNUC_WARN_UNUSED_RESULT;

void cor_plan_roads_free (CorPlanRoads *self);

CorNetwork *cor_plan_roads_open (const CorPlanRoads *self,
                                 char **trouble) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
