/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

#include <string.h>

#include "cor-subset.h"

/*
 * An assignment of single people says how many of each party pass in each slot. Here they become
 * whole households:
 *
 * 1. Each party fills its share of its slots, the first first, with the households that leave
 *    first among those that fill it best (cor-subset.c).
 * 2. Who is left takes the first room there is, the larger households first (best fit decreasing;
 *    Johnson 1973).
 * 3. What is still lost against the assignment is looked for by moving households forward, by
 *    chains of households that make room for each other (ejection chains; Glover 1996) and by
 *    exchanging two: cor-loading-improve.c.
 * 4. As far as they may, they keep away from fronts, pass together, and where and when they were
 *    told: cor-loading-goals.c.
 *
 * A household that is larger than every slot it can use would never leave whole. It passes in
 * parts, one after the other: such a registration is a school or an institution, and its officer
 * rather takes it over in two hours than leaves it.
 */

/* People beyond a slot's share among whom it is worth to look for a choice that fills it. */
#define WINDOW_PEOPLE 128u

/* Households between two looks at whether to stop. */
#define HOUSEHOLDS_PER_CHECK 512u

static int
compare_capacities (gconstpointer a, gconstpointer b, gpointer slots)
{
  guint left = *(const guint *) a, right = *(const guint *) b;
  guint left_people = ((const CorSlot *) slots)[left].whole_people;
  guint right_people = ((const CorSlot *) slots)[right].whole_people;

  if (left_people != right_people)
    return left_people > right_people ? -1 : 1;

  return left < right ? -1 : left > right;
}

/* All slots, the largest first. */
static GArray *
sort_by_capacity (const CorLoader *loader)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), loader->n_slots);

  for (guint i = 0; i < loader->n_slots; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_capacities, (gpointer) loader->slots);

  return order;
}

/* The first hour in which a party could pass each crossing if it had room, columns to it
 * included. */
static void
find_first_hours (const CorLoader *loader, const CorParty *party, guint *hours[COR_N_TRAVELS])
{
  guint n_crossings = cor_timetable_get_n_crossings (loader->timetable);

  for (guint i = 0; i < COR_N_TRAVELS; i++)
    {
      for (guint j = 0; j < n_crossings; j++)
        hours[i][j] = COR_HOUR_NONE;
      for (guint j = 0; party->trips[i] != NULL && j < n_crossings; j++)
        {
          guint *first = &hours[i][cor_timetable_get_origin (loader->timetable, j)];

          *first = MIN (*first, party->trips[i][j].hour);
        }
    }
}

/* The most people whom any hour of a crossing takes that a party could use if nobody else did:
 * neither a quota nor the length of a column divides anybody. */
static guint
find_largest_slot (const CorLoader *loader,
                   const CorParty *party,
                   GArray *by_capacity,
                   guint *hours[COR_N_TRAVELS])
{
  find_first_hours (loader, party, hours);
  for (guint i = 0; i < by_capacity->len; i++)
    {
      const CorSlot *slot = &loader->slots[g_array_index (by_capacity, guint, i)];
      guint origin = cor_timetable_get_origin (loader->timetable, slot->crossing);

      if (((slot->modes & COR_MODE_CAR) != 0 && hours[COR_TRAVEL_CAR][origin] <= slot->hour) ||
          ((slot->modes & (COR_MODE_COACH | COR_MODE_FOOT)) != 0 &&
           hours[COR_TRAVEL_COACH][origin] <= slot->hour))
        return slot->whole_people;
    }

  return 0;
}

/* Makes the units of all households. */
static gboolean
make_units (CorLoader *loader, GArray *households, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (CorLoadUnit));
  g_autoptr (GArray) by_capacity = sort_by_capacity (loader);
  guint n_crossings = cor_timetable_get_n_crossings (loader->timetable);
  g_autofree guint *by_car = g_new (guint, n_crossings + 1);
  g_autofree guint *by_coach = g_new (guint, n_crossings + 1);
  guint *hours[COR_N_TRAVELS] = { [COR_TRAVEL_CAR] = by_car, [COR_TRAVEL_COACH] = by_coach };
  guint largest = 0, largest_of = G_MAXUINT;

  for (guint i = 0; i < households->len; i++)
    {
      const CorHousehold *household = &g_array_index (households, CorHousehold, i);
      CorLoadUnit unit = { i, household->group, household->n_people, COR_LOADER_NONE, 0, 0 };
      guint n_units = 1;

      if (i % HOUSEHOLDS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      if (largest_of != household->group)
        {
          largest =
              find_largest_slot (loader, &loader->parties[household->group], by_capacity, hours);
          largest_of = household->group;
        }
      if (household->n_people > largest && largest > 0)
        {
          n_units = household->n_people;
          unit.n_people = 1;
        }
      for (guint j = 0; j < n_units; j++)
        g_array_append_val (units, unit);
    }
  loader->n_units = units->len;
  loader->units = (CorLoadUnit *) (gpointer) g_array_free (g_steal_pointer (&units), FALSE);

  return cor_progress_check (progress, error);
}

