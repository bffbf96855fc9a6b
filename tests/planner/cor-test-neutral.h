/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-test-plan.h"

G_BEGIN_DECLS

CorResult *cor_test_compute_case (CorTestPlan *plan);

G_END_DECLS
