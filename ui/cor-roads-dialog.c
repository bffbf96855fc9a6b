/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-roads-dialog.h"

#include "cor-clock.h"
#include "cor-report.h"
#include "cor-road-library.h"
#include "cor-rows.h"

#include <glib/gi18n.h>

struct _CorRoadsDialog
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkStack *pages;
  AdwPreferencesGroup *networks;
  GtkLabel *stage;
  GtkProgressBar *progress;
  GtkButton *import_button;
  GtkButton *open_button;
  GtkButton *stop_button;

  CorSession *session;
  GPtrArray *rows;           /* GtkWidget: the networks listed */
  GCancellable *cancellable; /* of the work being done, if any */
  char *output;              /* nullable: the network being imported */
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (CorRoadsDialog, cor_roads_dialog, ADW_TYPE_WINDOW)

/* What the core calls its stages, for the translators. */
G_GNUC_UNUSED static const char *const stages[] = {
  N_ ("Reading the extract"),
  N_ ("Joining roads"),
  N_ ("Ordering the network"),
  N_ ("Opening the road network"),
  N_ ("Looking for the border crossings"),
  N_ ("Writing the network"),
};

static void choose (CorRoadsDialog *self, const char *path);

static void
watch_cb (const char *stage, double fraction, gpointer user_data)
{
  CorRoadsDialog *self = user_data;
  g_autofree char *text = g_strdup_printf ("%s …", _ (stage));

  gtk_label_set_label (self->stage, text);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0.0, 1.0));
}

static void
begin_work (CorRoadsDialog *self, const char *text)
{
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_label (self->stage, text);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_button), TRUE);
  gtk_stack_set_visible_child_name (self->pages, "work");
}

/* Goes back to the choice. A window that was closed meanwhile goes for good. */
static void
end_work (CorRoadsDialog *self)
{
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->output, g_free);
  gtk_stack_set_visible_child_name (self->pages, "choice");
  if (self->closed)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
report (CorRoadsDialog *self, const char *heading, const GError *error)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  cor_report_error (self->closed && parent != NULL ? GTK_WIDGET (parent) : GTK_WIDGET (self),
                    heading, error);
}

static char *
describe_entry (const CorRoadEntry *entry)
{
  g_autofree char *date = entry->source_utc_s != 0 ? cor_clock_format (entry->source_utc_s) : NULL;
  g_autofree char *name = g_filename_display_name (entry->path);
  g_autofree char *shown = cor_isolate (name);

  if (!g_file_test (entry->path, G_FILE_TEST_IS_REGULAR))
    /* Translators: path of a file */
    return g_strdup_printf (_ ("The file is gone: %s"), shown);

  return date != NULL
             /* Translators: date and time of the data, path of the file */
             ? g_strdup_printf (_ ("As of %s · %s"), date, shown)
             : g_steal_pointer (&shown);
}

static void
use_cb (GtkButton *button, gpointer user_data)
{
  choose (user_data, g_object_get_data (G_OBJECT (button), "path"));
}

/* @path is NULL for the built-in roads. */
static void
add_network (CorRoadsDialog *self,
             const char *title,
             const char *subtitle,
             const char *path,
             gboolean in_use,
             gboolean can_be_used)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  GtkWidget *suffix;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (row, subtitle);
  adw_action_row_set_subtitle_lines (row, 2);
  if (in_use)
    {
      suffix = gtk_label_new (_ ("In use"));
      gtk_widget_add_css_class (suffix, "success");
    }
  else
    {
      suffix = gtk_button_new_with_mnemonic (_ ("_Use"));
      gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
      gtk_widget_set_sensitive (suffix, can_be_used);
      g_object_set_data_full (G_OBJECT (suffix), "path", g_strdup (path), g_free);
      g_signal_connect_object (suffix, "clicked", G_CALLBACK (use_cb), self, 0);
      adw_action_row_set_activatable_widget (row, suffix);
    }
  adw_action_row_add_suffix (row, suffix);
  adw_preferences_group_add (self->networks, GTK_WIDGET (row));
  g_ptr_array_add (self->rows, row);
}

