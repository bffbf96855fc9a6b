/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-export.h"

#include "cor-desk-language.h"
#include "cor-papers.h"
#include "cor-print-choice.h"
#include "cor-report.h"
#include "cor-window-private.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* The name of the choice in the file chooser. */
#define WHAT "what"

/* What the file chooser carries along: under which number the plan was published, 0 for a draft. */
#define NUMBER "number"

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
tell (CorWindow *window, const char *path, const GError *error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *apart = cor_words_set_apart (name);
  g_autofree char *text = g_strdup_printf (_ ("%s was written"), apart);

  if (window->session == NULL) /* closed meanwhile */
    return;
  if (error != NULL)
    cor_report_error (GTK_WIDGET (window), _ ("Nothing was exported"), error);
  else
    cor_window_tell (window, text);
}

/* A file that is being written. */
typedef struct
{
  CorWindow *window;
  char *path;
} Writing;

static void
published_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Writing *writing = user_data;
  g_autoptr (CorWindow) window = writing->window;
  g_autofree char *path = writing->path;
  g_autoptr (GError) error = NULL;

  cor_session_export_published_finish (COR_SESSION (source), result, &error);
  tell (window, path, error);
}

static void
write_file (CorWindow *window, guint number, const char *path, CorExportWhat what)
{
  CorLanguage language = cor_desk_language_get ();
  Writing *writing;

  if (number == 0)
    {
      g_autoptr (GError) error = NULL;

      cor_session_export (window->session, path, what, language, &error);
      tell (window, path, error);
      return;
    }

  writing = g_new0 (Writing, 1);
  writing->window = g_object_ref (window);
  writing->path = g_strdup (path);
  cor_session_export_published_async (window->session, number, path, what, language, NULL,
                                      published_written_cb, writing);
}

static void
response_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorWindow *window = user_data;
  guint number = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), NUMBER));
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT && window->session != NULL)
    path = complete_path (GTK_FILE_CHOOSER (chooser));
  if (path != NULL)
    {
      const char *chosen = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (chooser), WHAT);
      CorExportWhat what = chosen != NULL ? (CorExportWhat) (chosen[0] - '0') : COR_EXPORT_ROUTES;

      write_file (window, number, path, what);
    }
  g_object_unref (chooser);
}

static void
choose_file (CorWindow *window, guint number)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Export for Other Programs"), GTK_WINDOW (window),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), NULL);
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
  g_object_set_data (G_OBJECT (chooser), NUMBER, GUINT_TO_POINTER (number));
  g_signal_connect_object (chooser, "response", G_CALLBACK (response_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * cor_export_present:
 * @window: the plan's window
 *
 * Asks of which plan, what to write for other programs, as what and where to, and writes it.
 */
void
cor_export_present (CorWindow *window)
{
  cor_print_choice_ask (window, COR_PRINT_PURPOSE_EXPORT, choose_file);
}
