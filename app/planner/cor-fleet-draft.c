/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fleet-private.h"

/**
 * cor_fleet_draft_new:
 * @setup: what is asked
 *
 * Returns: (transfer full): a plan in which all vehicles stand in their depots
 */
CorFleetDraft *
cor_fleet_draft_new (const CorFleetSetup *setup)
{
  const CorFleetProblem *problem = setup->problem;
  CorFleetDraft *self = g_new0 (CorFleetDraft, 1);

  self->slot_of = g_new (guint, setup->items->len + 1);
  self->movement_of = g_new (guint, setup->items->len + 1);
  for (guint i = 0; i < setup->items->len; i++)
    self->slot_of[i] = self->movement_of[i] = COR_FLEET_NONE;
  self->room = cor_room_copy (setup->room);
  if (problem->gates != NULL)
    self->gate_rooms =
        g_memdup2 (problem->gates->rooms->data, problem->gates->rooms->len * sizeof (guint));
  self->states = g_new0 (CorFleetState, problem->n_vehicles + 1);
  for (guint i = 0; i < problem->n_vehicles; i++)
    {
      self->states[i].free_utc_s = MAX (problem->vehicles[i].from_utc_s, problem->start_utc_s);
      self->states[i].crossing = COR_FLEET_NONE;
    }
  self->movements = g_array_new (FALSE, FALSE, sizeof (CorFleetMovement));
  self->runs = g_array_new (FALSE, FALSE, sizeof (CorFleetRun));

  return self;
}

/**
 * cor_fleet_draft_free:
 * @self: (transfer full): a plan in the making
 *
 * Frees @self.
 */
void
cor_fleet_draft_free (CorFleetDraft *self)
{
  g_free (self->slot_of);
  g_free (self->movement_of);
  cor_room_free (self->room);
  g_free (self->gate_rooms);
  g_free (self->states);
  g_array_unref (self->movements);
  g_array_unref (self->runs);
  g_free (self);
}

/**
 * cor_fleet_get_departure:
 * @setup: what is asked
 * @pair: a pair
 * @hour: a clock hour
 * @arrive_utc_s: (out): when one arrives
 *
 * Returns: when one must leave at the latest to pass in @hour, or %G_MININT64
 */
gint64
cor_fleet_get_departure (const CorFleetSetup *setup, guint pair, guint hour, gint64 *arrive_utc_s)
{
  CorFleetPair *self = &g_array_index (setup->pairs, CorFleetPair, pair);

  if (self->depart_utc_s == NULL)
    {
      self->depart_utc_s = g_new (gint64, 2 * (gsize) setup->n_hours + 1);
      self->arrive_utc_s = self->depart_utc_s + setup->n_hours;
      for (guint i = 0; i < setup->n_hours; i++)
        self->depart_utc_s[i] = G_MAXINT64;
    }
  if (self->depart_utc_s[hour] == G_MAXINT64)
    self->depart_utc_s[hour] = setup->problem->get_departure (
        self->cluster, self->crossing, hour, &self->arrive_utc_s[hour], setup->problem->user_data);
  *arrive_utc_s = self->arrive_utc_s[hour];

  return self->depart_utc_s[hour];
}

/**
 * cor_fleet_can_board:
 * @setup: what is asked
 * @item: people
 * @slot: a slot
 *
 * Returns: whether they can pass there, brought by a vehicle of ours
 */
gboolean
cor_fleet_can_board (const CorFleetSetup *setup, guint item, guint slot)
{
  const CorFleetItem *people = &g_array_index (setup->items, CorFleetItem, item);
  CorTravel travel;

  return cor_party_can_pass (&setup->problem->parties[people->party], &setup->slots[slot], NULL,
                             &travel) &&
         travel == COR_TRAVEL_COACH;
}

/**
 * cor_fleet_draft_may_pass:
 * @setup: what is asked
 * @self: a plan in the making
 * @item: people
 * @hour: a clock hour
 *
 * Returns: whether those of their household who have needs pass by then
 */
gboolean
cor_fleet_draft_may_pass (const CorFleetSetup *setup,
                          const CorFleetDraft *self,
                          guint item,
                          guint hour)
{
  const CorFleetItem *people = &g_array_index (setup->items, CorFleetItem, item);
  guint before;

  if (people->after_hour > hour)
    return FALSE;
  if (people->leader == COR_FLEET_NONE)
    return TRUE;

  before = self->slot_of[people->leader];

  return before != COR_FLEET_NONE && setup->slots[before].hour <= hour;
}

