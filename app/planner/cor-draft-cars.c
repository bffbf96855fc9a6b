/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-draft-cars.h"

#include "cor-draft-goals.h"
#include "cor-fleet-maker.h"
#include "cor-loading-private.h"
#include "cor-subset.h"

/*
 * Where cars are counted by mode, or may not pass at all, who has one could ride and be out sooner.
 * Nobody leaves a car behind for that. They ride only if they would be left inside otherwise, or if
 * the last one of the plan would be out later than its tolerance allows.
 *
 * First everybody takes what is soonest. If that has people ride who have a car, the last hour of
 * that plan, with the tolerance, is given: within it a flow says how few of each group have to
 * ride. Households of these are told to leave their car, all others drive, and the plan is made
 * again with both. Whole households do not always fit where single people did; those who are left
 * ride in the next round. If all that leaves more people inside than the first plan, that one
 * counts.
 */

#define MAX_ROUNDS 4u

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/* Who leaves a car, on the way from the first plan to the next. */
typedef struct
{
  const CorDraft *base;
  const CorTripTable *table;
  guint n_hours;    /* in which people may pass */
  gboolean *leaves; /* for each household of the first plan */
  GArray *origins;  /* guint, for each household of the next plan that of the first */
  guint *of_cars;   /* by crossing, then hour: the largest slot for cars from then on */
  guint *of_riders; /* for riders */
} Cars;

static gboolean
has_car (const CorDraft *draft, guint party)
{
  return draft->parties[party].trips[COR_TRAVEL_CAR] != NULL;
}

static gboolean
is_left_behind (const CorDraft *draft, const CorPassage *passage)
{
  return passage->mode != COR_MODE_CAR && has_car (draft, passage->party);
}

static gboolean
leaves_cars (const CorDraft *draft)
{
  GArray *passages = draft->loading->assignment->passages;

  for (guint i = 0; i < passages->len; i++)
    if (is_left_behind (draft, &g_array_index (passages, CorPassage, i)))
      return TRUE;

  return FALSE;
}

static guint
find_last_hour (const CorDraft *draft)
{
  return cor_load_score_of_assignment (draft->loading->assignment,
                                       cor_timetable_get_n_hours (draft->timetable))
      .last_hour;
}

static guint *
list_largest (const CorTimetable *timetable, guint modes)
{
  guint n_hours = cor_timetable_get_n_hours (timetable), n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);
  guint *largest =
      g_new0 (guint, (gsize) cor_timetable_get_n_crossings (timetable) * (n_hours + 1) + 1);

  for (guint i = 0; i < n_slots; i++)
    {
      guint *cell = &largest[(gsize) slots[i].crossing * (n_hours + 1) + slots[i].hour];

      if ((slots[i].modes & modes) != 0 && slots[i].capacity_people > 0)
        *cell = MAX (*cell, slots[i].whole_people);
    }
  for (guint i = 0; i < cor_timetable_get_n_crossings (timetable); i++)
    for (guint j = n_hours; j > 0; j--)
      {
        guint *cell = &largest[(gsize) i * (n_hours + 1) + j - 1];

        *cell = MAX (*cell, cell[1]);
      }

  return largest;
}

/* The most people who could be in one slot that a party reaches, however late: whom any hour takes
 * whole is not divided. */
static guint
find_largest (const Cars *self, const guint *largest, const CorTrip *trips)
{
  guint n_hours = cor_timetable_get_n_hours (self->base->timetable), n_people = 0;

  for (guint i = 0; i < self->table->n_crossings; i++)
    if (trips[i].hour < n_hours)
      n_people = MAX (n_people, largest[(gsize) i * (n_hours + 1) + trips[i].hour]);

  return n_people;
}

/* Who fills a party's places for cars goes by car, those who leave first before others; so do those
 * who would be left anyway. Nobody is parted for the sake of a car. */
static void
choose_households (Cars *self, guint party, guint first, guint end, guint n_driving)
{
  GArray *households = self->base->households;
  const CorParty *who = &self->base->parties[party];
  guint of_cars = find_largest (self, self->of_cars, who->trips[COR_TRAVEL_CAR]);
  guint of_riders = find_largest (self, self->of_riders, who->trips[COR_TRAVEL_COACH]);
  g_autofree guint *sizes = g_new (guint, end - first + 1);
  g_autofree gboolean *is_chosen = g_new0 (gboolean, end - first + 1);
  guint n_large = 0;

  for (guint i = first; i < end; i++)
    {
      guint n_people = g_array_index (households, CorHousehold, i).n_people;
      gboolean is_large = of_cars > 0 && n_people > of_cars && of_riders > of_cars;

      /* Larger than any room, so not chosen. */
      sizes[i - first] = is_large ? who->n_people + 1 : n_people;
      n_large += is_large ? n_people : 0;
    }
  cor_subset_choose (sizes, end - first, MIN (n_driving, who->n_people - n_large), is_chosen);
  for (guint i = first; i < end; i++)
    self->leaves[i] = !is_chosen[i - first];
}

