/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-movement-maker.h"

#include "cor-draft-detours.h"
#include "cor-fleet-maker.h"
#include "cor-lane-draft.h"
#include "cor-second-best.h"

#define SECONDS_PER_MINUTE 60

/* Corridors of one result; those of the same way are one. */
typedef struct
{
  GPtrArray *corridors; /* the result's */
  GHashTable *places;   /* CorCorridor -> its place, and one */
} CorridorList;

static gboolean
is_same_way (const CorCorridor *a, const CorCorridor *b)
{
  if (!cor_id_equal (&a->cluster_id, &b->cluster_id) ||
      !cor_id_equal (&a->crossing_id, &b->crossing_id) || a->mode != b->mode ||
      a->travel_time_ms != b->travel_time_ms || a->distance_m != b->distance_m ||
      a->points->len != b->points->len)
    return FALSE;

  for (guint i = 0; i < a->points->len; i++)
    if (!cor_position_equal (g_array_index (a->points, CorPosition, i),
                             g_array_index (b->points, CorPosition, i)))
      return FALSE;

  return TRUE;
}

/* With timed closures the same way may have been found for several departures. They stand close
 * together, for movements are written cluster by cluster. */
static guint
add_corridor (CorridorList *list, CorCorridor *corridor)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (list->places, corridor));

  if (place > 0)
    return place - 1;

  for (guint i = list->corridors->len; i > 0; i--)
    {
      const CorCorridor *other = list->corridors->pdata[i - 1];

      if (!cor_id_equal (&other->cluster_id, &corridor->cluster_id))
        break;
      if (is_same_way (other, corridor))
        return i - 1;
    }

  g_ptr_array_add (list->corridors, cor_corridor_ref (corridor));
  g_hash_table_insert (list->places, corridor, GUINT_TO_POINTER (list->corridors->len));

  return list->corridors->len - 1;
}

static CorridorList
list_corridors (CorResult *result)
{
  CorridorList list = { result->corridors, g_hash_table_new (NULL, NULL) };

  for (guint i = 0; i < result->corridors->len; i++)
    g_hash_table_insert (list.places, result->corridors->pdata[i], GUINT_TO_POINTER (i + 1));

  return list;
}

/* Whose passage that is. Passages stand by party, and parties by cluster. */
static guint
get_cluster (const CorDraft *self, guint passage)
{
  guint party = g_array_index (self->loading->assignment->passages, CorPassage, passage).party;

  return ((CorDemandGroup *) self->groups->pdata[party])->cluster;
}

static CorId
make_movement_id (const CorDraft *self, const CorMovement *movement, guint crossing)
{
  g_autofree char *cluster_id = cor_id_to_string (&movement->cluster_id);
  g_autofree char *crossing_id = cor_id_to_string (&movement->crossing_id);
  g_autofree char *column =
      self->lane_plan != NULL ? cor_lane_plan_dup_key (self->lane_plan, crossing) : g_strdup ("");
  const CorLaneColumn *on_lanes =
      self->lane_plan != NULL ? cor_lane_plan_get_column (self->lane_plan, crossing) : NULL;
  guint gate = on_lanes != NULL ? on_lanes->crossing : crossing;
  gboolean is_second = cor_timetable_get_origin (self->timetable, gate) != gate;
  g_autofree char *key =
      g_strdup_printf ("movement/%s/%s/%" G_GINT64_FORMAT "%s%s", cluster_id, crossing_id,
                       movement->pass_utc_s, is_second ? "/foot" : "", column);

  return cor_id_from_key (key);
}

/* The way of a movement, and how long it takes; along lanes this does not depend on when it leaves.
 */
static CorCorridor *
find_way (const CorDraft *self,
          CorTravel travel,
          guint cluster_index,
          guint crossing,
          gint64 depart_utc_s,
          guint *duration_s)
{
  const CorCluster *cluster = self->clustering->clusters->pdata[cluster_index];

  if (self->lane_plan == NULL || cor_lane_plan_get_column (self->lane_plan, crossing) == NULL)
    return cor_corridor_cache_find (self->corridors, self->journeys, travel, cluster, cluster_index,
                                    self->crossings->pdata[crossing], crossing, depart_utc_s,
                                    self->stage == COR_DRAFT_EARLY, duration_s);

  *duration_s =
      (guint) (cor_lane_plan_get_arrival_utc_s (self->lane_plan, travel, cluster_index, crossing) -
               depart_utc_s);

  return cor_lane_plan_find_way (self->lane_plan, self->journeys, cluster, cluster_index, crossing);
}

/* Sets which way a movement goes, and when it leaves and arrives. Cars keep to the pace of the
 * coaches that they go with. */
