/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"

G_BEGIN_DECLS

/**
 * CorNetworkLegFunc:
 * @network: the network
 * @leg: one of its legs
 * @user_data: as given
 *
 * Looks at a leg.
 */
typedef void (*CorNetworkLegFunc) (CorNetwork *network, guint32 leg, gpointer user_data);

void cor_network_foreach_leg_in_bounds (CorNetwork *network,
                                        const CorBounds *bounds,
                                        CorNetworkLegFunc func,
                                        gpointer user_data);

G_END_DECLS
