/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-assignment-private.h"

#include "cor-flow.h"
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
 *
 * Whoever can be through a crossing in one hour can in any later one. So the slots of a crossing
 * are a chain, entered at the first hour that one can reach and left by any slot further on: arcs
 * grow with parties times crossings, not with hours besides. Slots that nobody enters between have
 * a node in common, so that nodes grow with the hours in which people first arrive, which are few
 * of those of a long plan. A crossing at which some slots let only cars or only others pass has a
 * chain for either.
 */

/* Parties that are looked at before it is asked whether to go on. */
#define PARTIES_PER_CHECK 128u

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

/* Who may use a chain; bits. */
enum
{
  FOR_CARS = 1 << 0,
  FOR_RIDERS = 1 << 1,
};

typedef struct
{
  guint slot; /* among all slots of the timetable */
  guint node; /* of this slot and of others before and after it */
  guint exit_arc;
} Link;

typedef struct
{
  guint crossing;
  guint users; /* bits */
  guint first_link;
  guint n_links;
} Chain;

/* Places in slots that follow each other, have one node and stand under one quota. */
typedef struct
{
  guint node;
  guint quota; /* the lowest over them, or COR_LIMIT_NONE */
  guint64 n_places;
  guint hour; /* the limit of the part of an hour that the last one shares, or COR_LIMIT_NONE */
  guint n_in_hour; /* places in that */
} Crowd;

/* Where a party may enter a chain. */
typedef struct
{
  guint chain;
  guint link;
  guint party;
  guint arc;
} Entry;

typedef struct
{
  const CorAssignmentProblem *problem;
  const CorSlot *slots;
  guint n_slots;
  const CorLimit *limits;
  const CorParty *parties;
  guint n_parties;
  guint64 n_people; /* in all parties */
  guint n_hours;    /* that can matter */
  CorAssignmentAim aim;
  gint64 hour_cost; /* 0 if all is about how many can pass */
  CorFlow *flow;
  guint *limit_nodes;    /* COR_FLOW_SINK until one is needed */
  guint8 *entered_by;    /* by crossing, then hour: bits of those who can first pass it then */
  GArray *links;         /* Link */
  GArray *chains;        /* Chain */
  GArray *entries;       /* Entry */
  GArray *unserved_arcs; /* guint, of each party */
} Model;

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
get_entry (const CorParty *party, const Chain *chain, CorTrip *entry, gboolean *rides)
{
  const CorTrip *by_car = party->trips[COR_TRAVEL_CAR];
  const CorTrip *by_coach = party->trips[COR_TRAVEL_COACH];

  *entry = (CorTrip){ .hour = COR_HOUR_NONE };
  if (by_car != NULL && (chain->users & FOR_CARS) != 0)
    *entry = by_car[chain->crossing];
  if (by_coach != NULL && (chain->users & FOR_RIDERS) != 0 && entry->hour == COR_HOUR_NONE)
    *entry = by_coach[chain->crossing];
  *rides = by_car != NULL &&
           ((chain->users & FOR_CARS) == 0 || by_car[chain->crossing].hour == COR_HOUR_NONE);

  return entry->hour != COR_HOUR_NONE;
}

static guint
get_users (const CorSlot *slot)
{
  return ((slot->modes & COR_MODE_CAR) != 0 ? FOR_CARS : 0) |
         ((slot->modes & RIDER_MODES) != 0 ? FOR_RIDERS : 0);
}

/* Whether nobody may pass there: something that it shares takes nobody. */
static gboolean
is_shut (const Model *model, const CorSlot *slot)
{
  for (guint i = slot->limit; i != COR_LIMIT_NONE; i = model->limits[i].above)
    if (model->problem->capacities[i] == 0)
      return TRUE;

  return slot->capacity_people == 0;
}

