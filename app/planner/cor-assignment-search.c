/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-assignment-private.h"

#include "cor-room.h"

/*
 * Which hours people may pass in, and what quotas that cross in time are divided into: see the top
 * of cor-assignment.c.
 */

/* Sums of costs stay below twice as much, which is what fits. */
#define MAX_COST ((double) (G_GINT64_CONSTANT (1) << 60))

/* Gives a party the first slots in time that are left. Returns how many people found none, and
 * whether they could have passed if there were room. */
static guint
fill_greedily (const CorAssignmentProblem *problem,
               const CorParty *party,
               GArray *order,
               CorRoom *room,
               guint *last_hour,
               gboolean *can_pass)
{
  guint n_left = party->n_people;

  *can_pass = FALSE;
  for (guint i = 0; i < order->len && n_left > 0; i++)
    {
      guint slot = g_array_index (order, guint, i);
      guint n_people;

      if ((cor_room_get_own (room, slot) == 0 && *can_pass) ||
          !cor_party_can_pass (party, &problem->slots[slot], NULL, NULL))
        continue;

      *can_pass = TRUE;
      n_people = MIN (n_left, cor_room_get (room, slot));
      cor_room_take (room, slot, n_people);
      n_left -= n_people;
      if (n_people > 0)
        *last_hour = MAX (*last_hour, problem->slots[slot].hour);
    }

  return n_left;
}

/* If a simple plan serves everybody who can be served at all, no hour after its last one matters.
 * Returns 0 if it was stopped. */
static guint
find_last_hour (const CorAssignmentProblem *problem, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) order = cor_timetable_list_by_hour (problem->timetable);
  g_autoptr (CorRoom) room = cor_room_new (problem->timetable);
  guint last_hour = 0;

  for (guint i = 0; i < problem->n_parties; i++)
    {
      gboolean can_pass;

      if (!cor_progress_check (progress, error))
        return 0;
      if (fill_greedily (problem, &problem->parties[i], order, room, &last_hour, &can_pass) > 0 &&
          can_pass)
        return cor_timetable_get_n_hours (problem->timetable);
    }

  return last_hour + 1;
}

/* The largest numbers that occur in any trip. */
static CorTrip
find_longest_trip (const CorAssignmentProblem *problem)
{
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  CorTrip longest = { 0 };

  for (guint i = 0; i < problem->n_parties; i++)
    for (guint j = 0; j < COR_N_TRAVELS; j++)
      for (guint k = 0; problem->parties[i].trips[j] != NULL && k < n_crossings; k++)
        {
          const CorTrip *trip = &problem->parties[i].trips[j][k];

          if (trip->hour == COR_HOUR_NONE)
            continue;
          longest.drive_s = MAX (longest.drive_s, trip->drive_s);
          longest.exposed_m = MAX (longest.exposed_m, trip->exposed_m);
        }

  return longest;
}

/* How many hours anything costs at most that is worth hours. */
static double
count_most_hours (const CorAssignmentProblem *problem)
{
  double n_hours = cor_timetable_get_n_hours (problem->timetable) + 1.0, n_quotas = 1.0;

  for (guint i = 0; i < problem->n_limits; i++)
    n_quotas += problem->limits[i].kind == COR_BINDING_QUOTA;

  return n_quotas * n_hours * (problem->last_priority + 2.0);
}

/* See the top of cor-assignment.c. */
static void
choose_costs (CorAssignmentProblem *problem)
{
  CorTrip longest = find_longest_trip (problem);
  gint64 turns = 2 * ((gint64) problem->n_parties + 1);
  double most = MAX_COST / count_most_hours (problem) / (double) turns;

  problem->exposed_unit_m = problem->drive_unit_s = 1;
  problem->exposed_cost = 0;
  if (longest.exposed_m > 0)
    {
      while (problem->drive_unit_s <= longest.drive_s &&
             ((double) longest.exposed_m + 1.0) * (double) turns *
                     (longest.drive_s / problem->drive_unit_s + 1.0) >
                 most)
        problem->drive_unit_s *= 2;
      problem->exposed_cost = turns * (longest.drive_s / problem->drive_unit_s + 1);
      while (longest.exposed_m / problem->exposed_unit_m * (double) problem->exposed_cost > most)
        problem->exposed_unit_m *= 2;
    }
  problem->hour_cost =
      turns * ((longest.exposed_m / problem->exposed_unit_m) * problem->exposed_cost +
               longest.drive_s / problem->drive_unit_s + 1);
}

