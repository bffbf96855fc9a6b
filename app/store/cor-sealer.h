/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "cor-id.h"

G_BEGIN_DECLS

/**
 * CorSealer:
 *
 * The one codec for what identifies a person: XChaCha20-Poly1305 under the plan key, a fresh nonce
 * for each record, bound to the table and row where it stands, so that a sealed record put into
 * another row does not open.
 */
typedef struct _CorSealer CorSealer;

/**
 * CorWrappedKey:
 * @salt: of the passphrase
 * @ops_limit: how long Argon2id works
 * @mem_limit_bytes: how much memory it takes
 * @key: (nullable): the plan key, sealed under what Argon2id makes of the passphrase
 *
 * A plan key that only a passphrase opens.
 */
typedef struct
{
  guint8 salt[16];
  guint64 ops_limit;
  guint64 mem_limit_bytes;
  GBytes *key;
} CorWrappedKey;

CorSealer *cor_sealer_new_random (void) G_GNUC_WARN_UNUSED_RESULT;

CorSealer *cor_sealer_new_for_key (const void *key, gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

void cor_sealer_free (CorSealer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorSealer, cor_sealer_free)

GBytes *cor_sealer_dup_key (const CorSealer *self) G_GNUC_WARN_UNUSED_RESULT;

GByteArray *cor_sealer_seal (const CorSealer *self,
                             const char *table,
                             const CorId *id,
                             guint64 number,
                             const void *bytes,
                             gsize n_bytes) G_GNUC_WARN_UNUSED_RESULT;

GByteArray *cor_sealer_unseal (const CorSealer *self,
                               const char *table,
                               const CorId *id,
                               guint64 number,
                               const void *sealed,
                               gsize n_sealed) G_GNUC_WARN_UNUSED_RESULT;

void cor_sealer_wipe (GByteArray *plain);

gboolean cor_sealer_wrap (const CorSealer *self,
                          const char *passphrase,
                          CorWrappedKey *wrapped,
                          GError **error);

CorSealer *cor_sealer_new_for_passphrase (const CorWrappedKey *wrapped,
                                          const char *passphrase,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void cor_wrapped_key_clear (CorWrappedKey *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CorWrappedKey, cor_wrapped_key_clear)

G_END_DECLS
