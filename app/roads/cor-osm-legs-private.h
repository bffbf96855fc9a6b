/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-osm-legs.h"

G_BEGIN_DECLS

/* A way between two junctions. Its ends are corners: a node is one, but one that nobody passes is
 * two, which nothing joins. The pieces of a way follow each other. */
typedef struct
{
  guint32 from;
  guint32 to;
  guint32 way;
  guint32 first; /* of its nodes: places in way_nodes, both ends included */
  guint32 last;
  guint32 leg; /* twice the leg that it is part of, and 1 more when it runs against it; or none */
  guint32 delay_ms;
  guint8 blocks; /* a bit for each vehicle that does not pass */
  guint8 flags;
  guint8 is_dropped;
  double length_m;
} CorOsmPiece;

struct _CorOsmLegs
{
  const CorOsmWay *ways;
  gsize n_ways;
  const guint32 *way_nodes;
  const CorOsmNode *nodes;
  const gint64 *node_ids;
  CorOsmProfile *profile;
  guint32 *corner_of;   /* by node */
  GArray *corners;      /* guint32: the node of each corner */
  GArray *pieces;       /* CorOsmPiece */
  guint32 *first_piece; /* by way, and the end */
  guint32 *degree;      /* by corner */
  guint32 *touching;    /* by corner: the two pieces that were seen last */
  guint32 *added;       /* by corner: what the builder calls it */
  GArray *positions;    /* CorPosition: of what the builder got */
  GArray *chain;        /* Driven */
  GArray *bends;        /* CorPosition */
};

static inline const CorOsmPiece *
cor_osm_legs_get_piece (const CorOsmLegs *self, guint32 piece)
{
  return &g_array_index (self->pieces, CorOsmPiece, piece);
}

/* The node at an end of a piece. */
static inline guint32
cor_osm_legs_get_end (const CorOsmLegs *self, guint32 piece, gboolean is_last)
{
  const CorOsmPiece *record = cor_osm_legs_get_piece (self, piece);

  return self->way_nodes[is_last ? record->last : record->first];
}

gboolean cor_osm_legs_may_drive (const CorOsmLegs *self,
                                 guint32 piece,
                                 CorRoadVehicle vehicle,
                                 gboolean is_backward);

G_END_DECLS
