/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-osm-legs.h"

#include <math.h>
#include <string.h>

#include "cor-network-private.h"

#define CONFIDENCE_PERCENT 80u

/* A way between two junctions. Its ends are corners: a node is one, but one that nobody passes is
 * two, which nothing joins. */
typedef struct
{
  guint32 from;
  guint32 to;
  guint32 way;
  guint32 first; /* of its nodes: places in way_nodes, both ends included */
  guint32 last;
  double length_m;
} Piece;

typedef struct
{
  guint32 piece;
  gboolean is_backward;
} Driven;

struct _CorOsmLegs
{
  const CorOsmWay *ways;
  gsize n_ways;
  const guint32 *way_nodes;
  const CorOsmNode *nodes;
  const gint64 *node_ids;
  guint32 *corner_of; /* by node */
  GArray *corners;    /* guint32: the node of each corner */
  GArray *pieces;     /* Piece */
  guint32 *degree;    /* by corner */
  guint32 *touching;  /* by corner: the two pieces that were seen last */
  guint32 *added;     /* by corner: what the builder calls it */
  GArray *positions;  /* CorPosition: of what the builder got */
  GArray *chain;      /* Driven */
  GArray *bends;      /* CorPosition */
  GArray *approaches; /* CorOsmApproach */
};

/**
 * cor_osm_legs_new:
 * @ways: (array length=n_ways): the ways; they must be kept meanwhile, as all else here
 * @n_ways: how many
 * @way_nodes: the nodes of all ways, as indices of @nodes
 * @nodes: (array length=n_nodes): the nodes
 * @node_ids: (array length=n_nodes): their OpenStreetMap ids
 * @n_nodes: how many
 *
 * Returns: (transfer full): nothing cut yet
 */
CorOsmLegs *
cor_osm_legs_new (const CorOsmWay *ways,
                  gsize n_ways,
                  const guint32 *way_nodes,
                  const CorOsmNode *nodes,
                  const gint64 *node_ids,
                  gsize n_nodes)
{
  CorOsmLegs *self = g_new0 (CorOsmLegs, 1);

  self->ways = ways;
  self->n_ways = n_ways;
  self->way_nodes = way_nodes;
  self->nodes = nodes;
  self->node_ids = node_ids;
  self->corner_of = g_new (guint32, n_nodes + 1);
  for (gsize i = 0; i < n_nodes; i++)
    self->corner_of[i] = COR_ROAD_NONE;
  self->corners = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->positions = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  self->chain = g_array_new (FALSE, FALSE, sizeof (Driven));
  self->bends = g_array_new (FALSE, FALSE, sizeof (CorPosition));
  self->approaches = g_array_new (FALSE, FALSE, sizeof (CorOsmApproach));

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
  g_free (self->degree);
  g_free (self->touching);
  g_free (self->added);
  g_array_unref (self->positions);
  g_array_unref (self->chain);
  g_array_unref (self->bends);
  g_array_unref (self->approaches);
  g_free (self);
}

static const Piece *
get_piece (const CorOsmLegs *self, guint32 piece)
{
  return &g_array_index (self->pieces, Piece, piece);
}

static CorPosition
node_position (const CorOsmLegs *self, guint32 node)
{
  return cor_network_point_to_position (self->nodes[node].point);
}

static guint32
take_corner (CorOsmLegs *self, guint32 node)
{
  guint32 corner = self->corners->len;

  if (!self->nodes[node].is_blocked && self->corner_of[node] != COR_ROAD_NONE)
    return self->corner_of[node];
  g_array_append_val (self->corners, node);
  self->corner_of[node] = corner;

  return corner;
}

static void
add_piece (CorOsmLegs *self, guint32 way, guint32 first, guint32 last)
{
  Piece piece = { .way = way, .first = first, .last = last };

  if (first == last)
    return;
  piece.from = take_corner (self, self->way_nodes[first]);
  piece.to = take_corner (self, self->way_nodes[last]);
  for (guint32 i = first; i < last; i++)
    piece.length_m += cor_position_distance_m (node_position (self, self->way_nodes[i]),
                                               node_position (self, self->way_nodes[i + 1]));
  g_array_append_val (self->pieces, piece);
}

/* Cuts a way at junctions, at blocked nodes, and where nodes are missing from the extract. */
static void
cut_way (CorOsmLegs *self, guint32 index)
{
  const CorOsmWay *way = &self->ways[index];
  guint32 first = COR_ROAD_NONE;

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
      if (node->is_junction || node->is_blocked || i + 1 == way->first + way->n)
        {
          add_piece (self, index, first, i);
          first = i;
        }
    }
}

static void
count_degrees (CorOsmLegs *self)
{
  self->degree = g_new0 (guint32, self->corners->len + 1);
  self->touching = g_new0 (guint32, 2 * self->corners->len + 2);
  for (guint32 i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = get_piece (self, i);

      self->touching[2 * piece->from + self->degree[piece->from] % 2] = i;
      self->degree[piece->from]++;
      self->touching[2 * piece->to + self->degree[piece->to] % 2] = i;
      self->degree[piece->to]++;
    }
}

static gboolean
may_drive (const CorOsmLegs *self, const Piece *piece, gboolean is_backward)
{
  const CorOsmRoad *road = &self->ways[piece->way].road;

  return is_backward ? road->backward : road->forward;
}