/* The node at which all that share a limit meet. */
static guint
get_limit_node (Model *model, guint limit)
{
  guint *node;

  if (limit == COR_LIMIT_NONE)
    return COR_FLOW_SINK;

  node = &model->limit_nodes[limit];
  if (*node == COR_FLOW_SINK)
    {
      guint above = get_limit_node (model, model->limits[limit].above);

      *node = cor_flow_add_node (model->flow, 0);
      cor_flow_set_first_arc (
          model->flow, *node,
          cor_flow_add_arc (model->flow, *node, above, model->problem->capacities[limit], 0));
    }

  return *node;
}

/* From a node through a slot to what it shares. */
static guint
add_exit (Model *model, guint node, const CorSlot *slot)
{
  return cor_flow_add_arc (model->flow, node, get_limit_node (model, slot->limit),
                           slot->capacity_people, slot->hour * model->hour_cost);
}

/* Whether anybody of a chain can first pass its crossing after one hour and by another. */
static gboolean
is_entered (const Model *model, const Chain *chain, guint after_hour, guint hour)
{
  const guint8 *entered_by =
      model->entered_by +
      (gsize) chain->crossing * cor_timetable_get_n_hours (model->problem->timetable);

  for (guint i = after_hour + 1; i <= hour; i++)
    if ((entered_by[i] & chain->users) != 0)
      return TRUE;

  return FALSE;
}

/* The node in front of the next slot of a chain: that of the last one unless somebody enters
 * between. */
static guint
get_chain_node (Model *model, const Chain *chain, const CorSlot *slot)
{
  const Link *last;
  guint node;

  if (chain->n_links == 0)
    return cor_flow_add_node (model->flow, 0);

  last = &g_array_index (model->links, Link, model->links->len - 1);
  if (!is_entered (model, chain, model->slots[last->slot].hour, slot->hour))
    return last->node;

  node = cor_flow_add_node (model->flow, 0);
  cor_flow_add_arc (model->flow, last->node, node, COR_FLOW_UNLIMITED, 0);

  return node;
}

static gboolean
is_quota (const Model *model, guint limit)
{
  return model->limits[limit].kind == COR_BINDING_QUOTA;
}

/* Counts the places of one more slot; those of one part of an hour together as what they share. */
static void
add_places (const Model *model, Crowd *crowd, const CorSlot *slot)
{
  guint n_people = slot->capacity_people;

  if (slot->limit != COR_LIMIT_NONE && !is_quota (model, slot->limit))
    {
      if (crowd->hour != slot->limit)
        crowd->n_in_hour = 0;
      crowd->hour = slot->limit;
      n_people = MIN (n_people, model->problem->capacities[slot->limit] - crowd->n_in_hour);
      crowd->n_in_hour += n_people;
    }
  crowd->n_places += n_people;
}

/* Whether the slots before take all who could use this one: they have the same node, so whoever is
 * in this one could be in one of those, and when these are full so is their quota. */
static gboolean
is_needless (const Model *model, Crowd *crowd, guint node, const CorSlot *slot)
{
  guint64 n_most = MAX (1, model->n_people);
  guint quota = slot->limit;

  while (quota != COR_LIMIT_NONE && !is_quota (model, quota))
    quota = model->limits[quota].above;
  if (quota != COR_LIMIT_NONE)
    n_most = MIN (n_most, model->problem->capacities[quota]);
  if (crowd->node != node || crowd->quota != quota)
    *crowd = (Crowd){ .node = node, .quota = quota, .hour = COR_LIMIT_NONE };
  if (crowd->n_places >= n_most)
    return TRUE;

  add_places (model, crowd, slot);

  return FALSE;
}

