/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geometry.h"
#include "cor-router.h"

G_BEGIN_DECLS

/**
 * CorReach:
 * @within_ms: how long the journey may take, in milliseconds
 * @cell_m: side of the squares that the area is made of, in metres
 * @n_nodes: junctions and settlements from which the place is reached in time
 * @road_m: length of the roads from which it is, in metres
 * @area: the squares that hold such a road, as polygons with holes; says nothing of what lies off
 *   the roads
 *
 * From where a place is reached within some time.
 */
typedef struct
{
  guint32 within_ms;
  guint cell_m;
  guint n_nodes;
  guint64 road_m;
  CorGeometry *area;
} CorReach;

CorReach *cor_router_find_reach (CorRouter *self,
                                 const CorSnap *target,
                                 const guint32 *times_ms,
                                 guint32 within_ms,
                                 guint cell_m) G_GNUC_WARN_UNUSED_RESULT;

CorReach *cor_router_find_reach_departing (CorRouter *self,
                                           const CorSnap *target,
                                           gint64 depart_utc_s,
                                           guint32 within_s,
                                           guint cell_m) G_GNUC_WARN_UNUSED_RESULT;

void cor_reach_free (CorReach *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorReach, cor_reach_free)

G_END_DECLS
