/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

#include "cor-subset.h"

/* People who wait longer than this get a vehicle however empty. */
#define PATIENCE_H 24u

/* A way that may be driven in the hour at hand. */
typedef struct
{
  guint pair;
  guint movement;       /* COR_FLEET_NONE until it has one */
  gboolean is_stuck;    /* no vehicle can be sent */
  guint n_due;          /* people whose turn it is */
  CorPriority priority; /* of the most urgent of them */
  guint64 weight;
  guint64 key; /* the smaller first */
} Way;

typedef struct
{
  const CorFleetSetup *setup;
  const CorFleetRule *rule;
  const guint64 *weights;
  CorFleetDraft *draft;
  GArray **waiting;   /* guint, items of each cluster */
  GArray *ways;       /* Way */
  gint64 *earliest;   /* for each cluster: when any vehicle that could still be there in time for
                         the hour can be there, or before */
  GArray *idle;       /* guint, the vehicles that are free when the hour begins */
  guint n_different;  /* vehicles that do not stand where the same one before them does */
  gboolean *has_turn; /* clusters that vehicles are sent for */
  gint64 *back_s;     /* for each cluster: from the nearest crossing to the rally point, and what a
                         vehicle is held up at the border */
  guint n_largest;    /* ordinary seats of the largest vehicle */
  guint min_yield;    /* while it is asked */
  guint hour;
  gboolean only_due;
} Sweep;

static const CorFleetItem *
get_item (const Sweep *self, guint item)
{
  return &g_array_index (self->setup->items, CorFleetItem, item);
}

/* Whose turn is over may go to any crossing. */
static gboolean
is_due (const Sweep *self, guint item, guint crossing)
{
  guint slot = get_item (self, item)->planned_slot;

  return slot != COR_FLEET_NONE && (self->setup->slots[slot].hour < self->hour ||
                                    (self->setup->slots[slot].hour == self->hour &&
                                     self->setup->slots[slot].crossing == crossing));
}

static gboolean
is_impatient (const Sweep *self, guint item)
{
  guint slot = get_item (self, item)->planned_slot;

  return slot != COR_FLEET_NONE && self->setup->slots[slot].hour + PATIENCE_H <= self->hour;
}

/* Where somebody could board now: their own slot before others of the hour. */
static guint
find_slot (const Sweep *self, guint item, guint crossing)
{
  const CorFleetItem *people = get_item (self, item);
  const guint *first =
      self->setup->first_slots + (gsize) crossing * (self->setup->n_hours + 1) + self->hour;

  if (people->planned_slot >= first[0] && people->planned_slot < first[1] &&
      cor_room_get (self->draft->room, people->planned_slot) >= people->n_people)
    return people->planned_slot;
  for (guint i = first[0]; i < first[1]; i++)
    if (cor_room_get (self->draft->room, i) >= people->n_people &&
        cor_fleet_can_board (self->setup, item, i))
      return i;

  return COR_FLEET_NONE;
}

static gboolean
may_go (const Sweep *self, guint item, guint crossing)
{
  self->draft->n_steps++;

  return (!self->only_due || is_due (self, item, crossing)) &&
         cor_fleet_draft_may_pass (self->setup, self->draft, item, self->hour) &&
         find_slot (self, item, crossing) != COR_FLEET_NONE;
}

static gboolean
has_room (const Sweep *self, guint crossing)
{
  const guint *first =
      self->setup->first_slots + (gsize) crossing * (self->setup->n_hours + 1) + self->hour;

  for (guint i = first[0]; i < first[1]; i++)
    if (cor_room_get (self->draft->room, i) > 0)
      return TRUE;

  return FALSE;
}

