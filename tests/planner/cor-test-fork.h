/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-test-plan.h"

G_BEGIN_DECLS

/**
 * CorTestFork:
 *
 * A town in the east; west of it a fork, and behind that two crossings, the northern 60 minutes by
 * car from the fork, the southern 120. From the town to the fork it is 60 minutes by car.
 */
typedef struct
{
  CorTestPlan *plan;
  CorId town;
  CorCrossing *north;
  CorCrossing *south;
} CorTestFork;

void cor_test_fork_set_up (CorTestFork *fork, gconstpointer user_data);

void cor_test_fork_tear_down (CorTestFork *fork, gconstpointer user_data);

G_END_DECLS
