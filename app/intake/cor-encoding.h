/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorEncodingScan:
 *
 * What the bytes of a file say about its encoding.
 */
typedef struct
{
  guint64 n_bytes;
  guint64 counts[256];
  guint64 nul_even;
  guint64 nul_odd;
  guint64 first_nul;
  guint64 adjacent_high;
  guint64 utf8_sequences;
  guint64 utf8_errors;
  guint utf8_pending;
  guint utf8_low;
  guchar previous;
  guchar head[16];
} CorEncodingScan;

void cor_encoding_scan_feed (CorEncodingScan *scan, const guchar *bytes, gsize n_bytes);

const char *cor_encoding_scan_guess (CorEncodingScan *scan);

gboolean cor_encoding_scan_is_utf8 (const CorEncodingScan *scan);

const char *cor_encoding_find (const char *name);

const char *const *cor_encoding_get_names (void);

/**
 * CorDecoder:
 *
 * Turns bytes of one encoding into UTF-8, piece by piece.
 */
typedef struct _CorDecoder CorDecoder;

CorDecoder *cor_decoder_new (const char *encoding) G_GNUC_WARN_UNUSED_RESULT;

void cor_decoder_free (CorDecoder *self);

gboolean cor_decoder_feed (CorDecoder *self,
                           const guchar *bytes,
                           gsize n_bytes,
                           gboolean is_last,
                           GString *utf8);

guint64 cor_decoder_get_n_replaced (const CorDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorDecoder, cor_decoder_free)

G_END_DECLS
