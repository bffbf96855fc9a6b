/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-price-private.h"

#include <string.h>

/*
 * What no vehicles can do better, however they are sent (Lagrangian relaxation; Held and Karp 1970;
 * Fisher 1981). That a place holds only so many people is priced instead of kept to: each person
 * who is taken costs a vehicle the price of their place. Then vehicles do not meet any more, and
 * each takes the trips that gain it most, found exactly by dynamic programming over clock hours.
 * What all gain, and the price of everybody, bounds what any plan gains, whatever the prices are;
 * they are moved to where it is least, within limits of work (subgradients; Polyak 1969).
 *
 * A vehicle reaches a crossing by the begin of a clock hour. Between two such times lie the hour of
 * passage, unless it hands over or people walk over the border, the turnaround, the way back from
 * wherever that is shortest, and the way to wherever that is. Where others wait, it is there within
 * an hour before the people pass, and can be there again for the same hour if it is back in time.
 * All trips on one duty are over within it, and the next one begins after a rest. A trip takes no
 * more people than its place has. Anything else is left out, so vehicles may do more here than they
 * can.
 */

/* Kinds of seats times places times hours that are looked at in all. */
#define MAX_WORK G_GUINT64_CONSTANT (24000000)

#define MAX_ROUNDS 80u
#define MIN_ROUNDS 6u

/* Prices of an hour of a seat that are tried first. */
#define N_SLOPES 12u

/* No better for so many rounds: steps become shorter. */
#define PATIENCE 5u

/* How much of what it led to before counts. */
#define MEMORY 0.6

/* Prices as if the time of a seat cost as much everywhere: whoever is nearer is worth more. */
static void
set_slope (CorFleetPricing *self, gint64 slope)
{
  const CorFleetKind *kind = &g_array_index (self->kinds, CorFleetKind, 0);

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      self->places[i].prices[j] = MAX (0, self->worth[0] - slope * kind->lengths[i]);
}

static gint64
start_prices (CorFleetPricing *self)
{
  gint64 least = G_MAXINT64, best = 0;

  for (guint i = 0; i <= N_SLOPES; i++)
    {
      gint64 slope = i == N_SLOPES ? self->worth[0] : self->worth[0] / (1 << i) / 2, bound;

      set_slope (self, slope);
      bound = cor_fleet_pricing_evaluate (self);
      if (bound < least)
        {
          least = bound;
          best = slope;
        }
    }
  set_slope (self, best);

  return least;
}

/* What vehicles take jumps from place to place, so it is looked at over several rounds (Camerini,
 * Fratta and Maffioli 1975). */
static double
smooth_excess (CorFleetPricing *self)
{
  double length = 0.0;

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      {
        CorFleetPlace *place = &self->places[i];

        if (place->n_people[j] == 0)
          continue;
        place->excess[j] = MEMORY * place->excess[j] +
                           (1.0 - MEMORY) * (double) (place->n_taken[j] - place->n_people[j]);
        if (place->excess[j] > 0.0 || place->prices[j] > 0)
          length += place->excess[j] * place->excess[j];
      }

  return length;
}

/* Places of which more are taken than there are become dearer, others cheaper. */
static void
move_prices (CorFleetPricing *self, double distance)
{
  double length = smooth_excess (self);

  for (guint i = 0; i < self->n_places && length > 0.0; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      {
        CorFleetPlace *place = &self->places[i];

        place->prices[j] = CLAMP (
            place->prices[j] + (gint64) (distance / length * place->excess[j]), 0, self->worth[0]);
      }
}

static void
keep_prices (CorFleetPricing *self)
{
  for (guint i = 0; i < self->n_places; i++)
    memcpy (self->places[i].best_prices, self->places[i].prices, sizeof self->places[i].prices);
}

/* Goes back to the best prices, and forgets where it led. */
static void
return_to_best (CorFleetPricing *self)
{
  for (guint i = 0; i < self->n_places; i++)
    {
      memcpy (self->places[i].prices, self->places[i].best_prices, sizeof self->places[i].prices);
      memset (self->places[i].excess, 0, sizeof self->places[i].excess);
    }
}

static guint
count_rounds (const CorFleetPricing *self)
{
  guint64 work = 0;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const CorFleetKind *kind = &g_array_index (self->kinds, CorFleetKind, i);

      work += (guint64) self->n_hours * (self->n_places * (kind->has_duty ? 2 : 1) +
                                         (gsize) (kind->n_duty + 1) * (kind->longest + 1));
    }
  work += (guint64) self->n_places * self->teams->len;

  return (guint) CLAMP (MAX_WORK / MAX (work, 1), MIN_ROUNDS, MAX_ROUNDS);
}

static gint64
find_least (CorFleetPricing *self, gint64 reached, CorProgress *progress)
{
  gint64 least = start_prices (self);
  double step = 0.5;
  guint n_rounds = count_rounds (self), n_idle = 0;

  keep_prices (self);
  for (guint i = 0; i < n_rounds && least > reached && cor_progress_check (progress, NULL); i++)
    {
      gint64 bound = cor_fleet_pricing_evaluate (self);

      if (bound < least)
        {
          least = bound;
          n_idle = 0;
          keep_prices (self);
        }
      else if (++n_idle == PATIENCE)
        {
          step /= 2.0;
          n_idle = 0;
          return_to_best (self);
          continue;
        }
      move_prices (self, step * (double) (bound - reached));
    }

  return least;
}

/**
 * cor_fleet_price:
 * @setup: what is asked
 * @worth: (array): by clock hour, what it is worth if a person passes in it; it never rises
 * @reached: what a plan reaches
 * @progress: (nullable): stops it
 *
 * See the top of the file.
 *
 * Returns: what those who need vehicles can be worth at most in any plan; %G_MAXINT64 if that is
 *   not known
 */
gint64
cor_fleet_price (const CorFleetSetup *setup,
                 const gint64 *worth,
                 gint64 reached,
                 CorProgress *progress)
{
  g_autofree gint64 *in_parts = g_new (gint64, setup->n_hours + 1);
  CorFleetPricing self;
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < setup->n_hours; i++)
    in_parts[i] = worth[i] * COR_FLEET_PRICE_PARTS;
  if (cor_fleet_pricing_init (&self, setup))
    {
      self.worth = in_parts;
      least = find_least (&self, reached * COR_FLEET_PRICE_PARTS, progress) / COR_FLEET_PRICE_PARTS;
    }
  cor_fleet_pricing_clear (&self);

  return least;
}
