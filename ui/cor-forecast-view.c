/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-forecast-view.h"

#include "cor-clock.h"
#include "cor-desk-language.h"
#include "cor-forecast-chart.h"
#include "cor-rows.h"
#include "cor-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* What an officer can look into; the command tells of all. */
#define MAX_QUEUES 10u
#define MAX_RISKS 20u

struct _CorForecastView
{
  AdwBin parent_instance;

  AdwActionRow *last_out;
  AdwActionRow *in_time;
  AdwActionRow *trouble;
  AdwActionRow *runs;
  CorForecastChart *chart;
  AdwPreferencesGroup *queues;
  GPtrArray *queue_rows;
  AdwPreferencesGroup *risks;
  GPtrArray *risk_rows;

  CorSnapshot *snapshot;
  CorResult *result;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CorForecastView, cor_forecast_view, ADW_TYPE_BIN)

/* Half hours say more of a forecast than minutes that nobody can promise. */
static char *
format_hours (double hours)
{
  guint halves = (guint) lround (hours * 2.0);
  g_autofree char *text = g_strdup_printf ("%u%s", halves / 2, halves % 2 != 0 ? ".5" : "");

  return cor_isolate (text);
}

static void
show_last_out (CorForecastView *self, const CorForecast *forecast)
{
  g_autofree char *median = format_hours (forecast->clearance_h.median);
  g_autofree char *least = format_hours (forecast->clearance_h.p5);
  g_autofree char *most = format_hours (forecast->clearance_h.p95);
  g_autofree char *planned = format_hours (forecast->planned_clearance_h);
  /* Translators: hours */
  g_autofree char *text =
      g_strdup_printf (_ ("After %s hours; in nine of ten runs after %s to %s. Planned: %s."),
                       median, least, most, planned);

  cor_rows_set_fact (self->last_out, text);
}

static void
show_in_time (CorForecastView *self, const CorForecast *forecast)
{
  guint percent = (guint) floor (forecast->in_time * 100.0);
  guint n_left = (guint) lround (forecast->not_out.p95);
  g_autofree char *in_time = g_strdup_printf (_ ("In %u of 100 runs."), percent);
  g_autofree char *people = cor_words_people (n_left);
  g_autofree char *text =
      n_left > 0
          /* Translators: a sentence, and how many people */
          ? g_strdup_printf (_ ("%s In one of twenty, %s or more are not."), in_time, people)
          : g_strdup (in_time);

  cor_rows_set_fact (self->in_time, text);
}

static void
show_trouble (CorForecastView *self, const CorForecast *forecast)
{
  guint n_stops = (guint) lround (forecast->n_stops);
  guint n_breakdowns = (guint) lround (forecast->n_breakdowns);
  guint n_caught = (guint) lround (forecast->n_caught);
  g_autofree char *stops = g_strdup_printf (ngettext ("%u movement is stopped by something closed",
                                                      "%u movements are stopped by "
                                                      "something closed",
                                                      n_stops),
                                            n_stops);
  g_autofree char *caught = g_strdup_printf (
      ngettext ("%u is on a road as it closes", "%u are on a road as it closes", n_caught),
      n_caught);
  g_autofree char *breakdowns = g_strdup_printf (
      ngettext ("%u vehicle breaks down", "%u vehicles break down", n_breakdowns), n_breakdowns);
  g_autofree char *text = g_strdup_printf ("%s · %s · %s", stops, caught, breakdowns);

  cor_rows_set_fact (self->trouble, text);
}

static int
compare_queues (gconstpointer a, gconstpointer b)
{
  const CorForecastQueue *left = *(const CorForecastQueue *const *) a;
  const CorForecastQueue *right = *(const CorForecastQueue *const *) b;

  return (left->people.p95 < right->people.p95) - (left->people.p95 > right->people.p95);
}

