/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-private.h"

G_BEGIN_DECLS

/* Which legs touch which cell of a regular grid. It is built once and lies in the network. */

/**
 * CorLegLines:
 *
 * The lines of all legs, as the builder has them before there is a network.
 */
typedef struct
{
  guint32 n_legs;
  const CorNetworkLeg *leg;
  const CorNetworkPoint *node_point;
  const guint32 *first_point;
  const CorNetworkPoint *point;
} CorLegLines;

/**
 * CorLegGridFunc:
 * @leg: a leg that touches the cell
 * @user_data: as given
 *
 * Called once a cell and leg.
 */
typedef void (*CorLegGridFunc) (guint32 leg, gpointer user_data);

void cor_leg_grid_build (const CorLegLines *lines,
                         CorNetworkGrid *grid,
                         guint32 **grid_first,
                         guint32 **grid_leg,
                         gsize *n_grid_legs);

guint32 cor_leg_grid_row (const CorNetworkGrid *grid, gint32 lat_e7);
guint32 cor_leg_grid_column (const CorNetworkGrid *grid, gint32 lon_e7);
void cor_leg_grid_foreach_in_bounds (CorNetwork *network,
                                     const CorBounds *bounds,
                                     CorLegGridFunc func,
                                     gpointer user_data);

G_END_DECLS
