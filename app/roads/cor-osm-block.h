/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-reader.h"

G_BEGIN_DECLS

/**
 * CorOsmBlockKinds:
 * @COR_OSM_BLOCK_NODES: there are nodes in it
 * @COR_OSM_BLOCK_WAYS: there are ways in it
 * @COR_OSM_BLOCK_RELATIONS: there are relations in it
 *
 * What a block of an extract holds.
 */
typedef enum
{
  COR_OSM_BLOCK_NODES = 1 << COR_OSM_NODE,
  COR_OSM_BLOCK_WAYS = 1 << COR_OSM_WAY,
  COR_OSM_BLOCK_RELATIONS = 1 << COR_OSM_RELATION
} CorOsmBlockKinds;

/**
 * CorOsmBlockReader:
 *
 * Reads unpacked blocks of an extract in PBF, one after the other.
 */
typedef struct _CorOsmBlockReader CorOsmBlockReader;

CorOsmBlockReader *
cor_osm_block_reader_new (const CorOsmHandler *handler) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_block_reader_free (CorOsmBlockReader *self);
gboolean cor_osm_block_reader_read (CorOsmBlockReader *self, const guint8 *bytes, gsize n_bytes);
CorOsmBlockKinds cor_osm_block_find_kinds (const guint8 *bytes, gsize n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmBlockReader, cor_osm_block_reader_free)

G_END_DECLS
