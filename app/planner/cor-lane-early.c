/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-early.h"

#include "cor-allotment.h"
#include "cor-room.h"
#include "cor-time.h"

/*
 * Who drives which lanes in a first plan: one party after the other, the more urgent first, then
 * those without a car, then those who could be through first, takes the way on which it is through
 * first with what the others left of lanes and slots, as CCRP does (Lu, George, Shekhar 2005).
 * Nobody makes room for another. Where to is found by Dijkstra's search (1959) over the lanes, in
 * order of the time at which each is left.
 */

/* After so many ways on from lanes were looked at the others go without lanes. */
#define MAX_LOOKS G_GUINT64_CONSTANT (4000000)

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/* How a party comes to a lane first. */
typedef struct
{
  guint step;         /* when it is entered; COR_LANE_NEVER: it is not come to */
  gint64 leave_utc_s; /* when it is left */
  guint before;       /* the lane driven before, or COR_LANE_NEVER */
  gboolean is_done;
} Label;

/* The best way of a party to a slot. */
typedef struct
{
  CorTravel travel;
  guint slot; /* G_MAXUINT: none */
  guint hour;
  GArray *entries; /* CorLaneEntry: in order of driving; none: it drives as it likes */
} Way;

typedef struct
{
  guint party;
  guint priority;
  gboolean has_car;
  guint hour;
} Turn;

typedef struct
{
  const CorLaneProblem *problem;
  CorLaneFlow *flow;
  CorRoom *room;
  const CorSlot *slots;
  guint n_slots;
  guint n_lanes;
  guint n_gates;
  guint n_crossings;
  guint n_hours;
  guint *limit_rooms;                 /* vehicles by gate, then step, if it is a limit */
  guint64 *n_vehicles;                /* that enter by gate, then step */
  guint32 *n_entering[COR_N_TRAVELS]; /* people by lane, then step */
  guint *first_steps[COR_N_TRAVELS];  /* by lane: none before takes anybody */
  guint *entry_steps[COR_N_TRAVELS];  /* by party, then lane: when it can be entered first */
  guint *hour_slots;                  /* by crossing, then hour: the first slot then or later */
  Label *labels;                      /* by lane */
  gboolean is_alone; /* whether nobody else is looked at, nor what for one takes a lane */
  guint64 n_looks;
} Sender;

static const CorLane *
get_lane (const Sender *self, guint lane)
{
  return &g_array_index (self->problem->lanes->lanes, CorLane, lane);
}

static gsize
get_cell (const Sender *self, guint lane, guint step)
{
  return (gsize) lane * self->problem->n_steps + step;
}

/* What of a number of vehicles is left beside those of other kinds. */
static guint
subtract_others (const Sender *self, guint n_vehicles, guint gate, guint step, guint n_own)
{
  guint64 n_others = self->n_vehicles[get_cell (self, gate, step)] - n_own;

  return n_vehicles == COR_LANE_UNLIMITED ? n_vehicles : n_vehicles - MIN (n_vehicles, n_others);
}

/* How many vehicles of some kind may enter a lane, those of the kind that do already included. */
static guint
count_room (const Sender *self, guint lane, CorTravel travel, guint step)
{
  const CorLane *record = get_lane (self, lane);
  gsize cell = get_cell (self, lane, step);
  guint n_own =
      cor_lane_problem_count_vehicles (self->problem, travel, self->n_entering[travel][cell]);
  guint n_vehicles = subtract_others (self, self->flow->rooms[cell], record->gate, step, n_own);

  for (guint i = 0; i < record->limits->len; i++)
    {
      guint limit = g_array_index (record->limits, guint, i);

      n_vehicles =
          MIN (n_vehicles, subtract_others (self, self->limit_rooms[get_cell (self, limit, step)],
                                            limit, step, n_own));
    }

  return n_vehicles;
}

/* How many people more may enter a lane. */
static guint
get_lane_room (const Sender *self, guint lane, CorTravel travel, guint step)
{
  guint n_people;

  if (self->flow->rooms[get_cell (self, lane, step)] == 0)
    return 0;

  n_people =
      cor_lane_problem_count_people (self->problem, travel, count_room (self, lane, travel, step));

  return n_people - MIN (n_people, self->n_entering[travel][get_cell (self, lane, step)]);
}

/* The first step from one on in which somebody may enter a lane. */
static guint
find_step (Sender *self, guint lane, CorTravel travel, guint from)
{
  guint *first = &self->first_steps[travel][lane];
  guint step;

  while (*first < self->problem->n_steps && get_lane_room (self, lane, travel, *first) == 0)
    (*first)++;
  for (step = MAX (from, *first); step < self->problem->n_steps; step++)
    if (get_lane_room (self, lane, travel, step) > 0)
      return step;

  return COR_LANE_NEVER;
}

