/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-router.h"

G_BEGIN_DECLS

/**
 * CorAlternativeLimits:
 * @max_shared_percent: how much of the best way's time may be on roads that it, or a better
 *   alternative, drives too
 * @max_longer_percent: how much longer than the best way each part may take that leaves it
 * @min_local_percent: every piece of an alternative that takes up to so much of the best way's time
 *   is itself a quickest way: no detour is driven for its own sake
 *
 * When another way differs enough to matter and is still a sensible one.
 */
typedef struct
{
  guint max_shared_percent;
  guint max_longer_percent;
  guint min_local_percent;
} CorAlternativeLimits;

#define COR_ALTERNATIVE_LIMITS_DEFAULT ((CorAlternativeLimits){ 60, 40, 15 })

/**
 * CorAlternativeRoute:
 * @route: the way
 * @shared_percent: how much of the best way's time it shares with the best way or better
 *   alternatives
 * @longer_ms: how much longer it takes than the best way
 *
 * Another way to the same place.
 */
typedef struct
{
  CorRoute *route;
  guint shared_percent;
  guint32 longer_ms;
} CorAlternativeRoute;

GPtrArray *
cor_router_find_alternatives (CorRouter *self,
                              const CorSnap *source,
                              const CorSnap *target,
                              guint n_max,
                              const CorAlternativeLimits *limits) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
