/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-dijkstra.h"
#include "cor-metric.h"
#include "cor-path-search.h"
#include "cor-route-private.h"
#include "cor-router.h"
#include "cor-snap-private.h"
#include "cor-sweep.h"
#include "cor-timed-search.h"

G_BEGIN_DECLS

struct _CorRouter
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorClosureSet *closures;
  gint64 from_utc_s;
  gint64 until_utc_s;
  guint32 *weights_ms;   /* travel time of each arc while the closures hold */
  CorTimedSearch *timed; /* made when first needed */

  /* Networks without a hierarchy are searched plainly. */
  CorDijkstra *dijkstra;

  /* The others keep what the next question may need again. */
  GArray *changed_arcs; /* guint32: those that the metric does not know of yet */
  CorMetric *metric;
  CorPathSearch *path_search;
  CorSweep *sweep;
  GArray *sweep_nodes; /* guint32: what the sweep was made for */
  GArray *sweep_ends;  /* CorSweepEnd */
  gboolean sweep_is_stale;
};

/* By which nodes two places are left and entered. */
typedef struct
{
  CorSnapEnd leaving[COR_SNAP_MAX_ENDS];
  CorSnapEnd arriving[COR_SNAP_MAX_ENDS];
  guint n_leaving;
  guint n_arriving;
} CorRouterEnds;

/* The whole arcs of a way, in driving order. */
typedef struct
{
  GArray *arcs; /* guint32 */
  guint32 first_node;
  guint32 last_node;
} CorRouterPath;

CorCost cor_router_find_path (CorRouter *self, const CorRouterEnds *ends, CorRouterPath *path);
CorRoute *cor_router_build_route (CorRouter *self,
                                  const CorSnap *source,
                                  const CorSnap *target,
                                  const CorRouterEnds *ends,
                                  const CorRouterPath *path) G_GNUC_WARN_UNUSED_RESULT;

void cor_router_prepare_metric (CorRouter *self);
guint cor_router_get_n_threads (CorRouter *self);

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
