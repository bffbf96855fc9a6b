/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-sealer.h"

#include "cor-error.h"

#include <sodium.h>
#include <string.h>

#define FORMAT 1
#define N_KEY crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define N_NONCE crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define N_TAG crypto_aead_xchacha20poly1305_ietf_ABYTES

/* A plan that asks for more than this to open is not one of ours. */
#define MAX_OPS_LIMIT 64
#define MAX_MEM_LIMIT_BYTES (G_GUINT64_CONSTANT (1) << 30)

G_STATIC_ASSERT (sizeof (((CorWrappedKey *) 0)->salt) == crypto_pwhash_SALTBYTES);

struct _CorSealer
{
  guint8 *key; /* in guarded memory that is not swapped out */
};

static CorSealer *
sealer_alloc (void)
{
  CorSealer *self;

  if (sodium_init () < 0)
    g_error ("libsodium could not be started");

  self = g_new0 (CorSealer, 1);
  self->key = sodium_malloc (N_KEY);
  g_assert (self->key != NULL);

  return self;
}

/**
 * cor_sealer_new_random:
 *
 * Returns: (transfer full): a sealer for a new plan, with a key of its own
 */
CorSealer *
cor_sealer_new_random (void)
{
  CorSealer *self = sealer_alloc ();

  randombytes_buf (self->key, N_KEY);

  return self;
}

/**
 * cor_sealer_new_for_key:
 * @key: a plan key
 * @n_bytes: its length
 *
 * Returns: (transfer full) (nullable): a sealer; %NULL if that is no key
 */
CorSealer *
cor_sealer_new_for_key (const void *key, gsize n_bytes)
{
  CorSealer *self;

  if (n_bytes != N_KEY)
    return NULL;

  self = sealer_alloc ();
  memcpy (self->key, key, N_KEY);

  return self;
}

/**
 * cor_sealer_free:
 * @self: (transfer full): a sealer
 *
 * Wipes the key and frees @self.
 */
void
cor_sealer_free (CorSealer *self)
{
  sodium_free (self->key);
  g_free (self);
}

static void
free_wiped (gpointer data)
{
  sodium_free (data);
}

/**
 * cor_sealer_dup_key:
 * @self: a sealer
 *
 * Returns: (transfer full): its key, wiped with the last reference
 */
GBytes *
cor_sealer_dup_key (const CorSealer *self)
{
  guint8 *copy = sodium_malloc (N_KEY);

  g_assert (copy != NULL);
  memcpy (copy, self->key, N_KEY);

  return g_bytes_new_with_free_func (copy, N_KEY, free_wiped, copy);
}

static GByteArray *
build_associated (const char *table, const CorId *id, guint64 number)
{
  GByteArray *associated = g_byte_array_sized_new (64);
  guint8 format = FORMAT;
  guint64 big_endian = GUINT64_TO_BE (number);

  g_byte_array_append (associated, &format, 1);
  g_byte_array_append (associated, (const guint8 *) table, (guint) strlen (table) + 1);
  g_byte_array_append (associated, id->bytes, sizeof id->bytes);
  g_byte_array_append (associated, (const guint8 *) &big_endian, sizeof big_endian);

  return associated;
}

static GByteArray *
seal (const guint8 *key,
      const char *table,
      const CorId *id,
      guint64 number,
      const void *bytes,
      gsize n_bytes)
{
  g_autoptr (GByteArray) associated = build_associated (table, id, number);
  GByteArray *sealed = g_byte_array_sized_new ((guint) (1 + N_NONCE + n_bytes + N_TAG));

  g_byte_array_set_size (sealed, (guint) (1 + N_NONCE + n_bytes + N_TAG));
  sealed->data[0] = FORMAT;
  randombytes_buf (sealed->data + 1, N_NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed->data + 1 + N_NONCE, NULL, bytes, n_bytes,
                                              associated->data, associated->len, NULL,
                                              sealed->data + 1, key);

  return sealed;
}

static GByteArray *
unseal (const guint8 *key,
        const char *table,
        const CorId *id,
        guint64 number,
        const void *sealed,
        gsize n_sealed)
{
  g_autoptr (GByteArray) associated = NULL;
  g_autoptr (GByteArray) plain = NULL;
  const guint8 *bytes = sealed;

  if (n_sealed < 1 + N_NONCE + N_TAG || bytes[0] != FORMAT)
    return NULL;

  associated = build_associated (table, id, number);
  plain = g_byte_array_new ();
  g_byte_array_set_size (plain, (guint) (n_sealed - 1 - N_NONCE - N_TAG));
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain->data, NULL, NULL, bytes + 1 + N_NONCE,
                                                  n_sealed - 1 - N_NONCE, associated->data,
                                                  associated->len, bytes + 1, key) != 0)
    return NULL;

  return g_steal_pointer (&plain);
}

/**
 * cor_sealer_seal:
 * @self: a sealer
 * @table: the table where it is to stand
 * @id: the row where it is to stand
 * @number: what tells apart several of one id, else 0
 * @bytes: (array length=n_bytes): what to seal
 * @n_bytes: how much of it
 *
 * Returns: (transfer full): the sealed record
 */
