/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-fixed-way.h"

#include "cor-closure-set-private.h"
#include "cor-router-private.h"

/* Points of a drawn line that are nearer to each other than this tell nothing new of its way, and a
 * hand that trembles would turn it about. */
#define MIN_DISTANCE_M 30.0

/* A leg of which a line takes less than this part is where the line was begun or ended carelessly,
 * not part of the way. */
#define MIN_PART (COR_SNAP_WHOLE_LEG / 10)

/* A line is drawn more or less along a road, and the road more or less as it runs: so far may they
 * be apart, or, between points far from each other, so many hundredths of their distance, but never
 * further than that. What is further off, or longer than this, is another road. */
#define MAX_OFF_M 2000.0
#define MAX_OFF_PERCENT 25.0
#define MAX_FAR_OFF_M 10000.0
#define MAX_LENGTH_PERCENT 150.0

/* Adds a side to a way. Who turns about on a leg has only looked into a side road. */
static void
add_side (GArray *sides, guint32 side)
{
  guint32 last = sides->len > 0 ? g_array_index (sides, guint32, sides->len - 1) : COR_ROAD_NONE;

  if (last == (side ^ 1))
    g_array_set_size (sides, sides->len - 1);
  else if (last != side)
    g_array_append_val (sides, side);
}

/* Whether the roads that were found between two points are those that the line means. A point that
 * is as far from the roads is on none, wherever the next one may be. */
static gboolean
follows (CorNetwork *network, CorPosition from, CorPosition to, const CorClosureStretch *stretch)
{
  GArray *sides = stretch->sides;
  double distance_m = cor_position_distance_m (from, to);
  double off_m = CLAMP (distance_m * MAX_OFF_PERCENT / 100.0, MAX_OFF_M, MAX_FAR_OFF_M);
  double length_m = 0.0;

  if (stretch->off_m > off_m)
    return FALSE;

  for (guint i = 0; i < sides->len; i++)
    {
      guint32 side = g_array_index (sides, guint32, i);
      const CorNetworkLeg *leg = &network->leg[side >> 1];
      guint32 node = (side & 1) != 0 ? leg->from_node : leg->to_node;

      if (i > 0 && i + 1 < sides->len)
        length_m += leg->length_m;
      if (i + 1 < sides->len &&
          cor_position_distance_to_segment_m (cor_network_get_node_position (network, node), from,
                                              to, NULL) > off_m)
        return FALSE;
    }

  return length_m <= distance_m * MAX_LENGTH_PERCENT / 100.0 + MAX_OFF_M;
}

static guint32
measure_part (guint32 side, guint32 from_along, guint32 to_along)
{
  return (side & 1) != 0 ? MAX (from_along, to_along) - to_along
                         : MAX (from_along, to_along) - from_along;
}

/* Leaves out ends of which hardly anything is driven. */
static void
trim (GArray *sides, guint32 first_along, guint32 last_along)
{
  guint32 first, last;

  if (sides->len < 2)
    return;
  last = g_array_index (sides, guint32, sides->len - 1);
  if (measure_part (last, (last & 1) != 0 ? COR_SNAP_WHOLE_LEG : 0, last_along) < MIN_PART)
    g_array_set_size (sides, sides->len - 1);
  first = g_array_index (sides, guint32, 0);
  if (sides->len > 1 &&
      measure_part (first, first_along, (first & 1) != 0 ? 0 : COR_SNAP_WHOLE_LEG) < MIN_PART)
    g_array_remove_index (sides, 0);
}

/* The arcs of sides, or none if one of them may not be driven that way. */
static GArray *
list_arcs (CorNetwork *network, GArray *sides)
{
  GArray *arcs = g_array_sized_new (FALSE, FALSE, sizeof (guint32), sides->len);

  for (guint i = 0; i < sides->len; i++)
    {
      guint32 side = g_array_index (sides, guint32, i);
      guint32 arc = cor_network_find_arc (network, side >> 1, (side & 1) != 0);

      if (arc == COR_ROAD_NONE)
        {
          g_array_set_size (arcs, 0);
          break;
        }
      g_array_append_val (arcs, arc);
    }

  return arcs;
}

/**
 * cor_fixed_way_goes_on:
 * @from: a point of a line drawn along roads
 * @to: one after it
 *
 * Returns: whether @to is so far from @from that it tells something of the line's way
 */
gboolean
cor_fixed_way_goes_on (CorPosition from, CorPosition to)
{
  return cor_position_distance_m (from, to) >= MIN_DISTANCE_M;
}

