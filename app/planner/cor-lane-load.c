/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-draft.h"

#include <string.h>

#include "cor-fleet-maker.h"

/*
 * Lanes were shared out in people. What counts on the road are vehicles: cars of households,
 * coaches of each rally point. So when the households are loaded the vehicles of every column are
 * counted, and whoever is too many is taken out and put where there is room for them and their car.
 * When vehicles are found, they are counted once more; what is too much then stays behind.
 */

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
  GArray *loads;       /* CorLoad */
  GHashTable *groups;  /* Group -> itself */
  guint *free_people;  /* by slot */
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

static guint64 *
get_number (const Count *self, const CorLaneEntry *entry)
{
  guint gate = g_array_index (self->plan->problem.lanes->lanes, CorLane, entry->lane).gate;

  return &self->n_vehicles[(gsize) gate * self->plan->problem.n_steps + entry->step];
}

static guint
get_room (const Count *self, const CorLaneEntry *entry)
{
  return self->plan->flow->rooms[(gsize) entry->lane * self->plan->problem.n_steps + entry->step];
}

static const CorLaneEntry *
get_entry (const Count *self, const CorLaneColumn *column, guint index)
{
  return &g_array_index (self->plan->entries, CorLaneEntry, column->first_entry + index);
}

static void
add_vehicles (Count *self, guint crossing, gint64 n_more)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    *get_number (self, get_entry (self, column, i)) += (guint64) n_more;
}

