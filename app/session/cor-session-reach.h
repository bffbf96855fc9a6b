/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-road-query.h"
#include "cor-session.h"

G_BEGIN_DECLS

/**
 * CorReachQuestion:
 * @crossing_id: which crossing of the plan
 * @within_min: (array length=n_within): minutes of driving
 * @n_within: how many
 * @by_coach: whether a coach drives, not a car
 * @depart_utc_s: when people leave; %COR_TIME_NONE: when the plan begins
 * @cell_m: side of the squares that areas are made of, metres; 0: as suits the network
 *
 * From where a crossing is reached in time, on the plan's roads.
 */
typedef struct
{
  CorId crossing_id;
  const guint *within_min;
  guint n_within;
  gboolean by_coach;
  gint64 depart_utc_s;
  guint cell_m;
} CorReachQuestion;

void cor_session_find_reach_async (CorSession *self,
                                   const CorReachQuestion *question,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);

CorRoadAnswer *cor_session_find_reach_finish (CorSession *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
