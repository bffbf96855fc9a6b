/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-river-words.h"

#include <math.h>

/* About one word on this much of a river. */
#define SPACING_PX 620.0
/* Close by, the words on a long river stand farther apart, so that there are not too many. */
#define MAX_WORDS 200.0
#define MAX_STEEPNESS (65.0 * G_PI / 180.0)

/* A line in pixels, with the way from its start to each point. */
typedef struct
{
  CorMapPoint *points;
  double *way_px;
  guint n_points;
} Walk;

static void
walk_init (Walk *walk, const CorMapPath *path, guint level, double world_px)
{
  walk->n_points = path->n_points[level];
  walk->points = g_new (CorMapPoint, walk->n_points);
  walk->way_px = g_new0 (double, walk->n_points);
  for (guint i = 0; i < walk->n_points; i++)
    {
      walk->points[i] =
          (CorMapPoint){ path->points[level][i].x * world_px, path->points[level][i].y * world_px };
      if (i > 0)
        walk->way_px[i] = walk->way_px[i - 1] + hypot (walk->points[i].x - walk->points[i - 1].x,
                                                       walk->points[i].y - walk->points[i - 1].y);
    }
}

static void
walk_clear (Walk *walk)
{
  g_free (walk->points);
  g_free (walk->way_px);
}

/* The last point at or before @way_px. */
static guint
walk_find (const Walk *walk, double way_px)
{
  guint low = 0, high = walk->n_points - 1;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (walk->way_px[middle] <= way_px)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static CorMapPoint
walk_get (const Walk *walk, double way_px)
{
  guint i = walk_find (walk, way_px);
  double length_px = walk->way_px[i + 1] - walk->way_px[i];
  double part = length_px > 0.0 ? CLAMP ((way_px - walk->way_px[i]) / length_px, 0.0, 1.0) : 0.0;
  CorMapPoint a = walk->points[i], b = walk->points[i + 1];

  return (CorMapPoint){ a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part };
}

/* How far a stretch strays from its chord to either side; huge where it is too steep to read. */
static double
get_bend_px (const Walk *walk, double start_px, double end_px)
{
  CorMapPoint a = walk_get (walk, start_px), b = walk_get (walk, end_px);
  double dx = b.x - a.x, dy = b.y - a.y, length_px = hypot (dx, dy), bend_px = 0.0;

  if (length_px < 0.8 * (end_px - start_px) || atan2 (fabs (dy), fabs (dx)) > MAX_STEEPNESS)
    return G_MAXDOUBLE;

  for (guint i = walk_find (walk, start_px) + 1; i < walk->n_points && walk->way_px[i] < end_px;
       i++)
    {
      CorMapPoint p = walk->points[i];

      bend_px = MAX (bend_px, fabs (dx * (p.y - a.y) - dy * (p.x - a.x)) / length_px);
    }

  return bend_px;
}

/* The straightest stretch around @middle_px. */
static gboolean
find_spot (const Walk *walk,
           double middle_px,
           double reach_px,
           double width_px,
           double max_bend_px,
           CorMapSpot *spot)
{
  double total_px = walk->way_px[walk->n_points - 1], best_px = G_MAXDOUBLE, best_start_px = 0.0;
  double step_px = MAX (width_px / 4.0, reach_px / 24.0);
  CorMapPoint a, b;

  for (double start_px = middle_px - reach_px - width_px / 2.0;
       start_px <= middle_px + reach_px - width_px / 2.0; start_px += step_px)
    {
      double bend_px;

      if (start_px < 0.0 || start_px + width_px > total_px)
        continue;
      bend_px = get_bend_px (walk, start_px, start_px + width_px);
      if (bend_px < best_px)
        {
          best_px = bend_px;
          best_start_px = start_px;
        }
    }
  if (best_px > max_bend_px)
    return FALSE;

  a = walk_get (walk, best_start_px);
  b = walk_get (walk, best_start_px + width_px);
  spot->x_px = (a.x + b.x) / 2.0;
  spot->y_px = (a.y + b.y) / 2.0;
  spot->angle = b.x >= a.x ? atan2 (b.y - a.y, b.x - a.x) : atan2 (a.y - b.y, a.x - b.x);

  return TRUE;
}

/**
 * cor_map_find_spots:
 * @path: a line
 * @level: at which level of detail
 * @world_px: how wide the world is, in pixels
 * @word_width_px: how long the word is
 * @max_bend_px: by how much the line may leave it
 *
 * Finds where along the line a word may be written, again and again.
 *
 * Returns: (transfer full) (element-type CorMapSpot): the spots
 */
GArray *
cor_map_find_spots (const CorMapPath *path,
                    guint level,
                    double world_px,
                    double word_width_px,
                    double max_bend_px)
{
  GArray *spots = g_array_new (FALSE, FALSE, sizeof (CorMapSpot));
  double total_px, share_px;
  Walk walk;
  guint n_words;

  if (path->n_points[level] < 2)
    return spots;

  walk_init (&walk, path, level, world_px);
  total_px = walk.way_px[walk.n_points - 1];
  n_words = (guint) CLAMP (floor (total_px / SPACING_PX), 1.0, MAX_WORDS);
  share_px = total_px / n_words;
  for (guint i = 0; i < n_words && total_px > word_width_px; i++)
    {
      CorMapSpot spot;

      if (find_spot (&walk, (i + 0.5) * share_px, share_px * 0.4, word_width_px, max_bend_px,
                     &spot))
        g_array_append_val (spots, spot);
    }
  walk_clear (&walk);

  return spots;
}
