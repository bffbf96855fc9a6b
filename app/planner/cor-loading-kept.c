/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-loading-private.h"

/*
 * A first plan that begins with the plan of a moment ago: whoever still gets to their place in time
 * keeps it as long as there is room in it. The others take the room that is left, as everybody does
 * in a first plan without such help (cor-loading-early.c); then all pass sooner who can do so
 * without anybody moving out of their way, the last first.
 */

/* Households, or units, between two looks at whether to stop. */
#define HOUSEHOLDS_PER_CHECK 1024u

/* The slot of a place in which people could pass. */
static guint
find_place (const CorLoader *self, const CorLoadUnit *unit, const CorKeptPlace *place)
{
  for (guint i = place->first_slot; i < place->end_slot; i++)
    if (cor_room_get (self->room, i) >= unit->n_people &&
        cor_party_can_pass (&self->parties[unit->party], &self->slots[i], NULL, NULL))
      return i;

  return COR_LOADER_NONE;
}

/* Puts a household, or the parts of one, where it was. */
static void
keep_household (CorLoader *self, guint first_unit, guint end_unit, GArray *kept, guint first_place)
{
  guint household = self->units[first_unit].household;

  for (guint i = first_unit; i < end_unit; i++)
    {
      guint slot = COR_LOADER_NONE;

      for (guint j = first_place; j < kept->len && slot == COR_LOADER_NONE; j++)
        {
          const CorKeptPlace *place = &g_array_index (kept, CorKeptPlace, j);

          if (place->household != household)
            break;
          slot = find_place (self, &self->units[i], place);
        }
      if (slot != COR_LOADER_NONE)
        cor_loader_put (self, i, slot);
    }
}

/**
 * cor_loader_keep_places:
 * @self: a loading in the making
 * @kept: (element-type CorKeptPlace): where households were, by household
 * @in_parts: whether to go through those that pass in parts, or through all others
 * @priority: the class to go through; %COR_LOADER_NONE: all
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Puts households that are in no slot where they were, as far as they get there and find room.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_keep_places (CorLoader *self,
                        GArray *kept,
                        gboolean in_parts,
                        guint priority,
                        CorProgress *progress,
                        GError **error)
{
  guint place = 0, n_households = 0;

  for (guint i = 0; i < self->n_units;)
    {
      guint first = i, household = self->units[i].household;

      if (n_households++ % HOUSEHOLDS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      while (i < self->n_units && self->units[i].household == household)
        i++;
      while (place < kept->len && g_array_index (kept, CorKeptPlace, place).household < household)
        place++;
      if ((i > first + 1) == in_parts &&
          (priority == COR_LOADER_NONE || self->households[household].priority == priority))
        keep_household (self, first, i, kept, place);
    }

  return TRUE;
}

/* All units that are in a slot, the last to pass first. */
static guint *
list_last_first (const CorLoader *self, guint *n_listed)
{
  guint n_hours = cor_timetable_get_n_hours (self->timetable);
  g_autofree guint *ends = g_new0 (guint, n_hours + 1);
  guint *listed = g_new (guint, self->n_units + 1);

  *n_listed = 0;
  for (guint i = 0; i < self->n_units; i++)
    if (self->units[i].slot != COR_LOADER_NONE)
      {
        ends[cor_loader_get_hour (self, i)]++;
        ++*n_listed;
      }
  for (guint h = n_hours; h-- > 0;)
    ends[h] += ends[h + 1];
  for (guint i = self->n_units; i-- > 0;)
    if (self->units[i].slot != COR_LOADER_NONE)
      listed[--ends[cor_loader_get_hour (self, i)]] = i;

  return listed;
}

/**
 * cor_loader_pull_forward:
 * @self: a loading in the making
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Lets units pass sooner where there is room for them, the last first.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_pull_forward (CorLoader *self, CorProgress *progress, GError **error)
{
  guint n_listed;
  g_autofree guint *listed = list_last_first (self, &n_listed);
  /* By party: the fewest people who found nothing. What moved out meanwhile was no sooner. */
  g_autoptr (GHashTable) stuck = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n_listed; i++)
    {
      const CorLoadUnit *unit = &self->units[listed[i]];
      gpointer key = GUINT_TO_POINTER (unit->party + 1);
      guint n_stuck = GPOINTER_TO_UINT (g_hash_table_lookup (stuck, key));
      guint slot;

      if (i % HOUSEHOLDS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
      if (n_stuck > 0 && unit->n_people >= n_stuck)
        continue;
      slot = cor_loader_find_room (self, unit->party, unit->n_people,
                                   cor_loader_get_hour (self, listed[i]));
      if (slot == COR_LOADER_NONE)
        {
          g_hash_table_insert (stuck, key, GUINT_TO_POINTER (unit->n_people));
          continue;
        }
      cor_loader_take_out (self, listed[i]);
      cor_loader_put (self, listed[i], slot);
    }

  return TRUE;
}

static gboolean
gets_anywhere (const CorLoader *self, guint party)
{
  for (guint i = 0; i < cor_timetable_get_n_crossings (self->timetable); i++)
    if (cor_loader_get_first_trip (&self->parties[party], i).hour != COR_HOUR_NONE)
      return TRUE;

  return FALSE;
}

/* Whether somebody is left who could pass, and others who are less urgent are not. */
static gboolean
is_unfair (const CorLoader *self)
{
  guint left = G_MAXUINT, out = 0;

  for (guint i = 0; i < self->n_units; i++)
    {
      guint party = self->units[i].party, priority = self->parties[party].priority;

      if (self->units[i].slot != COR_LOADER_NONE)
        out = MAX (out, priority);
      else if (priority < left && gets_anywhere (self, party))
        left = priority;
    }

  return left < out;
}

static void
start_again (CorLoader *self)
{
  for (guint i = 0; i < self->n_units; i++)
    if (self->units[i].slot != COR_LOADER_NONE)
      cor_loader_take_out (self, i);
}

static gboolean
place (CorLoader *self, GArray *kept, guint priority, CorProgress *progress, GError **error)
{
  return cor_loader_keep_places (self, kept, FALSE, priority, progress, error) &&
         cor_loader_keep_places (self, kept, TRUE, priority, progress, error) &&
         cor_loader_place_early (self, priority, progress, error);
}

/**
 * cor_loader_place_kept:
 * @self: a loading in the making, all of its units in no slot
 * @kept: (element-type CorKeptPlace): where households were, by household
 * @pulls: whether they pass sooner where there is room now
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Puts units into slots, as they were where that still holds. Where there is no room for all the
 * more urgent come first, wherever the others were. See the top of the file.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_loader_place_kept (CorLoader *self,
                       GArray *kept,
                       gboolean pulls,
                       CorProgress *progress,
                       GError **error)
{
  if (!place (self, kept, COR_LOADER_NONE, progress, error))
    return FALSE;
  if (is_unfair (self))
    {
      start_again (self);
      for (guint i = 0; i < COR_N_PRIORITIES; i++)
        if (!place (self, kept, i, progress, error))
          return FALSE;
    }

  return (!pulls || cor_loader_pull_forward (self, progress, error)) &&
         cor_loader_place_waiting (self, progress, error);
}
