/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-selection.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_FORECAST_WINDOW (cor_forecast_window_get_type ())

/**
 * CorForecastWindow:
 *
 * How sure the plan is: drives what is shown many times with random delays, beside the desk's own
 * work, and shows what comes of it.
 */
G_DECLARE_FINAL_TYPE (CorForecastWindow, cor_forecast_window, COR, FORECAST_WINDOW, AdwWindow)

void cor_forecast_window_present (GtkWindow *parent, CorSession *session, CorSelection *selection);

G_END_DECLS
