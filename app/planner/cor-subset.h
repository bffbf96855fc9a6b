/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint cor_subset_choose (const guint *sizes, guint n_sizes, guint limit, gboolean *is_chosen);

G_END_DECLS
