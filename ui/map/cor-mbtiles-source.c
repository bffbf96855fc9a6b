/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-mbtiles-source.h"

struct _CorMbtilesSource
{
  CorTileSource parent_instance;

  CorMbtiles *tiles;
};

G_DEFINE_FINAL_TYPE (CorMbtilesSource, cor_mbtiles_source, COR_TYPE_TILE_SOURCE)

static GdkTexture *
cor_mbtiles_source_make_texture (CorTileSource *source,
                                 guint zoom,
                                 guint column,
                                 guint row,
                                 GError **error)
{
  CorMbtilesSource *self = COR_MBTILES_SOURCE (source);
  g_autoptr (GBytes) bytes = cor_mbtiles_read_tile (self->tiles, zoom, column, row, error);

  return bytes != NULL ? gdk_texture_new_from_bytes (bytes, error) : NULL;
}

static void
cor_mbtiles_source_finalize (GObject *object)
{
  g_clear_pointer (&COR_MBTILES_SOURCE (object)->tiles, cor_mbtiles_unref);

  G_OBJECT_CLASS (cor_mbtiles_source_parent_class)->finalize (object);
}

static void
cor_mbtiles_source_class_init (CorMbtilesSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_mbtiles_source_finalize;
  COR_TILE_SOURCE_CLASS (klass)->make_texture = cor_mbtiles_source_make_texture;
}

static void
cor_mbtiles_source_init (CorMbtilesSource *self)
{
}

/**
 * cor_mbtiles_source_new:
 * @path: (type filename): a raster MBTiles file
 * @error: (nullable): set when it holds no raster tiles
 *
 * Returns: (transfer full) (nullable): a source of tiles
 */
ShumateMapSource *
cor_mbtiles_source_new (const char *path, GError **error)
{
  g_autoptr (CorMbtiles) tiles = cor_mbtiles_open (path, error);
  g_autofree char *id = NULL;
  CorMbtilesSource *self;

  if (tiles == NULL)
    return NULL;

  id = g_strdup_printf ("mbtiles-%08x", g_str_hash (path));
  self =
      g_object_new (COR_TYPE_MBTILES_SOURCE, "id", id, "license", cor_mbtiles_get_credits (tiles),
                    "min-zoom-level", cor_mbtiles_get_min_zoom (tiles), "max-zoom-level",
                    cor_mbtiles_get_max_zoom (tiles), "tile-size", 256, "projection",
                    SHUMATE_MAP_PROJECTION_MERCATOR, NULL);
  self->tiles = g_steal_pointer (&tiles);

  return SHUMATE_MAP_SOURCE (self);
}
