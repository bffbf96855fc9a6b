/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network.h"

#include <string.h>

#include "cor-components.h"
#include "cor-network-private.h"

/**
 * cor_network_ref:
 * @self: a network
 *
 * Returns: (transfer full): the same network, counted once more
 */
CorNetwork *
cor_network_ref (CorNetwork *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * cor_network_unref:
 * @self: (transfer full): a network
 *
 * Gives back one reference.
 */
void
cor_network_unref (CorNetwork *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * cor_network_get_checksum:
 * @self: a network
 *
 * Returns: (transfer none): what names this network: equal for equal bytes, 64 hexadecimal digits
 */
const char *
cor_network_get_checksum (CorNetwork *self)
{
  return self->checksum;
}

/**
 * cor_network_get_source:
 * @self: a network
 *
 * Returns: (transfer none): what it was made from, for an officer to read
 */
const char *
cor_network_get_source (CorNetwork *self)
{
  return self->strings + self->origin->source;
}

/**
 * cor_network_get_attribution:
 * @self: a network
 *
 * Returns: (transfer none): whom to credit where its roads are shown
 */
const char *
cor_network_get_attribution (CorNetwork *self)
{
  return self->strings + self->origin->attribution;
}

/**
 * cor_network_get_source_utc_s:
 * @self: a network
 *
 * Returns: date of the source, 0 when not known
 */
gint64
cor_network_get_source_utc_s (CorNetwork *self)
{
  return self->origin->source_utc_s;
}

/**
 * cor_network_get_n_nodes:
 * @self: a network
 *
 * Returns: the number of junctions and settlements; they are counted from 0
 */
guint
cor_network_get_n_nodes (CorNetwork *self)
{
  return self->n_nodes;
}

/**
 * cor_network_get_n_legs:
 * @self: a network
 *
 * Returns: the number of legs; they are counted from 0
 */
guint
cor_network_get_n_legs (CorNetwork *self)
{
  return self->n_legs;
}

/**
 * cor_network_get_n_arcs:
 * @self: a network
 *
 * Returns: the number of arcs, that is of legs in each direction they may be driven
 */
guint
cor_network_get_n_arcs (CorNetwork *self)
{
  return self->n_arcs;
}

/**
 * cor_network_get_n_mainland_nodes:
 * @self: a network
 *
 * Returns: the number of nodes from which a car reaches all others of that number, and comes back
 */
guint
cor_network_get_n_mainland_nodes (CorNetwork *self)
{
  return self->n_mainland_nodes;
}

/**
 * cor_network_get_n_vehicle_mainland_nodes:
 * @self: a network
 * @vehicle: what drives
 *
 * Returns: the number of nodes from which that vehicle reaches all others of that number, and comes
 *   back; in a network file of an older make, that of all vehicles together
 */
guint
cor_network_get_n_vehicle_mainland_nodes (CorNetwork *self, CorRoadVehicle vehicle)
{
  guint32 n_coach_nodes = self->origin->n_coach_mainland_nodes;

  return vehicle == COR_ROAD_VEHICLE_COACH && n_coach_nodes > 0 ? n_coach_nodes
                                                                : self->n_mainland_nodes;
}

/**
 * cor_network_count_islands:
 * @self: a network
 *
 * Counts the parts beside the mainland from which it is not reached, or which are not reached from
 * it. It looks at the whole network.
 *
 * Returns: how many
 */
guint
cor_network_count_islands (CorNetwork *self)
{
  g_autofree guint32 *component =
      cor_components_find (self->n_nodes, self->first_out, self->arc_head);
  guint n_components = 0;

  for (guint32 node = 0; node < self->n_nodes; node++)
    n_components = MAX (n_components, component[node] + 1);

  return n_components > 0 ? n_components - 1 : 0;
}

/**
 * cor_network_get_bounds:
 * @self: a network
 * @bounds: (out caller-allocates): the box around its nodes
 */
void
cor_network_get_bounds (CorNetwork *self, CorBounds *bounds)
{
  *bounds = self->bounds;
}

/**
 * cor_network_get_node_position:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: where it is
 */
CorPosition
cor_network_get_node_position (CorNetwork *self, guint32 node)
{
  g_return_val_if_fail (node < self->n_nodes, ((CorPosition){ 0, 0 }));

  return cor_network_point_to_position (self->node_point[node]);
}

/**
 * cor_network_get_node_is_mainland:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: whether a car reaches it from most of the network, and comes back
 */
gboolean
cor_network_get_node_is_mainland (CorNetwork *self, guint32 node)
{
  return cor_network_get_node_is_vehicle_mainland (self, node, COR_ROAD_VEHICLE_CAR);
}

/**
 * cor_network_get_node_is_vehicle_mainland:
 * @self: a network
 * @node: one of its nodes
 * @vehicle: what drives
 *
 * Returns: whether that vehicle reaches it from most of the network, and comes back
 */
gboolean
cor_network_get_node_is_vehicle_mainland (CorNetwork *self, guint32 node, CorRoadVehicle vehicle)
{
  g_return_val_if_fail (node < self->n_nodes, FALSE);

  return cor_network_node_is_mainland (self, node, vehicle);
}

/**
 * cor_network_get_node_is_settlement:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: whether it stands for a settlement, rather than for a mere junction
 */
gboolean
cor_network_get_node_is_settlement (CorNetwork *self, guint32 node)
{
  g_return_val_if_fail (node < self->n_nodes, FALSE);

  return (self->node_flags[node] & COR_NODE_SETTLEMENT) != 0;
}

/**
 * cor_network_find_place:
 * @self: a network
 * @node: a node
 *
 * Returns: (transfer none) (nullable): the place that stands there
 */
const CorNetworkPlace *
cor_network_find_place (const CorNetwork *self, guint32 node)
{
  guint32 low = 0;
  guint32 high = self->n_places;

  /* In the built-in network every node is a place. */
  if (node < high && self->place[node].node == node)
    return &self->place[node];
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->place[middle].node < node)
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->n_places && self->place[low].node == node ? &self->place[low] : NULL;
}

/**
 * cor_network_get_node_place_number:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: the gazetteer's number of the settlement here, 0 for none
 */
guint32
cor_network_get_node_place_number (CorNetwork *self, guint32 node)
{
  const CorNetworkPlace *place = cor_network_find_place (self, node);

  return place != NULL ? place->place_number : 0;
}

/**
 * cor_network_get_node_key:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: (transfer none): the source's id of the node, "" for none
 */
const char *
cor_network_get_node_key (CorNetwork *self, guint32 node)
{
  const CorNetworkPlace *place = cor_network_find_place (self, node);

  return place != NULL ? self->strings + place->key : "";
}

/**
 * cor_network_get_node_crossing:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: (transfer none): the key of the border crossing here, "" for none
 */
const char *
cor_network_get_node_crossing (CorNetwork *self, guint32 node)
{
  const CorNetworkPlace *place = cor_network_find_place (self, node);

  return place != NULL ? self->strings + place->crossing : "";
}

static const char *
choose_name (const CorNetwork *self, guint32 uk, guint32 en, guint32 he, CorLanguage language)
{
  guint32 wanted = language == COR_LANGUAGE_EN ? en : language == COR_LANGUAGE_HE ? he : uk;

  if (self->strings[wanted] != '\0')
    return self->strings + wanted;

  return self->strings + (self->strings[en] != '\0' && language == COR_LANGUAGE_HE ? en : uk);
}

/**
 * cor_network_get_node_name:
 * @self: a network
 * @node: one of its nodes
 * @language: the language wanted
 *
 * Returns: (transfer none): its name in @language, or in the next best; "" for none
 */
const char *
cor_network_get_node_name (CorNetwork *self, guint32 node, CorLanguage language)
{
  const CorNetworkPlace *place = cor_network_find_place (self, node);

  if (place == NULL)
    return "";

  return choose_name (self, place->name_uk, place->name_en, place->name_he, language);
}

/**
 * cor_network_find_node_by_key:
 * @self: a network
 * @key: the source's id of a node
 *
 * Returns: the node, or %COR_ROAD_NONE
 */
guint32
cor_network_find_node_by_key (CorNetwork *self, const char *key)
{
  for (guint32 i = 0; i < self->n_places; i++)
    {
      if (strcmp (self->strings + self->place[i].key, key) == 0)
        return self->place[i].node;
    }

  return COR_ROAD_NONE;
}

/**
 * cor_network_find_node_by_crossing:
 * @self: a network
 * @crossing: the key of a border crossing
 *
 * Returns: the node that stands for it, or %COR_ROAD_NONE
 */
guint32
cor_network_find_node_by_crossing (CorNetwork *self, const char *crossing)
{
  for (guint32 i = 0; i < self->n_places && crossing[0] != '\0'; i++)
    {
      if (strcmp (self->strings + self->place[i].crossing, crossing) == 0)
        return self->place[i].node;
    }

  return COR_ROAD_NONE;
}

/**
 * cor_network_find_node_by_place:
 * @self: a network
 * @place_number: the gazetteer's number of a settlement
 *
 * Returns: the first node there, or %COR_ROAD_NONE
 */
guint32
cor_network_find_node_by_place (CorNetwork *self, guint32 place_number)
{
  for (guint32 i = 0; i < self->n_places && place_number != 0; i++)
    {
      if (self->place[i].place_number == place_number)
        return self->place[i].node;
    }

  return COR_ROAD_NONE;
}

/**
 * cor_network_get_leg:
 * @self: a network
 * @leg: one of its legs
 * @described: (out caller-allocates): takes what is known of it
 */
void
cor_network_get_leg (CorNetwork *self, guint32 leg, CorLeg *described)
{
  const CorNetworkLeg *record;

  g_return_if_fail (leg < self->n_legs);

  record = &self->leg[leg];
  *described = (CorLeg){ .from_node = record->from_node,
                         .to_node = record->to_node,
                         .length_m = record->length_m,
                         .road = record->road,
                         .road_class = record->road_class,
                         .flags = record->flags,
                         .n_lanes = record->n_lanes,
                         .confidence_percent = record->confidence_percent,
                         .country = { record->country[0], record->country[1], '\0' } };
}

/**
 * cor_network_get_leg_n_points:
 * @self: a network
 * @leg: one of its legs
 *
 * Returns: the number of points of its line, both ends included, so at least 2
 */
guint
cor_network_get_leg_n_points (CorNetwork *self, guint32 leg)
{
  g_return_val_if_fail (leg < self->n_legs, 0);

  return self->first_point[leg + 1] - self->first_point[leg] + 2;
}

/**
 * cor_network_get_leg_point:
 * @self: a network
 * @leg: one of its legs
 * @point: which point of its line, counted from 0
 *
 * Returns: where it is
 */
CorPosition
cor_network_get_leg_point (CorNetwork *self, guint32 leg, guint point)
{
  guint n_bends = self->first_point[leg + 1] - self->first_point[leg];
  CorNetworkPoint found;

  if (point == 0)
    found = self->node_point[self->leg[leg].from_node];
  else if (point <= n_bends)
    found = self->point[self->first_point[leg] + point - 1];
  else
    found = self->node_point[self->leg[leg].to_node];

  return cor_network_point_to_position (found);
}

/**
 * cor_network_get_road_number:
 * @self: a network
 * @road: one of its roads, or %COR_ROAD_NONE
 *
 * Returns: (transfer none): its number, "" for none
 */
const char *
cor_network_get_road_number (CorNetwork *self, guint32 road)
{
  return road < self->n_roads ? self->strings + self->road[road].number : "";
}

/**
 * cor_network_get_road_name:
 * @self: a network
 * @road: one of its roads, or %COR_ROAD_NONE
 * @language: the language wanted
 *
 * Returns: (transfer none): its name in @language, or in the next best; "" for none
 */
const char *
cor_network_get_road_name (CorNetwork *self, guint32 road, CorLanguage language)
{
  const CorNetworkRoad *record;

  if (road >= self->n_roads)
    return "";
  record = &self->road[road];

  return choose_name (self, record->name_uk, record->name_en, record->name_he, language);
}

/**
 * cor_network_get_arc_tail:
 * @self: a network
 * @arc: one of its arcs
 *
 * Returns: the node it leaves
 */
guint32
cor_network_get_arc_tail (CorNetwork *self, guint32 arc)
{
  g_return_val_if_fail (arc < self->n_arcs, COR_ROAD_NONE);

  return cor_network_base_node (self, self->arc_tail[arc]);
}

/**
 * cor_network_get_arc_head:
 * @self: a network
 * @arc: one of its arcs
 *
 * Returns: the node it leads to
 */
guint32
cor_network_get_arc_head (CorNetwork *self, guint32 arc)
{
  g_return_val_if_fail (arc < self->n_arcs, COR_ROAD_NONE);

  return cor_network_base_node (self, self->arc_head[arc]);
}

/**
 * cor_network_get_arc_leg:
 * @self: a network
 * @arc: one of its arcs
 *
 * Returns: the leg that it drives along
 */
guint32
cor_network_get_arc_leg (CorNetwork *self, guint32 arc)
{
  g_return_val_if_fail (arc < self->n_arcs, COR_ROAD_NONE);

  return cor_network_arc_leg (self, arc);
}

/**
 * cor_network_get_arc_is_backward:
 * @self: a network
 * @arc: one of its arcs
 *
 * Returns: whether it drives its leg from the last point to the first
 */
gboolean
cor_network_get_arc_is_backward (CorNetwork *self, guint32 arc)
{
  g_return_val_if_fail (arc < self->n_arcs, FALSE);

  return cor_network_arc_is_backward (self, arc);
}

/**
 * cor_network_get_arc_time_ms:
 * @self: a network
 * @arc: one of its arcs
 * @vehicle: what drives
 *
 * Returns: the time that driving it takes, or %COR_TRAVEL_UNREACHABLE if @vehicle may not
 */
guint32
cor_network_get_arc_time_ms (CorNetwork *self, guint32 arc, CorRoadVehicle vehicle)
{
  g_return_val_if_fail (arc < self->n_arcs && vehicle < COR_N_ROAD_VEHICLES,
                        COR_TRAVEL_UNREACHABLE);

  return self->arc_time_ms[vehicle][arc];
}

/**
 * cor_network_list_copies:
 * @self: a network
 * @node: a junction
 * @nodes: (array): takes up to COR_NETWORK_MAX_COPIES + 1
 *
 * Lists the junction and its copies.
 *
 * Returns: how many there are
 */
guint
cor_network_list_copies (const CorNetwork *self, guint32 node, guint32 *nodes)
{
  guint32 low = 0;
  guint32 high = self->n_copies;
  guint n = 1;

  nodes[0] = node;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->copy_of[middle].node < node)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->n_copies && self->copy_of[low].node == node; low++)
    nodes[n++] = self->copy_of[low].copy;

  return n;
}

