/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CorNodeQueue:
 *
 * Nodes by key, the least first, of equal keys the least node: so that what a search finds depends
 * on nothing but its input. Each node is in it at most once.
 */
typedef struct _CorNodeQueue CorNodeQueue;

CorNodeQueue *cor_node_queue_new (guint32 n_nodes) G_GNUC_WARN_UNUSED_RESULT;
void cor_node_queue_free (CorNodeQueue *self);

void cor_node_queue_make_room (CorNodeQueue *self, guint32 n_nodes);
void cor_node_queue_clear (CorNodeQueue *self);
void cor_node_queue_put (CorNodeQueue *self, guint32 node, guint64 key);
gboolean cor_node_queue_take (CorNodeQueue *self, guint32 *node, guint64 *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CorNodeQueue, cor_node_queue_free)

G_END_DECLS
