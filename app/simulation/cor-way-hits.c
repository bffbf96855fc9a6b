/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-way-hits.h"

/* Nearness is looked at in steps along the line. */
#define STEP_M 250.0

/* What runs together with a road for less is only crossing it. */
#define MIN_ALONG_M 300.0

/* Stretches as near as this touch: what is computed of one point twice differs by less. */
#define TOUCH_M 0.01

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a;
  double right = *(const double *) b;

  return (left > right) - (left < right);
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  return compare_numbers (&((const CorStretch *) a)->from_m, &((const CorStretch *) b)->from_m);
}

static void
add_stretch (GArray *stretches, double from_m, double until_m)
{
  CorStretch stretch = { from_m, until_m };

  g_array_append_val (stretches, stretch);
}

/**
 * cor_stretches_unite:
 * @stretches: (element-type CorStretch): parts of one line, in any order
 *
 * Sorts them, and makes one of those that touch.
 */
void
cor_stretches_unite (GArray *stretches)
{
  guint n_kept = 0;

  g_array_sort (stretches, compare_stretches);
  for (guint i = 0; i < stretches->len; i++)
    {
      CorStretch next = g_array_index (stretches, CorStretch, i);
      CorStretch *last = n_kept > 0 ? &g_array_index (stretches, CorStretch, n_kept - 1) : NULL;

      if (last != NULL && next.from_m <= last->until_m + TOUCH_M)
        last->until_m = MAX (last->until_m, next.until_m);
      else
        g_array_index (stretches, CorStretch, n_kept++) = next;
    }
  g_array_set_size (stretches, n_kept);
}

/**
 * cor_line_measure:
 * @points: (array length=n_points): a line
 * @n_points: how many points
 *
 * Returns: (transfer full) (array length=n_points): how far along the line each point is, in metres
 */
double *
cor_line_measure (const CorPosition *points, guint n_points)
{
  double *at_m = g_new0 (double, n_points + 1);

  for (guint i = 1; i < n_points; i++)
    at_m[i] = at_m[i - 1] + cor_position_distance_m (points[i - 1], points[i]);

  return at_m;
}

/* Where on the segment a-b it meets c-d, as a fraction of a-b, and whether it goes from the left of
 * c-d to its right. On the scale of a segment degrees are plane enough. */
static gboolean
meets (CorPosition a,
       CorPosition b,
       CorPosition c,
       CorPosition d,
       double *fraction,
       gboolean *to_right)
{
  double ab_x = b.lon_deg - a.lon_deg, ab_y = b.lat_deg - a.lat_deg;
  double cd_x = d.lon_deg - c.lon_deg, cd_y = d.lat_deg - c.lat_deg;
  double ac_x = c.lon_deg - a.lon_deg, ac_y = c.lat_deg - a.lat_deg;
  double area = ab_x * cd_y - ab_y * cd_x;
  double on_ab, on_cd;

  if (area == 0.0)
    return FALSE;
  on_ab = (ac_x * cd_y - ac_y * cd_x) / area;
  on_cd = (ac_x * ab_y - ac_y * ab_x) / area;
  *fraction = on_ab;
  *to_right = area > 0.0;

  return on_ab >= 0.0 && on_ab <= 1.0 && on_cd >= 0.0 && on_cd <= 1.0;
}

static gboolean
is_apart (CorPosition a, CorPosition b, const CorBounds *bounds)
{
  CorBounds box = COR_BOUNDS_EMPTY;

  cor_bounds_add (&box, a);
  cor_bounds_add (&box, b);

  return !cor_bounds_intersects (&box, bounds);
}

/* Adds where a segment meets the lines of a part, as fractions. */
static void
add_cuts (GArray *cuts, CorPosition a, CorPosition b, const CorPosition *line, guint n_points)
{
  for (guint i = 0; i + 1 < n_points; i++)
    {
      double fraction;
      gboolean to_right;

      if (meets (a, b, line[i], line[i + 1], &fraction, &to_right))
        g_array_append_val (cuts, fraction);
    }
}

/* The parts of one segment that lie inside: it is cut where it meets a ring, and the middle of each
 * piece tells. */
