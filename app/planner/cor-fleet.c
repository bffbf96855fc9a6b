/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

#include <string.h>

/*
 * Vehicles for households that are in slots already. With vehicles enough the slots stay as they
 * are. Where there are too few, people wait for the next that comes. Which of them is decided by
 * making plans by several rules (cor-fleet-sweep.c), then by letting clusters go first that fared
 * badly before (squeaky wheel optimization; Joslin and Clements 1999); the best plan counts. All is
 * limited in steps, and nothing depends on the clock or on chance.
 */

/* Plans made with weights after those of the rules. */
#define MAX_SQUEAKS 24u

/* Up to 1 << (this - 1) clusters get their vehicles before all others. */
#define MAX_APART_BITS 5u

/* After so many in a row that were no better it is enough. */
#define MAX_IDLE 8u

/* A second or less, all tries together. */
#define MAX_STEPS G_GUINT64_CONSTANT (60000000)

/* Crossings per cluster that are looked at beside those where its people would pass anyway; with
 * few people all are. */
#define MAX_PAIRS_PER_CLUSTER 8u

static const CorFleetRule rules[] = {
  { COR_FLEET_ORDER_PLANNED, 0, FALSE, 0, 0 }, { COR_FLEET_ORDER_MANY, 100, TRUE, 0, 0 },
  { COR_FLEET_ORDER_NEAR, 60, FALSE, 0, 0 },   { COR_FLEET_ORDER_NEAR, 0, TRUE, 0, 0 },
  { COR_FLEET_ORDER_MANY, 60, FALSE, 0, 0 },   { COR_FLEET_ORDER_PLANNED, 0, TRUE, 0, 0 },
};

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const CorFleetItem *left = a;
  const CorFleetItem *right = b;

  if (left->cluster != right->cluster)
    return left->cluster < right->cluster ? -1 : 1;
  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  if (left->household != right->household)
    return left->household < right->household ? -1 : 1;

  return left->planned_slot < right->planned_slot ? -1 : left->planned_slot > right->planned_slot;
}

/* Those with needs have the seats that they need, the others ordinary ones. */
static CorSeats
get_seats (const CorFleetProblem *problem, const CorLoad *load)
{
  const CorHousehold *household =
      &g_array_index (problem->households, CorHousehold, load->household);
  CorSeats seats = { { 0 }, { 0 } };

  if (load->n_people == household->n_people)
    return problem->seats[load->household];

  if (load->n_in_need > 0)
    seats = problem->get_seats (load->household, load->first_in_need, load->n_in_need,
                                problem->user_data);
  seats.n[COR_SEAT_ORDINARY] += load->n_people - load->n_in_need;

  return seats;
}

static void
add_item (CorFleetSetup *self, const CorLoad *load)
{
  const CorFleetProblem *problem = self->problem;
  const CorHousehold *people = &g_array_index (problem->households, CorHousehold, load->household);
  CorFleetItem item = { .household = load->household,
                        .n_people = load->n_people,
                        .first_in_need = load->first_in_need,
                        .n_in_need = load->n_in_need,
                        .leader = COR_FLEET_NONE,
                        .party = people->group,
                        .cluster = problem->clusters[people->group],
                        .priority = people->priority,
                        .weight = people->weight,
                        .planned_slot = load->slot,
                        .seats = get_seats (problem, load) };

  g_array_append_val (self->items, item);
}

static gboolean
drives_itself (const CorFleetSetup *self, const CorLoad *load)
{
  const CorFleetProblem *problem = self->problem;
  guint party = g_array_index (problem->households, CorHousehold, load->household).group;
  CorTravel travel = COR_TRAVEL_CAR;

  cor_party_can_pass (&problem->parties[party], &self->slots[load->slot], NULL, &travel);

  return travel == COR_TRAVEL_CAR;
}

