/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-builder-private.h"

#include <string.h>

static guint32
add_string (CorNetworkBuilder *self, const char *text)
{
  gpointer offset;
  g_autofree char *valid = NULL;

  if (text == NULL || text[0] == '\0')
    return 0;
  if (g_hash_table_lookup_extended (self->string_offsets, text, NULL, &offset))
    return GPOINTER_TO_UINT (offset);

  valid = g_utf8_make_valid (text, -1);
  offset = GUINT_TO_POINTER (self->strings->len);
  g_byte_array_append (self->strings, (const guint8 *) valid, strlen (valid) + 1);
  g_hash_table_insert (self->string_offsets, g_strdup (text), offset);

  return GPOINTER_TO_UINT (offset);
}

/**
 * cor_network_builder_new:
 * @source: what the network is made from, for an officer to read
 * @attribution: (nullable): whom to credit
 * @source_utc_s: date of the source, 0 when not known
 *
 * Returns: (transfer full): a builder without nodes
 */
CorNetworkBuilder *
cor_network_builder_new (const char *source, const char *attribution, gint64 source_utc_s)
{
  CorNetworkBuilder *self = g_new0 (CorNetworkBuilder, 1);

  self->strings = g_byte_array_new ();
  g_byte_array_append (self->strings, (const guint8 *) "", 1);
  self->string_offsets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->road_indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->nodes = g_array_new (FALSE, FALSE, sizeof (CorNetworkPoint));
  self->node_flags = g_byte_array_new ();
  self->node_osm = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->legs = g_array_new (FALSE, FALSE, sizeof (CorNetworkLeg));
  self->leg_ways = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->first_points = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->points = g_array_new (FALSE, FALSE, sizeof (CorNetworkPoint));
  self->arcs = g_array_new (FALSE, FALSE, sizeof (CorNewArc));
  self->arc_of_leg = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->copies = g_array_new (FALSE, FALSE, sizeof (CorNetworkCopy));
  self->n_copies = g_hash_table_new (NULL, NULL);
  self->hours = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->windows = g_array_new (FALSE, FALSE, sizeof (CorWeekWindow));
  self->window_sets =
      g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  self->roads = g_array_new (FALSE, FALSE, sizeof (CorNetworkRoad));
  self->places = g_array_new (FALSE, FALSE, sizeof (CorNetworkPlace));
  self->origin.source = add_string (self, source);
  self->origin.attribution = add_string (self, attribution);
  self->origin.source_utc_s = source_utc_s;
  self->origin.south_west = cor_network_point_from_position ((CorPosition){ 90.0, 180.0 });
  self->origin.north_east = cor_network_point_from_position ((CorPosition){ -90.0, -180.0 });

  return self;
}

/**
 * cor_network_builder_free:
 * @self: (transfer full): a builder
 */
void
cor_network_builder_free (CorNetworkBuilder *self)
{
  g_byte_array_unref (self->strings);
  g_hash_table_unref (self->string_offsets);
  g_hash_table_unref (self->road_indices);
  g_array_unref (self->nodes);
  g_byte_array_unref (self->node_flags);
  g_array_unref (self->node_osm);
  g_array_unref (self->legs);
  g_array_unref (self->leg_ways);
  g_array_unref (self->first_points);
  g_array_unref (self->points);
  g_array_unref (self->arcs);
  g_array_unref (self->arc_of_leg);
  g_array_unref (self->copies);
  g_hash_table_unref (self->n_copies);
  g_hash_table_unref (self->hours);
  g_array_unref (self->windows);
  g_hash_table_unref (self->window_sets);
  g_array_unref (self->roads);
  g_array_unref (self->places);
  g_free (self);
}

/**
 * cor_network_builder_set_source_utc_s:
 * @self: a builder
 * @source_utc_s: date of the source
 *
 * Dates the network, where that is known only after some of it was read.
 */
void
cor_network_builder_set_source_utc_s (CorNetworkBuilder *self, gint64 source_utc_s)
{
  self->origin.source_utc_s = source_utc_s;
}

/**
 * cor_network_builder_add_node:
 * @self: a builder
 * @position: where it is
 * @osm: its OpenStreetMap id, or 0
 *
 * Returns: the number by which legs name it
 */
guint32
cor_network_builder_add_node (CorNetworkBuilder *self, CorPosition position, gint64 osm)
{
  CorNetworkPoint point = cor_network_point_from_position (position);
  guint8 flags = 0;

  g_array_append_val (self->nodes, point);
  g_byte_array_append (self->node_flags, &flags, 1);
  g_array_append_val (self->node_osm, osm);
  self->has_osm |= osm != 0;

  return self->nodes->len - 1;
}

