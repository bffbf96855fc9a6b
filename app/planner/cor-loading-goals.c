/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-goals-private.h"

/*
 * The later goals, over whole households that have their slots: exposure, then number of movements,
 * then people who are told otherwise than before. A change is one household that moves, two that
 * change places, one that does with two of another slot, or one that makes room for another and
 * goes elsewhere (ejection; Glover 1996). It counts if the goal in hand gets better and each goal
 * before stays within what it was at best and its tolerance. Nobody is left for it. Households that
 * change places in different hours are as urgent as each other.
 *
 * In hand all values are sums over the units in slots, so each change says itself what it does.
 */

/* Rounds over all households for one goal. */
#define MAX_ROUNDS 6u

/* Units and slots looked at for one goal: some hundredths of a second. */
#define MAX_STEPS_OF_GOAL G_GUINT64_CONSTANT (2000000)

/* A household that could move, and what that is worth. */
typedef struct
{
  guint unit;
  guint slot;
  gint64 gain;
  gint64 hours;
} Offer;

/* Those that cost nothing first, then those that are worth most for an hour of one person. */
static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const Offer *left = a;
  const Offer *right = b;
  double left_worth = (double) left->gain / (double) MAX (left->hours, 1);
  double right_worth = (double) right->gain / (double) MAX (right->hours, 1);

  if ((left->hours <= 0) != (right->hours <= 0))
    return left->hours <= 0 ? -1 : 1;
  if (left_worth != right_worth)
    return left_worth > right_worth ? -1 : 1;
  if (left->unit != right->unit)
    return left->unit < right->unit ? -1 : 1;

  return left->slot < right->slot ? -1 : left->slot > right->slot;
}

/* The first slots of a crossing with room for a unit in which it is less exposed, and those further
 * on in which it is still less. */
static void
list_offers_at (CorGoalPass *self, guint unit, guint crossing, GArray *offers)
{
  CorLoader *loader = self->loader;
  guint from = loader->units[unit].slot, n_slots;
  guint slot =
      (guint) (cor_timetable_get_slots (loader->timetable, crossing, &n_slots) - loader->slots);
  gint64 exposed_m = cor_goal_pass_get_exposed_m (self, unit, from), most_m = exposed_m;
  gint64 least_m = cor_goal_pass_get_least_m (self, unit, crossing);

  for (guint end = slot + n_slots;
       slot < end && most_m > least_m && loader->slots[slot].hour <= self->last_hour; slot++)
    {
      Offer offer = { unit, slot, 0, (gint64) loader->slots[slot].hour - loader->slots[from].hour };
      gint64 less_m;

      loader->n_steps++;
      if (cor_room_get (loader->room, slot) < loader->units[unit].n_people ||
          !cor_goal_pass_can_pass (self, unit, slot))
        continue;
      less_m = cor_goal_pass_get_exposed_m (self, unit, slot);
      if (less_m >= most_m)
        continue;
      most_m = less_m;
      offer.gain = exposed_m - less_m;
      g_array_append_val (offers, offer);
    }
}

static void
list_offers_of (CorGoalPass *self, guint unit, GArray *offers)
{
  const CorLoader *loader = self->loader;

  if (cor_goal_pass_get_exposed_m (self, unit, loader->units[unit].slot) == 0)
    return;

  for (guint i = 0; i < cor_timetable_get_n_crossings (loader->timetable); i++)
    list_offers_at (self, unit, i, offers);
}

static gboolean
lessen_exposure (CorGoalPass *self)
{
  CorLoader *loader = self->loader;
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  gboolean has_changed = FALSE;

  for (guint i = 0; i < loader->n_units && cor_goal_pass_goes_on (self); i++)
    if (loader->units[i].slot != COR_LOADER_NONE && cor_goal_pass_is_whole (self, i))
      list_offers_of (self, i, offers);
  g_array_sort (offers, compare_offers);
  for (guint i = 0; i < offers->len && cor_goal_pass_goes_on (self); i++)
    {
      const Offer *offer = &g_array_index (offers, Offer, i);

      has_changed |=
          cor_goal_pass_try_move (self, COR_OBJECTIVE_EXPOSURE, offer->unit, offer->slot);
    }

  for (guint i = 0; i < loader->n_units && cor_goal_pass_goes_on (self); i++)
    {
      guint from = loader->units[i].slot;
      gint64 exposed_m = from != COR_LOADER_NONE && cor_goal_pass_is_whole (self, i)
                             ? cor_goal_pass_get_exposed_m (self, i, from)
                             : 0;

      for (guint j = 0; j < loader->n_slots && exposed_m > 0 && cor_goal_pass_goes_on (self); j++)
        {
          loader->n_steps++;
          if (cor_goal_pass_can_pass (self, i, j) &&
              cor_goal_pass_get_exposed_m (self, i, j) < exposed_m &&
              cor_goal_pass_try_instead (self, COR_OBJECTIVE_EXPOSURE, i, j))
            {
              has_changed = TRUE;
              break;
            }
        }
    }

  return has_changed;
}

