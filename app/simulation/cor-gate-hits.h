/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-gate.h"
#include "cor-result.h"
#include "cor-snapshot.h"
#include "cor-way-hits.h"

G_BEGIN_DECLS

/**
 * CorGateHit:
 * @gate: the place of a gate
 * @stretch: where it stands on a way
 */
typedef struct
{
  guint gate;
  CorStretch stretch;
} CorGateHit;

GArray *cor_corridor_find_hits (const CorCorridor *corridor,
                                const double *at_m,
                                CorSnapshot *snapshot,
                                GPtrArray *gates,
                                GArray *agreed_ids) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
