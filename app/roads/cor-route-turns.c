/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-route-private.h"

#include <math.h>

#include "cor-network-private.h"

/* A road's direction at a junction is that of its first metres: less and the mouth of the junction
 * decides, more and the next bend does. */
#define LOOK_AHEAD_M 25.0

/* Angles, in degrees from straight on, up to which one says so. */
#define STRAIGHT_DEG 22.5
#define KEEP_DEG 50.0
#define TURN_DEG 120.0
#define SHARP_DEG 165.0

/* A road goes on by itself when it bends less than this, and no other is straighter by so much. */
#define OBVIOUS_BEND_DEG 60.0
#define CLEARLY_DEG 20.0

/* Another road this near to straight on makes a fork of the junction. */
#define FORK_DEG 40.0

/* Turns nearer to each other than this, as between the two carriageways of a road, are one. */
#define ONE_JUNCTION_M 35u

/* Whoever comes to a junction and leaves it again. */
typedef struct
{
  CorNetwork *network;
  guint32 node; /* the junction itself, never a copy */
  guint32 in;   /* arcs */
  guint32 out;
  double in_deg;  /* directions driven in */
  double out_deg; /* directions driven on in */
} Junction;

/* What else one could do there. */
typedef struct
{
  guint n_ways;        /* that are roads as good as the one taken */
  double straightest;  /* angle of the straightest of them */
  double nearest_left; /* angles next to the one taken, -360 and 360 for none */
  double nearest_right;
} Choice;

static const CorNetworkLeg *
arc_record (CorNetwork *network, guint32 arc)
{
  return &network->leg[cor_network_arc_leg (network, arc)];
}

static gboolean
is_round (CorNetwork *network, guint32 arc)
{
  return (arc_record (network, arc)->flags & COR_LEG_ROUNDABOUT) != 0;
}

/* The direction of a leg where it leaves one of its ends. */
static double
find_bearing (CorNetwork *network, guint32 leg, gboolean from_end)
{
  guint n_points = cor_network_get_leg_n_points (network, leg);
  CorPosition start = cor_network_get_leg_point (network, leg, from_end ? n_points - 1 : 0);
  CorPosition before = start;
  double walked_m = 0.0;

  for (guint i = 1; i < n_points; i++)
    {
      CorPosition next = cor_network_get_leg_point (network, leg, from_end ? n_points - 1 - i : i);
      double length_m = cor_position_distance_m (before, next);

      if (length_m > 0.0 && walked_m + length_m >= LOOK_AHEAD_M)
        {
          before = cor_position_interpolate (before, next, (LOOK_AHEAD_M - walked_m) / length_m);
          return cor_position_bearing_deg (start, before);
        }
      walked_m += length_m;
      before = next;
    }

  return cor_position_bearing_deg (start, before);
}

static double
leave_bearing (CorNetwork *network, guint32 arc)
{
  return find_bearing (network, cor_network_arc_leg (network, arc),
                       cor_network_arc_is_backward (network, arc));
}

/* Looked at from the junction the leg that one came by leads back. */
static double
arrive_bearing (CorNetwork *network, guint32 arc)
{
  return fmod (find_bearing (network, cor_network_arc_leg (network, arc),
                             !cor_network_arc_is_backward (network, arc)) +
                   180.0,
               360.0);
}

/* How far to the right of @in_deg @out_deg is, from -180 to 180. */
static double
find_angle (double in_deg, double out_deg)
{
  return remainder (out_deg - in_deg, 360.0);
}

static void
look_at (CorNetwork *network, guint32 in, guint32 out, Junction *junction)
{
  junction->network = network;
  junction->node = cor_network_base_node (network, network->arc_tail[out]);
  junction->in = in;
  junction->out = out;
  junction->in_deg = arrive_bearing (network, in);
  junction->out_deg = leave_bearing (network, out);
}

/* A yard or a field track beside a road leads nobody astray. */
static gboolean
is_comparable (const CorNetworkLeg *leg, const CorNetworkLeg *taken)
{
  return leg->road_class < COR_ROAD_CLASS_SERVICE || leg->road_class <= taken->road_class;
}

