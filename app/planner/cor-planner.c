/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-planner.h"

#include "cor-error.h"
#include "cor-judgement.h"
#include "cor-fleet-maker.h"
#include "cor-gates.h"
#include "cor-lane-draft.h"
#include "cor-limit-worth.h"
#include "cor-stability.h"

/* Beyond a year of hours a plan is a mistake, and would only cost memory. */
#define MAX_HORIZON_H (366u * 24u)

/* Ways remembered for each that a plan can use. */
#define REMEMBERED_PER_WAY 4u

#define MS_PER_SECOND 1000u

struct _CorPlanner
{
  CorNetwork *network;
  CorSnapOptions snap_options;
  CorRouter *routers[COR_N_TRAVELS];

  /* What was found for the last plan, and holds for the next one that has the same inputs. */
  CorClosedRoads *closed_roads;
  CorJourneys *journeys;
  CorCorridorCache *corridors;
  CorLaneSet *lanes; /* NULL if the plan has none */
  CorLaneTimes *lane_times;
};

/* Trips by travel, then cluster and crossing; the last row of crossings leads nowhere. Those who
 * are ready only later have rows of their own. */
typedef struct
{
  guint n_clusters;
  guint n_crossings;
  CorTrip *trips[COR_N_TRAVELS];
  GPtrArray *later; /* CorTrip, rows */
} TripTable;

/**
 * cor_planner_new:
 * @network: the roads
 * @snap_options: (nullable): how rally points are joined to the roads; its data must outlive the
 *   planner
 *
 * Returns: (transfer full): a planner
 */
CorPlanner *
cor_planner_new (CorNetwork *network, const CorSnapOptions *snap_options)
{
  CorPlanner *self = g_new0 (CorPlanner, 1);

  self->network = cor_network_ref (network);
  if (snap_options != NULL)
    self->snap_options = *snap_options;
  self->routers[COR_TRAVEL_CAR] = cor_router_new (network, COR_ROAD_VEHICLE_CAR);
  self->routers[COR_TRAVEL_COACH] = cor_router_new (network, COR_ROAD_VEHICLE_COACH);
  self->corridors = cor_corridor_cache_new ();

  return self;
}

static void
forget_roads (CorPlanner *self)
{
  g_clear_pointer (&self->lane_times, cor_lane_times_free);
  g_clear_pointer (&self->journeys, cor_journeys_free);
  g_clear_pointer (&self->lanes, cor_lane_set_free);
  g_clear_pointer (&self->closed_roads, cor_closed_roads_free);
  g_clear_pointer (&self->corridors, cor_corridor_cache_free);
  self->corridors = cor_corridor_cache_new ();
}

/**
 * cor_planner_free:
 * @self: (transfer full): a planner
 *
 * Frees @self.
 */
void
cor_planner_free (CorPlanner *self)
{
  forget_roads (self);
  cor_corridor_cache_free (self->corridors);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    cor_router_free (self->routers[i]);
  cor_network_unref (self->network);
  g_free (self);
}

/**
 * cor_planner_get_network:
 * @self: a planner
 *
 * Returns: (transfer none): the roads that it plans on
 */
CorNetwork *
cor_planner_get_network (CorPlanner *self)
{
  return self->network;
}

static gboolean
prepare_roads (CorPlanner *self, const CorDraft *draft, CorProgress *progress, GError **error)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (draft->snapshot);
  GPtrArray *closures = cor_snapshot_get_records (draft->snapshot, COR_RECORD_CLOSURE);
  GPtrArray *agreed = cor_snapshot_get_records (draft->snapshot, COR_RECORD_AGREED_CORRIDOR);
  gint64 end_utc_s = cor_timetable_get_end_utc_s (draft->timetable);

  if (self->closed_roads != NULL && cor_closed_roads_is_for (self->closed_roads, closures, agreed,
                                                             settings->start_utc_s, end_utc_s))
    return TRUE;

  forget_roads (self);
  self->closed_roads = cor_closed_roads_new (self->network, closures, agreed, settings->start_utc_s,
                                             end_utc_s, progress, error);

  return self->closed_roads != NULL;
}

/* The routers look at the lanes before the journeys have them. */
static void
prepare_lanes (CorPlanner *self, const CorDraft *draft)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (draft->snapshot);
  guint step_s = cor_draft_get_lane_steps (draft).step_s;

  if (self->lanes != NULL &&
      cor_lane_set_is_for (self->lanes, self->closed_roads, settings, step_s))
    return;

  g_clear_pointer (&self->lane_times, cor_lane_times_free);
  g_clear_pointer (&self->lanes, cor_lane_set_free);
  if (!cor_closed_roads_has_lanes (self->closed_roads))
    return;

  g_clear_pointer (&self->journeys, cor_journeys_free);
  self->lanes = cor_lane_set_new (self->routers, self->closed_roads, settings, step_s);
}

