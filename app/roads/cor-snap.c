/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-snap.h"

#include <math.h>

#include "cor-leg-grid.h"
#include "cor-snap-private.h"

#define DEFAULT_MAX_CONNECTOR_M 30000u
/* Unmade ways and a straight line drawn over a winding one. */
#define CONNECTOR_SPEED_KMH 20.0
#define METRES_PER_DEGREE (COR_EARTH_RADIUS_M * G_PI / 180.0)

/* A leg on which the place might stand. */
typedef struct
{
  guint32 leg;
  guint32 along;
  double distance_m;
  CorPosition road_position;
} Candidate;

typedef struct
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorPosition position;
  double max_m;
  GArray *candidates; /* Candidate */
  GHashTable *seen;   /* legs looked at */
} Nearby;

/**
 * cor_snap_part:
 * @whole: the weight of a leg
 * @along: how much of it, of %COR_SNAP_WHOLE_LEG
 *
 * Returns: the weight of that part, rounded up
 */
guint32
cor_snap_part (guint32 whole, guint32 along)
{
  return ((guint64) whole * along + COR_SNAP_WHOLE_LEG - 1) / COR_SNAP_WHOLE_LEG;
}

static void
find_nearest_on_leg (CorNetwork *network, guint32 leg, CorPosition position, Candidate *candidate)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);
  CorPosition before = cor_network_get_leg_point (network, leg, 0);
  double total_m = 0.0, nearest_at_m = 0.0;

  candidate->leg = leg;
  candidate->distance_m = HUGE_VAL;
  for (guint i = 1; i < n_points; i++)
    {
      CorPosition next = cor_network_get_leg_point (network, leg, i);
      double length_m = cor_position_distance_m (before, next);
      double fraction;
      double distance_m = cor_position_distance_to_segment_m (position, before, next, &fraction);

      if (distance_m < candidate->distance_m)
        {
          candidate->distance_m = distance_m;
          candidate->road_position = cor_position_interpolate (before, next, fraction);
          nearest_at_m = total_m + fraction * length_m;
        }
      total_m += length_m;
      before = next;
    }
  candidate->along =
      total_m > 0.0 ? (guint32) lround (nearest_at_m / total_m * COR_SNAP_WHOLE_LEG) : 0;
  candidate->along = MIN (candidate->along, COR_SNAP_WHOLE_LEG);
}

static void
look_at_leg (guint32 leg, gpointer user_data)
{
  Nearby *nearby = user_data;
  Candidate candidate;

  if ((nearby->network->leg[leg].flags & COR_LEG_FERRY) != 0 ||
      !g_hash_table_add (nearby->seen, GUINT_TO_POINTER (leg)))
    return;
  find_nearest_on_leg (nearby->network, leg, nearby->position, &candidate);
  if (candidate.distance_m <= nearby->max_m)
    g_array_append_val (nearby->candidates, candidate);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a;
  const Candidate *second = b;

  if (first->distance_m < second->distance_m)
    return -1;
  if (first->distance_m > second->distance_m)
    return 1;

  return first->leg < second->leg ? -1 : first->leg > second->leg;
}

/* Looks at every leg that may come within @radius_m. */
static void
look_around (Nearby *nearby, double radius_m)
{
  CorBounds bounds = COR_BOUNDS_EMPTY;

  cor_bounds_add (&bounds, nearby->position);
  cor_bounds_grow (&bounds, radius_m);
  cor_leg_grid_foreach_in_bounds (nearby->network, &bounds, look_at_leg, nearby);
}

static gboolean
leg_is_open (CorNetwork *network, const guint32 *weights_ms, guint32 leg)
{
  for (guint backward = 0; backward < 2; backward++)
    {
      guint32 arc = cor_network_find_arc (network, leg, backward == 1);

      if (arc != COR_ROAD_NONE && (weights_ms == NULL || weights_ms[arc] < COR_TRAVEL_UNREACHABLE))
        return TRUE;
    }

  return FALSE;
}

static gboolean
leg_is_mainland (const Nearby *nearby, guint32 leg)
{
  const CorNetworkLeg *record = &nearby->network->leg[leg];

  return cor_network_node_is_mainland (nearby->network, record->from_node, nearby->vehicle) &&
         cor_network_node_is_mainland (nearby->network, record->to_node, nearby->vehicle);
}

static void
accept (const Nearby *nearby, const Candidate *candidate, CorSnap *snap)
{
  const CorNetworkLeg *leg = &nearby->network->leg[candidate->leg];

  snap->state = COR_SNAP_FOUND;
  snap->road_position = candidate->road_position;
  snap->leg = candidate->leg;
  snap->along = candidate->along;
  snap->node = candidate->along == 0                    ? leg->from_node
               : candidate->along == COR_SNAP_WHOLE_LEG ? leg->to_node
                                                        : COR_ROAD_NONE;
  snap->connector_m = (guint32) lround (candidate->distance_m);
  snap->connector_ms = (guint32) lround (candidate->distance_m * 3600.0 / CONNECTOR_SPEED_KMH);
  snap->on_island = !leg_is_mainland (nearby, candidate->leg);
}

