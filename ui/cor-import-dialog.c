/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-import-dialog.h"

#include "cor-error-text.h"
#include "cor-import-preview.h"
#include "cor-import-report.h"
#include "cor-list-import.h"
#include "cor-report.h"

#include <glib/gi18n.h>

typedef enum
{
  PAGE_WORK,
  PAGE_PREVIEW,
  PAGE_TRIED, /* the report of a dry run */
  PAGE_REPORT,
  PAGE_TROUBLE,
} Page;

static const char *const page_names[] = { "work", "preview", "report", "report", "trouble" };

struct _CorImportDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  GtkStack *pages;
  GtkLabel *stage;
  GtkProgressBar *progress;
  CorImportPreview *preview;
  CorImportReport *report;
  AdwStatusPage *trouble;
  GtkButton *cancel_button;
  GtkButton *try_button;
  GtkButton *import_button;
  GtkButton *done_button;
  GtkButton *back_button;

  CorListImport *import;
  GCancellable *cancellable;
  gboolean was_read;
  gboolean dry_run;
};

G_DEFINE_FINAL_TYPE (CorImportDialog, cor_import_dialog, ADW_TYPE_WINDOW)

static void
turn_to (CorImportDialog *self, Page page)
{
  gtk_stack_set_visible_child_name (self->pages, page_names[page]);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), page != PAGE_REPORT);
  gtk_widget_set_visible (GTK_WIDGET (self->try_button), page == PAGE_PREVIEW);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button),
                          page == PAGE_PREVIEW || page == PAGE_TRIED);
  gtk_widget_set_visible (GTK_WIDGET (self->done_button), page == PAGE_REPORT);
  gtk_widget_set_visible (GTK_WIDGET (self->back_button), self->was_read);
  gtk_button_set_label (self->cancel_button, page == PAGE_TRIED ? _ ("_Back") : _ ("_Cancel"));
  if (page == PAGE_TRIED)
    adw_window_title_set_subtitle (self->title, _ ("Nothing has been changed yet"));
  else
    {
      g_autofree char *name = g_path_get_basename (cor_list_import_get_path (self->import));

      adw_window_title_set_subtitle (self->title, name);
    }

  if (page == PAGE_PREVIEW || page == PAGE_TRIED)
    gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->import_button));
  else if (page == PAGE_REPORT)
    gtk_widget_grab_focus (GTK_WIDGET (self->done_button));
}

static void
start_work (CorImportDialog *self, const char *stage)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (self->stage, stage);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  turn_to (self, PAGE_WORK);
}

static void
show_trouble (CorImportDialog *self, const GError *error)
{
  g_autofree char *text = cor_error_text (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->trouble, markup);
  turn_to (self, PAGE_TROUBLE);
}

static void
show_preview (CorImportDialog *self)
{
  cor_import_preview_show (self->preview, self->import);
  turn_to (self, PAGE_PREVIEW);
}

/* A dialog that was closed meanwhile has let go of its import. */
static gboolean
is_over (CorImportDialog *self)
{
  return self->import == NULL;
}

static void
was_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean read = cor_list_import_read_finish (COR_LIST_IMPORT (source), result, &error);

  if (is_over (self))
    return;

  if (read)
    {
      self->was_read = TRUE;
      show_preview (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_trouble (self, error);
  else if (self->was_read)
    show_preview (self);
}

static void
read_cb (CorImportDialog *self)
{
  start_work (self, _ ("Reading the list …"));
  cor_list_import_read_async (self->import, self->cancellable, was_read_cb, g_object_ref (self));
}

static void
was_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean run = cor_list_import_run_finish (COR_LIST_IMPORT (source), result, &error);

  if (is_over (self))
    return;

  if (run)
    {
      cor_import_report_show (self->report, self->import);
      turn_to (self, self->dry_run ? PAGE_TRIED : PAGE_REPORT);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_preview (self);
  else
    show_trouble (self, error);
}

static void
run (CorImportDialog *self, gboolean dry_run)
{
  self->dry_run = dry_run;
  start_work (self, dry_run ? _ ("Trying the list …") : _ ("Importing the list …"));
  cor_list_import_run_async (self->import, dry_run, self->cancellable, was_run_cb,
                             g_object_ref (self));
}

static void
import_cb (CorImportDialog *self)
{
  run (self, FALSE);
}

static void
try_cb (CorImportDialog *self)
{
  run (self, TRUE);
}

static void
back_cb (CorImportDialog *self)
{
  cor_import_preview_forget_choices (self->preview);
  show_preview (self);
}

static void
done_cb (CorImportDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* Stops the work and goes back to the columns; without columns there is nothing to go back to. */
static void
cancel_cb (CorImportDialog *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->pages);

  if (g_str_equal (page, "report"))
    show_preview (self);
  else if (g_str_equal (page, "work") && self->was_read)
    g_cancellable_cancel (self->cancellable);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (CorImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);

  return GDK_EVENT_PROPAGATE;
}

static void
message_cb (CorImportDialog *self, const char *message)
{
  cor_report_tell (self->toasts, message);
}

static void
fraction_cb (CorListImport *import, GParamSpec *pspec, CorImportDialog *self)
{
  double fraction;

  g_object_get (import, "fraction", &fraction, NULL);
  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0.0, 1.0));
}

static void
cor_import_dialog_dispose (GObject *object)
{
  CorImportDialog *self = COR_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  if (self->import != NULL)
    g_signal_handlers_disconnect_by_data (self->import, self);
  g_clear_object (&self->import);
  g_clear_object (&self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_IMPORT_DIALOG);

  G_OBJECT_CLASS (cor_import_dialog_parent_class)->dispose (object);
}

static void
cor_import_dialog_class_init (CorImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_import_dialog_dispose;

  g_type_ensure (COR_TYPE_IMPORT_PREVIEW);
  g_type_ensure (COR_TYPE_IMPORT_REPORT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, stage);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, report);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, try_button);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, done_button);
  gtk_widget_class_bind_template_child (widget_class, CorImportDialog, back_button);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, message_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
cor_import_dialog_init (CorImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
present_list (GtkWindow *parent, CorSession *session, const char *path)
{
  CorImportDialog *self = g_object_new (COR_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);

  self->import = cor_list_import_new (session, path);
  g_signal_connect_object (self->import, "notify::fraction", G_CALLBACK (fraction_cb), self, 0);
  gtk_window_present (GTK_WINDOW (self));
  read_cb (self);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorSession *session = g_object_get_data (G_OBJECT (chooser), "session");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        present_list (gtk_native_dialog_get_transient_for (chooser), session, path);
    }
  g_object_unref (chooser);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *suffixes)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (filter, suffixes[i]);
  if (suffixes[0] == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
choose_list (GtkWindow *parent, CorSession *session)
{
  static const char *const lists[] = { "csv", "tsv", "txt", "xlsx", NULL };
  static const char *const all[] = { NULL };
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Choose a registration list"), parent,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Lists (CSV, XLSX)"), lists);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("All files"), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data_full (G_OBJECT (chooser), "session", g_object_ref (session), g_object_unref);
  g_signal_connect (chooser, "response", G_CALLBACK (file_chosen_cb), NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * cor_import_dialog_present:
 * @parent: the window that shows the plan
 * @session: the plan
 * @path: (nullable) (type filename): the list; %NULL asks for it first
 *
 * Lets an officer import a registration list.
 */
void
cor_import_dialog_present (GtkWindow *parent, CorSession *session, const char *path)
{
  g_return_if_fail (COR_IS_SESSION (session));

  if (path != NULL)
    present_list (parent, session, path);
  else
    choose_list (parent, session);
}