/* How many people a thousand hours of a vehicle bring out over a way, going there and back. */
static guint
get_yield (const Sweep *self, guint pair, guint n_people)
{
  const CorFleetProblem *problem = self->setup->problem;
  const CorFleetPair *way = &g_array_index (self->setup->pairs, CorFleetPair, pair);
  gsize cell = (gsize) way->cluster * cor_timetable_get_n_crossings (problem->timetable);
  guint64 round_s =
      (guint64) problem->drive_s[cell + way->crossing] + (guint64) self->back_s[way->cluster];

  return (guint) (MIN (n_people, self->n_largest) * G_GUINT64_CONSTANT (3600000) /
                  MAX (round_s, 1));
}

static guint64
get_key (const Sweep *self, const Way *way, guint n_waiting)
{
  const CorFleetProblem *problem = self->setup->problem;
  const CorFleetPair *pair = &g_array_index (self->setup->pairs, CorFleetPair, way->pair);
  gsize cell = (gsize) pair->cluster * cor_timetable_get_n_crossings (problem->timetable);

  switch (self->rule->order)
    {
    case COR_FLEET_ORDER_NEAR:
      return problem->drive_s[cell + pair->crossing];
    case COR_FLEET_ORDER_MANY:
      return G_MAXUINT32 - (guint64) n_waiting;
    case COR_FLEET_ORDER_YIELD:
      return G_MAXUINT32 - (guint64) get_yield (self, way->pair, n_waiting);
    default:
      return 0;
    }
}

static void
add_way (Sweep *self, guint pair, GArray *waiting)
{
  guint crossing = g_array_index (self->setup->pairs, CorFleetPair, pair).crossing;
  guint cluster = g_array_index (self->setup->pairs, CorFleetPair, pair).cluster;
  Way way = { .pair = pair, .movement = COR_FLEET_NONE, .priority = COR_PRIORITY_LATER };
  guint n_waiting = 0;
  gint64 depart_utc_s, arrive_utc_s;

  if (!has_room (self, crossing))
    return;
  depart_utc_s = cor_fleet_get_departure (self->setup, pair, self->hour, &arrive_utc_s);
  if (depart_utc_s == G_MININT64 || depart_utc_s < self->earliest[cluster])
    return;

  self->only_due = FALSE;
  for (guint i = 0; i < waiting->len; i++)
    {
      guint item = g_array_index (waiting, guint, i);
      guint n_people = get_item (self, item)->n_people;

      if (!may_go (self, item, crossing))
        continue;
      n_waiting += n_people;
      if (!is_due (self, item, crossing))
        continue;
      way.n_due += n_people;
      way.priority = MIN (way.priority, get_item (self, item)->priority);
    }
  if (way.n_due == 0 && (n_waiting == 0 || !self->rule->pulls))
    return;
  if (self->min_yield > 0 && get_yield (self, pair, n_waiting) < self->min_yield)
    return;

  way.weight = self->weights[cluster];
  way.key = get_key (self, &way, n_waiting);
  g_array_append_val (self->ways, way);
}

static int
compare_ways (gconstpointer a, gconstpointer b)
{
  const Way *left = a;
  const Way *right = b;

  if ((left->n_due > 0) != (right->n_due > 0))
    return left->n_due > 0 ? -1 : 1;
  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  if (left->weight != right->weight)
    return left->weight > right->weight ? -1 : 1;
  if (left->key != right->key)
    return left->key < right->key ? -1 : 1;

  return left->pair < right->pair ? -1 : left->pair > right->pair;
}

static CorFleetMovement *
get_movement (const Sweep *self, const Way *way)
{
  return &g_array_index (self->draft->movements, CorFleetMovement, way->movement);
}

/* How a vehicle suits: what it has and nobody needs is kept for others, if there are others. */
typedef struct
{
  guint n_special; /* seats for needs that these people do not have */
  guint n_people;  /* that it would take */
  guint n_seats;
  gint64 empty_s;
} Suit;

static gboolean
suits_better (const Suit *a, const Suit *b)
{
  if ((a->n_special > 0) != (b->n_special > 0))
    return a->n_special == 0;
  if (a->n_people != b->n_people)
    return a->n_people > b->n_people;
  if (a->n_seats != b->n_seats)
    return a->n_seats < b->n_seats;

  return a->empty_s < b->empty_s;
}

