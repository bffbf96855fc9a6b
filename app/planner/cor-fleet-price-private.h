/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-fleet-private.h"

G_BEGIN_DECLS

/* Parts of an hour, or of a person, in which prices are counted. */
#define COR_FLEET_PRICE_PARTS 1024

/* Those of a place who need vehicles. */
typedef struct
{
  gint64 n_people[COR_N_SEAT_KINDS];
  gint64 prices[COR_N_SEAT_KINDS];
  gint64 best_prices[COR_N_SEAT_KINDS];
  gint64 n_taken[COR_N_SEAT_KINDS];
  double excess[COR_N_SEAT_KINDS]; /* more than there are, over the last rounds */
  gint64 lead_s;                   /* from there to the nearest crossing */
  guint first_hour;                /* in which anybody can pass */
} CorFleetPlace;

/* Vehicles that do the same once they have made a trip. */
typedef struct
{
  const CorFleetVehicle *like;
  gint64 tail_s;      /* from the hour of passage to being free */
  guint last_hour;    /* in which they may still pass */
  guint16 *lengths;   /* for each place: hours from a passage to one for them; 0: never */
  guint16 *duties;    /* for each place: for how many hours one may still pass on a duty that begins
                         with them */
  gint64 *gains;      /* by length and hour: what the best trip gains */
  guint *best;        /* which place */
  gint64 *duty_gains; /* by hour: what a new duty gains from there on */
  guint *duty_best;
  gint64 *values;     /* by hours left on duty, then hour of passage */
  gboolean *is_quick; /* for each place: whether one can be there and back for the same hour */
  guint n_more;       /* trips to such places besides one in an hour, at most */
  gint64 *more_gains; /* by hour: what one of these gains */
  guint *more_best;   /* which place */
  guint longest;
  gboolean has_duty;
  guint n_duty;
} CorFleetKind;

/* Vehicles of a kind that begin alike. */
typedef struct
{
  guint kind;
  guint depot;
  gint64 begin_utc_s;
  guint max_trips;
  guint n_vehicles;
} CorFleetTeam;

typedef struct
{
  const CorFleetSetup *setup;
  guint n_places;
  guint n_hours;
  CorFleetPlace *places;
  gboolean has_waits;  /* others wait at some crossing */
  const gint64 *worth; /* by hour: what a person gains who passes in it, in parts; never rising */
  GArray *kinds;       /* CorFleetKind */
  GArray *teams;       /* CorFleetTeam */
} CorFleetPricing;

gint64 cor_fleet_pricing_round_up_h (gint64 seconds);

gboolean cor_fleet_place_is_used (const CorFleetPlace *self);

gint64 cor_fleet_kind_count_duty_hours (const CorFleetKind *self,
                                        const CorFleetPlace *place,
                                        gint64 empty_s);

gboolean cor_fleet_pricing_init (CorFleetPricing *self, const CorFleetSetup *setup);

void cor_fleet_pricing_clear (CorFleetPricing *self);

gint64 cor_fleet_pricing_evaluate (CorFleetPricing *self);

G_END_DECLS
