/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-export.h"

#include "cor-desk-language.h"
#include "cor-papers.h"
#include "cor-report.h"

#include <glib/gi18n.h>

/* The name of the choice in the file chooser. */
#define WHAT "what"

static const struct
{
  const char *suffix;
  const char *name;
} formats[] = {
  { ".gpx", N_ ("GPX, for navigation devices") },
  { ".kml", N_ ("KML, for Google Earth and others") },
  { ".geojson", N_ ("GeoJSON, for map programs") },
  { ".csv", N_ ("CSV, for spreadsheets") },
};

static const char *const things[] = { N_ ("Routes"), N_ ("Clusters"), N_ ("Movements") };

static char *
complete_path (GtkFileChooser *chooser)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (chooser);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  const char *suffix = formats[0].suffix;

  for (guint i = 0; path != NULL && i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_has_suffix (path, formats[i].suffix))
        return g_steal_pointer (&path);
      if (filter != NULL && g_strcmp0 (gtk_file_filter_get_name (filter), _ (formats[i].name)) == 0)
        suffix = formats[i].suffix;
    }

  return path != NULL ? g_strconcat (path, suffix, NULL) : NULL;
}

static void
response_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (chooser);
  CorSession *session = user_data;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    path = complete_path (GTK_FILE_CHOOSER (chooser));
  if (path != NULL)
    {
      const char *chosen = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (chooser), WHAT);
      CorExportWhat what = chosen != NULL ? (CorExportWhat) (chosen[0] - '0') : COR_EXPORT_ROUTES;

      if (!cor_session_export (session, path, what, cor_desk_language_get (), &error) &&
          parent != NULL)
        cor_report_error (GTK_WIDGET (parent), _ ("Nothing was exported"), error);
    }
  g_object_unref (chooser);
}

/**
 * cor_export_present:
 * @parent: the plan's window
 * @session: the plan
 *
 * Asks what to write for other programs, as what and where to, and writes it.
 */
void
cor_export_present (GtkWindow *parent, CorSession *session)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Export for Other Programs"), parent, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
  const char *const ids[] = { "0", "1", "2", NULL };
  const char *labels[] = { _ (things[0]), _ (things[1]), _ (things[2]), NULL };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autofree char *pattern = g_strconcat ("*", formats[i].suffix, NULL);

      gtk_file_filter_set_name (filter, _ (formats[i].name));
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (chooser), WHAT, _ ("What"), (const char **) ids,
                               labels);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (chooser), WHAT, "0");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("corridors"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), session, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
