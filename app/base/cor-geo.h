/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define COR_EARTH_RADIUS_M 6371008.8

/**
 * CorPosition:
 * @lat_deg: degrees north, -90 to 90
 * @lon_deg: degrees east, -180 to 180
 *
 * A point on the ground (WGS 84).
 */
typedef struct
{
  double lat_deg;
  double lon_deg;
} CorPosition;

/**
 * CorBounds:
 * @south_deg: southern edge
 * @west_deg: western edge
 * @north_deg: northern edge
 * @east_deg: eastern edge
 *
 * A box of positions; empty while @south_deg is larger than @north_deg. Never crosses the date
 * line.
 */
typedef struct
{
  double south_deg;
  double west_deg;
  double north_deg;
  double east_deg;
} CorBounds;

#define COR_BOUNDS_EMPTY ((CorBounds){ 90.0, 180.0, -90.0, -180.0 })

/* The part of the world in which the program works: Ukraine and what is around it. */
#define COR_BOUNDS_REGION ((CorBounds){ 43.0, 18.0, 54.0, 42.0 })

gboolean cor_position_is_valid (CorPosition position);

gboolean cor_position_equal (CorPosition a, CorPosition b);

double cor_position_distance_m (CorPosition a, CorPosition b);

double cor_position_bearing_deg (CorPosition from, CorPosition to);

CorPosition cor_position_interpolate (CorPosition a, CorPosition b, double fraction);

double cor_position_distance_to_segment_m (CorPosition position,
                                           CorPosition a,
                                           CorPosition b,
                                           double *fraction);

char *cor_position_format (CorPosition position) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_position_parse (const char *text, CorPosition *position);

gboolean cor_bounds_is_empty (const CorBounds *bounds);

gboolean cor_bounds_contains (const CorBounds *bounds, CorPosition position);

gboolean cor_bounds_intersects (const CorBounds *a, const CorBounds *b);

void cor_bounds_add (CorBounds *bounds, CorPosition position);

void cor_bounds_grow (CorBounds *bounds, double distance_m);

G_END_DECLS