static void
add_inside (GArray *found,
            CorPosition a,
            CorPosition b,
            double from_m,
            double length_m,
            const CorGeometry *shape,
            GArray *cuts)
{
  double begin = 0.0, end = 1.0;

  g_array_set_size (cuts, 0);
  g_array_append_val (cuts, begin);
  g_array_append_val (cuts, end);
  for (guint i = 0; i < cor_geometry_get_n_parts (shape); i++)
    {
      const CorPosition *line;
      guint n_points;

      if (cor_geometry_get_part (shape, i, &line, &n_points) != COR_PART_LINE)
        add_cuts (cuts, a, b, line, n_points);
    }
  g_array_sort (cuts, compare_numbers);

  for (guint i = 0; i + 1 < cuts->len; i++)
    {
      double from = g_array_index (cuts, double, i);
      double until = g_array_index (cuts, double, i + 1);
      CorPosition middle = cor_position_interpolate (a, b, (from + until) / 2.0);

      if (from < until && cor_geometry_contains (shape, middle))
        add_stretch (found, from_m + from * length_m, from_m + until * length_m);
    }
}

/**
 * cor_line_find_inside:
 * @points: (array length=n_points): a line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @shape: areas, perhaps with holes
 *
 * Returns: (transfer full) (element-type CorStretch): where the line runs inside
 */
GArray *
cor_line_find_inside (const CorPosition *points,
                      const double *at_m,
                      guint n_points,
                      const CorGeometry *shape)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CorStretch));
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (double));
  const CorBounds *bounds = cor_geometry_get_bounds (shape);

  for (guint i = 0; i + 1 < n_points; i++)
    if (!is_apart (points[i], points[i + 1], bounds))
      add_inside (found, points[i], points[i + 1], at_m[i], at_m[i + 1] - at_m[i], shape, cuts);
  cor_stretches_unite (found);

  return found;
}

static GArray *
find_crossed (const CorPosition *points,
              const double *at_m,
              guint n_points,
              const CorPosition *barrier,
              guint n_barrier,
              gboolean only_to_right)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CorStretch));
  CorBounds bounds = COR_BOUNDS_EMPTY;

  for (guint i = 0; i < n_barrier; i++)
    cor_bounds_add (&bounds, barrier[i]);
  for (guint i = 0; i + 1 < n_points; i++)
    {
      if (is_apart (points[i], points[i + 1], &bounds))
        continue;
      for (guint j = 0; j + 1 < n_barrier; j++)
        {
          double fraction, m;
          gboolean to_right;

          if (!meets (points[i], points[i + 1], barrier[j], barrier[j + 1], &fraction, &to_right) ||
              (only_to_right && !to_right))
            continue;
          m = at_m[i] + fraction * (at_m[i + 1] - at_m[i]);
          add_stretch (found, m, m);
        }
    }
  cor_stretches_unite (found);

  return found;
}

/**
 * cor_line_find_crossed:
 * @points: (array length=n_points): a line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @barrier: (array length=n_barrier): another line
 * @n_barrier: how many points
 *
 * Returns: (transfer full) (element-type CorStretch): where the line meets the other: points
 */
GArray *
cor_line_find_crossed (const CorPosition *points,
                       const double *at_m,
                       guint n_points,
                       const CorPosition *barrier,
                       guint n_barrier)
{
  return find_crossed (points, at_m, n_points, barrier, n_barrier, FALSE);
}

/**
 * cor_line_find_crossed_to_right:
 * @points: (array length=n_points): a line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @barrier: (array length=n_barrier): another line
 * @n_barrier: how many points
 *
 * Returns: (transfer full) (element-type CorStretch): where the line comes from the left of the
 * other to its right: points
 */
GArray *
cor_line_find_crossed_to_right (const CorPosition *points,
                                const double *at_m,
                                guint n_points,
                                const CorPosition *barrier,
                                guint n_barrier)
{
  return find_crossed (points, at_m, n_points, barrier, n_barrier, TRUE);
}

/**
 * cor_line_is_near:
 * @line: (array length=n_points): a line, or a place alone
 * @n_points: how many points
 * @position: a position
 * @distance_m: how near
 *
 * Returns: whether any of it is as near to @position
 */
