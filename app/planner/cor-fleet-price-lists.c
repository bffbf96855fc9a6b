/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-price-private.h"

#include <string.h>

/* Longer duties are taken to have no end. */
#define MAX_DUTY_H 48

/**
 * cor_fleet_pricing_round_up_h:
 * @seconds: a span
 *
 * Returns: in begun hours
 */
gint64
cor_fleet_pricing_round_up_h (gint64 seconds)
{
  return seconds <= 0 ? -(-seconds / COR_SECONDS_PER_HOUR)
                      : (seconds + COR_SECONDS_PER_HOUR - 1) / COR_SECONDS_PER_HOUR;
}

static gint64
divide_down (gint64 seconds)
{
  return seconds >= 0 ? seconds / COR_SECONDS_PER_HOUR
                      : -((-seconds + COR_SECONDS_PER_HOUR - 1) / COR_SECONDS_PER_HOUR);
}

/* What is known of a crossing. */
typedef struct
{
  gboolean is_used;   /* those who do not drive themselves pass there at some time */
  gboolean on_foot;   /* at some time they pass there on foot only */
  gboolean has_waits; /* others wait there at some time */
} Border;

static Border
look_at_crossing (const CorFleetSetup *setup, guint crossing)
{
  const CorTimetable *timetable = setup->problem->timetable;
  Border border = { FALSE, FALSE, FALSE };

  for (guint hour = 0; hour < setup->n_hours; hour++)
    {
      const guint *first = setup->first_slots + (gsize) crossing * (setup->n_hours + 1) + hour;
      guint modes = 0;

      for (guint i = first[0]; i < first[1]; i++)
        modes |= setup->slots[i].modes;
      if ((modes & (guint) (COR_MODE_COACH | COR_MODE_FOOT)) == 0)
        continue;
      border.is_used = TRUE;
      border.on_foot |= (modes & COR_MODE_COACH) == 0;
      border.has_waits |= cor_timetable_get_latest_arrival_utc_s (timetable, crossing, hour) !=
                          cor_timetable_get_hour_utc_s (timetable, hour);
    }

  return border;
}

/* When a vehicle may leave a crossing, its turnaround aside, after the hour by whose begin it is
 * there, at the soonest. */
static gint64
get_stay_s (const Border *border, const CorFleetVehicle *vehicle)
{
  if (!vehicle->hands_over && !border->on_foot)
    return COR_SECONDS_PER_HOUR;

  return border->has_waits ? 1 - COR_SECONDS_PER_HOUR : 0;
}

static void
list_people (CorFleetPricing *self)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);

  for (guint i = 0; i < self->n_places; i++)
    self->places[i] = (CorFleetPlace){ .lead_s = G_MAXINT32, .first_hour = self->n_hours };
  for (guint i = 0; i < problem->households->len; i++)
    {
      guint party = g_array_index (problem->households, CorHousehold, i).group;
      CorFleetPlace *place = &self->places[problem->clusters[party]];

      if (problem->parties[party].trips[COR_TRAVEL_CAR] != NULL)
        continue;
      for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
        place->n_people[j] += problem->seats[i].n[j];
    }
  for (guint i = 0; i < self->n_places && self->has_waits; i++)
    self->places[i].first_hour = 0;
  for (guint i = 0; i < problem->n_parties; i++)
    {
      const CorTrip *trips = problem->parties[i].trips[COR_TRAVEL_COACH];
      CorFleetPlace *place = &self->places[problem->clusters[i]];

      for (guint j = 0; trips != NULL && j < n_crossings; j++)
        place->first_hour = MIN (place->first_hour, trips[j].hour);
    }
}

static void
measure_leads (CorFleetPricing *self, const Border *borders)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < n_crossings; j++)
      if (borders[j].is_used)
        self->places[i].lead_s =
            MIN (self->places[i].lead_s, (gint64) problem->drive_s[(gsize) i * n_crossings + j]);
}

static gboolean
is_of_kind (const CorFleetVehicle *a, const CorFleetVehicle *b)
{
  return a->duty_s == b->duty_s && a->turnaround_s == b->turnaround_s &&
         a->hands_over == b->hands_over && a->until_utc_s == b->until_utc_s &&
         memcmp (a->seats.n, b->seats.n, sizeof a->seats.n) == 0;
}

