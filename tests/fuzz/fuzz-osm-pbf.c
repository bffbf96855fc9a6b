/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cor-fuzz.h"
#include "cor-osm-import.h"
#include "cor-osm-reader.h"

/* Takes any bytes for an OpenStreetMap extract in PBF: the whole file, and, so that changes within
 * a packed block are tried too, a bare block behind a sound header. */

static void
import (GBytes *bytes)
{
  g_autoptr (CorNetwork) network = cor_osm_import_bytes (bytes, "fuzz", NULL, NULL);

  if (network != NULL && cor_fuzz_is_chosen (network))
    cor_fuzz_ask_network (network);
}

/* Always five bytes, so that what is before has a length, too. */
static void
append_length (GByteArray *file, gsize length)
{
  for (guint i = 0; i < 5; i++)
    {
      guint8 byte = (length >> 7 * i & 127) | (i < 4 ? 128 : 0);

      g_byte_array_append (file, &byte, 1);
    }
}

/* Bytes that begin with "block" are taken for a block, and get a file around them. */
static GBytes *
wrap_block (const uint8_t *data, size_t size)
{
  static const guint8 header[] = { 0,   0,   0,   13,  10,  9,  79, 83, 77, 72, 101, 97,
                                   100, 101, 114, 24,  18,  10, 16, 34, 14, 79, 115, 109,
                                   83,  99,  104, 101, 109, 97, 45, 86, 48, 46, 54 };
  static const guint8 blob[] = { 0, 0, 0, 15, 10, 7, 79, 83, 77, 68, 97, 116, 97, 24 };
  static const guint8 bare = 10;
  GByteArray *file = g_byte_array_new ();

  g_byte_array_append (file, header, sizeof header);
  g_byte_array_append (file, blob, sizeof blob);
  append_length (file, size + 6);
  g_byte_array_append (file, &bare, 1);
  append_length (file, size);
  g_byte_array_append (file, data, (guint) size);

  return g_byte_array_free_to_bytes (file);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  gboolean is_block = size > 5 && memcmp (data, "block", 5) == 0;
  g_autoptr (GBytes) bytes = is_block ? wrap_block (data + 5, size - 5) : g_bytes_new (data, size);

  import (bytes);

  return 0;
}
