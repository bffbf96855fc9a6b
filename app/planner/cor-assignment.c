/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-assignment-model.h"

#include "cor-room.h"

/*
 * Wanted, in this order: most people out; the earliest hour in which the last one passes; fewest
 * person-hours from the plan's start to passage; fewest metres within reach of a front; least
 * driving.
 *
 * Which sets of places in slots can be filled at once, whoever fills them, are the independent sets
 * of a transversal matroid (Edmonds and Fulkerson 1965). Its cheapest basis, a place costing its
 * hour, is as large as any, and place by place, in order of cost, no worse than any other (Gale
 * 1968; Edmonds 1971): so it also has the earliest last hour. The first three goals therefore never
 * conflict, and one flow of least cost reaches them all: a person costs their hour of passage, or
 * more than any hour if they cannot pass. Limits that slots of one hour share change nothing of
 * this: take the hour's places instead of the slots'.
 *
 * A quota is shared by hours. What can be filled then is common to two matroids, those of the
 * people and of the quotas, and the goals can conflict: an earlier last hour may cost person-hours.
 * As quotas stand in trees it is still a flow. That of least cost, serving one more being worth
 * more than what it can cost all others, says how many get out; how early the last one can be out
 * if as many are, is looked for by bisection; then the flow of least cost within these hours
 * counts. Fewer may be out in the end for fewer person-hours of all, whoever is left counting to
 * the plan's end; what no plan can be below in these says another flow, in which a person who is
 * left costs no more than the plan's hours. Quotas that cross in time are no tree. Each part of
 * such a one first gets all of it, which bounds every plan, then what that used, the first part
 * first.
 *
 * Who passes can be chosen besides: whoever can be linked to filled places is a matroid as well,
 * and there is a flow that has the best of both (Mendelsohn and Dulmage 1958). So a person who is
 * left costs the more the more urgent they are; how much more makes no difference. With quotas it
 * does: more than all hours.
 *
 * How few have to leave a car behind for as many to be out within some hours is asked by a flow of
 * its own. Whoever rides though they have a car costs more than any hours, and serving one more,
 * which can have one of each party change what they travel in, is worth more than that.
 *
 * The last goals are added in small units. By the optimality criterion of flows only simple cycles
 * matter. One such meets the sink once and each party once, so it changes the driving by less than
 * 2 (parties + 1) times the longest drive; when a metre of exposure costs that much, driving never
 * outweighs one; nor does either outweigh an hour that costs so many times the dearest way. Where
 * numbers grow too large, driving is counted in larger units, then exposure. It meets each quota
 * once, too, and at each, and at the sink, hours change by less than all hours of the plan; when
 * somebody left costs that for each, hours never outweigh people.
 */

/* Parties that are looked at before it is asked whether to go on. */
#define PARTIES_PER_CHECK 128u

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/**
 * cor_trip_get_exposed_m:
 * @self: a trip
 * @hour: a clock hour from its first on, or %COR_HOUR_NONE: however late
 *
 * Returns: how many metres of the way are exposed of whoever passes then
 */
guint
cor_trip_get_exposed_m (const CorTrip *self, guint hour)
{
  guint exposed_m = self->exposed_m;

  for (const CorTripLess *less = self->less;
       less != NULL && less->hour != COR_HOUR_NONE && less->hour <= hour; less++)
    exposed_m = less->exposed_m;

  return exposed_m;
}

/**
 * cor_party_can_pass:
 * @self: a party
 * @slot: a slot
 * @mode: (out) (optional): how they pass
 * @travel: (out) (optional): how they come
 *
 * Those with a car pass with it where cars may; where only coaches or feet pass they come by coach
 * like the others.
 *
 * Returns: whether they can be through in that slot
 */
gboolean
cor_party_can_pass (const CorParty *self, const CorSlot *slot, CorMode *mode, CorTravel *travel)
{
  const CorTrip *by_car = self->trips[COR_TRAVEL_CAR];
  const CorTrip *by_coach = self->trips[COR_TRAVEL_COACH];
  gboolean drives = by_car != NULL && (slot->modes & COR_MODE_CAR) != 0 &&
                    by_car[slot->crossing].hour <= slot->hour;
  gboolean rides = by_coach != NULL && (slot->modes & RIDER_MODES) != 0 &&
                   by_coach[slot->crossing].hour <= slot->hour;

  if (mode != NULL)
    *mode = drives                                ? COR_MODE_CAR
            : (slot->modes & COR_MODE_COACH) != 0 ? COR_MODE_COACH
                                                  : COR_MODE_FOOT;
  if (travel != NULL)
    *travel = drives ? COR_TRAVEL_CAR : COR_TRAVEL_COACH;

  return drives || rides;
}

