/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-geo.h"

G_BEGIN_DECLS

/**
 * CorMapFrame:
 * @centre: what is in the middle
 * @zoom: scale as of web maps: the whole world is 256 × 2^zoom pixels wide; any fraction
 * @width_px: width in pixels of the screen, or points of paper
 * @height_px: height, likewise
 *
 * A rectangle through which the map is seen, in spherical Mercator's projection. A plain value.
 */
typedef struct
{
  CorPosition centre;
  double zoom;
  double width_px;
  double height_px;
} CorMapFrame;

#define COR_MAP_MIN_ZOOM 3.0
#define COR_MAP_MAX_ZOOM 18.0

CorMapFrame cor_map_frame_new_for_tile (guint zoom, guint column, guint row, double size_px);

CorMapFrame cor_map_frame_new_to_fit (const CorBounds *bounds,
                                      double width_px,
                                      double height_px,
                                      double margin_px,
                                      double max_zoom);

void
cor_map_frame_project (const CorMapFrame *self, CorPosition position, double *x_px, double *y_px);

CorPosition cor_map_frame_unproject (const CorMapFrame *self, double x_px, double y_px);

CorBounds cor_map_frame_get_bounds (const CorMapFrame *self, double margin_px);

double cor_map_frame_get_metres_per_px (const CorMapFrame *self);

void cor_map_project_to_world (CorPosition position, double *x, double *y);

CorPosition cor_map_unproject_from_world (double x, double y);

G_END_DECLS
