/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-window.h"

#include "cor-desk-language.h"
#include "cor-map-view.h"
#include "cor-selection.h"

#include <glib/gi18n.h>

struct _CorWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *title;
  CorMapView *map;

  CorAtlas *atlas;
  CorSession *session;
  CorSelection *selection;
};

G_DEFINE_FINAL_TYPE (CorWindow, cor_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_error (CorWindow *self, const GError *error)
{
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (error->message));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_open_finish (COR_SESSION (source), result, &error))
    show_error (self, error);
  else
    cor_map_view_fit_to_plan (self->map);
}

static void
cor_window_dispose (GObject *object)
{
  CorWindow *self = COR_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->atlas, cor_atlas_unref);

  G_OBJECT_CLASS (cor_window_parent_class)->dispose (object);
}

static void
cor_window_class_init (CorWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_window_dispose;

  g_type_ensure (COR_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CorWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CorWindow, map);
}

static void
cor_window_init (CorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->selection = cor_selection_new ();
}

/**
 * cor_window_new:
 * @application: the desk's process
 * @atlas: what ships
 *
 * Returns: (transfer none): a window without a plan
 */
CorWindow *
cor_window_new (CorApplication *application, CorAtlas *atlas)
{
  CorWindow *self = g_object_new (COR_TYPE_WINDOW, "application", application, NULL);

  self->atlas = cor_atlas_ref (atlas);
  self->session = cor_session_new (atlas, g_get_user_name ());
  cor_map_view_set_language (self->map, cor_desk_language_get ());
  cor_map_view_set_session (self->map, self->session, self->selection);

  return self;
}

/**
 * cor_window_open_plan:
 * @self: a window without a plan
 * @path: (type filename): a plan file
 *
 * Opens a plan.
 */
void
cor_window_open_plan (CorWindow *self, const char *path)
{
  cor_session_open_async (self->session, path, FALSE, NULL, opened_cb, g_object_ref (self));
}
