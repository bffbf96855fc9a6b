/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-shape.h"

#include "cor-closure-private.h"
#include "cor-error.h"

static void
part_free (gpointer part)
{
  g_array_unref (((CorClosurePart *) part)->positions);
  g_free (part);
}

/**
 * cor_closure_shape_new:
 * @label: (nullable): what an officer calls it
 * @from_utc_s: first second of the closure, or %COR_CLOSED_SINCE_EVER
 * @until_utc_s: first second after it, or %COR_CLOSED_FOR_GOOD
 *
 * Returns: (transfer full): a closure of nothing yet
 */
CorClosureShape *
cor_closure_shape_new (const char *label, gint64 from_utc_s, gint64 until_utc_s)
{
  CorClosureShape *self = g_new0 (CorClosureShape, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->label = g_strdup (label != NULL ? label : "");
  self->from_utc_s = from_utc_s;
  self->until_utc_s = until_utc_s;
  self->speed_percent = 100;
  self->rings = g_ptr_array_new_with_free_func (part_free);
  self->lines = g_ptr_array_new_with_free_func (part_free);
  self->roads = g_array_new (FALSE, FALSE, sizeof (CorClosureRoad));
  self->fronts = g_ptr_array_new_with_free_func (cor_closure_strip_free);
  self->bridges = g_ptr_array_new_with_free_func (cor_closure_strip_free);

  return self;
}

/**
 * cor_closure_shape_ref:
 * @self: a shape
 *
 * Returns: (transfer full): the same shape, counted once more
 */
CorClosureShape *
cor_closure_shape_ref (CorClosureShape *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cor_closure_shape_unref:
 * @self: (transfer full): a shape
 *
 * Gives back one reference.
 */
void
cor_closure_shape_unref (CorClosureShape *self)
{
  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_free (self->label);
  if (self->hours != NULL)
    g_free ((char *) self->hours->zone);
  g_free (self->hours);
  g_ptr_array_unref (self->rings);
  g_ptr_array_unref (self->lines);
  g_array_unref (self->roads);
  g_ptr_array_unref (self->fronts);
  g_ptr_array_unref (self->bridges);
  g_free (self);
}

static CorClosurePart *
part_new (const CorPosition *positions, gsize n_positions, gboolean is_hole)
{
  CorClosurePart *part = g_new (CorClosurePart, 1);

  part->is_hole = is_hole;
  part->positions = g_array_sized_new (FALSE, FALSE, sizeof (CorPosition), n_positions + 1);
  for (gsize i = 0; i < n_positions; i++)
    {
      if (i == 0 || !cor_position_equal (positions[i], positions[i - 1]))
        g_array_append_val (part->positions, positions[i]);
    }

  return part;
}

static gboolean
check_positions (CorClosureShape *self,
                 const CorPosition *positions,
                 gsize n_positions,
                 GError **error)
{
  for (gsize i = 0; i < n_positions; i++)
    {
      if (!cor_position_is_valid (positions[i]))
        {
          g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                       "closure “%s”: point %" G_GSIZE_FORMAT " is no position on the globe",
                       self->label, i + 1);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_ring (CorClosureShape *self,
          const CorPosition *ring,
          gsize n_positions,
          gboolean is_hole,
          GError **error)
{
  CorClosurePart *part;
  CorPosition first;

  if (!check_positions (self, ring, n_positions, error))
    return FALSE;
  part = part_new (ring, n_positions, is_hole);
  if (part->positions->len > 0)
    {
      first = g_array_index (part->positions, CorPosition, 0);
      if (!cor_position_equal (
              first, g_array_index (part->positions, CorPosition, part->positions->len - 1)))
        g_array_append_val (part->positions, first);
    }
  if (part->positions->len < 4)
    {
      part_free (part);
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "closure “%s”: an area needs at least three different corners", self->label);
      return FALSE;
    }
  g_ptr_array_add (self->rings, part);

  return TRUE;
}

/**
 * cor_closure_shape_add_area:
 * @self: a shape
 * @ring: (array length=n_positions): its outline; an open one is closed, and one that crosses
 *   itself closes every part that it goes around an odd number of times
 * @n_positions: number of corners, at least three different ones
 * @error: set when it is no area
 *
 * Closes an area: every road that touches it.
 *
 * Returns: %TRUE if it was added
 */
gboolean
cor_closure_shape_add_area (CorClosureShape *self,
                            const CorPosition *ring,
                            gsize n_positions,
                            GError **error)
{
  return add_ring (self, ring, n_positions, FALSE, error);
}

/**
 * cor_closure_shape_add_hole:
 * @self: a shape
 * @ring: (array length=n_positions): outline of the hole
 * @n_positions: number of corners
 * @error: set when it is no area, or there is none to cut a hole into
 *
 * Leaves a hole in the area added last.
 *
 * Returns: %TRUE if it was added
 */
gboolean
cor_closure_shape_add_hole (CorClosureShape *self,
                            const CorPosition *ring,
                            gsize n_positions,
                            GError **error)
{
  if (self->rings->len == 0)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "closure “%s”: a hole needs an area around it", self->label);
      return FALSE;
    }

  return add_ring (self, ring, n_positions, TRUE, error);
}

/**
 * cor_closure_shape_add_line:
 * @self: a shape
 * @line: (array length=n_positions): a line drawn across roads
 * @n_positions: number of its points, at least two different ones
 * @error: set when it is no line
 *
 * Closes every road that the line crosses or touches.
 *
 * Returns: %TRUE if it was added
 */
gboolean
cor_closure_shape_add_line (CorClosureShape *self,
                            const CorPosition *line,
                            gsize n_positions,
                            GError **error)
{
  CorClosurePart *part;

  if (!check_positions (self, line, n_positions, error))
    return FALSE;
  part = part_new (line, n_positions, FALSE);
  if (part->positions->len < 2)
    {
      part_free (part);
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "closure “%s”: a line needs at least two different points", self->label);
      return FALSE;
    }
  g_ptr_array_add (self->lines, part);

  return TRUE;
}

