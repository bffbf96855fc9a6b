/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include "cor-router-private.h"
#include "cor-via-search.h"

/**
 * cor_router_new:
 * @network: the network to ask about
 * @vehicle: what drives
 *
 * Returns: (transfer full): a router that knows of no closures yet
 */
CorRouter *
cor_router_new (CorNetwork *network, CorRoadVehicle vehicle)
{
  CorRouter *self;

  g_return_val_if_fail (vehicle < COR_N_ROAD_VEHICLES, NULL);

  self = g_new0 (CorRouter, 1);
  self->network = cor_network_ref (network);
  self->vehicle = vehicle;
  self->changed_arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  cor_router_leaving_init (&self->leaving);
  cor_router_init_weights (self);
  self->sweep_nodes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->sweep_ends = g_array_new (FALSE, FALSE, sizeof (CorSweepEnd));
  self->sweep_rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (network->cch_parent == NULL)
    self->dijkstra = cor_dijkstra_new (network);

  return self;
}

/**
 * cor_router_free:
 * @self: (transfer full): a router
 */
void
cor_router_free (CorRouter *self)
{
  g_clear_pointer (&self->timed, cor_timed_search_free);
  g_clear_pointer (&self->dijkstra, cor_dijkstra_free);
  g_clear_pointer (&self->path_search, cor_path_search_free);
  g_clear_pointer (&self->via_search, cor_via_search_free);
  g_clear_pointer (&self->sweep, cor_sweep_free);
  g_clear_pointer (&self->metric, cor_metric_free);
  cor_router_leaving_clear (&self->leaving);
  g_clear_pointer (&self->last_matrix, cor_matrix_unref);
  g_free (self->last_targets);
  g_array_unref (self->changed_arcs);
  g_array_unref (self->sweep_nodes);
  g_array_unref (self->sweep_ends);
  g_array_unref (self->sweep_rows);
  g_clear_pointer (&self->closures, cor_closure_set_unref);
  cor_router_clear_weights (self);
  cor_network_unref (self->network);
  g_free (self);
}

/**
 * cor_router_get_network:
 * @self: a router
 *
 * Returns: (transfer none): its network
 */
CorNetwork *
cor_router_get_network (CorRouter *self)
{
  return self->network;
}

/**
 * cor_router_set_waits_safely:
 * @self: a router
 * @waits_safely: whether nobody waits, on the way, inside what is closed meanwhile
 *
 * Without it one waits wherever that is sooner. With it neither at a junction in an area while that
 * is closed, nor between two roads that one closure closes; where a journey begins or ends one
 * still may. It matters for questions with a departure or an arrival only.
 */
void
cor_router_set_waits_safely (CorRouter *self, gboolean waits_safely)
{
  self->waits_safely = waits_safely;
}

/**
 * cor_router_snap:
 * @self: a router
 * @position: a place
 * @options: (nullable): how far and over what the connector may lead
 * @snap: (out caller-allocates): where it stands, or why it does not
 *
 * Finds the nearest road to a place that is not closed now, on the mainland if there is one within
 * reach. Ferries and closed roads are passed over. What was found holds until the closures change.
 *
 * Returns: %TRUE if @snap's state is %COR_SNAP_FOUND
 */
gboolean
cor_router_snap (CorRouter *self,
                 CorPosition position,
                 const CorSnapOptions *options,
                 CorSnap *snap)
{
  cor_router_look_as_told (self);

  return cor_snap_find (self->network, self->vehicle, self->weights_ms, self->closures,
                        self->told.from_utc_s, self->told.until_utc_s, position, options, snap);
}

/**
 * cor_router_drive_part:
 * @self: a router
 * @arc: an arc
 * @along_from: where along its leg one begins
 * @along_to: where one ends
 *
 * Returns: that part as something driven
 */
CorRouteDrive
cor_router_drive_part (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to)
{
  guint32 part = along_from < along_to ? along_to - along_from : along_from - along_to;
  guint32 leg = cor_network_arc_leg (self->network, arc);

  return (CorRouteDrive){ .arc = arc,
                          .time_ms = cor_snap_part (cor_router_get_moving_ms (self, arc), part) +
                                     cor_router_get_delay_ms (self, arc, along_from, along_to),
                          .distance_m = cor_snap_part (self->network->leg[leg].length_m, part),
                          .along_from = along_from,
                          .along_to = along_to };
}