/**
 * cor_network_list_arcs:
 * @self: a network
 * @leg: a leg
 * @backward: whether it is driven against its direction
 * @arcs: (array): takes up to COR_NETWORK_MAX_COPIES + 1
 *
 * Lists all arcs that drive a leg in one direction, as many as the junction it leaves has copies,
 * the one that leaves the junction itself first.
 *
 * Returns: how many there are
 */
guint
cor_network_list_arcs (const CorNetwork *self, guint32 leg, gboolean backward, guint32 *arcs)
{
  guint32 nodes[COR_NETWORK_MAX_COPIES + 1];
  guint n_nodes = cor_network_list_copies (
      self, backward ? self->leg[leg].to_node : self->leg[leg].from_node, nodes);
  guint n_arcs = 0;

  for (guint i = 0; i < n_nodes; i++)
    {
      for (guint32 arc = self->first_out[nodes[i]]; arc < self->first_out[nodes[i] + 1]; arc++)
        {
          if (self->arc_leg[arc] != (leg << 1 | (backward ? 1 : 0)))
            continue;
          arcs[n_arcs++] = arc;
          break;
        }
    }

  return n_arcs;
}

/**
 * cor_network_find_arc:
 * @self: a network
 * @leg: a leg
 * @backward: whether it is driven against its direction
 *
 * Returns: the arc that drives it so, or none
 */
guint32
cor_network_find_arc (const CorNetwork *self, guint32 leg, gboolean backward)
{
  guint32 wanted = leg << 1 | (backward ? 1 : 0);
  guint32 tail = backward ? self->leg[leg].to_node : self->leg[leg].from_node;

  for (guint32 arc = self->first_out[tail]; arc < self->first_out[tail + 1]; arc++)
    {
      if (self->arc_leg[arc] == wanted)
        return arc;
    }

  return COR_ROAD_NONE;
}
