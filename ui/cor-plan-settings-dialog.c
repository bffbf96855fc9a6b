/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-plan-settings-dialog.h"

#include "cor-clock.h"
#include "cor-plan-edits.h"
#include "cor-planning-page.h"
#include "cor-report.h"
#include "cor-rows.h"

#include <glib/gi18n.h>

/* How long after the last turn of the wheel a number counts as meant. */
#define SETTLE_MS 600

struct _CorPlanSettingsDialog
{
  AdwPreferencesWindow parent_instance;

  AdwEntryRow *name;
  AdwEntryRow *start;
  GtkSpinButton *horizon;
  GtkSpinButton *radius;
  GtkSpinButton *below;
  AdwEntryRow *marking;
  AdwActionRow *published;
  GtkWidget *publish;

  CorSession *session;
  gboolean refreshing;
  guint settle_source;
};

G_DEFINE_FINAL_TYPE (CorPlanSettingsDialog, cor_plan_settings_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static const CorPlanSettings *
get_settings (CorPlanSettingsDialog *self)
{
  return cor_snapshot_get_settings (cor_session_get_snapshot (self->session));
}

static void
refresh (CorPlanSettingsDialog *self)
{
  const CorPlanSettings *settings = get_settings (self);
  g_autofree char *start = cor_clock_format_plain (settings->start_utc_s);
  gboolean is_published = settings->published_revision ==
                          cor_snapshot_get_revision (cor_session_get_snapshot (self->session));

  self->refreshing = TRUE;
  cor_rows_set_entry (self->name, settings->name);
  cor_rows_set_entry (self->start, start);
  cor_rows_set_entry (self->marking, settings->marking);
  if (self->settle_source == 0)
    {
      gtk_spin_button_set_value (self->horizon, settings->horizon_h);
      gtk_spin_button_set_value (self->radius, settings->fold_radius_m / 1000.0);
      gtk_spin_button_set_value (self->below, settings->fold_below_people);
    }
  adw_action_row_set_subtitle (self->published,
                               is_published ? _ ("Sheets of this revision are final")
                                            : _ ("Until then every sheet says that it is a draft"));
  gtk_widget_set_sensitive (self->publish, !is_published);
  self->refreshing = FALSE;
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorPlanSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!cor_session_commit_finish (COR_SESSION (source), result, &error))
    cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
  else if (self->session != NULL)
    refresh (self);
}

static void
put (CorPlanSettingsDialog *self, CorEditKind kind, CorPlanSettings *changed)
{
  cor_session_commit_async (self->session, cor_edit_put_record (kind, NULL, changed), NULL,
                            committed_cb, g_object_ref (self));
}

static void
applied_cb (CorPlanSettingsDialog *self)
{
  g_autofree char *name = cor_rows_get_entry (self->name);
  g_autofree char *start = cor_rows_get_entry (self->start);
  g_autofree char *marking = cor_rows_get_entry (self->marking);
  gint64 start_utc_s;
  gboolean start_is_read = cor_clock_parse (start, &start_utc_s) && start_utc_s != COR_TIME_NONE;
  CorPlanSettings *changed;

  cor_rows_mark_wrong (self->start, !start_is_read);
  cor_rows_mark_wrong (self->name, name[0] == '\0');
  if (!start_is_read || name[0] == '\0')
    return;

  changed = cor_record_copy (get_settings (self));
  g_free (changed->name);
  changed->name = g_steal_pointer (&name);
  g_free (changed->marking);
  changed->marking = marking[0] != '\0' ? g_steal_pointer (&marking) : NULL;
  changed->start_utc_s = start_utc_s;
  changed->horizon_h = (guint) gtk_spin_button_get_value_as_int (self->horizon);
  changed->fold_radius_m = (guint) gtk_spin_button_get_value_as_int (self->radius) * 1000;
  changed->fold_below_people = (guint) gtk_spin_button_get_value_as_int (self->below);
  put (self, COR_EDIT_CHANGE_SETTINGS, changed);
}

static gboolean
settled_cb (gpointer user_data)
{
  CorPlanSettingsDialog *self = user_data;

  self->settle_source = 0;
  applied_cb (self);

  return G_SOURCE_REMOVE;
}

static void
changed_cb (CorPlanSettingsDialog *self)
{
  if (self->refreshing || self->session == NULL)
    return;
  g_clear_handle_id (&self->settle_source, g_source_remove);
  self->settle_source = g_timeout_add (SETTLE_MS, settled_cb, self);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorPlanSettingsDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (cor_session_publish_finish (COR_SESSION (source), result, &error) == 0)
    cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
  else if (self->session != NULL)
    refresh (self);
}

static void
publish_cb (CorPlanSettingsDialog *self)
{
  cor_session_publish_async (self->session, NULL, published_cb, g_object_ref (self));
}

static void
cor_plan_settings_dialog_dispose (GObject *object)
{
  CorPlanSettingsDialog *self = COR_PLAN_SETTINGS_DIALOG (object);

  if (self->settle_source != 0)
    {
      g_clear_handle_id (&self->settle_source, g_source_remove);
      applied_cb (self);
    }
  g_clear_object (&self->session);

  G_OBJECT_CLASS (cor_plan_settings_dialog_parent_class)->dispose (object);
}

static void
cor_plan_settings_dialog_class_init (CorPlanSettingsDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_plan_settings_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/corridors/Corridors/ui/cor-plan-settings-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, name);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, start);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, horizon);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, radius);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, below);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, marking);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, published);
  gtk_widget_class_bind_template_child (widget_class, CorPlanSettingsDialog, publish);
  gtk_widget_class_bind_template_callback (widget_class, applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, publish_cb);
}

static void
cor_plan_settings_dialog_init (CorPlanSettingsDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  cor_rows_make_left_to_right (self->start);
}

/**
 * cor_plan_settings_dialog_present:
 * @parent: the plan's window
 * @session: the plan
 *
 * Shows what the plan is set to.
 */
void
cor_plan_settings_dialog_present (GtkWindow *parent, CorSession *session)
{
  CorPlanSettingsDialog *self =
      g_object_new (COR_TYPE_PLAN_SETTINGS_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self),
                              ADW_PREFERENCES_PAGE (cor_planning_page_new (session)));
  refresh (self);
  gtk_window_present (GTK_WINDOW (self));
}