/* Of each crossing its longest hour, the longest first. */
static GPtrArray *
list_queues (const CorForecast *forecast)
{
  GPtrArray *longest = g_ptr_array_new ();

  for (guint i = 0; i < forecast->queues->len; i++)
    {
      CorForecastQueue *queue = &g_array_index (forecast->queues, CorForecastQueue, i);
      CorForecastQueue *last = longest->len > 0 ? longest->pdata[longest->len - 1] : NULL;

      if (last == NULL || !cor_id_equal (&last->crossing_id, &queue->crossing_id))
        g_ptr_array_add (longest, queue);
      else if (queue->people.p95 > last->people.p95)
        longest->pdata[longest->len - 1] = queue;
    }
  g_ptr_array_sort (longest, compare_queues);

  return longest;
}

static const char *
get_crossing_name (CorForecastView *self, const CorId *id)
{
  const CorCrossing *crossing = cor_snapshot_lookup (self->snapshot, COR_RECORD_CROSSING, id);

  return crossing != NULL ? cor_names_get (&crossing->names, cor_desk_language_get ()) : "?";
}

static void
add_queue (CorForecastView *self, const CorForecastQueue *queue)
{
  g_autofree char *when = cor_clock_format (queue->hour_utc_s);
  g_autofree char *people = cor_words_people ((guint) lround (queue->people.median));
  guint wait_min = (guint) lround (queue->wait_min.median);
  /* Translators: when, how many people in most runs and in bad ones */
  g_autofree char *many = g_strdup_printf (_ ("From %s: %s, in one run of twenty %u"), when, people,
                                           (guint) lround (queue->people.p95));
  g_autofree char *span = cor_words_minutes (wait_min);
  g_autofree char *wait = wait_min > 0 ? g_strdup_printf (_ ("wait %s"), span) : NULL;
  g_autofree char *text = wait != NULL ? g_strdup_printf ("%s · %s", many, wait) : g_strdup (many);
  AdwActionRow *row =
      cor_rows_add_link (self->queues, get_crossing_name (self, &queue->crossing_id), text, NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_ptr_array_add (self->queue_rows, row);
}

static void
show_queues (CorForecastView *self, const CorForecast *forecast)
{
  g_autoptr (GPtrArray) queues = list_queues (forecast);

  cor_rows_clear (self->queues, self->queue_rows);
  for (guint i = 0; i < MIN (queues->len, MAX_QUEUES); i++)
    add_queue (self, queues->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->queues), queues->len > 0);
}

static void
risk_activated_cb (AdwActionRow *row, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "cor-movement"));
}

static void
add_risk (CorForecastView *self, const CorForecastRisk *risk, const CorMovement *movement)
{
  const CorCluster *cluster =
      movement != NULL ? cor_result_get_cluster (self->result, &movement->cluster_id) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;
  g_autofree char *people = NULL;
  g_autofree char *late = NULL;
  g_autofree char *text = NULL;
  AdwActionRow *row;

  if (cluster == NULL)
    return;
  title = g_strdup_printf ("%s – %s",
                           cor_names_get (&cluster->settlement->names, cor_desk_language_get ()),
                           get_crossing_name (self, &movement->crossing_id));
  when = cor_clock_format (movement->depart_utc_s);
  people = cor_words_people (movement->n_people);
  late = cor_words_minutes ((guint) lround (MAX (risk->late_min, 0.0)));
  /* Translators: how many people, when they leave, in how many runs they are late, by how long */
  text = g_strdup_printf (_ ("%s, leave %s: late in %u of 100 runs, by %s on average"), people,
                          when, (guint) lround (risk->miss_hour * 100.0), late);
  row = cor_rows_add_link (self->risks, title, text, NULL);
  g_object_set_data (G_OBJECT (row), "cor-movement", (gpointer) movement);
  g_signal_connect_object (row, "activated", G_CALLBACK (risk_activated_cb), self, 0);
  g_ptr_array_add (self->risk_rows, row);
}

