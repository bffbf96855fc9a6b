/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-geo.h"

#include <math.h>
#include <string.h>

#define RADIANS(deg) ((deg) *G_PI / 180.0)
#define METRES_PER_DEGREE (COR_EARTH_RADIUS_M * G_PI / 180.0)

/**
 * cor_position_is_valid:
 * @position: a position
 *
 * Returns: whether it is a point on the globe
 */
gboolean
cor_position_is_valid (CorPosition position)
{
  return isfinite (position.lat_deg) && isfinite (position.lon_deg) &&
         fabs (position.lat_deg) <= 90.0 && fabs (position.lon_deg) <= 180.0;
}

/**
 * cor_position_equal:
 * @a: a position
 * @b: another
 *
 * Returns: whether they are the same to the last bit
 */
gboolean
cor_position_equal (CorPosition a, CorPosition b)
{
  return !(a.lat_deg < b.lat_deg) && !(a.lat_deg > b.lat_deg) && !(a.lon_deg < b.lon_deg) &&
         !(a.lon_deg > b.lon_deg);
}

/**
 * cor_position_distance_m:
 * @a: a position
 * @b: another
 *
 * The great-circle distance by the haversine formula, which keeps its digits for near points
 * (Sinnott, "Virtues of the Haversine", 1984).
 *
 * Returns: metres
 */
double
cor_position_distance_m (CorPosition a, CorPosition b)
{
  double sin_lat = sin (RADIANS (b.lat_deg - a.lat_deg) / 2.0);
  double sin_lon = sin (RADIANS (b.lon_deg - a.lon_deg) / 2.0);
  double h =
      sin_lat * sin_lat + cos (RADIANS (a.lat_deg)) * cos (RADIANS (b.lat_deg)) * sin_lon * sin_lon;

  return 2.0 * COR_EARTH_RADIUS_M * asin (sqrt (CLAMP (h, 0.0, 1.0)));
}

/**
 * cor_position_bearing_deg:
 * @from: a position
 * @to: another, not far away
 *
 * In which direction one leaves the first for the second.
 *
 * Returns: degrees clockwise from north, from 0 up to but not including 360
 */
double
cor_position_bearing_deg (CorPosition from, CorPosition to)
{
  double lon = RADIANS (to.lon_deg - from.lon_deg);
  double east = sin (lon) * cos (RADIANS (to.lat_deg));
  double north = cos (RADIANS (from.lat_deg)) * sin (RADIANS (to.lat_deg)) -
                 sin (RADIANS (from.lat_deg)) * cos (RADIANS (to.lat_deg)) * cos (lon);
  double bearing_deg = atan2 (east, north) * 180.0 / G_PI;

  if (bearing_deg < 0.0)
    bearing_deg += 360.0;

  return bearing_deg < 360.0 ? bearing_deg : 0.0;
}

/**
 * cor_position_interpolate:
 * @a: where to start
 * @b: where to end
 * @fraction: how far along, 0 to 1
 *
 * Returns: the point on the straight line (in degrees) between @a and @b
 */
CorPosition
cor_position_interpolate (CorPosition a, CorPosition b, double fraction)
{
  return (CorPosition){ a.lat_deg + (b.lat_deg - a.lat_deg) * fraction,
                        a.lon_deg + (b.lon_deg - a.lon_deg) * fraction };
}

/**
 * cor_position_distance_to_segment_m:
 * @position: a position
 * @a: one end of the segment
 * @b: its other end
 * @fraction: (out) (nullable): how far along the segment the nearest point lies, 0 to 1
 *
 * Distance to the nearest point of a short segment, on the plane that touches the globe at
 * @position.
 *
 * Returns: metres
 */
double
cor_position_distance_to_segment_m (CorPosition position,
                                    CorPosition a,
                                    CorPosition b,
                                    double *fraction)
{
  double shrink = cos (RADIANS (position.lat_deg));
  double ax = (a.lon_deg - position.lon_deg) * shrink, ay = a.lat_deg - position.lat_deg;
  double bx = (b.lon_deg - position.lon_deg) * shrink, by = b.lat_deg - position.lat_deg;
  double dx = bx - ax, dy = by - ay;
  double square = dx * dx + dy * dy;
  double t = square > 0.0 ? CLAMP (-(ax * dx + ay * dy) / square, 0.0, 1.0) : 0.0;

  if (fraction != NULL)
    *fraction = t;

  return hypot (ax + t * dx, ay + t * dy) * METRES_PER_DEGREE;
}

