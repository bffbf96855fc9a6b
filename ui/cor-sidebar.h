/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_SIDEBAR (cor_sidebar_get_type ())

/**
 * CorSidebar:
 *
 * The lists beside the map, with how much is in each, and the lines of the one chosen.
 *
 * Signal "chosen": somebody chose a line; it is selected, and the map should go there.
 */
G_DECLARE_FINAL_TYPE (CorSidebar, cor_sidebar, COR, SIDEBAR, GtkBox)

void cor_sidebar_set_session (CorSidebar *self,
                              CorSession *session,
                              CorSelection *selection,
                              CorLanguage language);

void cor_sidebar_show_list (CorSidebar *self, guint list);

G_END_DECLS
