/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-playback.h"
#include "cor-session.h"

G_BEGIN_DECLS

#define COR_TYPE_TIMELINE (cor_timeline_get_type ())

/**
 * CorTimeline:
 *
 * Plays a plan: a slider over its hours, with the falling number of those still inside.
 *
 * Signals: "moved" when another moment is to be shown; see cor_timeline_get_playback() and
 * cor_timeline_get_time_utc_s().
 */
G_DECLARE_FINAL_TYPE (CorTimeline, cor_timeline, COR, TIMELINE, GtkWidget)

void cor_timeline_set_session (CorTimeline *self, CorSession *session);

const CorPlayback *cor_timeline_get_playback (CorTimeline *self);

gint64 cor_timeline_get_time_utc_s (CorTimeline *self);

G_END_DECLS
