/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-map-view-private.h"

#include "cor-basemap-source.h"
#include "cor-language.h"
#include "cor-mbtiles-source.h"
#include "cor-words.h"

#include "config.h"

#include <adwaita.h>
#include <glib/gi18n.h>

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

static ShumateMapSource *
make_online_source (void)
{
  ShumateMapSource *source = SHUMATE_MAP_SOURCE (shumate_raster_renderer_new_full_from_url (
      "openstreetmap", "OpenStreetMap", "© OpenStreetMap contributors",
      "https://www.openstreetmap.org/copyright", 0, 19, 256, SHUMATE_MAP_PROJECTION_MERCATOR,
      "https://tile.openstreetmap.org/{z}/{x}/{y}.png"));

  shumate_set_user_agent ("Corridors/" CORRIDORS_VERSION);

  return source;
}

/* Between two whole zoom levels libshumate enlarges tiles up to twice. Tiles finer than the screen
 * stay sharp then, which costs nothing on a graphics card and three times the frame without one. */
static int
choose_tile_scale (CorMapView *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));
  GskRenderer *renderer = native != NULL ? gtk_native_get_renderer (native) : NULL;
  gboolean in_software = renderer == NULL || GSK_IS_CAIRO_RENDERER (renderer);

  return gtk_widget_get_scale_factor (GTK_WIDGET (self)) * (in_software ? 1 : 2);
}

/* The network is used only if the officer chose so; whatever fails, the built-in map is there. */
static ShumateMapSource *
make_source (CorMapView *self)
{
  g_autofree char *chosen = g_settings_get_string (self->settings, "map-source");
  g_autofree char *path = g_settings_get_string (self->settings, "mbtiles-path");
  g_autoptr (GError) error = NULL;
  ShumateMapSource *source = NULL;

  if (g_str_equal (chosen, "openstreetmap"))
    source = make_online_source ();
  else if (g_str_equal (chosen, "mbtiles") && path[0] != '\0')
    source = cor_mbtiles_source_new (path, &error);
  if (error != NULL)
    cor_map_view_report (self, error);
  if (source != NULL)
    return source;

  return cor_basemap_source_new (cor_session_get_ground_map (self->session), choose_theme (),
                                 self->language, choose_tile_scale (self));
}

/* Puts the tiles of the present source, theme and language below everything else. */
static void
renew_base_layer (CorMapView *self)
{
  g_autoptr (ShumateMapSource) source = NULL;
  ShumateMapLayer *old = self->base_layer;
  g_autofree char *credits = NULL;

  if (self->session == NULL)
    return;

  source = make_source (self);
  shumate_viewport_set_reference_map_source (self->viewport, source);
  self->base_layer = shumate_map_layer_new (source, self->viewport);
  shumate_map_insert_layer_behind (self->map, SHUMATE_LAYER (self->base_layer),
                                   SHUMATE_LAYER (self->plan_layer));
  if (old != NULL)
    shumate_map_remove_layer (self->map, SHUMATE_LAYER (old));
  cor_plan_layer_set_theme (self->plan_layer, choose_theme ());

  credits = COR_IS_BASEMAP_SOURCE (source)
                ? cor_ground_map_dup_credits (cor_session_get_ground_map (self->session))
                : g_strdup (shumate_map_source_get_license (source));
  gtk_label_set_label (self->credits, credits);
}

