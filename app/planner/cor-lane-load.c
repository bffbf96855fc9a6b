/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-draft.h"

#include <string.h>

#include "cor-lane-count.h"

/*
 * Lanes were shared out in people. What counts on the road are vehicles: cars of households,
 * coaches of each rally point. So when the households are loaded the vehicles of every column are
 * counted, and whoever is too many is taken out and put where there is room for them and their car.
 * What is left in the columns beside these cars is for the vehicles that are sent afterwards. Then
 * they pursue the later goals: whoever moves takes their vehicle along, and the columns of one hour
 * of a crossing have its places in common.
 */

/* After so many looks at slots no more room is looked for. */
#define MAX_LOOKS G_GUINT64_CONSTANT (20000000)

/* Loads between two looks at whether to stop. */
#define LOADS_PER_CHECK 512u

/* Households that are being fitted in. */
typedef struct
{
  CorLaneCount count;
  GArray *loads; /* CorLoad */
  guint64 n_looks;
} Fit;

/* Of a party: people of one household for whom no room was found, and how many loads there were. */
typedef struct
{
  guint n_people;
  guint n_loads;
} Refusal;

/* The first slot in time that has room for a household and its vehicle, whoever the room was meant
 * for. */
static guint
find_slot (Fit *fit, guint household)
{
  CorLaneCount *self = &fit->count;
  const CorHousehold *people = cor_lane_count_get_household (self, household);
  guint best = G_MAXUINT;

  fit->n_looks += self->n_slots;
  for (guint i = 0; i < self->n_slots; i++)
    if (self->free_people[cor_lane_count_get_source (self, i)] >= people->n_people &&
        (best == G_MAXUINT || self->slots[i].hour < self->slots[best].hour) &&
        cor_party_can_pass (&self->draft->parties[people->group], &self->slots[i], NULL, NULL) &&
        (!cor_lane_count_is_column (self, i) ||
         !cor_lane_count_is_too_long (self, self->slots[i].crossing,
                                      cor_lane_count_count_more (self, household, i))))
      best = i;

  return best;
}

/* Gives every slot the places that are used of it, at the cost of those that were taken from the
 * same slot of a crossing and have some left. */
static void
move_places (const CorLaneCount *self, CorTimetable *timetable)
{
  g_autofree guint *places = g_new (guint, self->n_slots + 1);
  g_autofree guint *owed = g_new0 (guint, self->n_slots + 1);

  for (guint i = 0; i < self->n_slots; i++)
    {
      guint capacity = self->slots[i].capacity_people;

      places[i] = MAX (capacity, self->n_loaded[i]);
      owed[cor_lane_count_get_source (self, i)] += places[i] - capacity;
    }
  for (guint i = 0; i < self->n_slots; i++)
    {
      guint source = cor_lane_count_get_source (self, i);
      guint given = MIN (owed[source], places[i] - self->n_loaded[i]);

      places[i] -= given;
      owed[source] -= given;
    }
  cor_timetable_set_places (timetable, places);
}

static void
load_anew (CorDraft *self, Fit *fit)
{
  CorLoading *loading;

  loading =
      cor_loading_new_from_loads (self->timetable, self->parties, self->groups->len,
                                  self->households, g_steal_pointer (&fit->loads), self->single);
  cor_loading_free (self->loading);
  self->loading = loading;
}

/* Whoever can pass in the same hour without the lane leaves it to others, if they drive no longer
 * and nowhere more exposed. */
static guint
find_way_around (const CorLaneCount *self, const CorLoad *load)
{
  const CorParty *party =
      &self->draft->parties[cor_lane_count_get_household (self, load->household)->group];
  guint source = cor_lane_count_get_source (self, load->slot);
  guint column = self->slots[load->slot].crossing, crossing = self->slots[source].crossing;
  const CorTrip *around, *along;
  CorTravel travel;

  if (!cor_lane_count_is_column (self, load->slot) ||
      !cor_party_can_pass (party, &self->slots[source], NULL, &travel) ||
      travel != cor_lane_count_get_travel (self, load->slot))
    return load->slot;

  around = &party->trips[travel][crossing];
  along = &party->trips[travel][column];

  return around->drive_s > along->drive_s || around->exposed_m > along->exposed_m ? load->slot
                                                                                  : source;
}

/* Keeps the loads that fit, the more urgent first. */
static gboolean
keep_fitting (Fit *fit, GArray *loads, CorProgress *progress, GError **error)
{
  CorLaneCount *self = &fit->count;

  for (guint priority = 0; priority < COR_N_PRIORITIES; priority++)
    for (guint i = 0; i < loads->len; i++)
      {
        CorLoad *load = &g_array_index (loads, CorLoad, i);

        if (i % LOADS_PER_CHECK == 0 && !cor_progress_check (progress, error))
          return FALSE;
        if (cor_lane_count_get_household (self, load->household)->priority != priority)
          continue;
        load->slot = find_way_around (self, load);
        cor_lane_count_change (self, load, 1);
        if (cor_lane_count_is_column (self, load->slot) &&
            cor_lane_count_is_too_long (self, self->slots[load->slot].crossing, 0))
          cor_lane_count_change (self, load, -1);
        else
          g_array_append_val (fit->loads, *load);
      }

  return TRUE;
}

