/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/*
 * The later goals, over whole households that have their slots: exposure, then number of movements,
 * then people who are told otherwise than before. A change is one household that moves, two that
 * change places, or one that makes room for another and goes elsewhere (ejection; Glover 1996). It
 * counts if the goal in hand gets better and each goal before stays within what it was at best and
 * its tolerance. Nobody is left for it. Households that change places in different hours are as
 * urgent as each other.
 *
 * In hand all values are sums over the units in slots, so each change says itself what it does.
 */

/* Rounds over all households for one goal. */
#define MAX_ROUNDS 6u

/* Units and slots looked at for one goal: some hundredths of a second. */
#define MAX_STEPS_OF_GOAL G_GUINT64_CONSTANT (2000000)

/* Looks at whether there is time left between two at whether to stop. */
#define ASKS_PER_CHECK 16u

typedef struct
{
  guint unit;
  guint from;
} Move;

/* A household that could move, and what that is worth. */
typedef struct
{
  guint unit;
  guint slot;
  gint64 gain;
  gint64 hours;
} Offer;

/* Units of one cluster through one crossing in one hour. */
typedef struct
{
  guint station;
  guint n_people;
} Group;

typedef struct
{
  CorLoader *loader;
  const CorGoals *goals;
  guint *stations;   /* by slot: the first of those at the same crossing in the same hour */
  guint *by_cluster; /* units, those of a cluster together */
  GHashTable *n_in;  /* cluster and station -> units */
  GArray *moves;     /* Move, of the change in hand */
  guint last_hour;   /* after which nobody may pass */
  gint64 values[COR_N_OBJECTIVES];
  gint64 limits[COR_N_OBJECTIVES];
  gint64 best[COR_N_OBJECTIVES]; /* what each was when it was its turn */
  guint64 end_steps;
  guint n_asked;
  CorProgress *progress;
} Pass;

static guint
get_cluster (const Pass *self, guint unit)
{
  return self->loader->parties[self->loader->units[unit].party].cluster;
}

static gboolean
is_whole (const Pass *self, guint unit)
{
  const CorLoadUnit *moved = &self->loader->units[unit];

  return self->loader->households[moved->household].n_people == moved->n_people;
}

static gboolean
can_pass (const Pass *self, guint unit, guint slot)
{
  const CorLoader *loader = self->loader;

  return loader->slots[slot].hour <= self->last_hour &&
         cor_party_can_pass (&loader->parties[loader->units[unit].party], &loader->slots[slot],
                             NULL, NULL);
}

static gint64
get_exposed_m (const Pass *self, guint unit, guint slot)
{
  const CorParty *party = &self->loader->parties[self->loader->units[unit].party];
  CorTravel travel;

  if (!cor_party_can_pass (party, &self->loader->slots[slot], NULL, &travel))
    return 0;

  return party->trips[travel][self->loader->slots[slot].crossing].exposed_m;
}

/* Whether a unit was told to be elsewhere than in a slot. */
static gboolean
is_told_otherwise (const Pass *self, guint unit, guint slot)
{
  guint told = self->loader->households[self->loader->units[unit].household].told_slot;

  return told != 0 && self->stations[told - 1] != self->stations[slot];
}

static gpointer
get_key (const Pass *self, guint unit, guint station)
{
  return GSIZE_TO_POINTER ((gsize) get_cluster (self, unit) * self->loader->n_slots + station + 1);
}

static guint
count_in (const Pass *self, guint unit, guint station)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_in, get_key (self, unit, station)));
}

/* Counts a unit in its slot, or no longer. */
static void
count (Pass *self, guint unit, gint sign)
{
  const CorLoadUnit *moved = &self->loader->units[unit];
  guint slot = moved->slot;
  gint64 n_people = sign * (gint64) moved->n_people;
  guint n_in = count_in (self, unit, self->stations[slot]);

  self->values[COR_OBJECTIVE_PERSON_TIME] += n_people * self->loader->slots[slot].hour;
  self->values[COR_OBJECTIVE_EXPOSURE] += n_people * get_exposed_m (self, unit, slot);
  if (is_told_otherwise (self, unit, slot))
    self->values[COR_OBJECTIVE_CHANGE] += n_people;
  if (n_in == (sign > 0 ? 0u : 1u))
    self->values[COR_OBJECTIVE_MOVEMENTS] += sign;
  n_in = sign > 0 ? n_in + 1 : n_in - 1;
  g_hash_table_insert (self->n_in, get_key (self, unit, self->stations[slot]),
                       GUINT_TO_POINTER (n_in));
}

