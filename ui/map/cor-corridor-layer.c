/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#include <math.h>

#define MIN_WIDTH_PX 1.6
#define MAX_WIDTH_PX 11.0
#define N_WIDTHS 8

/* Area, not width, grows with people: a corridor of four times the load looks twice as heavy. */
static double
width_of (const CorMapScene *scene, guint n_people)
{
  if (n_people == 0 || scene->largest_load == 0)
    return 0.0;

  return MIN_WIDTH_PX +
         (MAX_WIDTH_PX - MIN_WIDTH_PX) * sqrt ((double) n_people / scene->largest_load);
}

static guint
bucket_of (double width_px)
{
  double share = (width_px - MIN_WIDTH_PX) / (MAX_WIDTH_PX - MIN_WIDTH_PX);

  return MIN ((guint) (share * N_WIDTHS), N_WIDTHS - 1);
}

static gboolean
is_outside (const CorMapFrame *frame, double ax, double ay, double bx, double by)
{
  return MAX (ax, bx) < -MAX_WIDTH_PX || MIN (ax, bx) > frame->width_px + MAX_WIDTH_PX ||
         MAX (ay, by) < -MAX_WIDTH_PX || MIN (ay, by) > frame->height_px + MAX_WIDTH_PX;
}

/* Lanes to several countries run beside each other. */
static void
add_piece (const CorMapPicture *picture, cairo_t *cr, const CorScenePiece *piece)
{
  double ax, ay, bx, by, length, offset;

  cor_map_picture_project (picture, piece->a, &ax, &ay);
  cor_map_picture_project (picture, piece->b, &bx, &by);
  if (is_outside (&picture->frame, ax, ay, bx, by))
    return;

  length = hypot (bx - ax, by - ay);
  offset =
      piece->lane == 0
          ? 0.0
          : (width_of (picture->scene, piece->lane) + width_of (picture->scene, piece->n_people)) /
                2.0;
  if (length > 0.0 && offset > 0.0)
    {
      double dx = -(by - ay) / length * offset, dy = (bx - ax) / length * offset;

      ax += dx;
      bx += dx;
      ay += dy;
      by += dy;
    }
  cairo_move_to (cr, ax, ay);
  cairo_line_to (cr, bx, by);
}

static void
draw_bucket (const CorMapPicture *picture, cairo_t *cr, guint country, guint bucket, double alpha)
{
  const CorMapScene *scene = picture->scene;
  double width_px = 0.0;

  for (guint i = 0; i < scene->pieces->len; i++)
    {
      const CorScenePiece *piece = &g_array_index (scene->pieces, CorScenePiece, i);
      double piece_width_px = width_of (scene, piece->n_people);

      if (piece->country != country || bucket_of (piece_width_px) != bucket)
        continue;
      width_px = MAX (width_px, piece_width_px);
      add_piece (picture, cr, piece);
    }
  if (width_px <= 0.0)
    return;

  cor_map_set_country_colour (cr, picture->theme, country, alpha);
  cairo_set_line_width (cr, width_px);
  cairo_stroke (cr);
}

/**
 * cor_corridor_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws the roads that corridors use, coloured by the country that they lead to and as wide as
 * their load; faded while the routes are stale.
 */
void
cor_corridor_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  double alpha = picture->scene->is_stale ? 0.35 : 0.9;

  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint i = 0; i < COR_N_SCENE_COUNTRIES; i++)
    for (guint j = 0; j < N_WIDTHS; j++)
      draw_bucket (picture, cr, i, j, alpha);
}
