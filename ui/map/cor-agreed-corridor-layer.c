/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#include <math.h>

#define WIDTH_PX 9.0
/* A shorter leg has no room for a name between the towns at its ends. */
#define LABEL_MIN_PX 110.0

static void
set_colour (cairo_t *cr, CorMapTheme theme, double alpha)
{
  if (theme == COR_MAP_THEME_DARK)
    cairo_set_source_rgba (cr, 0.47, 0.68, 1.0, alpha);
  else
    cairo_set_source_rgba (cr, 0.1, 0.37, 0.71, alpha);
}

/* The middle of the longest leg: at the ends of legs are towns, whose names are not to be covered.
 * Returns how long it is, in pixels. */
static double
find_label_place (const CorMapPicture *picture, const CorGeometry *geometry, double *x, double *y)
{
  const CorPosition *points;
  guint n_points;
  double longest_px = 0.0;

  cor_geometry_get_part (geometry, 0, &points, &n_points);
  for (guint i = 0; i + 1 < n_points; i++)
    {
      double from_x, from_y, to_x, to_y;

      cor_map_frame_project (&picture->frame, points[i], &from_x, &from_y);
      cor_map_frame_project (&picture->frame, points[i + 1], &to_x, &to_y);
      if (hypot (to_x - from_x, to_y - from_y) <= longest_px)
        continue;
      longest_px = hypot (to_x - from_x, to_y - from_y);
      *x = (from_x + to_x) / 2.0;
      *y = (from_y + to_y) / 2.0;
    }

  return longest_px;
}

static gboolean
is_selected (const CorMapPicture *picture, const CorSceneAgreed *corridor)
{
  return picture->selection != NULL &&
         cor_selection_is (picture->selection, COR_SELECTION_AGREED_CORRIDOR, &corridor->id);
}

/* What ways are offered for gives way to their names. */
static void
draw_label (const CorMapPicture *picture, cairo_t *cr, const CorSceneAgreed *corridor)
{
  double x = 0.0, y = 0.0;

  if (is_selected (picture, corridor) &&
      cor_selection_get_offered_ways (picture->selection) != NULL)
    return;
  if (corridor->label[0] != '\0' &&
      find_label_place (picture, corridor->geometry, &x, &y) >= LABEL_MIN_PX)
    cor_map_draw_text (cr, picture->theme, corridor->label, x, y - WIDTH_PX - 5.0, 12.0, FALSE);
}

/* A solid band, so that the road below is seen, and dashes on it. */
static void
draw_corridor (const CorMapPicture *picture, cairo_t *cr, const CorSceneAgreed *corridor)
{
  gboolean selected = is_selected (picture, corridor);

  cor_map_picture_add_path (picture, cr, corridor->geometry, FALSE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  set_colour (cr, picture->theme, 0.25);
  cairo_set_line_width (cr, selected ? WIDTH_PX + 6.0 : WIDTH_PX + 2.0);
  cairo_stroke_preserve (cr);
  set_colour (cr, picture->theme, corridor->is_open ? 0.95 : 0.5);
  cairo_set_line_width (cr, selected ? WIDTH_PX : WIDTH_PX - 3.0);
  cairo_set_dash (cr, (const double[]){ 14.0, 7.0 }, 2, 0.0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/**
 * cor_agreed_corridor_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws the paths of agreed corridors as wide dashed lines; paler where they may not be driven at
 * the plan's start.
 */
void
cor_agreed_corridor_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  GArray *corridors = picture->scene->agreed;
  CorBounds seen = cor_map_frame_get_bounds (&picture->frame, 20.0);

  for (guint i = 0; i < corridors->len; i++)
    {
      const CorSceneAgreed *corridor = &g_array_index (corridors, CorSceneAgreed, i);

      if (!cor_bounds_intersects (&seen, cor_geometry_get_bounds (corridor->geometry)))
        continue;
      draw_corridor (picture, cr, corridor);
      draw_label (picture, cr, corridor);
    }
}
