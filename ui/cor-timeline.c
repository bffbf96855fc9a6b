/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timeline.h"

#include "cor-chart.h"
#include "cor-clock.h"
#include "cor-language.h"

#include <glib/gi18n.h>

#define SECONDS_PER_MINUTE 60

/* A plan plays in about this long, but never slower than so many of its minutes a second. */
#define PLAY_S 30.0
#define MIN_MINUTES_PER_S 10.0

/* A timeline narrower than this has its words below the curve: beside it they would leave nothing
 * to slide along. */
#define NARROW_PX 480

#define SPACING_PX 12

struct _CorTimeline
{
  GtkWidget parent_instance;

  GtkToggleButton *play;
  GtkWidget *track;
  GtkWidget *words;
  GtkDrawingArea *curve;
  GtkScale *scale;
  GtkAdjustment *minutes;
  GtkLabel *time;
  GtkLabel *inside;
  GtkLabel *under_way;

  CorSession *session;
  CorPlayback *playback; /* nullable: while there is no result */
  guint tick;
  gint64 last_frame_us;
};

G_DEFINE_FINAL_TYPE (CorTimeline, cor_timeline, GTK_TYPE_WIDGET)

static guint moved_signal;

static guint
count_columns (CorTimeline *self, gint64 time_utc_s)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (CorPlaybackColumn));
  guint n_people = 0;

  cor_playback_list_columns (self->playback, time_utc_s, columns);
  for (guint i = 0; i < columns->len; i++)
    n_people += g_array_index (columns, CorPlaybackColumn, i).n_people;

  return n_people;
}

static guint
count_queues (CorTimeline *self, gint64 time_utc_s)
{
  g_autoptr (GArray) queues = g_array_new (FALSE, FALSE, sizeof (CorPlaybackQueue));
  guint n_people = 0;

  cor_playback_list_queues (self->playback, time_utc_s, queues);
  for (guint i = 0; i < queues->len; i++)
    n_people += g_array_index (queues, CorPlaybackQueue, i).n_people;

  return n_people;
}

static char *
format_count (guint n_people)
{
  g_autofree char *count = g_strdup_printf ("%u", n_people);

  return cor_isolate (count);
}

/* Says in words what the map shows. */
static void
describe (CorTimeline *self)
{
  gint64 time_utc_s = cor_timeline_get_time_utc_s (self);
  g_autofree char *time = NULL, *n_inside = NULL, *n_driving = NULL, *n_waiting = NULL;
  g_autofree char *inside = NULL, *under_way = NULL;

  if (self->playback == NULL)
    {
      gtk_label_set_label (self->time, _ ("No routes yet"));
      return;
    }

  time = cor_clock_format (time_utc_s);
  n_inside = format_count (cor_playback_count_inside (self->playback, time_utc_s));
  n_driving = format_count (count_columns (self, time_utc_s));
  n_waiting = format_count (count_queues (self, time_utc_s));
  inside = g_strdup_printf (_ ("Still inside: %s"), n_inside);
  under_way = g_strdup_printf (_ ("On the road: %s, in queues: %s"), n_driving, n_waiting);
  gtk_label_set_label (self->time, time);
  gtk_label_set_label (self->inside, inside);
  gtk_label_set_label (self->under_way, under_way);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  time, -1);
}

static void
moved_cb (CorTimeline *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->curve));
  g_signal_emit (self, moved_signal, 0);
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  CorTimeline *self = COR_TIMELINE (widget);
  gint64 now_us = gdk_frame_clock_get_frame_time (clock);
  double last = gtk_adjustment_get_upper (self->minutes);
  double speed = MAX (last / PLAY_S, MIN_MINUTES_PER_S);
  double passed_s =
      self->last_frame_us != 0 ? (double) (now_us - self->last_frame_us) / G_USEC_PER_SEC : 0.0;

  self->last_frame_us = now_us;
  gtk_adjustment_set_value (self->minutes,
                            gtk_adjustment_get_value (self->minutes) + passed_s * speed);
  if (gtk_adjustment_get_value (self->minutes) >= last)
    gtk_toggle_button_set_active (self->play, FALSE);

  return G_SOURCE_CONTINUE;
}

