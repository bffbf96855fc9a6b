/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-router.h"
#include "cor-snap-private.h"

G_BEGIN_DECLS

/**
 * CorRouterLeaving:
 * @sources: (array length=n_sources): the places, as they were asked about last
 * @n_sources: how many
 * @first: (element-type guint): where the ends of each begin, and their end
 * @ends: (element-type CorSnapEnd): by which they are left
 * @nodes: (element-type guint32): of the ends
 * @is_anew: by place: whether what leaving it costs may be new since the matrix before
 * @on_legs: (element-type CorRouterOnLeg): which of them stand within legs, by leg
 * @has_place: a bit by leg: whether a place stands within it
 * @touched: (element-type guint32): such legs whose weights were given anew since
 * @is_stale: whether all weights may be new
 *
 * By which nodes many places are left, kept from one matrix to the next: a closure is seldom where
 * a place stands, and to find all of them again takes longer than what the closure changes.
 */
typedef struct
{
  CorSnap *sources;
  gsize n_sources;
  GArray *first;
  GArray *ends;
  GArray *nodes;
  guint8 *is_anew;
  GArray *on_legs;
  guint64 *has_place;
  GArray *touched;
  gboolean is_stale;
} CorRouterLeaving;

/**
 * CorRouterOnLeg:
 * @leg: a leg
 * @source: a place that stands within it
 */
typedef struct
{
  guint32 leg;
  guint32 source;
} CorRouterOnLeg;

void cor_router_leaving_init (CorRouterLeaving *self);
void cor_router_leaving_clear (CorRouterLeaving *self);
void cor_router_leaving_list (CorRouterLeaving *self,
                              CorRouter *router,
                              const CorSnap *sources,
                              gsize n_sources);
guint cor_router_list_ends_ever (CorRouter *self,
                                 const CorSnap *snap,
                                 gboolean leaving,
                                 CorSnapEnd *ends);

/* Notes that a leg's weights were given anew. */
static inline void
cor_router_leaving_touch (CorRouterLeaving *self, guint32 leg)
{
  if (self->has_place != NULL && (self->has_place[leg / 64] >> leg % 64 & 1) != 0)
    g_array_append_val (self->touched, leg);
}

G_END_DECLS