/* Whether two pieces are one road to whoever drives them from one end to the other. */
static gboolean
are_alike (const CorOsmLegs *self, Driven a, Driven b)
{
  const Piece *first = get_piece (self, a.piece);
  const Piece *second = get_piece (self, b.piece);
  const CorOsmWay *way = &self->ways[first->way];
  const CorOsmWay *other = &self->ways[second->way];

  if (first->way != second->way &&
      (way->road_index != other->road_index || way->road.road_class != other->road.road_class ||
       way->road.flags != other->road.flags || way->road.n_lanes != other->road.n_lanes ||
       way->road.ferry_min > 0.0 || other->road.ferry_min > 0.0))
    return FALSE;
  for (guint i = 0; i < COR_N_ROAD_VEHICLES; i++)
    {
      if ((way->road.speed_kmh[i] > 0.0) != (other->road.speed_kmh[i] > 0.0))
        return FALSE;
    }

  return may_drive (self, first, a.is_backward) == may_drive (self, second, b.is_backward) &&
         may_drive (self, first, !a.is_backward) == may_drive (self, second, !b.is_backward);
}

/* Goes on over a corner where nothing branches off; FALSE where the leg must end. */
static gboolean
go_on (const CorOsmLegs *self, Driven driven, Driven *next)
{
  const Piece *piece = get_piece (self, driven.piece);
  guint32 corner = driven.is_backward ? piece->from : piece->to;

  if (self->degree[corner] != 2)
    return FALSE;
  next->piece = self->touching[2 * corner] == driven.piece ? self->touching[2 * corner + 1]
                                                           : self->touching[2 * corner];
  if (next->piece == driven.piece)
    return FALSE;
  next->is_backward = get_piece (self, next->piece)->from != corner;

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
  const Piece *piece = get_piece (self, driven.piece);
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
piece_ms (const CorOsmLegs *self, const Piece *piece, CorRoadVehicle vehicle)
{
  const CorOsmWay *way = &self->ways[piece->way];

  if (way->road.ferry_min > 0.0)
    return way->road.ferry_min * 60000.0 * piece->length_m /
           MAX (way_length_m (self, way), piece->length_m + 0.001);

  return piece->length_m * 3600.0 / way->road.speed_kmh[vehicle];
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
          const Piece *piece = get_piece (self, driven.piece);
          gboolean allowed = self->ways[piece->way].road.speed_kmh[vehicle] > 0.0;
          double ms = allowed ? piece_ms (self, piece, vehicle) : HUGE_VAL;

          forward += may_drive (self, piece, driven.is_backward) ? ms : HUGE_VAL;
          backward += may_drive (self, piece, !driven.is_backward) ? ms : HUGE_VAL;
        }
      leg->forward_ms[vehicle] = (guint32) MIN (ceil (forward), COR_TRAVEL_UNREACHABLE);
      leg->backward_ms[vehicle] = (guint32) MIN (ceil (backward), COR_TRAVEL_UNREACHABLE);
    }
}

static void
note_approach (CorOsmLegs *self,
               CorOsmTurns *turns,
               guint32 corner,
               guint32 way,
               guint32 leg,
               gboolean at_from)
{
  CorOsmApproach approach = { .node =
                                  self->node_ids[g_array_index (self->corners, guint32, corner)],
                              .way = self->ways[way].id,
                              .leg = leg,
                              .at_from = at_from };

  if (cor_osm_turns_has_node (turns, approach.node))
    g_array_append_val (self->approaches, approach);
}

static void
add_leg (CorOsmLegs *self, CorNetworkBuilder *builder, CorOsmTurns *turns)
{
  Driven first = g_array_index (self->chain, Driven, 0);
  Driven last = g_array_index (self->chain, Driven, self->chain->len - 1);
  const Piece *first_piece = get_piece (self, first.piece);
  const Piece *last_piece = get_piece (self, last.piece);
  const CorOsmWay *way = &self->ways[first_piece->way];
  CorNewLeg leg = { .way = way->id };
  double length_m = 0.0;
  guint32 from, to, added;

  g_array_set_size (self->bends, 0);
  for (guint i = 0; i < self->chain->len; i++)
    {
      Driven driven = g_array_index (self->chain, Driven, i);

      add_bends (self, driven, i > 0);
      length_m += get_piece (self, driven.piece)->length_m;
    }
  from = first.is_backward ? first_piece->to : first_piece->from;
  to = last.is_backward ? last_piece->from : last_piece->to;
  leg.leg = (CorLeg){ .from_node = add_corner (self, builder, from),
                      .to_node = add_corner (self, builder, to),
                      .length_m = (guint32) (length_m + 0.5),
                      .road = way->road_index,
                      .road_class = way->road.road_class,
                      .flags = way->road.flags,
                      .n_lanes = way->road.n_lanes,
                      .confidence_percent = CONFIDENCE_PERCENT };
  add_times (self, &leg);
  leg.points = (const CorPosition *) self->bends->data;
  leg.n_points = self->bends->len;
  added = cor_network_builder_add_leg (builder, &leg);
  note_approach (self, turns, from, first_piece->way, added, TRUE);
  note_approach (self, turns, to, last_piece->way, added, FALSE);
}

/**
 * cor_osm_legs_build:
 * @self: the ways
 * @builder: takes nodes and legs
 * @turns: which turns are restricted
 *
 * Cuts and joins all ways.
 */
void
cor_osm_legs_build (CorOsmLegs *self, CorNetworkBuilder *builder, CorOsmTurns *turns)
{
  g_autofree guint8 *is_done = NULL;

  for (guint32 i = 0; i < self->n_ways; i++)
    cut_way (self, i);
  count_degrees (self);
  self->added = g_new (guint32, self->corners->len + 1);
  for (guint32 i = 0; i < self->corners->len; i++)
    self->added[i] = COR_ROAD_NONE;
  is_done = g_new0 (guint8, self->pieces->len + 1);
  for (guint32 i = 0; i < self->pieces->len; i++)
    {
      if (is_done[i])
        continue;
      collect_chain (self, i, is_done);
      add_leg (self, builder, turns);
    }
  cor_osm_turns_apply (turns, self->approaches, builder);
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