GByteArray *
cor_sealer_seal (const CorSealer *self,
                 const char *table,
                 const CorId *id,
                 guint64 number,
                 const void *bytes,
                 gsize n_bytes)
{
  return seal (self->key, table, id, number, bytes, n_bytes);
}

/**
 * cor_sealer_unseal:
 * @self: a sealer
 * @table: the table where it stood
 * @id: the row where it stood
 * @number: as it was given when sealing
 * @sealed: (array length=n_sealed): a sealed record
 * @n_sealed: its length
 *
 * Returns: (transfer full) (nullable): what was sealed; %NULL if it was sealed under another key,
 * for another row, or altered since. Free it with cor_sealer_wipe().
 */
GByteArray *
cor_sealer_unseal (const CorSealer *self,
                   const char *table,
                   const CorId *id,
                   guint64 number,
                   const void *sealed,
                   gsize n_sealed)
{
  return unseal (self->key, table, id, number, sealed, n_sealed);
}

/**
 * cor_sealer_wipe:
 * @plain: (transfer full) (nullable): what was or is to be sealed
 *
 * Overwrites and frees @plain.
 */
void
cor_sealer_wipe (GByteArray *plain)
{
  if (plain == NULL)
    return;

  sodium_memzero (plain->data, plain->len);
  g_byte_array_unref (plain);
}

static gboolean
derive_key (guint8 *key, const CorWrappedKey *wrapped, const char *passphrase, GError **error)
{
  if (crypto_pwhash (key, N_KEY, passphrase, strlen (passphrase), wrapped->salt, wrapped->ops_limit,
                     (gsize) wrapped->mem_limit_bytes, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;

  g_set_error (error, COR_ERROR, COR_ERROR_FAILED,
               "The passphrase needs %" G_GUINT64_FORMAT " MB of free memory to be worked on. "
               "Close other programs and try again.",
               wrapped->mem_limit_bytes >> 20);

  return FALSE;
}

/**
 * cor_sealer_wrap:
 * @self: a sealer
 * @passphrase: a passphrase
 * @wrapped: (out caller-allocates): the plan key as only @passphrase opens it
 * @error: (nullable): set when there is too little memory
 *
 * Takes about a second on purpose.
 *
 * Returns: whether it was wrapped
 */
gboolean
cor_sealer_wrap (const CorSealer *self,
                 const char *passphrase,
                 CorWrappedKey *wrapped,
                 GError **error)
{
  CorSealer *wrapper = sealer_alloc ();

  randombytes_buf (wrapped->salt, sizeof wrapped->salt);
  wrapped->ops_limit = crypto_pwhash_OPSLIMIT_MODERATE;
  wrapped->mem_limit_bytes = crypto_pwhash_MEMLIMIT_MODERATE;
  wrapped->key = NULL;
  if (derive_key (wrapper->key, wrapped, passphrase, error))
    wrapped->key = g_byte_array_free_to_bytes (
        seal (wrapper->key, "plan_key", &COR_ID_NIL, 0, self->key, N_KEY));
  cor_sealer_free (wrapper);

  return wrapped->key != NULL;
}

/**
 * cor_sealer_new_for_passphrase:
 * @wrapped: a wrapped plan key
 * @passphrase: a passphrase
 * @error: (nullable): set to %COR_ERROR_PASSWORD when it is the wrong one
 *
 * Takes about a second on purpose.
 *
 * Returns: (transfer full) (nullable): a sealer
 */
CorSealer *
cor_sealer_new_for_passphrase (const CorWrappedKey *wrapped, const char *passphrase, GError **error)
{
  g_autoptr (CorSealer) wrapper = sealer_alloc ();
  CorSealer *self = NULL;
  GByteArray *key;

  if (wrapped->ops_limit < crypto_pwhash_OPSLIMIT_MIN || wrapped->ops_limit > MAX_OPS_LIMIT ||
      wrapped->mem_limit_bytes < crypto_pwhash_MEMLIMIT_MIN ||
      wrapped->mem_limit_bytes > MAX_MEM_LIMIT_BYTES)
    {
      g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT,
                   "The plan's key is damaged. Open a copy from the plan's folder of backups.");
      return NULL;
    }
  if (!derive_key (wrapper->key, wrapped, passphrase, error))
    return NULL;

  key = unseal (wrapper->key, "plan_key", &COR_ID_NIL, 0, g_bytes_get_data (wrapped->key, NULL),
                g_bytes_get_size (wrapped->key));
  if (key != NULL)
    self = cor_sealer_new_for_key (key->data, key->len);
  cor_sealer_wipe (key);
  if (self == NULL)
    g_set_error (error, COR_ERROR, COR_ERROR_PASSWORD,
                 "That is not the passphrase of this plan. Look at the keyboard's language and "
                 "capitals, and try again.");

  return self;
}

/**
 * cor_wrapped_key_clear:
 * @self: a wrapped key
 *
 * Frees what @self holds.
 */
void
cor_wrapped_key_clear (CorWrappedKey *self)
{
  g_clear_pointer (&self->key, g_bytes_unref);
}
