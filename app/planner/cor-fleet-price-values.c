/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-price-private.h"

#include <string.h>

/* What a vehicle gains by a trip for a place. */
static gint64
get_gain (const CorFleetPricing *self, const CorFleetKind *kind, guint index, guint hour)
{
  const CorFleetPlace *place = &self->places[index];
  gint64 gain = 0;

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    gain += MIN ((gint64) kind->like->seats.n[i], place->n_people[i]) *
            MAX (self->worth[hour] - place->prices[i], 0);

  return gain;
}

static void
find_gains (const CorFleetPricing *self, CorFleetKind *kind)
{
  memset (kind->gains, 0, sizeof (gint64) * (kind->longest + 1) * self->n_hours);
  memset (kind->more_gains, 0, sizeof (gint64) * self->n_hours);
  for (guint i = 0; i < self->n_places; i++)
    {
      gint64 *gains = kind->gains + (gsize) kind->lengths[i] * self->n_hours;
      guint *best = kind->best + (gsize) kind->lengths[i] * self->n_hours;

      for (guint hour = 0; hour < kind->last_hour && kind->lengths[i] > 0; hour++)
        {
          gint64 gain = get_gain (self, kind, i, hour);

          if (gain == 0)
            break;
          if (gain > gains[hour])
            {
              gains[hour] = gain;
              best[hour] = i;
            }
          if (kind->is_quick[i] && gain > kind->more_gains[hour])
            {
              kind->more_gains[hour] = gain;
              kind->more_best[hour] = i;
            }
        }
    }
}

static gint64 *
get_values (const CorFleetPricing *self, const CorFleetKind *kind, guint n_duty)
{
  return kind->values + (gsize) n_duty * self->n_hours;
}

/* What further trips in the same hour gain. */
static gint64
get_more (const CorFleetKind *kind, guint hour)
{
  return kind->n_more * kind->more_gains[hour];
}

/* What a duty gains that begins after a rest when one has passed in an hour. */
static void
find_duty (const CorFleetPricing *self, CorFleetKind *kind, guint hour)
{
  guint rest_h = COR_FLEET_REST_S / COR_SECONDS_PER_HOUR;

  kind->duty_gains[hour] = 0;
  for (guint i = 0; i < self->n_places; i++)
    {
      guint then = hour + rest_h + kind->lengths[i];
      gint64 gain;

      if (kind->lengths[i] == 0 || kind->duties[i] == 0 || then >= kind->last_hour)
        continue;
      gain = get_gain (self, kind, i, then);
      if (gain == 0)
        continue;
      gain += get_more (kind, then) + get_values (self, kind, kind->duties[i] - 1u)[then];
      if (gain > kind->duty_gains[hour])
        {
          kind->duty_gains[hour] = gain;
          kind->duty_best[hour] = i;
        }
    }
}

/* What a vehicle gains after a passage: the later hours are done before. */
static void
find_values (const CorFleetPricing *self, CorFleetKind *kind)
{
  gboolean has_duty = kind->has_duty;

  find_gains (self, kind);
  for (guint hour = self->n_hours; hour-- > 0;)
    {
      kind->duty_gains[hour] = 0;
      if (has_duty && hour < kind->last_hour)
        find_duty (self, kind, hour);
      for (guint n_duty = 0; n_duty <= kind->n_duty; n_duty++)
        {
          gint64 best = kind->duty_gains[hour];
          guint longest = has_duty ? MIN (n_duty, kind->longest) : kind->longest;

          for (guint length = 1; length <= longest && hour + length < kind->last_hour; length++)
            {
              gint64 gain = kind->gains[(gsize) length * self->n_hours + hour + length];

              if (gain > 0)
                best = MAX (best, gain + get_more (kind, hour + length) +
                                      get_values (self, kind,
                                                  has_duty ? n_duty - length : 0)[hour + length]);
            }
          get_values (self, kind, n_duty)[hour] = best;
        }
    }
}

static void
take (CorFleetPricing *self, const CorFleetKind *kind, guint place, guint hour, guint n_vehicles)
{
  CorFleetPlace *whose = &self->places[place];

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if (self->worth[hour] > whose->prices[i])
      whose->n_taken[i] += n_vehicles * MIN ((gint64) kind->like->seats.n[i], whose->n_people[i]);
}

/* A trip, and those that follow in the same hour. */
static void
take_hour (CorFleetPricing *self,
           const CorFleetKind *kind,
           guint place,
           guint hour,
           guint n_vehicles)
{
  take (self, kind, place, hour, n_vehicles);
  if (get_more (kind, hour) > 0)
    take (self, kind, kind->more_best[hour], hour, n_vehicles * kind->n_more);
}

