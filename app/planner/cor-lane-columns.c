/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-columns.h"

/*
 * What the flow of single people put where becomes columns with slots of their own. Whole
 * households and vehicles hardly ever fit exactly, so the columns also get some of what is left:
 * places in lanes and in the crossings' hours, one after the other in order of time, and never more
 * in sum than there are.
 */

/* Of what a flow sends one way, so many hundredths more are held ready, but at least some. */
#define SPARE_PERCENT 50u
#define MIN_SPARE_PEOPLE 200u

/* More columns of one way than these are not held ready. */
#define MAX_SPARE_COLUMNS 96u

/* People in one slot after the same lanes at the same times. */
typedef struct
{
  guint crossing;
  CorTravel travel;
  guint first_entry;
  guint n_entries;
  guint slot;
  guint n_people;
} Use;

typedef struct
{
  CorLanePlan *plan;
  gboolean is_in_common; /* whether columns are held ready without places of their own */
  const CorSlot *slots;
  guint n_slots;
  GArray *entries;                    /* CorLaneEntry: the flow's, then those held ready */
  GArray *uses;                       /* Use */
  guint *free_slots;                  /* people left in each slot */
  guint32 *free_lanes[COR_N_TRAVELS]; /* people left, by lane, then step */
  gboolean *is_reached;               /* by crossing: whether anybody gets there without lanes */
} Maker;

static int
compare_entries (const Maker *maker, const Use *a, const Use *b, gboolean lanes_only)
{
  if (a->n_entries != b->n_entries)
    return a->n_entries < b->n_entries ? -1 : 1;

  for (guint i = 0; i < a->n_entries; i++)
    {
      const CorLaneEntry *left = &g_array_index (maker->entries, CorLaneEntry, a->first_entry + i);
      const CorLaneEntry *right = &g_array_index (maker->entries, CorLaneEntry, b->first_entry + i);

      if (left->lane != right->lane)
        return left->lane < right->lane ? -1 : 1;
      if (!lanes_only && left->step != right->step)
        return left->step < right->step ? -1 : 1;
    }

  return 0;
}

/* By way, then by the steps of the lanes. */
static int
compare_ways (const Maker *maker, const Use *a, const Use *b)
{
  if (a->crossing != b->crossing)
    return a->crossing < b->crossing ? -1 : 1;
  if (a->travel != b->travel)
    return a->travel < b->travel ? -1 : 1;

  return compare_entries (maker, a, b, TRUE);
}

static int
compare_columns (const Maker *maker, const Use *a, const Use *b)
{
  int order = compare_ways (maker, a, b);

  return order != 0 ? order : compare_entries (maker, a, b, FALSE);
}

static int
compare_uses (gconstpointer a, gconstpointer b, gpointer maker)
{
  const Use *left = a;
  const Use *right = b;
  int order = compare_columns (maker, left, right);

  return order != 0 ? order : (left->slot > right->slot) - (left->slot < right->slot);
}

static gsize
get_cell (const Maker *maker, const CorLaneEntry *entry)
{
  return (gsize) entry->lane * maker->plan->problem.n_steps + entry->step;
}

static void
count_left (Maker *maker)
{
  const CorLaneProblem *problem = &maker->plan->problem;
  const CorLaneFlow *flow = maker->plan->flow;
  gsize n_cells = (gsize) problem->lanes->lanes->len * problem->n_steps;

  maker->free_slots = g_new (guint, maker->n_slots + 1);
  for (guint i = 0; i < maker->n_slots; i++)
    maker->free_slots[i] = maker->slots[i].capacity_people;
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      maker->free_lanes[i] = g_new (guint32, n_cells + 1);
      for (gsize j = 0; j < n_cells; j++)
        maker->free_lanes[i][j] = cor_lane_problem_count_people (problem, i, flow->shares[i][j]);
    }
}

static Use
make_use (const Maker *maker, const CorLanePath *path)
{
  return (Use){ maker->slots[path->slot].crossing,
                path->travel,
                path->first_entry,
                path->n_entries,
                path->slot,
                path->n_people };
}

