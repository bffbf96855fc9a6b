/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timed-search-private.h"

static void
mark_timed_arcs (CorTimedSearch *self, guint8 mark)
{
  g_autoptr (GArray) arcs = cor_road_clock_list_arcs (self->network, self->closures);

  for (guint i = 0; i < arcs->len; i++)
    self->is_timed[g_array_index (arcs, guint32, i)] = mark;
}

static void
clear_guards (CorTimedSearch *self)
{
  g_clear_pointer (&self->guards[0], cor_wait_guard_free);
  g_clear_pointer (&self->guards[1], cor_wait_guard_free);
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
  self->more_nodes = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->n_allocated = network->n_nodes;
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
  clear_guards (self);
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
  g_free (self->parent);
  g_free (self->entered_ms);
  g_free (self->wait_class);
  g_free (self->next);
  g_array_unref (self->more_nodes);
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

static void
prepare_guard (CorTimedSearch *self)
{
  if (self->parent == NULL)
    {
      self->parent = g_new (guint32, self->n_allocated);
      self->entered_ms = g_new (guint32, self->n_allocated);
      self->wait_class = g_new (guint32, self->n_allocated);
      self->next = g_new (guint32, self->n_allocated);
    }
  if (self->guards[self->backward] == NULL)
    self->guards[self->backward] =
        cor_wait_guard_new (self->network, self->closures, self->backward);
  self->guard = self->guards[self->backward];
}

/**
 * cor_timed_search_start:
 * @self: a search
 * @weights_ms: travel time of each arc when one meets nothing on it
 * @closures: (nullable): what there is to meet beside the network's own hours
 * @reference_utc_s: when to depart, or when to arrive
 * @backward: whether @reference_utc_s is the arrival
 * @is_guarded: whether nobody waits inside what is closed meanwhile
 *
 * Forgets the search before.
 */
void
cor_timed_search_start (CorTimedSearch *self,
                        const guint32 *weights_ms,
                        CorClosureSet *closures,
                        gint64 reference_utc_s,
                        gboolean backward,
                        gboolean is_guarded)
{
  if (closures != self->closures)
    {
      mark_timed_arcs (self, FALSE);
      clear_guards (self);
      g_clear_pointer (&self->road_clock, cor_road_clock_free);
      g_clear_pointer (&self->closures, cor_closure_set_unref);
      self->closures = closures != NULL ? cor_closure_set_ref (closures) : NULL;
      mark_timed_arcs (self, TRUE);
    }
  self->weights_ms = weights_ms;
  self->backward = backward != FALSE;
  self->is_guarded = is_guarded;
  self->potential = NULL;
  prepare_clock (self, reference_utc_s, backward);
  if (is_guarded)
    prepare_guard (self);
  g_array_set_size (self->more_nodes, 0);
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

/* How long those of a class may wait before an arc, or, backward, after it. */
static gint64
get_limit_ms (const CorTimedSearch *self, guint wait_class, guint32 arc, gint64 at_ms)
{
  if (self->is_guarded && wait_class != COR_WAIT_ANYWHERE)
    return cor_wait_guard_get_limit_ms (self->guard, self->road_clock, wait_class, arc, at_ms);

  return self->backward ? G_MININT64 : G_MAXINT64;
}

/* An arc, or a part of it. */
typedef struct
{
  guint32 arc;
  guint32 along_from;
  guint32 along_to;
} Drive;

/* Drives from a moment on, or backward until then, entering before a limit, or leaving after it.
 * Tells the clock when it is entered, or left, and at the other end. */
static gboolean
drive_between (CorTimedSearch *self,
               const Drive *drive,
               gint64 at_ms,
               gint64 limit_ms,
               guint32 *entered_ms,
               guint32 *after_ms)
{
  guint32 weight_ms = self->weights_ms[drive->arc];
  guint32 part =
      MAX (drive->along_from, drive->along_to) - MIN (drive->along_from, drive->along_to);
  gint64 enter_ms, leave_ms;

  if (weight_ms >= COR_TRAVEL_UNREACHABLE)
    return FALSE;
  if (!self->is_timed[drive->arc])
    {
      *entered_ms = (guint32) (self->backward ? -at_ms : at_ms);
      *after_ms = *entered_ms + cor_snap_part (weight_ms, part);
      return *after_ms < COR_TRAVEL_UNREACHABLE;
    }
  if (!cor_road_clock_enter (self->road_clock, drive->arc, weight_ms, drive->along_from,
                             drive->along_to, at_ms, limit_ms, &enter_ms, &leave_ms) ||
      MAX (-enter_ms, leave_ms) >= COR_TRAVEL_UNREACHABLE)
    return FALSE;
  *entered_ms = (guint32) (self->backward ? -leave_ms : enter_ms);
  *after_ms = (guint32) (self->backward ? -enter_ms : leave_ms);

  return TRUE;
}

/**
 * cor_timed_search_drive:
 * @self: a search that was started
 * @arc: an arc
 * @along_from: where on its leg driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 * @wait_class: how whoever comes there may wait, as cor_timed_search_get_class() says;
 *   %COR_WAIT_ANYWHERE where the journey begins, or, backward, ends
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
                        guint wait_class,
                        guint32 clock_ms,
                        guint32 *after_ms,
                        guint32 *wait_ms)
{
  Drive drive = { arc, along_from, along_to };
  gint64 at_ms = cor_timed_search_get_at_ms (self, clock_ms);
  guint32 entered_ms;

  if (!drive_between (self, &drive, at_ms, get_limit_ms (self, wait_class, arc, at_ms), &entered_ms,
                      after_ms))
    return FALSE;
  *wait_ms = self->backward ? 0 : entered_ms - clock_ms;

  return TRUE;
}

/**
 * cor_timed_search_get_class:
 * @self: a search that was started
 * @arc: the arc by which one comes to a node, or, backward, leaves it; %COR_ROAD_NONE where the
 *   journey begins or ends
 *
 * Returns: how one may wait there
 */
guint
cor_timed_search_get_class (CorTimedSearch *self, guint32 arc)
{
  return self->is_guarded && arc != COR_ROAD_NONE && self->is_timed[arc]
             ? cor_wait_guard_get_class (self->guard, arc)
             : COR_WAIT_ANYWHERE;
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
  CorComing coming = { clock_ms,      distance_m, COR_ROAD_NONE,
                       COR_ROAD_NONE, clock_ms,   COR_WAIT_ANYWHERE };

  cor_timed_search_reach (self, node, &coming);
}

/* Drives to a node: as soon as one may, and as soon as one may to be there in each later interval
 * in which one can wait there, for it may be of no use to be there before. */
static void
drive_to (CorTimedSearch *self,
          const Drive *drive,
          guint wait_class,
          guint32 clock_ms,
          guint32 node,
          CorComing *coming)
{
  gint64 at_ms = cor_timed_search_get_at_ms (self, clock_ms);
  gint64 limit_ms = get_limit_ms (self, wait_class, drive->arc, at_ms);
  gint64 next_ms;

  coming->wait_class = cor_timed_search_get_class (self, drive->arc);
  while (drive_between (self, drive, at_ms, limit_ms, &coming->entered_ms, &coming->clock_ms))
    {
      cor_timed_search_reach (self, node, coming);
      if (coming->wait_class == COR_WAIT_ANYWHERE ||
          !cor_wait_guard_find_next_ms (self->guard, self->road_clock, coming->wait_class,
                                        cor_timed_search_get_at_ms (self, coming->clock_ms),
                                        &next_ms))
        break;
      at_ms = next_ms;
    }
}

/**
 * cor_timed_search_add_start_on:
 * @self: a search that was started
 * @arc: the arc on which a place stands
 * @along_from: where on its leg driving begins, of %COR_SNAP_WHOLE_LEG
 * @along_to: where it ends
 * @clock_ms: the clock at the place
 * @distance_m: how far it is to the end of the arc that one comes to, in metres
 *
 * Begins at a place within a leg.
 */
void
cor_timed_search_add_start_on (CorTimedSearch *self,
                               guint32 arc,
                               guint32 along_from,
                               guint32 along_to,
                               guint32 clock_ms,
                               guint32 distance_m)
{
  Drive drive = { arc, along_from, along_to };
  CorComing coming = { .distance_m = distance_m, .arc = COR_ROAD_NONE, .parent = arc };

  drive_to (self, &drive, COR_WAIT_ANYWHERE, clock_ms,
            self->backward ? self->network->arc_tail[arc] : self->network->arc_head[arc], &coming);
}

static void
drive_on (CorTimedSearch *self, guint32 arc, guint32 label, guint32 to)
{
  Drive drive = { arc, 0, COR_SNAP_WHOLE_LEG };
  guint32 length_m = self->network->leg[cor_network_arc_leg (self->network, arc)].length_m;
  CorComing coming = { .distance_m = self->distance_m[label] + length_m,
                       .arc = arc,
                       .parent = label };

  drive_to (self, &drive, cor_timed_search_get_label_class (self, label), self->clock_ms[label], to,
            &coming);
}

/* Drives on from a label that is settled. */
static void
settle (CorTimedSearch *self, guint32 label)
{
  const CorNetwork *network = self->network;
  guint32 node = cor_timed_search_get_node (self, label);

  if (self->backward)
    {
      for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
        drive_on (self, network->in_arc[i], label, network->arc_tail[network->in_arc[i]]);
    }
  else
    {
      for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
        drive_on (self, arc, label, network->arc_head[arc]);
    }
}

/* Whether a label cannot be bettered by a later one, whatever part of an arc is driven last. */
static gboolean
is_final (CorTimedSearch *self, guint32 label)
{
  const CorNetwork *network = self->network;
  guint wait_class = cor_timed_search_get_label_class (self, label);
  guint32 node = cor_timed_search_get_node (self, label);
  guint32 first = self->backward ? network->first_in[node] : network->first_out[node];
  guint32 end = self->backward ? network->first_in[node + 1] : network->first_out[node + 1];

  for (guint32 i = first; wait_class != COR_WAIT_ANYWHERE && i < end; i++)
    {
      guint32 arc = self->backward ? network->in_arc[i] : i;
      guint32 after_ms, wait_ms;

      if (self->is_timed[arc] &&
          !cor_timed_search_drive (self, arc, 0, COR_SNAP_WHOLE_LEG, wait_class,
                                   self->clock_ms[label], &after_ms, &wait_ms))
        return FALSE;
    }

  return TRUE;
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
  guint32 label;
  guint64 key;

  for (gsize i = 0; i < n_wanted; i++)
    {
      n_left += self->wanted_in[wanted[i]] != self->search;
      self->wanted_in[wanted[i]] = self->search;
    }
  while (cor_node_queue_take (self->queue, &label, &key))
    {
      guint32 node = cor_timed_search_get_node (self, label);

      if (self->wanted_in[node] == self->search && is_final (self, label))
        {
          /* A node may come again by an equally quick and shorter way: it counts once. */
          self->wanted_in[node] = 0;
          if (--n_left == 0)
            break;
        }
      settle (self, label);
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
  guint32 label;
  guint64 key;

  while (cor_node_queue_take (self->queue, &label, &key) && cor_cost_time_ms (key) <= limit_ms)
    settle (self, label);
}
