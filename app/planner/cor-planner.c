/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-planner.h"

#include "cor-error.h"
#include "cor-draft-cars.h"
#include "cor-draft-detours.h"
#include "cor-draft-goals.h"
#include "cor-early-bound.h"
#include "cor-judgement.h"
#include "cor-fleet-maker.h"
#include "cor-lane-draft.h"
#include "cor-limit-worth.h"
#include "cor-stability.h"

/* How many times more work vehicles, lanes and quotas are; see CorPlannerListener. */
#define WORK_OF_VEHICLES 16u
#define WORK_OF_LANES 8u
#define WORK_OF_QUOTAS 8u

/* Ways remembered for each that a plan can use. */
#define REMEMBERED_PER_WAY 4u

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
  CorExposures *exposures;
  CorDetours *detours; /* NULL if nothing is exposed */
};

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
forget_exposures (CorPlanner *self)
{
  g_clear_pointer (&self->detours, cor_detours_free);
  g_clear_pointer (&self->exposures, cor_exposures_free);
}

/* Without the closures everything is forgotten once more, so this may be stopped. */
static gboolean
forget_roads (CorPlanner *self, CorProgress *progress, GError **error)
{
  g_clear_pointer (&self->lane_times, cor_lane_times_free);
  forget_exposures (self);
  g_clear_pointer (&self->journeys, cor_journeys_free);
  g_clear_pointer (&self->lanes, cor_lane_set_free);
  g_clear_pointer (&self->closed_roads, cor_closed_roads_free);

  return cor_corridor_cache_clear (self->corridors, progress, error);
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
  forget_roads (self, NULL, NULL);
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

  if (!forget_roads (self, progress, error))
    return FALSE;
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

  forget_exposures (self);
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
  forget_exposures (self);
  g_clear_pointer (&self->journeys, cor_journeys_free);
  self->journeys =
      cor_journeys_new (self->routers, &self->snap_options, self->closed_roads, rally_points,
                        clusters->len, draft->crossings, progress, error);

  return self->journeys != NULL &&
         cor_corridor_cache_trim (self->corridors,
                                  REMEMBERED_PER_WAY * (clusters->len + 1) *
                                      (draft->crossings->len + 1),
                                  progress, error);
}

