/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

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
 * an hour before the people pass. All trips on one duty are over within it, and the next one begins
 * after a rest. A trip takes no more people than its place has. Anything else is left out, so
 * vehicles may do more here than they can.
 */

/* Parts of an hour, or of a person, in which prices are counted. */
#define PARTS 1024

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

/* Longer duties are taken to have no end. */
#define MAX_DUTY_H 48

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
} Place;

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
  gint64 *values; /* by hours left on duty, then hour of passage */
  guint longest;
  gboolean has_duty;
  guint n_duty;
} Kind;

/* Vehicles of a kind that begin alike. */
typedef struct
{
  guint kind;
  guint depot;
  gint64 begin_utc_s;
  guint max_trips;
  guint n_vehicles;
} Team;

typedef struct
{
  const CorFleetSetup *setup;
  guint n_places;
  guint n_hours;
  Place *places;
  gboolean has_waits;  /* others wait at some crossing */
  const gint64 *worth; /* by hour: what a person gains who passes in it, in parts; never rising */
  GArray *kinds;       /* Kind */
  GArray *teams;       /* Team */
} Pricing;

static gint64
divide_up (gint64 seconds)
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
list_people (Pricing *self)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);

  for (guint i = 0; i < self->n_places; i++)
    self->places[i] = (Place){ .lead_s = G_MAXINT32, .first_hour = self->n_hours };
  for (guint i = 0; i < problem->households->len; i++)
    {
      guint party = g_array_index (problem->households, CorHousehold, i).group;
      Place *place = &self->places[problem->clusters[party]];

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
      Place *place = &self->places[problem->clusters[i]];

      for (guint j = 0; trips != NULL && j < n_crossings; j++)
        place->first_hour = MIN (place->first_hour, trips[j].hour);
    }
}

static void
measure_leads (Pricing *self, const Border *borders)
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

static gboolean
can_be_anywhere (const Place *place)
{
  return place->lead_s < G_MAXINT32 &&
         place->n_people[0] + place->n_people[1] + place->n_people[2] > 0;
}

/* For how many hours after a passage others may follow on a duty that begins before it. */
static gint64
count_duty_hours (const Kind *kind, const Place *place, gint64 empty_s)
{
  return divide_down ((gint64) kind->like->duty_s - kind->tail_s - place->lead_s - empty_s);
}

/* Returns FALSE if a vehicle could pass again within the hour: then nothing can be told. */
static gboolean
measure_place (const Pricing *self, Kind *kind, const Border *borders, guint index)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  const Place *place = &self->places[index];
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
  if (!can_be_anywhere (place) || empty_s == G_MAXINT32)
    return TRUE;

  length = divide_up (back_s + kind->like->turnaround_s + place->lead_s);
  if (length <= 0)
    return FALSE;
  if (length < MIN (self->n_hours, G_MAXUINT16))
    kind->lengths[index] = (guint16) length;
  if (kind->has_duty)
    kind->duties[index] = (guint16) MAX (0, 1 + count_duty_hours (kind, place, empty_s));
  kind->longest = MAX (kind->longest, kind->lengths[index]);

  return TRUE;
}

static gboolean
add_kind (Pricing *self, const CorFleetVehicle *vehicle, const Border *borders)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->setup->problem->timetable);
  gint64 first_utc_s = cor_timetable_get_hour_utc_s (self->setup->problem->timetable, 0);
  Kind kind = { .like = vehicle, .tail_s = G_MAXINT32, .last_hour = self->n_hours };
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
  for (guint i = 0; i < self->n_places && is_bounded; i++)
    is_bounded = measure_place (self, &kind, borders, i);
  kind.gains = g_new (gint64, (gsize) (kind.longest + 1) * self->n_hours + 1);
  kind.best = g_new (guint, (gsize) (kind.longest + 1) * self->n_hours + 1);
  kind.duty_gains = g_new (gint64, self->n_hours + 1);
  kind.duty_best = g_new (guint, self->n_hours + 1);
  kind.values = g_new (gint64, (gsize) (kind.n_duty + 1) * self->n_hours + 1);
  g_array_append_val (self->kinds, kind);

  return is_bounded;
}

static gboolean
list_vehicles (Pricing *self, const Border *borders)
{
  const CorFleetProblem *problem = self->setup->problem;

  for (guint i = 0; i < problem->n_vehicles; i++)
    {
      const CorFleetVehicle *vehicle = &problem->vehicles[i];
      Team team = { 0, vehicle->depot, MAX (vehicle->from_utc_s, problem->start_utc_s),
                    vehicle->max_trips, 1 };
      guint place = 0;

      while (team.kind < self->kinds->len &&
             !is_of_kind (g_array_index (self->kinds, Kind, team.kind).like, vehicle))
        team.kind++;
      if (team.kind == self->kinds->len && !add_kind (self, vehicle, borders))
        return FALSE;
      while (place < self->teams->len)
        {
          Team *other = &g_array_index (self->teams, Team, place);

          if (other->kind == team.kind && other->depot == team.depot &&
              other->begin_utc_s == team.begin_utc_s && other->max_trips == team.max_trips)
            break;
          place++;
        }
      if (place == self->teams->len)
        g_array_append_val (self->teams, team);
      else
        g_array_index (self->teams, Team, place).n_vehicles++;
    }

  return TRUE;
}

