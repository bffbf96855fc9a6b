/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-atlas.h"
#include "cor-gazetteer.h"
#include "cor-network.h"
#include "cor-planner.h"
#include "cor-settlement.h"

G_BEGIN_DECLS

CorGazetteer *cor_atlas_get_gazetteer (CorAtlas *self);

CorNetwork *cor_atlas_get_network (CorAtlas *self);

/**
 * COR_ATLAS_MAX_FILE_CONNECTOR_M:
 *
 * How far a place may be from the roads of a network file, in metres.
 */
#define COR_ATLAS_MAX_FILE_CONNECTOR_M 10000

void cor_atlas_get_snap_options (CorAtlas *self, CorNetwork *network, CorSnapOptions *options);

CorPlanner *cor_atlas_new_planner (CorAtlas *self, CorNetwork *network) G_GNUC_WARN_UNUSED_RESULT;

CorSettlement *cor_settlement_new_from_place (const CorPlace *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
