/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-palette.h"

#include <string.h>

static const CorMapPalette palettes[COR_N_MAP_THEMES] = {
  [COR_MAP_THEME_LIGHT] = {
      .water = 0xc9dde8ff,
      .ukraine = 0xfcfaf3ff,
      .land = 0xebe8e0ff,
      .coast = 0x8fb2c4ff,
      .river = 0xa3c6d8ff,
      .border = 0x86759eff,
      .border_glow = 0x86759e38,
      .oblast = 0xb8adc499,
      .road_fill = { 0xf3c983ff, 0xfae6b4ff, 0xffffffff, 0xffffffff, 0xffffffff },
      .road_edge = { 0xc79a52ff, 0xcdb684ff, 0xc4beb0ff, 0xcfcabeff, 0xd8d4caff },
      .shield = 0xfffdf6e8,
      .shield_text = 0x6b5836ff,
      .halo = 0xfffdf8d8,
      .place = 0x33302cff,
      .small_place = 0x57524bff,
      .country_text = 0x8d829aff,
      .water_text = 0x5487a3ff,
  },
  [COR_MAP_THEME_DARK] = {
      .water = 0x182730ff,
      .ukraine = 0x30333aff,
      .land = 0x26282dff,
      .coast = 0x46606eff,
      .river = 0x3b5a6bff,
      .border = 0xa797c0ff,
      .border_glow = 0xa797c02c,
      .oblast = 0x8d839b80,
      .road_fill = { 0x9a7a45ff, 0x71623fff, 0x5a5a5cff, 0x4e4f53ff, 0x46474cff },
      .road_edge = { 0x1d1e21ff, 0x1d1e21ff, 0x1d1e21ff, 0x1d1e21ff, 0x1d1e21ff },
      .shield = 0x26282de8,
      .shield_text = 0xd9c295ff,
      .halo = 0x1c1e22d8,
      .place = 0xeeebe4ff,
      .small_place = 0xc3bfb7ff,
      .country_text = 0x9b90abff,
      .water_text = 0x7fa9c0ff,
  },
  [COR_MAP_THEME_CONTRAST] = {
      .water = 0xa9d4f2ff,
      .ukraine = 0xffffffff,
      .land = 0xe6e6e6ff,
      .coast = 0x00507aff,
      .river = 0x2a7fb0ff,
      .border = 0x000000ff,
      .border_glow = 0x00000030,
      .oblast = 0x555555ff,
      .road_fill = { 0xff9d00ff, 0xffd84dff, 0xffffffff, 0xffffffff, 0xffffffff },
      .road_edge = { 0x000000ff, 0x000000ff, 0x444444ff, 0x666666ff, 0x888888ff },
      .shield = 0xffffffff,
      .shield_text = 0x000000ff,
      .halo = 0xffffffff,
      .place = 0x000000ff,
      .small_place = 0x000000ff,
      .country_text = 0x4a2a6aff,
      .water_text = 0x003f63ff,
  },
  [COR_MAP_THEME_PRINT] = {
      .water = 0xdbe9f1ff,
      .ukraine = 0xffffffff,
      .land = 0xf1efeaff,
      .coast = 0x7fa3b6ff,
      .river = 0x93bbcfff,
      .border = 0x6a5a82ff,
      .border_glow = 0x6a5a8224,
      .oblast = 0xa9a0b4ff,
      .road_fill = { 0xf0bf72ff, 0xf9e3b0ff, 0xffffffff, 0xffffffff, 0xffffffff },
      .road_edge = { 0xa67a35ff, 0xb39a63ff, 0xa8a297ff, 0xb5afa5ff, 0xc4bfb6ff },
      .shield = 0xffffffff,
      .shield_text = 0x503f1fff,
      .halo = 0xffffffe0,
      .place = 0x1c1a18ff,
      .small_place = 0x3a3733ff,
      .country_text = 0x7b7088ff,
      .water_text = 0x41748fff,
  },
};

/* The countries that receive get a breath of colour of their own. */
static const struct
{
  char country[3];
  CorMapColour light;
  CorMapColour dark;
  CorMapColour print;
} tints[] = {
  { "PL", 0xeceadeff, 0x282a2cff, 0xf3f2eaff }, { "SK", 0xefe7e0ff, 0x2b292bff, 0xf5f0ebff },
  { "HU", 0xeae9daff, 0x292b29ff, 0xf3f2e6ff }, { "RO", 0xefe8daff, 0x2c2a28ff, 0xf5f0e6ff },
  { "MD", 0xeae4e8ff, 0x2b282eff, 0xf3eef1ff }, { "BY", 0xe2e1deff, 0x232529ff, 0xebeae8ff },
  { "RU", 0xe2dfdcff, 0x232428ff, 0xebe9e6ff },
};

/**
 * cor_map_palette_get:
 * @theme: a theme
 *
 * Returns: (transfer none): its colours, but the land's
 */
const CorMapPalette *
cor_map_palette_get (CorMapTheme theme)
{
  return &palettes[MIN (theme, COR_N_MAP_THEMES - 1)];
}

/**
 * cor_map_palette_get_land:
 * @theme: a theme
 * @country: two letters
 *
 * Returns: the colour of that country's land
 */
CorMapColour
cor_map_palette_get_land (CorMapTheme theme, const char *country)
{
  const CorMapPalette *palette = cor_map_palette_get (theme);

  if (strcmp (country, "UA") == 0)
    return palette->ukraine;

  for (guint i = 0; i < G_N_ELEMENTS (tints); i++)
    if (strcmp (country, tints[i].country) == 0)
      switch (theme)
        {
        case COR_MAP_THEME_LIGHT:
          return tints[i].light;
        case COR_MAP_THEME_DARK:
          return tints[i].dark;
        case COR_MAP_THEME_PRINT:
          return tints[i].print;
        case COR_MAP_THEME_CONTRAST:
        default:
          return palette->land;
        }

  return palette->land;
}

/**
 * cor_map_set_colour:
 * @cr: where is drawn
 * @colour: red, green, blue and opacity, a byte each
 *
 * Has what is drawn next be of that colour.
 */
void
cor_map_set_colour (cairo_t *cr, CorMapColour colour)
{
  cairo_set_source_rgba (cr, (colour >> 24) / 255.0, (colour >> 16 & 255) / 255.0,
                         (colour >> 8 & 255) / 255.0, (colour & 255) / 255.0);
}
