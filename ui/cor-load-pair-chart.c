/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-load-pair-chart.h"

#include "cor-chart.h"
#include "cor-time.h"

#define HEIGHT_PX 36
#define LINE_PX 2.0

struct _CorLoadPairChart
{
  GtkWidget parent_instance;

  guint n_hours;
  guint *first; /* people, by hour */
  guint *second;
  guint most;
};

G_DEFINE_FINAL_TYPE (CorLoadPairChart, cor_load_pair_chart, GTK_TYPE_WIDGET)

/* Steps along the hours; the line does not go down to the axis at its ends. */
static void
trace (const CorLoadPairChart *self, cairo_t *cr, const guint *people, double width, double height)
{
  for (guint i = 0; i < self->n_hours; i++)
    {
      double y = height - height * people[i] / self->most;

      cairo_line_to (cr, width * i / self->n_hours, y);
      cairo_line_to (cr, width * (i + 1) / self->n_hours, y);
    }
}

static void
cor_load_pair_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  CorLoadPairChart *self = COR_LOAD_PAIR_CHART (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  GdkRGBA colour;

  cor_chart_begin (widget, cr, width, &colour);
  cairo_translate (cr, 0, LINE_PX / 2);
  height -= LINE_PX;

  colour.alpha = 0.25f;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_move_to (cr, 0, height);
  trace (self, cr, self->first, width, height);
  cairo_line_to (cr, width, height);
  cairo_close_path (cr);
  cairo_fill (cr);

  cairo_set_source_rgb (cr, 0.21, 0.52, 0.89);
  cairo_set_line_width (cr, LINE_PX);
  cairo_new_path (cr);
  trace (self, cr, self->second, width, height);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
cor_load_pair_chart_measure (GtkWidget *widget,
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
cor_load_pair_chart_finalize (GObject *object)
{
  CorLoadPairChart *self = COR_LOAD_PAIR_CHART (object);

  g_free (self->first);
  g_free (self->second);

  G_OBJECT_CLASS (cor_load_pair_chart_parent_class)->finalize (object);
}

static void
cor_load_pair_chart_class_init (CorLoadPairChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = cor_load_pair_chart_finalize;
  widget_class->snapshot = cor_load_pair_chart_snapshot;
  widget_class->measure = cor_load_pair_chart_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
cor_load_pair_chart_init (CorLoadPairChart *self)
{
}

/**
 * cor_load_pair_chart_new:
 * @loads: (array length=n_loads): the hours of one crossing
 * @n_loads: how many
 * @from_utc_s: where the chart begins, a full hour
 * @n_hours: how many hours it shows, at least 1
 *
 * Returns: (transfer floating): a chart of them
 */
GtkWidget *
cor_load_pair_chart_new (const CorLoadPair *loads, guint n_loads, gint64 from_utc_s, guint n_hours)
{
  CorLoadPairChart *self = g_object_new (COR_TYPE_LOAD_PAIR_CHART, NULL);

  self->n_hours = n_hours;
  self->first = g_new0 (guint, n_hours);
  self->second = g_new0 (guint, n_hours);
  self->most = 1;
  for (guint i = 0; i < n_loads; i++)
    {
      guint hour = (guint) ((loads[i].hour_utc_s - from_utc_s) / COR_SECONDS_PER_HOUR);

      if (loads[i].hour_utc_s < from_utc_s || hour >= n_hours)
        continue;
      self->first[hour] += loads[i].n_first;
      self->second[hour] += loads[i].n_second;
      self->most = MAX (self->most, MAX (self->first[hour], self->second[hour]));
    }

  return GTK_WIDGET (self);
}