/* Takes what the flow uses. A relaxation may fill vehicles better than as a rule. */
static void
take_flow (Maker *maker)
{
  const CorLaneFlow *flow = maker->plan->flow;

  for (guint i = 0; i < flow->paths->len; i++)
    {
      const CorLanePath *path = &g_array_index (flow->paths, CorLanePath, i);
      Use use = make_use (maker, path);

      g_assert (maker->free_slots[path->slot] >= path->n_people);
      maker->free_slots[path->slot] -= path->n_people;
      for (guint j = 0; j < path->n_entries; j++)
        {
          guint32 *left = &maker->free_lanes[path->travel][get_cell (
              maker, &g_array_index (flow->entries, CorLaneEntry, path->first_entry + j))];

          *left -= MIN (*left, path->n_people);
        }
      if (path->n_entries > 0)
        g_array_append_val (maker->uses, use);
    }
}

static void
find_reached (Maker *maker)
{
  const CorLaneProblem *problem = &maker->plan->problem;
  guint n_crossings = cor_timetable_get_n_crossings (problem->timetable);

  maker->is_reached = g_new0 (gboolean, n_crossings + 1);
  for (guint i = 0; i < problem->n_parties; i++)
    for (guint j = 0; j < COR_N_TRAVELS; j++)
      for (guint k = 0; k < n_crossings && problem->parties[i].trips[j] != NULL; k++)
        maker->is_reached[k] |= problem->parties[i].trips[j][k].hour != COR_HOUR_NONE;
}

/* When a column that enters a lane is at the next one, or at the crossing; G_MAXINT64 if never. */
static gint64
leave_lane (const Maker *maker, const Use *way, guint index, const CorLaneEntry *entry)
{
  const CorLaneProblem *problem = &maker->plan->problem;
  const CorLane *lane = &g_array_index (problem->lanes->lanes, CorLane, entry->lane);
  gint64 leave_utc_s = cor_lane_problem_get_step_utc_s (problem, entry->step) + lane->through_s;
  guint target = problem->lanes->lanes->len + way->crossing, way_case;

  if (index + 1 < way->n_entries)
    target = g_array_index (maker->entries, CorLaneEntry, way->first_entry + index + 1).lane;

  return cor_lane_times_find_next (problem->times, way->travel, entry->lane, target, leave_utc_s,
                                   &way_case);
}

static guint
get_modes (CorTravel travel)
{
  return travel == COR_TRAVEL_CAR ? COR_MODE_CAR : COR_MODE_COACH | COR_MODE_FOOT;
}

/* The first slot with room after a column is there. */
static guint
find_slot (const Maker *maker, const Use *way, gint64 arrive_utc_s)
{
  const CorTimetable *timetable = maker->plan->problem.timetable;
  guint hour = cor_timetable_find_hour (timetable, way->crossing, arrive_utc_s);
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_slots (timetable, way->crossing, &n_slots);

  for (guint i = 0; i < n_slots && hour != COR_HOUR_NONE; i++)
    {
      guint place = (guint) (slots + i - maker->slots);

      if (slots[i].hour >= hour && (slots[i].modes & get_modes (way->travel)) != 0 &&
          (maker->is_in_common || maker->free_slots[place] > 0))
        return place;
    }

  return G_MAXUINT;
}

/* How many people more may enter a lane; if places are in common, how many may at all. */
static guint32
get_room (const Maker *maker, CorTravel travel, const CorLaneEntry *entry)
{
  const CorLaneProblem *problem = &maker->plan->problem;

  if (entry->step >= problem->n_steps)
    return 0;

  return maker->is_in_common
             ? cor_lane_problem_count_people (problem, travel,
                                              maker->plan->flow->rooms[get_cell (maker, entry)])
             : maker->free_lanes[travel][get_cell (maker, entry)];
}

