/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cor-discard.h"

/*
 * To free what was a plan of thousands of movements takes milliseconds, in which nobody can be
 * answered and no work be stopped. So it is left to a thread that has nothing else to do.
 */

typedef struct
{
  gpointer object;
  GDestroyNotify free_func;
} Discarded;

static GMutex lock;
static GCond is_done;
static guint n_waiting; /* not freed yet */

static void
free_discarded (gpointer data, gpointer user_data)
{
  Discarded *discarded = data;

  discarded->free_func (discarded->object);
  g_free (discarded);

  g_mutex_lock (&lock);
  if (--n_waiting == 0)
    g_cond_broadcast (&is_done);
  g_mutex_unlock (&lock);
}

static gpointer
make_pool (gpointer data)
{
  return g_thread_pool_new (free_discarded, NULL, 1, FALSE, NULL);
}

/**
 * cor_discard:
 * @object: (transfer full) (nullable): what nobody needs any more
 * @free_func: frees it; it may be called on any thread
 *
 * Has something large freed on another thread, some time after. What @object holds must not belong
 * to a thread, and what it only points at must live as long as the program: nobody waits for it.
 */
void
cor_discard (gpointer object, GDestroyNotify free_func)
{
  static GOnce pool = G_ONCE_INIT;
  Discarded *discarded;

  if (object == NULL)
    return;

  discarded = g_new (Discarded, 1);
  discarded->object = object;
  discarded->free_func = free_func;
  g_mutex_lock (&lock);
  n_waiting++;
  g_mutex_unlock (&lock);
  g_thread_pool_push (g_once (&pool, make_pool, NULL), discarded, NULL);
}

/**
 * cor_discard_finish:
 *
 * Waits until all that was discarded is freed.
 */
void
cor_discard_finish (void)
{
  g_mutex_lock (&lock);
  while (n_waiting > 0)
    g_cond_wait (&is_done, &lock);
  g_mutex_unlock (&lock);
}