/* Whether a party can be at a lane just when it enters it, rather than wait there. */
static gboolean
comes_in_time (const Sender *self, guint party, CorTravel travel, guint lane, guint step)
{
  const CorLaneProblem *problem = self->problem;
  guint cluster = problem->clusters[party], way_case;
  gint64 ready_utc_s = MAX (problem->ready_utc_s[party],
                            cor_lane_times_get_ready_utc_s (problem->times, cluster, lane));

  return cor_lane_times_get_n_cases (problem->times) == 1 ||
         cor_lane_times_find_departure (problem->times, travel, cluster, lane,
                                        cor_lane_problem_get_step_utc_s (problem, step),
                                        &way_case) >= ready_utc_s;
}

/* When a lane is left that is entered at a step. */
static gint64
get_leave_utc_s (const Sender *self, guint lane, guint step)
{
  return cor_lane_problem_get_step_utc_s (self->problem, step) + get_lane (self, lane)->through_s;
}

/* By when one has to leave the last lane to be through sooner than by a way that is known. */
static gint64
get_end_utc_s (const Sender *self, const Way *way)
{
  return cor_timetable_get_hour_utc_s (self->problem->timetable, way->hour) - COR_SECONDS_PER_HOUR;
}

static void
set_label (Sender *self, guint lane, guint step, guint before)
{
  gint64 leave_utc_s;

  if (step == COR_LANE_NEVER)
    return;
  leave_utc_s = get_leave_utc_s (self, lane, step);
  if (self->labels[lane].step == COR_LANE_NEVER || leave_utc_s < self->labels[lane].leave_utc_s)
    self->labels[lane] = (Label){ step, leave_utc_s, before, FALSE };
}

/* Lets a party come from home to each lane by which it could be through sooner than without. */
static void
start_labels (Sender *self, guint party, CorTravel travel, gint64 end_utc_s)
{
  const guint *entry_steps = self->entry_steps[travel] + (gsize) party * self->n_lanes;

  for (guint i = 0; i < self->n_lanes; i++)
    {
      guint step = entry_steps[i];

      self->labels[i] = (Label){ COR_LANE_NEVER, G_MAXINT64, COR_LANE_NEVER, FALSE };
      if (step == COR_LANE_NEVER || get_leave_utc_s (self, i, step) > end_utc_s)
        continue;
      step = find_step (self, i, travel, step);
      while (step != COR_LANE_NEVER && !comes_in_time (self, party, travel, i, step))
        step = find_step (self, i, travel, step + 1);
      set_label (self, i, step, COR_LANE_NEVER);
    }
}

/* The first slot of a crossing with room from one hour on, before another. */
static guint
find_slot (const Sender *self, guint crossing, CorTravel travel, guint hour, guint end_hour)
{
  guint modes = travel == COR_TRAVEL_CAR ? COR_MODE_CAR : RIDER_MODES;

  if (hour >= self->n_hours)
    return G_MAXUINT;

  for (guint i = self->hour_slots[(gsize) crossing * self->n_hours + hour];
       i < self->n_slots && self->slots[i].crossing == crossing && self->slots[i].hour < end_hour;
       i++)
    if ((self->slots[i].modes & modes) != 0 && cor_room_get (self->room, i) > 0)
      return i;

  return G_MAXUINT;
}

static void
take_slot (const Sender *self, guint slot, CorTravel travel, Way *way)
{
  way->slot = slot;
  way->hour = self->slots[slot].hour;
  way->travel = travel;
  g_array_set_size (way->entries, 0);
}

/* The lanes by which one comes to the last. */
static void
take_entries (const Sender *self, guint last, Way *way)
{
  for (guint lane = last; lane != COR_LANE_NEVER; lane = self->labels[lane].before)
    {
      CorLaneEntry entry = { lane, self->labels[lane].step };

      g_array_insert_val (way->entries, 0, entry);
    }
}

static guint
find_next_label (const Sender *self)
{
  guint next = COR_LANE_NEVER;

  for (guint i = 0; i < self->n_lanes; i++)
    if (self->labels[i].step != COR_LANE_NEVER && !self->labels[i].is_done &&
        (next == COR_LANE_NEVER || self->labels[i].leave_utc_s < self->labels[next].leave_utc_s))
      next = i;

  return next;
}

