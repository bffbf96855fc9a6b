/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-people-order.h"
#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_PEOPLE_VIEW (cor_people_view_get_type ())

/**
 * CorPeopleView:
 *
 * The table of everybody in the plan, and what can be done with those selected in it.
 */
G_DECLARE_FINAL_TYPE (CorPeopleView, cor_people_view, COR, PEOPLE_VIEW, GtkBox)

GtkWidget *cor_people_view_new (void) G_GNUC_WARN_UNUSED_RESULT;

void
cor_people_view_set_session (CorPeopleView *self, CorSession *session, CorSelection *selection);

G_END_DECLS
