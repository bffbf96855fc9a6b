/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-lane-homes.h"

/*
 * Whoever lives on a lane joins it where they live, and drives only the rest of it. The lane from
 * there on is a part of it, a lane of its own that shares everything with the whole that is
 * agreed or limited, and that nobody else comes to.
 */

/* Whoever lives no further off than this lives on a lane. */
#define MAX_JOIN_M 1000u

/* More parts than these, of all lanes, take too long to plan with: then some live on the part that
 * begins before them. */
#define MAX_PARTS 32u

/* Where on a whole lane somebody lives. */
typedef struct
{
  guint lane;
  guint first_arc;
  guint along;
} Home;

static const CorLane *
get_lane (const CorLaneSet *self, guint lane)
{
  return &g_array_index (self->lanes, CorLane, lane);
}

/* Where a place lies on a whole lane; FALSE if it does not. */
static gboolean
find_on_lane (const CorLaneSet *self, const CorSnap *snap, guint lane, Home *home)
{
  GArray *arcs = get_lane (self, lane)->arcs;
  gsize first;

  if (snap->state != COR_SNAP_FOUND || snap->connector_m > MAX_JOIN_M)
    return FALSE;

  first = cor_network_find_on_fixed_way (self->network, (const guint32 *) (gpointer) arcs->data,
                                         arcs->len, snap);
  if (first == arcs->len)
    return FALSE;

  *home = (Home){ lane, (guint) first, 0 };
  if (snap->node == COR_ROAD_NONE)
    home->along =
        cor_network_get_arc_is_backward (self->network, g_array_index (arcs, guint32, first))
            ? COR_SNAP_WHOLE_LEG - snap->along
            : snap->along;

  return TRUE;
}

static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const Home *left = a;
  const Home *right = b;

  if (left->lane != right->lane)
    return left->lane < right->lane ? -1 : 1;
  if (left->first_arc != right->first_arc)
    return left->first_arc < right->first_arc ? -1 : 1;

  return (left->along > right->along) - (left->along < right->along);
}

/* Each place once, but for beginnings of lanes; not more than there may be parts. */
static GArray *
list_homes (const CorLaneSet *self, const CorJourneys *journeys, guint n_rally_points)
{
  GArray *homes = g_array_new (FALSE, FALSE, sizeof (Home));
  guint n_all = 0, n_kept = 0;

  for (guint i = 0; i < n_rally_points; i++)
    for (guint j = 0; j < self->lanes->len; j++)
      {
        Home home;

        if (find_on_lane (self, cor_journeys_get_open_snap (journeys, i), j, &home) &&
            (home.first_arc > 0 || home.along > 0))
          g_array_append_val (homes, home);
      }
  g_array_sort (homes, compare_homes);
  for (guint i = 0; i < homes->len; i++)
    {
      Home home = g_array_index (homes, Home, i);

      if (n_all == 0 || compare_homes (&home, &g_array_index (homes, Home, n_all - 1)) != 0)
        g_array_index (homes, Home, n_all++) = home;
    }
  for (guint i = 0; i < n_all; i++)
    if (n_all <= MAX_PARTS || i == 0 ||
        (guint64) i * MAX_PARTS / n_all != (guint64) (i - 1) * MAX_PARTS / n_all)
      g_array_index (homes, Home, n_kept++) = g_array_index (homes, Home, i);
  g_array_set_size (homes, n_kept);

  return homes;
}

/* A place on the way, not the house beside it. */
static CorSnap
stand_on_home (const CorLaneSet *self, const Home *home, guint32 arc)
{
  CorSnap snap =
      cor_network_stand_on_node (self->network, cor_network_get_arc_tail (self->network, arc));

  if (home->along == 0)
    return snap;

  snap.node = COR_ROAD_NONE;
  snap.leg = cor_network_get_arc_leg (self->network, arc);
  snap.along = cor_network_get_arc_is_backward (self->network, arc)
                   ? COR_SNAP_WHOLE_LEG - home->along
                   : home->along;

  return snap;
}

static void
add_part (CorLaneSet *self, CorJourneys *journeys, const Home *home)
{
  CorLane whole = *get_lane (self, home->lane);
  guint32 first = g_array_index (whole.arcs, guint32, home->first_arc);
  CorSnap snap = stand_on_home (self, home, first);
  CorLane part = {
    .gate = whole.gate,
    .arcs = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .from =
        cor_network_stand_on_node (self->network, cor_network_get_arc_tail (self->network, first)),
    .to = whole.to,
    .whole = home->lane,
    .first_arc = home->first_arc,
    .along = home->along,
  };

  g_array_append_vals (part.arcs, &g_array_index (whole.arcs, guint32, home->first_arc),
                       whole.arcs->len - home->first_arc);
  for (guint i = 0; i < COR_N_TRAVELS; i++)
    if (whole.ways[i] != NULL)
      part.ways[i] = cor_journeys_drive_lane (journeys, i, &snap, &whole.to, part.arcs);
  cor_lane_set_add_part (self, &part);
}

/**
 * cor_lane_set_find_homes:
 * @self: lanes
 * @journeys: journeys of the same plan, which has lanes
 * @n_rally_points: how many rally points these have
 *
 * Finds the parts of lanes that begin where people live. Those that were found before are
 * forgotten.
 */
void
cor_lane_set_find_homes (CorLaneSet *self, CorJourneys *journeys, guint n_rally_points)
{
  g_autoptr (GArray) homes = NULL;

  cor_lane_set_drop_parts (self);
  homes = list_homes (self, journeys, n_rally_points);
  for (guint i = 0; i < homes->len; i++)
    add_part (self, journeys, &g_array_index (homes, Home, i));
}

/**
 * cor_lane_set_find_home:
 * @self: lanes, their parts found
 * @snap: where a place meets the roads if nothing is closed
 * @lane: a lane or a part
 *
 * Returns: the lane, or the part of it, that whoever lives there joins if it is of the same whole
 *   as @lane: the shortest part that begins there or before; %G_MAXUINT if the place is not on it
 */
guint
cor_lane_set_find_home (const CorLaneSet *self, const CorSnap *snap, guint lane)
{
  guint found = get_lane (self, lane)->whole;
  Home home;

  if (!find_on_lane (self, snap, found, &home))
    return G_MAXUINT;

  for (guint i = found + 1; i < self->lanes->len; i++)
    {
      const CorLane *part = get_lane (self, i);
      Home begin = { part->whole, part->first_arc, part->along };

      /* Parts stand in the order in which they begin. */
      if (part->whole != i && begin.lane == home.lane && compare_homes (&begin, &home) <= 0)
        found = i;
    }

  return found;
}
