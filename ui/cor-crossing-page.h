/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_CROSSING_PAGE (cor_crossing_page_get_type ())

/**
 * CorCrossingPage:
 *
 * Details of a crossing: its state, what it lets through, who comes.
 */
G_DECLARE_FINAL_TYPE (CorCrossingPage, cor_crossing_page, COR, CROSSING_PAGE, CorDetailsPage)

G_END_DECLS
