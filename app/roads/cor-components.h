/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint32 *cor_components_find (guint32 n_nodes,
                              const guint32 *first_out,
                              const guint32 *head) G_GNUC_WARN_UNUSED_RESULT;
guint32 cor_components_find_largest (const guint32 *component, guint32 n_nodes);

G_END_DECLS
