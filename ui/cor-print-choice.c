/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-print-choice.h"

#include "cor-papers.h"
#include "cor-window-private.h"

#include <glib/gi18n.h>

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  CorWindow *window = COR_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  CorPrintChoiceFunc func = (CorPrintChoiceFunc) user_data;

  if (window == NULL || window->session == NULL)
    return;
  if (g_str_equal (response, "published"))
    func (window, cor_session_get_told_number (window->session));
  else if (g_str_equal (response, "draft"))
    func (window, 0);
}

static char *
explain (CorPrintPurpose purpose, guint number)
{
  if (purpose == COR_PRINT_PURPOSE_EXPORT)
    return g_strdup_printf (
        _ ("People were told published plan no. %u, and the plan has changed since. A file of the "
           "plan as it is now does not say that it is a draft; publish it first if people are to "
           "be told."),
        number);

  return g_strdup_printf (
      _ ("People were told published plan no. %u, and the plan has changed since. Sheets of the "
         "plan as it is now are marked as a draft on every page; publish it first if people are "
         "to be told."),
      number);
}

static void
ask (CorWindow *window, CorPrintPurpose purpose, guint number, CorPrintChoiceFunc func)
{
  g_autofree char *body = explain (purpose, number);
  g_autofree char *label = g_strdup_printf (_ ("Published Plan No. %u"), number);
  const char *heading = purpose == COR_PRINT_PURPOSE_EXPORT ? _ ("Which plan should be exported?")
                                                            : _ ("Which plan should be printed?");
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (window), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "draft",
                                    _ ("_Draft as It Is Now"), "published", label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "published",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "published");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), (gpointer) func);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * cor_print_choice_ask:
 * @window: the plan's window
 * @purpose: what it is wanted for
 * @func: (scope forever): told what to print
 *
 * Asks whether to take what people were told or the plan as it is now, where these differ. Nobody
 * drives by a plan that was never given out without somebody having chosen so.
 */
void
cor_print_choice_ask (CorWindow *window, CorPrintPurpose purpose, CorPrintChoiceFunc func)
{
  guint number = cor_session_get_told_number (window->session);

  if (number != 0 && !cor_session_is_as_told (window->session))
    ask (window, purpose, number, func);
  else
    func (window, number);
}