/* Judges one candidate, the nearest of those left. TRUE when no other is needed. */
static gboolean
judge (const Nearby *nearby,
       const guint32 *weights_ms,
       const Candidate *candidate,
       const CorSnapOptions *options,
       CorSnap *snap)
{
  if (!leg_is_open (nearby->network, weights_ms, candidate->leg))
    {
      if (snap->state == COR_SNAP_TOO_FAR)
        {
          snap->closed_leg = candidate->leg;
          snap->state = COR_SNAP_ALL_CLOSED;
        }
      return FALSE;
    }
  if (snap->state == COR_SNAP_FOUND && !leg_is_mainland (nearby, candidate->leg))
    return FALSE;
  if (options != NULL && options->is_blocked != NULL &&
      options->is_blocked (snap->position, candidate->road_position, options->user_data))
    {
      if (snap->state != COR_SNAP_FOUND)
        snap->state = COR_SNAP_BLOCKED;
      return FALSE;
    }
  accept (nearby, candidate, snap);

  return !snap->on_island;
}

/* Judges the candidates up to @radius_m, beyond which some may still be missing. */
static gboolean
judge_up_to (Nearby *nearby,
             const guint32 *weights_ms,
             double radius_m,
             const CorSnapOptions *options,
             guint *n_done,
             CorSnap *snap)
{
  g_array_sort (nearby->candidates, compare_candidates);
  for (; *n_done < nearby->candidates->len; (*n_done)++)
    {
      const Candidate *candidate = &g_array_index (nearby->candidates, Candidate, *n_done);

      if (candidate->distance_m > radius_m)
        return FALSE;
      if (judge (nearby, weights_ms, candidate, options, snap))
        return TRUE;
    }

  return FALSE;
}

/**
 * cor_snap_find:
 * @network: a network
 * @vehicle: what drives; it is set down on its mainland, if there is any within reach
 * @weights_ms: (nullable): travel time of each arc; a leg that cannot be driven at all is passed
 *   over, but none with %NULL
 * @closures: (nullable): closures in whose areas the place may lie
 * @from_utc_s: begin of the time that counts
 * @until_utc_s: its end
 * @position: the place
 * @options: (nullable): how far and over what the connector may lead
 * @snap: (out caller-allocates): where it stands
 *
 * Finds the nearest open road to a place. See cor_router_snap ().
 *
 * Returns: %TRUE if there is one
 */
gboolean
cor_snap_find (CorNetwork *network,
               CorRoadVehicle vehicle,
               const guint32 *weights_ms,
               CorClosureSet *closures,
               gint64 from_utc_s,
               gint64 until_utc_s,
               CorPosition position,
               const CorSnapOptions *options,
               CorSnap *snap)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Nearby nearby = { network, vehicle, position, DEFAULT_MAX_CONNECTOR_M, candidates, seen };
  double cell_m = network->grid->cell_lat_e7 / COR_NETWORK_PER_DEGREE * METRES_PER_DEGREE;
  guint n_done = 0;

  *snap = (CorSnap){ .state = COR_SNAP_TOO_FAR,
                     .position = position,
                     .leg = COR_ROAD_NONE,
                     .node = COR_ROAD_NONE,
                     .closed_leg = COR_ROAD_NONE,
                     .closed_area = G_MAXSIZE };
  if (!cor_position_is_valid (position))
    return FALSE;
  if (options != NULL && options->max_connector_m > 0)
    nearby.max_m = options->max_connector_m;

  for (double radius_m = MAX (cell_m, 50.0);; radius_m *= 2.0)
    {
      radius_m = MIN (radius_m, nearby.max_m);
      look_around (&nearby, radius_m);
      if (judge_up_to (&nearby, weights_ms, radius_m, options, &n_done, snap) ||
          radius_m >= nearby.max_m)
        break;
    }
  if (closures != NULL)
    snap->closed_area = cor_closure_set_find_area (closures, position, from_utc_s, until_utc_s);

  return snap->state == COR_SNAP_FOUND;
}

static guint
add_end (CorSnapEnd *ends, guint n_ends, guint32 node, guint32 arc, CorCost cost)
{
  if (cost < COR_COST_UNREACHABLE)
    ends[n_ends++] = (CorSnapEnd){ node, arc, cost };

  return n_ends;
}

static CorCost
connector_cost (const CorSnap *snap)
{
  return cor_cost (snap->connector_ms, snap->connector_m);
}