/* How much nearer a vehicle brings seats to what is needed. */
static gboolean
has_what_lacks (const CorSeats *seats, const CorSeats *has, const CorSeats *needed)
{
  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if ((needed->n[i] > has->n[i] && seats->n[i] > 0) ||
        (needed->n_oxygen[i] > has->n_oxygen[i] && seats->n_oxygen[i] > 0))
      return TRUE;

  return FALSE;
}

static guint
count_special (const CorSeats *seats, const CorSeats *needed)
{
  guint n_special = 0;

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    if ((i != COR_SEAT_ORDINARY && needed->n[i] == 0) ||
        (seats->n_oxygen[i] > 0 && needed->n_oxygen[i] == 0))
      n_special += seats->n[i];

  return n_special;
}

/* Whether a vehicle stands where the same one before it does, so that one of them will do. */
static gboolean
is_as_before (const Sweep *self, guint vehicle)
{
  const CorFleetState *state = &self->draft->states[vehicle];

  return self->setup->is_alike[vehicle] && state[-1].free_utc_s == state->free_utc_s &&
         state[-1].crossing == state->crossing && state[-1].n_trips == state->n_trips &&
         state[-1].duty_utc_s == state->duty_utc_s;
}

/* Sends the vehicle that suits best. @needed is what all on the movement would need, @n_people how
 * many would go in it. */
static gboolean
send_vehicle (Sweep *self, const Way *way, const CorSeats *needed, guint n_people)
{
  CorFleetDraft *draft = self->draft;
  CorFleetMovement *movement = get_movement (self, way);
  CorFleetRun best = { .vehicle = COR_FLEET_NONE };
  Suit best_suit = { 0 };

  if (!cor_fleet_draft_has_gates (self->setup, draft, movement->crossing))
    return FALSE;

  for (guint i = 0; i < self->setup->problem->n_vehicles; i++)
    {
      const CorSeats *seats = &self->setup->problem->vehicles[i].seats;
      CorFleetRun run;
      Suit suit;

      if (is_as_before (self, i))
        continue;
      draft->n_steps++;
      if (!has_what_lacks (seats, &movement->seats, needed) ||
          !cor_fleet_find_run (self->setup, &draft->states[i], i, movement, &run))
        continue;
      suit.n_special = count_special (seats, needed);
      suit.n_seats = cor_seats_count (seats);
      suit.n_people = MIN (suit.n_seats, n_people);
      suit.empty_s = run.ready_utc_s - run.leave_utc_s;
      if (best.vehicle != COR_FLEET_NONE && !suits_better (&suit, &best_suit))
        continue;
      best = run;
      best_suit = suit;
    }
  if (best.vehicle == COR_FLEET_NONE)
    return FALSE;

  best.movement = way->movement;
  cor_fleet_draft_pass_gates (self->setup, draft, movement->crossing, 1);
  draft->states[best.vehicle] = best.after;
  cor_seats_add (&movement->seats, &self->setup->problem->vehicles[best.vehicle].seats);
  g_array_append_val (draft->runs, best);

  return TRUE;
}

/* Sets of seats of each kind, with oxygen and without. */
#define N_KINDS (1u << (2 * COR_N_SEAT_KINDS))

/* Which seats are needed; bits. */
static guint
get_kinds (const CorSeats *seats)
{
  guint kinds = 0;

  for (guint i = 0; i < COR_N_SEAT_KINDS; i++)
    kinds |= (seats->n[i] > 0 ? 1u << i : 0) |
             (seats->n_oxygen[i] > 0 ? 1u << (COR_N_SEAT_KINDS + i) : 0);

  return kinds;
}

