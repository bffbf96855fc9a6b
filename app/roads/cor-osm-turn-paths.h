/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-legs.h"
#include "cor-osm-turns.h"

G_BEGIN_DECLS

void cor_osm_turn_paths_apply (CorOsmLegs *legs, CorOsmTurns *turns, CorNetworkBuilder *builder);

G_END_DECLS
