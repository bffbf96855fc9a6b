/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view.h"

#include "cor-basemap-source.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <shumate/shumate.h>

#define FIT_MARGIN_PX 60.0
#define FIT_MAX_ZOOM 11.0

/* What is shown before a plan is open: Ukraine. */
static const CorBounds ukraine = { 44.3, 22.1, 52.4, 40.2 };

struct _CorMapView
{
  GtkWidget parent_instance;

  GtkOverlay *overlay;
  ShumateMap *map;
  ShumateViewport *viewport;
  ShumateMapLayer *base_layer;
  GtkLabel *credits;
  ShumateScale *scale;

  CorSession *session;
  CorSelection *selection;
  CorLanguage language;
  gboolean fit_pending;
};

static guint failed_signal;

G_DEFINE_FINAL_TYPE (CorMapView, cor_map_view, GTK_TYPE_WIDGET)

static CorMapTheme
choose_theme (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  if (adw_style_manager_get_high_contrast (style))
    return COR_MAP_THEME_CONTRAST;

  return adw_style_manager_get_dark (style) ? COR_MAP_THEME_DARK : COR_MAP_THEME_LIGHT;
}

/* Puts the tiles of the present theme and language below everything else. */
static void
renew_base_layer (CorMapView *self)
{
  CorAtlas *atlas;
  g_autoptr (ShumateMapSource) source = NULL;
  ShumateMapLayer *old = self->base_layer;

  if (self->session == NULL)
    return;

  atlas = cor_session_get_atlas (self->session);
  source = cor_basemap_source_new (atlas, choose_theme (), self->language,
                                   gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  shumate_viewport_set_reference_map_source (self->viewport, source);
  self->base_layer = shumate_map_layer_new (source, self->viewport);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->base_layer),
                                   SHUMATE_LAYER (old));
  if (old != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (old));
  gtk_label_set_label (self->credits, cor_basemap_get_credits (cor_atlas_get_basemap (atlas)));
}

static CorBounds
get_plan_bounds (CorMapView *self)
{
  CorBounds bounds = COR_BOUNDS_EMPTY;
  CorResult *result = self->session != NULL ? cor_session_get_result (self->session) : NULL;

  for (guint i = 0; result != NULL && i < result->clusters->len; i++)
    cor_bounds_add (&bounds, ((CorCluster *) result->clusters->pdata[i])->rally_position);
  for (guint i = 0; result != NULL && i < result->corridors->len; i++)
    {
      const CorCorridor *corridor = result->corridors->pdata[i];

      for (guint j = 0; j < corridor->points->len; j++)
        cor_bounds_add (&bounds, g_array_index (corridor->points, CorPosition, j));
    }

  return cor_bounds_is_empty (&bounds) ? ukraine : bounds;
}

static void
cor_map_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CorMapView *self = COR_MAP_VIEW (widget);

  gtk_widget_allocate (GTK_WIDGET (self->overlay), width, height, baseline, NULL);
  if (self->fit_pending && width > 2 * FIT_MARGIN_PX && height > 2 * FIT_MARGIN_PX)
    cor_map_view_fit_to_plan (self);
}

static void
cor_map_view_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  CorMapView *self = COR_MAP_VIEW (widget);

  gtk_widget_measure (GTK_WIDGET (self->overlay), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static void
cor_map_view_dispose (GObject *object)
{
  CorMapView *self = COR_MAP_VIEW (object);

  if (self->overlay != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->overlay)));
  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (cor_map_view_parent_class)->dispose (object);
}

static void
cor_map_view_class_init (CorMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_map_view_dispose;
  widget_class->measure = cor_map_view_measure;
  widget_class->size_allocate = cor_map_view_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "map");

  failed_signal = g_signal_new ("failed", COR_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
cor_map_view_init (CorMapView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->overlay), GTK_WIDGET (self));

  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_min_zoom_level (self->viewport, (guint) COR_MAP_MIN_ZOOM);
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->map));

  self->scale = shumate_scale_new (self->viewport);
  gtk_widget_set_halign (GTK_WIDGET (self->scale), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->scale), GTK_ALIGN_END);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->scale));

  self->credits = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->credits), "map-credits");
  gtk_widget_set_halign (GTK_WIDGET (self->credits), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->credits), GTK_ALIGN_END);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->credits));

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (renew_base_layer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (renew_base_layer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (renew_base_layer), NULL);
  self->fit_pending = TRUE;
}

/**
 * cor_map_view_new:
 *
 * Returns: (transfer floating): a map without a plan
 */
GtkWidget *
cor_map_view_new (void)
{
  return g_object_new (COR_TYPE_MAP_VIEW, NULL);
}

/**
 * cor_map_view_set_session:
 * @self: a map
 * @session: the plan to show
 * @selection: shared with the lists
 *
 * Shows a plan.
 */
void
cor_map_view_set_session (CorMapView *self, CorSession *session, CorSelection *selection)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));

  g_set_object (&self->session, session);
  g_set_object (&self->selection, selection);
  renew_base_layer (self);
}

/**
 * cor_map_view_set_language:
 * @self: a map
 * @language: language of the names
 *
 * Names places in another language.
 */
void
cor_map_view_set_language (CorMapView *self, CorLanguage language)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));

  self->language = language;
  renew_base_layer (self);
}

/**
 * cor_map_view_fit_to_plan:
 * @self: a map
 *
 * Shows all clusters and crossings.
 */
void
cor_map_view_fit_to_plan (CorMapView *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  CorBounds bounds;
  CorMapFrame frame;

  g_return_if_fail (COR_IS_MAP_VIEW (self));

  self->fit_pending = width <= 2 * FIT_MARGIN_PX || height <= 2 * FIT_MARGIN_PX;
  if (self->fit_pending)
    return;

  bounds = get_plan_bounds (self);
  frame = cor_map_frame_new_to_fit (&bounds, width, height, FIT_MARGIN_PX, FIT_MAX_ZOOM);
  shumate_viewport_set_zoom_level (self->viewport, frame.zoom);
  shumate_location_set_location (SHUMATE_LOCATION (self->viewport), frame.centre.lat_deg,
                                 frame.centre.lon_deg);
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
  double zoom;

  g_return_if_fail (COR_IS_MAP_VIEW (self));

  zoom = MAX (shumate_viewport_get_zoom_level (self->viewport), min_zoom);
  shumate_map_go_to_full (self->map, position.lat_deg, position.lon_deg, zoom);
}
