/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-format.h"
#include "cor-network.h"

G_BEGIN_DECLS

/* The arrays lie in the bytes; the hot loops of this layer read them directly. */
struct _CorNetwork
{
  gatomicrefcount n_refs;
  GBytes *bytes;
  char checksum[65];
  CorBounds bounds;

  guint32 n_nodes;
  guint32 n_legs;
  guint32 n_arcs;
  guint32 n_roads;
  guint32 n_places;
  guint32 n_points;
  guint32 n_mainland_nodes;
  gsize n_strings;
  gsize n_grid_legs;
  guint32 n_up_arcs;
  guint32 n_copies;
  guint32 n_hours;
  guint32 n_windows;
  guint32 n_counts;

  const CorNetworkOrigin *origin;
  const char *strings;
  const CorNetworkPoint *node_point;
  const guint8 *node_flags;
  const guint32 *first_out;
  const guint32 *arc_tail;
  const guint32 *arc_head;
  const guint32 *arc_leg;
  const guint32 *arc_time_ms[COR_N_ROAD_VEHICLES];
  const guint32 *first_in;
  const guint32 *in_arc;
  const CorNetworkLeg *leg;
  const guint32 *first_point;
  const CorNetworkPoint *point;
  const CorNetworkRoad *road;
  const CorNetworkPlace *place;
  const CorNetworkGrid *grid;
  const guint32 *grid_first;
  const guint32 *grid_leg;
  const gint64 *leg_way;
  const gint64 *node_osm;
  const guint32 *leg_by_way; /* legs, sorted by leg_way */
  const guint32 *cch_parent;
  const guint32 *cch_first_up;
  const guint32 *cch_up_head;
  const guint32 *cch_first_down;
  const CorNetworkDown *cch_down;
  const CorNetworkCopy *copy;    /* by copy */
  const CorNetworkCopy *copy_of; /* by node */
  const CorNetworkHours *hours;  /* by arc */
  const CorWeekWindow *window;
  const guint32 *count; /* by CorImportCount */
};

static inline CorPosition
cor_network_point_to_position (CorNetworkPoint point)
{
  return (CorPosition){ point.lat_e7 / COR_NETWORK_PER_DEGREE,
                        point.lon_e7 / COR_NETWORK_PER_DEGREE };
}

static inline CorNetworkPoint
cor_network_point_from_position (CorPosition position)
{
  double lat_e7 = position.lat_deg * COR_NETWORK_PER_DEGREE;
  double lon_e7 = position.lon_deg * COR_NETWORK_PER_DEGREE;

  return (CorNetworkPoint){ (gint32) (lat_e7 < 0 ? lat_e7 - 0.5 : lat_e7 + 0.5),
                            (gint32) (lon_e7 < 0 ? lon_e7 - 0.5 : lon_e7 + 0.5) };
}

/* Arcs name their leg and, in the lowest bit, whether they run against it. */
static inline guint32
cor_network_arc_leg (const CorNetwork *self, guint32 arc)
{
  return self->arc_leg[arc] >> 1;
}

static inline gboolean
cor_network_arc_is_backward (const CorNetwork *self, guint32 arc)
{
  return self->arc_leg[arc] & 1;
}

/* Whether a vehicle reaches a node from most of the network, and comes back from it. */
static inline gboolean
cor_network_node_is_mainland (const CorNetwork *self, guint32 node, CorRoadVehicle vehicle)
{
  guint8 flag = vehicle == COR_ROAD_VEHICLE_COACH && self->origin->n_coach_mainland_nodes > 0
                    ? COR_NODE_COACH_MAINLAND
                    : COR_NODE_MAINLAND;

  return (self->node_flags[node] & flag) != 0;
}

/* The upward arc from @low to @high, or none. */
static inline guint32
cor_network_find_up (const CorNetwork *self, guint32 low, guint32 high)
{
  guint32 begin = self->cch_first_up[low];
  guint32 end = self->cch_first_up[low + 1];

  while (end - begin > 8)
    {
      guint32 middle = begin + (end - begin) / 2;

      if (self->cch_up_head[middle] > high)
        begin = middle + 1;
      else
        end = middle + 1;
    }
  for (; begin < end; begin++)
    {
      if (self->cch_up_head[begin] == high)
        return begin;
    }

  return COR_ROAD_NONE;
}

CorNetwork *cor_network_read (GBytes *bytes, const char *name, gboolean is_checked, GError **error);
/* The junction that a node is, or is a copy of. */
static inline guint32
cor_network_base_node (const CorNetwork *self, guint32 node)
{
  guint32 low = 0;
  guint32 high = self->n_copies;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->copy[middle].copy < node)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_copies && self->copy[low].copy == node ? self->copy[low].node : node;
}

guint cor_network_list_copies (const CorNetwork *self, guint32 node, guint32 *nodes);
guint cor_network_list_arcs (const CorNetwork *self, guint32 leg, gboolean backward, guint32 *arcs);
guint32 cor_network_find_arc (const CorNetwork *self, guint32 leg, gboolean backward);
const CorNetworkPlace *cor_network_find_place (const CorNetwork *self, guint32 node);

G_END_DECLS
