/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The blobs of an extract in PBF: https://wiki.openstreetmap.org/wiki/PBF_Format */

#define COR_OSM_MAX_BLOB_BYTES (32u << 20)

/**
 * CorOsmBlobType:
 * @COR_OSM_BLOB_HEADER: says what the file needs, and its date
 * @COR_OSM_BLOB_BLOCK: holds nodes, ways and relations
 * @COR_OSM_BLOB_OTHER: to be passed over
 *
 * What a blob is.
 */
typedef enum
{
  COR_OSM_BLOB_HEADER,
  COR_OSM_BLOB_BLOCK,
  COR_OSM_BLOB_OTHER
} CorOsmBlobType;

/**
 * CorOsmBlob:
 * @type: what it is
 * @kinds: what it holds, where that is known: #CorOsmBlockKinds
 * @bytes: where it lies in the file, packed
 * @n_bytes: how long it is there
 *
 * A blob of a file.
 */
typedef struct
{
  CorOsmBlobType type;
  guint kinds;
  const guint8 *bytes;
  gsize n_bytes;
} CorOsmBlob;

GArray *
cor_osm_blobs_list (GBytes *file, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean cor_osm_blob_unpack (const CorOsmBlob *blob,
                              const char *name,
                              GByteArray *buffer,
                              const guint8 **bytes,
                              gsize *n_bytes,
                              GError **error);

G_END_DECLS
