/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-set.h"
#include "cor-movement-maker.h"

G_BEGIN_DECLS

/**
 * CorResultRoads:
 * @network: the roads
 * @closed_roads: what is closed on them
 * @lanes: (nullable): what is driven in columns
 *
 * On what a plan is made. Everything is lent.
 */
typedef struct
{
  CorNetwork *network;
  const CorClosedRoads *closed_roads;
  const CorLaneSet *lanes;
} CorResultRoads;

CorResult *cor_draft_write_result (CorDraft *draft,
                                   const CorResultRoads *roads,
                                   CorProgress *progress,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
