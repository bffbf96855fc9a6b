/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_CORRIDOR_PAGE (cor_corridor_page_get_type ())

/**
 * CorCorridorPage:
 *
 * Details of a corridor: its roads and who uses it.
 */
G_DECLARE_FINAL_TYPE (CorCorridorPage, cor_corridor_page, COR, CORRIDOR_PAGE, CorDetailsPage)

G_END_DECLS