/* What a vehicle gains by a trip for a place. */
static gint64
get_gain (const Pricing *self, const Kind *kind, guint index, guint hour)
{
  const Place *place = &self->places[index];
  gint64 gain = 0;

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    gain += MIN ((gint64) kind->like->seats.n[i], place->n_people[i]) *
            MAX (self->worth[hour] - place->prices[i], 0);

  return gain;
}

static void
find_gains (const Pricing *self, Kind *kind)
{
  memset (kind->gains, 0, sizeof (gint64) * (kind->longest + 1) * self->n_hours);
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
        }
    }
}

static gint64 *
get_values (const Pricing *self, const Kind *kind, guint n_duty)
{
  return kind->values + (gsize) n_duty * self->n_hours;
}

/* What a duty gains that begins after a rest when one has passed in an hour. */
static void
find_duty (const Pricing *self, Kind *kind, guint hour)
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
      gain += get_values (self, kind, kind->duties[i] - 1u)[then];
      if (gain > kind->duty_gains[hour])
        {
          kind->duty_gains[hour] = gain;
          kind->duty_best[hour] = i;
        }
    }
}

/* What a vehicle gains after a passage: the later hours are done before. */
static void
find_values (const Pricing *self, Kind *kind)
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
                best =
                    MAX (best, gain + get_values (self, kind,
                                                  has_duty ? n_duty - length : 0)[hour + length]);
            }
          get_values (self, kind, n_duty)[hour] = best;
        }
    }
}

static void
take (Pricing *self, const Kind *kind, guint place, guint hour, guint n_vehicles)
{
  Place *whose = &self->places[place];

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if (self->worth[hour] > whose->prices[i])
      whose->n_taken[i] += n_vehicles * MIN ((gint64) kind->like->seats.n[i], whose->n_people[i]);
}

/* Follows what the vehicles of a team do after a passage. */
static void
follow (Pricing *self, const Kind *kind, guint n_duty, guint hour, guint n_vehicles)
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
              value ==
                  gain + get_values (self, kind, has_duty ? n_duty - length : 0)[hour + length])
            break;
        }
      if (length <= longest && hour + length < kind->last_hour)
        {
          hour += length;
          n_duty = has_duty ? n_duty - length : 0;
          take (self, kind, kind->best[(gsize) length * self->n_hours + hour], hour, n_vehicles);
          continue;
        }
      length = kind->lengths[kind->duty_best[hour]];
      n_duty = kind->duties[kind->duty_best[hour]] - 1u;
      take (self, kind, kind->duty_best[hour],
            hour + length + COR_FLEET_REST_S / COR_SECONDS_PER_HOUR, n_vehicles);
      hour += length + COR_FLEET_REST_S / COR_SECONDS_PER_HOUR;
    }
}

/* What a vehicle of a team gains at most, and its people with it. */
static gint64
send_team (Pricing *self, const Team *team)
{
  const CorFleetProblem *problem = self->setup->problem;
  const Kind *kind = &g_array_index (self->kinds, Kind, team->kind);
  gint64 first_utc_s = cor_timetable_get_hour_utc_s (problem->timetable, 0), most = 0, highest = 0;
  guint best = COR_FLEET_NONE, best_hour = 0, best_duty = 0;

  for (guint i = 0; i < self->n_places; i++)
    {
      const Place *place = &self->places[i];
      guint32 empty_s = problem->depot_s[(gsize) team->depot * problem->n_clusters + i];
      gint64 hour, n_duty = 0, gain;

      if (!can_be_anywhere (place) || empty_s == COR_FLEET_UNREACHABLE)
        continue;
      hour = MAX (divide_up (team->begin_utc_s + empty_s + place->lead_s - first_utc_s),
                  (gint64) place->first_hour);
      if (kind->has_duty)
        n_duty = count_duty_hours (kind, place, empty_s);
      if (hour >= kind->last_hour || n_duty < 0)
        continue;
      gain = get_gain (self, kind, i, (guint) MAX (hour, 0));
      highest = MAX (highest, gain);
      gain += get_values (self, kind, (guint) n_duty)[MAX (hour, 0)];
      if (gain <= most)
        continue;
      most = gain;
      best = i;
      best_hour = (guint) MAX (hour, 0);
      best_duty = (guint) n_duty;
    }
  if (best == COR_FLEET_NONE)
    return 0;
  take (self, kind, best, best_hour, team->n_vehicles);
  if (team->max_trips != 1)
    follow (self, kind, best_duty, best_hour, team->n_vehicles);
  if (team->max_trips == 0)
    return most;

  for (guint i = 0; i < (kind->longest + 1) * self->n_hours; i++)
    highest = MAX (highest, kind->gains[i]);

  return MIN (most, highest * team->max_trips);
}