/* The trip by which a party can enter a chain; by car where it can, for that is never slower.
 * @rides says whether it leaves a car for it. */
static gboolean
get_entry (const CorParty *party, const CorAssignmentChain *chain, CorTrip *entry, gboolean *rides)
{
  const CorTrip *by_car = party->trips[COR_TRAVEL_CAR];
  const CorTrip *by_coach = party->trips[COR_TRAVEL_COACH];

  *entry = (CorTrip){ .hour = COR_HOUR_NONE };
  if (by_car != NULL && (chain->users & COR_FOR_CARS) != 0)
    *entry = by_car[chain->crossing];
  if (by_coach != NULL && (chain->users & COR_FOR_RIDERS) != 0 && entry->hour == COR_HOUR_NONE)
    *entry = by_coach[chain->crossing];
  *rides = by_car != NULL &&
           ((chain->users & COR_FOR_CARS) == 0 || by_car[chain->crossing].hour == COR_HOUR_NONE);

  return entry->hour != COR_HOUR_NONE;
}

/* The first link of a chain at or after an hour. */
static guint
find_link (const CorAssignmentModel *model, const CorAssignmentChain *chain, guint hour)
{
  guint low = chain->first_link, high = chain->first_link + chain->n_links;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (model->slots[g_array_index (model->links, CorAssignmentLink, middle).slot].hour < hour)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* How many times a simple cycle can meet different hours: at the sink, and at each quota. */
static gint64
count_turns (const CorAssignmentModel *model)
{
  gint64 n_turns = 1;

  for (guint i = 0; i < model->problem->n_limits; i++)
    n_turns += model->limits[i].kind == COR_BINDING_QUOTA;

  return n_turns;
}

/* What it costs to ride though one has a car: more than any hours. */
static gint64
get_cost_of_riding (const CorAssignmentModel *model)
{
  return model->aim == COR_ASSIGNMENT_CARS
             ? count_turns (model) * (model->n_hours + 1) * model->hour_cost
             : 0;
}

/* See the top of the file. */
static gint64
get_cost_of_staying (const CorAssignmentModel *model, guint party)
{
  gint64 urgency = model->problem->last_priority - model->parties[party].priority;
  gint64 n_turns = count_turns (model), more = 1;

  if (model->aim == COR_ASSIGNMENT_COUNT)
    return 1 + urgency;
  if (model->aim == COR_ASSIGNMENT_TIME)
    return model->n_hours * model->hour_cost;
  if (model->aim == COR_ASSIGNMENT_CARS)
    return (1 + urgency) * ((gint64) model->n_parties + 2) * get_cost_of_riding (model);

  if (n_turns > 1)
    more = n_turns * (model->n_hours + 1);

  return (n_turns * (model->n_hours + 1) + urgency * more) * model->hour_cost;
}

static gint64
get_cost_of_trip (const CorAssignmentProblem *problem, const CorTrip *trip)
{
  return trip->exposed_m / problem->exposed_unit_m * problem->exposed_cost +
         trip->drive_s / problem->drive_unit_s;
}

static void
add_party (CorAssignmentModel *model, guint index)
{
  const CorParty *party = &model->parties[index];
  guint node = cor_flow_add_node (model->flow, party->n_people);
  guint arc = cor_flow_add_arc (model->flow, node, COR_FLOW_SINK, COR_FLOW_UNLIMITED,
                                get_cost_of_staying (model, index));

  cor_flow_set_first_arc (model->flow, node, arc);
  g_array_append_val (model->unserved_arcs, arc);

  for (guint i = 0; i < model->chains->len; i++)
    {
      const CorAssignmentChain *chain = &g_array_index (model->chains, CorAssignmentChain, i);
      CorAssignmentEntry entry = { .chain = i, .party = index };
      CorTrip trip;
      gboolean rides;

      if (!get_entry (party, chain, &trip, &rides))
        continue;
      entry.link = find_link (model, chain, trip.hour);
      if (entry.link == chain->first_link + chain->n_links)
        continue;
      entry.arc = cor_flow_add_arc (
          model->flow, node, g_array_index (model->links, CorAssignmentLink, entry.link).node,
          COR_FLOW_UNLIMITED,
          model->aim == COR_ASSIGNMENT_ALL ? get_cost_of_trip (model->problem, &trip)
          : rides                          ? get_cost_of_riding (model)
                                           : 0);
      g_array_append_val (model->entries, entry);
    }
}

static gboolean
add_parties (CorAssignmentModel *model, CorProgress *progress, GError **error)
{
  for (guint i = 0; i < model->n_parties; i++)
    {
      add_party (model, i);
      if (i % PARTIES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const CorAssignmentEntry *left = a;
  const CorAssignmentEntry *right = b;

  if (left->link != right->link)
    return left->link < right->link ? -1 : 1;

  return left->party < right->party ? -1 : left->party > right->party;
}

static void
add_passage (const CorAssignmentModel *model,
             CorAssignment *self,
             guint party,
             guint slot,
             guint n_people)
{
  const CorSlot *taken = &model->slots[slot];
  CorPassage passage = { party, taken->crossing, taken->hour, slot, COR_MODE_CAR, n_people };
  gboolean can_pass = cor_party_can_pass (&model->parties[party], taken, &passage.mode, NULL);

  g_assert (can_pass);
  g_array_append_val (self->passages, passage);
}

/* Who has entered a chain may take any slot further on. They take them in the order in which they
 * could first have passed: that is fair, and keeps each party in as few hours as the flow allows.
 * The entries stand by link, so those of a chain stand together. */
static void
hand_out_slots (const CorAssignmentModel *model, CorAssignment *self)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (CorAssignmentEntry));
  guint next = 0;
  guint32 n_left = 0;

  for (guint i = 0; i < model->entries->len; i++)
    if (cor_flow_get_amount (model->flow,
                             g_array_index (model->entries, CorAssignmentEntry, i).arc) > 0)
      g_array_append_val (entries, g_array_index (model->entries, CorAssignmentEntry, i));
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < model->links->len; i++)
    {
      const CorAssignmentLink *link = &g_array_index (model->links, CorAssignmentLink, i);
      guint32 n_places = cor_flow_get_amount (model->flow, link->exit_arc);

      while (n_places > 0)
        {
          const CorAssignmentEntry *entry;
          guint32 n_people;

          g_assert (next < entries->len);
          entry = &g_array_index (entries, CorAssignmentEntry, next);
          if (n_left == 0)
            n_left = cor_flow_get_amount (model->flow, entry->arc);
          n_people = MIN (n_left, n_places);
          if (n_people > 0)
            add_passage (model, self, entry->party, link->slot, n_people);
          n_places -= n_people;
          n_left -= n_people;
          if (n_left == 0)
            next++;
        }
    }
}