static void
look_for_choice (const Junction *junction, Choice *choice)
{
  CorNetwork *network = junction->network;
  const CorNetworkLeg *taken = arc_record (network, junction->out);
  double taken_angle = find_angle (junction->in_deg, junction->out_deg);

  *choice = (Choice){ 0, 360.0, -360.0, 360.0 };
  for (guint32 arc = network->first_out[junction->node];
       arc < network->first_out[junction->node + 1]; arc++)
    {
      guint32 leg = cor_network_arc_leg (network, arc);
      double angle;

      if (leg == cor_network_arc_leg (network, junction->in) ||
          leg == cor_network_arc_leg (network, junction->out) ||
          !is_comparable (&network->leg[leg], taken))
        continue;
      angle = find_angle (junction->in_deg, leave_bearing (network, arc));
      choice->n_ways++;
      if (fabs (angle) < fabs (choice->straightest))
        choice->straightest = angle;
      if (angle < taken_angle)
        choice->nearest_left = MAX (choice->nearest_left, angle);
      else
        choice->nearest_right = MIN (choice->nearest_right, angle);
    }
}

static CorTurn
name_angle (double angle)
{
  double size = fabs (angle);

  if (size <= STRAIGHT_DEG)
    return COR_TURN_STRAIGHT;
  if (size <= KEEP_DEG)
    return angle > 0.0 ? COR_TURN_KEEP_RIGHT : COR_TURN_KEEP_LEFT;
  if (size <= TURN_DEG)
    return angle > 0.0 ? COR_TURN_RIGHT : COR_TURN_LEFT;
  if (size <= SHARP_DEG)
    return angle > 0.0 ? COR_TURN_SHARP_RIGHT : COR_TURN_SHARP_LEFT;

  return COR_TURN_BACK;
}

/* At a fork straight on says nothing: then it is the side that counts. */
static CorTurn
name_turn (double angle, const Choice *choice)
{
  CorTurn turn = name_angle (angle);
  gboolean forks_left = choice->nearest_left >= -FORK_DEG;
  gboolean forks_right = choice->nearest_right <= FORK_DEG;

  if (turn != COR_TURN_STRAIGHT || forks_left == forks_right)
    return turn;

  return forks_left ? COR_TURN_KEEP_RIGHT : COR_TURN_KEEP_LEFT;
}

/* Whether a driver who follows the road drives as meant without being told. */
static gboolean
is_obvious (const Junction *junction, const Choice *choice)
{
  double size = fabs (find_angle (junction->in_deg, junction->out_deg));

  return choice->n_ways == 0 ||
         (size <= OBVIOUS_BEND_DEG && fabs (choice->straightest) >= size + CLEARLY_DEG);
}

static gboolean
turn_matters (const Junction *junction, gboolean road_changes, CorTurn *turn)
{
  Choice choice;
  double angle = find_angle (junction->in_deg, junction->out_deg);

  if (cor_network_arc_leg (junction->network, junction->in) ==
      cor_network_arc_leg (junction->network, junction->out))
    {
      *turn = COR_TURN_BACK;
      return TRUE;
    }
  look_for_choice (junction, &choice);
  *turn = name_turn (angle, &choice);

  return road_changes ? choice.n_ways > 0 : !is_obvious (junction, &choice);
}

static CorManeuver
describe (const Junction *junction, CorTurn turn, guint exit, guint32 distance_m)
{
  return (CorManeuver){ .turn = turn,
                        .exit = exit,
                        .position =
                            cor_network_get_node_position (junction->network, junction->node),
                        .distance_m = distance_m,
                        .bearing_deg = (guint) lround (junction->out_deg) % 360u };
}

/* Whether a roundabout can be left at a node. */
static gboolean
has_exit (CorNetwork *network, guint32 node)
{
  for (guint32 arc = network->first_out[node]; arc < network->first_out[node + 1]; arc++)
    if (!is_round (network, arc))
      return TRUE;

  return FALSE;
}

