/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network.h"
#include "cor-plan-basis.h"
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

/**
 * CorPlannerPreviewFunc:
 * @preview: (transfer none): a whole plan that people could keep to, with its gap; is_preview is
 * set
 * @user_data: the listener's
 *
 * Called on the planner's thread, with a better one each time; what the planner returns is the best
 * and not among them.
 */
typedef void (*CorPlannerPreviewFunc) (CorResult *preview, gpointer user_data);

/* Plans of less work than this are not worth a first answer: the last one comes as soon. */
#define COR_PLANNER_MUCH_WORK G_GUINT64_CONSTANT (4000)

/**
 * CorPlannerListener:
 * @func: told of plans that are not the best yet
 * @user_data: for @func
 * @min_work: only where a plan is at least so much work: groups of people times crossings, several
 *   times as much where vehicles, lanes or quotas are looked for; %COR_PLANNER_MUCH_WORK as a rule
 * @basis: (nullable): a plan of a moment ago, or any other, which the first plan keeps to as far as
 *   it can; the best one knows nothing of it
 *
 * Who wants plans as they come.
 */
typedef struct
{
  CorPlannerPreviewFunc func;
  gpointer user_data;
  guint64 min_work;
  const CorPlanBasis *basis;
} CorPlannerListener;

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

CorResult *cor_planner_compute_anytime (CorPlanner *self,
                                        CorSnapshot *snapshot,
                                        const CorResult *published,
                                        const CorPlannerListener *listener,
                                        CorProgress *progress,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