/**
 * cor_network_find_fixed_way:
 * @network: roads
 * @line: (array length=n_positions): a line in driving direction, drawn along them
 * @n_positions: how many points it has
 *
 * Finds the roads that a line means: between each two of its points, those on which both stand, or
 * else the shortest, as for a closure of a road, as long as these run where the line does. The way
 * consists of whole legs.
 *
 * Returns: (transfer full) (element-type guint32): its arcs in order; none if there is no such way
 *   or it may not be driven in that direction
 */
GArray *
cor_network_find_fixed_way (CorNetwork *network, const CorPosition *line, gsize n_positions)
{
  g_autoptr (GArray) sides = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 first_along = 0, last_along = 0;
  gboolean is_first = TRUE;
  gsize from = 0;

  for (gsize i = 1; i < n_positions; i++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
      CorClosureStretch stretch = { .sides = found };

      if (i + 1 < n_positions && !cor_fixed_way_goes_on (line[from], line[i]))
        continue;
      cor_closure_find_stretch (network, line[from], line[i], &stretch);
      if (found->len == 0 || !follows (network, line[from], line[i], &stretch))
        return g_array_new (FALSE, FALSE, sizeof (guint32));
      from = i;
      if (is_first)
        first_along = stretch.first_along;
      is_first = FALSE;
      last_along = stretch.last_along;
      for (guint j = 0; j < found->len; j++)
        add_side (sides, g_array_index (found, guint32, j));
    }
  trim (sides, first_along, last_along);

  return list_arcs (network, sides);
}

/**
 * cor_network_has_fixed_way:
 * @network: roads
 * @from: a point of a line drawn along roads
 * @to: the next one
 *
 * Returns: whether roads run there, in one direction at least
 */
gboolean
cor_network_has_fixed_way (CorNetwork *network, CorPosition from, CorPosition to)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint32));
  CorClosureStretch stretch = { .sides = found };

  cor_closure_find_stretch (network, from, to, &stretch);

  return found->len > 0 && follows (network, from, to, &stretch);
}

/* The other leg at a node that joins just two, or COR_ROAD_NONE. */
static guint32
find_other_leg (CorNetwork *network, guint32 node, guint32 leg)
{
  guint32 copies[COR_NETWORK_MAX_COPIES + 1];
  guint32 other = COR_ROAD_NONE;

  if (cor_network_list_copies (network, node, copies) != 1)
    return COR_ROAD_NONE;

  for (guint32 i = network->first_out[node]; i < network->first_out[node + 1]; i++)
    {
      guint32 found = cor_network_arc_leg (network, i);

      if (found != leg && other != COR_ROAD_NONE && found != other)
        return COR_ROAD_NONE;
      if (found != leg)
        other = found;
    }
  for (guint32 i = network->first_in[node]; i < network->first_in[node + 1]; i++)
    {
      guint32 found = cor_network_arc_leg (network, network->in_arc[i]);

      if (found != leg && other != COR_ROAD_NONE && found != other)
        return COR_ROAD_NONE;
      if (found != leg)
        other = found;
    }

  return other;
}

/* Goes on from the last side of a stretch as long as nothing branches off. */
static void
extend (CorNetwork *network, GArray *sides, GHashTable *unused)
{
  for (;;)
    {
      guint32 side = g_array_index (sides, guint32, sides->len - 1);
      const CorNetworkLeg *leg = &network->leg[side >> 1];
      guint32 node = (side & 1) != 0 ? leg->from_node : leg->to_node;
      guint32 other = find_other_leg (network, node, side >> 1);

      if (other == COR_ROAD_NONE || !g_hash_table_remove (unused, GUINT_TO_POINTER (other)))
        return;
      side = other << 1 | (network->leg[other].from_node == node ? 0 : 1);
      g_array_append_val (sides, side);
    }
}

static void
turn_about (GArray *sides)
{
  guint32 *values = (guint32 *) sides->data;
  guint n = sides->len;

  for (guint i = 0; i < (n + 1) / 2; i++)
    {
      guint32 side = values[i];

      values[i] = values[n - 1 - i] ^ 1;
      values[n - 1 - i] = side ^ 1;
    }
}

static void
add_way (CorNetwork *network, GArray *sides, GPtrArray *ways)
{
  g_autoptr (GArray) arcs = list_arcs (network, sides);

  if (arcs->len > 0)
    g_ptr_array_add (ways, g_steal_pointer (&arcs));
}

/**
 * cor_network_join_legs:
 * @network: roads
 * @legs: (array length=n_legs): legs of it
 * @n_legs: how many
 *
 * Puts legs that follow each other where nothing branches off together.
 *
 * Returns: (transfer full) (element-type GArray): the arcs of each stretch and direction in which
 *   it may be driven, in order
 */
