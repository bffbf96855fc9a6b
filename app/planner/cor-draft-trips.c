/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-draft-trips.h"

#include "cor-gathering.h"
#include "cor-lane-worth.h"

#define MS_PER_SECOND 1000u

/* Clusters that are looked at before it is asked whether to go on. */
#define CLUSTERS_PER_CHECK 32u

/* A coach is on no safer way than a car. */
static guint
get_exposed_m (const CorDraft *draft, CorTravel travel, guint cluster, guint crossing)
{
  guint exposed_m;

  if (draft->exposures == NULL)
    return 0;

  exposed_m = cor_exposures_get_m (draft->exposures, travel, cluster, crossing);
  if (travel == COR_TRAVEL_COACH)
    exposed_m =
        MAX (exposed_m, cor_exposures_get_m (draft->exposures, COR_TRAVEL_CAR, cluster, crossing));

  return exposed_m;
}

static CorTrip
make_trip (const CorDraft *draft, CorTravel travel, guint cluster, guint crossing)
{
  gint64 arrive_utc_s = cor_journeys_get_arrival_utc_s (draft->journeys, travel, cluster, crossing);

  if (arrive_utc_s == G_MAXINT64)
    return (CorTrip){ .hour = COR_HOUR_NONE };

  return (CorTrip){
    .hour = cor_timetable_find_hour (draft->timetable, crossing, arrive_utc_s),
    .drive_s =
        cor_journeys_get_time_ms (draft->journeys, travel, cluster, crossing) / MS_PER_SECOND,
    .exposed_m = get_exposed_m (draft, travel, cluster, crossing),
  };
}

/* Notes from which hours on whoever is ready at a time may go by a less exposed way. Whether
 * coaches are there for that is not known. */
static void
note_less_exposed (const CorDraft *draft,
                   CorTripTable *table,
                   CorTravel travel,
                   guint cluster,
                   guint crossing,
                   gint64 ready_utc_s,
                   CorTrip *trip)
{
  CorExposedWay ways[COR_EXPOSURES_MAX_WAYS];
  CorTripLess less[COR_EXPOSURES_MAX_WAYS + 1];
  guint n_ways = 0, n_less = 0;

  trip->less = NULL;
  if (draft->exposures != NULL && trip->hour != COR_HOUR_NONE && trip->exposed_m > 0 &&
      (travel == COR_TRAVEL_CAR ||
       cor_snapshot_get_records (draft->snapshot, COR_RECORD_VEHICLE)->len == 0))
    n_ways = cor_exposures_list_ways (draft->exposures, travel, cluster, crossing, ways);
  for (guint i = 0; i < n_ways; i++)
    {
      guint hour = cor_timetable_find_hour (
          draft->timetable, crossing, ready_utc_s + cor_journeys_round_up_s (ways[i].time_ms));

      if (hour == COR_HOUR_NONE || ways[i].exposed_m >= trip->exposed_m)
        continue;
      if (hour <= trip->hour)
        trip->exposed_m = ways[i].exposed_m;
      else
        less[n_less++] = (CorTripLess){ hour, ways[i].exposed_m };
    }
  if (n_less == 0)
    return;

  less[n_less++] = (CorTripLess){ COR_HOUR_NONE, 0 };
  trip->less = g_memdup2 (less, n_less * sizeof *less);
  g_ptr_array_add (table->later, (gpointer) trip->less);
}

static void
fill_row (const CorDraft *draft, CorTripTable *table, guint cluster)
{
  for (guint i = 0; i < table->n_crossings; i++)
    {
      gsize cell = (gsize) cluster * table->n_crossings + i;
      CorTrip by_car = make_trip (draft, COR_TRAVEL_CAR, cluster, i);
      CorTrip by_coach = make_trip (draft, COR_TRAVEL_COACH, cluster, i);

      /* A coach is nowhere before a car, whatever rounding makes of it. */
      if (by_car.hour != COR_HOUR_NONE && by_coach.hour != COR_HOUR_NONE)
        {
          by_coach.hour = MAX (by_coach.hour, by_car.hour);
          by_coach.drive_s = MAX (by_coach.drive_s, by_car.drive_s);
        }
      note_less_exposed (draft, table, COR_TRAVEL_CAR, cluster, i,
                         cor_journeys_get_ready_utc_s (draft->journeys, cluster), &by_car);
      note_less_exposed (draft, table, COR_TRAVEL_COACH, cluster, i,
                         cor_journeys_get_ready_utc_s (draft->journeys, cluster), &by_coach);
      if (by_car.hour != COR_HOUR_NONE)
        by_coach.exposed_m = MAX (by_coach.exposed_m, by_car.exposed_m);
      table->trips[COR_TRAVEL_CAR][cell] = by_car;
      table->trips[COR_TRAVEL_COACH][cell] = by_coach;
    }
}

