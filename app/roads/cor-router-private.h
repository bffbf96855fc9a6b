/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-dijkstra.h"
#include "cor-metric.h"
#include "cor-path-search.h"
#include "cor-route-private.h"
#include "cor-router-leaving.h"
#include "cor-router.h"
#include "cor-snap-private.h"
#include "cor-sweep.h"
#include "cor-timed-search.h"
#include "cor-wait-guard.h"

G_BEGIN_DECLS

/* How to look at what holds only at times: as if it held whenever it does at any moment of some
 * time, or, for the best that can be hoped for, only if it does at all of them. */
typedef struct
{
  gint64 from_utc_s;
  gint64 until_utc_s;
  gboolean is_best;
  gboolean with_hours; /* whether arcs with hours of their own are closed */
} CorRouterView;

struct _CorRouter
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorRoadPace pace;
  CorClosureSet *closures;
  CorRouterView told;     /* by cor_router_set_closures () */
  CorRouterView view;     /* of which the weights are */
  guint8 *in_force;       /* by closure: whether it counts in that view */
  const guint32 *open_ms; /* travel time of each arc when one meets nothing on it */
  guint32 *own_open_ms;   /* (nullable): the same, unless they are the network's */
  guint32 *weights_ms;    /* travel time of each arc in that view */
  guint32 *moving_ms;     /* (nullable): without what holds up, if anything does */
  gboolean weights_are_new;
  gboolean waits_safely;
  CorTimedSearch *timed; /* made when first needed */
  guint n_threads;       /* how many may work; 0: as many as there are processors */

  /* Networks without a hierarchy are searched plainly. */
  CorDijkstra *dijkstra;

  /* The others keep what the next question may need again. */
  GArray *changed_arcs; /* guint32: those that the metric does not know of yet */
  CorMetric *metric;
  CorPathSearch *path_search;
  struct _CorViaSearch *via_search;
  CorSweep *sweep;
  GArray *sweep_nodes; /* guint32: what the sweep was made for */
  GArray *sweep_ends;  /* CorSweepEnd */
  GArray *sweep_rows;  /* guint32: of the sweep's nodes */
  gboolean sweep_is_stale;
  CorRouterLeaving leaving;
  CorMatrix *last_matrix; /* (nullable): what the sweep told last, for the same places */
  CorSnap *last_targets;
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
void cor_router_list_drives (CorRouter *self,
                             const CorSnap *source,
                             const CorSnap *target,
                             const CorRouterEnds *ends,
                             const CorRouterPath *path,
                             GArray *drives);
CorCost cor_router_find_cost (CorRouter *self, const CorSnap *source, const CorSnap *target);
/* Who searches by the clock, one a thread. */
typedef struct
{
  CorRouter *router; /* only read */
  CorTimedSearch *timed;
  CorPotential *potential; /* (nullable) */
} CorRouterSeeker;

/* A matrix by the clock: from some places, or backward to them, to others. */
typedef struct
{
  const CorSnap *near;
  gsize n_near;
  const CorSnap *far;
  gsize n_far;
  gint64 reference_utc_s;
  gboolean backward;
  CorMatrix *matrix; /* from sources to targets, whichever are near */
  guint8 *is_known;  /* (nullable): by near place, then far: whether the matrix has it already */
} CorRouterQuestion;

CorTimedSearch *cor_router_search_back (CorRouter *self,
                                        const CorSnap *target,
                                        gint64 arrive_utc_s,
                                        guint32 within_ms);
gboolean cor_router_settle_steady (CorRouter *self,
                                   const CorRouterQuestion *question,
                                   const CorRouterView *best,
                                   CorMatrix *best_matrix,
                                   const CorRouterView *worst,
                                   CorMatrix *worst_matrix);
void
cor_router_search_from (CorRouterSeeker *seeker, const CorRouterQuestion *question, gsize near);
void cor_router_init_weights (CorRouter *self);
void cor_router_clear_weights (CorRouter *self);
void cor_router_look (CorRouter *self, const CorRouterView *view);
void cor_router_look_as_told (CorRouter *self);
guint32 cor_router_get_moving_ms (CorRouter *self, guint32 arc);
guint32
cor_router_get_delay_ms (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to);
guint cor_router_list_leaving (CorRouter *self, const CorSnap *source, CorSnapEnd *ends);
guint cor_router_list_arriving (CorRouter *self, const CorSnap *target, CorSnapEnd *ends);
CorCost cor_router_find_direct (CorRouter *self,
                                const CorSnap *source,
                                const CorSnap *target,
                                guint32 *arc);

void cor_router_prepare_metric (CorRouter *self);

gboolean cor_router_prepare_metric_until (CorRouter *self, CorProgress *progress, GError **error);
guint cor_router_get_n_threads (CorRouter *self);
void cor_router_set_n_threads (CorRouter *self, guint n_threads);
CorMatrix *cor_router_compute_view (CorRouter *self,
                                    const CorSnap *sources,
                                    gsize n_sources,
                                    const CorSnap *targets,
                                    gsize n_targets,
                                    CorProgress *progress,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

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
