/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

void cor_test_find_lane_faults (CorSnapshot *snapshot, const CorResult *result, GPtrArray *faults);

G_END_DECLS
