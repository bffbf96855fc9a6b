/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

/*
 * What no plan betters. By the end of an hour no more people are out than
 *
 * - the assignment of single people lets out, which is the most for every hour at once (earliest
 *   arrival; Gale 1959);
 * - those who drive themselves, and the seats of all vehicles times the trips that each can have
 *   made by then: the first from its depot to the rally point and crossing that are quickest for
 * it, each further one at least the shortest round;
 * - for each kind of seat, those who need no such seat and the seats of the kind times the same
 *   trips;
 * - those who drive themselves, those whom each vehicle takes first, and of the others those
 * nearest by for whom the seats have time: each seat is on its way for a whole round by their rally
 * point.
 *
 * That is told before a plan is looked for. The plan that was found is held against what vehicles
 * can do over all hours together besides (cor-fleet-price.c), where duty and rest count, and that a
 * trip takes no more people than its place has.
 */

/* Those of a cluster who need vehicles. */
typedef struct
{
  gint64 round_s; /* from a crossing over their rally point to a crossing; G_MAXINT64: none */
  gint64 n_people;
} Round;

typedef struct
{
  const CorFleetSetup *setup;
  gint64 *first_s;   /* for each depot: from leaving it to a crossing at the soonest */
  gint64 shortest_s; /* from a crossing over a rally point to a crossing */
  guint n_crossings;
  GArray *rounds; /* Round: the shortest first */
} Bound;

static gint64
find_shortest_drive (const Bound *self, guint cluster)
{
  const CorFleetProblem *problem = self->setup->problem;
  gint64 shortest_s = G_MAXINT64;

  for (guint i = self->setup->first_pairs[cluster]; i < self->setup->first_pairs[cluster + 1]; i++)
    {
      guint crossing = g_array_index (self->setup->pairs, CorFleetPair, i).crossing;

      shortest_s = MIN (shortest_s,
                        (gint64) problem->drive_s[(gsize) cluster * self->n_crossings + crossing]);
    }

  return shortest_s;
}

/* The shortest rounds by way of a cluster. */
static void
look_at_cluster (Bound *self, guint cluster, guint n_depots)
{
  const CorFleetProblem *problem = self->setup->problem;
  gint64 drive_s = find_shortest_drive (self, cluster);
  Round *round = &g_array_index (self->rounds, Round, cluster);

  round->round_s = G_MAXINT64;
  if (drive_s == G_MAXINT64)
    return;

  for (guint i = 0; i < n_depots; i++)
    {
      guint32 empty_s = problem->depot_s[(gsize) i * problem->n_clusters + cluster];

      if (empty_s != COR_FLEET_UNREACHABLE)
        self->first_s[i] = MIN (self->first_s[i], (gint64) empty_s + drive_s);
    }
  for (guint i = 0; i < self->n_crossings; i++)
    {
      guint32 empty_s = problem->return_s[(gsize) i * problem->n_clusters + cluster];

      if (empty_s != COR_FLEET_UNREACHABLE)
        round->round_s = MIN (round->round_s, (gint64) empty_s + drive_s);
    }
  self->shortest_s = MIN (self->shortest_s, round->round_s);
}

/* How many trips of a vehicle can be over the border by the begin of an hour, at most. */
static gint64
count_trips (const Bound *self, const CorFleetVehicle *vehicle, gint64 time_utc_s)
{
  gint64 begin_utc_s = MAX (vehicle->from_utc_s, self->setup->problem->start_utc_s);
  gint64 round_s = self->shortest_s, n_trips;

  if (self->first_s[vehicle->depot] == G_MAXINT64)
    return 0;

  time_utc_s = MIN (time_utc_s, vehicle->until_utc_s) - begin_utc_s - self->first_s[vehicle->depot];
  if (time_utc_s < 0)
    return 0;
  if (round_s == G_MAXINT64)
    return 1;

  round_s += vehicle->turnaround_s;
  n_trips = round_s <= 0 ? G_MAXINT32 : 1 + time_utc_s / round_s;

  return vehicle->max_trips > 0 ? MIN (n_trips, (gint64) vehicle->max_trips) : n_trips;
}

