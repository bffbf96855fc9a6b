/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-count.h"

#include <string.h>

#include "cor-fleet-maker.h"
#include "cor-lane-draft.h"

/* The vehicles of households that are loaded, by where and when they enter lanes. */

/* Those of one cluster through one crossing or column in one hour, all by car or all by coach. */
typedef struct
{
  guint cluster;
  guint crossing;
  guint hour;
  guint n_people;
  guint n_households;
} Group;

static guint
hash_group (gconstpointer key)
{
  const Group *group = key;

  return (group->cluster * 31 + group->crossing) * 1031 + group->hour;
}

static gboolean
is_group_equal (gconstpointer a, gconstpointer b)
{
  const Group *left = a;
  const Group *right = b;

  return left->cluster == right->cluster && left->crossing == right->crossing &&
         left->hour == right->hour;
}

/**
 * cor_lane_count_get_household:
 * @self: households in slots
 * @household: place of a household
 *
 * Returns: (transfer none): the household
 */
const CorHousehold *
cor_lane_count_get_household (const CorLaneCount *self, guint household)
{
  return &g_array_index (self->draft->households, CorHousehold, household);
}

static guint
get_cluster (const CorLaneCount *self, guint household)
{
  const CorDemandGroup *group =
      self->draft->groups->pdata[cor_lane_count_get_household (self, household)->group];

  return group->cluster;
}

/* Cars: one for each household, and as many as the people fill; otherwise the vehicles that were
 * found, or coaches where the plan names none. */
static guint
count_group (const CorLaneCount *self, const Group *group, gboolean with_fleet)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, group->crossing);

  if (group->n_people == 0)
    return 0;
  if (column->travel == COR_TRAVEL_CAR)
    return MAX (group->n_households,
                (group->n_people * 10 + self->people_per_car_x10 - 1) / self->people_per_car_x10);
  if (with_fleet)
    return cor_draft_count_vehicles (self->draft, group->cluster, group->crossing, group->hour);

  return (group->n_people + self->plan->problem.coach_people - 1) /
         self->plan->problem.coach_people;
}

static const CorLaneEntry *
get_entry (const CorLaneCount *self, const CorLaneColumn *column, guint index)
{
  return &g_array_index (self->plan->entries, CorLaneEntry, column->first_entry + index);
}

static const CorLane *
get_lane (const CorLaneCount *self, const CorLaneEntry *entry)
{
  return &g_array_index (self->plan->problem.lanes->lanes, CorLane, entry->lane);
}

/* Counts vehicles at one gate of those that an entry passes; the first is the lane's own. */
static guint64 *
get_number (const CorLaneCount *self, const CorLaneEntry *entry, guint index)
{
  const CorLane *lane = get_lane (self, entry);
  guint gate = index == 0 ? lane->gate : g_array_index (lane->limits, guint, index - 1);

  return &self->n_vehicles[(gsize) gate * self->plan->problem.n_steps + entry->step];
}

/* All lanes of a gate share its limits; a column enters only when its lane is open. */
static guint
get_room (const CorLaneCount *self, const CorLaneEntry *entry, guint index)
{
  const CorLane *lane = get_lane (self, entry);
  guint gate = index == 0 ? lane->gate : g_array_index (lane->limits, guint, index - 1);

  return cor_lane_set_get_room (
      self->plan->problem.lanes, gate,
      cor_lane_problem_get_step_utc_s (&self->plan->problem, entry->step));
}

static gboolean
is_over (guint64 n_vehicles, guint room)
{
  return room != COR_LANE_UNLIMITED && n_vehicles > room;
}

static void
add_vehicles (CorLaneCount *self, guint crossing, gint64 n_more)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    for (guint j = 0; j <= get_lane (self, get_entry (self, column, i))->limits->len; j++)
      {
        const CorLaneEntry *entry = get_entry (self, column, i);
        guint64 *n_vehicles = get_number (self, entry, j);
        guint room = get_room (self, entry, j);

        self->n_too_long -= is_over (*n_vehicles, room);
        *n_vehicles += (guint64) n_more;
        self->n_too_long += is_over (*n_vehicles, room);
      }
}

/**
 * cor_lane_count_is_too_long:
 * @self: households in slots
 * @crossing: a column
 * @n_more: vehicles that might be added
 *
 * Returns: whether the column has more vehicles than may enter somewhere, or would with those
 */
