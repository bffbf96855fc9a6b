/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-movement-maker.h"

#include "cor-diagnosis.h"
#include "cor-fleet-maker.h"
#include "cor-lane-draft.h"

/* Those of one group who are left, as they are looked at. */
typedef struct
{
  const CorDraft *draft;
  CorResult *result;
  const guint *n_passing; /* of each household */
  gboolean is_diagnosed;
  CorReason reason; /* of the group, vehicles aside */
  CorId related_id;
  CorBinding remedy;
} Writer;

static gboolean
is_same_case (const CorUnserved *a, const CorUnserved *b)
{
  return cor_id_equal (&a->cluster_id, &b->cluster_id) && a->reason == b->reason &&
         a->priority == b->priority && cor_id_equal (&a->related_id, &b->related_id) &&
         a->remedy.kind == b->remedy.kind &&
         cor_id_equal (&a->remedy.related_id, &b->remedy.related_id) &&
         a->remedy.time_utc_s == b->remedy.time_utc_s;
}

/* Those of a cluster whom the same thing keeps stand together, with a car or without. */
static CorUnserved *
add_unserved (CorResult *result, CorUnserved *unserved)
{
  for (guint i = result->unserved->len; i > 0; i--)
    {
      CorUnserved *other = result->unserved->pdata[i - 1];

      if (!cor_id_equal (&other->cluster_id, &unserved->cluster_id))
        break;
      if (!is_same_case (other, unserved))
        continue;
      other->n_people += unserved->n_people;
      other->without_car &= unserved->without_car;
      if (unserved->remedy.kind == COR_BINDING_DRIVER)
        other->remedy.amount = MAX (other->remedy.amount, unserved->remedy.amount);
      else
        other->remedy.amount += unserved->remedy.amount;
      cor_unserved_free (unserved);
      return other;
    }
  g_ptr_array_add (result->unserved, unserved);

  return unserved;
}

static void
name_persons (const Writer *self, CorUnserved *unserved, const CorHousehold *household)
{
  const CorDemandGroup *group = self->draft->groups->pdata[household->group];
  GPtrArray *persons = cor_snapshot_get_records (self->draft->snapshot, COR_RECORD_PERSON);

  for (guint i = 0; i < household->n_persons; i++)
    {
      guint index = g_array_index (group->persons, guint, household->first_person + i);
      const CorPerson *person = persons->pdata[index];

      g_array_append_val (unserved->persons, person->record.id);
      for (guint j = 0; j < COR_N_NEEDS; j++)
        if ((person->needs & (1u << j)) != 0)
          unserved->needs_people[j]++;
    }
}

static gboolean
has_room_for_one (const CorDraft *draft, guint party)
{
  guint n_slots;
  const CorSlot *slots = cor_timetable_get_all_slots (draft->timetable, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    if (g_array_index (draft->loading->assignment->free_people, guint, i) > 0 &&
        cor_party_can_pass (&draft->parties[party], &slots[i], NULL, NULL))
      return TRUE;

  return FALSE;
}

/* What keeps a whole group, found once. */
static void
diagnose (Writer *self, const CorDemandGroup *group, guint party, CorUnserved *unserved)
{
  const CorCluster *cluster = self->draft->clustering->clusters->pdata[group->cluster];

  if (!self->is_diagnosed)
    {
      if (cor_cluster_is_abroad (cluster))
        unserved->reason = COR_REASON_ABROAD;
      else if (!cor_draft_lacks_lane (self->draft, party, unserved))
        cor_diagnosis_find (self->draft->journeys, self->draft->timetable, self->draft->crossings,
                            &self->draft->parties[party], group->cluster, unserved);
      if (unserved->reason == COR_REASON_NO_CAPACITY && has_room_for_one (self->draft, party))
        unserved->reason = COR_REASON_HOUSEHOLD_TOO_LARGE;
      self->is_diagnosed = TRUE;
      self->reason = unserved->reason;
      self->related_id = unserved->related_id;
      self->remedy = unserved->remedy;
    }
  unserved->reason = self->reason;
  unserved->related_id = self->related_id;
  unserved->remedy = self->remedy;
}

static void
write_household (Writer *self, guint place)
{
  const CorHousehold *household = &g_array_index (self->draft->households, CorHousehold, place);
  const CorDemandGroup *group = self->draft->groups->pdata[household->group];
  const CorCluster *cluster = self->draft->clustering->clusters->pdata[group->cluster];
  CorUnserved *unserved = cor_unserved_new ();

  unserved->cluster_id = cluster->id;
  unserved->n_people = household->n_people - self->n_passing[place];
  unserved->without_car = !group->with_car;
  unserved->priority = household->priority;
  if (cor_draft_lacks_seat (self->draft, place, &unserved->remedy))
    {
      unserved->reason = COR_REASON_NO_SEAT;
      unserved->related_id = unserved->remedy.related_id;
    }
  else
    diagnose (self, group, household->group, unserved);
  if (unserved->reason == COR_REASON_HOUSEHOLD_TOO_LARGE)
    {
      unserved->remedy.kind = COR_BINDING_HOUSEHOLD;
      unserved->remedy.amount = unserved->n_people;
    }
  name_persons (self, add_unserved (self->result, unserved), household);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (a, b);
}

/**
 * cor_draft_write_unserved:
 * @self: a plan in the making
 * @result: takes the unserved
 *
 * Writes who gets no movement, and why.
 */
void
cor_draft_write_unserved (const CorDraft *self, CorResult *result)
{
  g_autofree guint *n_passing = g_new0 (guint, self->households->len + 1);
  Writer writer = { .draft = self, .result = result, .n_passing = n_passing };

  for (guint i = 0; i < self->loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->loading->loads, CorLoad, i);

      n_passing[load->household] += load->n_people;
    }
  for (guint i = 0; i < self->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (self->households, CorHousehold, i);

      if (i == 0 || household[-1].group != household->group)
        writer.is_diagnosed = FALSE;
      if (n_passing[i] < household->n_people)
        write_household (&writer, i);
    }
  for (guint i = 0; i < result->unserved->len; i++)
    g_array_sort (((CorUnserved *) result->unserved->pdata[i])->persons, compare_ids);
}
