/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define COR_TYPE_TILE_SOURCE (cor_tile_source_get_type ())

/**
 * CorTileSourceClass:
 * @make_texture: draws or reads a tile; runs on any thread, several at a time
 *
 * A source whose tiles are made on worker threads.
 */
G_DECLARE_DERIVABLE_TYPE (CorTileSource, cor_tile_source, COR, TILE_SOURCE, ShumateMapSource)

struct _CorTileSourceClass
{
  ShumateMapSourceClass parent_class;

  GdkTexture *(
      *make_texture) (CorTileSource *self, guint zoom, guint column, guint row, GError **error);
};

G_END_DECLS
