/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-closure.h"
#include "cor-turn.h"

G_BEGIN_DECLS

/* Questions to a network file, without a plan: ways and where a place is reached from. */

/**
 * CorRoadQueryPlace:
 * @position: the place asked for
 * @is_found: whether an open road is near; the next four count only then
 * @road_position: where it meets the road
 * @connector_m: how far that is
 * @on_island: whether no road near is joined to the mainland both ways
 * @passed_over: (nullable): number or name of a nearer road, perhaps empty, passed over because it
 *   is closed
 * @reason: (nullable): why no road was found
 * @in_closed_area: whether the place itself lies in a closed area
 *
 * How a place is joined to the roads.
 */
typedef struct
{
  CorPosition position;
  gboolean is_found;
  CorPosition road_position;
  guint connector_m;
  gboolean on_island;
  char *passed_over;
  const char *reason;
  gboolean in_closed_area;
} CorRoadQueryPlace;

/**
 * CorRoadQueryRoad:
 * @number: (not nullable): road number, perhaps empty
 * @name: (not nullable): its name in English or the next best, perhaps empty
 * @distance_m: along it
 * @travel_ms: along it, waiting included
 * @begin_m: from the beginning of the way to where it is joined
 * @is_ferry: whether it is a ferry
 * @places: (element-type utf8): settlements passed
 * @maneuvers: (element-type CorManeuver): what matters at its beginning, if anything, and on it
 *
 * One road of a way.
 */
typedef struct
{
  char *number;
  char *name;
  guint distance_m;
  guint travel_ms;
  guint begin_m;
  gboolean is_ferry;
  GPtrArray *places;
  GArray *maneuvers;
} CorRoadQueryRoad;

/**
 * CorRoadQueryWay:
 * @reason: (nullable): why there is no way; nothing else counts but @had_way and what follows it
 * @distance_m: its length, connectors included, in metres
 * @travel_ms: how long it takes, waiting included, in milliseconds
 * @wait_ms: how much of it is waiting at closed roads
 * @connector_m: how much of it is off the network
 * @roads: (element-type CorRoadQueryRoad): the roads in order
 * @shared_percent: of an alternative: how much of the best way's time it shares with better ones
 * @longer_ms: of an alternative: how much longer it takes than the best way
 * @alternatives: (element-type CorRoadQueryWay): other ways worth knowing, the most sensible first
 * @is_compared: whether something is closed, so that the next three count
 * @had_way: whether there is a way when nothing is closed
 * @open_distance_m: its length
 * @open_travel_ms: how long it takes
 *
 * The way from one place to the next.
 */
typedef struct
{
  const char *reason;
  guint distance_m;
  guint travel_ms;
  guint wait_ms;
  guint connector_m;
  GPtrArray *roads;
  guint shared_percent;
  guint longer_ms;
  GPtrArray *alternatives;
  gboolean is_compared;
  gboolean had_way;
  guint open_distance_m;
  guint open_travel_ms;
} CorRoadQueryWay;

/**
 * CorRoadQueryReach:
 * @within_min: minutes of driving
 * @cell_m: side of the squares that @area is made of
 * @n_nodes: junctions and settlements from which the place is reached
 * @road_m: length of the roads from which it is
 * @area: the squares that hold such a road
 *
 * From where a place is reached in time.
 */
typedef struct
{
  guint within_min;
  guint cell_m;
  guint n_nodes;
  guint64 road_m;
  CorGeometry *area;
} CorRoadQueryReach;

/**
 * CorRoadQuery:
 * @positions: (array length=n_positions): places: at least two for ways, one for a reach
 * @n_positions: how many
 * @closed: (nullable) (type filename): GeoJSON of what is closed, slow or watched; see
 *   cor_closures_from_geojson()
 * @by_coach: whether a coach drives, not a car
 * @n_alternatives: how many other ways are wanted for each
 * @is_timed: whether @depart_utc_s counts
 * @depart_utc_s: when to leave the first place
 *
 * What to ask a network file.
 */
typedef struct
{
  const CorPosition *positions;
  guint n_positions;
  const char *closed;
  gboolean by_coach;
  guint n_alternatives;
  gboolean is_timed;
  gint64 depart_utc_s;
} CorRoadQuery;

/**
 * CorRoadAnswer:
 * @checksum: (not nullable): what names the network
 * @source: (not nullable): what it was made of
 * @attribution: (not nullable): whom to credit
 * @places: (element-type CorRoadQueryPlace): the places
 * @ways: (element-type CorRoadQueryWay): from each place to the next
 * @reaches: (element-type CorRoadQueryReach): by time
 * @trouble: (nullable): of a plan's question: why it was not asked on the roads that the plan
 * names, in English
 *
 * What a network answers.
 */
typedef struct
{
  char *checksum;
  char *source;
  char *attribution;
  GPtrArray *places;
  GPtrArray *ways;
  GPtrArray *reaches;
  char *trouble;
} CorRoadAnswer;

CorRoadAnswer *cor_road_query_find_ways (const char *path,
                                         const CorRoadQuery *query,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorRoadAnswer *cor_road_query_find_reach (const char *path,
                                          const CorRoadQuery *query,
                                          const guint *within_min,
                                          guint n_within,
                                          guint cell_m,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_road_answer_free (CorRoadAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorRoadAnswer, cor_road_answer_free)

G_END_DECLS
