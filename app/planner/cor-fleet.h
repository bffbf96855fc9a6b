/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-loading.h"
#include "cor-seats.h"

G_BEGIN_DECLS

/* No way to drive empty. */
#define COR_FLEET_UNREACHABLE G_MAXUINT32

/* A driver who has stood for so long has rested (Regulation (EC) No 561/2006, article 4 g) and
 * begins a new duty. */
#define COR_FLEET_REST_S (11 * 3600)

/* A vehicle is at the rally point so long before it leaves, if it can be: people board. */
#define COR_FLEET_BOARDING_S (15 * 60)

/**
 * CorFleetVehicle:
 * @depot: place of its depot
 * @seats: what it has
 * @from_utc_s: when it may leave the depot
 * @until_utc_s: when it must be free again; %G_MAXINT64: never
 * @duty_s: how long its drivers together may be on duty, from leaving for a rally point to being
 *   free again; 0: as long as need be
 * @turnaround_s: what it takes at the crossing before it can go back
 * @hands_over: whether its people change at the border, so that it is free once it got there;
 *   otherwise it is free when the clock hour of passage is over
 * @max_trips: how many trips it can make; 0: any number
 *
 * One vehicle.
 */
typedef struct
{
  guint depot;
  CorSeats seats;
  gint64 from_utc_s;
  gint64 until_utc_s;
  guint duty_s;
  guint turnaround_s;
  gboolean hands_over;
  guint max_trips;
} CorFleetVehicle;

/**
 * CorFleetDepartFunc:
 * @cluster: a cluster
 * @crossing: a crossing
 * @hour: a clock hour of the plan
 * @arrive_utc_s: (out): when a coach gets there that leaves as late as it may
 * @user_data: the caller's
 *
 * Returns: when people must leave at the latest to pass in that hour; %G_MININT64 if they cannot
 */
typedef gint64 (*CorFleetDepartFunc) (guint cluster,
                                      guint crossing,
                                      guint hour,
                                      gint64 *arrive_utc_s,
                                      gpointer user_data);

/**
 * CorFleetLeaveFunc:
 * @at_crossing: whether a vehicle stands at a crossing rather than in a depot
 * @place: of the crossing, or the depot
 * @cluster: a cluster
 * @arrive_utc_s: when it must be at the rally point
 * @user_data: the caller's
 *
 * Returns: when it must leave at the latest; %G_MININT64 if it cannot be there
 */
typedef gint64 (*CorFleetLeaveFunc) (gboolean at_crossing,
                                     guint place,
                                     guint cluster,
                                     gint64 arrive_utc_s,
                                     gpointer user_data);

/**
 * CorFleetSeatsFunc:
 * @household: place of a household that passes in parts
 * @first_in_need: one of its registrations with needs
 * @n_in_need: how many of them, with those that follow
 * @user_data: the caller's
 *
 * Returns: the seats that these need, one for each
 */
typedef CorSeats (*CorFleetSeatsFunc) (guint household,
                                       guint first_in_need,
                                       guint n_in_need,
                                       gpointer user_data);

/**
 * CorFleetGates:
 * @rooms: (element-type guint): for each gate how many vehicles may pass it
 * @passed: (element-type guint): the gates that vehicles pass on the way to each crossing
 * @first_passed: (element-type guint): for each crossing the place of its first gate in @passed,
 *   and one more
 *
 * Where only so many vehicles may pass in all, on whatever ways: lanes that a column enters at one
 * time.
 */
typedef struct
{
  GArray *rooms;
  GArray *passed;
  GArray *first_passed;
} CorFleetGates;

/**
 * CorFleetKeptTrip:
 * @vehicle: place of the vehicle
 * @cluster: whose people
 * @crossing: to where
 * @hour: clock hour in which they pass
 *
 * A trip of a moment ago.
 */
typedef struct
{
  guint vehicle;
  guint cluster;
  guint crossing;
  guint hour;
} CorFleetKeptTrip;