/* How many can be out by a time as far as the vehicles have time to be everywhere. */
static gint64
count_in_time (const Bound *self, gint64 time_utc_s)
{
  const CorFleetProblem *problem = self->setup->problem;
  gint64 n_out = 0, seat_s = 0, turnaround_s = G_MAXINT64;

  for (guint i = 0; i < problem->n_vehicles; i++)
    {
      const CorFleetVehicle *vehicle = &problem->vehicles[i];
      gint64 n_seats = cor_seats_count (&vehicle->seats);

      if (count_trips (self, vehicle, time_utc_s) == 0)
        continue;
      n_out += n_seats;
      seat_s += n_seats *
                (MIN (time_utc_s, vehicle->until_utc_s) -
                 MAX (vehicle->from_utc_s, problem->start_utc_s) - self->first_s[vehicle->depot]);
      turnaround_s = MIN (turnaround_s, (gint64) vehicle->turnaround_s);
    }
  for (guint i = 0; i < self->rounds->len && n_out > 0; i++)
    {
      const Round *round = &g_array_index (self->rounds, Round, i);
      gint64 each_s, n_people;

      if (round->round_s == G_MAXINT64)
        break;
      each_s = round->round_s + turnaround_s;
      n_people = each_s > 0 ? MIN (round->n_people, seat_s / each_s) : round->n_people;
      n_out += n_people;
      seat_s -= n_people * each_s;
    }

  return n_out;
}

/* How many of those who need vehicles can be out by an hour. */
static gint64
count_out (const Bound *self, const CorSeats *needed, gint64 n_people, guint hour)
{
  const CorFleetProblem *problem = self->setup->problem;
  gint64 time_utc_s = cor_timetable_get_hour_utc_s (problem->timetable, hour);
  gint64 n_seats = 0, n_of_kind[COR_N_SEAT_KINDS] = { 0 }, n_oxygen[COR_N_SEAT_KINDS] = { 0 };
  gint64 n_out;

  for (guint i = 0; i < problem->n_vehicles; i++)
    {
      gint64 n_trips = count_trips (self, &problem->vehicles[i], time_utc_s);
      const CorSeats *seats = &problem->vehicles[i].seats;

      n_seats += n_trips * cor_seats_count (seats);
      for (guint j = 0; j < COR_N_SEAT_KINDS; j++)
        {
          n_of_kind[j] += n_trips * seats->n[j];
          n_oxygen[j] += n_trips * seats->n_oxygen[j];
        }
    }
  n_out = MIN (MIN (n_people, n_seats), count_in_time (self, time_utc_s));
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    {
      n_out = MIN (n_out, n_people - needed->n[i] + n_of_kind[i]);
      n_out = MIN (n_out, n_people - needed->n_oxygen[i] + n_oxygen[i]);
    }

  return n_out;
}

static guint
count_depots (const CorFleetProblem *problem)
{
  guint n_depots = 0;

  for (guint i = 0; i < problem->n_vehicles; i++)
    n_depots = MAX (n_depots, problem->vehicles[i].depot + 1);

  return n_depots;
}

static gint64
count_passing (const CorAssignment *single)
{
  gint64 n_people = 0;

  for (guint i = 0; i < single->passages->len; i++)
    n_people += g_array_index (single->passages, CorPassage, i).n_people;

  return n_people;
}

/* People out by each hour at most, if counted singly, vehicles aside. With quotas more may be out
 * by an hour if fewer are in the end. */
static gint64 *
count_single (const CorFleetSetup *setup, const CorAssignment *single, gint64 *n_all)
{
  gint64 *n_out = g_new0 (gint64, setup->n_hours + 1);

  *n_all = 0;
  for (guint i = 0; i < single->n_unserved->len; i++)
    *n_all += g_array_index (single->n_unserved, guint, i);
  for (guint i = 0; i < single->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (single->passages, CorPassage, i);

      n_out[passage->hour] += passage->n_people;
      *n_all += passage->n_people;
    }
  for (guint i = 1; i < setup->n_hours; i++)
    n_out[i] += n_out[i - 1];
  if (cor_timetable_has_quotas (setup->problem->timetable))
    {
      gint64 n_most = count_passing (single->relaxed != NULL ? single->relaxed : single);

      for (guint i = 0; i < setup->n_hours; i++)
        n_out[i] = n_most;
    }

  return n_out;
}

