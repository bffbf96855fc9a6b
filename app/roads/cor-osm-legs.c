/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-legs-private.h"

#include <math.h>
#include <string.h>

#include "cor-network-private.h"
#include "cor-week.h"

/* Roads to garages and along shop fronts that lead nowhere, up to this length, are left out. */
#define MAX_SERVICE_END_M 300.0
#define MAX_SERVICE_ROUNDS 32u
#define CONFIDENCE_PERCENT 80u

typedef struct
{
  guint32 piece;
  gboolean is_backward;
} Driven;

/**
 * cor_osm_legs_new:
 * @ways: (array length=n_ways): the ways; they must be kept meanwhile, as all else here
 * @n_ways: how many
 * @way_nodes: the nodes of all ways, as indices of @nodes
 * @nodes: (array length=n_nodes): the nodes
 * @node_ids: (array length=n_nodes): their OpenStreetMap ids
 * @n_nodes: how many
 * @profile: has the windows and the counts
 *
 * Returns: (transfer full): nothing cut yet
 */
CorOsmLegs *
cor_osm_legs_new (const CorOsmWay *ways,
                  gsize n_ways,
                  const guint32 *way_nodes,
                  const CorOsmNode *nodes,
                  const gint64 *node_ids,
                  gsize n_nodes,
                  CorOsmProfile *profile)
{
  CorOsmLegs *self = g_new0 (CorOsmLegs, 1);

  self->ways = ways;
  self->n_ways = n_ways;
  self->way_nodes = way_nodes;
  self->nodes = nodes;
  self->node_ids = node_ids;
  self->profile = profile;
  self->corner_of = g_new (guint32, n_nodes + 1);
  for (gsize i = 0; i < n_nodes; i++)
    self->corner_of[i] = COR_ROAD_NONE;
  self->corners = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (CorOsmPiece));
  self->positions = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  self->chain = g_array_new (FALSE, FALSE, sizeof (Driven));
  self->bends = g_array_new (FALSE, FALSE, sizeof (CorPosition));

  return self;
}

/**
 * cor_osm_legs_free:
 * @self: (transfer full): what was cut
 */
void
cor_osm_legs_free (CorOsmLegs *self)
{
  g_free (self->corner_of);
  g_array_unref (self->corners);
  g_array_unref (self->pieces);
  g_free (self->first_piece);
  g_free (self->degree);
  g_free (self->touching);
  g_free (self->added);
  g_array_unref (self->positions);
  g_array_unref (self->chain);
  g_array_unref (self->bends);
  g_free (self);
}

static CorPosition
node_position (const CorOsmLegs *self, guint32 node)
{
  return cor_network_point_to_position (self->nodes[node].point);
}

/* Whether a road ends at a node for everybody. Where more than two roads meet, a barrier may stand
 * on any of them: better a gate too few than a town cut off. */
static gboolean
is_blocked (const CorOsmNode *node)
{
  return node->barrier.blocks == COR_OSM_BLOCKS_ALL;
}

static guint32
take_corner (CorOsmLegs *self, guint32 node)
{
  guint32 corner = self->corners->len;

  if (!is_blocked (&self->nodes[node]) && self->corner_of[node] != COR_ROAD_NONE)
    return self->corner_of[node];
  g_array_append_val (self->corners, node);
  self->corner_of[node] = corner;

  return corner;
}

/* What stands on the way costs time and keeps off whom it keeps off; at the ends of a piece half of
 * it counts, for the next piece has the other half. */
static void
add_barriers (CorOsmLegs *self, CorOsmPiece *piece)
{
  for (guint32 i = piece->first; i <= piece->last; i++)
    {
      const CorOsmBarrier *barrier = &self->nodes[self->way_nodes[i]].barrier;
      gboolean is_end = i == piece->first || i == piece->last;

      piece->delay_ms += barrier->delay_s * (is_end ? 500u : 1000u);
      piece->flags |= (guint8) barrier->flags;
      if (barrier->blocks != COR_OSM_BLOCKS_ALL)
        piece->blocks |= barrier->blocks;
    }
}

