/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-ways.h"

#include <string.h>

/*
 * Every way to bring few people out with few vehicles (branch and bound; Land and Doig 1960).
 *
 * A plan is a row of movements, each the next to leave: a cluster, a crossing, an hour, the
 * vehicles that go, and who of those who still wait is in them. Where crossings have room for
 * everybody, whoever fits into seats that leave anyway is taken along, for nobody gains by waiting
 * for the next; and of two crossings only the one counts that one leaves for no sooner, that is
 * reached no later, and from which it is no farther to anybody else. Those who wait are out no
 * sooner than
 *
 * - the first hour in which any vehicle, from where it is now, could pass with them, perhaps by way
 *   of others;
 * - the seats come by: each vehicle passes first when it could with anybody, and then once in each
 *   shortest round.
 *
 * A row that by this cannot become better than the best plan is left. If all rows were gone through
 * within limits of work, no plan is better than the best one.
 */

#define MAX_ITEMS COR_FLEET_FEW_ITEMS
#define MAX_VEHICLES COR_FLEET_FEW_VEHICLES

/* Looks at ways, vehicles and people in all: some hundredths of a second. */
#define MAX_STEPS G_GUINT64_CONSTANT (1500000)

#define STEPS_PER_CHECK 20000u

/* A movement of a row. */
typedef struct
{
  guint way;
  guint32 aboard;   /* bits: items */
  guint32 vehicles; /* bits */
} Step;

typedef struct
{
  const CorFleetSetup *setup;
  guint n_items;
  guint32 is_like; /* bits: items that are the same as the one before */
  guint n_vehicles;
  CorFleetWays *ways;
  CorRoom *room;
  Step row[MAX_ITEMS];
  Step best_row[MAX_ITEMS];
  guint n_best; /* movements of the best row; 0: what was known is better */
  CorFleetScore best;
  guint64 n_steps;
  guint64 next_check;
  gboolean is_stopped;
  CorProgress *progress;
} Tree;

/* What stands after the movements of a row. */
typedef struct
{
  CorFleetState states[MAX_VEHICLES];
  guint32 waiting; /* bits: items */
  guint n_row;
  CorFleetScore score; /* of those who are out */
} Node;

/* What those who wait may hope for. */
typedef struct
{
  guint hours[MAX_ITEMS];
  guint64 seat_hours; /* person-hours of all of them, by the seats that come by */
  guint last_hour;    /* likewise */
} Hope;

/* A movement that is being filled. */
typedef struct
{
  const Node *node;
  guint way;
  guint32 vehicles;
  CorFleetRun runs[MAX_VEHICLES];
  CorSeats seats;
  CorSeats needed;
  guint32 aboard;
} Filling;

static void explore (Tree *self, const Node *node, guint first_way);

static const CorFleetItem *
get_item (const Tree *self, guint item)
{
  return &g_array_index (self->setup->items, CorFleetItem, item);
}

static const CorFleetWay *
get_way (const Tree *self, guint way)
{
  return &g_array_index (self->ways->list, CorFleetWay, way);
}

/* Movements and trips are not looked at. */
static gboolean
is_better (const CorFleetScore *a, const CorFleetScore *b)
{
  if (a->left != b->left)
    return a->left < b->left;
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour < b->last_hour;

  return a->hours < b->hours;
}

static void
add_out (CorFleetScore *score, guint n_people, guint hour)
{
  score->last_hour = MAX (score->last_hour, hour);
  score->hours += (guint64) n_people * hour;
}

static void
add_left (const Tree *self, CorFleetScore *score, const CorFleetItem *item)
{
  score->n_left += item->n_people;
  score->left += (guint64) item->n_people * item->weight;
  score->hours += (guint64) item->n_people * self->setup->n_hours;
}

