/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean cor_codes_find (const char *const *codes, guint n_codes, const char *code, guint *place);

G_END_DECLS
