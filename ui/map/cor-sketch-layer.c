/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#define HANDLE_PX 4.0

/* Red closes, blue is driven. */
static void
set_colour (const CorMapSketch *sketch, cairo_t *cr, double alpha)
{
  if (sketch->shape == COR_SKETCH_PATH)
    cairo_set_source_rgba (cr, 0.1, 0.37, 0.71, alpha);
  else
    cairo_set_source_rgba (cr, 0.75, 0.11, 0.16, alpha);
}

static void
draw_shape (const CorMapPicture *picture, cairo_t *cr)
{
  const CorMapSketch *sketch = picture->sketch;
  double x, y;

  for (guint i = 0; i < sketch->points->len; i++)
    {
      cor_map_frame_project (&picture->frame, g_array_index (sketch->points, CorPosition, i), &x,
                             &y);
      cairo_line_to (cr, x, y);
    }
  cor_map_frame_project (&picture->frame, sketch->pointer, &x, &y);
  cairo_line_to (cr, x, y);
  if (sketch->shape == COR_SKETCH_AREA)
    {
      cairo_close_path (cr);
      set_colour (sketch, cr, 0.2);
      cairo_fill_preserve (cr);
    }
  set_colour (sketch, cr, 1.0);
  cairo_set_line_width (cr, sketch->shape == COR_SKETCH_AREA ? 2.0 : 4.0);
  cairo_stroke (cr);

  for (guint i = 0; i < sketch->points->len; i++)
    {
      cor_map_frame_project (&picture->frame, g_array_index (sketch->points, CorPosition, i), &x,
                             &y);
      cairo_arc (cr, x, y, HANDLE_PX, 0, 2 * G_PI);
      cairo_fill (cr);
    }
}

static void
draw_moved (const CorMapPicture *picture, cairo_t *cr)
{
  double x, y;

  cor_map_frame_project (&picture->frame, picture->sketch->pointer, &x, &y);
  cairo_arc (cr, x, y, 10.0, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0.21, 0.52, 0.89, 0.6);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 2.0);
  cairo_stroke (cr);
}

/**
 * cor_sketch_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws what is being drawn, or the rally point being dragged.
 */
void
cor_sketch_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  if (picture->sketch->is_active)
    draw_shape (picture, cr);
  if (picture->sketch->moved != NULL)
    draw_moved (picture, cr);
}
