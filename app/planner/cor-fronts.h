/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorFronts:
 *
 * The fronts that stand at any time of a plan, and how near to them is exposed. Constant once made.
 */
typedef struct _CorFronts CorFronts;

CorFronts *cor_fronts_new (CorSnapshot *snapshot,
                           gint64 start_utc_s,
                           gint64 end_utc_s) G_GNUC_WARN_UNUSED_RESULT;

void cor_fronts_free (CorFronts *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorFronts, cor_fronts_free)

gboolean cor_fronts_is_empty (const CorFronts *self);

gboolean cor_fronts_is_same (const CorFronts *self, const CorFronts *other);

gboolean cor_fronts_change (const CorFronts *self);

guint
cor_fronts_measure_m (const CorFronts *self, const CorCorridor *corridor, gint64 depart_utc_s);

GArray *cor_fronts_cut_leg (const CorFronts *self,
                            CorNetwork *network,
                            guint32 leg,
                            guint *exposed_m,
                            gboolean *is_timed) G_GNUC_WARN_UNUSED_RESULT;

guint32 cor_fronts_add_up_m (const CorFronts *self,
                             GArray *pieces,
                             guint32 along_from,
                             guint32 along_to,
                             gint64 enter_utc_ms,
                             gint64 leave_utc_ms);

G_END_DECLS
