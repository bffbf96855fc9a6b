/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-road-file.h"

#include "cor-road-file-private.h"

#include "cor-osm-import.h"
#include "cor-road-library.h"
#include "cor-router.h"

/**
 * cor_road_file_remember:
 * @network: a network
 * @path: (type filename): its file
 * @error: (nullable): set when it could not be noted
 *
 * Notes where a network is, so that plans that name it find it.
 *
 * Returns: whether it was noted
 */
gboolean
cor_road_file_remember (CorNetwork *network, const char *path, GError **error)
{
  CorRoadEntry entry = { .checksum = (char *) cor_network_get_checksum (network),
                         .path = (char *) path,
                         .source = (char *) cor_network_get_source (network),
                         .attribution = (char *) cor_network_get_attribution (network),
                         .source_utc_s = cor_network_get_source_utc_s (network) };

  return cor_road_library_remember (&entry, error);
}

static CorRoadFileFacts *
tell_facts (CorNetwork *network)
{
  CorRoadFileFacts *facts = g_new0 (CorRoadFileFacts, 1);

  facts->n_nodes = cor_network_get_n_nodes (network);
  facts->n_arcs = cor_network_get_n_arcs (network);
  facts->n_islands = cor_network_count_islands (network);
  cor_network_get_bounds (network, &facts->bounds);
  facts->source_utc_s = cor_network_get_source_utc_s (network);
  facts->source = g_strdup (cor_network_get_source (network));
  facts->attribution = g_strdup (cor_network_get_attribution (network));
  facts->checksum = g_strdup (cor_network_get_checksum (network));

  return facts;
}

/**
 * cor_road_file_import:
 * @extract: an OpenStreetMap extract
 * @output: where to write the network; what is there is replaced once the new one is whole
 * @progress: (nullable): told how far it is
 * @error: set when it cannot be read or written, or was cancelled
 *
 * Makes a network file of an extract.
 *
 * Returns: (transfer full) (nullable): what there is to say about it
 */
CorRoadFileFacts *
cor_road_file_import (const char *extract,
                      const char *output,
                      CorProgress *progress,
                      GError **error)
{
  g_autoptr (CorNetwork) network = cor_osm_import (extract, progress, error);

  if (network == NULL || !cor_network_write_file (network, output, error))
    return NULL;
  /* The file is whole: that plans will have to be told where it is does not undo it. */
  cor_road_file_remember (network, output, NULL);

  return tell_facts (network);
}

/**
 * cor_road_file_read_facts:
 * @path: a network file
 * @error: set when it is none
 *
 * Returns: (transfer full) (nullable): what there is to say about it
 */
CorRoadFileFacts *
cor_road_file_read_facts (const char *path, GError **error)
{
  g_autoptr (CorNetwork) network = cor_network_new_from_file (path, error);

  return network != NULL ? tell_facts (network) : NULL;
}

/**
 * cor_road_file_facts_free:
 * @self: (transfer full): what was said
 */
void
cor_road_file_facts_free (CorRoadFileFacts *self)
{
  g_free (self->source);
  g_free (self->attribution);
  g_free (self->checksum);
  g_free (self);
}

static void
way_free (gpointer way)
{
  g_ptr_array_unref (((CorRoadFileWay *) way)->roads);
  g_free (way);
}

static gboolean
add_part (CorClosureShape *shape, CorGeometry *geometry, guint index, GError **error)
{
  const CorPosition *points;
  guint n_points;

  switch (cor_geometry_get_part (geometry, index, &points, &n_points))
    {
    case COR_PART_POLYGON:
      return cor_closure_shape_add_area (shape, points, n_points, error);
    case COR_PART_HOLE:
      return cor_closure_shape_add_hole (shape, points, n_points, error);
    default:
      return cor_closure_shape_add_line (shape, points, n_points, error);
    }
}

