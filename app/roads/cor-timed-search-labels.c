/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-timed-search-private.h"

/* Who comes to nodes, and when. */

/* Whether those of a class may wait from one clock until a later one. */
static gboolean
may_wait (const CorTimedSearch *self, guint wait_class, guint32 from_ms, guint32 until_ms)
{
  return wait_class == COR_WAIT_ANYWHERE ||
         cor_wait_guard_may_wait (
             self->guard, self->road_clock, wait_class,
             cor_timed_search_get_at_ms (self, self->backward ? until_ms : from_ms),
             cor_timed_search_get_at_ms (self, self->backward ? from_ms : until_ms));
}

/* Whether they come no better than a label, which can wait until then and go on like them. */
static gboolean
is_no_better (const CorTimedSearch *self, const CorComing *coming, guint32 label)
{
  if (coming->clock_ms < self->clock_ms[label] ||
      (coming->clock_ms == self->clock_ms[label] && coming->distance_m < self->distance_m[label]))
    return FALSE;

  return !self->is_guarded ||
         (cor_wait_guard_includes (self->guard, coming->wait_class, self->wait_class[label]) &&
          may_wait (self, self->wait_class[label], self->clock_ms[label], coming->clock_ms));
}

/* Whether they come sooner than a label of the same interval, in whose place they are put. */
static gboolean
is_better (const CorTimedSearch *self, const CorComing *coming, guint32 label)
{
  return !self->is_guarded ||
         (coming->wait_class == self->wait_class[label] &&
          coming->clock_ms <= self->clock_ms[label] &&
          may_wait (self, coming->wait_class, coming->clock_ms, self->clock_ms[label]));
}

static guint32
add_label (CorTimedSearch *self, guint32 node)
{
  guint32 label = self->network->n_nodes + self->more_nodes->len;

  g_array_append_val (self->more_nodes, node);
  if (label == self->n_allocated)
    {
      self->n_allocated = self->n_allocated + MAX (self->n_allocated / 4, 64);
      self->clock_ms = g_renew (guint32, self->clock_ms, self->n_allocated);
      self->distance_m = g_renew (guint32, self->distance_m, self->n_allocated);
      self->last_arc = g_renew (guint32, self->last_arc, self->n_allocated);
      self->seen_in = g_renew (guint32, self->seen_in, self->n_allocated);
      self->parent = g_renew (guint32, self->parent, self->n_allocated);
      self->entered_ms = g_renew (guint32, self->entered_ms, self->n_allocated);
      self->wait_class = g_renew (guint32, self->wait_class, self->n_allocated);
      self->next = g_renew (guint32, self->next, self->n_allocated);
      cor_node_queue_make_room (self->queue, self->n_allocated);
    }
  self->next[label] = self->next[node];
  self->next[node] = label;

  return label;
}

/* The label that somebody who comes to a node is: a new one, or one in whose place they are put;
 * COR_ROAD_NONE if they come no better than another. */
static guint32
find_label (CorTimedSearch *self, guint32 node, const CorComing *coming)
{
  guint32 found = COR_ROAD_NONE;

  if (self->seen_in[node] != self->search)
    {
      if (self->is_guarded)
        self->next[node] = COR_ROAD_NONE;
      return node;
    }
  for (guint32 label = node; label != COR_ROAD_NONE;
       label = cor_timed_search_get_next_label (self, label))
    {
      if (is_no_better (self, coming, label))
        return COR_ROAD_NONE;
      if (found == COR_ROAD_NONE && is_better (self, coming, label))
        found = label;
    }

  return found != COR_ROAD_NONE ? found : add_label (self, node);
}

/**
 * cor_timed_search_reach:
 * @self: a search by the clock
 * @node: a node
 * @coming: who comes there, and when
 *
 * Lets somebody come to a node, unless others who do make them needless.
 */
void
cor_timed_search_reach (CorTimedSearch *self, guint32 node, const CorComing *coming)
{
  guint32 left_ms = self->potential != NULL ? cor_potential_get_ms (self->potential, node) : 0;
  guint32 label =
      left_ms < COR_TRAVEL_UNREACHABLE ? find_label (self, node, coming) : COR_ROAD_NONE;

  if (label == COR_ROAD_NONE)
    return;
  self->seen_in[label] = self->search;
  self->clock_ms[label] = coming->clock_ms;
  self->distance_m[label] = coming->distance_m;
  self->last_arc[label] = coming->arc;
  if (self->is_guarded)
    {
      self->parent[label] = coming->parent;
      self->entered_ms[label] = coming->entered_ms;
      self->wait_class[label] = coming->wait_class;
    }
  cor_node_queue_put (self->queue, label,
                      cor_cost (coming->clock_ms + left_ms, coming->distance_m));
}

