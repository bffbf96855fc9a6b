/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-router.h"

#include <string.h>

#include "cor-closure-set-private.h"
#include "cor-matrix-private.h"
#include "cor-router-private.h"

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
  gsize n_bytes = network->n_arcs * sizeof (guint32);

  g_return_val_if_fail (vehicle < COR_N_ROAD_VEHICLES, NULL);

  self = g_new0 (CorRouter, 1);
  self->network = cor_network_ref (network);
  self->vehicle = vehicle;
  self->weights_ms = g_malloc (MAX (n_bytes, 1));
  if (n_bytes > 0)
    memcpy (self->weights_ms, network->arc_time_ms[vehicle], n_bytes);
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
  cor_dijkstra_free (self->dijkstra);
  g_clear_pointer (&self->closures, cor_closure_set_unref);
  g_free (self->weights_ms);
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

static void
set_leg_open (CorRouter *self, guint32 leg, gboolean is_open)
{
  for (guint backward = 0; backward < 2; backward++)
    {
      guint32 arc = cor_network_find_arc (self->network, leg, backward == 1);

      if (arc != COR_ROAD_NONE)
        self->weights_ms[arc] =
            is_open ? self->network->arc_time_ms[self->vehicle][arc] : COR_TRAVEL_UNREACHABLE;
    }
}

static void
open_all (CorRouter *self)
{
  gsize n_legs;
  const guint32 *legs;

  if (self->closures == NULL)
    return;
  legs = cor_closure_set_get_closed_legs (self->closures, &n_legs);
  for (gsize i = 0; i < n_legs; i++)
    set_leg_open (self, legs[i], TRUE);
}

/**
 * cor_router_set_closures:
 * @self: a router
 * @closures: (nullable): what is closed, found on the router's network
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end, not included
 *
 * Says what is closed from now on. For matrices and routes without a time of day a leg counts as
 * closed when it is so at any moment of [@from_utc_s, @until_utc_s); with both the same it is that
 * second, and from %COR_CLOSED_SINCE_EVER to %COR_CLOSED_FOR_GOOD every closure counts. Questions
 * with a departure or an arrival look at the closures' own times instead.
 */
void
cor_router_set_closures (CorRouter *self,
                         CorClosureSet *closures,
                         gint64 from_utc_s,
                         gint64 until_utc_s)
{
  gsize n_legs = 0;
  const guint32 *legs = NULL;

  g_return_if_fail (closures == NULL || cor_closure_set_get_network (closures) == self->network);

  open_all (self);
  if (closures != NULL)
    {
      cor_closure_set_ref (closures);
      legs = cor_closure_set_get_closed_legs (closures, &n_legs);
    }
  g_clear_pointer (&self->closures, cor_closure_set_unref);
  self->closures = closures;
  self->from_utc_s = from_utc_s;
  self->until_utc_s = until_utc_s;
  for (gsize i = 0; i < n_legs; i++)
    {
      if (cor_closure_set_leg_is_closed (closures, legs[i], from_utc_s, until_utc_s))
        set_leg_open (self, legs[i], FALSE);
    }
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
  return cor_snap_find (self->network, self->weights_ms, self->closures, self->from_utc_s,
                        self->until_utc_s, position, options, snap);
}

/* All nodes by which these places leave or enter the network. */
guint32 *
cor_router_list_nodes (CorRouter *self,
                       const guint32 *weights_ms,
                       const CorSnap *snaps,
                       gsize n_snaps,
                       gboolean leaving,
                       gsize *n_nodes)
{
  guint32 *nodes = g_new (guint32, n_snaps * COR_SNAP_MAX_ENDS + 1);

  *n_nodes = 0;
  for (gsize i = 0; i < n_snaps; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = leaving ? cor_snap_list_leaving (self->network, weights_ms, &snaps[i], ends)
                             : cor_snap_list_arriving (self->network, weights_ms, &snaps[i], ends);

      for (guint j = 0; j < n_ends; j++)
        nodes[(*n_nodes)++] = ends[j].node;
    }

  return nodes;
}

static void
fill_column (CorRouter *self,
             CorMatrix *matrix,
             const CorSnap *sources,
             gsize n_sources,
             const CorSnap *target,
             gsize column)
{
  for (gsize i = 0; i < n_sources; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = cor_snap_list_leaving (self->network, self->weights_ms, &sources[i], ends);
      CorCost best =
          cor_snap_find_direct (self->network, self->weights_ms, &sources[i], target, NULL);

      for (guint j = 0; j < n_ends; j++)
        best = MIN (best, ends[j].cost + cor_dijkstra_get_cost (self->dijkstra, ends[j].node));
      if (best < COR_COST_UNREACHABLE)
        cor_matrix_set (matrix, i, column, best);
    }
}

/**
 * cor_router_compute_matrix:
 * @self: a router
 * @sources: (array length=n_sources): places to leave; those without a road reach nothing
 * @n_sources: how many
 * @targets: (array length=n_targets): places to reach
 * @n_targets: how many
 * @progress: (nullable): asked whether to go on
 * @error: set when it was cancelled
 *
 * Computes the exact travel times and distances from all sources to all targets while the closures
 * hold.
 *
 * Returns: (transfer full) (nullable): the matrix
 */