gboolean
cor_line_is_near (const CorPosition *line, guint n_points, CorPosition position, double distance_m)
{
  for (guint i = 0; i + 1 < n_points; i++)
    if (cor_position_distance_to_segment_m (position, line[i], line[i + 1], NULL) <= distance_m)
      return TRUE;

  return n_points == 1 && cor_position_distance_m (position, line[0]) <= distance_m;
}

/**
 * cor_line_find_near:
 * @points: (array length=n_points): a line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @other: (array length=n_other): another line
 * @n_other: how many points
 * @distance_m: how near
 *
 * Returns: (transfer full) (element-type CorStretch): where the line is as near to the other,
 * looked at every 250 m and at each point
 */
GArray *
cor_line_find_near (const CorPosition *points,
                    const double *at_m,
                    guint n_points,
                    const CorPosition *other,
                    guint n_other,
                    double distance_m)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (CorStretch));
  CorBounds bounds = COR_BOUNDS_EMPTY;

  for (guint i = 0; i < n_other; i++)
    cor_bounds_add (&bounds, other[i]);
  cor_bounds_grow (&bounds, distance_m);

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double length_m = at_m[i + 1] - at_m[i];
      guint n_steps = 1 + (guint) (length_m / STEP_M);
      gboolean was_near = FALSE;

      if (is_apart (points[i], points[i + 1], &bounds))
        continue;
      for (guint j = 0; j <= n_steps; j++)
        {
          double fraction = (double) j / n_steps;
          CorPosition position = cor_position_interpolate (points[i], points[i + 1], fraction);
          gboolean near = cor_line_is_near (other, n_other, position, distance_m);

          if (near && was_near)
            add_stretch (found, at_m[i] + (fraction - 1.0 / n_steps) * length_m,
                         at_m[i] + fraction * length_m);
          was_near = near;
        }
    }
  cor_stretches_unite (found);

  return found;
}

/**
 * cor_line_find_along:
 * @points: (array length=n_points): a line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @other: (array length=n_other): the line of a road
 * @n_other: how many points
 *
 * Returns: (transfer full) (element-type CorStretch): where the line runs along the other, either
 * way; a road that only crosses it does not
 */
GArray *
cor_line_find_along (const CorPosition *points,
                     const double *at_m,
                     guint n_points,
                     const CorPosition *other,
                     guint n_other)
{
  GArray *found = cor_line_find_near (points, at_m, n_points, other, n_other, COR_ALONG_M);
  g_autofree double *other_m = cor_line_measure (other, n_other);
  double length_m = n_other > 0 ? other_m[n_other - 1] : 0.0;

  for (guint i = found->len; i > 0; i--)
    {
      const CorStretch *stretch = &g_array_index (found, CorStretch, i - 1);

      if (stretch->until_m - stretch->from_m < MIN (MIN_ALONG_M, length_m / 2.0))
        g_array_remove_index (found, i - 1);
    }

  return found;
}

/**
 * cor_line_get_position:
 * @points: (array length=n_points): a line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many, at least one
 * @m: metres along it
 *
 * Returns: the point of the line that is there; an end of it if it is shorter
 */
CorPosition
cor_line_get_position (const CorPosition *points, const double *at_m, guint n_points, double m)
{
  guint low = 0, high = n_points - 1;
  double length_m;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (at_m[middle] <= m)
        low = middle;
      else
        high = middle;
    }
  length_m = at_m[high] - at_m[low];

  return cor_position_interpolate (points[low], points[high],
                                   length_m > 0.0 ? CLAMP ((m - at_m[low]) / length_m, 0.0, 1.0)
                                                  : 0.0);
}

/**
 * cor_stretches_keep_entries:
 * @stretches: (element-type CorStretch): where a line is within something
 *
 * Leaves of each stretch the point at which the line comes in; nothing of one within which it
 * begins.
 */
void
cor_stretches_keep_entries (GArray *stretches)
{
  for (guint i = stretches->len; i > 0; i--)
    {
      CorStretch *stretch = &g_array_index (stretches, CorStretch, i - 1);

      if (stretch->from_m <= TOUCH_M)
        g_array_remove_index (stretches, i - 1);
      else
        stretch->until_m = stretch->from_m;
    }
}

