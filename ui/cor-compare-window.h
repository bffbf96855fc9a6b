/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_COMPARE_WINDOW (cor_compare_window_get_type ())

/**
 * CorCompareWindow:
 *
 * Two of the plan, its scenarios and what was published side by side: what they come to, who passes
 * where, and who goes otherwise. It follows the plan while it is open.
 */
G_DECLARE_FINAL_TYPE (CorCompareWindow, cor_compare_window, COR, COMPARE_WINDOW, AdwWindow)

void cor_compare_window_present (GtkWindow *parent, CorSession *session, CorSelection *selection);

G_END_DECLS
