/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-geometry.h"

#include <string.h>

typedef struct
{
  CorPartKind kind;
  CorPosition *points;
  guint n_points;
} Part;

struct _CorGeometry
{
  gatomicrefcount ref_count;
  GArray *parts;
  CorBounds bounds;
};

static void
clear_part (gpointer data)
{
  g_free (((Part *) data)->points);
}

/**
 * cor_geometry_new:
 *
 * Returns: (transfer full): a shape without parts; add all of them before it is shared
 */
CorGeometry *
cor_geometry_new (void)
{
  CorGeometry *self = g_new0 (CorGeometry, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, clear_part);
  self->bounds = COR_BOUNDS_EMPTY;

  return self;
}

/**
 * cor_geometry_ref:
 * @self: a shape
 *
 * Returns: (transfer full): @self
 */
CorGeometry *
cor_geometry_ref (CorGeometry *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * cor_geometry_unref:
 * @self: (transfer full): a shape
 *
 * Lets go of @self.
 */
void
cor_geometry_unref (CorGeometry *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->parts);
  g_free (self);
}

/**
 * cor_geometry_add_part:
 * @self: a shape that nobody else holds yet
 * @kind: what the points are
 * @points: (array length=n_points): the points; a ring that does not end where it began is closed
 * @n_points: how many, at least 2 for a line and 3 for a ring
 *
 * Adds a ring or a line.
 */
void
cor_geometry_add_part (CorGeometry *self,
                       CorPartKind kind,
                       const CorPosition *points,
                       guint n_points)
{
  gboolean close;
  Part part = { .kind = kind, .n_points = n_points };

  g_return_if_fail (n_points >= (kind == COR_PART_LINE ? 2 : 3));

  close = kind != COR_PART_LINE && !cor_position_equal (points[0], points[n_points - 1]);
  part.points = g_new (CorPosition, n_points + 1);
  memcpy (part.points, points, n_points * sizeof *points);
  if (close)
    part.points[part.n_points++] = points[0];

  for (guint i = 0; i < n_points; i++)
    cor_bounds_add (&self->bounds, points[i]);
  g_array_append_val (self->parts, part);
}

/**
 * cor_geometry_get_n_parts:
 * @self: a shape
 *
 * Returns: how many rings and lines it has
 */
guint
cor_geometry_get_n_parts (const CorGeometry *self)
{
  return self->parts->len;
}

/**
 * cor_geometry_get_part:
 * @self: a shape
 * @index: which part
 * @points: (out) (transfer none) (array length=n_points): its points
 * @n_points: (out): how many
 *
 * Returns: what the points are
 */
CorPartKind
cor_geometry_get_part (const CorGeometry *self,
                       guint index,
                       const CorPosition **points,
                       guint *n_points)
{
  const Part *part = &g_array_index (self->parts, Part, index);

  *points = part->points;
  *n_points = part->n_points;

  return part->kind;
}

/**
 * cor_geometry_get_bounds:
 * @self: a shape
 *
 * Returns: (transfer none): the box around all its points
 */
const CorBounds *
cor_geometry_get_bounds (const CorGeometry *self)
{
  return &self->bounds;
}

/**
 * cor_geometry_contains:
 * @self: a shape
 * @position: a position
 *
 * Tests by crossings of a ray (even-odd over all rings), so holes count as outside.
 *
 * Returns: whether @position lies inside one of the areas
 */
gboolean
cor_geometry_contains (const CorGeometry *self, CorPosition position)
{
  gboolean inside = FALSE;

  if (!cor_bounds_contains (&self->bounds, position))
    return FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (part->kind == COR_PART_LINE)
        continue;

      for (guint j = 0; j + 1 < part->n_points; j++)
        {
          CorPosition a = part->points[j], b = part->points[j + 1];

          if ((a.lat_deg > position.lat_deg) != (b.lat_deg > position.lat_deg) &&
              position.lon_deg < a.lon_deg + (b.lon_deg - a.lon_deg) *
                                                 (position.lat_deg - a.lat_deg) /
                                                 (b.lat_deg - a.lat_deg))
            inside = !inside;
        }
    }

  return inside;
}
