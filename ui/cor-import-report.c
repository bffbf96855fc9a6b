/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-import-report.h"

#include "cor-error-text.h"

#include <glib/gi18n.h>

/* A list that is refused row by row is the wrong file: the first rows tell. */
#define N_REJECTS_SHOWN 200

struct _CorImportReport
{
  GtkBox parent_instance;

  AdwPreferencesGroup *counts;
  AdwPreferencesGroup *rejects;

  CorListImport *import;
  GPtrArray *rows; /* those shown, to take them away again */
  GtkFileChooserNative *chooser;
};

/* The importer's own words, for the translators; the importer itself speaks English. */
static const char *const reasons[] G_GNUC_UNUSED = {
  N_ ("no name, no document and no telephone number"),
};

static guint message_signal;

G_DEFINE_FINAL_TYPE (CorImportReport, cor_import_report, GTK_TYPE_BOX)

static void
add_row (CorImportReport *self,
         AdwPreferencesGroup *group,
         const char *title,
         const char *subtitle,
         const char *count)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (subtitle, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
    }
  if (count != NULL)
    {
      GtkWidget *label = gtk_label_new (count);

      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
    }
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_count (CorImportReport *self, const char *title, const char *subtitle, guint count)
{
  g_autofree char *text = g_strdup_printf ("%u", count);

  add_row (self, self->counts, title, subtitle, text);
}

static void
add_counts (CorImportReport *self, const CorIntakeReport *report)
{
  g_autofree char *people = g_strdup_printf (
      ngettext ("They stand for %u person", "They stand for %u people", report->n_people_added),
      report->n_people_added);

  add_count (self, _ ("Rows read"), report->file_name, report->n_rows);
  add_count (self, _ ("Registrations added"), people, report->n_added);
  add_count (self, _ ("Merged into a registration"), _ ("The same person had registered before"),
             report->n_merged);
  add_count (self, _ ("Rejected"), _ ("No name, no document and no telephone"), report->n_rejected);
  add_count (self, _ ("Blank rows, titles and headings"), NULL, report->n_blank);
  add_count (self, _ ("Possible duplicates"), _ ("Listed under “To check”"),
             report->n_possible_duplicates);
  add_count (self, _ ("Not placed"), _ ("Listed under “Unplaced” with their candidates"),
             report->n_added - report->n_placed);
  add_count (self, _ ("Place assumed"), _ ("The only candidate; nothing confirms it yet"),
             report->n_assumed);
  add_count (self, _ ("Fields that could not be read"), _ ("Kept as received"),
             report->n_bad_fields);
}

static void
add_rejects (CorImportReport *self, const CorIntakeReport *report)
{
  for (guint i = 0; i < MIN (report->rejects->len, N_REJECTS_SHOWN); i++)
    {
      const CorIntakeReject *reject = report->rejects->pdata[i];
      g_autofree char *title = g_strdup_printf (_ ("Row %u"), reject->row);

      add_row (self, self->rejects, title, _ (reject->reason), NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rejects), report->rejects->len > 0);
}

static void
remove_rows (CorImportReport *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      adw_preferences_group_remove (
          gtk_widget_is_ancestor (row, GTK_WIDGET (self->counts)) ? self->counts : self->rejects,
          row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

static void
save_response_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorImportReport *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = g_file_get_path (file);
  if (path == NULL)
    {
      g_signal_emit (self, message_signal, 0, _ ("Choose a folder of this machine."));
      return;
    }
  g_ptr_array_add (reports, (gpointer) cor_list_import_get_report (self->import));
  if (cor_intake_reports_write_rejects (reports, path, &error))
    g_signal_emit (self, message_signal, 0, _ ("The rejected rows are saved."));
  else
    {
      g_autofree char *text = cor_error_text (error);

      g_signal_emit (self, message_signal, 0, text);
    }
}

static void
save_cb (CorImportReport *self)
{
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (
      _ ("Save rejected rows"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), _ ("rejected.csv"));
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
cor_import_report_dispose (GObject *object)
{
  CorImportReport *self = COR_IMPORT_REPORT (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->import);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_IMPORT_REPORT);

  G_OBJECT_CLASS (cor_import_report_parent_class)->dispose (object);
}

static void
cor_import_report_class_init (CorImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_import_report_dispose;
  message_signal = g_signal_new ("message", COR_TYPE_IMPORT_REPORT, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-import-report.ui");
  gtk_widget_class_bind_template_child (widget_class, CorImportReport, counts);
  gtk_widget_class_bind_template_child (widget_class, CorImportReport, rejects);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
cor_import_report_init (CorImportReport *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cor_import_report_show:
 * @self: a report's widget
 * @import: an import that was run
 *
 * Shows how its rows ended.
 */
void
cor_import_report_show (CorImportReport *self, CorListImport *import)
{
  g_return_if_fail (COR_IS_IMPORT_REPORT (self));

  g_set_object (&self->import, import);
  remove_rows (self);
  add_counts (self, cor_list_import_get_report (import));
  add_rejects (self, cor_list_import_get_report (import));
}
