/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-comparison.h"
#include "cor-session.h"

G_BEGIN_DECLS

/**
 * CorPlanSide:
 * @number: the number of what was published; 0: none is meant, but
 * @scenario_id: a scenario as it is now; nil: the plan itself
 *
 * What can be set beside something else.
 */
typedef struct
{
  guint number;
  CorId scenario_id;
} CorPlanSide;

gboolean cor_plan_side_parse (const CorSnapshot *snapshot,
                              const char *name,
                              CorPlanSide *side,
                              GError **error);

void cor_session_compare_async (CorSession *self,
                                const CorPlanSide *first,
                                const CorPlanSide *second,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

CorComparison *cor_session_compare_finish (CorSession *self,
                                           GAsyncResult *async_result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
