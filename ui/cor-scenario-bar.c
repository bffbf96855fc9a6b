/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-scenario-bar.h"

#include "cor-words.h"

#include <glib/gi18n.h>

struct _CorScenarioBar
{
  AdwBin parent_instance;

  GtkRevealer *revealer;
  GtkLabel *name;

  CorSession *session;
};

G_DEFINE_FINAL_TYPE (CorScenarioBar, cor_scenario_bar, ADW_TYPE_BIN)

static void
refresh (CorScenarioBar *self)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);
  const CorScenario *scenario = snapshot != NULL ? cor_snapshot_get_scenario (snapshot) : NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  gtk_revealer_set_reveal_child (self->revealer, scenario != NULL);
  if (scenario == NULL)
    return;

  name = cor_words_set_apart (scenario->name);
  /* Translators: what officers call the scenario that is shown */
  text = g_strdup_printf (_ ("Scenario “%s”"), name);
  gtk_label_set_label (self->name, text);
}

static void
cor_scenario_bar_dispose (GObject *object)
{
  CorScenarioBar *self = COR_SCENARIO_BAR (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (cor_scenario_bar_parent_class)->dispose (object);
}

static void
cor_scenario_bar_class_init (CorScenarioBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_scenario_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-scenario-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, CorScenarioBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, CorScenarioBar, name);
}

static void
cor_scenario_bar_init (CorScenarioBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * cor_scenario_bar_set_session:
 * @self: a bar
 * @session: the plan
 *
 * Follows a plan. To be called once.
 */
void
cor_scenario_bar_set_session (CorScenarioBar *self, CorSession *session)
{
  g_return_if_fail (COR_IS_SCENARIO_BAR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}