static gboolean
prepare_lane_times (CorPlanner *self, const CorDraft *draft, CorProgress *progress, GError **error)
{
  if (self->lanes == NULL || self->lanes->lanes->len == 0 ||
      (self->lane_times != NULL &&
       cor_lane_times_is_for (self->lane_times, self->lanes, self->journeys)))
    return TRUE;

  g_clear_pointer (&self->lane_times, cor_lane_times_free);
  self->lane_times =
      cor_lane_times_new (self->lanes, self->journeys, draft->clustering->clusters->len,
                          draft->crossings->len, progress, error);

  return self->lane_times != NULL;
}

static gboolean
prepare_journeys (CorPlanner *self, const CorDraft *draft, CorProgress *progress, GError **error)
{
  GPtrArray *clusters = draft->clustering->clusters;
  g_autofree CorPosition *rally_points = g_new (CorPosition, clusters->len + 1);

  for (guint i = 0; i < clusters->len; i++)
    rally_points[i] = ((CorCluster *) clusters->pdata[i])->rally_position;
  if (self->journeys != NULL && cor_journeys_is_for (self->journeys, self->closed_roads,
                                                     rally_points, clusters->len, draft->crossings))
    return TRUE;

  g_clear_pointer (&self->lane_times, cor_lane_times_free);
  g_clear_pointer (&self->journeys, cor_journeys_free);
  self->journeys =
      cor_journeys_new (self->routers, &self->snap_options, self->closed_roads, rally_points,
                        clusters->len, draft->crossings, progress, error);
  cor_corridor_cache_trim (self->corridors,
                           REMEMBERED_PER_WAY * (clusters->len + 1) * (draft->crossings->len + 1));

  return self->journeys != NULL;
}

static gboolean
prepare_times (CorPlanner *self, const CorDraft *draft, CorProgress *progress, GError **error)
{
  prepare_lanes (self, draft);

  return prepare_journeys (self, draft, progress, error) &&
         prepare_lane_times (self, draft, progress, error);
}

static CorTrip
make_trip (const CorDraft *draft, CorTravel travel, guint cluster, guint crossing)
{
  gint64 arrive_utc_s = cor_journeys_get_arrival_utc_s (draft->journeys, travel, cluster, crossing);

  if (arrive_utc_s == G_MAXINT64)
    return (CorTrip){ COR_HOUR_NONE, 0 };

  return (CorTrip){
    cor_timetable_find_hour (draft->timetable, crossing, arrive_utc_s),
    cor_journeys_get_time_ms (draft->journeys, travel, cluster, crossing) / MS_PER_SECOND,
  };
}

static void
fill_trips (const CorDraft *draft, TripTable *table)
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

        /* A coach is nowhere before a car, whatever rounding makes of it. */
        if (by_car.hour != COR_HOUR_NONE && by_coach.hour != COR_HOUR_NONE)
          {
            by_coach.hour = MAX (by_coach.hour, by_car.hour);
            by_coach.drive_s = MAX (by_coach.drive_s, by_car.drive_s);
          }
        table->trips[COR_TRAVEL_CAR][cell] = by_car;
        table->trips[COR_TRAVEL_COACH][cell] = by_coach;
      }
  for (guint j = 0; j < table->n_crossings; j++)
    table->trips[COR_TRAVEL_COACH][(gsize) table->n_clusters * table->n_crossings + j].hour =
        COR_HOUR_NONE;
}

