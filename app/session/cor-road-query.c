/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-query.h"

#include "cor-alternatives.h"
#include "cor-closure-file.h"
#include "cor-closure-maker.h"
#include "cor-isochrone.h"
#include "cor-road-file-private.h"
#include "cor-road-query-private.h"

#define SECONDS_PER_MINUTE 60u
#define MS_PER_MINUTE 60000u

static void
road_free (gpointer data)
{
  CorRoadQueryRoad *road = data;

  g_free (road->number);
  g_free (road->name);
  g_ptr_array_unref (road->places);
  g_array_unref (road->maneuvers);
  g_free (road);
}

static void
way_free (gpointer data)
{
  CorRoadQueryWay *way = data;

  g_ptr_array_unref (way->roads);
  g_ptr_array_unref (way->alternatives);
  g_free (way);
}

static void
place_free (gpointer data)
{
  g_free (((CorRoadQueryPlace *) data)->passed_over);
  g_free (data);
}

static void
reach_free (gpointer data)
{
  cor_geometry_unref (((CorRoadQueryReach *) data)->area);
  g_free (data);
}

/**
 * cor_road_answer_free:
 * @self: (transfer full): an answer
 *
 * Frees @self.
 */
void
cor_road_answer_free (CorRoadAnswer *self)
{
  g_free (self->checksum);
  g_free (self->source);
  g_free (self->attribution);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->ways);
  g_ptr_array_unref (self->reaches);
  g_free (self->trouble);
  g_free (self);
}

static CorRoadAnswer *
answer_new (CorNetwork *network)
{
  CorRoadAnswer *self = g_new0 (CorRoadAnswer, 1);

  self->checksum = g_strdup (cor_network_get_checksum (network));
  self->source = g_strdup (cor_network_get_source (network));
  self->attribution = g_strdup (cor_network_get_attribution (network));
  self->places = g_ptr_array_new_with_free_func (place_free);
  self->ways = g_ptr_array_new_with_free_func (way_free);
  self->reaches = g_ptr_array_new_with_free_func (reach_free);

  return self;
}

static CorClosureSet *
find_closed (CorNetwork *network, const char *path, GError **error)
{
  g_autoptr (GPtrArray) closures = NULL;
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) cor_closure_shape_unref);
  CorBounds reach;

  cor_road_file_get_reach (network, &reach);
  closures = cor_closure_file_read_closures (path, &reach, error);
  if (closures == NULL)
    return NULL;

  for (guint i = 0; i < closures->len; i++)
    {
      CorClosureShape *shape = cor_closure_make_shape (closures->pdata[i], error);

      if (shape == NULL)
        return NULL;
      g_ptr_array_add (shapes, shape);
    }

  return cor_closure_set_new (network, (CorClosureShape *const *) shapes->pdata, shapes->len, NULL,
                              error);
}

/* Opens a network with what is closed on it: when one leaves, if that is asked; else whatever is
 * closed at any time. */
