/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-movement-maker.h"

#include "cor-diagnosis.h"
#include "cor-fleet-maker.h"
#include "cor-limit-change.h"
#include "cor-shortage.h"
#include "cor-lane-draft.h"
#include "cor-lane-worth.h"

/* What was last found to be full, and for whom. */
typedef struct
{
  guint party;
  guint n_people; /* 0: nothing was found yet */
  CorShortage shortage;
} Lookup;

/* Those of one group who are left, as they are looked at. */
typedef struct
{
  const CorDraft *draft;
  CorResult *result;
  CorShortages *full;
  GHashTable *shortages;  /* CorUnserved -> CorShortage, of those who lack room */
  const guint *n_passing; /* of each household */
  const guint *n_in_need; /* of those */
  gboolean is_diagnosed;
  CorReason reason; /* of the group, vehicles aside */
  CorId related_id;
  CorBinding remedy;
  Lookup lookups[2]; /* for several people together, for one */
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
      if (unserved->remedy.kind == COR_BINDING_DRIVER ||
          unserved->remedy.kind == COR_BINDING_HORIZON ||
          cor_draft_is_lane_limit (unserved->remedy.kind))
        other->remedy.amount = MAX (other->remedy.amount, unserved->remedy.amount);
      else
        other->remedy.amount += unserved->remedy.amount;
      cor_unserved_free (unserved);
      return other;
    }
  g_ptr_array_add (result->unserved, unserved);

  return unserved;
}

/* Of a household of which a part passes those with needs may do so. */
static void
name_persons (const Writer *self, CorUnserved *unserved, guint place)
{
  const CorHousehold *household = &g_array_index (self->draft->households, CorHousehold, place);
  const CorDemandGroup *group = self->draft->groups->pdata[household->group];
  GPtrArray *persons = cor_snapshot_get_records (self->draft->snapshot, COR_RECORD_PERSON);
  guint n_in_need = 0;

  for (guint i = 0; i < household->n_persons; i++)
    {
      guint index = g_array_index (group->persons, guint, household->first_person + i);
      const CorPerson *person = persons->pdata[index];

      g_array_append_val (unserved->persons, person->record.id);
      n_in_need += person->needs != 0;
      for (guint j = 0; n_in_need > self->n_in_need[place] && j < COR_N_NEEDS; j++)
        if ((person->needs & (1u << j)) != 0)
          unserved->needs_people[j]++;
    }
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
      else if (!cor_draft_lacks_lane (self->draft, self->result, party, unserved))
        cor_diagnosis_find (self->draft->journeys, self->draft->timetable, self->draft->crossings,
                            &self->draft->parties[party], group->cluster, unserved);
      self->is_diagnosed = TRUE;
      self->reason = unserved->reason;
      self->related_id = unserved->related_id;
      self->remedy = unserved->remedy;
    }
  unserved->reason = self->reason;
  unserved->related_id = self->related_id;
  unserved->remedy = self->remedy;
}

/* What is full for some of a group; households of one size, of which a group has many, share it. */
static CorShortage
look_up_shortage (Writer *self, guint party, guint n_people)
{
  Lookup *last = &self->lookups[n_people == 1];

  if (last->party != party || last->n_people != n_people)
    *last = (Lookup){ party, n_people, cor_shortages_find (self->full, party, n_people) };

  return last->shortage;
}

/* Names what is full for those who find no room, or says that they only find none together. */
static CorShortage
find_shortage (Writer *self, const CorHousehold *household, CorUnserved *unserved)
{
  CorShortage shortage = look_up_shortage (self, household->group, unserved->n_people);

  if (shortage.kind != COR_BINDING_QUOTA && unserved->n_people > 1 &&
      look_up_shortage (self, household->group, 1).kind == COR_BINDING_NONE)
    {
      unserved->reason = COR_REASON_HOUSEHOLD_TOO_LARGE;
      unserved->remedy.kind = COR_BINDING_HOUSEHOLD;
      unserved->remedy.amount = unserved->n_people;
      return (CorShortage){ COR_BINDING_NONE };
    }

  if (shortage.kind == COR_BINDING_QUOTA)
    {
      unserved->reason = COR_REASON_QUOTA;
      unserved->related_id = shortage.related_id;
    }
  unserved->remedy = (CorBinding){ .kind = shortage.kind,
                                   .related_id = shortage.related_id,
                                   .time_utc_s = shortage.until_utc_s };

  return shortage;
}

