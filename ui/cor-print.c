/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-print.h"

#include "cor-desk-language.h"
#include "cor-papers.h"
#include "cor-print-choice.h"
#include "cor-print-preview.h"
#include "cor-report.h"
#include "cor-sheets.h"
#include "cor-window-private.h"

#include <glib/gi18n.h>

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, gpointer user_data)
{
  gtk_print_operation_set_n_pages (operation, (int) cor_sheets_get_n_pages (user_data));
}

/* Sheets have margins of their own; paper of another size gets them smaller, never cut. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  CorSheets *sheets = user_data;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width_pt;
  double height_pt;
  double scale;

  cor_sheets_get_page_size (sheets, &width_pt, &height_pt);
  scale = MIN (gtk_print_context_get_width (context) / width_pt,
               gtk_print_context_get_height (context) / height_pt);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cor_sheets_draw_page (sheets, cr, (guint) page);
  cairo_restore (cr);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  CorWindow *window = user_data;
  g_autoptr (GError) error = NULL;

  if (result != GTK_PRINT_OPERATION_RESULT_ERROR)
    return;
  gtk_print_operation_get_error (operation, &error);
  cor_report_error (GTK_WIDGET (window), _ ("The sheets were not printed"), error);
}

/**
 * cor_print_get_language:
 *
 * Returns: the language of sheets: the one chosen in the preferences, else that of the desk
 */
CorLanguage
cor_print_get_language (void)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.corridors.Corridors");
  g_autofree char *chosen = g_settings_get_string (settings, "sheet-language");
  CorLanguage language;

  if (cor_language_parse (chosen, &language) && language < COR_N_DESK_LANGUAGES)
    return language;

  return cor_desk_language_get ();
}

static void
print (CorWindow *window, CorSheets *sheets)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, cor_sheets_get_title (sheets));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), sheets);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), sheets);
  g_signal_connect_object (operation, "done", G_CALLBACK (done_cb), window, 0);
  g_object_set_data_full (G_OBJECT (operation), "cor-sheets", cor_sheets_ref (sheets),
                          (GDestroyNotify) cor_sheets_unref);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           NULL);
}

static void
preview (CorWindow *window, CorSheets *sheets)
{
  cor_print_preview_present (GTK_WINDOW (window), sheets);
}

typedef void (*SheetsFunc) (CorWindow *window, CorSheets *sheets);

/* Sheets that are being made, and what is to be done with them. */
typedef struct
{
  CorWindow *window;
  SheetsFunc use;
} Making;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Making *making = user_data;
  g_autoptr (CorWindow) window = making->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorSheets) sheets =
      cor_session_make_sheets_finish (COR_SESSION (source), result, &error);

  if (window->session == NULL) /* closed meanwhile */
    return;
  if (sheets != NULL)
    making->use (window, sheets);
  else
    cor_report_error (GTK_WIDGET (window), _ ("There are no sheets"), error);
}

/* Hundreds of pages take seconds: says so, or the key would be pressed again. */
static void
make (CorWindow *window, guint number, SheetsFunc use)
{
  Making *making = g_new0 (Making, 1);

  making->window = g_object_ref (window);
  making->use = use;
  cor_window_tell (window, _ ("Writing the sheets…"));
  cor_session_make_sheets_async (window->session, number, cor_print_get_language (), NULL, made_cb,
                                 making);
}

static void
print_number (CorWindow *window, guint number)
{
  make (window, number, print);
}

/**
 * cor_print_sheets:
 * @window: the plan's window
 *
 * Asks for a printer, and prints all sheets.
 */
void
cor_print_sheets (CorWindow *window)
{
  cor_print_choice_ask (window, COR_PRINT_PURPOSE_SHEETS, print_number);
}

static void
preview_number (CorWindow *window, guint number)
{
  make (window, number, preview);
}

/**
 * cor_print_preview_sheets:
 * @window: the plan's window
 *
 * Shows all sheets as they would be printed.
 */
void
cor_print_preview_sheets (CorWindow *window)
{
  cor_print_choice_ask (window, COR_PRINT_PURPOSE_SHEETS, preview_number);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorWindow) window = user_data;
  g_autoptr (GError) error = NULL;
  guint n_pages = cor_session_write_sheets_finish (COR_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (window->session == NULL) /* closed meanwhile */
    return;
  if (error != NULL)
    {
      cor_report_error (GTK_WIDGET (window), _ ("The sheets were not written"), error);
      return;
    }
  text =
      g_strdup_printf (ngettext ("%u page was written", "%u pages were written", n_pages), n_pages);
  cor_window_tell (window, text);
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorWindow *window = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *chosen = g_file_get_path (file);
      g_autofree char *path = chosen != NULL && !g_str_has_suffix (chosen, ".pdf")
                                  ? g_strconcat (chosen, ".pdf", NULL)
                                  : g_strdup (chosen);

      if (path != NULL)
        {
          cor_window_tell (window, _ ("Writing the sheets…"));
          cor_session_write_sheets_async (
              window->session, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chooser), "number")),
              path, cor_print_get_language (), NULL, written_cb, g_object_ref (window));
        }
    }
  g_object_unref (chooser);
}

static void
save_number (CorWindow *window, guint number)
{
  GtkFileChooserNative *chooser =
      gtk_file_chooser_native_new (_ ("Save Sheets as PDF"), GTK_WINDOW (window),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("PDF documents"));
  gtk_file_filter_add_pattern (filter, "*.pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("sheets.pdf"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data (G_OBJECT (chooser), "number", GUINT_TO_POINTER (number));
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), window, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/**
 * cor_print_save_sheets:
 * @window: the plan's window
 *
 * Asks for a file, and writes all sheets into it as PDF.
 */
void
cor_print_save_sheets (CorWindow *window)
{
  cor_print_choice_ask (window, COR_PRINT_PURPOSE_SHEETS, save_number);
}