/* What the loading left of a household, for it may find room now. */
static void
add_rest (CorFleetSetup *self, guint household, guint n_passing, guint n_in_need)
{
  const CorHousehold *people = &g_array_index (self->problem->households, CorHousehold, household);
  CorLoad rest = { household, COR_FLEET_NONE, people->n_people - n_passing, n_in_need,
                   people->n_in_need - n_in_need };

  if (rest.n_people > 0)
    add_item (self, &rest);
}

/* Lets an item follow another of its household if that one has needs that come before its own, and
 * after those of whom it follows now. */
static void
follow (CorFleetItem *item, const CorFleetItem *items, guint other)
{
  if (items[other].n_in_need > 0 && items[other].first_in_need < item->first_in_need &&
      (item->leader == COR_FLEET_NONE ||
       items[item->leader].first_in_need < items[other].first_in_need))
    item->leader = other;
}

/* Nobody leaves before those of their household who have needs: each part follows the last of the
 * parts before it in which there are any. Items of one household stand together. */
static void
find_leaders (CorFleetSetup *self, const guint *after_hours)
{
  CorFleetItem *items = (CorFleetItem *) (gpointer) self->items->data;

  for (guint i = 0; i < self->items->len; i++)
    {
      CorFleetItem *item = &items[i];

      if (item->first_in_need == 0)
        continue;
      item->after_hour = after_hours[item->household];
      for (guint j = i; j > 0 && items[j - 1].household == item->household; j--)
        follow (item, items, j - 1);
      for (guint j = i + 1; j < self->items->len && items[j].household == item->household; j++)
        follow (item, items, j);
    }
}

static void
count_drivers (CorFleetSetup *self, const CorLoad *load)
{
  const CorFleetProblem *problem = self->problem;
  guint party = g_array_index (problem->households, CorHousehold, load->household).group;
  const CorTrip *trips = problem->parties[party].trips[COR_TRAVEL_CAR];
  guint hour = self->slots[load->slot].hour, soonest = hour;

  for (guint i = 0; i < cor_timetable_get_n_crossings (problem->timetable); i++)
    soonest = MIN (soonest, trips[i].hour);
  self->n_drivers += load->n_people;
  self->drivers_wait |= soonest < hour;
  self->drivers.last_hour = MAX (self->drivers.last_hour, hour);
  self->drivers.hours += (guint64) load->n_people * hour;
}

/* Everybody who needs a vehicle. */
static void
list_items (CorFleetSetup *self, const CorLoading *loading)
{
  GArray *households = self->problem->households;
  g_autofree guint *n_passing = g_new0 (guint, households->len + 1);
  g_autofree guint *n_in_need = g_new0 (guint, households->len + 1);
  g_autofree guint *after_hours = g_new0 (guint, households->len + 1);

  for (guint i = 0; i < loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (loading->loads, CorLoad, i);
      guint hour = self->slots[load->slot].hour;

      n_passing[load->household] += load->n_people;
      n_in_need[load->household] += load->n_in_need;
      if (!drives_itself (self, load))
        {
          add_item (self, load);
          continue;
        }
      cor_room_take (self->room, load->slot, load->n_people);
      count_drivers (self, load);
      if (load->n_in_need > 0)
        after_hours[load->household] = MAX (after_hours[load->household], hour);
    }
  for (guint i = 0; i < households->len; i++)
    add_rest (self, i, n_passing[i], n_in_need[i]);
  g_array_sort (self->items, compare_items);
  find_leaders (self, after_hours);
}

static void
index_items (CorFleetSetup *self)
{
  guint item = 0;

  self->first_items = g_new (guint, self->problem->n_clusters + 1);
  for (guint i = 0; i <= self->problem->n_clusters; i++)
    {
      while (item < self->items->len && g_array_index (self->items, CorFleetItem, item).cluster < i)
        item++;
      self->first_items[i] = item;
    }
}

