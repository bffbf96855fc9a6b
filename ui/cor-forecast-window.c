/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-forecast-window.h"

#include "cor-error-text.h"
#include "cor-forecast-view.h"
#include "cor-trial.h"

#include <glib/gi18n.h>

/* Enough to tell one run in twenty, and done while one waits; the command can take more. */
#define N_RUNS 400

#define PROGRESS_MS 100
#define PER_MILLE 1000

struct _CorForecastWindow
{
  AdwWindow parent_instance;

  GtkButton *again;
  GtkRevealer *stale;
  GtkStack *pages;
  GtkProgressBar *progress;
  AdwStatusPage *message;
  CorForecastView *view;

  CorSession *session;
  CorSelection *selection;
  CorSnapshot *snapshot; /* what is tried, or was */
  CorResult *result;
  GCancellable *cancellable; /* of what runs */
  guint progress_source;
  int per_mille; /* atomic: the simulation's thread says it, the main thread shows it */
};

G_DEFINE_FINAL_TYPE (CorForecastWindow, cor_forecast_window, ADW_TYPE_WINDOW)

static void
show_message (CorForecastWindow *self, const char *title, const char *text)
{
  adw_status_page_set_title (self->message, title);
  adw_status_page_set_description (self->message, text);
  gtk_stack_set_visible_child_name (self->pages, "message");
}

/* What ran has ended, one way or another; FALSE if nobody waits for it any more. */
static gboolean
end_run (CorForecastWindow *self)
{
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->cancellable);
  if (self->session == NULL)
    return FALSE;

  gtk_widget_set_visible (GTK_WIDGET (self->again), TRUE);

  return TRUE;
}

static void
fail (CorForecastWindow *self, const GError *error)
{
  g_autofree char *text = cor_error_text (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_message (self, _ ("It was stopped"), NULL);
  else
    show_message (self, _ ("The plan could not be tried"), text);
}

static void
update_stale (CorForecastWindow *self)
{
  CorSnapshot *now = cor_session_get_snapshot (self->session);

  if (now == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  gtk_revealer_set_reveal_child (self->stale, self->snapshot != NULL && self->snapshot != now);
}

static void
simulated_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (CorForecastWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorForecast) forecast =
      cor_session_simulate_finish (COR_SESSION (source), async_result, &error);

  if (!end_run (self))
    return;
  if (forecast == NULL)
    fail (self, error);
  else if (forecast->n_assigned == 0)
    show_message (self, _ ("Nobody has a movement"),
                  _ ("There is nothing to try: the plan brings nobody out."));
  else
    {
      cor_forecast_view_show (self->view, self->snapshot, self->result, forecast);
      gtk_stack_set_visible_child_name (self->pages, "forecast");
    }
  update_stale (self);
}

static void
watch_cb (const char *stage, double fraction, gpointer user_data)
{
  CorForecastWindow *self = user_data;

  g_atomic_int_set (&self->per_mille, (int) (fraction * PER_MILLE));
}

static gboolean
show_progress_cb (gpointer user_data)
{
  CorForecastWindow *self = user_data;

  gtk_progress_bar_set_fraction (self->progress,
                                 (double) g_atomic_int_get (&self->per_mille) / PER_MILLE);

  return G_SOURCE_CONTINUE;
}

static void
computed_cb (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (CorForecastWindow) self = user_data;
  CorSession *session = COR_SESSION (source);
  CorForecastOptions options;
  g_autoptr (GError) error = NULL;
  g_autoptr (CorResult) result = cor_session_compute_finish (session, async_result, &error);

  if (result == NULL || self->session == NULL || g_cancellable_is_cancelled (self->cancellable))
    {
      if (end_run (self) && error != NULL)
        fail (self, error);
      else if (self->session != NULL)
        show_message (self, _ ("It was stopped"), NULL);
      return;
    }

  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_clear_pointer (&self->result, cor_result_unref);
  self->snapshot = cor_snapshot_ref (cor_session_get_snapshot (session));
  self->result = cor_result_ref (result);
  cor_forecast_options_init (&options);
  options.n_runs = N_RUNS;
  cor_session_simulate_async (session, self->snapshot, result, &options, watch_cb, self,
                              self->cancellable, simulated_cb, g_object_ref (self));
}

/* Routes first, where they are not there yet; then the runs. */
static void
begin_run (CorForecastWindow *self)
{
  g_atomic_int_set (&self->per_mille, 0);
  gtk_progress_bar_set_fraction (self->progress, 0.0);
  gtk_widget_set_visible (GTK_WIDGET (self->again), FALSE);
  gtk_revealer_set_reveal_child (self->stale, FALSE);
  gtk_stack_set_visible_child_name (self->pages, "running");
  self->cancellable = g_cancellable_new ();
  self->progress_source = g_timeout_add (PROGRESS_MS, show_progress_cb, self);
  cor_session_compute_async (self->session, self->cancellable, computed_cb, g_object_ref (self));
}

static void
again_cb (CorForecastWindow *self)
{
  if (self->cancellable == NULL)
    begin_run (self);
}

static void
cancel_cb (CorForecastWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
chosen_cb (CorForecastWindow *self, const CorMovement *movement)
{
  cor_selection_select_corridor (self->selection, &movement->cluster_id, &movement->crossing_id);
}

static void
cor_forecast_window_dispose (GObject *object)
{
  CorForecastWindow *self = COR_FORECAST_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_clear_pointer (&self->result, cor_result_unref);

  G_OBJECT_CLASS (cor_forecast_window_parent_class)->dispose (object);
}

static void
cor_forecast_window_finalize (GObject *object)
{
  g_clear_object (&COR_FORECAST_WINDOW (object)->cancellable);

  G_OBJECT_CLASS (cor_forecast_window_parent_class)->finalize (object);
}

static void
cor_forecast_window_class_init (CorForecastWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_forecast_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = cor_forecast_window_finalize;

  g_type_ensure (COR_TYPE_FORECAST_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/corridors/Corridors/ui/cor-forecast-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CorForecastWindow, again);
  gtk_widget_class_bind_template_child (widget_class, CorForecastWindow, stale);
  gtk_widget_class_bind_template_child (widget_class, CorForecastWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, CorForecastWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, CorForecastWindow, message);
  gtk_widget_class_bind_template_child (widget_class, CorForecastWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
cor_forecast_window_init (CorForecastWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->view, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
}

/**
 * cor_forecast_window_present:
 * @parent: the plan's window
 * @session: the plan
 * @selection: what the window's map, lists and details are about
 *
 * Tries what is shown, and shows what comes of it.
 */
void
cor_forecast_window_present (GtkWindow *parent, CorSession *session, CorSelection *selection)
{
  CorForecastWindow *self = g_object_new (COR_TYPE_FORECAST_WINDOW, "transient-for", parent,
                                          "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->selection = g_object_ref (selection);
  g_signal_connect_object (session, "notify::snapshot", G_CALLBACK (update_stale), self,
                           G_CONNECT_SWAPPED);
  begin_run (self);
  gtk_window_present (GTK_WINDOW (self));
}