static void
describe (CorMapView *self)
{
  const CorMapScene *scene = cor_plan_layer_get_scene (self->plan_layer);
  g_autofree char *clusters = g_strdup_printf (
      ngettext ("%u cluster", "%u clusters", scene->n_clusters), scene->n_clusters);
  g_autofree char *corridors = g_strdup_printf (
      ngettext ("%u corridor", "%u corridors", scene->n_corridors), scene->n_corridors);
  g_autofree char *text = scene->is_comparison ? g_strdup_printf (_ ("What differs: %s"), clusters)
                                               : g_strdup_printf ("%s, %s", clusters, corridors);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
renew_scene (CorMapView *self)
{
  CorMapScene *scene;

  if (self->session == NULL || self->only_compares)
    return;

  scene = cor_map_scene_new (cor_session_get_snapshot (self->session),
                             cor_session_get_result (self->session),
                             cor_session_is_stale (self->session), self->language);
  cor_plan_layer_take_scene (self->plan_layer, scene);
  describe (self);
}

static char *
describe_crossing (const CorSceneSpot *spot, gboolean is_comparison)
{
  const char *state = spot->state == COR_CROSSING_OPEN     ? _ ("Open")
                      : spot->state == COR_CROSSING_CLOSED ? _ ("Closed")
                                                           : _ ("Not open yet");
  g_autofree char *change = g_strdup_printf ("%u → %u", spot->n_first, spot->n_people);
  g_autofree char *people = is_comparison && spot->n_first != spot->n_people
                                ? cor_isolate (change)
                                : cor_words_people (spot->n_people);

  return g_strdup_printf ("%s\n%s\n%s", spot->name, state, people);
}

static gboolean
query_tooltip_cb (CorMapView *self,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  CorMapTarget target;
  gboolean is_comparison;
  g_autofree char *people = NULL;
  g_autofree char *text = NULL;

  if (!cor_plan_layer_find (self->plan_layer, x, y, &target))
    return FALSE;

  is_comparison = cor_plan_layer_get_scene (self->plan_layer)->is_comparison;
  people = is_comparison ? g_strdup_printf (ngettext ("%u person goes otherwise",
                                                      "%u people go otherwise", target.n_people),
                                            target.n_people)
                         : cor_words_people (target.n_people);
  switch (target.kind)
    {
    case COR_SELECTION_CLUSTER:
      text = target.n_clusters > 1
                 /* Translators: name of a town, how many other clusters, how many people */
                 ? g_strdup_printf (_ ("%s and %u more\n%s"), target.spot->name,
                                    target.n_clusters - 1, people)
                 : g_strdup_printf ("%s\n%s", target.spot->name, people);
      break;
    case COR_SELECTION_CROSSING:
      text = describe_crossing (target.spot, is_comparison);
      break;
    case COR_SELECTION_CLOSURE:
      text = target.label != NULL && target.label[0] != '\0'
                 ? g_strdup_printf (_ ("Closed: %s"), target.label)
                 : g_strdup (_ ("Closure"));
      break;
    case COR_SELECTION_AGREED_CORRIDOR:
      text = g_strdup_printf (_ ("Agreed corridor: %s"), target.label);
      break;
    default:
      text = g_strdup (target.spot != NULL ? target.spot->name : "");
    }
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
cor_map_view_dispose (GObject *object)
{
  CorMapView *self = COR_MAP_VIEW (object);

  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
  if (self->overlay != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->overlay)));
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (cor_map_view_parent_class)->dispose (object);
}

static void
cor_map_view_class_init (CorMapViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_map_view_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);

  failed_signal = g_signal_new ("failed", COR_TYPE_MAP_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static GtkWidget *
make_zoom_button (const char *icon_name, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "osd");

  return button;
}

static void
add_buttons (CorMapView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box),
                  make_zoom_button ("zoom-in-symbolic", _ ("Zoom in"), "map.zoom-in"));
  gtk_box_append (GTK_BOX (box),
                  make_zoom_button ("zoom-out-symbolic", _ ("Zoom out"), "map.zoom-out"));
  gtk_box_append (GTK_BOX (box), make_zoom_button ("zoom-fit-best-symbolic",
                                                   _ ("Show the whole plan"), "map.fit"));
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_overlay_add_overlay (self->overlay, box);
}

/* The scale and the credits side by side, so that long credits do not lie on the scale. */
static void
add_footer (CorMapView *self)
{
  GtkWidget *footer = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  ShumateScale *scale = shumate_scale_new (self->viewport);

  shumate_scale_set_unit (scale, SHUMATE_UNIT_METRIC);
  gtk_widget_set_valign (GTK_WIDGET (scale), GTK_ALIGN_END);

  self->credits = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->credits, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->credits), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->credits), "map-credits");
  gtk_widget_set_hexpand (GTK_WIDGET (self->credits), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->credits), GTK_ALIGN_END);
  gtk_widget_set_valign (GTK_WIDGET (self->credits), GTK_ALIGN_END);

  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (scale));
  gtk_box_append (GTK_BOX (footer), GTK_WIDGET (self->credits));
  gtk_widget_set_valign (footer, GTK_ALIGN_END);
  gtk_widget_set_can_target (footer, FALSE);
  gtk_overlay_add_overlay (self->overlay, footer);
}

static void
add_hint (CorMapView *self)
{
  self->hint = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->hint, TRUE);
  gtk_label_set_justify (self->hint, GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint), "map-hint");
  gtk_widget_set_halign (GTK_WIDGET (self->hint), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->hint), GTK_ALIGN_START);
  gtk_widget_set_can_target (GTK_WIDGET (self->hint), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  gtk_overlay_add_overlay (self->overlay, GTK_WIDGET (self->hint));
}

