/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-ground-map.h"
#include "cor-tile-source.h"

G_BEGIN_DECLS

#define COR_TYPE_BASEMAP_SOURCE (cor_basemap_source_get_type ())

/**
 * CorBasemapSource:
 *
 * The built-in map as tiles, drawn on worker threads. Needs no network and no file but those that
 * ship.
 */
G_DECLARE_FINAL_TYPE (CorBasemapSource, cor_basemap_source, COR, BASEMAP_SOURCE, CorTileSource)

ShumateMapSource *cor_basemap_source_new (CorGroundMap *ground_map,
                                          CorMapTheme theme,
                                          CorLanguage language,
                                          int scale_factor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
