/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-halt.h"

/**
 * cor_halt_make:
 * @progress: (nullable): what stops the work; it must outlive the halt
 *
 * Returns: a halt of the calling thread's
 */
CorHalt
cor_halt_make (CorProgress *progress)
{
  return (CorHalt){ .progress = progress,
                    .cancellable = cor_progress_get_cancellable (progress),
                    .owner = g_thread_self () };
}

/**
 * cor_halt_goes_on:
 * @self: (nullable): a halt
 *
 * May be asked by any thread, every fraction of a millisecond.
 *
 * Returns: %FALSE once the work shall stop, then always
 */
gboolean
cor_halt_goes_on (CorHalt *self)
{
  if (self == NULL)
    return TRUE;
  if (g_atomic_int_get (&self->is_over))
    return FALSE;
  if (self->owner == g_thread_self () ? cor_progress_check (self->progress, NULL)
                                      : !g_cancellable_is_cancelled (self->cancellable))
    return TRUE;
  g_atomic_int_set (&self->is_over, TRUE);

  return FALSE;
}
