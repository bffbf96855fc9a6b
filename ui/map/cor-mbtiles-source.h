/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-mbtiles.h"
#include "cor-tile-source.h"

G_BEGIN_DECLS

#define COR_TYPE_MBTILES_SOURCE (cor_mbtiles_source_get_type ())

/**
 * CorMbtilesSource:
 *
 * A map file that the officer brought along, as tiles.
 */
G_DECLARE_FINAL_TYPE (CorMbtilesSource, cor_mbtiles_source, COR, MBTILES_SOURCE, CorTileSource)

ShumateMapSource *cor_mbtiles_source_new (const char *path,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