/* Those who could come by car need no seat of ours. */
static gint64
count_needed (const CorFleetSetup *setup, CorSeats *needed, GArray *rounds)
{
  const CorFleetProblem *problem = setup->problem;
  gint64 n_people = 0;

  for (guint i = 0; i < problem->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (problem->households, CorHousehold, i);

      if (problem->parties[household->group].trips[COR_TRAVEL_CAR] != NULL)
        continue;
      n_people += household->n_people;
      g_array_index (rounds, Round, problem->clusters[household->group]).n_people +=
          household->n_people;
      cor_seats_add (needed, &problem->seats[i]);
    }

  return n_people;
}

static int
compare_weights (gconstpointer a, gconstpointer b)
{
  const CorHousehold *left = *(const CorHousehold *const *) a;
  const CorHousehold *right = *(const CorHousehold *const *) b;

  return left->weight < right->weight ? -1 : left->weight > right->weight;
}

/* What so many people left count at least: those who count least are left. */
static guint64
weigh_left (GArray *households, guint64 n_left)
{
  g_autoptr (GPtrArray) order = g_ptr_array_sized_new (households->len);
  guint64 weight = 0;

  for (guint i = 0; i < households->len; i++)
    g_ptr_array_add (order, &g_array_index (households, CorHousehold, i));
  g_ptr_array_sort (order, compare_weights);
  for (guint i = 0; i < order->len && n_left > 0; i++)
    {
      const CorHousehold *household = order->pdata[i];
      guint64 n_people = MIN (n_left, (guint64) household->n_people);

      weight += n_people * household->weight;
      n_left -= n_people;
    }

  return weight;
}

static int
compare_rounds (gconstpointer a, gconstpointer b)
{
  const Round *left = a;
  const Round *right = b;

  return left->round_s < right->round_s ? -1 : left->round_s > right->round_s;
}

/* The shortest first. */
static void
look_around (Bound *self, guint n_depots)
{
  for (guint i = 0; i < n_depots; i++)
    self->first_s[i] = G_MAXINT64;
  for (guint i = 0; i < self->setup->problem->n_clusters; i++)
    look_at_cluster (self, i, n_depots);
  g_array_sort (self->rounds, compare_rounds);
}

/**
 * cor_fleet_find_bound:
 * @setup: what is asked
 * @single: who passes where and when if people are counted singly and vehicles are not
 *
 * Returns: what no plan betters; movements and trips are not counted
 */
CorFleetScore
cor_fleet_find_bound (const CorFleetSetup *setup, const CorAssignment *single)
{
  guint n_depots = count_depots (setup->problem);
  Bound self = { setup, g_new (gint64, n_depots + 1), G_MAXINT64,
                 cor_timetable_get_n_crossings (setup->problem->timetable),
                 g_array_new (FALSE, TRUE, sizeof (Round)) };
  g_autoptr (GArray) rounds = g_array_set_size (self.rounds, setup->problem->n_clusters);
  CorSeats needed = { { 0 }, { 0 } };
  gint64 n_needed = count_needed (setup, &needed, rounds);
  gint64 n_all, n_before = 0;
  g_autofree gint64 *n_out = count_single (setup, single, &n_all);
  CorFleetScore score = { 0 };

  look_around (&self, n_depots);
  for (guint i = 0; i < setup->n_hours; i++)
    {
      gint64 n_now = MIN (n_out[i], n_all - n_needed + count_out (&self, &needed, n_needed, i));

      if (n_now > n_before)
        score.last_hour = i;
      score.hours += (guint64) (n_now - n_before) * i;
      n_before = n_now;
    }
  score.n_left = (guint64) (n_all - n_before);
  score.hours += score.n_left * setup->n_hours;
  score.left = weigh_left (setup->problem->households, score.n_left);
  g_free (self.first_s);

  return score;
}

/* Of those who could come by car, how many can be through by each hour if nobody is in their way.
 */
static gint64 *
count_owners (const CorFleetSetup *setup)
{
  const CorFleetProblem *problem = setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  gint64 *n_people = g_new0 (gint64, setup->n_hours + 1);

  for (guint i = 0; i < problem->n_parties; i++)
    {
      const CorParty *party = &problem->parties[i];
      guint first = setup->n_hours;

      if (party->trips[COR_TRAVEL_CAR] == NULL)
        continue;
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        for (guint k = 0; party->trips[j] != NULL && k < n_crossings; k++)
          first = MIN (first, party->trips[j][k].hour);
      n_people[first] += party->n_people;
    }
  for (guint i = 1; i < setup->n_hours; i++)
    n_people[i] += n_people[i - 1];

  return n_people;
}

