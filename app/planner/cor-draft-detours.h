/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-movement-maker.h"

G_BEGIN_DECLS

/**
 * CorDraftWay:
 * @corridor: the way
 * @depart_utc_s: when people leave
 * @arrive_utc_s: when they are at the crossing
 *
 * How a movement drives.
 */
typedef struct
{
  CorCorridor *corridor;
  gint64 depart_utc_s;
  gint64 arrive_utc_s;
} CorDraftWay;

CorDraftDetours *cor_draft_detours_new (CorDetours *ways) G_GNUC_WARN_UNUSED_RESULT;

void cor_draft_detours_free (CorDraftDetours *self);

gboolean cor_draft_take_detour (const CorDraft *self,
                                CorMovement *movement,
                                const CorPassage *const *passages,
                                guint n_passages,
                                CorDraftWay *way,
                                CorProgress *progress,
                                GError **error);

G_END_DECLS