/* Where one is when one drives on from a lane; G_MAXINT64: nowhere. */
static gint64
drive_on (Sender *self, CorTravel travel, guint lane, guint target)
{
  guint way_case;

  self->n_looks++;

  return cor_lane_times_find_next (self->problem->times, travel, lane, target,
                                   self->labels[lane].leave_utc_s, &way_case);
}

static void
look_at_crossings (Sender *self, guint lane, CorTravel travel, Way *way)
{
  const CorTimetable *timetable = self->problem->timetable;

  for (guint i = 0; i < self->n_crossings; i++)
    {
      gint64 arrive_utc_s = drive_on (self, travel, lane, self->n_lanes + i);
      guint slot;

      if (arrive_utc_s > get_end_utc_s (self, way))
        continue;
      slot = find_slot (self, i, travel, cor_timetable_find_hour (timetable, i, arrive_utc_s),
                        way->hour);
      if (slot == G_MAXUINT)
        continue;
      take_slot (self, slot, travel, way);
      take_entries (self, lane, way);
    }
}

/* Nobody goes along a lane for coaches only so as to be in a coach on the next. */
static gboolean
may_go_on (const Sender *self, guint party, CorTravel travel, guint lane)
{
  return get_lane (self, lane)->ways[travel] != NULL &&
         (self->is_alone || travel == COR_TRAVEL_CAR ||
          self->problem->parties[party].trips[COR_TRAVEL_CAR] == NULL ||
          get_lane (self, lane)->ways[COR_TRAVEL_CAR] == NULL);
}

static void
look_at_lanes (Sender *self, guint party, guint lane, CorTravel travel, gint64 end_utc_s)
{
  for (guint i = 0; i < self->n_lanes; i++)
    {
      gint64 arrive_utc_s;

      if (self->labels[i].is_done || !may_go_on (self, party, travel, i))
        continue;
      arrive_utc_s = drive_on (self, travel, lane, i);
      if (arrive_utc_s >= MIN (self->labels[i].leave_utc_s, end_utc_s))
        continue;
      set_label (
          self, i,
          find_step (self, i, travel, cor_lane_problem_find_step (self->problem, arrive_utc_s)),
          lane);
    }
}

/* Goes on from lane to lane as long as one could still be through sooner. */
static void
find_way_by_lanes (Sender *self, guint party, CorTravel travel, Way *way)
{
  start_labels (self, party, travel, get_end_utc_s (self, way));
  for (guint lane = find_next_label (self); lane != COR_LANE_NEVER; lane = find_next_label (self))
    {
      if (self->labels[lane].leave_utc_s > get_end_utc_s (self, way))
        return;

      self->labels[lane].is_done = TRUE;
      look_at_crossings (self, lane, travel, way);
      look_at_lanes (self, party, lane, travel, get_end_utc_s (self, way));
    }
}

/* By whatever is quickest; who can drive as soon does not use a lane, or leave a car. */
static void
find_way (Sender *self, guint party, Way *way)
{
  const CorParty *who = &self->problem->parties[party];

  way->slot = G_MAXUINT;
  way->hour = self->n_hours;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; who->trips[i] != NULL && j < self->n_crossings; j++)
      {
        guint slot = find_slot (self, j, i, who->trips[i][j].hour, way->hour);

        if (slot != G_MAXUINT)
          take_slot (self, slot, i, way);
      }
  for (guint i = 0; i < COR_N_TRAVELS && self->n_looks < MAX_LOOKS; i++)
    if (who->trips[i] != NULL)
      find_way_by_lanes (self, party, i, way);
}

/* How many people at once go a way. */
static guint
count_room_of_way (const Sender *self, const Way *way, guint n_people)
{
  n_people = MIN (n_people, cor_room_get (self->room, way->slot));
  for (guint i = 0; i < way->entries->len; i++)
    {
      const CorLaneEntry *entry = &g_array_index (way->entries, CorLaneEntry, i);

      n_people = MIN (n_people, get_lane_room (self, entry->lane, way->travel, entry->step));
    }

  return n_people;
}

static void
enter_lane (Sender *self, const CorLaneEntry *entry, CorTravel travel, guint n_people)
{
  const CorLane *lane = get_lane (self, entry->lane);
  guint32 *n_entering = &self->n_entering[travel][get_cell (self, entry->lane, entry->step)];
  guint n_more = cor_lane_problem_count_vehicles (self->problem, travel, *n_entering + n_people) -
                 cor_lane_problem_count_vehicles (self->problem, travel, *n_entering);

  *n_entering += n_people;
  self->n_vehicles[get_cell (self, lane->gate, entry->step)] += n_more;
  for (guint i = 0; i < lane->limits->len; i++)
    self->n_vehicles[get_cell (self, g_array_index (lane->limits, guint, i), entry->step)] +=
        n_more;
}

