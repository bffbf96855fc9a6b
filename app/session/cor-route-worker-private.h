/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-roads-in-use.h"
#include "cor-route-worker.h"

G_BEGIN_DECLS

void cor_route_worker_prepare (CorRouteWorker *self, CorSnapshot *snapshot);

void cor_route_worker_offer_roads (CorRouteWorker *self, CorNetwork *network, gboolean overrides);

const char *cor_route_worker_get_override (CorRouteWorker *self);

const char *cor_route_worker_get_wanted (CorRouteWorker *self, const CorPlanSettings *settings);

const CorRoadsInUse *cor_route_worker_get_roads (CorRouteWorker *self);

CorNetwork *cor_route_worker_get_network (CorRouteWorker *self);

G_END_DECLS
