/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_DETAILS (cor_details_get_type ())

/**
 * CorDetails:
 *
 * The pane beside the map: a page about what is selected, else about the plan.
 */
G_DECLARE_FINAL_TYPE (CorDetails, cor_details, COR, DETAILS, GtkBox)

void cor_details_set_session (CorDetails *self,
                              CorSession *session,
                              CorSelection *selection,
                              CorLanguage language);

G_END_DECLS