/* Puts those who were told otherwise where they were told to be. */
static gboolean
put_right (CorGoalPass *self)
{
  CorLoader *loader = self->loader;
  gboolean has_changed = FALSE;

  for (guint i = 0; i < loader->n_units && cor_goal_pass_goes_on (self); i++)
    {
      guint told = loader->households[loader->units[i].household].told_slot;

      if (told == 0 || loader->units[i].slot == COR_LOADER_NONE ||
          !cor_goal_pass_is_whole (self, i) ||
          !cor_goal_pass_is_told_otherwise (self, i, loader->units[i].slot))
        continue;
      for (guint slot = self->places[told - 1]; slot != COR_LOADER_NONE;
           slot = self->next_alike[slot])
        if (cor_goal_pass_can_pass (self, i, slot) &&
            (cor_goal_pass_try_move (self, COR_OBJECTIVE_CHANGE, i, slot) ||
             cor_goal_pass_try_instead (self, COR_OBJECTIVE_CHANGE, i, slot)))
          {
            has_changed = TRUE;
            break;
          }
    }

  return has_changed;
}

static int
compare_by_cluster (gconstpointer a, gconstpointer b, gpointer pass)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  guint left_cluster = cor_goal_pass_get_cluster (pass, left),
        right_cluster = cor_goal_pass_get_cluster (pass, right);

  if (left_cluster != right_cluster)
    return left_cluster < right_cluster ? -1 : 1;

  return left < right ? -1 : left > right;
}

/**
 * cor_goals_get_allowance:
 * @self: goals
 * @goal: one of them
 * @best: its best value
 *
 * Returns: how much more it may be for the sake of later goals, rounded down
 */
gint64
cor_goals_get_allowance (const CorGoals *self, CorObjective goal, gint64 best)
{
  gint64 permille = self->tolerance_permille[goal];

  return best / 1000 * permille + best % 1000 * permille / 1000;
}

static guint
find_last_hour (const CorLoader *loader)
{
  guint last_hour = 0;

  for (guint i = 0; i < loader->n_units; i++)
    if (loader->units[i].slot != COR_LOADER_NONE)
      last_hour = MAX (last_hour, cor_loader_get_hour (loader, i));

  return last_hour;
}

/* The first goals are as good as they get: from here on they have limits. */
static void
set_first_limits (CorGoalPass *self)
{
  const CorGoals *goals = self->goals;
  guint n_hours = cor_timetable_get_n_hours (self->loader->timetable);
  gint64 n_placed = 0, last_s, person_s;

  for (guint i = 0; i < self->loader->n_units; i++)
    if (self->loader->units[i].slot != COR_LOADER_NONE)
      n_placed += self->loader->units[i].n_people;
  self->last_hour = find_last_hour (self->loader);
  self->best[COR_OBJECTIVE_LAST_OUT] = self->last_hour;
  self->best[COR_OBJECTIVE_PERSON_TIME] = self->values[COR_OBJECTIVE_PERSON_TIME];
  last_s = ((gint64) self->last_hour + 1) * COR_SECONDS_PER_HOUR + goals->before_s;
  person_s =
      (self->values[COR_OBJECTIVE_PERSON_TIME] + MAX (goals->n_inside - n_placed, 0) * n_hours) *
          COR_SECONDS_PER_HOUR +
      goals->n_inside * goals->before_s;
  self->last_hour += (guint) (cor_goals_get_allowance (goals, COR_OBJECTIVE_LAST_OUT, last_s) /
                              COR_SECONDS_PER_HOUR);
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    self->limits[i] = G_MAXINT64;
  self->limits[COR_OBJECTIVE_PERSON_TIME] =
      self->values[COR_OBJECTIVE_PERSON_TIME] +
      cor_goals_get_allowance (goals, COR_OBJECTIVE_PERSON_TIME, person_s) / COR_SECONDS_PER_HOUR;
}

/* Finds the slots at one crossing in one hour, which columns and gates have of their own. */
static void
find_places (CorGoalPass *self)
{
  const CorLoader *loader = self->loader;
  guint n_hours = cor_timetable_get_n_hours (loader->timetable);
  gsize n_cells = (gsize) cor_timetable_get_n_crossings (loader->timetable) * n_hours;
  g_autofree guint *last = g_new (guint, n_cells + 1);

  self->places = g_new (guint, loader->n_slots + 1);
  self->next_alike = g_new (guint, loader->n_slots + 1);
  for (gsize i = 0; i < n_cells; i++)
    last[i] = COR_LOADER_NONE;
  for (guint i = 0; i < loader->n_slots; i++)
    {
      guint origin = cor_timetable_get_origin (loader->timetable, loader->slots[i].crossing);
      guint *before = &last[(gsize) origin * n_hours + loader->slots[i].hour];

      self->places[i] = *before == COR_LOADER_NONE ? i : self->places[*before];
      self->next_alike[i] = COR_LOADER_NONE;
      if (*before != COR_LOADER_NONE)
        self->next_alike[*before] = i;
      *before = i;
    }
}