/* Fills a party's share of a slot from those of its units that wait. */
static void
fill_share (CorLoader *loader, GArray *waiting, guint slot, guint n_people)
{
  guint n_window = 0, n_kept = 0, n_in_window = 0;
  g_autofree guint *sizes = NULL;
  g_autofree gboolean *is_chosen = NULL;

  while (n_window < waiting->len && n_in_window < n_people + WINDOW_PEOPLE)
    n_in_window += loader->units[g_array_index (waiting, guint, n_window++)].n_people;
  sizes = g_new (guint, n_window + 1);
  is_chosen = g_new0 (gboolean, n_window + 1);
  for (guint i = 0; i < n_window; i++)
    sizes[i] = loader->units[g_array_index (waiting, guint, i)].n_people;
  cor_subset_choose (sizes, n_window, n_people, is_chosen);

  for (guint i = 0; i < waiting->len; i++)
    {
      guint unit = g_array_index (waiting, guint, i);

      if (i < n_window && is_chosen[i])
        cor_loader_put (loader, unit, slot);
      else
        g_array_index (waiting, guint, n_kept++) = unit;
    }
  g_array_set_size (waiting, n_kept);
}

static int
compare_passage_hours (gconstpointer a, gconstpointer b)
{
  const CorPassage *left = *(const CorPassage *const *) a;
  const CorPassage *right = *(const CorPassage *const *) b;

  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;

  return left->slot < right->slot ? -1 : left->slot > right->slot;
}

/* Fills the shares of every party. */
static gboolean
fill_shares (CorLoader *loader,
             const CorAssignment *assignment,
             CorProgress *progress,
             GError **error)
{
  g_autoptr (GPtrArray) passages = g_ptr_array_new ();
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  guint unit = 0;

  for (guint i = 0; i < assignment->passages->len;)
    {
      guint party = g_array_index (assignment->passages, CorPassage, i).party;

      if (!cor_progress_check (progress, error))
        return FALSE;

      g_ptr_array_set_size (passages, 0);
      for (; i < assignment->passages->len; i++)
        {
          CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

          if (passage->party != party)
            break;
          g_ptr_array_add (passages, passage);
        }
      g_ptr_array_sort (passages, compare_passage_hours);

      g_array_set_size (waiting, 0);
      while (unit < loader->n_units && loader->units[unit].party < party)
        unit++;
      for (; unit < loader->n_units && loader->units[unit].party == party; unit++)
        g_array_append_val (waiting, unit);
      for (guint j = 0; j < passages->len; j++)
        {
          const CorPassage *passage = passages->pdata[j];

          fill_share (loader, waiting, passage->slot, passage->n_people);
        }
    }

  return TRUE;
}

static GArray *
list_loads (const CorLoader *loader, GArray *households)
{
  GArray *loads = g_array_new (FALSE, FALSE, sizeof (CorLoad));

  for (guint i = 0; i < loader->n_units; i++)
    {
      const CorLoadUnit *unit = &loader->units[i];
      CorLoad load = { unit->household, unit->slot, unit->n_people, 0, 0 };

      if (unit->slot != COR_LOADER_NONE)
        g_array_append_val (loads, load);
    }
  cor_loads_merge (loads, households);
  cor_loads_place_needs (loads, loader->timetable, loader->parties, households);

  return loads;
}

/* Households in the slots that single people have, as far as they fit, and the others anywhere. */
static gboolean
take_shares (CorLoader *loader,
             GArray *households,
             const CorAssignment *assignment,
             CorProgress *progress,
             GError **error)
{
  loader->households = (const CorHousehold *) (gpointer) households->data;

  return make_units (loader, households, progress, error) &&
         fill_shares (loader, assignment, progress, error) &&
         cor_loader_place_waiting (loader, progress, error);
}

/* What has been loaded, with what it costs. */
static CorLoading *
take_loads (const CorLoader *loader,
            guint n_parties,
            GArray *households,
            const CorAssignment *assignment,
            CorProgress *progress,
            GError **error)
{
  g_autoptr (GArray) loads = list_loads (loader, households);

  if (!cor_progress_check (progress, error))
    return NULL;

  return cor_loading_new_from_loads (loader->timetable, loader->parties, n_parties, households,
                                     g_steal_pointer (&loads), assignment);
}