/* To no slot at all if @slot is COR_LOADER_NONE. */
static void
move_unnoted (Pass *self, guint unit, guint slot)
{
  if (self->loader->units[unit].slot != COR_LOADER_NONE)
    {
      count (self, unit, -1);
      cor_loader_take_out (self->loader, unit);
    }
  if (slot != COR_LOADER_NONE)
    {
      cor_loader_put (self->loader, unit, slot);
      count (self, unit, 1);
    }
}

static void
move (Pass *self, guint unit, guint slot)
{
  Move made = { unit, self->loader->units[unit].slot };

  move_unnoted (self, unit, slot);
  g_array_append_val (self->moves, made);
}

static void
take_back (Pass *self, guint n_kept)
{
  while (self->moves->len > n_kept)
    {
      Move last = g_array_index (self->moves, Move, self->moves->len - 1);

      g_array_set_size (self->moves, self->moves->len - 1);
      move_unnoted (self, last.unit, last.from);
    }
}

static gboolean
is_allowed (const Pass *self)
{
  for (guint i = COR_OBJECTIVE_PERSON_TIME; i < COR_N_OBJECTIVES; i++)
    if (self->values[i] > self->limits[i])
      return FALSE;

  return TRUE;
}

/* Keeps the change in hand if it is for the better, else takes it back. */
static gboolean
settle (Pass *self, CorObjective goal, gint64 before)
{
  gboolean is_better = self->values[goal] < before && is_allowed (self);

  if (!is_better)
    take_back (self, 0);
  g_array_set_size (self->moves, 0);

  return is_better;
}

/* Whoever is stopped has no time left for the goal in hand. */
static gboolean
goes_on (Pass *self)
{
  if (self->n_asked++ % ASKS_PER_CHECK == 0 && !cor_progress_check (self->progress, NULL))
    self->end_steps = 0;

  return self->loader->n_steps < self->end_steps;
}

static gboolean
try_move (Pass *self, CorObjective goal, guint unit, guint slot)
{
  gint64 before = self->values[goal];

  self->loader->n_steps++;
  if (cor_room_get (self->loader->room, slot) < self->loader->units[unit].n_people)
    {
      /* What they leave may be just what they lack: slots share quotas. */
      guint from = self->loader->units[unit].slot;
      gboolean has_room;

      cor_loader_take_out (self->loader, unit);
      has_room = cor_room_get (self->loader->room, slot) >= self->loader->units[unit].n_people;
      cor_loader_put (self->loader, unit, from);
      if (!has_room)
        return FALSE;
    }
  move (self, unit, slot);

  return settle (self, goal, before);
}

static gboolean
may_change_places (const Pass *self, guint a, guint b)
{
  const CorLoader *loader = self->loader;

  return is_whole (self, a) && is_whole (self, b) && can_pass (self, a, loader->units[b].slot) &&
         can_pass (self, b, loader->units[a].slot) &&
         (cor_loader_get_hour (loader, a) == cor_loader_get_hour (loader, b) ||
          loader->households[loader->units[a].household].weight ==
              loader->households[loader->units[b].household].weight);
}

/* Puts two into each other's slots, if these have the room. */
static gboolean
change_places (Pass *self, guint a, guint b)
{
  CorLoader *loader = self->loader;
  guint from = loader->units[a].slot, to = loader->units[b].slot, n_before = self->moves->len;

  move (self, a, COR_LOADER_NONE);
  move (self, b, COR_LOADER_NONE);
  if (cor_room_get (loader->room, to) >= loader->units[a].n_people)
    {
      move (self, a, to);
      if (cor_room_get (loader->room, from) >= loader->units[b].n_people)
        {
          move (self, b, from);
          return TRUE;
        }
    }
  take_back (self, n_before);

  return FALSE;
}

