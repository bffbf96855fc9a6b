/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "cor-session.h"

G_BEGIN_DECLS

void cor_export_present (GtkWindow *parent, CorSession *session);

G_END_DECLS