/* Follows what the vehicles of a team do after a passage. */
static void
follow (CorFleetPricing *self, const CorFleetKind *kind, guint n_duty, guint hour, guint n_vehicles)
{
  gboolean has_duty = kind->has_duty;

  for (;;)
    {
      gint64 value = get_values (self, kind, n_duty)[hour];
      guint longest = has_duty ? MIN (n_duty, kind->longest) : kind->longest, length = 1;

      if (value == 0)
        return;
      for (; length <= longest && hour + length < kind->last_hour; length++)
        {
          gint64 gain = kind->gains[(gsize) length * self->n_hours + hour + length];

          if (gain > 0 &&
              value == gain + get_more (kind, hour + length) +
                           get_values (self, kind, has_duty ? n_duty - length : 0)[hour + length])
            break;
        }
      if (length <= longest && hour + length < kind->last_hour)
        {
          hour += length;
          n_duty = has_duty ? n_duty - length : 0;
          take_hour (self, kind, kind->best[(gsize) length * self->n_hours + hour], hour,
                     n_vehicles);
          continue;
        }
      length = kind->lengths[kind->duty_best[hour]];
      n_duty = kind->duties[kind->duty_best[hour]] - 1u;
      take_hour (self, kind, kind->duty_best[hour],
                 hour + length + COR_FLEET_REST_S / COR_SECONDS_PER_HOUR, n_vehicles);
      hour += length + COR_FLEET_REST_S / COR_SECONDS_PER_HOUR;
    }
}

/* What a vehicle of a team gains at most, and its people with it. */
static gint64
send_team (CorFleetPricing *self, const CorFleetTeam *team)
{
  const CorFleetProblem *problem = self->setup->problem;
  const CorFleetKind *kind = &g_array_index (self->kinds, CorFleetKind, team->kind);
  gint64 first_utc_s = cor_timetable_get_hour_utc_s (problem->timetable, 0), most = 0, highest = 0;
  guint best = COR_FLEET_NONE, best_hour = 0, best_duty = 0;

  for (guint i = 0; i < self->n_places; i++)
    {
      const CorFleetPlace *place = &self->places[i];
      guint32 empty_s = problem->depot_s[(gsize) team->depot * problem->n_clusters + i];
      gint64 hour, n_duty = 0, gain;

      if (!cor_fleet_place_is_used (place) || empty_s == COR_FLEET_UNREACHABLE)
        continue;
      hour = MAX (
          cor_fleet_pricing_round_up_h (team->begin_utc_s + empty_s + place->lead_s - first_utc_s),
          (gint64) place->first_hour);
      if (kind->has_duty)
        n_duty = cor_fleet_kind_count_duty_hours (kind, place, empty_s);
      if (hour >= kind->last_hour || n_duty < 0)
        continue;
      gain = get_gain (self, kind, i, (guint) MAX (hour, 0));
      highest = MAX (highest, gain);
      gain += get_more (kind, (guint) MAX (hour, 0)) +
              get_values (self, kind, (guint) n_duty)[MAX (hour, 0)];
      if (gain <= most)
        continue;
      most = gain;
      best = i;
      best_hour = (guint) MAX (hour, 0);
      best_duty = (guint) n_duty;
    }
  if (best == COR_FLEET_NONE)
    return 0;
  take_hour (self, kind, best, best_hour, team->n_vehicles);
  if (team->max_trips != 1)
    follow (self, kind, best_duty, best_hour, team->n_vehicles);
  if (team->max_trips == 0)
    return most;

  for (guint i = 0; i < (kind->longest + 1) * self->n_hours; i++)
    highest = MAX (highest, kind->gains[i]);

  return MIN (most, highest * team->max_trips);
}

/**
 * cor_fleet_pricing_evaluate:
 * @self: prices and what vehicles do at them
 *
 * Lets each vehicle do what gains it most at the prices.
 *
 * Returns: what no plan gains more than
 */
gint64
cor_fleet_pricing_evaluate (CorFleetPricing *self)
{
  gint64 bound = 0;

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      {
        self->places[i].n_taken[j] = 0;
        bound += self->places[i].n_people[j] * self->places[i].prices[j];
      }
  for (guint i = 0; i < self->kinds->len; i++)
    find_values (self, &g_array_index (self->kinds, CorFleetKind, i));
  for (guint i = 0; i < self->teams->len; i++)
    {
      const CorFleetTeam *team = &g_array_index (self->teams, CorFleetTeam, i);

      bound += team->n_vehicles * send_team (self, team);
    }

  return bound;
}
