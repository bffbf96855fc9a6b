/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view-private.h"

#include <math.h>

#define FIT_MARGIN_PX 60.0
#define FIT_MAX_ZOOM 11.0
#define MAX_ROUNDED_ZOOM 0.6

/* What is seen as a whole, and at least this large, is left where it is. */
#define SEEN_PX 120.0

/* What is shown before a plan is open: Ukraine. */
static const CorBounds ukraine = { 44.3, 22.1, 52.4, 40.2 };

static CorBounds
get_plan_bounds (CorMapView *self)
{
  const CorMapScene *scene = cor_plan_layer_get_scene (self->plan_layer);
  CorBounds bounds = COR_BOUNDS_EMPTY;

  for (guint i = 0; i < scene->spots->len; i++)
    {
      const CorSceneSpot *spot = &g_array_index (scene->spots, CorSceneSpot, i);

      if (spot->kind == COR_SELECTION_CLUSTER ||
          (spot->kind == COR_SELECTION_CROSSING && spot->n_people > 0))
        cor_bounds_add (&bounds, spot->position);
    }

  return cor_bounds_is_empty (&bounds) ? ukraine : bounds;
}

static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CorMapView *self = COR_MAP_VIEW (widget);
  int width = gtk_widget_get_width (GTK_WIDGET (self->map));
  int height = gtk_widget_get_height (GTK_WIDGET (self->map));
  gboolean whole_plan = cor_bounds_is_empty (&self->fit_bounds);
  CorBounds bounds;
  CorMapFrame frame;

  if (width <= 2 * FIT_MARGIN_PX || height <= 2 * FIT_MARGIN_PX)
    return G_SOURCE_CONTINUE;

  bounds = whole_plan ? get_plan_bounds (self) : self->fit_bounds;
  frame = cor_map_frame_new_to_fit (&bounds, width, height, FIT_MARGIN_PX, FIT_MAX_ZOOM);
  /* Tiles are sharp at whole levels only; of a plan every town counts, which asks for room. */
  if (!whole_plan || frame.zoom - floor (frame.zoom) < MAX_ROUNDED_ZOOM)
    frame.zoom = floor (frame.zoom);
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, cor_map_zoom_to_viewport (frame.zoom));
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), frame.centre.lat_deg,
                                 frame.centre.lon_deg);
  self->fit_tick = 0;

  return G_SOURCE_REMOVE;
}

static void
fit_to (CorMapView *self, CorBounds bounds)
{
  self->fit_bounds = bounds;
  if (self->fit_tick == 0)
    self->fit_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_cb, NULL, NULL);
}

/**
 * cor_map_view_fit_to_plan:
 * @self: a map
 *
 * Shows all clusters and the crossings that people pass, as soon as the map has a size.
 */
void
cor_map_view_fit_to_plan (CorMapView *self)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));

  fit_to (self, COR_BOUNDS_EMPTY);
}

static gboolean
is_seen (CorMapView *self, const CorBounds *bounds)
{
  CorMapFrame frame = cor_plan_layer_get_frame (self->plan_layer);
  const CorPosition south_west = { bounds->south_deg, bounds->west_deg };
  const CorPosition north_east = { bounds->north_deg, bounds->east_deg };
  double left, bottom, right, top;

  cor_map_frame_project (&frame, south_west, &left, &bottom);
  cor_map_frame_project (&frame, north_east, &right, &top);

  return left >= 0.0 && top >= 0.0 && right <= frame.width_px && bottom <= frame.height_px &&
         MAX (right - left, bottom - top) >= SEEN_PX;
}

/**
 * cor_map_view_fit_to_offer:
 * @self: a map
 *
 * Shows the whole of the ways that are offered, if any, unless they are seen already.
 */
void
cor_map_view_fit_to_offer (CorMapView *self)
{
  GPtrArray *ways = cor_selection_get_offered_ways (self->selection);
  CorBounds bounds = COR_BOUNDS_EMPTY;

  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      const CorBounds *way = cor_geometry_get_bounds (ways->pdata[i]);

      cor_bounds_add (&bounds, (CorPosition){ way->south_deg, way->west_deg });
      cor_bounds_add (&bounds, (CorPosition){ way->north_deg, way->east_deg });
    }
  if (!cor_bounds_is_empty (&bounds) && !is_seen (self, &bounds))
    fit_to (self, bounds);
}

/**
 * cor_map_view_show_position:
 * @self: a map
 * @position: what to bring into the middle
 * @min_zoom: zoom in at least to this
 *
 * Goes to a place.
 */
void
cor_map_view_show_position (CorMapView *self, CorPosition position, double min_zoom)
{
  double zoom_level;

  g_return_if_fail (COR_IS_MAP_VIEW (self));

  zoom_level =
      MAX (shumate_viewport_get_zoom_level (self->viewport), cor_map_zoom_to_viewport (min_zoom));
  /* At once: on the way there, libshumate would show the ground of one place below the clusters
   * of another. */
  shumate_map_stop_go_to (self->map);
  shumate_viewport_set_zoom_level (self->viewport, zoom_level);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), position.lat_deg,
                                 position.lon_deg);
}

/**
 * cor_map_view_reveal_position:
 * @self: a map
 * @position: what is to be seen
 *
 * Brings a place into the middle, unless it is seen already.
 */
void
cor_map_view_reveal_position (CorMapView *self, CorPosition position)
{
  CorMapFrame frame;
  double x, y;

  g_return_if_fail (COR_IS_MAP_VIEW (self));

  frame = cor_plan_layer_get_frame (self->plan_layer);
  cor_map_frame_project (&frame, position, &x, &y);
  if (x < 0.0 || y < 0.0 || x > frame.width_px || y > frame.height_px)
    cor_map_view_show_position (self, position, frame.zoom);
}
