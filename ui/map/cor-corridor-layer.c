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
shift_lane (const CorMapScene *scene, const CorScenePiece *piece, double *ends)
{
  double length = hypot (ends[2] - ends[0], ends[3] - ends[1]);
  double offset = (width_of (scene, piece->lane) + width_of (scene, piece->n_people)) / 2.0;
  double dx, dy;

  if (piece->lane == 0 || length <= 0.0)
    return;

  dx = -(ends[3] - ends[1]) / length * offset;
  dy = (ends[2] - ends[0]) / length * offset;
  ends[0] += dx;
  ends[2] += dx;
  ends[1] += dy;
  ends[3] += dy;
}

/* Pieces of one road follow each other: drawn as one line they cost a fraction of many. */
typedef struct
{
  cairo_t *cr;
  gboolean is_open;
  double x, y;
} Pen;

static void
draw_to (Pen *pen, double x, double y, gboolean last)
{
  /* Points that nobody could tell apart only cost time. */
  if (!last && fabs (x - pen->x) + fabs (y - pen->y) < 1.5)
    return;

  cairo_line_to (pen->cr, x, y);
  pen->x = x;
  pen->y = y;
}

static gboolean
continues (const Pen *pen, double x, double y)
{
  return pen->is_open && fabs (x - pen->x) + fabs (y - pen->y) < 3.0;
}

static void
add_piece (const CorMapPicture *picture, Pen *pen, const CorScenePiece *piece)
{
  double ends[4];

  cor_map_picture_project (picture, piece->a, &ends[0], &ends[1]);
  cor_map_picture_project (picture, piece->b, &ends[2], &ends[3]);
  if (is_outside (&picture->frame, ends[0], ends[1], ends[2], ends[3]))
    return;
  shift_lane (picture->scene, piece, ends);

  if (continues (pen, ends[2], ends[3]))
    {
      draw_to (pen, ends[0], ends[1], FALSE);
      return;
    }
  if (!continues (pen, ends[0], ends[1]))
    {
      cairo_stroke (pen->cr);
      cairo_move_to (pen->cr, ends[0], ends[1]);
      *pen = (Pen){ pen->cr, TRUE, ends[0], ends[1] };
    }
  draw_to (pen, ends[2], ends[3], TRUE);
}

static guint
bucket_of_piece (const CorMapScene *scene, const CorScenePiece *piece)
{
  return bucket_of (width_of (scene, piece->n_people));
}

static void
draw_bucket (const CorMapPicture *picture, cairo_t *cr, guint country, guint bucket, double alpha)
{
  const CorMapScene *scene = picture->scene;
  double step = (MAX_WIDTH_PX - MIN_WIDTH_PX) / N_WIDTHS;
  Pen pen = { .cr = cr };

  if (scene->is_comparison)
    cor_map_set_shade (cr, picture->theme, (CorSceneShade) country);
  else
    cor_map_set_country_colour (cr, picture->theme, country, alpha);
  cairo_set_line_width (cr, MIN_WIDTH_PX + (bucket + 0.5) * step);
  for (guint i = 0; i < scene->pieces->len; i++)
    {
      const CorScenePiece *piece = &g_array_index (scene->pieces, CorScenePiece, i);

      if (piece->country == country && bucket_of_piece (scene, piece) == bucket)
        add_piece (picture, &pen, piece);
    }
  cairo_stroke (cr);
}

/**
 * cor_corridor_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws the roads that corridors use, coloured by the country that they lead to and as wide as
 * their load; faded while the routes are stale. Of two plans, coloured by which of them it is.
 */
void
cor_corridor_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  double alpha = picture->scene->is_stale ? 0.35 : 0.9;

  /* Round ends would close the gaps of dashes. */
  cairo_set_line_cap (cr,
                      picture->scene->is_comparison ? CAIRO_LINE_CAP_BUTT : CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_tolerance (cr, 0.4);
  for (guint i = 0; i < COR_N_SCENE_COUNTRIES; i++)
    for (guint j = 0; j < N_WIDTHS; j++)
      draw_bucket (picture, cr, i, j, alpha);
}
