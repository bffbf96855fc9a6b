/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void cor_discard (gpointer object, GDestroyNotify free_func);

void cor_discard_finish (void);

G_END_DECLS