/**
 * cor_router_part_end:
 * @self: a router
 * @arc: an arc
 *
 * Returns: how far along its leg it ends
 */
guint32
cor_router_part_end (CorRouter *self, guint32 arc)
{
  return cor_network_arc_is_backward (self->network, arc) ? 0 : COR_SNAP_WHOLE_LEG;
}

/**
 * cor_router_drive_whole:
 * @self: a router
 * @arc: an arc
 *
 * Returns: all of it as something driven
 */
CorRouteDrive
cor_router_drive_whole (CorRouter *self, guint32 arc)
{
  guint32 end = cor_router_part_end (self, arc);

  return cor_router_drive_part (self, arc, COR_SNAP_WHOLE_LEG - end, end);
}

/* By which of its ends, the cheaper of two at the same node, a place was left or entered. */
static const CorSnapEnd *
find_end (const CorSnapEnd *ends, guint n_ends, guint32 node)
{
  const CorSnapEnd *found = NULL;

  for (guint i = 0; i < n_ends; i++)
    {
      if (ends[i].node == node && (found == NULL || ends[i].cost < found->cost))
        found = &ends[i];
    }

  return found;
}

static void
prepare_path_search (CorRouter *self)
{
  cor_router_prepare_metric (self);
  if (self->path_search == NULL)
    self->path_search = cor_path_search_new (self->metric);
}

/* Asks the hierarchy: what the way between two places costs, and its whole arcs. */
static CorCost
find_by_hierarchy (CorRouter *self, const CorRouterEnds *ends, CorRouterPath *path)
{
  CorCost cost;

  prepare_path_search (self);
  cost = cor_path_search_run (self->path_search, ends->leaving, ends->n_leaving, ends->arriving,
                              ends->n_arriving);
  if (cost < COR_COST_UNREACHABLE)
    cor_path_search_list_arcs (self->path_search, path->arcs, &path->first_node, &path->last_node);

  return cost;
}

static void
reverse (GArray *arcs)
{
  guint32 *values = (guint32 *) arcs->data;

  for (guint i = 0; i < arcs->len / 2; i++)
    {
      guint32 swapped = values[i];

      values[i] = values[arcs->len - 1 - i];
      values[arcs->len - 1 - i] = swapped;
    }
}

/* Asks the plain search, for networks without a hierarchy. */
static CorCost
find_by_search (CorRouter *self, const CorRouterEnds *ends, CorRouterPath *path)
{
  guint32 wanted[COR_SNAP_MAX_ENDS];
  CorCost best = COR_COST_UNREACHABLE;

  cor_dijkstra_start (self->dijkstra);
  for (guint i = 0; i < ends->n_leaving; i++)
    cor_dijkstra_add_start (self->dijkstra, ends->leaving[i].node, ends->leaving[i].cost);
  for (guint i = 0; i < ends->n_arriving; i++)
    wanted[i] = ends->arriving[i].node;
  cor_dijkstra_run (self->dijkstra, self->weights_ms, FALSE, wanted, ends->n_arriving);
  for (guint i = 0; i < ends->n_arriving; i++)
    {
      CorCost cost =
          ends->arriving[i].cost + cor_dijkstra_get_cost (self->dijkstra, ends->arriving[i].node);

      if (cost < best)
        {
          best = cost;
          path->last_node = ends->arriving[i].node;
        }
    }
  if (best >= COR_COST_UNREACHABLE)
    return best;

  path->first_node = path->last_node;
  for (guint32 arc = cor_dijkstra_get_last_arc (self->dijkstra, path->first_node);
       arc != COR_ROAD_NONE; arc = cor_dijkstra_get_last_arc (self->dijkstra, path->first_node))
    {
      g_array_append_val (path->arcs, arc);
      path->first_node = self->network->arc_tail[arc];
    }
  reverse (path->arcs);

  return best;
}

/**
 * cor_router_find_path:
 * @self: a router
 * @ends: the nodes by which two places leave and enter the network
 * @path: takes the way
 *
 * Finds the quickest way between two places that does not stay within one leg.
 *
 * Returns: what it costs
 */
CorCost
cor_router_find_path (CorRouter *self, const CorRouterEnds *ends, CorRouterPath *path)
{
  return self->network->cch_parent != NULL ? find_by_hierarchy (self, ends, path)
                                           : find_by_search (self, ends, path);
}