/* What no plan gains more than at these prices. */
static gint64
evaluate (Pricing *self)
{
  gint64 bound = 0;

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      {
        self->places[i].n_taken[j] = 0;
        bound += self->places[i].n_people[j] * self->places[i].prices[j];
      }
  for (guint i = 0; i < self->kinds->len; i++)
    find_values (self, &g_array_index (self->kinds, Kind, i));
  for (guint i = 0; i < self->teams->len; i++)
    {
      const Team *team = &g_array_index (self->teams, Team, i);

      bound += team->n_vehicles * send_team (self, team);
    }

  return bound;
}

/* Prices as if the time of a seat cost as much everywhere: whoever is nearer is worth more. */
static void
set_slope (Pricing *self, gint64 slope)
{
  const Kind *kind = &g_array_index (self->kinds, Kind, 0);

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      self->places[i].prices[j] = MAX (0, self->worth[0] - slope * kind->lengths[i]);
}

static gint64
start_prices (Pricing *self)
{
  gint64 least = G_MAXINT64, best = 0;

  for (guint i = 0; i <= N_SLOPES; i++)
    {
      gint64 slope = i == N_SLOPES ? self->worth[0] : self->worth[0] / (1 << i) / 2, bound;

      set_slope (self, slope);
      bound = evaluate (self);
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
smooth_excess (Pricing *self)
{
  double length = 0.0;

  for (guint i = 0; i < self->n_places; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      {
        Place *place = &self->places[i];

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
move_prices (Pricing *self, double distance)
{
  double length = smooth_excess (self);

  for (guint i = 0; i < self->n_places && length > 0.0; i++)
    for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
      {
        Place *place = &self->places[i];

        place->prices[j] = CLAMP (
            place->prices[j] + (gint64) (distance / length * place->excess[j]), 0, self->worth[0]);
      }
}

static void
keep_prices (Pricing *self)
{
  for (guint i = 0; i < self->n_places; i++)
    memcpy (self->places[i].best_prices, self->places[i].prices, sizeof self->places[i].prices);
}

/* Goes back to the best prices, and forgets where it led. */
static void
return_to_best (Pricing *self)
{
  for (guint i = 0; i < self->n_places; i++)
    {
      memcpy (self->places[i].prices, self->places[i].best_prices, sizeof self->places[i].prices);
      memset (self->places[i].excess, 0, sizeof self->places[i].excess);
    }
}

static guint
count_rounds (const Pricing *self)
{
  guint64 work = 0;

  for (guint i = 0; i < self->kinds->len; i++)
    {
      const Kind *kind = &g_array_index (self->kinds, Kind, i);

      work += (guint64) self->n_hours * (self->n_places * (kind->has_duty ? 2 : 1) +
                                         (gsize) (kind->n_duty + 1) * (kind->longest + 1));
    }
  work += (guint64) self->n_places * self->teams->len;

  return (guint) CLAMP (MAX_WORK / MAX (work, 1), MIN_ROUNDS, MAX_ROUNDS);
}

static gint64
find_least (Pricing *self, gint64 reached, CorProgress *progress)
{
  gint64 least = start_prices (self);
  double step = 0.5;
  guint n_rounds = count_rounds (self), n_idle = 0;

  keep_prices (self);
  for (guint i = 0; i < n_rounds && least > reached && cor_progress_check (progress, NULL); i++)
    {
      gint64 bound = evaluate (self);

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

static void
clear (Pricing *self)
{
  for (guint i = 0; i < self->kinds->len; i++)
    {
      Kind *kind = &g_array_index (self->kinds, Kind, i);

      g_free (kind->lengths);
      g_free (kind->duties);
      g_free (kind->gains);
      g_free (kind->best);
      g_free (kind->duty_gains);
      g_free (kind->duty_best);
      g_free (kind->values);
    }
  g_array_unref (self->kinds);
  g_array_unref (self->teams);
  g_free (self->places);
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
  guint n_crossings = cor_timetable_get_n_crossings (setup->problem->timetable);
  g_autofree Border *borders = g_new (Border, n_crossings + 1);
  g_autofree gint64 *in_parts = g_new (gint64, setup->n_hours + 1);
  Pricing self = { .setup = setup,
                   .n_places = setup->problem->n_clusters,
                   .n_hours = setup->n_hours,
                   .places = g_new (Place, setup->problem->n_clusters + 1),
                   .worth = in_parts,
                   .kinds = g_array_new (FALSE, FALSE, sizeof (Kind)),
                   .teams = g_array_new (FALSE, FALSE, sizeof (Team)) };
  gint64 least = G_MAXINT64;

  for (guint i = 0; i < setup->n_hours; i++)
    in_parts[i] = worth[i] * PARTS;
  for (guint i = 0; i < n_crossings; i++)
    {
      borders[i] = look_at_crossing (setup, i);
      self.has_waits |= borders[i].has_waits;
    }
  list_people (&self);
  measure_leads (&self, borders);
  if (setup->n_hours > 0 && setup->problem->n_vehicles > 0 && list_vehicles (&self, borders))
    least = find_least (&self, reached * PARTS, progress) / PARTS;
  clear (&self);

  return least;
}