static void
index_slots (CorFleetSetup *self)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->problem->timetable);

  self->first_slots = g_new (guint, (gsize) n_crossings * (self->n_hours + 1) + 1);
  for (guint i = 0; i < n_crossings; i++)
    {
      guint *first = self->first_slots + (gsize) i * (self->n_hours + 1);
      guint n_slots, slot, end;

      slot =
          (guint) (cor_timetable_get_slots (self->problem->timetable, i, &n_slots) - self->slots);
      end = slot + n_slots;
      for (guint j = 0; j <= self->n_hours; j++)
        {
          while (slot < end && self->slots[slot].hour < j)
            slot++;
          first[j] = slot;
        }
    }
}

/* The first trip of any party of a cluster to each crossing. */
static void
find_trips (const CorFleetSetup *self, guint cluster, CorTrip *trips, gboolean *is_planned)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->problem->timetable);

  for (guint i = 0; i < n_crossings; i++)
    {
      trips[i] = (CorTrip){ .hour = COR_HOUR_NONE, .drive_s = G_MAXUINT };
      is_planned[i] = FALSE;
    }
  for (guint i = self->first_items[cluster]; i < self->first_items[cluster + 1]; i++)
    {
      const CorFleetItem *item = &g_array_index (self->items, CorFleetItem, i);
      const CorTrip *of_party = self->problem->parties[item->party].trips[COR_TRAVEL_COACH];

      if (item->planned_slot != COR_FLEET_NONE)
        is_planned[self->slots[item->planned_slot].crossing] = TRUE;
      for (guint j = 0; of_party != NULL && j < n_crossings; j++)
        if (of_party[j].hour < trips[j].hour)
          trips[j] = of_party[j];
    }
}

/* The crossings of a cluster: where its people would pass anyway, and the next ones. */
static void
add_pairs (CorFleetSetup *self, guint cluster)
{
  guint n_crossings = cor_timetable_get_n_crossings (self->problem->timetable);
  g_autofree CorTrip *trips = g_new (CorTrip, n_crossings + 1);
  g_autofree gboolean *is_chosen = g_new (gboolean, n_crossings + 1);
  guint n_most = self->items->len <= COR_FLEET_FEW_ITEMS ? n_crossings : MAX_PAIRS_PER_CLUSTER;

  find_trips (self, cluster, trips, is_chosen);
  for (guint n_chosen = 0; n_chosen < n_most; n_chosen++)
    {
      guint next = G_MAXUINT;

      for (guint i = 0; i < n_crossings; i++)
        if (!is_chosen[i] && trips[i].hour != COR_HOUR_NONE &&
            (next == G_MAXUINT || trips[i].hour < trips[next].hour ||
             (trips[i].hour == trips[next].hour && trips[i].drive_s < trips[next].drive_s)))
          next = i;
      if (next == G_MAXUINT)
        break;
      is_chosen[next] = TRUE;
    }
  for (guint i = 0; i < n_crossings; i++)
    {
      CorFleetPair pair = { cluster, i, NULL, NULL };

      if (is_chosen[i])
        g_array_append_val (self->pairs, pair);
    }
}

static gboolean
is_alike (const CorFleetVehicle *a, const CorFleetVehicle *b)
{
  return a->depot == b->depot && a->from_utc_s == b->from_utc_s &&
         a->until_utc_s == b->until_utc_s && a->duty_s == b->duty_s &&
         a->turnaround_s == b->turnaround_s && a->hands_over == b->hands_over &&
         a->max_trips == b->max_trips && cor_seats_hold (&a->seats, &b->seats) &&
         cor_seats_hold (&b->seats, &a->seats);
}

