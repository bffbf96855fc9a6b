/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-crossing.h"
#include "cor-result.h"

G_BEGIN_DECLS

#define COR_TYPE_LOAD_CHART (cor_load_chart_get_type ())

/**
 * CorLoadChart:
 *
 * How many people pass a crossing in each hour, beside how many could.
 */
G_DECLARE_FINAL_TYPE (CorLoadChart, cor_load_chart, COR, LOAD_CHART, GtkBox)

GtkWidget *cor_load_chart_new (void) G_GNUC_WARN_UNUSED_RESULT;

void cor_load_chart_show (CorLoadChart *self, const CorCrossing *crossing, CorResult *result);

G_END_DECLS