/* What people who are left count where only that counts. */
static gint64
weigh_left (const CorAssignmentProblem *problem, const CorAssignment *self)
{
  gint64 weight = 0;

  for (guint i = 0; i < problem->n_parties; i++)
    weight += (gint64) g_array_index (self->n_unserved, guint, i) *
              (1 + problem->last_priority - problem->parties[i].priority);

  return weight;
}

/* Hours until the last one has passed. */
static guint
count_hours (const CorAssignment *self)
{
  guint n_hours = 0;

  for (guint i = 0; i < self->passages->len; i++)
    n_hours = MAX (n_hours, g_array_index (self->passages, CorPassage, i).hour + 1);

  return n_hours;
}

/* How many people what slots hold and share takes at most within so many hours, each slot from the
 * first hour on in which anybody can pass it. */
static guint64
count_places (const CorAssignmentProblem *problem, const guint *first_hours, guint n_hours)
{
  g_autofree guint64 *n_places = g_new0 (guint64, problem->n_limits + 1);
  guint64 n_all = 0;

  for (guint i = 0; i < problem->n_slots; i++)
    {
      const CorSlot *slot = &problem->slots[i];

      if (slot->hour >= n_hours || slot->hour < first_hours[slot->crossing])
        continue;
      if (slot->limit == COR_LIMIT_NONE)
        n_all += slot->capacity_people;
      else
        n_places[slot->limit] += slot->capacity_people;
    }

  /* Each limit stands after the one over it. */
  for (guint i = problem->n_limits; i-- > 0;)
    {
      guint above = problem->limits[i].above;
      guint64 n_people = MIN (n_places[i], problem->capacities[i]);

      if (above == COR_LIMIT_NONE)
        n_all += n_people;
      else
        n_places[above] += n_people;
    }

  return n_all;
}

/* The first hour in which anybody can pass each crossing; with it how many people can pass any
 * within so many hours. */
static guint64
find_first_hours (const CorAssignmentProblem *problem, guint n_hours, guint *first_hours)
{
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  guint64 n_people = 0;

  for (guint i = 0; i < n_crossings; i++)
    first_hours[i] = COR_HOUR_NONE;
  for (guint i = 0; i < problem->n_parties; i++)
    {
      guint first = COR_HOUR_NONE;

      for (guint j = 0; j < COR_N_TRAVELS; j++)
        for (guint k = 0; k < n_crossings && problem->parties[i].trips[j] != NULL; k++)
          {
            guint hour = problem->parties[i].trips[j][k].hour;

            first = MIN (first, hour);
            first_hours[k] = MIN (first_hours[k], hour);
          }
      if (first < n_hours)
        n_people += problem->parties[i].n_people;
    }

  return n_people;
}

/* Whether so many people could be through within so many hours, as far as the slots and those tell
 * who come last; nearly always that is all there is to know. */
static gboolean
may_suffice (const CorAssignmentProblem *problem, const CorAssignment *best, guint n_hours)
{
  g_autofree guint *first_hours =
      g_new (guint, cor_timetable_get_n_crossings (problem->timetable) + 1);
  guint64 n_served = 0;

  for (guint i = 0; i < best->passages->len; i++)
    n_served += g_array_index (best->passages, CorPassage, i).n_people;

  return find_first_hours (problem, n_hours, first_hours) >= n_served &&
         count_places (problem, first_hours, n_hours) >= n_served;
}

/* Whether as many can pass within fewer hours; *@left is set to -1 if it was stopped. */
static gboolean
suffices (const CorAssignmentProblem *problem,
          guint n_hours,
          gint64 *left,
          CorProgress *progress,
          GError **error)
{
  g_autoptr (CorAssignment) self =
      cor_assignment_solve_hours (problem, n_hours, COR_ASSIGNMENT_COUNT, progress, error);

  if (self == NULL)
    {
      *left = -1;
      return FALSE;
    }

  return weigh_left (problem, self) == *left;
}

