/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-window.h"

G_BEGIN_DECLS

void cor_export_present (CorWindow *window);

G_END_DECLS
