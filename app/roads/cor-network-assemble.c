/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-network-builder-private.h"

#include <stdlib.h>
#include <string.h>

#include "cor-components.h"
#include "cor-leg-grid.h"
#include "cor-order.h"

/* The arrays that finishing makes, on their way into the file. */
typedef struct
{
  guint32 n_arcs;
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
  GArray *hours; /* CorNetworkHours */
  guint32 *leg_by_way;
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
  g_clear_pointer (&self->hours, g_array_unref);
  g_free (self->leg_by_way);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Finished, finished_clear)

static int
compare_hours (gconstpointer a, gconstpointer b)
{
  guint32 first = ((const CorNetworkHours *) a)->arc;
  guint32 second = ((const CorNetworkHours *) b)->arc;

  return first < second ? -1 : first > second;
}

/* Lists the arcs that are closed at some hours under the numbers that they have in the file. */
static void
list_hours (CorNetworkBuilder *self, Finished *finished, const guint32 *number)
{
  GHashTableIter iter;
  gpointer arc, value;

  finished->hours = g_array_new (FALSE, FALSE, sizeof (CorNetworkHours));
  g_hash_table_iter_init (&iter, self->hours);
  while (g_hash_table_iter_next (&iter, &arc, &value))
    {
      const CorNewHours *hours = value;
      CorNetworkHours record = { .arc = number[GPOINTER_TO_UINT (arc)] };
      guint n_windows = 0;

      for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
        {
          record.time_ms[i] = hours->time_ms[i];
          record.first_window[i] = hours->n_windows[i] > 0 ? hours->first_window[i] : 0;
          record.n_windows[i] = hours->n_windows[i];
          n_windows += hours->n_windows[i];
        }
      if (n_windows > 0)
        g_array_append_val (finished->hours, record);
    }
  g_array_sort (finished->hours, compare_hours);
}

static int
compare_ways (gconstpointer a, gconstpointer b, gpointer ways)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;
  gint64 first_way = ((const gint64 *) ways)[first];
  gint64 second_way = ((const gint64 *) ways)[second];

  if (first_way != second_way)
    return first_way < second_way ? -1 : 1;

  return first < second ? -1 : first > second;
}

static void
sort_ways (CorNetworkBuilder *self, Finished *finished)
{
  guint32 n_legs = self->legs->len;

  finished->leg_by_way = g_new (guint32, n_legs + 1);
  for (guint32 i = 0; i < n_legs; i++)
    finished->leg_by_way[i] = i;
  g_qsort_with_data (finished->leg_by_way, (gint) n_legs, sizeof (guint32), compare_ways,
                     self->leg_ways->data);
}

/* Sorts arcs by tail and by leg, and lists the incoming ones of each node. */
static void
sort_arcs (CorNetworkBuilder *self, Finished *finished)
{
  guint32 n_nodes = self->nodes->len;
  guint32 n_arcs = self->arcs->len;
  g_autofree guint32 *next = g_new (guint32, n_nodes + 1);
  g_autofree guint32 *number = g_new (guint32, n_arcs + 1);

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
      const CorNewArc *arc = &g_array_index (self->arcs, CorNewArc, i);

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
      const CorNewArc *arc = &g_array_index (self->arcs, CorNewArc, i);
      guint32 at = next[arc->tail]++;

      number[i] = at;
      finished->arc_tail[at] = arc->tail;
      finished->arc_head[at] = arc->head;
      finished->arc_leg[at] = arc->leg;
      for (guint j = 0; j < COR_N_ROAD_VEHICLES; j++)
        finished->arc_time_ms[j][at] = arc->time_ms[j];
    }
  memcpy (next, finished->first_in, (n_nodes + 1) * sizeof *next);
  for (guint32 arc = 0; arc < n_arcs; arc++)
    finished->in_arc[next[finished->arc_head[arc]]++] = arc;
  list_hours (self, finished, number);

  /* They are in the file's arrays now, and there are millions of them. */
  finished->n_arcs = n_arcs;
  g_array_unref (self->arcs);
  self->arcs = g_array_new (FALSE, FALSE, sizeof (CorNewArc));
}

/* Marks the arcs that a vehicle may drive, at whatever hours. */
static guint8 *
list_open_arcs (const Finished *finished, CorRoadVehicle vehicle)
{
  guint8 *is_open = g_new (guint8, finished->n_arcs + 1);

  for (guint32 arc = 0; arc < finished->n_arcs; arc++)
    is_open[arc] = finished->arc_time_ms[vehicle][arc] < COR_TRAVEL_UNREACHABLE;
  for (guint i = 0; i < finished->hours->len; i++)
    {
      const CorNetworkHours *hours = &g_array_index (finished->hours, CorNetworkHours, i);

      is_open[hours->arc] |= hours->time_ms[vehicle] < COR_TRAVEL_UNREACHABLE;
    }

  return is_open;
}

