/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_PLAN_PAGE (cor_plan_page_get_type ())

/**
 * CorPlanPage:
 *
 * Details of the plan itself: shown while nothing is selected.
 */
G_DECLARE_FINAL_TYPE (CorPlanPage, cor_plan_page, COR, PLAN_PAGE, CorDetailsPage)

G_END_DECLS
