/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-report.h"

#include "cor-error-text.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* For somebody who is on the telephone meanwhile; the toolkit's five seconds are soon over. */
#define TOLD_FOR_S 15

/**
 * cor_report_error:
 * @widget: where it happened; the dialog belongs to its window
 * @heading: what did not work, in the desk's language
 * @error: what went wrong and what to do
 *
 * Tells of an error. One that only says that somebody gave up is not told.
 */
void
cor_report_error (GtkWidget *widget, const char *heading, const GError *error)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *text = NULL;
  GtkWidget *dialog;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  text = cor_error_text (error);
  dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, text);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * cor_report_tell:
 * @toasts: where
 * @text: what happened, in the desk's language
 *
 * Says something in passing, at once, for long enough to be read.
 */
void
cor_report_tell (AdwToastOverlay *toasts, const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (markup);

  adw_toast_set_timeout (toast, TOLD_FOR_S);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (toasts, toast);
}

/**
 * cor_report_toast:
 * @toasts: where
 * @error: what went wrong and what to do
 *
 * Tells of an error without a dialog of its own.
 */
void
cor_report_toast (AdwToastOverlay *toasts, const GError *error)
{
  g_autofree char *text = cor_error_text (error);

  cor_report_tell (toasts, text);
}

/**
 * cor_report_describe_edit:
 * @kind: what an edit does
 * @subject: to what, as history knows it; perhaps empty
 *
 * Returns: (transfer full): "Close a crossing: Krakivets", in the desk's language
 */
char *
cor_report_describe_edit (CorEditKind kind, const char *subject)
{
  g_autofree char *isolated = NULL;
  CorStatus status;

  if (subject == NULL || subject[0] == '\0')
    return g_strdup (cor_words_edit (kind));
  if (kind == COR_EDIT_SET_STATUS && cor_status_parse (subject, &status))
    subject = cor_words_status (status);
  isolated = cor_isolate (subject);

  return g_strdup_printf ("%s: %s", cor_words_edit (kind), isolated);
}