/* Takes @best, the one of least cost, and makes the last hour as early as can be. */
static CorAssignment *
end_early (const CorAssignmentProblem *problem,
           CorAssignment *best,
           CorProgress *progress,
           GError **error)
{
  g_autoptr (CorAssignment) slow = best;
  guint last = count_hours (best), low = 0, high = last;
  gint64 left = weigh_left (problem, best);
  CorAssignment *fast;

  /* Nearly always nothing can be gained: ask that first. */
  if (high == 0 || !may_suffice (problem, best, high - 1) ||
      !suffices (problem, high - 1, &left, progress, error))
    return left < 0 ? NULL : g_steal_pointer (&slow);

  high--;
  while (low < high && left >= 0)
    {
      guint middle = low + (high - low) / 2;

      if (suffices (problem, middle, &left, progress, error))
        high = middle;
      else
        low = middle + 1;
    }
  if (left < 0)
    return NULL;

  fast = cor_assignment_solve_hours (problem, high, COR_ASSIGNMENT_ALL, progress, error);
  if (fast != NULL)
    fast->relaxed = g_steal_pointer (&slow);

  return fast;
}

static CorAssignment *
solve_trees (const CorAssignmentProblem *problem, CorProgress *progress, GError **error)
{
  CorAssignment *self;

  if (!cor_timetable_has_quotas (problem->timetable))
    {
      guint n_hours = find_last_hour (problem, progress, error);

      return n_hours > 0 ? cor_assignment_solve_hours (problem, n_hours, COR_ASSIGNMENT_ALL,
                                                       progress, error)
                         : NULL;
    }

  self = cor_assignment_solve_hours (problem, cor_timetable_get_n_hours (problem->timetable),
                                     COR_ASSIGNMENT_ALL, progress, error);

  return self != NULL ? end_early (problem, self, progress, error) : NULL;
}

/* How many people pass under each limit. */
static guint *
count_used (const CorAssignmentProblem *problem, const CorAssignment *self)
{
  guint *n_people = g_new0 (guint, problem->n_limits + 1);

  for (guint i = 0; i < self->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (self->passages, CorPassage, i);

      for (guint j = problem->slots[passage->slot].limit; j != COR_LIMIT_NONE;
           j = problem->limits[j].above)
        n_people[j] += passage->n_people;
    }

  return n_people;
}

/* Divides limits that stand at several places: each part gets what it used, the first parts first,
 * and the last one the rest. Returns whether any took too many. */
static gboolean
divide (const CorAssignmentProblem *problem, const guint *used, guint *capacities)
{
  g_autofree guint *left = g_new (guint, problem->n_limits + 1);
  g_autofree guint *n_parts = g_new0 (guint, problem->n_limits + 1);
  g_autofree gint64 *n_used = g_new0 (gint64, problem->n_limits + 1);
  gboolean has_excess = FALSE;

  for (guint i = 0; i < problem->n_limits; i++)
    {
      left[i] = problem->limits[i].capacity_people;
      n_parts[problem->limits[i].whole]++;
      n_used[problem->limits[i].whole] += used[i];
    }
  for (guint i = 0; i < problem->n_limits; i++)
    {
      guint whole = problem->limits[i].whole;

      has_excess |= n_used[whole] > (gint64) problem->limits[whole].capacity_people;
      n_parts[whole]--;
      capacities[i] = n_parts[whole] == 0 ? left[whole] : MIN (used[i], left[whole]);
      left[whole] -= capacities[i];
    }

  return has_excess;
}

/* What each limit takes, and each part of one that stands at several places all of it. */
static guint *
list_capacities (const CorTimetable *timetable)
{
  guint n_limits;
  const CorLimit *limits = cor_timetable_get_limits (timetable, &n_limits);
  guint *capacities = g_new (guint, n_limits + 1);

  for (guint i = 0; i < n_limits; i++)
    capacities[i] = limits[i].capacity_people;

  return capacities;
}

static CorAssignmentProblem
make_problem (const CorTimetable *timetable,
              const CorParty *parties,
              guint n_parties,
              const guint *capacities)
{
  CorAssignmentProblem problem = {
    .timetable = timetable,
    .capacities = capacities,
    .parties = parties,
    .n_parties = n_parties,
    .exposed_unit_m = 1,
    .drive_unit_s = 1,
  };

  problem.slots = cor_timetable_get_all_slots (timetable, &problem.n_slots);
  problem.limits = cor_timetable_get_limits (timetable, &problem.n_limits);
  for (guint i = 0; i < n_parties; i++)
    problem.last_priority = MAX (problem.last_priority, parties[i].priority);

  return problem;
}