static void
refresh (CorRoadsDialog *self)
{
  const CorRoadsInUse *roads = cor_session_get_roads (self->session);
  g_autoptr (GPtrArray) entries = cor_road_library_list ();

  cor_rows_clear (self->networks, self->rows);
  adw_preferences_group_set_description (self->networks, roads->trouble);
  add_network (self, _ ("Main roads of Ukraine"), _ ("Built in; always there"), NULL,
               roads->path == NULL, TRUE);
  for (guint i = 0; i < entries->len; i++)
    {
      const CorRoadEntry *entry = entries->pdata[i];
      g_autofree char *subtitle = describe_entry (entry);

      add_network (self, entry->source, subtitle, entry->path,
                   g_str_equal (entry->checksum, roads->checksum),
                   g_file_test (entry->path, G_FILE_TEST_IS_REGULAR));
    }
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorRoadsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n_crossings_off = 0;
  gboolean chosen =
      cor_session_choose_roads_finish (COR_SESSION (source), result, &n_crossings_off, &error);

  if (chosen && !self->closed)
    {
      g_autofree char *text =
          n_crossings_off == 0
              ? g_strdup (_ ("The routes follow these roads now"))
              : g_strdup_printf (ngettext ("The routes follow these roads now; %u border crossing "
                                           "lies outside of them",
                                           "The routes follow these roads now; %u border crossings "
                                           "lie outside of them",
                                           n_crossings_off),
                                 n_crossings_off);

      cor_report_tell (self->toasts, text);
    }
  end_work (self);
  if (!chosen)
    report (self, _ ("The roads were not changed"), error);
  else if (!self->closed)
    refresh (self);
}

static void
choose (CorRoadsDialog *self, const char *path)
{
  begin_work (self, _ ("Opening the road network …"));
  cor_session_choose_roads_async (self->session, path, watch_cb, self, self->cancellable, chosen_cb,
                                  g_object_ref (self));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorRoadsDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = g_steal_pointer (&self->output);

  if (!cor_session_import_roads_finish (COR_SESSION (source), result, &error))
    {
      end_work (self);
      report (self, _ ("The extract was not imported"), error);
    }
  else if (self->closed)
    end_work (self);
  else
    choose (self, output);
}

/**
 * cor_roads_dialog_import:
 * @self: the dialog
 * @extract: (type filename): an OpenStreetMap extract
 *
 * Makes a network of an extract and uses it for the plan.
 */
void
cor_roads_dialog_import (CorRoadsDialog *self, const char *extract)
{
  begin_work (self, _ ("Reading the extract …"));
  g_free (self->output);
  self->output = cor_road_library_suggest_path (extract);
  cor_session_import_roads_async (self->session, extract, self->output, watch_cb, self,
                                  self->cancellable, imported_cb, g_object_ref (self));
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (CorRoadsDialog) self = user_data;
  gboolean is_extract = g_object_get_data (G_OBJECT (chooser), "is-extract") != NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL && is_extract)
        cor_roads_dialog_import (self, path);
      else if (path != NULL)
        choose (self, path);
    }
  g_object_unref (chooser);
}

static void
ask_for_file (CorRoadsDialog *self,
              const char *title,
              const char *kind,
              const char *const *patterns,
              gboolean is_extract)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      title, GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (is_extract)
    g_object_set_data (G_OBJECT (chooser), "is-extract", self);
  g_signal_connect (chooser, "response", G_CALLBACK (file_chosen_cb), g_object_ref (self));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
import_cb (CorRoadsDialog *self)
{
  static const char *const patterns[] = { "*.osm.pbf", "*.pbf", "*.osm", "*.osm.gz", NULL };

  ask_for_file (self, _ ("Choose an OpenStreetMap extract"), _ ("OpenStreetMap extracts"), patterns,
                TRUE);
}

static void
open_cb (CorRoadsDialog *self)
{
  static const char *const patterns[] = { "*.roads", NULL };

  ask_for_file (self, _ ("Choose a network file"), _ ("Road networks"), patterns, FALSE);
}

static void
stop_cb (CorRoadsDialog *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->stop_button), FALSE);
  g_cancellable_cancel (self->cancellable);
}

/* An import goes on behind a closed window. */
static gboolean
close_request_cb (CorRoadsDialog *self)
{
  if (self->cancellable == NULL)
    return GDK_EVENT_PROPAGATE;

  self->closed = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return GDK_EVENT_STOP;
}

static void
cor_roads_dialog_dispose (GObject *object)
{
  CorRoadsDialog *self = COR_ROADS_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->output, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_ROADS_DIALOG);

  G_OBJECT_CLASS (cor_roads_dialog_parent_class)->dispose (object);
}

static void
cor_roads_dialog_class_init (CorRoadsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_roads_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-roads-dialog.ui");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, networks);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, open_button);
  gtk_widget_class_bind_template_child (widget_class, CorRoadsDialog, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
cor_roads_dialog_init (CorRoadsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/**
 * cor_roads_dialog_present:
 * @parent: the plan's window
 * @session: the plan
 *
 * Shows which roads the plan uses, and lets an officer choose others.
 *
 * Returns: (transfer none): the dialog
 */
CorRoadsDialog *
cor_roads_dialog_present (GtkWindow *parent, CorSession *session)
{
  CorRoadsDialog *self = g_object_new (COR_TYPE_ROADS_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::roads", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
  gtk_window_present (GTK_WINDOW (self));

  return self;
}
