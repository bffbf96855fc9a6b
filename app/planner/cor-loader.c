/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/* Some tenths of a second; reached only when thousands of households do not fit. */
#define MAX_STEPS G_GUINT64_CONSTANT (30000000)

/**
 * cor_loader_start:
 * @self: (out caller-allocates): a loading in the making, without units
 * @timetable: the crossings' slots
 * @parties: (array): who wants to pass
 *
 * Makes a loading in which nobody is in any slot.
 */
void
cor_loader_start (CorLoader *self, const CorTimetable *timetable, const CorParty *parties)
{
  guint n_crossings = cor_timetable_get_n_crossings (timetable);

  *self = (CorLoader){ .timetable = timetable, .parties = parties, .max_steps = MAX_STEPS };
  self->slots = cor_timetable_get_all_slots (timetable, &self->n_slots);
  self->room = cor_room_new (timetable);
  self->heads = g_new (guint, self->n_slots + 1);
  self->first_free = g_new (guint, n_crossings + 1);
  for (guint i = 0; i < self->n_slots; i++)
    self->heads[i] = COR_LOADER_NONE;
  for (guint i = 0; i < n_crossings; i++)
    {
      guint n_slots;

      self->first_free[i] =
          (guint) (cor_timetable_get_slots (timetable, i, &n_slots) - self->slots);
    }
}

/**
 * cor_loader_clear:
 * @self: a loading in the making
 *
 * Frees what it holds.
 */
void
cor_loader_clear (CorLoader *self)
{
  g_free (self->units);
  cor_room_free (self->room);
  g_free (self->heads);
  g_free (self->first_free);
}

/**
 * cor_loader_put:
 * @self: a loading in the making
 * @unit: one that is in no slot
 * @slot: one with room for it
 *
 * Puts a unit into a slot.
 */
void
cor_loader_put (CorLoader *self, guint unit, guint slot)
{
  CorLoadUnit *put = &self->units[unit];

  g_assert (put->slot == COR_LOADER_NONE);
  cor_room_take (self->room, slot, put->n_people);
  put->slot = slot;
  put->previous = COR_LOADER_NONE;
  put->next = self->heads[slot];
  if (put->next != COR_LOADER_NONE)
    self->units[put->next].previous = unit;
  self->heads[slot] = unit;
}

/**
 * cor_loader_take_out:
 * @self: a loading in the making
 * @unit: one that is in a slot
 *
 * Takes a unit out of its slot.
 */
void
cor_loader_take_out (CorLoader *self, guint unit)
{
  CorLoadUnit *taken = &self->units[unit];
  guint *first_free = &self->first_free[self->slots[taken->slot].crossing];

  cor_room_give_back (self->room, taken->slot, taken->n_people);
  *first_free = MIN (*first_free, taken->slot);
  if (taken->previous == COR_LOADER_NONE)
    self->heads[taken->slot] = taken->next;
  else
    self->units[taken->previous].next = taken->next;
  if (taken->next != COR_LOADER_NONE)
    self->units[taken->next].previous = taken->previous;
  taken->slot = COR_LOADER_NONE;
}

/**
 * cor_loader_get_hour:
 * @self: a loading in the making
 * @unit: a unit
 *
 * Returns: the clock hour in which it passes, or %COR_HOUR_NONE
 */
guint
cor_loader_get_hour (const CorLoader *self, guint unit)
{
  guint slot = self->units[unit].slot;

  return slot == COR_LOADER_NONE ? COR_HOUR_NONE : self->slots[slot].hour;
}

/**
 * cor_loader_get_first_trip:
 * @party: a party
 * @crossing: a crossing
 *
 * Returns: the first hour in which it could be through there, by whatever, and the driving it takes
 */
CorTrip
cor_loader_get_first_trip (const CorParty *party, guint crossing)
{
  CorTrip first = { .hour = COR_HOUR_NONE };

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    if (party->trips[i] != NULL && party->trips[i][crossing].hour < first.hour)
      first = party->trips[i][crossing];

  return first;
}