/* Lists the units by cluster; as a rule they stand so already. */
static void
list_by_cluster (CorGoalPass *self)
{
  guint n_units = self->loader->n_units;
  gboolean is_sorted = TRUE;

  self->by_cluster = g_new (guint, n_units + 1);
  for (guint i = 0; i < n_units; i++)
    {
      self->by_cluster[i] = i;
      is_sorted &=
          i == 0 || cor_goal_pass_get_cluster (self, i - 1) <= cor_goal_pass_get_cluster (self, i);
    }
  if (!is_sorted)
    g_qsort_with_data (self->by_cluster, (gint) n_units, sizeof (guint), compare_by_cluster, self);
}

static void
start (CorGoalPass *self)
{
  CorLoader *loader = self->loader;

  self->stations = g_new (guint, loader->n_slots + 1);
  for (guint i = 0; i < loader->n_slots; i++)
    self->stations[i] = i > 0 && loader->slots[i - 1].crossing == loader->slots[i].crossing &&
                                loader->slots[i - 1].hour == loader->slots[i].hour
                            ? self->stations[i - 1]
                            : i;
  find_places (self);
  list_by_cluster (self);
  self->n_in = g_hash_table_new (NULL, NULL);
  self->moves = g_array_new (FALSE, FALSE, sizeof (CorGoalMove));
  for (guint i = 0; i < loader->n_units; i++)
    if (loader->units[i].slot != COR_LOADER_NONE)
      cor_goal_pass_count (self, i, 1);
  set_first_limits (self);
}

static void
clear (CorGoalPass *self)
{
  g_free (self->stations);
  g_free (self->places);
  g_free (self->next_alike);
  g_free (self->by_cluster);
  g_hash_table_unref (self->n_in);
  g_array_unref (self->moves);
}

static gboolean
pursue (CorGoalPass *self, gboolean (*improve) (CorGoalPass *), GError **error)
{
  self->end_steps = self->loader->n_steps + MAX_STEPS_OF_GOAL;
  for (guint i = 0; i < MAX_ROUNDS && cor_goal_pass_goes_on (self); i++)
    if (!improve (self))
      break;

  return cor_progress_check (self->progress, error);
}

/* Of goals that were not pursued nothing can be said. */
static void
tell_given_up (const CorGoalPass *self, gint64 *given_up)
{
  const gint64 *best = self->best;

  given_up[COR_OBJECTIVE_LAST_OUT] =
      ((gint64) find_last_hour (self->loader) - best[COR_OBJECTIVE_LAST_OUT]) *
      COR_SECONDS_PER_HOUR;
  given_up[COR_OBJECTIVE_PERSON_TIME] =
      (self->values[COR_OBJECTIVE_PERSON_TIME] - best[COR_OBJECTIVE_PERSON_TIME]) *
      COR_SECONDS_PER_HOUR;
  for (guint i = COR_OBJECTIVE_EXPOSURE; i < COR_N_OBJECTIVES; i++)
    if (self->goals->is_wanted[i])
      given_up[i] = self->values[i] - best[i];
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    given_up[i] = MAX (given_up[i], 0);
}

/**
 * cor_loader_pursue:
 * @self: a loading in the making, as good in the first goals as it gets
 * @goals: what matters besides, and how much may be given up for it
 * @given_up: (out) (array fixed-size=6): how much of each goal was given up for later ones
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lessens exposure, then the number of movements, then the people who are told otherwise than
 * before, as far as single changes go, and within what earlier goals allow. Units that pass in
 * parts are left as they are.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_pursue (CorLoader *self,
                   const CorGoals *goals,
                   gint64 *given_up,
                   CorProgress *progress,
                   GError **error)
{
  static gboolean (*const improve[COR_N_OBJECTIVES]) (CorGoalPass *) = {
    [COR_OBJECTIVE_EXPOSURE] = lessen_exposure,
    [COR_OBJECTIVE_MOVEMENTS] = cor_goal_pass_merge_movements,
    [COR_OBJECTIVE_CHANGE] = put_right,
  };
  CorGoalPass pass = { .loader = self, .goals = goals, .progress = progress };
  gboolean is_on = TRUE;

  start (&pass);
  for (guint i = COR_OBJECTIVE_EXPOSURE; i < COR_N_OBJECTIVES && is_on; i++)
    {
      /* Of plans with as few movements one is found sooner from what people were told. */
      if (i == COR_OBJECTIVE_MOVEMENTS && goals->is_wanted[COR_OBJECTIVE_CHANGE])
        is_on = pursue (&pass, put_right, error);
      if (!goals->is_wanted[i])
        continue;
      is_on = is_on && pursue (&pass, improve[i], error);
      pass.best[i] = pass.values[i];
      pass.limits[i] =
          pass.values[i] + cor_goals_get_allowance (goals, (CorObjective) i, pass.values[i]);
    }
  tell_given_up (&pass, given_up);
  clear (&pass);

  return is_on;
}