/**
 * cor_position_format:
 * @position: a position
 *
 * Writes latitude, then longitude, in degrees with five decimals (a metre): "49.83970, 24.02970".
 * The same in every locale.
 *
 * Returns: (transfer full): the text
 */
char *
cor_position_format (CorPosition position)
{
  char lat[G_ASCII_DTOSTR_BUF_SIZE];
  char lon[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (lat, sizeof lat, "%.5f", position.lat_deg);
  g_ascii_formatd (lon, sizeof lon, "%.5f", position.lon_deg);

  return g_strconcat (lat, ", ", lon, NULL);
}

static gboolean
parse_degrees (const char **cursor, double *degrees)
{
  char *end = NULL;

  while (g_ascii_isspace (**cursor))
    (*cursor)++;

  *degrees = g_ascii_strtod (*cursor, &end);
  if (end == *cursor)
    return FALSE;

  *cursor = end;

  return TRUE;
}

/**
 * cor_position_parse:
 * @text: latitude and longitude in degrees, parted by a comma, semicolon or space
 * @position: (out): the position
 *
 * Reads what cor_position_format() writes, and what people paste from maps.
 *
 * Returns: %FALSE if @text is not a position; @position is then untouched
 */
gboolean
cor_position_parse (const char *text, CorPosition *position)
{
  const char *cursor = text;
  CorPosition result;

  if (!parse_degrees (&cursor, &result.lat_deg))
    return FALSE;
  while (*cursor != '\0' && strchr (" \t,;", *cursor) != NULL)
    cursor++;
  if (!parse_degrees (&cursor, &result.lon_deg))
    return FALSE;
  while (g_ascii_isspace (*cursor))
    cursor++;
  if (*cursor != '\0' || !cor_position_is_valid (result))
    return FALSE;

  *position = result;

  return TRUE;
}

/**
 * cor_bounds_is_empty:
 * @bounds: a box
 *
 * Returns: whether nothing was ever added to it
 */
gboolean
cor_bounds_is_empty (const CorBounds *bounds)
{
  return bounds->south_deg > bounds->north_deg || bounds->west_deg > bounds->east_deg;
}

/**
 * cor_bounds_contains:
 * @bounds: a box
 * @position: a position
 *
 * Returns: whether @position lies in it or on its edge
 */
gboolean
cor_bounds_contains (const CorBounds *bounds, CorPosition position)
{
  return position.lat_deg >= bounds->south_deg && position.lat_deg <= bounds->north_deg &&
         position.lon_deg >= bounds->west_deg && position.lon_deg <= bounds->east_deg;
}

/**
 * cor_bounds_intersects:
 * @a: a box
 * @b: another
 *
 * Returns: whether they share a point
 */
gboolean
cor_bounds_intersects (const CorBounds *a, const CorBounds *b)
{
  return a->south_deg <= b->north_deg && b->south_deg <= a->north_deg &&
         a->west_deg <= b->east_deg && b->west_deg <= a->east_deg;
}

/**
 * cor_bounds_add:
 * @bounds: a box
 * @position: what it shall hold too
 *
 * Grows @bounds just enough.
 */
void
cor_bounds_add (CorBounds *bounds, CorPosition position)
{
  bounds->south_deg = MIN (bounds->south_deg, position.lat_deg);
  bounds->north_deg = MAX (bounds->north_deg, position.lat_deg);
  bounds->west_deg = MIN (bounds->west_deg, position.lon_deg);
  bounds->east_deg = MAX (bounds->east_deg, position.lon_deg);
}

/**
 * cor_bounds_grow:
 * @bounds: a box that is not empty
 * @distance_m: metres to add on every side
 *
 * Grows @bounds on all sides.
 */
void
cor_bounds_grow (CorBounds *bounds, double distance_m)
{
  double lat_deg = distance_m / METRES_PER_DEGREE;
  double widest_deg = MAX (fabs (bounds->south_deg), fabs (bounds->north_deg));
  double lon_deg = lat_deg / MAX (cos (RADIANS (MIN (widest_deg, 89.0))), 0.01);

  bounds->south_deg -= lat_deg;
  bounds->north_deg += lat_deg;
  bounds->west_deg -= lon_deg;
  bounds->east_deg += lon_deg;
}
