/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-comparison.h"

G_BEGIN_DECLS

#define COR_TYPE_LOAD_PAIR_CHART (cor_load_pair_chart_get_type ())

/**
 * CorLoadPairChart:
 *
 * How many people pass a crossing in each hour of two plans: the first as an area, the second as a
 * line over it.
 */
G_DECLARE_FINAL_TYPE (CorLoadPairChart, cor_load_pair_chart, COR, LOAD_PAIR_CHART, GtkWidget)

GtkWidget *cor_load_pair_chart_new (const CorLoadPair *loads,
                                    guint n_loads,
                                    gint64 from_utc_s,
                                    guint n_hours) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
