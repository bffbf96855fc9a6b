/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define COR_TYPE_TAB_STOP (cor_tab_stop_get_type ())

/**
 * CorTabStop:
 *
 * Makes a list one stop on the way of the Tab key: arrows walk through its rows, Tab leaves it. GTK
 * would go through every row, hundreds of them, before it comes to what stands behind the list.
 */
G_DECLARE_FINAL_TYPE (CorTabStop, cor_tab_stop, COR, TAB_STOP, AdwBin)

G_END_DECLS
