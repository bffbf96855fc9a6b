/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-hours.h"
#include "cor-network-import.h"
#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorNewLeg:
 * @leg: what cor_network_get_leg () will tell of it; @leg.road as cor_network_builder_add_road ()
 *   gave it, or %COR_ROAD_NONE
 * @forward_ms: travel times from its first node to its last, %COR_TRAVEL_UNREACHABLE when it may
 *   not be driven so
 * @backward_ms: the same the other way
 * @points: (array length=n_points) (nullable): bends between the two nodes
 * @n_points: how many
 * @way: the OpenStreetMap way it comes from, or 0
 *
 * A leg to be added.
 */
typedef struct
{
  CorLeg leg;
  guint32 forward_ms[COR_N_ROAD_VEHICLES];
  guint32 backward_ms[COR_N_ROAD_VEHICLES];
  const CorPosition *points;
  gsize n_points;
  gint64 way;
} CorNewLeg;

/**
 * CorNewPlace:
 * @key: (nullable): the source's id of the node
 * @place_number: gazetteer number, 0 for none
 * @crossing: (nullable): key of the border crossing here
 * @is_settlement: whether people live here, rather than it being a mere junction
 * @name_uk: (nullable): Ukrainian name
 * @name_en: (nullable): English name
 * @name_he: (nullable): Hebrew name
 *
 * What is known of a node beside its position.
 */
typedef struct
{
  const char *key;
  guint32 place_number;
  const char *crossing;
  gboolean is_settlement;
  const char *name_uk;
  const char *name_en;
  const char *name_he;
} CorNewPlace;

/**
 * CorNetworkBuilder:
 *
 * Takes nodes and legs in any order and makes the bytes of a network of them.
 */
typedef struct _CorNetworkBuilder CorNetworkBuilder;

CorNetworkBuilder *cor_network_builder_new (const char *source,
                                            const char *attribution,
                                            gint64 source_utc_s) G_GNUC_WARN_UNUSED_RESULT;
void cor_network_builder_free (CorNetworkBuilder *self);

void cor_network_builder_set_source_utc_s (CorNetworkBuilder *self, gint64 source_utc_s);
guint32 cor_network_builder_add_node (CorNetworkBuilder *self, CorPosition position, gint64 osm);
void
cor_network_builder_add_place (CorNetworkBuilder *self, guint32 node, const CorNewPlace *place);
guint32 cor_network_builder_add_road (CorNetworkBuilder *self,
                                      const char *number,
                                      const char *name_uk,
                                      const char *name_en,
                                      const char *name_he);
guint32 cor_network_builder_add_leg (CorNetworkBuilder *self, const CorNewLeg *leg);
guint cor_network_builder_get_n_legs (CorNetworkBuilder *self);
guint32 cor_network_builder_find_arc (CorNetworkBuilder *self, guint32 leg, gboolean backward);
guint32 cor_network_builder_get_arc_tail (CorNetworkBuilder *self, guint32 arc);
guint32 cor_network_builder_get_arc_head (CorNetworkBuilder *self, guint32 arc);
guint32 cor_network_builder_add_copy (CorNetworkBuilder *self, guint32 node);
guint32 cor_network_builder_add_turn (CorNetworkBuilder *self, guint32 copy, guint32 arc);
void cor_network_builder_lead_to (CorNetworkBuilder *self, guint32 arc, guint32 copy);
void cor_network_builder_close_arc (CorNetworkBuilder *self, guint32 arc, CorRoadVehicle vehicle);
void cor_network_builder_close_arc_at (CorNetworkBuilder *self,
                                       guint32 arc,
                                       CorRoadVehicle vehicle,
                                       const CorWeekWindow *windows,
                                       gsize n_windows);
void cor_network_builder_set_count (CorNetworkBuilder *self, CorImportCount count, guint n);
void cor_network_builder_set_ordered (CorNetworkBuilder *self, gboolean is_ordered);
GBytes *cor_network_builder_finish (CorNetworkBuilder *self,
                                    CorProgress *progress,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorNetworkBuilder, cor_network_builder_free)

G_END_DECLS
