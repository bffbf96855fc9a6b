/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-binding.h"
#include "cor-crossing.h"
#include "cor-objective.h"
#include "cor-person.h"
#include "cor-settlement.h"
#include "cor-turn.h"

G_BEGIN_DECLS

/**
 * CorCluster:
 * @id: the settlement's id: stable while the settlement has people
 * @settlement: (transfer full): the settlement that it is named after
 * @rally_position: where it gathers
 * @rally_label: (nullable): what an officer calls that
 * @persons: (element-type guint): places of its persons in the snapshot's array
 * @n_registrations: persons
 * @n_people: people of all statuses
 * @n_planned: people who still need a movement
 * @n_with_car: of those, people who have a car
 * @needs_people: of those, by need
 * @folded: (element-type CorId): settlements that joined it, itself not included
 *
 * People who leave from one place.
 */
typedef struct
{
  CorId id;
  CorSettlement *settlement;
  CorPosition rally_position;
  char *rally_label;
  GArray *persons;
  guint n_registrations;
  guint n_people;
  guint n_planned;
  guint n_with_car;
  guint needs_people[COR_N_NEEDS];
  GArray *folded;
} CorCluster;

/**
 * CorCorridorRoad:
 * @number: (not nullable): road number in Latin letters, empty for a road without one
 * @name: (nullable): its name
 * @distance_m: along it
 * @travel_time_ms: along it
 * @from: (nullable): the place or junction where it is joined, in English
 * @to: (nullable): where it is left
 * @places: (nullable): settlements passed, in English, in order
 * @place_ids: (nullable) (element-type CorId): gazetteer ids of @places, nil where none
 * @place_distances_m: (nullable) (element-type guint): from the rally point to each of @places
 * @maneuvers: (not nullable) (element-type CorManeuver): what matters at the junction where it is
 *   joined, if anything, and at those on it, in order; empty where the network does not know
 * @confidence: the lowest confidence of its legs, 'A' best
 * @is_ferry: whether it is a ferry
 *
 * One road of a route.
 */
typedef struct
{
  char *number;
  char *name;
  guint distance_m;
  guint travel_time_ms;
  char *from;
  char *to;
  GStrv places;
  GArray *place_ids;
  GArray *place_distances_m;
  GArray *maneuvers;
  char confidence;
  gboolean is_ferry;
} CorCorridorRoad;

/**
 * CorCorridor:
 * @cluster_id: where it begins
 * @crossing_id: where it ends
 * @mode: what drives it: %COR_MODE_CAR or %COR_MODE_COACH
 * @distance_m: to the crossing, connectors included
 * @travel_time_ms: driving alone
 * @connector_m: of that, off the known roads at the rally point
 * @end_connector_m: of that, off the known roads at the crossing
 * @connector_flagged: whether a connector is long enough to be marked on the sheet
 * @roads: (element-type CorCorridorRoad): in order
 * @points: (element-type CorPosition): its line on the map
 *
 * The way from a rally point to a crossing. Constant once it is in a result, counted: results share
 * those that did not change.
 */
typedef struct
{
  gatomicrefcount ref_count;
  CorId cluster_id;
  CorId crossing_id;
  CorMode mode;
  guint distance_m;
  guint travel_time_ms;
  guint connector_m;
  guint end_connector_m;
  gboolean connector_flagged;
  GPtrArray *roads;
  GArray *points;
} CorCorridor;

/**
 * CorMovementVehicle:
 * @vehicle_id: the #CorVehicle
 * @number: which of those alike, from 1
 * @trip: which of its trips, from 1
 * @n_people: people aboard
 * @ready_utc_s: when it is free again at the end of the trip
 *
 * A vehicle of ours in a movement.
 */
typedef struct
{
  CorId vehicle_id;
  guint number;
  guint trip;
  guint n_people;
  gint64 ready_utc_s;
} CorMovementVehicle;

