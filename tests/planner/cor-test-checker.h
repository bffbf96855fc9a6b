/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/*
 * Says what is wrong with a plan, with code of its own: it shares the model with the planner and
 * nothing else. Times and ways are checked by the simulation without chance.
 */

/* How the times of a road lie along it. A result only says how long a road takes as a whole: where
 * a test's legs are short and slow or long and fast at random, when somebody is where on it cannot
 * be told, and neither closures nor the hours of corridors are checked. */
typedef enum
{
  COR_TEST_ROADS_EVEN,
  COR_TEST_ROADS_UNEVEN,
} CorTestRoads;

GPtrArray *cor_test_find_faults (CorSnapshot *snapshot, CorResult *result, CorTestRoads roads);

void cor_test_check_result (CorSnapshot *snapshot, CorResult *result, CorTestRoads roads);

G_END_DECLS
