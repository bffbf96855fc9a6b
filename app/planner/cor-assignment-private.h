/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"

G_BEGIN_DECLS

/**
 * CorAssignmentProblem:
 * @timetable: the crossings' slots
 * @slots: (array length=n_slots): these
 * @n_slots: how many slots
 * @limits: (array length=n_limits): what they share
 * @n_limits: how many limits
 * @capacities: (array length=n_limits): what each limit takes, or each part of a divided one
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @last_priority: of those who are least urgent
 * @hour_cost: what an hour of one person costs, so that exposure and driving never outweigh it
 * @exposed_cost: what @exposed_unit_m of exposure costs, so that driving never outweighs it
 * @exposed_unit_m: in what exposure is counted
 * @drive_unit_s: in what driving is counted, and what costs 1
 *
 * People and slots.
 */
typedef struct
{
  const CorTimetable *timetable;
  const CorSlot *slots;
  guint n_slots;
  const CorLimit *limits;
  guint n_limits;
  const guint *capacities;
  const CorParty *parties;
  guint n_parties;
  guint last_priority;
  gint64 hour_cost;
  gint64 exposed_cost;
  guint exposed_unit_m;
  guint drive_unit_s;
} CorAssignmentProblem;

/**
 * CorAssignmentAim:
 * @COR_ASSIGNMENT_ALL: most people out, then fewest person-hours, exposure and driving
 * @COR_ASSIGNMENT_COUNT: most people out, and the most urgent
 * @COR_ASSIGNMENT_TIME: fewest person-hours, whoever is left counting to the plan's end
 * @COR_ASSIGNMENT_CARS: most people out, and the most urgent, then fewest who leave a car, then
 *   fewest person-hours
 *
 * What is looked for.
 */
typedef enum
{
  COR_ASSIGNMENT_ALL,
  COR_ASSIGNMENT_COUNT,
  COR_ASSIGNMENT_TIME,
  COR_ASSIGNMENT_CARS,
} CorAssignmentAim;

CorAssignment *cor_assignment_solve_hours (const CorAssignmentProblem *problem,
                                           guint n_hours,
                                           CorAssignmentAim aim,
                                           CorProgress *progress,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