static gboolean
schedule (const CorDraft *self,
          CorMovement *movement,
          guint cluster_index,
          const CorPassage *const *passages,
          guint n_passages,
          CorridorList *list,
          CorProgress *progress,
          GError **error)
{
  CorTravel travel = movement->mode == COR_MODE_CAR ? COR_TRAVEL_CAR : COR_TRAVEL_COACH;
  guint crossing = passages[0]->crossing;
  gint64 latest_utc_s =
      cor_timetable_get_latest_arrival_utc_s (self->timetable, crossing, passages[0]->hour);
  CorDraftWay way;
  guint duration_s;

  way.depart_utc_s =
      cor_journeys_find_departure (self->journeys, travel, cluster_index, crossing, latest_utc_s);
  way.corridor = find_way (self, travel, cluster_index, crossing, way.depart_utc_s, &duration_s);
  way.arrive_utc_s = way.depart_utc_s + duration_s;
  if (!cor_draft_take_detour (self, movement, passages, n_passages, &way, progress, error))
    return FALSE;

  movement->depart_utc_s = way.depart_utc_s;
  movement->arrive_utc_s = way.arrive_utc_s;
  g_assert (movement->arrive_utc_s <= latest_utc_s);
  movement->wait_min =
      (guint) ((movement->pass_utc_s - movement->arrive_utc_s) / SECONDS_PER_MINUTE);
  movement->corridor = add_corridor (list, way.corridor);

  return TRUE;
}

/* Names a household, and counts those of it with needs who are in this part of it. */
static void
add_household (const CorDraft *self, CorMovement *movement, const CorLoad *load)
{
  const CorHousehold *household = &g_array_index (self->households, CorHousehold, load->household);
  const CorDemandGroup *group = self->groups->pdata[household->group];
  GPtrArray *persons = cor_snapshot_get_records (self->snapshot, COR_RECORD_PERSON);
  guint n_in_need = 0;

  for (guint i = 0; i < household->n_persons; i++)
    {
      guint index = g_array_index (group->persons, guint, household->first_person + i);
      const CorPerson *person = persons->pdata[index];

      g_array_append_val (movement->persons, person->record.id);
      if (person->needs == 0)
        continue;
      for (guint j = 0; j < COR_N_NEEDS; j++)
        if (n_in_need >= load->first_in_need && n_in_need < load->first_in_need + load->n_in_need &&
            (person->needs & (1u << j)) != 0)
          movement->needs_people[j]++;
      n_in_need++;
    }
}

static void
add_people (const CorDraft *self, CorMovement *movement, const CorPassage *passage)
{
  const CorLoading *loading = self->loading;
  gsize place =
      (gsize) (passage - (const CorPassage *) (gpointer) loading->assignment->passages->data);

  /* If any need a coach the movement is led by one. */
  if (passage->mode != COR_MODE_CAR && movement->mode != COR_MODE_COACH)
    movement->mode = passage->mode;
  movement->n_people += passage->n_people;
  if (passage->mode == COR_MODE_CAR)
    movement->n_with_car += passage->n_people;
  else if (((const CorDemandGroup *) self->groups->pdata[passage->party])->with_car)
    movement->n_leaving_car += passage->n_people;

  for (guint i = g_array_index (loading->first_loads, guint, place);
       i < g_array_index (loading->first_loads, guint, place + 1); i++)
    {
      const CorLoad *load = &g_array_index (loading->loads, CorLoad, i);

      add_household (self, movement, load);
    }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (a, b);
}

/* Two parts of a household may be in one movement. */
static void
sort_persons (GArray *persons)
{
  guint n_kept = 0;

  g_array_sort (persons, compare_ids);
  for (guint i = 0; i < persons->len; i++)
    {
      const CorId *id = &g_array_index (persons, CorId, i);

      if (n_kept == 0 || !cor_id_equal (id, &g_array_index (persons, CorId, n_kept - 1)))
        g_array_index (persons, CorId, n_kept++) = *id;
    }
  g_array_set_size (persons, n_kept);
}

static int
compare_passage_times (gconstpointer a, gconstpointer b)
{
  const CorPassage *left = *(const CorPassage *const *) a;
  const CorPassage *right = *(const CorPassage *const *) b;

  if (left->hour != right->hour)
    return left->hour < right->hour ? -1 : 1;
  if (left->crossing != right->crossing)
    return left->crossing < right->crossing ? -1 : 1;
  if (left->party != right->party)
    return left->party < right->party ? -1 : 1;

  return left->slot < right->slot ? -1 : left->slot > right->slot;
}

/* Writes the movements of one cluster, the first to pass first: those who pass one crossing in one
 * hour are one movement. */
