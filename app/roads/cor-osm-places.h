/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"
#include "cor-osm-reader.h"

G_BEGIN_DECLS

/**
 * CorOsmPlaces:
 *
 * The settlements of an extract, which give their names to the junctions nearest to them.
 */
typedef struct _CorOsmPlaces CorOsmPlaces;

CorOsmPlaces *cor_osm_places_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_places_free (CorOsmPlaces *self);
void cor_osm_places_take (CorOsmPlaces *self, CorNetworkPoint point, const CorOsmTags *tags);
void cor_osm_places_attach (CorOsmPlaces *self,
                            CorNetworkBuilder *builder,
                            const CorPosition *nodes,
                            gsize n_nodes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmPlaces, cor_osm_places_free)

G_END_DECLS
