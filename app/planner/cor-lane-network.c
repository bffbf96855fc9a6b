/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-network.h"

/* Parties between two looks at whether to stop. */
#define PARTIES_PER_CHECK 64u

#define RIDER_MODES ((guint) (COR_MODE_COACH | COR_MODE_FOOT))

static guint
get_n_lanes (const CorLaneNetwork *self)
{
  return self->problem->lanes->lanes->len;
}

static guint
get_n_crossings (const CorLaneNetwork *self)
{
  return cor_timetable_get_n_crossings (self->problem->timetable);
}

static guint
get_crossing_node (const CorLaneNetwork *self, CorTravel travel, guint crossing)
{
  return (guint) travel * get_n_crossings (self) + crossing;
}

static guint
get_lane_node (const CorLaneNetwork *self, CorTravel travel, guint lane, gboolean is_end)
{
  return COR_N_TRAVELS * get_n_crossings (self) + 2 * ((guint) travel * get_n_lanes (self) + lane) +
         (is_end ? 1 : 0);
}

static guint
get_modes (CorTravel travel)
{
  return travel == COR_TRAVEL_CAR ? COR_MODE_CAR : RIDER_MODES;
}

static void
add_arc (CorLaneNetwork *self,
         guint tail,
         guint head,
         guint64 n_steps,
         GArray *capacities,
         guint lane,
         CorTravel travel)
{
  CorExpandedArc arc = { tail, head, (guint) n_steps, COR_EXPANDED_UNLIMITED, NULL };
  CorLaneArc lane_arc = { lane, travel };

  if (n_steps >= self->problem->n_steps)
    return;
  if (capacities != NULL)
    arc.capacities = (const guint32 *) (gpointer) capacities->data;
  g_array_append_val (self->arcs, arc);
  g_array_append_val (self->arc_lanes, lane_arc);
}

/* By step in which a lane's end is reached: whether a way that takes so long is open as in a case
 * until it is driven; NULL if it always is. */
static GArray *
make_openings (CorLaneNetwork *self, guint way_case, guint32 rest_s, guint32 time_s)
{
  const CorLaneProblem *problem = self->problem;
  GArray *openings;

  if (way_case == 0)
    return NULL;

  openings = g_array_set_size (g_array_new (FALSE, TRUE, sizeof (guint32)), problem->n_steps + 1);
  for (guint i = 0; i < problem->n_steps; i++)
    {
      gint64 leave_utc_s = cor_lane_problem_get_step_utc_s (problem, i) + rest_s;

      if (cor_lane_times_holds (problem->times, way_case, leave_utc_s, leave_utc_s + time_s))
        g_array_index (openings, guint32, i) = COR_EXPANDED_UNLIMITED;
    }
  g_ptr_array_add (self->capacities, openings);

  return openings;
}

/* Whoever is at the end of a lane has already driven on for what the lane takes beyond whole steps:
 * so each way to the next lane, or to a crossing, is rounded once. Ways that are only open at times
 * are there beside the one that always is, where they are quicker. */
static void
add_way_on (CorLaneNetwork *self, CorTravel travel, guint lane, guint node, guint target)
{
  const CorLaneTimes *times = self->problem->times;
  guint step_s = self->problem->step_s;
  guint rest_s = g_array_index (self->problem->lanes->lanes, CorLane, lane).through_s % step_s;
  guint32 always_s = cor_lane_times_get_on_s (times, 0, travel, lane, target);

  for (guint i = 0; i < cor_lane_times_get_n_cases (times); i++)
    {
      guint32 time_s = cor_lane_times_get_on_s (times, i, travel, lane, target);

      if (time_s != COR_LANE_UNREACHABLE && (i == 0 || time_s < always_s) &&
          (!self->problem->is_careful ||
           cor_lane_exposures_is_near_least (self->problem->exposures, i, travel, lane, target)))
        add_arc (self, get_lane_node (self, travel, lane, TRUE), node,
                 ((guint64) rest_s + time_s + step_s - 1) / step_s,
                 make_openings (self, i, rest_s, time_s), COR_LANE_NONE, travel);
    }
}

static void
add_lane (CorLaneNetwork *self, CorTravel travel, guint lane)
{
  const CorLaneProblem *problem = self->problem;
  const CorLane *record = &g_array_index (problem->lanes->lanes, CorLane, lane);

  if (record->ways[travel] == NULL)
    return;

  add_arc (self, get_lane_node (self, travel, lane, FALSE),
           get_lane_node (self, travel, lane, TRUE), record->through_s / problem->step_s,
           self->capacities->pdata[(guint) travel * get_n_lanes (self) + lane], lane, travel);
  for (guint i = 0; i < get_n_lanes (self); i++)
    if (i != lane && g_array_index (problem->lanes->lanes, CorLane, i).ways[travel] != NULL)
      add_way_on (self, travel, lane, get_lane_node (self, travel, i, FALSE), i);
  for (guint i = 0; i < get_n_crossings (self); i++)
    if ((cor_timetable_get_open_modes (problem->timetable, i) & get_modes (travel)) != 0)
      add_way_on (self, travel, lane, get_crossing_node (self, travel, i), get_n_lanes (self) + i);
}