/**
 * CorMovement:
 * @id: made of cluster, crossing and hour: the same plan gives the same ids
 * @cluster_id: whose people
 * @crossing_id: through which crossing
 * @corridor: place of its corridor in the result's corridors
 * @mode: #CorMode in which they pass the border: %COR_MODE_CAR if all have cars, else what the
 *   others pass in, at whose pace the cars go
 * @n_people: how many
 * @n_with_car: of those, people who pass in cars of their own
 * @n_leaving_car: of the others, people who have a car to go by and leave it behind
 * @needs_people: of those, by need
 * @depart_utc_s: leaves the rally point
 * @arrive_utc_s: reaches the crossing
 * @pass_utc_s: start of the clock hour of passage
 * @wait_min: between reaching the crossing and being through: observed waiting and our own queue
 * @persons: (element-type CorId): the registrations aboard, whole households, by id; empty in a
 *   result that was stored before persons were kept
 * @vehicles: (element-type CorMovementVehicle): in order of departure; empty if the plan has none
 * @reasons: (element-type CorBinding): what keeps it from being earlier, the most telling first
 * @corridor_ids: (element-type CorId): the agreed corridors that it drives, in order
 * @enter_utc_s: (element-type gint64): when it is to enter each of them, with the others of its
 *   column; empty in a result that was stored before this was kept
 *
 * One cluster through one crossing in one clock hour of passage.
 */
typedef struct
{
  CorId id;
  CorId cluster_id;
  CorId crossing_id;
  guint corridor;
  CorMode mode;
  guint n_people;
  guint n_with_car;
  guint n_leaving_car;
  guint needs_people[COR_N_NEEDS];
  gint64 depart_utc_s;
  gint64 arrive_utc_s;
  gint64 pass_utc_s;
  guint wait_min;
  GArray *persons;
  GArray *vehicles;
  GArray *reasons;
  GArray *corridor_ids;
  GArray *enter_utc_s;
} CorMovement;

typedef enum
{
  COR_REASON_NO_ROAD,          /* no road from the rally point to any crossing that is offered */
  COR_REASON_ALL_CLOSED,       /* closures cut every road */
  COR_REASON_INSIDE_CLOSURE,   /* the rally point lies in a closed area */
  COR_REASON_NO_CROSSING_OPEN, /* no crossing is open within the horizon */
  COR_REASON_NO_CROSSING_FOR_MODE, /* reachable crossings let only cars pass, and these people have
                                      none */
  COR_REASON_NO_CAPACITY,          /* what can be reached is full until the horizon */
  COR_REASON_TOO_LATE,             /* nothing can be reached before the horizon */
  COR_REASON_ABROAD,               /* the rally point lies outside Ukraine */
  COR_REASON_NO_SEAT,              /* no vehicle that suits them has a place left */
  COR_REASON_HOUSEHOLD_TOO_LARGE,  /* no vehicle, or no hour of a crossing, takes them together */
  COR_REASON_QUOTA,                /* the countries within reach take no more */
  COR_REASON_ROAD_FULL,            /* a limited road or agreed corridor takes no more */
  COR_REASON_NOT_READY,            /* they are ready too late */
} CorReason;

#define COR_N_REASONS 13

/**
 * CorUnserved:
 * @cluster_id: whose people
 * @n_people: how many
 * @without_car: whether it is about those without a car only
 * @reason: why
 * @related_id: the closure, crossing, corridor, vehicle or quota that the reason is about, or nil
 * @priority: the class of them all
 * @needs_people: of them, by need
 * @persons: (element-type CorId): their registrations, whole households, by id
 * @remedy: the smallest change that would serve them; %COR_BINDING_NONE if none was found
 */
typedef struct
{
  CorId cluster_id;
  guint n_people;
  gboolean without_car;
  CorReason reason;
  CorId related_id;
  CorPriority priority;
  guint needs_people[COR_N_NEEDS];
  GArray *persons;
  CorBinding remedy;
} CorUnserved;

/**
 * CorAlternative:
 * @cluster_id: whose choice
 * @crossing_id: the crossing chosen
 * @second_id: the second best, or nil if there is none
 * @second_corridor: place of its corridor in the result's corridors, or G_MAXUINT
 * @extra_min: how much later each would be through, on average
 *
 * What stands next to a choice.
 */
typedef struct
{
  CorId cluster_id;
  CorId crossing_id;
  CorId second_id;
  guint second_corridor;
  int extra_min;
} CorAlternative;

/**
 * CorTotals:
 *
 * Counted in people; @n_people = @n_assigned + @n_unserved + @n_unplaced + @n_out.
 */
typedef struct
{
  guint n_people;
  guint n_registrations;
  guint n_placed;
  guint n_assigned;
  guint n_unserved;
  guint n_unplaced;
  guint n_out; /* crossed, safe or declined */
  gboolean has_clearance;
  double clearance_h;  /* plan start to the end of the last hour of passage */
  double person_hours; /* plan start to passage, over all assigned */
} CorTotals;

