/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-goals-private.h"

/* Changes of a loading for the sake of later goals; see cor-loading-goals.c. */

/* Looks at whether there is time left between two at whether to stop. */
#define ASKS_PER_CHECK 16u

/* Units of a slot that are tried two by two. */
#define MAX_PAIRED 12u

/* What it costs to move three units there and back, in steps. */
#define STEPS_PER_THREE 8u

/**
 * cor_goal_pass_get_cluster:
 * @self: a pass
 * @unit: a unit
 *
 * Returns: the index of the cluster that it belongs to
 */
guint
cor_goal_pass_get_cluster (const CorGoalPass *self, guint unit)
{
  return self->loader->parties[self->loader->units[unit].party].cluster;
}

/**
 * cor_goal_pass_is_whole:
 * @self: a pass
 * @unit: a unit
 *
 * Returns: whether it is all of its household
 */
gboolean
cor_goal_pass_is_whole (const CorGoalPass *self, guint unit)
{
  const CorLoadUnit *moved = &self->loader->units[unit];

  return self->loader->households[moved->household].n_people == moved->n_people;
}

/**
 * cor_goal_pass_can_pass:
 * @self: a pass
 * @unit: a unit
 * @slot: a slot
 *
 * Returns: whether the unit reaches the slot in a way that is let through there, no later than the
 * last one may be out; room is not asked for
 */
gboolean
cor_goal_pass_can_pass (const CorGoalPass *self, guint unit, guint slot)
{
  const CorLoader *loader = self->loader;

  return loader->slots[slot].hour <= self->last_hour &&
         cor_party_can_pass (&loader->parties[loader->units[unit].party], &loader->slots[slot],
                             NULL, NULL);
}

/**
 * cor_goal_pass_get_exposed_m:
 * @self: a pass
 * @unit: a unit
 * @slot: where it would pass
 *
 * Returns: metres within reach of a front on its way there, 0 if it cannot pass
 */
gint64
cor_goal_pass_get_exposed_m (const CorGoalPass *self, guint unit, guint slot)
{
  const CorParty *party = &self->loader->parties[self->loader->units[unit].party];
  CorTravel travel;

  if (!cor_party_can_pass (party, &self->loader->slots[slot], NULL, &travel))
    return 0;

  return cor_trip_get_exposed_m (&party->trips[travel][self->loader->slots[slot].crossing],
                                 self->loader->slots[slot].hour);
}

/**
 * cor_goal_pass_get_least_m:
 * @self: a pass
 * @unit: a unit
 * @crossing: a crossing
 *
 * Returns: the least of metres within reach of a front on any of its ways there, however late;
 * G_MAXINT64 if there is none
 */
gint64
cor_goal_pass_get_least_m (const CorGoalPass *self, guint unit, guint crossing)
{
  const CorParty *party = &self->loader->parties[self->loader->units[unit].party];
  gint64 least_m = G_MAXINT64;

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    if (party->trips[i] != NULL && party->trips[i][crossing].hour != COR_HOUR_NONE)
      least_m = MIN (least_m, cor_trip_get_exposed_m (&party->trips[i][crossing], COR_HOUR_NONE));

  return least_m;
}

/**
 * cor_goal_pass_is_told_otherwise:
 * @self: a pass
 * @unit: a unit
 * @slot: where it would pass
 *
 * Returns: whether its household was told another crossing or hour; by which column or gate was
 * never told
 */
gboolean
cor_goal_pass_is_told_otherwise (const CorGoalPass *self, guint unit, guint slot)
{
  guint told = self->loader->households[self->loader->units[unit].household].told_slot;

  return told != 0 && self->places[told - 1] != self->places[slot];
}

static gpointer
get_key (const CorGoalPass *self, guint unit, guint station)
{
  return GSIZE_TO_POINTER ((gsize) cor_goal_pass_get_cluster (self, unit) * self->loader->n_slots +
                           station + 1);
}

/**
 * cor_goal_pass_count_in:
 * @self: a pass
 * @unit: a unit
 * @station: a crossing in an hour, as its first slot
 *
 * Returns: how many units of the same cluster pass there
 */
guint
cor_goal_pass_count_in (const CorGoalPass *self, guint unit, guint station)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->n_in, get_key (self, unit, station)));
}

