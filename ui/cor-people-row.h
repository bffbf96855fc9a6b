/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-people-order.h"

G_BEGIN_DECLS

#define COR_TYPE_PEOPLE_ROW (cor_people_row_get_type ())

/**
 * CorPeopleRow:
 *
 * A registration as the table of people shows it; made only for rows that are on the screen.
 */
G_DECLARE_FINAL_TYPE (CorPeopleRow, cor_people_row, COR, PEOPLE_ROW, GObject)

CorPeopleRow *cor_people_row_new (CorSnapshot *snapshot,
                                  guint index,
                                  CorLanguage language) G_GNUC_WARN_UNUSED_RESULT;

char *cor_people_row_dup_text (CorPeopleRow *self,
                               CorPeopleColumn column) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
