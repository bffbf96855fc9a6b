/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-basemap-private.h"
#include "cor-map-palette.h"

G_BEGIN_DECLS

/* What the steps of one drawing share. */
typedef struct
{
  CorBasemap *basemap;
  CorMapContent *content;
  cairo_t *cr;
  const CorMapFrame *frame;
  const CorMapStyle *style;
  const CorMapPalette *palette;
  double world_px;
  /* The frame's corner, in pixels of the world. */
  double left_px;
  double top_px;
  /* What is seen, with a margin for wide lines, on the unit square. */
  CorMapBox seen;
  guint level;
} CorMapPainter;

void cor_map_painter_init (CorMapPainter *self,
                           CorBasemap *basemap,
                           cairo_t *cr,
                           const CorMapFrame *frame,
                           const CorMapStyle *style,
                           CorMapContent *content);

void cor_map_painter_draw_land (const CorMapPainter *self);

void cor_map_painter_draw_lines (const CorMapPainter *self);

void cor_map_painter_draw_roads (const CorMapPainter *self);

void cor_map_painter_draw_labels (const CorMapPainter *self);

/* A number that grows with the zoom: @low at @low_zoom and before, @high at @high_zoom and after,
 * between them geometrically; in pixels of the style's scale. */
double cor_map_painter_grow (const CorMapPainter *self,
                             double low_zoom,
                             double low,
                             double high_zoom,
                             double high);

G_END_DECLS
