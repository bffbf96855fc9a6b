/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timed-search.h"

#include "cor-node-queue.h"
#include "cor-snap-private.h"
#include "cor-road-clock.h"

/* The clock counts milliseconds from the reference: forward after the departure, backward before
 * the arrival. Both ways a search wants it as low as can be. */
struct _CorTimedSearch
{
  CorNetwork *network;
  CorRoadVehicle vehicle;
  CorNodeQueue *queue;
  guint32 *clock_ms;
  guint32 *distance_m;
  guint32 *last_arc;
  guint32 *seen_in;
  guint32 *wanted_in;
  guint32 search;
  guint8 *is_timed; /* by arc: whether the clock knows of it */

  const guint32 *weights_ms;
  CorClosureSet *closures;
  CorRoadClock *road_clock;
  gboolean backward;
  CorPotential *potential; /* (nullable) */
};

static void
mark_timed_arcs (CorTimedSearch *self, guint8 mark)
{
  g_autoptr (GArray) arcs = cor_road_clock_list_arcs (self->network, self->closures);

  for (guint i = 0; i < arcs->len; i++)
    self->is_timed[g_array_index (arcs, guint32, i)] = mark;
}

/**
 * cor_timed_search_new:
 * @network: a network
 * @vehicle: what drives, for the network's own hours
 *
 * Returns: (transfer full): a search over it
 */
CorTimedSearch *
cor_timed_search_new (CorNetwork *network, CorRoadVehicle vehicle)
{
  CorTimedSearch *self = g_new0 (CorTimedSearch, 1);

  self->network = cor_network_ref (network);
  self->vehicle = vehicle;
  self->queue = cor_node_queue_new (network->n_nodes);
  self->clock_ms = g_new (guint32, network->n_nodes);
  self->distance_m = g_new (guint32, network->n_nodes);
  self->last_arc = g_new (guint32, network->n_nodes);
  self->seen_in = g_new0 (guint32, network->n_nodes);
  self->wanted_in = g_new0 (guint32, network->n_nodes);
  self->is_timed = g_new0 (guint8, network->n_arcs + 1);
  mark_timed_arcs (self, TRUE);

  return self;
}

/**
 * cor_timed_search_free:
 * @self: (transfer full): a search
 */
void
cor_timed_search_free (CorTimedSearch *self)
{
  g_clear_pointer (&self->road_clock, cor_road_clock_free);
  g_clear_pointer (&self->closures, cor_closure_set_unref);
  cor_network_unref (self->network);
  cor_node_queue_free (self->queue);
  g_free (self->clock_ms);
  g_free (self->distance_m);
  g_free (self->last_arc);
  g_free (self->seen_in);
  g_free (self->wanted_in);
  g_free (self->is_timed);
  g_free (self);
}

static void
prepare_clock (CorTimedSearch *self, gint64 reference_utc_s, gboolean backward)
{
  if (self->road_clock != NULL &&
      cor_road_clock_is_for (self->road_clock, self->closures, reference_utc_s, backward))
    return;
  g_clear_pointer (&self->road_clock, cor_road_clock_free);
  self->road_clock =
      cor_road_clock_new (self->network, self->vehicle, self->closures, reference_utc_s, backward);
}

/**
 * cor_timed_search_start:
 * @self: a search
 * @weights_ms: travel time of each arc when one meets nothing on it
 * @closures: (nullable): what there is to meet beside the network's own hours
 * @reference_utc_s: when to depart, or when to arrive
 * @backward: whether @reference_utc_s is the arrival
 *
 * Forgets the search before.
 */
void
cor_timed_search_start (CorTimedSearch *self,
                        const guint32 *weights_ms,
                        CorClosureSet *closures,
                        gint64 reference_utc_s,
                        gboolean backward)
{
  if (closures != self->closures)
    {

      mark_timed_arcs (self, FALSE);
      g_clear_pointer (&self->road_clock, cor_road_clock_free);
      g_clear_pointer (&self->closures, cor_closure_set_unref);
      self->closures = closures != NULL ? cor_closure_set_ref (closures) : NULL;
      mark_timed_arcs (self, TRUE);
    }
  self->weights_ms = weights_ms;
  self->backward = backward;
  self->potential = NULL;
  prepare_clock (self, reference_utc_s, backward);
  cor_node_queue_clear (self->queue);
  self->search++;
}

/**
 * cor_timed_search_lead:
 * @self: a search that was just started
 * @potential: (nullable): how far it is at least to the nodes that are wanted; it must outlive the
 *   run
 *
 * Leads the search: what is sure not to come to a wanted node is left out, and what seems nearer is
 * looked at first. What it says of wanted nodes stays the same.
 */
void
cor_timed_search_lead (CorTimedSearch *self, CorPotential *potential)
{
  self->potential = potential;
}

/**
 * cor_timed_search_drive:
 * @self: a search that was started
 * @arc: an arc
 * @along_from: where on its leg driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 * @clock_ms: the clock where the search comes from: in driving direction the begin of @arc, its
 *   end when searching backward
 * @after_ms: (out): the clock at its other end
 * @wait_ms: (out): how much of the time between is waiting before @arc, forward only
 *
 * Drives one arc, or a part of it, as soon as it may be driven, or, backward, as late.
 *
 * Returns: %FALSE if it cannot be driven for longer than the clock counts
 */
