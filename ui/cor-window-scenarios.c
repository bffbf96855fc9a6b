/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-window-private.h"

#include "cor-compare-window.h"
#include "cor-forecast-window.h"
#include "cor-report.h"
#include "cor-scenario-edits.h"
#include "cor-words.h"

#include <glib/gi18n.h>

/* A name that is being asked for; @scenario_id is nil while it is of a scenario to be made. */
typedef struct
{
  CorWindow *window;
  GtkEditable *entry;
  CorId scenario_id;
} Naming;

/* An edit on its way, and what is shown once it is made. */
typedef struct
{
  CorWindow *window;
  CorId shown_id;
  gboolean shows;
} Change;

static void
show_scenario (CorWindow *self, const CorId *scenario_id)
{
  g_autoptr (GError) error = NULL;

  if (!cor_session_set_scenario (self->session, scenario_id, &error))
    cor_report_error (GTK_WIDGET (self), _ ("The scenario cannot be shown"), error);
}

static void
committed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Change *change = user_data;
  g_autoptr (CorWindow) self = change->window;
  g_autoptr (GError) error = NULL;

  if (!cor_session_commit_finish (COR_SESSION (source), result, &error))
    cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), error);
  else if (change->shows && self->session != NULL)
    show_scenario (self, &change->shown_id);
}

/* Commits an edit that was made, or tells why it was not; takes it. @error is set in the same call,
 * so it is looked at only here. */
static void
commit (CorWindow *self, CorEdit *edit, const CorId *shown_id, GError **error)
{
  Change *change;

  if (edit == NULL)
    {
      cor_report_error (GTK_WIDGET (self), _ ("The plan was not changed"), *error);
      return;
    }

  change = g_new0 (Change, 1);
  change->window = g_object_ref (self);
  change->shows = shown_id != NULL;
  if (shown_id != NULL)
    change->shown_id = *shown_id;
  cor_session_commit_async (self->session, edit, NULL, committed_cb, change);
}

static void
naming_free (gpointer data, GClosure *closure)
{
  Naming *naming = data;

  g_object_unref (naming->window);
  g_free (naming);
}

static void
named_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Naming *naming = user_data;
  CorWindow *self = naming->window;
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (naming->entry)));
  g_autoptr (GError) error = NULL;
  CorSnapshot *snapshot;
  CorEdit *edit;

  if (!g_str_equal (response, "name") || self->session == NULL)
    return;
  snapshot = cor_session_get_snapshot (self->session);
  if (snapshot == NULL)
    return;

  if (cor_id_is_nil (&naming->scenario_id))
    {
      edit = cor_edit_add_scenario (snapshot, name, NULL, &error);
      commit (self, edit, edit != NULL ? cor_edit_get_scenario (edit) : NULL, &error);
    }
  else
    {
      edit = cor_edit_rename_scenario (snapshot, &naming->scenario_id, name, &error);
      commit (self, edit, NULL, &error);
    }
}

static void
name_typed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  adw_message_dialog_set_response_enabled (dialog, "name", name[0] != '\0');
}

static void
ask_name (CorWindow *self,
          const char *heading,
          const char *body,
          const char *label,
          const CorScenario *scenario)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);
  GtkWidget *entry = gtk_entry_new ();
  Naming *naming = g_new0 (Naming, 1);

  naming->window = g_object_ref (self);
  naming->entry = GTK_EDITABLE (entry);
  naming->scenario_id = scenario != NULL ? scenario->record.id : COR_ID_NIL;
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Embassy moves to Lviv"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the scenario"), -1);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "name",
                                    label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "name",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "name");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), "name", FALSE);
  g_signal_connect (entry, "changed", G_CALLBACK (name_typed_cb), dialog);
  if (scenario != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), scenario->name);
  g_signal_connect_data (dialog, "response", G_CALLBACK (named_cb), naming, naming_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static const CorScenario *
get_scenario (CorWindow *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);

  return snapshot != NULL ? cor_snapshot_get_scenario (snapshot) : NULL;
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ask_name (user_data, _ ("New Scenario"),
            _ ("It begins as what you see now, about the same people, and goes its own way."),
            _ ("_Branch"), NULL);
}

static void
rename_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const CorScenario *scenario = get_scenario (user_data);

  if (scenario != NULL)
    ask_name (user_data, _ ("Rename the Scenario"), NULL, _ ("_Rename"), scenario);
}

static void
adopt_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  CorWindow *self = user_data;
  const CorScenario *scenario = get_scenario (self);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "do") && scenario != NULL)
    commit (self,
            cor_edit_adopt_scenario (cor_session_get_snapshot (self->session), &scenario->record.id,
                                     &error),
            NULL, &error);
}

static void
delete_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  CorWindow *self = user_data;
  const CorScenario *scenario = get_scenario (self);
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "do") && scenario != NULL)
    commit (self,
            cor_edit_remove_scenario (cor_session_get_snapshot (self->session),
                                      &scenario->record.id, &error),
            NULL, &error);
}