/* What driving @part of @arc costs, the connector included. */
static CorCost
part_cost (CorNetwork *network,
           const guint32 *weights_ms,
           const CorSnap *snap,
           guint32 arc,
           guint32 part)
{
  if (arc == COR_ROAD_NONE || weights_ms[arc] >= COR_TRAVEL_UNREACHABLE)
    return COR_COST_UNREACHABLE;

  return connector_cost (snap) + cor_cost (cor_snap_part (weights_ms[arc], part),
                                           cor_snap_part (network->leg[snap->leg].length_m, part));
}

static guint32
arc_head (CorNetwork *network, guint32 arc)
{
  return arc != COR_ROAD_NONE ? network->arc_head[arc] : COR_ROAD_NONE;
}

/**
 * cor_snap_list_leaving:
 * @network: a network
 * @weights_ms: travel time of each arc
 * @source: a place
 * @ends: (out caller-allocates): takes up to %COR_SNAP_MAX_ENDS nodes
 *
 * Lists by which nodes a journey from @source may begin.
 *
 * Returns: how many
 */
guint
cor_snap_list_leaving (CorNetwork *network,
                       const guint32 *weights_ms,
                       const CorSnap *source,
                       CorSnapEnd *ends)
{
  guint32 forward, backward;
  guint n_ends = 0;

  if (source->state != COR_SNAP_FOUND)
    return 0;
  if (source->node != COR_ROAD_NONE)
    return add_end (ends, 0, source->node, COR_ROAD_NONE, connector_cost (source));

  forward = cor_network_find_arc (network, source->leg, FALSE);
  backward = cor_network_find_arc (network, source->leg, TRUE);
  n_ends = add_end (
      ends, n_ends, arc_head (network, forward), forward,
      part_cost (network, weights_ms, source, forward, COR_SNAP_WHOLE_LEG - source->along));

  return add_end (ends, n_ends, arc_head (network, backward), backward,
                  part_cost (network, weights_ms, source, backward, source->along));
}

/**
 * cor_snap_list_arriving:
 * @network: a network
 * @weights_ms: travel time of each arc
 * @target: a place
 * @ends: (out caller-allocates): takes up to %COR_SNAP_MAX_ENDS nodes
 *
 * Lists by which nodes a journey to @target may end.
 *
 * Returns: how many
 */
guint
cor_snap_list_arriving (CorNetwork *network,
                        const guint32 *weights_ms,
                        const CorSnap *target,
                        CorSnapEnd *ends)
{
  guint32 found[COR_NETWORK_MAX_COPIES + 1];
  guint n_ends = 0;
  guint n_found;

  if (target->state != COR_SNAP_FOUND)
    return 0;
  if (target->node != COR_ROAD_NONE)
    {
      n_found = cor_network_list_copies (network, target->node, found);
      for (guint i = 0; i < n_found; i++)
        n_ends = add_end (ends, n_ends, found[i], COR_ROAD_NONE, connector_cost (target));
      return n_ends;
    }
  for (guint backward = 0; backward < 2; backward++)
    {
      guint32 part = backward == 1 ? COR_SNAP_WHOLE_LEG - target->along : target->along;

      n_found = cor_network_list_arcs (network, target->leg, backward == 1, found);
      for (guint i = 0; i < n_found; i++)
        n_ends = add_end (ends, n_ends, network->arc_tail[found[i]], found[i],
                          part_cost (network, weights_ms, target, found[i], part));
    }

  return n_ends;
}

/**
 * cor_snap_find_direct:
 * @network: a network
 * @weights_ms: travel time of each arc
 * @source: a place
 * @target: another
 * @arc: (out) (optional): the arc that both stand on
 *
 * Tells what driving costs between two places within one leg, without leaving it.
 *
 * Returns: the cost, or %COR_COST_UNREACHABLE when they do not share a leg so
 */
CorCost
cor_snap_find_direct (CorNetwork *network,
                      const guint32 *weights_ms,
                      const CorSnap *source,
                      const CorSnap *target,
                      guint32 *arc)
{
  gboolean backward = source->along > target->along;
  guint32 part = backward ? source->along - target->along : target->along - source->along;
  guint32 driven;
  CorCost cost;

  if (source->state != COR_SNAP_FOUND || target->state != COR_SNAP_FOUND ||
      source->leg != target->leg || source->node != COR_ROAD_NONE || target->node != COR_ROAD_NONE)
    return COR_COST_UNREACHABLE;
  driven = cor_network_find_arc (network, source->leg, backward);
  if (part == 0 && (driven == COR_ROAD_NONE || weights_ms[driven] >= COR_TRAVEL_UNREACHABLE))
    driven = cor_network_find_arc (network, source->leg, TRUE);
  cost = part_cost (network, weights_ms, source, driven, part);
  if (cost >= COR_COST_UNREACHABLE)
    return COR_COST_UNREACHABLE;
  if (arc != NULL)
    *arc = driven;

  return cost + connector_cost (target);
}
