/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#define SIZE_PX 7.0
#define NAME_MIN_ZOOM 7.5

/* Shape tells the state as well as colour: a gate that is open, barred, or not there yet. */
static void
draw_gate (cairo_t *cr, CorCrossingState state, double x, double y, double size)
{
  cairo_rectangle (cr, x - size, y - size, 2 * size, 2 * size);
  if (state == COR_CROSSING_OPEN)
    cairo_set_source_rgb (cr, 0.15, 0.64, 0.41);
  else if (state == COR_CROSSING_CLOSED)
    cairo_set_source_rgb (cr, 0.75, 0.11, 0.16);
  else
    cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);

  cairo_set_line_width (cr, 2.2);
  if (state == COR_CROSSING_OPEN)
    {
      cairo_move_to (cr, x - size * 0.55, y);
      cairo_line_to (cr, x - size * 0.1, y + size * 0.45);
      cairo_line_to (cr, x + size * 0.6, y - size * 0.45);
    }
  else if (state == COR_CROSSING_CLOSED)
    {
      cairo_move_to (cr, x - size * 0.5, y - size * 0.5);
      cairo_line_to (cr, x + size * 0.5, y + size * 0.5);
      cairo_move_to (cr, x + size * 0.5, y - size * 0.5);
      cairo_line_to (cr, x - size * 0.5, y + size * 0.5);
    }
  else
    {
      cairo_move_to (cr, x - size * 0.5, y);
      cairo_line_to (cr, x + size * 0.5, y);
    }
  cairo_stroke (cr);
}

/**
 * cor_crossing_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws crossings by their state at the plan's start; those that people pass are larger.
 */
void
cor_crossing_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  GArray *spots = picture->scene->spots;

  for (guint i = 0; i < spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (spots, CorSceneSpot, i);
      gboolean selected = cor_map_picture_is_selected (picture, spot);
      double size = spot->n_people > 0 ? SIZE_PX * 1.25 : SIZE_PX;
      double x, y;

      if (spot->kind != COR_SELECTION_CROSSING)
        continue;

      cor_map_picture_project (picture, spot->world, &x, &y);
      if (selected)
        {
          cairo_arc (cr, x, y, size * 2.0, 0, 2 * G_PI);
          cairo_set_source_rgba (cr, 0.21, 0.52, 0.89, 0.45);
          cairo_fill (cr);
        }
      draw_gate (cr, spot->state, x, y, size);
      if (selected || picture->frame.zoom >= NAME_MIN_ZOOM)
        cor_map_draw_text (cr, picture->theme, spot->name, x, y + size + 9.0, 12.0, selected);
    }
}