static void
show_risks (CorForecastView *self, const CorForecast *forecast)
{
  g_autoptr (GHashTable) movements = cor_result_index_movements (self->result);

  cor_rows_clear (self->risks, self->risk_rows);
  for (guint i = 0; i < MIN (forecast->risks->len, MAX_RISKS); i++)
    {
      const CorForecastRisk *risk = &g_array_index (forecast->risks, CorForecastRisk, i);

      if (risk->miss_hour > 0.0)
        add_risk (self, risk, g_hash_table_lookup (movements, &risk->movement_id));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->risks), self->risk_rows->len > 0);
}

static void
cor_forecast_view_dispose (GObject *object)
{
  CorForecastView *self = COR_FORECAST_VIEW (object);

  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_clear_pointer (&self->result, cor_result_unref);

  G_OBJECT_CLASS (cor_forecast_view_parent_class)->dispose (object);
}

static void
cor_forecast_view_finalize (GObject *object)
{
  CorForecastView *self = COR_FORECAST_VIEW (object);

  g_ptr_array_unref (self->queue_rows);
  g_ptr_array_unref (self->risk_rows);

  G_OBJECT_CLASS (cor_forecast_view_parent_class)->finalize (object);
}

static void
cor_forecast_view_class_init (CorForecastViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_forecast_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = cor_forecast_view_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", COR_TYPE_FORECAST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
add_chart (CorForecastView *self, GtkBox *box)
{
  AdwPreferencesGroup *group = cor_rows_add_group (box, _ ("People out, hour by hour"));
  GtkWidget *chart = g_object_new (COR_TYPE_FORECAST_CHART, NULL);

  self->chart = COR_FORECAST_CHART (chart);
  adw_preferences_group_set_description (
      group, _ ("Dashed as planned, blue in the middle of all runs; nine of ten runs lie in the "
                "blue area."));
  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("People out, hour by hour"), -1);
  adw_preferences_group_add (group, chart);
}

static void
cor_forecast_view_init (CorForecastView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  AdwPreferencesGroup *group = cor_rows_add_group (GTK_BOX (box), NULL);

  gtk_widget_add_css_class (box, "details-page");
  self->last_out = cor_rows_add_fact (group, _ ("The last one is out"), NULL);
  self->in_time = cor_rows_add_fact (group, _ ("Everybody is out before the plan ends"), NULL);
  self->trouble = cor_rows_add_fact (group, _ ("In a run, on average"), NULL);
  self->runs = cor_rows_add_fact (group, _ ("What was tried"), NULL);
  add_chart (self, GTK_BOX (box));
  self->queues = cor_rows_add_group (GTK_BOX (box), _ ("Longest queues"));
  self->risks = cor_rows_add_group (GTK_BOX (box), _ ("Movements most at risk"));
  self->queue_rows = g_ptr_array_new ();
  self->risk_rows = g_ptr_array_new ();
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  adw_bin_set_child (ADW_BIN (self), clamp);
}

/**
 * cor_forecast_view_show:
 * @self: a view
 * @snapshot: the plan that was tried
 * @result: its movements
 * @forecast: what chance made of them
 *
 * Shows a forecast.
 */
void
cor_forecast_view_show (CorForecastView *self,
                        CorSnapshot *snapshot,
                        CorResult *result,
                        const CorForecast *forecast)
{
  g_autofree char *runs = NULL;

  g_return_if_fail (COR_IS_FORECAST_VIEW (self));

  g_clear_pointer (&self->snapshot, cor_snapshot_unref);
  g_clear_pointer (&self->result, cor_result_unref);
  self->snapshot = cor_snapshot_ref (snapshot);
  self->result = cor_result_ref (result);
  runs = g_strdup_printf (
      ngettext ("%u run with late starts, slow roads, breakdowns and slow crossings",
                "%u runs with late starts, slow roads, breakdowns and slow crossings",
                forecast->options.n_runs),
      forecast->options.n_runs);
  show_last_out (self, forecast);
  show_in_time (self, forecast);
  show_trouble (self, forecast);
  cor_rows_set_fact (self->runs, runs);
  cor_forecast_chart_show (self->chart, forecast);
  show_queues (self, forecast);
  show_risks (self, forecast);
}