/**
 * cor_fleet_place_is_used:
 * @self: a place
 *
 * Returns: whether anybody there needs a vehicle, and can be driven to a crossing
 */
gboolean
cor_fleet_place_is_used (const CorFleetPlace *self)
{
  return self->lead_s < G_MAXINT32 && self->n_people[0] + self->n_people[1] + self->n_people[2] > 0;
}

/**
 * cor_fleet_kind_count_duty_hours:
 * @self: vehicles
 * @place: a place
 * @empty_s: how long driving there empty takes
 *
 * Returns: for how many hours after a passage with people of @place others may follow on a duty
 * that begins before it; less than 0 if not even that one may
 */
gint64
cor_fleet_kind_count_duty_hours (const CorFleetKind *self,
                                 const CorFleetPlace *place,
                                 gint64 empty_s)
{
  return divide_down ((gint64) self->like->duty_s - self->tail_s - place->lead_s - empty_s);
}

/* Returns FALSE if a vehicle could pass any number of times within the hour: then nothing can be
 * told. */
static gboolean
measure_place (const CorFleetPricing *self, CorFleetKind *kind, const Border *borders, guint index)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  const CorFleetPlace *place = &self->places[index];
  gint64 back_s = G_MAXINT32, empty_s = G_MAXINT32, length;

  kind->lengths[index] = kind->duties[index] = 0;
  for (guint i = 0; i < n_crossings; i++)
    {
      guint32 way_s = problem->return_s[(gsize) i * problem->n_clusters + index];

      if (way_s == COR_FLEET_UNREACHABLE || !borders[i].is_used)
        continue;
      empty_s = MIN (empty_s, (gint64) way_s);
      back_s = MIN (back_s, (gint64) way_s + get_stay_s (&borders[i], kind->like));
    }
  if (!cor_fleet_place_is_used (place) || empty_s == G_MAXINT32)
    return TRUE;

  length = cor_fleet_pricing_round_up_h (back_s + kind->like->turnaround_s + place->lead_s);
  if (length <= 0)
    {
      gint64 round_s = empty_s + kind->like->turnaround_s + place->lead_s;

      if (round_s <= 0)
        return FALSE;
      kind->is_quick[index] = TRUE;
      kind->n_more = MAX (kind->n_more, (guint) (COR_SECONDS_PER_HOUR / round_s));
      length = 1;
    }
  if (length < MIN (self->n_hours, G_MAXUINT16))
    kind->lengths[index] = (guint16) length;
  if (kind->has_duty)
    kind->duties[index] =
        (guint16) MAX (0, 1 + cor_fleet_kind_count_duty_hours (kind, place, empty_s));
  kind->longest = MAX (kind->longest, kind->lengths[index]);

  return TRUE;
}

static gboolean
add_kind (CorFleetPricing *self, const CorFleetVehicle *vehicle, const Border *borders)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->setup->problem->timetable);
  gint64 first_utc_s = cor_timetable_get_hour_utc_s (self->setup->problem->timetable, 0);
  CorFleetKind kind = { .like = vehicle, .tail_s = G_MAXINT32, .last_hour = self->n_hours };
  gboolean is_bounded = TRUE;
  gint64 most_h;

  for (guint i = 0; i < n_crossings; i++)
    if (borders[i].is_used)
      kind.tail_s = MIN (kind.tail_s, get_stay_s (&borders[i], vehicle) + vehicle->turnaround_s);
  if (vehicle->until_utc_s < G_MAXINT64)
    kind.last_hour =
        (guint) CLAMP (1 + divide_down (vehicle->until_utc_s - first_utc_s - kind.tail_s), 0,
                       (gint64) self->n_hours);
  most_h = divide_down ((gint64) vehicle->duty_s - kind.tail_s);
  kind.has_duty = vehicle->duty_s > 0 && most_h <= MAX_DUTY_H;
  kind.n_duty = kind.has_duty ? (guint) MAX (0, most_h) : 0;
  kind.lengths = g_new0 (guint16, self->n_places + 1);
  kind.duties = g_new0 (guint16, self->n_places + 1);
  kind.is_quick = g_new0 (gboolean, self->n_places + 1);
  for (guint i = 0; i < self->n_places && is_bounded; i++)
    is_bounded = measure_place (self, &kind, borders, i);
  kind.gains = g_new (gint64, (gsize) (kind.longest + 1) * self->n_hours + 1);
  kind.best = g_new (guint, (gsize) (kind.longest + 1) * self->n_hours + 1);
  kind.duty_gains = g_new (gint64, self->n_hours + 1);
  kind.duty_best = g_new (guint, self->n_hours + 1);
  kind.more_gains = g_new (gint64, self->n_hours + 1);
  kind.more_best = g_new (guint, self->n_hours + 1);
  kind.values = g_new (gint64, (gsize) (kind.n_duty + 1) * self->n_hours + 1);
  g_array_append_val (self->kinds, kind);

  return is_bounded;
}

