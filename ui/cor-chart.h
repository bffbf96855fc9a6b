/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void cor_chart_begin (GtkWidget *widget, cairo_t *cr, double width_px, GdkRGBA *colour);

G_END_DECLS
