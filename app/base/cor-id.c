/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-id.h"

#include <string.h>

/* The name space of ids that are made from the keys of shipped data (an arbitrary fixed UUID). */
static const guint8 key_namespace[16] = { 0x6f, 0x1d, 0x3c, 0x52, 0x0c, 0x6e, 0x4b, 0x0e,
                                          0x9a, 0x77, 0x2b, 0x9f, 0x31, 0x5a, 0x64, 0xc1 };

/* Places keep their gazetteer number readable in the last four bytes (UUID version 8: our own). */
static const guint8 place_prefix[12] = { 0x70, 0x6c, 0x61, 0x63, 0x65, 0x00,
                                         0x80, 0x00, 0x80, 0x00, 0x00, 0x00 };

static void
set_version (CorId *id, guint version)
{
  id->bytes[6] = (guint8) ((id->bytes[6] & 0x0f) | (version << 4));
  id->bytes[8] = (guint8) ((id->bytes[8] & 0x3f) | 0x80);
}

/**
 * cor_id_new:
 *
 * Makes a random id (UUID version 4).
 *
 * Returns: the id
 */
CorId
cor_id_new (void)
{
  g_autofree char *text = g_uuid_string_random ();
  CorId id = COR_ID_NIL;

  if (!cor_id_parse (text, &id))
    g_assert_not_reached ();

  return id;
}

/**
 * cor_id_from_key:
 * @key: the key of something that ships with the program, such as "pl-krakivets"
 *
 * Makes the id that belongs to @key on every machine (UUID version 5, RFC 4122).
 *
 * Returns: the id
 */
CorId
cor_id_from_key (const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  CorId id;

  g_checksum_update (checksum, key_namespace, sizeof key_namespace);
  g_checksum_update (checksum, (const guchar *) key, (gssize) strlen (key));
  g_checksum_get_digest (checksum, digest, &length);

  memcpy (id.bytes, digest, sizeof id.bytes);
  set_version (&id, 5);

  return id;
}

/**
 * cor_id_from_place_number:
 * @number: a settlement's number in the gazetteer, not 0
 *
 * Returns: the id of that settlement
 */
CorId
cor_id_from_place_number (guint32 number)
{
  CorId id;
  guint32 big_endian = GUINT32_TO_BE (number);

  memcpy (id.bytes, place_prefix, sizeof place_prefix);
  memcpy (id.bytes + sizeof place_prefix, &big_endian, sizeof big_endian);

  return id;
}

/**
 * cor_id_get_place_number:
 * @id: an id
 *
 * Returns: the gazetteer's number of the settlement that @id names, 0 if it names something else
 */
guint32
cor_id_get_place_number (const CorId *id)
{
  guint32 big_endian;

  if (memcmp (id->bytes, place_prefix, sizeof place_prefix) != 0)
    return 0;

  memcpy (&big_endian, id->bytes + sizeof place_prefix, sizeof big_endian);

  return GUINT32_FROM_BE (big_endian);
}

/**
 * cor_id_parse:
 * @text: (nullable): 36 characters, as cor_id_to_string() writes them
 * @id: (out): the id
 *
 * Returns: %FALSE if @text is not an id; @id is then untouched
 */
gboolean
cor_id_parse (const char *text, CorId *id)
{
  CorId result;
  guint n_digits = 0;

  if (text == NULL || strlen (text) != COR_ID_STRING_LENGTH)
    return FALSE;

  for (guint i = 0; i < COR_ID_STRING_LENGTH; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      int digit = g_ascii_xdigit_value (text[i]);

      if (dash != (text[i] == '-') || (!dash && digit < 0))
        return FALSE;
      if (dash)
        continue;

      if (n_digits % 2 == 0)
        result.bytes[n_digits / 2] = (guint8) (digit << 4);
      else
        result.bytes[n_digits / 2] |= (guint8) digit;
      n_digits++;
    }

  *id = result;

  return TRUE;
}

/**
 * cor_id_to_string:
 * @id: an id
 *
 * Returns: (transfer full): its usual form in 36 characters
 */
char *
cor_id_to_string (const CorId *id)
{
  static const char digits[] = "0123456789abcdef";
  char *text = g_malloc (COR_ID_STRING_LENGTH + 1);
  guint n = 0;

  for (guint i = 0; i < sizeof id->bytes; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        text[n++] = '-';
      text[n++] = digits[id->bytes[i] >> 4];
      text[n++] = digits[id->bytes[i] & 15];
    }
  text[n] = '\0';

  return text;
}

/**
 * cor_id_is_nil:
 * @id: an id
 *
 * Returns: whether @id stands for nothing
 */
gboolean
cor_id_is_nil (const CorId *id)
{
  static const CorId nil;

  return memcmp (id, &nil, sizeof nil) == 0;
}

/**
 * cor_id_compare:
 * @a: an id
 * @b: another
 *
 * The order in which ties are broken everywhere.
 *
 * Returns: negative, zero or positive
 */
int
cor_id_compare (const CorId *a, const CorId *b)
{
  return memcmp (a->bytes, b->bytes, sizeof a->bytes);
}

/**
 * cor_id_hash:
 * @id: a #CorId
 *
 * Returns: a hash for #GHashTable
 */
guint
cor_id_hash (gconstpointer id)
{
  const CorId *self = id;
  guint32 words[4];

  memcpy (words, self->bytes, sizeof words);

  return words[0] ^ (words[1] * 31u) ^ (words[2] * 131u) ^ (words[3] * 2654435761u);
}

/**
 * cor_id_equal:
 * @a: a #CorId
 * @b: another
 *
 * Returns: whether they are the same, for #GHashTable
 */
gboolean
cor_id_equal (gconstpointer a, gconstpointer b)
{
  return cor_id_compare (a, b) == 0;
}
