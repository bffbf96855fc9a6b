/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set-private.h"

G_BEGIN_DECLS

/**
 * CorStage:
 * @from_ms: its begin, in milliseconds after the reference; negative before it
 * @until_ms: its end, not included
 * @closes_ms: when the arc closes next, at @from_ms while it is closed
 * @delay_ms: for how long one is held up on the arc when one enters it in this stage
 * @speed_percent: how much of the speed is left when one enters it in this stage; 0 when one may
 * not
 *
 * A stretch of time in which nothing changes on an arc.
 */
typedef struct
{
  gint64 from_ms;
  gint64 until_ms;
  gint64 closes_ms;
  guint32 delay_ms;
  guint32 speed_percent;
} CorStage;

/**
 * CorRoadClock:
 *
 * What one meets on every arc, and when, in the weeks after a departure or before an arrival: by
 * the closures, and by the hours that the network itself keeps of ferries and streets. An arc is
 * entered only if it can be driven to its end before it closes. Speed and checkpoints are those of
 * the moment of entering it; one waits before it where that is sooner.
 */
typedef struct _CorRoadClock CorRoadClock;

CorRoadClock *cor_road_clock_new (CorNetwork *network,
                                  CorRoadVehicle vehicle,
                                  CorClosureSet *closures,
                                  gint64 reference_utc_s,
                                  gboolean backward) G_GNUC_WARN_UNUSED_RESULT;
void cor_road_clock_free (CorRoadClock *self);

gboolean cor_road_clock_is_for (const CorRoadClock *self,
                                CorClosureSet *closures,
                                gint64 reference_utc_s,
                                gboolean backward);
GArray *cor_road_clock_list_arcs (CorNetwork *network, CorClosureSet *closures);
gint64 cor_road_clock_find_force_ms (CorRoadClock *self, guint32 shape, gint64 at_ms);
gint64 cor_road_clock_find_end_ms (CorRoadClock *self, guint32 shape, gint64 at_ms);
gboolean cor_road_clock_find_time (CorRoadClock *self,
                                   guint32 shape,
                                   gint64 at_ms,
                                   gboolean before,
                                   gint64 *from_ms,
                                   gint64 *until_ms);
const CorStage *cor_road_clock_get_stages (CorRoadClock *self, guint32 arc, guint *n_stages);
gboolean cor_road_clock_enter (CorRoadClock *self,
                               guint32 arc,
                               guint32 weight_ms,
                               guint32 along_from,
                               guint32 along_to,
                               gint64 at_ms,
                               gint64 limit_ms,
                               gint64 *enter_ms,
                               gint64 *leave_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoadClock, cor_road_clock_free)

G_END_DECLS