/**
 * cor_line_find_nearest_m:
 * @line: (array length=n_points): a line
 * @line_m: (array length=n_points): where its points are
 * @n_points: how many
 * @position: a position
 * @distance_m: (out) (nullable): how near the line comes to it
 *
 * Returns: where on the line the point of it is that is nearest to @position
 */
double
cor_line_find_nearest_m (const CorPosition *line,
                         const double *line_m,
                         guint n_points,
                         CorPosition position,
                         double *distance_m)
{
  double nearest_m = G_MAXDOUBLE, at_m = 0.0;

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double fraction;
      double off_m = cor_position_distance_to_segment_m (position, line[i], line[i + 1], &fraction);

      if (off_m >= nearest_m)
        continue;
      nearest_m = off_m;
      at_m = line_m[i] + fraction * (line_m[i + 1] - line_m[i]);
    }
  if (distance_m != NULL)
    *distance_m = nearest_m;

  return at_m;
}

/**
 * cor_stretches_keep_forward:
 * @stretches: (element-type CorStretch): where a line runs along another
 * @points: (array length=n_points): the line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @other: (array length=n_other): the other line
 * @n_other: how many points
 *
 * Drops the stretches on which the line runs against the other.
 */
void
cor_stretches_keep_forward (GArray *stretches,
                            const CorPosition *points,
                            const double *at_m,
                            guint n_points,
                            const CorPosition *other,
                            guint n_other)
{
  g_autofree double *other_m = cor_line_measure (other, n_other);

  for (guint i = stretches->len; i > 0; i--)
    {
      const CorStretch *stretch = &g_array_index (stretches, CorStretch, i - 1);
      CorPosition first = cor_line_get_position (points, at_m, n_points, stretch->from_m);
      CorPosition last = cor_line_get_position (points, at_m, n_points, stretch->until_m);

      if (cor_line_find_nearest_m (other, other_m, n_other, first, NULL) >
          cor_line_find_nearest_m (other, other_m, n_other, last, NULL))
        g_array_remove_index (stretches, i - 1);
    }
}

/* Where within a stretch of a line it is nearest to a position; nothing if it is not near there. */
static gboolean
find_nearest_m (const CorStretch *stretch,
                const CorPosition *points,
                const double *at_m,
                guint n_points,
                CorPosition position,
                double *nearest_m)
{
  double least_m = COR_ALONG_M;
  gboolean found = FALSE;

  for (guint i = 0; i + 1 < n_points; i++)
    {
      double fraction, distance_m, m;

      if (at_m[i + 1] < stretch->from_m || at_m[i] > stretch->until_m)
        continue;
      distance_m =
          cor_position_distance_to_segment_m (position, points[i], points[i + 1], &fraction);
      m = at_m[i] + fraction * (at_m[i + 1] - at_m[i]);
      if (distance_m > least_m || m < stretch->from_m || m > stretch->until_m)
        continue;
      least_m = distance_m;
      *nearest_m = m;
      found = TRUE;
    }

  return found;
}

/**
 * cor_stretches_trim:
 * @stretches: (element-type CorStretch): where a line runs along another
 * @points: (array length=n_points): the line
 * @at_m: (array length=n_points): where its points are
 * @n_points: how many
 * @other: (array length=n_other): the other line
 * @n_other: how many points, at least one
 *
 * Takes off what is only near beyond an end of the other line.
 */
void
cor_stretches_trim (GArray *stretches,
                    const CorPosition *points,
                    const double *at_m,
                    guint n_points,
                    const CorPosition *other,
                    guint n_other)
{
  const CorPosition ends[] = { other[0], other[n_other - 1] };

  for (guint i = 0; i < stretches->len; i++)
    {
      CorStretch *stretch = &g_array_index (stretches, CorStretch, i);

      for (guint j = 0; j < G_N_ELEMENTS (ends); j++)
        {
          double m;

          if (!find_nearest_m (stretch, points, at_m, n_points, ends[j], &m))
            continue;
          if (m - stretch->from_m < stretch->until_m - m)
            stretch->from_m = m;
          else
            stretch->until_m = m;
        }
    }
}