/* Whether a column has more vehicles than may enter somewhere, or would with some more. */
static gboolean
is_too_long (const Count *self, guint crossing, gint64 n_more)
{
  const CorLaneColumn *column = cor_lane_plan_get_column (self->plan, crossing);

  for (guint i = 0; i < column->n_entries; i++)
    {
      const CorLaneEntry *entry = get_entry (self, column, i);
      guint room = get_room (self, entry);

      if (room != COR_LANE_UNLIMITED && (gint64) *get_number (self, entry) + n_more > (gint64) room)
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

/* Puts people into a slot, or, with @sign -1, takes them out. */
static void
change (Count *self, const CorLoad *load, int sign)
{
  Group *group;
  guint before;

  self->free_people[load->slot] -= (guint) sign * load->n_people;
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
  self->free_people = g_new (guint, self->n_slots + 1);
  for (guint i = 0; i < self->n_slots; i++)
    self->free_people[i] = self->slots[i].capacity_people;
  n_cells = (gsize) self->plan->problem.lanes->gates->len * self->plan->problem.n_steps;
  self->n_vehicles = g_new0 (guint64, n_cells + 1);
}

static void
count_clear (Count *self)
{
  g_clear_pointer (&self->loads, g_array_unref);
  g_hash_table_unref (self->groups);
  g_free (self->free_people);
  g_free (self->n_vehicles);
}

/* The first slot in time that has room for a household and its vehicle. */
static guint
find_slot (Count *self, guint household)
{
  const CorHousehold *people = get_household (self, household);
  guint best = G_MAXUINT;

  for (guint i = 0; i < self->n_slots; i++)
    if (self->free_people[i] >= people->n_people &&
        (best == G_MAXUINT || self->slots[i].hour < self->slots[best].hour) &&
        cor_party_can_pass (&self->draft->parties[people->group], &self->slots[i], NULL, NULL) &&
        (!is_column (self, i) ||
         !is_too_long (self, self->slots[i].crossing, count_more (self, household, i))))
      best = i;

  return best;
}

static int
compare_loads (gconstpointer a, gconstpointer b, gpointer households)
{
  const CorLoad *left = a;
  const CorLoad *right = b;
  guint left_group = g_array_index ((GArray *) households, CorHousehold, left->household).group;
  guint right_group = g_array_index ((GArray *) households, CorHousehold, right->household).group;

  if (left_group != right_group)
    return left_group < right_group ? -1 : 1;
  if (left->slot != right->slot)
    return left->slot < right->slot ? -1 : 1;

  return (left->household > right->household) - (left->household < right->household);
}

static void
load_anew (CorDraft *self, Count *count, const CorAssignment *single)
{
  CorLoading *loading;

  g_array_sort_with_data (count->loads, compare_loads, self->households);
  loading = cor_loading_new_from_loads (self->timetable, self->parties, self->groups->len,
                                        self->households, g_steal_pointer (&count->loads), single);
  cor_loading_free (self->loading);
  self->loading = loading;
}

/* Keeps the loads that fit; the others are listed. The more urgent stand first. */
static void
keep_fitting (Count *self, GArray *loads, GArray *others)
{
  for (guint priority = 0; priority < COR_N_PRIORITIES; priority++)
    for (guint i = 0; i < loads->len; i++)
      {
        const CorLoad *load = &g_array_index (loads, CorLoad, i);

        if (get_household (self, load->household)->priority != priority)
          continue;
        change (self, load, 1);
        if (is_column (self, load->slot) && is_too_long (self, self->slots[load->slot].crossing, 0))
          {
            change (self, load, -1);
            g_array_append_val (others, *load);
          }
        else
          g_array_append_val (self->loads, *load);
      }
}

/**
 * cor_draft_fit_lanes:
 * @self: a plan in the making, its households loaded
 * @single: who passes where and when if people are counted singly
 *
 * Sees to it that no column has more vehicles than may enter its lanes at a time: whoever is too
 * many goes later, or stays. The parts of a divided household that do not fit stay.
 */
void
cor_draft_fit_lanes (CorDraft *self, const CorAssignment *single)
{
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (CorLoad));
  Count count = { 0 };

  if (self->lane_plan == NULL)
    return;

  count_init (&count, self);
  keep_fitting (&count, self->loading->loads, others);
  for (guint i = 0; i < others->len; i++)
    {
      CorLoad load = g_array_index (others, CorLoad, i);

      if (load.n_people < get_household (&count, load.household)->n_people)
        continue;
      load.slot = find_slot (&count, load.household);
      if (load.slot == G_MAXUINT)
        continue;
      change (&count, &load, 1);
      g_array_append_val (count.loads, load);
    }
  load_anew (self, &count, single);
  count_clear (&count);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *left = *(const Group *const *) a;
  const Group *right = *(const Group *const *) b;

  if (left->crossing != right->crossing)
    return left->crossing < right->crossing ? -1 : 1;
  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;

  return (left->cluster > right->cluster) - (left->cluster < right->cluster);
}

/* Counts the vehicles of all groups once more, one after the other; those that are too many are
 * marked by having no people. */
static void
drop_groups (Count *self)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &group, NULL))
    g_ptr_array_add (groups, group);
  g_ptr_array_sort (groups, compare_groups);
  memset (self->n_vehicles, 0,
          (gsize) self->plan->problem.lanes->gates->len * self->plan->problem.n_steps *
              sizeof *self->n_vehicles);
  for (guint i = 0; i < groups->len; i++)
    {
      Group *found = groups->pdata[i];
      guint n_vehicles = count_group (self, found, TRUE);

      if (is_too_long (self, found->crossing, n_vehicles))
        {
          cor_draft_send_back (self->draft, found->cluster, found->crossing, found->hour);
          found->n_people = 0;
        }
      else
        add_vehicles (self, found->crossing, n_vehicles);
    }
}

/**
 * cor_draft_check_lanes:
 * @self: a plan in the making, its vehicles found
 * @single: who passes where and when if people are counted singly
 *
 * Counts the vehicles that the plan sends along lanes. Movements with which a column would be
 * longer than it may be are taken out of the plan.
 */
void
cor_draft_check_lanes (CorDraft *self, const CorAssignment *single)
{
  Count count = { 0 };

  if (self->lane_plan == NULL || self->fleet == NULL)
    return;

  count_init (&count, self);
  for (guint i = 0; i < self->loading->loads->len; i++)
    change (&count, &g_array_index (self->loading->loads, CorLoad, i), 1);
  drop_groups (&count);
  for (guint i = 0; i < self->loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->loading->loads, CorLoad, i);

      if (!is_column (&count, load->slot) ||
          find_group (&count, load->household, load->slot)->n_people > 0)
        g_array_append_val (count.loads, *load);
    }
  load_anew (self, &count, single);
  count_clear (&count);
}