gboolean
cor_lane_count_is_too_long (const CorLaneCount *self, guint crossing, gint64 n_more)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    for (guint j = 0; j <= get_lane (self, get_entry (self, column, i))->limits->len; j++)
      {
        const CorLaneEntry *entry = get_entry (self, column, i);

        if (is_over (*get_number (self, entry, j) + (guint64) n_more, get_room (self, entry, j)))
          return TRUE;
      }

  return FALSE;
}

static Group *
find_group (CorLaneCount *self, guint household, guint slot)
{
  Group key = { get_cluster (self, household), self->slots[slot].crossing, self->slots[slot].hour,
                0, 0 };
  Group *group = g_hash_table_lookup (self->groups, &key);

  if (group == NULL)
    {
      group = g_memdup2 (&key, sizeof key);
      g_hash_table_add (self->groups, group);
    }

  return group;
}

/**
 * cor_lane_count_is_column:
 * @self: households in slots
 * @slot: a slot
 *
 * Returns: whether it is one of a column
 */
gboolean
cor_lane_count_is_column (const CorLaneCount *self, guint slot)
{
  return cor_lane_plan_get_column (self->plan, self->slots[slot].crossing) != NULL;
}

/**
 * cor_lane_count_get_travel:
 * @self: households in slots
 * @slot: a slot of a column
 *
 * Returns: by what the column goes
 */
CorTravel
cor_lane_count_get_travel (const CorLaneCount *self, guint slot)
{
  return cor_lane_plan_get_column (self->plan, self->slots[slot].crossing)->travel;
}

/**
 * cor_lane_count_get_source:
 * @self: households in slots
 * @slot: a slot
 *
 * Returns: the slot whose places it has
 */
guint
cor_lane_count_get_source (const CorLaneCount *self, guint slot)
{
  return g_array_index (self->plan->sources, guint, slot);
}

/**
 * cor_lane_count_change:
 * @self: households in slots
 * @load: people of a household, and their slot
 * @sign: 1, or -1
 *
 * Puts people into a slot, or, with @sign -1, takes them out.
 */
void
cor_lane_count_change (CorLaneCount *self, const CorLoad *load, int sign)
{
  Group *group;
  guint before;

  self->n_loaded[load->slot] += (guint) sign * load->n_people;
  self->free_people[cor_lane_count_get_source (self, load->slot)] -= (guint) sign * load->n_people;
  if (!cor_lane_count_is_column (self, load->slot))
    return;

  group = find_group (self, load->household, load->slot);
  before = count_group (self, group, FALSE);
  group->n_people += (guint) sign * load->n_people;
  group->n_households += (guint) sign;
  add_vehicles (self, group->crossing, (gint64) count_group (self, group, FALSE) - (gint64) before);
}

/**
 * cor_lane_count_count_more:
 * @self: households in slots
 * @household: place of a household
 * @slot: a slot of a column
 *
 * Returns: how many vehicles more it would make there
 */
gint64
cor_lane_count_count_more (CorLaneCount *self, guint household, guint slot)
{
  Group group = *find_group (self, household, slot);
  guint before = count_group (self, &group, FALSE);

  group.n_people += cor_lane_count_get_household (self, household)->n_people;
  group.n_households++;

  return (gint64) count_group (self, &group, FALSE) - (gint64) before;
}

/**
 * cor_lane_count_init:
 * @self: (out caller-allocates): households in slots
 * @draft: a plan in the making that has columns
 *
 * Begins with nobody in any slot.
 */
void
cor_lane_count_init (CorLaneCount *self, const CorDraft *draft)
{
  gsize n_cells;

  *self = (CorLaneCount){ .draft = draft, .plan = draft->lane_plan };
  self->people_per_car_x10 = cor_snapshot_get_settings (draft->snapshot)->people_per_car_x10;
  self->slots = cor_timetable_get_all_slots (draft->timetable, &self->n_slots);
  self->groups = g_hash_table_new_full (hash_group, is_group_equal, g_free, NULL);
  self->n_loaded = g_new0 (guint, self->n_slots + 1);
  self->free_people = g_new0 (guint, self->n_slots + 1);
  for (guint i = 0; i < self->n_slots; i++)
    self->free_people[cor_lane_count_get_source (self, i)] += self->slots[i].capacity_people;
  n_cells = (gsize) self->plan->problem.lanes->gates->len * self->plan->problem.n_steps;
  self->n_vehicles = g_new0 (guint64, n_cells + 1);
}