static void
toggled_cb (CorTimeline *self)
{
  gboolean plays = gtk_toggle_button_get_active (self->play);

  gtk_button_set_icon_name (GTK_BUTTON (self->play), plays ? "media-playback-pause-symbolic"
                                                           : "media-playback-start-symbolic");
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (!plays)
    return;

  if (gtk_adjustment_get_value (self->minutes) >= gtk_adjustment_get_upper (self->minutes))
    gtk_adjustment_set_value (self->minutes, 0.0);
  self->last_frame_us = 0;
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/* The height of the curve at the left of each pixel: those still inside at that moment. */
static void
trace_curve (CorTimeline *self, cairo_t *cr, int width, int height)
{
  gint64 begin_utc_s = cor_playback_get_begin_utc_s (self->playback);
  gint64 length_s = cor_playback_get_end_utc_s (self->playback) - begin_utc_s;
  double n_all = MAX (cor_playback_count_inside (self->playback, begin_utc_s), 1u);

  for (int x = 0; x <= width; x += 3)
    {
      gint64 time_utc_s = begin_utc_s + length_s * x / MAX (width, 1);
      double share = cor_playback_count_inside (self->playback, time_utc_s) / n_all;

      cairo_line_to (cr, x, 1.0 + (1.0 - share) * (height - 2.0));
    }
}

static void
draw_curve (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  CorTimeline *self = user_data;
  double share = gtk_adjustment_get_value (self->minutes) /
                 MAX (gtk_adjustment_get_upper (self->minutes), 1.0);
  GdkRGBA colour;

  if (self->playback == NULL)
    return;

  cor_chart_begin (GTK_WIDGET (area), cr, width, &colour);
  trace_curve (self, cr, width, height);
  cairo_line_to (cr, width, height);
  cairo_line_to (cr, 0, height);
  cairo_close_path (cr);
  colour.alpha = 0.2f;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_fill (cr);
  trace_curve (self, cr, width, height);
  colour.alpha = 0.8f;
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_move_to (cr, share * width, 0);
  cairo_line_to (cr, share * width, height);
  cairo_set_line_width (cr, 1.0);
  cairo_stroke (cr);
}

/* Keeps the moment where another result allows it. */
static void
renew (CorTimeline *self)
{
  CorResult *result = cor_session_get_result (self->session);
  g_autoptr (CorPlayback) old = g_steal_pointer (&self->playback);
  double last_min = 0.0;

  if (result != NULL)
    {
      self->playback = cor_playback_new (result);
      last_min = (double) (cor_playback_get_end_utc_s (self->playback) -
                           cor_playback_get_begin_utc_s (self->playback)) /
                 SECONDS_PER_MINUTE;
    }
  /* It keeps its place: the map must not jump while somebody drags on it. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), last_min > 0.0);
  gtk_adjustment_set_upper (self->minutes, last_min);
  moved_cb (self);
}

static int
measure_part (gpointer part, GtkOrientation orientation, int *natural)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (part), orientation, -1, &minimum, natural, NULL, NULL);

  return minimum;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  CorTimeline *self = COR_TIMELINE (widget);
  int play, track, words;
  int min_play = measure_part (self->play, orientation, &play);
  int min_track = measure_part (self->track, orientation, &track);
  int min_words = measure_part (self->words, orientation, &words);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (min_play + SPACING_PX + min_track, min_words);
      *natural = play + SPACING_PX + track + SPACING_PX + words;
    }
  else if (for_size >= 0 && for_size < NARROW_PX)
    *minimum = *natural = MAX (play, track) + words;
  else
    *minimum = *natural = MAX (MAX (play, track), words);
}

/* Puts a part where it belongs; @x_px counts from where reading begins. */
static void
put (CorTimeline *self, gpointer part, int x_px, int y_px, int width_px, int height_px)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkAllocation area = { x_px, y_px, width_px, height_px };

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    area.x = gtk_widget_get_width (widget) - x_px - width_px;
  gtk_widget_size_allocate (GTK_WIDGET (part), &area, -1);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CorTimeline *self = COR_TIMELINE (widget);
  gboolean is_narrow = width < NARROW_PX;
  int play, words, line;
  int begin;

  measure_part (self->play, GTK_ORIENTATION_HORIZONTAL, &play);
  measure_part (self->words, is_narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                &words);
  begin = play + SPACING_PX;
  line = is_narrow ? height - words : height;
  put (self, self->play, 0, 0, play, line);
  if (is_narrow)
    {
      put (self, self->track, begin, 0, width - begin, line);
      put (self, self->words, 0, line, width, words);
    }
  else
    {
      put (self, self->track, begin, 0, width - begin - SPACING_PX - words, line);
      put (self, self->words, width - words, 0, words, line);
    }
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
cor_timeline_dispose (GObject *object)
{
  CorTimeline *self = COR_TIMELINE (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_pointer (&self->playback, cor_playback_free);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), COR_TYPE_TIMELINE);

  G_OBJECT_CLASS (cor_timeline_parent_class)->dispose (object);
}

static void
cor_timeline_class_init (CorTimelineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = cor_timeline_dispose;

  moved_signal = g_signal_new ("moved", COR_TYPE_TIMELINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/corridors/Corridors/ui/cor-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, play);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, track);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, words);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, curve);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, scale);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, minutes);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, time);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, inside);
  gtk_widget_class_bind_template_child (widget_class, CorTimeline, under_way);
  gtk_widget_class_bind_template_callback (widget_class, moved_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
cor_timeline_init (CorTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
  gtk_drawing_area_set_draw_func (self->curve, draw_curve, self, NULL);
}

/**
 * cor_timeline_set_session:
 * @self: a timeline
 * @session: the plan to play
 *
 * Follows a plan. To be called once.
 */
void
cor_timeline_set_session (CorTimeline *self, CorSession *session)
{
  g_return_if_fail (COR_IS_TIMELINE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::result", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  renew (self);
}

/**
 * cor_timeline_get_playback:
 * @self: a timeline
 *
 * Returns: (transfer none) (nullable): what to show at its moment, good until "moved"; %NULL at the
 *   plan's start, where the plan is shown as a whole
 */
const CorPlayback *
cor_timeline_get_playback (CorTimeline *self)
{
  g_return_val_if_fail (COR_IS_TIMELINE (self), NULL);

  return gtk_adjustment_get_value (self->minutes) > 0.0 ? self->playback : NULL;
}

/**
 * cor_timeline_get_time_utc_s:
 * @self: a timeline
 *
 * Returns: the moment that it stands at
 */
gint64
cor_timeline_get_time_utc_s (CorTimeline *self)
{
  g_return_val_if_fail (COR_IS_TIMELINE (self), 0);

  if (self->playback == NULL)
    return 0;

  return cor_playback_get_begin_utc_s (self->playback) +
         (gint64) (gtk_adjustment_get_value (self->minutes) * SECONDS_PER_MINUTE);
}
