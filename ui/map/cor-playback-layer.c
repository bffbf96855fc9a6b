/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-layer-table.h"

#include <math.h>

#define COLUMN_MIN_PX 4.0
#define COLUMN_MAX_PX 11.0

/* A queue is drawn as a bar above its crossing, so many people a pixel of its height. */
#define QUEUE_PEOPLE_PER_PX 6.0
#define QUEUE_MAX_PX 90.0
#define QUEUE_WIDTH_PX 9.0
#define QUEUE_GAP_PX 12.0

static void
draw_column (const CorMapPicture *picture, cairo_t *cr, const CorPlaybackColumn *column)
{
  double radius = CLAMP (sqrt (column->n_people), COLUMN_MIN_PX, COLUMN_MAX_PX);
  double x, y;

  cor_map_frame_project (&picture->frame, column->position, &x, &y);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_set_source_rgb (cr, 0.96, 0.76, 0.07);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 0.1, 0.1, 0.1);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
draw_queue (const CorMapPicture *picture, cairo_t *cr, const CorPlaybackQueue *queue)
{
  const CorSceneSpot *spot =
      cor_map_scene_find_spot (picture->scene, COR_SELECTION_CROSSING, &queue->crossing_id);
  double height = CLAMP (queue->n_people / QUEUE_PEOPLE_PER_PX, 2.0, QUEUE_MAX_PX);
  g_autofree char *text = g_strdup_printf ("%u", queue->n_people);
  double x, y;

  if (spot == NULL)
    return;

  cor_map_picture_project (picture, spot->world, &x, &y);
  y -= QUEUE_GAP_PX;
  cairo_rectangle (cr, x - QUEUE_WIDTH_PX / 2.0, y - height, QUEUE_WIDTH_PX, height);
  cairo_set_source_rgb (cr, 0.9, 0.38, 0.0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
  cor_map_draw_text (cr, picture->theme, text, x, y - height - 9.0, 12.0, TRUE);
}

/**
 * cor_playback_layer_draw:
 * @picture: what to draw
 * @cr: where to draw
 *
 * Draws the plan at a moment: columns where they are, queues as bars above their crossings.
 */
void
cor_playback_layer_draw (const CorMapPicture *picture, cairo_t *cr)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CorPlaybackColumn));
  g_autoptr (GArray) queues = g_array_new (FALSE, FALSE, sizeof (CorPlaybackQueue));

  cor_playback_list_queues (picture->playback, picture->playback_utc_s, queues);
  cor_playback_list_columns (picture->playback, picture->playback_utc_s, columns);
  for (guint i = 0; i < queues->len; i++)
    draw_queue (picture, cr, &g_array_index (queues, CorPlaybackQueue, i));
  for (guint i = 0; i < columns->len; i++)
    draw_column (picture, cr, &g_array_index (columns, CorPlaybackColumn, i));
}