static gboolean
fill_trips (const CorDraft *draft, CorTripTable *table, CorProgress *progress, GError **error)
{
  table->n_clusters = draft->clustering->clusters->len;
  table->n_crossings = draft->crossings->len;
  table->later = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    table->trips[i] = g_new0 (CorTrip, (gsize) (table->n_clusters + 1) * (table->n_crossings + 1));

  for (guint i = 0; i < table->n_clusters; i++)
    {
      fill_row (draft, table, i);
      if (i % CLUSTERS_PER_CHECK == 0 && !cor_progress_check (progress, error))
        return FALSE;
    }
  for (guint j = 0; j < table->n_crossings; j++)
    table->trips[COR_TRAVEL_COACH][(gsize) table->n_clusters * table->n_crossings + j].hour =
        COR_HOUR_NONE;

  return TRUE;
}

/**
 * cor_trip_table_clear:
 * @self: trips
 *
 * Frees what @self holds.
 */
void
cor_trip_table_clear (CorTripTable *self)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_free (self->trips[i]);
  g_clear_pointer (&self->later, g_ptr_array_unref);
}

/* When people must leave to pass in an hour, at the pace of coaches if there is a way for these:
 * one never knows who joins the column. */
static gint64
find_departure (const CorDraft *draft, guint cluster, guint crossing, guint hour)
{
  gint64 latest_utc_s = cor_timetable_get_latest_arrival_utc_s (draft->timetable, crossing, hour);
  gint64 coach_utc_s =
      cor_journeys_get_arrival_utc_s (draft->journeys, COR_TRAVEL_COACH, cluster, crossing);
  CorTravel travel = coach_utc_s == G_MAXINT64 ? COR_TRAVEL_CAR : COR_TRAVEL_COACH;

  if (cor_journeys_get_arrival_utc_s (draft->journeys, travel, cluster, crossing) > latest_utc_s)
    return G_MININT64;

  return cor_journeys_find_departure (draft->journeys, travel, cluster, crossing, latest_utc_s);
}

/* The first hour that can be reached by those who are ready only at a time. Where roads come and go
 * each departure is a search. */
static gboolean
delay_trip (const CorDraft *draft,
            const CorDemandGroup *group,
            guint crossing,
            CorTrip *trip,
            CorProgress *progress,
            GError **error)
{
  guint n_hours = cor_timetable_get_n_hours (draft->timetable);

  while (trip->hour < n_hours &&
         find_departure (draft, group->cluster, crossing, trip->hour) < group->ready_utc_s)
    {
      trip->hour++;
      if (!cor_progress_check (progress, error))
        return FALSE;
    }
  if (trip->hour >= n_hours)
    trip->hour = COR_HOUR_NONE;

  return TRUE;
}

/* Has a party that is ready only later use a row of its own. */
static gboolean
add_later_row (const CorDraft *draft,
               CorTripTable *table,
               const CorDemandGroup *group,
               CorTravel travel,
               const CorTrip **row,
               CorProgress *progress,
               GError **error)
{
  gint64 ready_utc_s =
      MAX (group->ready_utc_s, cor_journeys_get_ready_utc_s (draft->journeys, group->cluster));
  CorTrip *later = g_memdup2 (*row, (table->n_crossings + 1) * sizeof (CorTrip));

  g_ptr_array_add (table->later, later);
  *row = later;
  for (guint i = 0; i < table->n_crossings; i++)
    {
      if (!delay_trip (draft, group, i, &later[i], progress, error))
        return FALSE;
      later[i].exposed_m = get_exposed_m (draft, travel, group->cluster, i);
      note_less_exposed (draft, table, travel, group->cluster, i, ready_utc_s, &later[i]);
    }

  return TRUE;
}

/**
 * cor_draft_set_car_use:
 * @table: the trips of a plan
 * @car_use: what becomes of the cars of a party
 * @party: the party
 *
 * Takes away what the party does not do: riding, or driving.
 */
void
cor_draft_set_car_use (const CorTripTable *table, CorCarUse car_use, CorParty *party)
{
  if (car_use == COR_CAR_USE_LEFT)
    party->trips[COR_TRAVEL_CAR] = NULL;
  else if (car_use == COR_CAR_USE_DRIVEN)
    party->trips[COR_TRAVEL_COACH] =
        table->trips[COR_TRAVEL_COACH] + (gsize) table->n_clusters * table->n_crossings;
}

