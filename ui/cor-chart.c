/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-chart.h"

/**
 * cor_chart_begin:
 * @widget: what shows a chart over time
 * @cr: what it is drawn with
 * @width_px: its width
 * @colour: (out): the colour of text there
 *
 * Prepares drawing: from here on time begins at 0, which is on the right where one reads from
 * there.
 */
void
cor_chart_begin (GtkWidget *widget, cairo_t *cr, double width_px, GdkRGBA *colour)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width_px, 0);
      cairo_scale (cr, -1, 1);
    }
}