/**
 * CorFleetProblem:
 * @timetable: the crossings' slots
 * @parties: (array): who wants to pass
 * @n_parties: how many parties
 * @households: (element-type CorHousehold): of these parties
 * @clusters: (array length=n_parties): for each party the place of its cluster
 * @n_clusters: how many clusters
 * @seats: (array): for each household the seats that it needs if it does not drive itself
 * @vehicles: (array length=n_vehicles): what there is
 * @n_vehicles: how many vehicles
 * @start_utc_s: the plan's start
 * @depot_s: (array): seconds from each depot to each rally point, driving empty, which no coach
 *   betters
 * @return_s: (array): seconds from each crossing to each rally point, likewise
 * @is_by_clock: (nullable) (array length=n_clusters): whether driving there empty can take longer
 *   at some times
 * @drive_s: (array): seconds from each rally point to each crossing, which no coach betters
 * @gates: (nullable): what limits vehicles on their ways
 * @get_departure: says when one must leave
 * @get_seats: says what those with needs sit on
 * @get_leave: (nullable): asked where @is_by_clock
 * @user_data: for these
 * @is_early: whether the first plan that comes to mind will do, without a bound
 * @kept: (nullable) (element-type CorFleetKeptTrip): by hour, cluster and crossing: trips that it
 *   begins with
 *
 * People in slots who need vehicles. Everything is lent.
 */
typedef struct
{
  const CorTimetable *timetable;
  const CorParty *parties;
  guint n_parties;
  GArray *households;
  const guint *clusters;
  guint n_clusters;
  const CorSeats *seats;
  const CorFleetVehicle *vehicles;
  guint n_vehicles;
  gint64 start_utc_s;
  const guint32 *depot_s;
  const guint32 *return_s;
  const gboolean *is_by_clock;
  const guint32 *drive_s;
  const CorFleetGates *gates;
  CorFleetDepartFunc get_departure;
  CorFleetSeatsFunc get_seats;
  CorFleetLeaveFunc get_leave;
  gpointer user_data;
  gboolean is_early;
  GArray *kept;
} CorFleetProblem;

/**
 * CorFleetTrip:
 * @vehicle: place of the vehicle
 * @number: which trip of it, from 1
 * @cluster: whose people
 * @crossing: to where
 * @hour: clock hour in which they pass
 * @leave_utc_s: when it sets out, empty, from its depot or the crossing of its last trip
 * @ready_utc_s: when it is at the rally point
 * @depart_utc_s: when it leaves with the people
 * @free_utc_s: when it can go back
 * @n_people: how many are in it
 *
 * A vehicle once to a rally point and on to a crossing.
 */
typedef struct
{
  guint vehicle;
  guint number;
  guint cluster;
  guint crossing;
  guint hour;
  gint64 leave_utc_s;
  gint64 ready_utc_s;
  gint64 depart_utc_s;
  gint64 free_utc_s;
  guint n_people;
} CorFleetTrip;

/**
 * CorFleetScore:
 * @left: people left, weighted
 * @n_left: people left
 * @last_hour: the last hour in which anybody passes
 * @hours: person-hours until passage; people left count as passing in the hour after the last
 * @n_movements: groups of a cluster through a crossing in an hour
 * @n_trips: trips of vehicles
 *
 * What a plan with vehicles is judged by, the first before the next.
 */
typedef struct
{
  guint64 left;
  guint64 n_left;
  guint last_hour;
  guint64 hours;
  guint n_movements;
  guint n_trips;
} CorFleetScore;

/**
 * CorFleetPlan:
 * @loads: (element-type CorLoad): who passes where, those who drive themselves included
 * @trips: (element-type CorFleetTrip): by cluster, crossing, hour and vehicle
 * @score: what it is worth
 * @bound: what no plan betters: with these vehicles, and with households split
 * @n_tries: plans that were made and compared
 *
 * Households in slots and vehicles for all of them who do not drive themselves.
 */
typedef struct
{
  GArray *loads;
  GArray *trips;
  CorFleetScore score;
  CorFleetScore bound;
  guint n_tries;
} CorFleetPlan;

int cor_fleet_trip_compare_movements (const CorFleetTrip *self, const CorFleetTrip *other);

CorFleetPlan *cor_fleet_plan_new (const CorFleetProblem *problem,
                                  const CorLoading *loading,
                                  const CorAssignment *single,
                                  CorProgress *progress,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_fleet_gates_free (CorFleetGates *self);

void cor_fleet_plan_free (CorFleetPlan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFleetPlan, cor_fleet_plan_free)

G_END_DECLS