/* Marks the nodes that a vehicle reaches from each other, as many as there are. What is open to
 * one vehicle alone joins nothing for the other. */
static guint32
mark_mainland (CorNetworkBuilder *self,
               const Finished *finished,
               CorRoadVehicle vehicle,
               guint8 flag)
{
  guint32 n_nodes = self->nodes->len;
  g_autofree guint8 *is_open = list_open_arcs (finished, vehicle);
  g_autofree guint32 *first_out = g_new (guint32, n_nodes + 1);
  g_autofree guint32 *head = g_new (guint32, finished->n_arcs + 1);
  g_autofree guint32 *component = NULL;
  guint32 n_marked = 0;
  guint32 n_open = 0;
  guint32 largest;

  for (guint32 node = 0; node < n_nodes; node++)
    {
      first_out[node] = n_open;
      for (guint32 arc = finished->first_out[node]; arc < finished->first_out[node + 1]; arc++)
        if (is_open[arc])
          head[n_open++] = finished->arc_head[arc];
    }
  first_out[n_nodes] = n_open;
  component = cor_components_find (n_nodes, first_out, head);
  largest = cor_components_find_largest (component, n_nodes);
  for (guint32 node = 0; node < n_nodes; node++)
    {
      if (component[node] != largest)
        continue;
      self->node_flags->data[node] |= flag;
      n_marked++;
    }

  return n_marked;
}

static void
find_bounds (CorNetworkBuilder *self)
{
  for (guint32 node = 0; node < self->nodes->len; node++)
    {
      const CorNetworkPoint *point = &g_array_index (self->nodes, CorNetworkPoint, node);
      CorNetworkOrigin *origin = &self->origin;

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
  const CorNewArc *arcs = (const CorNewArc *) self->arcs->data;
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
      CorNewArc *arc = &g_array_index (self->arcs, CorNewArc, i);

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

/* Whether a section has something to say about this network. */
static gboolean
is_wanted (CorNetworkBuilder *self, const Finished *finished, CorSectionId id)
{
  switch (id)
    {
    case COR_SECTION_LEG_WAY:
    case COR_SECTION_NODE_OSM:
    case COR_SECTION_LEG_BY_WAY:
    case COR_SECTION_COUNT:
      return self->has_osm;
    case COR_SECTION_COPY:
    case COR_SECTION_COPY_OF:
      return self->copies->len > 0;
    case COR_SECTION_HOURS:
    case COR_SECTION_WINDOW:
      return finished->hours->len > 0;
    case COR_SECTION_CCH_PARENT:
    case COR_SECTION_CCH_FIRST_UP:
    case COR_SECTION_CCH_UP_HEAD:
    case COR_SECTION_CCH_FIRST_DOWN:
    case COR_SECTION_CCH_DOWN:
      return self->is_ordered;
    default:
      return TRUE;
    }
}

static GBytes *
assemble (CorNetworkBuilder *self, const Finished *finished)
{
  g_autoptr (GArray) by_node = g_array_copy (self->copies);
  gsize n_nodes = self->nodes->len;
  gsize n_arcs = finished->n_arcs;
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
    { COR_SECTION_LEG_BY_WAY, 4, finished->leg_by_way, self->legs->len },
    { COR_SECTION_HOURS, sizeof (CorNetworkHours), finished->hours->data, finished->hours->len },
    { COR_SECTION_WINDOW, sizeof (CorWeekWindow), self->windows->data, self->windows->len },
    { COR_SECTION_COUNT, 4, self->counts, COR_N_IMPORT_COUNTS },
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
      if (is_wanted (self, finished, inputs[i].id))
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
  g_auto (Finished) finished = { 0 };
  CorLegLines lines;
  guint32 n_points = self->points->len;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_array_append_val (self->first_points, n_points);
  if (self->is_ordered && !put_in_order (self, &finished, progress, error))
    return NULL;
  sort_places (self);
  sort_arcs (self, &finished);
  sort_ways (self, &finished);
  if (!cor_progress_check (progress, error))
    return NULL;
  self->origin.n_mainland_nodes =
      mark_mainland (self, &finished, COR_ROAD_VEHICLE_CAR, COR_NODE_MAINLAND);
  self->origin.n_coach_mainland_nodes =
      mark_mainland (self, &finished, COR_ROAD_VEHICLE_COACH, COR_NODE_COACH_MAINLAND);
  find_bounds (self);
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
