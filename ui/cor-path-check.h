/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_PATH_CHECK (cor_path_check_get_type ())

/**
 * CorPathCheck:
 *
 * Whether an agreed corridor lies on roads, and what an officer is to do if it does not.
 */
G_DECLARE_FINAL_TYPE (CorPathCheck, cor_path_check, COR, PATH_CHECK, GtkBox)

void cor_path_check_show (CorPathCheck *self, CorDetailsPage *page);

G_END_DECLS
