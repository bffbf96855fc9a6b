/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-draft.h"

#include <string.h>

#include "cor-fleet-maker.h"

/*
 * Lanes were shared out in people. What counts on the road are vehicles: cars of households,
 * coaches of each rally point. So when the households are loaded the vehicles of every column are
 * counted, and whoever is too many is taken out and put where there is room for them and their car.
 * What is left in the columns beside these cars is for the vehicles that are sent afterwards.
 */

/* After so many looks at slots no more room is looked for. */
#define MAX_LOOKS G_GUINT64_CONSTANT (20000000)

/* Loads between two looks at whether to stop. */
#define LOADS_PER_CHECK 512u

/* Those of one cluster through one crossing or column in one hour, all by car or all by coach. */
typedef struct
{
  guint cluster;
  guint crossing;
  guint hour;
  guint n_people;
  guint n_households;
} Group;

typedef struct
{
  const CorDraft *draft;
  const CorLanePlan *plan;
  const CorSlot *slots;
  guint n_slots;
  guint people_per_car_x10;
  GArray *loads;      /* CorLoad */
  GHashTable *groups; /* Group -> itself */
  guint *n_loaded;    /* people, by slot */
  guint *free_people; /* by slot of a crossing: what neither it nor any column uses */
  guint64 n_looks;
  guint64 *n_vehicles; /* by gate, then step */
} Count;

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

static const CorHousehold *
get_household (const Count *self, guint household)
{
  return &g_array_index (self->draft->households, CorHousehold, household);
}

static guint
get_cluster (const Count *self, guint household)
{
  const CorDemandGroup *group = self->draft->groups->pdata[get_household (self, household)->group];

  return group->cluster;
}

/* Cars: one for each household, and as many as the people fill; otherwise the vehicles that were
 * found, or coaches where the plan names none. */
static guint
count_group (const Count *self, const Group *group, gboolean with_fleet)
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
get_entry (const Count *self, const CorLaneColumn *column, guint index)
{
  return &g_array_index (self->plan->entries, CorLaneEntry, column->first_entry + index);
}

static const CorLane *
get_lane (const Count *self, const CorLaneEntry *entry)
{
  return &g_array_index (self->plan->problem.lanes->lanes, CorLane, entry->lane);
}

/* Counts vehicles at one gate of those that an entry passes; the first is the lane's own. */
static guint64 *
get_number (const Count *self, const CorLaneEntry *entry, guint index)
{
  const CorLane *lane = get_lane (self, entry);
  guint gate = index == 0 ? lane->gate : g_array_index (lane->limits, guint, index - 1);

  return &self->n_vehicles[(gsize) gate * self->plan->problem.n_steps + entry->step];
}

static guint
get_room (const Count *self, const CorLaneEntry *entry, guint index)
{
  const CorLane *lane = get_lane (self, entry);

  if (index == 0)
    return self->plan->flow->rooms[(gsize) entry->lane * self->plan->problem.n_steps + entry->step];

  return g_array_index (self->plan->problem.lanes->gates, CorLaneGate,
                        g_array_index (lane->limits, guint, index - 1))
      .max_vehicles;
}

static void
add_vehicles (Count *self, guint crossing, gint64 n_more)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    for (guint j = 0; j <= get_lane (self, get_entry (self, column, i))->limits->len; j++)
      *get_number (self, get_entry (self, column, i), j) += (guint64) n_more;
}

/* Whether a column has more vehicles than may enter somewhere, or would with some more. */
static gboolean
is_too_long (const Count *self, guint crossing, gint64 n_more)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    for (guint j = 0; j <= get_lane (self, get_entry (self, column, i))->limits->len; j++)
      {
        const CorLaneEntry *entry = get_entry (self, column, i);
        guint room = get_room (self, entry, j);

        if (room != COR_LANE_UNLIMITED &&
            (gint64) *get_number (self, entry, j) + n_more > (gint64) room)
          return TRUE;
      }

  return FALSE;
}

static Group *
find_group (Count *self, guint household, guint slot)
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

static gboolean
is_column (const Count *self, guint slot)
{
  return cor_lane_plan_get_column (self->plan, self->slots[slot].crossing) != NULL;
}

static CorTravel
get_column_travel (const Count *self, guint slot)
{
  return cor_lane_plan_get_column (self->plan, self->slots[slot].crossing)->travel;
}

/* Whose places a slot has. */
static guint
get_source (const Count *self, guint slot)
{
  return g_array_index (self->plan->sources, guint, slot);
}

/* Puts people into a slot, or, with @sign -1, takes them out. */
static void
change (Count *self, const CorLoad *load, int sign)
{
  Group *group;
  guint before;

  self->n_loaded[load->slot] += (guint) sign * load->n_people;
  self->free_people[get_source (self, load->slot)] -= (guint) sign * load->n_people;
  if (!is_column (self, load->slot))
    return;

  group = find_group (self, load->household, load->slot);
  before = count_group (self, group, FALSE);
  group->n_people += (guint) sign * load->n_people;
  group->n_households += (guint) sign;
  add_vehicles (self, group->crossing, (gint64) count_group (self, group, FALSE) - (gint64) before);
}