/**
 * cor_router_list_drives:
 * @self: a router
 * @source: where one begins
 * @target: where one ends
 * @ends: the nodes by which they leave and enter the network
 * @path: the way between these
 * @drives: (element-type CorRouteDrive): takes what is driven
 *
 * Puts the parts of legs at both ends and the whole arcs between them together.
 */
void
cor_router_list_drives (CorRouter *self,
                        const CorSnap *source,
                        const CorSnap *target,
                        const CorRouterEnds *ends,
                        const CorRouterPath *path,
                        GArray *drives)
{
  guint32 first_arc = find_end (ends->leaving, ends->n_leaving, path->first_node)->arc;
  guint32 last_arc = find_end (ends->arriving, ends->n_arriving, path->last_node)->arc;
  CorRouteDrive drive;

  if (first_arc != COR_ROAD_NONE)
    {
      drive = cor_router_drive_part (self, first_arc, source->along,
                                     cor_router_part_end (self, first_arc));
      g_array_append_val (drives, drive);
    }
  for (guint i = 0; i < path->arcs->len; i++)
    {
      drive = cor_router_drive_whole (self, g_array_index (path->arcs, guint32, i));
      g_array_append_val (drives, drive);
    }
  if (last_arc != COR_ROAD_NONE)
    {
      drive = cor_router_drive_part (
          self, last_arc, COR_SNAP_WHOLE_LEG - cor_router_part_end (self, last_arc), target->along);
      g_array_append_val (drives, drive);
    }
}

static CorRoute *
build_route (CorRouter *self,
             const CorSnap *source,
             const CorSnap *target,
             const CorRouterEnds *ends,
             const CorRouterPath *path)
{
  g_autoptr (GArray) drives =
      g_array_sized_new (FALSE, FALSE, sizeof (CorRouteDrive), path->arcs->len + 2);

  cor_router_list_drives (self, source, target, ends, path, drives);

  return cor_route_new (self->network, source, target, (const CorRouteDrive *) drives->data,
                        drives->len, 0);
}

/**
 * cor_router_find_cost:
 * @self: a router
 * @source: where one begins
 * @target: where one ends
 *
 * Returns: what the quickest way costs, within one leg or not; no more is told of it
 */
CorCost
cor_router_find_cost (CorRouter *self, const CorSnap *source, const CorSnap *target)
{
  CorCost direct = cor_router_find_direct (self, source, target, NULL);
  CorRouterEnds ends;
  CorCost cost;

  ends.n_leaving = cor_router_list_leaving (self, source, ends.leaving);
  ends.n_arriving = cor_router_list_arriving (self, target, ends.arriving);
  if (self->network->cch_parent == NULL)
    {
      g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
      CorRouterPath path = { arcs, COR_ROAD_NONE, COR_ROAD_NONE };

      cost = find_by_search (self, &ends, &path);
    }
  else
    {
      prepare_path_search (self);
      cost = cor_path_search_run (self->path_search, ends.leaving, ends.n_leaving, ends.arriving,
                                  ends.n_arriving);
    }

  return MIN (direct, cost);
}

/**
 * cor_router_find_route:
 * @self: a router
 * @source: the place to leave
 * @target: the place to reach
 *
 * Finds the quickest way while the closures hold, the shorter of equally quick ones.
 *
 * Returns: (transfer full) (nullable): the route, or %NULL when there is none
 */
CorRoute *
cor_router_find_route (CorRouter *self, const CorSnap *source, const CorSnap *target)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (guint32));
  CorRouterPath path = { arcs, COR_ROAD_NONE, COR_ROAD_NONE };
  CorRouterEnds ends;
  guint32 direct_arc = COR_ROAD_NONE;
  CorCost direct, cost;

  cor_router_look_as_told (self);
  direct = cor_router_find_direct (self, source, target, &direct_arc);
  ends.n_leaving = cor_router_list_leaving (self, source, ends.leaving);
  ends.n_arriving = cor_router_list_arriving (self, target, ends.arriving);
  cost = cor_router_find_path (self, &ends, &path);
  if (MIN (cost, direct) >= COR_COST_UNREACHABLE)
    return NULL;
  if (direct <= cost)
    {
      CorRouteDrive drive = cor_router_drive_part (self, direct_arc, source->along, target->along);

      return cor_route_new (self->network, source, target, &drive, 1, 0);
    }

  return build_route (self, source, target, &ends, &path);
}
