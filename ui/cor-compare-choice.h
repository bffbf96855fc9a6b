/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-compare.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_CHOICE (cor_compare_choice_get_type ())

/**
 * CorCompareChoice:
 *
 * A drop-down of what can be set beside something else: the plan, its scenarios, and what was
 * published. Property "side" (const CorPlanSide *, read only) notifies when another is chosen.
 */
G_DECLARE_FINAL_TYPE (CorCompareChoice, cor_compare_choice, COR, COMPARE_CHOICE, GtkWidget)

void cor_compare_choice_offer (CorCompareChoice *self, CorSnapshot *snapshot, GPtrArray *published);

void cor_compare_choice_choose (CorCompareChoice *self, const CorPlanSide *side);

const CorPlanSide *cor_compare_choice_get_side (CorCompareChoice *self);

const char *cor_compare_choice_get_name (CorCompareChoice *self);

gboolean cor_plan_side_equal (const CorPlanSide *left, const CorPlanSide *right);

G_END_DECLS