/* The gates on the way to a crossing. */
static const guint *
get_gates (const CorFleetSetup *setup, guint crossing, guint *n_gates)
{
  const CorFleetGates *gates = setup->problem->gates;
  guint first;

  *n_gates = 0;
  if (gates == NULL)
    return NULL;

  first = g_array_index (gates->first_passed, guint, crossing);
  *n_gates = g_array_index (gates->first_passed, guint, crossing + 1) - first;

  return (const guint *) (gpointer) gates->passed->data + first;
}

/**
 * cor_fleet_draft_has_gates:
 * @setup: what is asked
 * @self: a plan in the making
 * @crossing: a crossing
 *
 * Returns: whether one vehicle more may go there
 */
gboolean
cor_fleet_draft_has_gates (const CorFleetSetup *setup, const CorFleetDraft *self, guint crossing)
{
  guint n_gates;
  const guint *gates = get_gates (setup, crossing, &n_gates);

  for (guint i = 0; i < n_gates; i++)
    if (self->gate_rooms[gates[i]] == 0)
      return FALSE;

  return TRUE;
}

/**
 * cor_fleet_draft_pass_gates:
 * @setup: what is asked
 * @self: a plan in the making
 * @crossing: a crossing
 * @n_vehicles: how many vehicles more go there; less than 0: how many less
 *
 * Counts vehicles at the gates on their way.
 */
void
cor_fleet_draft_pass_gates (const CorFleetSetup *setup,
                            CorFleetDraft *self,
                            guint crossing,
                            int n_vehicles)
{
  guint n_gates;
  const guint *gates = get_gates (setup, crossing, &n_gates);

  for (guint i = 0; i < n_gates; i++)
    self->gate_rooms[gates[i]] -= (guint) n_vehicles;
}

/* How long before a departure a vehicle must leave for it. */
static gint64
find_empty_s (const CorFleetProblem *problem,
              const CorFleetVehicle *vehicle,
              const CorFleetState *state,
              const CorFleetMovement *movement)
{
  gboolean at_crossing = state->crossing != COR_FLEET_NONE;
  gint64 leave_utc_s =
      problem->get_leave (at_crossing, at_crossing ? state->crossing : vehicle->depot,
                          movement->cluster, movement->depart_utc_s, problem->user_data);

  return leave_utc_s == G_MININT64 ? G_MAXINT32 : movement->depart_utc_s - leave_utc_s;
}

/**
 * cor_fleet_find_run:
 * @setup: what is asked
 * @state: where a vehicle is
 * @vehicle: which
 * @movement: where it should go
 * @run: (out caller-allocates): how
 *
 * A vehicle sets out so late that it still has time for people to board. Its drivers' duty is
 * counted by the clock that no daylight saving moves.
 *
 * Returns: whether it can be there in time, is free again in time, and its drivers may
 */
gboolean
cor_fleet_find_run (const CorFleetSetup *setup,
                    const CorFleetState *state,
                    guint vehicle,
                    const CorFleetMovement *movement,
                    CorFleetRun *run)
{
  const CorFleetProblem *problem = setup->problem;
  const CorFleetVehicle *self = &problem->vehicles[vehicle];
  const guint32 *ways = state->crossing == COR_FLEET_NONE
                            ? problem->depot_s + (gsize) self->depot * problem->n_clusters
                            : problem->return_s + (gsize) state->crossing * problem->n_clusters;
  gint64 empty_s = ways[movement->cluster];
  CorFleetState *after = &run->after;
  gboolean is_fresh;

  if (empty_s == COR_FLEET_UNREACHABLE || state->free_utc_s + empty_s > movement->depart_utc_s ||
      (self->max_trips > 0 && state->n_trips >= self->max_trips))
    return FALSE;
  if (problem->is_by_clock != NULL && problem->is_by_clock[movement->cluster])
    empty_s = find_empty_s (problem, self, state, movement);
  if (state->free_utc_s + empty_s > movement->depart_utc_s)
    return FALSE;

  run->vehicle = vehicle;
  run->before = *state;
  run->ready_utc_s =
      MAX (state->free_utc_s + empty_s, movement->depart_utc_s - COR_FLEET_BOARDING_S);
  /* Rather a shorter time to board than none to rest. */
  if (movement->depart_utc_s - empty_s - state->free_utc_s >= COR_FLEET_REST_S)
    run->ready_utc_s = MAX (run->ready_utc_s, state->free_utc_s + COR_FLEET_REST_S + empty_s);
  run->leave_utc_s = run->ready_utc_s - empty_s;

  is_fresh = state->n_trips == 0 || run->leave_utc_s - state->free_utc_s >= COR_FLEET_REST_S;
  after->duty_utc_s = is_fresh ? run->leave_utc_s : state->duty_utc_s;
  after->free_utc_s = self->turnaround_s;
  after->free_utc_s += self->hands_over || movement->on_foot
                           ? movement->arrive_utc_s
                           : cor_timetable_get_hour_utc_s (problem->timetable, movement->hour) +
                                 COR_SECONDS_PER_HOUR;
  after->n_trips = state->n_trips + 1;
  after->crossing = movement->crossing;

  return after->free_utc_s <= self->until_utc_s &&
         (self->duty_s == 0 || after->free_utc_s - after->duty_utc_s <= (gint64) self->duty_s);
}

