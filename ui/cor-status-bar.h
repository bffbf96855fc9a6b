/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_STATUS_BAR (cor_status_bar_get_type ())

/**
 * CorStatusBar:
 *
 * The line below the map: the plan's totals, and whether the routes belong to the plan as it is.
 */
G_DECLARE_FINAL_TYPE (CorStatusBar, cor_status_bar, COR, STATUS_BAR, GtkBox)

void cor_status_bar_set_session (CorStatusBar *self, CorSession *session);

G_END_DECLS
