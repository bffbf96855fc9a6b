/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-compare-window.h"

#include "cor-compare-choice.h"
#include "cor-compare-loads.h"
#include "cor-compare-map.h"
#include "cor-compare-table.h"
#include "cor-compare-totals.h"
#include "cor-error-text.h"

#include <glib/gi18n.h>

struct _CorCompareWindow
{
  AdwWindow parent_instance;

  CorCompareChoice *first;
  CorCompareChoice *second;
  GtkSpinner *spinner;
  GtkStack *pages;
  AdwStatusPage *message;
  CorCompareTotals *totals;
  CorCompareLoads *loads;
  CorCompareMap *map;
  CorCompareTable *table;

  CorSession *session;
  CorSelection *selection;
  CorComparison *comparison;
  GCancellable *cancellable; /* of the newest comparison */
  gboolean offering;
  gboolean has_chosen;
};

G_DEFINE_FINAL_TYPE (CorCompareWindow, cor_compare_window, ADW_TYPE_WINDOW)

static void
show_message (CorCompareWindow *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, text);
  gtk_stack_set_visible_child_name (self->pages, "message");
}

static void
take_comparison (CorCompareWindow *self, CorComparison *comparison)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);
  const char *first = cor_compare_choice_get_name (self->first);
  const char *second = cor_compare_choice_get_name (self->second);

  cor_compare_table_clear (self->table);
  g_clear_pointer (&self->comparison, cor_comparison_free);
  self->comparison = comparison;
  cor_compare_totals_show (self->totals, comparison, first, second);
  cor_compare_loads_show (self->loads, snapshot, comparison, first, second);
  cor_compare_map_show (self->map, self->session, self->selection, comparison, first, second);
  cor_compare_table_show (self->table, snapshot, comparison, first, second);
  gtk_stack_set_visible_child_name (self->pages, "comparison");
}

static void
compared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  CorComparison *comparison = cor_session_compare_finish (COR_SESSION (source), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (G_TASK (result));

  /* Only the newest counts; a closed window, or a closed plan, asks for nothing any more. */
  if (cancellable != self->cancellable || self->session == NULL ||
      cor_session_get_snapshot (self->session) == NULL)
    {
      g_clear_pointer (&comparison, cor_comparison_free);
      return;
    }
  gtk_spinner_stop (self->spinner);
  if (comparison != NULL)
    take_comparison (self, comparison);
  else
    {
      g_autofree char *text = cor_error_text (error);

      show_message (self, _ ("These cannot be compared"), text);
    }
}

static void
compare (CorCompareWindow *self)
{
  const CorPlanSide *first = cor_compare_choice_get_side (self->first);
  const CorPlanSide *second = cor_compare_choice_get_side (self->second);

  if (self->offering)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (cor_plan_side_equal (first, second))
    {
      gtk_spinner_stop (self->spinner);
      show_message (self, _ ("Choose two plans that differ"),
                    _ ("Branch a scenario, or publish the plan: then there is something to set "
                       "beside it."));
      return;
    }

  self->cancellable = g_cancellable_new ();
  gtk_spinner_start (self->spinner);
  if (self->comparison == NULL)
    show_message (self, _ ("Comparing…"), NULL);
  cor_session_compare_async (self->session, first, second, self->cancellable, compared_cb,
                             g_object_ref (self));
}

/* At first the plan stands beside what is shown, or beside what there is. */
static void
choose_first (CorCompareWindow *self, GPtrArray *published)
{
  CorSnapshot *snapshot = cor_session_get_snapshot (self->session);
  GPtrArray *scenarios = cor_snapshot_get_records (snapshot, COR_RECORD_SCENARIO);
  CorPlanSide side = { 0, *cor_session_get_scenario (self->session) };

  self->has_chosen = TRUE;
  if (cor_id_is_nil (&side.scenario_id) && scenarios->len > 0)
    side.scenario_id = ((CorRecord *) scenarios->pdata[0])->id;
  else if (cor_id_is_nil (&side.scenario_id) && published != NULL && published->len > 0)
    side.number = ((CorPublished *) published->pdata[published->len - 1])->number;
  cor_compare_choice_choose (self->second, &side);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CorCompareWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) published =
      cor_session_list_published_finish (COR_SESSION (source), result, &error);
  CorSnapshot *snapshot = self->session != NULL ? cor_session_get_snapshot (self->session) : NULL;

  if (snapshot == NULL)
    return;

  self->offering = TRUE;
  cor_compare_choice_offer (self->first, snapshot, published);
  cor_compare_choice_offer (self->second, snapshot, published);
  if (!self->has_chosen)
    choose_first (self, published);
  self->offering = FALSE;
  compare (self);
}

static void
reload (CorCompareWindow *self)
{
  if (cor_session_get_snapshot (self->session) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
  else
    cor_session_list_published_async (self->session, listed_cb, g_object_ref (self));
}

static void
chosen_cb (CorCompareWindow *self, const CorId *cluster_id)
{
  cor_selection_select (self->selection, COR_SELECTION_CLUSTER, cluster_id);
}

static void
cor_compare_window_dispose (GObject *object)
{
  CorCompareWindow *self = COR_COMPARE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->table != NULL)
    cor_compare_table_clear (self->table);
  g_clear_pointer (&self->comparison, cor_comparison_free);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);

  G_OBJECT_CLASS (cor_compare_window_parent_class)->dispose (object);
}

static void
cor_compare_window_class_init (CorCompareWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_compare_window_dispose;

  g_type_ensure (COR_TYPE_COMPARE_CHOICE);
  g_type_ensure (COR_TYPE_COMPARE_LOADS);
  g_type_ensure (COR_TYPE_COMPARE_MAP);
  g_type_ensure (COR_TYPE_COMPARE_TABLE);
  g_type_ensure (COR_TYPE_COMPARE_TOTALS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, first);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, second);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, message);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, totals);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, loads);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, map);
  gtk_widget_class_bind_template_child (widget_class, CorCompareWindow, table);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cor_compare_window_init (CorCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->first, "notify::side", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->second, "notify::side", G_CALLBACK (compare), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cor_compare_window_present:
 * @parent: the plan's window
 * @session: the plan
 * @selection: what the window's map, lists and details are about
 *
 * Sets the plan beside what is shown, or beside another; both can be chosen.
 */
void
cor_compare_window_present (GtkWindow *parent, CorSession *session, CorSelection *selection)
{
  CorCompareWindow *self = g_object_new (COR_TYPE_COMPARE_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);
  gtk_window_present (GTK_WINDOW (self));
}
