/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-forecast.h"

G_BEGIN_DECLS

#define COR_TYPE_FORECAST_CHART (cor_forecast_chart_get_type ())

/**
 * CorForecastChart:
 *
 * How many people are out by each hour: as planned, in the middle of all runs, and between which
 * bounds in nine of ten.
 */
G_DECLARE_FINAL_TYPE (CorForecastChart, cor_forecast_chart, COR, FORECAST_CHART, GtkWidget)

void cor_forecast_chart_show (CorForecastChart *self, const CorForecast *forecast);

G_END_DECLS