static gboolean
goes_on (Tree *self)
{
  if (self->n_steps >= self->next_check)
    {
      self->next_check = self->n_steps + STEPS_PER_CHECK;
      self->is_stopped |= self->n_steps > MAX_STEPS || !cor_progress_check (self->progress, NULL);
    }

  return !self->is_stopped;
}

static guint
get_next_hour (const Tree *self, guint way, guint cluster)
{
  return self->ways->next_hours[(gsize) way * self->setup->problem->n_clusters + cluster];
}

/* The first hour in which a vehicle could pass with people of a cluster. */
static guint
find_soonest (Tree *self, const Node *node, guint vehicle, guint cluster)
{
  const CorFleetProblem *problem = self->setup->problem;
  const CorFleetVehicle *it = &problem->vehicles[vehicle];
  const CorFleetState *state = &node->states[vehicle];
  guint place =
      state->crossing == COR_FLEET_NONE ? it->depot : self->ways->n_depots + state->crossing;
  gint64 way_s = self->ways->nearest_s[(gsize) place * problem->n_clusters + cluster];

  self->n_steps++;
  if (way_s == G_MAXINT64 || (it->max_trips > 0 && state->n_trips >= it->max_trips))
    return self->setup->n_hours;

  return get_next_hour (self, cor_fleet_ways_find_first (self->ways, state->free_utc_s + way_s),
                        cluster);
}

/* Hours from one passage of a vehicle to its next, at least. */
static guint
get_round_h (const Tree *self, const CorFleetVehicle *vehicle)
{
  gint64 stay_s = vehicle->hands_over || self->ways->on_foot ? 0 : COR_SECONDS_PER_HOUR;
  gint64 round_s = self->ways->round_s + vehicle->turnaround_s + stay_s;

  if (self->ways->has_waits)
    return 0;

  return (guint) ((round_s + COR_SECONDS_PER_HOUR - 1) / COR_SECONDS_PER_HOUR);
}

/* What the seats that come by say of all who wait. @next says when each vehicle first passes. */
static void
hope_for_seats (Tree *self, guint *next, guint64 n_people, Hope *hope)
{
  const CorFleetProblem *problem = self->setup->problem;

  hope->seat_hours = 0;
  hope->last_hour = 0;
  while (n_people > 0)
    {
      guint first = 0;
      guint64 n_out;

      self->n_steps++;
      for (guint i = 1; i < self->n_vehicles; i++)
        if (next[i] < next[first])
          first = i;
      if (self->n_vehicles == 0 || next[first] >= self->setup->n_hours)
        break;
      n_out = MIN (n_people, (guint64) cor_seats_count (&problem->vehicles[first].seats));
      if (n_out > 0)
        hope->last_hour = next[first];
      hope->seat_hours += n_out * next[first];
      n_people -= n_out;
      next[first] = n_out == 0 ? self->setup->n_hours
                               : next[first] + get_round_h (self, &problem->vehicles[first]);
    }
  hope->seat_hours += n_people * self->setup->n_hours;
}

static gboolean
offers (const CorSeats *seats, guint kind, gboolean with_oxygen)
{
  return (with_oxygen ? seats->n_oxygen[kind] : seats->n[kind]) > 0;
}

/* The first hour of an item, by the vehicles that have each kind of seat that it needs. */
static guint
find_hour (const Tree *self, guint item, const guint *soonest)
{
  const CorSeats *needed = &get_item (self, item)->seats;
  guint hour = self->ways->first_hours[item];

  for (guint kind = 0; kind < 2 * COR_N_SEAT_KINDS; kind++)
    {
      guint of_kind = self->setup->n_hours;

      if (!offers (needed, kind / 2, kind % 2 == 1))
        continue;
      for (guint i = 0; i < self->n_vehicles; i++)
        if (offers (&self->setup->problem->vehicles[i].seats, kind / 2, kind % 2 == 1))
          of_kind = MIN (of_kind, soonest[i]);
      hour = MAX (hour, of_kind);
    }

  return hour;
}