CorMatrix *
cor_router_compute_matrix (CorRouter *self,
                           const CorSnap *sources,
                           gsize n_sources,
                           const CorSnap *targets,
                           gsize n_targets,
                           CorProgress *progress,
                           GError **error)
{
  g_autoptr (CorMatrix) matrix = cor_matrix_new (n_sources, n_targets);
  g_autofree guint32 *wanted = NULL;
  gsize n_wanted;

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  wanted = cor_router_list_nodes (self, self->weights_ms, sources, n_sources, TRUE, &n_wanted);
  for (gsize i = 0; i < n_targets; i++)
    {
      CorSnapEnd ends[COR_SNAP_MAX_ENDS];
      guint n_ends = cor_snap_list_arriving (self->network, self->weights_ms, &targets[i], ends);

      if (!cor_progress_check (progress, error))
        return NULL;
      cor_dijkstra_start (self->dijkstra);
      for (guint j = 0; j < n_ends; j++)
        cor_dijkstra_add_start (self->dijkstra, ends[j].node, ends[j].cost);
      cor_dijkstra_run (self->dijkstra, self->weights_ms, TRUE, wanted, n_wanted);
      fill_column (self, matrix, sources, n_sources, &targets[i], i);
    }

  return g_steal_pointer (&matrix);
}

CorRouteDrive
cor_router_drive_part (CorRouter *self, guint32 arc, guint32 along_from, guint32 along_to)
{
  guint32 part = along_from < along_to ? along_to - along_from : along_from - along_to;
  guint32 leg = cor_network_arc_leg (self->network, arc);

  return (CorRouteDrive){ .arc = arc,
                          .time_ms =
                              cor_snap_part (self->network->arc_time_ms[self->vehicle][arc], part),
                          .distance_m = cor_snap_part (self->network->leg[leg].length_m, part),
                          .along_from = along_from,
                          .along_to = along_to };
}

/* How far along its leg an arc ends. */
guint32
cor_router_part_end (CorRouter *self, guint32 arc)
{
  return cor_network_arc_is_backward (self->network, arc) ? 0 : COR_SNAP_WHOLE_LEG;
}

CorRouteDrive
cor_router_drive_whole (CorRouter *self, guint32 arc)
{
  guint32 end = cor_router_part_end (self, arc);

  return cor_router_drive_part (self, arc, COR_SNAP_WHOLE_LEG - end, end);
}

/* The arcs from a start of the search to @node, in driving order, after what is there already. */
static guint32
add_path (CorRouter *self, GArray *drives, guint32 node)
{
  guint first = drives->len;
  guint last;

  for (guint32 arc = cor_dijkstra_get_last_arc (self->dijkstra, node); arc != COR_ROAD_NONE;
       arc = cor_dijkstra_get_last_arc (self->dijkstra, node))
    {
      CorRouteDrive drive = cor_router_drive_whole (self, arc);

      g_array_append_val (drives, drive);
      node = self->network->arc_tail[arc];
    }
  last = drives->len;
  for (; first + 1 < last; first++)
    {
      CorRouteDrive swapped = g_array_index (drives, CorRouteDrive, first);

      last--;
      g_array_index (drives, CorRouteDrive, first) = g_array_index (drives, CorRouteDrive, last);
      g_array_index (drives, CorRouteDrive, last) = swapped;
    }

  return node;
}

/* By which of its ends, the cheaper of two at the same node, a place was left. */
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

/* Puts the route together that the search found to the arriving end @last. */
static CorRoute *
build_route (CorRouter *self,
             const CorSnap *source,
             const CorSnap *target,
             const CorSnapEnd *leaving,
             guint n_leaving,
             const CorSnapEnd *last)
{
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  CorRouteDrive drive = { 0 };
  guint32 first_node;
  guint32 first_arc;

  g_array_append_val (drives, drive);
  first_node = add_path (self, drives, last->node);
  first_arc = find_end (leaving, n_leaving, first_node)->arc;
  if (first_arc != COR_ROAD_NONE)
    g_array_index (drives, CorRouteDrive, 0) = cor_router_drive_part (
        self, first_arc, source->along, cor_router_part_end (self, first_arc));
  else
    g_array_remove_index (drives, 0);
  if (last->arc != COR_ROAD_NONE)
    {
      drive = cor_router_drive_part (self, last->arc,
                                     COR_SNAP_WHOLE_LEG - cor_router_part_end (self, last->arc),
                                     target->along);
      g_array_append_val (drives, drive);
    }

  return cor_route_new (self->network, source, target, (const CorRouteDrive *) drives->data,
                        drives->len, 0);
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
  CorSnapEnd leaving[COR_SNAP_MAX_ENDS], arriving[COR_SNAP_MAX_ENDS];
  guint n_leaving = cor_snap_list_leaving (self->network, self->weights_ms, source, leaving);
  guint n_arriving = cor_snap_list_arriving (self->network, self->weights_ms, target, arriving);
  guint32 wanted[COR_SNAP_MAX_ENDS];
  guint32 direct_arc = COR_ROAD_NONE;
  CorCost best =
      cor_snap_find_direct (self->network, self->weights_ms, source, target, &direct_arc);
  const CorSnapEnd *last = NULL;

  cor_dijkstra_start (self->dijkstra);
  for (guint i = 0; i < n_leaving; i++)
    cor_dijkstra_add_start (self->dijkstra, leaving[i].node, leaving[i].cost);
  for (guint i = 0; i < n_arriving; i++)
    wanted[i] = arriving[i].node;
  cor_dijkstra_run (self->dijkstra, self->weights_ms, FALSE, wanted, n_arriving);
  for (guint i = 0; i < n_arriving; i++)
    {
      CorCost cost = arriving[i].cost + cor_dijkstra_get_cost (self->dijkstra, arriving[i].node);

      if (cost < best)
        {
          best = cost;
          last = &arriving[i];
        }
    }
  if (best >= COR_COST_UNREACHABLE)
    return NULL;
  if (last == NULL)
    {
      CorRouteDrive drive = cor_router_drive_part (self, direct_arc, source->along, target->along);

      return cor_route_new (self->network, source, target, &drive, 1, 0);
    }

  return build_route (self, source, target, leaving, n_leaving, last);
}