static void
clear_trips (TripTable *table)
{
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    g_free (table->trips[i]);
  g_clear_pointer (&table->later, g_ptr_array_unref);
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
               TripTable *table,
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

static void
make_parties (CorDraft *draft, TripTable *table)
{
  gint64 start_utc_s = cor_snapshot_get_settings (draft->snapshot)->start_utc_s;

  draft->parties = g_new0 (CorParty, draft->groups->len + 1);
  for (guint i = 0; i < draft->groups->len; i++)
    {
      const CorDemandGroup *group = draft->groups->pdata[i];
      gboolean is_abroad =
          cor_cluster_is_abroad (draft->clustering->clusters->pdata[group->cluster]);
      gsize row = (gsize) (is_abroad ? table->n_clusters : group->cluster) * table->n_crossings;

      draft->parties[i].n_people = group->n_people;
      draft->parties[i].priority = group->priority;
      draft->parties[i].trips[COR_TRAVEL_COACH] = table->trips[COR_TRAVEL_COACH] + row;
      if (group->with_car && !is_abroad)
        draft->parties[i].trips[COR_TRAVEL_CAR] = table->trips[COR_TRAVEL_CAR] + row;
      for (guint j = 0; j < COR_N_TRAVELS && !is_abroad && group->ready_utc_s > start_utc_s; j++)
        if (draft->parties[i].trips[j] != NULL)
          draft->parties[i].trips[j] = add_later_row (draft, table, (CorTravel) j, group);
    }
}

static void
write_totals (const CorDraft *draft, CorResult *result)
{
  CorTotals *totals = &result->totals;
  gint64 last_utc_s = G_MININT64;
  double person_seconds = 0.0;

  totals->n_people = draft->clustering->n_people;
  totals->n_registrations = draft->clustering->n_registrations;
  totals->n_placed = draft->clustering->n_placed;
  totals->n_unplaced = draft->clustering->n_unplaced;
  totals->n_out = draft->clustering->n_out;
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      totals->n_assigned += movement->n_people;
      last_utc_s = MAX (last_utc_s, movement->pass_utc_s);
      person_seconds +=
          (double) movement->n_people * (double) (movement->pass_utc_s - result->start_utc_s);
    }
  for (guint i = 0; i < result->unserved->len; i++)
    totals->n_unserved += ((CorUnserved *) result->unserved->pdata[i])->n_people;

  totals->person_hours = person_seconds / COR_SECONDS_PER_HOUR;
  totals->has_clearance = last_utc_s != G_MININT64;
  if (totals->has_clearance)
    totals->clearance_h =
        (double) (last_utc_s + COR_SECONDS_PER_HOUR - result->start_utc_s) / COR_SECONDS_PER_HOUR;
}

/* Nobody counted twice, nobody lost, nobody before the start, no crossing over its capacity; the
 * last was checked where slots were handed out. */
static void
check_balance (const CorResult *result)
{
  const CorTotals *totals = &result->totals;

  g_assert (totals->n_people ==
            totals->n_assigned + totals->n_unserved + totals->n_unplaced + totals->n_out);
  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];

      g_assert (movement->n_people > 0);
      g_assert (movement->corridor < result->corridors->len);
      g_assert (movement->depart_utc_s >= result->start_utc_s);
      g_assert (movement->depart_utc_s <= movement->arrive_utc_s);
      g_assert (movement->arrive_utc_s <= movement->pass_utc_s);
    }
}

static CorResult *
write_result (CorPlanner *self, CorDraft *draft, CorProgress *progress, GError **error)
{
  g_autoptr (CorResult) result = cor_result_new ();

  result->revision = cor_snapshot_get_revision (draft->snapshot);
  result->scenario_id = *cor_snapshot_get_scenario_id (draft->snapshot);
  result->has_vehicles = draft->fleet != NULL;
  result->start_utc_s = cor_snapshot_get_settings (draft->snapshot)->start_utc_s;
  g_free (result->network_checksum);
  result->network_checksum = g_strdup (cor_network_get_checksum (self->network));
  if (!cor_draft_find_worths (draft, result, progress, error) ||
      !cor_draft_write_movements (draft, result, progress, error) ||
      !cor_draft_write_alternatives (draft, result, progress, error) ||
      !cor_draft_find_later_ends (draft, progress, error))
    return NULL;

  cor_draft_write_unserved (draft, result);
  cor_closed_roads_list_idle (self->closed_roads, result->closures_without_road);
  if (self->lanes != NULL)
    cor_lane_set_list_idle (self->lanes, result->closures_without_road);
  cor_closed_roads_list_unmatched (self->closed_roads, result->closures_unmatched);
  write_totals (draft, result);
  cor_draft_judge (draft, result);
  g_ptr_array_extend_and_steal (result->clusters, g_steal_pointer (&draft->clustering->clusters));
  check_balance (result);

  return g_steal_pointer (&result);
}

/* People first, which is exact and a bound; then whole households, then vehicles for them. With
 * lanes the columns on them come before, and they have a bound of their own. */
static gboolean
share_out (CorDraft *draft, CorProgress *progress, GError **error)
{
  draft->single =
      cor_assignment_solve (draft->timetable, draft->parties, draft->groups->len, progress, error);
  if (draft->single == NULL)
    return FALSE;

  cor_draft_note_told (draft);
  draft->loading = cor_loading_new (draft->timetable, draft->parties, draft->groups->len,
                                    draft->households, draft->single, progress, error);
  if (draft->loading == NULL)
    return FALSE;

  cor_draft_fit_lanes (draft);
  if (!cor_draft_find_vehicles (draft, progress, error))
    return FALSE;
  cor_draft_check_lanes (draft);

  return TRUE;
}

