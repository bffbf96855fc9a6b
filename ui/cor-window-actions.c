/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-window-private.h"

#include "cor-export.h"
#include "cor-history-window.h"
#include "cor-import-dialog.h"
#include "cor-new-plan-dialog.h"
#include "cor-papers.h"
#include "cor-plan-settings-dialog.h"
#include "cor-print.h"
#include "cor-print-preview.h"
#include "cor-report.h"
#include "cor-roads-dialog.h"

#include <glib/gi18n.h>

#define PLAN_SUFFIX ".corridors"

static void
chosen_plan_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorWindow *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        cor_window_open_somewhere (self, path);
    }
  g_object_unref (chooser);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Open a Plan"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), NULL);
  g_autoptr (GtkFileFilter) plans = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (plans, _ ("Plans"));
  gtk_file_filter_add_pattern (plans, "*" PLAN_SUFFIX);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), plans);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_plan_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_new_plan_dialog_present (user_data);
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_import_dialog_present (GTK_WINDOW (self), self->session, NULL);
}

static void
history_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_history_window_present (GTK_WINDOW (self), self->session);
}

static void
plan_settings_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_plan_settings_dialog_present (GTK_WINDOW (self), self->session);
}

static void
roads_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_roads_dialog_present (GTK_WINDOW (self), self->session);
}

static void
export_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_export_present (user_data);
}

static void
print_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_print_sheets (user_data);
}

static void
print_preview_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_print_preview_sheets (user_data);
}

static void
save_sheets_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  cor_print_save_sheets (user_data);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_undo_finish (COR_SESSION (source), result, &error))
    cor_report_error (GTK_WIDGET (self), _ ("Nothing was undone"), error);
}

static void
redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_redo_finish (COR_SESSION (source), result, &error))
    cor_report_error (GTK_WIDGET (self), _ ("Nothing was redone"), error);
}

/* While somebody types, undo is about the typing, never about the plan. */
static gboolean
act_on_text (CorWindow *self, const char *text_action)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!GTK_IS_TEXT (focus) && !GTK_IS_TEXT_VIEW (focus))
    return FALSE;

  gtk_widget_activate_action (focus, text_action, NULL);

  return TRUE;
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  if (!act_on_text (self, "text.undo"))
    cor_session_undo_async (self->session, undone_cb, g_object_ref (self));
}

static void
redo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  if (!act_on_text (self, "text.redo"))
    cor_session_redo_async (self->session, redone_cb, g_object_ref (self));
}

static void
show_view_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->views, g_variant_get_string (parameter, NULL));
}

static void
show_list_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  adw_flap_set_reveal_flap (self->sidebar_flap, TRUE);
  cor_sidebar_show_list (self->sidebar, g_variant_get_uint32 (parameter));
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;
  GtkWidget *entry = adw_bin_get_child (self->search_slot);

  if (entry != NULL)
    gtk_widget_grab_focus (entry);
}

static void
fit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->views, "map");
  cor_map_view_fit_to_plan (self->map);
}

static void
draw_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->views, "map");
  cor_map_view_begin_drawing (self->map, g_variant_get_string (parameter, NULL));
}

static void
zoom_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self->map),
                              g_variant_get_boolean (parameter) ? "map.zoom-in" : "map.zoom-out",
                              NULL);
}

static void
deselect_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_map_view_cancel_drawing (self->map);
  cor_selection_clear (self->selection);
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = new_cb },
  { .name = "open", .activate = open_cb },
  { .name = "import", .activate = import_cb },
  { .name = "history", .activate = history_cb },
  { .name = "plan-settings", .activate = plan_settings_cb },
  { .name = "roads", .activate = roads_cb },
  { .name = "export", .activate = export_cb },
  { .name = "print", .activate = print_cb },
  { .name = "print-preview", .activate = print_preview_cb },
  { .name = "save-sheets", .activate = save_sheets_cb },
  { .name = "undo", .activate = undo_cb },
  { .name = "redo", .activate = redo_cb },
  { .name = "show-view", .activate = show_view_cb, .parameter_type = "s" },
  { .name = "show-list", .activate = show_list_cb, .parameter_type = "u" },
  { .name = "search", .activate = search_cb },
  { .name = "fit", .activate = fit_cb },
  { .name = "zoom", .activate = zoom_cb, .parameter_type = "b" },
  { .name = "draw", .activate = draw_cb, .parameter_type = "s" },
  { .name = "deselect", .activate = deselect_cb },
};

/**
 * cor_window_add_actions:
 * @self: a window being made
 *
 * Adds the actions of group "win".
 */
void
cor_window_add_actions (CorWindow *self)
{
  g_autoptr (GPropertyAction) sidebar =
      g_property_action_new ("sidebar", self->sidebar_flap, "reveal-flap");
  g_autoptr (GPropertyAction) details =
      g_property_action_new ("details", self->details_flap, "reveal-flap");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  cor_window_add_scenario_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (sidebar));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (details));
}

static void
enable (CorWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (G_IS_SIMPLE_ACTION (action))
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static void
set_tooltip (GtkWidget *button, const char *format, const char *edit, const char *without)
{
  g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = edit != NULL ? g_strdup_printf (format, edit) : g_strdup (without);
#pragma GCC diagnostic pop
  gtk_widget_set_tooltip_text (button, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/**
 * cor_window_update_actions:
 * @self: a window
 *
 * Sets which actions can be used, and says what undo and redo would do.
 */
void
cor_window_update_actions (CorWindow *self)
{
  gboolean has_plan = cor_session_get_snapshot (self->session) != NULL;
  gboolean writable = has_plan && !cor_session_is_read_only (self->session);
  const char *const of_a_plan[] = { "show-view", "show-list",     "search",      "fit",
                                    "zoom",      "deselect",      "history",     "print",
                                    "export",    "print-preview", "save-sheets", "roads" };
  g_autofree char *undo = NULL;
  g_autofree char *redo = NULL;
  CorEditKind kind;
  const char *subject;

  for (guint i = 0; i < G_N_ELEMENTS (of_a_plan); i++)
    enable (self, of_a_plan[i], has_plan);
  enable (self, "import", writable);
  enable (self, "plan-settings", writable);
  enable (self, "draw", writable);
  enable (self, "undo", writable && cor_session_can_undo (self->session));
  enable (self, "redo", writable && cor_session_can_redo (self->session));

  cor_window_update_scenario_actions (self);

  if (cor_session_get_undo_label (self->session, &kind, &subject))
    undo = cor_report_describe_edit (kind, subject);
  if (cor_session_get_redo_label (self->session, &kind, &subject))
    redo = cor_report_describe_edit (kind, subject);
  set_tooltip (self->undo_button, _ ("Undo: %s"), undo, _ ("Nothing to undo"));
  set_tooltip (self->redo_button, _ ("Redo: %s"), redo, _ ("Nothing to redo"));
}