static void
add_piece (CorOsmLegs *self, guint32 way, guint32 first, guint32 last)
{
  CorOsmPiece piece = { .way = way,
                        .first = first,
                        .last = last,
                        .leg = COR_ROAD_NONE,
                        .flags = (guint8) self->ways[way].road.flags };

  if (first == last)
    return;
  piece.from = take_corner (self, self->way_nodes[first]);
  piece.to = take_corner (self, self->way_nodes[last]);
  for (guint32 i = first; i < last; i++)
    piece.length_m += cor_position_distance_m (node_position (self, self->way_nodes[i]),
                                               node_position (self, self->way_nodes[i + 1]));
  add_barriers (self, &piece);
  g_array_append_val (self->pieces, piece);
}

/* Whether a ferry goes beyond what the extract holds: nobody gets off at sea. */
static gboolean
is_cut_ferry (const CorOsmLegs *self, const CorOsmWay *way)
{
  gboolean is_cut = FALSE;

  for (guint32 i = way->first; i < way->first + way->n; i++)
    is_cut |= !self->nodes[self->way_nodes[i]].is_known;

  return is_cut && way->road.road_class == COR_ROAD_CLASS_FERRY;
}

/* Cuts a way at junctions, at blocked nodes, and where nodes are missing from the extract. */
static void
cut_way (CorOsmLegs *self, guint32 index)
{
  const CorOsmWay *way = &self->ways[index];
  guint32 first = COR_ROAD_NONE;

  if (is_cut_ferry (self, way))
    return;

  for (guint32 i = way->first; i < way->first + way->n; i++)
    {
      const CorOsmNode *node = &self->nodes[self->way_nodes[i]];

      if (!node->is_known)
        {
          if (first != COR_ROAD_NONE)
            add_piece (self, index, first, i - 1);
          first = COR_ROAD_NONE;
          continue;
        }
      if (first == COR_ROAD_NONE)
        {
          first = i;
          continue;
        }
      if (node->is_junction || is_blocked (node) || i + 1 == way->first + way->n)
        {
          add_piece (self, index, first, i);
          first = i;
        }
    }
}

static gboolean
is_service_end (const CorOsmLegs *self, const CorOsmPiece *piece)
{
  return self->ways[piece->way].road.road_class == COR_ROAD_CLASS_SERVICE &&
         piece->length_m <= MAX_SERVICE_END_M &&
         (self->degree[piece->from] == 1 || self->degree[piece->to] == 1);
}

/* Leaves out short service roads that lead nowhere, and those that then do. What is left connects,
 * or is long enough for somebody to live on it. */
static void
drop_service_ends (CorOsmLegs *self)
{
  guint n_dropped = 0;
  gboolean is_changed = TRUE;

  for (guint round = 0; round < MAX_SERVICE_ROUNDS && is_changed; round++)
    {
      is_changed = FALSE;
      for (guint32 i = 0; i < self->pieces->len; i++)
        {
          CorOsmPiece *piece = &g_array_index (self->pieces, CorOsmPiece, i);

          if (piece->is_dropped || !is_service_end (self, piece) ||
              n_dropped + 1 == self->pieces->len)
            continue;
          piece->is_dropped = TRUE;
          self->degree[piece->from]--;
          self->degree[piece->to]--;
          is_changed = TRUE;
          n_dropped++;
        }
    }
  cor_osm_profile_get_counts (self->profile)[COR_IMPORT_SERVICE_ENDS] = n_dropped;
}

static void
count_degrees (CorOsmLegs *self)
{
  self->degree = g_new0 (guint32, self->corners->len + 1);
  for (guint32 i = 0; i < self->pieces->len; i++)
    {
      self->degree[cor_osm_legs_get_piece (self, i)->from]++;
      self->degree[cor_osm_legs_get_piece (self, i)->to]++;
    }
}