/**
 * cor_goal_pass_count:
 * @self: a pass
 * @unit: a unit that stands in a slot
 * @sign: 1 to count it, -1 to count it no longer
 *
 * Adds what the unit comes to in its slot to the value of each goal, or takes it away.
 */
void
cor_goal_pass_count (CorGoalPass *self, guint unit, gint sign)
{
  const CorLoadUnit *moved = &self->loader->units[unit];
  guint slot = moved->slot;
  gint64 n_people = sign * (gint64) moved->n_people;
  guint n_in = cor_goal_pass_count_in (self, unit, self->stations[slot]);

  self->values[COR_OBJECTIVE_PERSON_TIME] += n_people * self->loader->slots[slot].hour;
  self->values[COR_OBJECTIVE_EXPOSURE] += n_people * cor_goal_pass_get_exposed_m (self, unit, slot);
  if (cor_goal_pass_is_told_otherwise (self, unit, slot))
    self->values[COR_OBJECTIVE_CHANGE] += n_people;
  if (n_in == (sign > 0 ? 0u : 1u))
    self->values[COR_OBJECTIVE_MOVEMENTS] += sign;
  n_in = sign > 0 ? n_in + 1 : n_in - 1;
  g_hash_table_insert (self->n_in, get_key (self, unit, self->stations[slot]),
                       GUINT_TO_POINTER (n_in));
}

/* To no slot at all if @slot is COR_LOADER_NONE. */
static void
move_unnoted (CorGoalPass *self, guint unit, guint slot)
{
  const CorLoadRule *rule = self->goals->rule;
  const CorLoadUnit *moved = &self->loader->units[unit];

  if (moved->slot != COR_LOADER_NONE)
    {
      if (rule != NULL)
        rule->move (rule->user_data, moved->household, moved->slot, -1);
      cor_goal_pass_count (self, unit, -1);
      cor_loader_take_out (self->loader, unit);
    }
  if (slot != COR_LOADER_NONE)
    {
      cor_loader_put (self->loader, unit, slot);
      cor_goal_pass_count (self, unit, 1);
      if (rule != NULL)
        rule->move (rule->user_data, moved->household, slot, 1);
    }
}

/**
 * cor_goal_pass_move:
 * @self: a pass
 * @unit: a unit
 * @slot: where it shall stand, or COR_LOADER_NONE for nowhere
 *
 * Makes a move a part of the change in hand. Whether there is room is for the caller to know.
 */
void
cor_goal_pass_move (CorGoalPass *self, guint unit, guint slot)
{
  CorGoalMove made = { unit, self->loader->units[unit].slot };

  move_unnoted (self, unit, slot);
  g_array_append_val (self->moves, made);
}

/**
 * cor_goal_pass_take_back:
 * @self: a pass
 * @n_kept: moves of the change in hand that stay
 *
 * Takes all later moves back, the last one first.
 */
void
cor_goal_pass_take_back (CorGoalPass *self, guint n_kept)
{
  while (self->moves->len > n_kept)
    {
      CorGoalMove last = g_array_index (self->moves, CorGoalMove, self->moves->len - 1);

      g_array_set_size (self->moves, self->moves->len - 1);
      move_unnoted (self, last.unit, last.from);
    }
}

/**
 * cor_goal_pass_is_allowed:
 * @self: a pass
 *
 * Returns: whether each goal keeps to what it may come to, and all of them to the rule of vehicles
 * or lanes
 */
gboolean
cor_goal_pass_is_allowed (const CorGoalPass *self)
{
  const CorLoadRule *rule = self->goals->rule;

  for (guint i = COR_OBJECTIVE_PERSON_TIME; i < COR_N_OBJECTIVES; i++)
    if (self->values[i] > self->limits[i])
      return FALSE;

  return rule == NULL || rule->is_kept (rule->user_data);
}

/**
 * cor_goal_pass_settle:
 * @self: a pass, with a change in hand
 * @goal: what it is for
 * @before: what the goal came to without it
 *
 * Keeps the change if the goal comes to less and all is allowed, else takes it back.
 *
 * Returns: whether it is kept
 */
