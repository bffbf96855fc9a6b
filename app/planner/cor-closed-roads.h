/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure-set.h"
#include "cor-plan.h"

G_BEGIN_DECLS

/**
 * CorClosedRoads:
 *
 * A plan's closures on a network while a plan lasts: those that stand all the time, and those that
 * begin or end meanwhile. Roads with a limit of vehicles and agreed corridors are closed to whoever
 * drives as they like; #CorLaneSet says who may drive there and when. Constant once made.
 */
typedef struct _CorClosedRoads CorClosedRoads;

/**
 * CorClosedSpan:
 * @from_utc_s: when something comes into force or ends, or the plan begins
 * @until_utc_s: when something does next, or the plan ends
 * @alike: place of the first span in which the same closures are in force
 *
 * A time of a plan in which the same closures are in force.
 */
typedef struct
{
  gint64 from_utc_s;
  gint64 until_utc_s;
  guint alike;
} CorClosedSpan;

CorClosedRoads *cor_closed_roads_new (CorNetwork *network,
                                      GPtrArray *closures,
                                      GPtrArray *corridors,
                                      gint64 start_utc_s,
                                      gint64 end_utc_s,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_closed_roads_free (CorClosedRoads *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorClosedRoads, cor_closed_roads_free)

gboolean cor_closed_roads_is_for (const CorClosedRoads *self,
                                  GPtrArray *closures,
                                  GPtrArray *corridors,
                                  gint64 start_utc_s,
                                  gint64 end_utc_s);

CorClosureSet *cor_closed_roads_get_all (const CorClosedRoads *self);

CorClosureSet *cor_closed_roads_get_standing (const CorClosedRoads *self);

CorClosureSet *cor_closed_roads_get_none (const CorClosedRoads *self);

CorClosureSet *cor_closed_roads_get_slowing (const CorClosedRoads *self);

GPtrArray *cor_closed_roads_get_limits (const CorClosedRoads *self);

GPtrArray *cor_closed_roads_get_agreed (const CorClosedRoads *self);

const guint32 *
cor_closed_roads_get_limited_legs (const CorClosedRoads *self, guint limit, gsize *n_legs);

gboolean cor_closed_roads_has_lanes (const CorClosedRoads *self);

gboolean cor_closed_roads_is_agreed (const CorClosedRoads *self, guint32 leg);

guint cor_closed_roads_find_limit (const CorClosedRoads *self, guint32 arc);

gboolean cor_closed_roads_limits_arc (const CorClosedRoads *self, guint limit, guint32 arc);

gboolean cor_closed_roads_limit_holds (const CorClosedRoads *self,
                                       guint limit,
                                       gint64 from_utc_s,
                                       gint64 until_utc_s);

gboolean cor_closed_roads_is_in_lane (const CorClosedRoads *self, guint32 leg);

gboolean cor_closed_roads_is_on_lane (const CorClosedRoads *self, CorPosition position);

gboolean cor_closed_roads_is_closed (const CorClosedRoads *self,
                                     guint32 leg,
                                     gint64 from_utc_s,
                                     gint64 until_utc_s);

gboolean cor_closed_roads_touch (const CorClosedRoads *self, guint32 leg);

gint64 cor_closed_roads_get_start_utc_s (const CorClosedRoads *self);

gint64 cor_closed_roads_get_end_utc_s (const CorClosedRoads *self);

gboolean cor_closed_roads_change (const CorClosedRoads *self);

GArray *cor_closed_roads_list_spans (const CorClosedRoads *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_closed_roads_includes (const CorClosedRoads *self,
                                    const CorClosedSpan *span,
                                    const CorClosedSpan *other);

const CorClosure *
cor_closed_roads_find_area (const CorClosedRoads *self, CorPosition position, gint64 time_utc_s);

gint64
cor_closed_roads_find_way_out (const CorClosedRoads *self, CorPosition position, gint64 time_utc_s);

gint64 cor_closed_roads_find_last_way_out (const CorClosedRoads *self,
                                           CorPosition position,
                                           gint64 time_utc_s);

const CorClosure *cor_closed_roads_find_closure_of_leg (const CorClosedRoads *self, guint32 leg);

void cor_closed_roads_list_idle (const CorClosedRoads *self, GArray *closure_ids);

void cor_closed_roads_list_unmatched (const CorClosedRoads *self, GArray *closure_ids);

G_END_DECLS