/**
 * cor_network_builder_add_place:
 * @self: a builder
 * @node: a node added before
 * @place: what is known of it; only the first for a node counts
 */
void
cor_network_builder_add_place (CorNetworkBuilder *self, guint32 node, const CorNewPlace *place)
{
  CorNetworkPlace record = { .node = node,
                             .place_number = place->place_number,
                             .key = add_string (self, place->key),
                             .crossing = add_string (self, place->crossing),
                             .name_uk = add_string (self, place->name_uk),
                             .name_en = add_string (self, place->name_en),
                             .name_he = add_string (self, place->name_he) };

  g_return_if_fail (node < self->nodes->len);

  g_array_append_val (self->places, record);
  if (place->is_settlement)
    self->node_flags->data[node] |= COR_NODE_SETTLEMENT;
}

/**
 * cor_network_builder_add_road:
 * @self: a builder
 * @number: (nullable): its number
 * @name_uk: (nullable): its Ukrainian name
 * @name_en: (nullable): its English name
 * @name_he: (nullable): its Hebrew name
 *
 * Names a road; equal ones are one.
 *
 * Returns: its index, %COR_ROAD_NONE for one without number and name
 */
guint32
cor_network_builder_add_road (CorNetworkBuilder *self,
                              const char *number,
                              const char *name_uk,
                              const char *name_en,
                              const char *name_he)
{
  CorNetworkRoad record = { add_string (self, number), add_string (self, name_uk),
                            add_string (self, name_en), add_string (self, name_he) };
  g_autofree char *key = NULL;
  gpointer index;

  if (record.number == 0 && record.name_uk == 0 && record.name_en == 0 && record.name_he == 0)
    return COR_ROAD_NONE;
  key = g_strdup_printf ("%u %u %u %u", record.number, record.name_uk, record.name_en,
                         record.name_he);
  if (g_hash_table_lookup_extended (self->road_indices, key, NULL, &index))
    return GPOINTER_TO_UINT (index);
  g_array_append_val (self->roads, record);
  index = GUINT_TO_POINTER (self->roads->len - 1);
  g_hash_table_insert (self->road_indices, g_steal_pointer (&key), index);

  return GPOINTER_TO_UINT (index);
}

static void
add_arc (CorNetworkBuilder *self, guint32 leg, gboolean backward, const guint32 *time_ms)
{
  const CorNetworkLeg *record = &g_array_index (self->legs, CorNetworkLeg, leg);
  CorNewArc arc = { .leg = leg << 1 | (backward ? 1 : 0),
                    .tail = backward ? record->to_node : record->from_node,
                    .head = backward ? record->from_node : record->to_node };
  guint32 index = self->arcs->len;
  gboolean is_open = FALSE;

  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      arc.time_ms[i] = MIN (time_ms[i], COR_TRAVEL_UNREACHABLE);
      is_open |= time_ms[i] < COR_TRAVEL_UNREACHABLE;
    }
  if (is_open)
    g_array_append_val (self->arcs, arc);
  else
    index = COR_ROAD_NONE;
  g_array_append_val (self->arc_of_leg, index);
}

/**
 * cor_network_builder_add_leg:
 * @self: a builder
 * @leg: the leg; its nodes must have been added before
 *
 * Returns: its number
 */
guint32
cor_network_builder_add_leg (CorNetworkBuilder *self, const CorNewLeg *leg)
{
  CorNetworkLeg record = { .from_node = leg->leg.from_node,
                           .to_node = leg->leg.to_node,
                           .length_m = leg->leg.length_m,
                           .road = leg->leg.road,
                           .flags = leg->leg.flags,
                           .road_class = leg->leg.road_class,
                           .n_lanes = MIN (leg->leg.n_lanes, 255),
                           .confidence_percent = MIN (leg->leg.confidence_percent, 100),
                           .country = { leg->leg.country[0], leg->leg.country[1] } };
  guint32 first_point = self->points->len;

  g_return_val_if_fail (record.from_node < self->nodes->len && record.to_node < self->nodes->len,
                        COR_ROAD_NONE);

  g_array_append_val (self->first_points, first_point);
  for (gsize i = 0; i < leg->n_points; i++)
    {
      CorNetworkPoint point = cor_network_point_from_position (leg->points[i]);

      g_array_append_val (self->points, point);
    }
  g_array_append_val (self->legs, record);
  g_array_append_val (self->leg_ways, leg->way);
  add_arc (self, self->legs->len - 1, FALSE, leg->forward_ms);
  add_arc (self, self->legs->len - 1, TRUE, leg->backward_ms);

  return self->legs->len - 1;
}