static gboolean
is_easier (const CorTrip *a, const CorTrip *b)
{
  if (a->exposed_m != b->exposed_m)
    return a->exposed_m < b->exposed_m;

  return a->drive_s < b->drive_s;
}

/**
 * cor_loader_find_start:
 * @self: a loading in the making
 * @crossing: a crossing
 * @end: the slot after its last
 * @hour: a clock hour
 *
 * Returns: its first slot in that hour or later, but for those that are full
 */
guint
cor_loader_find_start (CorLoader *self, guint crossing, guint end, guint hour)
{
  guint *first_free = &self->first_free[crossing];
  guint low, high = end;

  while (*first_free < end && cor_room_get_own (self->room, *first_free) == 0)
    ++*first_free;
  low = *first_free;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->slots[middle].hour < hour)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * cor_loader_find_room:
 * @self: a loading in the making
 * @party: a party
 * @n_people: how many of it
 * @before_hour: only earlier hours will do
 *
 * Returns: the slot in which these could pass first; of those in the same hour the one with the
 *   least exposure, then driving, then the one that they fill best; %COR_LOADER_NONE if there is
 *   none
 */
guint
cor_loader_find_room (CorLoader *self, guint party, guint n_people, guint before_hour)
{
  const CorParty *who = &self->parties[party];
  guint best = COR_LOADER_NONE;
  CorTrip best_trip = { 0 };

  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    {
      CorTrip trip = cor_loader_get_first_trip (who, i);
      guint last_hour = best == COR_LOADER_NONE ? before_hour : self->slots[best].hour + 1;
      guint n_slots, end, slot;

      self->n_steps++;
      if (trip.hour >= last_hour)
        continue;

      slot = (guint) (cor_timetable_get_slots (self->timetable, i, &n_slots) - self->slots);
      end = slot + n_slots;
      slot = cor_loader_find_start (self, i, end, trip.hour);
      while (slot < end && self->slots[slot].hour < last_hour &&
             (cor_room_get (self->room, slot) < n_people ||
              !cor_party_can_pass (who, &self->slots[slot], NULL, NULL)))
        {
          slot++;
          self->n_steps++;
        }
      if (slot == end || self->slots[slot].hour >= last_hour)
        continue;

      if (best == COR_LOADER_NONE || self->slots[slot].hour < self->slots[best].hour ||
          is_easier (&trip, &best_trip) ||
          (!is_easier (&best_trip, &trip) &&
           cor_room_get (self->room, slot) < cor_room_get (self->room, best)))
        {
          best = slot;
          best_trip = trip;
        }
    }

  return best;
}

/* The more urgent first, then needs, then the larger, which are harder to place, then the order in
 * which they leave. */
static int
compare_waiting (gconstpointer a, gconstpointer b, gpointer loader)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  const CorLoadUnit *first = &((const CorLoader *) loader)->units[left];
  const CorLoadUnit *second = &((const CorLoader *) loader)->units[right];
  const CorHousehold *first_household = &((const CorLoader *) loader)->households[first->household];
  const CorHousehold *second_household =
      &((const CorLoader *) loader)->households[second->household];

  if (first_household->priority != second_household->priority)
    return first_household->priority < second_household->priority ? -1 : 1;
  if ((first_household->needs != 0) != (second_household->needs != 0))
    return first_household->needs != 0 ? -1 : 1;
  if (first->n_people != second->n_people)
    return first->n_people > second->n_people ? -1 : 1;

  return left < right ? -1 : left > right;
}

/**
 * cor_loader_place_waiting:
 * @self: a loading in the making
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Puts units that are in no slot into the first that has room.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_place_waiting (CorLoader *self, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->n_units; i++)
    if (self->units[i].slot == COR_LOADER_NONE)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_waiting, self);

  for (guint i = 0; i < order->len; i++)
    {
      guint unit = g_array_index (order, guint, i);
      guint slot = cor_loader_find_room (self, self->units[unit].party, self->units[unit].n_people,
                                         COR_HOUR_NONE);

      if (slot != COR_LOADER_NONE)
        cor_loader_put (self, unit, slot);
      if (!cor_progress_check (progress, error))
        return FALSE;
    }

  return TRUE;
}
