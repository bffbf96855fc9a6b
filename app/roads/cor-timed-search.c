/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timed-search.h"

#include "cor-closure-set-private.h"
#include "cor-node-queue.h"

/* The clock counts milliseconds from the reference: forward after the departure, backward before
 * the arrival. Both ways a search wants it as low as can be. */
struct _CorTimedSearch
{
  CorNetwork *network;
  CorNodeQueue *queue;
  guint32 *clock_ms;
  guint32 *distance_m;
  guint32 *last_arc;
  guint32 *seen_in;
  guint32 *wanted_in;
  guint32 search;
  guint8 *is_timed; /* by leg: whether it is ever closed */

  const guint32 *weights_ms;
  CorClosureSet *closures;
  gint64 reference_utc_s;
  gboolean backward;
};

/**
 * cor_timed_search_new:
 * @network: a network
 *
 * Returns: (transfer full): a search over it
 */
CorTimedSearch *
cor_timed_search_new (CorNetwork *network)
{
  CorTimedSearch *self = g_new0 (CorTimedSearch, 1);

  self->network = cor_network_ref (network);
  self->queue = cor_node_queue_new (network->n_nodes);
  self->clock_ms = g_new (guint32, network->n_nodes);
  self->distance_m = g_new (guint32, network->n_nodes);
  self->last_arc = g_new (guint32, network->n_nodes);
  self->seen_in = g_new0 (guint32, network->n_nodes);
  self->wanted_in = g_new0 (guint32, network->n_nodes);
  self->is_timed = g_new0 (guint8, network->n_legs);

  return self;
}

/**
 * cor_timed_search_free:
 * @self: (transfer full): a search
 */
void
cor_timed_search_free (CorTimedSearch *self)
{
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
mark_timed_legs (CorTimedSearch *self, guint8 mark)
{
  gsize n_legs;
  const guint32 *legs;

  if (self->closures == NULL)
    return;
  legs = cor_closure_set_get_closed_legs (self->closures, &n_legs);
  for (gsize i = 0; i < n_legs; i++)
    self->is_timed[legs[i]] = mark;
}

/**
 * cor_timed_search_start:
 * @self: a search
 * @weights_ms: travel time of each arc while it is open
 * @closures: (nullable): when legs are closed
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
      mark_timed_legs (self, FALSE);
      g_clear_pointer (&self->closures, cor_closure_set_unref);
      self->closures = closures != NULL ? cor_closure_set_ref (closures) : NULL;
      mark_timed_legs (self, TRUE);
    }
  self->weights_ms = weights_ms;
  self->reference_utc_s = reference_utc_s;
  self->backward = backward;
  cor_node_queue_clear (self->queue);
  self->search++;
}

/* The clock at a moment, kept within what the arithmetic bears. */
static gint64
clock_at (const CorTimedSearch *self, gint64 utc_s)
{
  gint64 limit_s = COR_TRAVEL_UNREACHABLE / 1000 * 4;
  gint64 after_s = CLAMP (utc_s, self->reference_utc_s - limit_s, self->reference_utc_s + limit_s) -
                   self->reference_utc_s;

  return (self->backward ? -after_s : after_s) * 1000;
}

/**
 * cor_timed_search_drive:
 * @self: a search that was started
 * @arc: an arc
 * @weight_ms: the time that driving it takes, or driving the part of it that counts
 * @clock_ms: the clock where the search comes from: in driving direction the begin of @arc, its
 *   end when searching backward
 * @after_ms: (out): the clock at its other end
 *
 * Drives one arc as soon as it may be driven, or, backward, as late.
 *
 * Returns: %FALSE if it is closed for longer than the clock counts
 */
gboolean
cor_timed_search_drive (CorTimedSearch *self,
                        guint32 arc,
                        guint32 weight_ms,
                        guint32 clock_ms,
                        guint32 *after_ms)
{
  guint32 leg = cor_network_arc_leg (self->network, arc);
  gint64 begin_ms = clock_ms;
  gint64 needed_ms = MAX (weight_ms, 1);
  gboolean instant_backward = self->backward && weight_ms == 0;

  if (self->is_timed[leg])
    {
      gsize n_times;
      const CorClosedTime *times = cor_closure_set_get_closed_times (self->closures, leg, &n_times);

      /* Backward the clock runs the other way, and so does the list of times. */
      for (gsize i = 0; i < n_times; i++)
        {
          const CorClosedTime *time = &times[self->backward ? n_times - 1 - i : i];
          gint64 closes_ms = clock_at (self, self->backward ? time->until_utc_s : time->from_utc_s);
          gint64 opens_ms = clock_at (self, self->backward ? time->from_utc_s : time->until_utc_s);

          if (instant_backward ? closes_ms < begin_ms && opens_ms >= begin_ms
                               : closes_ms < begin_ms + needed_ms && opens_ms > begin_ms)
            begin_ms = opens_ms + instant_backward;
        }
    }
  if (begin_ms + weight_ms >= COR_TRAVEL_UNREACHABLE)
    return FALSE;
  *after_ms = begin_ms + weight_ms;

  return TRUE;
}

static void
reach (CorTimedSearch *self, guint32 node, guint32 clock_ms, guint32 distance_m, guint32 arc)
{
  if (self->seen_in[node] == self->search &&
      (self->clock_ms[node] < clock_ms ||
       (self->clock_ms[node] == clock_ms && self->distance_m[node] <= distance_m)))
    return;
  self->seen_in[node] = self->search;
  self->clock_ms[node] = clock_ms;
  self->distance_m[node] = distance_m;
  self->last_arc[node] = arc;
  cor_node_queue_put (self->queue, node, cor_cost (clock_ms, distance_m));
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
  guint32 weight_ms = self->weights_ms[arc];
  guint32 length_m = self->network->leg[cor_network_arc_leg (self->network, arc)].length_m;
  guint32 after_ms;

  if (weight_ms < COR_TRAVEL_UNREACHABLE &&
      cor_timed_search_drive (self, arc, weight_ms, self->clock_ms[from], &after_ms))
    reach (self, to, after_ms, self->distance_m[from] + length_m, arc);
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
  const CorNetwork *network = self->network;
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
      if (self->wanted_in[node] == self->search && --n_left == 0)
        break;
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
