/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-builder.h"

#include <stdlib.h>
#include <string.h>

#include "cor-components.h"
#include "cor-error.h"
#include "cor-leg-grid.h"
#include "cor-network-private.h"
#include "cor-order.h"

typedef struct
{
  guint32 leg; /* and, in the lowest bit, whether it is driven backward */
  guint32 tail;
  guint32 head;
  guint32 time_ms[COR_N_ROAD_VEHICLES];
} Arc;

struct _CorNetworkBuilder
{
  CorNetworkOrigin origin;
  GByteArray *strings;
  GHashTable *string_offsets; /* text -> offset */
  GHashTable *road_indices;   /* number and names -> index */
  GArray *nodes;              /* CorNetworkPoint */
  GByteArray *node_flags;
  GArray *node_osm;     /* gint64 */
  GArray *legs;         /* CorNetworkLeg */
  GArray *leg_ways;     /* gint64 */
  GArray *first_points; /* guint32 */
  GArray *points;       /* CorNetworkPoint */
  GArray *arcs;         /* Arc */
  GArray *arc_of_leg;   /* guint32: twice a leg, forward and backward */
  GArray *copies;       /* CorNetworkCopy */
  GArray *roads;        /* CorNetworkRoad */
  GArray *places;       /* CorNetworkPlace */
  gboolean has_osm;
  gboolean is_ordered;
};

/* The arrays that finishing makes, on their way into the file. */
typedef struct
{
  guint32 *first_out;
  guint32 *arc_tail;
  guint32 *arc_head;
  guint32 *arc_leg;
  guint32 *arc_time_ms[COR_N_ROAD_VEHICLES];
  guint32 *first_in;
  guint32 *in_arc;
  CorNetworkGrid grid;
  guint32 *grid_first;
  guint32 *grid_leg;
  gsize n_grid_legs;
  CorTopology topology;
  guint32 *first_down;
  CorNetworkDown *down;
} Finished;