static int
compare_passages (gconstpointer a, gconstpointer b)
{
  const CorPassage *left = a;
  const CorPassage *right = b;

  if (left->party != right->party)
    return left->party < right->party ? -1 : 1;
  if (left->crossing != right->crossing)
    return left->crossing < right->crossing ? -1 : 1;
  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;

  return left->slot < right->slot ? -1 : left->slot > right->slot;
}

/* One passage for each party and slot. */
static void
merge_passages (CorAssignment *self)
{
  CorPassage *passages = &g_array_index (self->passages, CorPassage, 0);
  guint n_kept = 0;

  g_array_sort (self->passages, compare_passages);
  for (guint i = 0; i < self->passages->len; i++)
    {
      if (n_kept > 0 && compare_passages (&passages[n_kept - 1], &passages[i]) == 0)
        passages[n_kept - 1].n_people += passages[i].n_people;
      else
        passages[n_kept++] = passages[i];
    }
  g_array_set_size (self->passages, n_kept);
}

static void
check_balance (const CorAssignmentModel *model, CorAssignment *self)
{
  g_autofree guint *n_people = g_new0 (guint, model->n_parties + 1);

  for (guint i = 0; i < self->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (self->passages, CorPassage, i);

      n_people[passage->party] += passage->n_people;
    }
  for (guint i = 0; i < model->n_parties; i++)
    g_assert (n_people[i] + g_array_index (self->n_unserved, guint, i) ==
              model->parties[i].n_people);
}

