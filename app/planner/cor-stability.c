/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-stability.h"

/* Movements by the registrations in them. One that passes in parts counts with the first. */
static GHashTable *
index_persons (const CorResult *result)
{
  GHashTable *movements = g_hash_table_new (cor_id_hash, cor_id_equal);

  for (guint i = 0; i < result->movements->len; i++)
    {
      CorMovement *movement = result->movements->pdata[i];

      for (guint j = 0; j < movement->persons->len; j++)
        {
          CorId *id = &g_array_index (movement->persons, CorId, j);
          const CorMovement *other = g_hash_table_lookup (movements, id);

          if (other == NULL || movement->pass_utc_s < other->pass_utc_s)
            g_hash_table_replace (movements, id, movement);
        }
    }

  return movements;
}

/* The first slot of a party at the crossing and in the hour of a movement; G_MAXUINT if there is
 * none any more. */
static guint
find_slot (const CorDraft *self, guint party, const CorMovement *movement)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (self->timetable, &n_slots);
  gint64 first_utc_s = cor_timetable_get_hour_utc_s (self->timetable, 0);

  for (guint i = 0; i < self->crossings->len; i++)
    {
      const CorCrossing *crossing = self->crossings->pdata[i];
      const CorSlot *of_crossing = cor_timetable_get_slots (self->timetable, i, &n_slots);

      if (!cor_id_equal (&crossing->record.id, &movement->crossing_id))
        continue;
      for (guint j = 0; j < n_slots; j++)
        if (first_utc_s + (gint64) of_crossing[j].hour * COR_SECONDS_PER_HOUR ==
                movement->pass_utc_s &&
            cor_party_can_pass (&self->parties[party], &of_crossing[j], NULL, NULL))
          return (guint) (of_crossing + j - slots);
    }

  return G_MAXUINT;
}

/**
 * cor_draft_note_told:
 * @self: a plan in the making, with its households and slots
 *
 * Notes with each household where and when it was told to pass.
 */
void
cor_draft_note_told (CorDraft *self)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  g_autoptr (GHashTable) told = NULL;

  for (guint i = 0; i < self->households->len; i++)
    g_array_index (self->households, CorHousehold, i).told_slot = 0;
  if (self->published == NULL)
    return;

  told = index_persons (self->published);
  for (guint i = 0; i < self->households->len; i++)
    {
      CorHousehold *household = &g_array_index (self->households, CorHousehold, i);
      const CorDemandGroup *group = self->groups->pdata[household->group];
      guint index = g_array_index (group->persons, guint, household->first_person);
      const CorPerson *person = persons->pdata[index];
      const CorMovement *movement = g_hash_table_lookup (told, &person->record.id);
      guint slot = movement != NULL ? find_slot (self, household->group, movement) : G_MAXUINT;

      household->told_slot = slot == G_MAXUINT ? 0 : slot + 1;
    }
}

/**
 * cor_draft_count_changes:
 * @self: a plan in the making
 * @result: its movements
 *
 * Returns: people who were told of a movement and still have to travel, and are in none, or in one
 *   through another crossing or in another hour; %COR_OBJECTIVE_NOT_MEASURED if something was
 *   published and is not at hand
 */
gint64
cor_draft_count_changes (const CorDraft *self, const CorResult *result)
{
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  g_autoptr (GHashTable) told = NULL;
  g_autoptr (GHashTable) planned = NULL;
  gint64 n_changed = 0;

  if (self->published == NULL)
    return cor_snapshot_get_settings (self->snapshot)->published_number > 0
               ? COR_OBJECTIVE_NOT_MEASURED
               : 0;

  told = index_persons (self->published);
  planned = index_persons (result);
  for (guint i = 0; i < persons->len; i++)
    {
      const CorPerson *person = persons->pdata[i];
      const CorMovement *before = g_hash_table_lookup (told, &person->record.id);
      const CorMovement *after = g_hash_table_lookup (planned, &person->record.id);

      if (before == NULL || !cor_status_is_planned (person->status))
        continue;
      if (after == NULL || !cor_id_equal (&before->crossing_id, &after->crossing_id) ||
          before->pass_utc_s != after->pass_utc_s)
        n_changed += cor_snapshot_get_n_people (self->snapshot, i);
    }

  return n_changed;
}
