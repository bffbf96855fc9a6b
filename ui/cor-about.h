/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-atlas.h"

G_BEGIN_DECLS

void cor_about_present (GtkWindow *parent, CorAtlas *atlas);

G_END_DECLS
