/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorId:
 * @bytes: a UUID in network order
 *
 * The identity of everything that is stored. Two desks make ids without asking each other.
 */
typedef struct
{
  guint8 bytes[16];
} CorId;

#define COR_ID_STRING_LENGTH 36

#define COR_ID_NIL ((CorId){ { 0 } })

CorId cor_id_new (void);

CorId cor_id_from_key (const char *key);

CorId cor_id_from_place_number (guint32 number);

guint32 cor_id_get_place_number (const CorId *id);

gboolean cor_id_parse (const char *text, CorId *id);

char *cor_id_to_string (const CorId *id) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_id_is_nil (const CorId *id);

int cor_id_compare (const CorId *a, const CorId *b);

guint cor_id_hash (gconstpointer id);

gboolean cor_id_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
