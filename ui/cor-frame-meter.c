/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-frame-meter.h"

#include <time.h>

#define TICK_MS 2

/* What a hand feels; told as it happens, so that whoever tries the desk knows what caused it. */
#define STALL_US (50 * 1000)

struct _CorFrameMeter
{
  GObject parent_instance;

  GdkFrameClock *clock;
  guint tick_source;
  gint64 ticked_us;
  gint64 worked_us;  /* of processor time, at the last tick */
  gint64 painted_us; /* spent painting since the last tick */
  gint64 paint_began_us;
  gint64 longest_gap_us;
  GArray *frames_us; /* gint64 */
};

G_DEFINE_FINAL_TYPE (CorFrameMeter, cor_frame_meter, G_TYPE_OBJECT)

/* Of this thread: on a busy machine it stands still also while others run. */
static gint64
get_processor_time_us (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time) != 0)
    return 0;

  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static gboolean
tick_cb (gpointer user_data)
{
  CorFrameMeter *self = user_data;
  gint64 now_us = g_get_monotonic_time ();
  gint64 stood_us = now_us - self->ticked_us;
  gint64 gap_us = stood_us - self->painted_us;
  gint64 worked_us = get_processor_time_us ();

  if (stood_us >= STALL_US)
    g_print ("stood still for %.0f ms, of that painting %.0f ms; worked %.0f ms\n",
             (double) stood_us / 1000.0, (double) self->painted_us / 1000.0,
             (double) (worked_us - self->worked_us) / 1000.0);
  self->worked_us = worked_us;
  self->longest_gap_us = MAX (self->longest_gap_us, gap_us);
  self->ticked_us = now_us;
  self->painted_us = 0;

  return G_SOURCE_CONTINUE;
}

static void
before_paint_cb (CorFrameMeter *self)
{
  self->paint_began_us = g_get_monotonic_time ();
}

static void
after_paint_cb (CorFrameMeter *self)
{
  gint64 frame_us = g_get_monotonic_time () - self->paint_began_us;

  self->painted_us += frame_us;
  g_array_append_val (self->frames_us, frame_us);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static double
frame_ms (CorFrameMeter *self, double share)
{
  guint last = self->frames_us->len - 1;

  return (double) g_array_index (self->frames_us, gint64, (guint) (share * last)) / 1000.0;
}

static void
print_summary (CorFrameMeter *self)
{
  g_print ("longest gap of the main loop, painting apart: %.1f ms\n",
           (double) self->longest_gap_us / 1000.0);
  if (self->frames_us->len == 0)
    return;

  g_array_sort (self->frames_us, compare_times);
  g_print ("%u frames: median %.1f ms, 95th percentile %.1f ms, longest %.1f ms\n",
           self->frames_us->len, frame_ms (self, 0.5), frame_ms (self, 0.95), frame_ms (self, 1.0));
}

static void
cor_frame_meter_dispose (GObject *object)
{
  CorFrameMeter *self = COR_FRAME_METER (object);

  if (self->tick_source != 0)
    print_summary (self);
  g_clear_handle_id (&self->tick_source, g_source_remove);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->frames_us, g_array_unref);

  G_OBJECT_CLASS (cor_frame_meter_parent_class)->dispose (object);
}

static void
cor_frame_meter_class_init (CorFrameMeterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = cor_frame_meter_dispose;
}

static void
cor_frame_meter_init (CorFrameMeter *self)
{
  self->frames_us = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * cor_frame_meter_new:
 * @window: a realized window
 *
 * Begins to measure.
 *
 * Returns: (transfer full): the meter; keep it while the window lives
 */
CorFrameMeter *
cor_frame_meter_new (GtkWidget *window)
{
  CorFrameMeter *self = g_object_new (COR_TYPE_FRAME_METER, NULL);

  self->clock = g_object_ref (gtk_widget_get_frame_clock (window));
  g_signal_connect_object (self->clock, "before-paint", G_CALLBACK (before_paint_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->clock, "after-paint", G_CALLBACK (after_paint_cb), self,
                           G_CONNECT_SWAPPED);
  self->ticked_us = g_get_monotonic_time ();
  self->worked_us = get_processor_time_us ();
  self->tick_source = g_timeout_add_full (G_PRIORITY_HIGH, TICK_MS, tick_cb, self, NULL);

  return self;
}
