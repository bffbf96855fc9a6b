/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-scenario-menu.h"

#include "cor-scenario-edits.h"

#include <glib/gi18n.h>

#define MIN_NAME_CHARS 6
#define MAX_NAME_CHARS 18

struct _CorScenarioMenu
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkLabel *label;
  GMenu *scenarios;

  CorSession *session;
};

G_DEFINE_FINAL_TYPE (CorScenarioMenu, cor_scenario_menu, ADW_TYPE_BIN)

/* A name may hold what a menu would take for a mnemonic. */
static void
add_scenario (CorScenarioMenu *self, const char *name, const CorId *id)
{
  g_auto (GStrv) parts = g_strsplit (name, "_", -1);
  g_autofree char *label = g_strjoinv ("__", parts);
  g_autofree char *id_text = cor_id_to_string (id);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, "win.scenario", "s", id_text);
  g_menu_append_item (self->scenarios, item);
}

static void
refresh (CorScenarioMenu *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);
  const CorScenario *shown;
  GPtrArray *scenarios;
  const char *name;

  gtk_widget_set_visible (GTK_WIDGET (self), snapshot != NULL);
  if (snapshot == NULL)
    return;

  shown = cor_snapshot_get_scenario (snapshot);
  name = shown != NULL ? shown->name : _ ("Plan");
  gtk_label_set_label (self->label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);

  scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  g_menu_remove_all (self->scenarios);
  add_scenario (self, _ ("Plan"), &COR_ID_NIL);
  for (guint i = 0; i < scenarios->len; i++)
    {
      const CorScenario *scenario = scenarios->pdata[i];

      add_scenario (self, scenario->name, &scenario->record.id);
    }
}

static GMenu *
make_menu (CorScenarioMenu *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edits = g_menu_new ();
  g_autoptr (GMenu) judging = g_menu_new ();

  g_menu_append (edits, _ ("_New Scenario from This…"), "win.scenario-new");
  g_menu_append (edits, _ ("_Rename the Scenario…"), "win.scenario-rename");
  g_menu_append (edits, _ ("_Adopt as the Plan…"), "win.scenario-adopt");
  g_menu_append (edits, _ ("_Delete the Scenario…"), "win.scenario-delete");
  g_menu_append (judging, _ ("_Compare…"), "win.compare");
  g_menu_append (judging, _ ("_How Sure Is This?"), "win.forecast");
  g_menu_append (judging, _ ("_Publish…"), "win.publish");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->scenarios));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edits));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (judging));

  return menu;
}

static void
cor_scenario_menu_dispose (GObject *object)
{
  CorScenarioMenu *self = COR_SCENARIO_MENU (object);

  g_clear_object (&self->session);
  g_clear_object (&self->scenarios);

  G_OBJECT_CLASS (cor_scenario_menu_parent_class)->dispose (object);
}

static void
cor_scenario_menu_class_init (CorScenarioMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_scenario_menu_dispose;
}

static void
cor_scenario_menu_init (CorScenarioMenu *self)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr (GMenu) menu = NULL;

  self->scenarios = g_menu_new ();
  menu = make_menu (self);
  self->label = GTK_LABEL (label);
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->label, MIN_NAME_CHARS);
  gtk_label_set_max_width_chars (self->label, MAX_NAME_CHARS);
  self->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_child (self->button, label);
  gtk_menu_button_set_always_show_arrow (self->button, TRUE);
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
  gtk_widget_set_tooltip_text (button, _ ("Scenario that is shown and edited"));
  adw_bin_set_child (ADW_BIN (self), button);
}

/**
 * cor_scenario_menu_set_session:
 * @self: a menu
 * @session: the plan
 *
 * Follows a plan. To be called once.
 */
void
cor_scenario_menu_set_session (CorScenarioMenu *self, CorSession *session)
{
  g_return_if_fail (COR_IS_SCENARIO_MENU (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
