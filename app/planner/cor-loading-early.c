/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/*
 * A first plan in a few milliseconds: one group after the other, those who can be through first
 * before those who live further away, takes the first hours that are left within its reach, as
 * CCRP does (Lu, George, Shekhar 2005), but with whole households. Who is more urgent comes before
 * all others, and who may pass at fewer crossings, having no car, before those who may pass at all.
 */

/* Where a party may pass at one crossing. */
typedef struct
{
  guint slot; /* none before has room for any of the party */
  guint end;
  guint drive_s;
} Front;

typedef struct
{
  guint party;
  guint first_unit;
  guint end_unit;
  guint priority;
  gboolean has_car;
  CorTrip nearest;
} Turn;

static Turn
make_turn (const CorLoader *self, guint first, guint end)
{
  guint party = self->units[first].party;
  const CorParty *who = &self->parties[party];
  Turn turn = { party, first, end, who->priority, who->trips[COR_TRAVEL_CAR] != NULL };

  turn.nearest.hour = COR_HOUR_NONE;
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    {
      CorTrip trip = cor_loader_get_first_trip (who, i);

      if (trip.hour < turn.nearest.hour ||
          (trip.hour == turn.nearest.hour && trip.drive_s < turn.nearest.drive_s))
        turn.nearest = trip;
    }

  return turn;
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *left = a;
  const Turn *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  if (left->has_car != right->has_car)
    return left->has_car ? 1 : -1;
  if (left->nearest.hour != right->nearest.hour)
    return left->nearest.hour < right->nearest.hour ? -1 : 1;
  if (left->nearest.drive_s != right->nearest.drive_s)
    return left->nearest.drive_s < right->nearest.drive_s ? -1 : 1;

  return left->party < right->party ? -1 : left->party > right->party;
}

/* Whether any of a party's units is in no slot yet. */
static gboolean
waits (const CorLoader *self, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (self->units[i].slot == COR_LOADER_NONE)
      return TRUE;

  return FALSE;
}

/* The units stand by party. */
static GArray *
list_turns (const CorLoader *self, guint priority)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (Turn));

  for (guint i = 0; i < self->n_units;)
    {
      guint first = i;
      Turn turn;

      while (i < self->n_units && self->units[i].party == self->units[first].party)
        i++;
      if ((priority != COR_LOADER_NONE &&
           self->parties[self->units[first].party].priority != priority) ||
          !waits (self, first, i))
        continue;
      turn = make_turn (self, first, i);
      if (turn.nearest.hour != COR_HOUR_NONE)
        g_array_append_val (turns, turn);
    }
  g_array_sort (turns, compare_turns);

  return turns;
}

static void
list_fronts (CorLoader *self, guint party, GArray *fronts)
{
  g_array_set_size (fronts, 0);
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    {
      CorTrip trip = cor_loader_get_first_trip (&self->parties[party], i);
      Front front = { 0, 0, trip.drive_s };
      guint n_slots;

      if (trip.hour == COR_HOUR_NONE)
        continue;
      front.slot = (guint) (cor_timetable_get_slots (self->timetable, i, &n_slots) - self->slots);
      front.end = front.slot + n_slots;
      front.slot = cor_loader_find_start (self, i, front.end, trip.hour);
      g_array_append_val (fronts, front);
    }
}

static gboolean
takes (CorLoader *self, guint party, guint slot, guint n_people)
{
  self->n_steps++;

  return cor_room_get (self->room, slot) >= n_people &&
         cor_party_can_pass (&self->parties[party], &self->slots[slot], NULL, NULL);
}

/* The first slot that takes so many of a party; of the same hour the one with the least driving. */
static guint
find_first (CorLoader *self, guint party, guint n_people, guint n_least, GArray *fronts)
{
  guint best = COR_LOADER_NONE, best_drive_s = 0, best_hour = COR_HOUR_NONE;

  for (guint i = 0; i < fronts->len; i++)
    {
      Front *front = &g_array_index (fronts, Front, i);
      guint slot;

      while (front->slot < front->end && self->slots[front->slot].hour <= best_hour &&
             !takes (self, party, front->slot, n_least))
        front->slot++;
      slot = front->slot;
      while (slot < front->end && self->slots[slot].hour <= best_hour &&
             !takes (self, party, slot, n_people))
        slot++;
      if (slot == front->end || self->slots[slot].hour > best_hour ||
          (self->slots[slot].hour == best_hour && front->drive_s >= best_drive_s))
        continue;
      best = slot;
      best_drive_s = front->drive_s;
      best_hour = self->slots[slot].hour;
    }

  return best;
}

/* Within a party they go in the order in which they leave. */
static void
place_party (CorLoader *self, const Turn *turn, GArray *fronts)
{
  guint n_least = G_MAXUINT;

  list_fronts (self, turn->party, fronts);
  for (guint i = turn->first_unit; i < turn->end_unit; i++)
    if (self->units[i].slot == COR_LOADER_NONE)
      n_least = MIN (n_least, self->units[i].n_people);
  for (guint i = turn->first_unit; i < turn->end_unit; i++)
    {
      guint slot;

      if (self->units[i].slot != COR_LOADER_NONE)
        continue;
      slot = find_first (self, turn->party, self->units[i].n_people, n_least, fronts);
      if (slot != COR_LOADER_NONE)
        cor_loader_put (self, i, slot);
    }
}

/**
 * cor_loader_place_early:
 * @self: a loading in the making
 * @priority: the class to go through; %COR_LOADER_NONE: all
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Puts units that are in no slot into one, in no time to speak of. See the top of the file.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_place_early (CorLoader *self, guint priority, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) turns = list_turns (self, priority);
  g_autoptr (GArray) fronts = g_array_new (FALSE, FALSE, sizeof (Front));

  for (guint i = 0; i < turns->len; i++)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      place_party (self, &g_array_index (turns, Turn, i), fronts);
    }

  return TRUE;
}