/* Lets @unit into the slot of @other, which goes wherever it can pass first. */
static gboolean
make_way (Pass *self, guint unit, guint other)
{
  CorLoader *loader = self->loader;
  guint to = loader->units[other].slot, n_before = self->moves->len, slot;

  if (!is_whole (self, other))
    return FALSE;

  move (self, unit, COR_LOADER_NONE);
  move (self, other, COR_LOADER_NONE);
  if (cor_room_get (loader->room, to) >= loader->units[unit].n_people)
    {
      move (self, unit, to);
      slot = cor_loader_find_room (loader, loader->units[other].party,
                                   loader->units[other].n_people, self->last_hour + 1);
      if (slot != COR_LOADER_NONE && slot != to)
        {
          move (self, other, slot);
          return TRUE;
        }
    }
  take_back (self, n_before);

  return FALSE;
}

/* Those who stand in a slot while nobody is moved. */
static GArray *
list_units_in (const Pass *self, guint slot)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = self->loader->heads[slot]; i != COR_LOADER_NONE; i = self->loader->units[i].next)
    g_array_append_val (units, i);

  return units;
}

/* Lets somebody in a slot make room for a unit, in one way or the other. */
static gboolean
try_instead (Pass *self, CorObjective goal, guint unit, guint slot)
{
  CorLoader *loader = self->loader;
  g_autoptr (GArray) others = list_units_in (self, slot);
  gint64 before = self->values[goal];

  for (guint i = 0; i < others->len && goes_on (self); i++)
    {
      guint other = g_array_index (others, guint, i);

      loader->n_steps++;
      if (loader->units[other].n_people + cor_room_get_own (loader->room, slot) <
          loader->units[unit].n_people)
        continue;
      if ((may_change_places (self, unit, other) && change_places (self, unit, other) &&
           settle (self, goal, before)) ||
          (make_way (self, unit, other) && settle (self, goal, before)))
        return TRUE;
    }

  return FALSE;
}

/* The first slot of a crossing with room for a unit from some hour on. */
static guint
find_slot (Pass *self, guint unit, guint crossing)
{
  CorLoader *loader = self->loader;
  guint n_slots;
  guint slot =
      (guint) (cor_timetable_get_slots (loader->timetable, crossing, &n_slots) - loader->slots);

  for (guint end = slot + n_slots; slot < end && loader->slots[slot].hour <= self->last_hour;
       slot++)
    {
      loader->n_steps++;
      if (cor_room_get (loader->room, slot) >= loader->units[unit].n_people &&
          can_pass (self, unit, slot))
        return slot;
    }

  return COR_LOADER_NONE;
}

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

static void
list_offers_of (Pass *self, guint unit, GArray *offers)
{
  const CorLoader *loader = self->loader;
  guint from = loader->units[unit].slot;
  gint64 exposed_m = get_exposed_m (self, unit, from);

  for (guint i = 0; i < cor_timetable_get_n_crossings (loader->timetable) && exposed_m > 0; i++)
    {
      guint slot = find_slot (self, unit, i);
      Offer offer = { unit, slot, 0, 0 };

      if (slot == COR_LOADER_NONE)
        continue;
      offer.gain = exposed_m - get_exposed_m (self, unit, slot);
      offer.hours = (gint64) loader->slots[slot].hour - loader->slots[from].hour;
      if (offer.gain > 0)
        g_array_append_val (offers, offer);
    }
}

