/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-early-plan.h"

#include "cor-early-bound.h"
#include "cor-fleet-maker.h"
#include "cor-gates.h"
#include "cor-lane-draft.h"

/* A crossing stands for one gate, or for two. */
#define MAX_GATES 2u

/* Households that are looked up before it is asked whether to go on. */
#define HOUSEHOLDS_PER_CHECK 1024u

/* Where a movement of the plan of a moment ago would be among the slots of this one: at each gate
 * of its crossing those of its hour. */
typedef struct
{
  guint n_gates;
  guint first_slots[MAX_GATES];
  guint end_slots[MAX_GATES];
} Place;

/* The first slot of a gate in an hour or later. */
static guint
find_slot (const CorTimetable *timetable, guint gate, guint hour)
{
  guint n_slots, n_all, low = 0;
  const CorSlot *slots = cor_timetable_get_slots (timetable, gate, &n_slots);
  guint high = n_slots;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (slots[middle].hour < hour)
        low = middle + 1;
      else
        high = middle;
    }

  return (guint) (slots - cor_timetable_get_all_slots (timetable, &n_all)) + low;
}

/* Gates by the id of their crossing: the first, and one. */
static GHashTable *
index_gates (const CorDraft *self)
{
  GHashTable *gates = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = self->crossings->len; i-- > 0;)
    g_hash_table_insert (gates, &((CorCrossing *) self->crossings->pdata[i])->record.id,
                         GUINT_TO_POINTER (i + 1));

  return gates;
}

static Place
find_place (const CorDraft *self, GHashTable *gates, const CorMovement *movement)
{
  guint gate = GPOINTER_TO_UINT (g_hash_table_lookup (gates, &movement->crossing_id));
  gint64 offset_s = movement->pass_utc_s - cor_timetable_get_hour_utc_s (self->timetable, 0);
  gint64 hour = offset_s / COR_SECONDS_PER_HOUR;
  Place place = { 0 };

  if (gate == 0 || offset_s < 0 || offset_s % COR_SECONDS_PER_HOUR != 0 ||
      hour >= cor_timetable_get_n_hours (self->timetable))
    return place;

  do
    {
      place.first_slots[place.n_gates] = find_slot (self->timetable, gate - 1, (guint) hour);
      place.end_slots[place.n_gates] = find_slot (self->timetable, gate - 1, (guint) hour + 1);
      place.n_gates++;
      gate++;
    }
  while (place.n_gates < MAX_GATES && gate <= self->crossings->len &&
         cor_gates_is_second (self->crossings, gate - 1));

  return place;
}

static void
keep_places (GArray *kept, guint household, const Place *place)
{
  for (guint i = 0; i < place->n_gates; i++)
    {
      CorKeptPlace at = { household, place->first_slots[i], place->end_slots[i] };

      if (at.first_slot < at.end_slot)
        g_array_append_val (kept, at);
    }
}

/* Where the households passed a moment ago, as the first of their registrations did; %NULL if it
 * was stopped. */
static GArray *
list_kept (const CorDraft *self, const CorPlanBasis *basis, CorProgress *progress, GError **error)
{
  GPtrArray *movements = cor_plan_basis_get_result (basis)->movements;
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  g_autoptr (GArray) kept =
      g_array_sized_new (FALSE, FALSE, sizeof (CorKeptPlace), self->households->len + 1);
  g_autoptr (GHashTable) gates = index_gates (self);
  g_autofree Place *places = g_new (Place, movements->len + 1);

  for (guint i = 0; i < movements->len; i++)
    places[i] = find_place (self, gates, movements->pdata[i]);
  for (guint i = 0; i < self->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (self->households, CorHousehold, i);
      const CorDemandGroup *group = self->groups->pdata[household->group];
      guint index = g_array_index (group->persons, guint, household->first_person);
      const CorPerson *person = persons->pdata[index];

      if (i % HOUSEHOLDS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return NULL;
      for (const CorBasisPassage *passage = cor_plan_basis_find (basis, &person->record.id);
           passage != NULL; passage = passage->next)
        keep_places (kept, i, &places[passage->movement]);
    }

  return g_steal_pointer (&kept);
}

/**
 * cor_draft_make_early:
 * @self: a plan in the making, its parties, households and columns known; to be cleared with
 *   cor_draft_clear_early()
 * @basis: (nullable): the plan of a moment ago
 * @has_lanes: whether there are lanes that it does not use
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Makes the first plan that comes to mind: whole households, in vehicles if the plan has any, by
 * roads that are open all the time. Whoever still can keeps to @basis.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_make_early (CorDraft *self,
                      const CorPlanBasis *basis,
                      gboolean has_lanes,
                      CorProgress *progress,
                      GError **error)
{
  g_autoptr (GArray) kept = NULL;
  gboolean has_vehicles = cor_snapshot_get_records (self->snapshot, COR_RECORD_VEHICLE)->len > 0;

  self->stage = COR_DRAFT_EARLY;
  self->basis = basis;
  if (basis != NULL)
    {
      kept = list_kept (self, basis, progress, error);
      if (kept == NULL)
        return FALSE;
    }
  if (!cor_progress_check (progress, error))
    return FALSE;
  self->loading = cor_loading_new_early (self->timetable, self->parties, self->groups->len,
                                         self->households, kept, !has_vehicles, progress, error);
  if (self->loading == NULL || !cor_progress_check (progress, error) ||
      !cor_draft_fit_lanes (self, NULL, progress, error) ||
      !cor_draft_find_vehicles (self, progress, error))
    return FALSE;

  return cor_draft_find_early_bound (self, has_lanes, &self->early_bound, progress, error);
}

/**
 * cor_draft_clear_early:
 * @self: an early plan
 *
 * Frees what it has of its own.
 */
void
cor_draft_clear_early (CorDraft *self)
{
  g_clear_pointer (&self->fleet, cor_draft_fleet_free);
  g_clear_pointer (&self->loading, cor_loading_free);
  cor_draft_clear_lanes (self);
}