static guint
find_end (GArray *households, guint first)
{
  guint end = first;

  while (end < households->len && g_array_index (households, CorHousehold, end).group ==
                                      g_array_index (households, CorHousehold, first).group)
    end++;

  return end;
}

static gboolean
choose (Cars *self, CorProgress *progress, GError **error)
{
  const CorDraft *base = self->base;
  g_autoptr (CorAssignment) fewest =
      cor_assignment_solve_cars (base->timetable, base->parties, base->groups->len, base->single,
                                 self->n_hours, progress, error);
  g_autofree guint *n_riding = g_new0 (guint, base->groups->len + 1);

  if (fewest == NULL)
    return FALSE;

  for (guint i = 0; i < fewest->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (fewest->passages, CorPassage, i);

      if (is_left_behind (base, passage))
        n_riding[passage->party] += passage->n_people;
    }
  for (guint i = 0, end; i < base->households->len; i = end)
    {
      guint party = g_array_index (base->households, CorHousehold, i).group;

      end = find_end (base->households, i);
      if (has_car (base, party))
        choose_households (self, party, i, end, base->parties[party].n_people - n_riding[party]);
    }

  return TRUE;
}

/* Adds the part of a group that drives, or that rides, with a party for it. */
static void
add_part (Cars *self, CorDraft *next, guint first, guint end, CorCarUse car_use)
{
  const CorDraft *base = self->base;
  guint party = g_array_index (base->households, CorHousehold, first).group;
  CorDemandGroup *part = cor_demand_group_new_part (base->groups->pdata[party], car_use);
  CorParty *who = &next->parties[next->groups->len];

  for (guint i = first; i < end; i++)
    {
      const CorHousehold *household = &g_array_index (base->households, CorHousehold, i);

      if (car_use != COR_CAR_USE_ANY && self->leaves[i] != (car_use == COR_CAR_USE_LEFT))
        continue;
      cor_demand_group_take_over (part, base->groups->pdata[party], household->first_person,
                                  household->n_persons, household->n_people);
      g_array_append_val (self->origins, i);
    }
  if (part->n_people == 0)
    {
      cor_demand_group_free (part);
      return;
    }

  *who = base->parties[party];
  who->n_people = part->n_people;
  cor_draft_set_car_use (self->table, car_use, who);
  g_ptr_array_add (next->groups, part);
}

static void
clear_plan (CorDraft *draft)
{
  g_clear_pointer (&draft->fleet, cor_draft_fleet_free);
  g_clear_pointer (&draft->loading, cor_loading_free);
  g_clear_pointer (&draft->single, cor_assignment_free);
  g_clear_pointer (&draft->households, g_array_unref);
  g_clear_pointer (&draft->parties, g_free);
  g_clear_pointer (&draft->groups, g_ptr_array_unref);
}

/* The same people, in parties that drive or ride. */
static void
split (Cars *self, CorDraft *next)
{
  const CorDraft *base = self->base;

  next->fleet = NULL;
  next->loading = NULL;
  next->single = NULL;
  next->households = NULL;
  next->parties = g_new0 (CorParty, 2 * (gsize) base->groups->len + 1);
  next->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) cor_demand_group_free);
  g_array_set_size (self->origins, 0);
  for (guint i = 0, end; i < base->households->len; i = end)
    {
      end = find_end (base->households, i);
      if (!has_car (base, g_array_index (base->households, CorHousehold, i).group))
        {
          add_part (self, next, i, end, COR_CAR_USE_ANY);
          continue;
        }
      add_part (self, next, i, end, COR_CAR_USE_DRIVEN);
      add_part (self, next, i, end, COR_CAR_USE_LEFT);
    }
}

static gboolean
plan_again (Cars *self, CorDraft *next, CorProgress *progress, GError **error)
{
  split (self, next);
  next->households = cor_households_new (next->snapshot, next->groups, progress, error);
  if (next->households == NULL)
    return FALSE;

  g_assert (next->households->len == self->origins->len);
  next->single =
      cor_assignment_solve (next->timetable, next->parties, next->groups->len, progress, error);

  return next->single != NULL &&
         cor_assignment_find_quickest (next->single, next->timetable, next->parties,
                                       next->groups->len, progress, error) &&
         cor_draft_load (next, progress, error);
}

