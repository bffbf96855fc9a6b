/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-dijkstra.h"
#include "cor-route-private.h"
#include "cor-router.h"
#include "cor-snap-private.h"
#include "cor-timed-search.h"

G_BEGIN_DECLS

struct _CorRouter
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorClosureSet *closures;
  gint64 from_utc_s;
  gint64 until_utc_s;
  guint32 *weights_ms; /* travel time of each arc while the closures hold */
  CorDijkstra *dijkstra;
  CorTimedSearch *timed; /* made when first needed */
};

guint32 *cor_router_list_nodes (CorRouter *self,
                                const guint32 *weights_ms,
                                const CorSnap *snaps,
                                gsize n_snaps,
                                gboolean leaving,
                                gsize *n_nodes) G_GNUC_WARN_UNUSED_RESULT;
CorRouteDrive
cor_router_drive_part (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to);
CorRouteDrive cor_router_drive_whole (CorRouter *self, guint32 arc);
guint32 cor_router_part_end (CorRouter *self, guint32 arc);

G_END_DECLS
