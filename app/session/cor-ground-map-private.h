/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-atlas.h"
#include "cor-ground-map.h"
#include "cor-network.h"

G_BEGIN_DECLS

CorGroundMap *cor_ground_map_new (CorAtlas *atlas, CorNetwork *network) G_GNUC_WARN_UNUSED_RESULT;

CorNetwork *cor_ground_map_get_network (CorGroundMap *self);

G_END_DECLS
