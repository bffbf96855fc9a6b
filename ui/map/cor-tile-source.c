/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-tile-source.h"

G_DEFINE_ABSTRACT_TYPE (CorTileSource, cor_tile_source, SHUMATE_TYPE_MAP_SOURCE)

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
make_job (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  CorTileSource *self = source_object;
  TileJob *job = task_data;
  GError *error = NULL;
  GdkTexture *texture;

  if (g_task_return_error_if_cancelled (task))
    return;

  texture = COR_TILE_SOURCE_GET_CLASS (self)->make_texture (self, job->zoom, job->column, job->row,
                                                            &error);
  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The map lets a tile stand for another place as soon as this one is out of sight. */
static gboolean
is_still_meant (const TileJob *job)
{
  return (guint) shumate_tile_get_zoom_level (job->tile) == job->zoom &&
         shumate_tile_get_x (job->tile) == job->column &&
         shumate_tile_get_y (job->tile) == job->row;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
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

  if (is_still_meant (job))
    {
      shumate_tile_set_paintable (job->tile, GDK_PAINTABLE (texture));
      shumate_tile_set_fade_in (job->tile, FALSE);
      shumate_tile_set_state (job->tile, SHUMATE_STATE_DONE);
    }
  g_task_return_boolean (asked, TRUE);
}

static void
cor_tile_source_fill_tile_async (ShumateMapSource *source,
                                 ShumateTile *tile,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *asked = g_task_new (source, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (source, cancellable, made_cb, asked);
  TileJob *job = g_new0 (TileJob, 1);

  g_task_set_source_tag (asked, cor_tile_source_fill_tile_async);
  /* A blank for a moment, rather than the ground of another place below the plan. */
  shumate_tile_set_paintable (tile, NULL);
  job->tile = g_object_ref (tile);
  job->zoom = (guint) shumate_tile_get_zoom_level (tile);
  job->column = shumate_tile_get_x (tile);
  job->row = shumate_tile_get_y (tile);
  g_task_set_task_data (task, job, tile_job_free);
  g_task_run_in_thread (task, make_job);
}

static gboolean
cor_tile_source_fill_tile_finish (ShumateMapSource *source, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
cor_tile_source_class_init (CorTileSourceClass *klass)
{
  ShumateMapSourceClass *source_class = SHUMATE_MAP_SOURCE_CLASS (klass);

  source_class->fill_tile_async = cor_tile_source_fill_tile_async;
  source_class->fill_tile_finish = cor_tile_source_fill_tile_finish;
}

static void
cor_tile_source_init (CorTileSource *self)
{
}
