/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "cor-forecast.h"

G_BEGIN_DECLS

#define COR_TYPE_FORECAST_VIEW (cor_forecast_view_get_type ())

/**
 * CorForecastView:
 *
 * What chance makes of a plan: when the last one is out, where people queue, and which movements
 * are most at risk. Signal "chosen" (const CorMovement *): one of these was activated.
 */
G_DECLARE_FINAL_TYPE (CorForecastView, cor_forecast_view, COR, FORECAST_VIEW, AdwBin)

void cor_forecast_view_show (CorForecastView *self,
                             CorSnapshot *snapshot,
                             CorResult *result,
                             const CorForecast *forecast);

G_END_DECLS
