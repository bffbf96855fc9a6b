/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-route.h"

G_BEGIN_DECLS

CorCorridor *cor_corridor_new_from_route (CorRoute *route,
                                          const CorId *cluster_id,
                                          const CorId *crossing_id,
                                          CorMode mode) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
