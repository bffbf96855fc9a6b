/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-progress.h"

#define REPORT_INTERVAL_US (G_USEC_PER_SEC / 30)

struct _CorProgress
{
  GCancellable *cancellable;
  CorProgressFunc func;
  gpointer user_data;
  CorProgressPollFunc poll_func;
  gpointer poll_data;
  const char *stage;
  gint64 reported_us;
};

/**
 * cor_progress_new:
 * @cancellable: (nullable): stops the work
 * @func: (nullable) (scope call): told how far the work is
 * @user_data: for @func
 *
 * Returns: (transfer full): a progress for one piece of work on one thread
 */
CorProgress *
cor_progress_new (GCancellable *cancellable, CorProgressFunc func, gpointer user_data)
{
  CorProgress *self = g_new0 (CorProgress, 1);

  g_set_object (&self->cancellable, cancellable);
  self->func = func;
  self->user_data = user_data;

  return self;
}

/**
 * cor_progress_free:
 * @self: (transfer full): a progress
 *
 * Frees @self.
 */
void
cor_progress_free (CorProgress *self)
{
  g_clear_object (&self->cancellable);
  g_free (self);
}

/**
 * cor_progress_watch_polls:
 * @self: a progress
 * @func: (nullable) (scope call): called at each cor_progress_check()
 * @user_data: for @func
 *
 * Has somebody watch how often the work can be stopped, or stop it there.
 */
void
cor_progress_watch_polls (CorProgress *self, CorProgressPollFunc func, gpointer user_data)
{
  self->poll_func = func;
  self->poll_data = user_data;
}

/**
 * cor_progress_get_cancellable:
 * @self: (nullable): a progress
 *
 * Returns: (transfer none) (nullable): what stops the work; any thread may look at it
 */
GCancellable *
cor_progress_get_cancellable (CorProgress *self)
{
  return self != NULL ? self->cancellable : NULL;
}

/**
 * cor_progress_report:
 * @self: (nullable): a progress
 * @stage: what is being done: a string constant
 * @fraction: how much of this stage is done, 0 to 1
 * @error: (nullable): set when the work shall stop
 *
 * Says how far the work is, and asks whether to go on. Cheap enough for inner loops' every
 * hundredth round: the watcher is told at most thirty times a second.
 *
 * Returns: %FALSE if the work was cancelled
 */
gboolean
cor_progress_report (CorProgress *self, const char *stage, double fraction, GError **error)
{
  gint64 now_us;

  if (self == NULL)
    return TRUE;
  if (!cor_progress_check (self, error))
    return FALSE;
  if (self->func == NULL)
    return TRUE;

  now_us = g_get_monotonic_time ();
  if (stage != self->stage || fraction >= 1.0 || now_us - self->reported_us >= REPORT_INTERVAL_US)
    {
      self->stage = stage;
      self->reported_us = now_us;
      self->func (stage, CLAMP (fraction, 0.0, 1.0), self->user_data);
    }

  return TRUE;
}

/**
 * cor_progress_check:
 * @self: (nullable): a progress
 * @error: (nullable): set when the work shall stop
 *
 * Returns: %FALSE if the work was cancelled
 */
gboolean
cor_progress_check (CorProgress *self, GError **error)
{
  if (self == NULL)
    return TRUE;
  if (self->poll_func != NULL)
    self->poll_func (self->poll_data);

  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}
