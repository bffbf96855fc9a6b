/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-subtrees.h"

#define N_PARTS 64u
#define NO_PARENT G_MAXUINT32

/* One function on several threads. */
typedef struct
{
  CorThreadFunc func;
  gpointer user_data;
  gint n_started;
} Team;

/* All subtrees, shared out as threads come for them. */
typedef struct
{
  const CorSubtrees *subtrees;
  CorSubtreeFunc func;
  gpointer user_data;
  gint next;
} Round;

/**
 * cor_subtrees_cut:
 * @self: (out caller-allocates): takes the parts; to be cleared
 * @n_nodes: number of nodes, numbered from the top without gaps below any
 * @parent: the node above each, or %G_MAXUINT32
 *
 * Cuts a hierarchy. A small one has no top and is one part.
 */
void
cor_subtrees_cut (CorSubtrees *self, guint32 n_nodes, const guint32 *parent)
{
  guint32 limit = n_nodes < COR_SUBTREES_MIN_NODES ? n_nodes : n_nodes / N_PARTS;
  g_autofree guint32 *size = g_new (guint32, n_nodes);

  self->top = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->subtrees = g_array_new (FALSE, FALSE, sizeof (CorSubtree));
  for (guint32 node = 0; node < n_nodes; node++)
    size[node] = 1;
  for (guint32 node = n_nodes; node > 0; node--)
    {
      if (parent[node - 1] != NO_PARENT)
        size[parent[node - 1]] += size[node - 1];
    }
  for (guint32 node = 0; node < n_nodes;)
    {
      CorSubtree subtree = { node, node + size[node] };

      if (size[node] > limit)
        {
          g_array_append_val (self->top, node);
          node++;
          continue;
        }
      g_array_append_val (self->subtrees, subtree);
      node = subtree.end;
    }
}

/**
 * cor_subtrees_clear:
 * @self: the parts
 *
 * Frees what they hold.
 */
void
cor_subtrees_clear (CorSubtrees *self)
{
  g_clear_pointer (&self->top, g_array_unref);
  g_clear_pointer (&self->subtrees, g_array_unref);
}

static gpointer
join_team (gpointer user_data)
{
  Team *team = user_data;

  team->func ((guint) g_atomic_int_add (&team->n_started, 1), team->user_data);

  return NULL;
}

/**
 * cor_subtrees_run:
 * @n_threads: how many threads work, the calling one included
 * @func: what each does
 * @user_data: for @func
 *
 * Runs a function on several threads at once and returns when all have ended.
 */
void
cor_subtrees_run (guint n_threads, CorThreadFunc func, gpointer user_data)
{
  Team team = { func, user_data, 0 };
  GThread *helpers[COR_SUBTREES_MAX_THREADS];
  guint n_helpers = CLAMP (n_threads, 1, COR_SUBTREES_MAX_THREADS) - 1;

  for (guint i = 0; i < n_helpers; i++)
    helpers[i] = g_thread_new ("roads", join_team, &team);
  join_team (&team);
  for (guint i = 0; i < n_helpers; i++)
    g_thread_join (helpers[i]);
}

static void
work (guint thread, gpointer user_data)
{
  Round *round = user_data;

  for (;;)
    {
      guint i = (guint) g_atomic_int_add (&round->next, 1);
      CorSubtree subtree;

      if (i >= round->subtrees->subtrees->len)
        return;
      subtree = g_array_index (round->subtrees->subtrees, CorSubtree, i);
      round->func (subtree.begin, subtree.end, thread, round->user_data);
    }
}

/**
 * cor_subtrees_foreach:
 * @self: the parts
 * @n_threads: how many threads may work, the calling one included
 * @func: works on one subtree
 * @user_data: for @func
 *
 * Works on all subtrees, in any order, and returns when all are done. The top is the caller's.
 */
void
cor_subtrees_foreach (const CorSubtrees *self,
                      guint n_threads,
                      CorSubtreeFunc func,
                      gpointer user_data)
{
  Round round = { self, func, user_data, 0 };

  cor_subtrees_run (self->subtrees->len < 2 ? 1 : n_threads, work, &round);
}