GPtrArray *
cor_network_join_legs (CorNetwork *network, const guint32 *legs, gsize n_legs)
{
  g_autoptr (GHashTable) unused = g_hash_table_new (NULL, NULL);
  GPtrArray *ways = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  for (gsize i = 0; i < n_legs; i++)
    g_hash_table_add (unused, GUINT_TO_POINTER (legs[i]));
  for (gsize i = 0; i < n_legs; i++)
    {
      g_autoptr (GArray) sides = NULL;
      guint32 side = legs[i] << 1;

      if (!g_hash_table_remove (unused, GUINT_TO_POINTER (legs[i])))
        continue;
      sides = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_array_append_val (sides, side);
      extend (network, sides, unused);
      turn_about (sides);
      extend (network, sides, unused);
      turn_about (sides);
      add_way (network, sides, ways);
      turn_about (sides);
      add_way (network, sides, ways);
    }

  return ways;
}

/**
 * cor_network_find_on_fixed_way:
 * @network: roads
 * @arcs: (array length=n_arcs): a way
 * @n_arcs: how many arcs it has
 * @snap: where a place stands on @network
 *
 * Returns: the place of the first arc that one who stands there can drive, in part or whole;
 *   @n_arcs if it is not on the way, or only at its end
 */
gsize
cor_network_find_on_fixed_way (CorNetwork *network,
                               const guint32 *arcs,
                               gsize n_arcs,
                               const CorSnap *snap)
{
  if (snap->state != COR_SNAP_FOUND)
    return n_arcs;

  for (gsize i = 0; i < n_arcs; i++)
    {
      if (snap->node == COR_ROAD_NONE && cor_network_arc_leg (network, arcs[i]) == snap->leg)
        return i;
      if (snap->node != COR_ROAD_NONE &&
          cor_network_base_node (network, network->arc_tail[arcs[i]]) ==
              cor_network_base_node (network, snap->node))
        return i;
    }

  return n_arcs;
}

/* How much of an arc is driven between where one joins the way and where one leaves it. */
static CorRouteDrive
drive_arc (CorRouter *self,
           const CorSnap *source,
           const CorSnap *target,
           guint32 arc,
           gboolean is_first,
           gboolean is_last)
{
  guint32 leg = cor_network_arc_leg (self->network, arc);
  guint32 end = cor_router_part_end (self, arc);
  gboolean begins_within = is_first && source->node == COR_ROAD_NONE && source->leg == leg;
  gboolean ends_within = is_last && target->node == COR_ROAD_NONE && target->leg == leg;

  return cor_router_drive_part (self, arc, begins_within ? source->along : COR_SNAP_WHOLE_LEG - end,
                                ends_within ? target->along : end);
}

/**
 * cor_router_drive_fixed_way:
 * @self: a router
 * @source: a place on the way, or at its beginning
 * @target: the node at its end, or a place on its last leg
 * @arcs: (array length=n_arcs): the way, whole legs
 * @n_arcs: how many, at least 1
 *
 * Drives a given way from where one joins it, at the pace that the router's closures leave.
 *
 * Returns: (transfer full) (nullable): the route, or %NULL if the vehicle cannot drive it
 */
CorRoute *
cor_router_drive_fixed_way (CorRouter *self,
                            const CorSnap *source,
                            const CorSnap *target,
                            const guint32 *arcs,
                            gsize n_arcs)
{
  g_autoptr (GArray) drives = g_array_new (FALSE, FALSE, sizeof (CorRouteDrive));
  gsize found = cor_network_find_on_fixed_way (self->network, arcs, n_arcs, source);
  gsize first = found < n_arcs ? found : 0;

  cor_router_look_as_told (self);
  for (gsize i = first; i < n_arcs; i++)
    {
      CorRouteDrive drive;

      if (cor_router_get_moving_ms (self, arcs[i]) >= COR_TRAVEL_UNREACHABLE)
        return NULL;
      drive = drive_arc (self, source, target, arcs[i], i == first, i + 1 == n_arcs);
      g_array_append_val (drives, drive);
    }

  return cor_route_new (self->network, source, target, (const CorRouteDrive *) drives->data,
                        drives->len, 0);
}

/**
 * cor_network_stand_on_node:
 * @network: roads
 * @node: a node of it
 *
 * Returns: who stands on that node
 */
CorSnap
cor_network_stand_on_node (CorNetwork *network, guint32 node)
{
  CorPosition position = cor_network_get_node_position (network, node);

  return (CorSnap){ .state = COR_SNAP_FOUND,
                    .position = position,
                    .road_position = position,
                    .leg = COR_ROAD_NONE,
                    .node = node,
                    .closed_leg = COR_ROAD_NONE,
                    .closed_area = G_MAXSIZE };
}
