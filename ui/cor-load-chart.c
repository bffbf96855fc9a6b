/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-load-chart.h"

#include "cor-chart.h"
#include "cor-clock.h"
#include "cor-language.h"

#include <glib/gi18n.h>

#define HEIGHT_PX 90
#define BAR_GAP_PX 1.0
#define MAX_BAR_PX 18.0

typedef struct
{
  guint n_people;
  guint capacity;
} Hour;

struct _CorLoadChart
{
  GtkBox parent_instance;

  GtkDrawingArea *area;
  GtkLabel *caption;
  GArray *hours; /* Hour, from the plan's start to the last passage */
};

G_DEFINE_FINAL_TYPE (CorLoadChart, cor_load_chart, GTK_TYPE_BOX)

static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  CorLoadChart *self = user_data;
  double bar_px = self->hours->len > 0 ? MIN (MAX_BAR_PX, (double) width / self->hours->len) : 1.0;
  guint most = 1;
  GdkRGBA colour;

  cor_chart_begin (GTK_WIDGET (area), cr, width, &colour);
  for (guint i = 0; i < self->hours->len; i++)
    most = MAX (most, MAX (g_array_index (self->hours, Hour, i).n_people,
                           g_array_index (self->hours, Hour, i).capacity));
  for (guint i = 0; i < self->hours->len; i++)
    {
      const Hour *hour = &g_array_index (self->hours, Hour, i);
      double used_px = (double) height * hour->n_people / most;
      double room_px = (double) height * hour->capacity / most;

      colour.alpha = 0.15f;
      gdk_cairo_set_source_rgba (cr, &colour);
      cairo_rectangle (cr, i * bar_px, height - room_px, bar_px - BAR_GAP_PX, room_px);
      cairo_fill (cr);
      cairo_set_source_rgb (cr, 0.1, 0.37, 0.71);
      cairo_rectangle (cr, i * bar_px, height - used_px, bar_px - BAR_GAP_PX, used_px);
      cairo_fill (cr);
    }
}

static void
cor_load_chart_finalize (GObject *object)
{
  CorLoadChart *self = COR_LOAD_CHART (object);

  g_array_unref (self->hours);

  G_OBJECT_CLASS (cor_load_chart_parent_class)->finalize (object);
}

static void
cor_load_chart_class_init (CorLoadChartClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cor_load_chart_finalize;
}

static void
cor_load_chart_init (CorLoadChart *self)
{
  self->hours = g_array_new (FALSE, TRUE, sizeof (Hour));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->area = GTK_DRAWING_AREA (gtk_drawing_area_new ());
  gtk_drawing_area_set_content_height (self->area, HEIGHT_PX);
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->area));
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->caption, TRUE);
  gtk_label_set_xalign (self->caption, 0.0f);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->caption));
}

/**
 * cor_load_chart_new:
 *
 * Returns: (transfer floating): a chart that shows nothing yet
 */
GtkWidget *
cor_load_chart_new (void)
{
  return g_object_new (COR_TYPE_LOAD_CHART, NULL);
}

static void
count (CorLoadChart *self, const CorCrossing *crossing, CorResult *result)
{
  gint64 first_utc_s = cor_time_floor_hour (result->start_utc_s);

  for (guint i = 0; i < result->movements->len; i++)
    {
      const CorMovement *movement = result->movements->pdata[i];
      guint hour = (guint) ((movement->pass_utc_s - first_utc_s) / COR_SECONDS_PER_HOUR);

      if (!cor_id_equal (&movement->crossing_id, &crossing->record.id))
        continue;
      if (hour >= self->hours->len)
        g_array_set_size (self->hours, hour + 1);
      g_array_index (self->hours, Hour, hour).n_people += movement->n_people;
    }
  for (guint i = 0; i < self->hours->len; i++)
    {
      gint64 hour_utc_s = first_utc_s + (gint64) i * COR_SECONDS_PER_HOUR;

      if (cor_crossing_get_modes (crossing, hour_utc_s) != 0)
        g_array_index (self->hours, Hour, i).capacity =
            cor_crossing_get_capacity (crossing, hour_utc_s);
    }
}

static char *
describe (const char *when, guint n_full, guint most)
{
  g_autofree char *busiest = g_strdup_printf (
      ngettext ("at most %u person in one hour", "at most %u people in one hour", most), most);
  g_autofree char *full =
      n_full > 0
          ? g_strdup_printf (ngettext ("full in %u hour", "full in %u hours", n_full), n_full)
          : g_strdup (_ ("never full"));

  return g_strdup_printf ("%s · %s · %s", busiest, full, when);
}

/**
 * cor_load_chart_show:
 * @self: a chart
 * @crossing: a crossing
 * @result: (nullable): who passes it
 *
 * Shows the hours from the plan's start until the last one has passed; hides where nobody does.
 */
void
cor_load_chart_show (CorLoadChart *self, const CorCrossing *crossing, CorResult *result)
{
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  gint64 begin_utc_s;
  guint n_full = 0;
  guint most = 0;

  g_return_if_fail (COR_IS_LOAD_CHART (self));

  g_array_set_size (self->hours, 0);
  if (result != NULL)
    count (self, crossing, result);
  gtk_widget_set_visible (GTK_WIDGET (self), self->hours->len > 0);
  if (self->hours->len == 0)
    return;

  for (guint i = 0; i < self->hours->len; i++)
    {
      const Hour *hour = &g_array_index (self->hours, Hour, i);

      most = MAX (most, hour->n_people);
      if (hour->n_people > 0 && hour->n_people >= hour->capacity)
        n_full++;
    }
  begin_utc_s = cor_time_floor_hour (result->start_utc_s);
  when = cor_clock_format_span (begin_utc_s,
                                begin_utc_s + (gint64) self->hours->len * COR_SECONDS_PER_HOUR);
  text = describe (when, n_full, most);
  gtk_label_set_label (self->caption, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}
