/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-forecast.h"
#include "cor-session.h"

G_BEGIN_DECLS

/*
 * What is tried on the side: nothing here changes the plan.
 */

void cor_session_simulate_async (CorSession *self,
                                 CorSnapshot *snapshot,
                                 CorResult *result,
                                 const CorForecastOptions *options,
                                 CorProgressFunc progress_func,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

CorForecast *cor_session_simulate_finish (CorSession *self,
                                          GAsyncResult *async_result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * CorTrial:
 * @snapshot: the plan with a change
 * @result: the movements that it would have
 *
 * What would be if.
 */
typedef struct
{
  CorSnapshot *snapshot;
  CorResult *result;
} CorTrial;

void cor_trial_free (CorTrial *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorTrial, cor_trial_free)

void cor_session_try_async (CorSession *self,
                            CorSnapshot *snapshot,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

CorTrial *cor_session_try_finish (CorSession *self,
                                  GAsyncResult *async_result,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