/* Holds a column ready that enters the first lane of a way at a step. Returns for how many. */
static guint
hold_column (Maker *maker, const Use *way, guint step, guint n_wanted)
{
  const CorLaneProblem *problem = &maker->plan->problem;
  Use use = *way;
  gint64 time_utc_s = cor_lane_problem_get_step_utc_s (problem, step);

  use.first_entry = maker->entries->len;
  use.n_people = n_wanted;
  for (guint i = 0; i < way->n_entries; i++)
    {
      CorLaneEntry entry = g_array_index (maker->entries, CorLaneEntry, way->first_entry + i);

      entry.step = cor_lane_problem_find_step (problem, time_utc_s);
      while (i > 0 && entry.step < problem->n_steps && get_room (maker, way->travel, &entry) == 0)
        entry.step++;
      if (get_room (maker, way->travel, &entry) == 0)
        return 0;
      use.n_people = MIN (use.n_people, get_room (maker, way->travel, &entry));
      time_utc_s = leave_lane (maker, way, i, &entry);
      if (time_utc_s == G_MAXINT64)
        return 0;
      g_array_append_val (maker->entries, entry);
    }
  use.slot = find_slot (maker, way, time_utc_s);
  if (use.slot == G_MAXUINT)
    return 0;
  if (maker->is_in_common)
    {
      n_wanted = use.n_people;
      use.n_people = 0;
      g_array_append_val (maker->uses, use);
      return n_wanted;
    }

  use.n_people =
      MIN (use.n_people, maker->is_reached[way->crossing] ? (maker->free_slots[use.slot] + 1) / 2
                                                          : maker->free_slots[use.slot]);
  maker->free_slots[use.slot] -= use.n_people;
  for (guint i = 0; i < use.n_entries; i++)
    maker->free_lanes[use.travel][get_cell (
        maker, &g_array_index (maker->entries, CorLaneEntry, use.first_entry + i))] -= use.n_people;
  g_array_append_val (maker->uses, use);

  return use.n_people;
}

/* Holds columns ready behind those of one way, the earliest first. */
static void
hold_way (Maker *maker, const Use *way, guint64 n_people)
{
  guint first = g_array_index (maker->entries, CorLaneEntry, way->first_entry).step;
  guint64 n_wanted = MAX (n_people * SPARE_PERCENT / 100, MIN_SPARE_PEOPLE);
  guint n_columns = 0;

  for (guint step = first;
       step < maker->plan->problem.n_steps && n_wanted > 0 && n_columns < MAX_SPARE_COLUMNS; step++)
    {
      guint n_held = hold_column (maker, way, step, (guint) MIN (n_wanted, G_MAXINT32));

      n_wanted -= n_held;
      n_columns += n_held > 0;
    }
}

/* Holds columns ready for each way of the first of all uses. */
static void
hold_ways (Maker *maker, guint n_uses)
{
  for (guint i = 0; i < n_uses;)
    {
      Use way = g_array_index (maker->uses, Use, i);
      guint64 n_people = 0;

      for (; i < n_uses && compare_ways (maker, &way, &g_array_index (maker->uses, Use, i)) == 0;
           i++)
        n_people += g_array_index (maker->uses, Use, i).n_people;
      hold_way (maker, &way, n_people);
    }
}

/* Whoever keeps away from fronts goes with columns that have no places until somebody gives up
 * others at the same crossing in the same hour. */
static void
hold_careful (Maker *maker)
{
  const CorLaneFlow *careful = maker->plan->careful;
  GArray *uses = maker->uses;
  guint first_entry = maker->entries->len;

  if (careful == NULL)
    return;

  maker->is_in_common = TRUE;
  maker->uses = g_array_new (FALSE, FALSE, sizeof (Use));
  g_array_append_vals (maker->entries, careful->entries->data, careful->entries->len);
  for (guint i = 0; i < careful->paths->len; i++)
    {
      Use use = make_use (maker, &g_array_index (careful->paths, CorLanePath, i));

      use.first_entry += first_entry;
      if (use.n_entries > 0)
        g_array_append_val (maker->uses, use);
    }
  g_array_sort_with_data (maker->uses, compare_uses, maker);
  hold_ways (maker, maker->uses->len);
  for (guint i = 0; i < maker->uses->len; i++)
    {
      Use use = g_array_index (maker->uses, Use, i);

      use.n_people = 0;
      g_array_append_val (uses, use);
    }
  g_array_unref (maker->uses);
  maker->uses = uses;
}