static void
start_setup (CorFleetSetup *self, const CorFleetProblem *problem, const CorLoading *loading)
{
  self->problem = problem;
  self->slots = cor_timetable_get_all_slots (problem->timetable, &self->n_slots);
  self->n_hours = cor_timetable_get_n_hours (problem->timetable);
  self->is_alike = g_new0 (gboolean, problem->n_vehicles + 1);
  for (guint i = 1; i < problem->n_vehicles; i++)
    self->is_alike[i] = is_alike (&problem->vehicles[i - 1], &problem->vehicles[i]);
  self->room = cor_room_new (problem->timetable);
  self->items = g_array_new (FALSE, FALSE, sizeof (CorFleetItem));
  list_items (self, loading);
  index_items (self);
  index_slots (self);
  self->pairs = g_array_new (FALSE, FALSE, sizeof (CorFleetPair));
  self->first_pairs = g_new (guint, problem->n_clusters + 1);
  for (guint i = 0; i < problem->n_clusters; i++)
    {
      self->first_pairs[i] = self->pairs->len;
      if (self->first_items[i] < self->first_items[i + 1])
        add_pairs (self, i);
    }
  self->first_pairs[problem->n_clusters] = self->pairs->len;
}

static void
clear_setup (CorFleetSetup *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    g_free (g_array_index (self->pairs, CorFleetPair, i).depart_utc_s);
  g_array_unref (self->pairs);
  g_array_unref (self->items);
  g_free (self->first_items);
  g_free (self->first_pairs);
  g_free (self->first_slots);
  cor_room_free (self->room);
  g_free (self->is_alike);
}

/* The search for the best plan. */
typedef struct
{
  const CorFleetSetup *setup;
  CorFleetDraft *best;
  CorFleetScore score;
  CorFleetRule rule; /* that made it */
  CorFleetScore bound;
  CorProgress *progress;
  guint n_tries;
  guint64 n_steps;
} Search;

/* Makes a plan; keeps it if it is the best. Returns it, to learn from. */
static CorFleetDraft *
try_rule (Search *search, const CorFleetRule *rule, const guint64 *weights)
{
  CorFleetDraft *draft = cor_fleet_draft_new (search->setup);
  CorFleetScore score;

  if (search->setup->problem->kept != NULL)
    cor_fleet_keep_trips (search->setup, draft);
  cor_fleet_sweep (search->setup, rule, weights, draft, search->progress);
  cor_fleet_tidy (search->setup, draft);
  score = cor_fleet_draft_get_score (search->setup, draft);
  search->n_tries++;
  search->n_steps += draft->n_steps;
  if (search->best != NULL && !cor_fleet_score_is_better (&score, &search->score))
    return draft;

  g_clear_pointer (&search->best, cor_fleet_draft_free);
  search->best = draft;
  search->score = score;
  search->rule = *rule;

  return draft;
}

static void
forget (const Search *search, CorFleetDraft *draft)
{
  if (draft != search->best)
    cor_fleet_draft_free (draft);
}

/* People for a thousand hours of a vehicle, from leaving for them to being free. */
static guint
measure_yield (const Search *search)
{
  guint64 n_people = 0, away_s = 0;

  for (guint i = 0; i < search->best->movements->len; i++)
    n_people += g_array_index (search->best->movements, CorFleetMovement, i).n_people;
  for (guint i = 0; i < search->best->runs->len; i++)
    {
      const CorFleetRun *run = &g_array_index (search->best->runs, CorFleetRun, i);

      if (run->movement != COR_FLEET_NONE)
        away_s += (guint64) (run->after.free_utc_s - run->leave_utc_s);
    }

  return (guint) (n_people * G_GUINT64_CONSTANT (3600000) / MAX (away_s, 1));
}

/* Whether vehicles cost nothing against the slots that people had, or nothing can be gained. */
static gboolean
is_done (const Search *search, const CorFleetScore *planned)
{
  return search->setup->problem->is_early || search->n_steps > MAX_STEPS ||
         (search->score.left <= planned->left && search->score.last_hour <= planned->last_hour &&
          search->score.hours <= planned->hours) ||
         (search->score.left == search->bound.left &&
          search->score.last_hour == search->bound.last_hour &&
          search->score.hours == search->bound.hours);
}