/**
 * CorResult:
 * @revision: of the snapshot it was computed from
 * @generation: number of the request, for the desk
 * @network_checksum: (not nullable): the road network it was computed on
 * @computed_utc_s: when
 * @start_utc_s: the plan's start
 * @clusters: (element-type CorCluster): by id
 * @corridors: (element-type CorCorridor)
 * @movements: (element-type CorMovement): by departure, then id
 * @unserved: (element-type CorUnserved)
 * @alternatives: (element-type CorAlternative)
 * @closures_without_road: (element-type CorId): closures that hit no road
 * @closures_unmatched: (element-type CorId): closures that do not hit the roads that they hit on
 * the network that they were drawn on
 * @totals: see there
 * @worths: (element-type CorWorth): limits that would be worth raising, the most first
 * @scenario_id: the scenario it is of; nil: the plan itself
 * @published_number: the number under which it was published, 0: it was not
 * @objective: what this plan reaches in each #CorObjective, in the units named there, or
 *   %COR_OBJECTIVE_NOT_MEASURED
 * @bound: for each, what no plan can be better than
 * @given_up: of @objective, how much was given up for later terms, as the plan's tolerances allow
 * @left_by_priority: people not out at the horizon, by class
 * @gap: how much better, in person-time, another plan could at most be: a share of the bound
 * @rounding_gap: of that, what whole households and vehicles cost against the flow of people
 * @is_proven: whether the flow of single people is proven best, so that all of @gap comes of whole
 *   households and vehicles
 * @has_vehicles: whether the plan names vehicles; if not, coaches are taken to be had without limit
 * @is_preview: whether a better one of the same plan is on its way: people could keep to this one,
 *   but it is not stored, published or printed, and does not say why
 *
 * What the planner makes of a snapshot. Constant once returned, counted, shared between threads.
 */
typedef struct
{
  gatomicrefcount ref_count;
  guint64 revision;
  guint64 generation;
  char *network_checksum;
  gint64 computed_utc_s;
  gint64 start_utc_s;
  GPtrArray *clusters;
  GPtrArray *corridors;
  GPtrArray *movements;
  GPtrArray *unserved;
  GPtrArray *alternatives;
  GArray *closures_without_road;
  GArray *closures_unmatched;
  CorTotals totals;
  GArray *worths;
  CorId scenario_id;
  guint published_number;
  gint64 objective[COR_N_OBJECTIVES];
  gint64 bound[COR_N_OBJECTIVES];
  gint64 given_up[COR_N_OBJECTIVES];
  guint left_by_priority[COR_N_PRIORITIES];
  double gap;
  double rounding_gap;
  gboolean is_proven;
  gboolean has_vehicles;
  gboolean is_preview;
} CorResult;

CorResult *cor_result_new (void) G_GNUC_WARN_UNUSED_RESULT;

CorResult *cor_result_ref (CorResult *self);

void cor_result_unref (CorResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorResult, cor_result_unref)

gboolean cor_result_is_judged (const CorResult *self);

gboolean cor_result_has_telling_gap (const CorResult *self);

guint cor_result_get_savable_min (const CorResult *self);

const CorCluster *cor_result_get_cluster (const CorResult *self, const CorId *id);
GHashTable *cor_result_index_movements (const CorResult *self) G_GNUC_WARN_UNUSED_RESULT;

CorCluster *cor_cluster_new (const CorSettlement *settlement) G_GNUC_WARN_UNUSED_RESULT;

CorCluster *cor_cluster_copy (const CorCluster *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_cluster_free (CorCluster *self);

CorCorridor *cor_corridor_new (void) G_GNUC_WARN_UNUSED_RESULT;

CorCorridor *cor_corridor_ref (CorCorridor *self);

void cor_corridor_unref (CorCorridor *self);

CorCorridorRoad *cor_corridor_road_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_corridor_road_free (CorCorridorRoad *self);

CorMovement *cor_movement_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_movement_free (CorMovement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMovement, cor_movement_free)

CorUnserved *cor_unserved_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_unserved_free (CorUnserved *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorUnserved, cor_unserved_free)

const char *cor_reason_get_code (CorReason reason);

const char *cor_mode_get_code (CorMode mode);

G_END_DECLS
