/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-seats.h"

#include "cor-person.h"

/**
 * cor_seats_add:
 * @self: seats
 * @more: others
 *
 * Adds @more to @self.
 */
void
cor_seats_add (CorSeats *self, const CorSeats *more)
{
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    {
      self->n[i] += more->n[i];
      self->n_oxygen[i] += more->n_oxygen[i];
    }
}

/**
 * cor_seats_remove:
 * @self: seats
 * @less: some of them
 *
 * Takes @less away from @self.
 */
void
cor_seats_remove (CorSeats *self, const CorSeats *less)
{
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    {
      g_assert (self->n[i] >= less->n[i] && self->n_oxygen[i] >= less->n_oxygen[i]);
      self->n[i] -= less->n[i];
      self->n_oxygen[i] -= less->n_oxygen[i];
    }
}

/**
 * cor_seats_hold:
 * @self: seats that vehicles have
 * @needed: seats that people need
 *
 * Whoever needs no oxygen can sit beside it, and nobody else without. So it is enough to count
 * those who do and all.
 *
 * Returns: whether all find a seat
 */
gboolean
cor_seats_hold (const CorSeats *self, const CorSeats *needed)
{
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if (needed->n[i] > self->n[i] || needed->n_oxygen[i] > self->n_oxygen[i])
      return FALSE;

  return TRUE;
}

/**
 * cor_seats_are_ordinary:
 * @self: seats that people need
 *
 * Returns: whether any vehicle has such seats
 */
gboolean
cor_seats_are_ordinary (const CorSeats *self)
{
  return self->n[COR_SEAT_WHEELCHAIR] == 0 && self->n[COR_SEAT_STRETCHER] == 0 &&
         self->n_oxygen[COR_SEAT_ORDINARY] == 0;
}

/**
 * cor_seats_count:
 * @self: seats
 *
 * Returns: how many, of all kinds
 */
guint
cor_seats_count (const CorSeats *self)
{
  return self->n[COR_SEAT_ORDINARY] + self->n[COR_SEAT_WHEELCHAIR] + self->n[COR_SEAT_STRETCHER];
}

/**
 * cor_seats_for:
 * @n_people: a registration's people
 * @needs: #CorNeed bits of it
 *
 * A need is that of one of the people, and all needs that of the same one.
 *
 * Returns: the seats that they need
 */
CorSeats
cor_seats_for (guint n_people, guint needs)
{
  CorSeats seats = { { n_people, 0, 0 }, { 0, 0, 0 } };
  CorSeatKind kind = (needs & COR_NEED_STRETCHER) != 0    ? COR_SEAT_STRETCHER
                     : (needs & COR_NEED_WHEELCHAIR) != 0 ? COR_SEAT_WHEELCHAIR
                                                          : COR_SEAT_ORDINARY;

  g_return_val_if_fail (n_people > 0, seats);

  seats.n[COR_SEAT_ORDINARY]--;
  seats.n[kind]++;
  if ((needs & COR_NEED_OXYGEN) != 0)
    seats.n_oxygen[kind]++;

  return seats;
}