static CorAssignment *
read_flow (const CorAssignmentModel *model, CorProgress *progress, GError **error)
{
  g_autoptr (CorAssignment) self = cor_assignment_new ();

  self->n_pivots = cor_flow_get_n_pivots (model->flow);

  for (guint i = 0; i < model->n_parties; i++)
    {
      guint n_people =
          cor_flow_get_amount (model->flow, g_array_index (model->unserved_arcs, guint, i));

      g_array_append_val (self->n_unserved, n_people);
    }
  hand_out_slots (model, self);
  if (!cor_progress_check (progress, error))
    return NULL;
  merge_passages (self);
  check_balance (model, self);

  return cor_progress_check (progress, error) ? g_steal_pointer (&self) : NULL;
}

static void
clear_model (CorAssignmentModel *model)
{
  cor_flow_free (model->flow);
  g_free (model->limit_nodes);
  g_free (model->entered_by);
  g_array_unref (model->links);
  g_array_unref (model->chains);
  g_array_unref (model->entries);
  g_array_unref (model->unserved_arcs);
}

/**
 * cor_assignment_solve_hours:
 * @problem: what is asked
 * @n_hours: how many hours of the plan people may pass in
 * @aim: what matters
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds what is best, whatever the last hour is.
 *
 * Returns: (transfer full) (nullable): the assignment, or %NULL if it was stopped
 */
CorAssignment *
cor_assignment_solve_hours (const CorAssignmentProblem *problem,
                            guint n_hours,
                            CorAssignmentAim aim,
                            CorProgress *progress,
                            GError **error)
{
  CorAssignmentModel model = {
    .problem = problem,
    .slots = problem->slots,
    .n_slots = problem->n_slots,
    .limits = problem->limits,
    .parties = problem->parties,
    .n_parties = problem->n_parties,
    .n_hours = n_hours,
    .aim = aim,
    .hour_cost = aim == COR_ASSIGNMENT_ALL     ? problem->hour_cost
                 : aim == COR_ASSIGNMENT_COUNT ? 0
                                               : 1,
  };
  CorAssignment *self = NULL;

  model.flow = cor_flow_new ();
  model.limit_nodes = g_new0 (guint, problem->n_limits + 1);
  model.links = g_array_new (FALSE, FALSE, sizeof (CorAssignmentLink));
  model.chains = g_array_new (FALSE, FALSE, sizeof (CorAssignmentChain));
  model.entries = g_array_new (FALSE, FALSE, sizeof (CorAssignmentEntry));
  model.unserved_arcs = g_array_new (FALSE, FALSE, sizeof (guint));

  if (cor_assignment_model_add_crossings (&model, progress, error) &&
      add_parties (&model, progress, error) && cor_flow_solve (model.flow, progress, error) &&
      cor_progress_check (progress, error))
    self = read_flow (&model, progress, error);
  clear_model (&model);

  return self;
}

/**
 * cor_assignment_new:
 *
 * Returns: (transfer full): an assignment of nobody
 */
CorAssignment *
cor_assignment_new (void)
{
  CorAssignment *self = g_new0 (CorAssignment, 1);

  self->is_best = TRUE;
  self->passages = g_array_new (FALSE, FALSE, sizeof (CorPassage));
  self->n_unserved = g_array_new (FALSE, FALSE, sizeof (guint));
  self->free_people = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

/**
 * cor_assignment_count_free:
 * @self: an assignment
 * @timetable: its slots, whose limits it keeps to
 *
 * Sets what is left of each slot if nobody takes what is left of another. Stops the program if
 * anything is over its capacity.
 */
void
cor_assignment_count_free (CorAssignment *self, const CorTimetable *timetable)
{
  g_autoptr (CorRoom) room = cor_room_new (timetable);
  guint n_slots;

  cor_timetable_get_all_slots (timetable, &n_slots);
  for (guint i = 0; i < self->passages->len; i++)
    {
      const CorPassage *passage = &g_array_index (self->passages, CorPassage, i);

      cor_room_take (room, passage->slot, passage->n_people);
    }
  g_array_set_size (self->free_people, n_slots);
  for (guint i = 0; i < n_slots; i++)
    g_array_index (self->free_people, guint, i) = cor_room_get (room, i);
}

/**
 * cor_assignment_free:
 * @self: (transfer full): an assignment
 *
 * Frees @self.
 */
void
cor_assignment_free (CorAssignment *self)
{
  g_clear_pointer (&self->relaxed, cor_assignment_free);
  g_clear_pointer (&self->quickest, cor_assignment_free);
  g_array_unref (self->passages);
  g_array_unref (self->n_unserved);
  g_array_unref (self->free_people);
  g_free (self);
}