/* @shared_nodes holds the slots that two chains meet in. */
static void
add_chain (Model *model, guint crossing, guint users, guint first, guint end, guint *shared_nodes)
{
  Chain chain = { crossing, users, model->links->len, 0 };
  Crowd crowd = { .node = COR_FLOW_SINK };

  for (guint i = first; i < end; i++)
    {
      const CorSlot *slot = &model->slots[i];
      Link link = { .slot = i };

      if ((get_users (slot) & users) == 0 || is_shut (model, slot))
        continue;

      link.node = get_chain_node (model, &chain, slot);
      if (is_needless (model, &crowd, link.node, slot))
        continue;
      link.exit_arc = shared_nodes != NULL && shared_nodes[i - first] != COR_FLOW_SINK
                          ? cor_flow_add_arc (model->flow, link.node, shared_nodes[i - first],
                                              COR_FLOW_UNLIMITED, 0)
                          : add_exit (model, link.node, slot);
      if (chain.n_links == 0 ||
          g_array_index (model->links, Link, model->links->len - 1).node != link.node)
        cor_flow_set_first_arc (model->flow, link.node, link.exit_arc);
      g_array_append_val (model->links, link);
      chain.n_links++;
    }
  g_array_append_val (model->chains, chain);
}

static void
add_crossing (Model *model, guint crossing, guint first, guint end)
{
  guint users_of_any = 0, users_of_all = FOR_CARS | FOR_RIDERS;
  g_autofree guint *shared_nodes = g_new0 (guint, end - first + 1);

  for (guint i = first; i < end; i++)
    {
      users_of_any |= get_users (&model->slots[i]);
      users_of_all &= get_users (&model->slots[i]);
    }
  if (users_of_any == users_of_all)
    {
      add_chain (model, crossing, users_of_any, first, end, NULL);
      return;
    }

  for (guint i = first; i < end; i++)
    if (get_users (&model->slots[i]) == (FOR_CARS | FOR_RIDERS) &&
        !is_shut (model, &model->slots[i]))
      {
        shared_nodes[i - first] = cor_flow_add_node (model->flow, 0);
        cor_flow_set_first_arc (model->flow, shared_nodes[i - first],
                                add_exit (model, shared_nodes[i - first], &model->slots[i]));
      }
  add_chain (model, crossing, FOR_CARS, first, end, shared_nodes);
  add_chain (model, crossing, FOR_RIDERS, first, end, shared_nodes);
}

/* A chain is entered in no other hours than those in which people can first pass its crossing by
 * one of the ways that its users have. */
static void
find_entered (Model *model)
{
  guint n_crossings = cor_timetable_get_n_crossings (model->problem->timetable);
  guint n_hours = cor_timetable_get_n_hours (model->problem->timetable);

  model->entered_by = g_new0 (guint8, (gsize) n_crossings * n_hours + 1);
  for (guint i = 0; i < model->n_parties; i++)
    model->n_people += model->parties[i].n_people;
  for (guint i = 0; i < model->n_parties; i++)
    for (guint j = 0; j < COR_N_TRAVELS; j++)
      for (guint k = 0; k < n_crossings && model->parties[i].trips[j] != NULL; k++)
        {
          guint hour = model->parties[i].trips[j][k].hour;

          if (hour < n_hours)
            model->entered_by[(gsize) k * n_hours + hour] |=
                j == COR_TRAVEL_CAR ? FOR_CARS : FOR_RIDERS;
        }
}

static void
add_crossings (Model *model)
{
  for (guint i = 0; i < model->n_slots;)
    {
      guint first = i, end;

      while (i < model->n_slots && model->slots[i].crossing == model->slots[first].crossing &&
             model->slots[i].hour < model->n_hours)
        i++;
      end = i;
      while (i < model->n_slots && model->slots[i].crossing == model->slots[first].crossing)
        i++;
      if (end > first)
        add_crossing (model, model->slots[first].crossing, first, end);
    }
}

