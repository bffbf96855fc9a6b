/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_AGREED_CORRIDOR_PAGE (cor_agreed_corridor_page_get_type ())

/**
 * CorAgreedCorridorPage:
 *
 * Details of an agreed corridor: its hours, its columns, who may drive it.
 */
G_DECLARE_FINAL_TYPE (CorAgreedCorridorPage,
                      cor_agreed_corridor_page,
                      COR,
                      AGREED_CORRIDOR_PAGE,
                      CorDetailsPage)

G_END_DECLS
