/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-road-query.h"
#include "cor-router.h"

G_BEGIN_DECLS

CorRoadAnswer *cor_road_answer_new_reach (CorRouter *router,
                                          CorPosition position,
                                          const CorSnapOptions *options,
                                          const gint64 *depart_utc_s,
                                          const guint *within_min,
                                          guint n_within,
                                          guint cell_m) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