static gboolean
lessen_exposure (Pass *self)
{
  CorLoader *loader = self->loader;
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (Offer));
  gboolean has_changed = FALSE;

  for (guint i = 0; i < loader->n_units && goes_on (self); i++)
    if (loader->units[i].slot != COR_LOADER_NONE && is_whole (self, i))
      list_offers_of (self, i, offers);
  g_array_sort (offers, compare_offers);
  for (guint i = 0; i < offers->len && goes_on (self); i++)
    {
      const Offer *offer = &g_array_index (offers, Offer, i);

      has_changed |= try_move (self, COR_OBJECTIVE_EXPOSURE, offer->unit, offer->slot);
    }

  for (guint i = 0; i < loader->n_units && goes_on (self); i++)
    {
      guint from = loader->units[i].slot;
      gint64 exposed_m =
          from != COR_LOADER_NONE && is_whole (self, i) ? get_exposed_m (self, i, from) : 0;

      for (guint j = 0; j < loader->n_slots && exposed_m > 0 && goes_on (self); j++)
        {
          loader->n_steps++;
          if (can_pass (self, i, j) && get_exposed_m (self, i, j) < exposed_m &&
              try_instead (self, COR_OBJECTIVE_EXPOSURE, i, j))
            {
              has_changed = TRUE;
              break;
            }
        }
    }

  return has_changed;
}

/* Puts a unit into a slot by changing places with one of another cluster, if that makes no movement
 * more. */
static gboolean
join_instead (Pass *self, guint unit, guint slot)
{
  g_autoptr (GArray) others = list_units_in (self, slot);
  gint64 before = self->values[COR_OBJECTIVE_MOVEMENTS];

  for (guint i = 0; i < others->len && goes_on (self); i++)
    {
      guint other = g_array_index (others, guint, i), n_before = self->moves->len;

      self->loader->n_steps++;
      if (get_cluster (self, other) == get_cluster (self, unit) ||
          !may_change_places (self, unit, other) || !change_places (self, unit, other))
        continue;
      if (self->values[COR_OBJECTIVE_MOVEMENTS] <= before && is_allowed (self))
        return TRUE;
      take_back (self, n_before);
    }

  return FALSE;
}

/* Puts a unit into one of the slots of a movement. */
static gboolean
join (Pass *self, guint unit, guint station, gboolean is_instead)
{
  CorLoader *loader = self->loader;

  for (guint slot = station; slot < loader->n_slots && self->stations[slot] == station; slot++)
    {
      loader->n_steps++;
      if (!can_pass (self, unit, slot))
        continue;
      if (is_instead)
        {
          if (join_instead (self, unit, slot))
            return TRUE;
        }
      else if (cor_room_get (loader->room, slot) >= loader->units[unit].n_people)
        {
          move (self, unit, slot);
          return TRUE;
        }
    }

  return FALSE;
}

/* Moves a unit to where others of its cluster pass; their movements are in @groups. */
static gboolean
join_others (Pass *self, guint unit, guint station, GArray *groups)
{
  for (guint is_instead = 0; is_instead < 2; is_instead++)
    for (guint i = 0; i < groups->len; i++)
      {
        guint other = g_array_index (groups, Group, i).station;

        if (other != station && count_in (self, unit, other) > 0 &&
            join (self, unit, other, is_instead == 1))
          return TRUE;
      }

  return FALSE;
}

/* Lets the units of a movement pass with others of their cluster, so that it is none. */
static gboolean
dissolve (Pass *self, const guint *units, guint n_units, guint station, GArray *groups)
{
  CorLoader *loader = self->loader;
  gint64 before = self->values[COR_OBJECTIVE_MOVEMENTS];

  for (guint i = 0; i < n_units; i++)
    {
      guint slot = loader->units[units[i]].slot;

      if (slot == COR_LOADER_NONE || self->stations[slot] != station)
        continue;
      if (!is_whole (self, units[i]) || !join_others (self, units[i], station, groups))
        {
          take_back (self, 0);
          return FALSE;
        }
    }

  return settle (self, COR_OBJECTIVE_MOVEMENTS, before);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *left = a;
  const Group *right = b;

  if (left->n_people != right->n_people)
    return left->n_people < right->n_people ? -1 : 1;

  return left->station < right->station ? -1 : left->station > right->station;
}

/* The movements of a cluster, the smallest first. */
static GArray *
list_groups (const Pass *self, const guint *units, guint n_units)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < n_units; i++)
    {
      const CorLoadUnit *unit = &self->loader->units[units[i]];
      Group added;
      guint j = 0;

      if (unit->slot == COR_LOADER_NONE)
        continue;
      added = (Group){ self->stations[unit->slot], unit->n_people };
      while (j < groups->len && g_array_index (groups, Group, j).station != added.station)
        j++;
      if (j < groups->len)
        g_array_index (groups, Group, j).n_people += added.n_people;
      else
        g_array_append_val (groups, added);
    }
  g_array_sort (groups, compare_groups);

  return groups;
}