/* How many vehicles more a household would make in a slot. */
static gint64
count_more (Count *self, guint household, guint slot)
{
  Group group = *find_group (self, household, slot);
  guint before = count_group (self, &group, FALSE);

  group.n_people += get_household (self, household)->n_people;
  group.n_households++;

  return (gint64) count_group (self, &group, FALSE) - (gint64) before;
}

static void
count_init (Count *self, const CorDraft *draft)
{
  gsize n_cells;

  self->draft = draft;
  self->plan = draft->lane_plan;
  self->people_per_car_x10 = cor_snapshot_get_settings (draft->snapshot)->people_per_car_x10;
  self->slots = cor_timetable_get_all_slots (draft->timetable, &self->n_slots);
  self->loads = g_array_new (FALSE, FALSE, sizeof (CorLoad));
  self->groups = g_hash_table_new_full (hash_group, is_group_equal, g_free, NULL);
  self->n_loaded = g_new0 (guint, self->n_slots + 1);
  self->free_people = g_new0 (guint, self->n_slots + 1);
  for (guint i = 0; i < self->n_slots; i++)
    self->free_people[get_source (self, i)] += self->slots[i].capacity_people;
  n_cells = (gsize) self->plan->problem.lanes->gates->len * self->plan->problem.n_steps;
  self->n_vehicles = g_new0 (guint64, n_cells + 1);
}

static void
count_clear (Count *self)
{
  g_clear_pointer (&self->loads, g_array_unref);
  g_hash_table_unref (self->groups);
  g_free (self->n_loaded);
  g_free (self->free_people);
  g_free (self->n_vehicles);
}

/* The first slot in time that has room for a household and its vehicle, whoever the room was meant
 * for. */
static guint
find_slot (Count *self, guint household)
{
  const CorHousehold *people = get_household (self, household);
  guint best = G_MAXUINT;

  self->n_looks += self->n_slots;
  for (guint i = 0; i < self->n_slots; i++)
    if (self->free_people[get_source (self, i)] >= people->n_people &&
        (best == G_MAXUINT || self->slots[i].hour < self->slots[best].hour) &&
        cor_party_can_pass (&self->draft->parties[people->group], &self->slots[i], NULL, NULL) &&
        (!is_column (self, i) ||
         !is_too_long (self, self->slots[i].crossing, count_more (self, household, i))))
      best = i;

  return best;
}

/* Gives every slot the places that are used of it, at the cost of those that were taken from the
 * same slot of a crossing and have some left. */
static void
move_places (Count *self, CorTimetable *timetable)
{
  g_autofree guint *next = g_new0 (guint, self->n_slots + 1);
  g_autofree guint *first = g_new (guint, self->n_slots + 1);

  /* The slots of one source as chains: next is one more than the place of the next. */
  for (guint i = 0; i < self->n_slots; i++)
    first[i] = G_MAXUINT;
  for (guint i = self->n_slots; i > 0; i--)
    {
      guint source = get_source (self, i - 1);

      next[i - 1] = first[source];
      first[source] = i - 1;
    }
  for (guint i = 0; i < self->n_slots; i++)
    for (guint from = first[get_source (self, i)];
         from != G_MAXUINT && self->slots[i].capacity_people < self->n_loaded[i]; from = next[from])
      if (self->slots[from].capacity_people > self->n_loaded[from])
        cor_timetable_move_places (timetable, from, i,
                                   MIN (self->slots[from].capacity_people - self->n_loaded[from],
                                        self->n_loaded[i] - self->slots[i].capacity_people));
}

static void
load_anew (CorDraft *self, Count *count)
{
  CorLoading *loading;

  loading =
      cor_loading_new_from_loads (self->timetable, self->parties, self->groups->len,
                                  self->households, g_steal_pointer (&count->loads), self->single);
  cor_loading_free (self->loading);
  self->loading = loading;
}

/* Whoever can pass in the same hour without the lane leaves it to others, if they drive no longer.
 */
static guint
find_way_around (const Count *self, const CorLoad *load)
{
  const CorParty *party = &self->draft->parties[get_household (self, load->household)->group];
  guint source = get_source (self, load->slot);
  guint column = self->slots[load->slot].crossing, crossing = self->slots[source].crossing;
  CorTravel travel;

  if (!is_column (self, load->slot) ||
      !cor_party_can_pass (party, &self->slots[source], NULL, &travel) ||
      travel != get_column_travel (self, load->slot) ||
      party->trips[travel][crossing].drive_s > party->trips[travel][column].drive_s)
    return load->slot;

  return source;
}

