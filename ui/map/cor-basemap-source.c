/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap-source.h"

#include "cor-map-layer-table.h"

#define TILE_SIZE_PX 256

/* Between two whole zoom levels words are enlarged with their tile, up to twice. */
#define SYMBOL_SCALE 0.82

struct _CorBasemapSource
{
  CorTileSource parent_instance;

  CorGroundMap *ground_map;
  CorMapStyle style;
  int scale_factor;
};

G_DEFINE_FINAL_TYPE (CorBasemapSource, cor_basemap_source, COR_TYPE_TILE_SOURCE)

static GdkTexture *
cor_basemap_source_make_texture (CorTileSource *source,
                                 guint zoom,
                                 guint column,
                                 guint row,
                                 GError **error)
{
  CorBasemapSource *self = COR_BASEMAP_SOURCE (source);
  CorMapFrame frame = cor_map_frame_new_for_tile (zoom, column, row, TILE_SIZE_PX);
  CorMapContent *content = cor_ground_map_get_content (self->ground_map, self->style.language);
  int size_px = TILE_SIZE_PX * self->scale_factor;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size_px, size_px);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;

  cairo_scale (cr, self->scale_factor, self->scale_factor);
  cor_basemap_draw (cor_ground_map_get_basemap (self->ground_map), cr, &frame, &self->style,
                    content);
  cairo_destroy (cr);
  texture = cor_map_texture_new (surface, TRUE);
  cairo_surface_destroy (surface);

  return texture;
}

static void
cor_basemap_source_finalize (GObject *object)
{
  CorBasemapSource *self = COR_BASEMAP_SOURCE (object);

  g_clear_pointer (&self->ground_map, cor_ground_map_unref);

  G_OBJECT_CLASS (cor_basemap_source_parent_class)->finalize (object);
}

static void
cor_basemap_source_class_init (CorBasemapSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_basemap_source_finalize;
  COR_TILE_SOURCE_CLASS (klass)->make_texture = cor_basemap_source_make_texture;
}

static void
cor_basemap_source_init (CorBasemapSource *self)
{
}

/**
 * cor_basemap_source_new:
 * @ground_map: what to draw
 * @theme: colours
 * @language: language of the names
 * @scale_factor: pixels of the screen a pixel of the window, at least 1
 *
 * Tiles are cached under a source's id, so each network, theme, language and scale has its own.
 *
 * Returns: (transfer full): a source of tiles
 */
ShumateMapSource *
cor_basemap_source_new (CorGroundMap *ground_map,
                        CorMapTheme theme,
                        CorLanguage language,
                        int scale_factor)
{
  g_autofree char *id =
      g_strdup_printf ("corridors-%s-%d-%s-%d", cor_ground_map_get_checksum (ground_map), theme,
                       cor_language_get_code (language), scale_factor);
  CorBasemapSource *self =
      g_object_new (COR_TYPE_BASEMAP_SOURCE, "id", id, "min-zoom-level", (guint) COR_MAP_MIN_ZOOM,
                    "max-zoom-level", (guint) COR_MAP_MAX_ZOOM, "tile-size", TILE_SIZE_PX,
                    "projection", SHUMATE_MAP_PROJECTION_MERCATOR, NULL);

  self->ground_map = cor_ground_map_ref (ground_map);
  self->style = (CorMapStyle){
    .theme = theme,
    .language = language,
    .parts = COR_MAP_PARTS_TILE,
    .symbol_scale = SYMBOL_SCALE,
  };
  self->scale_factor = MAX (scale_factor, 1);

  return SHUMATE_MAP_SOURCE (self);
}
