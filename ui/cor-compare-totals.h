/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-comparison.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_TOTALS (cor_compare_totals_get_type ())

/**
 * CorCompareTotals:
 *
 * What two plans come to, goal by goal, and by how much they differ.
 */
G_DECLARE_FINAL_TYPE (CorCompareTotals, cor_compare_totals, COR, COMPARE_TOTALS, GtkWidget)

void cor_compare_totals_show (CorCompareTotals *self,
                              const CorComparison *comparison,
                              const char *first_name,
                              const char *second_name);

G_END_DECLS
