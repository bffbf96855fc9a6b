/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#define HATCH_PX 9
#define LABEL_MIN_PX 60.0

static cairo_pattern_t *
make_hatch (CorMapTheme theme)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, HATCH_PX, HATCH_PX);
  cairo_t *cr = cairo_create (surface);
  cairo_pattern_t *pattern;
  double lightness = theme == COR_MAP_THEME_DARK ? 1.0 : 0.75;

  cairo_set_source_rgba (cr, lightness, 0.15, 0.1, 0.5);
  cairo_set_line_width (cr, 1.6);
  for (int shift = -HATCH_PX; shift <= HATCH_PX; shift += HATCH_PX)
    {
      cairo_move_to (cr, shift - 1, HATCH_PX + 1);
      cairo_line_to (cr, shift + HATCH_PX + 1, -1);
    }
  cairo_stroke (cr);
  cairo_destroy (cr);

  pattern = cairo_pattern_create_for_surface (surface);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REPEAT);
  cairo_surface_destroy (surface);

  return pattern;
}

static void
set_colour (const CorMapPicture *picture, cairo_t *cr, double alpha)
{
  cairo_set_source_rgba (cr, picture->theme == COR_MAP_THEME_DARK ? 1.0 : 0.75, 0.15, 0.1, alpha);
}

static void
draw_label (const CorMapPicture *picture, cairo_t *cr, const CorSceneClosure *closure)
{
  const CorBounds *bounds = cor_geometry_get_bounds (closure->geometry);
  double west, north, east, south;

  cor_map_frame_project (&picture->frame, (CorPosition){ bounds->north_deg, bounds->west_deg },
                         &west, &north);
  cor_map_frame_project (&picture->frame, (CorPosition){ bounds->south_deg, bounds->east_deg },
                         &east, &south);
  if (closure->label[0] == '\0' || MAX (east - west, south - north) < LABEL_MIN_PX)
    return;

  cor_map_draw_text (cr, picture->theme, closure->label, (west + east) / 2.0, (north + south) / 2.0,
                     12.0, FALSE);
}

static void
draw_handles (const CorMapPicture *picture, cairo_t *cr, const CorGeometry *geometry)
{
  for (guint i = 0; i < cor_geometry_get_n_parts (geometry); i++)
    {
      const CorPosition *points;
      guint n_points;

      cor_geometry_get_part (geometry, i, &points, &n_points);
      for (guint j = 0; j < n_points; j++)
        {
          double x, y;

          cor_map_frame_project (&picture->frame, points[j], &x, &y);
          cairo_rectangle (cr, x - 4.0, y - 4.0, 8.0, 8.0);
          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_fill_preserve (cr);
          set_colour (picture, cr, 1.0);
          cairo_set_line_width (cr, 1.6);
          cairo_stroke (cr);
        }
    }
}

static void
draw_closure (const CorMapPicture *picture,
              cairo_t *cr,
              const CorSceneClosure *closure,
              cairo_pattern_t *hatch)
{
  const CorGeometry *geometry = closure->geometry;
  gboolean selected = picture->selection != NULL &&
                      cor_selection_is (picture->selection, COR_SELECTION_CLOSURE, &closure->id);

  if (selected && picture->sketch->reshaped != NULL)
    geometry = picture->sketch->reshaped;

  cor_map_picture_add_path (picture, cr, geometry, TRUE);
  cairo_set_source (cr, hatch);
  cairo_fill_preserve (cr);
  set_colour (picture, cr, closure->in_force ? 0.9 : 0.4);
  cairo_set_line_width (cr, selected ? 3.0 : 1.4);
  cairo_stroke (cr);

  cor_map_picture_add_path (picture, cr, geometry, FALSE);
  set_colour (picture, cr, closure->in_force ? 0.95 : 0.4);
  cairo_set_line_width (cr, selected ? 8.0 : 5.0);
  cairo_set_dash (cr, (const double[]){ 7.0, 4.0 }, 2, 0.0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);

  if (selected && cor_geometry_count_points (geometry) <= COR_MAX_HANDLES)
    draw_handles (picture, cr, geometry);
}

/**
 * cor_closure_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws closed areas hatched and closed roads dashed; paler where they are not in force at the
 * plan's start.
 */
void
cor_closure_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  GArray *closures = picture->scene->closures;
  cairo_pattern_t *hatch = make_hatch (picture->theme);
  CorBounds seen = cor_map_frame_get_bounds (&picture->frame, 20.0);

  for (guint i = 0; i < closures->len; i++)
    {
      const CorSceneClosure *closure = &g_array_index (closures, CorSceneClosure, i);

      if (cor_bounds_intersects (&seen, cor_geometry_get_bounds (closure->geometry)))
        draw_closure (picture, cr, closure, hatch);
    }
  for (guint i = 0; i < closures->len; i++)
    draw_label (picture, cr, &g_array_index (closures, CorSceneClosure, i));
  cairo_pattern_destroy (hatch);
}