/* Whether nobody in a coach passes a crossing in an hour, only people on foot. */
static gboolean
is_on_foot (const CorFleetSetup *setup, guint crossing, guint hour)
{
  const guint *first = setup->first_slots + (gsize) crossing * (setup->n_hours + 1) + hour;

  for (guint i = first[0]; i < first[1]; i++)
    if ((setup->slots[i].modes & COR_MODE_COACH) != 0)
      return FALSE;

  return TRUE;
}

/**
 * cor_fleet_draft_start_movement:
 * @setup: what is asked
 * @self: a plan in the making
 * @pair: from where to where
 * @hour: clock hour of passage
 *
 * Returns: the place of a new movement without people or vehicles
 */
guint
cor_fleet_draft_start_movement (const CorFleetSetup *setup,
                                CorFleetDraft *self,
                                guint pair,
                                guint hour)
{
  const CorFleetPair *way = &g_array_index (setup->pairs, CorFleetPair, pair);
  CorFleetMovement movement = { .cluster = way->cluster, .crossing = way->crossing, .hour = hour };

  movement.on_foot = is_on_foot (setup, way->crossing, hour);
  movement.depart_utc_s = cor_fleet_get_departure (setup, pair, hour, &movement.arrive_utc_s);
  g_array_append_val (self->movements, movement);

  return self->movements->len - 1;
}

/**
 * cor_fleet_draft_board:
 * @setup: what is asked
 * @self: a plan in the making
 * @item: people who wait
 * @movement: a movement with seats for them
 * @slot: a slot of its hour with room for them
 *
 * Lets people board.
 */
void
cor_fleet_draft_board (const CorFleetSetup *setup,
                       CorFleetDraft *self,
                       guint item,
                       guint movement,
                       guint slot)
{
  const CorFleetItem *people = &g_array_index (setup->items, CorFleetItem, item);
  CorFleetMovement *joined = &g_array_index (self->movements, CorFleetMovement, movement);

  g_assert (self->slot_of[item] == COR_FLEET_NONE);
  cor_seats_add (&joined->needed, &people->seats);
  joined->n_people += people->n_people;
  cor_room_take (self->room, slot, people->n_people);
  self->slot_of[item] = slot;
  self->movement_of[item] = movement;
}

/**
 * cor_fleet_draft_get_off:
 * @setup: what is asked
 * @self: a plan in the making
 * @item: people who have boarded
 *
 * Lets people wait again.
 */
void
cor_fleet_draft_get_off (const CorFleetSetup *setup, CorFleetDraft *self, guint item)
{
  const CorFleetItem *people = &g_array_index (setup->items, CorFleetItem, item);
  CorFleetMovement *left =
      &g_array_index (self->movements, CorFleetMovement, self->movement_of[item]);

  cor_seats_remove (&left->needed, &people->seats);
  left->n_people -= people->n_people;
  cor_room_give_back (self->room, self->slot_of[item], people->n_people);
  self->slot_of[item] = self->movement_of[item] = COR_FLEET_NONE;
}

/* Takes a run out of a vehicle's day: sends it from where it was before to the next one. Changes
 * nothing if it cannot make those that follow. */
