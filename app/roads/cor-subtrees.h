/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Below so many nodes a second thread costs more than it saves. */
#define COR_SUBTREES_MIN_NODES 10000u
#define COR_SUBTREES_MAX_THREADS 16u

typedef struct
{
  guint32 begin;
  guint32 end;
} CorSubtree;

/**
 * CorSubtrees:
 * @top: (element-type guint32): the nodes at the top, ascending
 * @subtrees: (element-type CorSubtree): what hangs below them: each a run of nodes without a gap
 *
 * A hierarchy cut below its top: the subtrees know nothing of each other, so any thread may take
 * any of them.
 */
typedef struct
{
  GArray *top;
  GArray *subtrees;
} CorSubtrees;

/**
 * CorSubtreeFunc:
 * @begin: first node
 * @end: the node after the last
 * @thread: 0 for the calling thread, 1 for the next, and so on
 * @user_data: as given
 *
 * Works on one subtree.
 */
typedef void (*CorSubtreeFunc) (guint32 begin, guint32 end, guint thread, gpointer user_data);

/**
 * CorThreadFunc:
 * @thread: which of the threads, counted from 0
 * @user_data: as given
 *
 * Works beside others.
 */
typedef void (*CorThreadFunc) (guint thread, gpointer user_data);

void cor_subtrees_cut (CorSubtrees *self, guint32 n_nodes, const guint32 *parent);
void cor_subtrees_clear (CorSubtrees *self);
void cor_subtrees_foreach (const CorSubtrees *self,
                           guint n_threads,
                           CorSubtreeFunc func,
                           gpointer user_data);

void cor_subtrees_run (guint n_threads, CorThreadFunc func, gpointer user_data);

G_END_DECLS
