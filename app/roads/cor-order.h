/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cor-progress.h"

G_BEGIN_DECLS

/**
 * CorTopology:
 * @n_nodes: number of nodes, the top ones first: whatever lies above a node has a lower number
 * @n_up: number of upward arcs
 * @parent: the next node up, or %COR_ROAD_NONE
 * @first_up: where the upward arcs of each node begin, and their end
 * @up_head: where each leads, the nearest first, which is the parent
 *
 * The shape of a hierarchy, which depends on who neighbours whom and on nothing else.
 */
typedef struct
{
  guint32 n_nodes;
  guint32 n_up;
  guint32 *parent;
  guint32 *first_up;
  guint32 *up_head;
} CorTopology;

guint32 *cor_order_find (guint32 n_nodes,
                         const guint32 *first,
                         const guint32 *neighbour,
                         CorProgress *progress,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cor_topology_build (CorTopology *self,
                         guint32 n_nodes,
                         const guint32 *first,
                         const guint32 *neighbour);
void cor_topology_clear (CorTopology *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CorTopology, cor_topology_clear)

G_END_DECLS
