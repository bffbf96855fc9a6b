/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-comparison.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_TABLE (cor_compare_table_get_type ())

/**
 * CorCompareTable:
 *
 * The people who go otherwise in the second of two plans, the most first, and a choice of what
 * differs. Signal "chosen" (const CorId *): the cluster of a row that was activated.
 */
G_DECLARE_FINAL_TYPE (CorCompareTable, cor_compare_table, COR, COMPARE_TABLE, AdwBin)

void cor_compare_table_show (CorCompareTable *self,
                             CorSnapshot *snapshot,
                             const CorComparison *comparison,
                             const char *first_name,
                             const char *second_name);

void cor_compare_table_clear (CorCompareTable *self);

G_END_DECLS