static void
take_way (Sender *self, const Way *way, guint n_people)
{
  CorLanePath path = { way->travel, way->slot, n_people, self->flow->entries->len,
                       way->entries->len };

  cor_room_take (self->room, way->slot, n_people);
  for (guint i = 0; i < way->entries->len; i++)
    enter_lane (self, &g_array_index (way->entries, CorLaneEntry, i), way->travel, n_people);
  g_array_append_vals (self->flow->entries, way->entries->data, way->entries->len);
  g_array_append_val (self->flow->paths, path);
}

static void
send_party (Sender *self, guint party, Way *way)
{
  guint n_left = self->problem->parties[party].n_people;

  while (n_left > 0)
    {
      guint n_people;

      find_way (self, party, way);
      if (way->slot == G_MAXUINT)
        return;
      n_people = count_room_of_way (self, way, n_left);
      take_way (self, way, n_people);
      n_left -= n_people;
    }
}

static int
compare_turns (gconstpointer a, gconstpointer b)
{
  const Turn *left = a;
  const Turn *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  if (left->has_car != right->has_car)
    return left->has_car ? 1 : -1;
  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;

  return left->party < right->party ? -1 : left->party > right->party;
}

static void
find_entries (Sender *self, guint party)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < self->n_lanes; j++)
      self->entry_steps[i][(gsize) party * self->n_lanes + j] =
          cor_lane_problem_find_entry (self->problem, party, i, j);
}

static gboolean
send_parties (Sender *self, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) turns = g_array_new (FALSE, FALSE, sizeof (Turn));
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (CorLaneEntry));
  g_autofree guint *first_hours = g_new (guint, self->problem->n_parties + 1);
  Way way = { .entries = entries };

  self->is_alone = TRUE;

  for (guint i = 0; i < self->problem->n_parties; i++)
    {
      const CorParty *party = &self->problem->parties[i];
      Turn turn = { i, party->priority, party->trips[COR_TRAVEL_CAR] != NULL, 0 };

      if (!cor_progress_check (progress, error))
        return FALSE;
      find_entries (self, i);
      find_way (self, i, &way);
      turn.hour = first_hours[i] = way.hour;
      if (way.slot != G_MAXUINT)
        g_array_append_val (turns, turn);
    }
  self->is_alone = FALSE;

  /* Where roads come and go, who comes later may be through sooner. */
  if (self->n_looks < MAX_LOOKS && cor_lane_times_get_n_cases (self->problem->times) == 1)
    self->flow->first_hours = g_steal_pointer (&first_hours);
  g_array_sort (turns, compare_turns);
  for (guint i = 0; i < turns->len; i++)
    {
      if (!cor_progress_check (progress, error))
        return FALSE;
      send_party (self, g_array_index (turns, Turn, i).party, &way);
    }

  return TRUE;
}

/* Whoever enters a gate's lanes most over the whole time gets what nobody uses. */
static guint
find_heir (const Sender *self, const guint64 *n_people, guint gate, guint step)
{
  guint heir = G_MAXUINT;

  for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
    if (get_lane (self, i % self->n_lanes)->gate == gate &&
        self->flow->rooms[get_cell (self, i % self->n_lanes, step)] > 0 && n_people[i] > 0 &&
        (heir == G_MAXUINT || n_people[i] > n_people[heir]))
      heir = i;

  return heir;
}

/* Says how many of a column's vehicles are cars, and how many coaches. */
static void
share_out (Sender *self)
{
  g_autofree guint64 *n_people = g_new0 (guint64, COR_N_TRAVELS * self->n_lanes + 1);

  for (guint i = 0; i < COR_N_TRAVELS * self->n_lanes; i++)
    for (guint j = 0; j < self->problem->n_steps; j++)
      {
        guint travel = i / self->n_lanes;
        gsize cell = get_cell (self, i % self->n_lanes, j);

        n_people[i] += self->n_entering[travel][cell];
        self->flow->shares[travel][cell] =
            self->flow->rooms[cell] == COR_LANE_UNLIMITED
                ? COR_LANE_UNLIMITED
                : cor_lane_problem_count_vehicles (self->problem, travel,
                                                   self->n_entering[travel][cell]);
      }
  for (guint i = 0; i < self->n_gates; i++)
    for (guint j = 0; j < self->problem->n_steps; j++)
      {
        guint heir = find_heir (self, n_people, i, j);

        if (heir != G_MAXUINT)
          self->flow->shares[heir / self->n_lanes][get_cell (self, heir % self->n_lanes, j)] =
              count_room (self, heir % self->n_lanes, heir / self->n_lanes, j);
      }
}

