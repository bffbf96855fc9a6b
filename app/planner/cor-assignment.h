/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"
#include "cor-timetable.h"

G_BEGIN_DECLS

/* What people travel in to the crossing. */
typedef enum
{
  COR_TRAVEL_CAR,
  COR_TRAVEL_COACH,
} CorTravel;

#define COR_N_TRAVELS 2

/**
 * CorTripLess:
 * @hour: a clock hour; %COR_HOUR_NONE ends a list
 * @exposed_m: how many metres of the way are exposed for whoever passes then or later
 *
 * A less exposed way, which is in time for later hours only.
 */
typedef struct
{
  guint hour;
  guint exposed_m;
} CorTripLess;

/**
 * CorTrip:
 * @hour: the first clock hour in which one can be through the crossing, or %COR_HOUR_NONE
 * @drive_s: driving time, which decides between plans that are equally good otherwise
 * @exposed_m: metres of the way within reach of a front; they count before driving
 * @less: (nullable): by hour, less exposed ways than that
 *
 * What getting from one place to one crossing takes.
 */
typedef struct
{
  guint hour;
  guint drive_s;
  guint exposed_m;
  const CorTripLess *less;
} CorTrip;

/**
 * CorParty:
 * @n_people: how many
 * @trips: (array fixed-size=2): by #CorTravel, the trips to each crossing of the timetable; %NULL
 * if these people cannot travel so
 * @priority: class; where not all can pass a smaller one does before a larger one
 * @cluster: whose people; those of one cluster through one crossing in one hour are one movement
 *
 * People who start together and may use the same crossings.
 */
typedef struct
{
  guint n_people;
  const CorTrip *trips[COR_N_TRAVELS];
  guint priority;
  guint cluster;
} CorParty;

/**
 * CorPassage:
 * @party: place of the party
 * @crossing: place of the crossing
 * @hour: clock hour in which they pass
 * @slot: place of the slot among all slots of the timetable
 * @mode: the one #CorMode in which they pass
 * @n_people: how many of them
 *
 * Some of a party through one crossing in one clock hour.
 */
typedef struct
{
  guint party;
  guint crossing;
  guint hour;
  guint slot;
  CorMode mode;
  guint n_people;
} CorPassage;

/**
 * CorAssignment:
 * @passages: (element-type CorPassage): by party, then crossing, hour and slot
 * @n_unserved: (element-type guint): people of each party who cannot pass
 * @free_people: (element-type guint): how many people more could pass in each slot, in the
 *   timetable's order; slots may share them
 * @n_pivots: steps it took, for benchmarks
 * @relaxed: (nullable): another that bounds what can be reached: where quotas make goals conflict,
 *   one with fewest person-hours, whenever the last one passes; where quotas cross in time, one
 *   that does not keep to all of them
 * @quickest: (nullable): if cor_assignment_find_quickest() was asked and quotas may make it
 *   another: one with fewest person-hours, whoever is left counting to the plan's end
 * @is_best: whether no better one is possible; it is not known where quotas cross in time
 *
 * Who passes where and when.
 */
typedef struct CorAssignment
{
  GArray *passages;
  GArray *n_unserved;
  GArray *free_people;
  guint n_pivots;
  struct CorAssignment *relaxed;
  struct CorAssignment *quickest;
  gboolean is_best;
} CorAssignment;

CorAssignment *cor_assignment_solve (const CorTimetable *timetable,
                                     const CorParty *parties,
                                     guint n_parties,
                                     CorProgress *progress,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_assignment_find_quickest (CorAssignment *self,
                                       const CorTimetable *timetable,
                                       const CorParty *parties,
                                       guint n_parties,
                                       CorProgress *progress,
                                       GError **error);

CorAssignment *cor_assignment_solve_cars (const CorTimetable *timetable,
                                          const CorParty *parties,
                                          guint n_parties,
                                          const CorAssignment *whole,
                                          guint n_hours,
                                          CorProgress *progress,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorAssignment *cor_assignment_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_assignment_count_free (CorAssignment *self, const CorTimetable *timetable);

void cor_assignment_free (CorAssignment *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorAssignment, cor_assignment_free)

guint cor_trip_get_exposed_m (const CorTrip *self, guint hour);

gboolean
cor_party_can_pass (const CorParty *self, const CorSlot *slot, CorMode *mode, CorTravel *travel);

G_END_DECLS
