/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-room.h"

struct _CorRoom
{
  const CorSlot *slots;
  const CorLimit *limits;
  guint n_slots;
  guint n_limits;
  guint *in_slots;
  guint *in_wholes; /* by the first limit of each whole */
};

/**
 * cor_room_new:
 * @timetable: slots; must outlive the room
 *
 * Returns: (transfer full): the room that there is while nobody passes
 */
CorRoom *
cor_room_new (const CorTimetable *timetable)
{
  CorRoom *self = g_new0 (CorRoom, 1);

  self->slots = cor_timetable_get_all_slots (timetable, &self->n_slots);
  self->limits = cor_timetable_get_limits (timetable, &self->n_limits);
  self->in_slots = g_new (guint, self->n_slots + 1);
  self->in_wholes = g_new (guint, self->n_limits + 1);
  for (guint i = 0; i < self->n_slots; i++)
    self->in_slots[i] = self->slots[i].capacity_people;
  for (guint i = 0; i < self->n_limits; i++)
    self->in_wholes[i] = self->limits[i].capacity_people;

  return self;
}

/**
 * cor_room_copy:
 * @self: a room
 *
 * Returns: (transfer full): another that is as free
 */
CorRoom *
cor_room_copy (const CorRoom *self)
{
  CorRoom *copy = g_memdup2 (self, sizeof *self);

  copy->in_slots = g_memdup2 (self->in_slots, (self->n_slots + 1) * sizeof (guint));
  copy->in_wholes = g_memdup2 (self->in_wholes, (self->n_limits + 1) * sizeof (guint));

  return copy;
}

/**
 * cor_room_free:
 * @self: (transfer full): a room
 *
 * Frees @self.
 */
void
cor_room_free (CorRoom *self)
{
  g_free (self->in_slots);
  g_free (self->in_wholes);
  g_free (self);
}

/**
 * cor_room_get:
 * @self: a room
 * @slot: a slot
 *
 * Returns: how many people more may pass there
 */
guint
cor_room_get (const CorRoom *self, guint slot)
{
  guint n_people = self->in_slots[slot];

  for (guint i = self->slots[slot].limit; i != COR_LIMIT_NONE; i = self->limits[i].above)
    n_people = MIN (n_people, self->in_wholes[self->limits[i].whole]);

  return n_people;
}

/**
 * cor_room_get_own:
 * @self: a room
 * @slot: a slot
 *
 * Returns: how many people more might pass there if nothing but the slot limited them
 */
guint
cor_room_get_own (const CorRoom *self, guint slot)
{
  return self->in_slots[slot];
}

/**
 * cor_room_get_shared:
 * @self: a room
 * @limit: a limit
 *
 * Returns: how many people more it takes
 */
guint
cor_room_get_shared (const CorRoom *self, guint limit)
{
  return self->in_wholes[self->limits[limit].whole];
}

/**
 * cor_room_take:
 * @self: a room
 * @slot: a slot
 * @n_people: people for whom there is room
 *
 * Lets people pass.
 */
void
cor_room_take (CorRoom *self, guint slot, guint n_people)
{
  g_assert (cor_room_get (self, slot) >= n_people);
  self->in_slots[slot] -= n_people;
  for (guint i = self->slots[slot].limit; i != COR_LIMIT_NONE; i = self->limits[i].above)
    self->in_wholes[self->limits[i].whole] -= n_people;
}

/**
 * cor_room_give_back:
 * @self: a room
 * @slot: a slot
 * @n_people: people who would have passed there
 *
 * Undoes cor_room_take().
 */
void
cor_room_give_back (CorRoom *self, guint slot, guint n_people)
{
  self->in_slots[slot] += n_people;
  for (guint i = self->slots[slot].limit; i != COR_LIMIT_NONE; i = self->limits[i].above)
    self->in_wholes[self->limits[i].whole] += n_people;
}

/**
 * cor_room_count:
 * @self: a room; the same afterwards
 * @first_slot: the first of several slots that follow each other
 * @end_slot: the one after the last
 *
 * Returns: how many people more may pass in all of them together
 */
guint
cor_room_count (CorRoom *self, guint first_slot, guint end_slot)
{
  g_autofree guint *taken = g_new (guint, end_slot - first_slot + 1);
  guint n_people = 0;

  /* Limits stand in trees, so it is all the same who takes first. */
  for (guint i = first_slot; i < end_slot; i++)
    {
      taken[i - first_slot] = cor_room_get (self, i);
      cor_room_take (self, i, taken[i - first_slot]);
      n_people += taken[i - first_slot];
    }
  for (guint i = first_slot; i < end_slot; i++)
    cor_room_give_back (self, i, taken[i - first_slot]);

  return n_people;
}