static gboolean
close_roads (CorRouter *router, CorGeometry *closed, GError **error)
{
  g_autoptr (CorClosureShape) shape =
      cor_closure_shape_new ("--close", COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);
  g_autoptr (CorClosureSet) set = NULL;

  for (guint i = 0; i < cor_geometry_get_n_parts (closed); i++)
    {
      if (!add_part (shape, closed, i, error))
        return FALSE;
    }
  set = cor_closure_set_new (cor_router_get_network (router), &shape, 1, NULL, error);
  if (set == NULL)
    return FALSE;
  cor_router_set_closures (router, set, COR_CLOSED_SINCE_EVER, COR_CLOSED_FOR_GOOD);

  return TRUE;
}

static const char *
find_reason (const CorSnap *source, const CorSnap *target)
{
  const CorSnap *bad = source->state != COR_SNAP_FOUND ? source : target;

  switch (bad->state)
    {
    case COR_SNAP_TOO_FAR:
      return "no road near";
    case COR_SNAP_ALL_CLOSED:
      return "all roads near are closed";
    case COR_SNAP_BLOCKED:
      return "no open road on this side of the water";
    default:
      return "no way between them";
    }
}

/* The roads once each, as they follow; what has neither number nor name is left out. */
static void
list_roads (CorRoute *route, GPtrArray *roads)
{
  CorNetwork *network = cor_route_get_network (route);
  gsize n_steps;
  const CorRouteStep *steps = cor_route_get_steps (route, &n_steps);

  for (gsize i = 0; i < n_steps; i++)
    {
      const char *road = cor_network_get_road_number (network, steps[i].road);

      if (road[0] == '\0')
        road = cor_network_get_road_name (network, steps[i].road, COR_LANGUAGE_EN);
      if (road[0] != '\0' &&
          (roads->len == 0 || !g_str_equal (g_ptr_array_index (roads, roads->len - 1), road)))
        g_ptr_array_add (roads, g_strdup (road));
    }
}

static CorRoadFileWay *
find_way (CorRouter *router,
          const CorRoadFileQuestion *question,
          const CorSnap *source,
          const CorSnap *target,
          gint64 depart_utc_s)
{
  CorRoadFileWay *way = g_new0 (CorRoadFileWay, 1);
  g_autoptr (CorRoute) route = NULL;

  way->roads = g_ptr_array_new_with_free_func (g_free);
  if (question->is_timed)
    route = cor_router_find_route_departing (router, source, target, depart_utc_s);
  else
    route = cor_router_find_route (router, source, target);
  if (route == NULL)
    {
      way->reason = find_reason (source, target);
      return way;
    }
  way->is_found = TRUE;
  way->distance_m = cor_route_get_distance_m (route);
  way->travel_ms = cor_route_get_time_ms (route);
  way->wait_ms = cor_route_get_wait_ms (route);
  way->connector_m = source->connector_m + target->connector_m;
  list_roads (route, way->roads);

  return way;
}

/**
 * cor_road_file_find_ways:
 * @path: a network file
 * @question: what to ask
 * @error: set when the file cannot be opened, or what is closed is no shape
 *
 * Finds the ways from each place to the next.
 *
 * Returns: (transfer full) (element-type CorRoadFileWay) (nullable): the ways
 */
GPtrArray *
cor_road_file_find_ways (const char *path, const CorRoadFileQuestion *question, GError **error)
{
  g_autoptr (CorNetwork) network = cor_network_new_from_file (path, error);
  g_autoptr (CorRouter) router = NULL;
  g_autoptr (GPtrArray) ways = g_ptr_array_new_with_free_func (way_free);
  g_autofree CorSnap *snaps = g_new0 (CorSnap, question->n_positions);
  gint64 depart_utc_s = question->depart_utc_s;

  if (network == NULL)
    return NULL;
  router =
      cor_router_new (network, question->coach ? COR_ROAD_VEHICLE_COACH : COR_ROAD_VEHICLE_CAR);
  if (question->closed != NULL && !close_roads (router, question->closed, error))
    return NULL;
  for (guint i = 0; i < question->n_positions; i++)
    cor_router_snap (router, question->positions[i], NULL, &snaps[i]);
  for (guint i = 1; i < question->n_positions; i++)
    {
      CorRoadFileWay *way = find_way (router, question, &snaps[i - 1], &snaps[i], depart_utc_s);

      depart_utc_s += way->travel_ms / 1000;
      g_ptr_array_add (ways, way);
    }

  return g_steal_pointer (&ways);
}