gboolean
cor_goal_pass_settle (CorGoalPass *self, CorObjective goal, gint64 before)
{
  gboolean is_better = self->values[goal] < before && cor_goal_pass_is_allowed (self);

  if (!is_better)
    cor_goal_pass_take_back (self, 0);
  g_array_set_size (self->moves, 0);

  return is_better;
}

/**
 * cor_goal_pass_goes_on:
 * @self: a pass
 *
 * Looks whether the goal in hand has steps left. Whoever is stopped has none.
 *
 * Returns: whether it may go on
 */
gboolean
cor_goal_pass_goes_on (CorGoalPass *self)
{
  if (self->n_asked++ % ASKS_PER_CHECK == 0 && !cor_progress_check (self->progress, NULL))
    self->end_steps = 0;

  return self->loader->n_steps < self->end_steps;
}

/**
 * cor_goal_pass_try_move:
 * @self: a pass, without a change in hand
 * @goal: the goal in hand
 * @unit: a unit in a slot
 * @slot: another in which it can pass
 *
 * Moves a unit into a slot that has the room, if that is for the better.
 *
 * Returns: whether it was
 */
gboolean
cor_goal_pass_try_move (CorGoalPass *self, CorObjective goal, guint unit, guint slot)
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
  cor_goal_pass_move (self, unit, slot);

  return cor_goal_pass_settle (self, goal, before);
}

/**
 * cor_goal_pass_may_change_places:
 * @self: a pass
 * @a: a unit
 * @b: another
 *
 * Returns: whether both are whole, can pass in each other's slot, and nobody is put behind for the
 * less urgent; room is not asked for
 */
gboolean
cor_goal_pass_may_change_places (const CorGoalPass *self, guint a, guint b)
{
  const CorLoader *loader = self->loader;

  return cor_goal_pass_is_whole (self, a) && cor_goal_pass_is_whole (self, b) &&
         cor_goal_pass_can_pass (self, a, loader->units[b].slot) &&
         cor_goal_pass_can_pass (self, b, loader->units[a].slot) &&
         (cor_loader_get_hour (loader, a) == cor_loader_get_hour (loader, b) ||
          loader->households[loader->units[a].household].weight ==
              loader->households[loader->units[b].household].weight);
}

/**
 * cor_goal_pass_change_places:
 * @self: a pass
 * @a: a unit
 * @b: another, in another slot
 *
 * Puts two into each other's slots as a part of the change in hand, if these have the room.
 *
 * Returns: whether they had; if not, nothing is changed
 */
gboolean
cor_goal_pass_change_places (CorGoalPass *self, guint a, guint b)
{
  CorLoader *loader = self->loader;
  guint from = loader->units[a].slot, to = loader->units[b].slot, n_before = self->moves->len;

  cor_goal_pass_move (self, a, COR_LOADER_NONE);
  cor_goal_pass_move (self, b, COR_LOADER_NONE);
  if (cor_room_get (loader->room, to) >= loader->units[a].n_people)
    {
      cor_goal_pass_move (self, a, to);
      if (cor_room_get (loader->room, from) >= loader->units[b].n_people)
        {
          cor_goal_pass_move (self, b, from);
          return TRUE;
        }
    }
  cor_goal_pass_take_back (self, n_before);

  return FALSE;
}

/* Lets @unit into the slot of @other, which goes wherever it can pass first. */
static gboolean
make_way (CorGoalPass *self, guint unit, guint other)
{
  CorLoader *loader = self->loader;
  guint to = loader->units[other].slot, n_before = self->moves->len, slot;

  if (!cor_goal_pass_is_whole (self, other))
    return FALSE;

  cor_goal_pass_move (self, unit, COR_LOADER_NONE);
  cor_goal_pass_move (self, other, COR_LOADER_NONE);
  if (cor_room_get (loader->room, to) >= loader->units[unit].n_people)
    {
      cor_goal_pass_move (self, unit, to);
      slot = cor_loader_find_room (loader, loader->units[other].party,
                                   loader->units[other].n_people, self->last_hour + 1);
      if (slot != COR_LOADER_NONE && slot != to)
        {
          cor_goal_pass_move (self, other, slot);
          return TRUE;
        }
    }
  cor_goal_pass_take_back (self, n_before);

  return FALSE;
}