static CorRouter *
open_router (const char *path, const CorRoadQuery *query, GError **error)
{
  g_autoptr (CorNetwork) network = cor_network_new_from_file (path, error);
  g_autoptr (CorClosureSet) closures = NULL;
  CorRouter *router;

  if (network == NULL)
    return NULL;
  if (query->closed != NULL)
    {
      closures = find_closed (network, query->closed, error);
      if (closures == NULL)
        return NULL;
    }
  router =
      cor_router_new (network, query->by_coach ? COR_ROAD_VEHICLE_COACH : COR_ROAD_VEHICLE_CAR);
  if (query->is_timed)
    cor_router_set_closures (router, closures, query->depart_utc_s, query->depart_utc_s);
  else
    cor_router_set_closures (router, closures, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

  return router;
}

static const char *
find_reason (const CorSnap *snap)
{
  switch (snap->state)
    {
    case COR_SNAP_TOO_FAR:
      return "no road near";
    case COR_SNAP_ALL_CLOSED:
      return "all roads near are closed";
    case COR_SNAP_BLOCKED:
      return "no open road on this side of the water";
    default:
      return NULL;
    }
}

/* What a leg is called: by number, else by name, else not at all. */
static const char *
name_leg (CorNetwork *network, guint32 leg)
{
  CorLeg record;
  const char *number;

  cor_network_get_leg (network, leg, &record);
  number = cor_network_get_road_number (network, record.road);

  return number[0] != '\0' ? number
                           : cor_network_get_road_name (network, record.road, COR_LANGUAGE_EN);
}

static CorRoadQueryPlace *
describe_place (CorNetwork *network, const CorSnap *snap)
{
  CorRoadQueryPlace *place = g_new0 (CorRoadQueryPlace, 1);

  place->position = snap->position;
  place->is_found = snap->state == COR_SNAP_FOUND;
  place->reason = find_reason (snap);
  place->in_closed_area = snap->closed_area != G_MAXSIZE;
  if (snap->closed_leg != COR_ROAD_NONE)
    place->passed_over = g_strdup (name_leg (network, snap->closed_leg));
  if (!place->is_found)
    return place;
  place->road_position = snap->road_position;
  place->connector_m = snap->connector_m;
  place->on_island = snap->on_island;

  return place;
}

static CorRoadQueryRoad *
describe_road (CorNetwork *network, const CorRouteStep *step)
{
  CorRoadQueryRoad *road = g_new0 (CorRoadQueryRoad, 1);

  road->number = g_strdup (cor_network_get_road_number (network, step->road));
  road->name = g_strdup (cor_network_get_road_name (network, step->road, COR_LANGUAGE_EN));
  road->distance_m = step->distance_m;
  road->travel_ms = step->time_ms;
  road->begin_m = step->begin_m;
  road->is_ferry = (step->flags & COR_LEG_FERRY) != 0;
  road->places = g_ptr_array_new_with_free_func (g_free);
  for (gsize i = 0; i < step->n_places; i++)
    {
      const char *name = cor_network_get_node_name (network, step->places[i], COR_LANGUAGE_EN);

      if (name != NULL && name[0] != '\0')
        g_ptr_array_add (road->places, g_strdup (name));
    }
  road->maneuvers = g_array_new (FALSE, FALSE, sizeof (CorManeuver));
  g_array_append_vals (road->maneuvers, step->turns, (guint) step->n_turns);

  return road;
}

static CorRoadQueryWay *
way_new (void)
{
  CorRoadQueryWay *way = g_new0 (CorRoadQueryWay, 1);

  way->roads = g_ptr_array_new_with_free_func (road_free);
  way->alternatives = g_ptr_array_new_with_free_func (way_free);

  return way;
}

static void
describe_route (CorRoute *route, CorRoadQueryWay *way)
{
  gsize n_steps;
  const CorRouteStep *steps = cor_route_get_steps (route, &n_steps);

  way->distance_m = cor_route_get_distance_m (route);
  way->travel_ms = cor_route_get_time_ms (route);
  way->wait_ms = cor_route_get_wait_ms (route);
  way->connector_m =
      cor_route_get_source (route)->connector_m + cor_route_get_target (route)->connector_m;
  for (gsize i = 0; i < n_steps; i++)
    g_ptr_array_add (way->roads, describe_road (cor_route_get_network (route), &steps[i]));
}

static void
add_alternatives (CorRouter *router,
                  const CorSnap *source,
                  const CorSnap *target,
                  guint n_max,
                  CorRoadQueryWay *way)
{
  g_autoptr (GPtrArray) found = cor_router_find_alternatives (router, source, target, n_max, NULL);

  for (guint i = 0; i < found->len; i++)
    {
      const CorAlternativeRoute *alternative = found->pdata[i];
      CorRoadQueryWay *other = way_new ();

      describe_route (alternative->route, other);
      other->shared_percent = alternative->shared_percent;
      other->longer_ms = alternative->longer_ms;
      g_ptr_array_add (way->alternatives, other);
    }
}

static CorRoadQueryWay *
find_way (CorRouter *router,
          const CorRoadQuery *query,
          const CorSnap *source,
          const CorSnap *target,
          gint64 depart_utc_s)
{
  CorRoadQueryWay *way = way_new ();
  g_autoptr (CorRoute) route = NULL;

  if (query->is_timed)
    route = cor_router_find_route_departing (router, source, target, depart_utc_s);
  else
    route = cor_router_find_route (router, source, target);
  if (route == NULL)
    {
      way->reason = find_reason (source);
      if (way->reason == NULL)
        way->reason = find_reason (target);
      if (way->reason == NULL)
        way->reason = "no way between them";
      return way;
    }
  describe_route (route, way);
  if (query->n_alternatives > 0)
    add_alternatives (router, source, target, query->n_alternatives, way);

  return way;
}

/* What each way would be if nothing were closed: that is what the closure changes. */
static void
compare_with_open (CorRouter *router, const CorRoadQuery *query, GPtrArray *ways)
{
  g_autofree CorSnap *snaps = g_new0 (CorSnap, query->n_positions);

  cor_router_set_closures (router, NULL, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  for (guint i = 0; i < query->n_positions; i++)
    cor_router_snap (router, query->positions[i], NULL, &snaps[i]);
  for (guint i = 0; i < ways->len; i++)
    {
      CorRoadQueryWay *way = ways->pdata[i];
      g_autoptr (CorRoute) route = cor_router_find_route (router, &snaps[i], &snaps[i + 1]);

      way->is_compared = TRUE;
      way->had_way = route != NULL;
      if (route == NULL)
        continue;
      way->open_distance_m = cor_route_get_distance_m (route);
      way->open_travel_ms = cor_route_get_time_ms (route);
    }
}

/**
 * cor_road_query_find_ways:
 * @path: (type filename): a network file
 * @query: what to ask
 * @error: set when the file cannot be opened, or what is closed cannot be read
 *
 * Finds the way from each place to the next, other ways, and what closures change. Without a
 * departure every closure counts, whatever its hours. With one, the way looks at the clock, and may
 * wait; other ways are those that are open at the departure.
 *
 * Returns: (transfer full) (nullable): the answer
 */
CorRoadAnswer *
cor_road_query_find_ways (const char *path, const CorRoadQuery *query, GError **error)
{
  g_autoptr (CorRouter) router = open_router (path, query, error);
  g_autofree CorSnap *snaps = g_new0 (CorSnap, query->n_positions);
  gint64 depart_utc_s = query->depart_utc_s;
  CorRoadAnswer *answer;

  if (router == NULL)
    return NULL;
  answer = answer_new (cor_router_get_network (router));
  for (guint i = 0; i < query->n_positions; i++)
    {
      cor_router_snap (router, query->positions[i], NULL, &snaps[i]);
      g_ptr_array_add (answer->places, describe_place (cor_router_get_network (router), &snaps[i]));
    }
  for (guint i = 1; i < query->n_positions; i++)
    {
      CorRoadQueryWay *way = find_way (router, query, &snaps[i - 1], &snaps[i], depart_utc_s);

      depart_utc_s += way->travel_ms / 1000;
      g_ptr_array_add (answer->ways, way);
    }
  if (query->closed != NULL)
    compare_with_open (router, query, answer->ways);

  return answer;
}

static void
add_reach (const CorReach *found, guint within_min, GPtrArray *reaches)
{
  CorRoadQueryReach *reach = g_new0 (CorRoadQueryReach, 1);

  reach->within_min = within_min;
  reach->cell_m = found->cell_m;
  reach->n_nodes = found->n_nodes;
  reach->road_m = found->road_m;
  reach->area = cor_geometry_ref (found->area);
  g_ptr_array_add (reaches, reach);
}

/**
 * cor_road_answer_new_reach:
 * @router: knows what is closed
 * @position: a place
 * @options: (nullable): how it is joined to the roads
 * @depart_utc_s: (nullable): when one leaves, if anything changes by the clock; %NULL: what the
 *   router knows to be closed counts, whatever its hours
 * @within_min: (array length=n_within): minutes of driving
 * @n_within: how many
 * @cell_m: side of the squares that areas are made of; 0: as suits the network
 *
 * Returns: (transfer full): from where the place is reached in time
 */
CorRoadAnswer *
cor_road_answer_new_reach (CorRouter *router,
                           CorPosition position,
                           const CorSnapOptions *options,
                           const gint64 *depart_utc_s,
                           const guint *within_min,
                           guint n_within,
                           guint cell_m)
{
  CorRoadAnswer *answer = answer_new (cor_router_get_network (router));
  g_autofree guint32 *times_ms = NULL;
  CorSnap target;

  cor_router_snap (router, position, options, &target);
  g_ptr_array_add (answer->places, describe_place (cor_router_get_network (router), &target));
  if (target.state != COR_SNAP_FOUND)
    return answer;
  if (depart_utc_s == NULL)
    times_ms = cor_router_compute_times (router, &target, TRUE);
  for (guint i = 0; i < n_within; i++)
    {
      g_autoptr (CorReach) reach =
          depart_utc_s != NULL
              ? cor_router_find_reach_departing (router, &target, *depart_utc_s,
                                                 within_min[i] * SECONDS_PER_MINUTE, cell_m)
              : cor_router_find_reach (router, &target, times_ms, within_min[i] * MS_PER_MINUTE,
                                       cell_m);

      add_reach (reach, within_min[i], answer->reaches);
    }

  return answer;
}

/**
 * cor_road_query_find_reach:
 * @path: (type filename): a network file
 * @query: what to ask; its first place counts
 * @within_min: (array length=n_within): minutes of driving
 * @n_within: how many
 * @cell_m: side of the squares that areas are made of; 0: as suits the network
 * @error: set when the file cannot be opened, or what is closed is no shape
 *
 * Finds from where a place, such as a crossing, is reached in time; with a departure, by the clock.
 *
 * Returns: (transfer full) (nullable): the answer; without any reach when no road is near the place
 */
CorRoadAnswer *
cor_road_query_find_reach (const char *path,
                           const CorRoadQuery *query,
                           const guint *within_min,
                           guint n_within,
                           guint cell_m,
                           GError **error)
{
  g_autoptr (CorRouter) router = open_router (path, query, error);

  return router != NULL ? cor_road_answer_new_reach (router, query->positions[0], NULL,
                                                     query->is_timed ? &query->depart_utc_s : NULL,
                                                     within_min, n_within, cell_m)
                        : NULL;
}
