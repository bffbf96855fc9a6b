/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#define WIDTH_PX 9.0
#define LABEL_MIN_PX 60.0

static void
set_colour (cairo_t *cr, CorMapTheme theme, double alpha)
{
  if (theme == COR_MAP_THEME_DARK)
    cairo_set_source_rgba (cr, 0.47, 0.68, 1.0, alpha);
  else
    cairo_set_source_rgba (cr, 0.1, 0.37, 0.71, alpha);
}

static void
draw_label (const CorMapPicture *picture, cairo_t *cr, const CorSceneAgreed *corridor)
{
  const CorBounds *bounds = cor_geometry_get_bounds (corridor->geometry);
  const CorPosition *points;
  guint n_points;
  double west, north, east, south, x, y;

  cor_map_frame_project (&picture->frame, (CorPosition){ bounds->north_deg, bounds->west_deg },
                         &west, &north);
  cor_map_frame_project (&picture->frame, (CorPosition){ bounds->south_deg, bounds->east_deg },
                         &east, &south);
  if (corridor->label[0] == '\0' || MAX (east - west, south - north) < LABEL_MIN_PX)
    return;

  cor_geometry_get_part (corridor->geometry, 0, &points, &n_points);
  cor_map_frame_project (&picture->frame, points[n_points / 2], &x, &y);
  cor_map_draw_text (cr, picture->theme, corridor->label, x, y - WIDTH_PX - 5.0, 12.0, FALSE);
}

/* A solid band, so that the road below is seen, and dashes on it. */
static void
draw_corridor (const CorMapPicture *picture, cairo_t *cr, const CorSceneAgreed *corridor)
{
  gboolean selected =
      picture->selection != NULL &&
      cor_selection_is (picture->selection, COR_SELECTION_AGREED_CORRIDOR, &corridor->id);

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
