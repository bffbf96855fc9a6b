/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cor_error_text (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

const char *cor_error_text_find (const char *message, GPtrArray *filled_in, char **before);

G_END_DECLS
