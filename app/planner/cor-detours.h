/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-exposure.h"
#include "cor-journeys.h"

G_BEGIN_DECLS

/* Ways of which as many begun kilometres are exposed are alike: the quickest of them is taken. */
#define COR_DETOURS_UNIT_M 1000u

/**
 * CorDetours:
 *
 * Ways that are less exposed than the quickest, found so far with the same journeys and fronts.
 */
typedef struct _CorDetours CorDetours;

/**
 * CorDetourWish:
 * @travel: by what
 * @rally_point: from where
 * @crossing: where to
 * @depart_utc_s: the first whole minute at which one may leave
 * @arrive_utc_s: the last at which one must be there
 * @exposed_m: how many metres of the way that is known are exposed
 * @more_permille: how much more than the least, in thousandths, is as good
 *
 * A way that one would rather go.
 */
typedef struct
{
  CorTravel travel;
  guint rally_point;
  guint crossing;
  gint64 depart_utc_s;
  gint64 arrive_utc_s;
  guint exposed_m;
  guint more_permille;
} CorDetourWish;

/**
 * CorDetour:
 * @route: (nullable): the way; %NULL if none is less exposed
 * @depart_utc_s: when to leave for it
 * @arrive_utc_s: when one is there
 * @exposed_m: how many metres of the way are exposed
 *
 * A less exposed way.
 */
typedef struct
{
  CorRoute *route;
  gint64 depart_utc_s;
  gint64 arrive_utc_s;
  guint exposed_m;
} CorDetour;

CorDetours *cor_detours_new (CorJourneys *journeys,
                             const CorExposures *exposures) G_GNUC_WARN_UNUSED_RESULT;

void cor_detours_free (CorDetours *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorDetours, cor_detours_free)

gboolean cor_detours_find (CorDetours *self,
                           const CorDetourWish *wish,
                           CorDetour *detour,
                           CorProgress *progress,
                           GError **error);

G_END_DECLS