/* By when one must be at a crossing for an hour. Whoever gets there before the first step is there
 * in it; nobody who drives a lane is. */
static guint
get_slot_step (const CorLaneNetwork *self, guint crossing, guint hour)
{
  const CorLaneProblem *problem = self->problem;
  gint64 after_s = cor_timetable_get_latest_arrival_utc_s (problem->timetable, crossing, hour) -
                   problem->first_utc_s + (self->is_optimistic ? problem->step_s - 1 : 0);

  return after_s < 0 ? 0 : (guint) MIN (after_s / problem->step_s, (gint64) problem->n_steps - 1);
}

static void
add_slots (CorLaneNetwork *self)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (self->problem->timetable, &n_slots);
  g_autoptr (GArray) by_hour = cor_timetable_list_by_hour (self->problem->timetable);

  for (guint i = 0; i < by_hour->len; i++)
    if (slots[g_array_index (by_hour, guint, i)].capacity_people > 0)
      g_array_append_val (self->slot_places, g_array_index (by_hour, guint, i));

  for (guint i = 0; i < self->slot_places->len; i++)
    {
      const CorSlot *slot = &slots[g_array_index (self->slot_places, guint, i)];
      guint step = get_slot_step (self, slot->crossing, slot->hour);
      CorExpandedSlot added = {
        { COR_EXPANDED_NONE, COR_EXPANDED_NONE }, { step, step }, slot->hour, slot->capacity_people
      };
      guint n_nodes = 0;

      for (guint j = 0; j < COR_N_TRAVELS; j++)
        if ((slot->modes & get_modes (j)) != 0)
          added.nodes[n_nodes++] = get_crossing_node (self, j, slot->crossing);
      g_array_append_val (self->slots, added);
    }
}

static void
add_entry (CorLaneNetwork *self, guint party, guint node, guint step, CorTravel travel)
{
  CorExpandedEntry entry = { party, node, step };

  if (step >= self->problem->n_steps)
    return;
  g_array_append_val (self->entries, entry);
  g_array_append_val (self->entry_travels, travel);
}

/* Whoever is careful takes ways on which so much is exposed, or less. */
static guint
find_most_exposed_m (const CorLaneNetwork *self, guint party, CorTravel travel)
{
  const CorLaneProblem *problem = self->problem;
  const CorTrip *trips = problem->parties[party].trips[travel];
  guint least_m = G_MAXUINT32;

  if (!problem->is_careful)
    return G_MAXUINT;

  for (guint i = 0; i < get_n_crossings (self); i++)
    if (trips[i].hour != COR_HOUR_NONE)
      least_m = MIN (least_m, trips[i].exposed_m);
  for (guint i = 0; i < get_n_lanes (self); i++)
    if (cor_lane_problem_may_use (problem, party, travel, i))
      least_m = MIN (least_m, cor_lane_exposures_get_least_m (problem->exposures, travel,
                                                              problem->clusters[party], i));

  return least_m < G_MAXUINT32 - COR_LANE_EXPOSURE_SLACK_M ? least_m + COR_LANE_EXPOSURE_SLACK_M
                                                           : least_m;
}

/* Whoever drives as they like comes to a crossing in time for their first hour, to the minute. */
static void
add_free_entries (CorLaneNetwork *self, guint party, CorTravel travel, guint most_exposed_m)
{
  const CorTrip *trips = self->problem->parties[party].trips[travel];

  for (guint i = 0; i < get_n_crossings (self); i++)
    if (trips[i].hour < cor_timetable_get_n_hours (self->problem->timetable) &&
        (cor_timetable_get_open_modes (self->problem->timetable, i) & get_modes (travel)) != 0 &&
        trips[i].exposed_m <= most_exposed_m)
      add_entry (self, party, get_crossing_node (self, travel, i),
                 get_slot_step (self, i, trips[i].hour), travel);
}

static void
add_lane_entries (CorLaneNetwork *self, guint party, CorTravel travel, guint most_exposed_m)
{
  const CorLaneProblem *problem = self->problem;

  for (guint i = 0; i < get_n_lanes (self); i++)
    if (!problem->is_careful ||
        cor_lane_exposures_get_least_m (problem->exposures, travel, problem->clusters[party], i) <=
            most_exposed_m)
      add_entry (self, party, get_lane_node (self, travel, i, FALSE),
                 cor_lane_problem_find_entry (problem, party, travel, i), travel);
}