/**
 * cor_lane_count_clear:
 * @self: households in slots
 *
 * Frees what it holds.
 */
void
cor_lane_count_clear (CorLaneCount *self)
{
  g_hash_table_unref (self->groups);
  g_free (self->n_loaded);
  g_free (self->free_people);
  g_free (self->n_vehicles);
}

/* Lists the gates that coaches pass, and how many have room beside the cars. */
static void
add_gates (CorLaneCount *self, guint crossing, GHashTable *places, CorFleetGates *gates)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    for (guint j = 0; j <= get_lane (self, get_entry (self, column, i))->limits->len; j++)
      {
        const CorLaneEntry *entry = get_entry (self, column, i);
        const guint64 *n_vehicles = get_number (self, entry, j);
        guint room = get_room (self, entry, j);
        gpointer place;

        if (room == COR_LANE_UNLIMITED)
          continue;
        room -= (guint) MIN (*n_vehicles, room);
        if (!g_hash_table_lookup_extended (places, n_vehicles, NULL, &place))
          {
            place = GUINT_TO_POINTER (gates->rooms->len);
            g_hash_table_insert (places, (gpointer) n_vehicles, place);
            g_array_append_val (gates->rooms, room);
          }
        g_array_index (gates->rooms, guint, GPOINTER_TO_UINT (place)) =
            MIN (room, g_array_index (gates->rooms, guint, GPOINTER_TO_UINT (place)));
        g_array_append_vals (gates->passed, &(guint){ GPOINTER_TO_UINT (place) }, 1);
      }
}

/**
 * cor_draft_list_gates:
 * @self: a plan in the making, its households loaded
 *
 * Says how many vehicles may be sent along lanes beside those who drive themselves, so that no
 * column is longer than it may be.
 *
 * Returns: (transfer full) (nullable): the lanes at the times at which columns enter them, or %NULL
 *   for a plan without lanes
 */
CorFleetGates *
cor_draft_list_gates (const CorDraft *self)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  CorLaneCount count;
  CorFleetGates *gates;

  if (self->lane_plan == NULL)
    return NULL;

  gates = g_new0 (CorFleetGates, 1);
  gates->rooms = g_array_new (FALSE, FALSE, sizeof (guint));
  gates->passed = g_array_new (FALSE, FALSE, sizeof (guint));
  gates->first_passed = g_array_new (FALSE, FALSE, sizeof (guint));
  cor_lane_count_init (&count, self);
  for (guint i = 0; i < self->loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->loading->loads, CorLoad, i);

      if (cor_lane_count_is_column (&count, load->slot) &&
          cor_lane_count_get_travel (&count, load->slot) == COR_TRAVEL_CAR)
        cor_lane_count_change (&count, load, 1);
    }
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    {
      const CorLaneColumn *column = cor_lane_plan_get_column (self->lane_plan, i);

      g_array_append_vals (gates->first_passed, &gates->passed->len, 1);
      if (column != NULL && column->travel == COR_TRAVEL_COACH)
        add_gates (&count, i, places, gates);
    }
  g_array_append_vals (gates->first_passed, &gates->passed->len, 1);
  cor_lane_count_clear (&count);

  return gates;
}

/**
 * cor_draft_check_lanes:
 * @self: a plan in the making, its vehicles found
 *
 * Counts the vehicles that the plan sends along lanes: no column is longer than it may be.
 */
void
cor_draft_check_lanes (const CorDraft *self)
{
  CorLaneCount count;
  GHashTableIter iter;
  gpointer group;

  if (self->lane_plan == NULL || self->fleet == NULL)
    return;

  cor_lane_count_init (&count, self);
  for (guint i = 0; i < self->loading->loads->len; i++)
    cor_lane_count_change (&count, &g_array_index (self->loading->loads, CorLoad, i), 1);
  memset (count.n_vehicles, 0,
          (gsize) count.plan->problem.lanes->gates->len * count.plan->problem.n_steps *
              sizeof *count.n_vehicles);
  g_hash_table_iter_init (&iter, count.groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    add_vehicles (&count, ((Group *) group)->crossing, count_group (&count, group, TRUE));
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    if (cor_lane_plan_get_column (self->lane_plan, i) != NULL)
      g_assert (!cor_lane_count_is_too_long (&count, i, 0));
  cor_lane_count_clear (&count);
}
