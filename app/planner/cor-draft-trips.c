/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-draft-trips.h"

#include "cor-gates.h"
#include "cor-lane-worth.h"

/* Beyond a year of hours a plan is a mistake, and would only cost memory. */
#define MAX_HORIZON_H (366u * 24u)

#define MS_PER_SECOND 1000u

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
    .exposed_m = draft->exposures != NULL
                     ? cor_exposures_get_m (draft->exposures, travel, cluster, crossing)
                     : 0,
  };
}

static void
fill_trips (const CorDraft *draft, CorTripTable *table)
{
  table->n_clusters = draft->clustering->clusters->len;
  table->n_crossings = draft->crossings->len;
  table->later = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    table->trips[i] = g_new0 (CorTrip, (gsize) (table->n_clusters + 1) * (table->n_crossings + 1));

  for (guint i = 0; i < table->n_clusters; i++)
    for (guint j = 0; j < table->n_crossings; j++)
      {
        gsize cell = (gsize) i * table->n_crossings + j;
        CorTrip by_car = make_trip (draft, COR_TRAVEL_CAR, i, j);
        CorTrip by_coach = make_trip (draft, COR_TRAVEL_COACH, i, j);

        /* A coach is nowhere before a car, whatever rounding makes of it, and on no safer way. */
        if (by_car.hour != COR_HOUR_NONE && by_coach.hour != COR_HOUR_NONE)
          {
            by_coach.hour = MAX (by_coach.hour, by_car.hour);
            by_coach.drive_s = MAX (by_coach.drive_s, by_car.drive_s);
            by_coach.exposed_m = MAX (by_coach.exposed_m, by_car.exposed_m);
          }
        table->trips[COR_TRAVEL_CAR][cell] = by_car;
        table->trips[COR_TRAVEL_COACH][cell] = by_coach;
      }
  for (guint j = 0; j < table->n_crossings; j++)
    table->trips[COR_TRAVEL_COACH][(gsize) table->n_clusters * table->n_crossings + j].hour =
        COR_HOUR_NONE;
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

/* The first hour that can be reached by those who are ready only at a time. */
static CorTrip
delay_trip (const CorDraft *draft, guint cluster, guint crossing, CorTrip trip, gint64 ready_utc_s)
{
  guint n_hours = cor_timetable_get_n_hours (draft->timetable);

  while (trip.hour < n_hours && find_departure (draft, cluster, crossing, trip.hour) < ready_utc_s)
    trip.hour++;
  if (trip.hour >= n_hours)
    trip.hour = COR_HOUR_NONE;

  return trip;
}

static const CorTrip *
add_later_row (const CorDraft *draft,
               CorTripTable *table,
               CorTravel travel,
               const CorDemandGroup *group)
{
  const CorTrip *row = table->trips[travel] + (gsize) group->cluster * table->n_crossings;
  CorTrip *later = g_new (CorTrip, table->n_crossings + 1);

  for (guint i = 0; i < table->n_crossings; i++)
    later[i] = delay_trip (draft, group->cluster, i, row[i], group->ready_utc_s);
  g_ptr_array_add (table->later, later);

  return later;
}

/**
 * cor_draft_make_parties:
 * @self: a plan in the making; what it takes to get from place to place is known
 * @table: (out caller-allocates): the trips of its parties; must outlive these
 *
 * Finds who starts together and can reach which hours.
 */
void
cor_draft_make_parties (CorDraft *self, CorTripTable *table)
{
  gint64 start_utc_s = cor_snapshot_get_settings (self->snapshot)->start_utc_s;

  fill_trips (self, table);
  self->parties = g_new0 (CorParty, self->groups->len + 1);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const CorDemandGroup *group = self->groups->pdata[i];
      gboolean is_abroad =
          cor_cluster_is_abroad (self->clustering->clusters->pdata[group->cluster]);
      gsize row = (gsize) (is_abroad ? table->n_clusters : group->cluster) * table->n_crossings;

      self->parties[i].n_people = group->n_people;
      self->parties[i].priority = group->priority;
      self->parties[i].trips[COR_TRAVEL_COACH] = table->trips[COR_TRAVEL_COACH] + row;
      if (group->with_car && !is_abroad)
        self->parties[i].trips[COR_TRAVEL_CAR] = table->trips[COR_TRAVEL_CAR] + row;
      for (guint j = 0; j < COR_N_TRAVELS && !is_abroad && group->ready_utc_s > start_utc_s; j++)
        if (self->parties[i].trips[j] != NULL)
          self->parties[i].trips[j] = add_later_row (self, table, (CorTravel) j, group);
    }
}

/**
 * cor_draft_list_slots:
 * @self: a plan in the making
 *
 * Lists through where people can pass, and when how many.
 */
void
cor_draft_list_slots (CorDraft *self)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (self->snapshot);

  self->crossings = cor_gates_new (cor_snapshot_get_records (self->snapshot, COR_RECORD_CROSSING));
  self->timetable = cor_timetable_new_with_quotas (
      self->crossings, cor_snapshot_get_records (self->snapshot, COR_RECORD_QUOTA),
      settings->start_utc_s, MIN (settings->horizon_h, MAX_HORIZON_H));
}

/* The plan with other slots, and what can be reached in them. */
static CorDraft
begin_trial (const CorDraft *self, CorSnapshot *changed, CorTripTable *table)
{
  CorDraft trial = *self;

  trial.snapshot = changed;
  cor_draft_list_slots (&trial);
  if (table != NULL)
    cor_draft_make_parties (&trial, table);

  return trial;
}

static void
end_trial (CorDraft *trial, CorTripTable *table)
{
  if (table != NULL)
    {
      cor_trip_table_clear (table);
      g_free (trial->parties);
    }
  cor_timetable_free (trial->timetable);
  g_ptr_array_unref (trial->crossings);
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
  CorDraft trial = begin_trial (self, changed, NULL);
  gboolean goes_on = self->lane_plan != NULL
                         ? cor_draft_try_slots (self, trial.timetable, reach, progress, error)
                         : cor_reach_find (trial.timetable, trial.parties, trial.groups->len, reach,
                                           progress, error);

  end_trial (&trial, NULL);

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
  CorDraft trial = begin_trial (self, changed, &table);
  g_autoptr (CorAssignment) assignment =
      cor_assignment_solve (trial.timetable, trial.parties, trial.groups->len, progress, error);
  guint *n_hours = NULL;

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
  end_trial (&trial, &table);

  return n_hours;
}