/* Lets people board who need more than ordinary seats, with the vehicles that they need. */
static void
load_special (Sweep *self, const Way *way, GArray *waiting, guint crossing)
{
  guint failed[N_KINDS]; /* the fewest people with such needs who found no vehicle */

  for (guint i = 0; i < N_KINDS; i++)
    failed[i] = G_MAXUINT;
  for (guint i = 0; i < waiting->len; i++)
    {
      guint item = g_array_index (waiting, guint, i);
      const CorFleetItem *people = get_item (self, item);
      CorSeats needed = get_movement (self, way)->needed;
      guint first_run = self->draft->runs->len, kinds = get_kinds (&people->seats);
      gboolean goes_on = TRUE;

      if (cor_seats_are_ordinary (&people->seats) || people->n_people >= failed[kinds] ||
          !may_go (self, item, crossing))
        continue;
      cor_seats_add (&needed, &people->seats);
      while (goes_on && !cor_seats_hold (&get_movement (self, way)->seats, &needed))
        goes_on = send_vehicle (self, way, &needed, people->n_people);
      if (goes_on)
        cor_fleet_draft_board (self->setup, self->draft, item, way->movement,
                               find_slot (self, item, crossing));
      else
        {
          cor_fleet_draft_drop_needless (self->setup, self->draft, first_run);
          failed[kinds] = people->n_people;
        }
    }
}

/* Lists those who could board: they need nothing but seats. */
static guint
list_ordinary (const Sweep *self, GArray *waiting, guint crossing, GArray *list, gboolean *hurries)
{
  guint n_people = 0;

  g_array_set_size (list, 0);
  *hurries = FALSE;
  for (guint i = 0; i < waiting->len; i++)
    {
      guint item = g_array_index (waiting, guint, i);

      if (self->draft->slot_of[item] != COR_FLEET_NONE ||
          !cor_seats_are_ordinary (&get_item (self, item)->seats) || !may_go (self, item, crossing))
        continue;
      g_array_append_val (list, item);
      n_people += get_item (self, item)->n_people;
      *hurries |= is_impatient (self, item);
    }

  return n_people;
}

/* Fills the ordinary seats that are free. Returns how many people boarded. */
static guint
fill_seats (Sweep *self, const Way *way, GArray *list, guint crossing)
{
  const CorFleetMovement *movement = get_movement (self, way);
  guint n_seats = movement->seats.n[COR_SEAT_ORDINARY] - movement->needed.n[COR_SEAT_ORDINARY];
  g_autofree guint *sizes = g_new (guint, list->len + 1);
  g_autofree gboolean *is_chosen = g_new0 (gboolean, list->len + 1);
  guint n_boarded = 0;

  if (n_seats == 0 || list->len == 0)
    return 0;

  for (guint i = 0; i < list->len; i++)
    sizes[i] = get_item (self, g_array_index (list, guint, i))->n_people;
  cor_subset_choose (sizes, list->len, n_seats, is_chosen);
  for (guint i = 0; i < list->len; i++)
    {
      guint item = g_array_index (list, guint, i);
      guint slot = is_chosen[i] ? find_slot (self, item, crossing) : COR_FLEET_NONE;

      if (slot == COR_FLEET_NONE)
        continue;
      cor_fleet_draft_board (self->setup, self->draft, item, way->movement, slot);
      n_boarded += sizes[i];
    }

  return n_boarded;
}

/* How many of these people the slots of the hour still take. */
static guint
count_room (const Sweep *self, guint crossing)
{
  const guint *first =
      self->setup->first_slots + (gsize) crossing * (self->setup->n_hours + 1) + self->hour;

  return cor_room_count (self->draft->room, first[0], first[1]);
}

static guint
count_waiting (const Sweep *self, GArray *waiting)
{
  guint n_people = 0;

  for (guint i = 0; i < waiting->len; i++)
    if (self->draft->slot_of[g_array_index (waiting, guint, i)] == COR_FLEET_NONE)
      n_people += get_item (self, g_array_index (waiting, guint, i))->n_people;

  return n_people;
}