static gboolean
merge_movements (Pass *self)
{
  gboolean has_changed = FALSE;
  guint n_units;

  for (guint i = 0; i < self->loader->n_units && goes_on (self); i += n_units)
    {
      const guint *units = self->by_cluster + i;
      g_autoptr (GArray) groups = NULL;

      for (n_units = 1; i + n_units < self->loader->n_units &&
                        get_cluster (self, units[n_units]) == get_cluster (self, units[0]);
           n_units++)
        ;
      groups = list_groups (self, units, n_units);
      for (guint j = 0; j < groups->len && groups->len > 1 && goes_on (self); j++)
        {
          guint station = g_array_index (groups, Group, j).station;

          has_changed |= dissolve (self, units, n_units, station, groups);
        }
    }

  return has_changed;
}

/* Puts those who were told otherwise where they were told to be. */
static gboolean
put_right (Pass *self)
{
  CorLoader *loader = self->loader;
  gboolean has_changed = FALSE;

  for (guint i = 0; i < loader->n_units && goes_on (self); i++)
    {
      guint told = loader->households[loader->units[i].household].told_slot, station;

      if (told == 0 || loader->units[i].slot == COR_LOADER_NONE || !is_whole (self, i) ||
          !is_told_otherwise (self, i, loader->units[i].slot))
        continue;
      station = self->stations[told - 1];
      for (guint slot = station; slot < loader->n_slots && self->stations[slot] == station; slot++)
        if (can_pass (self, i, slot) && (try_move (self, COR_OBJECTIVE_CHANGE, i, slot) ||
                                         try_instead (self, COR_OBJECTIVE_CHANGE, i, slot)))
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
  guint left_cluster = get_cluster (pass, left), right_cluster = get_cluster (pass, right);

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
set_first_limits (Pass *self)
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

static void
start (Pass *self)
{
  CorLoader *loader = self->loader;

  self->stations = g_new (guint, loader->n_slots + 1);
  for (guint i = 0; i < loader->n_slots; i++)
    self->stations[i] = i > 0 && loader->slots[i - 1].crossing == loader->slots[i].crossing &&
                                loader->slots[i - 1].hour == loader->slots[i].hour
                            ? self->stations[i - 1]
                            : i;
  self->by_cluster = g_new (guint, loader->n_units + 1);
  for (guint i = 0; i < loader->n_units; i++)
    self->by_cluster[i] = i;
  g_qsort_with_data (self->by_cluster, (gint) loader->n_units, sizeof (guint), compare_by_cluster,
                     self);
  self->n_in = g_hash_table_new (NULL, NULL);
  self->moves = g_array_new (FALSE, FALSE, sizeof (Move));
  for (guint i = 0; i < loader->n_units; i++)
    if (loader->units[i].slot != COR_LOADER_NONE)
      count (self, i, 1);
  set_first_limits (self);
}

static void
clear (Pass *self)
{
  g_free (self->stations);
  g_free (self->by_cluster);
  g_hash_table_unref (self->n_in);
  g_array_unref (self->moves);
}

static gboolean
pursue (Pass *self, gboolean (*improve) (Pass *), GError **error)
{
  self->end_steps = self->loader->n_steps + MAX_STEPS_OF_GOAL;
  for (guint i = 0; i < MAX_ROUNDS && goes_on (self); i++)
    if (!improve (self))
      break;

  return cor_progress_check (self->progress, error);
}

/* Of goals that were not pursued nothing can be said. */
static void
tell_given_up (const Pass *self, gint64 *given_up)
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
  static gboolean (*const improve[COR_N_OBJECTIVES]) (Pass *) = {
    [COR_OBJECTIVE_EXPOSURE] = lessen_exposure,
    [COR_OBJECTIVE_MOVEMENTS] = merge_movements,
    [COR_OBJECTIVE_CHANGE] = put_right,
  };
  Pass pass = { .loader = self, .goals = goals, .progress = progress };
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