/**
 * cor_network_builder_get_n_legs:
 * @self: a builder
 *
 * Returns: how many legs were added
 */
guint
cor_network_builder_get_n_legs (CorNetworkBuilder *self)
{
  return self->legs->len;
}

/**
 * cor_network_builder_find_arc:
 * @self: a builder
 * @leg: a leg added before
 * @backward: the direction in which it is driven
 *
 * Returns: the number of the arc, as the builder counts them, or %COR_ROAD_NONE when no vehicle may
 *   drive it so
 */
guint32
cor_network_builder_find_arc (CorNetworkBuilder *self, guint32 leg, gboolean backward)
{
  g_return_val_if_fail (leg < self->legs->len, COR_ROAD_NONE);

  return g_array_index (self->arc_of_leg, guint32, 2 * leg + (backward ? 1 : 0));
}

/**
 * cor_network_builder_get_arc_tail:
 * @self: a builder
 * @arc: an arc
 *
 * Returns: the junction that it leaves, or a copy of it
 */
guint32
cor_network_builder_get_arc_tail (CorNetworkBuilder *self, guint32 arc)
{
  g_return_val_if_fail (arc < self->arcs->len, COR_ROAD_NONE);

  return g_array_index (self->arcs, CorNewArc, arc).tail;
}

/**
 * cor_network_builder_get_arc_head:
 * @self: a builder
 * @arc: an arc
 *
 * Returns: the junction that it leads to, or a copy of it
 */
guint32
cor_network_builder_get_arc_head (CorNetworkBuilder *self, guint32 arc)
{
  g_return_val_if_fail (arc < self->arcs->len, COR_ROAD_NONE);

  return g_array_index (self->arcs, CorNewArc, arc).head;
}

/**
 * cor_network_builder_add_copy:
 * @self: a builder
 * @node: a junction, itself no copy
 *
 * Adds a copy of a junction, for those who come to it with fewer turns left than others. Nothing
 * leads there until cor_network_builder_lead_to () says so, nor from there until
 * cor_network_builder_add_turn () does.
 *
 * Returns: the copy, or %COR_ROAD_NONE when the junction has %COR_NETWORK_MAX_COPIES
 */
guint32
cor_network_builder_add_copy (CorNetworkBuilder *self, guint32 node)
{
  CorNetworkCopy copy = { self->nodes->len, node };
  CorNetworkPoint point;
  gint64 osm;
  guint8 flags = 0;
  guint n_copies = GPOINTER_TO_UINT (g_hash_table_lookup (self->n_copies, GUINT_TO_POINTER (node)));

  g_return_val_if_fail (node < self->nodes->len, COR_ROAD_NONE);

  if (n_copies >= COR_NETWORK_MAX_COPIES)
    return COR_ROAD_NONE;
  g_hash_table_insert (self->n_copies, GUINT_TO_POINTER (node), GUINT_TO_POINTER (n_copies + 1));
  point = g_array_index (self->nodes, CorNetworkPoint, node);
  osm = g_array_index (self->node_osm, gint64, node);
  g_array_append_val (self->nodes, point);
  g_byte_array_append (self->node_flags, &flags, 1);
  g_array_append_val (self->node_osm, osm);
  g_array_append_val (self->copies, copy);

  return copy.copy;
}

/**
 * cor_network_builder_add_turn:
 * @self: a builder
 * @copy: a copy of a junction
 * @arc: an arc that leaves the same junction
 *
 * Says that one may go on by @arc. It may be closed for a vehicle, or at some hours, afterwards.
 *
 * Returns: the number of the arc that leaves the copy
 */
guint32
cor_network_builder_add_turn (CorNetworkBuilder *self, guint32 copy, guint32 arc)
{
  CorNewArc added = g_array_index (self->arcs, CorNewArc, arc);
  const CorNewHours *hours = g_hash_table_lookup (self->hours, GUINT_TO_POINTER (arc));
  guint32 index = self->arcs->len;

  added.tail = copy;
  g_array_append_val (self->arcs, added);
  if (hours != NULL)
    g_hash_table_insert (self->hours, GUINT_TO_POINTER (index), g_memdup2 (hours, sizeof *hours));

  return index;
}

/**
 * cor_network_builder_lead_to:
 * @self: a builder
 * @arc: an arc
 * @copy: the junction that it leads to, or a copy of it
 *
 * Says to which copy an arc leads.
 */
