/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-fuzz.h"
#include "cor-network-format.h"

/* Takes any bytes for a network file. */

/* Makes the checksums right, so that what the reader makes of the contents is tried and not only
 * whether it notices that they changed. One bit of the first byte that is left over says whether.
 */
static GBytes *
mend (const uint8_t *data, size_t size)
{
  guint8 *copy = g_malloc0 (MAX (size, 1));
  CorNetworkHeader header;

  memcpy (copy, data, size);
  if (size >= sizeof header && memcmp (copy, COR_NETWORK_MAGIC, 8) == 0 && (copy[24] & 1) == 0)
    {
      CorNetworkSection *table = (CorNetworkSection *) (copy + sizeof header);

      memcpy (&header, copy, sizeof header);
      header.version = COR_NETWORK_VERSION;
      header.n_bytes = size;
      header.n_sections = (guint32) MIN (header.n_sections, (size - sizeof header) / sizeof *table);
      header.n_sections = MIN (header.n_sections, COR_NETWORK_MAX_SECTIONS);
      for (guint i = 0; i < header.n_sections; i++)
        {
          guint64 n_bytes = table[i].count * table[i].element_size;

          if (table[i].offset <= size && table[i].count <= size &&
              n_bytes <= size - table[i].offset)
            table[i].check = cor_network_format_check (copy + table[i].offset, n_bytes);
        }
      cor_network_format_checksum (table, header.n_sections, header.checksum);
      memcpy (copy, &header, sizeof header);
    }

  return g_bytes_new_take (copy, size);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = mend (data, size);
  g_autoptr (CorNetwork) network = cor_network_new_from_bytes (bytes, "fuzz", NULL);

  if (network != NULL)
    cor_fuzz_ask_network (network);

  return 0;
}
