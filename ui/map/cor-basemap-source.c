/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-basemap-source.h"

#define TILE_SIZE_PX 256

struct _CorBasemapSource
{
  ShumateMapSource parent_instance;

  CorAtlas *atlas;
  CorMapStyle style;
  int scale_factor;
};

G_DEFINE_FINAL_TYPE (CorBasemapSource, cor_basemap_source, SHUMATE_TYPE_MAP_SOURCE)

typedef struct
{
  ShumateTile *tile; /* touched on the main thread only */
  guint zoom;
  guint column;
  guint row;
} TileJob;

static void
tile_job_free (gpointer data)
{
  TileJob *job = data;

  g_object_unref (job->tile);
  g_free (job);
}

static void
unmap_bytes (gpointer data)
{
  cairo_surface_destroy (data);
}

static GdkTexture *
texture_of (cairo_surface_t *surface)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize) stride * (gsize) height, unmap_bytes,
                                      cairo_surface_reference (surface));

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

static void
draw_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorBasemapSource *self = source_object;
  TileJob *job = task_data;
  CorMapFrame frame = cor_map_frame_new_for_tile (job->zoom, job->column, job->row, TILE_SIZE_PX);
  CorMapContent *content = cor_atlas_get_map_content (self->atlas, self->style.language);
  int size_px = TILE_SIZE_PX * self->scale_factor;
  cairo_surface_t *surface;
  cairo_t *cr;

  if (g_task_return_error_if_cancelled (task))
    return;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, size_px, size_px);
  cr = cairo_create (surface);
  cairo_scale (cr, self->scale_factor, self->scale_factor);
  cor_basemap_draw (cor_atlas_get_basemap (self->atlas), cr, &frame, &self->style, content);
  cairo_destroy (cr);
  g_task_return_pointer (task, texture_of (surface), g_object_unref);
  cairo_surface_destroy (surface);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) asked = user_data;
  TileJob *job = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture == NULL)
    {
      g_task_return_error (asked, error);
      return;
    }

  shumate_tile_set_paintable (job->tile, GDK_PAINTABLE (texture));
  shumate_tile_set_fade_in (job->tile, FALSE);
  shumate_tile_set_state (job->tile, SHUMATE_STATE_DONE);
  g_task_return_boolean (asked, TRUE);
}

static void
cor_basemap_source_fill_tile_async (ShumateMapSource *source,
                                    ShumateTile *tile,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *asked = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (source, cancellable, drawn_cb, asked);
  TileJob *job = g_new0 (TileJob, 1);

  g_task_set_source_tag (asked, cor_basemap_source_fill_tile_async);
  job->tile = g_object_ref (tile);
  job->zoom = (guint) shumate_tile_get_zoom_level (tile);
  job->column = shumate_tile_get_x (tile);
  job->row = shumate_tile_get_y (tile);
  g_task_set_task_data (task, job, tile_job_free);
  g_task_run_in_thread (task, draw_job);
}

static gboolean
cor_basemap_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cor_basemap_source_finalize (GObject *object)
{
  CorBasemapSource *self = COR_BASEMAP_SOURCE (object);

  g_clear_pointer (&self->atlas, cor_atlas_unref);

  G_OBJECT_CLASS (cor_basemap_source_parent_class)->finalize (object);
}

static void
cor_basemap_source_class_init (CorBasemapSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cor_basemap_source_finalize;
  source_class->fill_tile_async = cor_basemap_source_fill_tile_async;
  source_class->fill_tile_finish = cor_basemap_source_fill_tile_finish;
}

static void
cor_basemap_source_init (CorBasemapSource *self)
{
}

/**
 * cor_basemap_source_new:
 * @atlas: what ships
 * @theme: colours
 * @language: language of the names
 * @scale_factor: pixels of the screen a pixel of the window, at least 1
 *
 * Tiles are cached under a source's id, so each theme, language and scale has its own.
 *
 * Returns: (transfer full): a source of tiles
 */
ShumateMapSource *
cor_basemap_source_new (CorAtlas *atlas, CorMapTheme theme, CorLanguage language, int scale_factor)
{
  g_autofree char *id =
      g_strdup_printf ("corridors-%d-%s-%d", theme, cor_language_get_code (language), scale_factor);
  CorBasemapSource *self =
      g_object_new (COR_TYPE_BASEMAP_SOURCE, "id", id, "min-zoom-level", (guint) COR_MAP_MIN_ZOOM,
                    "max-zoom-level", (guint) COR_MAP_MAX_ZOOM, "tile-size", TILE_SIZE_PX,
                    "projection", SHUMATE_MAP_PROJECTION_MERCATOR, NULL);

  self->atlas = cor_atlas_ref (atlas);
  self->style = (CorMapStyle){
    .theme = theme,
    .language = language,
    .parts = COR_MAP_PARTS_TILE,
    .symbol_scale = 1.0,
  };
  self->scale_factor = MAX (scale_factor, 1);

  return SHUMATE_MAP_SOURCE (self);
}