/* The first link of a chain at or after an hour. */
static guint
find_link (const Model *model, const Chain *chain, guint hour)
{
  guint low = chain->first_link, high = chain->first_link + chain->n_links;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (model->slots[g_array_index (model->links, Link, middle).slot].hour < hour)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* How many times a simple cycle can meet different hours: at the sink, and at each quota. */
static gint64
count_turns (const Model *model)
{
  gint64 n_turns = 1;

  for (guint i = 0; i < model->problem->n_limits; i++)
    n_turns += model->limits[i].kind == COR_BINDING_QUOTA;

  return n_turns;
}

/* What it costs to ride though one has a car: more than any hours. */
static gint64
get_cost_of_riding (const Model *model)
{
  return model->aim == COR_ASSIGNMENT_CARS
             ? count_turns (model) * (model->n_hours + 1) * model->hour_cost
             : 0;
}

/* See the top of the file. */
static gint64
get_cost_of_staying (const Model *model, guint party)
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
add_party (Model *model, guint index)
{
  const CorParty *party = &model->parties[index];
  guint node = cor_flow_add_node (model->flow, party->n_people);
  guint arc = cor_flow_add_arc (model->flow, node, COR_FLOW_SINK, COR_FLOW_UNLIMITED,
                                get_cost_of_staying (model, index));

  cor_flow_set_first_arc (model->flow, node, arc);
  g_array_append_val (model->unserved_arcs, arc);

  for (guint i = 0; i < model->chains->len; i++)
    {
      const Chain *chain = &g_array_index (model->chains, Chain, i);
      Entry entry = { .chain = i, .party = index };
      CorTrip trip;
      gboolean rides;

      if (!get_entry (party, chain, &trip, &rides))
        continue;
      entry.link = find_link (model, chain, trip.hour);
      if (entry.link == chain->first_link + chain->n_links)
        continue;
      entry.arc = cor_flow_add_arc (
          model->flow, node, g_array_index (model->links, Link, entry.link).node,
          COR_FLOW_UNLIMITED,
          model->aim == COR_ASSIGNMENT_ALL ? get_cost_of_trip (model->problem, &trip)
          : rides                          ? get_cost_of_riding (model)
                                           : 0);
      g_array_append_val (model->entries, entry);
    }
}

static gboolean
add_parties (Model *model, CorProgress *progress, GError **error)
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
  const Entry *left = a;
  const Entry *right = b;

  if (left->link != right->link)
    return left->link < right->link ? -1 : 1;

  return left->party < right->party ? -1 : left->party > right->party;
}

static void
add_passage (const Model *model, CorAssignment *self, guint party, guint slot, guint n_people)
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
hand_out_slots (const Model *model, CorAssignment *self)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  guint next = 0;
  guint32 n_left = 0;

  for (guint i = 0; i < model->entries->len; i++)
    if (cor_flow_get_amount (model->flow, g_array_index (model->entries, Entry, i).arc) > 0)
      g_array_append_val (entries, g_array_index (model->entries, Entry, i));
  g_array_sort (entries, compare_entries);
  for (guint i = 0; i < model->links->len; i++)
    {
      const Link *link = &g_array_index (model->links, Link, i);
      guint32 n_places = cor_flow_get_amount (model->flow, link->exit_arc);

      while (n_places > 0)
        {
          const Entry *entry;
          guint32 n_people;

          g_assert (next < entries->len);
          entry = &g_array_index (entries, Entry, next);
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
check_balance (const Model *model, CorAssignment *self)
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
read_flow (const Model *model)
{
  CorAssignment *self = cor_assignment_new ();

  self->n_pivots = cor_flow_get_n_pivots (model->flow);

  for (guint i = 0; i < model->n_parties; i++)
    {
      guint n_people =
          cor_flow_get_amount (model->flow, g_array_index (model->unserved_arcs, guint, i));

      g_array_append_val (self->n_unserved, n_people);
    }
  hand_out_slots (model, self);
  merge_passages (self);
  check_balance (model, self);

  return self;
}

static void
clear_model (Model *model)
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
  Model model = {
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
  model.links = g_array_new (FALSE, FALSE, sizeof (Link));
  model.chains = g_array_new (FALSE, FALSE, sizeof (Chain));
  model.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  model.unserved_arcs = g_array_new (FALSE, FALSE, sizeof (guint));

  find_entered (&model);
  add_crossings (&model);
  if (cor_progress_check (progress, error) && add_parties (&model, progress, error) &&
      cor_flow_solve (model.flow, progress, error) && cor_progress_check (progress, error))
    self = read_flow (&model);
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