/* Follows a roundabout that is entered with drive @first. Returns the drive that leaves it. */
static gsize
follow_round (CorNetwork *network,
              const CorRouteDrive *drives,
              gsize n_drives,
              gsize first,
              guint *n_exits)
{
  gsize i = first + 1;

  *n_exits = 0;
  for (; i < n_drives; i++)
    {
      guint32 node = cor_network_base_node (network, network->arc_tail[drives[i].arc]);

      if (has_exit (network, node))
        (*n_exits)++;
      if (!is_round (network, drives[i].arc))
        return i;
    }
  *n_exits = 0; /* The way ends in it. */

  return n_drives;
}

/* Both carriageways of one road make two junctions of one turn. It counts to the road behind. */
static gboolean
join_last (GArray *turns, const Junction *junction, double *first_in_deg, CorManeuverAt *next)
{
  CorManeuverAt *last =
      turns->len > 0 ? &g_array_index (turns, CorManeuverAt, turns->len - 1) : NULL;

  if (last == NULL || last->turn.turn == COR_TURN_ROUNDABOUT ||
      next->turn.distance_m - last->turn.distance_m > ONE_JUNCTION_M)
    {
      *first_in_deg = junction->in_deg;
      return FALSE;
    }
  last->turn.turn = name_angle (find_angle (*first_in_deg, junction->out_deg));
  last->turn.bearing_deg = next->turn.bearing_deg;
  last->drive = next->drive;

  return TRUE;
}

/**
 * cor_route_find_road:
 * @network: a network
 * @drives: (array length=n_drives): what is driven, in order
 * @n_drives: how many
 * @drive: place of one of them
 *
 * Returns: the road that it counts to: of a roundabout that which is driven after it
 */
guint32
cor_route_find_road (CorNetwork *network, const CorRouteDrive *drives, gsize n_drives, gsize drive)
{
  gsize i = drive;

  while (i + 1 < n_drives && is_round (network, drives[i].arc))
    i++;

  return arc_record (network, drives[i].arc)->road;
}

/**
 * cor_route_find_turns:
 * @network: a network
 * @drives: (array length=n_drives): what is driven, in order
 * @n_drives: how many
 * @connector_m: how far it is to the first of them
 *
 * Finds the turns that matter on a way. A network that was not surveyed draws its roads as lines
 * between places: their angles would tell a driver lies, so there is nothing to be said.
 *
 * Returns: (transfer full) (element-type CorRouteTurn): the turns, in order
 */
GArray *
cor_route_find_turns (CorNetwork *network,
                      const CorRouteDrive *drives,
                      gsize n_drives,
                      guint32 connector_m)
{
  GArray *turns = g_array_new (FALSE, FALSE, sizeof (CorManeuverAt));
  guint32 distance_m = connector_m;
  double first_in_deg = 0.0;

  if (network->leg_way == NULL)
    return turns;
  for (gsize i = 1; i < n_drives; i++)
    {
      guint32 before = cor_route_find_road (network, drives, n_drives, i - 1);
      gboolean road_changes = before != cor_route_find_road (network, drives, n_drives, i);
      CorManeuverAt at = { .drive = i };
      Junction junction;
      CorTurn turn;
      guint exit = 0;

      distance_m += drives[i - 1].distance_m;
      look_at (network, drives[i - 1].arc, drives[i].arc, &junction);
      if (is_round (network, drives[i].arc))
        {
          gsize last = i;

          if (is_round (network, drives[i - 1].arc))
            continue;
          last = follow_round (network, drives, n_drives, i, &exit);
          if (last < n_drives)
            junction.out_deg = leave_bearing (network, drives[last].arc);
          at.turn = describe (&junction, COR_TURN_ROUNDABOUT, exit, distance_m);
          g_array_append_val (turns, at);
          continue;
        }
      if (is_round (network, drives[i - 1].arc) || !turn_matters (&junction, road_changes, &turn))
        continue;
      at.turn = describe (&junction, turn, 0, distance_m);
      if (!join_last (turns, &junction, &first_in_deg, &at))
        g_array_append_val (turns, at);
    }

  return turns;
}
