/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-closure-set-private.h"
#include "cor-snap-private.h"

/* How much longer a way may seem when it leaves the road on which both points stand. */
#define OTHER_ROAD_FACTOR 10u

/* How the search came to a node. */
typedef struct
{
  CorCost cost;
  guint32 last_arc;
  gboolean is_settled;
} Reached;

typedef struct
{
  CorCost cost;
  guint32 node;
} Entry;

/* The stretch between two points: a search that costs nothing where it does not come, for on a
 * country's network even to make room for every node takes longer than most stretches. */
typedef struct
{
  CorNetwork *network;
  guint32 road;        /* on which both points stand */
  GHashTable *reached; /* node to Reached */
  GArray *queue;       /* Entry: a heap, the least first, of equal costs the least node */
} Search;

static void
search_init (Search *self, CorNetwork *network, guint32 road)
{
  self->network = network;
  self->road = road;
  self->reached = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->queue = g_array_new (FALSE, FALSE, sizeof (Entry));
}

static void
search_clear (Search *self)
{
  g_hash_table_unref (self->reached);
  g_array_unref (self->queue);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

/* An arc is weighed by its length, so that the stretch follows the road. */
static CorCost
weigh (const Search *self, guint32 arc, guint32 part)
{
  const CorNetworkLeg *leg = &self->network->leg[cor_network_arc_leg (self->network, arc)];
  guint64 weight =
      leg->road == self->road ? leg->length_m : (guint64) leg->length_m * OTHER_ROAD_FACTOR;

  return cor_cost (cor_snap_part ((guint32) MIN (weight, COR_TRAVEL_UNREACHABLE - 1), part),
                   cor_snap_part (leg->length_m, part));
}

static gboolean
comes_first (const Entry *a, const Entry *b)
{
  return a->cost != b->cost ? a->cost < b->cost : a->node < b->node;
}

static void
put (Search *self, Entry entry)
{
  guint slot = self->queue->len;
  Entry *heap;

  g_array_append_val (self->queue, entry);
  heap = (Entry *) self->queue->data;
  for (; slot > 0 && comes_first (&entry, &heap[(slot - 1) / 2]); slot = (slot - 1) / 2)
    heap[slot] = heap[(slot - 1) / 2];
  heap[slot] = entry;
}

static Entry
take (Search *self)
{
  Entry *heap = (Entry *) self->queue->data;
  Entry first = heap[0];
  guint n = self->queue->len - 1;
  Entry last = heap[n];
  guint slot = 0;

  for (guint child = 1; child < n; child = 2 * slot + 1)
    {
      if (child + 1 < n && comes_first (&heap[child + 1], &heap[child]))
        child++;
      if (!comes_first (&heap[child], &last))
        break;
      heap[slot] = heap[child];
      slot = child;
    }
  heap[slot] = last;
  g_array_set_size (self->queue, n);

  return first;
}

static Reached *
find_reached (const Search *self, guint32 node)
{
  return g_hash_table_lookup (self->reached, GUINT_TO_POINTER (node));
}

static void
reach (Search *self, guint32 node, CorCost cost, guint32 arc)
{
  Reached *reached = find_reached (self, node);

  if (cost >= COR_COST_UNREACHABLE || (reached != NULL && reached->cost <= cost))
    return;
  if (reached == NULL)
    {
      reached = g_new0 (Reached, 1);
      g_hash_table_insert (self->reached, GUINT_TO_POINTER (node), reached);
    }
  reached->cost = cost;
  reached->last_arc = arc;
  put (self, (Entry){ cost, node });
}

static void
start (Search *self, const CorSnap *from)
{
  g_hash_table_remove_all (self->reached);
  g_array_set_size (self->queue, 0);
  if (from->node != COR_ROAD_NONE)
    {
      reach (self, from->node, 0, COR_ROAD_NONE);
      return;
    }
  for (guint backward = 0; backward < 2; backward++)
    {
      guint32 arc = cor_network_find_arc (self->network, from->leg, backward == 1);

      if (arc != COR_ROAD_NONE)
        reach (self, self->network->arc_head[arc],
               weigh (self, arc, backward == 1 ? from->along : COR_SNAP_WHOLE_LEG - from->along),
               COR_ROAD_NONE);
    }
}

/* By which nodes the end is come to, and what is left from there. */
static guint
list_ends (Search *self, const CorSnap *to, Entry *ends)
{
  guint32 found[COR_NETWORK_MAX_COPIES + 1];
  guint n_ends = 0;

  if (to->node != COR_ROAD_NONE)
    {
      n_ends = cor_network_list_copies (self->network, to->node, found);
      for (guint i = 0; i < n_ends; i++)
        ends[i] = (Entry){ 0, found[i] };
      return n_ends;
    }
  for (guint backward = 0; backward < 2; backward++)
    {
      guint n_found = cor_network_list_arcs (self->network, to->leg, backward == 1, found);

      for (guint i = 0; i < n_found; i++)
        ends[n_ends++] =
            (Entry){ weigh (self, found[i],
                            backward == 1 ? COR_SNAP_WHOLE_LEG - to->along : to->along),
                     self->network->arc_tail[found[i]] };
    }

  return n_ends;
}

static gboolean
all_settled (const Search *self, const Entry *ends, guint n_ends)
{
  for (guint i = 0; i < n_ends; i++)
    {
      const Reached *reached = find_reached (self, ends[i].node);

      if (reached == NULL || !reached->is_settled)
        return FALSE;
    }

  return n_ends > 0;
}

/* Searches until all ends are settled; tells the one by which the whole is shortest. */
static gboolean
run_search (Search *self, const CorSnap *from, const CorSnap *to, guint32 *end)
{
  Entry ends[COR_SNAP_MAX_ENDS];
  guint n_ends = list_ends (self, to, ends);
  CorCost best = COR_COST_UNREACHABLE;

  start (self, from);
  while (self->queue->len > 0 && !all_settled (self, ends, n_ends))
    {
      Entry entry = take (self);
      Reached *reached = find_reached (self, entry.node);

      if (reached->is_settled || reached->cost != entry.cost)
        continue;
      reached->is_settled = TRUE;
      for (guint32 arc = self->network->first_out[entry.node];
           arc < self->network->first_out[entry.node + 1]; arc++)
        reach (self, self->network->arc_head[arc],
               entry.cost + weigh (self, arc, COR_SNAP_WHOLE_LEG), arc);
    }
  for (guint i = 0; i < n_ends; i++)
    {
      const Reached *reached = find_reached (self, ends[i].node);

      if (reached != NULL && reached->cost + ends[i].cost < best)
        {
          best = reached->cost + ends[i].cost;
          *end = ends[i].node;
        }
    }

  return best < COR_COST_UNREACHABLE;
}

static void
add_side (GArray *sides, guint32 leg, gboolean backward)
{
  guint32 side = leg << 1 | (backward ? 1 : 0);

  if (sides->len == 0 || g_array_index (sides, guint32, sides->len - 1) >> 1 != leg)
    g_array_append_val (sides, side);
}

/* The one side when both points stand on one leg, in the direction from the first to the second. */
static void
stay_on_leg (const CorSnap *from, const CorSnap *to, CorClosureStretch *stretch)
{
  add_side (stretch->sides, from->leg, to->along < from->along);
  stretch->first_along = from->along;
  stretch->last_along = to->along;
}

static void
reverse (CorClosureStretch *stretch)
{
  guint32 *sides = (guint32 *) stretch->sides->data;
  guint n = stretch->sides->len;
  guint32 first_along = stretch->first_along;

  for (guint i = 0; i < (n + 1) / 2; i++)
    {
      guint32 side = sides[i];

      sides[i] = sides[n - 1 - i] ^ 1;
      sides[n - 1 - i] = side ^ 1;
    }
  stretch->first_along = stretch->last_along;
  stretch->last_along = first_along;
}

/* Lists the sides of the way that was found, from its end backward, then turns them about. */
static void
list_sides (Search *search,
            const CorSnap *from,
            const CorSnap *to,
            guint32 node,
            CorClosureStretch *stretch)
{
  const CorNetwork *network = search->network;
  guint32 first_node = node;

  if (to->node == COR_ROAD_NONE)
    add_side (stretch->sides, to->leg,
              network->leg[to->leg].from_node != cor_network_base_node (network, node));
  for (guint32 arc = find_reached (search, node)->last_arc; arc != COR_ROAD_NONE;
       arc = find_reached (search, first_node)->last_arc)
    {
      first_node = network->arc_tail[arc];
      add_side (stretch->sides, cor_network_arc_leg (network, arc),
                cor_network_arc_is_backward (network, arc));
    }
  if (from->node == COR_ROAD_NONE)
    add_side (stretch->sides, from->leg,
              network->leg[from->leg].to_node != cor_network_base_node (network, first_node));
  for (guint i = 0; i < stretch->sides->len; i++)
    g_array_index (stretch->sides, guint32, i) ^= 1;
  reverse (stretch);
}

/* Where on its first and last side the stretch begins and ends. */
static void
set_ends (CorClosureStretch *stretch, const CorSnap *from, const CorSnap *to)
{
  gboolean begins_backward = g_array_index (stretch->sides, guint32, 0) & 1;
  gboolean ends_backward = g_array_index (stretch->sides, guint32, stretch->sides->len - 1) & 1;

  stretch->first_along = from->node == COR_ROAD_NONE ? from->along
                         : begins_backward           ? COR_SNAP_WHOLE_LEG
                                                     : 0;
  stretch->last_along = to->node == COR_ROAD_NONE ? to->along
                        : ends_backward           ? 0
                                                  : COR_SNAP_WHOLE_LEG;
}

/**
 * cor_closure_find_stretch:
 * @network: a network
 * @from: where the stretch begins
 * @to: where it ends
 * @stretch: takes the sides of its legs
 *
 * Finds the sides of the road from one point to another; one side when the points stand on one
 * leg.
 */
void
cor_closure_find_stretch (CorNetwork *network,
                          CorPosition from,
                          CorPosition to,
                          CorClosureStretch *stretch)
{
  g_auto (Search) search = { NULL };
  CorSnap from_snap, to_snap;
  const CorSnap *first = &from_snap, *last = &to_snap;
  guint32 node = COR_ROAD_NONE;

  search_init (&search, network, COR_ROAD_NONE);
  if (network->n_legs == 0 ||
      !cor_snap_find (network, COR_ROAD_VEHICLE_CAR, NULL, NULL, 0, 0, from, NULL, &from_snap) ||
      !cor_snap_find (network, COR_ROAD_VEHICLE_CAR, NULL, NULL, 0, 0, to, NULL, &to_snap))
    return;
  stretch->off_m = MAX (from_snap.connector_m, to_snap.connector_m);
  if (from_snap.leg == to_snap.leg &&
      (from_snap.node == COR_ROAD_NONE || from_snap.node == to_snap.node))
    {
      stay_on_leg (&from_snap, &to_snap, stretch);
      return;
    }

  /* A one-way road is closed too when the points were named against it. */
  search.road = network->leg[from_snap.leg].road;
  if (!run_search (&search, first, last, &node))
    {
      first = &to_snap;
      last = &from_snap;
      if (!run_search (&search, first, last, &node))
        return;
    }
  list_sides (&search, first, last, node, stretch);
  if (stretch->sides->len > 0)
    set_ends (stretch, first, last);
  if (first == &to_snap)
    reverse (stretch);
}
