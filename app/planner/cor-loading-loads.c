/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/*
 * What was loaded: loads in order, who of divided households has needs, and what all make.
 */

static int
compare_loads (gconstpointer a, gconstpointer b, gpointer households)
{
  const CorLoad *left = a;
  const CorLoad *right = b;
  guint left_group = ((const CorHousehold *) households)[left->household].group;
  guint right_group = ((const CorHousehold *) households)[right->household].group;

  if (left_group != right_group)
    return left_group < right_group ? -1 : 1;
  if (left->slot != right->slot)
    return left->slot < right->slot ? -1 : 1;

  return left->household < right->household ? -1 : left->household > right->household;
}

static guint
get_group (GArray *loads, GArray *households, guint place)
{
  guint household = g_array_index (loads, CorLoad, place).household;

  return g_array_index (households, CorHousehold, household).group;
}

/* Nearly always they stand by group already, and only each group's have to be sorted. */
static void
sort_loads (GArray *loads, GArray *households)
{
  guint first = 0;

  for (guint i = 1; i < loads->len; i++)
    if (get_group (loads, households, i) < get_group (loads, households, i - 1))
      {
        g_array_sort_with_data (loads, compare_loads, households->data);
        return;
      }

  for (guint i = 1; i <= loads->len; i++)
    if (i == loads->len || get_group (loads, households, i) != get_group (loads, households, first))
      {
        g_qsort_with_data (&g_array_index (loads, CorLoad, first), (gint) (i - first),
                           sizeof (CorLoad), compare_loads, households->data);
        first = i;
      }
}

/**
 * cor_loads_merge:
 * @loads: (element-type CorLoad): who passes where
 * @households: (element-type CorHousehold): whose loads they are
 *
 * Sorts the loads by group and household; the parts of a household in one slot become one, unless
 * others with needs are between them.
 */
void
cor_loads_merge (GArray *loads, GArray *households)
{
  guint n_kept = 0;

  sort_loads (loads, households);
  for (guint i = 0; i < loads->len; i++)
    {
      CorLoad *load = &g_array_index (loads, CorLoad, i);
      CorLoad *last = n_kept > 0 ? &g_array_index (loads, CorLoad, n_kept - 1) : NULL;

      if (last == NULL || last->household != load->household || last->slot != load->slot ||
          (last->n_in_need > 0 && load->n_in_need > 0 &&
           last->first_in_need + last->n_in_need != load->first_in_need))
        {
          g_array_index (loads, CorLoad, n_kept++) = *load;
          continue;
        }
      if (last->n_in_need == 0)
        last->first_in_need = load->first_in_need;
      last->n_people += load->n_people;
      last->n_in_need += load->n_in_need;
    }
  g_array_set_size (loads, n_kept);
}

static void
add_load (CorLoading *self, const CorParty *parties, const CorSlot *slots, guint party, guint place)
{
  const CorLoad *load = &g_array_index (self->loads, CorLoad, place);
  const CorSlot *slot = &slots[load->slot];
  GArray *passages = self->assignment->passages;
  CorPassage *last =
      passages->len == 0 ? NULL : &g_array_index (passages, CorPassage, passages->len - 1);

  if (last == NULL || last->party != party || last->slot != load->slot)
    {
      CorPassage passage = {
        .party = party, .crossing = slot->crossing, .hour = slot->hour, .slot = load->slot
      };
      gboolean can_pass = cor_party_can_pass (&parties[party], slot, &passage.mode, NULL);

      g_assert (can_pass);
      g_array_append_val (self->first_loads, place);
      g_array_append_val (passages, passage);
      last = &g_array_index (passages, CorPassage, passages->len - 1);
    }
  last->n_people += load->n_people;
}

/* Writes the passages that the loads make. */
static void
write_assignment (CorLoading *self,
                  const CorTimetable *timetable,
                  const CorParty *parties,
                  guint n_parties,
                  GArray *households)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);
  CorAssignment *assignment = self->assignment = cor_assignment_new ();

  for (guint i = 0; i < n_parties; i++)
    g_array_append_val (assignment->n_unserved, parties[i].n_people);
  for (guint i = 0; i < self->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->loads, CorLoad, i);
      guint party = g_array_index (households, CorHousehold, load->household).group;

      add_load (self, parties, slots, party, i);
      g_array_index (assignment->n_unserved, guint, party) -= load->n_people;
    }
  g_array_append_val (self->first_loads, self->loads->len);
  cor_assignment_count_free (assignment, timetable);
}