static void
published_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint number = cor_session_publish_finish (COR_SESSION (source), result, &error);
  g_autofree char *text = NULL;

  if (self->session == NULL) /* closed meanwhile */
    return;
  if (number == 0)
    {
      cor_report_error (GTK_WIDGET (self), _ ("The plan was not published"), error);
      return;
    }
  text = g_strdup_printf (_ ("Published as number %u"), number);
  cor_window_tell (self, text);
}

static void
publish_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  CorWindow *self = user_data;

  if (g_str_equal (response, "do") && self->session != NULL)
    cor_session_publish_async (self->session, NULL, published_cb, g_object_ref (self));
}

static void
ask (CorWindow *self,
     const char *heading,
     const char *body,
     const char *label,
     AdwResponseAppearance appearance,
     GCallback response_cb)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "do",
                                    label, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "do", appearance);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", response_cb, self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static char *
quote (const char *format, const CorScenario *scenario)
{
  g_autofree char *name = cor_words_set_apart (scenario->name);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, name);
#pragma GCC diagnostic pop
}

static void
adopt_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const CorScenario *scenario = get_scenario (user_data);
  g_autofree char *heading = NULL;

  if (scenario == NULL)
    return;

  heading = quote (_ ("Adopt “%s”?"), scenario);
  ask (user_data, heading,
       _ ("The plan becomes what the scenario is, and the scenario goes. Undo brings both back."),
       _ ("_Adopt"), ADW_RESPONSE_SUGGESTED, G_CALLBACK (adopt_response_cb));
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const CorScenario *scenario = get_scenario (user_data);
  g_autofree char *heading = NULL;

  if (scenario == NULL)
    return;

  heading = quote (_ ("Delete “%s”?"), scenario);
  ask (user_data, heading,
       _ ("All that it changes goes with it; the plan stays as it is. Undo brings it back."),
       _ ("_Delete"), ADW_RESPONSE_DESTRUCTIVE, G_CALLBACK (delete_response_cb));
}

static void
publish_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const CorScenario *scenario = get_scenario (user_data);
  g_autofree char *heading =
      scenario != NULL ? quote (_ ("Publish “%s”?"), scenario) : g_strdup (_ ("Publish the Plan?"));

  ask (user_data, heading,
       _ ("Its movements get a number and are kept for good: they are what people are told, what "
          "sheets print, and what later plans are compared with."),
       _ ("_Publish"), ADW_RESPONSE_SUGGESTED, G_CALLBACK (publish_response_cb));
}

static void
compare_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_compare_window_present (GTK_WINDOW (self), self->session, self->selection);
}

static void
forecast_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  CorWindow *self = user_data;

  cor_forecast_window_present (GTK_WINDOW (self), self->session, self->selection);
}

static void
scenario_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  CorWindow *self = user_data;
  CorId id;

  if (cor_id_parse (g_variant_get_string (state, NULL), &id) &&
      cor_session_get_snapshot (self->session) != NULL)
    show_scenario (self, &id);
}

static const GActionEntry entries[] = {
  { .name = "scenario", .parameter_type = "s", .state = "''", .change_state = scenario_cb },
  { .name = "scenario-new", .activate = new_cb },
  { .name = "scenario-rename", .activate = rename_cb },
  { .name = "scenario-adopt", .activate = adopt_cb },
  { .name = "scenario-delete", .activate = delete_cb },
  { .name = "publish", .activate = publish_cb },
  { .name = "compare", .activate = compare_cb },
  { .name = "forecast", .activate = forecast_cb },
};

/**
 * cor_window_add_scenario_actions:
 * @self: a window being made
 *
 * Adds the actions that are about scenarios to group "win".
 */
void
cor_window_add_scenario_actions (CorWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
enable (CorWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/**
 * cor_window_update_scenario_actions:
 * @self: a window
 *
 * Sets which of them can be used, and says which scenario is shown.
 */
void
cor_window_update_scenario_actions (CorWindow *self)
{
  GAction *scenario = g_action_map_lookup_action (G_ACTION_MAP (self), "scenario");
  gboolean has_plan = cor_session_get_snapshot (self->session) != NULL;
  gboolean writable = has_plan && !cor_session_is_read_only (self->session);
  gboolean is_scenario = get_scenario (self) != NULL;
  g_autofree char *id = cor_id_to_string (cor_session_get_scenario (self->session));

  enable (self, "scenario", has_plan);
  enable (self, "scenario-new", writable);
  enable (self, "scenario-rename", writable && is_scenario);
  enable (self, "scenario-adopt", writable && is_scenario);
  enable (self, "scenario-delete", writable && is_scenario);
  enable (self, "publish", writable);
  enable (self, "compare", has_plan);
  enable (self, "forecast", has_plan);
  g_simple_action_set_state (G_SIMPLE_ACTION (scenario), g_variant_new_string (id));
}
