/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorMbtiles:
 *
 * A raster tile file (MBTiles 1.3). Counted; any thread may ask, one at a time.
 */
typedef struct _CorMbtiles CorMbtiles;

CorMbtiles *cor_mbtiles_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_mbtiles_unref (CorMbtiles *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorMbtiles, cor_mbtiles_unref)

guint cor_mbtiles_get_min_zoom (CorMbtiles *self);

guint cor_mbtiles_get_max_zoom (CorMbtiles *self);

const char *cor_mbtiles_get_credits (CorMbtiles *self);

GBytes *cor_mbtiles_read_tile (CorMbtiles *self,
                               guint zoom,
                               guint column,
                               guint row,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
