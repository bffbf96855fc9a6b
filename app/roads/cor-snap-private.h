/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set.h"
#include "cor-dijkstra.h"
#include "cor-snap.h"

G_BEGIN_DECLS

/* A place enters and leaves the network by one node, or within a leg by the two ends of the leg,
 * and is come to from any copy of them. */
#define COR_SNAP_MAX_ENDS (2 * (COR_NETWORK_MAX_COPIES + 1))

typedef struct
{
  guint32 node;
  guint32 arc; /* which is driven in part, or none */
  CorCost cost;
} CorSnapEnd;

guint32 cor_snap_part (guint32 whole, guint32 along);

gboolean cor_snap_find (CorNetwork *network,
                        CorRoadVehicle vehicle,
                        const guint32 *weights_ms,
                        CorClosureSet *closures,
                        gint64 from_utc_s,
                        gint64 until_utc_s,
                        CorPosition position,
                        const CorSnapOptions *options,
                        CorSnap *snap);
guint cor_snap_list_leaving (CorNetwork *network,
                             const guint32 *weights_ms,
                             const CorSnap *source,
                             CorSnapEnd *ends);
guint cor_snap_list_arriving (CorNetwork *network,
                              const guint32 *weights_ms,
                              const CorSnap *target,
                              CorSnapEnd *ends);
CorCost cor_snap_find_direct (CorNetwork *network,
                              const guint32 *weights_ms,
                              const CorSnap *source,
                              const CorSnap *target,
                              guint32 *arc);

G_END_DECLS
