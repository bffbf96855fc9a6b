/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * CorProgress:
 *
 * What every long function takes: a sink for how far it is, and a way to stop it. %NULL serves
 * where nobody watches and nobody stops.
 */
typedef struct _CorProgress CorProgress;

/**
 * CorProgressFunc:
 * @stage: what is being done, a short translatable text
 * @fraction: how much of it is done, 0 to 1
 * @user_data: the watcher's
 *
 * Called on the working thread, at most some thirty times a second and once at the end of a stage.
 */
typedef void (*CorProgressFunc) (const char *stage, double fraction, gpointer user_data);

/**
 * CorProgressPollFunc:
 * @user_data: the watcher's
 *
 * Called on the working thread whenever the work asks whether to go on, before it is told.
 */
typedef void (*CorProgressPollFunc) (gpointer user_data);

CorProgress *cor_progress_new (GCancellable *cancellable,
                               CorProgressFunc func,
                               gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

void cor_progress_free (CorProgress *self);

void cor_progress_watch_polls (CorProgress *self, CorProgressPollFunc func, gpointer user_data);

GCancellable *cor_progress_get_cancellable (CorProgress *self);

gboolean
cor_progress_report (CorProgress *self, const char *stage, double fraction, GError **error);

gboolean cor_progress_check (CorProgress *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorProgress, cor_progress_free)

G_END_DECLS
