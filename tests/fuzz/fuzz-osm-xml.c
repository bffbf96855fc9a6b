/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fuzz.h"
#include "cor-osm-import.h"

/* Takes any bytes for an OpenStreetMap extract in XML, bare or packed by gzip. */

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (CorNetwork) network = cor_osm_import_bytes (bytes, "fuzz", NULL, NULL);

  if (network != NULL && cor_fuzz_is_chosen (network))
    cor_fuzz_ask_network (network);

  return 0;
}