/* Clusters whose people waited long go first next time. */
static void
blame (const CorFleetSetup *setup, const CorFleetDraft *draft, guint64 *weights)
{
  for (guint i = 0; i < setup->items->len; i++)
    {
      const CorFleetItem *item = &g_array_index (setup->items, CorFleetItem, i);
      guint hour = draft->slot_of[i] == COR_FLEET_NONE ? 2 * setup->n_hours
                                                       : setup->slots[draft->slot_of[i]].hour;
      guint planned = item->planned_slot == COR_FLEET_NONE ? setup->n_hours
                                                           : setup->slots[item->planned_slot].hour;

      if (hour > planned)
        weights[item->cluster] += (guint64) (hour - planned) * item->n_people * item->weight;
    }
}

/* Where vehicles are scarce the near and the many go first: each trip has to bring out so many of
 * what the best plan brings out on average, in eighths. */
static gboolean
try_yields (Search *search, const CorFleetScore *planned, const guint64 *weights, GError **error)
{
  static const guint eighths[] = { 8, 6, 5, 4, 7, 3, 9, 11 };
  guint yield = measure_yield (search);

  for (guint i = 0; i < G_N_ELEMENTS (eighths) && !is_done (search, planned); i++)
    {
      CorFleetRule rule = { COR_FLEET_ORDER_YIELD, 1, TRUE, 0, MAX (yield * eighths[i] / 8, 1) };

      if (!cor_progress_check (search->progress, error))
        return FALSE;
      forget (search, try_rule (search, &rule, weights));
    }

  return TRUE;
}

static gboolean
search_best (Search *search, const CorFleetScore *planned, GError **error)
{
  g_autofree guint64 *weights = g_new0 (guint64, search->setup->problem->n_clusters + 1);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      if (!cor_progress_check (search->progress, error))
        return FALSE;
      forget (search, try_rule (search, &rules[i], weights));
      if (is_done (search, planned))
        return TRUE;
    }
  if (search->score.n_left > planned->n_left && !try_yields (search, planned, weights, error))
    return FALSE;
  blame (search->setup, search->best, weights);
  for (guint i = 0, n_idle = 0; i < MAX_SQUEAKS && n_idle < MAX_IDLE && !is_done (search, planned);
       i++)
    {
      CorFleetRule rule = i % 3 == 2 ? rules[i % G_N_ELEMENTS (rules)] : search->rule;
      CorFleetDraft *draft;

      if (!cor_progress_check (search->progress, error))
        return FALSE;
      rule.n_apart = i % 4 == 3 ? 0 : 1u << (i % MAX_APART_BITS);
      draft = try_rule (search, &rule, weights);
      blame (search->setup, draft, weights);
      n_idle = draft == search->best ? 0 : n_idle + 1;
      forget (search, draft);
    }

  return TRUE;
}

/* Whether anything could be better than what was found. */
static gboolean
has_gap (const Search *search)
{
  return search->score.n_left > search->bound.n_left ||
         search->score.last_hour > search->bound.last_hour ||
         search->score.hours > search->bound.hours;
}

/* Tries everything if there are few people and vehicles. */
static void
try_every_way (Search *search)
{
  CorFleetDraft *better;
  gboolean is_best =
      cor_fleet_try_every_way (search->setup, &search->score, search->progress, &better);

  if (better != NULL)
    {
      cor_fleet_draft_free (search->best);
      search->best = better;
      search->score = cor_fleet_draft_get_score (search->setup, better);
    }
  if (is_best)
    search->bound = search->score;
}

/* What the slots that people had are worth. */
static CorFleetScore
get_planned_score (const CorFleetSetup *setup)
{
  CorFleetScore score = setup->drivers;

  for (guint i = 0; i < setup->items->len; i++)
    {
      const CorFleetItem *item = &g_array_index (setup->items, CorFleetItem, i);
      guint hour = setup->n_hours;

      if (item->planned_slot == COR_FLEET_NONE)
        {
          score.n_left += item->n_people;
          score.left += (guint64) item->n_people * item->weight;
        }
      else
        {
          hour = setup->slots[item->planned_slot].hour;
          score.last_hour = MAX (score.last_hour, hour);
        }
      score.hours += (guint64) item->n_people * hour;
    }

  return score;
}

