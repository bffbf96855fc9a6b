/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_POST_PAGE (cor_post_page_get_type ())

/**
 * CorPostPage:
 *
 * Details of a post: how to reach it.
 */
G_DECLARE_FINAL_TYPE (CorPostPage, cor_post_page, COR, POST_PAGE, CorDetailsPage)

G_END_DECLS