static gboolean
make_party (const CorDraft *draft,
            CorTripTable *table,
            guint index,
            CorProgress *progress,
            GError **error)
{
  gint64 start_utc_s = cor_snapshot_get_settings (draft->snapshot)->start_utc_s;
  const CorDemandGroup *group = draft->groups->pdata[index];
  CorParty *party = &draft->parties[index];
  gboolean is_abroad = cor_cluster_is_abroad (draft->clustering->clusters->pdata[group->cluster]);
  gsize row = (gsize) (is_abroad ? table->n_clusters : group->cluster) * table->n_crossings;

  party->n_people = group->n_people;
  party->priority = group->priority;
  party->cluster = group->cluster;
  party->trips[COR_TRAVEL_COACH] = table->trips[COR_TRAVEL_COACH] + row;
  if (group->with_car && !is_abroad)
    party->trips[COR_TRAVEL_CAR] = table->trips[COR_TRAVEL_CAR] + row;
  cor_draft_set_car_use (table, group->car_use, party);
  for (guint i = 0; i < COR_N_TRAVELS && !is_abroad && group->ready_utc_s > start_utc_s; i++)
    if (party->trips[i] != NULL &&
        !add_later_row (draft, table, group, (CorTravel) i, &party->trips[i], progress, error))
      return FALSE;

  return TRUE;
}

/**
 * cor_draft_make_parties:
 * @self: a plan in the making; what it takes to get from place to place is known
 * @table: (inout): zeroed; the trips of its parties, to be cleared when these are no longer used
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Finds who starts together and can reach which hours.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_make_parties (CorDraft *self, CorTripTable *table, CorProgress *progress, GError **error)
{
  if (!fill_trips (self, table, progress, error))
    return FALSE;

  self->parties = g_new0 (CorParty, self->groups->len + 1);
  for (guint i = 0; i < self->groups->len; i++)
    if (!make_party (self, table, i, progress, error) ||
        (i % CLUSTERS_PER_CHECK == 0 && !cor_progress_check (progress, error)))
      return FALSE;

  return TRUE;
}

/* The plan with other slots; without a timetable if it was stopped. */
static CorDraft
begin_trial (const CorDraft *self, CorSnapshot *changed, CorProgress *progress, GError **error)
{
  CorDraft trial = *self;

  trial.snapshot = changed;
  trial.timetable = cor_gathering_list_slots (changed, &trial.crossings, progress, error);

  return trial;
}

static void
end_trial (CorDraft *trial)
{
  g_clear_pointer (&trial->timetable, cor_timetable_free);
  g_ptr_array_unref (trial->crossings);
}

/* On lanes, or through slots alone. */
static gboolean
try_reach (const CorDraft *self,
           const CorDraft *trial,
           CorReach *reach,
           CorProgress *progress,
           GError **error)
{
  return self->lane_plan != NULL
             ? cor_draft_try_slots (self, trial->timetable, reach, progress, error)
             : cor_reach_find (trial->timetable, trial->parties, trial->groups->len, reach,
                               progress, error);
}

/**
 * cor_draft_try:
 * @self: a plan in the making
 * @changed: the same plan with other limits of crossings or countries
 * @reach: (out): how far people get
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Looks how far single people could get if the plan were changed, on the same roads.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_try (const CorDraft *self,
               CorSnapshot *changed,
               CorReach *reach,
               CorProgress *progress,
               GError **error)
{
  CorDraft trial = begin_trial (self, changed, progress, error);
  gboolean goes_on = trial.timetable != NULL && try_reach (self, &trial, reach, progress, error);

  end_trial (&trial);

  return goes_on;
}

/**
 * cor_draft_try_longer:
 * @self: a plan in the making, without lanes
 * @changed: the same plan with a later end
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Looks who could pass when if the plan were longer. That they pass by an hour holds as well if it
 * ends with that hour.
 *
 * Returns: (transfer full) (nullable) (array): for each party how many clock hours the plan needs
 *   until all of it are through; %COR_HOUR_NONE if it is not long enough; %NULL if it was stopped
 */
guint *
cor_draft_try_longer (const CorDraft *self,
                      CorSnapshot *changed,
                      CorProgress *progress,
                      GError **error)
{
  CorTripTable table = { 0 };
  CorDraft trial = begin_trial (self, changed, progress, error);
  g_autoptr (CorAssignment) assignment = NULL;
  guint *n_hours = NULL;

  trial.parties = NULL;
  if (trial.timetable != NULL && cor_draft_make_parties (&trial, &table, progress, error))
    assignment =
        cor_assignment_solve (trial.timetable, trial.parties, trial.groups->len, progress, error);
  if (assignment != NULL)
    {
      n_hours = g_new0 (guint, self->groups->len + 1);
      for (guint i = 0; i < assignment->passages->len; i++)
        {
          const CorPassage *passage = &g_array_index (assignment->passages, CorPassage, i);

          n_hours[passage->party] = MAX (n_hours[passage->party], passage->hour + 1);
        }
      for (guint i = 0; i < self->groups->len; i++)
        if (g_array_index (assignment->n_unserved, guint, i) > 0)
          n_hours[i] = COR_HOUR_NONE;
    }
  cor_trip_table_clear (&table);
  g_free (trial.parties);
  end_trial (&trial);

  return n_hours;
}