/* The seats of the next vehicle that would be sent are not known yet; those of the largest are
 * taken. The last of a cluster will never be more. */
static gboolean
is_worth_a_vehicle (const Sweep *self, guint pair, guint n_people, guint n_seats, GArray *waiting)
{
  if (self->min_yield > 0)
    return get_yield (self, pair, n_people) >= self->min_yield;

  return n_people > 0 && (n_people * 100 >= n_seats * self->rule->min_fill_percent ||
                          n_people == count_waiting (self, waiting));
}

static guint
find_largest_vehicle (const Sweep *self)
{
  guint n_seats = 0;

  for (guint i = 0; i < self->setup->problem->n_vehicles; i++)
    n_seats = MAX (n_seats, self->setup->problem->vehicles[i].seats.n[COR_SEAT_ORDINARY]);

  return n_seats;
}

static void
load_ordinary (Sweep *self, Way *way, GArray *waiting, guint crossing)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_largest = self->n_largest;
  guint first_run = self->draft->runs->len;
  gboolean goes_on = TRUE, hurries;

  while (goes_on)
    {
      guint n_people = list_ordinary (self, waiting, crossing, list, &hurries);
      CorSeats needed;

      if (fill_seats (self, way, list, crossing) > 0)
        continue;
      n_people = MIN (n_people, count_room (self, crossing));
      needed = get_movement (self, way)->needed;
      needed.n[COR_SEAT_ORDINARY] += n_people;
      /* Seats that are free now are too few for any household; they count for the next. */
      goes_on =
          !way->is_stuck && ((hurries && self->min_yield == 0) ||
                             is_worth_a_vehicle (self, way->pair, n_people, n_largest, waiting));
      if (goes_on)
        {
          goes_on = send_vehicle (self, way, &needed, n_people);
          way->is_stuck = !goes_on;
        }
    }
  cor_fleet_draft_drop_needless (self->setup, self->draft, first_run);
}

static void
forget_boarded (const Sweep *self, GArray *waiting)
{
  guint n_kept = 0;

  for (guint i = 0; i < waiting->len; i++)
    {
      guint item = g_array_index (waiting, guint, i);

      if (self->draft->slot_of[item] == COR_FLEET_NONE)
        g_array_index (waiting, guint, n_kept++) = item;
    }
  g_array_set_size (waiting, n_kept);
}

static void
drive_way (Sweep *self, Way *way)
{
  guint cluster = g_array_index (self->setup->pairs, CorFleetPair, way->pair).cluster;
  guint crossing = g_array_index (self->setup->pairs, CorFleetPair, way->pair).crossing;
  GArray *waiting = self->waiting[cluster];

  if (waiting->len == 0 || !has_room (self, crossing))
    return;
  if (way->movement == COR_FLEET_NONE)
    way->movement =
        cor_fleet_draft_start_movement (self->setup, self->draft, way->pair, self->hour);

  load_special (self, way, waiting, crossing);
  load_ordinary (self, way, waiting, crossing);
  forget_boarded (self, waiting);
}

/* When a vehicle could be at a rally point, from which it is a drive of at least @drive_s; perhaps
 * after a rest. */
static gint64
find_earliest_of (const Sweep *self, guint vehicle, guint cluster, gint64 drive_s)
{
  const CorFleetProblem *problem = self->setup->problem;
  const CorFleetVehicle *it = &problem->vehicles[vehicle];
  const CorFleetState *state = &self->draft->states[vehicle];
  const guint32 *ways = state->crossing == COR_FLEET_NONE
                            ? problem->depot_s + (gsize) it->depot * problem->n_clusters
                            : problem->return_s + (gsize) state->crossing * problem->n_clusters;
  gint64 trip_s = ways[cluster] + drive_s + it->turnaround_s;

  if (ways[cluster] == COR_FLEET_UNREACHABLE ||
      (it->max_trips > 0 && state->n_trips >= it->max_trips) ||
      (it->duty_s > 0 && trip_s > (gint64) it->duty_s))
    return G_MAXINT64;

  return state->free_utc_s + ways[cluster] +
         (it->duty_s > 0 && state->n_trips > 0 &&
                  state->free_utc_s + trip_s - state->duty_utc_s > (gint64) it->duty_s
              ? COR_FLEET_REST_S
              : 0);
}

