/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "cor-geo.h"
#include "cor-language.h"

G_BEGIN_DECLS

/**
 * COR_ROAD_NONE:
 *
 * What stands for no node, no leg, no arc or no road.
 */
#define COR_ROAD_NONE G_MAXUINT32

/**
 * COR_TRAVEL_UNREACHABLE:
 *
 * The travel time, in milliseconds, and the distance, in metres, to what cannot be reached.
 */
#define COR_TRAVEL_UNREACHABLE 0x7fffffffu

/**
 * CorRoadVehicle:
 * @COR_ROAD_VEHICLE_CAR: private cars
 * @COR_ROAD_VEHICLE_COACH: coaches and heavy vehicles
 * @COR_N_ROAD_VEHICLES: how many there are
 *
 * What drives along the road; each has travel times of its own.
 */
typedef enum
{
  COR_ROAD_VEHICLE_CAR,
  COR_ROAD_VEHICLE_COACH,
  COR_N_ROAD_VEHICLES
} CorRoadVehicle;

/**
 * CorRoadClass:
 *
 * What kind of road a leg is, the most important first.
 */
typedef enum
{
  COR_ROAD_CLASS_MOTORWAY,
  COR_ROAD_CLASS_TRUNK,
  COR_ROAD_CLASS_PRIMARY,
  COR_ROAD_CLASS_SECONDARY,
  COR_ROAD_CLASS_TERTIARY,
  COR_ROAD_CLASS_UNCLASSIFIED,
  COR_ROAD_CLASS_RESIDENTIAL,
  COR_ROAD_CLASS_SERVICE,
  COR_ROAD_CLASS_TRACK,
  COR_ROAD_CLASS_FERRY,
  COR_N_ROAD_CLASSES
} CorRoadClass;

/**
 * CorLegFlags:
 * @COR_LEG_BRIDGE: runs over a bridge (or dam) that crosses water
 * @COR_LEG_FERRY: is a ferry
 * @COR_LEG_TRANSIT: runs through a third country
 * @COR_LEG_TUNNEL: runs through a tunnel
 * @COR_LEG_FORD: runs through a ford
 * @COR_LEG_BORDER: leads over the state border
 * @COR_LEG_LAST_RESORT: a track or a service road, only for want of better
 * @COR_LEG_ROUNDABOUT: is part of a roundabout
 *
 * What an officer wants to know about a leg.
 */
typedef enum
{
  COR_LEG_BRIDGE = 1 << 0,
  COR_LEG_FERRY = 1 << 1,
  COR_LEG_TRANSIT = 1 << 2,
  COR_LEG_TUNNEL = 1 << 3,
  COR_LEG_FORD = 1 << 4,
  COR_LEG_BORDER = 1 << 5,
  COR_LEG_LAST_RESORT = 1 << 6,
  COR_LEG_ROUNDABOUT = 1 << 7
} CorLegFlags;

/**
 * CorLeg:
 * @from_node: where the leg begins
 * @to_node: where it ends
 * @length_m: its length along the road, in metres
 * @road: which road it belongs to, for cor_network_get_road_number ()
 * @road_class: its class
 * @flags: what is special about it
 * @n_lanes: lanes in both directions together, 0 when not known
 * @confidence_percent: how sure the source is of the leg, 0 to 100
 * @country: ISO 3166 code of the country it runs in, "" when not known
 *
 * A piece of road between two junctions or settlements. One leg is one arc, or two when it may be
 * driven in both directions.
 */
typedef struct
{
  guint32 from_node;
  guint32 to_node;
  guint32 length_m;
  guint32 road;
  CorRoadClass road_class;
  CorLegFlags flags;
  guint n_lanes;
  guint confidence_percent;
  char country[3];
} CorLeg;

/**
 * CorNetwork:
 *
 * A road network: nodes, legs between them, and one or two directed arcs a leg. It never changes
 * once made, so any number of threads may read it.
 */
typedef struct _CorNetwork CorNetwork;

CorNetwork *cor_network_new_from_tables (const char *nodes_path,
                                         const char *legs_path,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_network_new_from_bytes (GBytes *bytes,
                                        const char *name,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
CorNetwork *cor_network_new_from_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean cor_network_write_file (CorNetwork *self, const char *path, GError **error);
CorNetwork *cor_network_ref (CorNetwork *self);
void cor_network_unref (CorNetwork *self);

const char *cor_network_get_checksum (CorNetwork *self);
const char *cor_network_get_source (CorNetwork *self);
const char *cor_network_get_attribution (CorNetwork *self);
gint64 cor_network_get_source_utc_s (CorNetwork *self);
guint cor_network_get_n_nodes (CorNetwork *self);
guint cor_network_get_n_legs (CorNetwork *self);
guint cor_network_get_n_arcs (CorNetwork *self);
guint cor_network_get_n_mainland_nodes (CorNetwork *self);
guint cor_network_get_n_vehicle_mainland_nodes (CorNetwork *self, CorRoadVehicle vehicle);
guint cor_network_count_islands (CorNetwork *self);
void cor_network_get_bounds (CorNetwork *self, CorBounds *bounds);

CorPosition cor_network_get_node_position (CorNetwork *self, guint32 node);
gboolean cor_network_get_node_is_mainland (CorNetwork *self, guint32 node);
gboolean
cor_network_get_node_is_vehicle_mainland (CorNetwork *self, guint32 node, CorRoadVehicle vehicle);
gboolean cor_network_get_node_is_settlement (CorNetwork *self, guint32 node);
guint32 cor_network_get_node_place_number (CorNetwork *self, guint32 node);
const char *cor_network_get_node_key (CorNetwork *self, guint32 node);
const char *cor_network_get_node_crossing (CorNetwork *self, guint32 node);
const char *cor_network_get_node_name (CorNetwork *self, guint32 node, CorLanguage language);
guint32 cor_network_find_node_by_key (CorNetwork *self, const char *key);
guint32 cor_network_find_node_by_crossing (CorNetwork *self, const char *crossing);
guint32 cor_network_find_node_by_place (CorNetwork *self, guint32 place_number);

void cor_network_get_leg (CorNetwork *self, guint32 leg, CorLeg *described);
guint cor_network_get_leg_n_points (CorNetwork *self, guint32 leg);
CorPosition cor_network_get_leg_point (CorNetwork *self, guint32 leg, guint point);
const char *cor_network_get_road_number (CorNetwork *self, guint32 road);
const char *cor_network_get_road_name (CorNetwork *self, guint32 road, CorLanguage language);

guint32 cor_network_get_arc_tail (CorNetwork *self, guint32 arc);
guint32 cor_network_get_arc_head (CorNetwork *self, guint32 arc);
guint32 cor_network_get_arc_leg (CorNetwork *self, guint32 arc);
gboolean cor_network_get_arc_is_backward (CorNetwork *self, guint32 arc);
guint32 cor_network_get_arc_time_ms (CorNetwork *self, guint32 arc, CorRoadVehicle vehicle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorNetwork, cor_network_unref)

G_END_DECLS
