/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-import.h"

#include "cor-network-private.h"

static const struct
{
  const char *name;
  const char *text;
} count_kinds[] = {
  [COR_IMPORT_NODES] = { "nodes_read", "nodes read" },
  [COR_IMPORT_WAYS] = { "ways_read", "ways read" },
  [COR_IMPORT_RELATIONS] = { "relations_read", "relations read" },
  [COR_IMPORT_ROADS] = { "roads", "ways that are driven" },
  [COR_IMPORT_FERRIES] = { "ferries", "ferries among them" },
  [COR_IMPORT_MISSING_NODES] = { "missing_nodes", "nodes of roads that the extract lacks" },
  [COR_IMPORT_SERVICE_ENDS] = { "service_ends", "service roads left out, for they lead nowhere" },
  [COR_IMPORT_BARRIERS] = { "barriers", "barriers that some vehicle does not pass" },
  [COR_IMPORT_DELAYS] = { "delays", "gates, toll booths and border controls that take time" },
  [COR_IMPORT_TURNS] = { "turns", "turn restrictions respected" },
  [COR_IMPORT_TURNS_VIA_WAYS] = { "turns_via_ways", "of them over one or more ways" },
  [COR_IMPORT_TURNS_AT_HOURS] = { "turns_at_hours", "of them at some hours only" },
  [COR_IMPORT_TURNS_WITHOUT_EFFECT] = { "turns_without_effect",
                                        "turn restrictions on what is not driven anyway" },
  [COR_IMPORT_TURNS_UNREADABLE] = { "turns_unreadable", "turn restrictions not understood" },
  [COR_IMPORT_TURNS_OVER_LIMIT] = { "turns_over_limit",
                                    "turn restrictions dropped at junctions with too many" },
  [COR_IMPORT_WAYS_AT_HOURS] = { "ways_at_hours", "roads closed at some hours" },
  [COR_IMPORT_CONDITIONS] = { "conditions", "conditions other than hours applied" },
  [COR_IMPORT_CONDITIONS_UNREADABLE] = { "conditions_unreadable",
                                         "conditions not understood, taken for the worst" },
  [COR_IMPORT_HOLIDAY_RULES] = { "holiday_rules", "rules about holidays passed over" },
  [COR_IMPORT_VALUES_UNREADABLE] = { "values_unreadable",
                                     "speeds, weights and measures not understood" },
};

G_STATIC_ASSERT (G_N_ELEMENTS (count_kinds) == COR_N_IMPORT_COUNTS);

/**
 * cor_network_is_imported:
 * @self: a network
 *
 * Returns: whether it was made of an OpenStreetMap extract, and so has counts and OpenStreetMap ids
 */
gboolean
cor_network_is_imported (CorNetwork *self)
{
  return self->count != NULL;
}

/**
 * cor_network_get_import_count:
 * @self: a network
 * @count: what was counted
 *
 * Returns: how many there were when the network was made; 0 for one that was not imported
 */
guint
cor_network_get_import_count (CorNetwork *self, CorImportCount count)
{
  return count < self->n_counts ? self->count[count] : 0;
}

/**
 * cor_import_count_get_name:
 * @count: what was counted
 *
 * Returns: (transfer none): its name, for a file
 */
const char *
cor_import_count_get_name (CorImportCount count)
{
  g_return_val_if_fail (count < COR_N_IMPORT_COUNTS, "");

  return count_kinds[count].name;
}

/**
 * cor_import_count_get_text:
 * @count: what was counted
 *
 * Returns: (transfer none): what it is, in English, to be put behind the number
 */
const char *
cor_import_count_get_text (CorImportCount count)
{
  g_return_val_if_fail (count < COR_N_IMPORT_COUNTS, "");

  return count_kinds[count].text;
}

/**
 * cor_network_get_leg_osm_way:
 * @self: a network
 * @leg: one of its legs
 *
 * Returns: id of the OpenStreetMap way that the leg begins with, 0 when it comes from none
 */
gint64
cor_network_get_leg_osm_way (CorNetwork *self, guint32 leg)
{
  g_return_val_if_fail (leg < self->n_legs, 0);

  return self->leg_way != NULL ? self->leg_way[leg] : 0;
}

/**
 * cor_network_get_node_osm:
 * @self: a network
 * @node: one of its nodes
 *
 * Returns: id of the OpenStreetMap node that it is, 0 when it comes from none
 */
gint64
cor_network_get_node_osm (CorNetwork *self, guint32 node)
{
  g_return_val_if_fail (node < self->n_nodes, 0);

  return self->node_osm != NULL ? self->node_osm[node] : 0;
}

static gboolean
joins (const CorNetwork *self, guint32 leg, gint64 from_node, gint64 to_node)
{
  gint64 from = self->node_osm[self->leg[leg].from_node];
  gint64 to = self->node_osm[self->leg[leg].to_node];

  return (from == from_node && to == to_node) || (from == to_node && to == from_node);
}

/* The only leg between two junctions, whatever way it is on; none when there are several. */
static guint32
find_only_leg (const CorNetwork *self, gint64 from_node, gint64 to_node)
{
  guint32 found = COR_ROAD_NONE;

  for (guint32 leg = 0; leg < self->n_legs; leg++)
    {
      if (!joins (self, leg, from_node, to_node))
        continue;
      if (found != COR_ROAD_NONE)
        return COR_ROAD_NONE;
      found = leg;
    }

  return found;
}

/**
 * cor_network_find_leg_by_osm:
 * @self: a network
 * @way: what cor_network_get_leg_osm_way () told of a leg, perhaps of another network
 * @from_node: what cor_network_get_node_osm () told of one of its ends
 * @to_node: the same of its other end
 *
 * Finds a leg again, in a newer extract of the same region. Mappers split ways oftener than they
 * move junctions, so a leg between the same junctions counts although it is on another way now, if
 * there is only one. A leg that is not found may have been cut by a new junction: the geometry
 * kept beside these hints then says where it ran.
 *
 * Returns: the leg, or %COR_ROAD_NONE
 */
guint32
cor_network_find_leg_by_osm (CorNetwork *self, gint64 way, gint64 from_node, gint64 to_node)
{
  guint32 low = 0;
  guint32 high = self->n_legs;

  if (self->leg_way == NULL || self->leg_by_way == NULL || self->node_osm == NULL)
    return COR_ROAD_NONE;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->leg_way[self->leg_by_way[middle]] < way)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->n_legs && self->leg_way[self->leg_by_way[low]] == way; low++)
    {
      if (joins (self, self->leg_by_way[low], from_node, to_node))
        return self->leg_by_way[low];
    }

  return find_only_leg (self, from_node, to_node);
}
