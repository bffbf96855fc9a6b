/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"
#include "cor-household.h"
#include "cor-objective.h"

G_BEGIN_DECLS

/**
 * CorLoad:
 * @household: place of the household
 * @slot: place of the slot among all slots of the timetable
 * @n_people: how many of it; all, unless no slot that it can use holds them all
 * @first_in_need: how many of the household's registrations with needs are in the parts before
 * @n_in_need: how many are in this one; they are the next in the order of registrations
 *
 * A household through one slot, or a part of it. Those with needs pass first.
 */
typedef struct
{
  guint household;
  guint slot;
  guint n_people;
  guint first_in_need;
  guint n_in_need;
} CorLoad;

/**
 * CorKeptPlace:
 * @household: place of a household
 * @first_slot: the first slot of an hour of a crossing through which it passed a moment ago, in the
 *   order of all slots of the timetable
 * @end_slot: the one after the last
 *
 * Where a household was. One that passed in parts was in several places.
 */
typedef struct
{
  guint household;
  guint first_slot;
  guint end_slot;
} CorKeptPlace;

/**
 * CorLoading:
 * @loads: (element-type CorLoad): by group, then slot and household
 * @assignment: the passages that these make, in the order of @loads
 * @first_loads: (element-type guint): for each passage of @assignment the place of its first load,
 *   and one more: the number of loads
 * @n_divided: households that no slot could hold, which therefore pass in parts
 * @n_left: people who pass in the assignment of single people and do not here
 * @extra_hours: person-hours more than in that assignment; people left count as passing in the hour
 *   after the last
 * @n_steps: steps that the improvement took, for benchmarks
 * @given_up: how much of each goal was given up for later ones, in the units of #CorObjective
 *
 * Whole households in slots. @n_left and @extra_hours are what keeping households whole costs at
 * most: no plan is better than the assignment of single people.
 */
typedef struct
{
  GArray *loads;
  CorAssignment *assignment;
  GArray *first_loads;
  guint n_divided;
  gint n_left;
  gint64 extra_hours;
  guint64 n_steps;
  gint64 given_up[COR_N_OBJECTIVES];
} CorLoading;

/**
 * CorLoadRule:
 * @move: told of all of a household that it is put into a slot, or with @sign -1 taken out
 * @is_kept: whether those who are in slots now keep to the rule
 * @user_data: passed to both
 *
 * What is to be kept beside the room of slots.
 */
typedef struct
{
  void (*move) (gpointer user_data, guint household, guint slot, gint sign);
  gboolean (*is_kept) (gconstpointer user_data);
  gpointer user_data;
} CorLoadRule;

/**
 * CorGoals:
 * @tolerance_permille: thousandths of the best value of each goal that later ones may use up; for
 *   #COR_OBJECTIVE_LEFT_INSIDE it is not used: nobody is left for the sake of a later goal
 * @is_wanted: which of the later goals, from #COR_OBJECTIVE_EXPOSURE on, are pursued
 * @before_s: seconds from the plan's start to its first clock hour
 * @n_inside: people who have to get out
 * @rule: (nullable): what is to be kept besides
 *
 * What households pursue once as many are out, as early, as can be.
 */
typedef struct
{
  guint tolerance_permille[COR_N_OBJECTIVES];
  gboolean is_wanted[COR_N_OBJECTIVES];
  gint64 before_s;
  gint64 n_inside;
  const CorLoadRule *rule;
} CorGoals;

gint64 cor_goals_get_allowance (const CorGoals *self, CorObjective goal, gint64 best);

CorLoading *cor_loading_new_for_goals (const CorTimetable *timetable,
                                       const CorParty *parties,
                                       guint n_parties,
                                       GArray *households,
                                       const CorAssignment *assignment,
                                       const CorGoals *goals,
                                       CorProgress *progress,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorLoading *cor_loading_new (const CorTimetable *timetable,
                             const CorParty *parties,
                             guint n_parties,
                             GArray *households,
                             const CorAssignment *assignment,
                             CorProgress *progress,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorLoading *cor_loading_new_sketch (const CorTimetable *timetable,
                                    const CorParty *parties,
                                    guint n_parties,
                                    GArray *households,
                                    const CorAssignment *assignment,
                                    CorProgress *progress,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorLoading *cor_loading_new_early (const CorTimetable *timetable,
                                   const CorParty *parties,
                                   guint n_parties,
                                   GArray *households,
                                   GArray *kept,
                                   gboolean pulls,
                                   CorProgress *progress,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorLoading *cor_loading_new_from_loads (const CorTimetable *timetable,
                                        const CorParty *parties,
                                        guint n_parties,
                                        GArray *households,
                                        GArray *loads,
                                        const CorAssignment *bound) G_GNUC_WARN_UNUSED_RESULT;

void cor_loads_place_needs (GArray *loads,
                            const CorTimetable *timetable,
                            const CorParty *parties,
                            GArray *households);

gboolean cor_loads_pursue (GArray *loads,
                           const CorTimetable *timetable,
                           const CorParty *parties,
                           GArray *households,
                           const CorGoals *goals,
                           gint64 *given_up,
                           CorProgress *progress,
                           GError **error);

void cor_loading_free (CorLoading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorLoading, cor_loading_free)

G_END_DECLS