/* Keeps the loads that fit, the more urgent first. */
static gboolean
keep_fitting (Count *self, GArray *loads, CorProgress *progress, GError **error)
{
  for (guint priority = 0; priority < COR_N_PRIORITIES; priority++)
    for (guint i = 0; i < loads->len; i++)
      {
        CorLoad *load = &g_array_index (loads, CorLoad, i);

        if (i % LOADS_PER_CHECK == 0 && !cor_progress_check (progress, error))
          return FALSE;
        if (get_household (self, load->household)->priority != priority)
          continue;
        load->slot = find_way_around (self, load);
        change (self, load, 1);
        if (is_column (self, load->slot) && is_too_long (self, self->slots[load->slot].crossing, 0))
          change (self, load, -1);
        else
          g_array_append_val (self->loads, *load);
      }

  return TRUE;
}

/* Puts in who is in no slot, the more urgent first. */
static gboolean
put_others (Count *self, CorProgress *progress, GError **error)
{
  GArray *households = self->draft->households;
  g_autofree gboolean *is_loaded = g_new0 (gboolean, households->len + 1);

  for (guint i = 0; i < self->loads->len; i++)
    is_loaded[g_array_index (self->loads, CorLoad, i).household] = TRUE;
  for (guint priority = 0; priority < COR_N_PRIORITIES; priority++)
    for (guint i = 0; i < households->len && self->n_looks < MAX_LOOKS; i++)
      {
        CorLoad load = { i, G_MAXUINT, get_household (self, i)->n_people, 0,
                         get_household (self, i)->n_in_need };

        if (is_loaded[i] || get_household (self, i)->priority != priority)
          continue;
        if (!cor_progress_check (progress, error))
          return FALSE;
        load.slot = find_slot (self, i);
        if (load.slot == G_MAXUINT)
          continue;
        change (self, &load, 1);
        g_array_append_val (self->loads, load);
      }

  return TRUE;
}

/**
 * cor_draft_fit_lanes:
 * @self: a plan in the making, its households loaded
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Sees to it that no column has more vehicles than may enter its lanes at a time: whoever is too
 * many goes later, or stays; and that whoever was left because the places of columns were shared
 * out otherwise goes where there is room.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_fit_lanes (CorDraft *self, CorProgress *progress, GError **error)
{
  Count count = { 0 };
  gboolean goes_on;

  if (self->lane_plan == NULL)
    return TRUE;

  count_init (&count, self);
  goes_on = keep_fitting (&count, self->loading->loads, progress, error) &&
            put_others (&count, progress, error);
  if (goes_on)
    {
      move_places (&count, self->timetable);
      cor_loads_place_needs (count.loads, self->timetable, self->parties, self->households);
      goes_on = cor_progress_check (progress, error);
    }
  if (goes_on)
    load_anew (self, &count);
  count_clear (&count);

  return goes_on && cor_progress_check (progress, error);
}

/* Lists the gates that coaches pass, and how many have room beside the cars. */
static void
add_gates (Count *self, guint crossing, GHashTable *places, CorFleetGates *gates)
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
  Count count = { 0 };
  CorFleetGates *gates;

  if (self->lane_plan == NULL)
    return NULL;

  gates = g_new0 (CorFleetGates, 1);
  gates->rooms = g_array_new (FALSE, FALSE, sizeof (guint));
  gates->passed = g_array_new (FALSE, FALSE, sizeof (guint));
  gates->first_passed = g_array_new (FALSE, FALSE, sizeof (guint));
  count_init (&count, self);
  for (guint i = 0; i < self->loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->loading->loads, CorLoad, i);

      if (is_column (&count, load->slot) &&
          get_column_travel (&count, load->slot) == COR_TRAVEL_CAR)
        change (&count, load, 1);
    }
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    {
      const CorLaneColumn *column = cor_lane_plan_get_column (self->lane_plan, i);

      g_array_append_vals (gates->first_passed, &gates->passed->len, 1);
      if (column != NULL && column->travel == COR_TRAVEL_COACH)
        add_gates (&count, i, places, gates);
    }
  g_array_append_vals (gates->first_passed, &gates->passed->len, 1);
  count_clear (&count);

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
  Count count = { 0 };
  GHashTableIter iter;
  gpointer group;

  if (self->lane_plan == NULL || self->fleet == NULL)
    return;

  count_init (&count, self);
  for (guint i = 0; i < self->loading->loads->len; i++)
    change (&count, &g_array_index (self->loading->loads, CorLoad, i), 1);
  memset (count.n_vehicles, 0,
          (gsize) count.plan->problem.lanes->gates->len * count.plan->problem.n_steps *
              sizeof *count.n_vehicles);
  g_hash_table_iter_init (&iter, count.groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    add_vehicles (&count, ((Group *) group)->crossing, count_group (&count, group, TRUE));
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    if (cor_lane_plan_get_column (self->lane_plan, i) != NULL)
      g_assert (!is_too_long (&count, i, 0));
  count_clear (&count);
}