/* Looks at those who wait, where the vehicles are now. */
static void
look_ahead (Tree *self, const Node *node, Hope *hope)
{
  guint soonest[MAX_VEHICLES] = { 0 }, next[MAX_VEHICLES];
  guint64 n_people = 0;
  guint cluster = COR_FLEET_NONE;

  for (guint i = 0; i < self->n_vehicles; i++)
    next[i] = self->setup->n_hours;
  for (guint i = 0; i < self->n_items; i++)
    {
      const CorFleetItem *item = get_item (self, i);

      if ((node->waiting & (1u << i)) == 0)
        continue;
      for (guint j = 0; item->cluster != cluster && j < self->n_vehicles; j++)
        {
          soonest[j] = find_soonest (self, node, j, item->cluster);
          next[j] = MIN (next[j], soonest[j]);
        }
      cluster = item->cluster;
      hope->hours[i] = find_hour (self, i, soonest);
      n_people += item->n_people;
      self->n_steps++;
    }
  hope_for_seats (self, next, n_people, hope);
}

/* What a row can become at best if its next movement is a way or one after it. */
static CorFleetScore
get_best_hope (Tree *self, const Node *node, const Hope *hope, guint way)
{
  CorFleetScore score = node->score;
  guint64 hours = 0;

  for (guint i = 0; i < self->n_items; i++)
    {
      const CorFleetItem *item = get_item (self, i);
      guint hour;

      if ((node->waiting & (1u << i)) == 0)
        continue;
      self->n_steps++;
      hour = MAX (hope->hours[i], get_next_hour (self, way, item->cluster));
      if (hour >= self->setup->n_hours)
        {
          add_left (self, &score, item);
          continue;
        }
      add_out (&score, item->n_people, hour);
    }
  hours = score.hours - node->score.hours;
  score.hours = node->score.hours + MAX (hours, hope->seat_hours);
  /* Who is left does not need the last seat. */
  if (score.n_left == node->score.n_left)
    score.last_hour = MAX (score.last_hour, hope->last_hour);

  return score;
}

static void
remember_row (Tree *self, const Node *node)
{
  CorFleetScore score = node->score;

  for (guint i = 0; i < self->n_items; i++)
    if ((node->waiting & (1u << i)) != 0)
      add_left (self, &score, get_item (self, i));
  if (!is_better (&score, &self->best))
    return;

  self->best = score;
  self->n_best = node->n_row;
  memcpy (self->best_row, self->row, sizeof self->row);
}

/* Whether a vehicle is the same as the one before it, and stands where that does. */
static gboolean
is_as_before (const Tree *self, const Node *node, guint vehicle)
{
  const CorFleetState *state = &node->states[vehicle];

  return self->setup->is_alike[vehicle] && state[-1].free_utc_s == state->free_utc_s &&
         state[-1].crossing == state->crossing && state[-1].n_trips == state->n_trips &&
         state[-1].duty_utc_s == state->duty_utc_s;
}

/* Whether no vehicle goes along for nothing, and nobody waits who would have a seat. */
static gboolean
is_sensible (Tree *self, const Filling *filling)
{
  const CorFleetVehicle *vehicles = self->setup->problem->vehicles;
  const CorFleetWay *way = get_way (self, filling->way);
  guint32 others = filling->node->waiting & way->can_board & ~filling->aboard;

  for (guint i = 0; i < self->n_vehicles; i++)
    {
      CorSeats rest = filling->seats;

      if ((filling->vehicles & (1u << i)) == 0)
        continue;
      cor_seats_remove (&rest, &vehicles[i].seats);
      if (cor_seats_hold (&rest, &filling->needed))
        return FALSE;
    }
  for (guint i = 0; i < self->n_items && self->ways->is_roomy && self->ways->is_metric; i++)
    {
      CorSeats more = filling->needed;

      if ((others & (1u << i)) == 0)
        continue;
      cor_seats_add (&more, &get_item (self, i)->seats);
      if (cor_seats_hold (&filling->seats, &more))
        return FALSE;
    }

  return TRUE;
}