/* Says how much later the plan would have to end for those who are too late. */
static void
find_later_end (const CorDraft *draft, guint party, CorUnserved *unserved)
{
  guint n_hours = cor_timetable_get_n_hours (draft->timetable);
  guint n_needed = draft->n_hours_needed != NULL ? draft->n_hours_needed[party] : COR_HOUR_NONE;

  if (n_needed != COR_HOUR_NONE && n_needed > n_hours)
    unserved->remedy = cor_limit_of_horizon (n_needed - n_hours);
}

/* Says how much more room would serve all of them. */
static void
count_missing (gpointer key, gpointer value, gpointer user_data)
{
  CorUnserved *unserved = key;

  unserved->remedy.amount = cor_shortage_count_missing (value, unserved->n_people);
}

static void
write_household (Writer *self, guint place)
{
  const CorHousehold *household = &g_array_index (self->draft->households, CorHousehold, place);
  const CorDemandGroup *group = self->draft->groups->pdata[household->group];
  const CorCluster *cluster = self->draft->clustering->clusters->pdata[group->cluster];
  CorUnserved *unserved = cor_unserved_new ();
  CorShortage shortage = { COR_BINDING_NONE };

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
  if (unserved->reason == COR_REASON_NO_CAPACITY)
    shortage = find_shortage (self, household, unserved);
  if (unserved->reason == COR_REASON_TOO_LATE)
    find_later_end (self->draft, household->group, unserved);
  unserved = add_unserved (self->result, unserved);
  if (shortage.kind != COR_BINDING_NONE)
    g_hash_table_insert (self->shortages, unserved, g_memdup2 (&shortage, sizeof shortage));
  name_persons (self, unserved, place);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (a, b);
}

/* Whether a party cannot be anywhere in time, perhaps because it is cut off. */
static gboolean
gets_nowhere (const CorDraft *self, guint party)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    for (guint j = 0; self->parties[party].trips[i] != NULL && j < self->crossings->len; j++)
      if (self->parties[party].trips[i][j].hour != COR_HOUR_NONE)
        return FALSE;

  return TRUE;
}

/* What takes long is done before anybody is asked about who is cut off. */
static gboolean
prepare (const CorDraft *self, CorProgress *progress, GError **error)
{
  g_autoptr (GArray) cut_off = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->groups->len; i++)
    {
      guint cluster = ((CorDemandGroup *) self->groups->pdata[i])->cluster;
      gboolean is_new =
          cut_off->len == 0 || g_array_index (cut_off, guint, cut_off->len - 1) != cluster;

      if (is_new && !cor_cluster_is_abroad (self->clustering->clusters->pdata[cluster]) &&
          gets_nowhere (self, i))
        g_array_append_val (cut_off, cluster);
    }

  return cut_off->len == 0 || cor_journeys_prepare_open (self->journeys, cut_off, progress, error);
}

/**
 * cor_draft_write_unserved:
 * @self: a plan in the making
 * @result: takes the unserved
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Writes who gets no movement, and why.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_write_unserved (const CorDraft *self,
                          CorResult *result,
                          CorProgress *progress,
                          GError **error)
{
  g_autofree guint *n_passing = g_new0 (guint, self->households->len + 1);
  g_autofree guint *n_in_need = g_new0 (guint, self->households->len + 1);
  g_autoptr (CorRoom) room = cor_draft_find_room (self);
  g_autoptr (CorShortages) full = cor_shortages_new (self, room);
  g_autoptr (GHashTable) shortages = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  Writer writer = { .draft = self,
                    .result = result,
                    .full = full,
                    .shortages = shortages,
                    .n_passing = n_passing,
                    .n_in_need = n_in_need };

  if (!prepare (self, progress, error))
    return FALSE;
  for (guint i = 0; i < self->loading->loads->len; i++)
    {
      const CorLoad *load = &g_array_index (self->loading->loads, CorLoad, i);

      n_passing[load->household] += load->n_people;
      n_in_need[load->household] += load->n_in_need;
    }
  for (guint i = 0; i < self->households->len; i++)
    {
      const CorHousehold *household = &g_array_index (self->households, CorHousehold, i);

      if (i == 0 || household[-1].group != household->group)
        writer.is_diagnosed = FALSE;
      if (n_passing[i] >= household->n_people)
        continue;
      write_household (&writer, i);
      if (!cor_progress_check (progress, error))
        return FALSE;
    }
  g_hash_table_foreach (shortages, count_missing, NULL);
  for (guint i = 0; i < result->unserved->len; i++)
    g_array_sort (((CorUnserved *) result->unserved->pdata[i])->persons, compare_ids);

  return cor_progress_check (progress, error);
}