/**
 * cor_closure_shape_add_road:
 * @self: a shape
 * @from: a point on or near the road
 * @to: another one; the same as @from to close only the leg there
 *
 * Closes the road between two points, in both directions.
 */
void
cor_closure_shape_add_road (CorClosureShape *self, CorPosition from, CorPosition to)
{
  CorClosureRoad road = { from, to };

  g_return_if_fail (cor_position_is_valid (from) && cor_position_is_valid (to));

  g_array_append_val (self->roads, road);
}

/**
 * cor_closure_shape_add_abroad:
 * @self: a shape
 * @country: ISO 3166 code of a country
 *
 * Closes every road outside of a country, so that no way within it takes a short cut over its
 * border. Roads of no known country stay open.
 */
void
cor_closure_shape_add_abroad (CorClosureShape *self, const char *country)
{
  g_strlcpy (self->country, country, sizeof self->country);
}

/**
 * cor_closure_shape_get_from_utc_s:
 * @self: a shape
 *
 * Returns: first second of the closure
 */
gint64
cor_closure_shape_get_from_utc_s (CorClosureShape *self)
{
  return self->from_utc_s;
}

/**
 * cor_closure_shape_get_until_utc_s:
 * @self: a shape
 *
 * Returns: first second after the closure
 */
gint64
cor_closure_shape_get_until_utc_s (CorClosureShape *self)
{
  return self->until_utc_s;
}

static GEOSCoordSequence *
build_sequence (const CorClosurePart *part, GEOSContextHandle_t geos)
{
  guint n = part->positions->len;
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n, 2);

  for (guint i = 0; i < n; i++)
    {
      CorPosition position = g_array_index (part->positions, CorPosition, i);

      GEOSCoordSeq_setXY_r (geos, sequence, i, position.lon_deg, position.lat_deg);
    }

  return sequence;
}

static GEOSGeometry *
build_ring (const CorClosurePart *part, GEOSContextHandle_t geos)
{
  GEOSGeometry *ring = GEOSGeom_createLinearRing_r (geos, build_sequence (part, geos));
  GEOSGeometry *polygon = GEOSGeom_createPolygon_r (geos, ring, NULL, 0);
  GEOSGeometry *valid = GEOSMakeValid_r (geos, polygon);

  GEOSGeom_destroy_r (geos, polygon);

  return valid;
}

/**
 * cor_closure_shape_build_area:
 * @self: a shape
 * @geos: the context of this thread
 *
 * Returns: (transfer full) (nullable): the whole area as one valid geometry, if there is any
 */
GEOSGeometry *
cor_closure_shape_build_area (CorClosureShape *self, GEOSContextHandle_t geos)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  GEOSGeometry *all, *joined;

  for (guint i = 0; i < self->rings->len; i++)
    {
      const CorClosurePart *part = g_ptr_array_index (self->rings, i);
      GEOSGeometry *ring = build_ring (part, geos);
      GEOSGeometry *before, *rest;

      if (!part->is_hole)
        {
          if (ring != NULL)
            g_ptr_array_add (areas, ring);
          continue;
        }
      if (ring == NULL || areas->len == 0)
        continue;
      before = g_ptr_array_index (areas, areas->len - 1);
      rest = GEOSDifference_r (geos, before, ring);
      GEOSGeom_destroy_r (geos, ring);
      if (rest != NULL)
        {
          GEOSGeom_destroy_r (geos, before);
          g_ptr_array_index (areas, areas->len - 1) = rest;
        }
    }
  for (guint i = 0; i < self->fronts->len; i++)
    {
      GEOSGeometry *front = cor_closure_strip_build (g_ptr_array_index (self->fronts, i), geos);

      if (front != NULL)
        g_ptr_array_add (areas, front);
    }
  if (areas->len == 0)
    return NULL;

  all = GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION, (GEOSGeometry **) areas->pdata,
                                     areas->len);
  joined = GEOSUnaryUnion_r (geos, all);
  GEOSGeom_destroy_r (geos, all);

  return joined;
}

/**
 * cor_closure_shape_build_lines:
 * @self: a shape
 * @geos: the context of this thread
 *
 * Returns: (transfer full) (nullable): all lines as one geometry, if there are any
 */
GEOSGeometry *
cor_closure_shape_build_lines (CorClosureShape *self, GEOSContextHandle_t geos)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < self->lines->len; i++)
    {
      const CorClosurePart *part = g_ptr_array_index (self->lines, i);

      g_ptr_array_add (lines, GEOSGeom_createLineString_r (geos, build_sequence (part, geos)));
    }
  if (lines->len == 0)
    return NULL;

  return GEOSGeom_createCollection_r (geos, GEOS_MULTILINESTRING, (GEOSGeometry **) lines->pdata,
                                      lines->len);
}