static void
cor_map_view_init (CorMapView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->overlay = GTK_OVERLAY (gtk_overlay_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->overlay), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map"),
                                  -1);

  self->map = shumate_map_new ();
  self->viewport = shumate_map_get_viewport (self->map);
  shumate_viewport_set_min_zoom_level (self->viewport, (guint) COR_MAP_MIN_ZOOM);
  self->plan_layer = cor_plan_layer_new (self->viewport);
  shumate_map_add_layer (self->map, SHUMATE_LAYER (self->plan_layer));
  gtk_widget_set_direction (GTK_WIDGET (self->map), GTK_TEXT_DIR_LTR);
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->map));
  add_buttons (self);
  add_footer (self);
  add_hint (self);

  cor_map_view_add_actions (self);
  cor_map_view_add_gestures (self);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (renew_base_layer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (renew_base_layer), self,
                           G_CONNECT_SWAPPED);
  self->settings = g_settings_new ("org.corridors.Corridors");
  g_signal_connect_object (self->settings, "changed::map-source", G_CALLBACK (renew_base_layer),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::mbtiles-path", G_CALLBACK (renew_base_layer),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "realize", G_CALLBACK (renew_base_layer), NULL);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (renew_base_layer), NULL);
}

/**
 * cor_map_view_get_position:
 * @self: a map
 * @x_px: pixels from the left
 * @y_px: pixels from the top
 *
 * Returns: what lies there on the ground
 */
CorPosition
cor_map_view_get_position (CorMapView *self, double x_px, double y_px)
{
  CorMapFrame frame = cor_plan_layer_get_frame (self->plan_layer);

  return cor_map_frame_unproject (&frame, x_px, y_px);
}

/**
 * cor_map_view_report:
 * @self: a map
 * @error: (nullable): what went wrong
 *
 * Hands an error to the window.
 */
void
cor_map_view_report (CorMapView *self, const GError *error)
{
  if (error != NULL)
    g_signal_emit (self, failed_signal, 0, error);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorMapView) self = user_data;
  g_autoptr (GError) error = NULL;

  cor_session_commit_finish (COR_SESSION (source), result, &error);
  cor_map_view_report (self, error);
}

/**
 * cor_map_view_commit:
 * @self: a map
 * @edit: (transfer full): what to change
 *
 * Makes an edit; the window is told if it is refused.
 */
void
cor_map_view_commit (CorMapView *self, CorEdit *edit)
{
  cor_session_commit_async (self->session, edit, NULL, committed_cb, g_object_ref (self));
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

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_set_object (&self->selection, selection);
  cor_plan_layer_set_selection (self->plan_layer, selection);
  g_signal_connect_object (selection, "offered", G_CALLBACK (cor_map_view_fit_to_offer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (renew_scene), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::result", G_CALLBACK (renew_scene), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::roads", G_CALLBACK (renew_base_layer), self,
                           G_CONNECT_SWAPPED);
  renew_base_layer (self);
  renew_scene (self);
  cor_map_view_fit_to_plan (self);
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
  renew_scene (self);
}

/**
 * cor_map_view_show_moment:
 * @self: a map
 * @playback: (nullable): the result as time goes by, which must stay until it is taken away again;
 *   %NULL: the plan as a whole
 * @time_utc_s: which moment
 *
 * Shows columns and queues at a moment.
 */
void
cor_map_view_show_moment (CorMapView *self, const CorPlayback *playback, gint64 time_utc_s)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));

  cor_plan_layer_show_moment (self->plan_layer, playback, time_utc_s);
}

/**
 * cor_map_view_show_comparison:
 * @self: a map with a session
 * @comparison: two plans
 *
 * Shows, from now on, what differs between two plans, and lets nobody change anything.
 */
void
cor_map_view_show_comparison (CorMapView *self, const CorComparison *comparison)
{
  g_return_if_fail (COR_IS_MAP_VIEW (self));
  g_return_if_fail (self->session != NULL);

  self->only_compares = TRUE;
  cor_plan_layer_take_scene (
      self->plan_layer, cor_map_scene_new_of_comparison (cor_session_get_snapshot (self->session),
                                                         comparison, self->language));
  describe (self);
  cor_map_view_fit_to_plan (self);
}
