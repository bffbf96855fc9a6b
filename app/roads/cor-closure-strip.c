/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-shape.h"

#include <math.h>

#include "cor-closure-private.h"
#include "cor-error.h"

#define METRES_PER_DEGREE (COR_EARTH_RADIUS_M * G_PI / 180.0)
#define MAX_DISTANCE_M 500000.0
/* Straight pieces for a quarter of the round ends. */
#define N_QUARTER_PIECES 8

/**
 * cor_closure_strip_new:
 * @line: (array length=n_positions): a line
 * @n_positions: how many
 * @distance_m: how far from it the strip reaches
 *
 * Returns: (transfer full): the strip
 */
CorClosureStrip *
cor_closure_strip_new (const CorPosition *line, gsize n_positions, double distance_m)
{
  CorClosureStrip *self = g_new (CorClosureStrip, 1);

  self->positions = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  g_array_append_vals (self->positions, line, (guint) n_positions);
  self->distance_m = distance_m;

  return self;
}

/**
 * cor_closure_strip_free:
 * @strip: (transfer full): a #CorClosureStrip
 *
 * Frees @strip.
 */
void
cor_closure_strip_free (gpointer strip)
{
  g_array_unref (((CorClosureStrip *) strip)->positions);
  g_free (strip);
}

static double
middle_scale (const CorClosureStrip *self)
{
  double sum_deg = 0.0;

  for (guint i = 0; i < self->positions->len; i++)
    sum_deg += g_array_index (self->positions, CorPosition, i).lat_deg;

  return MAX (cos (sum_deg / MAX (self->positions->len, 1) * G_PI / 180.0), 0.01);
}

static int
unscale (double *x, double *y, void *scale)
{
  *x /= *(const double *) scale;

  return 1;
}

/**
 * cor_closure_strip_build:
 * @self: a strip
 * @geos: the context of this thread
 *
 * Builds the area of all that lies near the line. Degrees of longitude are shortened for the
 * while, so that near is the same in all directions; over a front's length that is exact to some
 * percent.
 *
 * Returns: (transfer full) (nullable): the area
 */
GEOSGeometry *
cor_closure_strip_build (const CorClosureStrip *self, GEOSContextHandle_t geos)
{
  double scale = middle_scale (self);
  guint n = self->positions->len;
  GEOSCoordSequence *sequence = GEOSCoordSeq_create_r (geos, n, 2);
  GEOSGeometry *line, *strip, *unscaled;

  for (guint i = 0; i < n; i++)
    {
      CorPosition position = g_array_index (self->positions, CorPosition, i);

      GEOSCoordSeq_setXY_r (geos, sequence, i, position.lon_deg * scale, position.lat_deg);
    }
  line = GEOSGeom_createLineString_r (geos, sequence);
  strip = GEOSBuffer_r (geos, line, self->distance_m / METRES_PER_DEGREE, N_QUARTER_PIECES);
  GEOSGeom_destroy_r (geos, line);
  if (strip == NULL)
    return NULL;
  unscaled = GEOSGeom_transformXY_r (geos, strip, unscale, &scale);
  GEOSGeom_destroy_r (geos, strip);

  return unscaled;
}

/**
 * cor_closure_shape_build_bridges:
 * @self: a shape
 * @geos: the context of this thread
 *
 * Returns: (transfer full) (nullable): where bridges are closed, if anywhere
 */
GEOSGeometry *
cor_closure_shape_build_bridges (CorClosureShape *self, GEOSContextHandle_t geos)
{
  g_autoptr (GPtrArray) strips = g_ptr_array_new ();

  for (guint i = 0; i < self->bridges->len; i++)
    {
      GEOSGeometry *strip = cor_closure_strip_build (g_ptr_array_index (self->bridges, i), geos);

      if (strip != NULL)
        g_ptr_array_add (strips, strip);
    }
  if (strips->len == 0)
    return NULL;

  return GEOSGeom_createCollection_r (geos, GEOS_GEOMETRYCOLLECTION,
                                      (GEOSGeometry **) strips->pdata, strips->len);
}

static gboolean
check_strip (CorClosureShape *self,
             const CorPosition *line,
             gsize n_positions,
             double distance_m,
             GError **error)
{
  gboolean differ = FALSE;

  for (gsize i = 0; i < n_positions; i++)
    {
      if (!cor_position_is_valid (line[i]))
        {
          g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                       "closure “%s”: point %" G_GSIZE_FORMAT " is no position on the globe",
                       self->label, i + 1);
          return FALSE;
        }
      differ |= !cor_position_equal (line[i], line[0]);
    }
  if (!differ || !(distance_m > 0.0 && distance_m <= MAX_DISTANCE_M))
    {
      g_set_error (error, COR_ERROR, COR_ERROR_INVALID,
                   "closure “%s”: it needs two different points, and a distance of up to %.0f km",
                   self->label, MAX_DISTANCE_M / 1000.0);
      return FALSE;
    }

  return TRUE;
}

/**
 * cor_closure_shape_add_front:
 * @self: a shape
 * @line: (array length=n_positions): a line, such as a front
 * @n_positions: number of its points, at least two different ones
 * @distance_m: how far from it roads are closed, in metres
 * @error: set when it is no line, or the distance none
 *
 * Closes everything within a distance of a line.
 *
 * Returns: %TRUE if it was added
 */
gboolean
cor_closure_shape_add_front (CorClosureShape *self,
                             const CorPosition *line,
                             gsize n_positions,
                             double distance_m,
                             GError **error)
{
  if (!check_strip (self, line, n_positions, distance_m, error))
    return FALSE;
  g_ptr_array_add (self->fronts, cor_closure_strip_new (line, n_positions, distance_m));

  return TRUE;
}

/**
 * cor_closure_shape_add_bridges:
 * @self: a shape
 * @line: (array length=n_positions): the course of a river between two points
 * @n_positions: number of its points, at least two different ones
 * @distance_m: how far from it a bridge may be, in metres
 * @error: set when it is no line, or the distance none
 *
 * Closes every bridge over a river between two points.
 *
 * Returns: %TRUE if it was added
 */
gboolean
cor_closure_shape_add_bridges (CorClosureShape *self,
                               const CorPosition *line,
                               gsize n_positions,
                               double distance_m,
                               GError **error)
{
  if (!check_strip (self, line, n_positions, distance_m, error))
    return FALSE;
  g_ptr_array_add (self->bridges, cor_closure_strip_new (line, n_positions, distance_m));

  return TRUE;
}
