/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "cor-map-content.h"
#include "cor-map-style.h"

G_BEGIN_DECLS

/* A colour as 0xRRGGBBAA. */
typedef guint32 CorMapColour;

typedef struct
{
  CorMapColour water;
  CorMapColour ukraine;
  CorMapColour land;
  CorMapColour coast;
  CorMapColour river;
  CorMapColour border;
  CorMapColour border_glow;
  CorMapColour oblast;
  CorMapColour road_fill[COR_N_MAP_ROAD_CLASSES];
  CorMapColour road_edge[COR_N_MAP_ROAD_CLASSES];
  CorMapColour shield;
  CorMapColour shield_text;
  CorMapColour halo;
  CorMapColour place;
  CorMapColour small_place;
  CorMapColour country_text;
  CorMapColour water_text;
} CorMapPalette;

const CorMapPalette *cor_map_palette_get (CorMapTheme theme);

CorMapColour cor_map_palette_get_land (CorMapTheme theme, const char *country);

void cor_map_set_colour (cairo_t *cr, CorMapColour colour);

G_END_DECLS
