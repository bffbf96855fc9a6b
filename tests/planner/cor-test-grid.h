/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-agreed-corridor.h"
#include "cor-test-plan.h"

G_BEGIN_DECLS

#define COR_TEST_GRID_ROWS 4u
#define COR_TEST_GRID_COLUMNS 6u
#define COR_TEST_GRID_CROSSINGS 3u

CorPosition cor_test_grid_get_position (guint row, guint column);

guint cor_test_draw (GRand *random, guint from, guint until);

gboolean cor_test_once_in (GRand *random, guint n);

void cor_test_grid_add_roads (CorTestPlan *plan);

CorGeometry *cor_test_grid_draw_row (GRand *random);

void cor_test_grid_add_closures (CorTestPlan *plan, GRand *random);

void cor_test_add_tolerances (CorTestPlan *plan, guint32 seed);

/* Makes a plan, and counts what is wrong with it. */
typedef guint (*CorTestCountFunc) (guint32 seed);

void cor_test_check_seeds (guint n_plans, CorTestCountFunc count_faults);

CorResult *cor_test_grid_plan (CorPlanner *planner,
                               CorSnapshot *snapshot,
                               const CorResult *published,
                               guint32 seed,
                               guint *n_faults);

CorResult *cor_test_grid_plan_anytime (CorPlanner *planner,
                                       CorSnapshot *snapshot,
                                       guint32 seed,
                                       guint *n_faults);

G_END_DECLS