/* Has households ride that were to drive and are left, or out too late. */
static gboolean
give_up_cars (Cars *self, const CorDraft *next)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (next->timetable, &n_slots);
  g_autofree guint *n_in_time = g_new0 (guint, next->households->len + 1);
  gboolean has_changed = FALSE;

  for (guint i = 0; i < next->loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (next->loading->loads, CorLoad, i);

      if (slots[load->slot].hour < self->n_hours)
        n_in_time[load->household] += load->n_people;
    }
  for (guint i = 0; i < next->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (next->households, CorHousehold, i);
      guint origin = g_array_index (self->origins, guint, i);

      if (n_in_time[i] == household->n_people || !has_car (next, household->group) ||
          self->leaves[origin])
        continue;
      self->leaves[origin] = TRUE;
      has_changed = TRUE;
    }

  return has_changed;
}

static gboolean
is_good_enough (const Cars *self, const CorDraft *next, guint latest_hour)
{
  guint64 left = cor_draft_weigh_left (next), left_before = cor_draft_weigh_left (self->base);

  return left < left_before || (left == left_before && find_last_hour (next) <= latest_hour);
}

/* Makes the plan in which as many drive as can within some hours; @is_found says whether it counts.
 * Whoever is left more than in the first plan must not be. */
static gboolean
try_hours (Cars *self,
           CorDraft *next,
           guint latest_hour,
           gboolean *is_found,
           CorProgress *progress,
           GError **error)
{
  *is_found = FALSE;
  if (!choose (self, progress, error))
    return FALSE;

  for (guint i = 0; i < MAX_ROUNDS; i++)
    {
      if (!plan_again (self, next, progress, error))
        {
          clear_plan (next);
          return FALSE;
        }
      *is_found = is_good_enough (self, next, latest_hour);
      if (*is_found)
        return TRUE;
      if (!give_up_cars (self, next))
        break;
      clear_plan (next);
    }
  clear_plan (next);

  return TRUE;
}

/* The last hour in which anybody may pass for the sake of cars. */
static guint
find_latest_hour (const CorDraft *self, guint best_hour)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);
  gint64 last_s =
      cor_timetable_get_hour_utc_s (self->timetable, best_hour + 1) - settings->start_utc_s;
  gint64 more_s = last_s * settings->tolerance_permille[COR_OBJECTIVE_LAST_OUT] / 1000;

  return best_hour + (guint) (more_s / COR_SECONDS_PER_HOUR);
}

static void
adopt (CorDraft *self, CorDraft *next, guint best_hour)
{
  guint last_hour = find_last_hour (next);

  if (last_hour > best_hour)
    next->given_up[COR_OBJECTIVE_LAST_OUT] +=
        (gint64) (last_hour - best_hour) * COR_SECONDS_PER_HOUR;
  clear_plan (self);
  *self = *next;
}

/**
 * cor_draft_keep_cars:
 * @self: a plan in the making, its households loaded and vehicles found
 * @table: the trips of its parties
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Has as many drive their own car as can without anybody being left, or the last one being out
 * later than allowed. See the top of the file. Plans with lanes stay as they are.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_keep_cars (CorDraft *self,
                     const CorTripTable *table,
                     CorProgress *progress,
                     GError **error)
{
  Cars cars = { .base = self, .table = table };
  CorDraft next = *self;
  guint n_hours = cor_timetable_get_n_hours (self->timetable), best_hour, latest_hour;
  gboolean is_found = FALSE, goes_on = TRUE;

  if (self->lane_plan != NULL || !leaves_cars (self))
    return TRUE;

  best_hour = find_last_hour (self) -
              MIN (find_last_hour (self),
                   (guint) (self->given_up[COR_OBJECTIVE_LAST_OUT] / COR_SECONDS_PER_HOUR));
  latest_hour = MIN (find_latest_hour (self, best_hour), n_hours - 1);
  next.cars_use_tolerance = TRUE;
  cars.leaves = g_new0 (gboolean, self->households->len + 1);
  cars.origins = g_array_new (FALSE, FALSE, sizeof (guint));
  cars.of_cars = list_largest (self->timetable, COR_MODE_CAR);
  cars.of_riders = list_largest (self->timetable, RIDER_MODES);

  /* Where vehicles leave people, those who could drive at any time should. */
  if (self->fleet != NULL && cor_draft_weigh_left (self) > 0)
    {
      cars.n_hours = n_hours;
      goes_on = try_hours (&cars, &next, latest_hour, &is_found, progress, error);
    }
  cars.n_hours = latest_hour + 1;
  if (goes_on && !is_found)
    goes_on = try_hours (&cars, &next, latest_hour, &is_found, progress, error);
  g_free (cars.leaves);
  g_free (cars.of_cars);
  g_free (cars.of_riders);
  g_array_unref (cars.origins);
  if (goes_on && is_found)
    adopt (self, &next, best_hour);

  return goes_on;
}