/* Notes two of the pieces at each corner, which are all of them where a road only goes on. */
static void
note_touching (CorOsmLegs *self)
{
  g_autofree guint8 *n_seen = g_new0 (guint8, self->corners->len + 1);

  self->touching = g_new0 (guint32, 2 * self->corners->len + 2);
  for (guint32 i = 0; i < self->pieces->len; i++)
    {
      const CorOsmPiece *piece = cor_osm_legs_get_piece (self, i);

      if (piece->is_dropped)
        continue;
      self->touching[2 * piece->from + n_seen[piece->from]++ % 2] = i;
      self->touching[2 * piece->to + n_seen[piece->to]++ % 2] = i;
    }
}

/**
 * cor_osm_legs_may_drive:
 * @self: legs being made
 * @piece: a piece of a way
 * @vehicle: who drives
 * @is_backward: whether against the way's direction
 *
 * Returns: whether that is allowed at any hours
 */
gboolean
cor_osm_legs_may_drive (const CorOsmLegs *self,
                        guint32 piece,
                        CorRoadVehicle vehicle,
                        gboolean is_backward)
{
  const CorOsmPiece *record = cor_osm_legs_get_piece (self, piece);

  return (record->blocks >> vehicle & 1) == 0 &&
         self->ways[record->way].road.speed_kmh[vehicle][is_backward ? 1 : 0] > 0.0f;
}

/* Whether two pieces are one road to whoever drives them from one end to the other. */
static gboolean
are_alike (const CorOsmLegs *self, Driven a, Driven b)
{
  const CorOsmPiece *first = cor_osm_legs_get_piece (self, a.piece);
  const CorOsmPiece *second = cor_osm_legs_get_piece (self, b.piece);
  const CorOsmWay *way = &self->ways[first->way];
  const CorOsmWay *other = &self->ways[second->way];

  if (first->flags != second->flags ||
      (first->way != second->way &&
       (way->road_index != other->road_index || way->road.road_class != other->road.road_class ||
        way->road.n_lanes != other->road.n_lanes || way->road.ferry_min > 0.0 ||
        other->road.ferry_min > 0.0 || strcmp (way->country, other->country) != 0)))
    return FALSE;
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      for (gboolean back = FALSE; back <= TRUE; back++)
        {
          gboolean a_back = a.is_backward != back;
          gboolean b_back = b.is_backward != back;

          if (cor_osm_legs_may_drive (self, a.piece, (CorRoadVehicle) i, a_back) !=
                  cor_osm_legs_may_drive (self, b.piece, (CorRoadVehicle) i, b_back) ||
              way->road.hours[i][a_back] != other->road.hours[i][b_back])
            return FALSE;
        }
    }

  return TRUE;
}

/* Goes on over a corner where nothing branches off; FALSE where the leg must end. */
static gboolean
go_on (const CorOsmLegs *self, Driven driven, Driven *next)
{
  const CorOsmPiece *piece = cor_osm_legs_get_piece (self, driven.piece);
  guint32 corner = driven.is_backward ? piece->from : piece->to;

  if (self->degree[corner] != 2)
    return FALSE;
  next->piece = self->touching[2 * corner] == driven.piece ? self->touching[2 * corner + 1]
                                                           : self->touching[2 * corner];
  if (next->piece == driven.piece)
    return FALSE;
  next->is_backward = cor_osm_legs_get_piece (self, next->piece)->from != corner;

  return are_alike (self, driven, *next);
}

/* Collects the pieces that are one leg with @piece, from one end to the other. */
static void
collect_chain (CorOsmLegs *self, guint32 piece, guint8 *is_done)
{
  Driven driven = { piece, TRUE };
  Driven next;

  while (go_on (self, driven, &next) && next.piece != piece)
    driven = next;
  driven.is_backward = !driven.is_backward;
  g_array_set_size (self->chain, 0);
  do
    {
      is_done[driven.piece] = TRUE;
      g_array_append_val (self->chain, driven);
      if (!go_on (self, driven, &next))
        break;
      driven = next;
    }
  while (!is_done[driven.piece]);
}

