/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-frame.h"

#include <math.h>

#define TILE_PX 256.0
#define MAX_LAT_DEG 85.05112877980659
#define RADIANS(deg) ((deg) *G_PI / 180.0)

static double
get_world_px (const CorMapFrame *self)
{
  return TILE_PX * exp2 (self->zoom);
}

/**
 * cor_map_project_to_world:
 * @position: a position
 * @x: (out): 0 at 180° W to 1 at 180° E
 * @y: (out): 0 in the north to 1 in the south
 *
 * Projects onto the unit square of spherical Mercator.
 */
void
cor_map_project_to_world (CorPosition position, double *x, double *y)
{
  double lat = RADIANS (CLAMP (position.lat_deg, -MAX_LAT_DEG, MAX_LAT_DEG));

  *x = (position.lon_deg + 180.0) / 360.0;
  *y = 0.5 - asinh (tan (lat)) / (2.0 * G_PI);
}

/**
 * cor_map_unproject_from_world:
 * @x: 0 at 180° W to 1 at 180° E
 * @y: 0 in the north to 1 in the south
 *
 * Returns: the position there
 */
CorPosition
cor_map_unproject_from_world (double x, double y)
{
  return (CorPosition){ atan (sinh ((0.5 - y) * 2.0 * G_PI)) * 180.0 / G_PI, x * 360.0 - 180.0 };
}

/**
 * cor_map_frame_new_for_tile:
 * @zoom: the tile's zoom, 0 being the whole world in one tile
 * @column: counted from the west
 * @row: counted from the north
 * @size_px: how wide a tile is drawn, 256 or 512
 *
 * Returns: the frame of a tile of the usual web scheme
 */
CorMapFrame
cor_map_frame_new_for_tile (guint zoom, guint column, guint row, double size_px)
{
  double n_tiles = exp2 (zoom);

  return (
      CorMapFrame){ cor_map_unproject_from_world ((column + 0.5) / n_tiles, (row + 0.5) / n_tiles),
                    zoom + log2 (size_px / TILE_PX), size_px, size_px };
}

/**
 * cor_map_frame_new_to_fit:
 * @bounds: what must be seen; a single point or an empty box gives @max_zoom
 * @width_px: width of the frame
 * @height_px: height of the frame
 * @margin_px: what to leave free at each side
 * @max_zoom: never nearer than this
 *
 * Returns: the frame that shows @bounds as large as possible
 */
CorMapFrame
cor_map_frame_new_to_fit (const CorBounds *bounds,
                          double width_px,
                          double height_px,
                          double margin_px,
                          double max_zoom)
{
  CorBounds box = cor_bounds_is_empty (bounds) ? COR_BOUNDS_REGION : *bounds;
  double free_width_px = MAX (1.0, width_px - 2.0 * margin_px);
  double free_height_px = MAX (1.0, height_px - 2.0 * margin_px);
  double west, north, east, south, zoom;

  cor_map_project_to_world ((CorPosition){ box.north_deg, box.west_deg }, &west, &north);
  cor_map_project_to_world ((CorPosition){ box.south_deg, box.east_deg }, &east, &south);
  zoom = MIN (log2 (free_width_px / (TILE_PX * MAX (east - west, 1e-9))),
              log2 (free_height_px / (TILE_PX * MAX (south - north, 1e-9))));

  return (CorMapFrame){ cor_map_unproject_from_world ((west + east) / 2.0, (north + south) / 2.0),
                        CLAMP (zoom, 0.0, max_zoom), width_px, height_px };
}

/**
 * cor_map_frame_project:
 * @self: a frame
 * @position: a position, inside or not
 * @x_px: (out): pixels from the left edge
 * @y_px: (out): pixels from the upper edge
 *
 * Where a position lies in the frame.
 */
void
cor_map_frame_project (const CorMapFrame *self, CorPosition position, double *x_px, double *y_px)
{
  double world_px = get_world_px (self);
  double x, y, centre_x, centre_y;

  cor_map_project_to_world (position, &x, &y);
  cor_map_project_to_world (self->centre, &centre_x, &centre_y);
  *x_px = (x - centre_x) * world_px + self->width_px / 2.0;
  *y_px = (y - centre_y) * world_px + self->height_px / 2.0;
}

/**
 * cor_map_frame_unproject:
 * @self: a frame
 * @x_px: pixels from the left edge
 * @y_px: pixels from the upper edge
 *
 * Returns: the position seen there
 */
CorPosition
cor_map_frame_unproject (const CorMapFrame *self, double x_px, double y_px)
{
  double world_px = get_world_px (self);
  double centre_x, centre_y;

  cor_map_project_to_world (self->centre, &centre_x, &centre_y);

  return cor_map_unproject_from_world (centre_x + (x_px - self->width_px / 2.0) / world_px,
                                       centre_y + (y_px - self->height_px / 2.0) / world_px);
}

/**
 * cor_map_frame_get_bounds:
 * @self: a frame
 * @margin_px: how far around the frame to look, too
 *
 * Returns: the box of positions that are seen
 */
CorBounds
cor_map_frame_get_bounds (const CorMapFrame *self, double margin_px)
{
  CorPosition north_west = cor_map_frame_unproject (self, -margin_px, -margin_px);
  CorPosition south_east =
      cor_map_frame_unproject (self, self->width_px + margin_px, self->height_px + margin_px);

  return (CorBounds){ south_east.lat_deg, north_west.lon_deg, north_west.lat_deg,
                      south_east.lon_deg };
}

/**
 * cor_map_frame_get_metres_per_px:
 * @self: a frame
 *
 * Returns: metres on the ground that one pixel covers in the middle of the frame
 */
double
cor_map_frame_get_metres_per_px (const CorMapFrame *self)
{
  return 2.0 * G_PI * COR_EARTH_RADIUS_M * cos (RADIANS (self->centre.lat_deg)) /
         get_world_px (self);
}
