/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-journeys.h"
#include "cor-lane-set.h"

G_BEGIN_DECLS

void cor_lane_set_find_homes (CorLaneSet *self, CorJourneys *journeys, guint n_rally_points);

guint cor_lane_set_find_home (const CorLaneSet *self, const CorSnap *snap, guint lane);

G_END_DECLS
