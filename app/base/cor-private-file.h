/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean
cor_private_file_write (const char *path, const void *bytes, gsize n_bytes, GError **error);

G_END_DECLS
