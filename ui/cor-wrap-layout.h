/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define COR_TYPE_WRAP_LAYOUT (cor_wrap_layout_get_type ())

/**
 * CorWrapLayout:
 *
 * Sets widgets beside each other, each as wide as it likes to be, and begins another line where the
 * next would be cut off.
 */
G_DECLARE_FINAL_TYPE (CorWrapLayout, cor_wrap_layout, COR, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *cor_wrap_layout_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