static gboolean
write_cluster (const CorDraft *self,
               CorResult *result,
               guint cluster_index,
               GPtrArray *passages,
               CorridorList *list,
               CorProgress *progress,
               GError **error)
{
  const CorCluster *cluster = self->clustering->clusters->pdata[cluster_index];

  g_ptr_array_sort (passages, compare_passage_times);
  for (guint i = 0; i < passages->len;)
    {
      const CorPassage *const *in_movement = (const CorPassage *const *) passages->pdata + i;
      const CorPassage *first = passages->pdata[i];
      const CorPassage *passage = first;
      CorMovement *movement = cor_movement_new ();
      guint n_passages;

      g_ptr_array_add (result->movements, movement);
      movement->cluster_id = cluster->id;
      movement->crossing_id = ((CorCrossing *) self->crossings->pdata[first->crossing])->record.id;
      movement->mode = COR_MODE_CAR;
      movement->pass_utc_s = cor_timetable_get_hour_utc_s (self->timetable, first->hour);
      movement->id = make_movement_id (self, movement, first->crossing);
      while (passage->crossing == first->crossing && passage->hour == first->hour)
        {
          add_people (self, movement, passage);
          if (++i == passages->len)
            break;
          passage = passages->pdata[i];
        }
      n_passages = (guint) ((const CorPassage *const *) passages->pdata + i - in_movement);
      sort_persons (movement->persons);
      cor_draft_list_vehicles (self, movement, first);
      if (self->stage == COR_DRAFT_WHOLE)
        cor_draft_add_reason (self, result, movement, in_movement, n_passages);
      if (!schedule (self, movement, cluster_index, in_movement, n_passages, list, progress,
                     error) ||
          !cor_progress_check (progress, error))
        return FALSE;
      cor_draft_write_lanes (self, movement, first->crossing);
    }

  return TRUE;
}

static int
compare_movements (gconstpointer a, gconstpointer b)
{
  const CorMovement *left = *(const CorMovement *const *) a;
  const CorMovement *right = *(const CorMovement *const *) b;

  if (left->depart_utc_s != right->depart_utc_s)
    return left->depart_utc_s < right->depart_utc_s ? -1 : 1;

  return cor_id_compare (&left->id, &right->id);
}

/**
 * cor_draft_write_movements:
 * @self: a plan in the making
 * @result: takes movements and corridors
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Writes who leaves when, for where. People leave as late as brings them to the crossing for their
 * hour, the waiting observed there included: what our own queue would cost they spend at home.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_write_movements (const CorDraft *self,
                           CorResult *result,
                           CorProgress *progress,
                           GError **error)
{
  GArray *passages = self->loading->assignment->passages;
  g_autoptr (GPtrArray) of_cluster = g_ptr_array_new ();
  CorridorList list = list_corridors (result);
  gboolean goes_on = TRUE;

  for (guint i = 0; i < passages->len && goes_on;)
    {
      guint cluster = get_cluster (self, i);

      g_ptr_array_set_size (of_cluster, 0);
      for (; i < passages->len && get_cluster (self, i) == cluster; i++)
        g_ptr_array_add (of_cluster, &g_array_index (passages, CorPassage, i));
      goes_on = write_cluster (self, result, cluster, of_cluster, &list, progress, error) &&
                cor_progress_report (progress, "Finding ways", (double) i / passages->len, error);
    }
  g_ptr_array_sort (result->movements, compare_movements);
  g_hash_table_unref (list.places);

  return goes_on;
}

/* The choices of one cluster: how many of its parties pass where. */
static void
list_choices (const CorDraft *self, guint first, guint end, GArray *choices)
{
  g_array_set_size (choices, 0);
  for (guint i = first; i < end; i++)
    {
      const CorPassage *passage =
          &g_array_index (self->loading->assignment->passages, CorPassage, i);
      const CorDemandGroup *group = self->groups->pdata[passage->party];
      CorChoice *choice = NULL;

      for (guint j = 0; j < choices->len; j++)
        if (cor_timetable_get_origin (self->timetable,
                                      g_array_index (choices, CorChoice, j).crossing) ==
            cor_timetable_get_origin (self->timetable, passage->crossing))
          choice = &g_array_index (choices, CorChoice, j);
      if (choice == NULL)
        {
          CorChoice added = { .crossing = passage->crossing };

          g_array_append_val (choices, added);
          choice = &g_array_index (choices, CorChoice, choices->len - 1);
        }
      choice->n_passing[cor_demand_group_drives (group) ? COR_TRAVEL_CAR : COR_TRAVEL_COACH] +=
          passage->n_people;
      choice->hours += (guint64) passage->n_people * passage->hour;
    }
}