/* Households that are not in one load. */
static guint
count_divided (GArray *loads, GArray *households)
{
  g_autofree guint8 *is_divided = g_new0 (guint8, households->len + 1);
  guint n_divided = 0;

  for (guint i = 0; i < loads->len; i++)
    {
      const CorLoad *load = &g_array_index (loads, CorLoad, i);

      if (load->n_people == g_array_index (households, CorHousehold, load->household).n_people ||
          is_divided[load->household])
        continue;
      is_divided[load->household] = TRUE;
      n_divided++;
    }

  return n_divided;
}

/* A part of a household, as it is given those with needs. */
typedef struct
{
  CorLoad *load;
  gboolean drives;
  guint hour;
} Part;

/* Those who drive themselves need no seats of others, and are sure to pass. */
static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const Part *left = a;
  const Part *right = b;

  if (left->load->household != right->load->household)
    return left->load->household < right->load->household ? -1 : 1;
  if (left->drives != right->drives)
    return left->drives ? -1 : 1;
  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;

  return left->load->slot < right->load->slot ? -1 : left->load->slot > right->load->slot;
}

/* Lists the parts of those who are in several; whoever is in one load has all with needs there. */
static GArray *
list_parts (GArray *loads,
            const CorTimetable *timetable,
            const CorParty *parties,
            GArray *households)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (timetable, &n_slots);
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < loads->len; i++)
    {
      CorLoad *load = &g_array_index (loads, CorLoad, i);
      const CorHousehold *household = &g_array_index (households, CorHousehold, load->household);
      Part part = { load, FALSE, slots[load->slot].hour };
      CorTravel travel = COR_TRAVEL_COACH;

      load->first_in_need = 0;
      load->n_in_need = MIN (load->n_people, household->n_in_need);
      if (load->n_people == household->n_people)
        continue;
      cor_party_can_pass (&parties[household->group], &slots[load->slot], NULL, &travel);
      part.drives = travel == COR_TRAVEL_CAR;
      g_array_append_val (parts, part);
    }
  g_array_sort (parts, compare_parts);

  return parts;
}

/**
 * cor_loads_place_needs:
 * @loads: (element-type CorLoad): who passes where
 * @timetable: the crossings' slots
 * @parties: (array): who wants to pass
 * @households: (element-type CorHousehold): whose loads they are
 *
 * Decides which parts of households have those with needs: those that drive themselves, then the
 * first to pass.
 */
void
cor_loads_place_needs (GArray *loads,
                       const CorTimetable *timetable,
                       const CorParty *parties,
                       GArray *households)
{
  g_autoptr (GArray) parts = list_parts (loads, timetable, parties, households);
  guint n_placed = 0;

  for (guint i = 0; i < parts->len; i++)
    {
      const Part *part = &g_array_index (parts, Part, i);
      CorLoad *load = part->load;
      guint n_in_need = g_array_index (households, CorHousehold, load->household).n_in_need;

      if (i == 0 || part[-1].load->household != load->household)
        n_placed = 0;
      load->first_in_need = n_placed;
      load->n_in_need = MIN (load->n_people, n_in_need - n_placed);
      n_placed += load->n_in_need;
    }
}

/**
 * cor_loading_new_from_loads:
 * @timetable: the crossings' slots
 * @parties: (array length=n_parties): who wants to pass
 * @n_parties: how many parties
 * @households: (element-type CorHousehold): of these parties
 * @loads: (transfer full) (element-type CorLoad): who passes where, in any order
 * @bound: (nullable): who passes where and when if people are counted singly; %NULL if that is not
 *   known, and not what whole households cost
 *
 * Returns: (transfer full): the loading that consists of @loads
 */
CorLoading *
cor_loading_new_from_loads (const CorTimetable *timetable,
                            const CorParty *parties,
                            guint n_parties,
                            GArray *households,
                            GArray *loads,
                            const CorAssignment *bound)
{
  guint n_hours = cor_timetable_get_n_hours (timetable);
  CorLoading *self = g_new0 (CorLoading, 1);
  CorLoadScore whole, single;

  self->loads = loads;
  self->first_loads = g_array_new (FALSE, FALSE, sizeof (guint));
  cor_loads_merge (loads, households);
  write_assignment (self, timetable, parties, n_parties, households);
  self->n_divided = count_divided (loads, households);
  if (bound == NULL)
    return self;

  single = cor_load_score_of_assignment (bound, n_hours);
  whole = cor_load_score_of_assignment (self->assignment, n_hours);
  self->n_left = (gint) (whole.n_left - single.n_left);
  self->extra_hours = (gint64) (whole.hours - single.hours);

  return self;
}
