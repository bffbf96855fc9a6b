/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"
#include "cor-corridor-cache.h"
#include "cor-demand.h"
#include "cor-detours.h"
#include "cor-exposure.h"
#include "cor-fleet.h"
#include "cor-journeys.h"
#include "cor-loading.h"
#include "cor-plan-basis.h"
#include "cor-reach.h"
#include "cor-room.h"

G_BEGIN_DECLS

/**
 * CorDraftFleet:
 *
 * The vehicles of a plan in the making.
 */
typedef struct _CorDraftFleet CorDraftFleet;

/**
 * CorDraftLanes:
 *
 * What a plan in the making keeps beside its columns.
 */
typedef struct _CorDraftLanes CorDraftLanes;

/**
 * CorDraftDetours:
 *
 * The movements of a plan in the making that do not take the quickest way.
 */
typedef struct _CorDraftDetours CorDraftDetours;

typedef enum
{
  COR_DRAFT_WHOLE,       /* as good as it gets, and explained */
  COR_DRAFT_EARLY,       /* the first that comes to mind */
  COR_DRAFT_SKETCHED,    /* as single people would pass, in the next best households and vehicles */
  COR_DRAFT_UNEXPLAINED, /* as good as it gets */
} CorDraftStage;

/**
 * CorDraft:
 * @given_up: how much of each goal was given up for later ones
 * @stage: how far it is thought through
 * @cars_use_tolerance: whether people may be out later for the sake of driving their own car, and
 *   for that of no later goal
 * @early_bound: of an early plan: what no plan is better than
 * @snapshot: the plan
 * @clustering: its clusters
 * @groups: (element-type CorDemandGroup): who has to be moved
 * @crossings: (element-type CorCrossing): through where; one with two gates stands twice; if the
 * plan has columns, for each of these the crossing that it goes to as well
 * @timetable: when how many
 * @journeys: how they get there
 * @exposures: (nullable): how much of the ways there is exposed
 * @detours: (nullable): less exposed ways; %NULL if there is no front, and in an early plan
 * @parties: (array): of each group
 * @households: (element-type CorHousehold): those who must not be parted
 * @single: who passes where and when if people are counted singly and coaches were had without
 *   limit: no plan is better; %NULL in an early plan
 * @published: (nullable): the routes that people were told
 * @basis: (nullable): of an early plan: the one that it begins with
 * @n_hours_needed: (nullable) (array): of each group the clock hours that the plan needs for all of
 *   it to pass; %NULL if that is not known
 * @loading: who passes where and when, in whole households
 * @fleet: (nullable): in what; %NULL if the plan names no vehicles
 * @corridors: ways that are known already
 * @lane_plan: (nullable): columns on agreed corridors and limited roads; %NULL if there are none
 * @lanes: (nullable): what is kept beside
 *
 * Everything that a result is written from.
 */
typedef struct
{
  gint64 given_up[COR_N_OBJECTIVES];
  CorDraftStage stage;
  gboolean cars_use_tolerance;
  CorFleetScore early_bound;
  CorSnapshot *snapshot;
  CorClustering *clustering;
  GPtrArray *groups;
  GPtrArray *crossings;
  CorTimetable *timetable;
  CorJourneys *journeys;
  const CorExposures *exposures;
  CorDraftDetours *detours;
  CorParty *parties;
  GArray *households;
  CorAssignment *single;
  const CorResult *published;
  const CorPlanBasis *basis;
  guint *n_hours_needed;
  CorLoading *loading;
  CorDraftFleet *fleet;
  CorCorridorCache *corridors;
  CorLanePlan *lane_plan;
  CorDraftLanes *lanes;
} CorDraft;

CorRoom *cor_draft_find_room (const CorDraft *self) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_draft_write_movements (const CorDraft *self,
                                    CorResult *result,
                                    CorProgress *progress,
                                    GError **error);

gboolean cor_draft_write_alternatives (const CorDraft *self,
                                       CorResult *result,
                                       CorProgress *progress,
                                       GError **error);

void cor_draft_add_reason (const CorDraft *self,
                           const CorResult *result,
                           CorMovement *movement,
                           const CorPassage *const *passages,
                           guint n_passages);

gboolean cor_draft_try (const CorDraft *self,
                        CorSnapshot *changed,
                        CorReach *reach,
                        CorProgress *progress,
                        GError **error);

guint *cor_draft_try_longer (const CorDraft *self,
                             CorSnapshot *changed,
                             CorProgress *progress,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_draft_write_unserved (const CorDraft *self,
                                   CorResult *result,
                                   CorProgress *progress,
                                   GError **error);

G_END_DECLS