static void
list_limit_rooms (Sender *self)
{
  const CorLaneProblem *problem = self->problem;

  self->limit_rooms = g_new0 (guint, (gsize) self->n_gates * problem->n_steps + 1);
  for (guint i = 0; i < self->n_gates; i++)
    for (guint j = 0; j < problem->n_steps; j++)
      if (g_array_index (problem->lanes->gates, CorLaneGate, i).corridor == NULL)
        self->limit_rooms[get_cell (self, i, j)] =
            cor_lane_set_get_room (problem->lanes, i, cor_lane_problem_get_step_utc_s (problem, j));
}

/* A crossing's slots stand by hour. */
static void
list_hour_slots (Sender *self)
{
  self->hour_slots = g_new (guint, (gsize) self->n_crossings * self->n_hours + 1);
  for (guint i = 0; i < self->n_crossings; i++)
    {
      guint n_slots, place = 0;
      const CorSlot *slots = cor_timetable_get_slots (self->problem->timetable, i, &n_slots);

      for (guint j = 0; j < self->n_hours; j++)
        {
          while (place < n_slots && slots[place].hour < j)
            place++;
          self->hour_slots[(gsize) i * self->n_hours + j] = (guint) (slots - self->slots) + place;
        }
    }
}

static void
sender_init (Sender *self, const CorLaneProblem *problem, CorLaneFlow *flow)
{
  gsize n_cells;

  self->problem = problem;
  self->flow = flow;
  self->room = cor_room_new (problem->timetable);
  self->slots = cor_timetable_get_all_slots (problem->timetable, &self->n_slots);
  self->n_lanes = problem->lanes->lanes->len;
  self->n_gates = problem->lanes->gates->len;
  self->n_crossings = cor_timetable_get_n_crossings (problem->timetable);
  self->n_hours = cor_timetable_get_n_hours (problem->timetable);
  n_cells = (gsize) self->n_lanes * problem->n_steps + 1;
  list_limit_rooms (self);
  list_hour_slots (self);
  self->n_vehicles = g_new0 (guint64, (gsize) self->n_gates * problem->n_steps + 1);
  self->labels = g_new (Label, self->n_lanes + 1);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      self->n_entering[i] = g_new0 (guint32, n_cells);
      self->first_steps[i] = g_new0 (guint, self->n_lanes + 1);
      self->entry_steps[i] = g_new (guint, (gsize) problem->n_parties * self->n_lanes + 1);
    }
}

static void
sender_clear (Sender *self)
{
  cor_room_free (self->room);
  g_free (self->limit_rooms);
  g_free (self->hour_slots);
  g_free (self->n_vehicles);
  g_free (self->labels);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      g_free (self->n_entering[i]);
      g_free (self->first_steps[i]);
      g_free (self->entry_steps[i]);
    }
}

/**
 * cor_lane_flow_new_early:
 * @problem: people and lanes; its slots may share limits
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Decides who drives which lanes when in a first plan, in no time to speak of; see the top of the
 * file. Nothing bounds it: as if everybody could be out at once.
 *
 * Returns: (transfer full) (nullable): who goes where
 */
CorLaneFlow *
cor_lane_flow_new_early (const CorLaneProblem *problem, CorProgress *progress, GError **error)
{
  g_autoptr (CorLaneFlow) self = cor_lane_flow_new_empty (problem);
  Sender sender = { 0 };
  gboolean goes_on;

  if (!cor_lane_problem_find_rooms (problem, self->rooms, progress, error))
    return NULL;

  sender_init (&sender, problem, self);
  goes_on = send_parties (&sender, progress, error);
  if (goes_on)
    share_out (&sender);
  sender_clear (&sender);

  return goes_on ? g_steal_pointer (&self) : NULL;
}

/**
 * cor_lane_flow_allot:
 * @self: who goes where, with no more in what slots share than these take
 * @problem: what it is about
 *
 * Gives each slot what those take of it, and of what is left what it can use.
 *
 * Returns: (transfer full): slots that share nothing
 */
CorTimetable *
cor_lane_flow_allot (const CorLaneFlow *self, const CorLaneProblem *problem)
{
  g_autoptr (CorAssignment) assignment = cor_assignment_new ();

  for (guint i = 0; i < self->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (self->paths, CorLanePath, i);
      CorPassage passage = { .slot = path->slot, .n_people = path->n_people };

      g_array_append_val (assignment->passages, passage);
    }

  return cor_allotment_new (problem->timetable, problem->parties, problem->n_parties, assignment);
}
