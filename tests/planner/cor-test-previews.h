/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-planner.h"
#include "cor-test-checker.h"

G_BEGIN_DECLS

CorResult *cor_test_compute_anytime (CorPlanner *planner,
                                     CorSnapshot *snapshot,
                                     CorTestRoads roads,
                                     GPtrArray *faults,
                                     GError **error);

G_END_DECLS
