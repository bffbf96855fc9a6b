/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

#include "cor-subset.h"

/* People who wait longer than this get a vehicle however empty. */
#define PATIENCE_H 2u

/* A way that may be driven in the hour at hand. */
typedef struct
{
  guint pair;
  guint movement;       /* COR_FLEET_NONE until it has one */
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
  GArray **waiting; /* guint, items of each cluster */
  GArray *ways;     /* Way */
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
      self->draft->free_people[people->planned_slot] >= people->n_people)
    return people->planned_slot;
  for (guint i = first[0]; i < first[1]; i++)
    if (self->draft->free_people[i] >= people->n_people &&
        cor_fleet_can_board (self->setup, item, i))
      return i;

  return COR_FLEET_NONE;
}

static gboolean
may_go (const Sweep *self, guint item, guint crossing)
{
  self->draft->n_steps++;

  return (!self->only_due || is_due (self, item, crossing)) &&
         find_slot (self, item, crossing) != COR_FLEET_NONE;
}

static gboolean
has_room (const Sweep *self, guint crossing)
{
  const guint *first =
      self->setup->first_slots + (gsize) crossing * (self->setup->n_hours + 1) + self->hour;

  for (guint i = first[0]; i < first[1]; i++)
    if (self->draft->free_people[i] > 0)
      return TRUE;

  return FALSE;
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
    default:
      return 0;
    }
}

static void
add_way (Sweep *self, guint pair, GArray *waiting)
{
  guint crossing = g_array_index (self->setup->pairs, CorFleetPair, pair).crossing;
  guint cluster = g_array_index (self->setup->pairs, CorFleetPair, pair).cluster;
  Way way = { pair, COR_FLEET_NONE, 0, COR_PRIORITY_LATER, 0, 0 };
  guint n_waiting = 0;
  gint64 arrive_utc_s;

  self->draft->n_steps++;
  if (!has_room (self, crossing) ||
      cor_fleet_get_departure (self->setup, pair, self->hour, &arrive_utc_s) == G_MININT64)
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

/* Sends the vehicle that suits best. @needed is what all on the movement would need, @n_people how
 * many would go in it. */
static gboolean
send_vehicle (Sweep *self, const Way *way, const CorSeats *needed, guint n_people)
{
  CorFleetDraft *draft = self->draft;
  CorFleetMovement *movement = get_movement (self, way);
  CorFleetRun best = { .vehicle = COR_FLEET_NONE };
  Suit best_suit = { 0 };

  for (guint i = 0; i < self->setup->problem->n_vehicles; i++)
    {
      const CorSeats *seats = &self->setup->problem->vehicles[i].seats;
      CorFleetRun run;
      Suit suit;

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
  draft->states[best.vehicle] = best.after;
  cor_seats_add (&movement->seats, &self->setup->problem->vehicles[best.vehicle].seats);
  g_array_append_val (draft->runs, best);

  return TRUE;
}

/* Lets people board who need more than ordinary seats, with the vehicles that they need. */
static void
load_special (Sweep *self, const Way *way, GArray *waiting, guint crossing)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      guint item = g_array_index (waiting, guint, i);
      const CorFleetItem *people = get_item (self, item);
      CorSeats needed = get_movement (self, way)->needed;
      guint first_run = self->draft->runs->len;
      gboolean goes_on = TRUE;

      if (cor_seats_are_ordinary (&people->seats) || !may_go (self, item, crossing))
        continue;
      cor_seats_add (&needed, &people->seats);
      while (goes_on && !cor_seats_hold (&get_movement (self, way)->seats, &needed))
        goes_on = send_vehicle (self, way, &needed, people->n_people);
      if (goes_on)
        cor_fleet_draft_board (self->setup, self->draft, item, way->movement,
                               find_slot (self, item, crossing));
      else
        cor_fleet_draft_drop_needless (self->setup, self->draft, first_run);
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
  guint n_people = 0;

  for (guint i = first[0]; i < first[1]; i++)
    n_people += self->draft->free_people[i];

  return n_people;
}

/* The seats of the next vehicle that would be sent are not known yet; a coach's are taken. */
static gboolean
is_worth_a_vehicle (const Sweep *self, guint n_people, guint n_seats, gboolean hurries)
{
  return n_people > 0 && (hurries || n_people * 100 >= n_seats * self->rule->min_fill_percent);
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
load_ordinary (Sweep *self, const Way *way, GArray *waiting, guint crossing)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n_largest = find_largest_vehicle (self);
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
      goes_on = is_worth_a_vehicle (self, n_people, n_largest, hurries) &&
                send_vehicle (self, way, &needed, n_people);
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

static void
drive_hour (Sweep *self)
{
  const CorFleetSetup *setup = self->setup;

  g_array_set_size (self->ways, 0);
  for (guint i = 0; i < setup->problem->n_clusters; i++)
    for (guint j = setup->first_pairs[i];
         self->waiting[i]->len > 0 && j < setup->first_pairs[i + 1]; j++)
      add_way (self, j, self->waiting[i]);
  g_array_sort (self->ways, compare_ways);

  self->only_due = TRUE;
  for (guint i = 0; i < self->ways->len; i++)
    if (g_array_index (self->ways, Way, i).n_due > 0)
      drive_way (self, &g_array_index (self->ways, Way, i));
  self->only_due = FALSE;
  for (guint i = 0; i < self->ways->len && self->rule->pulls; i++)
    drive_way (self, &g_array_index (self->ways, Way, i));
}

/**
 * cor_fleet_sweep:
 * @setup: what is asked
 * @rule: how to decide
 * @weights: for each cluster how much it goes before others
 * @draft: a plan without movements
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
  self.waiting = g_new (GArray *, n_clusters + 1);
  for (guint i = 0; i < n_clusters; i++)
    {
      self.waiting[i] = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint j = setup->first_items[i]; j < setup->first_items[i + 1]; j++)
        g_array_append_val (self.waiting[i], j);
    }
  for (self.hour = 0; self.hour < setup->n_hours && cor_progress_check (progress, NULL);
       self.hour++)
    drive_hour (&self);
  for (guint i = 0; i < n_clusters; i++)
    g_array_unref (self.waiting[i]);
  g_free (self.waiting);
  g_array_unref (self.ways);
}