static void
drive_on (Tree *self, const Filling *filling)
{
  Node next = *filling->node;
  const CorFleetWay *way = get_way (self, filling->way);

  self->n_steps++;
  if (filling->aboard == 0 || !is_sensible (self, filling))
    return;

  for (guint i = 0; i < self->n_vehicles; i++)
    if ((filling->vehicles & (1u << i)) != 0)
      next.states[i] = filling->runs[i].after;
  for (guint i = 0; i < self->n_items; i++)
    if ((filling->aboard & (1u << i)) != 0)
      add_out (&next.score, get_item (self, i)->n_people, way->movement.hour);
  next.waiting &= ~filling->aboard;
  self->row[next.n_row++] = (Step){ filling->way, filling->aboard, filling->vehicles };
  explore (self, &next, filling->way + 1);
}

/* Lets those from an item on board, or not, in every way. */
static void
fill (Tree *self, Filling *filling, guint item)
{
  const CorFleetWay *way = get_way (self, filling->way);
  guint32 here = filling->node->waiting & way->can_board;
  const CorFleetItem *people;
  CorSeats before = filling->needed;
  guint slot;

  while (item < self->n_items && (here & (1u << item)) == 0)
    item++;
  if (!goes_on (self))
    return;
  if (item == self->n_items)
    {
      drive_on (self, filling);
      return;
    }

  people = get_item (self, item);
  slot = cor_fleet_ways_find_slot (self->ways, self->room, way, item);
  cor_seats_add (&filling->needed, &people->seats);
  self->n_steps++;
  /* Of those alike the first go first. */
  if (slot != COR_FLEET_NONE && cor_seats_hold (&filling->seats, &filling->needed) &&
      ((self->is_like & (1u << item)) == 0 || (here & (1u << (item - 1))) == 0 ||
       (filling->aboard & (1u << (item - 1))) != 0))
    {
      cor_room_take (self->room, slot, people->n_people);
      filling->aboard |= 1u << item;
      fill (self, filling, item + 1);
      filling->aboard &= ~(1u << item);
      cor_room_give_back (self->room, slot, people->n_people);
    }
  filling->needed = before;
  fill (self, filling, item + 1);
}

/* Every set of vehicles that can be there. */
static void
drive_way (Tree *self, const Node *node, guint way)
{
  const CorFleetSetup *setup = self->setup;
  Filling filling = { .node = node, .way = way };
  guint32 can_go = 0;

  for (guint i = 0; i < self->n_vehicles; i++)
    {
      self->n_steps++;
      if (cor_fleet_find_run (setup, &node->states[i], i, &get_way (self, way)->movement,
                              &filling.runs[i]))
        can_go |= 1u << i;
    }
  for (filling.vehicles = 1; can_go != 0 && filling.vehicles < 1u << self->n_vehicles;
       filling.vehicles++)
    {
      gboolean is_twin = FALSE;

      if ((filling.vehicles & ~can_go) != 0)
        continue;
      memset (&filling.seats, 0, sizeof filling.seats);
      for (guint i = 0; i < self->n_vehicles; i++)
        {
          if ((filling.vehicles & (1u << i)) == 0)
            continue;
          is_twin |=
              i > 0 && (filling.vehicles & (1u << (i - 1))) == 0 && is_as_before (self, node, i);
          cor_seats_add (&filling.seats, &setup->problem->vehicles[i].seats);
        }
      if (!is_twin)
        fill (self, &filling, 0);
    }
}

static void
explore (Tree *self, const Node *node, guint first_way)
{
  Hope hope;

  remember_row (self, node);
  if (node->waiting == 0)
    return;

  look_ahead (self, node, &hope);
  for (guint i = first_way; i < self->ways->list->len && goes_on (self); i++)
    {
      CorFleetScore score = get_best_hope (self, node, &hope, i);

      if (!is_better (&score, &self->best))
        return;
      if ((get_way (self, i)->can_board & node->waiting) != 0)
        drive_way (self, node, i);
    }
}