static void
finished_clear (Finished *self)
{
  g_free (self->first_out);
  g_free (self->arc_tail);
  g_free (self->arc_head);
  g_free (self->arc_leg);
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    g_free (self->arc_time_ms[i]);
  g_free (self->first_in);
  g_free (self->in_arc);
  g_free (self->grid_first);
  g_free (self->grid_leg);
  cor_topology_clear (&self->topology);
  g_free (self->first_down);
  g_free (self->down);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finished, finished_clear)

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
  self->arcs = g_array_new (FALSE, FALSE, sizeof (Arc));
  self->arc_of_leg = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->copies = g_array_new (FALSE, FALSE, sizeof (CorNetworkCopy));
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
  Arc arc = { .leg = leg << 1 | (backward ? 1 : 0),
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

static Arc *
find_arc (CorNetworkBuilder *self, guint32 leg, gboolean backward)
{
  guint32 arc = g_array_index (self->arc_of_leg, guint32, 2 * leg + (backward ? 1 : 0));

  return arc != COR_ROAD_NONE ? &g_array_index (self->arcs, Arc, arc) : NULL;
}

/**
 * cor_network_builder_restrict:
 * @self: a builder
 * @leg: a leg added before
 * @backward: the direction in which it is driven
 *
 * Restricts where whoever comes by that leg may go on: nowhere, until
 * cor_network_builder_add_turn () says where.
 *
 * Returns: the copy of the junction to which the leg leads now, or %COR_ROAD_NONE when the leg may
 *   not be driven so, was restricted before, or the junction has too many copies
 */
guint32
cor_network_builder_restrict (CorNetworkBuilder *self, guint32 leg, gboolean backward)
{
  const CorNetworkLeg *record = &g_array_index (self->legs, CorNetworkLeg, leg);
  Arc *arc = find_arc (self, leg, backward);
  guint32 node = backward ? record->from_node : record->to_node;
  CorNetworkCopy copy = { self->nodes->len, node };
  CorNetworkPoint point = g_array_index (self->nodes, CorNetworkPoint, node);
  gint64 osm = g_array_index (self->node_osm, gint64, node);
  guint8 flags = 0;
  guint n_copies = 0;

  /* Copies of one junction mostly come one after the other, so this looks back no further. */
  for (guint i = self->copies->len; i > 0 && i + 64 > self->copies->len; i--)
    n_copies += g_array_index (self->copies, CorNetworkCopy, i - 1).node == node;
  if (arc == NULL || arc->head != node || n_copies >= COR_NETWORK_MAX_COPIES)
    return COR_ROAD_NONE;
  g_array_append_val (self->nodes, point);
  g_byte_array_append (self->node_flags, &flags, 1);
  g_array_append_val (self->node_osm, osm);
  g_array_append_val (self->copies, copy);
  arc->head = copy.copy;

  return copy.copy;
}

/**
 * cor_network_builder_add_turn:
 * @self: a builder, all of whose legs were restricted that are to be
 * @copy: what cor_network_builder_restrict () gave
 * @leg: a leg that leaves the same junction
 * @backward: the direction in which it does
 *
 * Says that one may go on by @leg.
 */
void
cor_network_builder_add_turn (CorNetworkBuilder *self, guint32 copy, guint32 leg, gboolean backward)
{
  const Arc *base = find_arc (self, leg, backward);
  Arc arc;

  if (base == NULL)
    return;
  arc = *base;
  arc.tail = copy;
  g_array_append_val (self->arcs, arc);
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

/* Sorts arcs by tail and by leg, and lists the incoming ones of each node. */
static void
sort_arcs (CorNetworkBuilder *self, Finished *finished)
{
  guint32 n_nodes = self->nodes->len;
  guint32 n_arcs = self->arcs->len;
  g_autofree guint32 *next = g_new (guint32, n_nodes + 1);

  finished->first_out = g_new0 (guint32, n_nodes + 1);
  finished->first_in = g_new0 (guint32, n_nodes + 1);
  finished->arc_tail = g_new (guint32, n_arcs);
  finished->arc_head = g_new (guint32, n_arcs);
  finished->arc_leg = g_new (guint32, n_arcs);
  finished->in_arc = g_new (guint32, n_arcs);
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    finished->arc_time_ms[i] = g_new (guint32, n_arcs);

  for (guint32 i = 0; i < n_arcs; i++)
    {
      const Arc *arc = &g_array_index (self->arcs, Arc, i);

      finished->first_out[arc->tail + 1]++;
      finished->first_in[arc->head + 1]++;
    }
  for (guint32 node = 0; node < n_nodes; node++)
    {
      finished->first_out[node + 1] += finished->first_out[node];
      finished->first_in[node + 1] += finished->first_in[node];
    }

  memcpy (next, finished->first_out, (n_nodes + 1) * sizeof *next);
  for (guint32 i = 0; i < n_arcs; i++)
    {
      const Arc *arc = &g_array_index (self->arcs, Arc, i);
      guint32 at = next[arc->tail]++;

      finished->arc_tail[at] = arc->tail;
      finished->arc_head[at] = arc->head;
      finished->arc_leg[at] = arc->leg;
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        finished->arc_time_ms[j][at] = arc->time_ms[j];
    }
  memcpy (next, finished->first_in, (n_nodes + 1) * sizeof *next);
  for (guint32 arc = 0; arc < n_arcs; arc++)
    finished->in_arc[next[finished->arc_head[arc]]++] = arc;
}

static void
mark_mainland (CorNetworkBuilder *self, const Finished *finished)
{
  guint32 n_nodes = self->nodes->len;
  g_autofree guint32 *component =
      cor_components_find (n_nodes, finished->first_out, finished->arc_head);
  guint32 largest = cor_components_find_largest (component, n_nodes);

  for (guint32 node = 0; node < n_nodes; node++)
    {
      const CorNetworkPoint *point = &g_array_index (self->nodes, CorNetworkPoint, node);
      CorNetworkOrigin *origin = &self->origin;

      if (component[node] == largest)
        self->node_flags->data[node] |= COR_NODE_MAINLAND;
      origin->n_mainland_nodes += component[node] == largest;
      origin->south_west.lat_e7 = MIN (origin->south_west.lat_e7, point->lat_e7);
      origin->south_west.lon_e7 = MIN (origin->south_west.lon_e7, point->lon_e7);
      origin->north_east.lat_e7 = MAX (origin->north_east.lat_e7, point->lat_e7);
      origin->north_east.lon_e7 = MAX (origin->north_east.lon_e7, point->lon_e7);
    }
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  guint32 node_a = ((const CorNetworkPlace *) a)->node;
  guint32 node_b = ((const CorNetworkPlace *) b)->node;

  return node_a < node_b ? -1 : node_a > node_b;
}

/* g_array_sort () is stable, so the first place of a node stays the first. */
static void
sort_places (CorNetworkBuilder *self)
{
  guint kept = 0;

  g_array_sort (self->places, compare_places);
  for (guint i = 0; i < self->places->len; i++)
    {
      CorNetworkPlace place = g_array_index (self->places, CorNetworkPlace, i);

      if (kept == 0 || g_array_index (self->places, CorNetworkPlace, kept - 1).node != place.node)
        g_array_index (self->places, CorNetworkPlace, kept++) = place;
    }
  g_array_set_size (self->places, kept);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

/* Sorts the neighbours of each node and leaves out those that come twice. */
static void
tidy_neighbours (guint32 n_nodes, guint32 *first, guint32 *neighbour)
{
  guint32 kept = 0;
  guint32 begin = 0;

  for (guint32 node = 0; node < n_nodes; node++)
    {
      guint32 end = first[node + 1];
      guint32 first_kept = kept;

      qsort (neighbour + begin, end - begin, sizeof *neighbour, compare_numbers);
      for (guint32 i = begin; i < end; i++)
        {
          if (kept == first_kept || neighbour[kept - 1] != neighbour[i])
            neighbour[kept++] = neighbour[i];
        }
      begin = end;
      first[node + 1] = kept;
    }
}

/* Lists who is joined to whom by an arc. */
static void
list_neighbours (CorNetworkBuilder *self, guint32 **first, guint32 **neighbour)
{
  guint32 n_nodes = self->nodes->len;
  const Arc *arcs = (const Arc *) self->arcs->data;
  g_autofree guint32 *next = g_new (guint32, n_nodes + 1);

  *first = g_new0 (guint32, n_nodes + 1);
  for (guint32 i = 0; i < self->arcs->len; i++)
    {
      if (arcs[i].tail == arcs[i].head)
        continue;
      (*first)[arcs[i].tail + 1]++;
      (*first)[arcs[i].head + 1]++;
    }
  for (guint32 node = 0; node < n_nodes; node++)
    (*first)[node + 1] += (*first)[node];
  memcpy (next, *first, (n_nodes + 1) * sizeof *next);
  *neighbour = g_new (guint32, (*first)[n_nodes] + 1);
  for (guint32 i = 0; i < self->arcs->len; i++)
    {
      if (arcs[i].tail == arcs[i].head)
        continue;
      (*neighbour)[next[arcs[i].tail]++] = arcs[i].head;
      (*neighbour)[next[arcs[i].head]++] = arcs[i].tail;
    }
  tidy_neighbours (n_nodes, *first, *neighbour);
}

static void
renumber (CorNetworkBuilder *self, const guint32 *number)
{
  guint32 n_nodes = self->nodes->len;
  g_autofree CorNetworkPoint *points =
      g_memdup2 (self->nodes->data, n_nodes * sizeof (CorNetworkPoint));
  g_autofree guint8 *flags = g_memdup2 (self->node_flags->data, n_nodes);
  g_autofree gint64 *osm = g_memdup2 (self->node_osm->data, n_nodes * sizeof (gint64));

  for (guint32 node = 0; node < n_nodes; node++)
    {
      g_array_index (self->nodes, CorNetworkPoint, number[node]) = points[node];
      g_array_index (self->node_osm, gint64, number[node]) = osm[node];
      self->node_flags->data[number[node]] = flags[node];
    }
  for (guint32 i = 0; i < self->legs->len; i++)
    {
      CorNetworkLeg *leg = &g_array_index (self->legs, CorNetworkLeg, i);

      leg->from_node = number[leg->from_node];
      leg->to_node = number[leg->to_node];
    }
  for (guint32 i = 0; i < self->arcs->len; i++)
    {
      Arc *arc = &g_array_index (self->arcs, Arc, i);

      arc->tail = number[arc->tail];
      arc->head = number[arc->head];
    }
  for (guint i = 0; i < self->copies->len; i++)
    {
      CorNetworkCopy *copy = &g_array_index (self->copies, CorNetworkCopy, i);

      copy->copy = number[copy->copy];
      copy->node = number[copy->node];
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      CorNetworkPlace *place = &g_array_index (self->places, CorNetworkPlace, i);

      place->node = number[place->node];
    }
}

static void
list_downward (Finished *finished)
{
  const CorTopology *topology = &finished->topology;
  guint32 n_nodes = topology->n_nodes;
  g_autofree guint32 *next = g_new (guint32, n_nodes + 1);

  finished->first_down = g_new0 (guint32, n_nodes + 1);
  finished->down = g_new (CorNetworkDown, topology->n_up + 1);
  for (guint32 i = 0; i < topology->n_up; i++)
    finished->first_down[topology->up_head[i] + 1]++;
  for (guint32 node = 0; node < n_nodes; node++)
    finished->first_down[node + 1] += finished->first_down[node];
  memcpy (next, finished->first_down, (n_nodes + 1) * sizeof *next);
  for (guint32 node = 0; node < n_nodes; node++)
    {
      for (guint32 i = topology->first_up[node]; i < topology->first_up[node + 1]; i++)
        finished->down[next[topology->up_head[i]]++] = (CorNetworkDown){ node, i };
    }
}

/* Numbers the nodes anew from the top of the hierarchy, and makes the hierarchy. */
static gboolean
put_in_order (CorNetworkBuilder *self, Finished *finished, CorProgress *progress, GError **error)
{
  guint32 n_nodes = self->nodes->len;
  g_autofree guint32 *first = NULL;
  g_autofree guint32 *neighbour = NULL;
  g_autofree guint32 *number = NULL;

  list_neighbours (self, &first, &neighbour);
  number = cor_order_find (n_nodes, first, neighbour, progress, error);
  if (number == NULL)
    return FALSE;
  renumber (self, number);
  g_clear_pointer (&first, g_free);
  g_clear_pointer (&neighbour, g_free);
  list_neighbours (self, &first, &neighbour);
  cor_topology_build (&finished->topology, n_nodes, first, neighbour);
  list_downward (finished);

  return cor_progress_check (progress, error);
}

static int
compare_copies (gconstpointer a, gconstpointer b)
{
  guint32 first = ((const CorNetworkCopy *) a)->copy;
  guint32 second = ((const CorNetworkCopy *) b)->copy;

  return first < second ? -1 : first > second;
}

static int
compare_copied (gconstpointer a, gconstpointer b)
{
  guint32 first = ((const CorNetworkCopy *) a)->node;
  guint32 second = ((const CorNetworkCopy *) b)->node;

  return first != second ? (first < second ? -1 : 1) : compare_copies (a, b);
}

static GBytes *
assemble (CorNetworkBuilder *self, const Finished *finished)
{
  g_autoptr (GArray) by_node = g_array_copy (self->copies);
  gsize n_nodes = self->nodes->len;
  gsize n_arcs = self->arcs->len;
  gsize n_cells = (gsize) finished->grid.n_rows * finished->grid.n_columns;
  const CorSectionInput inputs[] = {
    { COR_SECTION_ORIGIN, sizeof (CorNetworkOrigin), &self->origin, 1 },
    { COR_SECTION_STRINGS, 1, self->strings->data, self->strings->len },
    { COR_SECTION_NODE_POINT, sizeof (CorNetworkPoint), self->nodes->data, n_nodes },
    { COR_SECTION_NODE_FLAGS, 1, self->node_flags->data, n_nodes },
    { COR_SECTION_FIRST_OUT, 4, finished->first_out, n_nodes + 1 },
    { COR_SECTION_ARC_TAIL, 4, finished->arc_tail, n_arcs },
    { COR_SECTION_ARC_HEAD, 4, finished->arc_head, n_arcs },
    { COR_SECTION_ARC_LEG, 4, finished->arc_leg, n_arcs },
    { COR_SECTION_ARC_CAR_MS, 4, finished->arc_time_ms[COR_ROAD_VEHICLE_CAR], n_arcs },
    { COR_SECTION_ARC_COACH_MS, 4, finished->arc_time_ms[COR_ROAD_VEHICLE_COACH], n_arcs },
    { COR_SECTION_FIRST_IN, 4, finished->first_in, n_nodes + 1 },
    { COR_SECTION_IN_ARC, 4, finished->in_arc, n_arcs },
    { COR_SECTION_LEG, sizeof (CorNetworkLeg), self->legs->data, self->legs->len },
    { COR_SECTION_FIRST_POINT, 4, self->first_points->data, self->first_points->len },
    { COR_SECTION_POINT, sizeof (CorNetworkPoint), self->points->data, self->points->len },
    { COR_SECTION_ROAD, sizeof (CorNetworkRoad), self->roads->data, self->roads->len },
    { COR_SECTION_PLACE, sizeof (CorNetworkPlace), self->places->data, self->places->len },
    { COR_SECTION_GRID, sizeof (CorNetworkGrid), &finished->grid, 1 },
    { COR_SECTION_GRID_FIRST, 4, finished->grid_first, n_cells + 1 },
    { COR_SECTION_GRID_LEG, 4, finished->grid_leg, finished->n_grid_legs },
    { COR_SECTION_LEG_WAY, 8, self->leg_ways->data, self->leg_ways->len },
    { COR_SECTION_NODE_OSM, 8, self->node_osm->data, n_nodes },
    { COR_SECTION_COPY, sizeof (CorNetworkCopy), self->copies->data, self->copies->len },
    { COR_SECTION_COPY_OF, sizeof (CorNetworkCopy), by_node->data, by_node->len },
    { COR_SECTION_CCH_PARENT, 4, finished->topology.parent, n_nodes },
    { COR_SECTION_CCH_FIRST_UP, 4, finished->topology.first_up, n_nodes + 1 },
    { COR_SECTION_CCH_UP_HEAD, 4, finished->topology.up_head, finished->topology.n_up },
    { COR_SECTION_CCH_FIRST_DOWN, 4, finished->first_down, n_nodes + 1 },
    { COR_SECTION_CCH_DOWN, sizeof (CorNetworkDown), finished->down, finished->topology.n_up },
  };
  CorSectionInput used[G_N_ELEMENTS (inputs)];
  guint n_used = 0;

  g_array_sort (self->copies, compare_copies);
  g_array_sort (by_node, compare_copied);
  for (gsize i = 0; i < G_N_ELEMENTS (inputs); i++)
    {
      gboolean is_osm = inputs[i].id == COR_SECTION_LEG_WAY || inputs[i].id == COR_SECTION_NODE_OSM;
      gboolean is_copy = inputs[i].id == COR_SECTION_COPY || inputs[i].id == COR_SECTION_COPY_OF;
      gboolean is_order = inputs[i].id >= COR_SECTION_CCH_PARENT && !is_copy;

      if ((!is_osm || self->has_osm) && (!is_order || self->is_ordered) &&
          (!is_copy || self->copies->len > 0))
        used[n_used++] = inputs[i];
    }

  return cor_network_format_assemble (used, n_used);
}

/**
 * cor_network_builder_finish:
 * @self: a builder; of no more use afterwards
 * @progress: (nullable): told how far it is
 * @error: set when it was cancelled
 *
 * Makes the network of what was added.
 *
 * Returns: (transfer full) (nullable): its bytes, for cor_network_new_from_bytes () or for a file
 */
GBytes *
cor_network_builder_finish (CorNetworkBuilder *self, CorProgress *progress, GError **error)
{
  g_auto (Finished) finished = { NULL };
  CorLegLines lines;
  guint32 n_points = self->points->len;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_array_append_val (self->first_points, n_points);
  if (self->is_ordered && !put_in_order (self, &finished, progress, error))
    return NULL;
  sort_places (self);
  sort_arcs (self, &finished);
  if (!cor_progress_check (progress, error))
    return NULL;
  mark_mainland (self, &finished);
  lines = (CorLegLines){ .n_legs = self->legs->len,
                         .leg = (const CorNetworkLeg *) self->legs->data,
                         .node_point = (const CorNetworkPoint *) self->nodes->data,
                         .first_point = (const guint32 *) self->first_points->data,
                         .point = (const CorNetworkPoint *) self->points->data };
  cor_leg_grid_build (&lines, &finished.grid, &finished.grid_first, &finished.grid_leg,
                      &finished.n_grid_legs);
  if (!cor_progress_check (progress, error))
    return NULL;

  return assemble (self, &finished);
}