gboolean
cor_timed_search_drive (CorTimedSearch *self,
                        guint32 arc,
                        guint32 along_from,
                        guint32 along_to,
                        guint32 clock_ms,
                        guint32 *after_ms,
                        guint32 *wait_ms)
{
  guint32 part = MAX (along_from, along_to) - MIN (along_from, along_to);
  gint64 at_ms = self->backward ? -(gint64) clock_ms : clock_ms;
  gint64 enter_ms, leave_ms;

  *wait_ms = 0;
  if (self->weights_ms[arc] >= COR_TRAVEL_UNREACHABLE)
    return FALSE;
  if (!self->is_timed[arc])
    {
      *after_ms = clock_ms + cor_snap_part (self->weights_ms[arc], part);
      return *after_ms < COR_TRAVEL_UNREACHABLE;
    }
  if (!cor_road_clock_enter (self->road_clock, arc, self->weights_ms[arc], along_from, along_to,
                             at_ms, &enter_ms, &leave_ms) ||
      MAX (-enter_ms, leave_ms) >= COR_TRAVEL_UNREACHABLE)
    return FALSE;
  *after_ms = (guint32) (self->backward ? -enter_ms : leave_ms);
  *wait_ms = self->backward ? 0 : (guint32) (enter_ms - at_ms);

  return TRUE;
}

static void
reach (CorTimedSearch *self, guint32 node, guint32 clock_ms, guint32 distance_m, guint32 arc)
{
  guint32 left_ms = 0;

  if (self->seen_in[node] == self->search &&
      (self->clock_ms[node] < clock_ms ||
       (self->clock_ms[node] == clock_ms && self->distance_m[node] <= distance_m)))
    return;
  if (self->potential != NULL)
    left_ms = cor_potential_get_ms (self->potential, node);
  if (left_ms >= COR_TRAVEL_UNREACHABLE)
    return;
  self->seen_in[node] = self->search;
  self->clock_ms[node] = clock_ms;
  self->distance_m[node] = distance_m;
  self->last_arc[node] = arc;
  cor_node_queue_put (self->queue, node, cor_cost (clock_ms + left_ms, distance_m));
}

/**
 * cor_timed_search_add_start:
 * @self: a search that was started
 * @node: where it may begin
 * @clock_ms: the clock there
 * @distance_m: how far it is until there, in metres
 */
void
cor_timed_search_add_start (CorTimedSearch *self,
                            guint32 node,
                            guint32 clock_ms,
                            guint32 distance_m)
{
  reach (self, node, clock_ms, distance_m, COR_ROAD_NONE);
}

static void
drive_on (CorTimedSearch *self, guint32 arc, guint32 from, guint32 to)
{
  guint32 length_m = self->network->leg[cor_network_arc_leg (self->network, arc)].length_m;
  guint32 after_ms, wait_ms;

  if (cor_timed_search_drive (self, arc, 0, COR_SNAP_WHOLE_LEG, self->clock_ms[from], &after_ms,
                              &wait_ms))
    reach (self, to, after_ms, self->distance_m[from] + length_m, arc);
}

/* Drives on from a node that is settled. */
static void
settle (CorTimedSearch *self, guint32 node)
{
  const CorNetwork *network = self->network;

  if (self->backward)
    {
      for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
        drive_on (self, network->in_arc[i], node, network->arc_tail[network->in_arc[i]]);
    }
  else
    {
      for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
        drive_on (self, arc, node, network->arc_head[arc]);
    }
}

/**
 * cor_timed_search_run:
 * @self: a search that was started
 * @wanted: (array length=n_wanted) (nullable): the search may end once these nodes are settled
 * @n_wanted: how many; 0 to settle all nodes
 */
void
cor_timed_search_run (CorTimedSearch *self, const guint32 *wanted, gsize n_wanted)
{
  gsize n_left = 0;
  guint32 node;
  guint64 key;

  for (gsize i = 0; i < n_wanted; i++)
    {
      n_left += self->wanted_in[wanted[i]] != self->search;
      self->wanted_in[wanted[i]] = self->search;
    }
  while (cor_node_queue_take (self->queue, &node, &key))
    {
      if (self->wanted_in[node] == self->search)
        {
          /* A node may come again by an equally quick and shorter way: it counts once. */
          self->wanted_in[node] = 0;
          if (--n_left == 0)
            break;
        }
      settle (self, node);
    }
}

/**
 * cor_timed_search_run_within:
 * @self: a search that was started and is not led
 * @limit_ms: how far the clock goes
 *
 * Settles all nodes that are reached by then. What is said of others does not count.
 */
void
cor_timed_search_run_within (CorTimedSearch *self, guint32 limit_ms)
{
  guint32 node;
  guint64 key;

  while (cor_node_queue_take (self->queue, &node, &key) && cor_cost_time_ms (key) <= limit_ms)
    settle (self, node);
}

/**
 * cor_timed_search_get_clock_ms:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: the clock there, or %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_timed_search_get_clock_ms (CorTimedSearch *self, guint32 node)
{
  return self->seen_in[node] == self->search ? self->clock_ms[node] : COR_TRAVEL_UNREACHABLE;
}

/**
 * cor_timed_search_get_distance_m:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: how far it is, in metres, or %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_timed_search_get_distance_m (CorTimedSearch *self, guint32 node)
{
  return self->seen_in[node] == self->search ? self->distance_m[node] : COR_TRAVEL_UNREACHABLE;
}

/**
 * cor_timed_search_get_last_arc:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: the arc by which the search came to it, or %COR_ROAD_NONE
 */
guint32
cor_timed_search_get_last_arc (CorTimedSearch *self, guint32 node)
{
  return self->seen_in[node] == self->search ? self->last_arc[node] : COR_ROAD_NONE;
}
