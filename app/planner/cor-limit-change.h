/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-binding.h"
#include "cor-crossing.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

CorSnapshot *cor_limit_raise (const CorBinding *limit,
                              CorSnapshot *snapshot) G_GNUC_WARN_UNUSED_RESULT;

void cor_limit_list_of_crossing (const CorCrossing *crossing, GArray *limits);

void cor_limit_list_of_quotas (CorSnapshot *snapshot, GArray *limits);

CorBinding cor_limit_of_horizon (guint hours);

G_END_DECLS
