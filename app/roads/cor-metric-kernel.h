/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-dijkstra.h"

G_BEGIN_DECLS

/**
 * CorUpWeight:
 * @up: travel time of driving the upward arc, in milliseconds
 * @down: that of driving it the other way
 *
 * What an upward arc weighs both ways where only times are asked for.
 */
typedef struct
{
  guint32 up;
  guint32 down;
} CorUpWeight;

/**
 * CorUpCost:
 * @up: time and distance of driving the upward arc
 * @down: those of driving it the other way
 *
 * What an upward arc costs both ways where distances count too.
 */
typedef struct
{
  CorCost up;
  CorCost down;
} CorUpCost;

void
cor_metric_kernel_times (CorUpWeight *out, const CorUpWeight *second, CorUpWeight first, gsize n);
void cor_metric_kernel_costs (CorUpCost *out, const CorUpCost *second, CorUpCost first, gsize n);

G_END_DECLS
