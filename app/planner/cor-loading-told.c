/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/*
 * Of plans that are equally good the one is best in which the fewest people pass elsewhere or at
 * another time than they were told. Two that change places leave a plan as good as it was if they
 * are as many and as urgent; who is told another place now was not told this one. Changes of more
 * than two come about one after the other: each ends where one more household is as it was told.
 */

/* Rounds through all units; each but the last puts some right. */
#define MAX_ROUNDS 8u

static guint
get_told (const CorLoader *self, guint unit)
{
  guint told = self->households[self->units[unit].household].told_slot;

  return told == 0 ? COR_LOADER_NONE : told - 1;
}

static gboolean
can_pass (const CorLoader *self, guint unit, guint slot)
{
  return cor_party_can_pass (&self->parties[self->units[unit].party], &self->slots[slot], NULL,
                             NULL);
}

/* One of those in the slot who may as well be elsewhere: as many, as urgent, not told to be here;
 * rather one who was told to be there. */
static guint
find_partner (CorLoader *self, guint unit, guint slot)
{
  const CorLoadUnit *moved = &self->units[unit];
  guint weight = self->households[moved->household].weight;
  guint partner = COR_LOADER_NONE;

  for (guint i = self->heads[slot]; i != COR_LOADER_NONE; i = self->units[i].next)
    {
      self->n_steps++;
      if (self->units[i].n_people != moved->n_people || get_told (self, i) == slot ||
          self->households[self->units[i].household].weight != weight ||
          (moved->slot != COR_LOADER_NONE && !can_pass (self, i, moved->slot)))
        continue;
      if (partner == COR_LOADER_NONE || i < partner || get_told (self, i) == moved->slot)
        partner = i;
      if (get_told (self, i) == moved->slot && moved->slot != COR_LOADER_NONE)
        return i;
    }

  return partner;
}

static void
change_places (CorLoader *self, guint unit, guint partner)
{
  guint from = self->units[unit].slot, to = self->units[partner].slot;

  cor_loader_take_out (self, partner);
  if (from != COR_LOADER_NONE)
    {
      cor_loader_take_out (self, unit);
      cor_loader_put (self, partner, from);
    }
  cor_loader_put (self, unit, to);
}

/* Whether a unit may go to a slot in its own hour that has room. */
static gboolean
has_room (const CorLoader *self, guint unit, guint slot)
{
  const CorLoadUnit *moved = &self->units[unit];

  return moved->slot != COR_LOADER_NONE &&
         self->slots[moved->slot].hour == self->slots[slot].hour &&
         cor_room_get (self->room, slot) >= moved->n_people;
}

static gboolean
put_right (CorLoader *self, guint unit)
{
  guint told = get_told (self, unit), partner;

  self->n_steps++;
  if (told == COR_LOADER_NONE || told == self->units[unit].slot || !can_pass (self, unit, told))
    return FALSE;

  if (has_room (self, unit, told))
    {
      cor_loader_take_out (self, unit);
      cor_loader_put (self, unit, told);
      return TRUE;
    }

  partner = find_partner (self, unit, told);
  if (partner == COR_LOADER_NONE)
    return FALSE;
  change_places (self, unit, partner);

  return TRUE;
}

/**
 * cor_loader_keep_told:
 * @self: a loading in the making, as good as it gets
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lets as many as can be pass where and when they were told, at no cost. Units that pass in parts
 * were told of a place for the first of them only, and are left as they are.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_keep_told (CorLoader *self, CorProgress *progress, GError **error)
{
  gboolean goes_on = TRUE;

  for (guint round = 0; round < MAX_ROUNDS && goes_on; round++)
    {
      goes_on = FALSE;
      for (guint i = 0; i < self->n_units && self->n_steps <= self->max_steps; i++)
        {
          const CorHousehold *household = &self->households[self->units[i].household];

          if (household->told_slot == 0 || household->n_people != self->units[i].n_people)
            continue;
          if (!cor_progress_check (progress, error))
            return FALSE;
          goes_on |= put_right (self, i);
        }
    }

  return TRUE;
}
