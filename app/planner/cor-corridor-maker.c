/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-corridor-maker.h"

/* A longer way off the known roads is marked on the sheet. */
#define FLAGGED_CONNECTOR_M 1000u

/* Above these, in percent, a leg's source gives confidence A or B. */
#define CONFIDENCE_A_PERCENT 75u
#define CONFIDENCE_B_PERCENT 45u

/* Walks along a route, to tell how far from its beginning a node is. */
typedef struct
{
  CorNetwork *network;
  const guint32 *arcs;
  gsize n_arcs;
  gsize next; /* the arc whose tail has not been passed yet */
  guint64 distance_m;
} Walk;

static char
get_confidence_letter (guint percent)
{
  if (percent >= CONFIDENCE_A_PERCENT)
    return 'A';

  return percent >= CONFIDENCE_B_PERCENT ? 'B' : 'C';
}

static char *
dup_node_name (CorNetwork *network, guint32 node)
{
  const char *name = NULL;

  if (node != COR_ROAD_NONE)
    name = cor_network_get_node_name (network, node, COR_LANGUAGE_EN);
  if (node != COR_ROAD_NONE && (name == NULL || name[0] == '\0'))
    name = cor_network_get_node_name (network, node, COR_LANGUAGE_UK);

  return name != NULL && name[0] != '\0' ? g_strdup (name) : NULL;
}

static guint
get_leg_length_m (CorNetwork *network, guint32 arc)
{
  CorLeg leg;

  cor_network_get_leg (network, cor_network_get_arc_leg (network, arc), &leg);

  return leg.length_m;
}

/* How much of its first arc a route drives. */
static guint
get_first_length_m (CorRoute *route, guint32 arc)
{
  CorNetwork *network = cor_route_get_network (route);
  const CorSnap *source = cor_route_get_source (route);
  guint64 part = COR_SNAP_WHOLE_LEG;

  if (source->node == COR_ROAD_NONE)
    part = cor_network_get_arc_is_backward (network, arc) ? source->along
                                                          : COR_SNAP_WHOLE_LEG - source->along;

  return (guint) (get_leg_length_m (network, arc) * part / COR_SNAP_WHOLE_LEG);
}

static void
start_walk (Walk *walk, CorRoute *route)
{
  walk->network = cor_route_get_network (route);
  walk->arcs = cor_route_get_arcs (route, &walk->n_arcs);
  walk->next = 1;
  walk->distance_m = cor_route_get_source (route)->connector_m;
  if (walk->n_arcs > 0)
    walk->distance_m += get_first_length_m (route, walk->arcs[0]);
}

/* Goes on to the next node that is @node. Returns how far from the beginning that is. */
static guint
walk_to (Walk *walk, guint32 node)
{
  while (walk->next < walk->n_arcs &&
         cor_network_get_arc_tail (walk->network, walk->arcs[walk->next]) != node)
    walk->distance_m += get_leg_length_m (walk->network, walk->arcs[walk->next++]);

  return (guint) walk->distance_m;
}

static void
set_places (CorCorridorRoad *road, const CorRouteStep *step, Walk *walk)
{
  GPtrArray *names = g_ptr_array_sized_new ((guint) step->n_places + 1);

  /* There is room for all of them at once. */
  g_array_set_size (road->place_ids, (guint) step->n_places);
  g_array_set_size (road->place_distances_m, (guint) step->n_places);
  g_array_set_size (road->place_ids, 0);
  g_array_set_size (road->place_distances_m, 0);
  for (gsize i = 0; i < step->n_places; i++)
    {
      guint32 node = step->places[i];
      guint distance_m = walk_to (walk, node);
      guint32 number = cor_network_get_node_place_number (walk->network, node);
      CorId id = number != 0 ? cor_id_from_place_number (number) : COR_ID_NIL;
      char *name = dup_node_name (walk->network, node);

      if (name == NULL)
        continue;
      g_ptr_array_add (names, name);
      g_array_append_val (road->place_ids, id);
      g_array_append_val (road->place_distances_m, distance_m);
    }
  g_ptr_array_add (names, NULL);
  road->places = (char **) g_ptr_array_free (names, FALSE);
}

static CorCorridorRoad *
make_road (const CorRouteStep *step, Walk *walk)
{
  CorCorridorRoad *road = cor_corridor_road_new ();

  if (step->road != COR_ROAD_NONE)
    {
      const char *number = cor_network_get_road_number (walk->network, step->road);
      const char *name = cor_network_get_road_name (walk->network, step->road, COR_LANGUAGE_EN);

      if (number != NULL)
        {
          g_free (road->number);
          road->number = g_strdup (number);
        }
      road->name = name != NULL && name[0] != '\0' ? g_strdup (name) : NULL;
    }
  road->distance_m = step->distance_m;
  road->travel_time_ms = step->time_ms;
  road->from = dup_node_name (walk->network, step->from_node);
  road->to = dup_node_name (walk->network, step->to_node);
  road->confidence = get_confidence_letter (step->min_confidence_percent);
  road->is_ferry = (step->flags & COR_LEG_FERRY) != 0;
  g_array_append_vals (road->maneuvers, step->turns, (guint) step->n_turns);
  set_places (road, step, walk);

  return road;
}

/**
 * cor_corridor_new_from_route:
 * @route: a way
 * @cluster_id: where it begins
 * @crossing_id: where it ends
 * @mode: what drives it
 *
 * Puts a way of the road engine into words.
 *
 * Returns: (transfer full): the corridor
 */
CorCorridor *
cor_corridor_new_from_route (CorRoute *route,
                             const CorId *cluster_id,
                             const CorId *crossing_id,
                             CorMode mode)
{
  CorCorridor *self = cor_corridor_new ();
  const CorPosition *line;
  const CorRouteStep *steps;
  gsize n_positions, n_steps;
  Walk walk;

  self->cluster_id = *cluster_id;
  self->crossing_id = *crossing_id;
  self->mode = mode;
  self->distance_m = cor_route_get_distance_m (route);
  self->travel_time_ms = cor_route_get_time_ms (route) - cor_route_get_wait_ms (route);
  self->connector_m = cor_route_get_source (route)->connector_m;
  self->end_connector_m = cor_route_get_target (route)->connector_m;
  self->connector_flagged = MAX (self->connector_m, self->end_connector_m) >= FLAGGED_CONNECTOR_M;

  start_walk (&walk, route);
  steps = cor_route_get_steps (route, &n_steps);
  for (gsize i = 0; i < n_steps; i++)
    g_ptr_array_add (self->roads, make_road (&steps[i], &walk));

  line = cor_route_get_line (route, &n_positions);
  g_array_append_vals (self->points, line, (guint) n_positions);

  return self;
}
