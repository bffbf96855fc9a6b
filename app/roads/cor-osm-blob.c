/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-blob.h"

#include <lz4.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "cor-error.h"
#include "cor-osm-protobuf.h"

#define MAX_HEADER_BYTES (64u << 10)

static gboolean G_GNUC_PRINTF (3, 4)
    refuse (const char *name, GError **error, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, COR_ERROR, COR_ERROR_CORRUPT, "%s: %s", name, reason);

  return FALSE;
}

static gboolean
is_text (CorOsmBytes bytes, const char *text)
{
  gsize n = strlen (text);

  return (gsize) (bytes.end - bytes.at) == n && memcmp (bytes.at, text, n) == 0;
}

/* Takes one blob with its header off the front of a file. */
static gboolean
take_blob (CorOsmBytes *file, guint index, const char *name, CorOsmBlob *blob, GError **error)
{
  CorOsmBytes length = cor_osm_take_bytes (file, 4);
  CorOsmBytes header, type = { 0 };
  guint64 n_header, n_blob = 0;
  CorOsmField field;

  if (file->is_bad)
    return refuse (name, error, "it is cut off; copy it again");
  n_header = (guint64) length.at[0] << 24 | length.at[1] << 16 | length.at[2] << 8 | length.at[3];
  if (n_header > MAX_HEADER_BYTES && index > 0)
    return refuse (name, error, "block %u is damaged; copy it again", index);
  if (n_header > MAX_HEADER_BYTES)
    return refuse (name, error, "this is no OpenStreetMap extract");
  header = cor_osm_take_bytes (file, n_header);
  while (cor_osm_next_field (&header, &field))
    {
      if (field.number == 1)
        type = field.bytes;
      else if (field.number == 3)
        n_blob = field.value;
    }
  if (index == 0 && !is_text (type, "OSMHeader"))
    return refuse (name, error, "this is no OpenStreetMap extract");
  if (header.is_bad || file->is_bad || n_blob > COR_OSM_MAX_BLOB_BYTES)
    return refuse (name, error, "block %u is damaged; copy it again", index);
  header = cor_osm_take_bytes (file, n_blob);
  if (file->is_bad)
    return refuse (name, error, "it is cut off in block %u; copy it again", index);
  *blob = (CorOsmBlob){ .type = is_text (type, "OSMHeader") ? COR_OSM_BLOB_HEADER
                                : is_text (type, "OSMData") ? COR_OSM_BLOB_BLOCK
                                                            : COR_OSM_BLOB_OTHER,
                        .bytes = header.at,
                        .n_bytes = n_blob };

  return TRUE;
}

/**
 * cor_osm_blobs_list:
 * @file: an extract in PBF
 * @name: what to call it in an error
 * @error: set when it is none, or cut off
 *
 * Lists the blobs of a file without unpacking any.
 *
 * Returns: (transfer full) (element-type CorOsmBlob) (nullable): the blobs, the first one a header;
 *   they lie in @file
 */
GArray *
cor_osm_blobs_list (GBytes *file, const char *name, GError **error)
{
  g_autoptr (GArray) blobs = g_array_new (FALSE, FALSE, sizeof (CorOsmBlob));
  gsize n;
  const guint8 *data = g_bytes_get_data (file, &n);
  CorOsmBytes left = { data, n > 0 ? data + n : data, FALSE };

  if (n == 0)
    {
      refuse (name, error, "it is empty");
      return NULL;
    }
  while (left.at < left.end)
    {
      CorOsmBlob blob;

      if (!take_blob (&left, blobs->len, name, &blob, error))
        return NULL;
      g_array_append_val (blobs, blob);
    }

  return g_steal_pointer (&blobs);
}

/* What unpacks a blob, by the number of the field that it lies in. */
enum
{
  FIELD_BARE = 1,
  FIELD_N_RAW = 2,
  FIELD_ZLIB = 3,
  FIELD_LZMA = 4,
  FIELD_BZIP2 = 5,
  FIELD_LZ4 = 6,
  FIELD_ZSTD = 7
};

static gboolean
inflate_blob (CorOsmBytes packed, guint8 *raw, gsize n_raw)
{
  uLongf n = (uLongf) n_raw;

  return uncompress (raw, &n, packed.at, (uLong) (packed.end - packed.at)) == Z_OK && n == n_raw;
}

static gboolean
unpack_into (guint32 how, CorOsmBytes packed, guint8 *raw, gsize n_raw)
{
  switch (how)
    {
    case FIELD_ZLIB:
      return inflate_blob (packed, raw, n_raw);
    case FIELD_LZ4:
      return LZ4_decompress_safe ((const char *) packed.at, (char *) raw,
                                  (int) (packed.end - packed.at), (int) n_raw) == (int) n_raw;
    default:
      return ZSTD_decompress (raw, n_raw, packed.at, (size_t) (packed.end - packed.at)) == n_raw;
    }
}

static gboolean
refuse_packing (const char *name, guint32 how, GError **error)
{
  g_set_error (error, COR_ERROR, COR_ERROR_UNSUPPORTED,
               "%s: it is packed by %s, which this program does not read; pack it by zlib, as with "
               "“osmium cat FILE -o OTHER.osm.pbf”",
               name, how == FIELD_LZMA ? "LZMA" : "bzip2");

  return FALSE;
}

/**
 * cor_osm_blob_unpack:
 * @blob: a blob
 * @name: what to call its file in an error
 * @buffer: somewhere to unpack it
 * @bytes: (out): what is in it; in @buffer, or in the file where it was not packed
 * @n_bytes: (out): how long that is
 * @error: set when it is damaged, or packed in a way that nobody writes any more
 *
 * Unpacks a blob: bare, or packed by zlib, LZ4 or Zstandard. Any thread may do so.
 *
 * Returns: %TRUE if it was unpacked
 */
gboolean
cor_osm_blob_unpack (const CorOsmBlob *blob,
                     const char *name,
                     GByteArray *buffer,
                     const guint8 **bytes,
                     gsize *n_bytes,
                     GError **error)
{
  CorOsmBytes left = { blob->bytes, blob->bytes + blob->n_bytes, FALSE };
  CorOsmBytes packed = { 0 };
  guint64 n_raw = 0;
  guint32 how = 0;
  CorOsmField field;

  while (cor_osm_next_field (&left, &field))
    {
      if (field.number == FIELD_N_RAW)
        n_raw = field.value;
      else if (field.number == FIELD_LZMA || field.number == FIELD_BZIP2)
        return refuse_packing (name, field.number, error);
      else if (field.number == FIELD_BARE ||
               (field.number >= FIELD_ZLIB && field.number <= FIELD_ZSTD))
        {
          how = field.number;
          packed = field.bytes;
        }
    }
  *bytes = packed.at;
  *n_bytes = (gsize) (packed.end - packed.at);
  if (left.is_bad || n_raw > COR_OSM_MAX_BLOB_BYTES)
    return refuse (name, error, "a block is damaged; copy it again");
  if (how == 0 || how == FIELD_BARE)
    return TRUE;
  g_byte_array_set_size (buffer, (guint) n_raw + 1);
  if (packed.at == NULL || !unpack_into (how, packed, buffer->data, n_raw))
    return refuse (name, error, "a block cannot be unpacked; copy it again");
  *bytes = buffer->data;
  *n_bytes = n_raw;

  return TRUE;
}
