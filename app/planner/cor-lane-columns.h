/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-lane-plan.h"

G_BEGIN_DECLS

void cor_lane_plan_make_columns (CorLanePlan *self);

G_END_DECLS
