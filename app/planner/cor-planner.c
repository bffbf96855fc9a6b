/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-planner.h"

#include "cor-discard.h"
#include "cor-error.h"
#include "cor-draft-cars.h"
#include "cor-draft-detours.h"
#include "cor-draft-goals.h"
#include "cor-draft-trips.h"
#include "cor-early-plan.h"
#include "cor-fleet-maker.h"
#include "cor-gathering.h"
#include "cor-lane-draft.h"
#include "cor-lane-homes.h"
#include "cor-result-writer.h"

/* How many times more work vehicles, lanes and quotas are; see CorPlannerListener. */
#define WORK_OF_VEHICLES 16u
#define WORK_OF_LANES 8u
#define WORK_OF_QUOTAS 8u

/* From this gap on it pays to tell of a better plan before the best. */
#define MUCH_TO_GAIN 0.005

/* Ways remembered for each that a plan can use. */
#define REMEMBERED_PER_WAY 4u

struct _CorPlanner
{
  CorNetwork *network;
  CorSnapOptions snap_options;
  CorRouter *routers[COR_N_TRAVELS];

  /* What was found for the last plan, and holds for the next one that has the same inputs. */
  CorGathering gathering;
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

static void
forget_roads (CorPlanner *self)
{
  g_clear_pointer (&self->lane_times, cor_lane_times_free);
  forget_exposures (self);
  g_clear_pointer (&self->journeys, cor_journeys_free);
  g_clear_pointer (&self->lanes, cor_lane_set_free);
  g_clear_pointer (&self->closed_roads, cor_closed_roads_free);
  cor_corridor_cache_clear (self->corridors);
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
  cor_gathering_clear (&self->gathering);
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
  cor_lane_set_find_homes (self->lanes, self->journeys, draft->clustering->clusters->len);
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

  if (self->journeys == NULL)
    return FALSE;
  cor_corridor_cache_trim (self->corridors,
                           REMEMBERED_PER_WAY * (clusters->len + 1) * (draft->crossings->len + 1));

  return TRUE;
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

/* Who is told of plans on the way to the best, and of which one last. */
typedef struct
{
  const CorPlannerListener *listener; /* NULL: nobody */
  CorResult *told;
} Telling;

/* Whoever looks on may have it still; if not, nobody waits for it to be freed. */
static void
discard_told (Telling *telling)
{
  cor_discard (g_steal_pointer (&telling->told), (GDestroyNotify) cor_result_unref);
}

static CorResult *
write_result (CorPlanner *self, CorDraft *draft, CorProgress *progress, GError **error)
{
  CorResultRoads roads = { self->network, self->closed_roads, self->lanes };

  return cor_draft_write_result (draft, &roads, progress, error);
}

static gboolean
is_worse (const CorResult *a, const CorResult *b)
{
  for (guint i = 0; i < COR_N_OBJECTIVES; i++)
    if (a->objective[i] != b->objective[i])
      return a->objective[i] > b->objective[i];

  return FALSE;
}

/* Tells of a plan that is not the last, if it is no worse than what was told. */
static gboolean
tell (CorPlanner *self, CorDraft *draft, Telling *telling, CorProgress *progress, GError **error)
{
  CorResult *preview = write_result (self, draft, progress, error);

  if (preview == NULL)
    return FALSE;
  if (telling->told != NULL && is_worse (preview, telling->told))
    {
      cor_discard (preview, (GDestroyNotify) cor_result_unref);
      return TRUE;
    }

  discard_told (telling);
  telling->told = preview;
  telling->listener->func (preview, telling->listener->user_data);

  return TRUE;
}

static gboolean
tell_early (CorPlanner *self,
            const CorDraft *draft,
            Telling *telling,
            CorProgress *progress,
            GError **error)
{
  CorDraft early = *draft;
  gboolean goes_on =
      prepare_lane_times (self, draft, progress, error) &&
      (self->lane_times == NULL ||
       cor_draft_plan_lanes_early (&early, self->lanes, self->lane_times, progress, error)) &&
      cor_draft_make_early (&early, telling->listener->basis,
                            cor_closed_roads_has_lanes (self->closed_roads), progress, error) &&
      tell (self, &early, telling, progress, error);

  cor_draft_clear_early (&early);

  return goes_on;
}

/* How good a plan can be is known now, and a better one than the first soon made, where that one
 * may leave much to be gained. Columns on lanes do not stand it: they give places to each other. */
static gboolean
tell_sketch (CorPlanner *self,
             const CorDraft *draft,
             Telling *telling,
             CorProgress *progress,
             GError **error)
{
  CorDraft sketch = *draft;
  gboolean goes_on;

  sketch.detours = NULL;
  if (telling->listener == NULL || draft->lane_plan != NULL || telling->told->gap < MUCH_TO_GAIN)
    return TRUE;

  goes_on =
      cor_draft_sketch (&sketch, progress, error) && tell (self, &sketch, telling, progress, error);
  cor_draft_clear_early (&sketch);

  return goes_on;
}

/* The plan itself is there, and only has to be explained; that may take as long again. */
static gboolean
tell_unexplained (CorPlanner *self,
                  const CorDraft *draft,
                  Telling *telling,
                  CorProgress *progress,
                  GError **error)
{
  CorDraft unexplained = *draft;

  unexplained.stage = COR_DRAFT_UNEXPLAINED;

  return telling->listener == NULL || tell (self, &unexplained, telling, progress, error);
}

/* People first, which is exact and a bound; then whole households, then vehicles for them. With
 * lanes the columns on them come before, and they have a bound of their own. */
static gboolean
share_out (CorPlanner *self,
           CorDraft *draft,
           Telling *telling,
           CorProgress *progress,
           GError **error)
{
  draft->single =
      cor_assignment_solve (draft->timetable, draft->parties, draft->groups->len, progress, error);
  if (draft->single == NULL)
    return FALSE;
  if (draft->lane_plan == NULL &&
      !cor_assignment_find_quickest (draft->single, draft->timetable, draft->parties,
                                     draft->groups->len, progress, error))
    return FALSE;

  return tell_sketch (self, draft, telling, progress, error) &&
         cor_draft_load (draft, progress, error);
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
               Telling *telling,
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
      share_out (self, draft, telling, progress, error) &&
      cor_draft_keep_cars (draft, &table, progress, error) &&
      tell_unexplained (self, draft, telling, progress, error))
    result = write_result (self, draft, progress, error);
  cor_draft_clear_lanes (draft);
  cor_trip_table_clear (&table);
  g_clear_pointer (&draft->parties, g_free);

  return result;
}

/* Travel times by roads that are open all the time, and the first plan with them. */
static gboolean
plan_early (CorPlanner *self,
            CorDraft *draft,
            Telling *telling,
            CorProgress *progress,
            GError **error)
{
  CorTripTable table = { 0 };
  gboolean goes_on;

  if (!is_worth_telling (self, draft, telling->listener))
    telling->listener = NULL;
  if (telling->listener == NULL)
    return TRUE;

  goes_on = cor_draft_make_parties (draft, &table, progress, error) &&
            tell_early (self, draft, telling, progress, error);
  cor_trip_table_clear (&table);
  g_clear_pointer (&draft->parties, g_free);

  return goes_on;
}

static CorResult *
plan (CorPlanner *self, CorDraft *draft, Telling *telling, CorProgress *progress, GError **error)
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
  if (!plan_early (self, draft, telling, progress, error))
    return NULL;

  return plan_by_clock (self, draft, telling, progress, error);
}

/* Who has to be moved, and through where. */
static gboolean
gather (CorPlanner *self, CorDraft *draft, CorProgress *progress, GError **error)
{
  CorGathering *gathering = &self->gathering;

  if (!cor_gathering_update (gathering, draft->snapshot, progress, error))
    return FALSE;

  draft->crossings = gathering->crossings;
  draft->timetable = gathering->timetable;
  draft->clustering = gathering->clustering;
  draft->groups = g_ptr_array_ref (gathering->groups);
  draft->households = g_array_ref (gathering->households);

  return TRUE;
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
  Telling telling = { .listener = listener };
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

  if (gather (self, &draft, progress, error))
    result = plan (self, &draft, &telling, progress, error);

  discard_told (&telling);
  g_clear_pointer (&draft.detours, cor_draft_detours_free);
  g_clear_pointer (&draft.fleet, cor_draft_fleet_free);
  g_clear_pointer (&draft.loading, cor_loading_free);
  g_clear_pointer (&draft.single, cor_assignment_free);
  g_clear_pointer (&draft.households, g_array_unref);
  g_clear_pointer (&draft.groups, g_ptr_array_unref);
  g_free (draft.n_hours_needed);

  return result;
}
