/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_HISTORY_WINDOW (cor_history_window_get_type ())

/**
 * CorHistoryWindow:
 *
 * Who changed what in the plan, and when; newest first.
 */
G_DECLARE_FINAL_TYPE (CorHistoryWindow, cor_history_window, COR, HISTORY_WINDOW, AdwWindow)

void cor_history_window_present (GtkWindow *parent, CorSession *session);

G_END_DECLS
