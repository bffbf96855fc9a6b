/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-crossing.h"
#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_WORTH_LIST (cor_worth_list_get_type ())

/**
 * CorWorthList:
 *
 * Which limits would be worth raising, and what the plan would gain.
 */
G_DECLARE_FINAL_TYPE (CorWorthList, cor_worth_list, COR, WORTH_LIST, GtkBox)

void cor_worth_list_show (CorWorthList *self, CorDetailsPage *page, const CorCrossing *crossing);

G_END_DECLS
