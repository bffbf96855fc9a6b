/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-network-private.h"

G_BEGIN_DECLS

/* A cost is a travel time in the upper 32 bits and a distance in the lower: costs are added and
 * compared as whole numbers, and of equally quick ways the shorter is the better. */
typedef guint64 CorCost;

#define COR_COST_UNREACHABLE ((CorCost) COR_TRAVEL_UNREACHABLE << 32)

static inline CorCost
cor_cost (guint32 time_ms, guint32 distance_m)
{
  return (CorCost) time_ms << 32 | distance_m;
}

static inline guint32
cor_cost_time_ms (CorCost cost)
{
  return cost < COR_COST_UNREACHABLE ? (guint32) (cost >> 32) : COR_TRAVEL_UNREACHABLE;
}

static inline guint32
cor_cost_distance_m (CorCost cost)
{
  return cost < COR_COST_UNREACHABLE ? (guint32) cost : COR_TRAVEL_UNREACHABLE;
}

/**
 * CorDijkstra:
 *
 * The plain search: slow, simple and exact. It serves small networks, and is what everything
 * quicker is tested against.
 */
typedef struct _CorDijkstra CorDijkstra;

CorDijkstra *cor_dijkstra_new (CorNetwork *network) G_GNUC_WARN_UNUSED_RESULT;
void cor_dijkstra_free (CorDijkstra *self);

void cor_dijkstra_start (CorDijkstra *self);
void cor_dijkstra_add_start (CorDijkstra *self, guint32 node, CorCost cost);
void cor_dijkstra_set_carried (CorDijkstra *self, const guint32 *carried);
void cor_dijkstra_run (CorDijkstra *self,
                       const guint32 *weights_ms,
                       gboolean backward,
                       const guint32 *wanted,
                       gsize n_wanted);
CorCost cor_dijkstra_get_cost (CorDijkstra *self, guint32 node);
guint32 cor_dijkstra_get_last_arc (CorDijkstra *self, guint32 node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorDijkstra, cor_dijkstra_free)

G_END_DECLS