/**
 * cor_timed_search_get_first_label:
 * @self: a search that was run
 * @node: a node
 *
 * Where waiting is guarded there may be several ways to come to a node of which none is better
 * than the others.
 *
 * Returns: the first of its labels, or %COR_ROAD_NONE if the search does not come there
 */
guint32
cor_timed_search_get_first_label (const CorTimedSearch *self, guint32 node)
{
  return self->seen_in[node] == self->search ? node : COR_ROAD_NONE;
}

/**
 * cor_timed_search_get_next_label:
 * @self: a search that was run
 * @label: a label
 *
 * Returns: another label of the same node, or %COR_ROAD_NONE
 */
guint32
cor_timed_search_get_next_label (const CorTimedSearch *self, guint32 label)
{
  return self->is_guarded ? self->next[label] : COR_ROAD_NONE;
}

/**
 * cor_timed_search_get_label_ms:
 * @self: a search that was run
 * @label: a label
 *
 * Returns: the clock there
 */
guint32
cor_timed_search_get_label_ms (const CorTimedSearch *self, guint32 label)
{
  return self->clock_ms[label];
}

/**
 * cor_timed_search_get_label_m:
 * @self: a search that was run
 * @label: a label
 *
 * Returns: how far it is, in metres
 */
guint32
cor_timed_search_get_label_m (const CorTimedSearch *self, guint32 label)
{
  return self->distance_m[label];
}

/**
 * cor_timed_search_get_label_class:
 * @self: a search that was run
 * @label: a label
 *
 * Returns: how one may wait there
 */
guint
cor_timed_search_get_label_class (const CorTimedSearch *self, guint32 label)
{
  return self->is_guarded ? self->wait_class[label] : COR_WAIT_ANYWHERE;
}

/**
 * cor_timed_search_get_last_arc:
 * @self: a search that was run
 * @label: a label
 *
 * Returns: the arc by which the search came to it, or %COR_ROAD_NONE
 */
guint32
cor_timed_search_get_last_arc (const CorTimedSearch *self, guint32 label)
{
  return self->last_arc[label];
}

/**
 * cor_timed_search_get_entered_ms:
 * @self: a search forward that was run
 * @label: a label with a last arc
 *
 * Returns: the clock when that was entered
 */
guint32
cor_timed_search_get_entered_ms (CorTimedSearch *self, guint32 label)
{
  guint32 after_ms, wait_ms, clock_ms;

  if (self->is_guarded)
    return self->entered_ms[label];

  clock_ms = self->clock_ms[cor_timed_search_get_parent (self, label)];
  cor_timed_search_drive (self, self->last_arc[label], 0, COR_SNAP_WHOLE_LEG, COR_WAIT_ANYWHERE,
                          clock_ms, &after_ms, &wait_ms);

  return clock_ms + wait_ms;
}

/**
 * cor_timed_search_get_start_arc:
 * @self: a search that was run and is guarded
 * @label: a label without a last arc
 * @entered_ms: (out): the clock when that arc was entered
 *
 * Returns: the arc of which a part leads there from where the search began, or %COR_ROAD_NONE
 */
guint32
cor_timed_search_get_start_arc (const CorTimedSearch *self, guint32 label, guint32 *entered_ms)
{
  *entered_ms = self->entered_ms[label];

  return self->parent[label];
}

/**
 * cor_timed_search_get_parent:
 * @self: a search forward that was run
 * @label: a label with a last arc
 *
 * Returns: the label at the begin of its last arc
 */
guint32
cor_timed_search_get_parent (const CorTimedSearch *self, guint32 label)
{
  return self->is_guarded ? self->parent[label] : self->network->arc_tail[self->last_arc[label]];
}

/**
 * cor_timed_search_get_node:
 * @self: a search that was run
 * @label: a label
 *
 * Returns: its node
 */
guint32
cor_timed_search_get_node (const CorTimedSearch *self, guint32 label)
{
  guint32 n_nodes = self->network->n_nodes;

  return label < n_nodes ? label : g_array_index (self->more_nodes, guint32, label - n_nodes);
}

/**
 * cor_timed_search_get_clock_ms:
 * @self: a search that was run
 * @node: a node
 *
 * Returns: the lowest clock there, or %COR_TRAVEL_UNREACHABLE
 */
guint32
cor_timed_search_get_clock_ms (const CorTimedSearch *self, guint32 node)
{
  guint32 least_ms = COR_TRAVEL_UNREACHABLE;

  for (guint32 label = cor_timed_search_get_first_label (self, node); label != COR_ROAD_NONE;
       label = cor_timed_search_get_next_label (self, label))
    least_ms = MIN (least_ms, self->clock_ms[label]);

  return least_ms;
}
