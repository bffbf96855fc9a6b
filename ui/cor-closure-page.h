/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_CLOSURE_PAGE (cor_closure_page_get_type ())

/**
 * CorClosurePage:
 *
 * Details of a closure: what it is called, and when it holds.
 */
G_DECLARE_FINAL_TYPE (CorClosurePage, cor_closure_page, COR, CLOSURE_PAGE, CorDetailsPage)

G_END_DECLS
