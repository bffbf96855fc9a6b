/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-burden.h"
#include "cor-router.h"

G_BEGIN_DECLS

/**
 * CorBurdenSearch:
 *
 * Finds ways that carry little of a burden and still arrive in time. Belongs to the router's
 * thread.
 */
typedef struct _CorBurdenSearch CorBurdenSearch;

/**
 * CorBurdenWish:
 * @arrive_utc_s: when one must be there
 * @within_ms: how long before one may leave
 * @most: the largest burden that is of use
 * @unit: burdens that come to as many begun units are alike, and the quickest of them is taken;
 *   at least 1
 * @more_permille: how much more than the least, in thousandths, counts as alike, too
 * @max_looks: partial ways to look at before the search gives up to look at all; 0: as many as take
 *   some tenths of a second
 *
 * Which way is looked for.
 */
typedef struct
{
  gint64 arrive_utc_s;
  guint32 within_ms;
  guint32 most;
  guint32 unit;
  guint more_permille;
  guint max_looks;
} CorBurdenWish;

CorBurdenSearch *cor_burden_search_new (CorRouter *router,
                                        const CorBurden *burden,
                                        CorProgress *progress,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cor_burden_search_free (CorBurdenSearch *self);

gboolean cor_burden_search_run (CorBurdenSearch *self,
                                const CorSnap *source,
                                const CorSnap *target,
                                const CorBurdenWish *wish,
                                CorProgress *progress,
                                GError **error);
gboolean cor_burden_search_has_way (const CorBurdenSearch *self);
gboolean cor_burden_search_gave_up (const CorBurdenSearch *self);
guint32 cor_burden_search_get_before_ms (const CorBurdenSearch *self);
guint32 cor_burden_search_get_burden (const CorBurdenSearch *self);
CorRoute *cor_burden_search_drive (CorBurdenSearch *self,
                                   gint64 depart_utc_s) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBurdenSearch, cor_burden_search_free)

G_END_DECLS
