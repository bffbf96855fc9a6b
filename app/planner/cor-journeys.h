/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"
#include "cor-closed-roads.h"
#include "cor-router.h"

G_BEGIN_DECLS

/**
 * CorJourneys:
 *
 * What it takes to get from every rally point to every crossing, by car and by coach, under a
 * plan's closures. Belongs to one thread.
 */
typedef struct _CorJourneys CorJourneys;

/**
 * CorLanePlan:
 *
 * Who drives agreed corridors and limited roads when.
 */
typedef struct _CorLanePlan CorLanePlan;

CorJourneys *cor_journeys_new (CorRouter *const *routers,
                               const CorSnapOptions *snap_options,
                               const CorClosedRoads *closed_roads,
                               const CorPosition *rally_points,
                               guint n_rally_points,
                               GPtrArray *crossings,
                               CorProgress *progress,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_journeys_look_at_clock (CorJourneys *self, CorProgress *progress, GError **error);

void cor_journeys_free (CorJourneys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorJourneys, cor_journeys_free)

gboolean cor_journeys_is_for (const CorJourneys *self,
                              const CorClosedRoads *closed_roads,
                              const CorPosition *rally_points,
                              guint n_rally_points,
                              GPtrArray *crossings);

gboolean cor_journeys_is_touched (const CorJourneys *self, guint32 leg);

const CorSnap *cor_journeys_get_snap (const CorJourneys *self, guint rally_point);

const CorClosure *cor_journeys_get_area (const CorJourneys *self, guint rally_point);

guint32 cor_journeys_get_time_ms (const CorJourneys *self,
                                  CorTravel travel,
                                  guint rally_point,
                                  guint crossing);

gint64 cor_journeys_get_arrival_utc_s (const CorJourneys *self,
                                       CorTravel travel,
                                       guint rally_point,
                                       guint crossing);

gboolean cor_journeys_depend_on_time (const CorJourneys *self,
                                      CorTravel travel,
                                      guint rally_point,
                                      guint crossing);

gboolean cor_journeys_is_at_worst (const CorJourneys *self,
                                   CorTravel travel,
                                   guint rally_point,
                                   guint crossing);

gint64 cor_journeys_get_soonest_utc_s (const CorJourneys *self,
                                       CorTravel travel,
                                       guint rally_point,
                                       guint crossing);

void cor_journeys_get_span (const CorJourneys *self, gint64 *start_utc_s, gint64 *end_utc_s);

CorMatrix *cor_journeys_carry (CorJourneys *self,
                               CorTravel travel,
                               const guint32 *carried,
                               CorProgress *progress,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorMatrix *cor_journeys_carry_priced (CorJourneys *self,
                                      CorTravel travel,
                                      const guint32 *carried,
                                      guint32 price_ms,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

gint64 cor_journeys_find_departure (CorJourneys *self,
                                    CorTravel travel,
                                    guint rally_point,
                                    guint crossing,
                                    gint64 arrive_utc_s);

CorRoute *cor_journeys_find_route (CorJourneys *self,
                                   CorTravel travel,
                                   guint rally_point,
                                   guint crossing,
                                   gint64 depart_utc_s) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_journeys_prepare_open (CorJourneys *self,
                                    GArray *rally_points,
                                    CorProgress *progress,
                                    GError **error);

const CorClosure *
cor_journeys_find_blocking_closure (CorJourneys *self, guint rally_point, guint *nearest_crossing);

gboolean cor_journeys_prepare_empty (CorJourneys *self,
                                     const CorPosition *depots,
                                     guint n_depots,
                                     CorProgress *progress,
                                     GError **error);

guint32 cor_journeys_get_empty_ms (const CorJourneys *self, guint source, guint rally_point);

gboolean
cor_journeys_empty_depends_on_time (const CorJourneys *self, guint source, guint rally_point);

CorMatrix *cor_journeys_compute_empty_arriving (CorJourneys *self,
                                                guint rally_point,
                                                gint64 arrive_utc_s) G_GNUC_WARN_UNUSED_RESULT;

void cor_journeys_set_lane_plan (CorJourneys *self, const CorLanePlan *plan);

const CorSnap *cor_journeys_get_open_snap (const CorJourneys *self, guint rally_point);

const CorSnap *cor_journeys_get_open_target (const CorJourneys *self, guint crossing);

const CorSnap *cor_journeys_get_target (const CorJourneys *self, guint crossing);

gint64 cor_journeys_get_ready_utc_s (const CorJourneys *self, guint rally_point);

CorMatrix *cor_journeys_compute_free (CorJourneys *self,
                                      CorTravel travel,
                                      const CorClosedSpan *span,
                                      const CorSnap *sources,
                                      guint n_sources,
                                      const CorSnap *targets,
                                      guint n_targets,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorMatrix *cor_journeys_carry_free (CorJourneys *self,
                                    CorTravel travel,
                                    const CorClosedSpan *span,
                                    const CorSnap *sources,
                                    guint n_sources,
                                    const CorSnap *targets,
                                    guint n_targets,
                                    const guint32 *carried,
                                    CorProgress *progress,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorRoute *cor_journeys_find_free_route (CorJourneys *self,
                                        CorTravel travel,
                                        const CorClosedSpan *span,
                                        const CorSnap *source,
                                        const CorSnap *target) G_GNUC_WARN_UNUSED_RESULT;

CorRoute *cor_journeys_drive_lane (CorJourneys *self,
                                   CorTravel travel,
                                   const CorSnap *source,
                                   const CorSnap *target,
                                   GArray *arcs) G_GNUC_WARN_UNUSED_RESULT;

guint cor_journeys_round_up_s (guint64 time_ms);

gint64 cor_journeys_ceil_minute (gint64 time_utc_s);

G_END_DECLS