/* Lists the vehicles that may still be anywhere in time for the hour: nobody leaves for it later
 * than it begins. Of those alike one will do. */
static void
list_idle (Sweep *self)
{
  const CorFleetProblem *problem = self->setup->problem;
  gint64 hour_utc_s = cor_timetable_get_hour_utc_s (problem->timetable, self->hour);

  g_array_set_size (self->idle, 0);
  self->n_different = 0;
  for (guint i = 0; i < problem->n_vehicles; i++)
    {
      if (is_as_before (self, i))
        continue;
      self->n_different++;
      if (self->draft->states[i].free_utc_s <= hour_utc_s)
        g_array_append_val (self->idle, i);
    }
}

/* When the first vehicle could be at a rally point; none can be sooner, whatever it does before. */
static gint64
find_earliest (const Sweep *self, guint cluster)
{
  const CorFleetProblem *problem = self->setup->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  gint64 earliest_utc_s = G_MAXINT64, drive_s = G_MAXINT32;

  for (guint i = self->setup->first_pairs[cluster]; i < self->setup->first_pairs[cluster + 1]; i++)
    drive_s = MIN (
        drive_s,
        (gint64) problem->drive_s[(gsize) cluster * n_crossings +
                                  g_array_index (self->setup->pairs, CorFleetPair, i).crossing]);
  for (guint i = 0; i < self->idle->len; i++)
    earliest_utc_s =
        MIN (earliest_utc_s,
             find_earliest_of (self, g_array_index (self->idle, guint, i), cluster, drive_s));

  return earliest_utc_s;
}

/* Drives ways in their order: all, or those of people whose turn it is. */
static void
drive_ways (Sweep *self, gboolean all, CorProgress *progress)
{
  for (guint i = 0; i < self->ways->len && cor_progress_check (progress, NULL); i++)
    if (all || g_array_index (self->ways, Way, i).n_due > 0)
      drive_way (self, &g_array_index (self->ways, Way, i));
}

static void
drive_hour (Sweep *self, CorProgress *progress)
{
  const CorFleetSetup *setup = self->setup;

  g_array_set_size (self->ways, 0);
  list_idle (self);
  for (guint i = 0; i < setup->problem->n_clusters; i++)
    {
      if (self->waiting[i]->len == 0 || !self->has_turn[i])
        continue;
      if (!cor_progress_check (progress, NULL))
        return;
      /* The work that limits tries is what it would be without this list. */
      self->draft->n_steps += self->n_different;
      self->draft->n_steps += setup->first_pairs[i + 1] - setup->first_pairs[i];
      self->earliest[i] = find_earliest (self, i);
      for (guint j = setup->first_pairs[i];
           self->earliest[i] < G_MAXINT64 && j < setup->first_pairs[i + 1]; j++)
        add_way (self, j, self->waiting[i]);
    }
  g_array_sort (self->ways, compare_ways);

  /* Who sends vehicles full fills them with people whose turn comes later. */
  self->only_due = self->rule->min_fill_percent == 0;
  drive_ways (self, FALSE, progress);
  self->only_due = FALSE;
  if (self->rule->pulls)
    drive_ways (self, TRUE, progress);
}

static void
drive_hours (Sweep *self, CorProgress *progress)
{
  for (self->hour = 0; self->hour < self->setup->n_hours && cor_progress_check (progress, NULL);
       self->hour++)
    drive_hour (self, progress);
}

