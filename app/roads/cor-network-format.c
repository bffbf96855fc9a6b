/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-format.h"

#include <string.h>

static guint64
load_word (const guint8 *bytes)
{
  guint64 word;

  memcpy (&word, bytes, sizeof word);

  return word;
}

static guint64
stir (guint64 lane, guint64 word)
{
  lane ^= word;
  lane *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return lane ^ (lane >> 29);
}

/**
 * cor_network_format_check:
 * @bytes: the bytes of a section
 * @n_bytes: how many
 *
 * A quick check that finds damage, not intent. Four lanes keep the multiplier busy.
 *
 * Returns: the check
 */
guint64
cor_network_format_check (const void *bytes, gsize n_bytes)
{
  const guint8 *at = bytes;
  guint64 lanes[4] = { 1, 2, 3, 4 };
  guint64 result = n_bytes;
  gsize left = n_bytes;

  for (; left >= 32; left -= 32, at += 32)
    {
      for (guint i = 0; i < 4; i++)
        lanes[i] = stir (lanes[i], load_word (at + 8 * i));
    }
  for (guint i = 0; i < 4; i++)
    result = stir (result, lanes[i]);
  for (; left > 0; left--, at++)
    result = stir (result, *at);

  return result;
}

/**
 * cor_network_format_checksum:
 * @table: the table of sections
 * @n_sections: how many
 * @digest: (out caller-allocates): takes 32 bytes
 *
 * The SHA-256 that names a network.
 */
void
cor_network_format_checksum (const CorNetworkSection *table, guint n_sections, guint8 *digest)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint32 version = COR_NETWORK_VERSION;
  gsize n_digest = 32;

  g_checksum_update (checksum, (const guchar *) &version, sizeof version);
  g_checksum_update (checksum, (const guchar *) table, n_sections * sizeof *table);
  g_checksum_get_digest (checksum, digest, &n_digest);
}

static guint64
align (guint64 offset)
{
  return (offset + COR_NETWORK_ALIGNMENT - 1) / COR_NETWORK_ALIGNMENT * COR_NETWORK_ALIGNMENT;
}

static guint64
lay_out (const CorSectionInput *inputs, guint n_inputs, CorNetworkSection *table)
{
  guint64 offset = sizeof (CorNetworkHeader) + n_inputs * sizeof (CorNetworkSection);

  for (guint i = 0; i < n_inputs; i++)
    {
      gsize n_bytes = inputs[i].element_size * inputs[i].count;

      offset = align (offset);
      table[i] =
          (CorNetworkSection){ .id = inputs[i].id,
                               .element_size = inputs[i].element_size,
                               .offset = offset,
                               .count = inputs[i].count,
                               .check = cor_network_format_check (inputs[i].records, n_bytes) };
      offset += n_bytes;
    }

  return offset;
}

/**
 * cor_network_format_assemble:
 * @inputs: (array length=n_inputs): the sections
 * @n_inputs: how many, at most %COR_NETWORK_MAX_SECTIONS
 *
 * Puts the sections together as they lie in a file.
 *
 * Returns: (transfer full): the bytes of the file
 */
GBytes *
cor_network_format_assemble (const CorSectionInput *inputs, guint n_inputs)
{
  CorNetworkSection table[COR_NETWORK_MAX_SECTIONS] = { 0 };
  CorNetworkHeader header = { .version = COR_NETWORK_VERSION, .n_sections = n_inputs };
  guint8 *bytes;

  g_return_val_if_fail (n_inputs <= COR_NETWORK_MAX_SECTIONS, NULL);

  memcpy (header.magic, COR_NETWORK_MAGIC, sizeof header.magic);
  header.n_bytes = lay_out (inputs, n_inputs, table);
  cor_network_format_checksum (table, n_inputs, header.checksum);

  bytes = g_malloc0 (header.n_bytes);
  memcpy (bytes, &header, sizeof header);
  memcpy (bytes + sizeof header, table, n_inputs * sizeof *table);
  for (guint i = 0; i < n_inputs; i++)
    {
      if (inputs[i].count > 0)
        memcpy (bytes + table[i].offset, inputs[i].records,
                inputs[i].element_size * inputs[i].count);
    }

  return g_bytes_new_take (bytes, header.n_bytes);
}
