/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_PERSON_PAGE (cor_person_page_get_type ())

/**
 * CorPersonPage:
 *
 * Details of a registration: everything that is known of it.
 */
G_DECLARE_FINAL_TYPE (CorPersonPage, cor_person_page, COR, PERSON_PAGE, CorDetailsPage)

G_END_DECLS
