/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_PERSON_PLACE (cor_person_place_get_type ())

/**
 * CorPersonPlace:
 *
 * Where a registration is: how that is known, what else it could be, and a search for another.
 */
G_DECLARE_FINAL_TYPE (CorPersonPlace, cor_person_place, COR, PERSON_PLACE, GtkBox)

void cor_person_place_show (CorPersonPlace *self, CorDetailsPage *page, const CorPerson *person);

G_END_DECLS