/**
 * cor_loading_new_for_goals:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @households: (element-type CorHousehold): of these parties, by party, in the order in which they
 *   leave
 * @assignment: who passes where and when if people are counted singly
 * @goals: (nullable): what is pursued besides, and what it may cost
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Makes whole households of an assignment: each is in one slot, as many are out as can be, and as
 * early; and what they pursue besides. See the top of the file.
 *
 * Returns: (transfer full) (nullable): the loading, or %NULL if it was stopped
 */
CorLoading *
cor_loading_new_for_goals (const CorTimetable *timetable,
                           const CorParty *parties,
                           guint n_parties,
                           GArray *households,
                           const CorAssignment *assignment,
                           const CorGoals *goals,
                           CorProgress *progress,
                           GError **error)
{
  CorLoader loader = { 0 };
  gint64 given_up[COR_N_OBJECTIVES] = { 0 };
  CorLoading *self = NULL;

  if (!cor_progress_check (progress, error))
    return NULL;
  cor_loader_start (&loader, timetable, parties);
  if (take_shares (&loader, households, assignment, progress, error) &&
      cor_loader_improve (&loader, assignment, progress, error) &&
      (goals == NULL || cor_loader_pursue (&loader, goals, given_up, progress, error)))
    self = take_loads (&loader, n_parties, households, assignment, progress, error);
  if (self != NULL)
    {
      self->n_steps = loader.n_steps;
      memcpy (self->given_up, given_up, sizeof given_up);
    }
  cor_loader_clear (&loader);

  return self;
}

/**
 * cor_loading_new_sketch:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @households: (element-type CorHousehold): of these parties, by party, in the order in which they
 *   leave
 * @assignment: who passes where and when if people are counted singly
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Does what cor_loading_new() begins with: whole households fill the shares of their groups, who is
 * left takes the first room.
 *
 * Returns: (transfer full) (nullable): the loading, or %NULL if it was stopped
 */
CorLoading *
cor_loading_new_sketch (const CorTimetable *timetable,
                        const CorParty *parties,
                        guint n_parties,
                        GArray *households,
                        const CorAssignment *assignment,
                        CorProgress *progress,
                        GError **error)
{
  CorLoader loader = { 0 };
  CorLoading *self = NULL;

  if (!cor_progress_check (progress, error))
    return NULL;
  cor_loader_start (&loader, timetable, parties);
  if (take_shares (&loader, households, assignment, progress, error))
    self = take_loads (&loader, n_parties, households, assignment, progress, error);
  cor_loader_clear (&loader);

  return self;
}

/**
 * cor_loading_new_early:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @households: (element-type CorHousehold): of these parties, by party, in the order in which they
 *   leave
 * @kept: (nullable) (element-type CorKeptPlace): by household: where they were a moment ago
 * @pulls: whether they pass sooner than then where there is room now; not who waits for a vehicle
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Puts whole households into slots as the first plan does that comes to mind, or as far as may be
 * where they were.
 *
 * Returns: (transfer full) (nullable): the loading, or %NULL if it was stopped
 */
CorLoading *
cor_loading_new_early (const CorTimetable *timetable,
                       const CorParty *parties,
                       guint n_parties,
                       GArray *households,
                       GArray *kept,
                       gboolean pulls,
                       CorProgress *progress,
                       GError **error)
{
  CorLoader loader = { 0 };
  CorLoading *self = NULL;
  gboolean goes_on;

  cor_loader_start (&loader, timetable, parties);
  loader.households = (const CorHousehold *) (gpointer) households->data;
  goes_on = make_units (&loader, households, progress, error);
  if (goes_on && kept != NULL)
    goes_on = cor_loader_place_kept (&loader, kept, pulls, progress, error);
  else if (goes_on)
    goes_on = cor_loader_place_early (&loader, COR_LOADER_NONE, progress, error);
  if (goes_on)
    self = take_loads (&loader, n_parties, households, NULL, progress, error);
  cor_loader_clear (&loader);

  return self;
}

/**
 * cor_loading_new:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @households: (element-type CorHousehold): of these parties, by party, in the order in which they
 *   leave
 * @assignment: who passes where and when if people are counted singly
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Does what cor_loading_new_for_goals() does, pursuing nothing besides.
 *
 * Returns: (transfer full) (nullable): the loading, or %NULL if it was stopped
 */
CorLoading *
cor_loading_new (const CorTimetable *timetable,
                 const CorParty *parties,
                 guint n_parties,
                 GArray *households,
                 const CorAssignment *assignment,
                 CorProgress *progress,
                 GError **error)
{
  return cor_loading_new_for_goals (timetable, parties, n_parties, households, assignment, NULL,
                                    progress, error);
}

/**
 * cor_loading_free:
 * @self: (transfer full): a loading
 *
 * Frees @self.
 */
void
cor_loading_free (CorLoading *self)
{
  g_array_unref (self->loads);
  g_array_unref (self->first_loads);
  cor_assignment_free (self->assignment);
  g_free (self);
}
