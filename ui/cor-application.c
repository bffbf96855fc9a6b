/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-application.h"

#include "cor-about.h"
#include "cor-desk-language.h"
#include "cor-frame-meter.h"
#include "cor-preferences.h"
#include "cor-window.h"

#include <glib/gi18n.h>

struct _CorApplication
{
  AdwApplication parent_instance;

  CorAtlas *atlas;
  GSettings *settings;
  gboolean measure;
  CorFrameMeter *meter;
};

G_DEFINE_FINAL_TYPE (CorApplication, cor_application, ADW_TYPE_APPLICATION)

static CorWindow *
open_window (CorApplication *self)
{
  CorWindow *window = cor_window_new (self, self->atlas, NULL);

  gtk_window_present (GTK_WINDOW (window));
  if (self->measure && self->meter == NULL)
    self->meter = cor_frame_meter_new (GTK_WIDGET (window));

  return window;
}

/* Windows are made anew; what they show goes on. */
static gboolean
change_language_cb (gpointer user_data)
{
  g_autoptr (CorApplication) self = user_data;
  g_autoptr (GList) windows = NULL;

  if (cor_desk_language_choose () == cor_desk_language_get ())
    return G_SOURCE_REMOVE;

  cor_desk_language_set (cor_desk_language_choose ());
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  for (GList *link = windows; link != NULL; link = link->next)
    if (COR_IS_WINDOW (link->data))
      cor_window_replace (link->data);

  return G_SOURCE_REMOVE;
}

/* Later: the preferences, where the language was chosen just now, go with their window. */
static void
language_changed_cb (CorApplication *self)
{
  g_idle_add (change_language_cb, g_object_ref (self));
}

static void
appearance_changed_cb (CorApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int chosen = g_settings_get_enum (self->settings, "appearance");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[chosen]);
}

static void
follow_settings (CorApplication *self)
{
  self->settings = g_settings_new ("org.corridors.Corridors");
  g_signal_connect_object (self->settings, "changed::language", G_CALLBACK (language_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::appearance",
                           G_CALLBACK (appearance_changed_cb), self, G_CONNECT_SWAPPED);
  appearance_changed_cb (self);
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_preferences_present (gtk_application_get_active_window (user_data));
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorApplication *self = user_data;

  cor_about_present (gtk_application_get_active_window (user_data), self->atlas);
}

/* Each plan is folded into one file before its window goes. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *link = windows; link != NULL; link = link->next)
    gtk_window_close (link->data);
}

static const GActionEntry entries[] = {
  { .name = "preferences", .activate = preferences_cb },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

static const struct
{
  const char *action;
  const char *keys;
} shortcuts[] = {
  { "app.preferences", "<Control>comma" },
  { "app.quit", "<Control>q" },
  { "window.close", "<Control>w" },
  { "win.new", "<Control>n" },
  { "win.open", "<Control>o" },
  { "win.import", "<Control>i" },
  { "win.print", "<Control>p" },
  { "win.print-preview", "<Control><Shift>p" },
  { "win.save-sheets", "<Control>s" },
  { "win.export", "<Control>e" },
  { "win.undo", "<Control>z" },
  { "win.redo", "<Control><Shift>z" },
  { "win.history", "<Control>h" },
  { "win.search", "<Control>f" },
  { "win.show-view::map", "<Alt>1" },
  { "win.show-view::people", "<Alt>2" },
  { "win.sidebar", "F9" },
  { "win.details", "<Shift>F9" },
  { "win.zoom(true)", "<Control>plus" },
  { "win.zoom(false)", "<Control>minus" },
  { "win.fit", "<Control>0" },
  { "win.draw::area", "<Control>d" },
};

static void
add_actions (CorApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), shortcuts[i].action,
                                           (const char *[]){ shortcuts[i].keys, NULL });
}

static void
cor_application_startup (GApplication *application)
{
  CorApplication *self = COR_APPLICATION (application);
  g_autoptr (GError) error = NULL;

  G_APPLICATION_CLASS (cor_application_parent_class)->startup (application);

  /* Names of lists and plans are nobody's business but the officer's. */
  g_object_set (gtk_settings_get_default (), "gtk-recent-files-enabled", FALSE, NULL);
  cor_desk_language_set (cor_desk_language_get ());
  follow_settings (self);
  add_actions (self);
  self->atlas = cor_atlas_load (NULL, &error);
  if (self->atlas == NULL)
    {
      g_printerr ("%s\n", error->message);
      g_application_quit (application);
    }
}

static void
cor_application_activate (GApplication *application)
{
  CorApplication *self = COR_APPLICATION (application);

  if (self->atlas != NULL)
    open_window (self);
}

static void
cor_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  CorApplication *self = COR_APPLICATION (application);

  for (int i = 0; self->atlas != NULL && i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      cor_window_open_plan (open_window (self), path);
    }
}

static int
cor_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  COR_APPLICATION (application)->measure = g_variant_dict_contains (options, "measure");

  return -1;
}

static void
cor_application_shutdown (GApplication *application)
{
  g_clear_object (&COR_APPLICATION (application)->meter);

  G_APPLICATION_CLASS (cor_application_parent_class)->shutdown (application);
}

static void
cor_application_finalize (GObject *object)
{
  CorApplication *self = COR_APPLICATION (object);

  g_clear_pointer (&self->atlas, cor_atlas_unref);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (cor_application_parent_class)->finalize (object);
}

static void
cor_application_class_init (CorApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = cor_application_finalize;
  application_class->handle_local_options = cor_application_handle_local_options;
  application_class->shutdown = cor_application_shutdown;
  application_class->startup = cor_application_startup;
  application_class->activate = cor_application_activate;
  application_class->open = cor_application_open;
}

static void
cor_application_init (CorApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "measure", 0, 0, G_OPTION_ARG_NONE,
                                 N_ ("Print how long frames and gaps of the main loop were"), NULL);
}

/**
 * cor_application_new:
 *
 * Returns: (transfer full): the desk's process
 */
CorApplication *
cor_application_new (void)
{
  return g_object_new (COR_TYPE_APPLICATION, "application-id", "org.corridors.Corridors", "flags",
                       G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE, "resource-base-path",
                       "/org/corridors/Corridors", NULL);
}