/* All vehicles in their depots, everybody waiting. */
static void
start_tree (Tree *self, Node *node)
{
  g_autoptr (CorFleetDraft) draft = cor_fleet_draft_new (self->setup);

  memcpy (node->states, draft->states, sizeof (CorFleetState) * self->n_vehicles);
  node->waiting = (1u << self->n_items) - 1;
  for (guint i = 1; i < self->n_items; i++)
    {
      const CorFleetItem *item = get_item (self, i), *before = get_item (self, i - 1);

      if (item->party == before->party && item->n_people == before->n_people &&
          item->weight == before->weight &&
          memcmp (&item->seats, &before->seats, sizeof item->seats) == 0)
        self->is_like |= 1u << i;
    }
}

/* The best row as a plan. */
static CorFleetDraft *
make_draft (const Tree *self)
{
  const CorFleetSetup *setup = self->setup;
  CorFleetDraft *draft = cor_fleet_draft_new (setup);

  for (guint i = 0; i < self->n_best; i++)
    {
      const Step *step = &self->best_row[i];
      const CorFleetWay *way = get_way (self, step->way);
      guint place = cor_fleet_draft_start_movement (setup, draft, way->pair, way->movement.hour);

      for (guint j = 0; j < self->n_vehicles; j++)
        {
          CorFleetRun run = { .movement = place };
          gboolean can_go;

          if ((step->vehicles & (1u << j)) == 0)
            continue;
          can_go = cor_fleet_find_run (setup, &draft->states[j], j, &way->movement, &run);
          g_assert (can_go);
          draft->states[j] = run.after;
          cor_seats_add (&g_array_index (draft->movements, CorFleetMovement, place).seats,
                         &setup->problem->vehicles[j].seats);
          g_array_append_val (draft->runs, run);
        }
      for (guint j = 0; j < self->n_items; j++)
        if ((step->aboard & (1u << j)) != 0)
          cor_fleet_draft_board (setup, draft, j, place,
                                 cor_fleet_ways_find_slot (self->ways, draft->room, way, j));
    }

  return draft;
}

/**
 * cor_fleet_try_every_way:
 * @setup: what is asked
 * @known: what the best plan so far is worth
 * @progress: (nullable): stops it
 * @better: (out) (transfer full) (nullable): a better plan, if there is one
 *
 * Goes through all plans if there are few people and vehicles. See the top of the file.
 *
 * Returns: whether no plan is better than @better, or than what is known, in people left, the last
 *   hour and person-hours, those who drive themselves keeping their hours
 */
gboolean
cor_fleet_try_every_way (const CorFleetSetup *setup,
                         const CorFleetScore *known,
                         CorProgress *progress,
                         CorFleetDraft **better)
{
  Tree self = { .setup = setup,
                .n_items = setup->items->len,
                .n_vehicles = setup->problem->n_vehicles,
                .best = *known,
                .progress = progress };
  Node first = { .score = setup->drivers };
  gboolean is_best;

  *better = NULL;
  self.ways =
      cor_fleet_ways_new (setup, known->n_left == 0 ? known->last_hour + 1 : setup->n_hours);
  if (self.ways == NULL)
    return FALSE;

  self.room = cor_room_copy (setup->room);
  start_tree (&self, &first);
  explore (&self, &first, 0);
  is_best =
      !self.is_stopped && !setup->drivers_wait && (self.ways->is_roomy || setup->n_drivers == 0);
  if (self.n_best > 0)
    *better = make_draft (&self);
  if (self.n_best > 0 && self.ways->is_metric)
    cor_fleet_tidy (setup, *better);
  cor_room_free (self.room);
  cor_fleet_ways_free (self.ways);

  return is_best;
}
