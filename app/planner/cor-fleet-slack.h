/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet.h"

G_BEGIN_DECLS

const CorFleetTrip *cor_fleet_find_trip_before (GArray *trips, const CorFleetTrip *trip);

gint64 cor_fleet_find_slack_s (GArray *trips,
                               const CorFleetVehicle *vehicles,
                               gint64 start_utc_s,
                               const CorFleetTrip *trip);

G_END_DECLS
