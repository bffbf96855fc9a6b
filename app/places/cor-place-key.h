/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *cor_place_key_strict (const char *text) G_GNUC_WARN_UNUSED_RESULT;

char *cor_place_key_loose (const char *strict_key) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_place_key_is_latin (const char *strict_key);

guint
cor_place_key_distance (const char *a, gsize a_length, const char *b, gsize b_length, guint limit);

G_END_DECLS