void
cor_network_builder_lead_to (CorNetworkBuilder *self, guint32 arc, guint32 copy)
{
  g_array_index (self->arcs, CorNewArc, arc).head = copy;
}

/**
 * cor_network_builder_close_arc:
 * @self: a builder
 * @arc: an arc
 * @vehicle: what may not drive it
 *
 * Closes an arc for good.
 */
void
cor_network_builder_close_arc (CorNetworkBuilder *self, guint32 arc, CorRoadVehicle vehicle)
{
  CorNewHours *hours = g_hash_table_lookup (self->hours, GUINT_TO_POINTER (arc));

  g_array_index (self->arcs, CorNewArc, arc).time_ms[vehicle] = COR_TRAVEL_UNREACHABLE;
  if (hours == NULL)
    return;
  hours->time_ms[vehicle] = COR_TRAVEL_UNREACHABLE;
  hours->n_windows[vehicle] = 0;
}

/* Where these windows lie; equal ones lie there once. */
static guint32
intern_windows (CorNetworkBuilder *self, const GArray *windows)
{
  g_autoptr (GBytes) key = g_bytes_new (windows->data, windows->len * sizeof (CorWeekWindow));
  gpointer first;

  if (g_hash_table_lookup_extended (self->window_sets, key, NULL, &first))
    return GPOINTER_TO_UINT (first);
  first = GUINT_TO_POINTER (self->windows->len);
  g_array_append_vals (self->windows, windows->data, windows->len);
  g_hash_table_insert (self->window_sets, g_steal_pointer (&key), first);

  return GPOINTER_TO_UINT (first);
}

static CorNewHours *
get_hours (CorNetworkBuilder *self, guint32 arc)
{
  CorNewHours *hours = g_hash_table_lookup (self->hours, GUINT_TO_POINTER (arc));

  if (hours != NULL)
    return hours;
  hours = g_new0 (CorNewHours, 1);
  memcpy (hours->time_ms, g_array_index (self->arcs, CorNewArc, arc).time_ms,
          sizeof hours->time_ms);
  g_hash_table_insert (self->hours, GUINT_TO_POINTER (arc), hours);

  return hours;
}

/**
 * cor_network_builder_close_arc_at:
 * @self: a builder
 * @arc: an arc
 * @vehicle: what may not drive it
 * @windows: (array length=n_windows): when
 * @n_windows: how many
 *
 * Closes an arc at some hours of the week, beside those at which it was closed before.
 */
void
cor_network_builder_close_arc_at (CorNetworkBuilder *self,
                                  guint32 arc,
                                  CorRoadVehicle vehicle,
                                  const CorWeekWindow *windows,
                                  gsize n_windows)
{
  g_autofree CorWeek *week = NULL;
  g_autoptr (GArray) all = NULL;
  CorNewHours *hours;

  if (n_windows == 0)
    return;
  week = g_new0 (CorWeek, 1);
  all = g_array_new (FALSE, FALSE, sizeof (CorWeekWindow));
  hours = get_hours (self, arc);
  if (hours->n_windows[vehicle] > 0)
    cor_week_add_windows (
        week, &g_array_index (self->windows, CorWeekWindow, hours->first_window[vehicle]),
        hours->n_windows[vehicle]);
  cor_week_add_windows (week, windows, n_windows);
  cor_week_list_windows (week, all);
  if (cor_week_windows_are_all ((const CorWeekWindow *) all->data, all->len) ||
      hours->time_ms[vehicle] >= COR_TRAVEL_UNREACHABLE)
    {
      cor_network_builder_close_arc (self, arc, vehicle);
      return;
    }
  g_array_index (self->arcs, CorNewArc, arc).time_ms[vehicle] = COR_TRAVEL_UNREACHABLE;
  hours->first_window[vehicle] = intern_windows (self, all);
  hours->n_windows[vehicle] = all->len;
}

/**
 * cor_network_builder_set_count:
 * @self: a builder
 * @count: what was counted
 * @n: how many there were
 *
 * Keeps what an import counted for cor_network_get_import_count ().
 */
void
cor_network_builder_set_count (CorNetworkBuilder *self, CorImportCount count, guint n)
{
  self->counts[count] = n;
}

/**
 * cor_network_builder_set_ordered:
 * @self: a builder
 * @is_ordered: whether the network shall have a hierarchy
 *
 * A network with a hierarchy answers quickly, and its nodes are numbered anew when it is finished.
 */
void
cor_network_builder_set_ordered (CorNetworkBuilder *self, gboolean is_ordered)
{
  self->is_ordered = is_ordered;
}