static guint32
add_corner (CorOsmLegs *self, CorNetworkBuilder *builder, guint32 corner)
{
  guint32 node = g_array_index (self->corners, guint32, corner);

  if (self->added[corner] == COR_ROAD_NONE)
    {
      CorPosition position = node_position (self, node);

      self->added[corner] = cor_network_builder_add_node (builder, position, self->node_ids[node]);
      g_array_append_val (self->positions, position);
    }

  return self->added[corner];
}

static void
add_bends (CorOsmLegs *self, Driven driven, gboolean with_first)
{
  const CorOsmPiece *piece = cor_osm_legs_get_piece (self, driven.piece);
  guint32 n = piece->last - piece->first;

  for (guint32 i = with_first ? 0 : 1; i < n; i++)
    {
      guint32 at = driven.is_backward ? piece->last - i : piece->first + i;
      CorPosition position = node_position (self, self->way_nodes[at]);

      g_array_append_val (self->bends, position);
    }
}

static double
way_length_m (const CorOsmLegs *self, const CorOsmWay *way)
{
  double length_m = 0.0;

  for (guint32 i = way->first; i + 1 < way->first + way->n; i++)
    {
      guint32 from = self->way_nodes[i];
      guint32 to = self->way_nodes[i + 1];

      if (self->nodes[from].is_known && self->nodes[to].is_known)
        length_m += cor_position_distance_m (node_position (self, from), node_position (self, to));
    }

  return length_m;
}

/* What driving a piece takes; a ferry's time is shared out over its whole way. */
static double
piece_ms (const CorOsmLegs *self, guint32 index, CorRoadVehicle vehicle, gboolean is_backward)
{
  const CorOsmPiece *piece = cor_osm_legs_get_piece (self, index);
  const CorOsmWay *way = &self->ways[piece->way];

  if (!cor_osm_legs_may_drive (self, index, vehicle, is_backward))
    return HUGE_VAL;
  if (way->road.ferry_min > 0.0)
    return piece->delay_ms + way->road.ferry_min * 60000.0 * piece->length_m /
                                 MAX (way_length_m (self, way), piece->length_m + 0.001);

  return piece->delay_ms +
         piece->length_m * 3600.0 / way->road.speed_kmh[vehicle][is_backward ? 1 : 0];
}

static void
add_times (CorOsmLegs *self, CorNewLeg *leg)
{
  for (guint vehicle = 0; vehicle < COR_N_ROAD_VEHICLES; vehicle++)
    {
      double forward = 0.0, backward = 0.0;

      for (guint i = 0; i < self->chain->len; i++)
        {
          Driven driven = g_array_index (self->chain, Driven, i);

          forward += piece_ms (self, driven.piece, (CorRoadVehicle) vehicle, driven.is_backward);
          backward += piece_ms (self, driven.piece, (CorRoadVehicle) vehicle, !driven.is_backward);
        }
      leg->forward_ms[vehicle] = (guint32) MIN (ceil (forward), COR_TRAVEL_UNREACHABLE);
      leg->backward_ms[vehicle] = (guint32) MIN (ceil (backward), COR_TRAVEL_UNREACHABLE);
    }
}

/* Closes a leg at the hours of its ways, which are the same for all of them. */
static void
add_hours (CorOsmLegs *self, CorNetworkBuilder *builder, guint32 leg, Driven first)
{
  const CorOsmRoad *road = &self->ways[cor_osm_legs_get_piece (self, first.piece)->way].road;

  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      for (gboolean back = FALSE; back <= TRUE; back++)
        {
          guint32 arc = cor_network_builder_find_arc (builder, leg, back);
          gsize n_windows;
          const CorWeekWindow *windows =
              cor_week_pool_get (cor_osm_profile_get_pool (self->profile),
                                 road->hours[i][first.is_backward != back], &n_windows);

          if (arc != COR_ROAD_NONE)
            cor_network_builder_close_arc_at (builder, arc, (CorRoadVehicle) i, windows, n_windows);
        }
    }
}

