/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-draft-detours.h"

#include "cor-corridor-maker.h"
#include "cor-fleet-maker.h"
#include "cor-lane-plan.h"
#include "cor-time.h"

/*
 * To wait at home or to drive longer is the same to all goals before exposure, as long as one
 * passes in the same hour. So of the ways that are in time for it each movement takes the least
 * exposed, and leaves sooner for it, if all in it are ready.
 */

#define SECONDS_PER_MINUTE 60

struct _CorDraftDetours
{
  CorDetours *ways;
  GHashTable *chosen; /* id of a movement -> Chosen; once chosen it stays */
};

typedef struct
{
  CorDraftWay way; /* without a corridor if it is the quickest */
  CorBinding reason;
} Chosen;

static void
free_chosen (gpointer data)
{
  Chosen *self = data;

  g_clear_pointer (&self->way.corridor, cor_corridor_unref);
  g_free (self);
}

/**
 * cor_draft_detours_new:
 * @ways: less exposed ways; they must outlive the detours
 *
 * Returns: (transfer full): what movements choose of these
 */
CorDraftDetours *
cor_draft_detours_new (CorDetours *ways)
{
  CorDraftDetours *self = g_new0 (CorDraftDetours, 1);

  self->ways = ways;
  self->chosen = g_hash_table_new_full (cor_id_hash, cor_id_equal, g_free, free_chosen);

  return self;
}

/**
 * cor_draft_detours_free:
 * @self: (transfer full): detours
 *
 * Frees @self.
 */
void
cor_draft_detours_free (CorDraftDetours *self)
{
  g_hash_table_unref (self->chosen);
  g_free (self);
}

/* When the last of a movement is ready, and nothing keeps them inside any longer. */
static gint64
find_ready (const CorDraft *self, const CorPassage *const *passages, guint n_passages)
{
  const CorDemandGroup *first = self->groups->pdata[passages[0]->party];
  gint64 ready_utc_s = cor_journeys_get_ready_utc_s (self->journeys, first->cluster);

  for (guint i = 0; i < n_passages; i++)
    ready_utc_s =
        MAX (ready_utc_s,
             ((const CorDemandGroup *) self->groups->pdata[passages[i]->party])->ready_utc_s);

  return cor_journeys_ceil_minute (ready_utc_s);
}

/* The first minute at which a movement may leave, its vehicles included. */
static gint64
find_first_departure (const CorDraft *self,
                      const CorMovement *movement,
                      const CorPassage *const *passages,
                      guint n_passages,
                      gint64 depart_utc_s)
{
  const CorDemandGroup *group = self->groups->pdata[passages[0]->party];
  gint64 ready_utc_s = find_ready (self, passages, n_passages), slack_s;

  if (movement->vehicles->len == 0)
    return ready_utc_s;

  slack_s = cor_draft_find_slack_s (self, group->cluster, passages[0]->crossing, passages[0]->hour);

  return MAX (ready_utc_s, cor_journeys_ceil_minute (depart_utc_s - slack_s));
}

/* Whether the vehicles of a movement can be there for its way. */
static gboolean
have_vehicles_leave (const CorDraft *self,
                     const CorMovement *movement,
                     const CorPassage *passage,
                     gint64 sooner_s)
{
  const CorDemandGroup *group = self->groups->pdata[passage->party];

  return movement->vehicles->len == 0 || sooner_s <= 0 ||
         cor_draft_leave_sooner (self, group->cluster, passage->crossing, passage->hour, sooner_s);
}

