/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gpointer cor_huge_new (gsize n, gsize size) G_GNUC_WARN_UNUSED_RESULT;
void cor_huge_free (gpointer block);

G_END_DECLS