/* How many people are out by each hour in the best plan. */
static gint64 *
count_reached (const Search *search, const CorLoading *loading)
{
  const CorFleetSetup *setup = search->setup;
  gint64 *n_out = g_new0 (gint64, setup->n_hours + 1);

  for (guint i = 0; i < loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (loading->loads, CorLoad, i);

      if (drives_itself (setup, load))
        n_out[setup->slots[load->slot].hour] += load->n_people;
    }
  for (guint i = 0; i < setup->items->len; i++)
    if (search->best->slot_of[i] != COR_FLEET_NONE)
      n_out[setup->slots[search->best->slot_of[i]].hour] +=
          g_array_index (setup->items, CorFleetItem, i).n_people;
  for (guint i = 1; i < setup->n_hours; i++)
    n_out[i] += n_out[i - 1];

  return n_out;
}

static void
write_loads (CorFleetPlan *self, const Search *search, const CorLoading *loading)
{
  const CorFleetSetup *setup = search->setup;

  self->loads = g_array_new (FALSE, FALSE, sizeof (CorLoad));
  for (guint i = 0; i < loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (loading->loads, CorLoad, i);

      if (drives_itself (setup, load))
        g_array_append_val (self->loads, *load);
    }
  for (guint i = 0; i < setup->items->len; i++)
    {
      const CorFleetItem *item = &g_array_index (setup->items, CorFleetItem, i);
      CorLoad load = { item->household, search->best->slot_of[i], item->n_people,
                       item->first_in_need, item->n_in_need };

      if (load.slot != COR_FLEET_NONE)
        g_array_append_val (self->loads, load);
    }
}

/* Says how many people are in a vehicle: as many of each kind as it has seats for, those with
 * oxygen where there is some. What is left of @needed goes with the next. */
static guint
take_seats (const CorSeats *seats, CorSeats *needed)
{
  guint n_people = 0;

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    {
      guint n_oxygen = MIN (needed->n_oxygen[i], seats->n_oxygen[i]);
      guint n_others = MIN (needed->n[i] - needed->n_oxygen[i], seats->n[i] - n_oxygen);

      needed->n_oxygen[i] -= n_oxygen;
      needed->n[i] -= n_oxygen + n_others;
      n_people += n_oxygen + n_others;
    }

  return n_people;
}

/**
 * cor_fleet_trip_compare_movements:
 * @self: a trip
 * @other: another trip
 *
 * Returns: below, at or above 0 as the movement that @self carries people of stands before, is, or
 *   stands behind that of @other; by cluster, crossing and hour
 */
int
cor_fleet_trip_compare_movements (const CorFleetTrip *self, const CorFleetTrip *other)
{
  if (self->cluster != other->cluster)
    return self->cluster < other->cluster ? -1 : 1;
  if (self->crossing != other->crossing)
    return self->crossing < other->crossing ? -1 : 1;

  return self->hour < other->hour ? -1 : self->hour > other->hour;
}

static int
compare_trips (gconstpointer a, gconstpointer b)
{
  const CorFleetTrip *left = a;
  const CorFleetTrip *right = b;
  int order = cor_fleet_trip_compare_movements (left, right);

  if (order != 0)
    return order;

  return left->vehicle < right->vehicle ? -1 : left->vehicle > right->vehicle;
}

static CorFleetTrip
make_trip (const CorFleetRun *run, const CorFleetMovement *movement)
{
  return (CorFleetTrip){ .vehicle = run->vehicle,
                         .number = run->after.n_trips,
                         .cluster = movement->cluster,
                         .crossing = movement->crossing,
                         .hour = movement->hour,
                         .leave_utc_s = run->leave_utc_s,
                         .ready_utc_s = run->ready_utc_s,
                         .depart_utc_s = movement->depart_utc_s,
                         .free_utc_s = run->after.free_utc_s };
}