/* How long a vehicle is away besides the drive to the border. */
static void
find_ways_back (Sweep *self)
{
  const CorFleetProblem *problem = self->setup->problem;
  gint64 stay_s = G_MAXINT32;

  for (guint i = 0; i < problem->n_vehicles; i++)
    stay_s = MIN (stay_s, (gint64) problem->vehicles[i].turnaround_s +
                              (problem->vehicles[i].hands_over ? 0 : COR_SECONDS_PER_HOUR));
  for (guint i = 0; i < problem->n_clusters; i++)
    {
      guint32 shortest_s = COR_FLEET_UNREACHABLE;

      for (guint j = 0; j < cor_timetable_get_n_crossings (problem->timetable); j++)
        shortest_s = MIN (shortest_s, problem->return_s[(gsize) j * problem->n_clusters + i]);
      self->back_s[i] = (gint64) shortest_s + stay_s;
    }
}

/* Gives the clusters that weigh most their turn. */
static void
choose_heavy (Sweep *self)
{
  guint n_clusters = self->setup->problem->n_clusters;

  for (guint n = 0; n < self->rule->n_apart; n++)
    {
      guint heaviest = COR_FLEET_NONE;

      for (guint i = 0; i < n_clusters; i++)
        if (!self->has_turn[i] && self->weights[i] > 0 &&
            (heaviest == COR_FLEET_NONE || self->weights[i] > self->weights[heaviest]))
          heaviest = i;
      if (heaviest == COR_FLEET_NONE)
        return;
      self->has_turn[heaviest] = TRUE;
    }
}

/**
 * cor_fleet_sweep:
 * @setup: what is asked
 * @rule: how to decide
 * @weights: for each cluster how much it goes before others
 * @draft: a plan without movements, or with those that are kept
 * @progress: (nullable): stops it; @draft is then good for nothing
 *
 * Goes through the hours and sends vehicles for those whose turn it is, and for those for whom
 * there was none before, as long as there are vehicles that can be there in time (list scheduling;
 * Graham 1966). Households take what fills the seats best.
 */
void
cor_fleet_sweep (const CorFleetSetup *setup,
                 const CorFleetRule *rule,
                 const guint64 *weights,
                 CorFleetDraft *draft,
                 CorProgress *progress)
{
  guint n_clusters = setup->problem->n_clusters;
  Sweep self = { .setup = setup, .rule = rule, .weights = weights, .draft = draft };

  self.ways = g_array_new (FALSE, FALSE, sizeof (Way));
  self.idle = g_array_new (FALSE, FALSE, sizeof (guint));
  self.waiting = g_new (GArray *, n_clusters + 1);
  self.earliest = g_new0 (gint64, n_clusters + 1);
  self.has_turn = g_new0 (gboolean, n_clusters + 1);
  self.back_s = g_new0 (gint64, n_clusters + 1);
  self.n_largest = find_largest_vehicle (&self);
  self.min_yield = rule->min_yield;
  if (rule->min_yield > 0 || rule->order == COR_FLEET_ORDER_YIELD)
    find_ways_back (&self);
  for (guint i = 0; i < n_clusters; i++)
    {
      self.waiting[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint j = setup->first_items[i]; j < setup->first_items[i + 1]; j++)
        if (draft->slot_of[j] == COR_FLEET_NONE)
          g_array_append_val (self.waiting[i], j);
    }
  if (rule->n_apart > 0)
    {
      choose_heavy (&self);
      drive_hours (&self, progress);
    }
  for (guint i = 0; i < n_clusters; i++)
    self.has_turn[i] = TRUE;
  drive_hours (&self, progress);
  if (rule->min_yield > 0)
    {
      self.min_yield = 0;
      drive_hours (&self, progress);
    }
  for (guint i = 0; i < n_clusters; i++)
    g_array_unref (self.waiting[i]);
  g_free (self.waiting);
  g_free (self.earliest);
  g_free (self.has_turn);
  g_free (self.back_s);
  g_array_unref (self.ways);
  g_array_unref (self.idle);
}