static void
add_leg (CorOsmLegs *self, CorNetworkBuilder *builder)
{
  Driven first = g_array_index (self->chain, Driven, 0);
  Driven last = g_array_index (self->chain, Driven, self->chain->len - 1);
  const CorOsmPiece *first_piece = cor_osm_legs_get_piece (self, first.piece);
  const CorOsmPiece *last_piece = cor_osm_legs_get_piece (self, last.piece);
  const CorOsmWay *way = &self->ways[first_piece->way];
  CorNewLeg leg = { .way = way->id };
  double length_m = 0.0;
  guint32 from, to, added;

  g_array_set_size (self->bends, 0);
  for (guint i = 0; i < self->chain->len; i++)
    {
      Driven driven = g_array_index (self->chain, Driven, i);

      add_bends (self, driven, i > 0);
      length_m += cor_osm_legs_get_piece (self, driven.piece)->length_m;
    }
  from = first.is_backward ? first_piece->to : first_piece->from;
  to = last.is_backward ? last_piece->from : last_piece->to;
  leg.leg = (CorLeg){ .from_node = add_corner (self, builder, from),
                      .to_node = add_corner (self, builder, to),
                      .length_m = (guint32) (length_m + 0.5),
                      .road = way->road_index,
                      .road_class = way->road.road_class,
                      .flags = first_piece->flags,
                      .n_lanes = way->road.n_lanes,
                      .confidence_percent = CONFIDENCE_PERCENT };
  g_strlcpy (leg.leg.country, way->country, sizeof leg.leg.country);
  add_times (self, &leg);
  leg.points = (const CorPosition *) self->bends->data;
  leg.n_points = self->bends->len;
  added = cor_network_builder_add_leg (builder, &leg);
  add_hours (self, builder, added, first);
  for (guint i = 0; i < self->chain->len; i++)
    {
      Driven driven = g_array_index (self->chain, Driven, i);

      g_array_index (self->pieces, CorOsmPiece, driven.piece).leg =
          added << 1 | (driven.is_backward ? 1 : 0);
    }
}

/**
 * cor_osm_legs_build:
 * @self: the ways
 * @builder: takes nodes and legs
 *
 * Cuts and joins all ways.
 */
void
cor_osm_legs_build (CorOsmLegs *self, CorNetworkBuilder *builder)
{
  g_autofree guint8 *is_done = NULL;

  self->first_piece = g_new (guint32, self->n_ways + 1);
  for (guint32 i = 0; i < self->n_ways; i++)
    {
      self->first_piece[i] = self->pieces->len;
      cut_way (self, i);
    }
  self->first_piece[self->n_ways] = self->pieces->len;
  count_degrees (self);
  drop_service_ends (self);
  note_touching (self);
  self->added = g_new (guint32, self->corners->len + 1);
  for (guint32 i = 0; i < self->corners->len; i++)
    self->added[i] = COR_ROAD_NONE;
  is_done = g_new0 (guint8, self->pieces->len + 1);
  for (guint32 i = 0; i < self->pieces->len; i++)
    {
      if (is_done[i] || cor_osm_legs_get_piece (self, i)->is_dropped)
        continue;
      collect_chain (self, i, is_done);
      add_leg (self, builder);
    }
}

/**
 * cor_osm_legs_get_positions:
 * @self: ways that were built
 * @n_positions: (out): how many
 *
 * Returns: (transfer none) (array length=n_positions): where the nodes are that the builder got
 */
const CorPosition *
cor_osm_legs_get_positions (CorOsmLegs *self, gsize *n_positions)
{
  *n_positions = self->positions->len;

  return (const CorPosition *) self->positions->data;
}
