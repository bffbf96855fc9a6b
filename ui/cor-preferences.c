/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-preferences.h"

#include <glib/gi18n.h>

#define MAP_SOURCE_MBTILES 1
#define MAP_SOURCE_OPENSTREETMAP 2

struct _CorPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwComboRow *language;
  AdwComboRow *sheet_language;
  AdwComboRow *appearance;
  AdwComboRow *map_source;
  AdwActionRow *mbtiles;
  GtkWidget *warning;
  AdwEntryRow *officer;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (CorPreferences, cor_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
show_map_source (CorPreferences *self)
{
  int source = g_settings_get_enum (self->settings, "map-source");
  g_autofree char *path = g_settings_get_string (self->settings, "mbtiles-path");
  g_autofree char *name = path[0] != '\0' ? g_filename_display_basename (path) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->mbtiles), source == MAP_SOURCE_MBTILES);
  gtk_widget_set_visible (self->warning, source == MAP_SOURCE_OPENSTREETMAP);
  adw_action_row_set_subtitle (self->mbtiles, name != NULL ? name : _ ("None chosen"));
}

static void
chosen_cb (AdwComboRow *row, GParamSpec *pspec, gpointer user_data)
{
  CorPreferences *self = user_data;
  const char *key = g_object_get_data (G_OBJECT (row), "cor-key");

  g_settings_set_enum (self->settings, key, (int) adw_combo_row_get_selected (row));
}

static void
offer (CorPreferences *self, AdwComboRow *row, const char *key, const char *const *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, (guint) g_settings_get_enum (self->settings, key));
  g_object_set_data (G_OBJECT (row), "cor-key", (gpointer) key);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (chosen_cb), self, 0);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorPreferences *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        g_settings_set_string (self->settings, "mbtiles-path", path);
    }
  g_object_unref (chooser);
}

static void
choose_mbtiles_cb (CorPreferences *self)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose an MBTiles File"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Raster MBTiles"));
  gtk_file_filter_add_pattern (filter, "*.mbtiles");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
cor_preferences_dispose (GObject *object)
{
  g_clear_object (&COR_PREFERENCES (object)->settings);

  G_OBJECT_CLASS (cor_preferences_parent_class)->dispose (object);
}

static void
cor_preferences_class_init (CorPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, language);
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, sheet_language);
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, appearance);
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, map_source);
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, mbtiles);
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, warning);
  gtk_widget_class_bind_template_child (widget_class, CorPreferences, officer);
  gtk_widget_class_bind_template_callback (widget_class, choose_mbtiles_cb);
}

static void
cor_preferences_init (CorPreferences *self)
{
  /* Languages call themselves by their own names. */
  const char *const languages[] = { _ ("As the machine"), "English", "עברית", "Українська", NULL };
  const char *const sheet_languages[] = { _ ("As the desk"), "English", "עברית", "Українська",
                                          NULL };
  const char *const appearances[] = { _ ("As the machine"), _ ("Light"), _ ("Dark"), NULL };
  const char *const sources[] = { _ ("Built-in map"), _ ("MBTiles file"),
                                  _ ("OpenStreetMap, online"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new ("org.corridors.Corridors");
  offer (self, self->language, "language", languages);
  offer (self, self->sheet_language, "sheet-language", sheet_languages);
  offer (self, self->appearance, "appearance", appearances);
  offer (self, self->map_source, "map-source", sources);
  g_settings_bind (self->settings, "officer", self->officer, "text", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->settings, "changed", G_CALLBACK (show_map_source), self,
                           G_CONNECT_SWAPPED);
  show_map_source (self);
}

/**
 * cor_preferences_present:
 * @parent: (nullable): the window that they belong to
 *
 * Shows the preferences.
 */
void
cor_preferences_present (GtkWindow *parent)
{
  gtk_window_present (g_object_new (COR_TYPE_PREFERENCES, "transient-for", parent,
                                    "destroy-with-parent", TRUE, NULL));
}
