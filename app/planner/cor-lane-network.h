/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-flow.h"

G_BEGIN_DECLS

/* An arc of the network that is not a lane. */
#define COR_LANE_NONE G_MAXUINT

/**
 * CorLaneArc:
 * @lane: the lane, or %COR_LANE_NONE for driving as one likes
 * @travel: by what
 */
typedef struct
{
  guint lane;
  CorTravel travel;
} CorLaneArc;

/**
 * CorLaneNetwork:
 * @problem: what it is of
 * @is_optimistic: whether the step by which one must be at a crossing is rounded up, not down
 * @network: the network, for a flow; its arrays are those below
 * @arcs: (element-type CorExpandedArc)
 * @arc_lanes: (element-type CorLaneArc): what each of @arcs is
 * @capacities: (element-type GArray of guint32): people by step, of each lane's arcs
 * @groups: (element-type CorExpandedGroup): the parties
 * @entries: (element-type CorExpandedEntry)
 * @entry_travels: (element-type CorTravel): how people come to each of @entries
 * @slots: (element-type CorExpandedSlot): by hour
 * @slot_places: (element-type guint): their places in the timetable
 *
 * Rally points, lanes and crossings as a network of which only lanes and slots have capacities.
 * Whoever drives a car and whoever rides in coaches have nodes of their own.
 */
typedef struct
{
  const CorLaneProblem *problem;
  gboolean is_optimistic;
  CorExpandedNetwork network;
  GArray *arcs;
  GArray *arc_lanes;
  GPtrArray *capacities;
  GArray *groups;
  GArray *entries;
  GArray *entry_travels;
  GArray *slots;
  GArray *slot_places;
} CorLaneNetwork;

CorLaneNetwork *cor_lane_network_new (const CorLaneProblem *problem,
                                      gboolean is_optimistic,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_lane_network_free (CorLaneNetwork *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLaneNetwork, cor_lane_network_free)

guint cor_lane_network_get_target (const CorLaneNetwork *self, guint arc);

void cor_lane_network_set_capacity (CorLaneNetwork *self,
                                    CorTravel travel,
                                    guint lane,
                                    guint step,
                                    guint32 n_people);

G_END_DECLS