/* Vehicles with oxygen take those who need it first; the others take all they can before people
 * without such a need sit beside oxygen. */
static void
write_trips (CorFleetPlan *self, const Search *search)
{
  const CorFleetVehicle *vehicles = search->setup->problem->vehicles;
  g_autoptr (GArray) needed = g_array_new (FALSE, FALSE, sizeof (CorSeats));

  self->trips = g_array_new (FALSE, FALSE, sizeof (CorFleetTrip));
  for (guint i = 0; i < search->best->movements->len; i++)
    g_array_append_val (needed,
                        g_array_index (search->best->movements, CorFleetMovement, i).needed);
  for (guint i = 0; i < search->best->runs->len; i++)
    {
      const CorFleetRun *run = &g_array_index (search->best->runs, CorFleetRun, i);
      CorFleetTrip trip;

      if (run->movement == COR_FLEET_NONE)
        continue;
      trip = make_trip (run,
                        &g_array_index (search->best->movements, CorFleetMovement, run->movement));
      trip.n_people = take_seats (&vehicles[run->vehicle].seats,
                                  &g_array_index (needed, CorSeats, run->movement));
      g_array_append_val (self->trips, trip);
    }
  g_array_sort (self->trips, compare_trips);
}

/**
 * cor_fleet_plan_new:
 * @problem: households and vehicles
 * @loading: whole households in slots, as if there were vehicles for all
 * @single: who passes where and when if people are counted singly, as a bound; %NULL if an early
 *   plan is wanted
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds vehicles for all who do not drive themselves: for each of their movements enough seats of
 * each kind, each vehicle in one place at a time and back where it has to be, its drivers within
 * their duty. See the top of the file.
 *
 * Returns: (transfer full) (nullable): the plan, or %NULL if it was stopped
 */
CorFleetPlan *
cor_fleet_plan_new (const CorFleetProblem *problem,
                    const CorLoading *loading,
                    const CorAssignment *single,
                    CorProgress *progress,
                    GError **error)
{
  CorFleetSetup setup = { 0 };
  Search search = { .setup = &setup, .progress = progress };
  CorFleetScore planned;
  CorFleetPlan *self = NULL;

  start_setup (&setup, problem, loading);
  planned = get_planned_score (&setup);
  if (!problem->is_early && cor_progress_check (progress, NULL))
    search.bound = cor_fleet_find_bound (&setup, single);
  if (search_best (&search, &planned, error) && cor_progress_check (progress, error))
    {
      if (!problem->is_early && has_gap (&search))
        try_every_way (&search);
      if (!problem->is_early && has_gap (&search))
        {
          g_autofree gint64 *n_reached = count_reached (&search, loading);

          cor_fleet_tighten_bound (&setup, single, &search.score, n_reached, &search.bound,
                                   progress);
        }
      self = g_new0 (CorFleetPlan, 1);
      self->score = search.score;
      self->bound = search.bound;
      self->n_tries = search.n_tries;
      write_loads (self, &search, loading);
      write_trips (self, &search);
    }
  g_clear_pointer (&search.best, cor_fleet_draft_free);
  clear_setup (&setup);

  return self;
}

/**
 * cor_fleet_gates_free:
 * @self: (transfer full): gates
 *
 * Frees @self.
 */
void
cor_fleet_gates_free (CorFleetGates *self)
{
  g_array_unref (self->rooms);
  g_array_unref (self->passed);
  g_array_unref (self->first_passed);
  g_free (self);
}

/**
 * cor_fleet_plan_free:
 * @self: (transfer full): a plan
 *
 * Frees @self.
 */
void
cor_fleet_plan_free (CorFleetPlan *self)
{
  g_array_unref (self->loads);
  g_array_unref (self->trips);
  g_free (self);
}
