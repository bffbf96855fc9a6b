/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-forecast-chart.h"

#include "cor-chart.h"

#define HEIGHT_PX 150
#define LINE_PX 2.0

struct _CorForecastChart
{
  GtkWidget parent_instance;

  GArray *hours; /* CorForecastHour */
  guint n_people;
};

typedef double (*GetPeople) (const CorForecastHour *hour);

G_DEFINE_FINAL_TYPE (CorForecastChart, cor_forecast_chart, GTK_TYPE_WIDGET)

static double
get_planned (const CorForecastHour *hour)
{
  return hour->n_planned;
}

static double
get_least (const CorForecastHour *hour)
{
  return hour->out.p5;
}

static double
get_median (const CorForecastHour *hour)
{
  return hour->out.median;
}

static double
get_most (const CorForecastHour *hour)
{
  return hour->out.p95;
}

/* From the plan's start, when nobody is out, through the ends of all hours; or back. */
static void
trace (const CorForecastChart *self,
       cairo_t *cr,
       GetPeople get,
       double width,
       double height,
       gboolean backwards)
{
  guint n_hours = self->hours->len;

  for (guint i = 0; i <= n_hours; i++)
    {
      guint at = backwards ? n_hours - i : i;
      double n_out = at > 0 ? get (&g_array_index (self->hours, CorForecastHour, at - 1)) : 0.0;

      cairo_line_to (cr, width * at / n_hours, height - height * n_out / self->n_people);
    }
}

static void
cor_forecast_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CorForecastChart *self = COR_FORECAST_CHART (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;
  GdkRGBA colour;

  if (self->hours->len == 0 || self->n_people == 0)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cor_chart_begin (widget, cr, width, &colour);
  cairo_translate (cr, 0, LINE_PX);
  height -= 2 * LINE_PX;

  cairo_set_source_rgba (cr, 0.21, 0.52, 0.89, 0.3);
  trace (self, cr, get_most, width, height, FALSE);
  trace (self, cr, get_least, width, height, TRUE);
  cairo_close_path (cr);
  cairo_fill (cr);

  cairo_set_line_width (cr, LINE_PX);
  cairo_set_source_rgb (cr, 0.21, 0.52, 0.89);
  trace (self, cr, get_median, width, height, FALSE);
  cairo_stroke (cr);

  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_dash (cr, (const double[]){ 6.0, 4.0 }, 2, 0.0);
  trace (self, cr, get_planned, width, height, FALSE);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
cor_forecast_chart_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT_PX : 1;
  *natural = *minimum;
}

static void
cor_forecast_chart_finalize (GObject *object)
{
  g_array_unref (COR_FORECAST_CHART (object)->hours);

  G_OBJECT_CLASS (cor_forecast_chart_parent_class)->finalize (object);
}

static void
cor_forecast_chart_class_init (CorForecastChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cor_forecast_chart_finalize;
  widget_class->snapshot = cor_forecast_chart_snapshot;
  widget_class->measure = cor_forecast_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cor_forecast_chart_init (CorForecastChart *self)
{
  self->hours = g_array_new (FALSE, FALSE, sizeof (CorForecastHour));
}

/**
 * cor_forecast_chart_show:
 * @self: a chart
 * @forecast: what chance makes of a plan
 *
 * Shows who is out when.
 */
void
cor_forecast_chart_show (CorForecastChart *self, const CorForecast *forecast)
{
  g_return_if_fail (COR_IS_FORECAST_CHART (self));

  g_array_set_size (self->hours, 0);
  g_array_append_vals (self->hours, forecast->hours->data, forecast->hours->len);
  self->n_people = forecast->n_assigned;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
