/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-builder.h"
#include "cor-osm-countries.h"
#include "cor-osm-profile.h"

G_BEGIN_DECLS

/**
 * CorOsmWay:
 * @id: its OpenStreetMap id
 * @first: where its nodes begin
 * @n: how many
 * @road_index: as cor_network_builder_add_road () gave it
 * @country: ISO 3166 code of the country it is in, "" when not known
 * @road: what a convoy makes of it
 *
 * A way that is driven.
 */
typedef struct
{
  gint64 id;
  guint32 first;
  guint32 n;
  guint32 road_index;
  char country[3];
  CorOsmRoad road;
} CorOsmWay;

/**
 * CorOsmNode:
 * @point: where it is
 * @is_known: whether the extract holds it
 * @is_junction: whether ways meet or end here
 * @is_crossroads: whether more than two roads meet here
 * @barrier: what else stops a convoy here
 *
 * A node of a way that is driven.
 */
typedef struct
{
  CorNetworkPoint point;
  CorOsmBarrier barrier;
  guint8 is_known;
  guint8 is_junction;
  guint8 is_crossroads;
} CorOsmNode;

/**
 * CorOsmLegs:
 *
 * Cuts ways into pieces between junctions, and joins pieces again where nothing branches off.
 */
typedef struct _CorOsmLegs CorOsmLegs;

CorOsmLegs *cor_osm_legs_new (const CorOsmWay *ways,
                              gsize n_ways,
                              const guint32 *way_nodes,
                              const CorOsmNode *nodes,
                              const gint64 *node_ids,
                              gsize n_nodes,
                              CorOsmProfile *profile) G_GNUC_WARN_UNUSED_RESULT;
void cor_osm_legs_free (CorOsmLegs *self);
void cor_osm_legs_build (CorOsmLegs *self, CorNetworkBuilder *builder);
const CorPosition *cor_osm_legs_get_positions (CorOsmLegs *self, gsize *n_positions);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorOsmLegs, cor_osm_legs_free)

G_END_DECLS