static void
fill_chosen (const CorDraft *self,
             const CorMovement *movement,
             const CorPassage *passage,
             const CorDraftWay *quickest,
             const CorDetour *detour,
             guint exposed_m,
             Chosen *chosen)
{
  const CorFronts *fronts = cor_exposures_get_fronts (self->exposures);
  CorDraftWay *way = &chosen->way;
  guint less_exposed_m;
  gint64 longer_s;

  way->corridor = cor_corridor_new_from_route (detour->route, &movement->cluster_id,
                                               &movement->crossing_id, quickest->corridor->mode);
  way->depart_utc_s = detour->depart_utc_s;
  way->arrive_utc_s = detour->arrive_utc_s;
  less_exposed_m = cor_fronts_measure_m (fronts, way->corridor, way->depart_utc_s);
  if (less_exposed_m >= exposed_m ||
      !have_vehicles_leave (self, movement, passage, quickest->depart_utc_s - way->depart_utc_s))
    {
      g_clear_pointer (&way->corridor, cor_corridor_unref);
      return;
    }

  longer_s =
      way->arrive_utc_s - way->depart_utc_s - (quickest->arrive_utc_s - quickest->depart_utc_s);
  chosen->reason =
      (CorBinding){ COR_BINDING_EXPOSURE, COR_ID_NIL, COR_TIME_NONE, exposed_m - less_exposed_m,
                    -(gint) (MAX (longer_s, 0) / SECONDS_PER_MINUTE) };
}

/* Looks for a way once for each movement, however often it is written. */
static const Chosen *
choose (const CorDraft *self,
        const CorMovement *movement,
        const CorPassage *const *passages,
        guint n_passages,
        const CorDraftWay *quickest,
        CorProgress *progress,
        GError **error)
{
  CorDraftDetours *detours = self->detours;
  const CorDemandGroup *group = self->groups->pdata[passages[0]->party];
  guint exposed_m = cor_fronts_measure_m (cor_exposures_get_fronts (self->exposures),
                                          quickest->corridor, quickest->depart_utc_s);
  CorDetourWish wish = {
    .travel = movement->mode == COR_MODE_CAR ? COR_TRAVEL_CAR : COR_TRAVEL_COACH,
    .rally_point = group->cluster,
    .crossing = passages[0]->crossing,
    .depart_utc_s =
        find_first_departure (self, movement, passages, n_passages, quickest->depart_utc_s),
    .arrive_utc_s = cor_timetable_get_latest_arrival_utc_s (self->timetable, passages[0]->crossing,
                                                            passages[0]->hour),
    .exposed_m = exposed_m,
    .more_permille =
        cor_snapshot_get_settings (self->snapshot)->tolerance_permille[COR_OBJECTIVE_EXPOSURE],
  };
  CorDetour detour = { 0 };
  Chosen *chosen;

  if (exposed_m > 0 && !cor_detours_find (detours->ways, &wish, &detour, progress, error))
    return NULL;

  chosen = g_new0 (Chosen, 1);
  if (detour.route != NULL)
    fill_chosen (self, movement, passages[0], quickest, &detour, exposed_m, chosen);
  g_hash_table_insert (detours->chosen, g_memdup2 (&movement->id, sizeof movement->id), chosen);

  return chosen;
}

/**
 * cor_draft_take_detour:
 * @self: a plan in the making
 * @movement: a movement with its people and vehicles; takes the reason for its way
 * @passages: (array length=n_passages): who is in it
 * @n_passages: how many, at least 1
 * @way: (inout): the quickest way; becomes the one that the movement drives, lent by @self
 * @progress: (nullable): stops it
 * @error: (nullable): set when it was stopped
 *
 * Chooses, of the ways that are in time for the hour of a movement, the one with the fewest begun
 * kilometres within reach of a front; of such ways the quickest. Its vehicles set out sooner for it
 * as far as their other trips and their drivers' duty allow.
 *
 * Returns: %FALSE if it was stopped
 */
gboolean
cor_draft_take_detour (const CorDraft *self,
                       CorMovement *movement,
                       const CorPassage *const *passages,
                       guint n_passages,
                       CorDraftWay *way,
                       CorProgress *progress,
                       GError **error)
{
  const Chosen *chosen;

  if (self->detours == NULL ||
      (self->lane_plan != NULL &&
       cor_lane_plan_get_column (self->lane_plan, passages[0]->crossing) != NULL))
    return TRUE;

  chosen = g_hash_table_lookup (self->detours->chosen, &movement->id);
  if (chosen == NULL)
    chosen = choose (self, movement, passages, n_passages, way, progress, error);
  if (chosen == NULL)
    return FALSE;

  if (chosen->way.corridor == NULL)
    return TRUE;
  *way = chosen->way;
  if (self->stage == COR_DRAFT_WHOLE)
    g_array_append_val (movement->reasons, chosen->reason);

  return TRUE;
}
