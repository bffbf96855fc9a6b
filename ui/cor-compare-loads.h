/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-comparison.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_LOADS (cor_compare_loads_get_type ())

/**
 * CorCompareLoads:
 *
 * How many people pass each crossing in two plans, in all and by hour; those that differ most come
 * first.
 */
G_DECLARE_FINAL_TYPE (CorCompareLoads, cor_compare_loads, COR, COMPARE_LOADS, AdwBin)

void cor_compare_loads_show (CorCompareLoads *self,
                             CorSnapshot *snapshot,
                             const CorComparison *comparison,
                             const char *first_name,
                             const char *second_name);

G_END_DECLS