/* Puts in who is in no slot, the more urgent first. Where a household found no room no larger one
 * of its party finds any, as long as nobody else was put in. */
static gboolean
put_others (Fit *fit, CorProgress *progress, GError **error)
{
  CorLaneCount *self = &fit->count;
  GArray *households = self->draft->households;
  g_autofree gboolean *is_loaded = g_new0 (gboolean, households->len + 1);
  g_autofree Refusal *refusals = g_new0 (Refusal, self->draft->groups->len + 1);

  for (guint i = 0; i < fit->loads->len; i++)
    is_loaded[g_array_index (fit->loads, CorLoad, i).household] = TRUE;
  for (guint priority = 0; priority < COR_N_PRIORITIES; priority++)
    for (guint i = 0; i < households->len && fit->n_looks < MAX_LOOKS; i++)
      {
        const CorHousehold *household = cor_lane_count_get_household (self, i);
        CorLoad load = { i, G_MAXUINT, household->n_people, 0, household->n_in_need };
        Refusal *refusal = &refusals[household->group];

        if (is_loaded[i] || household->priority != priority)
          continue;
        if (refusal->n_people > 0 && household->n_people >= refusal->n_people &&
            refusal->n_loads == fit->loads->len)
          continue;
        if (!cor_progress_check (progress, error))
          return FALSE;
        load.slot = find_slot (fit, i);
        if (load.slot == G_MAXUINT)
          {
            *refusal = (Refusal){ load.n_people, fit->loads->len };
            continue;
          }
        cor_lane_count_change (self, &load, 1);
        g_array_append_val (fit->loads, load);
      }

  return TRUE;
}

static void
move_household (gpointer count, guint household, guint slot, gint sign)
{
  CorLoad load = { household, slot, cor_lane_count_get_household (count, household)->n_people, 0,
                   0 };

  cor_lane_count_change (count, &load, sign);
}

static gboolean
is_short_enough (gconstpointer count)
{
  return ((const CorLaneCount *) count)->n_too_long == 0;
}

/* Columns of one hour of a crossing have its places in common as long as nobody has taken them. */
static gboolean
pursue (CorDraft *self, Fit *fit, const CorGoals *goals, CorProgress *progress, GError **error)
{
  const CorLoadRule rule = { move_household, is_short_enough, &fit->count };
  CorGoals on_lanes = *goals;
  g_autoptr (CorTimetable) pooled = cor_timetable_new_pooled (
      self->timetable, (const guint *) (gpointer) self->lane_plan->sources->data);

  on_lanes.rule = &rule;

  return cor_loads_pursue (fit->loads, pooled, self->parties, self->households, &on_lanes,
                           self->given_up, progress, error);
}

/**
 * cor_draft_dup_lane_places:
 * @self: a plan in the making
 *
 * Returns: (transfer full) (nullable): how many people each slot takes, or %NULL for a plan without
 *   lanes
 */
guint *
cor_draft_dup_lane_places (const CorDraft *self)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  guint *places;

  if (self->lane_plan == NULL)
    return NULL;

  places = g_new (guint, n_slots + 1);
  for (guint i = 0; i < n_slots; i++)
    places[i] = slots[i].capacity_people;

  return places;
}

/**
 * cor_draft_set_lane_places:
 * @self: a plan in the making
 * @places: (nullable): what cor_draft_dup_lane_places() returned before
 *
 * Gives the slots the places back that they had. Whoever loads households moves places between
 * columns, so a loading belongs to the places that it was made with.
 */
void
cor_draft_set_lane_places (CorDraft *self, const guint *places)
{
  if (places != NULL)
    cor_timetable_set_places (self->timetable, places);
}

/**
 * cor_draft_fit_lanes:
 * @self: a plan in the making, its households loaded
 * @goals: (nullable): what they pursue besides, and what it may cost; what they give up for it is
 *   noted
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
cor_draft_fit_lanes (CorDraft *self, const CorGoals *goals, CorProgress *progress, GError **error)
{
  Fit fit = { .loads = NULL };
  gboolean goes_on;

  if (self->lane_plan == NULL)
    return TRUE;

  cor_lane_count_init (&fit.count, self);
  fit.loads = g_array_new (FALSE, FALSE, sizeof (CorLoad));
  goes_on = keep_fitting (&fit, self->loading->loads, progress, error) &&
            put_others (&fit, progress, error) &&
            (goals == NULL || pursue (self, &fit, goals, progress, error));
  if (goes_on)
    {
      move_places (&fit.count, self->timetable);
      cor_loads_place_needs (fit.loads, self->timetable, self->parties, self->households);
      goes_on = cor_progress_check (progress, error);
    }
  if (goes_on)
    load_anew (self, &fit);
  cor_lane_count_clear (&fit.count);
  g_clear_pointer (&fit.loads, g_array_unref);

  return goes_on && cor_progress_check (progress, error);
}