static gboolean
add_parties (CorLaneNetwork *self, CorProgress *progress, GError **error)
{
  for (guint i = 0; i < self->problem->n_parties; i++)
    {
      const CorParty *party = &self->problem->parties[i];
      CorExpandedGroup group = { party->n_people, party->priority };

      if (i % PARTIES_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      g_array_append_val (self->groups, group);
      for (guint j = 0; j < COR_N_TRAVELS; j++)
        if (party->trips[j] != NULL)
          {
            guint most_exposed_m = find_most_exposed_m (self, i, j);

            add_free_entries (self, i, j, most_exposed_m);
            add_lane_entries (self, i, j, most_exposed_m);
          }
    }

  return TRUE;
}

/**
 * cor_lane_network_new:
 * @problem: people and lanes; must outlive the network
 * @is_optimistic: whether driving takes whole steps rounded down: what such a network reaches
 * bounds every plan; otherwise rounded up: what is possible in it is possible on the road
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Returns: (transfer full) (nullable): the network, whose lanes are all shut, or %NULL if it was
 *   stopped
 */
CorLaneNetwork *
cor_lane_network_new (const CorLaneProblem *problem,
                      gboolean is_optimistic,
                      CorProgress *progress,
                      GError **error)
{
  g_autoptr (CorLaneNetwork) self = g_new0 (CorLaneNetwork, 1);

  self->problem = problem;
  self->is_optimistic = is_optimistic;
  self->arcs = g_array_new (FALSE, FALSE, sizeof (CorExpandedArc));
  self->arc_lanes = g_array_new (FALSE, FALSE, sizeof (CorLaneArc));
  self->capacities = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->groups = g_array_new (FALSE, FALSE, sizeof (CorExpandedGroup));
  self->entries = g_array_new (FALSE, FALSE, sizeof (CorExpandedEntry));
  self->entry_travels = g_array_new (FALSE, FALSE, sizeof (CorTravel));
  self->slots = g_array_new (FALSE, FALSE, sizeof (CorExpandedSlot));
  self->slot_places = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < COR_N_TRAVELS * get_n_lanes (self); i++)
    g_ptr_array_add (
        self->capacities,
        g_array_set_size (g_array_new (FALSE, TRUE, sizeof (guint32)), problem->n_steps + 1));

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; j < get_n_lanes (self); j++)
      add_lane (self, i, j);
  add_slots (self);
  if (!add_parties (self, progress, error))
    return NULL;
  self->network = (CorExpandedNetwork){
    .n_nodes = COR_N_TRAVELS * (get_n_crossings (self) + 2 * get_n_lanes (self)),
    .n_steps = problem->n_steps,
    .arcs = (const CorExpandedArc *) (gpointer) self->arcs->data,
    .n_arcs = self->arcs->len,
    .groups = (const CorExpandedGroup *) (gpointer) self->groups->data,
    .n_groups = self->groups->len,
    .entries = (const CorExpandedEntry *) (gpointer) self->entries->data,
    .n_entries = self->entries->len,
    .slots = (const CorExpandedSlot *) (gpointer) self->slots->data,
    .n_slots = self->slots->len,
  };

  return g_steal_pointer (&self);
}

/**
 * cor_lane_network_free:
 * @self: (transfer full): a network
 *
 * Frees @self.
 */
void
cor_lane_network_free (CorLaneNetwork *self)
{
  g_array_unref (self->arcs);
  g_array_unref (self->arc_lanes);
  g_ptr_array_unref (self->capacities);
  g_array_unref (self->groups);
  g_array_unref (self->entries);
  g_array_unref (self->entry_travels);
  g_array_unref (self->slots);
  g_array_unref (self->slot_places);
  g_free (self);
}

/**
 * cor_lane_network_get_target:
 * @self: a network
 * @arc: an arc that is a way on from a lane
 *
 * Returns: where it leads: a lane or, counted on from these, a crossing
 */
guint
cor_lane_network_get_target (const CorLaneNetwork *self, guint arc)
{
  guint head = g_array_index (self->arcs, CorExpandedArc, arc).head;
  guint n_of_crossings = COR_N_TRAVELS * get_n_crossings (self);

  if (head < n_of_crossings)
    return get_n_lanes (self) + head % get_n_crossings (self);

  return (head - n_of_crossings) / 2 % get_n_lanes (self);
}

/**
 * cor_lane_network_set_capacity:
 * @self: a network of which no flow has been made since
 * @travel: by what
 * @lane: a lane
 * @step: a step
 * @n_people: how many people may enter it then
 *
 * Lets people into a lane.
 */
void
cor_lane_network_set_capacity (CorLaneNetwork *self,
                               CorTravel travel,
                               guint lane,
                               guint step,
                               guint32 n_people)
{
  GArray *capacities = self->capacities->pdata[(guint) travel * get_n_lanes (self) + lane];

  g_array_index (capacities, guint32, step) = MIN (n_people, COR_EXPANDED_UNLIMITED);
}
