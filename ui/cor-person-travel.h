/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-details-page.h"

G_BEGIN_DECLS

#define COR_TYPE_PERSON_TRAVEL (cor_person_travel_get_type ())

/**
 * CorPersonTravel:
 *
 * How a party leaves: how urgent it is, from when it can, and what seats it has or wants.
 */
G_DECLARE_FINAL_TYPE (CorPersonTravel, cor_person_travel, COR, PERSON_TRAVEL, GtkBox)

void cor_person_travel_show (CorPersonTravel *self, CorDetailsPage *page, const CorPerson *person);

G_END_DECLS