static gboolean
list_vehicles (CorFleetPricing *self, const Border *borders)
{
  const CorFleetProblem *problem = self->setup->problem;

  for (guint i = 0; i < problem->n_vehicles; i++)
    {
      const CorFleetVehicle *vehicle = &problem->vehicles[i];
      CorFleetTeam team = { 0, vehicle->depot, MAX (vehicle->from_utc_s, problem->start_utc_s),
                            vehicle->max_trips, 1 };
      guint place = 0;

      while (team.kind < self->kinds->len &&
             !is_of_kind (g_array_index (self->kinds, CorFleetKind, team.kind).like, vehicle))
        team.kind++;
      if (team.kind == self->kinds->len && !add_kind (self, vehicle, borders))
        return FALSE;
      while (place < self->teams->len)
        {
          CorFleetTeam *other = &g_array_index (self->teams, CorFleetTeam, place);

          if (other->kind == team.kind && other->depot == team.depot &&
              other->begin_utc_s == team.begin_utc_s && other->max_trips == team.max_trips)
            break;
          place++;
        }
      if (place == self->teams->len)
        g_array_append_val (self->teams, team);
      else
        g_array_index (self->teams, CorFleetTeam, place).n_vehicles++;
    }

  return TRUE;
}

/**
 * cor_fleet_pricing_init:
 * @self: (out caller-allocates): takes places and vehicles; to be cleared in any case
 * @setup: what is asked
 *
 * Says who is where, and what vehicles could do for them. What hours are worth, and prices, are the
 * caller's.
 *
 * Returns: %FALSE if nothing can be told
 */
gboolean
cor_fleet_pricing_init (CorFleetPricing *self, const CorFleetSetup *setup)
{
  guint n_crossings = cor_timetable_get_n_crossings (setup->problem->timetable);
  g_autofree Border *borders = g_new (Border, n_crossings + 1);

  *self = (CorFleetPricing){ .setup = setup,
                             .n_places = setup->problem->n_clusters,
                             .n_hours = setup->n_hours,
                             .places = g_new (CorFleetPlace, setup->problem->n_clusters + 1),
                             .kinds = g_array_new (FALSE, FALSE, sizeof (CorFleetKind)),
                             .teams = g_array_new (FALSE, FALSE, sizeof (CorFleetTeam)) };
  for (guint i = 0; i < n_crossings; i++)
    {
      borders[i] = look_at_crossing (setup, i);
      self->has_waits |= borders[i].has_waits;
    }
  list_people (self);
  measure_leads (self, borders);

  return setup->n_hours > 0 && setup->problem->n_vehicles > 0 && list_vehicles (self, borders);
}

/**
 * cor_fleet_pricing_clear:
 * @self: prices and what vehicles do at them
 *
 * Frees what is in @self.
 */
void
cor_fleet_pricing_clear (CorFleetPricing *self)
{
  for (guint i = 0; i < self->kinds->len; i++)
    {
      CorFleetKind *kind = &g_array_index (self->kinds, CorFleetKind, i);

      g_free (kind->lengths);
      g_free (kind->duties);
      g_free (kind->gains);
      g_free (kind->best);
      g_free (kind->duty_gains);
      g_free (kind->duty_best);
      g_free (kind->is_quick);
      g_free (kind->more_gains);
      g_free (kind->more_best);
      g_free (kind->values);
    }
  g_array_unref (self->kinds);
  g_array_unref (self->teams);
  g_free (self->places);
}