static gboolean
prepare_exposures (CorPlanner *self, const CorDraft *draft, CorProgress *progress, GError **error)
{
  if (self->exposures != NULL &&
      cor_exposures_is_for (self->exposures, self->journeys, draft->snapshot))
    return TRUE;

  forget_exposures (self);
  self->exposures =
      cor_exposures_new (self->journeys, self->network, draft->snapshot, progress, error);
  if (self->exposures == NULL)
    return FALSE;

  if (!cor_exposures_is_empty (self->exposures))
    self->detours = cor_detours_new (self->journeys, self->exposures);

  return TRUE;
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

/* Who leaves when, and as far as the plan is to be explained, why. */
static gboolean
write_plan (CorDraft *draft, CorResult *result, CorProgress *progress, GError **error)
{
  if (!cor_progress_check (progress, error))
    return FALSE;
  if (draft->stage != COR_DRAFT_WHOLE)
    return cor_draft_write_movements (draft, result, progress, error);

  return cor_draft_find_worths (draft, result, progress, error) &&
         cor_draft_write_movements (draft, result, progress, error) &&
         cor_draft_write_alternatives (draft, result, progress, error) &&
         cor_draft_find_later_ends (draft, progress, error);
}

/* The last result takes the plan's clusters, those before it have clusters of their own. */
static gboolean
write_clusters (CorDraft *draft, CorResult *result, CorProgress *progress, GError **error)
{
  g_autoptr (CorClustering) copy = NULL;
  CorClustering *clustering = draft->clustering;

  if (draft->stage != COR_DRAFT_WHOLE)
    clustering = copy = cor_clustering_new (draft->snapshot, progress, error);
  if (clustering == NULL)
    return FALSE;

  g_ptr_array_extend_and_steal (result->clusters, g_steal_pointer (&clustering->clusters));

  return cor_progress_check (progress, error);
}

static CorResult *
write_result (CorPlanner *self, CorDraft *draft, CorProgress *progress, GError **error)
{
  g_autoptr (CorResult) result = cor_result_new ();

  result->revision = cor_snapshot_get_revision (draft->snapshot);
  result->scenario_id = *cor_snapshot_get_scenario_id (draft->snapshot);
  result->has_vehicles = draft->fleet != NULL;
  result->is_preview = draft->stage != COR_DRAFT_WHOLE;
  result->start_utc_s = cor_snapshot_get_settings (draft->snapshot)->start_utc_s;
  g_free (result->network_checksum);
  result->network_checksum = g_strdup (cor_network_get_checksum (self->network));
  if (!write_plan (draft, result, progress, error))
    return NULL;

  if (!cor_draft_write_unserved (draft, result, progress, error))
    return NULL;
  cor_closed_roads_list_idle (self->closed_roads, result->closures_without_road);
  if (self->lanes != NULL)
    cor_lane_set_list_idle (self->lanes, result->closures_without_road);
  cor_closed_roads_list_unmatched (self->closed_roads, result->closures_unmatched);
  write_totals (draft, result);
  if (!cor_draft_judge (draft, result, progress, error) ||
      !write_clusters (draft, result, progress, error))
    return NULL;
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
  if (draft->lane_plan == NULL &&
      !cor_assignment_find_quickest (draft->single, draft->timetable, draft->parties,
                                     draft->groups->len, progress, error))
    return FALSE;

  return cor_draft_load (draft, progress, error);
}

/* Tells of a plan that is not the last. */
static gboolean
tell (CorPlanner *self,
      CorDraft *draft,
      const CorPlannerListener *listener,
      CorProgress *progress,
      GError **error)
{
  g_autoptr (CorResult) preview = write_result (self, draft, progress, error);

  if (preview == NULL)
    return FALSE;
  listener->func (preview, listener->user_data);

  return TRUE;
}

/* The first plan that comes to mind: whole households, in vehicles if the plan has any, by roads
 * that are open all the time, on no lane. */
static gboolean
tell_early (CorPlanner *self,
            const CorDraft *draft,
            const CorPlannerListener *listener,
            CorProgress *progress,
            GError **error)
{
  CorDraft early = *draft;
  gboolean goes_on = FALSE;

  early.stage = COR_DRAFT_EARLY;
  early.loading = cor_loading_new_early (draft->timetable, draft->parties, draft->groups->len,
                                         draft->households, progress, error);
  if (early.loading != NULL && cor_progress_check (progress, error) &&
      cor_draft_find_vehicles (&early, progress, error))
    goes_on = cor_draft_find_early_bound (&early, cor_closed_roads_has_lanes (self->closed_roads),
                                          &early.early_bound, progress, error) &&
              tell (self, &early, listener, progress, error);
  g_clear_pointer (&early.fleet, cor_draft_fleet_free);
  g_clear_pointer (&early.loading, cor_loading_free);

  return goes_on;
}

/* The plan itself is there, and only has to be explained; that may take as long again. */
static gboolean
tell_unexplained (CorPlanner *self,
                  const CorDraft *draft,
                  const CorPlannerListener *listener,
                  CorProgress *progress,
                  GError **error)
{
  CorDraft unexplained = *draft;

  unexplained.stage = COR_DRAFT_UNEXPLAINED;

  return tell (self, &unexplained, listener, progress, error);
}

/* See CorPlannerListener. */
static gboolean
is_worth_telling (const CorPlanner *self, const CorDraft *draft, const CorPlannerListener *listener)
{
  guint64 work = (guint64) draft->groups->len * draft->crossings->len;

  if (listener == NULL)
    return FALSE;

  if (cor_snapshot_get_records (draft->snapshot, COR_RECORD_VEHICLE)->len > 0)
    work *= WORK_OF_VEHICLES;
  if (cor_closed_roads_has_lanes (self->closed_roads))
    work *= WORK_OF_LANES;
  if (cor_timetable_has_quotas (draft->timetable))
    work *= WORK_OF_QUOTAS;

  return work >= listener->min_work;
}

/* Travel times to the minute, and the plan with them. */
static CorResult *
plan_by_clock (CorPlanner *self,
               CorDraft *draft,
               const CorPlannerListener *listener,
               CorProgress *progress,
               GError **error)
{
  CorTripTable table = { 0 };
  CorResult *result = NULL;

  if (!cor_journeys_look_at_clock (self->journeys, progress, error) ||
      !prepare_lane_times (self, draft, progress, error) ||
      !prepare_exposures (self, draft, progress, error) ||
      !cor_progress_report (progress, "Sharing out the crossings", 0.0, error))
    return NULL;

  draft->exposures = self->exposures;
  if (self->detours != NULL)
    draft->detours = cor_draft_detours_new (self->detours);
  if (cor_draft_make_parties (draft, &table, progress, error) &&
      (self->lane_times == NULL ||
       cor_draft_plan_lanes (draft, self->lanes, self->lane_times, progress, error)) &&
      share_out (draft, progress, error) && cor_draft_keep_cars (draft, &table, progress, error) &&
      (listener == NULL || tell_unexplained (self, draft, listener, progress, error)))
    result = write_result (self, draft, progress, error);
  cor_draft_clear_lanes (draft);
  cor_trip_table_clear (&table);
  g_clear_pointer (&draft->parties, g_free);

  return result;
}

static CorResult *
plan (CorPlanner *self,
      CorDraft *draft,
      const CorPlannerListener *listener,
      CorProgress *progress,
      GError **error)
{
  if (!cor_progress_report (progress, "Looking at closures", 0.0, error) ||
      !prepare_roads (self, draft, progress, error) ||
      !cor_progress_report (progress, "Computing travel times", 0.0, error))
    return NULL;

  prepare_lanes (self, draft);
  if (!prepare_journeys (self, draft, progress, error))
    return NULL;

  draft->journeys = self->journeys;
  draft->corridors = self->corridors;
  draft->households = cor_households_new (draft->snapshot, draft->groups, progress, error);
  if (draft->households == NULL)
    return NULL;
  if (!is_worth_telling (self, draft, listener))
    listener = NULL;
  if (listener != NULL)
    {
      CorTripTable table = { 0 };
      gboolean goes_on;

      goes_on = cor_draft_make_parties (draft, &table, progress, error) &&
                tell_early (self, draft, listener, progress, error);
      cor_trip_table_clear (&table);
      g_clear_pointer (&draft->parties, g_free);
      if (!goes_on)
        return NULL;
    }

  return plan_by_clock (self, draft, listener, progress, error);
}

/* Who has to be moved, and through where. */
static gboolean
gather (CorDraft *draft, CorProgress *progress, GError **error)
{
  if (!cor_draft_list_slots (draft, progress, error))
    return FALSE;

  draft->clustering = cor_clustering_new (draft->snapshot, progress, error);
  if (draft->clustering == NULL)
    return FALSE;

  draft->groups = cor_demand_new (draft->snapshot, draft->clustering, progress, error);

  return draft->groups != NULL && cor_progress_check (progress, error);
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
 * @progress: (nullable): told how far it is; stops it
 * @error: (nullable): set when it was stopped, or a closure makes no sense
 *
 * Does what cor_planner_compute_anytime() does, for somebody who waits for the best plan.
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
  return cor_planner_compute_anytime (self, snapshot, published, NULL, progress, error);
}

/**
 * cor_planner_compute_anytime:
 * @self: a planner
 * @snapshot: a plan
 * @published: (nullable): the routes that people were told, as the plan's settings name them
 * @listener: (nullable): told of plans on the way to the best
 * @progress: (nullable): told how far it is; stops it within milliseconds
 * @error: (nullable): set when it was stopped, or a closure makes no sense
 *
 * Decides who leaves when, along which roads, through which crossing; of plans that are equally
 * good one of which people were told most. The same plan and published routes on the same
 * roads give the same answer, whatever was asked before and whoever listens; whoever asks sets when
 * it was computed and the generation.
 *
 * Returns: (transfer full) (nullable): the result
 */
CorResult *
cor_planner_compute_anytime (CorPlanner *self,
                             CorSnapshot *snapshot,
                             const CorResult *published,
                             const CorPlannerListener *listener,
                             CorProgress *progress,
                             GError **error)
{
  const CorPlanSettings *settings = cor_snapshot_get_settings (snapshot);
  CorDraft draft = { .snapshot = snapshot, .published = published };
  CorResult *result = NULL;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (settings == NULL)
    {
      g_set_error_literal (error, COR_ERROR, COR_ERROR_INVALID,
                           "The plan has no settings yet; nothing can be planned.");
      return NULL;
    }
  if (!cor_progress_report (progress, "Gathering people", 0.0, error))
    return NULL;

  if (gather (&draft, progress, error))
    result = plan (self, &draft, listener, progress, error);

  g_clear_pointer (&draft.detours, cor_draft_detours_free);
  g_clear_pointer (&draft.fleet, cor_draft_fleet_free);
  g_clear_pointer (&draft.loading, cor_loading_free);
  g_clear_pointer (&draft.single, cor_assignment_free);
  g_clear_pointer (&draft.households, g_array_unref);
  g_free (draft.n_hours_needed);
  g_clear_pointer (&draft.groups, g_ptr_array_unref);
  g_clear_pointer (&draft.clustering, cor_clustering_free);
  g_clear_pointer (&draft.timetable, cor_timetable_free);
  g_clear_pointer (&draft.crossings, g_ptr_array_unref);

  return result;
}
