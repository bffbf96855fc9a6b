/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-new-plan-dialog.h"

#include "cor-clock.h"
#include "cor-rows.h"
#include "cor-window-private.h"

#include <glib/gi18n.h>

#define PLAN_SUFFIX ".corridors"

struct _CorNewPlanDialog
{
  AdwWindow parent_instance;

  AdwEntryRow *name;
  AdwEntryRow *start;
  GtkWidget *create;
};

G_DEFINE_FINAL_TYPE (CorNewPlanDialog, cor_new_plan_dialog, ADW_TYPE_WINDOW)

static gboolean
read_answers (CorNewPlanDialog *self, char **name, gint64 *start_utc_s)
{
  g_autofree char *start = cor_rows_get_entry (self->start);

  *name = cor_rows_get_entry (self->name);

  return **name != '\0' && cor_clock_parse (start, start_utc_s) && *start_utc_s != COR_TIME_NONE;
}

static void
changed_cb (CorNewPlanDialog *self)
{
  g_autofree char *name = NULL;
  gint64 start_utc_s;

  gtk_widget_set_sensitive (self->create, read_answers (self, &name, &start_utc_s));
}

static void
file_chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  CorNewPlanDialog *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *chosen = g_file_get_path (file);
      g_autofree char *path = chosen != NULL && !g_str_has_suffix (chosen, PLAN_SUFFIX)
                                  ? g_strconcat (chosen, PLAN_SUFFIX, NULL)
                                  : g_strdup (chosen);
      g_autofree char *name = NULL;
      gint64 start_utc_s;

      if (path != NULL && read_answers (self, &name, &start_utc_s))
        cor_window_create_plan (COR_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self))), path,
                                name, start_utc_s);
      gtk_window_close (GTK_WINDOW (self));
    }
  g_object_unref (chooser);
}

static void
choose_file_cb (CorNewPlanDialog *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));
  g_autofree char *file_name = NULL;
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save the Plan"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Create"), NULL);

  g_strdelimit (g_strstrip (name), G_DIR_SEPARATOR_S, '-');
  file_name = g_strconcat (name, PLAN_SUFFIX, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file_name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
cor_new_plan_dialog_class_init (CorNewPlanDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/corridors/Corridors/ui/cor-new-plan-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CorNewPlanDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CorNewPlanDialog, start);
  gtk_widget_class_bind_template_child (widget_class, CorNewPlanDialog, create);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cor_new_plan_dialog_init (CorNewPlanDialog *self)
{
  gint64 now_utc_s = g_get_real_time () / G_USEC_PER_SEC;
  gint64 next_hour_utc_s = cor_time_floor_hour (now_utc_s) + COR_SECONDS_PER_HOUR;
  g_autofree char *start = cor_clock_format_plain (next_hour_utc_s);

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->create);
  cor_rows_make_left_to_right (self->start);
  cor_rows_set_entry (self->start, start);
  adw_entry_row_set_show_apply_button (self->start, FALSE);
  changed_cb (self);
}

/**
 * cor_new_plan_dialog_present:
 * @parent: the window to make the plan in, if it has none yet
 *
 * Asks for a new plan.
 */
void
cor_new_plan_dialog_present (CorWindow *parent)
{
  CorNewPlanDialog *self = g_object_new (COR_TYPE_NEW_PLAN_DIALOG, "transient-for", parent, NULL);

  gtk_widget_grab_focus (GTK_WIDGET (self->name));
  gtk_window_present (GTK_WINDOW (self));
}
