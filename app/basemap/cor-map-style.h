/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-language.h"

G_BEGIN_DECLS

/**
 * CorMapTheme:
 * @COR_MAP_THEME_LIGHT: the desk by day
 * @COR_MAP_THEME_DARK: the desk by night
 * @COR_MAP_THEME_CONTRAST: high contrast, black on white
 * @COR_MAP_THEME_PRINT: paper; little ink, and legible when copied in grey
 *
 * The colours of a map.
 */
typedef enum
{
  COR_MAP_THEME_LIGHT,
  COR_MAP_THEME_DARK,
  COR_MAP_THEME_CONTRAST,
  COR_MAP_THEME_PRINT,
} CorMapTheme;

#define COR_N_MAP_THEMES 4

/**
 * CorMapParts:
 * @COR_MAP_PART_LAND: land, water, borders, rivers
 * @COR_MAP_PART_ROADS: the roads of the content
 * @COR_MAP_PART_LABELS: names of countries, waters and of the content's places, road numbers
 * @COR_MAP_PART_CUT_LABELS: draw labels that the edge cuts, too, placed without regard to the
 *   frame, so that neighbouring tiles fit; without it no label is cut, as paper wants it
 *
 * What to draw.
 */
typedef enum
{
  COR_MAP_PART_LAND = 1 << 0,
  COR_MAP_PART_ROADS = 1 << 1,
  COR_MAP_PART_LABELS = 1 << 2,
  COR_MAP_PART_CUT_LABELS = 1 << 3,
} CorMapParts;

#define COR_MAP_PARTS_PAGE (COR_MAP_PART_LAND | COR_MAP_PART_ROADS | COR_MAP_PART_LABELS)
#define COR_MAP_PARTS_TILE (COR_MAP_PARTS_PAGE | COR_MAP_PART_CUT_LABELS)

/**
 * CorMapStyle:
 * @theme: colours
 * @language: of the names that the base map itself brings (countries, waters)
 * @parts: what to draw
 * @symbol_scale: lines and letters are this many times their usual size; 1 on a screen, about
 *   0.7 on paper, where a pixel is a point
 *
 * How a map looks. A plain value.
 */
typedef struct
{
  CorMapTheme theme;
  CorLanguage language;
  CorMapParts parts;
  double symbol_scale;
} CorMapStyle;

G_END_DECLS