/* Through where people can pass, and when how many. */
static void
list_slots (CorDraft *draft)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (draft->snapshot);

  draft->crossings =
      cor_gates_new (cor_snapshot_get_records (draft->snapshot, COR_RECORD_CROSSING));
  draft->timetable = cor_timetable_new_with_quotas (
      draft->crossings, cor_snapshot_get_records (draft->snapshot, COR_RECORD_QUOTA),
      settings->start_utc_s, MIN (settings->horizon_h, MAX_HORIZON_H));
}

/* The plan with other slots, and what can be reached in them. */
static CorDraft
begin_trial (const CorDraft *self, CorSnapshot *changed, TripTable *table)
{
  CorDraft trial = *self;

  trial.snapshot = changed;
  list_slots (&trial);
  if (table != NULL)
    {
      fill_trips (&trial, table);
      make_parties (&trial, table);
    }

  return trial;
}

static void
end_trial (CorDraft *trial, TripTable *table)
{
  if (table != NULL)
    {
      clear_trips (table);
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
  gboolean goes_on =
      cor_reach_find (trial.timetable, trial.parties, trial.groups->len, reach, progress, error);

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
  TripTable table = { 0 };
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

static CorResult *
plan (CorPlanner *self, CorDraft *draft, CorProgress *progress, GError **error)
{
  TripTable table = { 0 };
  CorResult *result = NULL;

  if (!cor_progress_report (progress, "Looking at closures", 0.0, error) ||
      !prepare_roads (self, draft, progress, error) ||
      !cor_progress_report (progress, "Computing travel times", 0.0, error) ||
      !prepare_times (self, draft, progress, error) ||
      !cor_progress_report (progress, "Sharing out the crossings", 0.0, error))
    return NULL;

  draft->journeys = self->journeys;
  draft->corridors = self->corridors;
  fill_trips (draft, &table);
  make_parties (draft, &table);
  draft->households = cor_households_new (draft->snapshot, draft->groups);
  if ((self->lane_times == NULL ||
       cor_draft_plan_lanes (draft, self->lanes, self->lane_times, progress, error)) &&
      share_out (draft, progress, error))
    result = write_result (self, draft, progress, error);
  cor_draft_clear_lanes (draft);
  clear_trips (&table);

  return result;
}

/**
 * cor_planner_compute:
 * @self: a planner
 * @snapshot: a plan of which nothing is published
 * @progress: (nullable): told how far it is; stops it
 * @error: (nullable): set when it was stopped, or a closure makes no sense
 *
 * Does what cor_planner_compute_after() does, for people who were told nothing.
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_planner_compute (CorPlanner *self, CorSnapshot *snapshot, CorProgress *progress, GError **error)
{
  return cor_planner_compute_after (self, snapshot, NULL, progress, error);
}

/**
 * cor_planner_compute_after:
 * @self: a planner
 * @snapshot: a plan
 * @published: (nullable): the routes that people were told, as the plan's settings name them
 * @progress: (nullable): told how far it is; stops it within milliseconds
 * @error: (nullable): set when it was stopped, or a closure makes no sense
 *
 * Decides who leaves when, along which roads, through which crossing; of plans that are equally
 * good one of which people were told most. The same plan and published routes on the same
 * roads give the same answer, whatever was asked before; whoever asks sets when it was computed
 * and the generation.
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_planner_compute_after (CorPlanner *self,
                           CorSnapshot *snapshot,
                           const CorResult *published,
                           CorProgress *progress,
                           GError **error)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  CorDraft draft = { .snapshot = snapshot, .published = published };
  CorResult *result;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (settings == NULL)
    {
      g_set_error_literal (error, COR_ERROR, COR_ERROR_INVALID,
                           "The plan has no settings yet; nothing can be planned.");
      return NULL;
    }
  if (!cor_progress_report (progress, "Gathering people", 0.0, error))
    return NULL;

  list_slots (&draft);
  draft.clustering = cor_clustering_new (snapshot);
  draft.groups = cor_demand_new (snapshot, draft.clustering);

  result = plan (self, &draft, progress, error);

  g_clear_pointer (&draft.fleet, cor_draft_fleet_free);
  g_clear_pointer (&draft.loading, cor_loading_free);
  g_clear_pointer (&draft.single, cor_assignment_free);
  g_clear_pointer (&draft.households, g_array_unref);
  g_free (draft.n_hours_needed);
  g_free (draft.parties);
  g_ptr_array_unref (draft.groups);
  cor_clustering_free (draft.clustering);
  cor_timetable_free (draft.timetable);
  g_ptr_array_unref (draft.crossings);

  return result;
}
