/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-gate.h"
#include "cor-result.h"
#include "cor-snapshot.h"

G_BEGIN_DECLS

/**
 * CorWayPiece:
 * @length_m: its length
 * @time_us: what driving it takes alone
 * @stretch: place of the stretch of road that it lies on
 * @first_gate: place of its first gate in the way's gates
 * @n_gates: how many
 *
 * A part of a way on one stretch of road, between the same gates.
 */
typedef struct
{
  double length_m;
  gint64 time_us;
  guint stretch;
  guint first_gate;
  guint n_gates;
} CorWayPiece;

/**
 * CorWayGate:
 * @gate: the place of a gate
 * @is_entry: whether it begins with this piece
 * @through_us: how long driving on through it takes from here, as planned
 */
typedef struct
{
  guint gate;
  gboolean is_entry;
  gint64 through_us;
} CorWayGate;

/**
 * CorWay:
 * @pieces: (element-type CorWayPiece): in order
 * @gates: (element-type CorWayGate): by piece
 * @time_us: what driving it takes alone
 * @length_m: its length
 *
 * A corridor as columns drive it.
 */
typedef struct
{
  GArray *pieces;
  GArray *gates;
  gint64 time_us;
  double length_m;
} CorWay;

/**
 * CorWayMaker:
 * @snapshot: the plan
 * @clock: the time that is simulated
 * @gates: (element-type CorGate): closures, then agreed corridors
 * @stretches: (element-type guint64): a number for each stretch of road
 *
 * What the ways of one plan share.
 */
typedef struct
{
  CorSnapshot *snapshot;
  CorClock clock;
  GPtrArray *gates;
  GArray *stretches;
  GHashTable *stretch_places;
} CorWayMaker;

CorWayMaker *cor_way_maker_new (CorSnapshot *snapshot, CorClock clock) G_GNUC_WARN_UNUSED_RESULT;

void cor_way_maker_free (CorWayMaker *self);

CorWay *cor_way_new (CorWayMaker *maker,
                     const CorCorridor *corridor,
                     GArray *agreed_ids) G_GNUC_WARN_UNUSED_RESULT;

void cor_way_free (CorWay *self);

G_END_DECLS
