/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap-private.h"

/* How far the shores may be off: an end that stands in the water no farther than this from land
 * is taken to stand on the shore, and a sliver of water is taken to be none. */
#define SHORE_ERROR_M 900.0
#define SLIVER_M 150.0

static CorMapPoint
project (CorPosition position)
{
  CorMapPoint point;

  cor_map_project_to_world (position, &point.x, &point.y);

  return point;
}

static gboolean
box_holds (const CorMapBox *box, CorMapPoint point)
{
  return point.x >= box->min_x && point.x <= box->max_x && point.y >= box->min_y &&
         point.y <= box->max_y;
}

/* Even-odd rule over the ring at its finest. */
static gboolean
ring_holds (const CorMapPath *ring, CorMapPoint point)
{
  const CorMapPoint *points = ring->points[0];
  guint n_points = ring->n_points[0];
  gboolean inside = FALSE;

  if (!box_holds (&ring->box, point))
    return FALSE;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
    {
      CorMapPoint a = points[i], b = points[j];

      if ((a.y > point.y) != (b.y > point.y) &&
          point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }

  return inside;
}

static double
side_of (CorMapPoint a, CorMapPoint b, CorMapPoint point)
{
  return (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
}

static gboolean
segments_cross (CorMapPoint a, CorMapPoint b, CorMapPoint c, CorMapPoint d)
{
  return (side_of (a, b, c) > 0.0) != (side_of (a, b, d) > 0.0) &&
         (side_of (c, d, a) > 0.0) != (side_of (c, d, b) > 0.0);
}

/* Adds how far along a–b, from 0 to 1, it meets a path. */
static void
add_crossings (GArray *fractions,
               const CorMapPath *path,
               gboolean is_ring,
               CorMapPoint a,
               CorMapPoint b)
{
  CorMapBox box = COR_MAP_BOX_EMPTY;
  const CorMapPoint *points = path->points[0];
  guint n_points = path->n_points[0];

  cor_map_box_add (&box, a.x, a.y);
  cor_map_box_add (&box, b.x, b.y);
  if (!cor_map_box_intersects (&box, &path->box))
    return;

  for (guint i = is_ring ? 0 : 1; i < n_points; i++)
    {
      CorMapPoint c = points[i > 0 ? i - 1 : n_points - 1], d = points[i];

      if ((c.x < box.min_x && d.x < box.min_x) || (c.x > box.max_x && d.x > box.max_x) ||
          (c.y < box.min_y && d.y < box.min_y) || (c.y > box.max_y && d.y > box.max_y))
        continue;
      if (segments_cross (a, b, c, d))
        {
          double side_a = side_of (c, d, a), fraction = side_a / (side_a - side_of (c, d, b));

          g_array_append_val (fractions, fraction);
        }
    }
}

static int
compare_fractions (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right ? 1 : 0;
}

/* Where a–b meets any shore: 0, the fractions in order, 1. */
static GArray *
find_shores (CorBasemap *self, CorPosition a, CorPosition b)
{
  GArray *fractions = g_array_new (FALSE, FALSE, sizeof (double));
  CorMapPoint from = project (a), to = project (b);
  const double start = 0.0, end = 1.0;

  g_array_append_val (fractions, start);
  for (guint i = 0; i < self->lakes->len; i++)
    {
      const CorBasemapLake *lake = &g_array_index (self->lakes, CorBasemapLake, i);

      for (guint k = 0; k < lake->n_rings; k++)
        add_crossings (fractions, &lake->rings[k], TRUE, from, to);
    }
  for (guint i = 0; i < self->lines->len; i++)
    {
      const CorBasemapLine *line = &g_array_index (self->lines, CorBasemapLine, i);

      if (line->kind == COR_BASEMAP_LINE_COAST)
        add_crossings (fractions, &line->path, FALSE, from, to);
    }
  g_array_append_val (fractions, end);
  g_array_sort (fractions, compare_fractions);

  return fractions;
}

static gboolean
lake_holds (const CorBasemapLake *lake, CorMapPoint point)
{
  gboolean inside = FALSE;

  if (!box_holds (&lake->box, point))
    return FALSE;

  for (guint i = 0; i < lake->n_rings; i++)
    if (ring_holds (&lake->rings[i], point))
      inside = !inside;

  return inside;
}

/**
 * cor_basemap_country_at:
 * @self: a base map
 * @position: a position
 *
 * Asks whose land a position is. A lake belongs to the land around it.
 *
 * Returns: (nullable) (transfer none): the country's ISO 3166 code such as "UA", or %NULL at sea
 *   and outside the map
 */
const char *
cor_basemap_country_at (CorBasemap *self, CorPosition position)
{
  CorMapPoint point = project (position);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->faces->len; i++)
    {
      const CorBasemapFace *face = &g_array_index (self->faces, CorBasemapFace, i);

      if (ring_holds (&face->ring, point))
        return face->country;
    }

  return NULL;
}

/**
 * cor_basemap_is_water:
 * @self: a base map
 * @position: a position on the map
 *
 * Returns: whether it lies in the sea, a lake, a reservoir or a river as wide as one
 */
gboolean
cor_basemap_is_water (CorBasemap *self, CorPosition position)
{
  CorMapPoint point = project (position);

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->lakes->len; i++)
    if (lake_holds (&g_array_index (self->lakes, CorBasemapLake, i), point))
      return TRUE;

  return cor_basemap_country_at (self, position) == NULL;
}

/**
 * cor_basemap_line_crosses_water:
 * @self: a base map
 * @a: one end
 * @b: the other
 *
 * Whether a short straight line goes over water in the sense of cor_basemap_is_water (). Since
 * the shores are not exact, an end in the water but near land counts as standing on the shore,
 * and slivers of water do not count; nor do rivers that the map knows as a line only.
 *
 * Returns: %TRUE if it does
 */
gboolean
cor_basemap_line_crosses_water (CorBasemap *self, CorPosition a, CorPosition b)
{
  g_autoptr (GArray) shores = NULL;
  double length_m = cor_position_distance_m (a, b), wet_m = 0.0;
  gboolean from_start = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);

  shores = find_shores (self, a, b);
  for (guint i = 0; i + 1 < shores->len; i++)
    {
      double start = g_array_index (shores, double, i), end = g_array_index (shores, double, i + 1);

      if (!cor_basemap_is_water (self, cor_position_interpolate (a, b, (start + end) / 2.0)))
        {
          if (wet_m > (from_start ? SHORE_ERROR_M : SLIVER_M))
            return TRUE;
          wet_m = 0.0;
          from_start = FALSE;
          continue;
        }
      wet_m += (end - start) * length_m;
    }

  return wet_m > SHORE_ERROR_M;
}