/**
 * cor_assignment_solve:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Decides who passes where and when: most people out, then the earliest hour in which the last one
 * passes, then fewest person-hours, then least exposure, then least driving. The answer is exact,
 * and the same wherever it is computed; only where quotas cross in time it may not be the best.
 *
 * Returns: (transfer full) (nullable): the assignment, or %NULL if it was stopped
 */
CorAssignment *
cor_assignment_solve (const CorTimetable *timetable,
                      const CorParty *parties,
                      guint n_parties,
                      CorProgress *progress,
                      GError **error)
{
  g_autofree guint *capacities = list_capacities (timetable);
  CorAssignmentProblem problem = make_problem (timetable, parties, n_parties, capacities);
  g_autoptr (CorAssignment) relaxed = NULL;
  g_autofree guint *used = NULL;
  CorAssignment *self;

  choose_costs (&problem);
  self = solve_trees (&problem, progress, error);
  if (self == NULL)
    return NULL;
  used = count_used (&problem, self);
  if (divide (&problem, used, capacities))
    {
      relaxed = self;
      self = solve_trees (&problem, progress, error);
      if (self == NULL)
        return NULL;
      g_clear_pointer (&self->relaxed, cor_assignment_free);
      self->relaxed = g_steal_pointer (&relaxed);
      self->is_best = FALSE;
    }
  cor_assignment_count_free (self, timetable);

  return self;
}

/* Whether a quota may keep anybody from an earlier hour. Where none is used up the assignment would
 * be as good without them, and then most people out are fewest person-hours, too. */
static gboolean
is_held_up (const CorAssignmentProblem *problem, const CorAssignment *self)
{
  g_autofree guint *used = count_used (problem, self);

  if (self->relaxed != NULL)
    return TRUE;

  for (guint i = 0; i < problem->n_limits; i++)
    if (problem->limits[i].kind == COR_BINDING_QUOTA && used[i] > 0 &&
        used[i] >= problem->capacities[i])
      return TRUE;

  return FALSE;
}

/**
 * cor_assignment_find_quickest:
 * @self: an assignment of the same people; gets its @quickest
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds what no plan can be below in person-hours, whoever is left counting to the plan's end. With
 * quotas a plan that leaves more people, or more urgent ones, can have fewer than one that leaves
 * as few as can be: who passes may cost others more hours than the plan has.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_assignment_find_quickest (CorAssignment *self,
                              const CorTimetable *timetable,
                              const CorParty *parties,
                              guint n_parties,
                              CorProgress *progress,
                              GError **error)
{
  g_autofree guint *capacities = list_capacities (timetable);
  CorAssignmentProblem problem = make_problem (timetable, parties, n_parties, capacities);

  if (!is_held_up (&problem, self))
    return TRUE;

  self->quickest = cor_assignment_solve_hours (&problem, cor_timetable_get_n_hours (timetable),
                                               COR_ASSIGNMENT_TIME, progress, error);

  return self->quickest != NULL;
}

/**
 * cor_assignment_solve_cars:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @whole: an assignment of the same people; quotas that cross in time are divided as it used them
 * @n_hours: how many hours of the plan people may pass in
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Decides who has to leave a car behind: most people out within these hours, then fewest who ride
 * though they have a car, then fewest person-hours.
 *
 * Returns: (transfer full) (nullable): the assignment, or %NULL if it was stopped
 */
CorAssignment *
cor_assignment_solve_cars (const CorTimetable *timetable,
                           const CorParty *parties,
                           guint n_parties,
                           const CorAssignment *whole,
                           guint n_hours,
                           CorProgress *progress,
                           GError **error)
{
  g_autofree guint *capacities = list_capacities (timetable);
  CorAssignmentProblem problem = make_problem (timetable, parties, n_parties, capacities);
  g_autofree guint *used = count_used (&problem, whole);

  divide (&problem, used, capacities);

  return cor_assignment_solve_hours (&problem, n_hours, COR_ASSIGNMENT_CARS, progress, error);
}
