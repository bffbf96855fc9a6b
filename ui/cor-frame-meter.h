/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COR_TYPE_FRAME_METER (cor_frame_meter_get_type ())

/**
 * CorFrameMeter:
 *
 * Measures how long the main loop leaves the officer waiting, and how long frames take. Prints what
 * it saw when it is let go. For engineers: the desk's option --measure.
 */
G_DECLARE_FINAL_TYPE (CorFrameMeter, cor_frame_meter, COR, FRAME_METER, GObject)

CorFrameMeter *cor_frame_meter_new (GtkWidget *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