static void
add_column (Maker *maker, const Use *use)
{
  CorLanePlan *plan = maker->plan;
  CorLaneColumn column = { use->crossing, use->travel, plan->entries->len, use->n_entries, 0 };

  for (guint i = 0; i < use->n_entries; i++)
    {
      CorLaneEntry entry = g_array_index (maker->entries, CorLaneEntry, use->first_entry + i);

      column.arrive_utc_s = leave_lane (maker, use, i, &entry);
      g_assert (column.arrive_utc_s != G_MAXINT64);
      g_array_append_val (plan->entries, entry);
    }
  g_array_append_val (plan->columns, column);
}

/* Slots stand by column and then by hour, as uses do. */
static void
add_slot (Maker *maker, const Use *use, GArray *slots, guint *taken)
{
  GArray *sources = maker->plan->sources;
  CorSlot slot = maker->slots[use->slot];
  CorSlot *last = slots->len > 0 ? &g_array_index (slots, CorSlot, slots->len - 1) : NULL;

  slot.crossing = cor_timetable_get_n_crossings (maker->plan->problem.timetable) +
                  maker->plan->columns->len - 1;
  slot.modes &= get_modes (use->travel);
  slot.capacity_people = use->n_people;
  taken[use->slot] += use->n_people;
  if (last != NULL && last->crossing == slot.crossing &&
      g_array_index (sources, guint, sources->len - 1) == use->slot)
    {
      last->capacity_people += slot.capacity_people;
      return;
    }
  g_array_append_val (slots, slot);
  g_array_append_val (sources, use->slot);
}

static void
write_columns (Maker *maker)
{
  CorLanePlan *plan = maker->plan;
  g_autoptr (GArray) slots = g_array_new (FALSE, FALSE, sizeof (CorSlot));
  g_autofree guint *taken = g_new0 (guint, maker->n_slots + 1);
  g_autofree guint *origins = NULL;

  for (guint i = 0; i < maker->n_slots; i++)
    g_array_append_val (plan->sources, i);
  for (guint i = 0; i < maker->uses->len; i++)
    {
      const Use *use = &g_array_index (maker->uses, Use, i);

      if (i == 0 || compare_columns (maker, use - 1, use) != 0)
        {
          add_column (maker, use);
          g_ptr_array_add (plan->crossings, plan->crossings->pdata[use->crossing]);
        }
      add_slot (maker, use, slots, taken);
    }
  origins = g_new (guint, plan->columns->len + 1);
  for (guint i = 0; i < plan->columns->len; i++)
    origins[i] = g_array_index (plan->columns, CorLaneColumn, i).crossing;
  plan->timetable = cor_timetable_new_with_columns (plan->problem.timetable, origins,
                                                    plan->columns->len, slots, taken);
}

/**
 * cor_lane_plan_make_columns:
 * @self: a plan whose flow is solved
 *
 * Makes of the flow the columns that drive through its lanes, and a timetable in which each column
 * is a crossing of its own with the slots that its people pass in, so that households and vehicles
 * are put into them as if there were no lanes. Room at crossings that no column takes stays for
 * those who drive freely.
 */
void
cor_lane_plan_make_columns (CorLanePlan *self)
{
  Maker maker = { .plan = self };

  maker.slots = cor_timetable_get_all_slots (self->problem.timetable, &maker.n_slots);
  maker.entries = g_array_copy (self->flow->entries);
  maker.uses = g_array_new (FALSE, FALSE, sizeof (Use));
  count_left (&maker);
  take_flow (&maker);
  find_reached (&maker);
  g_array_sort_with_data (maker.uses, compare_uses, &maker);
  hold_ways (&maker, maker.uses->len);
  hold_careful (&maker);
  g_array_sort_with_data (maker.uses, compare_uses, &maker);
  write_columns (&maker);

  g_array_unref (maker.entries);
  g_array_unref (maker.uses);
  g_free (maker.free_slots);
  g_free (maker.is_reached);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_free (maker.free_lanes[i]);
}
