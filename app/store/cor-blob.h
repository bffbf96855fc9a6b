/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-geo.h"
#include "cor-id.h"
#include "cor-names.h"

G_BEGIN_DECLS

/* Writing appends to a GByteArray. Numbers are of variable length, low groups of seven bits first;
 * signed ones are folded so that small ones stay short. A text is its length + 1, then its bytes; 0
 * stands for NULL. */

void cor_blob_put_uint (GByteArray *blob, guint64 value);

void cor_blob_put_int (GByteArray *blob, gint64 value);

void cor_blob_put_double (GByteArray *blob, double value);

void cor_blob_put_id (GByteArray *blob, const CorId *id);

void cor_blob_put_text (GByteArray *blob, const char *text);

void cor_blob_put_texts (GByteArray *blob, char **texts);

void cor_blob_put_names (GByteArray *blob, const CorNames *names);

void cor_blob_put_position (GByteArray *blob, CorPosition position);

void cor_blob_put_positions (GByteArray *blob, const CorPosition *positions, guint n_positions);

/**
 * CorBlobReader:
 *
 * Reads what was written, in the same order. Once something does not fit, everything that follows
 * reads as zero or nothing, so that it is enough to ask cor_blob_reader_end() once.
 */
typedef struct
{
  const guint8 *next;
  const guint8 *end;
  gboolean failed;
} CorBlobReader;

void cor_blob_reader_init (CorBlobReader *self, const void *bytes, gsize n_bytes);

gboolean cor_blob_reader_end (CorBlobReader *self);

void cor_blob_reader_fail (CorBlobReader *self);

guint64 cor_blob_get_uint (CorBlobReader *self, guint64 limit);

gint64 cor_blob_get_int (CorBlobReader *self);

double cor_blob_get_double (CorBlobReader *self);

guint cor_blob_get_count (CorBlobReader *self);

CorId cor_blob_get_id (CorBlobReader *self);

char *cor_blob_get_text (CorBlobReader *self) G_GNUC_WARN_UNUSED_RESULT;

char *cor_blob_get_text_not_null (CorBlobReader *self) G_GNUC_WARN_UNUSED_RESULT;

GStrv cor_blob_get_texts (CorBlobReader *self) G_GNUC_WARN_UNUSED_RESULT;

void cor_blob_get_names (CorBlobReader *self, CorNames *names);

CorPosition cor_blob_get_position (CorBlobReader *self);

void cor_blob_get_positions (CorBlobReader *self, GArray *positions);

G_END_DECLS
