/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where somebody can be in a vehicle. */
typedef enum
{
  COR_SEAT_ORDINARY,
  COR_SEAT_WHEELCHAIR,
  COR_SEAT_STRETCHER,
} CorSeatKind;

#define COR_N_SEAT_KINDS 3

/**
 * CorSeats:
 * @n: (array fixed-size=3): seats by #CorSeatKind
 * @n_oxygen: (array fixed-size=3): of these, with oxygen
 *
 * Seats that people need, or that vehicles have.
 */
typedef struct
{
  guint n[COR_N_SEAT_KINDS];
  guint n_oxygen[COR_N_SEAT_KINDS];
} CorSeats;

void cor_seats_add (CorSeats *self, const CorSeats *more);

void cor_seats_remove (CorSeats *self, const CorSeats *less);

gboolean cor_seats_hold (const CorSeats *self, const CorSeats *needed);

gboolean cor_seats_are_ordinary (const CorSeats *self);

guint cor_seats_count (const CorSeats *self);

CorSeats cor_seats_for (guint n_people, guint needs);

G_END_DECLS