/**
 * cor_goal_pass_list_units_in:
 * @self: a pass
 * @slot: a slot
 *
 * Lists those who stand there now, so that they can be moved meanwhile.
 *
 * Returns: (transfer full) (element-type guint): the units
 */
GArray *
cor_goal_pass_list_units_in (const CorGoalPass *self, guint slot)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = self->loader->heads[slot]; i != COR_LOADER_NONE; i = self->loader->units[i].next)
    g_array_append_val (units, i);

  return units;
}

/* Puts one into the slot of two others, and these into its slot, if that is for the better. */
static gboolean
change_places_with_two (CorGoalPass *self, CorObjective goal, guint unit, guint a, guint b)
{
  CorLoader *loader = self->loader;
  guint from = loader->units[unit].slot, to = loader->units[a].slot;
  gint64 before = self->values[goal];

  loader->n_steps++;
  if (!cor_goal_pass_may_change_places (self, unit, a) ||
      !cor_goal_pass_may_change_places (self, unit, b))
    return FALSE;

  loader->n_steps += STEPS_PER_THREE;

  cor_goal_pass_move (self, unit, COR_LOADER_NONE);
  cor_goal_pass_move (self, a, COR_LOADER_NONE);
  cor_goal_pass_move (self, b, COR_LOADER_NONE);
  if (cor_room_get (loader->room, to) >= loader->units[unit].n_people)
    {
      cor_goal_pass_move (self, unit, to);
      if (cor_room_get (loader->room, from) >= loader->units[a].n_people)
        {
          cor_goal_pass_move (self, a, from);
          if (cor_room_get (loader->room, from) >= loader->units[b].n_people)
            {
              cor_goal_pass_move (self, b, from);
              return cor_goal_pass_settle (self, goal, before);
            }
        }
    }
  cor_goal_pass_take_back (self, 0);

  return FALSE;
}

/* Exchanges a unit for two in a slot, or with another of its slot for one there. */
static gboolean
try_instead_of_two (CorGoalPass *self, CorObjective goal, guint unit, GArray *others)
{
  g_autoptr (GArray) beside = cor_goal_pass_list_units_in (self, self->loader->units[unit].slot);
  guint n_others = MIN (others->len, MAX_PAIRED), n_beside = MIN (beside->len, MAX_PAIRED);

  for (guint i = 0; i < n_others && cor_goal_pass_goes_on (self); i++)
    {
      guint other = g_array_index (others, guint, i);

      for (guint j = i + 1; j < n_others; j++)
        if (change_places_with_two (self, goal, unit, other, g_array_index (others, guint, j)))
          return TRUE;
      for (guint j = 0; j < n_beside; j++)
        if (g_array_index (beside, guint, j) != unit &&
            change_places_with_two (self, goal, other, unit, g_array_index (beside, guint, j)))
          return TRUE;
    }

  return FALSE;
}

/**
 * cor_goal_pass_try_instead:
 * @self: a pass, without a change in hand
 * @goal: the goal in hand
 * @unit: a unit in a slot
 * @slot: another in which it can pass, without the room
 *
 * Lets somebody in a slot make room for a unit: one changes places with it or goes elsewhere, or
 * two change places with one.
 *
 * Returns: whether that was for the better and is kept
 */
gboolean
cor_goal_pass_try_instead (CorGoalPass *self, CorObjective goal, guint unit, guint slot)
{
  CorLoader *loader = self->loader;
  g_autoptr (GArray) others = cor_goal_pass_list_units_in (self, slot);
  gint64 before = self->values[goal];

  for (guint i = 0; i < others->len && cor_goal_pass_goes_on (self); i++)
    {
      guint other = g_array_index (others, guint, i);

      loader->n_steps++;
      if (loader->units[other].n_people + cor_room_get_own (loader->room, slot) <
          loader->units[unit].n_people)
        continue;
      if ((cor_goal_pass_may_change_places (self, unit, other) &&
           cor_goal_pass_change_places (self, unit, other) &&
           cor_goal_pass_settle (self, goal, before)) ||
          (make_way (self, unit, other) && cor_goal_pass_settle (self, goal, before)))
        return TRUE;
    }

  return try_instead_of_two (self, goal, unit, others);
}
