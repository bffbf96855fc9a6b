/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set.h"
#include "cor-matrix.h"
#include "cor-road-pace.h"
#include "cor-route.h"
#include "cor-snap.h"

G_BEGIN_DECLS

/**
 * CorRouter:
 *
 * Answers questions about one network for one kind of vehicle. A router belongs to one thread at a
 * time (make one a thread; the network and the closures are shared), and keeps what it can from
 * one question to the next: keep it, rather than making a new one for each change of the plan.
 */
typedef struct _CorRouter CorRouter;

CorRouter *cor_router_new (CorNetwork *network, CorRoadVehicle vehicle) G_GNUC_WARN_UNUSED_RESULT;
void cor_router_free (CorRouter *self);

CorNetwork *cor_router_get_network (CorRouter *self);
void cor_router_set_pace (CorRouter *self, const CorRoadPace *pace);
void cor_router_set_waits_safely (CorRouter *self, gboolean waits_safely);
void cor_router_set_closures (CorRouter *self,
                              CorClosureSet *closures,
                              gint64 from_utc_s,
                              gint64 until_utc_s);

gboolean cor_router_snap (CorRouter *self,
                          CorPosition position,
                          const CorSnapOptions *options,
                          CorSnap *snap);

CorMatrix *cor_router_compute_matrix (CorRouter *self,
                                      const CorSnap *sources,
                                      gsize n_sources,
                                      const CorSnap *targets,
                                      gsize n_targets,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorMatrix *cor_router_compute_matrix_at_best (CorRouter *self,
                                              const CorSnap *sources,
                                              gsize n_sources,
                                              const CorSnap *targets,
                                              gsize n_targets,
                                              CorProgress *progress,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorMatrix *cor_router_carry_at_best (CorRouter *self,
                                     const CorSnap *sources,
                                     gsize n_sources,
                                     const CorSnap *targets,
                                     gsize n_targets,
                                     const guint32 *carried,
                                     CorProgress *progress,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorMatrix *cor_router_carry_priced (CorRouter *self,
                                    const CorSnap *sources,
                                    gsize n_sources,
                                    const CorSnap *targets,
                                    gsize n_targets,
                                    const guint32 *carried,
                                    guint32 price_ms,
                                    CorProgress *progress,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorRoute *cor_router_find_route (CorRouter *self,
                                 const CorSnap *source,
                                 const CorSnap *target) G_GNUC_WARN_UNUSED_RESULT;

guint32 *cor_router_compute_times (CorRouter *self,
                                   const CorSnap *place,
                                   gboolean backward) G_GNUC_WARN_UNUSED_RESULT;

CorMatrix *cor_router_compute_matrix_departing (CorRouter *self,
                                                const CorSnap *sources,
                                                gsize n_sources,
                                                const CorSnap *targets,
                                                gsize n_targets,
                                                gint64 depart_utc_s,
                                                CorProgress *progress,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorMatrix *cor_router_compute_matrix_arriving (CorRouter *self,
                                               const CorSnap *sources,
                                               gsize n_sources,
                                               const CorSnap *targets,
                                               gsize n_targets,
                                               gint64 arrive_utc_s,
                                               CorProgress *progress,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorRoute *cor_router_find_route_departing (CorRouter *self,
                                           const CorSnap *source,
                                           const CorSnap *target,
                                           gint64 depart_utc_s) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRouter, cor_router_free)

G_END_DECLS