static void
write_alternative (const CorDraft *self,
                   CorResult *result,
                   guint cluster_index,
                   const CorParty *const *parties,
                   const CorChoice *choice,
                   CorRoom *room,
                   CorridorList *list)
{
  const CorCluster *cluster = self->clustering->clusters->pdata[cluster_index];
  CorAlternative *alternative = g_new0 (CorAlternative, 1);
  CorTravel travel = COR_TRAVEL_COACH;
  guint second, duration_s;

  alternative->cluster_id = cluster->id;
  alternative->crossing_id = ((CorCrossing *) self->crossings->pdata[choice->crossing])->record.id;
  alternative->second_corridor = G_MAXUINT;
  second = cor_second_best_find (self->timetable, room, parties, choice, &alternative->extra_min);
  /* Elsewhere there is room sooner, but the vehicles come when they come. */
  if (self->fleet != NULL && choice->n_passing[COR_TRAVEL_COACH] > 0)
    alternative->extra_min = MAX (alternative->extra_min, 0);
  if (second != G_MAXUINT)
    {
      const CorCrossing *crossing = self->crossings->pdata[second];

      if (cor_journeys_get_arrival_utc_s (self->journeys, travel, cluster_index, second) ==
              G_MAXINT64 ||
          choice->n_passing[COR_TRAVEL_COACH] == 0)
        travel = COR_TRAVEL_CAR;
      alternative->second_id = crossing->record.id;
      alternative->second_corridor = add_corridor (
          list, find_way (self, travel, cluster_index, second, G_MININT64, &duration_s));
    }
  g_ptr_array_add (result->alternatives, alternative);
}

/* Of several parties with cars, or without, those who are ready last stand for all. */
static void
add_party (const CorDraft *self, guint party, const CorParty **parties)
{
  const CorDemandGroup *group = self->groups->pdata[party];
  const CorParty **place =
      &parties[cor_demand_group_drives (group) ? COR_TRAVEL_CAR : COR_TRAVEL_COACH];

  if (*place != NULL &&
      ((CorDemandGroup *) self->groups->pdata[*place - self->parties])->ready_utc_s >
          group->ready_utc_s)
    return;

  *place = &self->parties[party];
}

/* Gives back, or takes again, the room of those passages that make up a choice. */
static void
change_room (const CorDraft *self,
             guint first,
             guint end,
             const CorChoice *choice,
             gboolean gives_back,
             CorRoom *room)
{
  for (guint i = first; i < end; i++)
    {
      const CorPassage *passage =
          &g_array_index (self->loading->assignment->passages, CorPassage, i);

      if (cor_timetable_get_origin (self->timetable, passage->crossing) !=
          cor_timetable_get_origin (self->timetable, choice->crossing))
        continue;
      if (gives_back)
        cor_room_give_back (room, passage->slot, passage->n_people);
      else
        cor_room_take (room, passage->slot, passage->n_people);
    }
}

/**
 * cor_draft_find_room:
 * @self: a plan in the making, its households loaded
 *
 * Returns: (transfer full): what these leave free
 */
CorRoom *
cor_draft_find_room (const CorDraft *self)
{
  GArray *passages = self->loading->assignment->passages;
  CorRoom *room = cor_room_new (self->timetable);

  for (guint i = 0; i < passages->len; i++)
    cor_room_take (room, g_array_index (passages, CorPassage, i).slot,
                   g_array_index (passages, CorPassage, i).n_people);

  return room;
}

/**
 * cor_draft_write_alternatives:
 * @self: a plan in the making
 * @result: takes alternatives and their corridors
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Writes beside each choice what would be second best.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_write_alternatives (const CorDraft *self,
                              CorResult *result,
                              CorProgress *progress,
                              GError **error)
{
  GArray *passages = self->loading->assignment->passages;
  g_autoptr (GArray) choices = g_array_new (FALSE, FALSE, sizeof (CorChoice));
  g_autoptr (CorRoom) room = cor_draft_find_room (self);
  CorridorList list = list_corridors (result);
  gboolean goes_on = TRUE;

  for (guint i = 0; i < passages->len && goes_on;)
    {
      const CorParty *parties[COR_N_TRAVELS] = { NULL, NULL };
      guint cluster = get_cluster (self, i);
      guint first = i;

      for (; i < passages->len && get_cluster (self, i) == cluster; i++)
        {
          guint party = g_array_index (passages, CorPassage, i).party;

          add_party (self, party, parties);
        }
      list_choices (self, first, i, choices);
      for (guint j = 0; j < choices->len; j++)
        {
          const CorChoice *choice = &g_array_index (choices, CorChoice, j);

          change_room (self, first, i, choice, TRUE, room);
          write_alternative (self, result, cluster, parties, choice, room, &list);
          change_room (self, first, i, choice, FALSE, room);
        }
      goes_on =
          cor_progress_report (progress, "Comparing crossings", (double) i / passages->len, error);
    }
  g_hash_table_unref (list.places);

  return goes_on;
}
