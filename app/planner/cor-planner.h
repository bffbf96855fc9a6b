/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-progress.h"
#include "cor-result.h"
#include "cor-snap.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorPlanner:
 *
 * Makes movements of a plan, on one road network. What comes out depends on the snapshot and the
 * network alone; the planner only remembers what it found for the last plans (closures on the
 * roads, travel times, ways), so keep it rather than making a new one for each change. It belongs
 * to one thread at a time.
 */
typedef struct _CorPlanner CorPlanner;

CorPlanner *cor_planner_new (CorNetwork *network,
                             const CorSnapOptions *snap_options) G_GNUC_WARN_UNUSED_RESULT;

void cor_planner_free (CorPlanner *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorPlanner, cor_planner_free)

CorNetwork *cor_planner_get_network (CorPlanner *self);

CorResult *cor_planner_compute (CorPlanner *self,
                                CorSnapshot *snapshot,
                                CorProgress *progress,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

CorResult *cor_planner_compute_after (CorPlanner *self,
                                      CorSnapshot *snapshot,
                                      const CorResult *published,
                                      CorProgress *progress,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