/* A plan that leaves so many may be over sooner than one that leaves fewer. */
static guint
find_last_hour (const Bound *self,
                const CorSeats *needed,
                gint64 n_needed,
                const gint64 *n_single,
                gint64 n_all,
                gint64 n_left)
{
  guint hour = 0;

  while (hour + 1 < self->setup->n_hours &&
         MIN (n_single[hour], n_all - n_needed + count_out (self, needed, n_needed, hour)) <
             n_all - n_left)
    hour++;

  return n_left < n_all ? hour : 0;
}

/* Fewest people left, by what vehicles can do. */
static void
tighten_left (const CorFleetSetup *setup,
              gint64 n_needed,
              const CorFleetScore *reached,
              CorFleetScore *bound,
              CorProgress *progress)
{
  g_autofree gint64 *worth = g_new (gint64, setup->n_hours + 1);
  gint64 n_most;

  for (guint i = 0; i < setup->n_hours; i++)
    worth[i] = 1;
  n_most = cor_fleet_price (setup, worth, MAX (0, n_needed - (gint64) reached->n_left), progress);
  if (n_most >= n_needed - (gint64) bound->n_left)
    return;

  bound->n_left = (guint64) (n_needed - n_most);
  bound->left = weigh_left (setup->problem->households, bound->n_left);
}

/**
 * cor_fleet_tighten_bound:
 * @setup: what is asked
 * @single: who passes where and when if people are counted singly and vehicles are not
 * @reached: what a plan is worth
 * @n_reached: how many people are out in it by each hour
 * @bound: (inout): what no plan betters, as far as it is known
 * @progress: (nullable): stops it; what was found by then holds
 *
 * Looks closer at what no plan betters. By the end of the hours in which the plan has as many out
 * as the flow of single people that flow says how many are out at most; by the end of the others
 * those who need no vehicle say it, and what vehicles can do until then: hours spared by both
 * together are no more than the sum of these.
 */
void
cor_fleet_tighten_bound (const CorFleetSetup *setup,
                         const CorAssignment *single,
                         const CorFleetScore *reached,
                         const gint64 *n_reached,
                         CorFleetScore *bound,
                         CorProgress *progress)
{
  guint n_depots = count_depots (setup->problem);
  g_autofree gint64 *first_s = g_new (gint64, n_depots + 1);
  g_autoptr (GArray) rounds = g_array_new (FALSE, TRUE, sizeof (Round));
  Bound self = { setup, first_s, G_MAXINT64,
                 cor_timetable_get_n_crossings (setup->problem->timetable),
                 g_array_set_size (rounds, setup->problem->n_clusters) };
  CorSeats needed = { { 0 }, { 0 } };
  gint64 n_needed = count_needed (setup, &needed, rounds), n_all, spared = 0, most;
  g_autofree gint64 *n_single = count_single (setup, single, &n_all);
  g_autofree gint64 *n_owners = count_owners (setup);
  g_autofree gint64 *worth = g_new0 (gint64, setup->n_hours + 1);

  if (setup->problem->gates != NULL || n_needed == 0)
    return;
  look_around (&self, n_depots);
  if (reached->n_left > bound->n_left)
    {
      tighten_left (setup, n_needed, reached, bound, progress);
      bound->last_hour =
          find_last_hour (&self, &needed, n_needed, n_single, n_all, (gint64) bound->n_left);
    }
  for (guint i = setup->n_hours; i-- > 0;)
    {
      gint64 n_owners_out = MIN (n_owners[i], n_single[i]);
      gboolean is_free = n_reached[i] < n_single[i];

      worth[i] = worth[i + 1] + is_free;
      spared += is_free ? n_owners_out : n_single[i];
    }
  if (worth[0] == 0)
    return;

  most = n_all * (gint64) setup->n_hours - (gint64) reached->hours - spared;
  most = cor_fleet_price (setup, worth, MAX (0, most), progress);
  if (most < G_MAXINT64)
    bound->hours =
        MAX (bound->hours, (guint64) MAX (0, n_all * (gint64) setup->n_hours - spared - most));
}
