/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#define SIZE_PX 8.0

/* A coach from the side. */
static void
draw_coach (cairo_t *cr, double x, double y, double size)
{
  double height = size * 0.9;

  cairo_rectangle (cr, x - size, y - height, 2.0 * size, height * 1.6);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x - size * 0.5, y + height * 0.6, size * 0.28, 0.0, 2.0 * G_PI);
  cairo_new_sub_path (cr);
  cairo_arc (cr, x + size * 0.5, y + height * 0.6, size * 0.28, 0.0, 2.0 * G_PI);
}

static void
draw_windows (cairo_t *cr, double x, double y, double size)
{
  for (int i = -1; i <= 1; i++)
    cairo_rectangle (cr, x + (i * 0.62 - 0.22) * size, y - size * 0.6, size * 0.44, size * 0.5);
}

/**
 * cor_vehicle_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws depots, where vehicles of ours stand, as coaches.
 */
void
cor_vehicle_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  GArray *spots = picture->scene->spots;

  for (guint i = 0; i < spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (spots, CorSceneSpot, i);
      gboolean selected = cor_map_picture_is_selected (picture, spot);
      double size = selected ? SIZE_PX * 1.4 : SIZE_PX;
      double x, y;

      if (spot->kind != COR_SELECTION_VEHICLE)
        continue;

      cor_map_picture_project (picture, spot->world, &x, &y);
      draw_coach (cr, x, y, size);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_set_line_width (cr, 3.5);
      cairo_stroke_preserve (cr);
      cairo_set_source_rgb (cr, 0.39, 0.27, 0.17);
      cairo_fill (cr);
      draw_windows (cr, x, y, size);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_fill (cr);
    }
}
