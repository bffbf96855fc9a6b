/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-assignment.h"
#include "cor-corridor-cache.h"
#include "cor-demand.h"
#include "cor-journeys.h"
#include "cor-loading.h"

G_BEGIN_DECLS

/**
 * CorDraftFleet:
 *
 * The vehicles of a plan in the making.
 */
typedef struct _CorDraftFleet CorDraftFleet;

/**
 * CorFlowBound:
 * @n_left: people who cannot pass
 * @last_out_s: seconds from the plan's start until the last of the others is out
 * @person_s: person-seconds inside, of all of them
 *
 * What the best assignment of single people reaches: no plan can be better.
 */
typedef struct
{
  gint64 n_left;
  gint64 last_out_s;
  gint64 person_s;
} CorFlowBound;

/**
 * CorDraft:
 * @snapshot: the plan
 * @clustering: its clusters
 * @groups: (element-type CorDemandGroup): who has to be moved
 * @crossings: (element-type CorCrossing): through where
 * @timetable: when how many
 * @journeys: how they get there
 * @parties: (array): of each group
 * @households: (element-type CorHousehold): those who must not be parted
 * @bound: what no plan can be better than
 * @loading: who passes where and when, in whole households
 * @fleet: (nullable): in what; %NULL if the plan names no vehicles
 * @corridors: ways that are known already
 *
 * Everything that a result is written from.
 */
typedef struct
{
  CorSnapshot *snapshot;
  CorClustering *clustering;
  GPtrArray *groups;
  GPtrArray *crossings;
  CorTimetable *timetable;
  CorJourneys *journeys;
  CorParty *parties;
  GArray *households;
  CorFlowBound bound;
  CorLoading *loading;
  CorDraftFleet *fleet;
  CorCorridorCache *corridors;
} CorDraft;

gboolean cor_draft_write_movements (const CorDraft *self,
                                    CorResult *result,
                                    CorProgress *progress,
                                    GError **error);

gboolean cor_draft_write_alternatives (const CorDraft *self,
                                       CorResult *result,
                                       CorProgress *progress,
                                       GError **error);

void cor_draft_write_unserved (const CorDraft *self, CorResult *result);

G_END_DECLS
