/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-exposure.h"
#include "cor-lane-times.h"

G_BEGIN_DECLS

/* When closures that are in force together are, or fewer. */
typedef struct
{
  CorClosedSpan span; /* the first time when they are */
  gboolean is_always;
  GArray *windows;                /* CorClosedSpan: when, in order of time, as long as it lasts */
  guint32 *to_s[COR_N_TRAVELS];   /* by rally point, then lane */
  guint32 *from_s[COR_N_TRAVELS]; /* by lane, then lane, then crossing */
  guint32 *least_to_s;            /* by lane: from the rally point that is nearest to it */
} CorLaneCase;

struct _CorLaneTimes
{
  const CorLaneSet *lanes;
  const CorJourneys *journeys;
  guint n_rally_points;
  guint n_crossings;
  gint64 start_utc_s;
  gboolean *joins;             /* by rally point, then lane */
  gboolean *ends;              /* by lane, then crossing */
  GArray *cases;               /* CorLaneCase */
  GHashTable *ways;            /* what is known of them: key -> CorCorridor */
  CorLaneExposures *exposures; /* (nullable): of the ways; for the roads that were asked for last */
};

/* Places that ways lead between. */
typedef struct
{
  CorSnap *sources;
  guint n_sources;
  CorSnap *targets;
  guint n_targets;
} CorLaneEnds;

CorLaneEnds cor_lane_times_list_ends_to (const CorLaneTimes *self, const CorJourneys *journeys);

CorLaneEnds cor_lane_times_list_ends_from (const CorLaneTimes *self, const CorJourneys *journeys);

void cor_lane_ends_clear (CorLaneEnds *self);

G_END_DECLS