static gboolean
cut_out (const CorFleetSetup *setup, CorFleetDraft *self, guint place)
{
  const CorFleetRun *cut = &g_array_index (self->runs, CorFleetRun, place);
  g_autoptr (GArray) later = g_array_new (FALSE, FALSE, sizeof (CorFleetRun));
  CorFleetState state = cut->before;
  guint n_changed = 0;

  for (guint i = place + 1; i < self->runs->len; i++)
    {
      CorFleetRun run = g_array_index (self->runs, CorFleetRun, i);

      self->n_steps++;
      if (run.vehicle != cut->vehicle || run.movement == COR_FLEET_NONE)
        continue;
      if (!cor_fleet_find_run (setup, &state, run.vehicle,
                               &g_array_index (self->movements, CorFleetMovement, run.movement),
                               &run))
        return FALSE;
      state = run.after;
      g_array_append_val (later, run);
    }

  self->states[cut->vehicle] = state;
  for (guint i = place + 1; i < self->runs->len && n_changed < later->len; i++)
    {
      CorFleetRun *run = &g_array_index (self->runs, CorFleetRun, i);

      if (run->vehicle == cut->vehicle && run->movement != COR_FLEET_NONE)
        *run = g_array_index (later, CorFleetRun, n_changed++);
    }

  return TRUE;
}

/**
 * cor_fleet_draft_drop_needless:
 * @setup: what is asked
 * @self: a plan in the making
 * @first_run: only runs from this one on
 *
 * Takes back runs that nobody needs.
 */
void
cor_fleet_draft_drop_needless (const CorFleetSetup *setup, CorFleetDraft *self, guint first_run)
{
  for (guint i = self->runs->len; i > first_run; i--)
    {
      CorFleetRun *run = &g_array_index (self->runs, CorFleetRun, i - 1);
      const CorSeats *seats = &setup->problem->vehicles[run->vehicle].seats;
      CorFleetMovement *movement;
      CorSeats rest;

      self->n_steps++;
      if (run->movement == COR_FLEET_NONE)
        continue;
      movement = &g_array_index (self->movements, CorFleetMovement, run->movement);
      rest = movement->seats;
      cor_seats_remove (&rest, seats);
      if (!cor_seats_hold (&rest, &movement->needed) || !cut_out (setup, self, i - 1))
        continue;

      movement->seats = rest;
      run->movement = COR_FLEET_NONE;
      cor_fleet_draft_pass_gates (setup, self, movement->crossing, -1);
    }
  while (self->runs->len > 0 &&
         g_array_index (self->runs, CorFleetRun, self->runs->len - 1).movement == COR_FLEET_NONE)
    g_array_set_size (self->runs, self->runs->len - 1);
}

/**
 * cor_fleet_draft_get_score:
 * @setup: what is asked
 * @self: a plan in the making
 *
 * Returns: what it is worth
 */
CorFleetScore
cor_fleet_draft_get_score (const CorFleetSetup *setup, const CorFleetDraft *self)
{
  CorFleetScore score = setup->drivers;

  for (guint i = 0; i < setup->items->len; i++)
    {
      const CorFleetItem *item = &g_array_index (setup->items, CorFleetItem, i);
      guint64 n_people = item->n_people;
      guint hour = setup->n_hours;

      if (self->slot_of[i] == COR_FLEET_NONE)
        {
          score.n_left += n_people;
          score.left += n_people * item->weight;
        }
      else
        {
          hour = setup->slots[self->slot_of[i]].hour;
          score.last_hour = MAX (score.last_hour, hour);
        }
      score.hours += n_people * hour;
    }
  for (guint i = 0; i < self->movements->len; i++)
    score.n_movements += g_array_index (self->movements, CorFleetMovement, i).n_people > 0;
  for (guint i = 0; i < self->runs->len; i++)
    score.n_trips += g_array_index (self->runs, CorFleetRun, i).movement != COR_FLEET_NONE;

  return score;
}

/**
 * cor_fleet_score_is_better:
 * @a: a score
 * @b: another
 *
 * Returns: whether @a is better than @b
 */
gboolean
cor_fleet_score_is_better (const CorFleetScore *a, const CorFleetScore *b)
{
  if (a->left != b->left)
    return a->left < b->left;
  if (a->n_left != b->n_left)
    return a->n_left < b->n_left;
  if (a->last_hour != b->last_hour)
    return a->last_hour < b->last_hour;
  if (a->hours != b->hours)
    return a->hours < b->hours;
  if (a->n_movements != b->n_movements)
    return a->n_movements < b->n_movements;

  return a->n_trips < b->n_trips;
}
