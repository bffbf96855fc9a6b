/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-private.h"

G_BEGIN_DECLS

/**
 * CorBarrier:
 *
 * Straight pieces, each with a left and a right side, that legs may cross: a line drawn across
 * roads, or the outlines of areas with the inside on their left.
 */
typedef struct _CorBarrier CorBarrier;

/**
 * CorBarrierCrossing:
 * @along: where on the leg, of %COR_SNAP_WHOLE_LEG
 * @to_right: whether the leg, from its first node on, leads from the left to the right there
 * @at: the place
 * @from: begin of the piece that is crossed
 * @to: its end
 *
 * A crossing of a leg with a barrier.
 */
typedef struct
{
  guint32 along;
  gboolean to_right;
  CorPosition at;
  CorPosition from;
  CorPosition to;
} CorBarrierCrossing;

CorBarrier *cor_barrier_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cor_barrier_free (CorBarrier *self);

void cor_barrier_add_line (CorBarrier *self, const CorPosition *line, gsize n_positions);
void cor_barrier_add_ring (CorBarrier *self,
                           const CorPosition *ring,
                           gsize n_positions,
                           gboolean is_hole);
void cor_barrier_list_crossings (const CorBarrier *self,
                                 CorNetwork *network,
                                 guint32 leg,
                                 GArray *crossings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorBarrier, cor_barrier_free)

G_END_DECLS
