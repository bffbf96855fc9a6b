/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#define SIZE_PX 6.0
#define RECEPTION_MIN_ZOOM 7.0

static void
draw_house (cairo_t *cr, double x, double y, double size)
{
  cairo_move_to (cr, x - size, y);
  cairo_line_to (cr, x, y - size);
  cairo_line_to (cr, x + size, y);
  cairo_line_to (cr, x + size, y + size);
  cairo_line_to (cr, x - size, y + size);
  cairo_close_path (cr);
}

/**
 * cor_post_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws embassy, mission and, once there is room, reception points as houses.
 */
void
cor_post_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  GArray *spots = picture->scene->spots;

  for (guint i = 0; i < spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (spots, CorSceneSpot, i);
      gboolean selected = cor_map_picture_is_selected (picture, spot);
      gboolean is_main = spot->post == COR_POST_EMBASSY || spot->post == COR_POST_MISSION;
      double x, y;

      if (spot->kind != COR_SELECTION_POST ||
          (!is_main && !selected && picture->frame.zoom < RECEPTION_MIN_ZOOM))
        continue;

      cor_map_picture_project (picture, spot->world, &x, &y);
      draw_house (cr, x, y, is_main ? SIZE_PX * 1.5 : SIZE_PX);
      cairo_set_source_rgb (cr, 0.1, 0.37, 0.71);
      cairo_fill_preserve (cr);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_set_line_width (cr, selected ? 3.0 : 1.5);
      cairo_stroke (cr);
    }
}
