/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#include <glib/gi18n.h>
#include <math.h>

#define CASING_PX 9.0
#define LINE_PX 5.0
#define LABEL_OFFSET_PX 16.0
/* A shorter way has no room for words beside it. */
#define LABEL_MIN_PX 60.0

/* Told apart without colours: the one that would be taken has dashes, others have dots. */
static const double dashes_px[] = { 12.0, 7.0 };
static const double dots_px[] = { 0.1, 9.0 };

/* Where half of the line's length on the screen lies on either side; returns that length. */
static double
find_middle (const CorMapPicture *picture, const CorGeometry *line, double *x_px, double *y_px)
{
  const CorPosition *points;
  guint n_points;
  double length_px = 0.0;

  cor_geometry_get_part (line, 0, &points, &n_points);
  for (guint pass = 0; pass < 2; pass++)
    {
      double left_px = length_px / 2.0;
      double x = 0.0, y = 0.0;

      for (guint i = 0; i < n_points; i++)
        {
          double last_x = x, last_y = y;
          double leg_px;

          cor_map_frame_project (&picture->frame, points[i], &x, &y);
          leg_px = i > 0 ? hypot (x - last_x, y - last_y) : 0.0;
          if (pass == 0)
            length_px += leg_px;
          else if (leg_px > 0.0 && left_px <= leg_px)
            {
              *x_px = last_x + (x - last_x) * left_px / leg_px;
              *y_px = last_y + (y - last_y) * left_px / leg_px;
              return length_px;
            }
          left_px -= leg_px;
        }
    }

  return 0.0;
}

static void
draw_way (const CorMapPicture *picture, cairo_t *cr, const CorGeometry *line, gboolean is_first)
{
  double ground = picture->theme == COR_MAP_THEME_DARK ? 0.08 : 1.0;

  cor_map_picture_add_path (picture, cr, line, FALSE);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_source_rgba (cr, ground, ground, ground, 0.9);
  cairo_set_line_width (cr, CASING_PX);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, 1.0 - ground, 1.0 - ground, 1.0 - ground);
  cairo_set_line_width (cr, LINE_PX);
  if (is_first)
    {
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
      cairo_set_dash (cr, dashes_px, G_N_ELEMENTS (dashes_px), 0.0);
    }
  else
    cairo_set_dash (cr, dots_px, G_N_ELEMENTS (dots_px), 0.0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
draw_label (const CorMapPicture *picture, cairo_t *cr, const CorGeometry *line, gboolean is_first)
{
  const char *text = is_first ? _ ("The quickest way by road") : _ ("About as quick");
  double x, y;

  if (find_middle (picture, line, &x, &y) >= LABEL_MIN_PX)
    cor_map_draw_text (cr, picture->theme, text, x, y - LABEL_OFFSET_PX, 13.0, TRUE);
}

static GPtrArray *
get_ways (const CorMapPicture *picture)
{
  return picture->selection != NULL ? cor_selection_get_offered_ways (picture->selection) : NULL;
}

/**
 * cor_offer_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws the ways about which the officer is asked, in black and white above all roads: dashed the
 * one that would be taken, dotted those that may be meant as well.
 */
void
cor_offer_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  GPtrArray *ways = get_ways (picture);

  /* The first on top: where the ways are the same, what would be taken is seen. */
  for (guint i = ways != NULL ? ways->len : 0; i > 0; i--)
    draw_way (picture, cr, ways->pdata[i - 1], i == 1);
}

/**
 * cor_offer_layer_draw_names:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Says, above everything else, which of the ways is which.
 */
void
cor_offer_layer_draw_names (const CorMapPicture *picture, cairo_t *cr)
{
  GPtrArray *ways = get_ways (picture);

  for (guint i = ways != NULL ? ways->len : 0; i > 0; i--)
    draw_label (picture, cr, ways->pdata[i - 1], i == 1);
}
